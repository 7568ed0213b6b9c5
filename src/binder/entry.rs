//! One line of a dossier's history, with what it changed. Entries are only ever appended.
//!
//! What entries add up to is [`super::history::fold`].

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime, SecondsFormat, SubsecRound};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value, json};

use super::field::{self, Mismatch, Shape};
use super::place::YEARS;
use super::{Landing, Outcome, Place, moment};

pub use super::kind::Kind;

/// A moment that did happen, with the offset of the place where it did.
pub type Moment = DateTime<FixedOffset>;

/// The key of an import that brought a whole dossier into the store.
pub(super) const WHOLE: &str = "whole";

/// The key under which an import says which entries it brought to a dossier that was there.
pub(super) const BROUGHT: &str = "brought";

/// How many digits of a second are stored. What is held is what is stored: the order of entries must
/// be the same when they are read again.
const MICROSECONDS: u16 = 6;

/// A moment as it is stored: RFC 3339 with microseconds and offset.
#[must_use]
pub fn moment_text(moment: Moment) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Micros, false)
}

/// What an entry changes: single values, and members of lists.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// Fields that are set; `null` removes. Of own fields, only the members named.
    pub set: Map<String, Value>,
    /// Members that are added to lists.
    pub add: Map<String, Value>,
    /// Members that are removed from lists.
    pub remove: Map<String, Value>,
}

impl Changes {
    /// Sets the field `key`; `null` removes it.
    pub fn set(&mut self, key: &str, value: impl Into<Value>) {
        self.set.insert(key.to_owned(), value.into());
    }

    /// Sets the own field `key`; `null` removes it.
    pub fn set_own(&mut self, key: &str, value: impl Into<Value>) {
        let own = self.set.entry("fields").or_insert_with(|| json!({}));
        own[key] = value.into();
    }

    /// Refiles: place, time and agreed are set afresh, and what `landing` doesn't say is cleared
    /// (binder.md, *Dates as people say them*).
    pub fn refile(&mut self, landing: &Landing, agreed: bool) {
        let time = landing.time.map(|time| time.format("%H:%M").to_string());
        self.set("place", landing.place.to_string());
        self.set("time", time);
        self.set("agreed", agreed.then_some(true));
    }

    /// Adds a member to the list `key`.
    pub fn add(&mut self, key: &str, member: impl Into<Value>) {
        push(&mut self.add, key, member.into());
    }

    /// Removes a member from the list `key`.
    pub fn remove(&mut self, key: &str, member: impl Into<Value>) {
        push(&mut self.remove, key, member.into());
    }

    /// Whether nothing is changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.set.is_empty() && self.add.is_empty() && self.remove.is_empty()
    }
}

fn push(lists: &mut Map<String, Value>, key: &str, member: Value) {
    match lists.get_mut(key) {
        Some(Value::Array(list)) => list.push(member),
        _ => {
            lists.insert(key.to_owned(), Value::Array(vec![member]));
        }
    }
}

/// One line of a history. It is kept, and shown to programs, as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    stored: Map<String, Value>,
    op: String,
    at: Moment,
    kind: Kind,
}

impl Entry {
    /// A new entry. `op` is the command's id (UUID v7), `by` the manager who did it.
    #[must_use]
    pub fn new(op: &str, at: Moment, by: &str, kind: Kind) -> Self {
        let at = at.trunc_subsecs(MICROSECONDS);
        let mut stored = Map::new();
        stored.insert("op".to_owned(), op.into());
        stored.insert("at".to_owned(), moment_text(at).into());
        stored.insert("by".to_owned(), by.into());
        stored.insert("kind".to_owned(), kind.name().into());
        Self {
            stored,
            op: op.to_owned(),
            at,
            kind,
        }
    }

    /// The same of another kind.
    #[must_use]
    pub fn of_kind(mut self, kind: Kind) -> Self {
        self.stored.insert("kind".to_owned(), kind.name().into());
        self.kind = kind;
        self
    }

    /// The same with one more key of its own, such as `text` or `outcome`; nothing if it is empty.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        let value = value.into();
        if !field::is_empty(&value) {
            self.stored.insert(key.to_owned(), value);
        }
        self
    }

    /// The same with what it changes. `from` is the place before, if the place changes.
    ///
    /// # Panics
    /// If a field can't hold what it is changed to: what was typed is checked before
    /// ([`super::Revision`]), so this is a mistake in the program. Stored, it would say in the
    /// history what the fields can't.
    #[must_use]
    pub fn changing(mut self, from: Option<Place>, changes: Changes) -> Self {
        if let Some(from) = from {
            self = self.with("from", from.to_string());
        }
        let changing = self
            .with("set", changes.set)
            .with("add", changes.add)
            .with("remove", changes.remove);
        if let Err(wrong) = check_changes(&changing.stored) {
            panic!("{wrong}, in an entry of this program's own");
        }
        changing
    }

    /// The command that wrote it; inside a dossier it names the entry.
    #[must_use]
    pub fn op(&self) -> &str {
        &self.op
    }

    /// When it was written.
    #[must_use]
    pub fn at(&self) -> Moment {
        self.at
    }

    /// What happened.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The manager who did it.
    #[must_use]
    pub fn by(&self) -> &str {
        self.text_of("by").unwrap_or_default()
    }

    /// What was written down.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.text_of("text")
    }

    /// How a contact ended.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        self.text_of("outcome").and_then(Outcome::named)
    }

    /// Whether it tells of a contact, reached or not: it is one, or an import that brought the last
    /// one along from elsewhere.
    #[must_use]
    pub fn tells_of_contact(&self) -> bool {
        match self.kind {
            Kind::Contact(_) => true,
            Kind::Import => self.outcome().is_some(),
            _ => false,
        }
    }

    /// Whether it brought a dossier into the store that had a history already.
    #[must_use]
    pub fn brings(&self) -> bool {
        self.kind == Kind::Import && self.stored.get(WHOLE) == Some(&Value::Bool(true))
    }

    /// The ops of the entries that it brought to a dossier that was there already.
    pub(super) fn brought(&self) -> impl Iterator<Item = &str> {
        let ops = self.stored.get(BROUGHT).and_then(Value::as_array);
        ops.into_iter().flatten().filter_map(Value::as_str)
    }

    /// The `op` that this entry speaks of: of an undo, what it takes back.
    #[must_use]
    pub fn of(&self) -> Option<&str> {
        self.text_of("of")
    }

    /// The text of one of its own keys.
    #[must_use]
    pub fn text_of(&self, key: &str) -> Option<&str> {
        self.stored.get(key).and_then(Value::as_str)
    }

    /// The place that it puts the dossier behind, if it does.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        self.stored.get("set")?.get("place")?.as_str()?.parse().ok()
    }

    /// When it happened: for a talk that was earlier than its entry, when that was.
    #[must_use]
    pub fn happened(&self) -> String {
        self.text_of("when")
            .map_or_else(|| moment_text(self.at), str::to_owned)
    }

    /// The moment by which it is known what happened last. A day alone counts from its beginning,
    /// but one that is the day of the entry itself as the entry does.
    #[must_use]
    pub fn moment(&self) -> Moment {
        let Some(when) = self.text_of("when") else {
            return self.at;
        };
        if let Ok(moment) = when.parse() {
            return moment;
        }
        let day = when.parse().ok().filter(|day| *day != self.at.date_naive());
        let midnight = day.map(|day: NaiveDate| day.and_time(NaiveTime::MIN));
        let there = midnight
            .and_then(|midnight| midnight.and_local_timezone(self.at.timezone()).earliest());
        there.unwrap_or(self.at)
    }

    /// As it is stored.
    #[must_use]
    pub fn stored(&self) -> &Map<String, Value> {
        &self.stored
    }

    /// The members of `set`, `add` or `remove`.
    pub(crate) fn changes(&self, which: &str) -> impl Iterator<Item = (&String, &Value)> {
        self.stored
            .get(which)
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
    }

    /// Puts its moment to `at`.
    pub(crate) fn put_at(&mut self, at: Moment) {
        let at = at.trunc_subsecs(MICROSECONDS);
        self.at = at;
        self.stored.insert("at".to_owned(), moment_text(at).into());
    }

    /// Takes an entry as it is stored.
    fn read(stored: Map<String, Value>) -> Result<Self, String> {
        let text = |key: &str| {
            let found = stored.get(key).and_then(Value::as_str);
            found.ok_or_else(|| format!("an entry needs `{key}`, a text"))
        };
        let op = text("op")?.to_owned();
        let kind = Kind::named(text("kind")?);
        text("by")?;
        // As this program writes it first; then as a hand may have written it.
        let at = text("at")?;
        let at = moment::read(at).or_else(|| at.parse().ok());
        let at = at.filter(|at| YEARS.contains(&at.year()));
        let at = at.ok_or_else(|| {
            format!("`at` of the entry {op} is no moment (2024-06-13T14:05:09+02:00)")
        })?;
        check_changes(&stored).map_err(|wrong| format!("{wrong}, in the entry {op}"))?;
        Ok(Self {
            stored,
            op,
            at,
            kind,
        })
    }
}

/// Whether what a stored entry changes has the shapes of the fields.
fn check_changes(stored: &Map<String, Value>) -> Result<(), Mismatch> {
    for which in ["set", "add", "remove"] {
        let Some(value) = stored.get(which) else {
            continue;
        };
        let Some(members) = value.as_object() else {
            return Err(Mismatch {
                key: which.to_owned(),
                expected: "an object",
            });
        };
        for (key, value) in members {
            field::check(key, value)?;
            let is_list = Shape::of(key).map_or(value.is_array(), Shape::is_list);
            if which != "set" && !(is_list && value.is_array()) {
                return Err(Mismatch {
                    key: key.clone(),
                    expected: "a list",
                });
            }
        }
    }
    Ok(())
}

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Entry::read(Map::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.stored.serialize(serializer)
    }
}
