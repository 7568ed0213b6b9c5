//! Taking back and doing again, the log, and erasing.

mod desk;

use desk::Desk;

/// The transcript without the time of day, which is the clock's.
fn transcript(desk: &Desk, lines: &[&str]) -> String {
    let text = desk.transcript(lines);
    let mut timeless = String::new();
    let mut left = text.as_str();
    while let Some(at) = left.find("2024-06-13 ") {
        let (before, after) = left.split_at(at + "2024-06-13 ".len());
        timeless += before;
        let is_time = after.as_bytes().get(2) == Some(&b':');
        left = if is_time { &after[5..] } else { after };
    }
    timeless + left
}

#[test]
fn the_last_command_is_taken_back_and_the_one_before_and_done_again() {
    let desk = Desk::after(&[
        "tickler add 'Ivan Ivanov' --on fri",
        "tickler file ivanov --on 2024-07-05 -n talked",
    ]);
    let said = transcript(
        &desk,
        &[
            "tickler undo --dry-run",
            "tickler undo",
            "tickler undo",
            "tickler list",
            "tickler undo",
            "tickler undo --redo",
            "tickler undo --redo",
            "tickler undo --redo",
        ],
    );
    assert_eq!(
        said,
        "\
$ tickler undo --dry-run
Taken back: filed ivan-ivanov behind 2024-07-05 (Thu 2024-06-13 )
Ivan Ivanov stands behind \"14\": Fri 2024-06-14, tomorrow (1 of 30)
! a dry run: nothing was changed
$ tickler undo
Taken back: filed ivan-ivanov behind 2024-07-05 (Thu 2024-06-13 )
Ivan Ivanov stands behind \"14\": Fri 2024-06-14, tomorrow (1 of 30)
$ tickler undo
Taken back: added ivan-ivanov behind 2024-06-14 (Thu 2024-06-13 )
Ivan Ivanov is out of the binder
$ tickler list
No dossier fits.
$ tickler undo
! error: there is nothing to take back: nothing was done here by this manager
! hint: see what was done: tickler log
(4)
$ tickler undo --redo
Done again: added ivan-ivanov behind 2024-06-14 (Thu 2024-06-13 )
Ivan Ivanov stands behind \"14\": Fri 2024-06-14, tomorrow (1 of 30)
$ tickler undo --redo
Done again: filed ivan-ivanov behind 2024-07-05 (Thu 2024-06-13 )
Ivan Ivanov stands behind \"July\": Fri 2024-07-05, in 22 days (1 of 30)
$ tickler undo --redo
! error: there is nothing to do again: nothing was taken back last
! hint: see what was done: tickler log
(4)
"
    );
}

#[test]
fn a_move_of_many_is_taken_back_in_one_piece_and_asks_before() {
    let desk = Desk::new();
    for number in 1..=5 {
        desk.answer(&format!("tickler add 'Client {number}' --on fri"));
    }
    desk.answer("tickler move --from 2024-06-14 --on 2024-06-18 --yes");
    let said = transcript(&desk, &["tickler undo", "tickler undo --yes"]);
    assert!(said.contains("! error: this changes 5 dossiers, and nobody has said yes\n! hint: see them first with --dry-run, then say --yes\n(4)"), "{said}");
    assert!(said.contains("Taken back: moved 5 dossiers"), "{said}");
    assert_eq!(desk.json("tickler today fri --json")["load"], 5);
}

#[test]
fn what_a_later_command_has_set_stays_and_is_named() {
    let desk = Desk::after(&[
        "tickler add 'Ivan Ivanov' --on fri",
        "tickler file ivanov --on 2024-07-05 --next 'Ask about the estimate'",
        "tickler --as boris config --manager boris --new",
        "tickler --as boris move ivanov --on 2024-08-01",
    ]);
    let said = transcript(&desk, &["tickler undo"]);
    assert_eq!(
        said,
        "\
$ tickler undo
Taken back: filed ivan-ivanov behind 2024-07-05 (Thu 2024-06-13 )
Ivan Ivanov stands behind \"August\": Thu 2024-08-01, in 49 days (1 of 30)
! place, time and agreed of Ivan Ivanov were changed again later, and stay
"
    );
    assert_eq!(
        desk.json("tickler show ivanov --json")["next"],
        serde_json::Value::Null
    );
}

#[test]
fn settings_go_back_too() {
    let desk = Desk::after(&[
        "tickler add A --on fri",
        "tickler config capacity 20",
        "tickler config layout dated",
    ]);
    desk.answer("tickler undo");
    assert!(desk.read("binder.json").contains("\"capacity\": 20"));
    desk.answer("tickler undo");
    assert!(!desk.read("binder.json").contains("capacity"));
    desk.answer("tickler undo --redo");
    assert!(desk.read("binder.json").contains("\"capacity\": 20"));
    assert!(!desk.read("binder.json").contains("layout"));
}

#[test]
fn the_log_tells_what_was_done_and_by_whom() {
    let desk = Desk::after(&[
        "tickler add 'Ivan Ivanov' --on fri",
        "tickler note ivanov 'a note'",
        "tickler --as anna undo",
    ]);
    let said = transcript(&desk, &["tickler log", "tickler log ivanov"]);
    assert_eq!(
        said,
        "\
$ tickler log
When                  By    What
Thu 2024-06-13   anna  took a command back for ivan-ivanov
Thu 2024-06-13   anna  noted for ivan-ivanov                taken back
Thu 2024-06-13   anna  added ivan-ivanov behind 2024-06-14
$ tickler log ivanov
When                  By    What
Thu 2024-06-13   anna  took a command back for ivan-ivanov
Thu 2024-06-13   anna  noted for ivan-ivanov                taken back
Thu 2024-06-13   anna  added ivan-ivanov behind 2024-06-14
"
    );
    let value = desk.json("tickler log --json --limit 1");
    assert_eq!(value["commands"][0]["dossiers"], 1);
    assert_eq!(value["commands"][0]["undone"], false);
}

#[test]
fn a_command_that_was_stopped_after_its_log_line_was_never_done() {
    let desk = Desk::after(&["tickler add 'Ivan Ivanov' --on fri"]);
    let log = desk.log();
    let text = std::fs::read_to_string(&log).expect("a log");
    let never = text
        .replacen("\"op\":\"0", "\"op\":\"f", 1)
        .replace("\"add\"", "\"file\"");
    std::fs::write(&log, format!("{text}{never}{{\"op\": \"torn")).expect("written");
    assert!(!desk.answer("tickler log").contains("filed"));
    let said = desk.answer("tickler undo");
    assert!(said.starts_with("Taken back: added ivan-ivanov"), "{said}");
    desk.answer("tickler add 'Beta' --on fri");
    assert!(
        desk.answer("tickler log").contains("added beta"),
        "a torn line harms no later one"
    );
}

/// A synchroniser has brought an older version back into another folder: what is taken back is taken
/// back in it too, or it would show the client whose adding was undone.
#[test]
fn what_is_taken_back_is_taken_back_in_every_copy() {
    let desk = Desk::new();
    desk.answer("tickler add Ivan --on 2024-06-20");
    let old = desk.read("managers/anna/2024-06-20/ivan.json");
    desk.write("managers/anna/2024-06-13/ivan.json", old);
    desk.answer("tickler undo");
    assert_eq!(
        desk.json("tickler list --json")["dossiers"],
        serde_json::json!([])
    );
    desk.answer("tickler check");
}

/// A command that was cut off after its line in the log was never done: there is nothing of it to be
/// taken back, and what can be done again can still be done again.
#[test]
fn a_command_that_was_cut_off_takes_no_redo_away() {
    if !desk::can_inject() {
        return desk::skipped("strace can't inject faults here");
    }
    // The first draft that is renamed is the dossier's, or that of the settings.
    let cut = |command: &str| {
        format!(
            "strace -qq -o /dev/null -e trace=renameat -e inject=renameat:signal=KILL:when=1 tickler {command}"
        )
    };
    for (command, again) in [
        ("note ivan b", "noted for ivan"),
        ("config capacity 40", "noted for ivan"),
        ("check --repair", "noted for ivan"),
    ] {
        let desk = Desk::new();
        desk.answer("tickler add Ivan --on fri; tickler note ivan a; tickler undo");
        desk.answer("sed -i '/\"name\": \"Ivan\",$/a \\  \"next\": \"by hand\",' binder/managers/anna/*/ivan.json");
        assert!(!desk.output(&cut(command)).status.success());
        let said = desk.answer("tickler undo --redo");
        assert!(
            said.starts_with(&format!("Done again: {again}")),
            "{command}: {said}"
        );
    }
    // One that is cut off itself has taken nothing back.
    let desk = Desk::new();
    desk.answer("tickler add Ivan --on fri; tickler config capacity 40");
    assert!(!desk.output(&cut("undo")).status.success());
    let said = desk.answer("tickler undo");
    assert!(said.starts_with("Taken back: set the settings"), "{said}");
}

/// Not the command before it, and not the half that can be read.
#[test]
fn a_command_whose_dossier_cant_be_read_now_is_not_passed_over() {
    let desk = Desk::new();
    for line in [
        "tickler add Beta --on fri",
        "tickler add Ivan --on fri",
        "tickler move --from 2024-06-14 --on mon --yes",
    ] {
        desk.answer(line);
    }
    desk.write("managers/anna/2024-06-17/ivan.json", "{ half a fi");
    let before = desk.snapshot();
    assert_eq!(
        desk.transcript(&["tickler undo --yes", "tickler undo --dry-run"]),
        "\
$ tickler undo --yes
! error: binder/managers/anna/2024-06-17/ivan.json: line 1, column 3: key must be a string
! hint: nothing was changed in it; mend it in an editor: `$EDITOR binder/managers/anna/2024-06-17/ivan.json`
(1)
$ tickler undo --dry-run
! error: binder/managers/anna/2024-06-17/ivan.json: line 1, column 3: key must be a string
! hint: nothing was changed in it; mend it in an editor: `$EDITOR binder/managers/anna/2024-06-17/ivan.json`
(1)
"
    );
    assert_eq!(desk.snapshot(), before);
    let log = desk.json("tickler log --json");
    assert_eq!(log["commands"].as_array().map(Vec::len), Some(3), "{log}");
}

#[test]
fn a_redo_says_what_stays_as_somebody_set_it_meanwhile() {
    let desk = Desk::after(&[
        "tickler add 'Ivan Ivanov' --on fri",
        "tickler --as ben config --manager ben --new",
        "tickler move ivanov --on 2024-07-05",
        "tickler undo",
        "tickler --as ben move ivanov --on 2024-08-01",
    ]);
    let said = desk.run("tickler undo --redo");
    assert!(
        said.contains(
            "! place, time and agreed of Ivan Ivanov were changed again later, and stay\n"
        ),
        "{said}"
    );
}

#[test]
fn a_command_that_was_stopped_leaves_the_rest_to_be_done_again() {
    let desk = Desk::after(&[
        "tickler add 'Ivan Ivanov' --on fri",
        "tickler move ivanov --on 2024-07-05",
        "tickler undo",
    ]);
    let text = std::fs::read_to_string(desk.log()).expect("a log");
    let first = text.lines().next().expect("a line");
    let stopped = first
        .replacen("\"op\":\"0", "\"op\":\"f", 1)
        .replace("\"add\"", "\"note\"");
    std::fs::write(desk.log(), format!("{text}{stopped}\n")).expect("written");
    assert!(
        desk.answer("tickler undo --redo")
            .starts_with("Done again: moved ivan-ivanov")
    );
}

#[test]
fn a_log_leads_nobody_out_of_the_store() {
    let desk = Desk::after(&["tickler add 'Ivan Ivanov' --on fri"]);
    desk.output("cp binder/managers/anna/2024-06-14/ivan-ivanov.json outside.json");
    let text = std::fs::read_to_string(desk.log()).expect("a log");
    let hostile = text.replace(
        "\"client\":\"ivan-ivanov\"",
        "\"client\":\"../../../../outside\"",
    );
    std::fs::write(desk.log(), hostile).expect("written");
    let said = desk.run("tickler undo");
    assert!(said.contains("there is nothing to take back"), "{said}");
}

/// So many clients behind one day, the first of whom was added by a command.
fn many(desk: &Desk, count: u32) {
    desk.run("tickler add 'Client 1000' --on 2024-06-20");
    let one = desk.read("managers/anna/2024-06-20/client-1000.json");
    let value: serde_json::Value = serde_json::from_str(&one).expect("a dossier");
    let id = value["id"].as_str().expect("an id");
    for number in 1001..1000 + count {
        let other = format!("{}{number:08}", &id[..id.len() - 8]);
        let text = one.replace(id, &other);
        let text = text.replace("Client 1000", &format!("Client {number}"));
        let path = format!("managers/anna/2024-06-20/client-{number}.json");
        desk.write(&path, text);
    }
}

#[test]
fn a_change_of_more_than_a_few_hundred_is_taken_back_and_done_again_in_one_piece() {
    let desk = Desk::new();
    many(&desk, 300);
    let before = desk.dossiers();
    assert_eq!(before.len(), 300);
    let moved = desk.json("tickler move --from 2024-06-20 --on 2024-06-25 --yes --json");
    assert_eq!(moved["changed"].as_array().map(Vec::len), Some(300));
    assert_eq!(moved["changed"][299]["client"], "client-1299");
    let there = desk.dossiers();
    let is_there = |path: &String| path.contains("anna/2024-06-25/");
    assert!(there.len() == 300 && there.iter().all(is_there));
    let tried = desk.json("tickler undo --dry-run --json");
    assert_eq!(tried["changed"].as_array().map(Vec::len), Some(300));
    assert_eq!(tried["changed"][0]["load"], 300);
    let undone = desk.json("tickler undo --yes --json");
    assert_eq!(undone["changed"], tried["changed"], "as it was tried");
    assert_eq!(desk.dossiers(), before);
    desk.run("tickler undo --redo --yes");
    assert_eq!(desk.dossiers(), there);
}
