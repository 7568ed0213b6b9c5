//! The coming days, with who stands behind each.

use chrono::NaiveDate;

use super::agenda::order;
use super::{Calendar, Dossier, Line, Place, Seen};

/// How many working days there are to see.
const WORKING_DAYS: usize = 5;

/// Some days in a row, and what is late besides.
#[derive(Clone, Debug, PartialEq)]
pub struct Week {
    /// Five working days, and the days off between them that somebody stands behind.
    pub days: Vec<WeekDay>,
    /// How many dossiers are late that are on none of these days: those that are late today are
    /// carried over to it, where it is among the days.
    pub overdue: usize,
}

/// One day, and who stands behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct WeekDay {
    /// The day.
    pub date: NaiveDate,
    /// Whether it is a working day.
    pub working: bool,
    /// Who stands behind it, in the order of the day; on today, who is late besides.
    pub lines: Vec<Line>,
}

impl Week {
    /// The last of the days that begin with `first`.
    #[must_use]
    pub fn last_day(first: NaiveDate, calendar: &Calendar) -> NaiveDate {
        let days = calendar.working_days_from(first).take(WORKING_DAYS);
        days.last().unwrap_or(first)
    }

    /// The days from `first` on, from dossiers of which some may stand elsewhere.
    #[must_use]
    pub fn of<'a>(
        first: NaiveDate,
        dossiers: impl IntoIterator<Item = (&'a str, &'a Dossier)>,
        seen: Seen,
        calendar: &Calendar,
    ) -> Self {
        let last = Self::last_day(first, calendar);
        let days = first.iter_days().take_while(|day| *day <= last);
        let mut days: Vec<WeekDay> = days
            .map(|date| WeekDay {
                date,
                working: calendar.is_working(date),
                lines: Vec::new(),
            })
            .collect();
        let mut overdue = 0;
        for (client, dossier) in dossiers {
            let place = dossier.place();
            let mut days = days.iter_mut();
            if let Some(day) = days.find(|day| belongs(place, day.date, seen.today)) {
                day.lines.push(Line::of(client, dossier, seen));
            } else if place.days_late(seen.today) > 0 {
                overdue += 1;
            }
        }
        for day in &mut days {
            day.lines.sort_by(|a, b| order(a).cmp(&order(b)));
        }
        days.retain(|day| day.working || !day.lines.is_empty());
        Self { days, overdue }
    }
}

/// Whether what stands behind a place is shown on a day: what is late is, on today alone.
fn belongs(place: Place, day: NaiveDate, today: NaiveDate) -> bool {
    if place.days_late(today) > 0 {
        return day == today;
    }
    place == Place::Day(day)
}
