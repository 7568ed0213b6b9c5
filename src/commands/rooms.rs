//! What spread and deal have in common: how far they go, the days they have, and what is said of
//! dossiers that find none.

use anyhow::Result;
use chrono::NaiveDate;
use clap::Args;

use super::answer::{Answer, Changed, Deed, Remark, Reply};
use super::binders::misfiled;
use super::desk::Desk;
use super::list::number;

use super::several::{Chosen, Pick};
use crate::binder::room::Room;
use crate::binder::{Calendar, Changes, Entry, Landing, Month, Movable, Place, load};
use crate::store::{BadFile, Found, Loads, Shelves};

/// How far dossiers may go, and how many.
#[derive(Args, Clone, Copy, Debug)]
pub(super) struct Bounds {
    /// Over so many working days at most
    #[arg(long, value_name = "DAYS", value_parser = number, allow_hyphen_values = true)]
    over: Option<usize>,
    /// Move so many dossiers at most
    #[arg(long, value_name = "N", value_parser = number, allow_hyphen_values = true)]
    limit: Option<usize>,
}

impl Bounds {
    /// How many working days there are to choose from, if that was said.
    pub(super) fn over(self) -> Option<usize> {
        self.over
    }

    /// How many dossiers may move.
    pub(super) fn limit(self) -> usize {
        self.limit.unwrap_or(usize::MAX)
    }
}

/// What is to be said of room in the days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoomRemark {
    /// A day has no more than can be done.
    NotFull {
        /// The day.
        date: NaiveDate,
        /// How many dossiers it has.
        load: usize,
        /// How many can be done.
        capacity: usize,
    },
    /// A day has more than can be done, still.
    StillFull {
        /// The day.
        date: NaiveDate,
        /// How many dossiers it has.
        load: usize,
        /// How many can be done.
        capacity: usize,
        /// Why no more of them are moved.
        why: Stays,
    },
    /// Dossiers stay behind a month, since no day is left for them.
    NotDealt {
        /// The month.
        month: Month,
        /// How many.
        count: usize,
        /// Why.
        why: Stays,
    },
}

/// Why dossiers stay behind a day that is too full, or behind a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stays {
    /// No more were to be moved.
    Limited,
    /// Their dates are agreed, or something is promised that is due before another day.
    Held,
    /// There is no room for them, in so many working days if that was said.
    NoRoom(Option<usize>),
}

/// The days of the manager whose binder is open.
pub(super) struct Rooms<'a> {
    desk: &'a Desk<'a>,
    shelves: &'a Shelves,
    stages: Vec<String>,
    pub(super) calendar: Calendar,
    pub(super) capacity: usize,
}

impl<'a> Rooms<'a> {
    pub(super) fn new(desk: &'a Desk<'a>, shelves: &'a Shelves) -> Self {
        Self {
            desk,
            shelves,
            stages: desk.store.settings().stages(),
            calendar: desk.calendar(),
            capacity: desk.capacity(),
        }
    }

    /// How many dossiers the manager has on `day`.
    ///
    /// # Errors
    /// A folder that can't be listed, or is shut: passed over, it would change who goes where.
    pub(super) fn load(&self, day: NaiveDate) -> Result<Loads> {
        let loads = self
            .shelves
            .load(&self.desk.manager, day, self.desk.today)?;
        match loads.unreadable.iter().find(|bad| bad.is_shut()) {
            Some(bad) => Err(bad.clone().into()),
            None => Ok(loads),
        }
    }

    /// The first of `days` that have room, as many as have room for `count`. `away` says how many
    /// of a day are about to leave it, or less than none, how many to come. A day behind which
    /// nothing can be put has no room, and is named in `barred`.
    ///
    /// # Errors
    /// As [`Rooms::load`].
    pub(super) fn of(
        &self,
        days: impl Iterator<Item = NaiveDate>,
        count: usize,
        away: impl Fn(NaiveDate) -> isize,
        barred: &mut Vec<BadFile>,
    ) -> Result<Vec<Room>> {
        let mut failed = None;
        let mut room = |day| {
            let there = self.load(day)?;
            let load = there.sum().saturating_add_signed(-away(day));
            let bars = there.unreadable;
            let room = if bars.is_empty() { self.capacity } else { 0 };
            for bad in bars {
                if !barred.contains(&bad) {
                    barred.push(bad);
                }
            }
            anyhow::Ok(room.saturating_sub(load))
        };
        let rooms = load::rooms(days, count, |day| match room(day) {
            Ok(room) => room,
            Err(error) => {
                failed.get_or_insert(error);
                0
            }
        });
        failed.map_or(Ok(rooms), Err)
    }

    /// The manager's dossiers that stand behind the places that are `wanted`, and what decides
    /// whether each of them may move, and where to.
    pub(super) fn behind<T>(
        &self,
        wanted: impl Fn(Place) -> bool + Sync,
        chosen: &mut Chosen<T>,
    ) -> Result<(Vec<Pick<()>>, Vec<Movable>)> {
        let (manager, today, stages) = (&self.desk.manager, self.desk.today, &self.stages);
        let searched = self.shelves.search(
            manager,
            &wanted,
            |_| true,
            |found| {
                let dossier = &found.dossier;
                if dossier.manager() != manager {
                    return Some(Err(dossier.manager().to_owned()));
                }
                wanted(dossier.place()).then(|| {
                    let movable = Movable::of(found.slug(), dossier, today, stages);
                    Ok((Pick::of(found, ()), movable))
                })
            },
        )?;
        let (mut there, mut movable, mut others) = (Vec::new(), Vec::new(), Vec::new());
        for one in searched.taken {
            match one {
                Ok((pick, one)) => {
                    there.push(pick);
                    movable.push(one);
                }
                Err(owner) => others.push(owner),
            }
        }
        let others = others
            .iter()
            .map(|owner| (manager.as_str(), owner.as_str()));
        chosen.remarks.extend(misfiled(others));
        chosen.unreadable.extend(searched.unreadable);
        Ok((there, movable))
    }
}

/// Those that move, each with its new day, in the order of `moved`.
pub(super) fn taken(
    there: Vec<Pick<()>>,
    moved: Vec<(usize, NaiveDate)>,
) -> impl Iterator<Item = Pick<NaiveDate>> {
    let mut there: Vec<Option<Pick<()>>> = there.into_iter().map(Some).collect();
    let take = move |(number, day): (usize, NaiveDate)| Some(there[number].take()?.with(day));
    moved.into_iter().filter_map(take)
}

/// The entry by which a dossier goes to another day without a contact. What is agreed for a month
/// stays agreed within it.
pub(super) fn refiled(entry: Entry, found: &Found, day: NaiveDate) -> Entry {
    let landing = Landing {
        place: Place::Day(day),
        time: None,
        off: None,
    };
    let from = found.dossier.place();
    let is_kept = from.month() == landing.place.month();
    let mut changes = Changes::default();
    changes.refile(&landing, is_kept && found.dossier.is_agreed());
    entry.changing(Some(from), changes)
}

/// The answer where there is no store yet.
pub(super) fn nothing_there() -> Reply {
    let nothing = Answer::Changed(Changed::nothing(Deed::Moved));
    Reply::new(nothing).remarking([Remark::EmptyStore])
}
