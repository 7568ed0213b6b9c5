//! Every *no* to the pen marks of a day sheet; a part of [`Refusal`].

use std::fmt;
use std::iter;

use chrono::NaiveDate;

use super::place::with_weekday;
use super::refusal::RefusalKind;
use super::refusal_topic::{No, Topic};
use super::said_back::short;
use super::{Candidate, CardRefusal, Code, DateRefusal, Refusal};

/// Why marks can't be filed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkRefusal {
    /// It is said who, and nothing else.
    Alone {
        /// Who, as typed.
        who: String,
    },
    /// A word that doesn't say how it ended.
    NotHow {
        /// What was typed.
        word: String,
    },
    /// A note of nothing.
    EmptyNote,
    /// Letters that no line of that day's sheet can have had.
    UnknownCode {
        /// The letters.
        code: Code,
        /// The day.
        day: NaiveDate,
    },
    /// Letters that may be those of one client or of another: one of them came to the day, or left
    /// it, when the sheet was printed already.
    SeveralClients {
        /// The letters.
        code: Code,
        /// The clients.
        candidates: Vec<Candidate>,
    },
    /// A client who is out of the binder: that it was added was taken back.
    Gone,
    /// A client for whom there is a line already.
    Twice {
        /// The number of that line.
        line: usize,
    },
    /// Any of these, and what else can be wrong with a line, where it is known which it is.
    InLine {
        /// The number of the line.
        number: usize,
        /// The line.
        line: String,
        /// The client who is meant, if that is known.
        name: Option<String>,
        /// What is refused.
        refusal: Box<Refusal>,
    },
    /// Several lines, of which each is refused.
    InLines {
        /// What is refused in the first.
        first: Box<Refusal>,
        /// In the others.
        others: Vec<Refusal>,
    },
}

impl MarkRefusal {
    /// One refusal of all that were made of single lines; `None` if none was.
    #[must_use]
    pub fn of_lines(refusals: Vec<Refusal>) -> Option<Refusal> {
        let mut refusals = refusals.into_iter();
        let first = refusals.next()?;
        let others: Vec<Refusal> = refusals.collect();
        if others.is_empty() {
            return Some(first);
        }
        let first = Box::new(first);
        Some(Self::InLines { first, others }.into())
    }
}

impl No for MarkRefusal {
    fn kind(&self) -> RefusalKind {
        match self {
            Self::Alone { .. } | Self::NotHow { .. } | Self::EmptyNote => RefusalKind::Misspoken,
            Self::UnknownCode { .. } => RefusalKind::Unknown,
            Self::SeveralClients { .. } | Self::Gone | Self::Twice { .. } => RefusalKind::Refused,
            Self::InLine { refusal, .. } => refusal.kind(),
            Self::InLines { first, .. } => first.kind(),
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::Alone { .. } | Self::NotHow { .. } => {
                "r is reached, n no answer, m left a message; else won, lost or note: \
                 \"ab r fri wants an offer\""
                    .to_owned()
            }
            Self::EmptyNote => "say what to write down: \"ab note likes tea\"".to_owned(),
            Self::UnknownCode { .. } => {
                "look at the letters, and at the day of the sheet: tickler file --sheet yesterday; \
                 a client's name does as well"
                    .to_owned()
            }
            Self::SeveralClients { candidates, .. } => {
                let first = candidates.first().map_or("", |one| &one.client);
                format!("write the client instead of the letters, as in \"{first} r fri\"")
            }
            Self::Gone => {
                "leave the line out; to have the client again: tickler add NAME".to_owned()
            }
            Self::Twice { .. } => "put both into one line".to_owned(),
            Self::InLine { refusal, .. } => match **refusal {
                Refusal::On(Topic::Date(DateRefusal::NotADate { .. })) => {
                    "behind how it ended stands a date, or - where the client's cadence says it: \
                     \"ab r - all well\""
                        .to_owned()
                }
                Refusal::About { ref refusal, .. }
                    if matches!(
                        **refusal,
                        Refusal::On(Topic::Card(CardRefusal::NotReached { .. }))
                    ) =>
                {
                    "say when to try again: \"ab n tomorrow\"".to_owned()
                }
                Refusal::On(Topic::Date(DateRefusal::NoDate)) => {
                    "say the day of the next contact: \"ab r fri\"".to_owned()
                }
                _ => refusal.hint(),
            },
            Self::InLines { first, .. } => format!("of the first: {}", first.hint()),
        }
    }

    fn candidates(&self) -> &[Candidate] {
        match self {
            Self::SeveralClients { candidates, .. } => candidates,
            Self::InLine { refusal, .. } => refusal.candidates(),
            _ => &[],
        }
    }

    fn lines(&self) -> Option<(String, Vec<String>)> {
        match self {
            Self::InLines { first, others } => {
                let of_all = format!("{} lines can't be filed", others.len() + 1);
                let each = iter::once(&**first).chain(others);
                Some((of_all, each.map(Refusal::to_string).collect()))
            }
            _ => None,
        }
    }
}

impl fmt::Display for MarkRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Alone { who } => write!(f, "\"{}\" stands alone", short(who)),
            Self::NotHow { word } => write!(f, "\"{}\" doesn't say how it ended", short(word)),
            Self::EmptyNote => f.write_str("nothing is noted"),
            Self::UnknownCode { code, day } => {
                write!(f, "the sheet of {} has no line {code}", with_weekday(*day))
            }
            Self::SeveralClients { code, candidates } => {
                let count = candidates.len();
                write!(
                    f,
                    "{code} may be any of {count} clients, who came or went since the print"
                )
            }
            Self::Gone => f.write_str("that this client was added was taken back"),
            Self::Twice { line } => write!(f, "line {line} is of the same client"),
            Self::InLine {
                number,
                line,
                name,
                refusal,
            } => {
                write!(f, "line {number}, \"{}\"", short(line))?;
                if let Some(name) = name {
                    write!(f, ", {name}")?;
                }
                write!(f, ": {refusal}")
            }
            Self::InLines { first, others } => {
                first.fmt(f)?;
                others.iter().try_for_each(|other| write!(f, "; {other}"))
            }
        }
    }
}
