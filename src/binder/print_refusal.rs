//! Every *no* about pages for paper; a part of [`super::Refusal`].

use std::fmt;

use super::refusal::RefusalKind;
use super::refusal_topic::No;
use super::said_back::short;

/// Why pages can't be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrintRefusal {
    /// A page for a browser would be shown on a terminal.
    OnTerminal {
        /// What is printed, as typed.
        what: String,
    },
    /// A second word where none belongs.
    OneTooMany {
        /// What is printed, as typed.
        what: String,
        /// The word behind it.
        word: String,
    },
    /// A flag that says nothing of what is printed.
    NotOf {
        /// What is printed, as typed.
        what: String,
        /// The flag.
        flag: &'static str,
        /// What it is for, as typed.
        example: &'static str,
    },
}

impl No for PrintRefusal {
    fn kind(&self) -> RefusalKind {
        match self {
            Self::OnTerminal { .. } => RefusalKind::Refused,
            Self::OneTooMany { .. } | Self::NotOf { .. } => RefusalKind::Misspoken,
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::OnTerminal { what } => format!(
                "look at it in the browser: tickler print {what} --open; or keep it: tickler print \
                 {what} -o page.html"
            ),
            Self::OneTooMany { what, word } if what == "dividers" => {
                format!("leave \"{}\" out: tickler print dividers", short(word))
            }
            Self::OneTooMany { what, word } => format!(
                "a name of several words goes between quotes: tickler print \"{} {}\"",
                short(what),
                short(word)
            ),
            Self::NotOf { example, .. } => {
                format!("leave it out; it is for: tickler print {example}")
            }
        }
    }
}

impl fmt::Display for PrintRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OnTerminal { .. } => {
                f.write_str("what is printed is a page for a browser, and this is a terminal")
            }
            Self::OneTooMany { what, word } => write!(
                f,
                "nothing stands behind \"{}\", and there is \"{}\"",
                short(what),
                short(word)
            ),
            Self::NotOf { what, flag, .. } => {
                write!(f, "{flag} says nothing of what \"{}\" prints", short(what))
            }
        }
    }
}
