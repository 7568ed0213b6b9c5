//! Several who put the same papers into the same dossiers and others, and take them out, at once; one
//! who erases a client meanwhile and takes another of that name in; and checks and repairs beside
//! them. What was acknowledged is there, each paper is whole, and nothing is left of all the rest.

mod desk;

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, ScopedJoinHandle};

use desk::chance::{Chance, of_a_proof};
use desk::{Desk, tell};

/// How many clients there are; the last one is erased again and again.
const CLIENTS: usize = 4;
const ERASED: usize = CLIENTS - 1;

/// What is put in, over and over: one is larger than what is copied at once.
const FILES: [(&str, usize); 4] = [("a.txt", 1), ("b.md", 70_000), ("c.txt", 2), ("d.txt", 3)];

/// One writer: how many changes of each client were acknowledged.
fn write(desk: &Desk, writer: usize, commands: usize) -> [usize; CLIENTS] {
    let mut chance = Chance::new(writer as u64 + 1);
    let mut done = [0; CLIENTS];
    for _ in 0..commands {
        let client = chance.below(CLIENTS);
        let (one, two) = (chance.one_of(&FILES).0, chance.one_of(&FILES).0);
        let line = match chance.below(4) {
            0 => format!("tickler attach client-{client} --remove 1"),
            1 => format!("tickler attach client-{client} - --name of-{writer}.txt < {one}"),
            _ => format!("tickler attach client-{client} {one} {two}"),
        };
        let output = desk.output(&line);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let why = String::from_utf8_lossy(&output.stderr).into_owned();
        let is_done = said.starts_with("Attached") || said.starts_with("Took out");
        let is_refused = client == ERASED || why.contains("has no paper with the number 1");
        assert!(output.status.success() || is_refused, "{line}: {why}");
        assert!(is_done || !said.contains("Client"), "{line}: {said}");
        done[client] += usize::from(is_done);
    }
    done
}

/// Erases a client and takes one of the same name in.
fn erase(desk: &Desk, done: &AtomicBool) {
    while !done.load(Ordering::Acquire) {
        desk.answer(&format!("tickler forget client-{ERASED} --yes"));
        desk.answer(&format!("tickler add 'Client {ERASED}' --on fri"));
    }
}

/// Runs a command that must always succeed until the writers are done; how often.
fn always(desk: &Desk, done: &AtomicBool, line: &str) -> usize {
    let mut count = 0;
    while !done.load(Ordering::Acquire) {
        let output = desk.output(line);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let why = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{line}: {said}{why}");
        count += 1;
    }
    count
}

#[test]
fn papers_that_many_put_in_at_once_are_whole_and_each_content_is_once() {
    let (writers, commands) = of_a_proof((12, 60), (6, 10));
    let desk = Desk::new();
    for (file, times) in FILES {
        let path = desk.store().with_file_name(file);
        std::fs::write(path, file.repeat(times)).expect("a file");
    }
    for client in 0..CLIENTS {
        desk.answer(&format!("tickler add 'Client {client}' --on fri"));
    }
    let over = &AtomicBool::new(false);
    let (acknowledged, checks) = thread::scope(|scope| {
        let desk = &desk;
        let eraser = scope.spawn(move || erase(desk, over));
        let lines = ["tickler check", "tickler check --repair"];
        let checks = lines.map(|line| scope.spawn(move || always(desk, over, line)));
        let writer = |writer| scope.spawn(move || write(desk, writer, commands));
        let writers: Vec<_> = (0..writers).map(writer).collect();
        let written: Vec<_> = writers.into_iter().map(ScopedJoinHandle::join).collect();
        over.store(true, Ordering::Release);
        eraser.join().expect("the eraser was answered");
        let checks = checks.map(|check| check.join().expect("all was right"));
        let written = written.into_iter().map(|one| one.expect("a writer"));
        (written.collect::<Vec<_>>(), checks.iter().sum::<usize>())
    });
    let mut all = 0;
    for client in 0..ERASED {
        let shown = desk.json(&format!("tickler --json show client-{client} --all"));
        let history = shown["history"].as_array().expect("a history");
        let changes: usize = acknowledged.iter().map(|done| done[client]).sum();
        assert_eq!(history.len(), 1 + changes, "client {client}: {history:#?}");
        all += changes;
    }
    nothing_is_left_over(&desk);
    tell(&format!(
        "paper writers: {writers} at once, {all} changes of papers acknowledged and found, {checks} checks beside them"
    ));
}

/// No draft, and no paper that is in nobody's history.
fn nothing_is_left_over(desk: &Desk) {
    let check = desk.output("tickler check");
    let said = String::from_utf8_lossy(&check.stdout).into_owned();
    let remarks = String::from_utf8_lossy(&check.stderr).into_owned();
    assert!(check.status.success(), "{said}");
    assert!(!remarks.contains("no dossier names"), "{remarks}");
    for (path, _) in desk.snapshot() {
        let ending = path.extension().unwrap_or_default();
        assert!(ending != "draft", "{} is left", path.display());
    }
}
