//! Every *no* about settings and managers' binders; a part of [`super::Refusal`].

use std::fmt;

use super::refusal::RefusalKind;
use super::refusal_topic::No;
use super::said_back::short;

/// Why a setting can't be so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingRefusal {
    /// A setting that is the same for all managers.
    NotPersonal {
        /// The setting.
        key: String,
    },
    /// A setting that is each manager's own.
    OnlyPersonal {
        /// The setting.
        key: String,
    },
    /// A setting that is no list of days off.
    NotHolidays {
        /// The setting.
        key: String,
    },
    /// Words that are no day off with its name.
    NotAHoliday {
        /// What was typed.
        text: String,
    },
    /// A day that is not in a list of days off.
    NoHoliday {
        /// The day, as it is typed.
        date: String,
        /// It is in the list of all managers, not in this one's.
        of_all: bool,
    },
    /// A file of days off that is none, or has something in it that can't be read.
    NotACalendar {
        /// The file.
        file: String,
        /// What is wrong with it, with the line where there is one.
        why: String,
    },
    /// A binder that is to be opened, but there is one already.
    BinderExists {
        /// The manager who has it.
        manager: String,
    },
    /// Nobody has said whose binder is to be open, and the login name is not known.
    NobodyNamed,
    /// A login name that can't be a manager's, where nothing else says whose binder it is.
    LoginName {
        /// The name.
        name: String,
    },
}

impl No for SettingRefusal {
    fn kind(&self) -> RefusalKind {
        match self {
            Self::NoHoliday { .. } => RefusalKind::Unknown,
            Self::BinderExists { .. } => RefusalKind::Refused,
            _ => RefusalKind::Misspoken,
        }
    }

    fn hint(&self) -> String {
        let hint = match self {
            Self::NotPersonal { key } => {
                return format!("set it for all, without --manager: tickler config {key} VALUE");
            }
            Self::OnlyPersonal { key } => {
                return format!("say whose: tickler config --manager anna {key} true");
            }
            Self::NotHolidays { .. } => {
                "the list is called holidays: tickler config holidays --add \"2024-06-24 Midsummer\""
            }
            Self::NotAHoliday { .. } => {
                "type the day and its name: \"2024-06-24 Midsummer\", or for every year \
                 \"--06-24 Midsummer\""
            }
            Self::NoHoliday { of_all: true, .. } => {
                "it is a day off of all: say it without --manager"
            }
            Self::NoHoliday { .. } => "see which there are: tickler config holidays",
            Self::NotACalendar { .. } => {
                "nothing was taken from it; mend it, or add single days: tickler config holidays \
                 --add \"2024-06-24 Midsummer\""
            }
            Self::BinderExists { manager } => {
                return format!("open it: tickler --as {manager} today");
            }
            Self::NobodyNamed => "say who you are: --as anna, or TICKLER_MANAGER=anna for good",
            Self::LoginName { .. } => {
                "say who you are: --as anna, TICKLER_MANAGER=anna, or for all who use this binder: \
                 tickler config manager anna"
            }
        };
        hint.to_owned()
    }
}

impl fmt::Display for SettingRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotPersonal { key } => write!(f, "`{key}` is the same for all managers"),
            Self::OnlyPersonal { key } => write!(f, "`{key}` is said of one manager"),
            Self::NotHolidays { key } => write!(f, "`{key}` is no list of days off"),
            Self::NotAHoliday { text } => {
                write!(f, "\"{}\" is no day off with its name", short(text))
            }
            Self::NoHoliday { date, of_all: true } => {
                write!(f, "{date} is not among this manager's own days off")
            }
            Self::NoHoliday { date, .. } => write!(f, "{date} is not among the days off"),
            Self::NotACalendar { file, why } => write!(f, "{file}: {why}"),
            Self::BinderExists { manager } => write!(f, "{manager} has a binder here already"),
            Self::NobodyNamed => {
                f.write_str("it isn't said whose binder to open, and the login name isn't known")
            }
            Self::LoginName { name } => write!(
                f,
                "it isn't said whose binder to open, and the login name \"{}\" can't be a manager's",
                short(name)
            ),
        }
    }
}
