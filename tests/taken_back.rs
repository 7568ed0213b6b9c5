//! A journal that was taken back while its folder can't be flushed: a power cut may bring it back, so
//! what it speaks of must stay, until a later command has made sure that it is gone.

mod desk;

use std::path::PathBuf;

use desk::Desk;

const MOVE: &str = "tickler move ivan zoe --on 2024-06-25 --yes";

/// How many files are in the stage.
fn staged(desk: &Desk) -> usize {
    let folder = |path: PathBuf| std::fs::read_dir(path).into_iter().flatten().flatten();
    let machines = folder(desk.store().join(".tickler"));
    let stages = machines.flat_map(|machine| folder(machine.path().join("stage")));
    stages.flat_map(|stage| folder(stage.path())).count()
}

#[test]
fn what_a_journal_speaks_of_stays_until_that_is_gone_for_good() {
    if !desk::can_inject() {
        return desk::skipped("strace can't inject faults here");
    }
    let mut taken_back = 0;
    for number in 1.. {
        let desk = Desk::after(&[
            "tickler add Ivan --on 2024-06-20",
            "tickler add Zoe --on 2024-06-21",
        ]);
        let before = desk.dossiers();
        let strace = format!(
            "strace -qq -o trace -e trace=fsync,unlinkat -e inject=fsync:error=EIO:when={number}+ {MOVE}"
        );
        // From this flush on all of them fail.
        if desk.output(&strace).status.success() {
            assert!(number > 1, "the first flush counts");
            break;
        }
        let trace = std::fs::read_to_string(desk.store().with_file_name("trace"));
        let trace = trace.expect("the log of strace");
        let mut calls = trace.lines();
        let is_removed = |call: &str| call.contains("\"journal\"") && call.ends_with("= 0");
        let is_gone = calls.any(is_removed) && calls.any(|call| call.ends_with("(INJECTED)"));
        if is_gone && desk.dossiers() == before {
            assert_eq!(staged(&desk), 2, "flush {number}: {trace}");
            taken_back += 1;
        }
        desk.answer("tickler note ivan 'A later command'");
        assert_eq!(staged(&desk), 0, "flush {number}");
    }
    assert!(taken_back > 0, "no journal was ever taken back");
}
