//! A look at whether a file is there can fail for a moment. It never passes for "it is not there":
//! what was decided is not thrown away for it, and nothing is made anew.
//!
//! Needs `strace`; where it can't run, the test says so and skips.

mod desk;

use std::process::Command;

use desk::Desk;

fn can_strike() -> bool {
    let tried = Command::new("strace")
        .args([
            "-f",
            "-o",
            "/dev/null",
            "-e",
            "inject=newfstatat,statx:error=EIO:when=9999",
        ])
        .args(["-e", "trace=newfstatat,statx", "true"])
        .status();
    tried.is_ok_and(|status| status.success())
}

fn copy_of(template: &Desk) -> Desk {
    let desk = Desk::new();
    let folder = |desk: &Desk| desk.store().with_file_name(".");
    let copied = Command::new("cp")
        .arg("-a")
        .args([folder(template), folder(&desk)])
        .status();
    assert!(copied.expect("cp runs").success());
    desk
}

/// Runs a command once for each look it takes, that one failing; what each leaves is held against
/// `holds`. Gives how many there were.
fn struck(template: &Desk, command: &str, holds: impl Fn(&Desk, &str)) -> usize {
    for number in 1.. {
        let desk = copy_of(template);
        let output = desk.output(&format!(
            "exec strace -f -qq -o log -e trace=newfstatat,statx -e inject=newfstatat,statx:error=EIO:when={number} {command}"
        ));
        let log = std::fs::read_to_string(desk.store().with_file_name("log"));
        if !log.expect("a log").contains("(INJECTED)") {
            return number - 1;
        }
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            !said.contains("no client fits"),
            "{command}, look {number}: {said}"
        );
        holds(&desk, &format!("{command}, look {number}: {said}"));
    }
    unreachable!("a command ends")
}

#[test]
fn a_look_that_fails_is_not_taken_for_nothing_being_there() {
    if !can_strike() {
        desk::skipped("looks that fail: strace can't run here");
        return;
    }
    let desk = Desk::new();
    desk.answer("tickler config capacity 20");
    for name in ["Ivan", "Beta", "Gamma"] {
        desk.answer(&format!("tickler add {name} --on 2024-06-20"));
    }
    let settings = desk.read("binder.json");
    let log = |desk: &Desk| desk.json("tickler log --json")["commands"].clone();
    let done = log(&desk);
    let mut looks = struck(&desk, "tickler note ivan hello", |desk, what| {
        assert_eq!(desk.read("binder.json"), settings, "{what}");
        let now = log(desk);
        let now = now.as_array().expect("a list");
        let tail = now.iter().rev().take(4).rev().cloned().collect();
        assert_eq!(serde_json::Value::Array(tail), done, "{what}");
    });
    // Cut off when the journal stands and one dossier of three is in its place.
    let cut_off = "strace -f -qq -o log -e trace=renameat -e inject=renameat:signal=KILL:when=3 \
                   tickler move --from 2024-06-20 --on 2024-06-25 --yes";
    assert!(!desk.output(cut_off).status.success(), "it was killed");
    let all_moved = |desk: &Desk, what: &str| {
        let lines = desk.json("tickler list --json")["dossiers"].clone();
        let lines = lines.as_array().expect("a list");
        assert_eq!(lines.len(), 3, "{what}");
        for line in lines {
            assert_eq!(line["place"], "2024-06-25", "{what}");
        }
    };
    for command in ["tickler note ivan hello", "tickler check --repair"] {
        looks += struck(&desk, command, all_moved);
    }
    desk::tell(&format!("looks that fail: {looks} points"));
    assert!(looks > 10, "only {looks} looks were struck");
}
