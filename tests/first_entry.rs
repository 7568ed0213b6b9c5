//! A dossier is made by its first entry, of whatever kind that is.

use tickler::binder::{Changes, ContactKind, Dossier, Entry, Kind, Moment, Place};
use uuid::Uuid;

fn entry(op: &str, kind: Kind) -> Entry {
    let at: Moment = "2024-06-13T14:05:09+02:00".parse().expect("a moment");
    Entry::new(op, at, "anna", kind)
}

fn made_by(kind: Kind) -> Dossier {
    let mut changes = Changes::default();
    for (key, value) in [
        ("manager", "anna"),
        ("place", "2024-06-17"),
        ("name", "Olga"),
    ] {
        changes.set(key, value);
    }
    let first = entry("first", kind).with("outcome", "reached");
    Dossier::new(Uuid::nil(), first.changing(None, changes))
}

#[test]
fn undone_it_is_gone_and_its_contact_does_not_count() {
    for kind in [Kind::Add, Kind::Import, Kind::Contact(ContactKind::Call)] {
        let mut dossier = made_by(kind);
        // An import may bring the last contact along.
        let tells_of_one = matches!(kind, Kind::Contact(_) | Kind::Import);
        assert_eq!(dossier.was_reached(), tells_of_one);
        dossier.apply(entry("undo", Kind::Undo).with("of", "first"));
        assert_eq!(dossier.place(), Place::Gone, "{kind:?}");
        assert_eq!((dossier.name(), dossier.manager()), ("Olga", "anna"));
        assert!(dossier.last_contact().is_none() && !dossier.was_reached());

        dossier.apply(entry("redo", Kind::Undo).with("of", "undo"));
        assert_eq!(dossier.place().to_string(), "2024-06-17");
        assert_eq!(dossier.last_contact().is_some(), tells_of_one);
    }
}

#[test]
#[should_panic(expected = "`place` must be a place")]
fn what_no_field_can_hold_is_found_where_the_entry_is_made() {
    let mut changes = Changes::default();
    changes.set("place", "nowhere");
    let _ = entry("0", Kind::Move).changing(None, changes);
}
