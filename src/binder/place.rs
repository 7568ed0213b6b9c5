//! Where a dossier belongs: what is stored, what names a folder, and in which order places stand.
//!
//! What a place looks like on a given day is [`super::Divider`].

use std::cmp::Ordering;
use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Serialize, Serializer};

use super::vocabulary::digits;

/// The years of the calendar, those that four digits write.
pub(super) const YEARS: RangeInclusive<i32> = 1..=9999;

/// A month of a year, written `2024-07`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    first: NaiveDate,
}

impl Month {
    /// The month `number` (1 to 12) of `year` (1 to 9999); `None` outside these.
    #[must_use]
    pub fn new(year: i32, number: u32) -> Option<Self> {
        let first = NaiveDate::from_ymd_opt(year, number, 1)?;
        YEARS.contains(&year).then_some(Self { first })
    }

    /// The month that `date` lies in.
    #[must_use]
    pub fn of(date: NaiveDate) -> Self {
        Self {
            first: date - Days::new(u64::from(date.day0())),
        }
    }

    /// The year, 1 to 9999.
    #[must_use]
    pub fn year(self) -> i32 {
        self.first.year()
    }

    /// The number within the year, 1 to 12.
    #[must_use]
    pub fn number(self) -> u32 {
        self.first.month()
    }

    /// As it is typed on `today`: `jul` for one of the coming year, else `2023-07`.
    #[must_use]
    pub fn as_typed(self, today: NaiveDate) -> String {
        let this_month = Self::of(today);
        if (this_month..this_month.plus(12)).contains(&self) {
            self.first.format("%b").to_string().to_lowercase()
        } else {
            self.to_string()
        }
    }

    /// The first day.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        self.first
    }

    /// The last day, the 28th to the 31st.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        self.next().first - Days::new(1)
    }

    /// The month after this one.
    #[must_use]
    pub fn next(self) -> Self {
        self.plus(1)
    }

    /// The month `count` months later.
    #[must_use]
    pub fn plus(self, count: u32) -> Self {
        Self {
            first: self.first + Months::new(count),
        }
    }

    /// Day `number` (1 to 31) of this month; `None` if the month has no such day.
    #[must_use]
    pub fn day(self, number: u32) -> Option<NaiveDate> {
        self.first.with_day(number)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.number())
    }
}

impl FromStr for Month {
    type Err = NotAPlace;

    fn from_str(text: &str) -> Result<Self, NotAPlace> {
        let (month, rest) = leading_month(text).ok_or(NotAPlace)?;
        if rest.is_empty() {
            Ok(month)
        } else {
            Err(NotAPlace)
        }
    }
}

/// Where a dossier belongs. A dossier has exactly one place: the invariant of the binder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// A month, with no day agreed yet.
    Month(Month),
    /// An exact day.
    Day(NaiveDate),
    /// No date at all, but not forgotten.
    Someday,
    /// Won or lost: out of the dividers.
    Closed,
    /// Its adding was undone: hidden everywhere, kept for redo.
    Gone,
}

impl Place {
    /// The last day on which work behind this place is on time; `None` where no date is set.
    #[must_use]
    pub fn last_day(self) -> Option<NaiveDate> {
        match self {
            Place::Day(day) => Some(day),
            Place::Month(month) => Some(month.last_day()),
            Place::Someday | Place::Closed | Place::Gone => None,
        }
    }

    /// The month that this place is in or stands for; `None` where no date is set.
    #[must_use]
    pub fn month(self) -> Option<Month> {
        self.last_day().map(Month::of)
    }

    /// By how many days the work behind this place is late on `today`: 0 if it isn't.
    ///
    /// Counted from the place's own date, a month's from its last day (binder.md, *From a date to
    /// a divider*).
    #[must_use]
    pub fn days_late(self, today: NaiveDate) -> i64 {
        self.last_day()
            .map_or(0, |last| (today - last).num_days().max(0))
    }

    /// Whether what stands behind this place is work of `day`: it stands behind the day, or, if that
    /// is `today`, it is carried over to it.
    #[must_use]
    pub fn counts_on(self, day: NaiveDate, today: NaiveDate) -> bool {
        self == Place::Day(day) || (day == today && self.days_late(today) > 0)
    }

    /// Whether this place is among those that are opened on `today`: days up to today and months
    /// that have begun.
    #[must_use]
    pub fn is_open_on(self, today: NaiveDate) -> bool {
        match self {
            Place::Day(day) => day <= today,
            Place::Month(month) => month.first_day() <= today,
            Place::Someday | Place::Closed | Place::Gone => false,
        }
    }

    /// Orders the places: kind of place, then the date, then a month before its first day.
    fn rank(self) -> (u8, NaiveDate, u8) {
        match self {
            Place::Month(month) => (0, month.first_day(), 0),
            Place::Day(day) => (0, day, 1),
            Place::Someday => (1, NaiveDate::MIN, 0),
            Place::Closed => (2, NaiveDate::MIN, 0),
            Place::Gone => (3, NaiveDate::MIN, 0),
        }
    }
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> Ordering {
        self.rank().cmp(&other.rank())
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Month(month) => month.fmt(f),
            Place::Day(day) => day.fmt(f),
            Place::Someday => f.write_str("someday"),
            Place::Closed => f.write_str("closed"),
            Place::Gone => f.write_str("gone"),
        }
    }
}

impl FromStr for Place {
    type Err = NotAPlace;

    /// Reads a place only in the very form in which it is written, since it also names a folder.
    fn from_str(text: &str) -> Result<Self, NotAPlace> {
        match text {
            "someday" => Ok(Place::Someday),
            "closed" => Ok(Place::Closed),
            "gone" => Ok(Place::Gone),
            _ => dated(text).ok_or(NotAPlace),
        }
    }
}

/// A day in full, as every answer and every refusal has it: `Fri 2024-07-05`.
#[must_use]
pub fn with_weekday(day: NaiveDate) -> impl fmt::Display {
    day.format("%a %Y-%m-%d")
}

/// A month or a day. By hand, since every folder of a binder is read so by every command.
fn dated(text: &str) -> Option<Place> {
    let (month, rest) = leading_month(text)?;
    if rest.is_empty() {
        return Some(Place::Month(month));
    }
    let number = digits(rest.strip_prefix('-')?, 2..=2)?;
    month.day(number).map(Place::Day)
}

/// The month that a text begins with, written `2024-07`, and what follows it.
fn leading_month(text: &str) -> Option<(Month, &str)> {
    let (head, rest) = text.split_at_checked(7)?;
    let (year, number) = head.split_once('-')?;
    let year = i32::try_from(digits(year, 4..=4)?).ok()?;
    Some((Month::new(year, digits(number, 2..=2)?)?, rest))
}

/// The text is no place: not `2024-07-05`, `2024-07`, `someday`, `closed` or `gone`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAPlace;

impl fmt::Display for NotAPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a place: a day (2024-07-05), a month (2024-07), someday or closed")
    }
}

impl std::error::Error for NotAPlace {}

impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str) -> Place {
        text.parse().expect("a place")
    }

    #[test]
    fn places_stand_in_the_order_of_the_binder() {
        let in_order = [
            "2024-06-30",
            "2024-07",
            "2024-07-01",
            "2024-07-31",
            "2024-08",
            "someday",
            "closed",
            "gone",
        ];
        for pair in in_order.windows(2) {
            assert!(place(pair[0]) < place(pair[1]), "{pair:?}");
        }
    }

    #[test]
    fn a_place_is_read_only_as_it_is_written() {
        for text in [
            "2024-07-05",
            "2024-07",
            "someday",
            "closed",
            "gone",
            "0001-01-01",
        ] {
            assert_eq!(place(text).to_string(), text);
        }
        let wrong = [
            "",
            "2024-7-5",
            "2024-7",
            "2024-02-30",
            "2024-13",
            "Someday",
            "2024-07-05 ",
            "+2024-07-05",
            "../x",
            "2024/07",
            "0000-01",
            "10000-01-01",
            "2024-07-005",
        ];
        for text in wrong {
            assert_eq!(text.parse::<Place>(), Err(NotAPlace), "{text}");
        }
    }

    #[test]
    fn a_month_is_late_from_its_last_day_on() {
        let today = |text: &str| text.parse().expect("a date");
        let june = place("2024-06");
        assert_eq!(june.days_late(today("2024-06-30")), 0);
        assert_eq!(june.days_late(today("2024-07-02")), 2);
        assert_eq!(place("2024-06-13").days_late(today("2024-06-13")), 0);
        assert_eq!(place("someday").days_late(today("2024-06-13")), 0);
    }

    #[test]
    fn a_month_is_typed_by_its_name_as_long_as_that_means_no_other() {
        let today = NaiveDate::from_ymd_opt(2024, 6, 13).expect("a date");
        let cases = [
            ("2024-05", "2024-05"),
            ("2024-06", "jun"),
            ("2025-05", "may"),
            ("2025-06", "2025-06"),
        ];
        for (month, typed) in cases {
            let month: Month = month.parse().expect("a month");
            assert_eq!(month.as_typed(today), typed);
        }
    }

    #[test]
    fn the_last_day_of_a_month_knows_leap_years() {
        let last = |year, number| Month::new(year, number).expect("a month").last_day().day();
        assert_eq!(last(2024, 2), 29);
        assert_eq!(last(2023, 2), 28);
        assert_eq!(last(2024, 12), 31);
    }
}
