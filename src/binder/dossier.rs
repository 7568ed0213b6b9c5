//! A dossier: everything about one client. It changes only by an entry, [`Dossier::apply`].
//!
//! Reading and writing its JSON is here too, since the order of the keys and what is refused are
//! rules of the format (data.md, *A dossier*); where the bytes lie is the store's.

use std::fmt;

use chrono::{Datelike, NaiveTime, TimeDelta};
use serde::de::{Error as _, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Value, json};
use uuid::Uuid;

use super::entry::{Changes, Entry, Kind, Moment};
use super::field::{Fields, clock};
use super::history;
use super::place::YEARS;
use super::{Outcome, Place, Work, lookup};

/// The format of a dossier that this program reads and writes.
pub const FORMAT: u64 = 1;

/// Everything about one client.
#[derive(Clone, Debug, PartialEq)]
pub struct Dossier {
    format: u64,
    id: Uuid,
    fields: Fields,
    history: Vec<Entry>,
}

impl Dossier {
    /// A new dossier, made by its first entry.
    #[must_use]
    pub fn new(id: Uuid, first: Entry) -> Self {
        let history = vec![first];
        Self {
            format: FORMAT,
            id,
            fields: history::fold(&history),
            history,
        }
    }

    /// Appends an entry and does what it changes: the only way in which a dossier changes.
    ///
    /// An entry that is not later than the last one is put a microsecond after it, since the order
    /// of the moments is the order of a history. At the very end of the calendar it stays there.
    pub fn apply(&mut self, entry: Entry) {
        self.fields = history::fold(&self.history);
        self.append(entry);
    }

    /// Takes hand edits in and applies an entry: what a command does to a dossier that it has read.
    pub fn enter(&mut self, entry: Entry) {
        self.take_in_hand_edits(entry.at());
        self.append(entry);
    }

    /// Appends an entry to fields that are what the history adds up to.
    fn append(&mut self, mut entry: Entry) {
        if let Some(last) = self.history.last().map(Entry::at)
            && entry.at() <= last
        {
            let next = last.checked_add_signed(TimeDelta::microseconds(1));
            let next = next.filter(|next| YEARS.contains(&next.year()));
            entry.put_at(next.unwrap_or(last));
        }
        let takes_back = entry.kind() == Kind::Undo;
        if !takes_back {
            // The last entry of a history always counts, and is the last step of its fold.
            history::step(&mut self.fields, &entry);
        }
        self.history.push(entry);
        if takes_back {
            self.fields = history::fold(&self.history);
        }
    }

    /// What was changed in the fields with an editor, without an entry; `None` if nothing was.
    #[must_use]
    pub fn hand_edits(&self) -> Option<Changes> {
        let changes = history::difference(&history::fold(&self.history), &self.fields);
        (!changes.is_empty()).then_some(changes)
    }

    /// Takes hand edits in as an entry, `by` `hand`, so that the next entry doesn't undo them.
    ///
    /// The entry's `op` is made from what was changed, so that one edit which is met in two copies
    /// of a dossier is one entry.
    pub fn take_in_hand_edits(&mut self, at: Moment) {
        let before = history::fold(&self.history);
        let changes = history::difference(&before, &self.fields);
        if changes.is_empty() {
            self.fields = before;
            return;
        }
        let moved = changes.set.contains_key("place");
        let from = before.text("place").filter(|_| moved);
        let from = from.and_then(|place| place.parse().ok());
        let last = self.history.last().map_or("", Entry::op);
        // The text of the format, which all machines and versions write alike.
        let what = format!(
            "{last}{}",
            json!([changes.set, changes.add, changes.remove])
        );
        let op = Uuid::new_v5(&self.id, what.as_bytes()).to_string();
        self.apply(Entry::new(&op, at, "hand", Kind::Edit).changing(from, changes));
    }

    /// The same with hand edits taken in as an entry that follows the last one at once: when they were
    /// made can't be known.
    #[must_use]
    pub fn with_hand_edits_entered(&self) -> Self {
        let mut entered = self.clone();
        entered.take_in_hand_edits(self.history.last().map_or_else(Moment::default, Entry::at));
        entered
    }

    /// Two copies of one dossier made into one: the union of their entries, folded.
    ///
    /// Hand edits in a copy count as [`Dossier::with_hand_edits_entered`] has them.
    #[must_use]
    pub fn merge(&self, other: &Self) -> Self {
        let entries = |copy: &Self| copy.with_hand_edits_entered().history;
        let history = history::merge(&entries(self), &entries(other));
        Self {
            format: self.format.max(other.format),
            id: self.id,
            fields: history::fold(&history),
            history,
        }
    }

    /// The older format that it was read in, if it was: it is written in [`FORMAT`].
    #[must_use]
    pub fn older_format(&self) -> Option<u64> {
        (self.format < FORMAT).then_some(self.format)
    }

    /// The id, which never changes.
    #[must_use]
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// The fields.
    #[must_use]
    pub fn fields(&self) -> &Fields {
        &self.fields
    }

    /// All entries, oldest first, undone ones too.
    #[must_use]
    pub fn history(&self) -> &[Entry] {
        &self.history
    }

    /// The entries that count, oldest first: no undone ones, and no undos.
    #[must_use]
    pub fn live_history(&self) -> Vec<&Entry> {
        let live = history::live(&self.history);
        let counted = self.history.iter().zip(live);
        counted
            .filter(|(entry, live)| *live && entry.kind() != Kind::Undo)
            .map(|(entry, _)| entry)
            .collect()
    }

    /// All that ever stood in the list `key`: what history sets, puts in or takes out, and what stands
    /// there. What was taken out may come back.
    pub(super) fn ever_listed(&self, key: &'static str) -> impl Iterator<Item = &Value> {
        let ways = ["set", "add", "remove"].into_iter();
        let changes = ways.flat_map(|way| {
            self.history
                .iter()
                .flat_map(move |entry| entry.changes(way))
        });
        let lists = changes.filter(move |(changed, _)| *changed == key);
        let members = lists.filter_map(|(_, list)| list.as_array()).flatten();
        members.chain(self.fields.list(key))
    }

    /// The contact that counts and was held last, reached or not, whenever it was written down.
    #[must_use]
    pub fn last_contact(&self) -> Option<&Entry> {
        let contacts = self.live_history().into_iter();
        let contacts = contacts.filter(|entry| entry.tells_of_contact());
        contacts.max_by_key(|entry| entry.moment())
    }

    /// Whether the client was ever reached: if not, the next call is a new call.
    #[must_use]
    pub fn was_reached(&self) -> bool {
        self.live_history()
            .iter()
            .any(|entry| entry.tells_of_contact() && entry.outcome() == Some(Outcome::Reached))
    }

    /// Whose binder it is in.
    #[must_use]
    pub fn manager(&self) -> &str {
        self.fields.text("manager").unwrap_or_default()
    }

    /// Where it belongs.
    #[must_use]
    pub fn place(&self) -> Place {
        // Always there: reading refuses a dossier without it, and every first entry sets it.
        let place = self.fields.text("place").and_then(|text| text.parse().ok());
        place.unwrap_or(Place::Someday)
    }

    /// The time of day that is due, if one is.
    #[must_use]
    pub fn time(&self) -> Option<NaiveTime> {
        self.fields.text("time").and_then(clock)
    }

    /// Whether the date is agreed with the client, not only planned.
    #[must_use]
    pub fn is_agreed(&self) -> bool {
        self.fields.get("agreed") == Some(&Value::Bool(true))
    }

    /// What kind of work is due, if it was said.
    #[must_use]
    pub fn work(&self) -> Option<Work> {
        self.fields.text("work").and_then(Work::named)
    }

    /// The first phone number, without its label.
    #[must_use]
    pub fn phone(&self) -> Option<&str> {
        self.fields.texts("phones").next().map(lookup::unlabelled)
    }

    /// The client's name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.fields.text("name").unwrap_or_default()
    }
}

impl Serialize for Dossier {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("format", &FORMAT)?;
        map.serialize_entry("id", &self.id.to_string())?;
        for (key, value) in self.fields.iter() {
            map.serialize_entry(key, value)?;
        }
        map.serialize_entry("history", &self.history)?;
        map.end()
    }
}

impl<'de> Deserialize<'de> for Dossier {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(DossierVisitor)
    }
}

struct DossierVisitor;

impl<'de> Visitor<'de> for DossierVisitor {
    type Value = Dossier;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a dossier")
    }

    // Key by key, so that an error carries the line on which the wrong value stands.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Dossier, A::Error> {
        let (mut format, mut id, mut history) = (None, None, None);
        let mut fields = Fields::default();
        while let Some(key) = map.next_key::<String>()? {
            let seen = match key.as_str() {
                "format" => format.replace(known_format(map.next_value()?)?).is_some(),
                "id" => id.replace(map.next_value()?).is_some(),
                "history" => history.replace(map.next_value()?).is_some(),
                _ if fields.get(&key).is_some() => true,
                _ => {
                    let taken = fields.take(key, map.next_value()?);
                    taken.map_err(A::Error::custom)?;
                    continue;
                }
            };
            if seen {
                return Err(A::Error::custom(format!("`{key}` stands twice")));
            }
        }
        let missing = A::Error::missing_field;
        let format = format.ok_or_else(|| missing("format"))?;
        for key in ["manager", "place", "name"] {
            fields.get(key).ok_or_else(|| missing(key))?;
        }
        Ok(Dossier {
            format,
            id: id.ok_or_else(|| missing("id"))?,
            fields,
            history: history.unwrap_or_default(),
        })
    }
}

fn known_format<E: serde::de::Error>(format: u64) -> Result<u64, E> {
    if format > FORMAT {
        return Err(E::custom(format!(
            "format {format} is newer than this tickler reads ({FORMAT})"
        )));
    }
    Ok(format)
}
