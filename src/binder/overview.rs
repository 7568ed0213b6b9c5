//! The whole binder at a glance: each divider with its load, from how many stand behind each place.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::place::YEARS;
use super::{Calendar, DayOff, Divider, Layout, Month, Place, Seen};

/// How many month dividers a binder has, from the next month on.
const MONTHS: u32 = 12;

/// The whole binder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overview {
    /// The dividers in the order in which they are come to: the days from today on, then the
    /// months. Day dividers that no coming day stands behind are last of the days.
    pub tabs: Vec<Tab>,
    /// How many dossiers are late. They are carried over to today, whose load has them too.
    pub overdue: usize,
    /// How many have no date.
    pub someday: usize,
    /// How many are closed.
    pub closed: usize,
}

/// One divider with what stands behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// The divider.
    pub divider: Divider,
    /// What it stands for.
    pub span: Span,
    /// How many dossiers stand behind it.
    pub load: usize,
}

/// What a divider stands for, as seen from today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// A day from today on.
    Day {
        /// The day.
        date: NaiveDate,
        /// Why nobody works then.
        off: Option<DayOff>,
    },
    /// What is left of a month.
    Month {
        /// The month.
        month: Month,
        /// How many working days are left in it that have no divider of their own.
        working_days: usize,
    },
    /// Nothing yet: its day has passed, and the same day of next month isn't in front.
    Passed,
}

impl Overview {
    /// The binder whose places have these loads.
    #[must_use]
    pub fn of(
        loads: impl IntoIterator<Item = (Place, usize)>,
        seen: Seen,
        calendar: &Calendar,
    ) -> Self {
        let (mut overdue, mut someday, mut closed) = (0, 0, 0);
        let mut days: BTreeMap<NaiveDate, usize> = coming_days(seen, calendar);
        let mut months: BTreeMap<Month, usize> = coming_months(seen);
        days.insert(seen.today, 0);
        for (place, load) in loads {
            let late = place.days_late(seen.today) > 0;
            match Divider::of(place, seen.today, seen.layout) {
                Divider::Closed if place == Place::Gone => {}
                Divider::Closed => closed += load,
                Divider::Someday => someday += load,
                _ if late => {
                    overdue += load;
                    *days.entry(seen.today).or_default() += load;
                }
                Divider::Month(month) => *months.entry(month).or_default() += load,
                Divider::Day(_) | Divider::Date(_) => {
                    let day = place.last_day().unwrap_or(seen.today);
                    *days.entry(day).or_default() += load;
                }
            }
        }
        // A month that has begun is a divider only while something in it is to be dealt out.
        months.retain(|month, load| *load > 0 || month.first_day() > seen.today);
        let passed = passed_dividers(&days, seen.layout);
        let day = |(date, load)| Tab {
            divider: Divider::of(Place::Day(date), seen.today, seen.layout),
            span: Span::Day {
                date,
                off: calendar.day_off(date),
            },
            load,
        };
        let month = |(month, load)| Tab {
            divider: Divider::Month(month),
            span: Span::Month {
                month,
                working_days: working_days(month, seen, calendar),
            },
            load,
        };
        let days = days.into_iter().map(day);
        let tabs = days.chain(passed).chain(months.into_iter().map(month));
        Self {
            tabs: tabs.collect(),
            overdue,
            someday,
            closed,
        }
    }

    /// How many dossiers are in the binder, those that are closed left out.
    #[must_use]
    pub fn total(&self) -> usize {
        self.someday + self.tabs.iter().map(|tab| tab.load).sum::<usize>()
    }
}

/// The days from today on that have a divider: all of them in a numbered binder, the working days
/// in a dated one.
fn coming_days(seen: Seen, calendar: &Calendar) -> BTreeMap<NaiveDate, usize> {
    let months = match seen.layout {
        Layout::Numbered { .. } => 1,
        Layout::Dated { months } => months,
    };
    let last = Month::of(seen.today).plus(months).last_day();
    let days = seen.today.iter_days().take_while(|day| *day <= last);
    let days = days.take_while(|day| YEARS.contains(&day.year()));
    let has_divider = |day: &NaiveDate| {
        let divider = Divider::of(Place::Day(*day), seen.today, seen.layout);
        match divider {
            Divider::Day(_) => true,
            Divider::Date(day) => calendar.is_working(day),
            _ => false,
        }
    };
    days.filter(has_divider).map(|day| (day, 0)).collect()
}

/// The months that have a divider: a year of them, after those whose days have one each.
fn coming_months(seen: Seen) -> BTreeMap<Month, usize> {
    let this_month = Month::of(seen.today);
    let first = match seen.layout {
        Layout::Numbered { .. } => 1,
        Layout::Dated { months } => months + 1,
    };
    let months = (first..=MONTHS.max(first)).map(|ahead| this_month.plus(ahead));
    let months = months.filter(|month| YEARS.contains(&month.first_day().year()));
    months.map(|month| (month, 0)).collect()
}

/// The numbered dividers that no coming day stands behind.
fn passed_dividers(days: &BTreeMap<NaiveDate, usize>, layout: Layout) -> Vec<Tab> {
    if matches!(layout, Layout::Dated { .. }) {
        return Vec::new();
    }
    let is_free = |number: &u32| days.keys().all(|day| day.day() != *number);
    let tab = |number| Tab {
        divider: Divider::Day(number),
        span: Span::Passed,
        load: 0,
    };
    (1..=31).filter(is_free).map(tab).collect()
}

/// How many working days of a month are still to come behind its own divider.
fn working_days(month: Month, seen: Seen, calendar: &Calendar) -> usize {
    let days = month.first_day().iter_days();
    let days = days.take_while(|day| *day <= month.last_day());
    let days = days.filter(|day| *day >= seen.today && calendar.is_working(*day));
    let days: Vec<Divider> = days
        .map(|day| Divider::of(Place::Day(day), seen.today, seen.layout))
        .collect();
    let own = days
        .iter()
        .filter(|divider| **divider == Divider::Month(month));
    match own.count() {
        // Where each day has a divider of its own, the dossiers without a day are for any of them.
        0 => days.len(),
        own => own,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn overview(loads: &[(&str, usize)], today: &str, layout: Layout) -> Overview {
        let loads = loads
            .iter()
            .map(|(place, load)| (place.parse().expect("a place"), *load));
        let today = today.parse().expect("a date");
        Overview::of(loads, Seen { today, layout }, &Calendar::default())
    }

    /// `13:2 14:0 …`, the dividers with their loads.
    fn tabs(overview: &Overview) -> String {
        let tabs = overview.tabs.iter();
        let tabs: Vec<String> = tabs
            .map(|tab| format!("{}:{}", tab.divider, tab.load))
            .collect();
        tabs.join(" ")
    }

    #[test]
    fn the_dividers_stand_in_the_order_of_the_coming_days() {
        let loads = [
            ("2024-05-30", 3),
            ("2024-05", 1),
            ("2024-06-12", 2),
            ("2024-06", 6),
            ("2024-06-27", 4),
            ("2024-07-01", 5),
            ("2024-07-29", 7),
            ("2024-07", 1),
            ("2026-01-01", 9),
            ("someday", 10),
            ("closed", 11),
            ("gone", 12),
        ];
        let seen = overview(&loads, "2024-06-27", Layout::default());
        let counts = (seen.overdue, seen.someday, seen.closed, seen.total());
        assert_eq!(counts, (6, 10, 11, 48));
        assert_eq!(
            tabs(&seen),
            "27:10 28:0 29:0 30:0 1:5 2:0 3:0 4:0 5:0 6:0 7:0 8:0 9:0 10:0 11:0 12:0 13:0 14:0 15:0 \
             16:0 17:0 18:0 19:0 20:0 21:0 22:0 23:0 24:0 25:0 26:0 31:0 2024-06:6 2024-07:8 \
             2024-08:0 2024-09:0 2024-10:0 2024-11:0 2024-12:0 2025-01:0 2025-02:0 2025-03:0 \
             2025-04:0 2025-05:0 2025-06:0 2026-01:9"
        );
        assert_eq!(seen.tabs[30].span, Span::Passed);
        let working = |number: usize| match seen.tabs[number].span {
            Span::Month { working_days, .. } => working_days,
            _ => 0,
        };
        assert_eq!((working(31), working(32), working(33)), (2, 3, 22));
    }

    #[test]
    fn a_dated_binder_has_no_divider_for_a_day_off_unless_somebody_stands_behind_it() {
        let layout = Layout::Dated { months: 1 };
        let loads = [("2024-07-06", 1), ("2024-08-01", 2)];
        let seen = overview(&loads, "2024-06-29", layout);
        let text = tabs(&seen);
        assert!(
            text.starts_with(
                "2024-06-29:0 2024-07-01:0 2024-07-02:0 2024-07-03:0 2024-07-04:0 \
                              2024-07-05:0 2024-07-06:1 2024-07-08:0"
            ),
            "{text}"
        );
        assert!(
            text.contains(" 2024-07-31:0 2024-08:2 2024-09:0 "),
            "{text}"
        );
    }
}
