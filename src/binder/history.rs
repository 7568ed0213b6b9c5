//! What a history adds up to, and how two copies of one history become one.

use std::collections::HashSet;

use serde_json::Value;

use super::Place;
use super::entry::{Changes, Entry, Kind};
use super::field::{Fields, Shape};

/// Tells of each entry whether it counts: it does unless an undo that counts names it, or came with an
/// import that counts no more.
#[must_use]
pub fn live(history: &[Entry]) -> Vec<bool> {
    let mut undone = HashSet::new();
    let mut live = vec![true; history.len()];
    // An undo stands behind what it undoes, so from the last to the first each is decided at once.
    for (entry, live) in history.iter().zip(&mut live).rev() {
        *live = !undone.contains(entry.op());
        match (entry.kind(), *live) {
            (Kind::Undo, true) => undone.extend(entry.of()),
            (Kind::Import, false) => undone.extend(entry.brought()),
            _ => {}
        }
    }
    live
}

/// The fields that a history adds up to.
///
/// An undone entry is skipped. The first entry, which made the dossier, can't be: undone, it
/// leaves the dossier behind the place `gone`, unless a later entry puts it somewhere. So does the
/// import that brought a whole dossier in.
#[must_use]
pub fn fold(history: &[Entry]) -> Fields {
    let mut fields = Fields::default();
    let lives = live(history);
    let is_undone = |entry: &Entry| {
        let mut undos = history.iter().zip(&lives);
        undos
            .any(|(undo, live)| *live && undo.kind() == Kind::Undo && undo.of() == Some(entry.op()))
    };
    for (number, (entry, live)) in history.iter().zip(&lives).enumerate() {
        // An import in another store, which came along with one here, made nothing here.
        let made_it = number == 0 || (entry.brings() && (*live || is_undone(entry)));
        if *live || made_it {
            step(&mut fields, entry);
        }
        if !live && made_it {
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
    for (key, value) in after.iter() {
        match Shape::of(key) {
            _ if before.get(key) == Some(value) => {}
            Some(Shape::Own) => {}
            Some(shape) if shape.is_list() => list_difference(key, before, after, &mut changes),
            _ => changes.set(key, value.clone()),
        }
    }
    own_difference(before, after, &mut changes);
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

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;
    use serde_json::json;
    use uuid::Uuid;

    use super::*;
    use crate::binder::{Dossier, Moment};

    fn moment(second: i64) -> Moment {
        let at = chrono::DateTime::from_timestamp(1_718_000_000 + second, 0);
        at.expect("a moment").fixed_offset()
    }

    fn entry(op: &str, second: i64, kind: Kind) -> Entry {
        Entry::new(op, moment(second), "anna", kind)
    }

    fn added(place: &str) -> Entry {
        let mut changes = Changes::default();
        changes.set("manager", "anna");
        changes.set("place", place);
        changes.set("name", "Ivan Ivanov");
        entry("0", 0, Kind::Add).changing(None, changes)
    }

    fn moved(op: &str, second: i64, place: &str) -> Entry {
        let mut changes = Changes::default();
        changes.set("place", place);
        entry(op, second, Kind::Move).changing(None, changes)
    }

    fn undo(op: &str, second: i64, of: &str) -> Entry {
        entry(op, second, Kind::Undo).with("of", of)
    }

    fn place(history: &[Entry]) -> String {
        fold(history).text("place").unwrap_or_default().to_owned()
    }

    #[test]
    fn an_undone_entry_is_skipped_and_an_undo_of_the_undo_brings_it_back() {
        let mut history = vec![added("2024-06-13"), moved("1", 1, "2024-07")];
        assert_eq!(place(&history), "2024-07");
        history.push(undo("2", 2, "1"));
        assert_eq!(place(&history), "2024-06-13");
        history.push(undo("3", 3, "2"));
        assert_eq!(place(&history), "2024-07");
        history.push(undo("4", 4, "3"));
        assert_eq!(place(&history), "2024-06-13");
    }

    #[test]
    fn what_was_entered_after_an_undone_entry_stays() {
        let history = [
            added("2024-06-13"),
            moved("1", 1, "2024-07"),
            moved("2", 2, "2024-08"),
            undo("3", 3, "1"),
        ];
        assert_eq!(place(&history), "2024-08");
    }

    #[test]
    fn an_undone_adding_leaves_the_dossier_gone_with_all_it_says() {
        let mut history = vec![added("2024-06-13"), undo("1", 1, "0")];
        assert_eq!(place(&history), "gone");
        assert_eq!(fold(&history).text("name"), Some("Ivan Ivanov"));
        history.push(undo("2", 2, "1"));
        assert_eq!(place(&history), "2024-06-13");
        history.truncate(2);
        history.push(moved("2", 2, "2024-08"));
        assert_eq!(
            place(&history),
            "2024-08",
            "a colleague has filed it meanwhile"
        );
    }

    #[test]
    fn two_people_who_change_different_things_both_get_their_way() {
        let mut mine = Changes::default();
        mine.add("tags", "wholesale");
        mine.set_own("budget", "12000");
        let mut theirs = Changes::default();
        theirs.add("tags", "export");
        theirs.set_own("size", "L");
        let base = added("2024-06-13");
        let one = [base.clone(), entry("1", 1, Kind::Edit).changing(None, mine)];
        let other = [base, entry("2", 2, Kind::Edit).changing(None, theirs)];
        let both = fold(&merge(&one, &other));
        assert_eq!(both.get("tags"), Some(&json!(["wholesale", "export"])));
        assert_eq!(
            both.get("fields"),
            Some(&json!({ "budget": "12000", "size": "L" }))
        );
    }

    #[test]
    fn of_two_dates_for_one_client_the_later_decision_wins() {
        let base = added("2024-06-13");
        let one = [base.clone(), moved("1", 5, "2024-07")];
        let other = [base, moved("2", 4, "2024-08")];
        assert_eq!(place(&merge(&one, &other)), "2024-07");
        assert_eq!(merge(&one, &other).len(), 3);
    }

    #[test]
    fn the_same_edit_by_hand_met_in_two_copies_is_one_entry() {
        let mut text =
            serde_json::to_value(Dossier::new(Uuid::nil(), added("2024-06-13"))).expect("json");
        text["next"] = json!("call");
        let copy: Dossier = serde_json::from_value(text).expect("a dossier");
        let merged = copy.merge(&copy);
        assert_eq!(merged.history().len(), 2);
        assert_eq!(merged.fields().text("next"), Some("call"));
        let what = br#"0[{"next":"call"},{},{}]"#;
        let op = Uuid::new_v5(&copy.id(), what).to_string();
        assert_eq!(merged.history()[1].op(), op, "on every machine the same");
        assert_eq!(merged.merge(&copy), merged);
    }

    /// A value for a field that entries of the property tests change.
    fn change() -> impl Strategy<Value = Changes> {
        let member = prop::sample::select(vec!["a", "b", "c"]);
        let places = prop::sample::select(vec!["2024-06-13", "2024-07", "someday", "closed"]);
        prop_oneof![
            places.prop_map(|place| with(|changes| changes.set("place", place))),
            any::<Option<bool>>()
                .prop_map(|next| with(|changes| changes.set("next", next.map(|_| "call")))),
            member
                .clone()
                .prop_map(|tag| with(|changes| changes.add("tags", tag))),
            member
                .clone()
                .prop_map(|tag| with(|changes| changes.remove("tags", tag))),
            (member.clone(), any::<Option<u8>>())
                .prop_map(|(key, value)| with(|changes| changes.set_own(key, value))),
            (member, any::<i32>())
                .prop_map(|(key, value)| with(|changes| changes.set(key, json!({ "x": value })))),
        ]
    }

    fn with(make: impl FnOnce(&mut Changes)) -> Changes {
        let mut changes = Changes::default();
        make(&mut changes);
        changes
    }

    /// Entries after the first one, of few names and moments, so that they meet.
    fn entries() -> impl Strategy<Value = Vec<Entry>> {
        let op = || (1..9_u8).prop_map(|op| op.to_string());
        let edit = (op(), 0..6_i64, change()).prop_map(|(op, second, changes)| {
            entry(&op, second, Kind::Edit).changing(None, changes)
        });
        let undo = (op(), 0..6_i64, 0..9_u8)
            .prop_map(|(op, second, of)| undo(&op, second, &of.to_string()));
        prop::collection::vec(prop_oneof![3 => edit, 1 => undo], 0..10)
    }

    /// A dossier as a program, or an editor, may have left it.
    pub(in crate::binder) fn dossier() -> impl Strategy<Value = Dossier> {
        (entries(), any::<Option<bool>>()).prop_map(|(entries, by_hand)| {
            let mut dossier = Dossier::new(Uuid::nil(), added("2024-06-13"));
            for entry in entries {
                dossier.apply(entry);
            }
            let mut value = serde_json::to_value(&dossier).expect("json");
            if let Some(edited) = by_hand {
                value["next"] = json!(if edited { "by hand" } else { "written" });
                value["tags"] = json!(["c", "d", "a"]);
            }
            serde_json::from_value(value).expect("a dossier")
        })
    }

    proptest! {
        #[test]
        fn a_merge_is_commutative_associative_and_idempotent(a in dossier(), b in dossier(), c in dossier()) {
            prop_assert_eq!(a.merge(&b), b.merge(&a));
            prop_assert_eq!(a.merge(&b).merge(&c), a.merge(&b.merge(&c)));
            let once = a.merge(&b);
            prop_assert_eq!(once.merge(&b), once.clone());
            prop_assert_eq!(once.merge(&once), once);
        }

        #[test]
        fn the_fold_of_any_history_equals_the_fields_it_was_written_with(entries in entries()) {
            let mut dossier = Dossier::new(Uuid::nil(), added("2024-06-13"));
            for entry in entries {
                dossier.apply(entry);
                let text = serde_json::to_string_pretty(&dossier).expect("json");
                let read: Dossier = serde_json::from_str(&text).expect("a dossier");
                prop_assert_eq!(read.hand_edits(), None);
                prop_assert_eq!(&read, &dossier);
                prop_assert_eq!(serde_json::to_string_pretty(&read).expect("json"), text);
                let moments: Vec<_> = read.history().iter().map(Entry::at).collect();
                prop_assert!(moments.is_sorted_by(|a, b| a < b));
            }
        }

        #[test]
        fn an_entry_adds_to_a_dossier_what_the_fold_of_its_whole_history_says(
            dossier in dossier(), entries in entries()
        ) {
            let (mut entered, mut applied) = (dossier.clone(), dossier);
            for entry in entries {
                applied.take_in_hand_edits(entry.at());
                entered.enter(entry.clone());
                applied.apply(entry);
                let folded = fold(entered.history());
                prop_assert_eq!(entered.fields(), &folded);
                let written = |dossier| serde_json::to_string(dossier).expect("json");
                prop_assert_eq!(written(&entered), written(&applied));
            }
        }

        #[test]
        fn whatever_was_edited_by_hand_is_taken_in_as_it_stands(dossier in dossier()) {
            let mut taken = dossier.clone();
            taken.take_in_hand_edits(moment(9));
            prop_assert_eq!(taken.fields(), dossier.fields());
            prop_assert_eq!(taken.hand_edits(), None);
        }
    }
}
