//! What is to be said beside the taking in of a list, as values.

use super::super::answer::Remark;

/// What the user should know of what was taken in, and of what was not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportRemark {
    /// The letters of a file were guessed.
    Letters {
        /// The file.
        file: String,
        /// The encoding.
        encoding: &'static str,
    },
    /// Papers came with their dossiers.
    Papers {
        /// How many.
        count: usize,
    },
    /// Photos and the like were left out.
    Attachments {
        /// How many.
        count: usize,
        /// How many bytes they have in the files.
        bytes: usize,
    },
    /// A value was left out, since it says nothing that can stand on a card.
    LeftOut {
        /// The file.
        file: String,
        /// The line, from 1.
        line: u64,
        /// What it is called there.
        what: String,
        /// What it says.
        text: String,
    },
    /// More values were left out than are told.
    MoreLeftOut {
        /// How many more.
        count: usize,
    },
    /// New clients have a phone that somebody of another name has too.
    SamePhone {
        /// How many.
        count: usize,
        /// The first of them.
        name: String,
        /// Who has the same.
        other: String,
    },
    /// Somebody may be one of several who are there: nothing is added to any.
    Several {
        /// The file.
        file: String,
        /// The line, from 1.
        line: u64,
        /// The name there.
        name: String,
        /// Who it may be, as they are typed.
        clients: Vec<String>,
    },
    /// Whole dossiers of managers who have no binder here come into the open one.
    Strangers {
        /// How many dossiers.
        count: usize,
        /// The managers.
        managers: Vec<String>,
        /// Whose binder is open.
        open: String,
    },
    /// Some are there already, and in other binders than the open one.
    Elsewhere {
        /// How many.
        count: usize,
        /// The managers whose binders these are.
        managers: Vec<String>,
    },
    /// Some are there already, and could get something more.
    NotUpdated {
        /// How many.
        count: usize,
    },
}

impl From<ImportRemark> for Remark {
    fn from(remark: ImportRemark) -> Self {
        Self::Import(remark)
    }
}
