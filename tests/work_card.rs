//! The call session and what else is known of a client: promises, complaints, moods, how often to
//! call and when.

mod desk;

use desk::Desk;
use desk::session::WIDE;

#[test]
fn a_promise_and_a_complaint_are_written_down_while_the_dossier_stays() {
    let desk = Desk::morning();
    let mut session = desk.begins_work();
    session.types("p").sees("What is promised");
    session.sees("without a date; to say one: …@fri");
    session.types("Send the estimate@fri");
    session.sees("→ promised by Fri 2024-06-14, tomorrow");
    session.types("\r");
    let screen = session.sees("Open promises");
    assert!(screen.contains("1 of 4"), "{screen}");
    assert_eq!(desk.last("late-lena")["promises"][0]["due"], "2024-06-14");
    // What is no date is not taken.
    session.types("p").sees("What is promised");
    session.types("Call back@31 jun").sees("June has 30 days");
    session.types("\r!").sees("> Call back@31 jun!");
    session.types("\u{15}Call back@mon\r");
    session.sees("2  Call back");
    session.types("k").sees("Complaint");
    session.types("Two are frayed\r\r").sees("Open complaints");
    let entry = desk.last("late-lena");
    assert_eq!(
        (&entry["complaint"], &entry["text"]),
        (&true.into(), &"Two are frayed".into())
    );
    session.types("u").sees("1 of 4");
    session.types("u").sees("1 of 4");
    session.types("q");
    assert_eq!(session.ends().1, Some(0));
    let owed = desk.json("tickler --json promise late-lena");
    assert_eq!(owed["promises"].as_array().map(Vec::len), Some(1), "{owed}");
    // Leaving while one is typed loses nothing.
    let mut session = desk.begins_work();
    session.types("pSend it").sees("> Send it");
    session.types("\u{3}");
    session.ends();
    assert_eq!(desk.last("late-lena")["text"], "Send it");
}

#[test]
fn what_could_not_be_written_down_is_kept_for_its_own_question() {
    let desk = Desk::morning();
    let mut session = desk.begins_work();
    desk.answer("cd binder/.tickler && mv lock kept && mkdir lock");
    session.types("n").sees("Note");
    session.types("Kept words\u{4}").sees("can't be written");
    for (key, question) in [("p", "What is promised"), ("r", "What was said")] {
        let screen = session.types(key).sees(question);
        assert!(!screen.contains("Kept words"), "{screen}");
        session.types("\u{1b}").sees("q quit");
    }
    session.types("n").sees("> Kept words");
    desk.answer("cd binder/.tickler && rmdir lock && mv kept lock");
    session.types("\u{4}").sees("Noted for Late Lena");
    assert_eq!(desk.last("late-lena")["text"], "Kept words");
    session.types("n").sees("Note");
    let screen = session.types("x").sees("> x");
    assert!(!screen.contains("> Kept"), "{screen}");
}

#[test]
fn a_talk_is_written_down_with_the_mood() {
    let desk = Desk::morning();
    let mut session = desk.begins_work();
    session.types("o").sees("1 angry  2 annoyed");
    session.types("\u{1b}").sees("q quit");
    session.types("o").sees("5 delighted");
    session.types("2").sees("What was said");
    session.types("Not amused\r\rfri\r").sees("2 of 4");
    let entry = desk.last("late-lena");
    assert_eq!(entry["mood"], 2);
    assert_eq!(entry["outcome"], "reached");
    session.types("o7").sees("\"7\" is no key here");
}

#[test]
fn a_client_with_a_cadence_is_offered_the_day_that_it_says() {
    let desk = Desk::after(&[
        "tickler add Beta --on today --every 6w",
        "tickler add Gamma --on today --every 2w",
    ]);
    let mut session = desk.session("tickler work", WIDE);
    session.sees("1 of 2");
    session.types("rAll well\r\r");
    session.sees("Next contact on (every 6 weeks)");
    session.sees("→ Thu 2024-07-25, in 42 days (1 of 30)");
    session.types("\r").sees("2 of 2");
    assert_eq!(desk.place("beta"), "2024-07-25");
    // Whoever was not reached is to be tried again soon.
    session.types("a").sees("→ Fri 2024-06-14, tomorrow");
    session.types("\u{1b}").sees("q quit");
    // Another day is as good as ever.
    session.types("r\rfri\r").sees("all 2 had their turn");
    assert_eq!(desk.place("gamma"), "2024-06-14");
}

#[test]
fn a_session_says_who_can_be_called_now() {
    let desk = Desk::after(&[
        "tickler add Beta --on today --hours 9-12",
        "tickler add Gamma --on today --hours 14-18",
    ])
    .with("TICKLER_TODAY", "2024-06-13 10:00");
    let mut session = desk.session("tickler work", WIDE);
    session.sees("● now, until 12:00");
    session.types("s").sees("○ from 14:00");
    session.types("q");
    session.ends();
}

#[test]
fn the_next_card_costs_no_more_than_showing_it() {
    if !desk::can_inject() {
        return desk::skipped("what the next card costs: strace can't run here");
    }
    let mut desk = Desk::new();
    let lines: Vec<String> = (1..=60)
        .map(|number| {
            let day = if number % 4 == 0 {
                "today".to_owned()
            } else {
                format!("+{number}b")
            };
            format!("tickler add C{number} --on {day}")
        })
        .collect();
    desk.answer(&lines.join(" && "));
    desk.set("COLUMNS", "80");
    let trace = "strace -f -qq -e trace=openat,newfstatat,statx,getdents64,read -o";
    let log = desk.store().with_file_name("log");
    let calls = || std::fs::read_to_string(&log).expect("a log");
    desk.answer(&format!("{trace} shown tickler show c8 >/dev/null"));
    let shown = std::fs::read_to_string(log.with_file_name("shown")).expect("a log");
    let mut session = desk.session(&format!("{trace} log tickler work"), WIDE);
    session.sees("1 of 15");
    session.sees("q quit");
    let before = calls().len();
    session.types("s").sees("2 of 15");
    let after = calls();
    session.types("q");
    session.ends();
    let next = &after[before..];
    assert!(next.lines().count() <= 3 * shown.lines().count(), "{next}");
    let read = |line: &&str| line.contains("openat(") && line.contains(".json\"");
    let read: Vec<&str> = next.lines().filter(read).collect();
    assert_eq!(read.len(), 1, "one dossier is read: {read:?}");
}
