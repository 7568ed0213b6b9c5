//! What is said after a change: where each dossier stands now, with the load of its day, and where
//! there is room if that is too much.
//!
//! A dry run says the same of a change that is not written: the loads are then those of the
//! folders, with what the change would take away and bring.

use std::cell::RefCell;
use std::collections::HashMap;

use anyhow::Result;
use chrono::NaiveDate;

use super::answer::{Answer, Changed, ChangedLine, Deed, Remark, Reply};
use super::desk::Desk;
use crate::binder::load::nearest_with_room;
use crate::binder::{Divider, Place};
use crate::store::{Found, Look, Written};

impl Desk<'_> {
    /// The answer to a change that is stored. What was done is done: a day that can't be counted
    /// has no load, and is no error.
    pub(super) fn answer(&self, deed: Deed, written: &[Written]) -> Reply {
        let loads = Loads::new(self, self.store.look(), Vec::new());
        loads.reply(deed, written, false)
    }

    /// The answer to a change that was only tried: of each dossier, as it was found and as the
    /// change would leave it.
    ///
    /// # Errors
    /// A store that can't be read.
    pub(super) fn answer_dry(&self, deed: Deed, tried: Vec<(Found, Written)>) -> Result<Reply> {
        let look = Ok(self.store.look()?);
        let (found, written): (Vec<_>, Vec<_>) = tried.into_iter().unzip();
        let steps = found.iter().zip(&written).flat_map(|(found, written)| {
            let away = found.spots.iter();
            let away = away.map(|spot| Step::new(&spot.manager, spot.folder, -1));
            let manager = written.dossier.manager();
            away.chain([Step::new(manager, written.dossier.place(), 1)])
        });
        let loads = Loads::new(self, look, steps.collect());
        Ok(loads.reply(deed, &written, true))
    }

    /// The answer when a person was asked, and left it at that.
    pub(super) fn left_unchanged(deed: Deed) -> Reply {
        Reply::new(Answer::Changed(Changed::nothing(deed))).remarking([Remark::NothingChanged])
    }

    /// A remark if the entry is dated later than today, behind the one before it.
    fn dated_later(&self, written: &Written) -> Option<Remark> {
        let (_, before) = written.dossier.history().split_last()?;
        let date = before.last()?.at().date_naive();
        (date > self.today).then(|| Remark::DatedLater {
            name: written.dossier.name().to_owned(),
            date,
        })
    }
}

/// One dossier more or less in a folder, by a change that is not written.
struct Step {
    manager: String,
    place: Place,
    by: isize,
}

impl Step {
    fn new(manager: &str, place: Place, by: isize) -> Self {
        let manager = manager.to_owned();
        Self { manager, place, by }
    }
}

/// The loads of days, each listed once; `None` of those that can't be.
struct Loads<'a> {
    desk: &'a Desk<'a>,
    look: Result<Option<Look>>,
    steps: Vec<Step>,
    known: RefCell<HashMap<(String, NaiveDate), Option<usize>>>,
}

impl<'a> Loads<'a> {
    fn new(desk: &'a Desk<'a>, look: Result<Option<Look>>, steps: Vec<Step>) -> Self {
        Self {
            look,
            desk,
            steps,
            known: RefCell::default(),
        }
    }

    /// What is said of these dossiers.
    fn reply(&self, deed: Deed, written: &[Written], dry_run: bool) -> Reply {
        let mut lines = Vec::with_capacity(written.len());
        let mut over: Vec<Remark> = Vec::new();
        for one in written {
            let line = self.line(one);
            over.extend(self.desk.dated_later(one));
            let crowded = self.over(&line, deed);
            over.extend(crowded.filter(|remark| !over.contains(remark)));
            lines.push(line);
        }
        let report = Changed {
            deed,
            lines,
            dry_run,
        };
        Reply::new(Answer::Changed(report)).remarking(over)
    }

    /// How many dossiers `manager` has on `day`.
    fn on(&self, manager: &str, day: NaiveDate) -> Option<usize> {
        let key = (manager.to_owned(), day);
        if let Some(load) = self.known.borrow().get(&key) {
            return *load;
        }
        let load = self.counted(manager, day);
        self.known.borrow_mut().insert(key, load);
        load
    }

    fn counted(&self, manager: &str, day: NaiveDate) -> Option<usize> {
        let today = self.desk.today;
        let listed = match self.look.as_ref().ok()? {
            Some(look) => look.load(manager, day, today).ok()?,
            None => 0,
        };
        let counted = self
            .steps
            .iter()
            .filter(|step| step.manager == manager && step.place.counts_on(day, today));
        Some(listed.saturating_add_signed(counted.map(|step| step.by).sum()))
    }

    /// Where a dossier stands after the change.
    fn line(&self, written: &Written) -> ChangedLine {
        let dossier = &written.dossier;
        let manager = dossier.manager();
        let seen = self.desk.seen();
        let load = match dossier.place() {
            Place::Day(day) => self.on(manager, day),
            _ => None,
        };
        let op = dossier.history().last().map(|entry| entry.op().to_owned());
        ChangedLine {
            op: op.unwrap_or_default(),
            client: written.client.clone(),
            name: dossier.name().to_owned(),
            manager: manager.to_owned(),
            from: written.from,
            to: dossier.place(),
            time: dossier.time(),
            agreed: dossier.is_agreed(),
            divider: Divider::of(dossier.place(), seen.today, seen.layout),
            load,
            capacity: self.desk.store.settings().capacity(manager),
        }
    }

    /// A remark if the dossier came to a day that has more than can be done, or was put there
    /// again by what decides where it stands.
    fn over(&self, line: &ChangedLine, deed: Deed) -> Option<Remark> {
        let (Place::Day(date), Some(load)) = (line.to, line.load) else {
            return None;
        };
        let decides = matches!(
            deed,
            Deed::Added | Deed::Filed | Deed::Moved | Deed::Reopened | Deed::Assigned
        );
        let moved_there = decides || line.from != Some(line.to);
        (load > line.capacity && moved_there).then(|| Remark::OverCapacity {
            manager: line.manager.clone(),
            date,
            load,
            capacity: line.capacity,
            room: self.room_near(date, line),
        })
    }

    fn room_near(&self, day: NaiveDate, line: &ChangedLine) -> Option<NaiveDate> {
        let calendar = self.desk.store.settings().calendar(&line.manager);
        // A day that can't be listed is no day to be recommended.
        let has_room = |day| {
            self.on(&line.manager, day)
                .is_some_and(|load| load < line.capacity)
        };
        nearest_with_room(day, line.agreed, self.desk.today, &calendar, has_room)
    }
}
