//! A fault at every point: each changing command is killed, or told of a broken or full disk, at one
//! system call after the other. After each the store is as before or as after, never in between.
//!
//! `cargo test` sweeps one command of each protocol; with `PROOFS=whole` (`.ci/proofs`) all of them, and
//! with `PROOFS=spread` the scene of that name alone. Needs `strace`; where it can't run, the test says
//! so and skips.

#[path = "../desk/mod.rs"]
mod desk;
mod scenes;

use std::collections::{BTreeMap, BTreeSet};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::ExitStatus;

use desk::Desk;
use scenes::{PEOPLE, SCENES, Scene};
use serde_json::Value;
use tickler::binder::Place;
use tickler::store::Store;

/// The calls at which something can go wrong that a store would notice.
const CALLS: [&str; 12] = [
    "openat",
    "mkdirat",
    "write",
    "fsync",
    "syncfs",
    "renameat",
    "renameat2",
    "unlinkat",
    "fchmod",
    "getdents64",
    "flock",
    "read",
];

const FAULTS: [&str; 3] = ["signal=KILL", "error=EIO", "error=ENOSPC"];

/// What a store says: each dossier's fields, and what its history is made of; the settings; the texts
/// of its templates and forms.
type State = (BTreeMap<String, String>, String, BTreeMap<PathBuf, Vec<u8>>);

fn state(desk: &Desk) -> State {
    let own = desk.store().with_file_name("home/.local/state/tickler");
    let store = Store::open(&desk.store(), &own).expect("a store");
    let mut dossiers = BTreeMap::new();
    if let Some(look) = store.look().expect("a look") {
        for manager in look.binders().expect("binders") {
            let scan = look.scan(&manager, |_| true).expect("a scan");
            assert!(scan.unreadable.is_empty(), "{:?}", scan.unreadable);
            for found in scan.found {
                let fields: Vec<String> = found
                    .dossier
                    .fields()
                    .iter()
                    .map(|(key, value)| format!("{key}={value}"))
                    .collect();
                let history: Vec<_> = found
                    .dossier
                    .history()
                    .iter()
                    .map(|entry| (entry.kind(), entry.text()))
                    .collect();
                let known =
                    dossiers.insert(found.slug().to_owned(), format!("{fields:?} {history:?}"));
                assert_eq!(known, None, "{} stands twice", found.slug());
            }
        }
    }
    let mut texts: BTreeMap<PathBuf, Vec<u8>> = desk.snapshot().into_iter().collect();
    let folders = ["templates", "forms"].map(|folder| desk.store().join(folder));
    let is_draft = |path: &Path| path.extension().is_some_and(|ending| ending == "draft");
    texts
        .retain(|path, _| folders.iter().any(|folder| path.starts_with(folder)) && !is_draft(path));
    let texts = texts.into_iter().map(|(path, text)| {
        let path = path.strip_prefix(desk.store()).expect("in the store");
        (path.to_owned(), text)
    });
    let settings = format!("{:?}", store.settings());
    (dossiers, settings, texts.collect())
}

/// Every dossier file stands behind its own place, or an earlier one.
fn nothing_stands_too_late(desk: &Desk, what: &str) {
    for (path, bytes) in desk.snapshot() {
        if path.extension().is_none_or(|ending| ending != "json")
            || !path.starts_with(desk.store().join("managers"))
        {
            continue;
        }
        let value: Value = serde_json::from_slice(&bytes)
            .unwrap_or_else(|error| panic!("{what}: {}: {error}", path.display()));
        let place: Place = value["place"]
            .as_str()
            .expect("a place")
            .parse()
            .expect("a place");
        let folder = path
            .parent()
            .and_then(Path::file_name)
            .expect("a folder")
            .to_string_lossy();
        let folder: Place = folder.parse().expect("a place");
        assert!(folder <= place, "{what}: {} says {place}", path.display());
    }
}

fn prepared(scene: &Scene) -> Desk {
    let desk = Desk::new();
    for line in PEOPLE.iter().chain(scene.before) {
        desk.answer(line);
    }
    desk
}

/// Copies the prepared desk, so that each fault meets the same one.
fn copy_of(template: &Desk) -> Desk {
    let desk = Desk::new();
    let folders = [template, &desk].map(|desk| desk.store().with_file_name("."));
    let mut copy = std::process::Command::new("cp");
    let copied = copy.arg("-a").args(folders).status().expect("cp runs");
    assert!(copied.success());
    desk
}

/// What came of a command, at a terminal if something is typed there.
struct Ran {
    status: ExitStatus,
    acknowledged: bool,
    said: String,
}

fn run(desk: &Desk, line: &str) -> Ran {
    if let Some((_, keys)) = line.split_once(" # types: ") {
        let (said, status) = desk.typed_ahead(line, keys);
        // A session that ends has not done anything yet.
        let acknowledged = said.contains("not reached  1");
        return Ran {
            status,
            acknowledged,
            said,
        };
    }
    let output = desk.output(line);
    Ran {
        status: output.status,
        acknowledged: output.status.success() && !output.stdout.is_empty(),
        said: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// How often a fault struck in a run of the command, and whether the answer was given.
struct Struck {
    fired: bool,
    killed: bool,
    acknowledged: bool,
    warned: String,
    log: PathBuf,
}

fn strike(desk: &Desk, command: &str, call: &str, fault: &str, when: usize) -> Struck {
    let log = desk.store().with_file_name("strace");
    let line = format!(
        "exec strace -qq -e trace={call} -e inject={call}:{fault}:when={when} -o {} {command}",
        log.display()
    );
    let ran = run(desk, &line);
    let text = std::fs::read_to_string(&log).unwrap_or_default();
    let killed = ran.status.signal() == Some(9) || text.contains("killed by SIGKILL");
    Struck {
        fired: killed || text.contains("(INJECTED)"),
        killed,
        acknowledged: ran.acknowledged,
        warned: ran.said,
        log,
    }
}

/// Sweeps one command; gives how many faults struck.
fn sweep(scene: &Scene) -> usize {
    let template = prepared(scene);
    let before = state(&template);
    let done = copy_of(&template);
    assert!(run(&done, scene.command).status.success(), "{}", scene.name);
    let after = state(&done);
    let repaired = scene.command.contains("--repair");
    assert!(
        repaired || before != after,
        "{} changes nothing",
        scene.name
    );
    let mut points = 0;
    let mut kinds = BTreeSet::new();
    for call in CALLS {
        for fault in FAULTS {
            for when in 1.. {
                let desk = copy_of(&template);
                let struck = strike(&desk, scene.command, call, fault, when);
                if !struck.fired {
                    break;
                }
                points += 1;
                kinds.insert(fault);
                let what = format!("{}: {call} {fault} number {when}", scene.name);
                std::fs::remove_file(&struck.log).expect("the log of strace");
                holds(&desk, &before, &after, &struck, &what);
            }
        }
    }
    assert_eq!(
        kinds.len(),
        FAULTS.len(),
        "{}: only {kinds:?} struck",
        scene.name
    );
    points
}

/// What must be so after a fault. That every paper which a dossier lists is there and whole, the check
/// proves.
fn holds(desk: &Desk, before: &State, after: &State, struck: &Struck, what: &str) {
    if !what.starts_with("check --repair") {
        nothing_stands_too_late(desk, what);
    }
    let now = state(desk);
    let after = &unless_passed_over(before, after, &now, &struck.warned);
    assert!(now == *before || now == *after, "{what}: {now:#?}");
    assert!(
        !struck.acknowledged || now == *after,
        "{what}: acknowledged and lost: {now:#?}"
    );
    what_is_said_of_a_letter_is_so(desk, now != *before, struck, what);
    let repair = desk.output("tickler check --repair");
    let check = desk.output("tickler check");
    let said = String::from_utf8_lossy(&check.stdout).into_owned();
    let repaired = String::from_utf8_lossy(&repair.stdout).into_owned();
    assert!(check.status.success(), "{what}: {said} after {repaired}");
    let remarks = String::from_utf8_lossy(&check.stderr).into_owned();
    assert!(
        struck.killed || !remarks.contains("that no dossier names"),
        "{what}: papers are left behind: {remarks}"
    );
    nothing_is_left_of_the_erased(desk, what);
    assert!(
        !repaired.contains("Made again:"),
        "{what}: word that is stored was not seen: {repaired}"
    );
    let mended = state(desk);
    assert!(
        mended == *before || mended == *after,
        "{what}: repaired into {mended:#?}"
    );
}

/// A letter goes before its entry is written: if that can't be done then, it is said; and nothing is
/// written of a letter that is not sent.
fn what_is_said_of_a_letter_is_so(desk: &Desk, is_written: bool, struck: &Struck, what: &str) {
    if !what.starts_with("reach") {
        return;
    }
    let is_sent = desk.store().with_file_name("mail").exists();
    let says = |text: &str| struck.warned.contains(text);
    assert!(is_sent || !is_written, "{what}: a letter that is not sent");
    assert!(
        is_sent || !says("the letter is sent"),
        "{what}: {}",
        struck.warned
    );
    let is_told = is_written || struck.killed || says("the letter is sent, and could not");
    assert!(!is_sent || is_told, "{what}: {}", struck.warned);
}

/// Of who was erased there is nothing in the store but the stone.
fn nothing_is_left_of_the_erased(desk: &Desk, what: &str) {
    let files = desk.snapshot();
    let stones = files.iter().map(|(path, _)| path);
    let stones = stones.filter(|path| path.parent() == Some(&desk.store().join("forgotten")));
    for stone in stones {
        let id = stone.file_name().expect("an id").to_string_lossy();
        for (path, bytes) in files.iter().filter(|(path, _)| path != stone) {
            let text = path.to_string_lossy() + String::from_utf8_lossy(bytes);
            assert!(!text.contains(&*id), "{what}: {}", path.display());
        }
    }
}

/// The state after a command of many that met a file it could not read, and said so: that dossier
/// stays as it was, and the others go on (data.md, *What reading and writing hold to*).
fn unless_passed_over(before: &State, after: &State, now: &State, warned: &str) -> State {
    let mut expected = after.clone();
    for (slug, was) in &before.0 {
        let place = was.split("place=\\\"").nth(1).unwrap_or_default();
        let place = place.split('\\').next().unwrap_or_default();
        // The file itself, or the folder that it is in.
        let names = [format!("/{slug}.json: "), format!("/{place}: ")];
        let is_named = |line: &str| names.iter().any(|name| line.contains(name));
        let warnings = warned.lines().filter(|line| line.starts_with("warning: "));
        if warnings.into_iter().any(is_named) && now.0.get(slug) == Some(was) {
            expected.0.insert(slug.clone(), was.clone());
            // What is noted of a binder waits for the rest of it: tests/lending.rs.
            expected.1.clone_from(&now.1);
        }
    }
    expected
}

#[test]
fn a_fault_at_any_point_leaves_the_store_as_before_or_as_after() {
    if !desk::can_inject() {
        desk::skipped("the fault sweep: strace can't run here");
        return;
    }
    let proofs = std::env::var("PROOFS").unwrap_or_default();
    let wanted = |scene: &&Scene| match proofs.as_str() {
        "" => scene.quick,
        "whole" => true,
        name => scene.name == name,
    };
    let scenes: Vec<&Scene> = SCENES.iter().filter(wanted).collect();
    let points: Vec<(&str, usize)> = std::thread::scope(|scope| {
        let hands: Vec<_> = scenes
            .iter()
            .map(|scene| (scene.name, scope.spawn(|| sweep(scene))))
            .collect();
        let swept = hands
            .into_iter()
            .map(|(name, hand)| (name, hand.join().expect("swept")));
        swept.collect()
    });
    for (name, points) in &points {
        desk::tell(&format!("fault sweep: {name}: {points} points"));
        assert!(*points > 60, "{name}: only {points} points struck");
    }
}
