//! The grammar of dates: words as typed into what they say, without a clock.
//!
//! Single names and numbers are read by [`super::vocabulary`]. Which day a phrase is, seen from
//! today, is [`super::landing`].

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};

use super::time_of_day::split_time;
use super::vocabulary::{
    Unit, count, day_number, digits, month_name, short_count, unit_name, weekday, year,
};
use super::{DateRefusal, Month};

/// What the words of a date say. Every value is possible in some year: a 31st of June is never
/// one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phrase {
    /// `today`.
    Today,
    /// `tomorrow`.
    Tomorrow,
    /// `yesterday`.
    Yesterday,
    /// `2024-07-05`, `5 jul 2024`.
    Date(NaiveDate),
    /// `5 jul`: a day (1 to 31) of a month (1 to 12).
    DayOfMonth { month: u32, day: u32 },
    /// `8`, `8th`: 1 to 31.
    DayNumber(u32),
    /// `fri`.
    Weekday(Weekday),
    /// `next fri`: of next week.
    NextWeekday(Weekday),
    /// `+3d`, `in 3 days`. A count too large for its type is the largest, which lies outside every
    /// calendar too.
    Ahead(u32, Unit),
    /// `3 days ago`; never in working days.
    Ago(u32, Unit),
    /// `2024-09`, `sep 2024`.
    Month(Month),
    /// `sep`: 1 to 12.
    MonthName(u32),
    /// `sow`: first working day of next week.
    StartOfWeek,
    /// `som`: first working day of next month.
    StartOfMonth,
    /// `eow`: last working day of this week.
    EndOfWeek,
    /// `eom`: last working day of this month.
    EndOfMonth,
    /// `someday`.
    Someday,
}

/// What a form of the grammar makes of words: `None` if they aren't of that form; an error is the
/// reason why they can't be, such as `June has 30 days`.
type Reading = Option<Result<Phrase, String>>;

/// Reads a date, and the time of day after it if there is one.
pub(super) fn read(text: &str) -> Result<(Phrase, Option<NaiveTime>), DateRefusal> {
    let lower = text.to_lowercase();
    let mut words: Vec<&str> = lower.split_whitespace().collect();
    // 2024-07-05T14:30
    if let [word] = words[..]
        && let Some((date, time)) = word.split_once('t')
        && full_date(date).is_some()
    {
        words = vec![date, time];
    }
    let (words, time) = match split_time(&words) {
        Some((before, time)) => (before, Some(time?)),
        None => (&words[..], None),
    };
    let words = match words {
        [before @ .., "at"] if time.is_some() => before,
        _ => words,
    };
    let text = text.to_owned();
    match day(words) {
        Some(Ok(phrase)) => Ok((phrase, time)),
        Some(Err(why)) => Err(DateRefusal::ImpossibleDate { text, why }),
        None if words.is_empty() && time.is_some() => Err(DateRefusal::TimeWithoutDay { text }),
        None => Err(DateRefusal::NotADate { text }),
    }
}

/// Words without a time of day.
fn day(words: &[&str]) -> Reading {
    match words {
        [word] => one_word(word),
        ["next", name] => Some(Ok(Phrase::NextWeekday(weekday(name)?))),
        ["in", number, "working", "day" | "days"] => {
            Some(Ok(Phrase::Ahead(count(number)?, Unit::WorkingDays)))
        }
        ["in", number, unit] => Some(Ok(Phrase::Ahead(count(number)?, unit_name(unit)?))),
        [short, "ago"] => match short_count(short)? {
            (_, Unit::WorkingDays) => None,
            (count, unit) => Some(Ok(Phrase::Ago(count, unit))),
        },
        [number, unit, "ago"] => Some(Ok(Phrase::Ago(count(number)?, unit_name(unit)?))),
        [one, other] => match day_and_month(one, other) {
            Some((day, month)) => Some(of_any_year(month, day)),
            None => Some(month_of(year(other)?, month_name(one)?)),
        },
        [one, other, last] => {
            let (day, month) = day_and_month(one, other)?;
            Some(dated(year(last)?, month, day))
        }
        _ => None,
    }
}

fn one_word(word: &str) -> Reading {
    let phrase = match word {
        "today" => Phrase::Today,
        "tomorrow" => Phrase::Tomorrow,
        "yesterday" => Phrase::Yesterday,
        "sow" => Phrase::StartOfWeek,
        "som" => Phrase::StartOfMonth,
        "eow" => Phrase::EndOfWeek,
        "eom" => Phrase::EndOfMonth,
        "someday" => Phrase::Someday,
        _ => return name_or_number(word),
    };
    Some(Ok(phrase))
}

fn name_or_number(word: &str) -> Reading {
    if let Some(name) = weekday(word) {
        Some(Ok(Phrase::Weekday(name)))
    } else if let Some(name) = word.strip_prefix("next-") {
        Some(Ok(Phrase::NextWeekday(weekday(name)?)))
    } else if let Some(month) = month_name(word) {
        Some(Ok(Phrase::MonthName(month)))
    } else if let Some(short) = word.strip_prefix('+') {
        let (count, unit) = short_count(short)?;
        Some(Ok(Phrase::Ahead(count, unit)))
    } else if let Some(day) = day_number(word) {
        Some(of_any_month(day))
    } else {
        full_date(word).or_else(|| full_month(word))
    }
}

/// `2024-07-05`, and nothing shorter: so written it can't be read the other way round.
fn full_date(word: &str) -> Reading {
    let mut parts = word.splitn(3, '-');
    let year = year(parts.next()?)?;
    let month = digits(parts.next()?, 2..=2)?;
    let day = digits(parts.next()?, 2..=2)?;
    Some(dated(year, month, day))
}

/// `2024-07`.
fn full_month(word: &str) -> Reading {
    let (year_text, month) = word.split_once('-')?;
    Some(month_of(year(year_text)?, digits(month, 2..=2)?))
}

fn month_of(year: i32, month: u32) -> Result<Phrase, String> {
    existing_month(year, month).map(Phrase::Month)
}

fn dated(year: i32, month: u32, day: u32) -> Result<Phrase, String> {
    let month = existing_month(year, month)?;
    month.day(day).map(Phrase::Date).ok_or_else(|| {
        let name = format!("{} {:04}", name_of(month), month.year());
        no_such_day(&name, month, day)
    })
}

/// A day of a month without its year: a 29th of February will do.
fn of_any_year(month: u32, day: u32) -> Result<Phrase, String> {
    let in_a_leap_year = existing_month(2024, month)?;
    match in_a_leap_year.day(day) {
        Some(_) => Ok(Phrase::DayOfMonth { month, day }),
        None => Err(no_such_day(&name_of(in_a_leap_year), in_a_leap_year, day)),
    }
}

fn of_any_month(day: u32) -> Result<Phrase, String> {
    match day {
        1..=31 => Ok(Phrase::DayNumber(day)),
        0 => Err(COUNTED_FROM_ONE.to_owned()),
        _ => Err("a month has at most 31 days".to_owned()),
    }
}

const COUNTED_FROM_ONE: &str = "the days of a month are counted from 1";

fn no_such_day(name: &str, month: Month, day: u32) -> String {
    if day == 0 {
        COUNTED_FROM_ONE.to_owned()
    } else {
        format!("{name} has {} days", month.last_day().day())
    }
}

fn existing_month(year: i32, month: u32) -> Result<Month, String> {
    Month::new(year, month).ok_or_else(|| {
        let why = if year == 0 {
            "the years run from 0001 to 9999"
        } else {
            "the months run from 01 to 12"
        };
        why.to_owned()
    })
}

fn name_of(month: Month) -> String {
    month.first_day().format("%B").to_string()
}

/// `5 jul` or `jul 5` as day and month; the day may be any number.
fn day_and_month(one: &str, other: &str) -> Option<(u32, u32)> {
    match (month_name(one), month_name(other)) {
        (None, Some(month)) => Some((day_number(one)?, month)),
        (Some(month), None) => Some((day_number(other)?, month)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrase(text: &str) -> Phrase {
        read(text).expect(text).0
    }

    #[test]
    fn one_date_may_be_said_in_many_ways() {
        let same = [
            &["fri", "FRIDAY", " Friday\t", "Fri"][..],
            &["tue", "tues", "tuesday"],
            &["thu", "thur", "thurs", "thursday"],
            &["next fri", "next-fri", "next  Friday", "NEXT-FRIDAY"],
            &[
                "5 jul", "jul 5", "July 5", "5th jul", "5 JULY", "jul 05", "july 5th",
            ],
            &[
                "5 jul 2025",
                "july 5 2025",
                "July 5, 2025",
                "5th july 2025",
                "2025-07-05",
            ],
            &["+3d", "in 3 days", "+03D", "IN 3 DAYS"],
            &["+1d", "in a day", "in 1 day"],
            &["+1w", "in a week", "in 1 weeks", "+1W"],
            &["+1m", "in a month", "in one month"],
            &["+3b", "in 3 working days"],
            &["+1b", "in a working day"],
            &["8", "8th", "08"],
            &["1", "1st"],
            &["22", "22nd"],
            &["3", "3rd"],
            &["sep", "sept", "september", "Sep"],
            &["sep 2025", "sept 2025", "September 2025", "2025-09"],
            &["2 days ago", "2d ago"],
            &["a week ago", "1w ago", "1 week ago"],
        ];
        for words in same {
            for word in words {
                assert_eq!(phrase(word), phrase(words[0]), "{word}");
            }
        }
    }

    #[test]
    fn a_time_may_follow_any_date() {
        let half_past_two = NaiveTime::from_hms_opt(14, 30, 0);
        let nine = NaiveTime::from_hms_opt(9, 0, 0);
        let cases = [
            ("fri 14:30", "fri", half_past_two),
            ("fri at 14:30", "fri", half_past_two),
            ("Fri 2:30 PM", "fri", half_past_two),
            ("tomorrow 9am", "tomorrow", nine),
            ("2024-07-05 9am", "2024-07-05", nine),
            ("2024-07-05T14:30", "2024-07-05", half_past_two),
            ("2024-07-05t9am", "2024-07-05", nine),
            ("in 3 days 9am", "+3d", nine),
            ("jul 5 9am", "5 jul", nine),
            ("july 5 2025 at 9 am", "2025-07-05", nine),
            ("8 9:00", "8", nine),
            ("oct", "oct", None),
        ];
        for (text, date, time) in cases {
            assert_eq!(read(text), Ok((phrase(date), time)), "{text}");
        }
        for (text, time) in [
            ("fri 25:00", "25:00"),
            ("13pm", "13pm"),
            ("foo 9:60", "9:60"),
        ] {
            let text_of_time = time.to_owned();
            let refusal = DateRefusal::ImpossibleTime { text: text_of_time };
            assert_eq!(read(text), Err(refusal), "{text}");
        }
        for text in ["14:30", "at 9am"] {
            let text = text.to_owned();
            assert_eq!(read(&text), Err(DateRefusal::TimeWithoutDay { text }));
        }
    }

    #[test]
    fn an_impossible_date_says_why() {
        let cases = [
            ("31 jun", "June has 30 days"),
            ("jun 31 9am", "June has 30 days"),
            ("2024-02-30", "February 2024 has 29 days"),
            ("29 feb 2023", "February 2023 has 28 days"),
            ("30 feb", "February has 29 days"),
            ("jul 100", "July has 31 days"),
            ("32", "a month has at most 31 days"),
            ("99th", "a month has at most 31 days"),
            ("0", "the days of a month are counted from 1"),
            ("0 jul", "the days of a month are counted from 1"),
            ("2024-07-00", "the days of a month are counted from 1"),
            ("2024-13", "the months run from 01 to 12"),
            ("2024-00-10", "the months run from 01 to 12"),
            ("0000-01-01", "the years run from 0001 to 9999"),
            ("jul 0000", "the years run from 0001 to 9999"),
        ];
        for (text, why) in cases {
            let (text, why) = (text.to_owned(), why.to_owned());
            assert_eq!(read(&text), Err(DateRefusal::ImpossibleDate { text, why }));
        }
    }

    #[test]
    fn other_words_are_no_date() {
        let wrong = [
            "",
            " ",
            "foo",
            "fri fri",
            "next",
            "next week",
            "next jul",
            "fri at",
            "at",
            "+",
            "+3",
            "+d",
            "+3x",
            "-3d",
            "+-3d",
            "3d",
            "+ 3d",
            "in days",
            "in fri",
            "in 3 fri",
            "ago",
            "fri ago",
            "3b ago",
            "3 working days ago",
            "2024",
            "20240705",
            "2024-7-5",
            "2024-7",
            "12024-07-05",
            "+2024-07-05",
            "2024-07-05-",
            "2024-07-05T",
            "2024-07-05T9",
            "2024/07/05",
            "5.7.2024",
            "04-15",
            "5 5",
            "jul jul",
            "jul 5 25",
            "5 jul jul",
            "2024 jul",
            "closed",
            "gone",
            "th",
            "ł",
            "５ jul",
            "2024-0é-05",
            "+３d",
            "fri 9",
            "fri 9:3",
            "naïve 9am",
            "5 jul 2024 9am 9am",
        ];
        for text in wrong {
            let text = text.to_owned();
            assert_eq!(read(&text), Err(DateRefusal::NotADate { text }));
        }
    }
}
