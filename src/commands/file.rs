//! `tickler file`: after a contact, the talk is written down and the dossier refiled, in one act.

use anyhow::Result;
use clap::Args;
use clap::builder::PossibleValuesParser;

use super::answer::{Deed, Remark, Reply};
use super::dates::{Due, refile};
use super::desk::Desk;
use crate::binder::{Changes, ContactKind, Kind, Outcome, Work};

/// After a contact.
#[derive(Args, Debug)]
pub struct File {
    /// The client: any beginning of the name, or a phone number
    client: String,
    /// The day of the next contact: 2024-07-05, fri, +2w, jul, someday
    #[arg(long, value_name = "WHEN")]
    on: Option<String>,
    #[command(flatten)]
    due: Due,
    /// What was said (- reads it from standard input)
    #[arg(short, long, value_name = "TEXT")]
    note: Option<String>,
    /// What kind of contact it was
    #[arg(long, default_value = "call", value_parser = PossibleValuesParser::new(ContactKind::ALL.map(ContactKind::name)))]
    kind: String,
    /// How it ended
    #[arg(long, default_value = "reached", value_parser = PossibleValuesParser::new(Outcome::ALL.map(Outcome::name)))]
    outcome: String,
    /// Short for --outcome no-answer
    #[arg(long, conflicts_with = "outcome")]
    no_answer: bool,
    /// What is to be done next
    #[arg(long, value_name = "TEXT")]
    next: Option<String>,
    /// What kind of work that is
    #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(Work::all().map(Work::name)))]
    work: Option<String>,
    /// How far things are with the client now
    #[arg(long)]
    stage: Option<String>,
}

impl File {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        if self.on.is_none() {
            // Before a date is asked for: that there is somebody to file it for.
            desk.find(&self.client)?;
        }
        let Some((landing, on_date)) = self.due.asked(self.on.as_deref(), desk)? else {
            return Ok(Desk::left_unchanged(Deed::Filed));
        };
        let outcome = self.outcome();
        let agreed_by_default = outcome == Outcome::Reached && landing.time.is_some();
        let note = desk.text(self.note.as_deref())?;
        let mut changes = Changes::default();
        refile(
            &mut changes,
            &landing,
            self.due.is_agreed(agreed_by_default),
        );
        for (key, value) in [
            ("next", &self.next),
            ("work", &self.work),
            ("stage", &self.stage),
        ] {
            if let Some(value) = value {
                changes.set(key, value.as_str());
            }
        }
        let kind = ContactKind::named(&self.kind).unwrap_or(ContactKind::Call);
        let (written, owner) = desk.change_client("file", &self.client, |change, found| {
            let entry = change
                .entry(Kind::Contact(kind))
                .with("outcome", outcome.name())
                .with("text", note)
                .changing(Some(found.dossier.place()), changes);
            Ok(change.put(found, entry))
        })?;
        let was_closed = Remark::if_was_closed(&written);
        let reply = desk.answer(Deed::Filed, &[written])?;
        Ok(reply.remarking([owner, was_closed, on_date].into_iter().flatten()))
    }

    fn outcome(&self) -> Outcome {
        if self.no_answer {
            return Outcome::NoAnswer;
        }
        Outcome::named(&self.outcome).unwrap_or(Outcome::Reached)
    }
}
