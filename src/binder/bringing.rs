//! Whole dossiers that come from another store, with their ids and their histories.
//!
//! What an import brought is taken back with it: a dossier that it brought in is gone again, and one
//! that was there is as it was, the entries that came with the import counting no more.

use std::collections::HashSet;

use super::entry::{BROUGHT, WHOLE};
use super::{Changes, Dossier, Entry, Landing, Place};

/// The dossier as it stands in a store in which it was not yet: as it was, with `entry` behind, in the
/// binder of `owner`.
#[must_use]
pub fn brought_in(copy: &Dossier, owner: &str, entry: Entry) -> Dossier {
    let mut dossier = copy.with_hand_edits_entered();
    let mut changes = Changes::default();
    to(owner, &dossier, &mut changes);
    dossier.enter(entry.with(WHOLE, true).changing(None, changes));
    dossier
}

/// A dossier that is there with what a copy of it says more; `None` where that is nothing. One whose
/// adding was taken back comes in again. `owner` tells in whose binder what is one manager's comes.
///
/// The second value is how many entries are new.
#[must_use]
pub fn brought_to(
    there: &Dossier,
    copy: &Dossier,
    owner: impl Fn(&str) -> String,
    entry: Entry,
) -> Option<(Dossier, usize)> {
    let copy = copy.with_hand_edits_entered();
    // Merged with itself, for a hand may have written one op twice.
    let there = there.merge(there);
    let mut merged = there.merge(&copy);
    let comes_back = merged.place() == Place::Gone && copy.place() != Place::Gone;
    if merged == there && !comes_back {
        return None;
    }
    let known: HashSet<&str> = there.history().iter().map(Entry::op).collect();
    let brought = merged.history().iter().map(Entry::op);
    let brought: Vec<String> = brought
        .filter(|op| !known.contains(op))
        .map(str::to_owned)
        .collect();
    let count = brought.len();
    let (mut changes, mut from) = (Changes::default(), None);
    if comes_back {
        let (place, time, off) = (copy.place(), copy.time(), None);
        changes.refile(&Landing { place, time, off }, copy.is_agreed());
        from = Some(Place::Gone);
        to(&owner(copy.manager()), &merged, &mut changes);
    } else if merged.manager() != there.manager() {
        to(&owner(merged.manager()), &merged, &mut changes);
    }
    let was_gone = there.place() == Place::Gone;
    let entry = entry
        .with(WHOLE, comes_back && was_gone)
        .with(BROUGHT, brought);
    merged.enter(entry.changing(from, changes));
    Some((merged, count))
}

fn to(owner: &str, dossier: &Dossier, changes: &mut Changes) {
    if dossier.manager() != owner {
        changes.set("manager", owner);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::binder::history::tests::dossier;
    use crate::binder::sample::{entry, in_july};
    use crate::binder::{Kind, Moment};

    fn late() -> Moment {
        "2030-01-01T00:00:00Z".parse().expect("a moment")
    }

    fn import(op: &str) -> Entry {
        Entry::new(op, late(), "anna", Kind::Import)
    }

    fn undo(dossier: &mut Dossier, op: &str) {
        dossier.enter(Entry::new("undo", late(), "anna", Kind::Undo).with("of", op));
    }

    /// Without one op twice, which only a hand can write, and which is one entry in a merge.
    fn once(dossier: &Dossier) -> Dossier {
        dossier.merge(dossier)
    }

    /// Everybody stays with the manager they had.
    fn as_said(manager: &str) -> String {
        manager.to_owned()
    }

    fn moved(op: &str, day: u32, place: &str) -> Entry {
        let mut changes = Changes::default();
        changes.set("place", place);
        entry(op, day, Kind::Move).changing(None, changes)
    }

    #[test]
    fn a_new_one_is_as_it_was_and_gone_once_that_is_taken_back() {
        let there = in_july(vec![moved("1", 2, "2024-08")]);
        let mut here = brought_in(&there, "ben", import("import"));
        assert_eq!(here.history()[..2], *there.history());
        assert_eq!(
            (here.manager(), here.place().to_string().as_str()),
            ("ben", "2024-08")
        );
        undo(&mut here, "import");
        assert_eq!(here.place(), Place::Gone);
        assert_eq!((here.manager(), here.name()), ("ben", "Acme"));
        // The same file once more brings it back.
        let (again, entries) =
            brought_to(&here, &there, as_said, import("again")).expect("it comes back");
        assert_eq!(
            (again.place().to_string().as_str(), entries),
            ("2024-08", 0)
        );
        assert_eq!(again.manager(), "anna");
        let mut again = again;
        undo(&mut again, "again");
        assert_eq!(again.place(), Place::Gone);
    }

    #[test]
    fn what_is_more_is_added_and_counts_no_more_once_that_is_taken_back() {
        let mut changes = Changes::default();
        changes.add("phones", json!("+1"));
        let called = entry("phone", 3, Kind::Edit).changing(None, changes);
        let here = in_july(vec![moved("1", 2, "2024-08")]);
        let there = in_july(vec![called, moved("2", 4, "2024-09")]);
        let (mut merged, entries) =
            brought_to(&here, &there, as_said, import("import")).expect("more");
        assert_eq!((entries, merged.history().len()), (2, 5));
        assert_eq!(
            (merged.phone(), merged.place().to_string().as_str()),
            (Some("+1"), "2024-09")
        );
        assert_eq!(brought_to(&merged, &there, as_said, import("again")), None);
        undo(&mut merged, "import");
        assert_eq!(merged.fields(), here.fields());
    }

    #[test]
    fn an_import_elsewhere_that_comes_along_made_nothing_here() {
        let here = in_july(vec![]);
        let there = brought_in(&here, "anna", import("there"));
        let (mut merged, entries) =
            brought_to(&here, &there, as_said, import("here")).expect("more");
        assert_eq!(entries, 1);
        undo(&mut merged, "here");
        assert_eq!(merged.fields(), here.fields());
    }

    #[test]
    fn what_somebody_elsewhere_has_stays_in_the_binder_that_it_is_in() {
        let mut changes = Changes::default();
        changes.set("manager", "zoe");
        let given = entry("given", 3, Kind::Assign).changing(None, changes);
        let (here, there) = (in_july(vec![]), in_july(vec![given]));
        let ours = |_: &str| "anna".to_owned();
        let (merged, _) = brought_to(&here, &there, ours, import("1")).expect("more");
        assert_eq!(merged.manager(), "anna");
        let (merged, _) = brought_to(&here, &there, as_said, import("1")).expect("more");
        assert_eq!(merged.manager(), "zoe");
    }

    proptest! {
        #[test]
        fn what_is_brought_in_is_what_it_was_but_for_one_entry(there in dossier()) {
            let here = brought_in(&there, there.manager(), import("import"));
            let was = there.with_hand_edits_entered();
            let (last, rest) = here.history().split_last().expect("an entry");
            prop_assert_eq!((last.kind(), rest), (Kind::Import, was.history()));
            prop_assert_eq!((here.fields(), here.id()), (was.fields(), was.id()));
            let there = once(&there);
            let here = brought_in(&there, there.manager(), import("import"));
            prop_assert_eq!(brought_to(&here, &there, as_said, import("again")), None);
        }

        #[test]
        fn what_is_brought_to_one_that_is_there_is_taken_back_whole(a in dossier(), b in dossier()) {
            let (a, b) = (once(&a), once(&b));
            if let Some((merged, _)) = brought_to(&a, &b, as_said, import("import")) {
                prop_assert_eq!(brought_to(&merged, &b, as_said, import("again")), None);
                // Of two entries with one op the greater stays, whatever is taken back.
                let ops = |dossier: &Dossier| -> Vec<String> {
                    dossier.history().iter().map(|entry| entry.op().to_owned()).collect()
                };
                let (of_a, of_b) = (ops(&a), ops(&b));
                if of_a[1..].iter().all(|op| !of_b.contains(op)) {
                    let mut back = merged;
                    undo(&mut back, "import");
                    prop_assert_eq!(back.fields(), a.fields());
                }
            }
        }
    }
}
