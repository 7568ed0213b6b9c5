//! The gallery of refusals: word for a colleague, and the team.

mod desk;

use desk::Desk;

/// Two binders, and one of somebody who has left.
fn two_binders() -> Desk {
    let desk = Desk::new();
    desk.answer("tickler add 'Ivan Ivanov' --on fri");
    desk.answer("tickler config --manager boris --new");
    desk
}

#[test]
fn word_for_nobody() {
    let ways_out = two_binders().refuses(
        r#"$ tickler note ivanov 'call him' --for borris
! error: borris has no binder here, in which the word would be seen
! hint: did you mean boris?
(3)
$ tickler note ivanov 'call him' --for olga
! error: olga has no binder here, in which the word would be seen
! hint: there are anna, boris; or open a binder: tickler config --manager olga --new
(3)
$ tickler note ivanov 'call him' --for ../x
! error: "../x" can't be a manager's name: the manager's folder is called so
! hint: letters, digits, - and _ do, at most 64 of them, but no name that Windows keeps for itself, such as con: --as anna
(2)
$ tickler note nobody 'call him' --for boris
! error: no client fits "nobody"
! hint: see who there is: tickler list; or add a client: tickler add nobody
(3)
$ tickler note ivanov --for boris
! error: <TEXT> is missing
! hint: see how it is said: tickler note --help
(2)
$ tickler note ivanov ' ' --for boris
! error: the text is empty
! hint: say what to write down: tickler note ivanov TEXT
(2)
$ tickler note --read ivanov
! error: there is no unread word for anna in the dossier ivan-ivanov
! hint: see what is written there: tickler show ivan-ivanov
(4)
$ tickler note --read ivanov hello
! error: the argument '--read' cannot be used with '[TEXT]'
! hint: see how it is said: tickler note --help
(2)
"#,
    );
    assert_eq!(ways_out, 6);
}

#[test]
fn word_for_somebody_who_has_left() {
    let desk = two_binders();
    let settings = r#"{ "format": 1, "managers": { "boris": { "left": true } } }"#;
    desk.write("binder.json", settings);
    desk.refuses(
        r"$ tickler note ivanov 'call him' --for boris
! error: boris has left, and would not see the word
! hint: leave it for another: tickler note CLIENT TEXT --for MANAGER
(4)
",
    );
}

#[test]
fn word_where_there_is_no_store_makes_none() {
    let desk = Desk::new();
    let said = desk.run("tickler note acme hello --for boris");
    assert!(said.contains("! error: no client fits \"acme\""), "{said}");
    assert!(!desk.store().exists());
}
