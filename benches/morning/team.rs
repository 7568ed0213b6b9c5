//! The jobs of a team (issue 4, *To reach*): a binder changes hands, and the head of sales looks at
//! all of them.

use std::path::Path;
use std::process::Command;

use crate::clients;
use crate::desk::Desk;
use crate::floor;
use crate::jobs::{plain, rounds_of, titled};
use crate::measure::{self, Runner, race};
use crate::store::{Generated, MANAGER, TEAM};
use crate::table::{self, Row, grouped, say};

/// How many dossiers change hands.
const HANDED: usize = 10_000;

/// How often they do.
const ROUNDS: usize = 7;

/// The colleague.
const TAKER: &str = "ben";

/// The largest resident size of a change of many dossiers that is allowed, in KiB.
const PEAK: u64 = 64 * 1024;

/// `handover --to`, against a program that writes as many files of that size into a stage, flushes
/// once, renames and removes them; and the memory of all that changes a whole binder.
pub(crate) fn handing_over(home: &Path) {
    let store = Generated::called("handed", home, HANDED, 1);
    // It is made afresh each time.
    store.open_for_writing();
    let desk = Desk::at(home, store);
    let floor_home = home.join("floor-handed");
    let mut opening = desk.tickler(&["config", "--manager", TAKER, "--new"]);
    let opened = opening.output().expect("the program runs");
    assert!(opened.status.success(), "the taker has a binder");
    let whole = home.join("handed-before");
    copy(&desk.store.path, &whole);
    // With every handover the histories grow longer.
    for args in [
        &["handover", MANAGER, "--to", TAKER, "--closed", "--yes"][..],
        &["undo", "--dry-run"],
        &["undo", "--yes"],
        &["undo", "--redo", "--yes"],
        &["undo", "--yes"],
        &[
            "handover",
            MANAGER,
            "--to",
            TAKER,
            "--until",
            "2024-07-01",
            "--yes",
        ],
        &["handover", MANAGER, "--back", "--dry-run", "--json"],
        &["handover", MANAGER, "--back", "--yes"],
    ] {
        print_peak(&args.join(" "), &desk.tickler(args), home);
    }
    say("");
    // Every time the same binder: a history that was handed over is longer.
    let next = || {
        copy(&whole, &desk.store.path);
        rustix::fs::sync();
        desk.tickler(&["handover", MANAGER, "--to", TAKER, "--closed", "--yes"])
    };
    let mut runners: [Runner<'_>; 2] = [
        Box::new(next),
        Box::new(|| {
            floor::prepare_binder(&floor_home, HANDED);
            rustix::fs::sync();
            floor::handing_over(&floor_home, HANDED)
        }),
    ];
    let times = race(ROUNDS, &mut runners);
    drop(runners);
    let floor = ("same files staged", times[1]);
    let row = Row::new(titled("handover --to", &desk), times[0], floor, Some(2.0));
    table::print(&[row]);
    for folder in [floor_home, whole] {
        let _ = std::fs::remove_dir_all(folder);
    }
}

/// Copies a store, over whatever is there.
fn copy(from: &Path, to: &Path) {
    let _ = std::fs::remove_dir_all(to);
    let copied = Command::new("cp").arg("-r").arg(from).arg(to).status();
    assert!(copied.is_ok_and(|status| status.success()), "it is copied");
}

fn print_peak(job: &str, command: &Command, home: &Path) {
    let Some(peak) = measure::peak(command, home) else {
        say(&format!("{job}: skipped, or it fails"));
        return;
    };
    let mark = if peak <= PEAK { "ok" } else { "OVER" };
    say(&format!("{job:<60} {:>10} KiB {mark}", grouped(peak)));
}

/// `team`, against a look for all files; `team --contacts`, against a look into all of them.
pub(crate) fn looking_at_all(home: &Path, size: usize) {
    let store = Generated::called(&format!("team-{size}"), home, size, TEAM);
    let desk = Desk::at(home, store);
    let binders = desk.store.binders();
    let floored = |program: &str, args: &[&str]| {
        let mut command = plain(program, args);
        command.current_dir(&binders);
        command
    };
    let (find, grep) = (
        ["find", ".", "-name", "*.json"],
        ["grep", "-r", clients::RARE_WORD],
    );
    let mut runners: [Runner<'_>; 4] = [
        Box::new(|| desk.tickler(&["team"])),
        Box::new(|| floored(find[0], &find[1..])),
        Box::new(|| desk.tickler(&["team", "--contacts"])),
        Box::new(|| floored(grep[0], &grep[1..])),
    ];
    let times = race(rounds_of(size), &mut runners);
    table::print(&[
        Row::new(
            titled("team", &desk),
            times[0],
            ("find -name", times[1]),
            Some(1.5),
        ),
        Row::new(
            titled("team --contacts", &desk),
            times[2],
            ("grep -r", times[3]),
            Some(1.0),
        ),
    ]);
}
