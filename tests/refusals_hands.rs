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
    ] {
        desk.answer(line);
    }
    desk
}

/// Runs command lines and holds that nothing has changed by them.
fn refused(desk: &Desk, lines: &[&str]) -> String {
    let before = desk.snapshot();
    let said = desk.transcript(lines);
    assert_eq!(desk.snapshot(), before, "{said}");
    said
}

#[test]
fn a_colleague_who_can_not_take_a_client() {
    let said = refused(
        &desk(),
        &[
            "tickler assign ivanov --to bors",
            "tickler assign ivanov --to zoe",
            "tickler assign ivanov --to ../x",
            "tickler assign ivanov --to ''",
            "tickler assign ivanov --to con --new",
            "tickler assign ivanov --to Boris --new",
            "tickler assign ivanov --to anna",
            "tickler assign ivanov petrova --to boris",
            "tickler assign --to boris",
        ],
    );
    assert_eq!(
        said,
        "\
$ tickler assign ivanov --to bors
! error: bors has no binder here
! hint: did you mean boris? Or for somebody who is new here, add --new
(3)
$ tickler assign ivanov --to zoe
! error: zoe has no binder here
! hint: for somebody who is new here, add --new; there are the binders of anna, boris
(3)
$ tickler assign ivanov --to ../x
! error: \"../x\" can't be a manager's name, since it names a folder
! hint: letters, digits, - and _ do, at most 64 of them, as in: --as anna
(2)
$ tickler assign ivanov --to ''
! error: \"\" can't be a manager's name, since it names a folder
! hint: letters, digits, - and _ do, at most 64 of them, as in: --as anna
(2)
$ tickler assign ivanov --to con --new
! error: \"con\" can't be a manager's name, since it names a folder
! hint: letters, digits, - and _ do, at most 64 of them, as in: --as anna
(2)
$ tickler assign ivanov --to Boris --new
! error: boris has a binder here already
! hint: leave --new out
(4)
$ tickler assign ivanov --to anna
! error: ivan-ivanov is in the binder of anna already
! hint: look at it: tickler show ivan-ivanov
(4)
$ tickler assign ivanov petrova --to boris
! error: no client fits \"petrova\"
! hint: see who there is: tickler list; or add a client: tickler add NAME
(3)
$ tickler assign --to boris
! error: the following required arguments were not provided:
!   <CLIENTS>...
! 
! Usage: tickler assign --to <MANAGER> <CLIENTS>...
! 
! For more information, try '--help'.
(2)
"
    );
    let long = "x".repeat(300);
    let said = refused(&desk(), &[&format!("tickler assign ivanov --to {long}")]);
    assert!(
        said.contains("can't be a manager's name") && said.ends_with("(2)\n"),
        "{said}"
    );
}

#[test]
fn more_than_three_clients_that_nobody_has_agreed_to_give() {
    let desk = desk();
    for name in ["Delta", "Epsilon", "Gamma"] {
        desk.answer(&format!("tickler add {name} --on fri"));
    }
    let said = refused(
        &desk,
        &["tickler assign ivanov delta epsilon gamma --to boris"],
    );
    assert!(
        said.ends_with(
            "! error: this changes 4 dossiers, and nobody has said yes\n\
             ! hint: see them first with --dry-run, then say --yes\n(4)\n"
        ),
        "{said}"
    );
    desk.answer("tickler assign ivanov delta epsilon gamma --to boris --yes");
}
