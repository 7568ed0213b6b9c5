//! The days that are looked back on.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::Month;
use super::measure::By;

/// How many days are looked back on if nothing is said, the last of them with it.
const DAYS: u64 = 30;
/// How many weeks, where it is asked by weeks.
const WEEKS: u64 = 12;
/// How many months, where it is asked by months.
const MONTHS: u32 = 12;

/// The days that are looked back on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub since: NaiveDate,
    /// The last day; not before the first.
    pub until: NaiveDate,
}

impl Period {
    /// The days up to `until` that are looked back on if no first day is said: 30 days, or 12 weeks
    /// or months where it is asked by these.
    #[must_use]
    pub fn up_to(until: NaiveDate, by: Option<By>) -> Self {
        let since = match by {
            Some(By::Week) => monday(until).checked_sub_days(Days::new(7 * (WEEKS - 1))),
            Some(By::Month) => {
                let first = Month::of(until).first_day();
                first.checked_sub_months(Months::new(MONTHS - 1))
            }
            _ => until.checked_sub_days(Days::new(DAYS - 1)),
        };
        // The calendar begins with the year 1.
        let since = since.filter(|since| since.year() > 0);
        Self {
            since: since.unwrap_or(until),
            until,
        }
    }

    /// Whether a day is one of these.
    #[must_use]
    pub fn has(self, day: NaiveDate) -> bool {
        (self.since..=self.until).contains(&day)
    }
}

/// The Monday of a day's week.
#[must_use]
pub fn monday(day: NaiveDate) -> NaiveDate {
    day.week(Weekday::Mon).checked_first_day().unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_first_day_it_is_thirty_days_or_twelve_weeks_or_months() {
        let cases = [
            ("2024-06-13", None, "2024-05-15"),
            ("2024-06-13", Some(By::Kind), "2024-05-15"),
            ("2024-06-13", Some(By::Week), "2024-03-25"),
            ("2024-06-17", Some(By::Week), "2024-04-01"),
            ("2024-06-30", Some(By::Month), "2023-07-01"),
            ("0001-01-05", None, "0001-01-05"),
            ("0001-01-05", Some(By::Month), "0001-01-05"),
        ];
        for (until, by, since) in cases {
            let period = Period::up_to(until.parse().expect("a date"), by);
            assert_eq!(period.since.to_string(), since, "{until} {by:?}");
            assert!(period.has(period.since) && period.has(period.until));
        }
    }
}
