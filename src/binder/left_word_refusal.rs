//! Every *no* about word left for a colleague; a part of [`super::Refusal`].

use std::fmt;

use super::refusal::RefusalKind;
use super::refusal_topic::No;

/// Why word can't be left, or marked as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftWordRefusal {
    /// Word for somebody who has no binder here, so that nobody would see it.
    NoAddressee {
        /// Who was typed.
        manager: String,
        /// The nearest of those who have one.
        nearest: Vec<String>,
        /// All of them.
        known: Vec<String>,
    },
    /// Word for somebody who has left.
    AddresseeLeft {
        /// Who was typed.
        manager: String,
    },
    /// No word for this manager in the dossier, that could be marked as read.
    NoWord {
        /// The client.
        client: String,
        /// The manager.
        manager: String,
    },
}

impl No for LeftWordRefusal {
    fn kind(&self) -> RefusalKind {
        match self {
            Self::NoAddressee { .. } => RefusalKind::Unknown,
            Self::AddresseeLeft { .. } | Self::NoWord { .. } => RefusalKind::Refused,
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::NoAddressee { nearest, .. } if !nearest.is_empty() => {
                format!("did you mean {}?", nearest.join(", "))
            }
            Self::NoAddressee { manager, known, .. } => {
                let open = format!("open a binder: tickler config --manager {manager} --new");
                match &known[..] {
                    [] => open,
                    known => format!("there are {}; or {open}", known.join(", ")),
                }
            }
            Self::AddresseeLeft { .. } => {
                "leave it for another: tickler note CLIENT TEXT --for MANAGER".to_owned()
            }
            Self::NoWord { client, .. } => {
                format!("see what is written there: tickler show {client}")
            }
        }
    }
}

impl fmt::Display for LeftWordRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoAddressee { manager, .. } => {
                write!(
                    f,
                    "{manager} has no binder here, in which the word would be seen"
                )
            }
            Self::AddresseeLeft { manager } => {
                write!(f, "{manager} has left, and would not see the word")
            }
            Self::NoWord { client, manager } => {
                write!(
                    f,
                    "there is no unread word for {manager} in the dossier {client}"
                )
            }
        }
    }
}
