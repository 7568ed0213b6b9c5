//! `tickler undo`: takes the last command back, however much it changed; `--redo` does it again.

use anyhow::Result;
use clap::Args;

use super::aftermath::Outline;
use super::answer::{Answer, Changed, Deed, Remark, Reply};
use super::desk::Desk;
use super::several::Consent;
use crate::binder::{ChangeRefusal, Entry, Kind, Refusal};
use crate::store::{Found, REDO, Record, Spot, TakenBack, UNDO, set_again_later, written_since};

/// Take the last command back.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tickler undo --dry-run
  tickler undo
  tickler undo --redo")]
pub struct Undo {
    /// Do again what was taken back last
    #[arg(long)]
    redo: bool,
    #[command(flatten)]
    consent: Consent,
}

/// A command that was taken back, or done again.
#[derive(Clone, Debug)]
pub struct Undone {
    /// The command.
    pub record: Record,
    /// It was done again, not taken back.
    pub again: bool,
    /// The dossiers, and where each stands now.
    pub changed: Changed,
    /// The settings, and what each is now.
    pub settings: Vec<(String, serde_json::Value)>,
}

/// What is known of a dossier before a command is taken back in it.
struct Sight {
    spots: Vec<Spot>,
    /// What stays as it is, since it was changed again later.
    kept: Option<Remark>,
    /// The client, and how many entries would be hidden, if all of the dossier would be.
    hidden: Option<(String, usize)>,
    /// As it would be, if that is all that is asked.
    tried: Option<Outline>,
}

impl Undo {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        let nothing = || Refusal::from(ChangeRefusal::NothingToUndo { again: self.redo });
        let look = desk.store.look()?.ok_or_else(nothing)?;
        let (at, by, is_tried) = ((desk.clock)(), &desk.manager, self.consent.dry_run);
        let sight = |record: &Record, of: &str, found: Found| {
            let tried = is_tried.then(|| {
                let entry = Entry::new("", at, by, Kind::Undo);
                Outline::from(&found.with(entry.with("of", of)))
            });
            Sight::of(record, of, found, tried)
        };
        let mut seen = look
            .last_command(by, self.redo, sight)?
            .ok_or_else(nothing)?;
        drop(look);
        let remarks = remarks(&mut seen);
        if self.consent.dry_run {
            let reply = self.tried(seen, desk)?.remarking(remarks);
            return Ok(reply.remarking([Remark::DryRun]));
        }
        if !self.consent.yes {
            hides_nothing(&mut seen)?;
        }
        let count = seen.found.len();
        desk.agree(
            &format!("Change {count} dossiers?"),
            count,
            self.consent.yes,
        )?;
        let title = if self.redo { REDO } else { UNDO };
        let (taken, outlines) = desk.change(title, |change| {
            // Looked up again under the lock: only what was agreed to is taken back.
            let again = change.last_command(self.redo)?;
            let taken = again
                .filter(|again| again.of == seen.of)
                .ok_or_else(nothing)?;
            let outlines = change.take_back(&taken, Outline::relayed)?;
            Ok((taken, outlines))
        })?;
        let reply = desk.answer_many(self.deed(), outlines);
        Ok(self
            .undone(taken.record, taken.settings, reply)
            .remarking(remarks))
    }

    fn deed(&self) -> Deed {
        if self.redo {
            Deed::DoneAgain
        } else {
            Deed::TakenBack
        }
    }

    /// What would be said if it were done.
    fn tried(&self, seen: TakenBack<Sight>, desk: &Desk<'_>) -> Result<Reply> {
        let tried = seen.found.into_iter();
        let tried = tried.filter_map(|sight| Some((sight.spots, sight.tried?)));
        let reply = desk.answer_dry(self.deed(), tried.collect())?;
        Ok(self.undone(seen.record, seen.settings, reply))
    }

    /// The answer, with the command that it is about.
    fn undone(
        &self,
        record: Record,
        settings: Vec<(String, serde_json::Value)>,
        mut reply: Reply,
    ) -> Reply {
        if let Answer::Changed(changed) = reply.answer {
            let undone = Undone {
                record,
                again: self.redo,
                changed,
                settings,
            };
            reply.answer = Answer::Undone(Box::new(undone));
        }
        reply
    }
}

impl Sight {
    fn of(record: &Record, of: &str, found: Found, tried: Option<Outline>) -> Self {
        let dossier = &found.dossier;
        let fields = set_again_later(dossier, &record.op);
        let kept = (!fields.is_empty()).then(|| Remark::LaterStands {
            name: dossier.name().to_owned(),
            fields,
        });
        let first = dossier.history().first().map(Entry::op);
        let hidden = (first == Some(of)).then(|| written_since(dossier, of));
        let hidden = hidden.filter(|count| *count > 0);
        Self {
            kept,
            hidden: hidden.map(|count| (found.slug().to_owned(), count)),
            tried,
            spots: found.spots,
        }
    }
}

/// Refuses to take the adding of a client back if somebody has written there since: all of it would
/// be hidden with the dossier.
///
/// # Errors
/// [`ChangeRefusal::WrittenSince`].
fn hides_nothing(seen: &mut TakenBack<Sight>) -> Result<(), Refusal> {
    let mut hidden = seen
        .found
        .iter_mut()
        .filter_map(|sight| sight.hidden.take());
    match hidden.next() {
        Some((client, count)) => Err(ChangeRefusal::WrittenSince { client, count }.into()),
        None => Ok(()),
    }
}

/// What stays as it is, since it was changed again later.
fn remarks(seen: &mut TakenBack<Sight>) -> Vec<Remark> {
    let kept = seen.found.iter_mut();
    let mut remarks: Vec<Remark> = kept.filter_map(|sight| sight.kept.take()).collect();
    if !seen.settings_kept.is_empty() {
        remarks.push(Remark::LaterStands {
            name: "the settings".to_owned(),
            fields: seen.settings_kept.clone(),
        });
    }
    remarks
}
