//! The evening's review: what a day, or several, had planned against what was done.
//!
//! Nothing is stored for it. Each entry says when it was written and where it put the dossier, so a
//! dossier's history is gone through again up to that day. What was undone never was; what was
//! changed with an editor counts as following the last entry. A talk counts on the day on which it
//! was written down.

use std::collections::BTreeSet;
use std::iter::successors;
use std::ops::RangeInclusive;

use chrono::NaiveDate;
use memchr::memmem;

use super::line::by_due;
use super::promise_history::{self, MadePromise};
use super::replay::{Step, steps};
use super::{Calendar, Dossier, Line, Place, skim};

/// From how many times on it is said who was pushed.
const OFTEN: usize = 3;

/// How many working days there are in a week.
const WORKING_DAYS: usize = 5;

/// The days that are looked back on: one, or several in a row.
pub type Days = RangeInclusive<NaiveDate>;

/// What became of a dossier that was planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The client was reached.
    Reached,
    /// It was tried, and the client was not reached.
    NotReached,
    /// There was no contact, and it doesn't stand there any more: moved on, closed or given away.
    Moved,
    /// There was no contact, and it still stands there.
    Untouched,
}

/// What some days did to one dossier, as far as it was in one manager's binder.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Doings {
    /// What became of it, if it was planned: if at any moment of these days it stood behind the day
    /// that it was, or an earlier one.
    pub fate: Option<Fate>,
    /// Whether the client was contacted, reached or not, and was not planned.
    pub unplanned: bool,
    /// Whether the dossier was made.
    pub added: bool,
    /// Whether it was closed, and still was in the end.
    pub closed: bool,
    /// The promises that were kept.
    pub kept: Vec<MadePromise>,
    /// The promises that fell due and were not kept by then.
    pub missed: Vec<MadePromise>,
    /// If it was pushed: how often in a row by the end. Pushed is moved to a later day, by whatever
    /// but a contact in which the client was reached; such a contact begins the count anew.
    pub pushed: Option<usize>,
}

impl Doings {
    /// What `days` did to a dossier, as far as it was in the binder of `manager`.
    #[must_use]
    pub fn of(dossier: &Dossier, manager: &str, days: &Days) -> Self {
        let mut steps = steps(dossier);
        steps.retain(|step| step.date() <= *days.end());
        let Some(last) = steps.last() else {
            return Self::default();
        };
        let is_own = |step: &Step<'_>| step.manager == manager;
        let is_closed = |step: &Step<'_>| step.place == Place::Closed;
        let is_within = |step: &Step<'_>| step.date() >= *days.start();
        let before = steps.iter().rfind(|step| !is_within(step));
        let done = || steps.iter().filter(|step| is_within(step) && is_own(step));
        let contacted = done().any(Step::is_contact);
        let mut stood = stood(&steps, days).filter(|(step, _)| is_own(step));
        let was_planned = stood.any(|(step, day)| is_due(step.place, day));
        let fate = if done().any(Step::is_reached) {
            Fate::Reached
        } else if contacted {
            Fate::NotReached
        } else if is_own(last) && is_due(last.place, *days.end()) {
            Fate::Untouched
        } else {
            Fate::Moved
        };
        let promised = promise_history::all(dossier).into_iter();
        let (kept, missed) = looked_after(promised, days, |day| {
            let step = steps.iter().rfind(|step| step.date() <= day);
            step.is_some_and(is_own)
        });
        let pushed = done().any(Step::is_push).then(|| in_a_row(&steps));
        Self {
            fate: was_planned.then_some(fate),
            unplanned: contacted && !was_planned,
            added: done().any(|step| step.from.is_none()),
            closed: is_own(last) && is_closed(last) && !before.is_some_and(is_closed),
            kept,
            missed,
            pushed: pushed.filter(|times| *times > 0),
        }
    }

    /// Whether there is nothing to tell.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// The five working days up to `until`, with the days off between and behind them.
#[must_use]
pub fn week_until(until: NaiveDate, calendar: &Calendar) -> Days {
    let last = calendar.last_working_up_to(until);
    let before = |day: &NaiveDate| Some(calendar.last_working_up_to(day.pred_opt()?));
    let first = successors(Some(last), before).take(WORKING_DAYS).last();
    first.unwrap_or(last)..=until
}

/// Everybody in whose binder a dossier was in these days.
#[must_use]
pub fn owners(dossier: &Dossier, days: &Days) -> BTreeSet<String> {
    let steps = steps(dossier);
    let owners = stood(&steps, days).map(|(step, _)| step.manager.to_owned());
    owners.collect()
}

/// Whether a file's text tells that these days have nothing to do with the dossier: it names none of
/// them, and the dossier stood elsewhere all the time.
#[must_use]
pub fn is_elsewhere(bytes: &[u8], days: &Days) -> bool {
    let names = |day: &NaiveDate| memmem::find(bytes, day.to_string().as_bytes()).is_some();
    if days
        .start()
        .iter_days()
        .take_while(|day| day <= days.end())
        .any(|day| names(&day))
    {
        return false;
    }
    let place = skim::stood_through(bytes, days);
    place.is_some_and(|place| !is_due(place, *days.end()))
}

/// Where the dossier stood in these days, each with the last of them on which it did, if only at
/// its beginning.
fn stood<'a>(
    steps: &'a [Step<'a>],
    days: &Days,
) -> impl Iterator<Item = (&'a Step<'a>, NaiveDate)> {
    let (start, end) = (*days.start(), *days.end());
    let next = steps.iter().skip(1).map(Step::date).chain([end]);
    steps
        .iter()
        .zip(next)
        .filter(move |(_, until)| *until >= start)
}

/// How often a dossier was pushed since the client was last reached.
fn in_a_row(steps: &[Step<'_>]) -> usize {
    let since = steps.iter().rev().take_while(|step| !step.is_reached());
    since.filter(|step| step.is_push()).count()
}

/// The promises that were kept in these days, and those that fell due and were not kept by then.
/// Both are those of the manager in whose binder the dossier was at that time.
fn looked_after(
    promised: impl Iterator<Item = MadePromise>,
    days: &Days,
    is_own: impl Fn(NaiveDate) -> bool,
) -> (Vec<MadePromise>, Vec<MadePromise>) {
    let (mut kept, mut missed) = (Vec::new(), Vec::new());
    let counts = |day: &NaiveDate| days.contains(day) && is_own(*day);
    for one in promised {
        let (due, done) = (one.due, one.kept.map(|at| at.date_naive()));
        if done.as_ref().is_some_and(counts) {
            kept.push(one.clone());
        }
        if due
            .filter(counts)
            .is_some_and(|due| done.is_none_or(|done| done > due))
        {
            missed.push(one);
        }
    }
    (kept, missed)
}

/// Whether what stands behind a place is work of `day`, or is carried over to it: of a month that
/// is when it is over.
fn is_due(place: Place, day: NaiveDate) -> bool {
    place.counts_on(day, day)
}

/// A promise, with the line of the client to whom it was made.
#[derive(Clone, Debug, PartialEq)]
pub struct PromiseLine {
    /// The client.
    pub line: Line,
    /// What was promised.
    pub promised: MadePromise,
}

/// A client who was pushed often.
#[derive(Clone, Debug, PartialEq)]
pub struct Pushed {
    /// The client.
    pub line: Line,
    /// How often in a row.
    pub times: usize,
}

/// What some days had planned, and what was done.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Review {
    /// Planned, and reached.
    pub reached: Vec<Line>,
    /// Planned, and tried in vain.
    pub not_reached: Vec<Line>,
    /// Planned, and put elsewhere without a contact.
    pub moved: Vec<Line>,
    /// Planned, and not touched.
    pub untouched: Vec<Line>,
    /// Contacted without being planned.
    pub unplanned: Vec<Line>,
    /// New.
    pub added: Vec<Line>,
    /// Closed.
    pub closed: Vec<Line>,
    /// Promises that were kept.
    pub kept: Vec<PromiseLine>,
    /// Promises that were not kept in time.
    pub missed: Vec<PromiseLine>,
    /// Pushed for the third time in a row, or more.
    pub pushed: Vec<Pushed>,
}

impl Review {
    /// What was done to these dossiers, put together: what is due first, first.
    #[must_use]
    pub fn of(dossiers: impl IntoIterator<Item = (Line, Doings)>) -> Self {
        let mut dossiers: Vec<(Line, Doings)> = dossiers.into_iter().collect();
        dossiers.sort_by(|(one, _), (other, _)| by_due(one, other));
        let mut review = Self::default();
        for (line, doings) in dossiers {
            review.take(&line, doings);
        }
        review
    }

    fn take(&mut self, line: &Line, doings: Doings) {
        let lists = [
            (doings.fate == Some(Fate::Reached), &mut self.reached),
            (doings.fate == Some(Fate::NotReached), &mut self.not_reached),
            (doings.fate == Some(Fate::Moved), &mut self.moved),
            (doings.fate == Some(Fate::Untouched), &mut self.untouched),
            (doings.unplanned, &mut self.unplanned),
            (doings.added, &mut self.added),
            (doings.closed, &mut self.closed),
        ];
        for (belongs, list) in lists {
            list.extend(belongs.then(|| line.clone()));
        }
        for (promises, list) in [
            (doings.kept, &mut self.kept),
            (doings.missed, &mut self.missed),
        ] {
            list.extend(promises.into_iter().map(|promised| PromiseLine {
                line: line.clone(),
                promised,
            }));
        }
        let often = doings.pushed.filter(|times| *times >= OFTEN);
        self.pushed.extend(often.map(|times| Pushed {
            line: line.clone(),
            times,
        }));
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether anything was done, planned or not.
    #[must_use]
    pub fn has_deeds(&self) -> bool {
        let lists = [
            &self.reached,
            &self.not_reached,
            &self.moved,
            &self.unplanned,
            &self.added,
            &self.closed,
        ];
        !self.kept.is_empty() || lists.iter().any(|list| !list.is_empty())
    }

    /// How many were planned.
    #[must_use]
    pub fn planned(&self) -> usize {
        let lists = [
            &self.reached,
            &self.not_reached,
            &self.moved,
            &self.untouched,
        ];
        lists.map(Vec::len).iter().sum()
    }
}
