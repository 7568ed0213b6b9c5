//! `tickler move`: dossiers are refiled without a contact, one or many in one act.

use anyhow::Result;
use clap::Args;
use uuid::Uuid;

use super::answer::{Answer, Changed, Deed, Remark, Reply};
use super::dates::Due;
use super::desk::{Desk, UNASKED};
use crate::binder::{Changes, Entry, Kind, Landing, Place, Refusal, When};
use crate::store::{BadFile, Found, Shelves, Written};

/// Refile clients without a contact.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tickler move ivanov --on fri
  tickler move ivanov petrova --on 2024-07-05
  tickler move --from today --on tomorrow --dry-run")]
pub struct Move {
    /// The clients: any beginning of the name, or a phone number
    #[arg(required_unless_present = "from", conflicts_with = "from")]
    clients: Vec<String>,
    /// The day of the next contact: 2024-07-05, fri, +2w, jul, someday
    #[arg(long, value_name = "WHEN")]
    on: Option<String>,
    #[command(flatten)]
    due: Due,
    /// Take all who stand behind a day: today, 2024-06-13, fri for the last Friday
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Of several, take those along whose date is agreed
    #[arg(long)]
    agreed_too: bool,
    /// Say what would be done, and do nothing
    #[arg(long)]
    dry_run: bool,
    /// Don't ask before moving more than three
    #[arg(long)]
    yes: bool,
}

/// The dossiers that are to be moved.
#[derive(Default)]
struct Chosen {
    taken: Vec<Found>,
    remarks: Vec<Remark>,
    unreadable: Vec<BadFile>,
}

impl Move {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        if let Some(client) = self.clients.first() {
            desk.needs_store(client)?;
        }
        let Some((landing, on_date)) = self.due.asked(self.on.as_deref(), desk)? else {
            return Ok(Desk::left_unchanged(Deed::Moved));
        };
        let behind = self.behind(desk)?;
        if !desk.store.is_there()? {
            let remarks = on_date.into_iter().chain([Remark::EmptyStore]);
            let nothing = Answer::Changed(Changed::nothing(Deed::Moved));
            return Ok(Reply::new(nothing).remarking(remarks));
        }
        if self.dry_run {
            let chosen = self.look(behind, desk)?;
            return self
                .tried(chosen, &landing, desk)
                .map(|reply| reply.remarking(on_date));
        }
        let allowed = self.allowed(behind, desk)?;
        let (written, remarks, unreadable) = desk.change("move", |change| {
            let mut chosen = self.choose(change, behind, desk)?;
            if let Some(allowed) = &allowed {
                chosen
                    .taken
                    .retain(|found| allowed.contains(&found.dossier.id()));
            }
            let mut written = Vec::with_capacity(chosen.taken.len());
            for found in chosen.taken {
                let entry = change.entry(Kind::Move);
                let entry = self.refiling(entry, &found, &landing);
                written.push(change.put(found, entry));
            }
            Ok((written, chosen.remarks, chosen.unreadable))
        })?;
        let reply = desk.answer(Deed::Moved, &written);
        let reply = reply.remarking(remarks).remarking(reopened(&written));
        Ok(reply.remarking(on_date).missing(unreadable))
    }

    /// The day whose dossiers are taken, if they are.
    fn behind(&self, desk: &Desk<'_>) -> Result<Option<Place>> {
        let Some(text) = &self.from else {
            return Ok(None);
        };
        let landing = When::parse(text)?.back(desk.today, &desk.calendar())?;
        match (landing.place, landing.time) {
            (Place::Day(_), None) => Ok(Some(landing.place)),
            _ => Err(Refusal::NotADay { text: text.clone() }.into()),
        }
    }

    /// The dossiers that a person has agreed to move, if somebody had to be asked. Asked without
    /// the lock: what comes up meanwhile is left where it is.
    fn allowed(&self, behind: Option<Place>, desk: &Desk<'_>) -> Result<Option<Vec<Uuid>>> {
        let few = behind.is_none() && self.clients.len() <= UNASKED;
        if self.yes || few {
            return Ok(None);
        }
        let taken = self.look(behind, desk)?.taken;
        let count = taken.len();
        desk.agree(&format!("Move {count} dossiers?"), count, false)?;
        Ok(Some(taken.iter().map(|found| found.dossier.id()).collect()))
    }

    /// The dossiers that are meant, without the lock of a change.
    fn look(&self, behind: Option<Place>, desk: &Desk<'_>) -> Result<Chosen> {
        match desk.store.look()? {
            Some(look) => self.choose(&look, behind, desk),
            None => Ok(Chosen::default()),
        }
    }

    fn choose(&self, shelves: &Shelves, behind: Option<Place>, desk: &Desk<'_>) -> Result<Chosen> {
        let mut chosen = Chosen::default();
        match behind {
            Some(place) => chosen.take_behind(place, shelves, desk)?,
            None => chosen.take_clients(&self.clients, shelves, desk)?,
        }
        let is_one = behind.is_none() && chosen.taken.len() == 1;
        chosen.regard_agreed(is_one, self.agreed_too);
        Ok(chosen)
    }

    /// The entry with what it changes in one dossier.
    fn refiling(&self, entry: Entry, found: &Found, landing: &Landing) -> Entry {
        let mut changes = Changes::default();
        changes.refile(landing, self.due.is_agreed(false));
        entry.changing(Some(found.dossier.place()), changes)
    }

    /// What would be said if it were done.
    fn tried(&self, chosen: Chosen, landing: &Landing, desk: &Desk<'_>) -> Result<Reply> {
        let try_one = |found: Found| {
            let entry = Entry::new("", (desk.clock)(), &desk.manager, Kind::Move);
            let written = found.with(self.refiling(entry, &found, landing));
            (found, written)
        };
        let tried: Vec<_> = chosen.taken.into_iter().map(try_one).collect();
        let reopened = reopened(tried.iter().map(|(_, written)| written));
        let reply = desk.answer_dry(Deed::Moved, tried)?;
        let reply = reply.remarking(chosen.remarks).remarking(reopened);
        Ok(reply.remarking([Remark::DryRun]).missing(chosen.unreadable))
    }
}

impl Chosen {
    /// Takes all that stand behind a day, and nobody else.
    fn take_behind(&mut self, place: Place, shelves: &Shelves, desk: &Desk<'_>) -> Result<()> {
        // A dossier is never in a later folder than its place, but after a crash in an earlier one.
        let scan = shelves.scan(&desk.manager, |folder| folder <= place)?;
        self.unreadable = scan.unreadable;
        self.taken = scan.found;
        self.taken.retain(|found| found.dossier.place() == place);
        if let (true, Place::Day(date)) = (self.taken.is_empty(), place) {
            self.remarks.push(Remark::NobodyThere { date });
        }
        Ok(())
    }

    /// Takes the clients that were named, each once.
    fn take_clients(&mut self, typed: &[String], shelves: &Shelves, desk: &Desk<'_>) -> Result<()> {
        for typed in typed {
            let (found, beside) = desk.find_in(shelves, typed)?;
            self.unreadable.extend(beside.unreadable);
            let id = found.dossier.id();
            if self.taken.iter().all(|known| known.dossier.id() != id) {
                self.remarks.extend(beside.owner);
                self.taken.push(found);
            }
        }
        Ok(())
    }

    /// An agreed date of one client moves with a remark; of several they stay, unless they are
    /// wanted too.
    fn regard_agreed(&mut self, is_one: bool, agreed_too: bool) {
        let agreed = |found: &Found| found.dossier.is_agreed();
        let names: Vec<String> = self
            .taken
            .iter()
            .filter(|found| agreed(found))
            .map(|found| found.dossier.name().to_owned())
            .collect();
        if names.is_empty() {
            return;
        }
        if is_one || agreed_too {
            self.remarks.push(Remark::AgreedMoved { names });
        } else {
            self.taken.retain(|found| !agreed(found));
            self.remarks.push(Remark::AgreedStay { names });
        }
    }
}

/// Remarks on those who were closed, and are not any more.
fn reopened<'a>(written: impl IntoIterator<Item = &'a Written>) -> Vec<Remark> {
    written
        .into_iter()
        .filter_map(Remark::if_was_closed)
        .collect()
}
