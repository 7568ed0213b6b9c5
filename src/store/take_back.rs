//! Which command is the last that can be taken back, or done again, and what that would change.
//!
//! Taking back is an entry like any other (`undo`, `of` the command's op), so nothing here writes.

use std::collections::{HashMap, HashSet};

use anyhow::Result;
use serde_json::Value;
use uuid::Uuid;

use super::all_cores::on_all_cores;
use super::folder::Folder;
use super::log::{self, Logged, REDO, REPAIR, Record, UNDO};
use super::open_folders::OpenFolders;
use super::search::HANDFUL;
use super::shelves::Shelves;
use super::spot::{Found, Spot};
use super::turn::{Turn, TurnedBack};
use crate::binder::{Dossier, Entry, Kind};

/// From how many dossiers on they are looked up in one listing of the store, instead of one by one.
const MANY: usize = 32;

/// Which command is to be taken back, or done again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which<'a> {
    /// The last one is taken back.
    Last,
    /// The one that was taken back last is done again.
    Undone,
    /// The one with this op is taken back, if that was not done yet.
    Op(&'a str),
}

/// What taking a command back, or doing it again, comes to. Of each dossier it is known what was
/// made of it, not the dossier: there may be very many.
#[derive(Clone, Debug)]
pub struct TakenBack<T> {
    /// The command.
    pub record: Record,
    /// The op that the new entries are `of`: the command's, or that of its undo.
    pub of: String,
    /// What was made of each dossier that has it in its history.
    pub found: Vec<T>,
    /// Settings that go back, with the value they get (`null`: none).
    pub settings: Vec<(String, Value)>,
    /// Settings that were changed again later, and stay.
    pub settings_kept: Vec<String>,
}

/// The commands of one manager that stand, and those that were taken back, oldest first.
#[derive(Debug, Default)]
struct Standing {
    done: Vec<Record>,
    /// With the op of the undo.
    undone: Vec<(Record, String)>,
}

impl Standing {
    /// Goes through a manager's commands; `was_done` tells of one whether it was.
    fn of(records: Vec<Record>, was_done: impl Fn(&Record) -> Result<bool>) -> Result<Self> {
        let mut standing = Standing::default();
        for record in records {
            match (record.title.as_str(), &record.of) {
                (UNDO, Some(of)) => {
                    let at = standing.done.iter().rposition(|done| done.op == *of);
                    if let Some(at) = at
                        && was_done(&record)?
                    {
                        let taken = standing.done.remove(at);
                        standing.undone.push((taken, record.op));
                    }
                }
                (REDO, Some(of)) => {
                    let at = standing.undone.iter().rposition(|(_, undo)| undo == of);
                    if let Some(at) = at
                        && was_done(&record)?
                    {
                        standing.done.push(standing.undone.remove(at).0);
                    }
                }
                // A repair only puts files in order: there is nothing in it to be taken back.
                (REPAIR, _) => {}
                _ => {
                    // What a full disk stopped after its log line leaves the rest to be done again.
                    if !standing.undone.is_empty() && was_done(&record)? {
                        standing.undone.clear();
                    }
                    standing.done.push(record);
                }
            }
        }
        Ok(standing)
    }

    /// Takes the next that is meant, with the op that the new entries are `of`.
    fn take(&mut self, which: Which<'_>) -> Option<(Record, String)> {
        let done = match which {
            Which::Undone => return self.undone.pop(),
            Which::Last => self.done.pop(),
            Which::Op(op) => {
                let at = self.done.iter().position(|done| done.op == op);
                at.map(|at| self.done.remove(at))
            }
        }?;
        let op = done.op.clone();
        Some((done, op))
    }
}

impl Shelves {
    /// What taking back a command of the manager `by` on this machine comes to, or doing it again.
    /// `None` if there is none. `take` makes of each of its dossiers what is wanted, told the command
    /// and the op that is undone.
    pub(super) fn last_command<T: Send>(
        &self,
        machine: &Folder,
        by: &str,
        which: Which<'_>,
        take: impl Fn(&Record, &str, Found) -> T + Sync,
    ) -> Result<Option<TakenBack<T>>> {
        let mut records = self.begun(machine)?;
        records.retain(|record| record.by == by);
        let mut standing = Standing::of(records, |undo| self.was_done(undo))?;
        loop {
            let Some((record, of)) = standing.take(which) else {
                return Ok(None);
            };
            // A command that a crash or a full disk stopped after its log line was never done.
            let taken = self.taken_back(record, of, which == Which::Undone, &take)?;
            if !(taken.found.is_empty()
                && taken.settings.is_empty()
                && taken.settings_kept.is_empty())
            {
                return Ok(Some(taken));
            }
        }
    }

    /// The last commands in the log that were done, newest first and at most `limit`, each with
    /// whether it was taken back.
    pub(super) fn commands(&self, machine: &Folder, limit: usize) -> Result<Vec<(Record, bool)>> {
        let records = self.begun(machine)?;
        let mut undone = HashSet::new();
        let managers: HashSet<String> = records.iter().map(|record| record.by.clone()).collect();
        for manager in managers {
            let own = records
                .iter()
                .filter(|record| record.by == manager)
                .cloned();
            let was_done = |undo: &Record| Ok(self.was_done(undo).unwrap_or(true));
            let standing = Standing::of(own.collect(), was_done)?;
            undone.extend(standing.undone.into_iter().map(|(record, _)| record.op));
        }
        let done = records.into_iter().rev();
        // One that can't be read now is believed: the log only tells.
        let done = done.filter(|record| self.was_done(record).unwrap_or(true));
        let done = done.take(limit).map(|record| {
            let undone = undone.contains(&record.op);
            (record, undone)
        });
        Ok(done.collect())
    }

    /// The commands in the log, without those that were to change settings alone and were cut off
    /// before: the settings before the next such command, or those of now, are still the old ones.
    fn begun(&self, machine: &Folder) -> Result<Vec<Record>> {
        let mut records = log::read(machine)?;
        let mut next = super::read_settings(self.root())?.said();
        let mut was_begun = |record: &Record| {
            let Some(Turn { before, after }) = &record.settings else {
                return true;
            };
            if record.dossiers.is_empty() && *before == next && before != after {
                return false;
            }
            next.clone_from(before);
            true
        };
        records.reverse();
        records.retain(&mut was_begun);
        records.reverse();
        Ok(records)
    }

    /// Whether a command got further than its line in the log.
    fn was_done(&self, record: &Record) -> Result<bool> {
        let Some(first) = record.dossiers.first() else {
            return Ok(true);
        };
        if record.title == REPAIR {
            // A repair puts files in order, and writes no entry.
            return Ok(true);
        }
        // Most likely it still stands where the command put it.
        let likely = first.to.parse().map(|folder| Spot {
            manager: first.manager.clone(),
            folder,
            slug: first.client.clone(),
        });
        let has_op = |found: &Found| has_op(&found.dossier, &record.op);
        if let Ok(spot) = likely
            && of_id(&mut OpenFolders::new(self), &[spot], first.id)?
                .is_some_and(|found| has_op(&found))
        {
            return Ok(true);
        }
        let take = |found: Found| has_op(&found).then_some(());
        Ok(!self
            .logged_dossiers(std::slice::from_ref(first), take)?
            .is_empty())
    }

    fn taken_back<T: Send>(
        &self,
        record: Record,
        of: String,
        again: bool,
        take: impl Fn(&Record, &str, Found) -> T + Sync,
    ) -> Result<TakenBack<T>> {
        let found = self.logged_dossiers(&record.dossiers, |found| {
            has_op(&found.dossier, &of).then(|| take(&record, &of, found))
        })?;
        let TurnedBack { settings, kept } = match &record.settings {
            Some(turn) => turn.back(super::read_settings(self.root())?.stored(), again),
            None => TurnedBack::default(),
        };
        Ok(TakenBack {
            record,
            of,
            found,
            settings,
            settings_kept: kept,
        })
    }

    /// What `take` makes of the dossiers that a log line names, found by their ids; those that are
    /// not there any more left out.
    ///
    /// # Errors
    /// A dossier that can't be read: a command is taken back whole, and no other one in its place.
    fn logged_dossiers<T: Send>(
        &self,
        logged: &[Logged],
        take: impl Fn(Found) -> Option<T> + Sync,
    ) -> Result<Vec<T>> {
        let by_slug = if logged.len() >= MANY {
            Some(self.spots_by_slug(logged)?)
        } else {
            None
        };
        let handfuls: Vec<&[Logged]> = logged.chunks(HANDFUL).collect();
        let read = on_all_cores(&handfuls, |logged| {
            self.read_logged(logged, by_slug.as_ref(), &take)
        });
        let (mut taken, mut renamed) = (Vec::new(), HashSet::new());
        for handful in read {
            let (mut of_handful, not_there) = handful?;
            taken.append(&mut of_handful);
            renamed.extend(not_there);
        }
        taken.extend(self.of_ids(&renamed)?.into_iter().filter_map(take));
        Ok(taken)
    }

    /// A handful of them, and the ids of those that don't go by their names any more.
    fn read_logged<T>(
        &self,
        logged: &[Logged],
        by_slug: Option<&HashMap<String, Vec<Spot>>>,
        take: impl Fn(Found) -> Option<T>,
    ) -> Result<(Vec<T>, Vec<Uuid>)> {
        let (mut taken, mut renamed) = (Vec::new(), Vec::new());
        let mut open = OpenFolders::new(self);
        for one in logged {
            let spots = match by_slug {
                Some(by_slug) => by_slug.get(&one.client).cloned().unwrap_or_default(),
                None => self.spots_of_logged(one)?,
            };
            match of_id(&mut open, &spots, one.id)? {
                Some(known) => taken.extend(take(known)),
                None => renamed.push(one.id),
            }
        }
        Ok((taken, renamed))
    }

    /// The dossiers of these ids, wherever they stand and whatever their files are called.
    pub(super) fn of_ids(&self, ids: &HashSet<Uuid>) -> Result<Vec<Found>> {
        let mut found = Vec::new();
        if ids.is_empty() {
            return Ok(found);
        }
        let wanted = |found: &Found| ids.contains(&found.dossier.id()).then(|| found.clone());
        for manager in self.binders()? {
            found.extend(self.search(&manager, |_| true, |_| true, wanted)?.taken);
        }
        Ok(super::spot::copies_as_one(found))
    }

    /// Where a logged dossier stands, and copies of it that go by its name.
    fn spots_of_logged(&self, logged: &Logged) -> Result<Vec<Spot>> {
        let mut spots = Vec::new();
        for manager in self.binders()? {
            spots.append(&mut self.spots_of(&manager, &logged.client)?);
        }
        Ok(spots)
    }

    fn spots_by_slug(&self, logged: &[Logged]) -> Result<HashMap<String, Vec<Spot>>> {
        let wanted: HashSet<&str> = logged.iter().map(|one| one.client.as_str()).collect();
        let mut by_slug: HashMap<String, Vec<Spot>> = HashMap::new();
        for manager in self.binders()? {
            for spot in self.spots_that(&manager, |_| true, |slug| wanted.contains(slug))? {
                by_slug.entry(spot.slug.clone()).or_default().push(spot);
            }
        }
        Ok(by_slug)
    }
}

/// The dossier of this id at these spots.
///
/// # Errors
/// A file that can't be read: it may be the one, and a command is taken back whole or not.
fn of_id(open: &mut OpenFolders<'_>, spots: &[Spot], id: Uuid) -> Result<Option<Found>> {
    let mut read = Vec::new();
    for spot in spots {
        if let Some(dossier) = open.read(spot)?.filter(|dossier| dossier.id() == id) {
            let spots = vec![spot.clone()];
            read.push(Found { spots, dossier });
        }
    }
    Ok(super::spot::copies_as_one(read).into_iter().next())
}

fn has_op(dossier: &Dossier, op: &str) -> bool {
    dossier.history().iter().any(|entry| entry.op() == op)
}

/// How many entries that count were written into a dossier after the one of a command; undos and
/// what they took back left out.
#[must_use]
pub fn written_since(dossier: &Dossier, op: &str) -> usize {
    let live = dossier.live_history();
    let later = live.iter().skip_while(|entry| entry.op() != op);
    later.skip(1).count()
}

/// The fields that a command set in a dossier and that a later entry has set again: taking the
/// command back doesn't change them.
#[must_use]
pub fn set_again_later(dossier: &Dossier, op: &str) -> Vec<String> {
    let live = dossier.live_history();
    let mut later = dossier
        .history()
        .iter()
        .skip_while(|entry| entry.op() != op);
    let Some(own) = later.next() else {
        return Vec::new();
    };
    let sets = |entry: &Entry, key: &str| {
        entry
            .stored()
            .get("set")
            .is_some_and(|set| set.get(key).is_some())
    };
    let later: Vec<&Entry> = later
        .filter(|entry| {
            entry.kind() != Kind::Undo && live.iter().any(|live| live.op() == entry.op())
        })
        .collect();
    let keys = own.stored().get("set").and_then(Value::as_object);
    let keys = keys.into_iter().flatten().map(|(key, _)| key);
    keys.filter(|key| *key != "fields" && later.iter().any(|entry| sets(entry, key)))
        .cloned()
        .collect()
}
