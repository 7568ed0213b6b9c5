//! What is said after a change: where each dossier stands now, with the load of its day, and where
//! there is room if that is too much.
//!
//! A dry run says the same of a change that is not written: the loads are then those of the
//! folders, with what the change would take away and bring.

use std::cell::RefCell;
use std::collections::HashMap;

use anyhow::Result;
use chrono::{NaiveDate, NaiveTime};

use super::answer::{Answer, Changed, ChangedLine, Deed, Remark, Reply};
use super::desk::Desk;
use crate::binder::load::nearest_with_room;
use crate::binder::{Divider, Dossier, Place};
use crate::store::{Look, Relay, Spot, Written};

/// What is to be said of a dossier that was changed: of the many that one command may change, far
/// less than the whole of each.
#[derive(Debug)]
pub(super) struct Outline {
    /// The command that changed it.
    op: String,
    client: String,
    pub(super) name: String,
    manager: String,
    from: Option<Place>,
    pub(super) to: Place,
    pub(super) time: Option<NaiveTime>,
    agreed: bool,
    /// The call hours on the card, and the zone.
    pub(super) hours: Option<String>,
    pub(super) zone: Option<String>,
    /// The day on which the entry that changed it is dated.
    dated: Option<NaiveDate>,
}

impl Outline {
    fn new(client: String, from: Option<Place>, dossier: &Dossier) -> Self {
        let entry = dossier.history().last();
        let text = |key| dossier.fields().text(key).map(str::to_owned);
        Self {
            op: entry.map_or_else(String::new, |entry| entry.op().to_owned()),
            client,
            name: dossier.name().to_owned(),
            manager: dossier.manager().to_owned(),
            from,
            to: dossier.place(),
            time: dossier.time(),
            agreed: dossier.is_agreed(),
            hours: text("hours"),
            zone: text("zone"),
            dated: entry.map(|entry| entry.at().date_naive()),
        }
    }

    /// Of a dossier that one of many hands has put in the stage.
    pub(super) fn relayed(_: usize, dossier: &Dossier, relay: Relay) -> Self {
        Self::new(relay.client, relay.from, dossier)
    }

    /// A remark if the client was closed before the change, and is not after it.
    pub(super) fn remark_if_reopened(&self) -> Option<Remark> {
        Remark::if_reopened(&self.name, self.from, self.to)
    }
}

impl From<&Written> for Outline {
    fn from(written: &Written) -> Self {
        Self::new(written.client.clone(), written.from, &written.dossier)
    }
}

impl Desk<'_> {
    /// The answer to a change that is stored. What was done is done: a day that can't be counted
    /// has no load, and is no error.
    pub(super) fn answer(&self, deed: Deed, written: &[Written]) -> Reply {
        self.answer_many(deed, written.iter().map(Outline::from).collect())
    }

    /// The same of however many.
    pub(super) fn answer_many(&self, deed: Deed, outlines: Vec<Outline>) -> Reply {
        let loads = Loads::new(self, self.store.look(), Vec::new());
        loads.reply(deed, outlines, false)
    }

    /// The answer to a change that was only tried: of each dossier, where it was found and as the
    /// change would leave it.
    ///
    /// # Errors
    /// A store that can't be read.
    pub(super) fn answer_dry(&self, deed: Deed, tried: Vec<(Vec<Spot>, Outline)>) -> Result<Reply> {
        let look = Ok(self.store.look()?);
        let mut steps = Vec::with_capacity(2 * tried.len());
        let mut outlines = Vec::with_capacity(tried.len());
        for (spots, outline) in tried {
            let away = spots.iter();
            steps.extend(away.map(|spot| Step::new(&spot.manager, spot.folder, -1)));
            steps.push(Step::new(&outline.manager, outline.to, 1));
            outlines.push(outline);
        }
        let loads = Loads::new(self, look, steps);
        Ok(loads.reply(deed, outlines, true))
    }

    /// The answer when a person was asked, and left it at that.
    pub(super) fn left_unchanged(deed: Deed) -> Reply {
        Reply::new(Answer::Changed(Changed::nothing(deed))).remarking([Remark::NothingChanged])
    }

    /// A remark if the entry is dated later than today, behind the one before it.
    fn dated_later(&self, outline: &Outline) -> Option<Remark> {
        let date = outline.dated.filter(|date| *date > self.today)?;
        let name = outline.name.clone();
        Some(Remark::DatedLater { name, date })
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
    fn reply(&self, deed: Deed, outlines: Vec<Outline>, dry_run: bool) -> Reply {
        let mut lines = Vec::with_capacity(outlines.len());
        let mut over: Vec<Remark> = Vec::new();
        for one in outlines {
            over.extend(self.desk.dated_later(&one));
            over.extend(self.desk.outside_hours(&one, deed));
            let line = self.line(one);
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
            Some(look) => look.load(manager, day, today).ok()?.known()?,
            None => 0,
        };
        let counted = self
            .steps
            .iter()
            .filter(|step| step.manager == manager && step.place.counts_on(day, today));
        Some(listed.saturating_add_signed(counted.map(|step| step.by).sum()))
    }

    /// Where a dossier stands after the change.
    fn line(&self, outline: Outline) -> ChangedLine {
        let seen = self.desk.seen();
        let load = match outline.to {
            Place::Day(day) => self.on(&outline.manager, day),
            _ => None,
        };
        ChangedLine {
            op: outline.op,
            divider: Divider::of(outline.to, seen.today, seen.layout),
            load,
            capacity: self.desk.store.settings().capacity(&outline.manager),
            client: outline.client,
            name: outline.name,
            manager: outline.manager,
            from: outline.from,
            to: outline.to,
            time: outline.time,
            agreed: outline.agreed,
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
            Deed::Added
                | Deed::Imported
                | Deed::Filed
                | Deed::Moved
                | Deed::Reopened
                | Deed::Assigned
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
