//! What a history adds up to, and how two copies of one history become one.

use std::collections::HashSet;

use serde_json::Value;

use super::Place;
use super::entry::{Changes, Entry, Kind};
use super::field::{Fields, Shape};

/// Tells of each entry whether it counts: it does unless an undo that counts names it.
#[must_use]
pub fn live(history: &[Entry]) -> Vec<bool> {
    let mut undone = HashSet::new();
    let mut live = vec![true; history.len()];
    // An undo stands behind what it undoes, so from the last to the first each is decided at once.
    for (entry, live) in history.iter().zip(&mut live).rev() {
        *live = !undone.contains(entry.op());
        if *live && entry.kind() == Kind::Undo {
            undone.extend(entry.of());
        }
    }
    live
}

/// The fields that a history adds up to.
///
/// An undone entry is skipped. The first entry, which made the dossier, can't be: undone, it
/// leaves the dossier behind the place `gone`, unless a later entry puts it somewhere.
#[must_use]
pub fn fold(history: &[Entry]) -> Fields {
    let mut fields = Fields::default();
    for (number, (entry, live)) in history.iter().zip(live(history)).enumerate() {
        if live || number == 0 {
            step(&mut fields, entry);
        }
        if !live && number == 0 {
            put(&mut fields, "place", &Place::Gone.to_string().into());
        }
    }
    fields
}

/// Does to the fields what one entry changes.
pub(super) fn step(fields: &mut Fields, entry: &Entry) {
    for (key, value) in entry.changes("set") {
        put(fields, key, value);
    }
    for (key, members) in entry.changes("remove") {
        for member in members.as_array().into_iter().flatten() {
            fields.remove_member(key, member);
        }
    }
    for (key, members) in entry.changes("add") {
        for member in members.as_array().into_iter().flatten() {
            fields.add_member(key, member);
        }
    }
}

/// Sets a field to a value that was checked when its entry was read or made.
fn put(fields: &mut Fields, key: &str, value: &Value) {
    let fits = fields.set(key, value);
    debug_assert!(fits.is_ok(), "an entry was taken unchecked: {fits:?}");
}

/// What must be done to `before` to make it `after`.
#[must_use]
pub fn difference(before: &Fields, after: &Fields) -> Changes {
    let mut changes = Changes::default();
    for (key, _) in before.iter().filter(|(key, _)| after.get(key).is_none()) {
        if Shape::of(key) != Some(Shape::Own) {
            changes.set(key, Value::Null);
        }
    }
    own_difference(before, after, &mut changes);
    for (key, value) in after.iter() {
        match Shape::of(key) {
            _ if before.get(key) == Some(value) => {}
            Some(Shape::Own) => {}
            Some(shape) if shape.is_list() => list_difference(key, before, after, &mut changes),
            _ => changes.set(key, value.clone()),
        }
    }
    changes
}

fn own_difference(before: &Fields, after: &Fields, changes: &mut Changes) {
    let find = |fields: &Fields, key: &str| {
        let mut own = fields.own();
        own.find(|(known, _)| *known == key)
            .map(|(_, value)| value.clone())
    };
    for (key, _) in before.own().filter(|(key, _)| find(after, key).is_none()) {
        changes.set_own(key, Value::Null);
    }
    for (key, value) in after.own() {
        if find(before, key).as_ref() != Some(value) {
            changes.set_own(key, value.clone());
        }
    }
}

/// By members where that gives the list, so that two people's changes both hold; else whole.
fn list_difference(key: &str, before: &Fields, after: &Fields, changes: &mut Changes) {
    let (old, new) = (before.list(key), after.list(key));
    let removed: Vec<_> = old.iter().filter(|member| !new.contains(member)).collect();
    let added: Vec<_> = new.iter().filter(|member| !old.contains(member)).collect();
    let kept = old.iter().filter(|member| new.contains(member));
    let twice = |at: usize| added[..at].contains(&added[at]);
    if kept.chain(added.iter().copied()).eq(new) && !(0..added.len()).any(twice) {
        for member in removed {
            changes.remove(key, member.clone());
        }
        for member in added {
            changes.add(key, member.clone());
        }
    } else {
        changes.set(key, Value::Array(new.to_vec()));
    }
}

/// The union of two histories of one dossier, by `op`, in order of (`at`, `op`).
///
/// Of two entries with one `op` the one of the greater bytes is taken. Commutative, associative
/// and idempotent (data.md, *merging two copies*), so that no common ancestor is needed.
#[must_use]
pub fn merge(one: &[Entry], other: &[Entry]) -> Vec<Entry> {
    let mut all: Vec<(String, &Entry)> = one
        .iter()
        .chain(other)
        .map(|entry| (bytes(entry), entry))
        .collect();
    all.sort_by(|(a_bytes, a), (b_bytes, b)| a.op().cmp(b.op()).then(b_bytes.cmp(a_bytes)));
    all.dedup_by(|(_, later), (_, kept)| later.op() == kept.op());
    all.sort_by(|(_, a), (_, b)| a.at().cmp(&b.at()).then_with(|| a.op().cmp(b.op())));
    all.into_iter().map(|(_, entry)| entry.clone()).collect()
}

fn bytes(entry: &Entry) -> String {
    Value::Object(entry.stored().clone()).to_string()
}
