//! Flush before rename, from the log of system calls: whatever comes to its place was flushed before,
//! and its folder after, before the answer is given; the log has its line before a dossier changes.
//!
//! Then each flush of each run is taken out of the log, one at a time: the rules must notice.
//! Needs `strace`; where it can't run, the test says so and skips.

mod calls;
#[path = "../desk/mod.rs"]
mod desk;
mod ledger;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use calls::Deed;
use desk::Desk;
use ledger::{Seen, judge};

/// A command, and how many files it puts in place and carries on.
struct Scene {
    command: &'static str,
    put: usize,
    carried: usize,
}

const PEOPLE: [&str; 4] = [
    "tickler add 'Ivan Ivanov' --on 2024-06-20",
    "tickler add 'Zoe' --on 2024-06-20",
    "tickler add 'Beta' --on 2024-06-20",
    "tickler add 'Gamma' --on jul",
];

/// What some of the commands take in.
const FILES: [&str; 4] = [
    "seq 9 > list.txt; seq 8 > tsil.txt; printf 'beta r 2024-07-05 talked\nzoe lost\n' > marks",
    "printf 'Name\nEpsilon\n' > one.csv; printf 'Name,Tag\nEta,a\nTheta,b\nZoe,c\n' > list.csv",
    "tickler --dir other add Iota --on fri; tickler --dir other add Kappa --on mon",
    "for one in iota kappa; do tickler --dir other attach $one list.txt; done; \
     tickler --dir other export json --with-papers -o all.tar; tickler draft --new offer; tickler config me.name Anna",
];

/// In this order, at one desk.
const SCENES: [Scene; 26] = [
    scene("tickler add Delta --on fri", 1, 0),
    scene("tickler add Delta --on mon --anyway", 1, 0),
    scene("tickler file ivan --on 2024-07-05 -n talked", 1, 1),
    scene("tickler file ivan --on 2024-06-14 -n talked", 1, 1),
    scene("tickler file ivan --on 2024-06-14 -n again", 1, 0),
    scene("tickler file ivan --on aug -n talked", 1, 1),
    scene("tickler note ivan 'a note'", 1, 0),
    scene("tickler edit gamma --set company=Romashka", 1, 0),
    scene("tickler close gamma --won", 1, 1),
    scene("tickler reopen gamma --on 2024-06-14", 1, 1),
    scene("tickler undo --yes", 1, 1),
    // One for the journal.
    scene("tickler move zoe beta --on 2024-06-25 --yes", 3, 0),
    scene("tickler undo --yes", 3, 0),
    scene("tickler config capacity 20", 1, 0),
    scene("tickler undo --yes", 1, 0),
    scene("tickler attach ivan list.txt tsil.txt", 3, 0),
    scene("tickler attach ivan --remove 1", 1, 0),
    scene("tickler undo --yes", 1, 0),
    scene("tickler attach zoe list.txt", 2, 0),
    scene("tickler draft ivan offer --item 'Shelf; 85'", 3, 0),
    scene("tickler draft ivan --accepted 1", 1, 0),
    scene("tickler import one.csv --on fri --yes", 2, 0),
    scene("tickler import list.csv --on fri --update --yes", 4, 0),
    scene("tickler import all.tar --yes", 5, 0),
    scene("tickler file --sheet --yes < marks", 3, 0),
    scene("tickler draft --new thank-you", 1, 0),
];

const fn scene(command: &'static str, put: usize, carried: usize) -> Scene {
    Scene {
        command,
        put,
        carried,
    }
}

fn can_trace() -> bool {
    let tried = std::process::Command::new("strace")
        .args(["-f", "-y", "-o", "/dev/null", "true"])
        .status();
    tried.is_ok_and(|status| status.success())
}

/// All that is at the desk.
fn paths(folder: &Path) -> BTreeSet<PathBuf> {
    let mut paths = BTreeSet::new();
    for item in std::fs::read_dir(folder).expect("a folder") {
        let path = item.expect("an item of it").path();
        if path.is_dir() {
            paths.append(&mut self::paths(&path));
        }
        paths.insert(path);
    }
    paths
}

/// What a command did, and all that was there before.
fn watched(desk: &Desk, command: &str) -> (Vec<Deed>, BTreeSet<PathBuf>) {
    let home = desk.store().with_file_name("home");
    std::fs::create_dir_all(&home).expect("a home");
    let log = desk.store().with_file_name("strace");
    let top = desk.store().with_file_name(".").canonicalize();
    let known = paths(&top.expect("the desk's folder"));
    let strace = format!(
        "exec strace -f -y -qq -e signal=none -e trace={} -o {} {command}",
        calls::CALLS,
        log.display()
    );
    let answer = desk.answer(&strace);
    assert!(!answer.is_empty(), "{command} has no answer");
    let text = std::fs::read_to_string(&log).expect("the log of strace");
    std::fs::remove_file(log).expect("the log goes");
    let deeds = calls::deeds(&text);
    assert_eq!(
        deeds.last(),
        Some(&Deed::Answer),
        "{command}: the answer comes last"
    );
    (deeds, known)
}

/// Holds a command against the rules.
fn judged(deeds: &[Deed], known: &BTreeSet<PathBuf>, command: &str) -> Seen {
    judge(deeds, known.clone()).unwrap_or_else(|why| panic!("{command}: {why}"))
}

/// Takes out one flush after the other. Only that of a folder may go unnoticed in which another was
/// just made, or papers were put, if it is flushed again before it matters.
fn without_a_flush(deeds: &[Deed], known: &BTreeSet<PathBuf>, command: &str) {
    for (number, deed) in deeds.iter().enumerate() {
        let is_early = match deed {
            Deed::FlushAll => false,
            Deed::Flush(path) => match deeds[..number].last() {
                Some(Deed::Make(made)) => made.parent() == Some(path),
                _ => path.parent().is_some_and(|above| above.ends_with("papers")),
            },
            _ => continue,
        };
        let mut fewer = deeds.to_vec();
        fewer.remove(number);
        let mut later = deeds[number + 1..].iter();
        let flushed_later = later.any(|later| later == deed || *later == Deed::FlushAll);
        assert!(
            judge(&fewer, known.clone()).is_err() || (is_early && flushed_later),
            "{command}: nobody misses number {number}, {deed:?}"
        );
    }
}

#[test]
fn all_that_comes_to_its_place_is_flushed_before_and_its_folder_after() {
    if !can_trace() {
        desk::skipped("flush before rename: strace can't run here");
        return;
    }
    let mut desk = Desk::new();
    // Whole paths, as strace writes those of open files.
    let top = desk.store().with_file_name(".").canonicalize();
    let top = top.expect("the desk's folder");
    desk.set("HOME", &top.join("home").to_string_lossy());
    desk.set("TICKLER_DIR", &top.join("binder").to_string_lossy());
    let command = "tickler add First --on fri";
    let (deeds, known) = watched(&desk, command);
    let first = judged(&deeds, &known, command);
    // The machine's id, the two lists of what is not synchronised, the settings, the mark that the
    // slips are made, the dossier.
    assert_eq!((first.put, first.carried), (6, 0));
    for line in PEOPLE.into_iter().chain(FILES) {
        desk.answer(line);
    }
    let mut all = first;
    for scene in SCENES {
        let (deeds, known) = watched(&desk, scene.command);
        let seen = judged(&deeds, &known, scene.command);
        without_a_flush(&deeds, &known, scene.command);
        assert_eq!(
            (seen.put, seen.carried),
            (scene.put, scene.carried),
            "{}",
            scene.command
        );
        all.put += seen.put;
        all.carried += seen.carried;
        all.flushes += seen.flushes;
    }
    desk::tell(&format!(
        "flush before rename: {} commands, {} files put in place and {} carried on, {} flushes, none of which can be left out",
        1 + SCENES.len(),
        all.put,
        all.carried,
        all.flushes
    ));
}
