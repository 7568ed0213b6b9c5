//! Every *no* of the domain, as one type, each with the way out.
//!
//! The words are plain text: whoever prints them makes what came from data harmless first.

use std::fmt;

use super::Candidate;
use super::lookup::LONGEST_NAME;
use super::said_back::{listed, short};

pub use super::refusal_kind::RefusalKind;
pub use super::refusal_topic::{No, Topic};

/// Why something can't be done. [`fmt::Display`] says what was understood and why not,
/// [`Refusal::hint`] the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A client's name that is empty.
    EmptyName,
    /// A client's name that is too long.
    LongName {
        /// How many characters it has.
        length: usize,
    },
    /// A text that is empty.
    EmptyText,
    /// No word to look for.
    NothingSought,
    /// A text from elsewhere that is not UTF-8.
    NotUtf8 {
        /// Where it came from, such as `the note from stdin`.
        what: &'static str,
    },
    /// No client fits.
    UnknownClient {
        /// What was typed.
        typed: String,
        /// The nearest names, best first.
        nearest: Vec<String>,
    },
    /// Several clients fit.
    AmbiguousClient {
        /// What was typed.
        typed: String,
        /// Those that fit.
        candidates: Vec<Candidate>,
    },
    /// A new client who seems to be in the binder already.
    LikelyDuplicate {
        /// The name that was typed.
        name: String,
        /// Those that are there.
        candidates: Vec<Candidate>,
    },
    /// A manager who has no binder here, into which something was to be filed.
    NoBinder {
        /// The manager.
        manager: String,
        /// Those who have one.
        known: Vec<String>,
    },
    /// A name that no manager can have, since it must do for a folder.
    ManagerName {
        /// What was typed.
        name: String,
    },
    /// A field that only another command changes.
    NotEdited {
        /// The field.
        key: String,
    },
    /// A field that holds several values, and is not set as a whole.
    ListKey {
        /// The field.
        key: String,
    },
    /// A member that is not in the list out of which it was to be taken.
    NoSuchMember {
        /// The list: `phones`, `emails` or `tags`.
        list: &'static str,
        /// What was typed.
        value: String,
        /// The members that it has.
        known: Vec<String>,
    },
    /// No editor to open a dossier in, and no terminal for the usual one.
    NoEditor,
    /// What was saved in an editor is no dossier.
    BadDraft {
        /// What is wrong with it, with line and column.
        why: String,
    },
    /// A field or a setting that there is not.
    UnknownKey {
        /// What was typed.
        key: String,
        /// The nearest, or all, that there are.
        known: Vec<String>,
    },
    /// A value that can't stand where it was to.
    WrongValue {
        /// The field or setting.
        key: String,
        /// What was typed.
        value: String,
        /// What may stand there.
        expected: String,
    },
    /// One on a topic of its own.
    On(Topic),
    /// Any of these, where it is known which client it is about.
    About {
        /// The client, as typed.
        client: String,
        /// What is refused.
        refusal: Box<Refusal>,
    },
    /// Nothing was said that is to be changed.
    NothingToDo {
        /// What could be said, as a command.
        example: String,
    },
    /// Several dossiers are to change, and nobody has agreed to it.
    NotConfirmed {
        /// How many.
        count: usize,
    },
}

impl Refusal {
    /// The clients that could be meant; none but where several are.
    #[must_use]
    pub fn candidates(&self) -> &[Candidate] {
        match self {
            Refusal::AmbiguousClient { candidates, .. }
            | Refusal::LikelyDuplicate { candidates, .. } => candidates,
            Refusal::On(topic) => topic.no().candidates(),
            _ => &[],
        }
    }

    /// What it says of all lines, and of each; `None` but where several are wrong.
    #[must_use]
    pub fn lines(&self) -> Option<(String, Vec<String>)> {
        match self {
            Refusal::On(topic) => topic.no().lines(),
            _ => None,
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::EmptyName => f.write_str("the name is empty"),
            Refusal::LongName { length } => {
                write!(
                    f,
                    "the name has {length} characters, and a name has at most {LONGEST_NAME}"
                )
            }
            Refusal::EmptyText => f.write_str("the text is empty"),
            Refusal::NothingSought => f.write_str("there is no word to look for"),
            Refusal::NotUtf8 { what } => write!(f, "{what} is not UTF-8"),
            Refusal::UnknownClient { typed, .. } => {
                write!(f, "no client fits \"{}\"", short(typed))
            }
            Refusal::AmbiguousClient { typed, candidates } => {
                let typed = short(typed);
                write!(f, "\"{typed}\" fits {} clients", candidates.len())
            }
            Refusal::LikelyDuplicate { name, .. } => {
                write!(f, "\"{name}\" seems to be in the binder already")
            }
            Refusal::NoBinder { manager, known } => {
                write!(f, "{manager} has no binder here")?;
                there_are(known, f)
            }
            Refusal::ManagerName { name } => {
                write!(
                    f,
                    "\"{}\" can't be a manager's name: the manager's folder is called so",
                    short(name)
                )
            }
            Refusal::NotEdited { key } => write!(f, "`{key}` is not changed by edit"),
            Refusal::ListKey { key } => {
                write!(
                    f,
                    "`{key}` holds several values, and can't be set as a whole"
                )
            }
            Refusal::NoSuchMember { list, value, .. } => {
                write!(f, "\"{value}\" is not among the {list}")
            }
            Refusal::NoEditor => f.write_str("there is no editor to open the dossier in"),
            Refusal::BadDraft { why } => write!(f, "what was saved is no dossier: {why}"),
            Refusal::UnknownKey { key, .. } => write!(f, "there is no \"{}\"", short(key)),
            Refusal::WrongValue { key, value, .. } => {
                write!(f, "`{key}` can't be \"{}\"", short(value))
            }
            Refusal::On(topic) => topic.no().fmt(f),
            Refusal::About { refusal, .. } => refusal.fmt(f),
            Refusal::NothingToDo { .. } => f.write_str("nothing to change was said"),
            Refusal::NotConfirmed { count } => {
                let dossiers = if *count == 1 { "dossier" } else { "dossiers" };
                write!(
                    f,
                    "this changes {count} {dossiers}, and nobody has said yes"
                )
            }
        }
    }
}

/// Whose binders there are.
fn there_are(known: &[String], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match known {
        [] => Ok(()),
        [one] => write!(f, "; there is that of {one}"),
        _ => write!(f, "; there are those of {}", listed(known, "and")),
    }
}

impl std::error::Error for Refusal {}
