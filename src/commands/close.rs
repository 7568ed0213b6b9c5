//! `tickler close` and `tickler reopen`: out of the dividers, and back among them.

use anyhow::Result;
use clap::{ArgGroup, Args};

use super::answer::{Deed, Reply};
use super::dates::{self, Due};
use super::desk::Desk;
use crate::binder::{ChangeRefusal, Changes, Ending, Entry, Kind, Place, Refusal};
use crate::store::Found;

/// Take a client out of the dividers.
#[derive(Args, Debug)]
#[command(group(ArgGroup::new("ending").required(true)))]
#[command(after_help = "Examples:
  tickler close ivanov --won
  tickler close ivanov --lost \"took the offer of a competitor\"")]
pub struct Close {
    /// The client: any beginning of the name, or a phone number
    client: String,
    /// What was to be sold is sold
    #[arg(long, group = "ending")]
    won: bool,
    /// Nothing came of it
    #[arg(long, group = "ending")]
    lost: bool,
    /// Why it ended so (- reads it from standard input)
    reason: Option<String>,
}

impl Close {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        let ending = if self.won { Ending::Won } else { Ending::Lost };
        let reason = desk.text(self.reason.as_deref())?;
        let (written, beside) = desk.change_client("close", &self.client, |change, found| {
            refuse_if_closed(&found)?;
            let entry = closed(change.entry(Kind::Close), &found, ending, reason);
            Ok(change.put(found, entry))
        })?;
        let reply = desk.answer(Deed::Closed(ending), &[written]);
        Ok(reply.beside(beside))
    }
}

/// Refuses to close what is closed already.
///
/// # Errors
/// [`ChangeRefusal::AlreadyClosed`].
pub(super) fn refuse_if_closed(found: &Found) -> Result<(), Refusal> {
    if found.dossier.place() != Place::Closed {
        return Ok(());
    }
    let client = found.slug().to_owned();
    Err(ChangeRefusal::AlreadyClosed { client }.into())
}

/// The entry that closes a dossier.
pub(super) fn closed(entry: Entry, found: &Found, ending: Ending, reason: Option<String>) -> Entry {
    let mut changes = Changes::default();
    changes.set("place", Place::Closed.to_string());
    changes.set("time", None::<String>);
    changes.set("agreed", None::<bool>);
    entry
        .with("result", ending.name())
        .with("text", reason)
        .changing(Some(found.dossier.place()), changes)
}

/// Take a closed client back among the dividers.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tickler reopen ivanov --on \"next mon\"
  tickler reopen ivanov --on 2024-07-05 --at 14:30 --agreed")]
pub struct Reopen {
    /// The client: any beginning of the name, or a phone number
    client: String,
    /// The day of the next contact: 2024-07-05, fri, +2w, jul, someday
    #[arg(long, value_name = "WHEN")]
    on: Option<String>,
    #[command(flatten)]
    due: Due,
}

impl Reopen {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        if self.on.is_none() {
            // Before a date is asked for: that there is somebody to take back.
            desk.find(&self.client)?;
        }
        let calendar = dates::calendar_of(&self.client, desk);
        let Some((landing, on_date)) = self.due.asked(self.on.as_deref(), &calendar, desk)? else {
            return Ok(Desk::left_unchanged(Deed::Reopened));
        };
        let (written, beside) = desk.change_client("reopen", &self.client, |change, found| {
            let from = found.dossier.place();
            if from != Place::Closed {
                let client = found.slug().to_owned();
                return Err(Refusal::from(ChangeRefusal::NotClosed { client }).into());
            }
            let mut changes = Changes::default();
            changes.refile(&landing, self.due.is_agreed(false));
            let entry = change.entry(Kind::Reopen).changing(Some(from), changes);
            Ok(change.put(found, entry))
        })?;
        let reply = desk.answer(Deed::Reopened, &[written]);
        Ok(reply.beside(beside).remarking(on_date))
    }
}
