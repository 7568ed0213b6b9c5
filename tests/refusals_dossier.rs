//! The gallery of what the commands on one dossier, and `move`, refuse: each message, with the way
//! out, in the order in which a user meets them. In each case every byte of the store is as before.

mod desk;

use desk::Desk;

/// Three clients, one of them closed.
fn a_binder() -> Desk {
    let desk = Desk::new();
    desk.answer("tickler add 'Ivan Ivanov' --on fri");
    desk.answer("tickler add 'Ivana Petrova' --on fri");
    desk.answer("tickler add 'Olga Orlova'");
    desk.answer("tickler close orlova --lost");
    desk
}

/// The transcript of lines that all are refused, and leave the store as it is.
#[track_caller]
fn refused(desk: &Desk, transcript: &str) {
    let before = desk.snapshot();
    let lines: Vec<&str> = transcript
        .lines()
        .filter_map(|line| line.strip_prefix("$ "))
        .collect();
    assert_eq!(desk.transcript(&lines), transcript);
    assert_eq!(desk.snapshot(), before);
}

#[test]
fn where_there_is_no_store_none_is_made() {
    refused(
        &Desk::new(),
        "\
$ tickler show ivanov
! error: no client fits \"ivanov\"
! hint: see who there is: tickler list; or add a client: tickler add NAME
(3)
$ tickler note ivanov 'a text'
! error: no client fits \"ivanov\"
! hint: see who there is: tickler list; or add a client: tickler add NAME
(3)
$ tickler move ivanov --on fri
! error: no client fits \"ivanov\"
! hint: see who there is: tickler list; or add a client: tickler add NAME
(3)
$ tickler close ivanov --won
! error: no client fits \"ivanov\"
! hint: see who there is: tickler list; or add a client: tickler add NAME
(3)
",
    );
}

#[test]
fn show_and_note() {
    refused(
        &a_binder(),
        "\
$ tickler show ivan
! error: \"ivan\" fits 2 clients
!   ivan-ivanov  Ivan Ivanov
!   ivana-petrova  Ivana Petrova
! hint: type more of the name, or one of these as it stands, such as ivan-ivanov
(4)
$ tickler show ivanof
! error: no client fits \"ivanof\"
! hint: did you mean ivan-ivanov, ivana-petrova?
(3)
$ tickler note ivanov ''
! error: the text is empty
! hint: say what to write down: tickler note CLIENT TEXT
(2)
$ tickler note ivanov - < /dev/null
! error: the text is empty
! hint: say what to write down: tickler note CLIENT TEXT
(2)
$ printf '\\317\\360\\350' | tickler note ivanov -
! error: the text from standard input is not UTF-8
! hint: convert it first, as with: iconv -f windows-1251 -t utf-8
(2)
",
    );
}

#[test]
fn moving() {
    let desk = a_binder();
    desk.answer("tickler add 'Lukas'");
    refused(
        &desk,
        "\
$ tickler move ivanov
! error: no date for the next contact
! hint: say the day of the next contact: --on fri, --on 2024-07-05, --on +2w, or --on someday
(2)
$ tickler move ivanov nobody --on fri
! error: no client fits \"nobody\"
! hint: see who there is: tickler list; or add a client: tickler add NAME
(3)
$ tickler move ivanov --on yesterday
! error: \"yesterday\" is Wed 2024-06-12, and that has passed (today is Thu 2024-06-13)
! hint: say a day to come: --on 2024-07-05, or --on fri
(4)
$ tickler move ivanov --on 'fri 9am' --at 14:30
! error: \"fri 9am\" has a time already, and --at \"14:30\" is another
! hint: say one time: leave out --at, or the time in the date
(4)
$ tickler move ivanov --on jul --at 14:30
! error: a time of day needs a day, and \"jul\" names none
! hint: name the day too: \"fri 14:30\", or leave the time out
(2)
$ tickler move --from jul --on fri
! error: \"jul\" names no day, and a day is needed
! hint: name the day, such as \"5 jul\" or fri
(2)
$ tickler move --from someday --on fri
! error: \"someday\" names no day, and a day is needed
! hint: name the day, such as \"5 jul\" or fri
(2)
$ tickler move ivanov petrova orlova lukas --on fri
! error: this changes 4 dossiers, and nobody has said yes
! hint: see them first with --dry-run, then say --yes
(4)
",
    );
}

#[test]
fn closing_and_reopening() {
    refused(
        &a_binder(),
        "\
$ tickler close orlova --won
! error: olga-orlova is closed already
! hint: take it back among the dividers: tickler reopen olga-orlova --on fri
(4)
$ tickler reopen orlova
! error: no date for the next contact
! hint: say the day of the next contact: --on fri, --on 2024-07-05, --on +2w, or --on someday
(2)
$ tickler reopen ivanov --on fri
! error: ivan-ivanov is not closed
! hint: refile it: tickler move ivan-ivanov --on fri
(4)
",
    );
}

#[test]
fn filing() {
    refused(
        &a_binder(),
        "\
$ tickler file ivanov
! error: no date for the next contact
! hint: say the day of the next contact: --on fri, --on 2024-07-05, --on +2w, or --on someday
(2)
$ tickler file ivanov --on 'fri fri'
! error: \"fri fri\" is no date
! hint: a date is typed like fri or \"5 jul\"; in full year-month-day, as in 2024-07-05
(2)
$ tickler file ivanov --on '31 jun'
! error: there is no \"31 jun\": June has 30 days
! hint: check the day, or name a month alone, such as jul
(2)
$ tickler file ivanov --on 'fri 25:00'
! error: no clock shows \"25:00\"
! hint: a time is typed like 14:30 (from 0:00 to 23:59), 9am or 9:15pm
(2)
$ tickler file ivanov --on fri --when tomorrow
! error: \"tomorrow\" is Fri 2024-06-14, and that is still to come (today is Thu 2024-06-13)
! hint: say a day that was: yesterday, or fri for the last Friday
(4)
$ tickler file ivanov --on fri --when jun
! error: \"jun\" names no day, and a day is needed
! hint: name the day, such as \"5 jul\" or fri
(2)
$ printf '\\317\\360\\350' | tickler file ivanov --on fri -n -
! error: the text from standard input is not UTF-8
! hint: convert it first, as with: iconv -f windows-1251 -t utf-8
(2)
$ tickler file 'IVAN Ivanov' --new --on fri
! error: \"IVAN Ivanov\" seems to be in the binder already
!   ivan-ivanov  Ivan Ivanov
! hint: look first: tickler show ivan-ivanov; if it is another client: tickler add NAME --anyway
(4)
$ tickler file ' ' --new --on fri
! error: the name is empty
! hint: say who it is: tickler add \"Ivan Ivanov\"
(2)
$ tickler --as zoe file Zara --new --on fri
! error: zoe has no binder here; there is that of anna
! hint: open one: tickler config --manager zoe --new; or work in another: --as anna
(3)
",
    );
}

#[test]
fn an_outcome_is_said_once() {
    let desk = a_binder();
    let before = desk.snapshot();
    let output = desk.output("tickler file ivanov --on fri --no-answer --outcome reached");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        said.contains("'--no-answer' cannot be used with '--outcome <OUTCOME>'"),
        "{said}"
    );
    assert_eq!(desk.snapshot(), before);
}
