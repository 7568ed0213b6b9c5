//! Several dossiers in one piece, through the library: all of them, or none.

use std::path::Path;

use tickler::binder::{Changes, Kind, Moment, Place};
use tickler::store::Store;

fn moment() -> Moment {
    "2024-06-13T09:00:00+03:00".parse().expect("a moment")
}

fn store(folder: &Path) -> Store {
    Store::open(&folder.join("binder"), &folder.join("state")).expect("a store")
}

fn add(store: &Store, name: &str, place: &str) {
    let mut changes = Changes::default();
    changes.set("manager", "anna");
    changes.set("place", place);
    changes.set("name", name);
    let added = store.change("add", "anna", moment(), |change| {
        let first = change.entry(Kind::Add).changing(None, changes);
        change.add(first)
    });
    added.expect("a new dossier");
}

fn move_all(store: &Store, place: &str) -> anyhow::Result<()> {
    store.change("move", "anna", moment(), |change| {
        for found in change.scan("anna", |_| true)?.found {
            let mut changes = Changes::default();
            changes.set("place", place);
            let entry = change
                .entry(Kind::Move)
                .changing(Some(found.dossier.place()), changes);
            change.put(found, entry);
        }
        Ok(())
    })
}

fn places(store: &Store) -> Vec<String> {
    let look = store.look().expect("a look").expect("a store");
    let scan = look.scan("anna", |_| true).expect("a scan");
    let spot = |found: &tickler::store::Found| {
        assert_eq!(found.spots.len(), 1, "one file for {}", found.slug());
        assert_eq!(found.spots[0].folder, found.dossier.place());
        format!("{} {}", found.slug(), found.dossier.place())
    };
    scan.found.iter().map(spot).collect()
}

#[test]
fn several_dossiers_move_in_one_piece_and_nothing_is_left_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path());
    for (name, place) in [
        ("Ivan", "2024-06-13"),
        ("Zoë", "2024-07"),
        ("Beta", "2024-06-20"),
    ] {
        add(&store, name, place);
    }
    move_all(&store, "2024-06-20").expect("moved");
    assert_eq!(
        places(&store),
        ["beta 2024-06-20", "ivan 2024-06-20", "zoe 2024-06-20"]
    );
    let look = store.look().expect("a look").expect("a store");
    let days = look.places("anna").expect("places");
    assert_eq!(
        days,
        ["2024-06-20".parse::<Place>().expect("a place")],
        "empty folders are gone"
    );
    let own = folder.path().join("binder/.tickler");
    let left: Vec<_> = walk(&own)
        .into_iter()
        .filter(|name| !["lock", "log", "slips.anna"].contains(&name.as_str()))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

/// The names of all files below a folder.
fn walk(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for item in std::fs::read_dir(folder).expect("a folder") {
        let path = item.expect("an item").path();
        if path.is_dir() {
            names.extend(walk(&path));
        } else {
            names.push(
                path.file_name()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned(),
            );
        }
    }
    names
}

#[test]
fn a_file_of_another_client_in_the_way_stops_the_whole_change() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path());
    add(&store, "Ivan", "2024-06-13");
    add(&store, "Beta", "2024-06-14");
    let binder = folder.path().join("binder/managers/anna");
    let beta = std::fs::read(binder.join("2024-06-14/beta.json")).expect("beta");
    let other = String::from_utf8(beta)
        .expect("text")
        .replace("\"id\": \"0", "\"id\": \"f");
    std::fs::create_dir(binder.join("2024-06-20")).expect("a folder");
    std::fs::write(binder.join("2024-06-20/ivan.json"), &other).expect("another's file");
    let refused = store.change("move", "anna", moment(), |change| {
        for place in ["2024-06-13", "2024-06-14"] {
            let place: Place = place.parse().expect("a place");
            for found in change.scan("anna", |folder| folder == place)?.found {
                let mut changes = Changes::default();
                changes.set("place", "2024-06-20");
                let entry = change.entry(Kind::Move).changing(Some(place), changes);
                change.put(found, entry);
            }
        }
        Ok(())
    });
    let why = refused
        .expect_err("another client's file is in the way")
        .to_string();
    assert!(
        why.contains("2024-06-20/ivan.json") && why.contains("2024-06-13/ivan.json"),
        "{why}"
    );
    assert_eq!(
        std::fs::read_to_string(binder.join("2024-06-20/ivan.json")).expect("it"),
        other
    );
    assert!(
        binder.join("2024-06-13/ivan.json").exists()
            && binder.join("2024-06-14/beta.json").exists()
    );
}

/// A change of 50,000 dossiers has a journal larger than any file of a dossier.
#[test]
fn a_journal_of_any_size_is_finished() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path());
    add(&store, "Ivan", "2024-06-13");
    let id = std::fs::read_to_string(folder.path().join("state/machine")).expect("an id");
    let machine = folder.path().join("binder/.tickler").join(id.trim());
    let file =
        r#"{"to":["anna","2024-06-20","somebody-of-a-longer-name-than-most-have"],"old":[]}"#;
    let files = vec![file; 60_000].join(",");
    let op = "01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11";
    let journal = format!(r#"{{"op":"{op}","settings":false,"files":[{files}]}}"#);
    assert!(journal.len() > 4 << 20);
    std::fs::write(machine.join("journal"), journal).expect("a journal");
    add(&store, "Beta", "2024-06-13");
    assert!(!machine.join("journal").exists());
    assert_eq!(places(&store), ["beta 2024-06-13", "ivan 2024-06-13"]);
}
