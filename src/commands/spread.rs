//! `tickler spread`: a day that is too full is brought down to what can be done.

use anyhow::Result;
use chrono::NaiveDate;
use clap::Args;

use super::answer::{Deed, Remark, Reply};
use super::dates::day_to_come;
use super::desk::Desk;
use super::rooms::{self, Bounds, RoomRemark, Rooms, Stays};
use super::several::{Chosen, Consent, Several};
use crate::binder::{ChangeRefusal, Entry, Kind, Movable, load, room};
use crate::store::{Found, Shelves};

/// Bring a day that is too full down to what can be done.
#[derive(Args, Debug)]
#[command(after_help = "\
Planned dossiers move to the next working days that have room, as many of them as are needed, the \
least urgent dossiers first. Agreed ones stay, and nobody moves past the day by which something was \
promised. What is late counts for today.

Most urgent is what is late, the longer the more; then who has a time of day; then to whom something \
is promised, the sooner the more; then meetings, visits and letters, before repeat calls, before new \
calls; then the later stage; then with whom nobody was in contact for longest.

Examples:
  tickler spread --dry-run     what would leave today, and where to
  tickler spread
  tickler spread fri --over 3  to the three working days after Friday at most
  tickler spread --limit 5     the five that can wait longest at most")]
pub struct Spread {
    /// The day: today unless said; fri, 2024-07-05
    date: Option<String>,
    #[command(flatten)]
    bounds: Bounds,
    #[command(flatten)]
    consent: Consent,
}

/// A day, and how it is brought down.
struct Relief {
    day: NaiveDate,
    bounds: Bounds,
}

impl Spread {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        let date = self.date.as_deref();
        let passed = |understood| ChangeRefusal::PassedDay { understood }.into();
        let calendar = desk.calendar();
        let to_come = |date| day_to_come(date, desk.today, &calendar, passed);
        let day = date.map(to_come).transpose()?;
        let day = day.map_or(desk.today, |(day, _)| day);
        if !desk.store.is_there()? {
            return Ok(rooms::nothing_there());
        }
        let on_binder = desk.remarks_on_binder()?;
        let bounds = self.bounds;
        let reply = self.consent.carry_out(&Relief { day, bounds }, desk)?;
        Ok(reply.remarking(on_binder))
    }
}

impl Several for Relief {
    type Each = NaiveDate;
    const TITLE: &'static str = "spread";
    const KIND: Kind = Kind::Move;
    const DEED: Deed = Deed::Moved;

    fn choose(&self, shelves: &Shelves, desk: &Desk<'_>) -> Result<Chosen<NaiveDate>> {
        let mut chosen = Chosen::default();
        let today = desk.today;
        let rooms = Rooms::new(desk, shelves);
        let there = rooms.load(self.day)?;
        let (date, load, capacity) = (self.day, there.sum(), rooms.capacity);
        chosen.unreadable = there.unreadable;
        let Some(excess) = load.checked_sub(capacity).filter(|excess| *excess > 0) else {
            let (date, capacity) = (self.day, rooms.capacity);
            let remark = RoomRemark::NotFull {
                date,
                load,
                capacity,
            };
            chosen.remarks.push(Remark::Room(remark));
            return Ok(chosen);
        };
        let (there, movable) = rooms.behind(|place| place.counts_on(date, today), &mut chosen)?;
        let most = excess.min(self.bounds.limit());
        let over = self.bounds.over().unwrap_or(usize::MAX);
        let days = load::after(date, &rooms.calendar).take(over);
        let days = rooms.of(days, most, |_| 0, &mut chosen.unreadable)?;
        let all: Vec<&Movable> = movable.iter().collect();
        let moved = room::relieved(&all, most, &days);
        if moved.len() < excess {
            let load = load - moved.len();
            let why = self.why(moved.len(), &all, &rooms);
            chosen.remarks.push(Remark::Room(RoomRemark::StillFull {
                date,
                load,
                capacity,
                why,
            }));
        }
        chosen.taken = rooms::taken(there, moved).collect();
        Ok(chosen)
    }

    fn entry(&self, entry: Entry, found: &Found, day: &NaiveDate) -> Entry {
        rooms::refiled(entry, found, *day)
    }
}

impl Relief {
    /// Why no more than so many leave the day.
    fn why(&self, moved: usize, there: &[&Movable], rooms: &Rooms<'_>) -> Stays {
        if moved == self.bounds.limit() {
            return Stays::Limited;
        }
        let next = load::after(self.day, &rooms.calendar).next();
        let may_move = |one: &&&Movable| {
            let until = one.until;
            !one.agreed && next.is_none_or(|next| until.is_none_or(|until| next <= until))
        };
        if there.iter().filter(may_move).count() > moved {
            Stays::NoRoom(self.bounds.over())
        } else {
            Stays::Held
        }
    }
}
