//! Every *no* about binders and dossiers that change hands; a part of [`super::Refusal`].

use std::fmt;

use super::refusal::RefusalKind;
use super::refusal_topic::No;

/// Why something can't be given, lent, or brought back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HandingRefusal {
    /// A manager who has left, into whose binder something was to be written.
    HasLeft {
        /// The manager.
        manager: String,
    },
    /// A manager who isn't known here, and was to give or to take.
    UnknownManager {
        /// What was typed.
        manager: String,
        /// The managers that could be meant, best first.
        nearest: Vec<String>,
        /// All who are known.
        known: Vec<String>,
        /// Whether a binder could be opened for that name by the same command.
        may_be_new: bool,
    },
    /// A binder that was to be opened for somebody who has one.
    NotNew {
        /// The manager.
        manager: String,
    },
    /// A binder that was to go to the one who has it.
    ToOneself {
        /// The manager.
        manager: String,
    },
    /// A client who was to be assigned to the manager who has it.
    TheirsAlready {
        /// The client.
        client: String,
        /// The manager.
        manager: String,
    },
    /// A binder with nothing in it that could be handed over.
    NothingToHand {
        /// Whose it is.
        manager: String,
        /// How many closed dossiers are in it.
        closed: usize,
    },
    /// A binder of which all that could be handed over is lent already.
    AllLent {
        /// Whose it is.
        manager: String,
        /// How many dossiers are lent.
        count: usize,
    },
    /// A binder of which nothing is lent that could be brought back.
    NothingLent {
        /// Whose it is.
        manager: String,
    },
    /// A manager who is to leave, and has lent dossiers.
    StillLent {
        /// The manager.
        manager: String,
        /// How many.
        count: usize,
    },
    /// A day of return that has passed.
    PassedUntil {
        /// What was understood, and that it has passed.
        understood: String,
        /// A day that has not passed.
        example: String,
    },
}

impl No for HandingRefusal {
    fn kind(&self) -> RefusalKind {
        match self {
            Self::UnknownManager { .. } => RefusalKind::Unknown,
            _ => RefusalKind::Refused,
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::HasLeft { manager } => {
                format!("if {manager} is back: tickler config --manager {manager} left false")
            }
            Self::UnknownManager {
                nearest,
                known,
                may_be_new,
                ..
            } => {
                let ways = [
                    (!nearest.is_empty()).then(|| format!("did you mean {}?", nearest.join(", "))),
                    may_be_new.then(|| "for somebody who is new here, add --new".to_owned()),
                    (nearest.is_empty() && !known.is_empty())
                        .then(|| format!("there are the binders of {}", known.join(", "))),
                    (known.is_empty() && !may_be_new)
                        .then(|| "begin with a client: tickler add \"Ivan Ivanov\"".to_owned()),
                ];
                let ways: Vec<String> = ways.into_iter().flatten().collect();
                ways.join("; ").replace("?;", "? Or")
            }
            Self::NotNew { .. } => "leave --new out".to_owned(),
            Self::ToOneself { manager } => {
                format!("name somebody else: tickler handover {manager} --to COLLEAGUE")
            }
            Self::TheirsAlready { client, .. } => format!("look at it: tickler show {client}"),
            Self::NothingToHand { closed: 0, manager } => format!(
                "nothing has to be given; for one who leaves: tickler config --manager {manager} left true"
            ),
            Self::NothingToHand { .. } => "take the closed ones along: --closed".to_owned(),
            Self::NothingLent { manager } => {
                format!("lend it first: tickler handover {manager} --to COLLEAGUE --until fri")
            }
            Self::AllLent { manager, .. } | Self::StillLent { manager, .. } => {
                format!("bring them back first: tickler handover {manager} --back --yes")
            }
            Self::PassedUntil { example, .. } => {
                format!("say the day of return: --until {example}, or --until fri")
            }
        }
    }
}

fn of_that_binder(count: usize) -> String {
    match count {
        1 => "1 dossier of that binder is".to_owned(),
        count => format!("{count} dossiers of that binder are"),
    }
}

impl fmt::Display for HandingRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::HasLeft { manager } => write!(f, "{manager} has left, and takes nothing more"),
            Self::UnknownManager { manager, .. } => write!(f, "{manager} has no binder here"),
            Self::NotNew { manager } => write!(f, "{manager} has a binder here already"),
            Self::ToOneself { manager } => write!(f, "{manager} has that binder already"),
            Self::TheirsAlready { client, manager } => {
                write!(f, "{client} is in the binder of {manager} already")
            }
            Self::NothingToHand { manager, closed: 0 } => {
                write!(f, "the binder of {manager} is empty")
            }
            Self::NothingToHand { manager, .. } => {
                write!(f, "the binder of {manager} has only closed dossiers")
            }
            Self::NothingLent { manager } => write!(f, "nothing of {manager}'s binder is lent"),
            Self::AllLent { manager, count } => {
                let lent = of_that_binder(*count);
                write!(f, "{manager} has nothing to hand over: {lent} lent already")
            }
            Self::StillLent { manager, count } => {
                let lent = of_that_binder(*count);
                write!(
                    f,
                    "{manager} can't be marked as having left: {lent} still lent"
                )
            }
            Self::PassedUntil { understood, .. } => f.write_str(understood),
        }
    }
}
