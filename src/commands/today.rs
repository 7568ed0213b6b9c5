//! `tickler today`: the day's work.

use std::collections::HashMap;

use anyhow::Result;
use chrono::NaiveDate;
use clap::Args;

use super::answer::{Answer, Reply};
use super::dates;
use super::desk::Desk;
use super::show::Shown;
use crate::binder::slip::word_left;
use crate::binder::{Agenda, Line, Place, WordLeft};
use crate::store::{Found, Scan};

/// A day's work, for one manager or for all.
#[derive(Clone, Debug)]
pub struct Day {
    /// The day.
    pub date: NaiveDate,
    /// Whose work it is; everybody's, if of none.
    pub manager: Option<String>,
    /// How many dossiers that manager can handle in a day.
    pub capacity: Option<usize>,
    /// How many new calls that manager means to make in a day, if that is set.
    pub quota_new: Option<usize>,
    /// The work.
    pub agenda: Agenda,
    /// The dossiers in the order of the lines, with how each is typed, if whole cards are wanted.
    pub cards: Option<Vec<Shown>>,
    /// Word from colleagues that is not read yet, oldest first.
    pub word: Vec<WordLeft>,
}

/// The day's work: overdue first, then by time, then agreed before planned.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tickler today
  tickler today mon
  tickler today --cards
  tickler today --all")]
pub struct Today {
    /// Another day to open the binder at: mon, 2024-07-05
    date: Option<String>,
    /// Show whole info cards, one below the other
    #[arg(long)]
    cards: bool,
    /// Every manager's day
    #[arg(long)]
    all: bool,
}

impl Today {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        let mut seen = desk.seen();
        if let Some(date) = &self.date {
            seen.today = dates::day(date, desk)?;
        }
        let binders = desk.binders(self.all)?;
        let is_open = |place: Place| place.is_open_on(seen.today);
        let (mut scan, behind_slips) = desk.day(&binders, is_open)?;
        let manager = (!self.all).then_some(desk.manager.as_str());
        let pointed_to = behind_slips.iter();
        let pointed_to = pointed_to.map(|found| (found.slug(), &found.dossier));
        let word = word_left(pointed_to, manager, seen.today);
        let dossiers = scan
            .found
            .iter()
            .map(|found| (found.slug(), &found.dossier));
        let agenda = Agenda::of(dossiers, seen);
        let day = Day {
            date: seen.today,
            manager: manager.map(str::to_owned),
            capacity: manager.map(|_| desk.capacity()),
            quota_new: manager.and_then(|manager| desk.store.settings().quota_new(manager)),
            cards: self.cards.then(|| cards(&agenda, &scan)),
            agenda,
            word,
        };
        // Where somebody was found, there is a binder: no other look is needed for that.
        let on_binder = match scan.found.as_slice() {
            [] => desk.remarks_on_binders(self.all)?,
            _ => None,
        };
        let remarks = desk.remarks_on_owners(&binders, &scan);
        let loans = desk.remarks_on_loans(seen.today);
        let remarks = on_binder.into_iter().chain(remarks).chain(loans);
        let reply = Reply::new(Answer::Day(day)).remarking(remarks);
        Ok(reply.missing(std::mem::take(&mut scan.unreadable)))
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
