//! Every *no* of the domain, as one type, each with the way out.
//!
//! The words are plain text: whoever prints them makes what came from data harmless first.

use std::fmt;

use chrono::NaiveDate;

use serde::Serialize;

use super::lookup::LONGEST_NAME;
use super::{Dossier, Month, Place};

/// Why something can't be done. [`fmt::Display`] says what was understood and why not,
/// [`Refusal::hint`] the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Words that are no date.
    NotADate {
        /// What was typed.
        text: String,
    },
    /// A date that no calendar has, such as a 31st of June.
    ImpossibleDate {
        /// What was typed.
        text: String,
        /// What is wrong with it, such as `June has 30 days`.
        why: String,
    },
    /// Words that are no time of day.
    NotATime {
        /// What was typed.
        text: String,
    },
    /// An hour or minute that no clock shows.
    ImpossibleTime {
        /// The time as typed, in lower case, without the date before it.
        text: String,
    },
    /// A date to come that has passed already.
    PassedDate {
        /// What was typed.
        text: String,
        /// The day or the month that was understood.
        place: Place,
        /// The day that it was compared with.
        today: NaiveDate,
    },
    /// A date that looks back, but lies ahead.
    DateAhead {
        /// What was typed.
        text: String,
        /// The day or the month that was understood.
        place: Place,
        /// The day that it was compared with.
        today: NaiveDate,
    },
    /// A month or `someday` where a day is needed.
    NotADay {
        /// What was typed.
        text: String,
    },
    /// A time of day for a place that is no day.
    TimeWithoutDay {
        /// The place, as typed; the time alone if there was nothing else.
        text: String,
    },
    /// A date with a time, and another time beside it.
    TwoTimes {
        /// The date as typed, with its time.
        text: String,
        /// The other time, as typed.
        at: String,
    },
    /// No date where one is needed, and nobody to ask.
    NoDate,
    /// A client's name that is empty.
    EmptyName,
    /// A client's name that is too long.
    LongName {
        /// How many characters it has.
        length: usize,
    },
    /// A text that is empty.
    EmptyText,
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
    /// A dossier that is to be opened again, but is not closed.
    NotClosed {
        /// The client.
        client: String,
    },
    /// A dossier that is to be closed, but is already.
    AlreadyClosed {
        /// The client.
        client: String,
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

/// One of several clients that fit what was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// The name by which the client is typed.
    pub client: String,
    /// The client's name.
    pub name: String,
    /// The client's company.
    pub company: Option<String>,
    /// The first phone number.
    pub phone: Option<String>,
}

impl Candidate {
    /// The candidate that a dossier is.
    #[must_use]
    pub fn of(client: &str, dossier: &Dossier) -> Self {
        Self {
            client: client.to_owned(),
            name: dossier.name().to_owned(),
            company: dossier.fields().text("company").map(str::to_owned),
            phone: dossier.phone().map(str::to_owned),
        }
    }
}

/// What a refusal is for a program: decides the exit status (commands.md, *exit status*).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusalKind {
    /// The words can't be understood.
    Misspoken,
    /// There is no such client or manager.
    Unknown,
    /// Understood, but ambiguous, in conflict, or no longer possible.
    Refused,
}

impl Refusal {
    /// Which sort of *no* this is.
    #[must_use]
    pub fn kind(&self) -> RefusalKind {
        match self {
            Refusal::NotADate { .. }
            | Refusal::ImpossibleDate { .. }
            | Refusal::NotATime { .. }
            | Refusal::ImpossibleTime { .. }
            | Refusal::NotADay { .. }
            | Refusal::TimeWithoutDay { .. }
            | Refusal::NoDate
            | Refusal::EmptyName
            | Refusal::LongName { .. }
            | Refusal::EmptyText
            | Refusal::NotUtf8 { .. }
            | Refusal::ManagerName { .. }
            | Refusal::NotEdited { .. }
            | Refusal::ListKey { .. }
            | Refusal::NoSuchMember { .. }
            | Refusal::NoEditor
            | Refusal::BadDraft { .. }
            | Refusal::UnknownKey { .. }
            | Refusal::WrongValue { .. }
            | Refusal::NothingToDo { .. } => RefusalKind::Misspoken,
            Refusal::UnknownClient { .. } | Refusal::NoBinder { .. } => RefusalKind::Unknown,
            Refusal::PassedDate { .. }
            | Refusal::DateAhead { .. }
            | Refusal::TwoTimes { .. }
            | Refusal::AmbiguousClient { .. }
            | Refusal::LikelyDuplicate { .. }
            | Refusal::NotClosed { .. }
            | Refusal::AlreadyClosed { .. }
            | Refusal::NotConfirmed { .. } => RefusalKind::Refused,
        }
    }

    /// The clients that could be meant; none but where several are.
    #[must_use]
    pub fn candidates(&self) -> &[Candidate] {
        match self {
            Refusal::AmbiguousClient { candidates, .. }
            | Refusal::LikelyDuplicate { candidates, .. } => candidates,
            _ => &[],
        }
    }

    /// The way out: what to type instead, in one line.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Refusal::NotADate { .. } => {
                "a date is typed like fri or \"5 jul\"; in full year-month-day, as in 2024-07-05"
                    .to_owned()
            }
            Refusal::ImpossibleDate { .. } => {
                "check the day, or name a month alone, such as jul".to_owned()
            }
            Refusal::NotATime { .. } | Refusal::ImpossibleTime { .. } => {
                "a time is typed like 14:30 (from 0:00 to 23:59), 9am or 9:15pm".to_owned()
            }
            Refusal::PassedDate { today, .. } => {
                // The 5th of next month: an example that has not passed, whenever it is read.
                let example = Place::Day(next_fifth(*today));
                format!("say a day to come: --on {example}, or --on fri")
            }
            Refusal::DateAhead { .. } => {
                "say a day that was: yesterday, or fri for the last Friday".to_owned()
            }
            Refusal::NotADay { .. } => "name the day, such as \"5 jul\" or fri".to_owned(),
            Refusal::TimeWithoutDay { .. } => {
                "name the day too: \"fri 14:30\", or leave the time out".to_owned()
            }
            Refusal::TwoTimes { .. } => {
                "say one time: leave out --at, or the time in the date".to_owned()
            }
            Refusal::NoDate => "say the day of the next contact: --on fri, --on 2024-07-05, \
                                --on +2w, or --on someday"
                .to_owned(),
            Refusal::EmptyName => "say who it is: tickler add \"Ivan Ivanov\"".to_owned(),
            Refusal::LongName { .. } => {
                "put the name here, and the rest into a note: tickler note CLIENT TEXT".to_owned()
            }
            Refusal::EmptyText => "say what to write down: tickler note CLIENT TEXT".to_owned(),
            Refusal::NotUtf8 { .. } => {
                "convert it first, as with: iconv -f windows-1251 -t utf-8".to_owned()
            }
            Refusal::UnknownClient { nearest, .. } if nearest.is_empty() => {
                "see who there is: tickler list; or add a client: tickler add NAME".to_owned()
            }
            Refusal::UnknownClient { nearest, .. } => {
                format!("did you mean {}?", nearest.join(", "))
            }
            Refusal::AmbiguousClient { candidates, .. } => {
                let first = candidates.first().map_or("", |one| &one.client);
                format!("type more of the name, or one of these as it stands, such as {first}")
            }
            Refusal::LikelyDuplicate { candidates, .. } => {
                let first = candidates.first().map_or("", |one| &one.client);
                format!("look first: tickler show {first}; if it is another client: add --anyway")
            }
            Refusal::NoBinder { manager, known } => {
                let open = format!("open one: tickler config --manager {manager} --new");
                match known.first() {
                    Some(first) => format!("{open}; or work in another: --as {first}"),
                    None => open,
                }
            }
            Refusal::ManagerName { .. } => {
                "letters, digits, - and _ do, as in: --as anna".to_owned()
            }
            Refusal::NotEdited { key } => match key.as_str() {
                "place" => "move it: tickler move CLIENT --on fri".to_owned(),
                "manager" => "see whose it is: tickler show CLIENT".to_owned(),
                "history" => "write into it: tickler note CLIENT TEXT".to_owned(),
                _ => "it never changes; a field is set with: tickler edit CLIENT --set KEY=VALUE"
                    .to_owned(),
            },
            Refusal::ListKey { key } => list_hint(key),
            Refusal::NoSuchMember { list, known, .. } if known.is_empty() => list_hint(list),
            Refusal::NoEditor => "name one, as in EDITOR=nano tickler edit CLIENT; or do without: \
                                  tickler edit CLIENT --set KEY=VALUE"
                .to_owned(),
            Refusal::BadDraft { .. } => "begin again with tickler edit CLIENT, or do without an \
                                         editor: tickler edit CLIENT --set KEY=VALUE"
                .to_owned(),
            Refusal::UnknownKey { known, .. } if known.is_empty() => {
                "see what there is: tickler show CLIENT".to_owned()
            }
            Refusal::NoSuchMember { known, .. } | Refusal::UnknownKey { known, .. } => {
                format!("there are {}", known.join(", "))
            }
            Refusal::WrongValue { key, expected, .. } => format!("{key} is {expected}"),
            Refusal::NotClosed { client } => {
                format!("refile it: tickler move {client} --on fri")
            }
            Refusal::AlreadyClosed { client } => {
                format!("take it back among the dividers: tickler reopen {client} --on fri")
            }
            Refusal::NothingToDo { example } => format!("say what: {example}"),
            Refusal::NotConfirmed { .. } => {
                "see them first with --dry-run, then say --yes".to_owned()
            }
        }
    }
}

/// How a field that holds several values is changed.
fn list_hint(key: &str) -> String {
    match key {
        "phones" | "emails" | "tags" => {
            let flag = key.trim_end_matches('s');
            format!("one at a time: tickler edit CLIENT --add-{flag} TEXT, or --remove-{flag} TEXT")
        }
        "fields" => {
            "set an own field by its own name: tickler edit CLIENT --set budget=12000".to_owned()
        }
        _ => "change it in an editor: tickler edit CLIENT".to_owned(),
    }
}

fn next_fifth(today: NaiveDate) -> NaiveDate {
    let next = Month::of(today).next();
    next.day(5).unwrap_or(next.first_day())
}

/// A day as `Wed 2024-06-05`.
fn with_weekday(day: NaiveDate) -> impl fmt::Display {
    day.format("%a %Y-%m-%d")
}

/// What was understood: `"5 jun" is Wed 2024-06-05`, `"may" is the month 2024-05`.
fn understood(f: &mut fmt::Formatter<'_>, text: &str, place: Place) -> fmt::Result {
    match place {
        Place::Day(day) => write!(f, "\"{text}\" is {}", with_weekday(day)),
        Place::Month(month) => write!(f, "\"{text}\" is the month {month}"),
        Place::Someday | Place::Closed | Place::Gone => write!(f, "\"{text}\" is {place}"),
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::NotADate { text } => write!(f, "\"{text}\" is no date"),
            Refusal::ImpossibleDate { text, why } => write!(f, "there is no \"{text}\": {why}"),
            Refusal::NotATime { text } => write!(f, "\"{text}\" is no time of day"),
            Refusal::ImpossibleTime { text } => write!(f, "no clock shows \"{text}\""),
            Refusal::PassedDate { text, place, today } => {
                understood(f, text, *place)?;
                write!(
                    f,
                    ", and that has passed (today is {})",
                    with_weekday(*today)
                )
            }
            Refusal::DateAhead { text, place, today } => {
                understood(f, text, *place)?;
                write!(
                    f,
                    ", and that is still to come (today is {})",
                    with_weekday(*today)
                )
            }
            Refusal::NotADay { text } => write!(f, "\"{text}\" names no day, and a day is needed"),
            Refusal::TimeWithoutDay { text } => {
                write!(f, "a time of day needs a day, and \"{text}\" names none")
            }
            Refusal::TwoTimes { text, at } => {
                write!(
                    f,
                    "\"{text}\" has a time already, and --at \"{at}\" is another"
                )
            }
            Refusal::NoDate => f.write_str("no date for the next contact"),
            Refusal::EmptyName => f.write_str("the name is empty"),
            Refusal::LongName { length } => {
                write!(
                    f,
                    "the name has {length} characters, and a name has at most {LONGEST_NAME}"
                )
            }
            Refusal::EmptyText => f.write_str("the text is empty"),
            Refusal::NotUtf8 { what } => write!(f, "{what} is not UTF-8"),
            Refusal::UnknownClient { typed, .. } => write!(f, "no client fits \"{typed}\""),
            Refusal::AmbiguousClient { typed, candidates } => {
                write!(f, "\"{typed}\" fits {} clients", candidates.len())
            }
            Refusal::LikelyDuplicate { name, .. } => {
                write!(f, "\"{name}\" seems to be in the binder already")
            }
            Refusal::NoBinder { manager, known } => {
                write!(f, "{manager} has no binder here")?;
                if known.is_empty() {
                    return Ok(());
                }
                write!(f, "; there are those of {}", known.join(", "))
            }
            Refusal::ManagerName { name } => {
                write!(
                    f,
                    "\"{name}\" can't be a manager's name, since it names a folder"
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
            Refusal::UnknownKey { key, .. } => write!(f, "there is no \"{key}\""),
            Refusal::WrongValue { key, value, .. } => {
                write!(f, "`{key}` can't be \"{value}\"")
            }
            Refusal::NotClosed { client } => write!(f, "{client} is not closed"),
            Refusal::AlreadyClosed { client } => write!(f, "{client} is closed already"),
            Refusal::NothingToDo { .. } => f.write_str("nothing to change was said"),
            Refusal::NotConfirmed { count } => {
                write!(f, "this changes {count} dossiers, and nobody has said yes")
            }
        }
    }
}

impl std::error::Error for Refusal {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_no_says_what_was_understood_and_the_way_out() {
        let text = |text: &str| text.to_owned();
        let today = NaiveDate::from_ymd_opt(2024, 6, 13).expect("a date");
        let wednesday = NaiveDate::from_ymd_opt(2024, 6, 5).expect("a date");
        let may = Month::new(2024, 5).expect("a month");
        let year_end = NaiveDate::from_ymd_opt(9999, 12, 31).expect("a date");
        let cases = [
            (
                Refusal::PassedDate {
                    text: text("5 jun 2024"),
                    place: Place::Day(wednesday),
                    today,
                },
                "\"5 jun 2024\" is Wed 2024-06-05, and that has passed (today is Thu 2024-06-13)",
                "say a day to come: --on 2024-07-05, or --on fri",
            ),
            (
                Refusal::PassedDate {
                    text: text("may 2024"),
                    place: Place::Month(may),
                    today,
                },
                "\"may 2024\" is the month 2024-05, and that has passed (today is Thu 2024-06-13)",
                "say a day to come: --on 2024-07-05, or --on fri",
            ),
            (
                Refusal::DateAhead {
                    text: text("eow"),
                    place: Place::Day(year_end),
                    today,
                },
                "\"eow\" is Fri 9999-12-31, and that is still to come (today is Thu 2024-06-13)",
                "say a day that was: yesterday, or fri for the last Friday",
            ),
            (
                Refusal::NotADate { text: text("foo") },
                "\"foo\" is no date",
                "a date is typed like fri or \"5 jul\"; in full year-month-day, as in 2024-07-05",
            ),
            (
                Refusal::ImpossibleDate {
                    text: text("31 jun"),
                    why: text("June has 30 days"),
                },
                "there is no \"31 jun\": June has 30 days",
                "check the day, or name a month alone, such as jul",
            ),
            (
                Refusal::NotATime { text: text("9") },
                "\"9\" is no time of day",
                "a time is typed like 14:30 (from 0:00 to 23:59), 9am or 9:15pm",
            ),
            (
                Refusal::ImpossibleTime {
                    text: text("25:00"),
                },
                "no clock shows \"25:00\"",
                "a time is typed like 14:30 (from 0:00 to 23:59), 9am or 9:15pm",
            ),
            (
                Refusal::NotADay { text: text("jul") },
                "\"jul\" names no day, and a day is needed",
                "name the day, such as \"5 jul\" or fri",
            ),
            (
                Refusal::TimeWithoutDay { text: text("jul") },
                "a time of day needs a day, and \"jul\" names none",
                "name the day too: \"fri 14:30\", or leave the time out",
            ),
            (
                Refusal::TwoTimes {
                    text: text("fri 9am"),
                    at: text("14:30"),
                },
                "\"fri 9am\" has a time already, and --at \"14:30\" is another",
                "say one time: leave out --at, or the time in the date",
            ),
        ];
        for (refusal, message, hint) in cases {
            assert_eq!(refusal.to_string(), message);
            assert_eq!(refusal.hint(), hint);
        }
    }

    #[test]
    fn what_was_understood_is_refused_and_what_was_not_is_misspoken() {
        let text = || "x".to_owned();
        let today = NaiveDate::MIN;
        let place = Place::Someday;
        let refused = [
            Refusal::PassedDate {
                text: text(),
                place,
                today,
            },
            Refusal::DateAhead {
                text: text(),
                place,
                today,
            },
            Refusal::TwoTimes {
                text: text(),
                at: text(),
            },
        ];
        assert!(refused.iter().all(|no| no.kind() == RefusalKind::Refused));
        let misspoken = [
            Refusal::NotADate { text: text() },
            Refusal::ImpossibleDate {
                text: text(),
                why: text(),
            },
            Refusal::NotATime { text: text() },
            Refusal::ImpossibleTime { text: text() },
            Refusal::NotADay { text: text() },
            Refusal::TimeWithoutDay { text: text() },
        ];
        assert!(
            misspoken
                .iter()
                .all(|no| no.kind() == RefusalKind::Misspoken)
        );
    }
}
