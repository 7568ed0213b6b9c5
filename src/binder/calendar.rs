//! Working days and holidays: which days the rep is at the desk, and how to count in such days.
//!
//! How a phrase like `+3b` uses this is [`super::When`]; where the settings are kept is not known
//! here.
//!
//! A calendar may have no working day at all (an empty work week, a holiday on every day). No
//! search looks further than a year; where it finds nothing, the day that was asked about is the
//! answer, so that a mistake in the settings never hangs the program or loses a dossier.

use std::collections::BTreeMap;
use std::fmt;
use std::iter::successors;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate, Weekday};

use super::place::YEARS;

/// How many days any search for a working day looks at: a leap year.
const SEARCH_DAYS: usize = 366;

/// When a holiday is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HolidayDate {
    /// In one year only, written `2024-06-24`.
    Once(NaiveDate),
    /// On the same day of every year, written `--06-24`. On a 29th of February only in leap years.
    Yearly {
        /// 1 to 12.
        month: u32,
        /// 1 to 31.
        day: u32,
    },
}

impl fmt::Display for HolidayDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            HolidayDate::Once(date) => date.fmt(f),
            HolidayDate::Yearly { month, day } => write!(f, "--{month:02}-{day:02}"),
        }
    }
}

impl FromStr for HolidayDate {
    type Err = NotAHoliday;

    /// Reads `2024-06-24` or `--06-24`, and nothing that is written differently.
    fn from_str(text: &str) -> Result<Self, NotAHoliday> {
        let full = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
        let date = match text.strip_prefix("--") {
            // Looked up in a leap year, which has every day that some year has.
            Some(rest) => full(&format!("2024-{rest}")).map(|date| HolidayDate::Yearly {
                month: date.month(),
                day: date.day(),
            }),
            None => full(text)
                .filter(|date| (1..=9999).contains(&date.year()))
                .map(HolidayDate::Once),
        };
        date.filter(|date| date.to_string() == text)
            .ok_or(NotAHoliday)
    }
}

/// The text is no date of a holiday: neither `2024-06-24` nor `--06-24`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAHoliday;

impl fmt::Display for NotAHoliday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a holiday: one day (2024-06-24) or a day of every year (--06-24)")
    }
}

impl std::error::Error for NotAHoliday {}

/// A day on which nobody works, with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// When it is.
    pub date: HolidayDate,
    /// What it is called, such as `Midsummer`; as the settings have it.
    pub name: String,
}

/// Why a day is no working day. Shown as the weekday (`Saturday`) or the holiday's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayOff {
    /// A weekday outside the work week.
    WeekEnd(Weekday),
    /// A holiday, by its name. A holiday on a week-end is told by its name.
    Holiday(String),
}

impl fmt::Display for DayOff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DayOff::WeekEnd(weekday) => f.write_str(match weekday {
                Weekday::Mon => "Monday",
                Weekday::Tue => "Tuesday",
                Weekday::Wed => "Wednesday",
                Weekday::Thu => "Thursday",
                Weekday::Fri => "Friday",
                Weekday::Sat => "Saturday",
                Weekday::Sun => "Sunday",
            }),
            DayOff::Holiday(name) => f.write_str(name),
        }
    }
}

/// The days on which the rep works: the work week without the holidays.
///
/// The default is Monday to Friday and no holidays.
#[derive(Clone, Debug)]
pub struct Calendar {
    work_week: Vec<Weekday>,
    once: BTreeMap<NaiveDate, String>,
    /// By month and day.
    yearly: BTreeMap<(u32, u32), String>,
}

impl Default for Calendar {
    fn default() -> Self {
        let monday_to_friday = successors(Some(Weekday::Mon), |day| Some(day.succ())).take(5);
        Calendar::new(monday_to_friday, Vec::new())
    }
}

impl Calendar {
    /// A calendar of the weekdays that are worked on, in any order, and the holidays.
    ///
    /// Of two holidays on one day the later in the list gives the name, and one of a single year
    /// goes before one of every year.
    #[must_use]
    pub fn new(work_week: impl IntoIterator<Item = Weekday>, holidays: Vec<Holiday>) -> Self {
        let mut calendar = Calendar {
            work_week: work_week.into_iter().collect(),
            once: BTreeMap::new(),
            yearly: BTreeMap::new(),
        };
        for Holiday { date, name } in holidays {
            match date {
                HolidayDate::Once(date) => calendar.once.insert(date, name),
                HolidayDate::Yearly { month, day } => calendar.yearly.insert((month, day), name),
            };
        }
        calendar
    }

    /// Why `date` is no working day; `None` if it is one.
    #[must_use]
    pub fn day_off(&self, date: NaiveDate) -> Option<DayOff> {
        let weekday = date.weekday();
        self.holiday(date)
            .map(|name| DayOff::Holiday(name.to_owned()))
            .or_else(|| (!self.work_week.contains(&weekday)).then_some(DayOff::WeekEnd(weekday)))
    }

    /// Whether `date` is a working day.
    #[must_use]
    pub fn is_working(&self, date: NaiveDate) -> bool {
        self.work_week.contains(&date.weekday()) && self.holiday(date).is_none()
    }

    /// The first working day strictly after `date`; `date` itself if there is none within a year.
    #[must_use]
    pub fn next_working(&self, date: NaiveDate) -> NaiveDate {
        self.after(date).unwrap_or(date)
    }

    /// `date` if it is a working day, else the next one; `date` itself too if there is none within
    /// a year.
    #[must_use]
    pub fn working_from(&self, date: NaiveDate) -> NaiveDate {
        if self.is_working(date) {
            date
        } else {
            self.next_working(date)
        }
    }

    /// The `count`th working day after `date`; for 0 the same as [`Calendar::working_from`].
    ///
    /// Where a whole year has no working day the counting stops: at the last working day before
    /// it, or at `date` itself. Takes time in proportion to `count`.
    #[must_use]
    pub fn plus_working(&self, date: NaiveDate, count: u32) -> NaiveDate {
        if count == 0 {
            return self.working_from(date);
        }
        let days = successors(self.after(date), |day| self.after(*day));
        days.take(count as usize).last().unwrap_or(date)
    }

    /// The working days from `date` on, `date` included if it is one, in order.
    ///
    /// Never empty: without a working day within a year it has `date` alone. It ends before a year
    /// without working days; in any other calendar it goes on and on, so take only as many as
    /// needed.
    pub fn working_days_from(&self, date: NaiveDate) -> impl Iterator<Item = NaiveDate> {
        successors(Some(self.working_from(date)), |day| self.after(*day))
    }

    /// `date` if it is a working day, else the last one before it; `date` itself too if there is
    /// none within a year.
    #[must_use]
    pub fn last_working_up_to(&self, date: NaiveDate) -> NaiveDate {
        let mut days = date.iter_days().rev().take(SEARCH_DAYS);
        days.find(|day| self.is_working(*day)).unwrap_or(date)
    }

    /// The first working day strictly after `date`; `None` if a year has none, or the calendar ends.
    fn after(&self, date: NaiveDate) -> Option<NaiveDate> {
        let days = date.iter_days().skip(1).take(SEARCH_DAYS);
        let mut days = days.take_while(|day| YEARS.contains(&day.year()));
        days.find(|day| self.is_working(*day))
    }

    /// The name of the holiday on `date`.
    fn holiday(&self, date: NaiveDate) -> Option<&str> {
        let every_year = || self.yearly.get(&(date.month(), date.day()));
        let name = self.once.get(&date).or_else(every_year)?;
        Some(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn holiday(date: &str, name: &str) -> Holiday {
        Holiday {
            date: date.parse().expect("a holiday"),
            name: name.to_owned(),
        }
    }

    /// Monday to Friday; Midsummer is Mon 2024-06-24, Christmas Wed and Thu.
    fn calendar() -> Calendar {
        let holidays = vec![
            holiday("2024-06-24", "Midsummer"),
            holiday("--12-25", "Christmas"),
            holiday("--12-26", "Boxing Day"),
        ];
        Calendar::new(Calendar::default().work_week, holidays)
    }

    fn without_a_working_day() -> [Calendar; 2] {
        let every_day = day("2024-01-01").iter_days().take(366).map(|date| Holiday {
            date: HolidayDate::Yearly {
                month: date.month(),
                day: date.day(),
            },
            name: "Holiday".to_owned(),
        });
        let week = Calendar::default().work_week;
        [
            Calendar::new([], Vec::new()),
            Calendar::new(week, every_day.collect()),
        ]
    }

    #[test]
    fn a_holiday_is_read_only_as_it_is_written() {
        for text in ["2024-06-24", "--06-24", "--02-29", "--12-31", "9999-12-31"] {
            let date: HolidayDate = text.parse().expect(text);
            assert_eq!(date.to_string(), text);
        }
        let wrong = [
            "",
            "--",
            "--02-30",
            "--6-24",
            "--13-01",
            "--00-01",
            "-06-24",
            "06-24",
            "2024-6-24",
            "2023-02-29",
            "+2024-06-24",
            "0000-01-01",
            "10000-01-01",
            " 2024-06-24",
            "--06-24 ",
            "--0６-24",
        ];
        for text in wrong {
            assert_eq!(text.parse::<HolidayDate>(), Err(NotAHoliday), "{text}");
        }
    }

    #[test]
    fn a_day_off_says_why() {
        let off = |text| calendar().day_off(day(text)).map(|off| off.to_string());
        let cases = [
            ("2024-06-13", None),
            ("2024-06-15", Some("Saturday")),
            ("2024-06-24", Some("Midsummer")),
            ("2025-06-24", None),
            ("2027-12-25", Some("Christmas")),
        ];
        for (text, why) in cases {
            assert_eq!(off(text).as_deref(), why, "{text}");
            assert_eq!(calendar().is_working(day(text)), why.is_none(), "{text}");
        }
        let leap = Calendar::new([Weekday::Thu], vec![holiday("--02-29", "Leap Day")]);
        assert!(!leap.is_working(day("2024-02-29")));
        assert!(leap.is_working(day("2024-02-22")));
    }

    #[test]
    fn searches_step_over_week_ends_and_holidays() {
        let calendar = calendar();
        let cases = [
            // asked,       next,         from,         up to
            ("2024-06-13", "2024-06-14", "2024-06-13", "2024-06-13"),
            ("2024-06-21", "2024-06-25", "2024-06-21", "2024-06-21"),
            ("2024-06-22", "2024-06-25", "2024-06-25", "2024-06-21"),
            ("2024-06-24", "2024-06-25", "2024-06-25", "2024-06-21"),
            ("2024-12-25", "2024-12-27", "2024-12-27", "2024-12-24"),
        ];
        for (asked, next, from, up_to) in cases {
            let asked = day(asked);
            assert_eq!(calendar.next_working(asked), day(next), "{asked}");
            assert_eq!(calendar.working_from(asked), day(from), "{asked}");
            assert_eq!(calendar.last_working_up_to(asked), day(up_to), "{asked}");
        }
    }

    #[test]
    fn working_days_are_counted_from_the_day_after() {
        let cases = [
            ("2024-06-20", 0, "2024-06-20"),
            ("2024-06-22", 0, "2024-06-25"),
            ("2024-06-20", 1, "2024-06-21"),
            ("2024-06-20", 2, "2024-06-25"),
            ("2024-06-22", 1, "2024-06-25"),
            ("2024-12-24", 3, "2024-12-31"),
            ("2024-01-01", 260, "2025-01-02"),
        ];
        for (from, count, to) in cases {
            assert_eq!(
                calendar().plus_working(day(from), count),
                day(to),
                "{from} +{count}"
            );
        }
        let days: Vec<_> = calendar()
            .working_days_from(day("2024-06-22"))
            .take(3)
            .collect();
        assert_eq!(
            days,
            [day("2024-06-25"), day("2024-06-26"), day("2024-06-27")]
        );
    }

    #[test]
    fn without_a_working_day_every_answer_is_the_day_itself() {
        let date = day("2024-06-13");
        for calendar in without_a_working_day() {
            assert_eq!(calendar.next_working(date), date);
            assert_eq!(calendar.working_from(date), date);
            assert_eq!(calendar.plus_working(date, u32::MAX), date);
            assert_eq!(calendar.last_working_up_to(date), date);
            assert!(calendar.working_days_from(date).eq([date]));
        }
        let last = day("9999-12-31");
        assert!(calendar().working_days_from(last).eq([last]));
        for end in [NaiveDate::MIN, NaiveDate::MAX] {
            let _ = calendar().next_working(end);
            let _ = calendar().last_working_up_to(end);
        }
    }
}
