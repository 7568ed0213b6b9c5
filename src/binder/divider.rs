//! Behind which divider a place stands, as seen from today. Derived, never stored.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Serialize, Serializer};

use super::{Month, Place};

/// A tab of the binder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Divider {
    /// One of the day dividers, 1 to 31.
    Day(u32),
    /// A date of its own, in the dated layout.
    Date(NaiveDate),
    /// A month divider.
    Month(Month),
    /// The divider for those without a date.
    Someday,
    /// Behind the last divider: closed, or gone.
    Closed,
}

/// How the binder is set up. It changes what is shown, and nothing that is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Day dividers 1 to 31 and month dividers.
    Numbered {
        /// In how many last days of a month the next month's first days stand in front.
        front_days: u32,
    },
    /// A divider for each day of this month and the next ones, then month dividers.
    Dated {
        /// How many months after this one have dividers for their days.
        months: u32,
    },
}

impl Default for Layout {
    fn default() -> Self {
        Self::Numbered { front_days: 7 }
    }
}

impl Divider {
    /// The divider that `place` stands behind, seen from `today` (binder.md, *From a date to a
    /// divider*).
    ///
    /// No two dates from today on ever stand behind one day divider.
    #[must_use]
    pub fn of(place: Place, today: NaiveDate, layout: Layout) -> Self {
        match place {
            Place::Someday => Self::Someday,
            Place::Closed | Place::Gone => Self::Closed,
            Place::Month(month) => Self::Month(month),
            Place::Day(day) => match layout {
                Layout::Numbered { front_days } => Self::numbered(day, today, front_days),
                Layout::Dated { months } => Self::dated(day, today, months),
            },
        }
    }

    fn numbered(day: NaiveDate, today: NaiveDate, front_days: u32) -> Self {
        let (month, this_month) = (Month::of(day), Month::of(today));
        let days_left = (this_month.last_day() - today).num_days();
        let in_front = month == this_month.next()
            && days_left < i64::from(front_days)
            && day.day() < today.day();
        if month <= this_month || in_front {
            Self::Day(day.day())
        } else {
            Self::Month(month)
        }
    }

    fn dated(day: NaiveDate, today: NaiveDate, months: u32) -> Self {
        let month = Month::of(day);
        if month <= Month::of(today).plus(months) {
            Self::Date(day)
        } else {
            Self::Month(month)
        }
    }
}

impl fmt::Display for Divider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(number) => write!(f, "{number}"),
            Self::Date(date) => date.fmt(f),
            Self::Month(month) => month.fmt(f),
            Self::Someday => f.write_str("someday"),
            Self::Closed => f.write_str("closed"),
        }
    }
}

impl Serialize for Divider {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn divider(day: &str, today: &str) -> String {
        let layout = Layout::default();
        Divider::of(Place::Day(date(day)), date(today), layout).to_string()
    }

    #[test]
    fn a_date_stands_behind_its_day_or_its_month() {
        let cases = [
            ("2024-06-13", "2024-06-13", "13"),
            ("2024-06-30", "2024-06-13", "30"),
            ("2024-07-05", "2024-06-13", "2024-07"),
            ("2024-08-05", "2024-06-13", "2024-08"),
            ("2025-06-13", "2024-06-13", "2025-06"),
        ];
        for (day, today, expected) in cases {
            assert_eq!(divider(day, today), expected, "{day} seen from {today}");
        }
    }

    #[test]
    fn a_call_for_the_8th_goes_to_the_front_in_the_last_week() {
        let cases = [
            ("2024-07-08", "2024-06-23", "2024-07"),
            ("2024-07-08", "2024-06-24", "8"),
            ("2024-07-08", "2024-06-30", "8"),
            ("2024-07-24", "2024-06-24", "2024-07"),
            ("2024-07-23", "2024-06-24", "23"),
            ("2024-08-08", "2024-06-30", "2024-08"),
            ("2025-01-08", "2024-12-31", "8"),
            ("2024-03-28", "2024-02-29", "28"),
            ("2023-03-28", "2023-02-28", "2023-03"),
        ];
        for (day, today, expected) in cases {
            assert_eq!(divider(day, today), expected, "{day} seen from {today}");
        }
    }

    #[test]
    fn an_overdue_dossier_keeps_the_divider_it_was_filed_behind() {
        assert_eq!(divider("2024-06-10", "2024-06-13"), "10");
        assert_eq!(divider("2024-05-30", "2024-06-13"), "30");
    }

    #[test]
    fn a_dated_binder_has_a_divider_for_each_day_of_the_next_months() {
        let of = |day: &str, months| {
            let place = Place::Day(date(day));
            Divider::of(place, date("2024-12-13"), Layout::Dated { months }).to_string()
        };
        assert_eq!(of("2024-12-31", 1), "2024-12-31");
        assert_eq!(of("2025-01-31", 1), "2025-01-31");
        assert_eq!(of("2025-02-01", 1), "2025-02");
        assert_eq!(of("2025-03-31", 3), "2025-03-31");
    }

    /// Every today of ten years and every date up to two years ahead, in every layout.
    #[test]
    fn no_two_dates_ever_stand_behind_one_day_divider() {
        let layouts = [
            Layout::Numbered { front_days: 0 },
            Layout::default(),
            Layout::Numbered { front_days: 31 },
            Layout::Dated { months: 1 },
            Layout::Dated { months: 3 },
        ];
        let days = date("2023-01-01").iter_days();
        for today in days.take_while(|day| *day <= date("2032-12-31")) {
            for layout in layouts {
                let mut behind: HashMap<Divider, NaiveDate> = HashMap::new();
                for day in today.iter_days().take(731) {
                    let divider = Divider::of(Place::Day(day), today, layout);
                    if let Divider::Month(month) = divider {
                        assert_eq!(month, Month::of(day));
                        continue;
                    }
                    let other = behind.insert(divider, day);
                    assert_eq!(other, None, "{other:?} and {day} behind {divider}, {today}");
                }
            }
        }
    }
}
