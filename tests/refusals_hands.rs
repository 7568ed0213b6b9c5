//! The gallery of refusals: dossiers and binders that can't change hands. In each case what was
//! understood and the way out, the exit status, and every byte as before.

mod desk;

use desk::Desk;

fn desk() -> Desk {
    let desk = Desk::new();
    for line in [
        "tickler add 'Ivan Ivanov' --on 2024-06-20",
        "tickler config --manager boris --new",
        "tickler --as boris add Beta --on 2024-06-20",
        "tickler config --manager carla --new",
        "tickler config --manager carla left true",
    ] {
        desk.answer(line);
    }
    desk
}

#[test]
fn a_colleague_who_can_not_take_a_client() {
    let ways_out = desk().refuses(
        r#"$ tickler assign ivanov --to bors
! error: bors has no binder here
! hint: did you mean boris? Or for somebody who is new here, add --new
(3)
$ tickler assign ivanov --to zoe
! error: zoe has no binder here
! hint: for somebody who is new here, add --new; there are the binders of anna, boris
(3)
$ tickler assign ivanov --to ../x
! error: "../x" can't be a manager's name: the manager's folder is called so
! hint: letters, digits, - and _ do, at most 64 of them, but no name that Windows keeps for itself, such as con: --as anna
(2)
$ tickler assign ivanov --to ''
! error: "" can't be a manager's name: the manager's folder is called so
! hint: letters, digits, - and _ do, at most 64 of them, but no name that Windows keeps for itself, such as con: --as anna
(2)
$ tickler assign ivanov --to con --new
! error: "con" can't be a manager's name: the manager's folder is called so
! hint: letters, digits, - and _ do, at most 64 of them, but no name that Windows keeps for itself, such as con: --as anna
(2)
$ tickler assign ivanov --to $(printf '%0300d' 0)
! error: "0000000000000000000000000000000000000000…" can't be a manager's name: the manager's folder is called so
! hint: letters, digits, - and _ do, at most 64 of them, but no name that Windows keeps for itself, such as con: --as anna
(2)
$ tickler assign ivanov --to Boris --new
! error: boris has a binder here already
! hint: leave --new out
(4)
$ tickler assign ivanov --to carla
! error: carla has left, and takes nothing more
! hint: if carla is back: tickler config --manager carla left false
(4)
$ tickler --as carla add Gamma --on fri
! error: carla has left, and takes nothing more
! hint: if carla is back: tickler config --manager carla left false
(4)
$ tickler assign ivanov --to anna
! error: ivan-ivanov is in the binder of anna already
! hint: look at it: tickler show ivan-ivanov
(4)
$ tickler assign ivanov petrova --to boris
! error: no client fits "petrova"
! hint: see who there is: tickler list; or add a client: tickler add petrova
(3)
$ tickler assign --to boris
! error: <CLIENTS>... is missing
! hint: see how it is said: tickler assign --help
(2)
"#,
    );
    assert_eq!(ways_out, 6);
}

#[test]
fn more_than_three_clients_that_nobody_has_agreed_to_give() {
    let desk = desk();
    for name in ["Delta", "Epsilon", "Gamma"] {
        desk.answer(&format!("tickler add {name} --on fri"));
    }
    desk.refuses(
        "$ tickler assign ivanov delta epsilon gamma --to boris
! error: this changes 4 dossiers, and nobody has said yes
! hint: see them first with --dry-run, then say --yes
(4)
",
    );
    desk.answer("tickler assign ivanov delta epsilon gamma --to boris --yes");
}

#[test]
fn a_binder_that_can_not_change_hands() {
    let desk = desk();
    desk.answer("tickler config --manager dora --new");
    for name in ["Delta", "Epsilon", "Gamma"] {
        desk.answer(&format!("tickler add {name} --on fri"));
    }
    let ways_out = desk.refuses(
        r#"$ tickler handover anna --to anna
! error: anna has that binder already
! hint: name somebody else: tickler handover anna --to COLLEAGUE
(4)
$ tickler handover anna --to boris --to bors
! error: bors has no binder here
! hint: did you mean boris? Or for somebody who is new here, add --new
(3)
$ tickler handover anna --to boris --new
! error: boris has a binder here already
! hint: leave --new out
(4)
$ tickler handover anna --to ../x --new
! error: "../x" can't be a manager's name: the manager's folder is called so
! hint: letters, digits, - and _ do, at most 64 of them, but no name that Windows keeps for itself, such as con: --as anna
(2)
$ tickler handover anna --to carla
! error: carla has left, and takes nothing more
! hint: if carla is back: tickler config --manager carla left false
(4)
$ tickler handover zoe --to boris
! error: zoe has no binder here
! hint: there are the binders of anna, boris, dora
(3)
$ tickler handover dora --to boris
! error: the binder of dora is empty
! hint: nothing has to be given; for one who leaves: tickler config --manager dora left true
(4)
$ tickler handover anna --to boris
! error: this changes 4 dossiers, and nobody has said yes
! hint: see them first with --dry-run, then say --yes
(4)
$ tickler handover anna --to boris --until 2024-06-12
! error: "2024-06-12" is Wed 2024-06-12, and that has passed (today is Thu 2024-06-13)
! hint: say the day of return: --until 2024-06-27, or --until fri
(4)
$ tickler handover anna --to boris --until jul
! error: "jul" names no day, and a day is needed
! hint: name the day, such as "5 jul" or fri
(2)
$ tickler handover anna --to boris --until soon
! error: "soon" is no date
! hint: a date is typed like fri or "5 jul"; in full it is year-month-day
(2)
$ tickler handover anna --back
! error: nothing of anna's binder is lent
! hint: lend it first: tickler handover anna --to COLLEAGUE --until fri
(4)
$ tickler handover carla --back
! error: carla has left, and takes nothing more
! hint: if carla is back: tickler config --manager carla left false
(4)
"#,
    );
    assert_eq!(ways_out, 3);
}

#[test]
fn what_is_left_or_lent() {
    let desk = desk();
    desk.answer("tickler close ivanov --lost");
    desk.refuses(
        "$ tickler handover anna --to boris
! error: the binder of anna has only closed dossiers
! hint: take the closed ones along: --closed
(4)
",
    );
    desk.answer("tickler handover boris --to anna --until fri");
    let again = desk.refuses(
        "$ tickler handover boris --to anna --until mon
! error: boris has nothing to hand over: 1 dossier of that binder is lent already
! hint: bring them back first: tickler handover boris --back --yes
(4)
",
    );
    assert_eq!(again, 1);
    desk.answer("tickler --as boris add Gamma --on fri");
    let ways_out = desk.refuses(
        "$ tickler handover boris --to anna --leaving
! error: boris can't be marked as having left: 1 dossier of that binder is still lent
! hint: bring them back first: tickler handover boris --back --yes
(4)
",
    );
    assert_eq!(ways_out, 1);
}

#[test]
fn flags_that_do_not_go_together() {
    let desk = desk();
    for line in [
        "tickler handover anna --until fri",
        "tickler handover anna --to boris --back",
        "tickler handover anna --to boris --until fri --leaving",
        "tickler handover anna --to boris --brief",
        "tickler handover anna --dry-run",
        "tickler handover anna --new",
        "tickler handover anna --closed --days 3",
    ] {
        let before = desk.snapshot();
        let said = desk.run(line);
        assert!(
            said.contains("! hint: see how it is said") && said.ends_with("(2)\n"),
            "{said}"
        );
        assert_eq!(desk.snapshot(), before);
    }
}

#[test]
fn a_packet_of_nobody() {
    desk().refuses(
        r#"$ tickler handover bors
! error: bors has no binder here
! hint: did you mean boris?
(3)
$ tickler handover ../x
! error: "../x" can't be a manager's name: the manager's folder is called so
! hint: letters, digits, - and _ do, at most 64 of them, but no name that Windows keeps for itself, such as con: --as anna
(2)
$ tickler handover zoe
! error: zoe has no binder here
! hint: there are the binders of anna, boris
(3)
$ tickler handover anna --days many
! error: invalid value 'many' for '--days <NUMBER>': that is no number from 1 on
! hint: see how it is said: tickler handover --help
(2)
$ tickler handover
! error: <MANAGER> is missing
! hint: see how it is said: tickler handover --help
(2)
"#,
    );
    Desk::new().refuses(
        "$ tickler handover anna
! error: anna has no binder here
! hint: begin with a client: tickler add \"Ivan Ivanov\"
(3)
",
    );
}
