//! The settings of a store, `binder.json`, read and changed as a whole. Unknown keys are kept.

use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value, json};

use super::loans::{LOANS, check_loans};
use super::setting::{Setting, stored_holidays, stored_week};
use crate::binder::dossier::FORMAT;
use crate::binder::lookup::is_manager_name;
use crate::binder::{Calendar, Holiday, HolidayDate, Layout};

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
    pub fn stored(&self) -> &Map<String, Value> {
        &self.stored
    }

    /// What somebody has said: as they are stored, without what is derived from the dossiers.
    pub(super) fn said(&self) -> Map<String, Value> {
        let mut said = self.stored.clone();
        said.shift_remove(LOANS);
        said
    }

    /// Puts one value as it was stored; `null` removes it.
    pub fn put_back(&mut self, key: &str, value: &Value) {
        if value.is_null() {
            self.stored.shift_remove(key);
        } else {
            self.stored.insert(key.to_owned(), value.clone());
        }
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

    /// What holds for `manager`. Own days off are taken besides those of all; any other own value
    /// goes before that of all.
    #[must_use]
    pub fn value(&self, manager: &str, setting: Setting) -> Value {
        if setting == Setting::Holidays {
            let mut days = self.own_days(None);
            days.append(&mut self.own_days(Some(manager)));
            return Value::Array(days);
        }
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

    /// Puts a day off into the list, for one manager or for all. Gives the name that the day had in
    /// that list; it is called as `holiday` says now.
    pub fn add_holiday(&mut self, manager: Option<&str>, holiday: &Holiday) -> Option<String> {
        let mut days = self.own_days(manager);
        let date = holiday.date.to_string();
        let known = days.iter_mut().find(|day| day["date"] == date.as_str());
        let before = known.map(|day| {
            let before = day["name"].as_str().unwrap_or_default().to_owned();
            day["name"] = holiday.name.as_str().into();
            before
        });
        if before.is_none() {
            days.push(json!({ "date": date, "name": holiday.name }));
        }
        days.sort_by_key(|day| {
            let date = day["date"].as_str();
            date.and_then(|date| date.parse::<HolidayDate>().ok())
        });
        self.set(manager, Setting::Holidays, Value::Array(days));
        before
    }

    /// Takes a day off out of the list of one manager or of all; whether it was there.
    pub fn remove_holiday(&mut self, manager: Option<&str>, date: HolidayDate) -> bool {
        let (mut days, date) = (self.own_days(manager), date.to_string());
        let count = days.len();
        days.retain(|day| day["date"] != date.as_str());
        let was_there = days.len() < count;
        if was_there {
            let left = if days.is_empty() {
                Value::Null
            } else {
                Value::Array(days)
            };
            self.set(manager, Setting::Holidays, left);
        }
        was_there
    }

    fn own_days(&self, manager: Option<&str>) -> Vec<Value> {
        let days = match manager {
            None => self.own(Setting::Holidays),
            Some(manager) => self.personal(manager, Setting::Holidays),
        };
        days.and_then(Value::as_array).cloned().unwrap_or_default()
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

    /// Whether `manager` has left.
    #[must_use]
    pub fn has_left(&self, manager: &str) -> bool {
        self.personal(manager, Setting::Left) == Some(&Value::Bool(true))
    }

    /// How many dossiers a day `manager` can manage.
    #[must_use]
    pub fn capacity(&self, manager: &str) -> usize {
        let capacity = self.value(manager, Setting::Capacity).as_u64();
        capacity
            .and_then(|number| number.try_into().ok())
            .unwrap_or(30)
    }

    /// How many new calls a day `manager` means to make, if that is set.
    #[must_use]
    pub fn quota_new(&self, manager: &str) -> Option<usize> {
        let quota = self.value(manager, Setting::QuotaNew).as_u64()?;
        quota.try_into().ok()
    }

    /// The working days of `manager`.
    #[must_use]
    pub fn calendar(&self, manager: &str) -> Calendar {
        let week = stored_week(&self.value(manager, Setting::WorkWeek)).unwrap_or_default();
        Calendar::new(week, self.holidays(manager))
    }

    /// Whether `manager` has working days or days off that are not those of all.
    #[must_use]
    pub fn has_own_days(&self, manager: &str) -> bool {
        let own = [Setting::WorkWeek, Setting::Holidays];
        own.iter()
            .any(|setting| self.personal(manager, *setting).is_some())
    }

    /// The days off of `manager`, besides those of every week: those of all, then the own ones.
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

    /// How many working days before an occasion it is shown.
    #[must_use]
    pub fn occasions_ahead(&self) -> usize {
        let days = self.value("", Setting::OccasionsAhead).as_u64();
        days.and_then(|days| usize::try_from(days).ok())
            .unwrap_or_default()
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

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Settings, A::Error> {
        let mut stored = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            if stored.contains_key(&key) {
                return Err(A::Error::custom(format!("`{key}` stands twice")));
            }
            let value = map.next_value_seed(OneValue(&key))?;
            stored.insert(key, value);
        }
        Ok(Settings { stored })
    }
}

/// The value of one key. Checked while it is read, so that the error carries the line and column
/// where it ends.
struct OneValue<'a>(&'a str);

impl OneValue<'_> {
    fn checked<E: serde::de::Error>(&self, value: Value) -> Result<Value, E> {
        check(self.0, &value).map_err(E::custom)?;
        Ok(value)
    }
}

impl<'de> DeserializeSeed<'de> for OneValue<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for OneValue<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<Value, E> {
        self.checked(value.into())
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Value, E> {
        self.checked(value.into())
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Value, E> {
        self.checked(value.into())
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
        self.checked(value.into())
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<Value, E> {
        self.checked(value.into())
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Value, E> {
        self.checked(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Value, A::Error> {
        self.checked(Value::deserialize(SeqAccessDeserializer::new(items))?)
    }

    // A number that is not a small one comes this way, as it was written.
    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Value, A::Error> {
        self.checked(Value::deserialize(MapAccessDeserializer::new(members))?)
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
    if key == LOANS {
        return check_loans(value);
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
