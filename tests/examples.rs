//! The example store is a sound store that shows what the README says of it, and the programs in
//! `examples/` run and print what they promise.

mod desk;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::NaiveDate;
use desk::Desk;
use serde_json::json;
use tickler::binder::entry::moment_text;
use tickler::binder::{Dossier, Entry, Kind, Place, lookup};
use tickler::store::{Found, Store};
use uuid::Uuid;

fn store() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/june-2024")
}

/// All dossiers of the example store, by manager, place and name.
fn dossiers() -> Vec<Found> {
    let store = Store::open(&store(), &store()).expect("the settings are read");
    let look = store.look().expect("the store is read");
    let look = look.expect("the store is there");
    let managers = look.binders().expect("the managers are listed");
    assert_eq!(managers, ["anna", "boris", "chen"]);
    let mut found = Vec::new();
    for manager in managers {
        let mut scan = look.scan(&manager, |_| true).expect("a binder is read");
        assert_eq!(scan.unreadable, [], "{manager}");
        found.append(&mut scan.found);
    }
    found
}

#[test]
fn each_dossier_stands_where_it_says_and_says_what_its_history_adds_up_to() {
    let (mut slugs, mut ids) = (HashSet::new(), HashSet::new());
    let mut paths = BTreeSet::new();
    for found in dossiers() {
        let (slug, dossier) = (found.slug(), &found.dossier);
        let [spot] = found.spots.as_slice() else {
            panic!("{slug} has copies: {:?}", found.spots);
        };
        assert_eq!(spot.manager, dossier.manager(), "{slug}");
        assert_eq!(spot.folder, dossier.place(), "{slug}");
        assert!(slugs.insert(slug.to_owned()), "{slug} stands twice");
        assert!(ids.insert(dossier.id()), "{slug} has another's id");
        assert_eq!(slug, lookup::slug(dossier.name()));
        assert_eq!(dossier.hand_edits(), None, "{slug}");
        let bytes = fs::read_to_string(store().join(spot.path())).expect("the file is text");
        let written = serde_json::to_string_pretty(dossier).expect("it is JSON") + "\n";
        assert!(bytes == written, "{slug} is not as the store writes it");
        paths.insert(store().join(spot.path()));
    }
    let settings = [".gitignore", ".stignore", "binder.json"].map(|name| store().join(name));
    paths.extend(settings);
    let files: BTreeSet<PathBuf> = everything_in(&store())
        .into_keys()
        .filter(|path| path.is_file())
        .collect();
    assert_eq!(files, paths, "there is a file that is no dossier");
}

#[test]
fn the_moments_of_a_history_rise_up_to_the_evening_before() {
    let today: NaiveDate = desk::TODAY.parse().expect("a date");
    for found in dossiers() {
        let (slug, history) = (found.slug(), found.dossier.history());
        assert!(history.is_sorted_by(|a, b| a.at() < b.at()), "{slug}");
        let ops: HashSet<&str> = history.iter().map(Entry::op).collect();
        assert_eq!(ops.len(), history.len(), "{slug} has one op twice");
        for entry in history {
            assert!(entry.at().date_naive() < today, "{slug}: {}", entry.at());
            assert_eq!(milliseconds(entry.op()), entry.at().timestamp_millis());
            let at = entry.text_of("at").unwrap_or_default();
            assert_eq!(at, moment_text(entry.at()), "{slug}");
            let of = entry.of().or(entry.text_of("answers"));
            assert!(of.is_none_or(|of| ops.contains(of)), "{slug}: {of:?}");
        }
        let made = history[0].at().timestamp_millis();
        assert_eq!(milliseconds(&found.dossier.id().to_string()), made);
    }
}

/// The time that a UUID v7 tells, in milliseconds.
fn milliseconds(id: &str) -> i64 {
    let id: Uuid = id.parse().expect("an id is a UUID");
    let time = id.get_timestamp().expect("of version 7").to_unix();
    i64::try_from(time.0 * 1000 + u64::from(time.1 / 1_000_000)).expect("of our days")
}

#[test]
fn the_store_holds_what_the_readme_says() {
    let found = dossiers();
    let of = |manager: &str| {
        let own = found.iter().map(|found| &found.dossier);
        own.filter(|dossier| dossier.manager() == manager).count()
    };
    assert_eq!(found.len(), 67);
    assert_eq!([of("anna"), of("boris"), of("chen")], [51, 1, 15]);
    let behind = |wanted: &dyn Fn(Place) -> bool| {
        let places = found.iter().map(|found| found.dossier.place());
        places.filter(|place| wanted(*place)).count()
    };
    assert_eq!(behind(&|place| matches!(place, Place::Month(_))), 6);
    assert_eq!(behind(&|place| place == Place::Someday), 2);
    assert_eq!(behind(&|place| place == Place::Closed), 5);
    let never = |dossier: &&Dossier| !dossier.was_reached();
    let never = found.iter().map(|found| &found.dossier).filter(never);
    assert_eq!(never.count(), 7);

    let mut entries = BTreeMap::new();
    for entry in found.iter().flat_map(|found| found.dossier.history()) {
        *entries.entry(entry.kind().name()).or_insert(0) += 1;
    }
    let expected = [
        ("add", Kind::Add),
        ("undo", Kind::Undo),
        ("offer", Kind::Offer),
        ("kept", Kind::Kept),
        ("read", Kind::Read),
        ("reopen", Kind::Reopen),
        ("close", Kind::Close),
        ("move", Kind::Move),
        ("note", Kind::Note),
        ("import", Kind::Import),
        ("edit", Kind::Edit),
        ("lend", Kind::Lend),
    ];
    for (name, kind) in expected {
        assert!(entries.contains_key(kind.name()), "no entry {name}");
    }
    for name in ["call", "meeting", "email", "message", "visit", "letter"] {
        assert!(entries.contains_key(name), "no {name}");
    }
}

#[test]
fn a_morning_on_a_store_that_cant_be_written_leaves_every_byte_as_it_was() {
    let desk = Desk::new()
        .with("TICKLER_TODAY", "")
        .with("TICKLER_MANAGER", "");
    copy(&store(), &desk.store());
    permit(&desk.store(), 0o555, 0o444);
    let home = desk.store().parent().expect("a folder above").to_owned();
    let before = everything_in(&home);
    let output = desk.output("tickler --dir binder --today 2024-06-13 today");
    let after = everything_in(&home);
    permit(&desk.store(), 0o755, 0o644);

    let said = String::from_utf8_lossy(&output.stdout);
    let heading =
        "Thu 2024-06-13  anna  13 of 12: 3 overdue, 6 repeat calls, 2 new calls, 2 other\n";
    assert!(said.starts_with(heading), "{said}");
    assert!(
        said.contains("Žydrūnė Šimkutė") && said.contains("佐藤 美咲"),
        "{said}"
    );
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
    assert!(before == after, "something was changed or created");
}

/// Everything below a folder by path; a file with its bytes.
fn everything_in(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for item in fs::read_dir(&folder).expect("a folder is listed") {
            let path = item.expect("an item of the folder").path();
            let bytes = if path.is_dir() {
                folders.push(path.clone());
                Vec::new()
            } else {
                fs::read(&path).expect("a file is read")
            };
            all.insert(path, bytes);
        }
    }
    all
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder is made");
    for (path, bytes) in everything_in(from) {
        let copied = to.join(path.strip_prefix(from).expect("a path below"));
        if path.is_dir() {
            fs::create_dir_all(copied).expect("a folder is made");
        } else {
            fs::create_dir_all(copied.parent().expect("a folder")).expect("a folder is made");
            fs::write(copied, bytes).expect("a file is written");
        }
    }
}

fn permit(store: &Path, folders: u32, files: u32) {
    let set = |path: &Path, mode| {
        fs::set_permissions(path, Permissions::from_mode(mode)).expect("the modes are set");
    };
    for path in everything_in(store).into_keys() {
        let mode = if path.is_dir() { folders } else { files };
        set(&path, mode);
    }
    set(store, folders);
}

/// A desk of this manager's, with a copy of the example store.
fn desk_of(manager: &str) -> Desk {
    let desk = Desk::new().with("TICKLER_MANAGER", manager);
    copy(&store(), &desk.store());
    permit(&desk.store(), 0o700, 0o600);
    desk
}

#[test]
fn a_checkout_has_nothing_to_mend() {
    assert_eq!(
        desk_of("anna").run("tickler check"),
        "\
$ tickler check
All right: 67 dossiers of 3 managers, each behind one place.
"
    );
}

#[test]
fn boris_is_away_and_chen_has_his_binder_until_it_goes_back() {
    let desk = desk_of("boris");
    let lent = "7 dossiers are lent to chen until Fri 2024-06-28, in 15 days\n";
    let day = desk.run("tickler today");
    assert!(day.contains(&format!("Nothing is due.\n! {lent}")), "{day}");
    let of_chen = desk.run("tickler --as chen today");
    assert_eq!(
        of_chen.matches("lent by boris until").count(),
        4,
        "{of_chen}"
    );
    let nino = desk.run("tickler show nino");
    assert!(
        nino.contains("chen, lent by boris until Fri 2024-06-28"),
        "{nino}"
    );
    let due = desk.run("tickler --today 2024-06-28 today");
    assert!(due.contains("tickler handover boris --back"), "{due}");
    let back = desk.answer("tickler handover boris --back --yes");
    assert!(
        back.starts_with("Brought 7 dossiers back to boris\n"),
        "{back}"
    );
    let given = desk.json("tickler --json team --given");
    assert_eq!((&given["given"], &given["back"]), (&json!([]), &json!(7)));
}

/// The packet of the example store is what the command in its first line prints.
#[test]
fn the_packet_is_what_handover_prints() {
    let path = "examples/packet.txt";
    let kept = fs::read_to_string(path).expect("the packet");
    let command = kept.lines().next().and_then(|line| line.strip_prefix("$ "));
    let command = command.expect("a command");
    let desk = Desk::new().with("TICKLER_DIR", "");
    copy(&store(), &desk.store().with_file_name("examples/june-2024"));
    let said = desk.run(command);
    assert!(said == kept, "{path} is old; now it is\n{said}");
}

/// What an example prints.
fn example(name: &str) -> String {
    // Built already by `cargo test`; through cargo, so that it is never an old one.
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline", "--locked", "--example", name])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name}: {err}");
    String::from_utf8(output.stdout).expect("it prints text")
}

#[test]
fn the_example_of_a_morning_prints_the_day() {
    let said = example("morning");
    let (heading, rest) = said.split_once('\n').unwrap_or_default();
    assert_eq!(heading, "anna has 13 of 12 on 2024-06-13.");
    assert!(
        rest.starts_with("late   Ona Kazlauskienė: Count towels for July\n"),
        "{said}"
    );
    assert!(
        rest.ends_with("2 more stand behind 2024-06 without a day.\n"),
        "{said}"
    );
}

#[test]
fn the_example_of_filing_puts_a_client_behind_the_agreed_day() {
    assert_eq!(
        example("filing"),
        "\
Added: managers/anna/2024-06-14/ona-kazlauskiene.json
Filed: managers/anna/2024-07-05/ona-kazlauskiene.json
2024-06-13 add: (the info card)
2024-06-14 call: Thirty towels short, moths
"
    );
}

#[test]
fn the_example_of_a_year_shows_when_a_divider_changes() {
    assert_eq!(
        example("divider_walk"),
        "\
2025-05-08, numbered dividers
  from Thu 2024-06-13 behind 2025-05
  from Thu 2025-04-24 behind 8
  from Fri 2025-05-09 behind 8, overdue
2025-05-31, numbered dividers
  from Thu 2024-06-13 behind 2025-05
  from Thu 2025-05-01 behind 31
  from Sun 2025-06-01 behind 31, overdue
2025-05-08, dated dividers
  from Thu 2024-06-13 behind 2025-05
  from Tue 2025-04-01 behind 2025-05-08
  from Fri 2025-05-09 behind 2025-05-08, overdue
"
    );
}
