//! `tickler undo`: takes the last command back, however much it changed; `--redo` does it again.

use anyhow::Result;
use clap::Args;

use super::answer::{Answer, Changed, Deed, Remark, Reply};
use super::desk::Desk;
use super::several::Consent;
use crate::binder::{ChangeRefusal, Entry, Kind, Refusal};
use crate::store::{REDO, Record, TakenBack, UNDO, set_again_later, written_since};

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

impl Undo {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        let nothing = || Refusal::from(ChangeRefusal::NothingToUndo { again: self.redo });
        let look = desk.store.look()?.ok_or_else(nothing)?;
        let taken = look
            .last_command(&desk.manager, self.redo)?
            .ok_or_else(nothing)?;
        drop(look);
        let remarks = remarks(&taken);
        if self.consent.dry_run {
            return Ok(self
                .tried(taken, desk)?
                .remarking(remarks)
                .remarking([Remark::DryRun]));
        }
        if !self.consent.yes {
            hides_nothing(&taken)?;
        }
        let count = taken.found.len();
        desk.agree(
            &format!("Change {count} dossiers?"),
            count,
            self.consent.yes,
        )?;
        let title = if self.redo { REDO } else { UNDO };
        let (taken, written) = desk.change(title, |change| {
            // Looked up again under the lock: only what was agreed to is taken back.
            let again = change.last_command(self.redo)?;
            let taken = again
                .filter(|again| again.of == taken.of)
                .ok_or_else(nothing)?;
            let written = change.take_back(taken.clone());
            Ok((taken, written))
        })?;
        let reply = desk.answer(self.deed(), &written);
        Ok(self.undone(taken, reply).remarking(remarks))
    }

    fn deed(&self) -> Deed {
        if self.redo {
            Deed::DoneAgain
        } else {
            Deed::TakenBack
        }
    }

    /// What would be said if it were done.
    fn tried(&self, taken: TakenBack, desk: &Desk<'_>) -> Result<Reply> {
        let try_one = |found: &crate::store::Found| {
            let entry = Entry::new("", (desk.clock)(), &desk.manager, Kind::Undo);
            (
                found.clone(),
                found.with(entry.with("of", taken.of.as_str())),
            )
        };
        let tried = taken.found.iter().map(try_one).collect();
        let reply = desk.answer_dry(self.deed(), tried)?;
        Ok(self.undone(taken, reply))
    }

    /// The answer, with the command that it is about.
    fn undone(&self, taken: TakenBack, mut reply: Reply) -> Reply {
        if let Answer::Changed(changed) = reply.answer {
            let undone = Undone {
                record: taken.record,
                again: self.redo,
                changed,
                settings: taken.settings,
            };
            reply.answer = Answer::Undone(Box::new(undone));
        }
        reply
    }
}

/// Refuses to take the adding of a client back if somebody has written there since: all of it would
/// be hidden with the dossier.
///
/// # Errors
/// [`ChangeRefusal::WrittenSince`].
fn hides_nothing(taken: &TakenBack) -> Result<(), Refusal> {
    for found in &taken.found {
        let first = found.dossier.history().first().map(Entry::op);
        let count = written_since(&found.dossier, &taken.of);
        if first == Some(taken.of.as_str()) && count > 0 {
            let client = found.slug().to_owned();
            return Err(ChangeRefusal::WrittenSince { client, count }.into());
        }
    }
    Ok(())
}

/// What stays as it is, since it was changed again later.
fn remarks(taken: &TakenBack) -> Vec<Remark> {
    let kept = taken.found.iter().filter_map(|found| {
        let fields = set_again_later(&found.dossier, &taken.record.op);
        let name = found.dossier.name().to_owned();
        (!fields.is_empty()).then_some(Remark::LaterStands { name, fields })
    });
    let mut remarks: Vec<Remark> = kept.collect();
    if !taken.settings_kept.is_empty() {
        remarks.push(Remark::LaterStands {
            name: "the settings".to_owned(),
            fields: taken.settings_kept.clone(),
        });
    }
    remarks
}
