//! Moving dossiers without a contact: one, several, all of a day.

mod desk;

use desk::Desk;

/// Ivan and Olga planned for Friday, Žydrūnė agreed for Friday at 10:00.
fn a_friday() -> Desk {
    let desk = Desk::new();
    desk.answer("tickler add 'Ivan Ivanov' --on fri");
    desk.answer("tickler add 'Olga Petrova' --on fri");
    desk.answer("tickler add 'Žydrūnė Šimkutė' --on fri --at 10:00 --agreed");
    desk
}

#[test]
fn an_agreed_date_of_one_client_moves_with_a_remark() {
    let desk = a_friday();
    let transcript = desk.transcript(&[
        "tickler move simkute --on 'fri 11:30' --agreed",
        "tickler move ivanov --on sat",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler move simkute --on 'fri 11:30' --agreed
Moved Žydrūnė Šimkutė behind \"14\": Fri 2024-06-14 at 11:30, tomorrow, agreed (3 of 30)
! the date before was agreed with Žydrūnė Šimkutė
$ tickler move ivanov --on sat
Moved Ivan Ivanov behind \"15\": Sat 2024-06-15, in 2 days (1 of 30)
! Sat 2024-06-15 is no working day, taken as said; the next working day is Mon 2024-06-17
"
    );
}

#[test]
fn of_a_whole_day_those_agreed_stay_unless_they_are_wanted_too() {
    let desk = a_friday();
    let transcript = desk.transcript(&[
        "tickler move --from tomorrow --on mon",
        "tickler move --from tomorrow --on mon --agreed-too",
        "tickler move --from tomorrow --on mon",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler move --from tomorrow --on mon
Moved Ivan Ivanov behind \"17\": Mon 2024-06-17, in 4 days (2 of 30)
Moved Olga Petrova behind \"17\": Mon 2024-06-17, in 4 days (2 of 30)
! left where it is, since the date is agreed: Žydrūnė Šimkutė; --agreed-too moves it too
$ tickler move --from tomorrow --on mon --agreed-too
Moved Žydrūnė Šimkutė behind \"17\": Mon 2024-06-17, in 4 days (3 of 30)
! the date before was agreed with Žydrūnė Šimkutė
$ tickler move --from tomorrow --on mon
! nobody stands behind Fri 2024-06-14, tomorrow
"
    );
}

#[test]
fn a_dry_run_prints_the_very_lines_of_the_real_run_and_writes_nothing() {
    let desk = a_friday();
    desk.answer("tickler add 'Late Lukas' --on today");
    desk.write("binder.json", r#"{ "format": 1, "capacity": 2 }"#);
    for line in [
        "tickler move ivanov petrova ivan --on today",
        "tickler --today 2024-06-17 move --from fri --on today --agreed-too",
        "tickler --today 2024-06-17 move ivanov petrova simkute lukas --on fri --agreed-too --yes",
        "tickler move ivanov petrova --on fri --json",
    ] {
        let before = desk.snapshot();
        let tried = desk.output(&format!("{line} --dry-run"));
        assert_eq!(desk.snapshot(), before, "{line}");
        let done = desk.output(line);
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let tried_text =
            text(&tried.stdout).replace(",\n    \"a dry run: nothing was changed\"", "");
        let tried_text = tried_text.replace("[\n    \"a dry run: nothing was changed\"\n  ]", "[]");
        assert_eq!(tried_text, text(&done.stdout), "{line}");
        let said = text(&tried.stderr).replace("a dry run: nothing was changed\n", "");
        assert_eq!(said, text(&done.stderr), "{line}");
        assert_ne!(desk.snapshot(), before, "{line}");
    }
}

#[test]
fn a_day_over_capacity_is_named_once() {
    let desk = a_friday();
    desk.write("binder.json", r#"{ "format": 1, "capacity": 1 }"#);
    assert_eq!(
        desk.run("tickler move ivanov petrova --on mon"),
        "\
$ tickler move ivanov petrova --on mon
Moved Ivan Ivanov behind \"17\": Mon 2024-06-17, in 4 days (2 of 1)
Moved Olga Petrova behind \"17\": Mon 2024-06-17, in 4 days (2 of 1)
! Mon 2024-06-17 has 2, and 1 can be done; the nearest day with room is Tue 2024-06-18, in 5 days
"
    );
}

#[test]
fn all_that_one_command_moves_carries_one_op() {
    let desk = a_friday();
    desk.answer("tickler move ivanov petrova --on mon");
    let op = |client: &str| {
        let shown = desk.json(&format!("tickler show {client} --json"));
        assert_eq!(shown["history"][1]["kind"], "move");
        assert_eq!(shown["history"][1]["from"], "2024-06-14");
        shown["history"][1]["op"].clone()
    };
    assert_eq!(op("ivanov"), op("petrova"));
}

#[test]
fn more_than_three_are_shown_and_asked_for_on_a_terminal() {
    let desk = a_friday();
    desk.answer("tickler add 'Lukas' --on fri");
    let line = "tickler move --from tomorrow --on mon --agreed-too";
    let before = desk.snapshot();
    assert_eq!(
        desk.at_terminal(line, "\n"),
        "\
$ tickler move --from tomorrow --on mon --agreed-too
Moved Ivan Ivanov behind \"17\": Mon 2024-06-17, in 4 days (4 of 30)
Moved Lukas behind \"17\": Mon 2024-06-17, in 4 days (4 of 30)
Moved Olga Petrova behind \"17\": Mon 2024-06-17, in 4 days (4 of 30)
Moved Žydrūnė Šimkutė behind \"17\": Mon 2024-06-17, in 4 days (4 of 30)
the date before was agreed with Žydrūnė Šimkutė
Move 4 dossiers? [y/N] error: this changes 4 dossiers, and nobody has said yes
hint: see them first with --dry-run, then say --yes
(4)
"
    );
    assert_eq!(desk.snapshot(), before);
    assert_eq!(
        desk.at_terminal(line, "y\n"),
        "\
$ tickler move --from tomorrow --on mon --agreed-too
Moved Ivan Ivanov behind \"17\": Mon 2024-06-17, in 4 days (4 of 30)
Moved Lukas behind \"17\": Mon 2024-06-17, in 4 days (4 of 30)
Moved Olga Petrova behind \"17\": Mon 2024-06-17, in 4 days (4 of 30)
Moved Žydrūnė Šimkutė behind \"17\": Mon 2024-06-17, in 4 days (4 of 30)
the date before was agreed with Žydrūnė Šimkutė
Move 4 dossiers? [y/N] Moved Ivan Ivanov behind \"17\": Mon 2024-06-17, in 4 days (4 of 30)
Moved Lukas behind \"17\": Mon 2024-06-17, in 4 days (4 of 30)
Moved Olga Petrova behind \"17\": Mon 2024-06-17, in 4 days (4 of 30)
Moved Žydrūnė Šimkutė behind \"17\": Mon 2024-06-17, in 4 days (4 of 30)
the date before was agreed with Žydrūnė Šimkutė
"
    );
}

#[test]
fn a_dry_run_names_a_file_that_can_not_be_read_as_the_real_run_does() {
    let desk = a_friday();
    desk.answer("tickler edit ivan-ivanov --add-phone '+370 600 12345'");
    desk.write("managers/anna/2024-07/broken.json", "{");
    let line = "tickler move '600 12345' --on jul";
    let tried = desk.output(&format!("{line} --dry-run"));
    let done = desk.output(line);
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let warning = said(&done.stderr);
    assert!(warning.contains("broken.json: "), "{warning}");
    let tried = said(&tried.stderr).replace("a dry run: nothing was changed\n", "");
    assert_eq!(tried, warning);
}

#[test]
fn where_nothing_is_moved_since_nothing_could_be_read_something_is_wrong() {
    let desk = Desk::after(&["tickler add Ivan --on jul"]);
    desk.write("managers/anna/2024-06-14/broken.json", "{");
    for line in [
        "tickler move --from tomorrow --on jul --yes",
        "tickler move --from tomorrow --on jul --dry-run",
    ] {
        let said = desk.run(line);
        assert!(said.contains("broken.json: line 1"), "{said}");
        assert!(said.ends_with("(1)\n"), "{said}");
    }
}
