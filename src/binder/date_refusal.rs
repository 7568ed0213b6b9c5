//! Every *no* to dates and times of day as they are typed; a part of [`super::Refusal`].

use std::fmt;

use chrono::{NaiveDate, NaiveTime};

use super::place::with_weekday;
use super::refusal::RefusalKind;
use super::refusal_topic::No;
use super::said_back::short;
use super::{Month, Place};

/// Why a date, or a time of day, can't be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateRefusal {
    /// Words that are no date.
    NotADate {
        /// What was typed.
        text: String,
    },
    /// A date that no calendar has, such as a 31st of June.
    ImpossibleDate {
        /// What was typed.
        text: String,
        /// What is wrong with it, such as `June has 30 days`.
        why: String,
    },
    /// Words that are no time of day.
    NotATime {
        /// What was typed.
        text: String,
    },
    /// An hour or minute that no clock shows.
    ImpossibleTime {
        /// The time as typed, in lower case, without the date before it.
        text: String,
    },
    /// A date to come that has passed already.
    PassedDate {
        /// What was typed.
        text: String,
        /// The day or the month that was understood.
        place: Place,
        /// The day that it was compared with.
        today: NaiveDate,
    },
    /// A date that looks back, but lies ahead.
    DateAhead {
        /// What was typed.
        text: String,
        /// The day or the month that was understood, and the time of day if one was said.
        when: (Place, Option<NaiveTime>),
        /// The day that it was compared with.
        today: NaiveDate,
    },
    /// A month or `someday` where a day is needed.
    NotADay {
        /// What was typed.
        text: String,
    },
    /// A time of day for a place that is no day.
    TimeWithoutDay {
        /// The place, as typed; the time alone if there was nothing else.
        text: String,
    },
    /// A date with a time, and another time beside it.
    TwoTimes {
        /// The date as typed, with its time.
        text: String,
        /// The other time, as typed.
        at: String,
    },
    /// No date where one is needed, and nobody to ask.
    NoDate,
}

impl No for DateRefusal {
    fn kind(&self) -> RefusalKind {
        match self {
            Self::NotADate { .. }
            | Self::ImpossibleDate { .. }
            | Self::NotATime { .. }
            | Self::ImpossibleTime { .. }
            | Self::NotADay { .. }
            | Self::TimeWithoutDay { .. }
            | Self::NoDate => RefusalKind::Misspoken,
            Self::PassedDate { .. } | Self::DateAhead { .. } | Self::TwoTimes { .. } => {
                RefusalKind::Refused
            }
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::NotADate { .. } => {
                "a date is typed like fri or \"5 jul\"; in full it is year-month-day".to_owned()
            }
            Self::ImpossibleDate { .. } => {
                "check the day, or name a month alone, such as jul".to_owned()
            }
            Self::NotATime { .. } | Self::ImpossibleTime { .. } => {
                "a time is typed like 14:30 (from 0:00 to 23:59), 9am or 9:15pm".to_owned()
            }
            Self::PassedDate { today, .. } => {
                // The 5th of next month: an example that has not passed, whenever it is read.
                let example = Place::Day(next_fifth(*today));
                format!("say a day to come, such as {example} or fri")
            }
            Self::DateAhead { .. } => {
                "say a day that was: yesterday, or fri for the last Friday".to_owned()
            }
            Self::NotADay { .. } => "name the day, such as \"5 jul\" or fri".to_owned(),
            Self::TimeWithoutDay { .. } => {
                "name the day too: \"fri 14:30\", or leave the time out".to_owned()
            }
            Self::TwoTimes { .. } => {
                "say one time: leave out --at, or the time in the date".to_owned()
            }
            Self::NoDate => {
                "say the day of the next contact: --on fri, --on +2w, or --on someday".to_owned()
            }
        }
    }
}

fn next_fifth(today: NaiveDate) -> NaiveDate {
    let next = Month::of(today).next();
    next.day(5).unwrap_or(next.first_day())
}

/// What was understood: `"5 jun" is Wed 2024-06-05`, `"may" is the month 2024-05`.
fn understood(
    f: &mut fmt::Formatter<'_>,
    text: &str,
    (place, time): (Place, Option<NaiveTime>),
) -> fmt::Result {
    match place {
        Place::Day(day) => write!(f, "\"{text}\" is {}", with_weekday(day))?,
        Place::Month(month) => write!(f, "\"{text}\" is the month {month}")?,
        Place::Someday | Place::Closed | Place::Gone => write!(f, "\"{text}\" is {place}")?,
    }
    time.map_or(Ok(()), |time| write!(f, " at {}", time.format("%H:%M")))
}

impl fmt::Display for DateRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotADate { text } => write!(f, "\"{}\" is no date", short(text)),
            Self::ImpossibleDate { text, why } => {
                write!(f, "there is no \"{}\": {why}", short(text))
            }
            Self::NotATime { text } => write!(f, "\"{}\" is no time of day", short(text)),
            Self::ImpossibleTime { text } => write!(f, "no clock shows \"{}\"", short(text)),
            Self::PassedDate { text, place, today } => {
                understood(f, text, (*place, None))?;
                let today = with_weekday(*today);
                write!(f, ", and that has passed (today is {today})")
            }
            Self::DateAhead { text, when, today } => {
                understood(f, text, *when)?;
                let today = with_weekday(*today);
                write!(f, ", and that is still to come (today is {today})")
            }
            Self::NotADay { text } => write!(f, "\"{text}\" names no day, and a day is needed"),
            Self::TimeWithoutDay { text } => {
                write!(f, "a time of day needs a day, and \"{text}\" names none")
            }
            Self::TwoTimes { text, at } => {
                write!(
                    f,
                    "\"{text}\" has a time already, and --at \"{at}\" is another"
                )
            }
            Self::NoDate => f.write_str("no date for the next contact"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_no_says_what_was_understood_and_the_way_out() {
        let text = |text: &str| text.to_owned();
        let today = NaiveDate::from_ymd_opt(2024, 6, 13).expect("a date");
        let wednesday = NaiveDate::from_ymd_opt(2024, 6, 5).expect("a date");
        let may = Month::new(2024, 5).expect("a month");
        let year_end = NaiveDate::from_ymd_opt(9999, 12, 31).expect("a date");
        let cases = [
            (
                DateRefusal::PassedDate {
                    text: text("5 jun 2024"),
                    place: Place::Day(wednesday),
                    today,
                },
                "\"5 jun 2024\" is Wed 2024-06-05, and that has passed (today is Thu 2024-06-13)",
                "say a day to come, such as 2024-07-05 or fri",
            ),
            (
                DateRefusal::PassedDate {
                    text: text("may 2024"),
                    place: Place::Month(may),
                    today,
                },
                "\"may 2024\" is the month 2024-05, and that has passed (today is Thu 2024-06-13)",
                "say a day to come, such as 2024-07-05 or fri",
            ),
            (
                DateRefusal::DateAhead {
                    text: text("eow"),
                    when: (Place::Day(year_end), None),
                    today,
                },
                "\"eow\" is Fri 9999-12-31, and that is still to come (today is Thu 2024-06-13)",
                "say a day that was: yesterday, or fri for the last Friday",
            ),
            (
                DateRefusal::NotADate { text: text("foo") },
                "\"foo\" is no date",
                "a date is typed like fri or \"5 jul\"; in full it is year-month-day",
            ),
            (
                DateRefusal::ImpossibleDate {
                    text: text("31 jun"),
                    why: text("June has 30 days"),
                },
                "there is no \"31 jun\": June has 30 days",
                "check the day, or name a month alone, such as jul",
            ),
            (
                DateRefusal::NotATime { text: text("9") },
                "\"9\" is no time of day",
                "a time is typed like 14:30 (from 0:00 to 23:59), 9am or 9:15pm",
            ),
            (
                DateRefusal::ImpossibleTime {
                    text: text("25:00"),
                },
                "no clock shows \"25:00\"",
                "a time is typed like 14:30 (from 0:00 to 23:59), 9am or 9:15pm",
            ),
            (
                DateRefusal::NotADay { text: text("jul") },
                "\"jul\" names no day, and a day is needed",
                "name the day, such as \"5 jul\" or fri",
            ),
            (
                DateRefusal::TimeWithoutDay { text: text("jul") },
                "a time of day needs a day, and \"jul\" names none",
                "name the day too: \"fri 14:30\", or leave the time out",
            ),
            (
                DateRefusal::TwoTimes {
                    text: text("fri 9am"),
                    at: text("14:30"),
                },
                "\"fri 9am\" has a time already, and --at \"14:30\" is another",
                "say one time: leave out --at, or the time in the date",
            ),
        ];
        for (refusal, message, hint) in cases {
            assert_eq!(refusal.to_string(), message);
            assert_eq!(refusal.hint(), hint);
        }
    }

    #[test]
    fn what_was_understood_is_refused_and_what_was_not_is_misspoken() {
        let text = || "x".to_owned();
        let today = NaiveDate::MIN;
        let place = Place::Someday;
        let refused = [
            DateRefusal::PassedDate {
                text: text(),
                place,
                today,
            },
            DateRefusal::DateAhead {
                text: text(),
                when: (place, None),
                today,
            },
            DateRefusal::TwoTimes {
                text: text(),
                at: text(),
            },
        ];
        assert!(refused.iter().all(|no| no.kind() == RefusalKind::Refused));
        let misspoken = [
            DateRefusal::NotADate { text: text() },
            DateRefusal::ImpossibleDate {
                text: text(),
                why: text(),
            },
            DateRefusal::NotATime { text: text() },
            DateRefusal::ImpossibleTime { text: text() },
            DateRefusal::NotADay { text: text() },
            DateRefusal::TimeWithoutDay { text: text() },
        ];
        assert!(
            misspoken
                .iter()
                .all(|no| no.kind() == RefusalKind::Misspoken)
        );
    }
}
