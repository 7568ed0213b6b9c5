//! What is done with bytes that may be anything. Each of these is a fuzz target (`tests/fuzz`) and
//! is run on the fixed corpus by `cargo test`: it panics where something is lost or touched.

use std::collections::BTreeSet;
use std::fs;

use chrono::NaiveDate;
use serde_json::Value;
use tickler::binder::refusal::No;
use tickler::binder::{Calendar, Dossier, HolidayDate, Place, When, parse_time};
use tickler::store::{BadFile, Setting, Store};

use crate::yard::{Yard, listing, moment, write};

/// A file of a dossier.
pub(crate) fn dossier(bytes: &[u8]) {
    let yard = Yard::new();
    let path = yard.path("binder/managers/anna/2024-06-13/hostile.json");
    write(&path, bytes);
    let before = yard.all();
    let is_readable = serde_json::from_slice::<Dossier>(bytes).is_ok();
    if let Some(look) = yard.store().look().expect("a look") {
        look.check(None, moment()).expect("a checkup");
    }
    let noted = yard.note_all();
    if !is_readable || noted.is_err() {
        let after = fs::read(&path).expect("the file is there");
        assert!(after == bytes, "a file that can't be taken was changed");
    }
    let after = yard.all();
    for found in &before {
        let kept = after
            .iter()
            .find(|kept| kept.dossier.id() == found.dossier.id());
        let kept = kept.unwrap_or_else(|| panic!("{} is lost, {noted:?}", found.slug()));
        all_is_in(&found.dossier, &kept.dossier);
    }
    yard.is_in_order();
}

/// Whether a later version has all that the earlier one says.
fn all_is_in(earlier: &Dossier, later: &Dossier) {
    let ops = |dossier: &Dossier| -> BTreeSet<String> {
        let ops = dossier.history().iter().map(|entry| entry.op().to_owned());
        ops.collect()
    };
    assert!(ops(earlier).is_subset(&ops(later)), "an entry is lost");
    for (key, value) in earlier.fields().iter() {
        assert_eq!(later.fields().get(key), Some(value), "{key}");
    }
}

/// Two copies of a dossier, with a NUL between them.
pub(crate) fn merge(bytes: &[u8]) {
    let Some(middle) = bytes.iter().position(|byte| *byte == 0) else {
        return;
    };
    let (one, other) = (&bytes[..middle], &bytes[middle + 1..]);
    match (copy(one), copy(other)) {
        (Ok(a), Ok(b)) if a.id() == b.id() => become_one(&a, &b),
        // Two files that can't be read are the business of another target.
        (Err(_), Err(_)) => return,
        _ => {}
    }
    let yard = Yard::new();
    write(
        &yard.path("binder/managers/anna/2024-06-13/hostile.json"),
        one,
    );
    write(
        &yard.path("binder/managers/anna/2024-06-14/hostile.json"),
        other,
    );
    let ops = |yard: &Yard| -> BTreeSet<String> {
        let all = yard.all();
        let entries = all.iter().flat_map(|found| found.dossier.history());
        entries.map(|entry| entry.op().to_owned()).collect()
    };
    let before = ops(&yard);
    let noted = yard.note_all();
    assert!(before.is_subset(&ops(&yard)), "an entry is lost, {noted:?}");
    yard.is_in_order();
}

/// Two copies are merged as any two are, and what comes of it is read as it was written.
fn become_one(a: &Dossier, b: &Dossier) {
    let merged = a.merge(b);
    assert_eq!(merged, b.merge(a), "not commutative");
    for part in [a, b, &merged] {
        assert_eq!(merged.merge(part), merged, "not idempotent");
    }
    let text = serde_json::to_string(&merged).expect("JSON");
    if let Ok(read) = serde_json::from_str::<Dossier>(&text) {
        assert_eq!(read, merged, "not what was written");
    }
}

fn copy(bytes: &[u8]) -> Result<Dossier, serde_json::Error> {
    serde_json::from_slice(bytes)
}

/// The words of a date.
pub(crate) fn date(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let _ = (text.parse::<Place>(), text.parse::<HolidayDate>());
    if let Err(refusal) = parse_time(&text) {
        let _ = (refusal.to_string(), refusal.hint());
    }
    let when = match When::parse(&text) {
        Ok(when) => when,
        Err(refusal) => {
            let _ = (refusal.to_string(), refusal.hint());
            return;
        }
    };
    let calendar = Calendar::default();
    for today in ["0001-01-01", "2024-06-13", "2024-02-29", "9999-12-31"] {
        let today: NaiveDate = today.parse().expect("a day");
        for landing in [when.on(today, &calendar), when.back(today, &calendar)] {
            match landing {
                Ok(landing) => {
                    let place = landing.place.to_string();
                    assert_eq!(place.parse(), Ok(landing.place), "{text}");
                }
                Err(refusal) => {
                    let _ = (refusal.to_string(), refusal.hint());
                }
            }
        }
    }
}

/// The stage of [`journal`], if the journal names no other.
const OP: &str = "01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11";

/// A journal, with a stage in which three dossiers wait.
pub(crate) fn journal(bytes: &[u8]) {
    let yard = Yard::new();
    let value: Option<Value> = serde_json::from_slice(bytes).ok();
    let op = value.as_ref().and_then(|value| value.get("op")?.as_str());
    let op = op.filter(|op| op.len() == OP.len() && !op.contains(['/', '.', '\0']));
    let stage = yard.machine().join("stage").join(op.unwrap_or(OP));
    for number in 0..3 {
        write(&stage.join(number.to_string()), &staged(number));
    }
    write(
        &stage.join("settings"),
        b"{ \"format\": 1, \"capacity\": 20 }",
    );
    let path = yard.machine().join("journal");
    write(&path, bytes);
    let noted = yard.note_all();
    if path.exists() {
        let said = format!("{:#}", noted.expect_err("a change beside a journal"));
        let is_named = said.contains("/journal") || said.contains("can't be put in place");
        assert!(is_named, "{said}");
        assert_eq!(fs::read(&path).expect("the journal"), bytes, "{said}");
        let stages = listing(&yard.machine().join("stage"));
        assert_eq!(stages.len(), 1, "the stage was thrown away");
    }
    yard.is_in_order();
}

/// A dossier that waits in the stage.
fn staged(number: usize) -> Vec<u8> {
    let id = format!("01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2b0{number}");
    let text = serde_json::json!({
        "format": 1, "id": id, "manager": "anna", "place": "2024-06-20", "name": format!("Staged {number}"),
        "history": [{ "op": id, "at": "2024-06-10T09:12:44.120310+02:00", "by": "anna", "kind": "add",
            "set": { "manager": "anna", "place": "2024-06-20", "name": format!("Staged {number}") } }]
    });
    text.to_string().into_bytes()
}

/// The settings.
pub(crate) fn settings(bytes: &[u8]) {
    let yard = Yard::new();
    let path = yard.path("binder/binder.json");
    write(&path, bytes);
    match yard.opened() {
        Err(error) => {
            let bad = error.downcast_ref::<BadFile>().expect("a bad file");
            assert!(bad.path().ends_with("binder.json"), "{bad}");
            assert!(yard.note_all().is_err(), "a change under bad settings");
            assert_eq!(fs::read(&path).expect("the file"), bytes);
            let store = Store::open_to_check(&yard.path("binder"), &yard.path("state"));
            assert!(store.expect("a store").bad_settings().is_some());
            write(&path, b"{}");
        }
        Ok(store) => capacity_is_set(&yard, &store),
    }
    yard.is_in_order();
}

/// Reads all settings and sets one: the others stay as they are.
fn capacity_is_set(yard: &Yard, store: &Store) {
    let settings = store.settings().clone();
    for manager in ["anna", "", "../../x"] {
        for setting in Setting::ALL {
            let _ = settings.value(manager, setting);
        }
        let _ = (settings.calendar(manager), settings.capacity(manager));
    }
    let _ = (
        settings.layout(),
        settings.stages(),
        settings.managers().count(),
    );
    let changed = store.change("config", "anna", moment(), |change| {
        change.settings_mut().set(None, Setting::Capacity, 7.into());
        Ok(())
    });
    let after = yard.opened();
    let after = after.unwrap_or_else(|error| panic!("{error:#}, after {changed:?}"));
    for (key, value) in settings.stored().iter().filter(|(key, _)| *key != "format") {
        if key != "capacity" {
            assert_eq!(after.settings().stored().get(key), Some(value), "{key}");
        }
    }
}
