//! Grammar in one place: plurals, lists, dates and distances, each as a value to be displayed.
//!
//! Days are calendar days and today is an argument, as everywhere below the edge.

use std::fmt::{self, Display};

use chrono::{Datelike, NaiveDate};

use crate::binder::Month;

pub use crate::binder::place::with_weekday as day;

/// How many of what: `1 dossier`, `3 dossiers`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count(pub usize, pub &'static str);

impl Count {
    /// For a plural that is more than an `s`: `Count(2, "day off").or("days off")`.
    #[must_use]
    pub fn or(self, many: &'static str) -> impl Display {
        let Count(number, one) = self;
        fmt::from_fn(move |f| write!(f, "{number} {}", if number == 1 { one } else { many }))
    }
}

impl Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Count(number, noun) = self;
        write!(f, "{number} {noun}{}", if *number == 1 { "" } else { "s" })
    }
}

/// `a, b or c`; nothing for no items.
pub fn or_list<T: Display>(items: &[T]) -> impl Display {
    list(items, "or")
}

/// `a, b and c`; nothing for no items.
pub fn and_list<T: Display>(items: &[T]) -> impl Display {
    list(items, "and")
}

fn list<T: Display>(items: &[T], last_word: &'static str) -> impl Display {
    fmt::from_fn(move |f| {
        for (n, item) in items.iter().enumerate() {
            match n {
                0 => {}
                _ if n + 1 == items.len() => write!(f, " {last_word} ")?,
                _ => f.write_str(", ")?,
            }
            item.fmt(f)?;
        }
        Ok(())
    })
}

/// How large a file is: `812 bytes`, `12 kB`, `3.4 MB`.
#[must_use]
pub fn size(bytes: u64) -> impl Display {
    fmt::from_fn(move |f| {
        let units = [("kB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000)];
        let fitting = units.iter().rev().find(|(_, unit)| bytes >= *unit);
        match fitting {
            None if bytes == 1 => f.write_str("1 byte"),
            None => write!(f, "{bytes} bytes"),
            Some((name, unit)) if bytes < unit * 10 => {
                let tenths = bytes / (unit / 10);
                write!(f, "{}.{} {name}", tenths / 10, tenths % 10)
            }
            Some((name, unit)) => write!(f, "{} {name}", bytes / unit),
        }
    })
}

/// How far `date` is from `today`: `today`, `tomorrow`, `yesterday`, `in 22 days`, `3 days ago`.
#[must_use]
pub fn distance(date: NaiveDate, today: NaiveDate) -> impl Display {
    let days = (date - today).num_days();
    fmt::from_fn(move |f| match days {
        0 => f.write_str("today"),
        1 => f.write_str("tomorrow"),
        -1 => f.write_str("yesterday"),
        2.. => write!(f, "in {days} days"),
        _ => write!(f, "{} days ago", -days),
    })
}

/// A day as every answer repeats it: `Fri 2024-07-05, in 22 days`.
#[must_use]
pub fn day_with_distance(date: NaiveDate, today: NaiveDate) -> impl Display {
    fmt::from_fn(move |f| write!(f, "{}, {}", day(date), distance(date, today)))
}

/// A day for the columns of a table: `Fri 5 Jul`, with its year where that isn't today's.
#[must_use]
pub fn short_day(date: NaiveDate, today: NaiveDate) -> impl Display {
    let this_year = date.year() == today.year();
    date.format(if this_year {
        "%a %-d %b"
    } else {
        "%a %-d %b %Y"
    })
}

/// A month's name: `July`, with its year where that isn't today's.
#[must_use]
pub fn month(month: Month, today: NaiveDate) -> impl Display {
    let this_year = month.year() == today.year();
    let first = month.first_day();
    first.format(if this_year { "%B" } else { "%B %Y" })
}

/// How a client was, from 1 to 5: `2 of 5`.
#[must_use]
pub fn mood(mood: u8) -> String {
    format!("{mood} of 5")
}

/// How long a client waited for an answer: `within the hour`, `after 26 hours`.
#[must_use]
pub fn waited(hours: i64) -> impl Display {
    fmt::from_fn(move |f| match hours {
        ..=0 => f.write_str("within the hour"),
        1 => f.write_str("after 1 hour"),
        2.. => write!(f, "after {hours} hours"),
    })
}

/// `1 day late`, `2 days late`; nothing for what is on time, so that the column stays empty.
#[must_use]
pub fn late(days: i64) -> impl Display {
    fmt::from_fn(move |f| match days {
        ..=0 => Ok(()),
        1 => f.write_str("1 day late"),
        2.. => write!(f, "{days} days late"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn today() -> NaiveDate {
        date("2024-06-13")
    }

    #[test]
    fn a_size_has_two_digits_that_say_something() {
        let cases = [
            (0, "0 bytes"),
            (1, "1 byte"),
            (999, "999 bytes"),
            (1_000, "1.0 kB"),
            (1_999, "1.9 kB"),
            (12_345, "12 kB"),
            (999_999, "999 kB"),
            (3_400_000, "3.4 MB"),
            (10_737_418_240, "10 GB"),
            (u64::MAX, "18446744073 GB"),
        ];
        for (bytes, words) in cases {
            assert_eq!(size(bytes).to_string(), words);
        }
    }

    #[test]
    fn one_is_singular_and_everything_else_plural() {
        let cases = [
            (0, "0 dossiers"),
            (1, "1 dossier"),
            (2, "2 dossiers"),
            (21, "21 dossiers"),
        ];
        for (number, text) in cases {
            assert_eq!(Count(number, "dossier").to_string(), text);
        }
        for (number, text) in [(1, "1 day off"), (3, "3 days off")] {
            assert_eq!(Count(number, "day off").or("days off").to_string(), text);
        }
    }

    #[test]
    fn a_list_has_its_word_before_the_last() {
        let cases: [(&[&str], &str, &str); 4] = [
            (&[], "", ""),
            (&["anna"], "anna", "anna"),
            (&["anna", "ben"], "anna or ben", "anna and ben"),
            (
                &["anna", "ben", "cleo"],
                "anna, ben or cleo",
                "anna, ben and cleo",
            ),
        ];
        for (items, or, and) in cases {
            assert_eq!(or_list(items).to_string(), or);
            assert_eq!(and_list(items).to_string(), and);
        }
    }

    #[test]
    fn a_day_comes_with_its_distance() {
        let cases = [
            ("2024-06-13", "Thu 2024-06-13, today"),
            ("2024-06-14", "Fri 2024-06-14, tomorrow"),
            ("2024-06-12", "Wed 2024-06-12, yesterday"),
            ("2024-06-15", "Sat 2024-06-15, in 2 days"),
            ("2024-06-11", "Tue 2024-06-11, 2 days ago"),
            ("2024-07-05", "Fri 2024-07-05, in 22 days"),
            ("2025-06-13", "Fri 2025-06-13, in 365 days"),
            ("0999-01-01", "Tue 0999-01-01, 374537 days ago"),
        ];
        for (day, text) in cases {
            assert_eq!(day_with_distance(date(day), today()).to_string(), text);
        }
    }

    #[test]
    fn a_year_is_said_only_when_it_is_not_todays() {
        let cases = [
            ("2024-07-05", "Fri 5 Jul", "July"),
            ("2024-01-31", "Wed 31 Jan", "January"),
            ("2025-07-05", "Sat 5 Jul 2025", "July 2025"),
            ("2023-12-31", "Sun 31 Dec 2023", "December 2023"),
        ];
        for (day, short, name) in cases {
            let day = date(day);
            assert_eq!(short_day(day, today()).to_string(), short);
            assert_eq!(month(Month::of(day), today()).to_string(), name);
        }
    }

    #[test]
    fn who_waited_waited_whole_hours() {
        let cases = [
            (-1, "within the hour"),
            (0, "within the hour"),
            (1, "after 1 hour"),
            (26, "after 26 hours"),
        ];
        for (hours, text) in cases {
            assert_eq!(waited(hours).to_string(), text);
        }
    }

    #[test]
    fn only_what_is_late_says_so() {
        for (days, text) in [(-1, ""), (0, ""), (1, "1 day late"), (2, "2 days late")] {
            assert_eq!(late(days).to_string(), text);
        }
    }
}
