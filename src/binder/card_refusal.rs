//! Every *no* to what is typed for the card; a part of [`super::Refusal`].

use std::fmt;

use super::setting_refusal::short;
use super::{Cadence, Refusal};

/// Why something can't stand on the card, or says nothing there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardRefusal {
    /// Words that are no cadence.
    NotACadence {
        /// What was typed, or stands on the card.
        text: String,
    },
    /// A cadence that was to say the next day, though the client was not reached.
    NotReached {
        /// The cadence.
        every: Cadence,
    },
}

impl From<CardRefusal> for Refusal {
    fn from(refusal: CardRefusal) -> Self {
        Self::Card(refusal)
    }
}

impl CardRefusal {
    pub(super) fn hint(&self) -> String {
        let hint = match self {
            Self::NotACadence { .. } => {
                "a cadence is typed like 6w, 10d or \"2 months\": tickler edit CLIENT --every 6w"
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
            Self::NotReached { every } => write!(
                f,
                "no date for the next contact: the cadence of {} counts from a contact that reached the client",
                every.words()
            ),
        }
    }
}
