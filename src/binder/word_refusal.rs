//! Every *no* to words that can be read but don't go together; a part of [`super::Refusal`].

use std::fmt;

use chrono::NaiveDate;

use super::Place;
use super::place::with_weekday;
use super::refusal::RefusalKind;
use super::refusal_topic::No;
use super::said_back::short;

/// Why words don't go together, or mean nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WordRefusal {
    /// A field that is to be set and to be taken out.
    SetAndUnset {
        /// The field.
        key: String,
    },
    /// A field that is to be set to two values.
    SetTwice {
        /// The field.
        key: String,
    },
    /// A member that is to be added to a list and to be taken out of it.
    AddedAndRemoved {
        /// The list: `phones`, `emails` or `tags`.
        list: &'static str,
        /// The member.
        value: String,
    },
    /// A date that is agreed, and is none.
    AgreedOnNoDay {
        /// The place.
        place: Place,
    },
    /// A field that can't be set with `--set` when a client is added.
    NotOnANewCard {
        /// The field.
        key: String,
    },
    /// Words that name no month, where a month is needed.
    NotAMonth {
        /// What was typed.
        text: String,
    },
    /// A client's name that is empty, where a client is looked for.
    NobodyMeant,
    /// What falls due in the next minutes of another day than the clock's, at no time of it.
    NoClock {
        /// The day at which the binder is open.
        day: NaiveDate,
    },
    /// A session at a terminal, and there is none.
    NoTerminal,
    /// A time to look back on that ends before it begins.
    BackwardPeriod {
        /// The first day.
        since: NaiveDate,
        /// The last day.
        until: NaiveDate,
    },
}

impl No for WordRefusal {
    fn kind(&self) -> RefusalKind {
        match self {
            Self::SetAndUnset { .. }
            | Self::SetTwice { .. }
            | Self::AddedAndRemoved { .. }
            | Self::NoTerminal => RefusalKind::Refused,
            Self::AgreedOnNoDay { .. }
            | Self::NotOnANewCard { .. }
            | Self::NotAMonth { .. }
            | Self::NoClock { .. }
            | Self::BackwardPeriod { .. }
            | Self::NobodyMeant => RefusalKind::Misspoken,
        }
    }

    fn hint(&self) -> String {
        let hint = match self {
            Self::SetAndUnset { key } => {
                let key = short(key);
                return format!("say one of the two: --set {key}=…, or --unset {key}");
            }
            Self::SetTwice { .. } | Self::AddedAndRemoved { .. } => "say one of the two",
            Self::AgreedOnNoDay { .. } => {
                "name the day that was agreed on, such as --on fri, or leave --agreed out"
            }
            Self::NotOnANewCard { key } => of_a_new_card(key),
            Self::NotAMonth { .. } => "name the month, such as jul or 2024-07",
            Self::BackwardPeriod { since, until } => {
                return format!("the earlier day comes first: --since {until} --until {since}");
            }
            Self::NoClock { day } => return format!("say it: --today \"{day} 09:50\""),
            Self::NobodyMeant => {
                "type any beginning of the name, or a phone number; see who there is: tickler list"
            }
            Self::NoTerminal => {
                "write a talk down without it: tickler file CLIENT --on fri; see the day: tickler today"
            }
        };
        hint.to_owned()
    }
}

impl fmt::Display for WordRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SetAndUnset { key } => write!(f, "`{}` is both set and taken out", short(key)),
            Self::SetTwice { key } => write!(f, "`{}` is set twice", short(key)),
            Self::AddedAndRemoved { list, value } => {
                let value = short(value);
                write!(
                    f,
                    "\"{value}\" is both added to the {list} and taken out of them"
                )
            }
            Self::AgreedOnNoDay { place } => write!(
                f,
                "nothing can be agreed on no day: \"{place}\" is neither a day nor a month"
            ),
            Self::NotOnANewCard { key } => {
                write!(f, "`{}` is not set with --set on a new card", short(key))
            }
            Self::NotAMonth { text } => {
                write!(
                    f,
                    "\"{}\" names no month, and a month is needed",
                    short(text)
                )
            }
            Self::NoClock { day } => write!(
                f,
                "the binder is open at {}, at no time of that day, so nothing falls due in minutes",
                with_weekday(*day)
            ),
            Self::NoTerminal => f.write_str("work is a session at a terminal, and there is none"),
            Self::NobodyMeant => f.write_str("the name of the client who is meant is empty"),
            Self::BackwardPeriod { since, until } => {
                let (since, until) = (with_weekday(*since), with_weekday(*until));
                write!(
                    f,
                    "what is looked back on ends before it begins: {since} to {until}"
                )
            }
        }
    }
}

/// How a field of a new card is said that `--set` can't set.
fn of_a_new_card(key: &str) -> &'static str {
    match key {
        "place" => "say the day: tickler add NAME --on fri",
        "manager" => "add the client to that binder: tickler --as MANAGER add NAME",
        "history" => "write into it once the client is there: tickler note CLIENT TEXT",
        "id" | "format" => "leave it out: it is given to each new dossier",
        "phones" => "one at a time: tickler add NAME --phone TEXT",
        "emails" => "one at a time: tickler add NAME --email TEXT",
        "tags" => "one at a time: tickler add NAME --tag TEXT",
        "fields" => "set an own field by its own name: tickler add NAME --set budget=12000",
        _ => "see what is said with a flag of its own: tickler add --help",
    }
}
