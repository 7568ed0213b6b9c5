//! The day's work: what is due today, what is late, and what is still to be dealt out.

use std::collections::BTreeMap;

use chrono::NaiveTime;

use super::line::Sort;
use super::{Dossier, Line, Month, Place, Seen};

/// A day's work of one manager.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Agenda {
    /// What is due: overdue first, the latest of all on top, then by time, then agreed before
    /// planned.
    pub lines: Vec<Line>,
    /// Months that have begun and still have dossiers without a day, with how many.
    pub to_deal: Vec<(Month, usize)>,
    /// How many are late.
    pub overdue: usize,
    /// How many calls there are today to clients who were reached before.
    pub repeat: usize,
    /// How many calls there are today to clients who never were.
    pub new: usize,
    /// How much other work there is today.
    pub other: usize,
}

impl Agenda {
    /// The day's work, from dossiers of which some may not be due yet.
    #[must_use]
    pub fn of<'a>(dossiers: impl IntoIterator<Item = (&'a str, &'a Dossier)>, seen: Seen) -> Self {
        let mut agenda = Self::default();
        let mut to_deal = BTreeMap::new();
        for (client, dossier) in dossiers {
            let place = dossier.place();
            if !place.is_open_on(seen.today) {
                continue;
            }
            if let Place::Month(month) = place {
                *to_deal.entry(month).or_insert(0) += 1;
            }
            // A month is due as a whole once it is over; until then it is to be dealt out.
            if matches!(place, Place::Day(_)) || place.days_late(seen.today) > 0 {
                agenda.take(Line::of(client, dossier, seen));
            }
        }
        agenda.to_deal = to_deal.into_iter().collect();
        agenda.lines.sort_by(|a, b| order(a).cmp(&order(b)));
        agenda
    }

    fn take(&mut self, line: Line) {
        let count = match line.sort() {
            _ if line.days_late > 0 => &mut self.overdue,
            Sort::NewCall => &mut self.new,
            Sort::RepeatCall => &mut self.repeat,
            Sort::Other => &mut self.other,
        };
        *count += 1;
        self.lines.push(line);
    }

    /// How many dossiers the day has.
    #[must_use]
    pub fn load(&self) -> usize {
        self.lines.len()
    }
}

pub(super) type Order<'a> = (i64, bool, NaiveTime, bool, &'a str, &'a str);

/// What comes first in a day.
pub(super) fn order(line: &Line) -> Order<'_> {
    let time = line.time.unwrap_or(NaiveTime::MIN);
    (
        -line.days_late,
        line.time.is_none(),
        time,
        !line.agreed,
        &line.name,
        &line.client,
    )
}
