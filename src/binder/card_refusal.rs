//! Every *no* to what is typed for the card; a part of [`super::Refusal`].

use std::fmt;

use super::refusal::RefusalKind;
use super::refusal_topic::No;
use super::said_back::{listed, short};
use super::{Cadence, Refusal};

/// Why something can't stand on the card, or says nothing there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardRefusal {
    /// Words that are no cadence.
    NotACadence {
        /// What was typed, or stands on the card.
        text: String,
    },
    /// Words that are no hours in which somebody can be called.
    NotHours {
        /// What was typed, or stands on the card.
        text: String,
    },
    /// A time zone that there is not, or a city after which several are called.
    UnknownZone {
        /// What was typed, or stands on the card.
        text: String,
        /// The nearest names, best first.
        nearest: Vec<String>,
    },
    /// A cadence that was to say the next day, though the client was not reached.
    NotReached {
        /// The cadence.
        every: Cadence,
    },
}

impl CardRefusal {
    /// The same, so that its hint names the client whom it is about.
    #[must_use]
    pub fn about(self, client: &str) -> Refusal {
        Refusal::from(self).about(client)
    }
}

impl No for CardRefusal {
    fn kind(&self) -> RefusalKind {
        RefusalKind::Misspoken
    }

    fn hint(&self) -> String {
        let hint = match self {
            Self::NotACadence { .. } => {
                "a cadence is typed like 6w, 10d or \"2 months\": tickler edit CLIENT --every 6w"
            }
            Self::NotHours { .. } => {
                "hours are typed like 9-12,14-18, and days without them behind not: tickler edit \
                 CLIENT --hours \"9-17 not fri\""
            }
            Self::UnknownZone { nearest, .. } if nearest.is_empty() => {
                "a zone is named by a city in it: tickler edit CLIENT --zone Europe/Vilnius"
            }
            Self::UnknownZone { nearest, .. } => {
                return format!("did you mean {}?", listed(nearest, "or"));
            }
            Self::NotReached { .. } => "say when to try again: --on tomorrow, or --on +2b",
        };
        hint.to_owned()
    }
}

impl fmt::Display for CardRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotACadence { text } => {
                write!(f, "\"{}\" does not say how often", short(text))
            }
            Self::NotHours { text } => {
                write!(f, "\"{}\" says no call hours", short(text))
            }
            Self::UnknownZone { text, .. } => {
                write!(f, "\"{}\" names no time zone", short(text))
            }
            Self::NotReached { every } => write!(
                f,
                "no date for the next contact: the cadence of {} counts from a contact that reached the client",
                every.words()
            ),
        }
    }
}
