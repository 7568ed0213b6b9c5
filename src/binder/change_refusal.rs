//! Why a change can't be made, or be taken back, as a whole.

use std::fmt;

use super::Month;
use super::refusal::RefusalKind;
use super::refusal_topic::No;
use super::said_back::listed;

/// A change that is refused, though each part of it was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeRefusal {
    /// A dossier that is to be opened again, but is not closed.
    NotClosed {
        /// The client.
        client: String,
    },
    /// A dossier that is to be closed, but is already.
    AlreadyClosed {
        /// The client.
        client: String,
    },
    /// There is no command that could be taken back, or done again.
    NothingToUndo {
        /// It was to be done again.
        again: bool,
    },
    /// A client is to be erased, and nobody has agreed to it.
    NotErased {
        /// The client.
        client: String,
    },
    /// A dossier that would become too large to be read again.
    TooLarge {
        /// The client.
        client: String,
        /// How many bytes it would have.
        bytes: usize,
    },
    /// A dossier with values in each other that would become too deep to be read again: an editor has
    /// put them there.
    TooDeep {
        /// The client.
        client: String,
    },
    /// A day that is to be brought down to what can be done, but has passed.
    PassedDay {
        /// What was typed, as it was understood.
        understood: String,
    },
    /// A month that is to be dealt out, and has no dossiers; or none that has begun has any.
    NothingToDeal {
        /// The month, if one was named.
        month: Option<Month>,
        /// The months that have some, each as it is typed, with how many.
        others: Vec<(String, usize)>,
    },
    /// Something was written into a dossier after it was added, which undoing the adding would hide.
    WrittenSince {
        /// The client.
        client: String,
        /// How many entries.
        count: usize,
    },
}

impl No for ChangeRefusal {
    fn kind(&self) -> RefusalKind {
        RefusalKind::Refused
    }

    fn hint(&self) -> String {
        match self {
            Self::NotClosed { client } => {
                format!("refile it: tickler move {client} --on fri")
            }
            Self::AlreadyClosed { client } => {
                format!("take it back among the dividers: tickler reopen {client} --on fri")
            }
            Self::NothingToUndo { .. } => "see what was done: tickler log".to_owned(),
            Self::NotErased { client } => {
                format!("there is no undo for it; if it is meant: tickler forget {client} --yes")
            }
            Self::TooLarge { .. } => {
                "keep the text in a file of its own, and note where it is".to_owned()
            }
            Self::TooDeep { client } => {
                format!("take some of the brackets out in an editor: tickler edit {client}")
            }
            Self::PassedDay { .. } => {
                "what was left there is carried over to today: tickler spread".to_owned()
            }
            Self::NothingToDeal { others, .. } => match others.as_slice() {
                [] => "put a client behind a month first: tickler move CLIENT --on jul".to_owned(),
                [(first, _), ..] => {
                    let others = others
                        .iter()
                        .map(|(month, count)| format!("{month} ({count})"));
                    let others: Vec<String> = others.collect();
                    let others = listed(&others, "and");
                    format!(
                        "there are dossiers without a day in {others}; to deal them out: tickler deal {first}"
                    )
                }
            },
            Self::WrittenSince { client, .. } => {
                format!(
                    "look first: tickler show {client} --all; if it is meant: tickler undo --yes"
                )
            }
        }
    }
}

impl fmt::Display for ChangeRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotClosed { client } => write!(f, "{client} is not closed"),
            Self::AlreadyClosed { client } => write!(f, "{client} is closed already"),
            Self::NothingToUndo { again: false } => {
                f.write_str("there is nothing to take back: nothing was done here by this manager")
            }
            Self::NothingToUndo { again: true } => {
                f.write_str("there is nothing to do again: nothing was taken back last")
            }
            Self::NotErased { client } => {
                write!(f, "{client} was not erased: nobody has said yes")
            }
            Self::TooLarge { client, bytes } => write!(
                f,
                "the dossier of {client} would have {bytes} bytes, and one of more than 4 MiB is not read"
            ),
            Self::TooDeep { client } => write!(
                f,
                "the dossier of {client} would have too many brackets in each other to be read again"
            ),
            Self::PassedDay { understood } => f.write_str(understood),
            Self::NothingToDeal {
                month: Some(month), ..
            } => write!(f, "nobody stands behind the month {month} without a day"),
            Self::NothingToDeal { month: None, .. } => {
                f.write_str("no month that has begun has dossiers without a day")
            }
            Self::WrittenSince { client, count } => write!(
                f,
                "taking the adding of {client} back would hide what was written there since: {count} {}",
                if *count == 1 { "entry" } else { "entries" }
            ),
        }
    }
}
