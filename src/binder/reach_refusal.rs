//! Every *no* to reaching a client; a part of [`super::Refusal`].

use std::fmt;

use super::reach::NoWay;
use super::refusal::RefusalKind;
use super::refusal_topic::No;
use super::said_back::short;

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
    /// A letter is to be sent, and it isn't known from whom.
    NoSender,
    /// What is said to be the sender's address is none.
    BadSender {
        /// What is said.
        address: String,
    },
    /// A letter was left in the editor as the template has it, and nobody said that it is to be sent so.
    NotAgreed {
        /// The command that sends it without an editor.
        without: String,
    },
    /// There is no letter to be sent: no template, and nobody who would write it.
    NothingToSend,
}

impl No for ReachRefusal {
    fn kind(&self) -> RefusalKind {
        RefusalKind::Refused
    }

    fn hint(&self) -> String {
        match self {
            Self::NoSender | Self::BadSender { .. } => {
                "say who sends: tickler config me.email anna@company.example".to_owned()
            }
            Self::NotAgreed { without } => format!("to send it as it is: {without}"),
            Self::NothingToSend => "name a template, as in --mail thank-you; see which there are: \
                                    tickler draft --list"
                .to_owned(),
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
            Self::NoSender => f.write_str("nobody has said from whom the letter is"),
            Self::BadSender { address } => {
                write!(
                    f,
                    "me.email is \"{}\", which is no e-mail address",
                    short(address)
                )
            }
            Self::NotAgreed { .. } => f.write_str("the letter was left as the template has it"),
            Self::NothingToSend => f.write_str("there is no letter to be sent"),
            Self::NoWay { name, why, .. } => write!(f, "{name} can't be reached so: {why}"),
        }
    }
}
