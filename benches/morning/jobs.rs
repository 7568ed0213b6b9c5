//! The jobs: what runs, against which floor, and what is to be reached (issue 2, *How fast*).

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::clients;
use crate::desk::Desk;
use crate::floor;
use crate::measure::{self, Cost, Runner, race};
use crate::table::{self, Row, grouped, say};

/// How often a small job runs.
const ROUNDS: usize = 200;

/// How often a client is filed: each time another one.
const FILINGS: usize = 200;

/// How often a job runs that reads every file of a store of this size.
pub(crate) fn rounds_of(size: usize) -> usize {
    (100_000 / size).clamp(7, 50)
}

/// The largest resident size that is allowed, in KiB.
const PEAK: u64 = 8 * 1024;

/// Flat: the time at the largest size against that at the smallest.
const FLAT: f64 = 1.2;

pub(crate) fn titled(job: &str, desk: &Desk) -> String {
    format!("{job}, {} dossiers", grouped(desk.store.size as u64))
}

pub(crate) fn plain(program: &str, args: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(args).env_clear().env("LANG", "C.UTF-8");
    command
}

/// `today`, against `cat` of the files of the dossiers that are due.
pub(crate) fn opening(desks: &[Desk]) {
    let mut runners: Vec<Runner<'_>> = Vec::new();
    for desk in desks {
        let due = desk.due();
        assert_eq!(due.len(), 20, "so many are due whatever the size");
        runners.push(Box::new(|| desk.tickler(&["today"])));
        runners.push(Box::new(move || {
            let mut cat = plain("cat", &[]);
            cat.args(&due);
            cat
        }));
    }
    let times = race(ROUNDS, &mut runners);
    table::print(&rows(
        "today",
        desks,
        &times,
        ("cat of the 20 due files", 2.5),
    ));
}

/// `show` by slug, against `cat` of the file.
pub(crate) fn showing(desks: &[Desk]) {
    if !desks[0].knows(&["show", "--help"]) {
        say("show: skipped, there is no such command yet\n");
        return;
    }
    let mut runners: Vec<Runner<'_>> = Vec::new();
    for desk in desks {
        let (slug, path) = desk.someone();
        runners.push(Box::new(move || desk.tickler(&["show", &slug])));
        runners.push(Box::new(move || {
            let mut cat = plain("cat", &[]);
            cat.arg(&path);
            cat
        }));
    }
    let times = race(ROUNDS, &mut runners);
    table::print(&rows(
        "show by slug",
        desks,
        &times,
        ("cat of the file", 4.0),
    ));
}

/// `file` by slug, against the same flushes and renames and nothing else.
pub(crate) fn filing(desks: &[Desk], home: &Path) {
    let floor_home = home.join("floor");
    floor::prepare(&floor_home, (FILINGS + 1) * desks.len());
    for desk in desks {
        desk.warm_up(FILINGS + 1);
    }
    let mut runners: Vec<Runner<'_>> = Vec::new();
    for (number, desk) in desks.iter().enumerate() {
        let floor_home = &floor_home;
        let mut rounds = (FILINGS + 1) * number..;
        runners.push(Box::new(|| desk.file()));
        runners.push(Box::new(move || {
            floor::command(floor_home, rounds.next().expect("a round"))
        }));
    }
    let times = race(FILINGS, &mut runners);
    drop(runners);
    table::print(&rows(
        "file by slug",
        desks,
        &times,
        ("same flushes, renames", 2.5),
    ));
}

/// One row a size against its floor, and the largest size against the smallest.
fn rows(job: &str, desks: &[Desk], times: &[Duration], (floor, target): (&str, f64)) -> Vec<Row> {
    let pairs = desks.iter().zip(times.chunks(2)).enumerate();
    let mut rows: Vec<Row> = pairs
        .map(|(number, (desk, pair))| {
            // The ratio is asked at the smallest size; at the others it follows from flatness.
            let target = (number == 0).then_some(target);
            Row::new(titled(job, desk), pair[0], (floor, pair[1]), target)
        })
        .collect();
    if let [first, .., last] = desks {
        let floor = format!("the same at {}", grouped(first.store.size as u64));
        let ours = times[times.len() - 2];
        rows.push(Row::new(
            titled(job, last),
            ours,
            (&floor, times[0]),
            Some(FLAT),
        ));
    }
    rows
}

/// A job that looks at the whole binder.
struct Search {
    job: &'static str,
    /// A command line that only a program takes which has this job.
    known_by: &'static [&'static str],
    command: fn(&Desk) -> Command,
    floor: &'static [&'static str],
    target: f64,
    /// Whether the target holds at every size, not only at the largest.
    everywhere: bool,
}

const SEARCHES: [Search; 4] = [
    Search {
        job: "completion of a name",
        known_by: &["completions", "--help"],
        command: Desk::completion,
        floor: &["ls", "-R"],
        target: 2.0,
        everywhere: true,
    },
    Search {
        job: "show by beginning of a name",
        known_by: &["show", "--help"],
        command: |desk| desk.tickler(&["show", clients::RARE_BEGINNING]),
        floor: &["ls", "-R"],
        target: 1.5,
        everywhere: true,
    },
    Search {
        job: "find of a word",
        known_by: &["find", "--help"],
        command: |desk| desk.tickler(&["find", clients::RARE_WORD]),
        floor: &["grep", "-rlF", clients::RARE_WORD],
        target: 1.0,
        everywhere: false,
    },
    Search {
        job: "add, looks for duplicates",
        known_by: &["add", "--anyway", "--help"],
        command: Desk::add,
        floor: &["grep", "-rlF", clients::RARE_WORD],
        target: 1.0,
        everywhere: false,
    },
];

/// Completion, lookup by the beginning of a name, `find` and `add`.
pub(crate) fn searching(desks: &[Desk]) {
    for search in SEARCHES {
        let Search { job, known_by, .. } = search;
        if !desks[0].knows(known_by) {
            let missing = known_by.join(" ");
            say(&format!(
                "{job}: skipped, there is no `tickler {missing}` yet\n"
            ));
            continue;
        }
        let rows = desks.iter().map(|desk| {
            let is_last = desk.store.size == desks[desks.len() - 1].store.size;
            searched(&search, desk, search.everywhere || is_last)
        });
        table::print(&rows.collect::<Vec<_>>());
    }
}

fn searched(search: &Search, desk: &Desk, asked: bool) -> Row {
    let managers = desk.store.path.join("managers");
    let mut runners: [Runner<'_>; 2] = [
        Box::new(|| (search.command)(desk)),
        Box::new(|| {
            let mut command = plain(search.floor[0], &search.floor[1..]);
            command.arg(&managers);
            command
        }),
    ];
    let times = race(rounds_of(desk.store.size), &mut runners);
    let floor = search.floor[..2].join(" ");
    let target = asked.then_some(search.target);
    Row::new(
        titled(search.job, desk),
        times[0],
        (&floor, times[1]),
        target,
    )
}

/// Peak memory, system calls and instructions of the small jobs.
pub(crate) fn costs(desks: &[Desk], home: &Path) {
    say(&format!(
        "{:<43} {:>10} {:>6} {:>8} {:>8} {:>13}",
        "job", "peak", "", "calls", "flushes", "instructions"
    ));
    let floor_home = home.join("floor");
    floor::prepare(&floor_home, 3);
    let mut rounds = 0..;
    for desk in desks {
        print_cost(
            "today",
            desk,
            &measure::cost(|| desk.tickler(&["today"]), home),
        );
        print_cost("file by slug", desk, &measure::cost(|| desk.file(), home));
        if desk.knows(&["show", "--help"]) {
            let (slug, _) = desk.someone();
            let cost = measure::cost(|| desk.tickler(&["show", &slug]), home);
            print_cost("show by slug", desk, &cost);
        }
    }
    let floor = || floor::command(&floor_home, rounds.next().expect("a round"));
    print_line("floor of file", false, &measure::cost(floor, home));
    say("");
}

fn print_cost(job: &str, desk: &Desk, cost: &Cost) {
    print_line(&titled(job, desk), true, cost);
}

fn print_line(job: &str, asked: bool, cost: &Cost) {
    let count = |count: Option<u64>| count.map_or_else(|| "skipped".to_owned(), grouped);
    let peak = cost.peak.map_or_else(
        || "skipped".to_owned(),
        |peak| format!("{} KiB", grouped(peak)),
    );
    let mark = match cost.peak {
        Some(peak) if asked && peak <= PEAK => "ok",
        Some(_) if asked => "OVER",
        _ => "",
    };
    let flushes = match (cost.flushes, cost.renames) {
        (Some(flushes), Some(renames)) => format!("{flushes} + {renames}"),
        _ => "skipped".to_owned(),
    };
    say(&format!(
        "{job:<43} {peak:>10} {mark:<6} {:>8} {flushes:>8} {:>13}",
        count(cost.calls),
        count(cost.instructions)
    ));
}
