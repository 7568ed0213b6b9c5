//! Every *no* about the papers of a client; a part of [`super::Refusal`].

use std::fmt;

use super::paper::LONGEST_NAME;
use super::refusal::RefusalKind;
use super::refusal_topic::No;
use super::said_back::short;

/// Why a paper can't be put in, taken out or opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaperRefusal {
    /// What is to be put in is no file.
    NoFile {
        /// The path.
        path: String,
        /// What it is: `a folder`.
        what: &'static str,
    },
    /// What is to be put in can't be read.
    CantRead {
        /// The path.
        path: String,
        /// Why not.
        why: String,
    },
    /// It was changed while it was copied: what is copied is neither the one nor the other.
    ChangedMeanwhile {
        /// The path.
        path: String,
    },
    /// Nothing says what a paper is called.
    NoName,
    /// A name that is too long.
    LongName {
        /// How many characters it has.
        length: usize,
    },
    /// One name for several papers.
    OneNameForSeveral,
    /// Standard input is to be read twice.
    InputTwice,
    /// The client has no paper of that number.
    NoSuchPaper {
        /// The client.
        client: String,
        /// The number.
        n: usize,
        /// How many there are.
        papers: usize,
    },
    /// What is listed names no file that can be a paper.
    NamesNoFile {
        /// The client.
        client: String,
        /// The number.
        n: usize,
    },
    /// The file is not in the store.
    Missing {
        /// What the paper is called.
        name: String,
        /// Where it is to lie.
        path: String,
    },
    /// To open it is to run it.
    Program {
        /// What the paper is called.
        name: String,
        /// Where it lies.
        path: String,
    },
}

impl No for PaperRefusal {
    fn kind(&self) -> RefusalKind {
        match self {
            Self::ChangedMeanwhile { .. }
            | Self::NoSuchPaper { .. }
            | Self::NamesNoFile { .. }
            | Self::Missing { .. }
            | Self::Program { .. } => RefusalKind::Refused,
            _ => RefusalKind::Misspoken,
        }
    }

    fn hint(&self) -> String {
        let hint = match self {
            Self::NoFile { what, .. } if *what == FOLDER => "name the files that are in it",
            Self::NoFile { .. } => {
                "hand over what it says as standard input: tickler attach CLIENT - --name NAME"
            }
            Self::CantRead { .. } => "name a file that can be read, or - for standard input",
            Self::ChangedMeanwhile { .. } => "say it again once nobody writes into it",
            Self::NoName => "say what it is to be called: --name offer.pdf",
            Self::LongName { .. } => "say a shorter one: --name offer.pdf",
            Self::OneNameForSeveral => {
                "put that one in by itself: tickler attach CLIENT FILE --name NAME"
            }
            Self::InputTwice => "name - once",
            Self::NoSuchPaper { client, papers, .. } if *papers > 0 => {
                return format!("see which there are: tickler show {client}");
            }
            Self::NoSuchPaper { .. } => "put one in: tickler attach CLIENT FILE",
            Self::NamesNoFile { client, n } => {
                return format!("take it out of the list: tickler attach {client} --remove {n}");
            }
            Self::Missing { .. } => {
                "bring it back from a backup or a colleague's copy, or put it in anew: tickler \
                 attach CLIENT FILE"
            }
            Self::Program { path, .. } => return format!("look what it is first: less {path}"),
        };
        hint.to_owned()
    }
}

/// What a folder is called in [`PaperRefusal::NoFile`].
pub const FOLDER: &str = "a folder";

impl fmt::Display for PaperRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFile { path, what } => {
                write!(f, "{path} is {what}, and a paper is a file")
            }
            Self::CantRead { path, why } => write!(f, "{path} can't be read: {why}"),
            Self::ChangedMeanwhile { path } => {
                write!(f, "{path} was changed while it was copied")
            }
            Self::NoName => f.write_str("nothing says what the paper is called"),
            Self::LongName { length } => write!(
                f,
                "the name of the paper has {length} characters, and it may have {LONGEST_NAME}"
            ),
            Self::OneNameForSeveral => f.write_str("one name is said for several papers"),
            Self::InputTwice => f.write_str("standard input can be read only once"),
            Self::NoSuchPaper { client, n, .. } => {
                write!(f, "{client} has no paper with the number {n}")
            }
            Self::NamesNoFile { client, n } => write!(
                f,
                "what is listed as paper {n} of {client} names no file of the store"
            ),
            Self::Missing { name, path } => {
                write!(f, "{} is not in the store: there is no {path}", short(name))
            }
            Self::Program { name, .. } => write!(
                f,
                "{} is a kind of program, and to open it may be to run it",
                short(name)
            ),
        }
    }
}
