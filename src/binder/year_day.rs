//! Days of the year: what comes round every year comes on one.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

use super::{Month, Place};

/// A day that every year has: a 29th of February falls on the 28th in most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearDay {
    pub(super) month: u32,
    pub(super) day: u32,
}

impl YearDay {
    /// The day of the year that a date is.
    #[must_use]
    pub fn of(date: NaiveDate) -> Self {
        Self {
            month: date.month(),
            day: date.day(),
        }
    }

    /// When it is in this year; `None` outside the calendar.
    #[must_use]
    pub fn in_year(self, year: i32) -> Option<NaiveDate> {
        let month = Month::new(year, self.month)?;
        Some(month.day(self.day).unwrap_or_else(|| month.last_day()))
    }

    /// The days of the year that fall on one of the dates from `first` to `last`.
    #[must_use]
    pub fn all_in(first: NaiveDate, last: NaiveDate) -> BTreeSet<Self> {
        let leap_day = Self { month: 2, day: 29 };
        let dates = first.iter_days().take_while(|date| *date <= last);
        let days = dates.flat_map(|date| {
            let days = [Self::of(date), leap_day].into_iter();
            days.filter(move |day| day.in_year(date.year()) == Some(date))
        });
        days.collect()
    }
}

impl fmt::Display for YearDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

impl FromStr for YearDay {
    type Err = NoDayOfAYear;

    /// Reads `06-17`, and nothing that is written differently.
    fn from_str(text: &str) -> Result<Self, NoDayOfAYear> {
        // In a leap year, which has every day that some year has.
        match format!("2024-{text}").parse() {
            Ok(Place::Day(date)) => Ok(Self::of(date)),
            _ => Err(NoDayOfAYear),
        }
    }
}

/// The text is no day of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoDayOfAYear;

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn the_days_of_the_year_in_some_dates_have_the_leap_day_where_it_falls() {
        let cases: [(&str, &str, &[&str]); 5] = [
            ("2024-06-13", "2024-06-15", &["06-13", "06-14", "06-15"]),
            ("2024-02-28", "2024-02-28", &["02-28"]),
            ("2024-02-28", "2024-03-01", &["02-28", "02-29", "03-01"]),
            ("2025-02-28", "2025-03-01", &["02-28", "02-29", "03-01"]),
            ("2024-12-31", "2025-01-01", &["01-01", "12-31"]),
        ];
        for (first, last, days) in cases {
            let found = YearDay::all_in(day(first), day(last));
            let found: Vec<String> = found.iter().map(YearDay::to_string).collect();
            assert_eq!(found, days, "{first} {last}");
        }
        for text in ["6-17", "06-31", "02-30", "13-01", "06-17x", "", "06"] {
            text.parse::<YearDay>().expect_err(text);
        }
        assert_eq!(
            "02-29".parse::<YearDay>().map(|day| day.to_string()),
            Ok("02-29".to_owned())
        );
    }
}
