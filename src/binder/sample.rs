//! Dossiers for the tests of the rules, told by their entries.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{Changes, Dossier, Entry, Kind, Moment};

/// A dossier with these entries, one a day at 9, behind the one of 1 June that made it.
pub(super) fn day_by_day(entries: &[&Value]) -> Dossier {
    at_stage(None, entries)
}

/// The same of a client at this stage.
pub(super) fn at_stage(stage: Option<&str>, entries: &[&Value]) -> Dossier {
    let mut history = vec![
        json!({ "op": "0", "at": "2024-06-01T09:00:00+02:00", "by": "anna", "kind": "add",
            "set": { "manager": "anna", "place": "someday", "name": "Ivan" } }),
    ];
    for (number, entry) in entries.iter().enumerate() {
        let mut entry = (*entry).clone();
        entry["at"] = json!(format!("2024-06-{:02}T09:00:00+02:00", number + 2));
        entry["by"] = json!("anna");
        history.push(entry);
    }
    let mut value = json!({ "format": 1, "id": "01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11",
        "manager": "anna", "place": "someday", "name": "Ivan", "history": history });
    if let Some(stage) = stage {
        value["stage"] = json!(stage);
    }
    serde_json::from_value(value).expect("a dossier")
}

/// 9 o'clock on a day of June.
pub(super) fn moment(day: u32) -> Moment {
    let text = format!("2024-06-{day:02}T09:00:00+02:00");
    text.parse().expect("a moment")
}

/// An entry by anna.
pub(super) fn entry(op: &str, day: u32, kind: Kind) -> Entry {
    Entry::new(op, moment(day), "anna", kind)
}

/// Word that anna leaves for somebody.
pub(super) fn word(op: &str, day: u32, to: &str) -> Entry {
    entry(op, day, Kind::Note).with("text", op).with("for", to)
}

/// Anna's dossier behind 5 July, made on 1 June, with these entries.
pub(super) fn in_july(entries: Vec<Entry>) -> Dossier {
    let mut changes = Changes::default();
    changes.set("manager", "anna");
    changes.set("place", "2024-07-05");
    changes.set("name", "Acme");
    let first = entry("add", 1, Kind::Add).changing(None, changes);
    let mut dossier = Dossier::new(Uuid::nil(), first);
    for entry in entries {
        dossier.apply(entry);
    }
    dossier
}

/// A dossier behind `someday`, made on 1 June, that is what these entries, one a day, add up to.
pub(super) fn added_up(entries: &[&Value]) -> Dossier {
    let mut changes = Changes::default();
    changes.set("manager", "anna");
    changes.set("place", "someday");
    changes.set("name", "Ivan");
    let first = entry("add", 1, Kind::Add).changing(None, changes);
    let mut dossier = Dossier::new(Uuid::nil(), first);
    for (number, entry) in entries.iter().enumerate() {
        let mut entry = (*entry).clone();
        entry["at"] = json!(format!("2024-06-{:02}T09:00:00+02:00", number + 2));
        entry["by"] = json!("anna");
        dossier.apply(serde_json::from_value(entry).expect("an entry"));
    }
    dossier
}
