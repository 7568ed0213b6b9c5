//! The evening's jobs, which look into every dossier of a binder (issue 5, *To reach*).

use std::path::Path;

use crate::desk::Desk;
use crate::measure::{Runner, race};
use crate::parse;
use crate::table::{self, Row, grouped, say};

/// How many dossiers the manager has whose day is looked back on.
const SIZE: usize = 5_000;

const ROUNDS: usize = 40;

/// How many times the floor it may take.
const TARGET: f64 = 1.5;

/// `review` of one manager, against reading and parsing the same files into nothing.
pub(crate) fn reviewing(home: &Path) {
    looking_back(home, &[&["review"], &["review", "week"]]);
}

/// `stats` of one manager, against the same.
pub(crate) fn counting(home: &Path) {
    looking_back(home, &[&["stats"], &["stats", "--by", "stage"]]);
}

fn looking_back(home: &Path, jobs: &[&[&str]]) {
    let desk = Desk::new(home, SIZE);
    let command = jobs[0][0];
    if !desk.knows(&[command, "--help"]) {
        say(&format!(
            "{command}: skipped, there is no such command yet\n"
        ));
        return;
    }
    let mut rows = Vec::new();
    for args in jobs {
        let job = args.join(" ");
        let mut runners: [Runner<'_>; 2] = [
            Box::new(|| desk.tickler(args)),
            Box::new(|| parse::command(&desk.store.binder())),
        ];
        let times = race(ROUNDS, &mut runners);
        let title = format!("{job}, {} dossiers", grouped(SIZE as u64));
        let floor = ("serde_json, ignored", times[1]);
        rows.push(Row::new(title, times[0], floor, Some(TARGET)));
    }
    table::print(&rows);
}
