//! A country's days off, taken from a calendar file.

mod desk;

use desk::Desk;

const COUNTRY: &str = "\
BEGIN:VCALENDAR\r
VERSION:2.0\r
BEGIN:VEVENT\r
UID:1\r
DTSTART;VALUE=DATE:20240624\r
DTEND;VALUE=DATE:20240625\r
SUMMARY:Joninės\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:2\r
DTSTART;VALUE=DATE:20201225\r
DTEND;VALUE=DATE:20201227\r
RRULE:FREQ=YEARLY\r
SUMMARY:Kalėdos\u{202e}\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:3\r
DTSTART;VALUE=DATE:20240505\r
RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=1SU\r
SUMMARY:Motinos diena\r
END:VEVENT\r
END:VCALENDAR\r
";

#[test]
fn a_calendar_file_is_taken_and_once_more_changes_nothing() {
    let desk = Desk::new();
    desk.write("../lt.ics", COUNTRY);
    let transcript = desk.transcript(&[
        "tickler config holidays --import lt.ics",
        "tickler config holidays --import - < lt.ics",
        "tickler add Beta --on 2024-06-24",
        "tickler --today 2024-12-24 add Gamma --on +1d",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler config holidays --import lt.ics
holidays: 3 days off; before: none (default)
+ Mon 2024-06-24 Joninės
+ every 25 December Kalėdos<U+202E>
+ every 26 December Kalėdos<U+202E>
! left out 1 event with a time of day or a rule that is no day of the year: Motinos diena
$ tickler config holidays --import - < lt.ics
holidays: 3 days off, as before
! left out 1 event with a time of day or a rule that is no day of the year: Motinos diena
$ tickler add Beta --on 2024-06-24
Added Beta behind \"24\": Mon 2024-06-24, in 11 days (1 of 30)
! Mon 2024-06-24 is a holiday (Joninės), taken as said; the next working day is Tue 2024-06-25
$ tickler --today 2024-12-24 add Gamma --on +1d
Added Gamma behind \"27\": Fri 2024-12-27, in 3 days (1 of 30)
! Wed 2024-12-25 is a holiday (Kalėdos<U+202E>), so it is Fri 2024-12-27, the next working day
"
    );
}

#[test]
fn a_bad_calendar_file_is_refused_with_the_line_and_nothing_is_written() {
    let desk = Desk::new();
    desk.answer("tickler add Beta --on fri");
    let before = desk.snapshot();
    let mend = "nothing was taken from it; mend it, or add single days: tickler config holidays --add \"2024-06-24 Midsummer\"";
    let torn = COUNTRY.trim_end_matches("END:VCALENDAR\r\n");
    let wrong = COUNTRY.replace("20201225", "20201232");
    let latin = [&COUNTRY.as_bytes()[..80], b"\xe0\xe8"].concat();
    let cases: [(&[u8], &str); 5] = [
        (
            b"date;name\n2024-06-24;x\n",
            "line 1: this is no calendar, which begins with BEGIN:VCALENDAR",
        ),
        (
            torn.as_bytes(),
            "line 1: BEGIN:VCALENDAR has no end: the file ends too early",
        ),
        (wrong.as_bytes(), "line 11: \"20201232\" is no date"),
        (&latin, "line 6: is not UTF-8"),
        (&vec![b'\n'; (4 << 20) + 1], "is larger than 4 MiB"),
    ];
    for (bytes, why) in cases {
        desk.write("../bad.ics", bytes);
        let line = "tickler config holidays --import bad.ics";
        assert_eq!(
            desk.run(line),
            format!("$ {line}\n! error: bad.ics: {why}\n! hint: {mend}\n(2)\n")
        );
    }
    let said = desk.run("tickler config holidays --import nowhere.ics");
    assert!(
        said.contains("! error: nowhere.ics: can't be read: No such file"),
        "{said}"
    );
    assert!(said.ends_with("(2)\n"), "{said}");
    assert_eq!(desk.snapshot(), before);
}

#[test]
fn a_date_for_a_colleagues_client_is_by_the_colleagues_working_days() {
    let desk = Desk::after(&[
        "tickler add 'Own Client' --on mon",
        "tickler config --manager ben --new",
        "tickler config --manager ben work_week sun-thu",
        "tickler --as ben add 'Beta Two' --on mon",
    ]);
    // From Thursday the 13th, Anna's next working day is Friday, Ben's Sunday.
    for (line, place) in [
        ("file beta --on +1b", "2024-06-16"),
        ("file own --on +1b", "2024-06-14"),
        ("file Newcomer --new --on +1b", "2024-06-14"),
        ("move beta --on eow", "2024-06-16"),
        ("move own --on eow", "2024-06-14"),
        ("close beta --won", "closed"),
        ("reopen beta --on +1b", "2024-06-16"),
    ] {
        let filed = desk.json(&format!("tickler {line} --json"));
        assert_eq!(filed["changed"][0]["to"], place, "{line}");
    }
    desk.answer("tickler promise beta 'Send it' --by +1b");
    desk.answer("tickler file beta --on mon --promise 'Call the bank@+1b'");
    let promises = desk.json("tickler --as ben promise --json");
    let due = promises["promises"].as_array().expect("a list").iter();
    assert!(due.map(|one| &one["due"]).all(|due| due == "2024-06-16"));
    let said = desk.run("tickler move beta --on fri");
    assert!(
        said.contains("! Fri 2024-06-14 is no working day"),
        "{said}"
    );
}
