//! `tickler file`: after a contact, the talk is written down and the dossier refiled, in one act.

use anyhow::Result;
use clap::Args;
use clap::builder::PossibleValuesParser;

use super::alike::Alike;
use super::answer::{Deed, Remark, Reply};
use super::dates::{self, Due, Happened};
use super::desk::Desk;
use crate::binder::duplicate::Newcomer;
use crate::binder::field::typed_for;
use crate::binder::lookup::checked_name;
use crate::binder::{Changes, ContactKind, Entry, Kind, Landing, Outcome, Place, Work};
use crate::store::{BadFile, Written};

/// After a contact.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tickler file ivanov --on 2024-07-05 -n \"Wants the estimate split by quarter\"
  tickler file ivanov --on \"fri 14:30\" --kind meeting --next \"Bring the contract\"
  tickler file ivanov --on tomorrow --no-answer
  tickler file \"Olga Petrova\" --new --on mon -n \"Called us\"")]
pub struct File {
    /// The client: any beginning of the name, or a phone number; with --new the whole name
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
    /// When it was, if it was earlier: yesterday, "mon 10:30"
    #[arg(long, value_name = "DATETIME")]
    when: Option<String>,
    /// What is to be done next
    #[arg(long, value_name = "TEXT")]
    next: Option<String>,
    /// What kind of work that is
    #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(Work::all().map(Work::name)))]
    work: Option<String>,
    /// How far things are with the client now
    #[arg(long)]
    stage: Option<String>,
    /// The client is not in the binder yet
    #[arg(long)]
    new: bool,
}

/// What is written down of a contact, whoever it was with.
struct Contact {
    kind: ContactKind,
    outcome: Outcome,
    note: Option<String>,
    when: Option<Happened>,
    changes: Changes,
}

impl File {
    pub(super) fn run(mut self, desk: &Desk<'_>) -> Result<Reply> {
        if self.new {
            self.client = typed_for("name", &self.client);
            checked_name(&self.client)?;
            desk.needs_binder()?;
        } else if self.on.is_none() {
            // Before a date is asked for: that there is somebody to file it for.
            desk.find(&self.client)?;
        }
        let Some((landing, on_date)) = self.due.asked(self.on.as_deref(), desk)? else {
            return Ok(Desk::left_unchanged(Deed::Filed));
        };
        let contact = self.contact(&landing, desk)?;
        let dated = contact.when.as_ref().map(Happened::remark);
        let (written, owner, unreadable) = if self.new {
            let (written, unreadable) = file_new(&self.client, contact, desk)?;
            (written, None, unreadable)
        } else {
            let (written, owner) = desk.change_client("file", &self.client, |change, found| {
                let from = Some(found.dossier.place());
                let entry = change.entry(Kind::Contact(contact.kind));
                let entry = contact.write(entry, from);
                Ok(change.put(found, entry))
            })?;
            (written, owner, Vec::new())
        };
        let was_closed = Remark::if_was_closed(&written);
        let reply = desk.answer(Deed::Filed, &[written])?;
        let reply = reply.remarking([owner, was_closed, on_date, dated].into_iter().flatten());
        Ok(reply.missing(unreadable))
    }

    fn contact(&self, landing: &Landing, desk: &Desk<'_>) -> Result<Contact> {
        let when = self.when.as_deref();
        let when = when.map(|when| dates::happened(when, desk)).transpose()?;
        let outcome = self.outcome();
        let agreed_by_default = outcome == Outcome::Reached && landing.time.is_some();
        let mut changes = Changes::default();
        changes.refile(landing, self.due.is_agreed(agreed_by_default));
        for (key, value) in [
            ("next", &self.next),
            ("work", &self.work),
            ("stage", &self.stage),
        ] {
            if let Some(value) = value {
                changes.set(key, typed_for(key, value));
            }
        }
        let note = desk.text(self.note.as_deref())?;
        Ok(Contact {
            kind: ContactKind::named(&self.kind).unwrap_or(ContactKind::Call),
            outcome,
            // The contact counts, whether or not there was anything to note.
            note: note.filter(|note| !note.trim().is_empty()),
            when,
            changes,
        })
    }

    fn outcome(&self) -> Outcome {
        if self.no_answer {
            return Outcome::NoAnswer;
        }
        Outcome::named(&self.outcome).unwrap_or(Outcome::Reached)
    }
}

impl Contact {
    /// The contact as an entry; `from` is the place before it, if there was one.
    fn write(self, entry: Entry, from: Option<Place>) -> Entry {
        entry
            .with("outcome", self.outcome.name())
            .with("text", self.note)
            .with("when", self.when.map(|when| when.stored))
            .changing(from, self.changes)
    }
}

/// Makes a dossier whose first entry is the contact: it sets what an `add` would, so that the one
/// command is one entry.
fn file_new(name: &str, mut contact: Contact, desk: &Desk<'_>) -> Result<(Written, Vec<BadFile>)> {
    let name = checked_name(name)?;
    contact.changes.set("manager", desk.manager.as_str());
    contact.changes.set("name", name);
    desk.change("file", |change| {
        let alike = Alike::to(&Newcomer::named(name), change)?.unless_same(name)?;
        let entry = change.entry(Kind::Contact(contact.kind));
        let written = change.add(contact.write(entry, None))?;
        Ok((written, alike.unreadable))
    })
}
