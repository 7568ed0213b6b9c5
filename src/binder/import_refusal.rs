//! Every *no* to a list of clients that is to be taken in; a part of [`super::Refusal`].

use std::fmt;

use super::refusal::RefusalKind;
use super::refusal_topic::No;
use super::said_back::{listed, short};

/// How many bad rows are named; of more it is said how many there are.
const NAMED: usize = 20;

/// Why a list of clients can't be taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportRefusal {
    /// A file that can't be read at all.
    CantRead {
        /// The file.
        file: String,
        /// Why, as the end of a sentence: `can't be read: …`, `is empty`.
        why: String,
    },
    /// A paper in a file of whole dossiers is not what it is called.
    DamagedPaper {
        /// The file.
        file: String,
        /// The paper, as it is called there.
        paper: String,
    },
    /// A list in which no column says the name.
    NoName {
        /// The file.
        file: String,
        /// What its columns are called.
        columns: Vec<String>,
    },
    /// A column that was to be mapped, and is not there.
    NoSuchColumn {
        /// What was typed.
        column: String,
        /// What the columns are called.
        known: Vec<String>,
    },
    /// A word that names nothing on the card.
    NoSuchTarget {
        /// What was typed.
        target: String,
        /// The words that do.
        known: Vec<String>,
    },
    /// A column that was to be mapped to nothing, and not to nothing at all: there is no `=`.
    NotAMapping {
        /// What was typed.
        text: String,
    },
    /// A date of which can't be told what is the day and what the month.
    EitherDate {
        /// The file.
        file: String,
        /// The column.
        column: String,
        /// The line.
        line: u64,
        /// The date.
        text: String,
    },
    /// An encoding that there is not.
    NoSuchEncoding {
        /// What was typed.
        name: String,
    },
    /// More than is taken in at once.
    TooMuch {
        /// The file in which it became too much.
        file: String,
        /// What there is too much of, with the most that is taken.
        most: String,
    },
    /// Rows that can't be taken.
    BadRows {
        /// Them all.
        rows: Vec<BadRow>,
    },
}

/// A row of a file that can't be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// The file.
    pub file: String,
    /// The line on which it begins, from 1.
    pub line: u64,
    /// Why, as a sentence without its stop.
    pub why: String,
    /// Whether the rest of the file can't be read after it.
    pub ends: bool,
}

impl No for ImportRefusal {
    fn kind(&self) -> RefusalKind {
        match self {
            Self::CantRead { .. }
            | Self::DamagedPaper { .. }
            | Self::TooMuch { .. }
            | Self::EitherDate { .. }
            | Self::BadRows { .. } => RefusalKind::Refused,
            Self::NoName { .. }
            | Self::NoSuchColumn { .. }
            | Self::NoSuchTarget { .. }
            | Self::NotAMapping { .. }
            | Self::NoSuchEncoding { .. } => RefusalKind::Misspoken,
        }
    }

    fn hint(&self) -> String {
        let hint = match self {
            Self::CantRead { .. } => {
                "save the list as CSV, vCard or JSON, and try it: tickler import FILE --dry-run"
            }
            Self::DamagedPaper { .. } => {
                "write the file again: tickler export json --with-papers -o FILE; or take the \
                 dossiers.json in it without its papers"
            }
            Self::NoName { columns, .. } => {
                let column = columns.first().map_or("COLUMN", String::as_str);
                return format!(
                    "say which does: tickler import FILE --map \"{}=name\"",
                    short(column)
                );
            }
            Self::NoSuchColumn { known, .. } => {
                return format!("the columns are called {}", listed(known, "and"));
            }
            Self::NoSuchTarget { known, .. } => {
                return format!(
                    "a column can go to {}; \"Column=\" leaves it out",
                    listed(known, "or")
                );
            }
            Self::NotAMapping { .. } => {
                "a column goes to a word of the card: --map \"Mobile Phone=phone\""
            }
            Self::EitherDate { .. } => "say which: tickler import FILE --dates dmy, or --dates mdy",
            Self::NoSuchEncoding { .. } => {
                "name one such as utf-8, utf-16, windows-1252, windows-1251 or windows-1257"
            }
            Self::TooMuch { .. } => "take it in in parts: each a file of its own",
            Self::BadRows { rows } if rows.iter().any(|row| row.ends) => {
                "nothing was taken in; mend the file there, and import it again"
            }
            Self::BadRows { .. } => {
                "nothing was taken in; take the rest with: tickler import FILE --skip-bad"
            }
        };
        hint.to_owned()
    }

    fn lines(&self) -> Option<(String, Vec<String>)> {
        match self {
            Self::BadRows { rows } if rows.len() > 1 => {
                let of_all = format!("{} rows can't be taken in", rows.len());
                Some((of_all, rows.iter().map(BadRow::to_string).collect()))
            }
            _ => None,
        }
    }
}

impl fmt::Display for ImportRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CantRead { file, why } => write!(f, "{file} {why}"),
            Self::DamagedPaper { file, paper } => {
                write!(f, "{file} holds the paper {paper} damaged")
            }
            Self::NoName { file, columns } => {
                let columns: Vec<String> = columns.iter().map(|column| short(column)).collect();
                write!(
                    f,
                    "no column of {file} says the name: {}",
                    listed(&columns, "and")
                )
            }
            Self::NoSuchColumn { column, .. } => {
                write!(f, "no column is called \"{}\"", short(column))
            }
            Self::NoSuchTarget { target, .. } => {
                write!(f, "\"{}\" is nothing on the card", short(target))
            }
            Self::NotAMapping { text } => {
                write!(f, "\"{}\" does not say where a column goes", short(text))
            }
            Self::EitherDate {
                file,
                column,
                line,
                text,
            } => write!(
                f,
                "{file}, line {line}: \"{}\" in the column {} can be two days",
                short(text),
                short(column)
            ),
            Self::NoSuchEncoding { name } => {
                write!(f, "\"{}\" is no encoding that is known", short(name))
            }
            Self::TooMuch { file, most } => {
                write!(f, "{file} has more than is taken in at once: {most}")
            }
            Self::BadRows { rows } => bad_rows(rows, f),
        }
    }
}

/// All of them in one line, as programs get them.
fn bad_rows(rows: &[BadRow], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (number, row) in rows.iter().take(NAMED).enumerate() {
        let joint = if number == 0 { "" } else { "; " };
        write!(f, "{joint}{row}")?;
    }
    match rows.len().saturating_sub(NAMED) {
        0 => Ok(()),
        more => write!(f, "; and {more} more"),
    }
}

impl fmt::Display for BadRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            file, line, why, ..
        } = self;
        write!(f, "{file}, line {line}: {why}")
    }
}
