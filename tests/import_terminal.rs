//! An import at a terminal: how far it is, and the question before many are taken in.

mod desk;

use desk::Desk;
use desk::session::WIDE;

/// A list of so many clients.
fn list(desk: &Desk, path: &str, count: usize) {
    let rows: Vec<String> = (1..=count)
        .map(|number| format!("Client {number}\n"))
        .collect();
    desk.write(path, format!("Name\n{}", rows.concat()));
}

#[test]
fn it_is_told_how_far_the_reading_is_in_one_line_that_goes_again() {
    let desk = Desk::new();
    let path = format!("{}/many.csv", "a-long-name".repeat(9));
    list(&desk, &format!("../{path}"), 2_100);
    let line = format!("tickler import {path} --dry-run > /dev/null");
    let mut session = desk.session(&line, WIDE);
    session.sees("nothing was changed");
    let bytes = String::from_utf8_lossy(&session.bytes()).into_owned();
    let (screen, status) = session.ends();
    assert_eq!(status, Some(0), "{screen}");
    assert_eq!(screen.trim(), "a dry run: nothing was changed");
    for step in [
        "1000 clients read from a-long-name",
        "2000 clients read",
        "looking who is there already",
    ] {
        assert!(bytes.contains(step), "{step}: {bytes}");
    }
    // Where nobody looks nothing is told, and in JSON neither.
    let output = desk.output(&format!("tickler import {path} --dry-run --json"));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(said, "");
}

#[test]
fn many_are_taken_in_once_that_is_agreed_to() {
    let desk = Desk::new();
    list(&desk, "../five.csv", 5);
    for (typed, is_done) in [
        ("n\r", false),
        ("\r", false),
        ("\u{4}", false),
        ("y\r", true),
    ] {
        let mut session = desk.session("tickler import five.csv --on fri", WIDE);
        let screen = session.sees("Take in 5 dossiers? [y/N]");
        for part in [
            "Name    name          5",
            "Imported 5 new clients",
            "Client 5  behind \"14\"",
        ] {
            assert!(screen.contains(part), "{part}:\n{screen}");
        }
        assert_eq!(desk.dossiers(), [""; 0], "nothing is written before");
        session.types(typed);
        let (screen, status) = session.ends();
        assert_eq!(status, Some(if is_done { 0 } else { 4 }), "{screen}");
        let count = if is_done { 5 } else { 0 };
        assert_eq!(desk.dossiers().len(), count, "{typed:?}: {screen}");
    }
    // What adds nothing is not asked about.
    let (screen, status) = desk
        .session("tickler import five.csv --update", WIDE)
        .ends();
    assert_eq!(status, Some(0));
    assert!(
        screen.contains("Left 5 clients that are there already"),
        "{screen}"
    );
}
