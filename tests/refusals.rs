//! The gallery of refusals, first part: what the program says *no* to, in the order in which a user
//! meets it. Read it from top to bottom to hear the tone. In each case: what, where, why, the way
//! out, the exit status, and every byte as before; a command that a hint names is run.
//!
//! What else is refused: by the commands on one dossier in `refusals_dossier.rs`, in the settings
//! in `refusals_settings.rs`, by a store that can't be used in `refusals_store.rs`. That nothing is
//! left out, and how it is told to programs and to a terminal, is in `refusals_told.rs`.

mod desk;

use desk::{Desk, skipped};

/// Three clients, one of them closed.
fn a_binder() -> Desk {
    let desk = Desk::new();
    desk.answer("tickler add 'Ivan Ivanov' --company Romashka --phone '+370 600 12345' --on fri");
    desk.answer("tickler add 'Ivana Petrova' --on fri");
    desk.answer("tickler add 'Olga Orlova'");
    desk.answer("tickler close orlova --lost");
    desk
}

#[test]
fn words_that_are_no_command() {
    let ways_out = Desk::new().refuses(
        r#"$ tickler frobnicate
! error: there is no command "frobnicate"
! hint: see which commands there are: tickler --help
(2)
$ tickler toady
! error: there is no command "toady"
! hint: a similar command exists: 'today'; see which commands there are: tickler --help
(2)
$ tickler add
! error: <NAME> is missing
! hint: see how it is said: tickler add --help
(2)
$ tickler add Ivan --colour red
! error: unexpected argument '--colour' found
! hint: a similar argument exists: '--color'; see how it is said: tickler add --help
(2)
$ tickler add Ivan --work dance
! error: invalid value 'dance' for '--work <KIND>' [possible values: call, meeting, email, message, visit, letter, other]
! hint: see how it is said: tickler add --help
(2)
$ tickler list --limit many
! error: invalid value 'many' for '--limit <NUMBER>': that is no number from 1 on
! hint: see how it is said: tickler list --help
(2)
$ tickler close ivanov
! error: <--won|--lost> is missing
! hint: see how it is said: tickler close --help
(2)
$ tickler close ivanov --won --lost
! error: the argument '--won' cannot be used with '--lost'
! hint: see how it is said: tickler close --help
(2)
$ tickler --dir '' today
! error: a value is required for '--dir <DIR>' but none was supplied
! hint: see how it is said: tickler today --help
(2)
$ tickler --color blue today
! error: invalid value 'blue' for '--color <WHEN>' [possible values: auto, always, never]
! hint: see how it is said: tickler today --help
(2)
"#,
    );
    assert_eq!(ways_out, 10);
}

#[test]
fn whose_binder_it_is() {
    let ways_out = Desk::new().refuses(
        r#"$ tickler --as ../anna today
! error: --as: "../anna" can't be a manager's name: the manager's folder is called so
! hint: letters, digits, - and _ do, at most 64 of them, but no name that Windows keeps for itself, such as con: --as anna
(2)
$ tickler --as '' add Beta
! error: --as: "" can't be a manager's name: the manager's folder is called so
! hint: letters, digits, - and _ do, at most 64 of them, but no name that Windows keeps for itself, such as con: --as anna
(2)
$ TICKLER_MANAGER=con tickler today
! error: TICKLER_MANAGER: "con" can't be a manager's name: the manager's folder is called so
! hint: letters, digits, - and _ do, at most 64 of them, but no name that Windows keeps for itself, such as con: --as anna
(2)
$ TICKLER_MANAGER= USER='DOMAIN\anna' tickler today
! error: it isn't said whose binder to open, and the login name "DOMAIN\anna" can't be a manager's
! hint: say who you are: --as anna, TICKLER_MANAGER=anna, or for all who use this binder: tickler config manager anna
(2)
"#,
    );
    assert_eq!(ways_out, 1);
}

/// Under a number that no list of users has, as under a bare cron in a container.
#[test]
fn nobody_at_the_desk() {
    let desk = Desk::new();
    let line = "cd / && TICKLER_MANAGER= setpriv --reuid 47110815 --clear-groups tickler --dir /nowhere today";
    let said = desk.run(line);
    if !said.contains("tickler: ") && !said.contains("! error: it isn't said") {
        skipped("only root can be nobody");
        return;
    }
    assert_eq!(
        said,
        format!(
            "$ {line}\n\
! error: it isn't said whose binder to open, and the login name isn't known
! hint: say who you are: --as anna, or TICKLER_MANAGER=anna for good
(2)\n"
        )
    );
}

#[test]
fn what_day_it_is() {
    let ways_out = Desk::new().refuses(
        r#"$ tickler --today foo today
! error: --today: "foo" is no date
! hint: a date is typed like fri or "5 jul"; in full it is year-month-day
(2)
$ tickler --today '31 jun' today
! error: --today: there is no "31 jun": June has 30 days
! hint: check the day, or name a month alone, such as jul
(2)
$ tickler --today jul today
! error: --today: "jul" names no day, and a day is needed
! hint: name the day, such as "5 jul" or fri
(2)
$ TICKLER_TODAY=2024-02-30 tickler today
! error: TICKLER_TODAY: there is no "2024-02-30": February 2024 has 29 days
! hint: check the day, or name a month alone, such as jul
(2)
$ TICKLER_TODAY=+262142-12-31 tickler binder
! error: TICKLER_TODAY: "+262142-12-31" is no date
! hint: a date is typed like fri or "5 jul"; in full it is year-month-day
(2)
$ tickler --today=-0001-06-13 add Ivan
! error: --today: "-0001-06-13" is no date
! hint: a date is typed like fri or "5 jul"; in full it is year-month-day
(2)
$ tickler today 'fri 25:00'
! error: no clock shows "25:00"
! hint: a time is typed like 14:30 (from 0:00 to 23:59), 9am or 9:15pm
(2)
$ tickler today someday
! error: "someday" names no day, and a day is needed
! hint: name the day, such as "5 jul" or fri
(2)
$ tickler week 2024-13
! error: there is no "2024-13": the months run from 01 to 12
! hint: check the day, or name a month alone, such as jul
(2)
"#,
    );
    assert_eq!(ways_out, 0);
}

#[test]
fn a_new_clients_name() {
    let ways_out = Desk::new().refuses(
        r#"$ tickler add ''
! error: the name is empty
! hint: say who it is: tickler add "Ivan Ivanov"
(2)
$ tickler add '   '
! error: the name is empty
! hint: say who it is: tickler add "Ivan Ivanov"
(2)
$ tickler add "$(head -c 201 /dev/zero | tr '\0' x)"
! error: the name has 201 characters, and a name has at most 200
! hint: put the name here, and the rest into a note: tickler note CLIENT TEXT
(2)
$ tickler add "$(head -c 10000 /dev/zero | tr '\0' x)"
! error: the name has 10000 characters, and a name has at most 200
! hint: put the name here, and the rest into a note: tickler note CLIENT TEXT
(2)
$ tickler add Beta --set budget
! error: invalid value 'budget' for '--set <KEY=VALUE>': it is typed KEY=VALUE, such as company="Romashka Ltd"
! hint: see how it is said: tickler add --help
(2)
$ tickler add Beta --set =12000
! error: invalid value '=12000' for '--set <KEY=VALUE>': it is typed KEY=VALUE, such as company="Romashka Ltd"
! hint: see how it is said: tickler add --help
(2)
"#,
    );
    assert_eq!(ways_out, 4);
}

#[test]
fn dates_that_are_none() {
    let ways_out = Desk::new().refuses(
        r#"$ tickler add Beta --on 'fri fri'
! error: "fri fri" is no date
! hint: a date is typed like fri or "5 jul"; in full it is year-month-day
(2)
$ tickler add Beta --on ''
! error: "" is no date
! hint: a date is typed like fri or "5 jul"; in full it is year-month-day
(2)
$ tickler add Beta --on 5/7
! error: "5/7" is no date
! hint: a date is typed like fri or "5 jul"; in full it is year-month-day
(2)
$ tickler add Beta --on "$(head -c 10000 /dev/zero | tr '\0' x)"
! error: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…" is no date
! hint: a date is typed like fri or "5 jul"; in full it is year-month-day
(2)
$ tickler add Beta --on '31 jun'
! error: there is no "31 jun": June has 30 days
! hint: check the day, or name a month alone, such as jul
(2)
$ tickler add Beta --on 2024-02-30
! error: there is no "2024-02-30": February 2024 has 29 days
! hint: check the day, or name a month alone, such as jul
(2)
$ tickler add Beta --on 32
! error: there is no "32": a month has at most 31 days
! hint: check the day, or name a month alone, such as jul
(2)
$ tickler add Beta --on +99999999d
! error: there is no "+99999999d": the calendar runs from 0001-01-01 to 9999-12-31
! hint: check the day, or name a month alone, such as jul
(2)
"#,
    );
    assert_eq!(ways_out, 0);
}

#[test]
fn times_that_are_none() {
    let ways_out = Desk::new().refuses(
        r#"$ tickler add Beta --on 'fri 25:00'
! error: no clock shows "25:00"
! hint: a time is typed like 14:30 (from 0:00 to 23:59), 9am or 9:15pm
(2)
$ tickler add Beta --on fri --at 9:60
! error: no clock shows "9:60"
! hint: a time is typed like 14:30 (from 0:00 to 23:59), 9am or 9:15pm
(2)
$ tickler add Beta --on fri --at noon
! error: "noon" is no time of day
! hint: a time is typed like 14:30 (from 0:00 to 23:59), 9am or 9:15pm
(2)
$ tickler add Beta --on 14:30
! error: a time of day needs a day, and "14:30" names none
! hint: name the day too: "fri 14:30", or leave the time out
(2)
$ tickler add Beta --at 14:30
! error: a time of day needs a day, and "14:30" names none
! hint: name the day too: "fri 14:30", or leave the time out
(2)
$ tickler add Beta --on jul --at 14:30
! error: a time of day needs a day, and "jul" names none
! hint: name the day too: "fri 14:30", or leave the time out
(2)
$ tickler add Beta --on 'someday 9am'
! error: a time of day needs a day, and "someday 9am" names none
! hint: name the day too: "fri 14:30", or leave the time out
(2)
$ tickler add Beta --on 'fri 9am' --at 14:30
! error: "fri 9am" has a time already, and --at "14:30" is another
! hint: say one time: leave out --at, or the time in the date
(4)
"#,
    );
    assert_eq!(ways_out, 0);
}

#[test]
fn dates_that_have_passed() {
    let ways_out = Desk::new().refuses(
        r#"$ tickler add Beta --on yesterday
! error: "yesterday" is Wed 2024-06-12, and that has passed (today is Thu 2024-06-13)
! hint: say a day to come, such as 2024-07-05 or fri
(4)
$ tickler add Beta --on '5 jun 2024'
! error: "5 jun 2024" is Wed 2024-06-05, and that has passed (today is Thu 2024-06-13)
! hint: say a day to come, such as 2024-07-05 or fri
(4)
$ tickler add Beta --on 'may 2024'
! error: "may 2024" is the month 2024-05, and that has passed (today is Thu 2024-06-13)
! hint: say a day to come, such as 2024-07-05 or fri
(4)
"#,
    );
    assert_eq!(ways_out, 0);
}

#[test]
fn a_client_who_is_there_already() {
    let ways_out = a_binder().refuses(
        r#"$ tickler add 'IVAN IVANOV' --company romashka
! error: "IVAN IVANOV" seems to be in the binder already
!   ivan-ivanov  Ivan Ivanov, Romashka, +370 600 12345
! hint: look first: tickler show ivan-ivanov; if it is another client: tickler add "IVAN IVANOV" --anyway
(4)
$ tickler add 'Ivan Petrov' --phone '8 600 12345'
! error: "Ivan Petrov" seems to be in the binder already
!   ivan-ivanov  Ivan Ivanov, Romashka, +370 600 12345
! hint: look first: tickler show ivan-ivanov; if it is another client: tickler add "Ivan Petrov" --anyway
(4)
$ tickler --as zoe add Zara
! error: zoe has no binder here; there is that of anna
! hint: open one: tickler config --manager zoe --new; or work in another: --as anna
(3)
"#,
    );
    assert_eq!(ways_out, 5);
}

#[test]
fn a_client_who_is_looked_for() {
    let ways_out = a_binder().refuses(
        r#"$ tickler show ivan
! error: "ivan" fits 2 clients
!   ivan-ivanov  Ivan Ivanov, Romashka, +370 600 12345
!   ivana-petrova  Ivana Petrova
! hint: type more of the name, or one of these as it stands, such as ivan-ivanov
(4)
$ tickler file ivan --on fri
! error: "ivan" fits 2 clients
!   ivan-ivanov  Ivan Ivanov, Romashka, +370 600 12345
!   ivana-petrova  Ivana Petrova
! hint: type more of the name, or one of these as it stands, such as ivan-ivanov
(4)
$ tickler show orlov-ivan
! error: no client fits "orlov-ivan"
! hint: did you mean olga-orlova?
(3)
$ tickler show zzz
! error: no client fits "zzz"
! hint: see who there is: tickler list; or add a client: tickler add zzz
(3)
$ tickler note "$(head -c 10000 /dev/zero | tr '\0' x)" text
! error: no client fits "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…"
! hint: see who there is: tickler list; or add a client: tickler add NAME
(3)
$ tickler log zzz
! error: no client fits "zzz"
! hint: see who there is: tickler list; or add a client: tickler add zzz
(3)
"#,
    );
    assert_eq!(ways_out, 5);
}

#[test]
fn a_text_that_is_none() {
    let ways_out = a_binder().refuses(
        r#"$ tickler note ivanov ''
! error: the text is empty
! hint: say what to write down: tickler note ivanov TEXT
(2)
$ tickler note ivanov - < /dev/null
! error: the text is empty
! hint: say what to write down: tickler note ivanov TEXT
(2)
$ printf '\317\360\350' | tickler note ivanov -
! error: the text from standard input is not UTF-8
! hint: convert it first, as with: iconv -f windows-1251 -t utf-8
(2)
$ printf '\317\360\350' | tickler close ivanov --won -
! error: the text from standard input is not UTF-8
! hint: convert it first, as with: iconv -f windows-1251 -t utf-8
(2)
$ tickler find ' '
! error: there is no word to look for
! hint: say what to look for: tickler find estimate
(2)
$ tickler list --place gone
! error: "gone" is no date
! hint: a date is typed like fri or "5 jul"; in full it is year-month-day
(2)
"#,
    );
    assert_eq!(ways_out, 1);
}

#[test]
fn what_can_not_be_taken_back() {
    let ways_out = a_binder().refuses(
        r"$ tickler undo --redo
! error: there is nothing to do again: nothing was taken back last
! hint: see what was done: tickler log
(4)
$ tickler --as zoe undo
! error: there is nothing to take back: nothing was done here by this manager
! hint: see what was done: tickler log
(4)
$ tickler forget ivanov
! error: ivan-ivanov was not erased: nobody has said yes
! hint: there is no undo for it; if it is meant: tickler forget ivan-ivanov --yes
(4)
",
    );
    assert_eq!(ways_out, 3);
}
