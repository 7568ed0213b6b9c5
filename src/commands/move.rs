//! `tickler move`: dossiers are refiled without a contact, one or many in one act.

use std::collections::HashSet;

use anyhow::{Context, Result};
use clap::Args;
use uuid::Uuid;

use super::aftermath::Outline;
use super::answer::{Answer, Changed, Deed, Remark, Reply};
use super::dates::Due;
use super::desk::{Desk, UNASKED};
use crate::binder::{Changes, Entry, Kind, Landing, Place, Refusal, When};
use crate::store::{BadFile, Found, Shelves, Spot};

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

/// One of them.
struct Pick {
    id: Uuid,
    name: String,
    agreed: bool,
    spots: Vec<Spot>,
}

impl Pick {
    fn of(found: &Found) -> Self {
        let dossier = &found.dossier;
        Self {
            id: dossier.id(),
            name: dossier.name().to_owned(),
            agreed: dossier.is_agreed(),
            spots: found.spots.clone(),
        }
    }
}

/// The dossiers that are to be moved.
#[derive(Default)]
struct Chosen {
    taken: Vec<Pick>,
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
            let reply = self.tried(behind, &landing, desk)?;
            return Ok(reply.remarking(on_date));
        }
        let allowed = self.allowed(behind, desk)?;
        let (outlines, remarks, unreadable) = desk.change("move", |change| {
            let mut chosen = self.choose(change, behind, desk)?;
            if let Some(allowed) = &allowed {
                chosen.taken.retain(|one| allowed.contains(&one.id));
            }
            let entry = change.entry(Kind::Move);
            let outlines = change.put_few_or_each(
                &chosen.spots(),
                |_, found| self.refiling(entry.clone(), found, &landing),
                Outline::relayed,
            )?;
            Ok((outlines, chosen.remarks, chosen.unreadable))
        })?;
        let reopened = reopened(&outlines);
        let reply = desk.answer_many(Deed::Moved, outlines);
        let reply = reply.remarking(remarks).remarking(reopened);
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
    fn allowed(&self, behind: Option<Place>, desk: &Desk<'_>) -> Result<Option<HashSet<Uuid>>> {
        let few = behind.is_none() && self.clients.len() <= UNASKED;
        if self.yes || few {
            return Ok(None);
        }
        let Some(look) = desk.store.look()? else {
            return Ok(None);
        };
        let taken = self.choose(&look, behind, desk)?.taken;
        drop(look);
        let count = taken.len();
        desk.agree(&format!("Move {count} dossiers?"), count, false)?;
        Ok(Some(taken.iter().map(|one| one.id).collect()))
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
    fn tried(&self, behind: Option<Place>, landing: &Landing, desk: &Desk<'_>) -> Result<Reply> {
        let look = desk.store.look()?.context("there is no store yet")?;
        let chosen = self.choose(&look, behind, desk)?;
        let entry = Entry::new("", (desk.clock)(), &desk.manager, Kind::Move);
        let tried = look.each(&chosen.spots(), |_, found| {
            let written = found.with(self.refiling(entry.clone(), &found, landing));
            Ok((found.spots, Outline::from(&written)))
        })?;
        drop(look);
        let reopened = reopened(tried.iter().map(|(_, outline)| outline));
        let reply = desk.answer_dry(Deed::Moved, tried)?;
        let reply = reply.remarking(chosen.remarks).remarking(reopened);
        Ok(reply.remarking([Remark::DryRun]).missing(chosen.unreadable))
    }
}

impl Chosen {
    /// Where each of them stands.
    fn spots(&self) -> Vec<Vec<Spot>> {
        self.taken.iter().map(|one| one.spots.clone()).collect()
    }

    /// Takes all that stand behind a day, and nobody else.
    fn take_behind(&mut self, place: Place, shelves: &Shelves, desk: &Desk<'_>) -> Result<()> {
        // A dossier is never in a later folder than its place, but after a crash in an earlier one.
        let searched = shelves.search(
            &desk.manager,
            |folder| folder <= place,
            |_| true,
            |found| (found.dossier.place() == place).then(|| Pick::of(found)),
        )?;
        (self.taken, self.unreadable) = (searched.taken, searched.unreadable);
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
            if self.taken.iter().all(|known| known.id != id) {
                self.remarks.extend(beside.owner);
                self.taken.push(Pick::of(&found));
            }
        }
        Ok(())
    }

    /// An agreed date of one client moves with a remark; of several they stay, unless they are
    /// wanted too.
    fn regard_agreed(&mut self, is_one: bool, agreed_too: bool) {
        let agreed = self.taken.iter().filter(|one| one.agreed);
        let names: Vec<String> = agreed.map(|one| one.name.clone()).collect();
        if names.is_empty() {
            return;
        }
        if is_one || agreed_too {
            self.remarks.push(Remark::AgreedMoved { names });
        } else {
            self.taken.retain(|one| !one.agreed);
            self.remarks.push(Remark::AgreedStay { names });
        }
    }
}

/// Remarks on those who were closed, and are not any more.
fn reopened<'a>(outlines: impl IntoIterator<Item = &'a Outline>) -> Vec<Remark> {
    let outlines = outlines.into_iter();
    outlines.filter_map(Outline::remark_if_reopened).collect()
}
