//! From what a phrase says to a place, seen from a day: `fri` is this day, `sep` that month.
//!
//! Whether that place is acceptable, and what a day off does to it, is [`super::When`].
//! The words and their meanings: binder.md, *Dates as people say them*.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, Weekday};

use super::phrase::Phrase;
use super::vocabulary::Unit;
use super::{Calendar, DateRefusal, DayOff, Month, Place};

/// Where a date landed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Landing {
    /// A day, a month or someday; never closed or gone. Years 1 to 9999.
    pub place: Place,
    /// The time of day, to the minute; only with a day.
    pub time: Option<NaiveTime>,
    /// The day off that it met with, for a remark.
    pub off: Option<OffDay>,
}

impl Landing {
    /// The day of a date that was typed as `text`.
    ///
    /// # Errors
    /// [`DateRefusal::NotADay`] for a month and for someday.
    pub fn day(&self, text: &str) -> Result<NaiveDate, DateRefusal> {
        match self.place {
            Place::Day(day) => Ok(day),
            _ => Err(DateRefusal::NotADay {
                text: text.to_owned(),
            }),
        }
    }

    /// The same where no time of day may be said.
    ///
    /// # Errors
    /// [`DateRefusal::NotADay`], of a day with a time too.
    pub fn whole_day(&self, text: &str) -> Result<NaiveDate, DateRefusal> {
        match self.time {
            None => self.day(text),
            Some(_) => Err(DateRefusal::NotADay {
                text: text.to_owned(),
            }),
        }
    }
}

/// A date to come met with a day off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OffDay {
    /// An exact date: it stays, since a client may have asked for a Saturday.
    TakenAsSaid {
        /// Why nobody works on that day.
        why: DayOff,
        /// The first working day after it.
        next: NaiveDate,
    },
    /// Counted words (`+3d`, `in 2 weeks`, `+1m`): moved to the next working day.
    Moved {
        /// The day that was counted to.
        from: NaiveDate,
        /// Why nobody works on that day.
        why: DayOff,
        /// The working day where it landed instead.
        to: NaiveDate,
    },
}

/// The most years from one 29th of February to the next: from 1896 to 1904.
const LEAP_GAP: i32 = 8;

impl Phrase {
    /// Whether the words count calendar days from today, so that a day off moves what they land
    /// on. All others are exact, or are working days by definition.
    pub(super) fn is_counted(self) -> bool {
        matches!(self, Phrase::Ahead(_, unit) if unit != Unit::WorkingDays)
    }

    /// What the words mean for a date to come: a place from `today` on wherever the words leave a
    /// choice. `None` if it lies outside the years 1 to 9999.
    pub(super) fn to_come(self, today: NaiveDate, calendar: &Calendar) -> Option<Place> {
        let month = Month::of(today);
        let mut days_to_come = today.iter_days().skip(1);
        let day = match self {
            Phrase::Someday => return Some(Place::Someday),
            Phrase::Month(month) => return Some(Place::Month(month)),
            Phrase::MonthName(number) => {
                let year = today.year() + i32::from(number < month.number());
                return Month::new(year, number).map(Place::Month);
            }
            Phrase::Date(day) => Some(day),
            Phrase::Today => Some(today),
            Phrase::Tomorrow => today.succ_opt(),
            Phrase::Yesterday => today.pred_opt(),
            Phrase::Ahead(count, unit) => ahead(today, count, unit, calendar),
            Phrase::Ago(count, unit) => ago(today, count, unit),
            Phrase::Weekday(name) => days_to_come.find(|day| day.weekday() == name),
            Phrase::NextWeekday(name) => days_to_come
                .skip_while(|day| day.weekday() != Weekday::Mon)
                .find(|day| day.weekday() == name),
            Phrase::DayNumber(number) => days_to_come.find(|day| day.day() == number),
            Phrase::DayOfMonth { month, day } => (0..=LEAP_GAP)
                .filter_map(|years| Month::new(today.year() + years, month)?.day(day))
                .find(|day| *day >= today),
            Phrase::StartOfWeek => days_to_come
                .find(|day| day.weekday() == Weekday::Mon)
                .map(|monday| calendar.working_from(monday)),
            Phrase::StartOfMonth => Some(calendar.working_from(month.next().first_day())),
            Phrase::EndOfWeek => {
                let sundays = today
                    .iter_days()
                    .filter(|day| day.weekday() == Weekday::Sun);
                last_working(sundays, today, calendar)
            }
            Phrase::EndOfMonth => {
                let ends = (0..).map(|months| month.plus(months).last_day());
                last_working(ends, today, calendar)
            }
        };
        within_the_calendar(day)
    }

    /// What the words mean for a date that looks back: the last such day or month, unless they
    /// say themselves that they look ahead. `None` as in [`Phrase::to_come`].
    pub(super) fn looking_back(self, today: NaiveDate, calendar: &Calendar) -> Option<Place> {
        let mut days_before = today.iter_days().rev().skip(1);
        let day = match self {
            Phrase::MonthName(number) => {
                let year = today.year() - i32::from(number > today.month());
                return Month::new(year, number).map(Place::Month);
            }
            Phrase::Weekday(name) => days_before.find(|day| day.weekday() == name),
            Phrase::DayNumber(number) => days_before.find(|day| day.day() == number),
            Phrase::DayOfMonth { month, day } => (0..=LEAP_GAP)
                .filter_map(|years| Month::new(today.year() - years, month)?.day(day))
                .find(|day| *day <= today),
            _ => return self.to_come(today, calendar),
        };
        within_the_calendar(day)
    }
}

/// Years of four digits only: a place with others could be neither written nor read again.
fn within_the_calendar(day: Option<NaiveDate>) -> Option<Place> {
    day.filter(|day| (1..=9999).contains(&day.year()))
        .map(Place::Day)
}

/// `None` where chrono's dates end, far outside the calendar.
fn ahead(today: NaiveDate, count: u32, unit: Unit, calendar: &Calendar) -> Option<NaiveDate> {
    if unit == Unit::WorkingDays {
        // Counting is slow, and an absurd count is outside the calendar even in plain days.
        within_the_calendar(calendar_ahead(today, count, Unit::Days))?;
        return Some(calendar.plus_working(today, count));
    }
    calendar_ahead(today, count, unit)
}

/// The same for what every calendar counts alike; `None` for working days too.
pub(super) fn calendar_ahead(today: NaiveDate, count: u32, unit: Unit) -> Option<NaiveDate> {
    let days = u64::from(count);
    match unit {
        Unit::Days => today.checked_add_days(Days::new(days)),
        Unit::Weeks => today.checked_add_days(Days::new(days * 7)),
        Unit::Months => today.checked_add_months(Months::new(count)),
        Unit::WorkingDays => None,
    }
}

fn ago(today: NaiveDate, count: u32, unit: Unit) -> Option<NaiveDate> {
    let days = u64::from(count);
    match unit {
        Unit::Days => today.checked_sub_days(Days::new(days)),
        Unit::Weeks => today.checked_sub_days(Days::new(days * 7)),
        Unit::Months => today.checked_sub_months(Months::new(count)),
        Unit::WorkingDays => None,
    }
}

/// The last working day up to one of `ends`, the first of these that has not passed `today`.
///
/// Looks at more than a year of ends; by then [`Calendar::last_working_up_to`] answers with the
/// end itself where nobody works.
fn last_working(
    ends: impl Iterator<Item = NaiveDate>,
    today: NaiveDate,
    calendar: &Calendar,
) -> Option<NaiveDate> {
    ends.take(54)
        .map(|end| calendar.last_working_up_to(end))
        .find(|day| *day >= today)
}

#[cfg(test)]
mod tests {
    use super::super::phrase;
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn to_come(text: &str, today: &str) -> String {
        let (phrase, _) = phrase::read(text).expect(text);
        let place = phrase.to_come(day(today), &Calendar::default());
        place.expect(text).to_string()
    }

    fn looking_back(text: &str, today: &str) -> String {
        let (phrase, _) = phrase::read(text).expect(text);
        let place = phrase.looking_back(day(today), &Calendar::default());
        place.expect(text).to_string()
    }

    #[test]
    fn words_mean_what_the_table_says_on_thu_2024_06_13() {
        let cases = [
            ("2024-07-05", "2024-07-05"),
            ("5 jul", "2024-07-05"),
            ("jul 5", "2024-07-05"),
            ("5 july 2025", "2025-07-05"),
            ("july 5 2025", "2025-07-05"),
            ("12 jun", "2025-06-12"),
            ("13 jun", "2024-06-13"),
            ("today", "2024-06-13"),
            ("tomorrow", "2024-06-14"),
            ("fri", "2024-06-14"),
            ("thu", "2024-06-20"),
            ("wed", "2024-06-19"),
            ("next fri", "2024-06-21"),
            ("next mon", "2024-06-17"),
            ("next thu", "2024-06-20"),
            ("next sun", "2024-06-23"),
            ("+0d", "2024-06-13"),
            ("+3d", "2024-06-16"),
            ("+2w", "2024-06-27"),
            ("+1m", "2024-07-13"),
            ("in 3 days", "2024-06-16"),
            ("in 2 weeks", "2024-06-27"),
            ("in a month", "2024-07-13"),
            ("+3b", "2024-06-18"),
            ("in 3 working days", "2024-06-18"),
            ("8", "2024-07-08"),
            ("8th", "2024-07-08"),
            ("13", "2024-07-13"),
            ("14", "2024-06-14"),
            ("31", "2024-07-31"),
            ("2024-09", "2024-09"),
            ("sep", "2024-09"),
            ("jun", "2024-06"),
            ("may", "2025-05"),
            ("sep 2025", "2025-09"),
            ("sow", "2024-06-17"),
            ("som", "2024-07-01"),
            ("eow", "2024-06-14"),
            ("eom", "2024-06-28"),
            ("someday", "someday"),
        ];
        for (text, place) in cases {
            assert_eq!(to_come(text, "2024-06-13"), place, "{text}");
        }
    }

    #[test]
    fn words_hold_at_the_edges_of_weeks_months_and_years() {
        let cases = [
            ("+1m", "2024-01-31", "2024-02-29"),
            ("+1m", "2023-01-31", "2023-02-28"),
            ("+13m", "2023-12-31", "2025-01-31"),
            ("+1m", "2024-12-31", "2025-01-31"),
            ("31", "2024-07-31", "2024-08-31"),
            ("31", "2024-08-31", "2024-10-31"),
            ("30", "2024-01-30", "2024-03-30"),
            ("29", "2023-01-30", "2023-03-29"),
            ("1", "2024-12-31", "2025-01-01"),
            ("29 feb", "2024-02-29", "2024-02-29"),
            ("29 feb", "2024-03-01", "2028-02-29"),
            ("29 feb", "1896-03-01", "1904-02-29"),
            ("5 jul", "2024-07-05", "2024-07-05"),
            ("5 jul", "2024-07-06", "2025-07-05"),
            ("fri", "2024-06-14", "2024-06-21"),
            ("next fri", "2024-06-16", "2024-06-21"),
            ("next mon", "2024-06-17", "2024-06-24"),
            ("tomorrow", "2024-12-31", "2025-01-01"),
            ("jan", "2024-12-31", "2025-01"),
            ("dec", "2024-12-31", "2024-12"),
            ("eow", "2024-06-14", "2024-06-14"),
            ("eow", "2024-06-15", "2024-06-21"),
            ("eow", "2024-06-16", "2024-06-21"),
            ("eow", "2024-06-17", "2024-06-21"),
            ("eom", "2024-06-28", "2024-06-28"),
            ("eom", "2024-06-29", "2024-07-31"),
            ("eom", "2024-11-30", "2024-12-31"),
            ("sow", "2024-06-16", "2024-06-17"),
            ("sow", "2024-06-17", "2024-06-24"),
            ("som", "2024-05-01", "2024-06-03"),
            ("som", "2024-12-02", "2025-01-01"),
        ];
        for (text, today, place) in cases {
            assert_eq!(to_come(text, today), place, "{text} on {today}");
        }
    }

    #[test]
    fn ends_and_starts_step_over_holidays() {
        let holidays = [
            "--01-01",
            "2024-06-24",
            "2024-06-28",
            "2024-12-30",
            "2024-12-31",
        ];
        let holidays = holidays.map(|date| super::super::Holiday {
            date: date.parse().expect("a holiday"),
            name: "Holiday".to_owned(),
        });
        let week = [
            Weekday::Mon,
            Weekday::Tue,
            Weekday::Wed,
            Weekday::Thu,
            Weekday::Fri,
        ];
        let calendar = Calendar::new(week, holidays.into());
        let cases = [
            ("sow", "2024-06-20", "2024-06-25"),
            ("eow", "2024-06-27", "2024-06-27"),
            ("eow", "2024-06-28", "2024-07-05"),
            ("eom", "2024-06-27", "2024-06-27"),
            ("eom", "2024-06-28", "2024-07-31"),
            ("som", "2024-12-13", "2025-01-02"),
            ("eom", "2024-12-13", "2024-12-27"),
            ("+1b", "2024-12-27", "2025-01-02"),
            ("+2b", "2024-06-21", "2024-06-26"),
        ];
        for (text, today, to) in cases {
            let (phrase, _) = phrase::read(text).expect(text);
            let place = phrase.to_come(day(today), &calendar);
            assert_eq!(place, Some(Place::Day(day(to))), "{text} on {today}");
        }
    }

    #[test]
    fn looking_back_words_mean_the_last_such() {
        let cases = [
            ("yesterday", "2024-06-13", "2024-06-12"),
            ("today", "2024-06-13", "2024-06-13"),
            ("fri", "2024-06-13", "2024-06-07"),
            ("thu", "2024-06-13", "2024-06-06"),
            ("5 jul", "2024-07-05", "2024-07-05"),
            ("5 jul", "2024-06-13", "2023-07-05"),
            ("29 feb", "2024-02-28", "2020-02-29"),
            ("29 feb", "1904-02-28", "1896-02-29"),
            ("8", "2024-06-13", "2024-06-08"),
            ("13", "2024-06-13", "2024-05-13"),
            ("31", "2024-07-30", "2024-05-31"),
            ("30", "2024-03-29", "2024-01-30"),
            ("jun", "2024-06-13", "2024-06"),
            ("jul", "2024-06-13", "2023-07"),
            ("2024-05", "2024-06-13", "2024-05"),
            ("2030-01-01", "2024-06-13", "2030-01-01"),
            ("2 days ago", "2024-06-13", "2024-06-11"),
            ("a week ago", "2024-06-13", "2024-06-06"),
            ("1m ago", "2024-03-31", "2024-02-29"),
            ("tomorrow", "2024-06-13", "2024-06-14"),
            ("+3d", "2024-06-13", "2024-06-16"),
            ("next fri", "2024-06-13", "2024-06-21"),
            ("eow", "2024-06-13", "2024-06-14"),
            ("someday", "2024-06-13", "someday"),
        ];
        for (text, today, place) in cases {
            assert_eq!(looking_back(text, today), place, "{text} on {today}");
        }
    }
}
