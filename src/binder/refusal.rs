//! Every *no* of the domain, as one type, each with the way out.
//!
//! The words are plain text: whoever prints them makes what came from data harmless first.

use std::fmt;

use chrono::{NaiveDate, NaiveTime};

use super::lookup::LONGEST_NAME;
use super::occasion_refusal::OccasionRefusal;
use super::place::with_weekday;
use super::setting_refusal::short;
use super::way_out::listed;
use super::word_refusal::understood;
use super::{
    Candidate, CardRefusal, ChangeRefusal, ComplaintRefusal, DraftRefusal, ExportRefusal,
    FormRefusal, HandingRefusal, ImportRefusal, LeftWordRefusal, MarkRefusal, PaperRefusal, Place,
    PrintRefusal, PromiseRefusal, ReachRefusal, SettingRefusal, WordRefusal,
};

pub use super::refusal_kind::RefusalKind;

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
        /// The day or the month that was understood, and the time of day if one was said.
        when: (Place, Option<NaiveTime>),
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
    /// No word to look for.
    NothingSought,
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
    /// A setting, or a manager's binder, that can't be so.
    Setting(SettingRefusal),
    /// A binder, or a dossier, that can't change hands.
    Handing(HandingRefusal),
    /// Word that can't be left, or marked as read.
    LeftWord(LeftWordRefusal),
    /// A complaint that can't be answered.
    Complaint(ComplaintRefusal),
    /// A list of clients that can't be taken in.
    Import(ImportRefusal),
    /// A promise that can't be made, or be marked as kept.
    Promise(PromiseRefusal),
    /// A paper that can't be put in, taken out or opened.
    Paper(PaperRefusal),
    /// Pen marks that can't be filed.
    Mark(MarkRefusal),
    /// Pages that can't be printed.
    Print(PrintRefusal),
    /// What can't be written from a template, or an offer that can't be answered.
    Draft(DraftRefusal),
    /// What can't be kept in mind for a client.
    Occasion(OccasionRefusal),
    /// A client who can't be reached.
    Reach(ReachRefusal),
    /// A change that can't be made, or be taken back, as a whole.
    Change(ChangeRefusal),
    /// Any of these, where it is known which client it is about.
    About {
        /// The client, as typed.
        client: String,
        /// What is refused.
        refusal: Box<Refusal>,
    },
    /// What can't be written for other programs.
    Export(ExportRefusal),
    /// Words that don't go together, or mean nobody.
    Words(WordRefusal),
    /// What can't stand on the card, or says nothing there.
    Card(CardRefusal),
    /// What is wrong with filling in a form, or making one.
    Form(FormRefusal),
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

impl Refusal {
    /// The clients that could be meant; none but where several are.
    #[must_use]
    pub fn candidates(&self) -> &[Candidate] {
        match self {
            Refusal::AmbiguousClient { candidates, .. }
            | Refusal::LikelyDuplicate { candidates, .. } => candidates,
            Refusal::Mark(refusal) => refusal.candidates(),
            _ => &[],
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::NotADate { text } => write!(f, "\"{}\" is no date", short(text)),
            Refusal::ImpossibleDate { text, why } => {
                write!(f, "there is no \"{}\": {why}", short(text))
            }
            Refusal::NotATime { text } => write!(f, "\"{}\" is no time of day", short(text)),
            Refusal::ImpossibleTime { text } => write!(f, "no clock shows \"{}\"", short(text)),
            Refusal::PassedDate { text, place, today } => {
                understood(f, text, (*place, None))?;
                let today = with_weekday(*today);
                write!(f, ", and that has passed (today is {today})")
            }
            Refusal::DateAhead { text, when, today } => {
                understood(f, text, *when)?;
                let today = with_weekday(*today);
                write!(f, ", and that is still to come (today is {today})")
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
            Refusal::NothingSought => f.write_str("there is no word to look for"),
            Refusal::NotUtf8 { what } => write!(f, "{what} is not UTF-8"),
            Refusal::UnknownClient { typed, .. } => {
                write!(f, "no client fits \"{}\"", short(typed))
            }
            Refusal::AmbiguousClient { typed, candidates } => {
                let typed = short(typed);
                write!(f, "\"{typed}\" fits {} clients", candidates.len())
            }
            Refusal::LikelyDuplicate { name, .. } => {
                write!(f, "\"{name}\" seems to be in the binder already")
            }
            Refusal::NoBinder { manager, known } => {
                write!(f, "{manager} has no binder here")?;
                there_are(known, f)
            }
            Refusal::ManagerName { name } => {
                write!(
                    f,
                    "\"{}\" can't be a manager's name: the manager's folder is called so",
                    short(name)
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
            Refusal::UnknownKey { key, .. } => write!(f, "there is no \"{}\"", short(key)),
            Refusal::WrongValue { key, value, .. } => {
                write!(f, "`{key}` can't be \"{}\"", short(value))
            }
            Refusal::Setting(refusal) => refusal.fmt(f),
            Refusal::Handing(refusal) => refusal.fmt(f),
            Refusal::LeftWord(refusal) => refusal.fmt(f),
            Refusal::Complaint(refusal) => refusal.fmt(f),
            Refusal::Import(refusal) => refusal.fmt(f),
            Refusal::Promise(refusal) => refusal.fmt(f),
            Refusal::Paper(refusal) => refusal.fmt(f),
            Refusal::Mark(refusal) => refusal.fmt(f),
            Refusal::Print(refusal) => refusal.fmt(f),
            Refusal::Draft(refusal) => refusal.fmt(f),
            Refusal::Occasion(refusal) => refusal.fmt(f),
            Refusal::Reach(refusal) => refusal.fmt(f),
            Refusal::Change(refusal) => refusal.fmt(f),
            Refusal::Export(refusal) => refusal.fmt(f),
            Refusal::Words(refusal) => refusal.fmt(f),
            Refusal::Card(refusal) => refusal.fmt(f),
            Refusal::Form(refusal) => refusal.fmt(f),
            Refusal::About { refusal, .. } => refusal.fmt(f),
            Refusal::NothingToDo { .. } => f.write_str("nothing to change was said"),
            Refusal::NotConfirmed { count } => {
                write!(f, "{}, and nobody has said yes", changes(*count))
            }
        }
    }
}

/// `this changes 1 dossier`.
fn changes(count: usize) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("this changes {count} dossier{plural}")
}

/// Whose binders there are.
fn there_are(known: &[String], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match known {
        [] => Ok(()),
        [one] => write!(f, "; there is that of {one}"),
        _ => write!(f, "; there are those of {}", listed(known, "and")),
    }
}

impl std::error::Error for Refusal {}
