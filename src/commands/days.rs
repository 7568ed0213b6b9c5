//! The dossiers that are to change hands, and the days of those who take them: what comes to each,
//! and which have more then than can be done.

use std::collections::{BTreeMap, HashMap};

use anyhow::Result;
use chrono::NaiveDate;
use uuid::Uuid;

use super::desk::Desk;
use crate::binder::dealing::Piece;
use crate::binder::load::relieved;
use crate::binder::{Head, Movable, Place};
use crate::store::{Found, Shelves, Spot};

/// A day that has more than can be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FullDay {
    /// Whose day.
    pub manager: String,
    /// The day.
    pub date: NaiveDate,
    /// How many dossiers it has.
    pub load: usize,
    /// How many can be done.
    pub capacity: usize,
}

/// A dossier that is to change hands.
#[derive(Debug)]
pub(super) struct Chosen {
    pub(super) id: Uuid,
    /// Who has it.
    pub(super) from: String,
    pub(super) spots: Vec<Spot>,
    /// What decides whether it may leave a day that is too full, if it may at all.
    movable: Option<Movable>,
    pub(super) piece: Piece,
}

impl Chosen {
    pub(super) fn of(found: &Found) -> Self {
        Self::headed(Head::of(&found.dossier), found.spots.clone())
    }

    /// The same of one of which not more is known than its head.
    pub(super) fn headed(head: Head, spots: Vec<Spot>) -> Self {
        Self {
            id: head.id,
            from: head.manager,
            spots,
            movable: None,
            piece: Piece {
                place: head.place,
                company: head.company,
            },
        }
    }

    /// The same, of one that may leave a day which is too full.
    pub(super) fn movable(found: &Found, today: NaiveDate, stages: &[String]) -> Self {
        let movable = Movable::of(found.slug(), &found.dossier, today, stages);
        Self {
            movable: Some(movable),
            ..Self::of(found)
        }
    }

    /// The day whose load it is part of: of what is late, today's.
    fn day(&self, today: NaiveDate) -> Option<NaiveDate> {
        match self.piece.place {
            place if place.days_late(today) > 0 => Some(today),
            Place::Day(day) => Some(day),
            _ => None,
        }
    }
}

/// The days of one taker, with what comes to them.
pub(super) struct Days<'a> {
    shelves: &'a Shelves,
    manager: &'a str,
    /// How many come to each day.
    coming: BTreeMap<NaiveDate, usize>,
    /// How many there are on these days before.
    before: HashMap<NaiveDate, usize>,
}

impl<'a> Days<'a> {
    pub(super) fn of(
        shelves: &'a Shelves,
        manager: &'a str,
        own: &[usize],
        chosen: &[Chosen],
        desk: &Desk<'_>,
    ) -> Result<Self> {
        let mut days = Self {
            shelves,
            manager,
            coming: BTreeMap::new(),
            before: HashMap::new(),
        };
        for day in own
            .iter()
            .filter_map(|number| chosen[*number].day(desk.today))
        {
            *days.coming.entry(day).or_default() += 1;
        }
        for day in days.coming.keys() {
            let load = shelves.load(manager, *day, desk.today)?;
            days.before.insert(*day, load.sum());
        }
        Ok(days)
    }

    /// How many the day has with what comes to it.
    fn load(&self, day: NaiveDate, today: NaiveDate) -> usize {
        let before = self.before.get(&day).copied();
        // A day that can't be counted has no room.
        let listed = || self.shelves.load(self.manager, day, today).ok()?.known();
        let before = before.or_else(listed).unwrap_or(usize::MAX);
        before.saturating_add(self.coming.get(&day).copied().unwrap_or_default())
    }

    /// The planned dossiers that leave days which are too full, with their new days.
    pub(super) fn relieved(
        &self,
        own: &[usize],
        chosen: &[Chosen],
        desk: &Desk<'_>,
    ) -> Vec<(usize, NaiveDate)> {
        let settings = desk.store.settings();
        let planned = own.iter().filter_map(|number| {
            let one = &chosen[*number];
            Some((*number, one.day(desk.today)?, one.movable.as_ref()?))
        });
        let planned: Vec<_> = planned.collect();
        let there: Vec<_> = planned.iter().map(|(_, day, one)| (*day, *one)).collect();
        let moved = relieved(
            &there,
            settings.capacity(self.manager),
            desk.today,
            &settings.calendar(self.manager),
            |day| self.load(day, desk.today),
        );
        let moved = moved.into_iter();
        moved.map(|(at, day)| (planned[at].0, day)).collect()
    }

    /// The days that have more than can be done.
    pub(super) fn full(
        &self,
        moved: &HashMap<usize, NaiveDate>,
        chosen: &[Chosen],
        own: &[usize],
        desk: &Desk<'_>,
    ) -> Vec<FullDay> {
        let capacity = desk.store.settings().capacity(self.manager);
        let mut away: HashMap<NaiveDate, usize> = HashMap::new();
        let left = own.iter().filter(|number| moved.contains_key(number));
        for day in left.filter_map(|number| chosen[*number].day(desk.today)) {
            *away.entry(day).or_default() += 1;
        }
        let loads = self.coming.keys().map(|day| {
            let away = away.get(day).copied().unwrap_or_default();
            (*day, self.load(*day, desk.today).saturating_sub(away))
        });
        let full = loads.filter(|(_, load)| *load > capacity);
        full.map(|(date, load)| FullDay {
            manager: self.manager.to_owned(),
            date,
            load,
            capacity,
        })
        .collect()
    }
}
