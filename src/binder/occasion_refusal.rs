//! Every *no* about occasions; a part of [`super::Refusal`].

use std::fmt;

use chrono::NaiveDate;

use super::place::with_weekday;
use super::refusal::RefusalKind;
use super::refusal_topic::No;
use super::said_back::short;

/// Why something can't be kept in mind for a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OccasionRefusal {
    /// It isn't said what it is, or when.
    NotSaid {
        /// What was typed.
        text: String,
    },
    /// When it is said to be is no day of the year.
    NoDate {
        /// What was typed.
        text: String,
    },
    /// The client would not be born yet.
    NotBornYet {
        /// The birthday.
        born: NaiveDate,
        /// The day that it was compared with.
        today: NaiveDate,
    },
}

impl No for OccasionRefusal {
    fn kind(&self) -> RefusalKind {
        match self {
            Self::NotSaid { .. } | Self::NoDate { .. } => RefusalKind::Misspoken,
            Self::NotBornYet { .. } => RefusalKind::Refused,
        }
    }

    fn hint(&self) -> String {
        let hint = match self {
            Self::NotSaid { .. } => {
                "it is typed WHAT=DATE, such as \"name day=26 jul\" or birthday=1980-04-15"
            }
            Self::NoDate { .. } => {
                "a day of the year is typed like 04-15 or \"15 apr\"; with its year like 1980-04-15"
            }
            Self::NotBornYet { .. } => {
                "say the year of birth, such as 1980-04-15, or the day alone, such as 04-15"
            }
        };
        hint.to_owned()
    }
}

impl fmt::Display for OccasionRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotSaid { text } => {
                write!(
                    f,
                    "\"{}\" doesn't say what the occasion is and when",
                    short(text)
                )
            }
            Self::NoDate { text } => {
                write!(
                    f,
                    "\"{}\" is no day of the year for an occasion",
                    short(text)
                )
            }
            Self::NotBornYet { born, today } => write!(
                f,
                "the birthday {} is still to come (today is {})",
                with_weekday(*born),
                with_weekday(*today)
            ),
        }
    }
}
