//! Every *no* about own forms; a part of [`super::Refusal`].

use std::fmt;

use super::refusal::RefusalKind;
use super::refusal_topic::No;
use super::said_back::{listed, short};

/// Why a form can't be filled in, or be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormRefusal {
    /// There is no form in the store.
    NoForms,
    /// There is none of this name.
    UnknownForm {
        /// What was typed.
        typed: String,
        /// Those there are.
        known: Vec<String>,
    },
    /// Several are meant.
    AmbiguousForm {
        /// What was typed.
        typed: String,
        /// Those that fit.
        fits: Vec<String>,
    },
    /// The form doesn't ask this.
    UnknownField {
        /// The form.
        form: String,
        /// What was typed.
        key: String,
        /// What it asks.
        known: Vec<String>,
    },
    /// The form doesn't ask this of the client, as things are.
    NotAsked {
        /// The field.
        key: String,
        /// When it is asked.
        condition: String,
    },
    /// A number that can be read in two ways.
    TwoWays {
        /// The field.
        key: String,
        /// What was typed.
        typed: String,
        /// One of them.
        one: String,
        /// The other.
        other: String,
    },
    /// What is required is missing.
    Missing {
        /// The form.
        form: String,
        /// The fields.
        keys: Vec<String>,
    },
    /// No answer is given, and there is nobody to ask.
    NobodyToAsk {
        /// The form.
        form: String,
    },
    /// There is a form of this name already.
    Exists {
        /// The name.
        name: String,
    },
    /// Nothing in the name would do for a file.
    NoName {
        /// What was typed.
        typed: String,
    },
}

impl No for FormRefusal {
    fn kind(&self) -> RefusalKind {
        match self {
            Self::NoForms | Self::UnknownForm { .. } => RefusalKind::Unknown,
            Self::AmbiguousForm { .. }
            | Self::NotAsked { .. }
            | Self::Missing { .. }
            | Self::NobodyToAsk { .. }
            | Self::Exists { .. } => RefusalKind::Refused,
            Self::UnknownField { .. } | Self::TwoWays { .. } | Self::NoName { .. } => {
                RefusalKind::Misspoken
            }
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::NoForms => "make one from an example: tickler form --new needs".to_owned(),
            Self::UnknownForm { known, .. } => match known.as_slice() {
                [one] => format!("there is {one}; what it asks: tickler form --list"),
                known => format!(
                    "there are {}; what they ask: tickler form --list",
                    listed(known, "and")
                ),
            },
            Self::AmbiguousForm { fits, .. } => {
                format!("type it as it stands: {}", listed(fits, "or"))
            }
            Self::UnknownField { known, .. } => format!("it asks {}", listed(known, "and")),
            Self::NotAsked { .. } => "leave it out, or set first what it depends on".to_owned(),
            Self::TwoWays { one, other, .. } => format!("type {one}, or {other}0"),
            Self::Missing { keys, .. } => {
                let keys = keys.iter().map(|key| format!("--set {key}=…"));
                let keys: Vec<String> = keys.collect();
                format!(
                    "say {}; or keep what is said so far: --partly",
                    listed(&keys, "and")
                )
            }
            Self::NobodyToAsk { form } => format!(
                "say the answers: tickler form CLIENT {form} --set KEY=VALUE; what it asks: \
                 tickler form --list"
            ),
            Self::Exists { .. } => {
                "what there is: tickler form --list; or take another name: tickler form --new NAME"
                    .to_owned()
            }
            Self::NoName { .. } => {
                "letters and digits do, as in: tickler form --new needs".to_owned()
            }
        }
    }
}

impl fmt::Display for FormRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoForms => f.write_str("there is no form here yet"),
            Self::UnknownForm { typed, .. } => write!(f, "there is no form \"{}\"", short(typed)),
            Self::AmbiguousForm { typed, fits } => {
                write!(f, "\"{}\" fits {} forms", short(typed), fits.len())
            }
            Self::UnknownField { form, key, .. } => {
                write!(f, "the form {form} asks no `{}`", short(key))
            }
            Self::NotAsked { key, condition } => {
                write!(f, "`{key}` is asked only if {condition}")
            }
            Self::TwoWays { key, typed, .. } => {
                write!(
                    f,
                    "\"{}\" for `{key}` can be read in two ways",
                    short(typed)
                )
            }
            Self::Missing { form, keys } => write!(
                f,
                "the form {form} is not filled in without {}",
                listed(keys, "and")
            ),
            Self::NobodyToAsk { form } => write!(
                f,
                "no answer to the form {form} is given, and there is nobody to ask"
            ),
            Self::Exists { name } => write!(f, "there is a form {name} already"),
            Self::NoName { typed } => write!(f, "a form can't be called \"{}\"", short(typed)),
        }
    }
}
