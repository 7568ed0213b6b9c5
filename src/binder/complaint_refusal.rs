//! Every *no* about complaints and their answers; a part of [`super::Refusal`].

use std::fmt;

use super::complaint::Complaint;
use super::refusal::RefusalKind;
use super::refusal_topic::No;
use super::said_back::short;

/// Why a complaint can't be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ComplaintRefusal {
    /// No complaint of this client waits for an answer.
    NoneOpen {
        /// The client.
        client: String,
    },
    /// Several do, and it wasn't said which is answered.
    SeveralOpen {
        /// The client.
        client: String,
        /// Those that do, in the order of their numbers.
        open: Vec<Complaint>,
    },
    /// Fewer do than the number that was said.
    NoSuchComplaint {
        /// The client.
        client: String,
        /// What was said.
        number: usize,
        /// Those that do.
        open: Vec<Complaint>,
    },
}

impl No for ComplaintRefusal {
    fn kind(&self) -> RefusalKind {
        RefusalKind::Refused
    }

    fn hint(&self) -> String {
        match self {
            Self::NoneOpen { client } => {
                format!(
                    "write it down without --answer; or see what there was: tickler show {client} --all"
                )
            }
            Self::SeveralOpen { client, open } | Self::NoSuchComplaint { client, open, .. } => {
                format!(
                    "say which: tickler note {client} TEXT --answer=N, where N is {}",
                    numbered(open)
                )
            }
        }
    }
}

/// `1 (2024-06-10: 6 of 20 are frayed), 2 (2024-06-11)`.
fn numbered(open: &[Complaint]) -> String {
    let numbered = open.iter().enumerate().map(|(at, complaint)| {
        let day = complaint.at.date_naive();
        let text = complaint.text.split_whitespace();
        let text = text.collect::<Vec<_>>().join(" ");
        match text.as_str() {
            "" => format!("{} ({day})", at + 1),
            text => format!("{} ({day}: {})", at + 1, short(text)),
        }
    });
    numbered.collect::<Vec<_>>().join(", ")
}

impl fmt::Display for ComplaintRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoneOpen { client } => {
                write!(f, "no complaint of {client} waits for an answer")
            }
            Self::SeveralOpen { client, open } => {
                write!(
                    f,
                    "{} complaints of {client} wait for an answer",
                    open.len()
                )
            }
            Self::NoSuchComplaint { client, number, .. } => {
                write!(
                    f,
                    "no complaint of {client} that waits for an answer is number {number}"
                )
            }
        }
    }
}
