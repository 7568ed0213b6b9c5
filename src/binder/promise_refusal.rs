//! Every *no* about what is promised to a client; a part of [`super::Refusal`].

use std::fmt;

use chrono::{NaiveDate, NaiveTime};

use super::Place;
use super::place::with_weekday;
use super::refusal::RefusalKind;
use super::refusal_topic::No;
use super::said_back::short;

/// Why a promise can't be made, or be marked as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PromiseRefusal {
    /// A promise of nothing.
    Empty,
    /// What stands behind the `@` is no date.
    NoDate {
        /// What was typed.
        text: String,
    },
    /// The day has passed.
    Passed {
        /// What was typed.
        text: String,
        /// The day or the month that was understood.
        place: Place,
        /// The day that it was compared with.
        today: NaiveDate,
    },
    /// It is to fall due in a month, or nowhere.
    OnNoDay {
        /// The place that was understood.
        place: Place,
    },
    /// It is to fall due at a time of day.
    Timed {
        /// The time.
        time: NaiveTime,
    },
    /// Two dates for one promise.
    TwoDates {
        /// The one behind the `@`.
        date: String,
        /// The other.
        by: String,
    },
    /// The client has no open promise of that number.
    NoSuchPromise {
        /// The client.
        client: String,
        /// The number.
        n: usize,
        /// How many there are.
        open: usize,
    },
}

impl No for PromiseRefusal {
    fn kind(&self) -> RefusalKind {
        match self {
            Self::Passed { .. } | Self::NoSuchPromise { .. } => RefusalKind::Refused,
            _ => RefusalKind::Misspoken,
        }
    }

    fn hint(&self) -> String {
        let hint = match self {
            Self::Empty => "say what is promised, such as \"send the estimate@fri\"",
            Self::NoDate { .. } => {
                "behind the @ stands a day, such as \"send the estimate@fri\" or \"…@5 jul\"; \
                 \"…@someday\" is a promise without a date"
            }
            Self::Passed { .. } => "say a day to come, such as fri, \"5 jul\" or 2024-07-05",
            Self::OnNoDay { .. } => {
                "name the day, such as fri, \"5 jul\" or eom; someday is a promise without a date"
            }
            Self::Timed { .. } => "name the day alone, and put the time into the text",
            Self::TwoDates { .. } => "say one of the two",
            Self::NoSuchPromise { client, open, .. } if *open > 0 => {
                return format!("see what is open: tickler promise {client}");
            }
            Self::NoSuchPromise { client, .. } => {
                return format!("see what was said: tickler show {client} --all");
            }
        };
        hint.to_owned()
    }
}

impl fmt::Display for PromiseRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("nothing is promised: the text is empty"),
            Self::NoDate { text } => {
                write!(
                    f,
                    "\"{}\" behind the @ of the promise is no date",
                    short(text)
                )
            }
            Self::Passed { text, place, today } => write!(
                f,
                "\"{}\" is {place}, and a promise by then is overdue already (today is {})",
                short(text),
                with_weekday(*today)
            ),
            Self::OnNoDay { place } => {
                write!(f, "a promise falls due on a day, and \"{place}\" is none")
            }
            Self::Timed { time } => write!(
                f,
                "a promise falls due on a day, not at a time: {}",
                time.format("%H:%M")
            ),
            Self::TwoDates { date, by } => write!(
                f,
                "two dates are said for one promise: \"{}\" and \"{}\"",
                short(date),
                short(by)
            ),
            Self::NoSuchPromise { client, n, .. } => {
                write!(f, "{client} has no open promise with the number {n}")
            }
        }
    }
}
