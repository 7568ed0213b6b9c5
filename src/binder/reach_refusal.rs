//! Every *no* to reaching a client; a part of [`Refusal`].

use std::fmt;

use super::Refusal;
use super::reach::NoWay;
use super::refusal::RefusalKind;

/// Why a client can't be reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReachRefusal {
    /// There is no way to the client.
    NoWay {
        /// The name by which the client is typed.
        client: String,
        /// The client's name.
        name: String,
        /// Why not.
        why: NoWay,
    },
}

impl From<ReachRefusal> for Refusal {
    fn from(refusal: ReachRefusal) -> Self {
        Refusal::Reach(refusal)
    }
}

impl ReachRefusal {
    /// Which sort of *no* this is.
    #[must_use]
    pub fn kind(&self) -> RefusalKind {
        RefusalKind::Refused
    }

    /// The way out.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::NoWay { client, why, .. } => match why {
                NoWay::NoPhone => {
                    format!("put one on it: tickler edit {client} --add-phone \"+370 600 12345\"")
                }
                NoWay::NoEmail => {
                    format!("put one on it: tickler edit {client} --add-email name@company.example")
                }
                NoWay::NotANumber(_) | NoWay::NotAnAddress(_) => {
                    format!("see the card: tickler show {client}; mend it: tickler edit {client}")
                }
                NoWay::TooLong => "write less, or send it as a letter: --mail --send".to_owned(),
            },
        }
    }
}

impl fmt::Display for ReachRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoWay { name, why, .. } => write!(f, "{name} can't be reached so: {why}"),
        }
    }
}
