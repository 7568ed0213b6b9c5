//! `tickler today`: the day's work.

use std::collections::HashMap;

use anyhow::Result;
use clap::Args;

use super::answer::{Answer, Day, Reply};
use super::dates;
use super::desk::Desk;
use super::show::Shown;
use crate::binder::{Agenda, Line};
use crate::store::{Found, Scan};

/// The day's work: overdue first, then by time, then agreed before planned.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tickler today
  tickler today mon
  tickler today --cards")]
pub struct Today {
    /// Another day to open the binder at: mon, 2024-07-05
    date: Option<String>,
    /// Show whole info cards, one below the other
    #[arg(long)]
    cards: bool,
}

impl Today {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        let mut seen = desk.seen();
        if let Some(date) = &self.date {
            seen.today = dates::day(date, desk)?;
        }
        let scan = desk.scan(|place| place.is_open_on(seen.today))?;
        let dossiers = scan
            .found
            .iter()
            .map(|found| (found.slug(), &found.dossier));
        let agenda = Agenda::of(dossiers, seen);
        let day = Day {
            date: seen.today,
            manager: desk.manager.clone(),
            capacity: desk.capacity(),
            cards: self.cards.then(|| cards(&agenda, &scan)),
            agenda,
        };
        // Where somebody was found, there is a binder: no other look is needed for that.
        let on_binder = match scan.found.as_slice() {
            [] => desk.remarks_on_binder()?,
            _ => None,
        };
        let remarks = desk.remarks_on_owners(&scan);
        let loans = desk.remarks_on_loans(seen.today);
        let remarks = on_binder.into_iter().chain(remarks).chain(loans);
        let reply = Reply::new(Answer::Day(day)).remarking(remarks);
        Ok(reply.missing(scan.unreadable))
    }
}

/// The dossiers of the lines, in their order, each as `show` has it.
fn cards(agenda: &Agenda, scan: &Scan) -> Vec<Shown> {
    let key = |found: &Found| (found.slug().to_owned(), found.dossier.place());
    let dossiers: HashMap<_, _> = scan.found.iter().map(|found| (key(found), found)).collect();
    let of_line = |line: &Line| {
        let found = dossiers.get(&(line.client.clone(), line.place))?;
        Some(Shown {
            dossier: found.dossier.clone(),
            line: line.clone(),
            all: false,
        })
    };
    agenda.lines.iter().filter_map(of_line).collect()
}
