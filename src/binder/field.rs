//! The fields of a dossier: which there are, in which order they are written, and what each holds.
//!
//! A field's name and shape are known only here. What the fields *mean* is in [`super::Dossier`].

use chrono::NaiveTime;
use serde_json::{Map, Value};

use super::vocabulary::digits;
use super::{Place, Work, lookup};

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A text.
    Text,
    /// True, or left out.
    Flag,
    /// A time of day, `14:30`.
    Time,
    /// A [`Work`].
    Work,
    /// A [`Place`].
    Place,
    /// A manager's name. It names a folder, so a wrong one must not get into a dossier.
    Manager,
    /// A list of texts.
    Texts,
    /// A list of anything.
    List,
    /// Own fields: an object whose members are changed one by one.
    Own,
}

/// The fields in the order in which they stand in a file (data.md, *A dossier*).
pub const FIELDS: [(&str, Shape); 23] = [
    ("manager", Shape::Manager),
    ("place", Shape::Place),
    ("time", Shape::Time),
    ("agreed", Shape::Flag),
    ("work", Shape::Work),
    ("next", Shape::Text),
    ("name", Shape::Text),
    ("salutation", Shape::Text),
    ("position", Shape::Text),
    ("company", Shape::Text),
    ("phones", Shape::Texts),
    ("emails", Shape::Texts),
    ("address", Shape::Text),
    ("source", Shape::Text),
    ("tags", Shape::Texts),
    ("stage", Shape::Text),
    ("occasions", Shape::Texts),
    ("hours", Shape::Text),
    ("zone", Shape::Text),
    ("every", Shape::Text),
    ("offers", Shape::List),
    ("fields", Shape::Own),
    ("papers", Shape::List),
];

/// The texts that stand on the card, by their keys: from the name on, before which is what is planned.
pub fn texts_of_the_card() -> impl Iterator<Item = &'static str> {
    let card = FIELDS.into_iter().skip_while(|(key, _)| *key != "name");
    card.filter(|(_, shape)| *shape == Shape::Text)
        .map(|(key, _)| key)
}

/// The fields whose texts have one line each.
const OF_ONE_LINE: [&str; 10] = [
    "name",
    "salutation",
    "position",
    "company",
    "phones",
    "emails",
    "source",
    "tags",
    "stage",
    "occasions",
];

/// Whether the text of the field `key`, or each of its members, has one line.
#[must_use]
pub fn is_of_one_line(key: &str) -> bool {
    OF_ONE_LINE.contains(&key)
}

/// A text as it is typed for the field `key`: trimmed, and where it has one line, with blanks for
/// line breaks.
#[must_use]
pub fn typed_for(key: &str, typed: &str) -> String {
    if !is_of_one_line(key) {
        return typed.trim().to_owned();
    }
    let is_break = |c: char| matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let lines = typed.split(is_break).map(str::trim);
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    lines.join(" ")
}

/// The keys of a file that are no fields: no entry may change them.
pub(super) const RESERVED: [&str; 3] = ["format", "id", "history"];

/// Whether a dossier's file has a meaning of its own for `key`, so that no own field can be called so.
#[must_use]
pub fn is_taken(key: &str) -> bool {
    Shape::of(key).is_some() || RESERVED.contains(&key)
}

impl Shape {
    /// The shape of the field `key`; `None` for a key that is not known.
    #[must_use]
    pub fn of(key: &str) -> Option<Self> {
        FIELDS
            .iter()
            .find(|(known, _)| *known == key)
            .map(|(_, shape)| *shape)
    }

    /// What a value of this shape looks like, as words for a message.
    #[must_use]
    pub fn expected(self) -> &'static str {
        match self {
            Shape::Text => "a text",
            Shape::Flag => "true or false",
            Shape::Time => "a time such as \"14:30\"",
            Shape::Work => "a kind of work: call, meeting, email, message, visit, letter or other",
            Shape::Place => "a place: \"2024-07-05\", \"2024-07\", \"someday\" or \"closed\"",
            Shape::Manager => "the name of a manager, which must do for a folder",
            Shape::Texts => "a list of texts",
            Shape::List => "a list",
            Shape::Own => "an object",
        }
    }

    /// Whether `value` has this shape; the error says what was expected.
    ///
    /// # Errors
    /// What a value of this shape looks like.
    pub fn check(self, value: &Value) -> Result<(), &'static str> {
        let text = value.as_str();
        let fits = match self {
            Shape::Text | Shape::Time | Shape::Work | Shape::Place | Shape::Manager => {
                text.is_some_and(|text| self.takes(text))
            }
            Shape::Flag => value.is_boolean(),
            Shape::Texts => value
                .as_array()
                .is_some_and(|list| list.iter().all(Value::is_string)),
            Shape::List => value.is_array(),
            Shape::Own => value.is_object(),
        };
        if fits { Ok(()) } else { Err(self.expected()) }
    }

    /// Whether a text has this shape.
    pub(super) fn takes(self, text: &str) -> bool {
        match self {
            Shape::Text => true,
            Shape::Time => clock(text).is_some(),
            Shape::Work => Work::named(text).is_some(),
            Shape::Place => text.parse::<Place>().is_ok(),
            Shape::Manager => lookup::is_manager_name(text),
            Shape::Flag | Shape::Texts | Shape::List | Shape::Own => false,
        }
    }

    /// Whether members are added to and removed from the field one by one.
    #[must_use]
    pub fn is_list(self) -> bool {
        matches!(self, Shape::Texts | Shape::List)
    }
}

/// A time of day as it is stored, `14:30`.
pub(crate) fn clock(text: &str) -> Option<NaiveTime> {
    let (hour, minute) = text.split_once(':')?;
    NaiveTime::from_hms_opt(digits(hour, 1..=2)?, digits(minute, 1..=2)?, 0)
}

/// The fields of one dossier, each of the shape that [`FIELDS`] gives it; unknown ones as they
/// came. Empty ones are left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fields(Map<String, Value>);

impl Fields {
    /// The value of the field `key`, if it is set.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.get(key)
    }

    /// The text of the field `key`, if it is set and a text.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Value::as_str)
    }

    /// The texts of the list `key`; none if it is not set.
    pub fn texts<'a>(&'a self, key: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.list(key).iter().filter_map(Value::as_str)
    }

    /// The members of the list `key`; none if it is not set.
    #[must_use]
    pub fn list(&self, key: &str) -> &[Value] {
        self.get(key)
            .and_then(Value::as_array)
            .map_or(&[], Vec::as_slice)
    }

    /// The own fields, in the order in which they were made.
    pub fn own(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.get("fields")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
            .map(|(key, value)| (key.as_str(), value))
    }

    /// Sets one field whole; an empty value (`null`, `false`, an empty text or list) removes it.
    /// Of own fields, only the members that `value` names are changed.
    ///
    /// # Errors
    /// What was expected, if the value is not of the field's shape.
    pub fn set(&mut self, key: &str, value: &Value) -> Result<(), Mismatch> {
        check(key, value)?;
        match (Shape::of(key), value) {
            (Some(Shape::Own), Value::Object(members)) => {
                let mut own = match self.0.shift_remove(key) {
                    Some(Value::Object(own)) => own,
                    _ => Map::new(),
                };
                for (member, value) in members {
                    if is_empty(value) {
                        own.shift_remove(member);
                    } else {
                        own.insert(member.clone(), value.clone());
                    }
                }
                self.put(key, Value::Object(own));
            }
            _ => self.put(key, value.clone()),
        }
        Ok(())
    }

    /// Sets one field that is not set yet, as it is read from a file.
    ///
    /// # Errors
    /// As [`Fields::set`].
    pub(crate) fn take(&mut self, key: String, mut value: Value) -> Result<(), Mismatch> {
        check(&key, &value)?;
        if let (Some(Shape::Own), Value::Object(members)) = (Shape::of(&key), &mut value) {
            members.retain(|_, member| !is_empty(member));
        }
        if !is_empty(&value) {
            self.0.insert(key, value);
        }
        Ok(())
    }

    /// Adds a member to a list, unless it is in it.
    pub(crate) fn add_member(&mut self, key: &str, member: &Value) {
        let mut list = self.list(key).to_vec();
        if !list.contains(member) {
            list.push(member.clone());
        }
        self.put(key, Value::Array(list));
    }

    /// Removes a member from a list.
    pub(crate) fn remove_member(&mut self, key: &str, member: &Value) {
        let mut list = self.list(key).to_vec();
        list.retain(|kept| kept != member);
        self.put(key, Value::Array(list));
    }

    fn put(&mut self, key: &str, value: Value) {
        if is_empty(&value) {
            self.0.shift_remove(key);
        } else {
            self.0.insert(key.to_owned(), value);
        }
    }

    /// All fields, known ones first and in their order, then the others as they came.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        let known = FIELDS
            .iter()
            .filter_map(|(key, _)| self.0.get_key_value(*key));
        let unknown = self.0.iter().filter(|(key, _)| Shape::of(key).is_none());
        known
            .chain(unknown)
            .map(|(key, value)| (key.as_str(), value))
    }
}

/// Whether a value says nothing, so that its key is left out.
pub(crate) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(true) | Value::Number(_) => false,
    }
}

/// Whether `value` may stand in the field `key`; `null` always may.
///
/// # Errors
/// What was expected.
pub(crate) fn check(key: &str, value: &Value) -> Result<(), Mismatch> {
    let wrong = |expected| Mismatch {
        key: key.to_owned(),
        expected,
    };
    if RESERVED.contains(&key) {
        return Err(wrong("left alone: it is no field"));
    }
    match Shape::of(key) {
        Some(shape) if !value.is_null() => shape.check(value).map_err(wrong),
        _ => Ok(()),
    }
}

/// A value that can't stand in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// The field.
    pub key: String,
    /// What it holds.
    pub expected: &'static str,
}

impl std::fmt::Display for Mismatch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "`{}` must be {}", self.key, self.expected)
    }
}

impl std::error::Error for Mismatch {}
