//! The settings of a store, `binder.json`: what they are called, what they may hold, and what
//! holds where nothing is set. Unknown keys are kept.

use std::fmt;

use chrono::Weekday;
use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value, json};

use crate::binder::dossier::FORMAT;
use crate::binder::{Calendar, Holiday, Layout};

/// A setting that can be shown and set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Whose binder opens when nothing else says.
    Manager,
    /// How many dossiers a day can be managed.
    Capacity,
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
}

/// The days of a week as they are stored.
const WEEKDAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Mon),
    ("tue", Weekday::Tue),
    ("wed", Weekday::Wed),
    ("thu", Weekday::Thu),
    ("fri", Weekday::Fri),
    ("sat", Weekday::Sat),
    ("sun", Weekday::Sun),
];

impl Setting {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 8] = [
        Self::Manager,
        Self::Capacity,
        Self::WorkWeek,
        Self::Holidays,
        Self::Layout,
        Self::DatedMonths,
        Self::FrontDays,
        Self::Stages,
    ];

    /// The key in the file and on the command line.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Manager => "manager",
            Self::Capacity => "capacity",
            Self::WorkWeek => "work_week",
            Self::Holidays => "holidays",
            Self::Layout => "layout",
            Self::DatedMonths => "dated_months",
            Self::FrontDays => "front_days",
            Self::Stages => "stages",
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
            Self::Manager => Value::Null,
            Self::Capacity => json!(30),
            Self::WorkWeek => json!(["mon", "tue", "wed", "thu", "fri"]),
            Self::Holidays => json!([]),
            Self::Layout => json!("numbered"),
            Self::DatedMonths => json!(1),
            Self::FrontDays => json!(7),
            Self::Stages => json!(["new", "talks", "offer", "contract", "customer"]),
        }
    }

    /// Whether each manager can have an own value over the store's.
    #[must_use]
    pub fn is_personal(self) -> bool {
        matches!(self, Self::Capacity | Self::WorkWeek | Self::Holidays)
    }

    /// What may be set, as words for a message.
    #[must_use]
    pub fn expected(self) -> &'static str {
        match self {
            Self::Manager => "the name of a manager",
            Self::Capacity => "a number from 1 to 10000",
            Self::WorkWeek => "days of the week, such as mon-fri or mon,tue,sat",
            Self::Holidays => "a list of days off, each with `date` and `name`",
            Self::Layout => "numbered or dated",
            Self::DatedMonths => "a number from 1 to 3",
            Self::FrontDays => "a number from 0 to 31",
            Self::Stages => "names with commas between them",
        }
    }

    /// The value that is typed as `text`; `None` if it can't be.
    #[must_use]
    pub fn typed(self, text: &str) -> Option<Value> {
        let value = match self {
            Self::Manager | Self::Layout => json!(text),
            Self::Capacity | Self::DatedMonths | Self::FrontDays => {
                json!(text.parse::<u64>().ok()?)
            }
            Self::WorkWeek => json!(typed_week(text)?),
            Self::Holidays => return None,
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
            Self::Capacity => number(1..=10_000),
            Self::WorkWeek => stored_week(value).is_some_and(|week| !week.is_empty()),
            Self::Holidays => stored_holidays(value).is_some(),
            Self::Layout => matches!(value.as_str(), Some("numbered" | "dated")),
            Self::DatedMonths => number(1..=3),
            Self::FrontDays => number(0..=31),
            Self::Stages => value.as_array().is_some_and(|list| {
                let named = |stage: &Value| stage.as_str().is_some_and(|stage| !stage.is_empty());
                list.iter().all(named)
            }),
        }
    }
}

/// Whether a manager may be called `name`: it names a folder, so 1 to 64 letters, digits, `-`, `_`
/// and `.`, no dot in front or behind, and no name that a file system reserves.
#[must_use]
pub fn is_manager_name(name: &str) -> bool {
    let plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
    (1..=64).contains(&name.chars().count())
        && name.len() <= 200
        && name.chars().all(plain)
        && !name.starts_with(['.', '-'])
        && !name.ends_with('.')
        && !crate::binder::lookup::is_reserved(name)
}

fn weekday(name: &str) -> Option<usize> {
    let name = name.trim().to_lowercase();
    let fits = |(short, _): &(&str, Weekday)| name.starts_with(short);
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
    Some(chosen.map(|((short, _), _)| *short).collect())
}

fn stored_week(value: &Value) -> Option<Vec<Weekday>> {
    let days = value.as_array()?.iter();
    days.map(|day| weekday(day.as_str()?).map(|index| WEEKDAYS[index].1))
        .collect()
}

fn stored_holidays(value: &Value) -> Option<Vec<Holiday>> {
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

/// The settings of a store.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    stored: Map<String, Value>,
}

impl Settings {
    /// Takes the settings from the bytes of their file.
    ///
    /// # Errors
    /// What the JSON reader, or the setting, says against them, with the line.
    pub fn read(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(bytes)
    }

    /// The text of the file.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut stored = self.stored.clone();
        stored.shift_remove("format");
        stored.shift_insert(0, "format".to_owned(), FORMAT.into());
        format!("{:#}\n", Value::Object(stored))
    }

    /// The settings as they are stored.
    #[must_use]
    pub fn stored(&self) -> Value {
        Value::Object(self.stored.clone())
    }

    /// What the store sets, without the defaults.
    #[must_use]
    pub fn own(&self, setting: Setting) -> Option<&Value> {
        self.stored.get(setting.key())
    }

    /// What the store sets for one manager.
    #[must_use]
    pub fn personal(&self, manager: &str, setting: Setting) -> Option<&Value> {
        let managers = self.stored.get("managers")?;
        let value = managers.get(manager)?.get(setting.key())?;
        setting.is_personal().then_some(value)
    }

    /// What holds for `manager`.
    #[must_use]
    pub fn value(&self, manager: &str, setting: Setting) -> Value {
        self.personal(manager, setting)
            .or_else(|| self.own(setting))
            .cloned()
            .unwrap_or_else(|| setting.default_value())
    }

    /// Sets a value, for one manager or for all; `null` removes it.
    pub fn set(&mut self, manager: Option<&str>, setting: Setting, value: Value) {
        let members = match manager {
            None => &mut self.stored,
            Some(manager) => self.manager_members(manager),
        };
        if value.is_null() {
            members.shift_remove(setting.key());
        } else {
            members.insert(setting.key().to_owned(), value);
        }
    }

    /// Opens a binder for `manager`.
    pub fn add_manager(&mut self, manager: &str) {
        self.manager_members(manager);
    }

    fn manager_members(&mut self, manager: &str) -> &mut Map<String, Value> {
        let managers = object_in(&mut self.stored, "managers");
        object_in(managers, manager)
    }

    /// Whose binder opens when nothing else says.
    #[must_use]
    pub fn manager(&self) -> Option<&str> {
        self.own(Setting::Manager)?.as_str()
    }

    /// The managers that the settings name.
    pub fn managers(&self) -> impl Iterator<Item = &str> {
        let managers = self.stored.get("managers").and_then(Value::as_object);
        managers
            .into_iter()
            .flatten()
            .map(|(name, _)| name.as_str())
    }

    /// How many dossiers a day `manager` can manage.
    #[must_use]
    pub fn capacity(&self, manager: &str) -> usize {
        let capacity = self.value(manager, Setting::Capacity).as_u64();
        capacity
            .and_then(|number| number.try_into().ok())
            .unwrap_or(30)
    }

    /// The working days of `manager`.
    #[must_use]
    pub fn calendar(&self, manager: &str) -> Calendar {
        let week = stored_week(&self.value(manager, Setting::WorkWeek)).unwrap_or_default();
        Calendar::new(week, self.holidays(manager))
    }

    /// The days off of `manager`, besides those of every week.
    #[must_use]
    pub fn holidays(&self, manager: &str) -> Vec<Holiday> {
        stored_holidays(&self.value(manager, Setting::Holidays)).unwrap_or_default()
    }

    /// How the binder is set up.
    #[must_use]
    pub fn layout(&self) -> Layout {
        let number = |setting| {
            let value = self.value("", setting).as_u64().unwrap_or_default();
            u32::try_from(value).unwrap_or_default()
        };
        match self.value("", Setting::Layout).as_str() {
            Some("dated") => Layout::Dated {
                months: number(Setting::DatedMonths),
            },
            _ => Layout::Numbered {
                front_days: number(Setting::FrontDays),
            },
        }
    }

    /// The stages, in order.
    #[must_use]
    pub fn stages(&self) -> Vec<String> {
        let stages = self.value("", Setting::Stages);
        let names = stages.as_array().into_iter().flatten();
        names
            .filter_map(|name| name.as_str().map(str::to_owned))
            .collect()
    }
}

/// The object behind `key`, made if there is none.
fn object_in<'a>(map: &'a mut Map<String, Value>, key: &str) -> &'a mut Map<String, Value> {
    let value = map.entry(key).or_insert_with(|| json!({}));
    if !value.is_object() {
        *value = json!({});
    }
    match value {
        Value::Object(members) => members,
        _ => unreachable!("made an object above"),
    }
}

impl<'de> Deserialize<'de> for Settings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(SettingsVisitor)
    }
}

struct SettingsVisitor;

impl<'de> Visitor<'de> for SettingsVisitor {
    type Value = Settings;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the settings, an object")
    }

    // Key by key, so that an error carries the line on which the wrong value stands.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Settings, A::Error> {
        let mut stored = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            let value = map.next_value()?;
            check(&key, &value).map_err(A::Error::custom)?;
            stored.insert(key, value);
        }
        Ok(Settings { stored })
    }
}

/// Whether `key` may hold `value`; the error says what it may hold.
fn check(key: &str, value: &Value) -> Result<(), String> {
    if key == "format" {
        return match value.as_u64() {
            Some(..=FORMAT) => Ok(()),
            Some(newer) => Err(format!(
                "format {newer} is newer than this tickler reads ({FORMAT})"
            )),
            None => Err("`format` must be a number".to_owned()),
        };
    }
    if key == "managers" {
        return check_managers(value);
    }
    match Setting::named(key) {
        Some(setting) if !setting.fits(value) => {
            Err(format!("`{key}` must be {}", setting.expected()))
        }
        _ => Ok(()),
    }
}

fn check_managers(value: &Value) -> Result<(), String> {
    let managers = value.as_object().ok_or("`managers` must be an object")?;
    for (name, members) in managers {
        if !is_manager_name(name) {
            return Err(format!(
                "`{name}` is no name for a manager: it must do for a folder"
            ));
        }
        let members = members.as_object();
        let members = members.ok_or_else(|| format!("`managers.{name}` must be an object"))?;
        let personal = members
            .iter()
            .filter(|(key, _)| Setting::named(key).is_some_and(Setting::is_personal));
        for (key, value) in personal {
            check(key, value).map_err(|why| format!("managers.{name}: {why}"))?;
        }
    }
    Ok(())
}
