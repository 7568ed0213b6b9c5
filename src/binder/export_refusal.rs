//! Every *no* about what is written for other programs; a part of [`super::Refusal`].

use std::fmt;

use super::refusal::RefusalKind;
use super::refusal_topic::No;
use super::said_back::short;

/// Why an export can't be written so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportRefusal {
    /// A flag that says nothing of what is exported.
    NotOf {
        /// The flag.
        flag: &'static str,
        /// What is exported, as typed.
        format: &'static str,
        /// What it is for, as typed.
        example: &'static str,
    },
    /// JSON is wanted of what goes to standard output in another format.
    TwoAnswers {
        /// What is exported, as typed.
        format: &'static str,
    },
    /// Dossiers and papers are to go into what is no file.
    PapersIntoNoFile,
    /// A file is to be written where a folder is.
    IsFolder {
        /// The file, as typed.
        file: String,
    },
    /// A file is to be written into the store.
    InTheStore {
        /// The file, as typed.
        file: String,
    },
    /// A file that can't be made.
    CantBeMade {
        /// The file, as typed.
        file: String,
        /// What the machine says.
        why: String,
    },
}

impl No for ExportRefusal {
    fn kind(&self) -> RefusalKind {
        match self {
            Self::InTheStore { .. } => RefusalKind::Refused,
            _ => RefusalKind::Misspoken,
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::NotOf { example, .. } => {
                format!("leave it out; it is for: tickler export {example}")
            }
            Self::TwoAnswers { format } => format!(
                "say where the export is to go: tickler export {format} -o FILE --json; or leave \
                 --json out"
            ),
            Self::PapersIntoNoFile => {
                "say which file: tickler export json --with-papers -o FILE".to_owned()
            }
            Self::IsFolder { file } => format!("name a file in it: -o {}/FILE", short(file)),
            Self::InTheStore { .. } => {
                "only dossiers belong there; name a file outside of it: -o FILE".to_owned()
            }
            Self::CantBeMade { .. } => {
                "look at the folder it is to be in, or name another file: -o FILE".to_owned()
            }
        }
    }
}

impl fmt::Display for ExportRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotOf { flag, format, .. } => write!(f, "{flag} says nothing of {format}"),
            Self::TwoAnswers { format } => {
                write!(
                    f,
                    "what goes to standard output is {format}, and can't be JSON too"
                )
            }
            Self::PapersIntoNoFile => f.write_str("papers can be written into a file alone"),
            Self::IsFolder { file } => write!(f, "\"{}\" is a folder", short(file)),
            Self::InTheStore { file } => write!(f, "\"{}\" is in the store", short(file)),
            Self::CantBeMade { file, why } => {
                write!(f, "\"{}\" can't be written: {why}", short(file))
            }
        }
    }
}
