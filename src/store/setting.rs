//! The single settings: what each is called, what it may hold, how it is typed, and what holds where
//! nothing is set.

use chrono::Weekday;
use serde_json::{Value, json};

use crate::binder::Holiday;
use crate::binder::lookup::is_manager_name;

/// A setting that can be shown and set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Whose binder opens when nothing else says.
    Manager,
    /// How many dossiers a day can be managed.
    Capacity,
    /// How many new calls a day are meant to be made.
    QuotaNew,
    /// The working days of the week.
    WorkWeek,
    /// Days off besides.
    Holidays,
    /// Numbered or dated dividers.
    Layout,
    /// How many months after this one have dated dividers.
    DatedMonths,
    /// In how many last days of a month the next one's first days stand in front.
    FrontDays,
    /// The stages of a client, in order.
    Stages,
    /// Whether a manager has left: nothing more is put into the binder.
    Left,
}

/// The days of a week by their whole names; stored are the first three letters.
const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

impl Setting {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 10] = [
        Self::Manager,
        Self::Capacity,
        Self::QuotaNew,
        Self::WorkWeek,
        Self::Holidays,
        Self::Layout,
        Self::DatedMonths,
        Self::FrontDays,
        Self::Stages,
        Self::Left,
    ];

    /// The key in the file and on the command line.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Manager => "manager",
            Self::Capacity => "capacity",
            Self::QuotaNew => "quota_new",
            Self::WorkWeek => "work_week",
            Self::Holidays => "holidays",
            Self::Layout => "layout",
            Self::DatedMonths => "dated_months",
            Self::FrontDays => "front_days",
            Self::Stages => "stages",
            Self::Left => "left",
        }
    }

    /// The setting of this key.
    #[must_use]
    pub fn named(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|setting| setting.key() == key)
    }

    /// What holds where nothing is set.
    #[must_use]
    pub fn default_value(self) -> Value {
        match self {
            Self::Manager | Self::QuotaNew => Value::Null,
            Self::Capacity => json!(30),
            Self::WorkWeek => json!(["mon", "tue", "wed", "thu", "fri"]),
            Self::Holidays => json!([]),
            Self::Layout => json!("numbered"),
            Self::DatedMonths => json!(1),
            Self::FrontDays => json!(7),
            Self::Stages => json!(["new", "talks", "offer", "contract", "customer"]),
            Self::Left => json!(false),
        }
    }

    /// Whether each manager can have an own value over the store's.
    #[must_use]
    pub fn is_personal(self) -> bool {
        matches!(
            self,
            Self::Capacity | Self::QuotaNew | Self::WorkWeek | Self::Holidays | Self::Left
        )
    }

    /// Whether it can only be set for one manager, not for all.
    #[must_use]
    pub fn is_only_personal(self) -> bool {
        self == Self::Left
    }

    /// What may be set, as words for a message.
    #[must_use]
    pub fn expected(self) -> &'static str {
        match self {
            Self::Manager => "the name of a manager",
            Self::Capacity | Self::QuotaNew => "a number from 1 to 10000",
            Self::WorkWeek => "days of the week, such as mon-fri or mon,tue,sat",
            Self::Holidays => {
                "a list of days off, each with a `date` (2024-06-24, or --06-24) and a `name`"
            }
            Self::Layout => "numbered or dated",
            Self::DatedMonths => "a number from 1 to 3",
            Self::FrontDays => "a number from 0 to 31",
            Self::Stages => "names with commas between them",
            Self::Left => "true or false",
        }
    }

    /// The value that is typed as `text`; `None` if it can't be.
    #[must_use]
    pub fn typed(self, text: &str) -> Option<Value> {
        let value = match self {
            Self::Manager | Self::Layout => json!(text),
            Self::Capacity | Self::QuotaNew | Self::DatedMonths | Self::FrontDays => {
                json!(text.parse::<u64>().ok()?)
            }
            Self::WorkWeek => json!(typed_week(text)?),
            Self::Holidays => return None,
            Self::Left => match text.to_lowercase().as_str() {
                "true" | "yes" => json!(true),
                "false" | "no" => json!(false),
                _ => return None,
            },
            Self::Stages => json!(text.split(',').map(str::trim).collect::<Vec<_>>()),
        };
        self.fits(&value).then_some(value)
    }

    /// Whether the setting may hold `value`.
    #[must_use]
    pub fn fits(self, value: &Value) -> bool {
        let number = |range: std::ops::RangeInclusive<u64>| {
            value.as_u64().is_some_and(|number| range.contains(&number))
        };
        match self {
            Self::Manager => value.as_str().is_some_and(is_manager_name),
            Self::Capacity | Self::QuotaNew => number(1..=10_000),
            Self::WorkWeek => stored_week(value).is_some_and(|week| !week.is_empty()),
            Self::Holidays => stored_holidays(value).is_some(),
            Self::Layout => matches!(value.as_str(), Some("numbered" | "dated")),
            Self::DatedMonths => number(1..=3),
            Self::FrontDays => number(0..=31),
            Self::Left => value.is_boolean(),
            Self::Stages => value.as_array().is_some_and(|list| {
                let named = |stage: &Value| stage.as_str().is_some_and(|stage| !stage.is_empty());
                list.iter().all(named)
            }),
        }
    }
}

fn weekday(name: &str) -> Option<usize> {
    let name = name.trim().to_lowercase();
    let fits = |(whole, _): &(&str, Weekday)| name.len() >= 3 && whole.starts_with(&name);
    WEEKDAYS.iter().position(fits)
}

/// `mon-fri`, `mon,tue,sat`, or both at once, as the days are stored.
fn typed_week(text: &str) -> Option<Vec<&'static str>> {
    let mut days = [false; 7];
    for part in text.split(',') {
        let (from, to) = part.split_once(['-', '–']).unwrap_or((part, part));
        let (from, to) = (weekday(from)?, weekday(to)?);
        let span = (to + 7 - from) % 7;
        (0..=span).for_each(|step| days[(from + step) % 7] = true);
    }
    let chosen = WEEKDAYS.iter().zip(days).filter(|(_, chosen)| *chosen);
    Some(chosen.map(|((whole, _), _)| &whole[..3]).collect())
}

pub(super) fn stored_week(value: &Value) -> Option<Vec<Weekday>> {
    let days = value.as_array()?.iter();
    days.map(|day| weekday(day.as_str()?).map(|index| WEEKDAYS[index].1))
        .collect()
}

pub(super) fn stored_holidays(value: &Value) -> Option<Vec<Holiday>> {
    let days = value.as_array()?.iter();
    days.map(|day| {
        Some(Holiday {
            date: day.get("date")?.as_str()?.parse().ok()?,
            name: day
                .get("name")
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned(),
        })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_work_week_is_typed_as_people_say_it() {
        let cases = [
            ("mon-fri", json!(["mon", "tue", "wed", "thu", "fri"])),
            ("Monday–Thursday", json!(["mon", "tue", "wed", "thu"])),
            ("sun-thu", json!(["mon", "tue", "wed", "thu", "sun"])),
            ("tue, sat,mon", json!(["mon", "tue", "sat"])),
            ("mon-wed,thurs", json!(["mon", "tue", "wed", "thu"])),
        ];
        for (text, week) in cases {
            assert_eq!(Setting::WorkWeek.typed(text), Some(week), "{text}");
        }
        for text in ["", "mo", "monkey", "mon-", "mon fri", "fri-fry", "8"] {
            assert_eq!(Setting::WorkWeek.typed(text), None, "{text}");
        }
    }

    #[test]
    fn a_setting_takes_only_what_it_can_hold() {
        use Setting::{Capacity, DatedMonths, FrontDays, Layout, Manager, QuotaNew, Stages};
        let right = [
            (Capacity, "1"),
            (Capacity, "10000"),
            (QuotaNew, "20"),
            (FrontDays, "0"),
            (DatedMonths, "3"),
            (Layout, "dated"),
            (Manager, "Žydrūnė"),
            (Stages, "new, talks"),
        ];
        for (setting, text) in right {
            assert!(setting.typed(text).is_some(), "{} {text}", setting.key());
        }
        let wrong = [
            (Capacity, "0"),
            (QuotaNew, "0"),
            (Capacity, "-1"),
            (Capacity, "10001"),
            (Capacity, "1.5"),
            (Capacity, "99999999999999999999"),
            (FrontDays, "32"),
            (DatedMonths, "0"),
            (Layout, "Dated?"),
            (Manager, "../x"),
            (Manager, ""),
            (Manager, "con"),
            (Stages, "new,,talks"),
            (Stages, ""),
        ];
        for (setting, text) in wrong {
            assert!(setting.typed(text).is_none(), "{} {text}", setting.key());
        }
    }

    #[test]
    fn a_managers_name_does_for_a_folder() {
        for name in ["anna", "Žydrūnė", "สมชาย", "o-neill_2", "a.b"] {
            assert!(is_manager_name(name), "{name}");
        }
        let long = "x".repeat(300);
        let wrong = [
            "",
            ".",
            "..",
            "../x",
            "a/b",
            "a\\b",
            "con",
            "COM1",
            "-x",
            "a b",
            "x.",
            "\u{1b}[31m",
            &long,
        ];
        for name in wrong {
            assert!(!is_manager_name(name), "{name:?}");
        }
    }
}
