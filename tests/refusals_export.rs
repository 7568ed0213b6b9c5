//! The gallery of refusals: what can't be exported so.

mod desk;

use desk::Desk;

#[test]
fn an_export_that_can_not_be_so() {
    let desk = Desk::after(&["tickler add 'Ivan Ivanov' --on fri", "mkdir out"]);
    let ways_out = desk.refuses(
        r#"$ tickler export ics --delimiter tab
! error: --delimiter says nothing of ics
! hint: leave it out; it is for: tickler export csv --delimiter semicolon
(2)
$ tickler export csv --vcard 3.0
! error: --vcard says nothing of csv
! hint: leave it out; it is for: tickler export vcard --vcard 3.0
(2)
$ tickler export json --occasions
! error: --occasions says nothing of json
! hint: leave it out; it is for: tickler export ics --occasions
(2)
$ tickler export csv -o out
! error: "out" is a folder
! hint: name a file in it: -o out/FILE
(2)
$ tickler export csv -o binder/managers/anna/clients.csv
! error: "binder/managers/anna/clients.csv" is in the store
! hint: only dossiers belong there; name a file outside of it: -o FILE
(4)
$ tickler export csv -o nowhere/clients.csv
! error: "nowhere/clients.csv" can't be written: No such file or directory (os error 2)
! hint: look at the folder it is to be in, or name another file: -o FILE
(2)
$ tickler export csv ivan --all
! error: the argument '[CLIENT]...' cannot be used with '--all'
! hint: see how it is said: tickler export --help
(2)
$ tickler export xlsx
! error: invalid value 'xlsx' for '<FORMAT>' [possible values: csv, vcard, ics, json]
! hint: see how it is said: tickler export --help
(2)
$ tickler export vcard nobody
! error: no client fits "nobody"
! hint: see who there is: tickler list; or add a client: tickler add nobody
(3)
"#,
    );
    assert!(ways_out > 5, "{ways_out}");
    assert_eq!(
        desk.run("tickler --json export csv"),
        r#"$ tickler --json export csv
! {
!   "error": "what goes to standard output is csv, and can't be JSON too",
!   "hint": "say where the export is to go: tickler export csv -o FILE --json; or leave --json out",
!   "candidates": []
! }
(2)
"#
    );
}

// ! error: what goes to standard output is csv, and can't be JSON too
