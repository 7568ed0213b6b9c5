//! Whom one can call now: call hours and zones on the cards, the marks in the day's list, and dates
//! that are outside them.

mod desk;

use desk::Desk;

/// Ten o'clock in the morning where clocks are three hours ahead of Greenwich.
fn desk() -> Desk {
    let desk = Desk::new()
        .with("TZ", "EET-3")
        .with("TICKLER_TODAY", "2024-06-13 10:00");
    for line in [
        "tickler add 'Ivan Ivanov' --hours '14-18, 9-12' --not fri --zone vilnius --on today --phone '+370 600 12345'",
        "tickler add 'Ada Late' --hours 16-18 --on today",
        "tickler add 'Somchai' --hours 10-17 --zone Asia/Bangkok --on today --at 11:00",
        "tickler add 'No Hours' --on today",
    ] {
        desk.answer(line);
    }
    desk
}

#[test]
fn who_can_be_called_is_marked_and_comes_first_if_wanted() {
    let transcript = desk().transcript(&[
        "tickler today",
        "tickler today --callable",
        "COLUMNS=160 tickler today '2024-06-13 12:30' --callable",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler today
Thu 2024-06-13  anna  4 of 30: 4 new calls

Due    Client              Last contact
11:00  Somchai             never
       ● now, until 13:00
       Ada Late            never
       ○ from 16:00
       Ivan Ivanov         never
       +370 600 12345
       ● now, until 12:00
       No Hours            never
$ tickler today --callable
Thu 2024-06-13  anna  4 of 30: 4 new calls

Due    Client              Last contact
11:00  Somchai             never
       ● now, until 13:00
       Ivan Ivanov         never
       +370 600 12345
       ● now, until 12:00
       No Hours            never
       Ada Late            never
       ○ from 16:00
$ COLUMNS=160 tickler today '2024-06-13 12:30' --callable
Thu 2024-06-13  anna  4 of 30: 4 new calls

Due    Client       Phone               Last contact
11:00  Somchai      ● now, until 13:00  never
       No Hours                         never
       Ada Late     ○ from 16:00        never
       Ivan Ivanov  +370 600 12345      never
                    ○ from 14:00
"
    );
}

#[test]
fn programs_are_told_in_every_list() {
    let desk = desk();
    let callable = |line: &str| {
        let lines = desk.json(line)["dossiers"].clone();
        let lines = lines.as_array().expect("a list").clone();
        let told = lines.iter().map(|line| line["callable"].to_string());
        told.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(callable("tickler today --json"), "true false true null");
    assert_eq!(
        callable("tickler today --json --callable"),
        "true true null false"
    );
    assert_eq!(callable("tickler list --json"), "null null null null");
    let week = desk.json("tickler week --json");
    assert!(week["days"][0]["dossiers"][0].get("callable").is_some());
}

#[test]
fn another_day_than_the_clock_s_has_no_now() {
    let desk = desk();
    let tomorrow = desk.run("tickler today fri --callable");
    assert!(!tomorrow.contains(['●', '○']), "{tomorrow}");
    assert!(
        tomorrow.ends_with(
            "! who can be called is known of a time of day only, as in: tickler today \
             \"2024-06-14 10:00\"\n"
        ),
        "{tomorrow}"
    );
    let at_ten = desk.answer("tickler today 'fri 10:00'");
    assert!(at_ten.contains("○ from Sat 09:00"), "{at_ten}");
    let desk = desk.with("TICKLER_TODAY", "2024-06-13");
    assert!(!desk.answer("tickler today").contains(['●', '○']));
    let at_ten = desk.answer("tickler --today '2024-06-13 10:00' today");
    assert!(at_ten.contains("● now, until 12:00"), "{at_ten}");
    desk.answer("tickler --today '2024-06-13 10:30' note ivan 'At half past ten'");
    let card = desk.json("tickler show ivan --json");
    assert_eq!(card["history"][1]["at"], "2024-06-13T10:30:00.000000+03:00");
    let desk = Desk::after(&["tickler add 'No Hours' --on today"]);
    let said = desk.run("tickler --today 'today 10:00' today --callable");
    assert!(said.contains("! none of these cards says when"), "{said}");
}

#[test]
fn a_date_outside_the_hours_is_remarked_on() {
    let transcript = desk().transcript(&[
        "tickler file ivan --on 'mon 11:00'",
        "tickler file ivan --on 'mon 13:00'",
        "tickler move ivan --on fri",
        "tickler move ivan --on 'mon 18:00' --dry-run",
        "tickler file somchai --on 'mon 15:00' --planned",
        "tickler add Beta --hours 22-6 --on 'fri 5:00'",
        "tickler file somchai --on jul",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler file ivan --on 'mon 11:00'
Filed Ivan Ivanov behind \"17\": Mon 2024-06-17 at 11:00, in 4 days, agreed (1 of 30)
$ tickler file ivan --on 'mon 13:00'
Filed Ivan Ivanov behind \"17\": Mon 2024-06-17 at 13:00, in 4 days, agreed (1 of 30)
! Mon 2024-06-17 at 13:00 is outside the call hours of Ivan Ivanov, 9-12,14-18 not fri
$ tickler move ivan --on fri
Moved Ivan Ivanov behind \"14\": Fri 2024-06-14, tomorrow (1 of 30)
! Fri 2024-06-14 is outside the call hours of Ivan Ivanov, 9-12,14-18 not fri
! the date before was agreed with Ivan Ivanov
$ tickler move ivan --on 'mon 18:00' --dry-run
Moved Ivan Ivanov behind \"17\": Mon 2024-06-17 at 18:00, in 4 days (1 of 30)
! Mon 2024-06-17 at 18:00 is outside the call hours of Ivan Ivanov, 9-12,14-18 not fri
! a dry run: nothing was changed
$ tickler file somchai --on 'mon 15:00' --planned
Filed Somchai behind \"17\": Mon 2024-06-17 at 15:00, in 4 days (1 of 30)
! Mon 2024-06-17 at 15:00 is outside the call hours of Somchai, 10-17; it is Mon 19:00 in Asia/Bangkok then
$ tickler add Beta --hours 22-6 --on 'fri 5:00'
Added Beta behind \"14\": Fri 2024-06-14 at 05:00, tomorrow (2 of 30)
$ tickler file somchai --on jul
Filed Somchai behind \"July\"
"
    );
}

#[test]
fn the_card_has_them_in_one_way_of_writing() {
    let desk = desk();
    let hours = |line: &str| {
        desk.answer(line);
        let card = desk.json("tickler show ivan --json");
        format!("{} {}", card["hours"], card["zone"])
    };
    let cases = [
        ("--hours 10-12", "\"10-12 not fri\" \"Europe/Vilnius\""),
        (
            "--not sat --not sun",
            "\"10-12 not sat,sun\" \"Europe/Vilnius\"",
        ),
        (
            "--not '' --zone 'new york'",
            "\"10-12\" \"America/New_York\"",
        ),
        (
            "--set 'hours=9am-5pm not fri'",
            "\"9-17 not fri\" \"America/New_York\"",
        ),
        ("--unset hours --set zone=tokyo", "null \"Asia/Tokyo\""),
        ("--not sun --unset zone", "\"not sun\" null"),
        ("--not ''", "null null"),
    ];
    for (flags, card) in cases {
        assert_eq!(
            hours(&format!("tickler edit ivan {flags}")),
            card,
            "{flags}"
        );
    }
    let shown = desk.answer("tickler show ada");
    assert!(
        shown.contains("Call hours  16-18\n            ○ from 16:00\n"),
        "{shown}"
    );
}

#[test]
fn what_a_hand_has_written_is_named_and_hinders_nothing() {
    let desk = desk();
    for (slug, from, to) in [
        ("ada-late", "16-18", "mornings"),
        ("somchai", "Asia/Bangkok", "Asia/Bankok"),
    ] {
        let path = format!("managers/anna/2024-06-13/{slug}.json");
        let card = desk.read(&path).replace(from, to);
        desk.write(&path, card);
    }
    let said = desk.run("tickler today");
    assert!(said.contains("● now, until 12:00"), "{said}");
    assert!(
        said.ends_with(
            "\
! the call hours of Somchai: \"Asia/Bankok\" names no time zone; did you mean Asia/Bangkok?
! the call hours of Ada Late: \"mornings\" says no call hours; hours are typed like 9-12,14-18, and \
days without them behind not: tickler edit ada-late --hours \"9-17 not fri\"
"
        ),
        "{said}"
    );
    assert!(
        desk.answer("tickler show ada")
            .contains("mornings (not understood)")
    );
    for line in [
        "file ada --on 'mon 3:00'",
        "move somchai --on tue",
        "edit ada --set stage=new",
    ] {
        let said = desk.run(&format!("tickler {line}"));
        assert!(!said.contains('!'), "{said}");
    }
}

#[test]
fn what_a_hand_wrote_and_cannot_be_read_is_found() {
    let desk = Desk::after(&[
        "tickler add Beta --hours 9-12 --zone Europe/Vilnius --every 6w --on 2024-06-14",
    ]);
    let path = "managers/anna/2024-06-14/beta.json";
    let text = desk.read(path);
    let text = text.replace("\"9-12\"", "\"after lunch\"");
    let text = text.replace("\"Europe/Vilnius\"", "\"Middle-earth\"");
    desk.write(path, text.replace("\"6w\"", "\"now and then\""));
    let found = desk.json("tickler --json check; true");
    let found = found["findings"].as_array().expect("findings");
    let details: Vec<&str> = found
        .iter()
        .filter(|finding| finding["what"] == "calling")
        .filter_map(|finding| finding["detail"].as_str())
        .collect();
    let expected = [
        "every: now and then",
        "hours: after lunch",
        "zone: Middle-earth",
    ];
    assert_eq!(details, expected, "{found:?}");
}
