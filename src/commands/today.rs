//! `tickler today`: the day's work.

use std::collections::HashMap;

use anyhow::Result;
use chrono::{NaiveDate, NaiveTime};
use clap::Args;

use super::answer::{Answer, Remark, Reply};
use super::dates;
use super::desk::Desk;
use super::form::{FormRemark, FormRow};
use super::promise::PromiseRemark;
use super::show::Shown;
use crate::binder::call_times;
use crate::binder::form::Forms;
use crate::binder::occasion::{self, upcoming};
use crate::binder::offer::offered;
use crate::binder::promise::owed;
use crate::binder::word::word_left;
use crate::binder::{
    Agenda, Dossier, Line, Offered, Owed, Place, Seen, Upcoming, WordLeft, YearDay,
};
use crate::store::{BadFile, Found, Scan};

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
    /// Occasions of the day and of the days ahead, by day.
    pub occasions: Vec<Upcoming>,
    /// What was promised for the day and before, the longest overdue first.
    pub promises: Vec<Owed>,
    /// Offers that end in a few days or have ended, and wait for an answer; by their last day.
    pub offers: Vec<Offered>,
    /// The own forms that are to be filled in for the clients of the day.
    pub forms: Vec<FormRow>,
    /// Word from colleagues that is not read yet, oldest first.
    pub word: Vec<WordLeft>,
}

/// The day's work: overdue first, then by time, then agreed before planned.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tickler today
  tickler today mon
  tickler today --callable
  tickler today --cards
  tickler today --all")]
pub struct Today {
    /// Another day to open the binder at: mon, 2024-07-05; with a time of day who can be called
    /// then is marked, else who can now
    date: Option<String>,
    /// First those who can be called now by the hours on their cards (marked ●), then those of whom
    /// that isn't known, at the end those who can't (○)
    #[arg(long)]
    callable: bool,
    /// Show whole info cards, one below the other
    #[arg(long)]
    cards: bool,
    /// Every manager's day
    #[arg(long)]
    all: bool,
}

impl Today {
    /// What `today` answers with nothing said but the day.
    pub(super) fn of(date: Option<String>) -> Self {
        Self {
            date,
            callable: false,
            cards: false,
            all: false,
        }
    }

    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        let (day, remarks, unreadable) = self.look(desk)?;
        let reply = Reply::new(Answer::Day(day)).remarking(remarks);
        Ok(reply.missing(unreadable))
    }

    /// The day's work, with what is to be said beside it, and what could not be read.
    pub(super) fn look(self, desk: &Desk<'_>) -> Result<(Day, Vec<Remark>, Vec<BadFile>)> {
        let mut seen = desk.seen();
        let mut time = None;
        if let Some(date) = &self.date {
            (seen.today, time) = dates::day(date, desk)?;
        }
        let binders = desk.binders(self.all)?;
        let is_open = |place: Place| place.is_open_on(seen.today);
        let ahead = desk.store.settings().occasions_ahead();
        let last = occasion::last_day(seen.today, ahead, &desk.calendar());
        let year_days = YearDay::all_in(seen.today, last);
        let (scan, pointed_to) = desk.day(&binders, is_open, &year_days)?;
        let manager = (!self.all).then_some(desk.manager.as_str());
        let all = || scan.found.iter().chain(&pointed_to);
        let word = word_left(all().map(named), manager, seen.today);
        let own = || all().filter(|found| found.is_in(&binders)).map(named);
        let occasions = upcoming(own(), seen.today, last);
        let mut promises = owed(own());
        promises.retain(|owed| owed.promise.due.is_some_and(|due| due <= seen.today));
        let mut offers = offered(own());
        offers.retain(|offered| offered.offer.is_ending(seen.today));
        let (agenda, on_hours) = self.agenda(&scan, seen, time, desk);
        let (forms, broken) = desk.forms();
        let day = Day {
            date: seen.today,
            manager: manager.map(str::to_owned),
            capacity: manager.map(|_| desk.capacity()),
            quota_new: manager.and_then(|manager| desk.store.settings().quota_new(manager)),
            cards: self
                .cards
                .then(|| cards(&agenda, &scan, &forms, seen.today)),
            forms: to_fill_in(&agenda, &scan, &forms, seen.today),
            agenda,
            occasions,
            promises,
            offers,
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
        let on_slips = scan
            .lacks_slips
            .then_some(Remark::Promise(PromiseRemark::Unseen));
        let on_forms = FormRemark::all_broken(broken);
        let remarks = remarks.chain(on_slips).chain(on_hours).chain(on_forms);
        Ok((day, remarks.collect(), scan.unreadable))
    }

    /// The work, with who can be called now or at the time that was said.
    fn agenda(
        &self,
        scan: &Scan,
        seen: Seen,
        time: Option<NaiveTime>,
        desk: &Desk<'_>,
    ) -> (Agenda, Vec<Remark>) {
        let mut agenda = Agenda::of(scan.found.iter().map(named), seen);
        let lines = &mut agenda.lines;
        let moment = || desk.moment(seen.today, time);
        let mut remarks = desk.mark_callable(lines, &scan.found, moment);
        if self.callable {
            lines.sort_by_key(|line| call_times::rank(line.callable));
            remarks.extend(desk.none_callable(lines, seen.today, time));
        }
        (agenda, remarks)
    }
}

/// A dossier with how its client is typed.
pub(super) fn named(found: &Found) -> (&str, &Dossier) {
    (found.slug(), &found.dossier)
}

/// The dossiers of the lines, in their order.
fn in_order<'a>(
    agenda: &'a Agenda,
    scan: &'a Scan,
) -> impl Iterator<Item = (&'a Line, &'a Dossier)> {
    let key = |found: &'a Found| ((found.slug(), found.dossier.place()), &found.dossier);
    let dossiers: HashMap<_, _> = scan.found.iter().map(key).collect();
    agenda.lines.iter().filter_map(move |line| {
        let dossier = dossiers.get(&(line.client.as_str(), line.place))?;
        Some((line, *dossier))
    })
}

/// The dossiers of the lines, each as `show` has it.
fn cards(agenda: &Agenda, scan: &Scan, forms: &Forms, today: NaiveDate) -> Vec<Shown> {
    let cards = in_order(agenda, scan).map(|(line, dossier)| Shown {
        dossier: dossier.clone(),
        line: line.clone(),
        all: false,
        forms: forms.on_card(dossier, today),
    });
    cards.collect()
}

/// The forms that are to be filled in for the clients of the day.
fn to_fill_in(agenda: &Agenda, scan: &Scan, forms: &Forms, today: NaiveDate) -> Vec<FormRow> {
    if forms.all.is_empty() {
        return Vec::new();
    }
    let rows = in_order(agenda, scan);
    let rows = rows.map(|(line, dossier)| FormRow::due(forms, &line.client, dossier, today));
    rows.flatten().collect()
}
