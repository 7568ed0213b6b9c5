//! Every *no* about offers and letters that are written from a template; a part of [`super::Refusal`].

use std::fmt;

use chrono::NaiveDate;

use super::field::{FIELDS, Shape};
use super::place::with_weekday;
use super::refusal::RefusalKind;
use super::refusal_topic::No;
use super::said_back::{listed, short};

/// Why nothing can be written from a template, or an offer can't be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftRefusal {
    /// No template was named.
    NoneNamed {
        /// The client.
        client: String,
        /// Those that there are.
        known: Vec<String>,
    },
    /// There is no template of that name.
    NoSuchTemplate {
        /// What was typed.
        name: String,
        /// Those that there are, the nearest first.
        known: Vec<String>,
    },
    /// None of that name comes with tickler.
    NoSuchExample {
        /// What was typed.
        name: String,
        /// Those that do.
        known: Vec<String>,
    },
    /// A template of that name is in the store already.
    TemplateThere {
        /// Its name.
        name: String,
    },
    /// A template has an error.
    BadTemplate {
        /// Its file, below the store's folder.
        file: String,
        /// The line, where it is known.
        line: Option<usize>,
        /// What is wrong.
        why: String,
    },
    /// A template needs what nobody has said.
    Missing {
        /// The template's file, below the store's folder.
        file: String,
        /// The line, where it is known.
        line: Option<usize>,
        /// What it needs.
        name: String,
        /// The nearest of the names that there are.
        nearest: Option<String>,
        /// The client.
        client: String,
    },
    /// What was typed is no item.
    NoItem {
        /// What was typed.
        typed: String,
    },
    /// What was saved in the editor is no letter any more.
    BadLetter {
        /// What is wrong with it, with the line.
        why: String,
    },
    /// An offer is to hold until a day that has passed.
    Passed {
        /// The day.
        until: NaiveDate,
        /// The day that it was compared with.
        today: NaiveDate,
    },
    /// The client has no open offer of that number.
    NoSuchOffer {
        /// The client.
        client: String,
        /// The number.
        n: usize,
        /// How many there are.
        open: usize,
    },
}

impl No for DraftRefusal {
    fn kind(&self) -> RefusalKind {
        match self {
            Self::NoneNamed { .. }
            | Self::NoSuchTemplate { .. }
            | Self::NoSuchExample { .. }
            | Self::NoItem { .. }
            | Self::BadLetter { .. } => RefusalKind::Misspoken,
            _ => RefusalKind::Refused,
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::NoneNamed { known, .. } | Self::NoSuchTemplate { known, .. }
                if known.is_empty() =>
            {
                "put the templates that come along into the store: tickler draft --new".to_owned()
            }
            Self::NoneNamed { client, known } => format!(
                "name one of {}: tickler draft {client} TEMPLATE",
                listed(known, "and")
            ),
            Self::NoSuchTemplate { known, .. } => {
                format!(
                    "take one of {}; see each: tickler draft --list",
                    listed(known, "and")
                )
            }
            Self::NoSuchExample { known, .. } => {
                format!(
                    "take one of {}, or all of them: tickler draft --new",
                    listed(known, "and")
                )
            }
            Self::TemplateThere { .. } => {
                "change it in an editor; see all: tickler draft --list".to_owned()
            }
            Self::BadTemplate { .. } => {
                "mend the template in an editor; to try it: tickler draft CLIENT TEMPLATE --print"
                    .to_owned()
            }
            Self::Missing {
                name,
                nearest,
                client,
                ..
            } => said_so(name, nearest.as_deref(), client),
            Self::NoItem { .. } => {
                "an item is what, how many and for how much: --item \"Oak shelf; 12; 85.00\""
                    .to_owned()
            }
            Self::BadLetter { .. } => {
                "begin again, or do without an editor: tickler draft CLIENT TEMPLATE --no-edit"
                    .to_owned()
            }
            Self::Passed { .. } => {
                "give `valid` a day to come, as in {{ today | add_days(30) }}".to_owned()
            }
            Self::NoSuchOffer { client, .. } => {
                format!("see what is open: tickler show {client}")
            }
        }
    }
}

/// How the value that a template needs is said.
fn said_so(name: &str, nearest: Option<&str>, client: &str) -> String {
    if let Some(nearest) = nearest {
        return format!("`{nearest}` is nearest: mend the template, or say it: --set {name}=TEXT");
    }
    let is_text = FIELDS.contains(&(name, Shape::Text));
    match name.split_once('.') {
        Some(("me", _)) => format!("say it once for all your letters: tickler config {name} TEXT"),
        Some(("fields", key)) => on_the_card(client, &format!("--set {key}=TEXT")),
        Some(_) => "mend the template; what one can say: tickler draft --help".to_owned(),
        None if is_text => on_the_card(client, &format!("--set {name}=TEXT")),
        None if matches!(name, "phone" | "email") => {
            on_the_card(client, &format!("--add-{name} TEXT"))
        }
        None => format!("say it: --set {name}=TEXT; or mend the template"),
    }
}

fn on_the_card(client: &str, how: &str) -> String {
    format!("put it on the card: tickler edit {client} {how}")
}

/// `templates/offer.md: line 7`.
fn place(f: &mut fmt::Formatter<'_>, file: &str, line: Option<usize>) -> fmt::Result {
    write!(f, "{file}: ")?;
    line.map_or(Ok(()), |line| write!(f, "line {line}: "))
}

impl fmt::Display for DraftRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoneNamed { .. } => f.write_str("no template was named"),
            Self::NoSuchTemplate { name, .. } => {
                write!(f, "there is no template \"{}\"", short(name))
            }
            Self::NoSuchExample { name, .. } => {
                write!(f, "no template \"{}\" comes with tickler", short(name))
            }
            Self::TemplateThere { name } => {
                write!(
                    f,
                    "templates/{name}.md is there already, and was left as it is"
                )
            }
            Self::BadTemplate { file, line, why } => {
                place(f, file, *line)?;
                f.write_str(why)
            }
            Self::Missing {
                file, line, name, ..
            } => {
                place(f, file, *line)?;
                write!(f, "`{}` is missing", short(name))
            }
            Self::NoItem { typed } => write!(f, "\"{}\" is no item", short(typed)),
            Self::BadLetter { why } => write!(f, "what was saved is no letter: {why}"),
            Self::Passed { until, today } => {
                let (until, today) = (with_weekday(*until), with_weekday(*today));
                write!(
                    f,
                    "valid until {until}, and that has passed (today is {today})"
                )
            }
            Self::NoSuchOffer { client, n, open } => {
                write!(f, "{client} has no open offer with the number {n}")?;
                if *open == 0 {
                    f.write_str(": none is open")
                } else {
                    Ok(())
                }
            }
        }
    }
}
