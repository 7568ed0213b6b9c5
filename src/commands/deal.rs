//! `tickler deal`: what stands behind a month without a day is dealt out over its working days.

use std::collections::HashMap;

use anyhow::Result;
use chrono::NaiveDate;
use clap::Args;

use super::answer::{Deed, Remark, Reply};
use super::desk::Desk;
use super::rooms::{self, Bounds, RoomRemark, Rooms, Stays};
use super::several::{Chosen, Consent, Several};
use crate::binder::{
    ChangeRefusal, Entry, Kind, Month, Movable, Place, Refusal, When, WordRefusal, load, room,
};
use crate::store::{BadFile, Found, Shelves};

/// Deal a month's dossiers out over its working days.
#[derive(Args, Debug)]
#[command(after_help = "\
Those who stand behind the month without a day get one of its working days from today on: each the \
day with most room left, the earliest of those, the most urgent first (see: tickler spread --help). \
No day gets more than can be done, and nobody a day past one by which something was promised: who \
finds no day stays behind the month. A month of which no working day is left is dealt out over the \
next five. What was agreed for the month stays agreed within it.

Examples:
  tickler deal --dry-run      all months that have begun
  tickler deal
  tickler deal jul --yes
  tickler deal jul --over 10  over its first ten working days at most")]
pub struct Deal {
    /// The month: jul, 2024-07; all that have begun unless said
    month: Option<String>,
    #[command(flatten)]
    bounds: Bounds,
    #[command(flatten)]
    consent: Consent,
}

/// The months that are dealt out, and how.
struct Dealing {
    /// What the word may mean: the month to come, or the one that was.
    meant: Option<[Month; 2]>,
    bounds: Bounds,
}

impl Deal {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        let month = self.month.as_deref();
        let meant = month.map(|text| months(text, desk)).transpose()?;
        if !desk.store.is_there()? {
            return Ok(rooms::nothing_there());
        }
        let bounds = self.bounds;
        self.consent.carry_out(&Dealing { meant, bounds }, desk)
    }
}

/// The months that `text` may mean: that one to come, and the last that was.
fn months(text: &str, desk: &Desk<'_>) -> Result<[Month; 2], Refusal> {
    let (when, calendar) = (When::parse(text)?, desk.calendar());
    let back = when.back(desk.today, &calendar)?;
    let to_come = when.on(desk.today, &calendar);
    match (
        to_come.map_or(back.place, |landing| landing.place),
        back.place,
    ) {
        (Place::Month(to_come), Place::Month(back)) => Ok([to_come, back]),
        _ => Err(WordRefusal::NotAMonth {
            text: text.to_owned(),
        }
        .into()),
    }
}

impl Several for Dealing {
    type Each = NaiveDate;
    const TITLE: &'static str = "deal";
    const KIND: Kind = Kind::Move;
    const DEED: Deed = Deed::Moved;

    fn choose(&self, shelves: &Shelves, desk: &Desk<'_>) -> Result<Chosen<NaiveDate>> {
        let mut chosen = Chosen::default();
        let mut most = self.bounds.limit();
        let rooms = Rooms::new(desk, shelves);
        let mut coming: HashMap<NaiveDate, isize> = HashMap::new();
        for month in self.months(shelves, &mut chosen.unreadable, desk)? {
            let place = Place::Month(month);
            let (there, movable) = rooms.behind(|other| other == place, &mut chosen)?;
            let wanted = there.len().min(most);
            // What is late is part of today's load already.
            let is_late = place.days_late(desk.today) > 0;
            let late = isize::try_from(wanted).unwrap_or_default() * isize::from(is_late);
            let days = load::days_to_deal(month, desk.today, &rooms.calendar, self.bounds.over());
            let away = |day| {
                let late = if day == desk.today { late } else { 0 };
                late - coming.get(&day).copied().unwrap_or_default()
            };
            let barred = &mut chosen.unreadable;
            let days = rooms.of(days.into_iter(), usize::MAX, away, barred)?;
            let all: Vec<&Movable> = movable.iter().collect();
            let moved = room::dealt(&all, most, &days);
            if moved.len() < wanted {
                let count = there.len() - moved.len();
                // Who finds no day though one has room is held by a promise.
                let room: usize = days.iter().map(|(_, room)| room).sum();
                let why = if room > moved.len() {
                    Stays::Held
                } else {
                    Stays::NoRoom(self.bounds.over())
                };
                let remark = RoomRemark::NotDealt { month, count, why };
                chosen.remarks.push(Remark::Room(remark));
            }
            most -= moved.len();
            if is_late {
                *coming.entry(desk.today).or_default() -=
                    isize::try_from(moved.len()).unwrap_or_default();
            }
            for (_, day) in &moved {
                *coming.entry(*day).or_default() += 1;
            }
            chosen.taken.extend(rooms::taken(there, moved));
        }
        Ok(chosen)
    }

    fn entry(&self, entry: Entry, found: &Found, day: &NaiveDate) -> Entry {
        rooms::refiled(entry, found, *day)
    }
}

impl Dealing {
    /// The months that are to be dealt out, in their order.
    fn months(
        &self,
        shelves: &Shelves,
        unreadable: &mut Vec<BadFile>,
        desk: &Desk<'_>,
    ) -> Result<Vec<Month>> {
        let is_month = |place: Place| matches!(place, Place::Month(_));
        let loads = shelves.loads(&desk.manager, is_month)?;
        unreadable.extend(loads.unreadable);
        let loads = loads
            .places
            .into_iter()
            .filter_map(|(place, count)| match place {
                Place::Month(month) => Some((month, count)),
                _ => None,
            });
        let loads: Vec<(Month, usize)> = loads.collect();
        let there = loads.iter().map(|(month, _)| *month);
        let dealt: Vec<Month> = match self.meant {
            Some(meant) => {
                let has_some = |month: &Month| there.clone().any(|other| other == *month);
                meant.into_iter().find(has_some).into_iter().collect()
            }
            None => there
                .filter(|month| month.first_day() <= desk.today)
                .collect(),
        };
        if dealt.is_empty() {
            // Whoever is meant may stand where nobody can look.
            if let Some(bad) = unreadable.pop() {
                return Err(bad.into());
            }
            let others = loads.into_iter();
            let others = others.map(|(month, count)| (month.as_typed(desk.today), count));
            let refusal = ChangeRefusal::NothingToDeal {
                month: self.meant.map(|[month, _]| month),
                others: others.collect(),
            };
            return Err(Refusal::from(refusal).into());
        }
        Ok(dealt)
    }
}
