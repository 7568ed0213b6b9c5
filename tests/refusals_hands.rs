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
! hint: see who there is: tickler list; or add a client: tickler add NAME
(3)
$ tickler assign --to boris
! error: <CLIENTS>... is missing
! hint: see how it is said: tickler assign --help
(2)
"#,
    );
    assert_eq!(ways_out, 5);
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
! error: invalid value 'many' for '--days <NUMBER>': that is no number from 0 on
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
