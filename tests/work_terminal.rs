//! The call session and the terminal: what is typed in any script, pastes, sizes, signals, colours.

mod desk;

use desk::Desk;
use desk::session::WIDE;

#[test]
fn ten_lines_are_pasted_as_ten_lines_and_press_no_key() {
    let desk = Desk::morning();
    let mut session = desk.begins_work();
    // Where keys are awaited, a paste is none.
    session.pastes("qqq\r").types("r").sees("What was said");
    let lines: Vec<String> = (1..=10).map(|number| format!("line {number}")).collect();
    session.pastes(&lines.join("\r\n")).sees("line 10");
    session.types("\r\r").sees("Next contact on");
    session
        .pastes("mon\n9:15\n")
        .sees("→ Mon 2024-06-17 at 09:15");
    session.types("\r").sees("2 of 4");
    assert_eq!(desk.last("late-lena")["text"], lines.join("\n"));
}

#[test]
fn thai_is_typed_corrected_and_found_again() {
    let desk = Desk::morning();
    let mut session = desk.begins_work();
    session.types("n").sees("Note");
    session.types("นัดพรุ่งนี้ครับx\u{7f}").sees("> นัดพรุ่งนี้ครับ");
    let cursor = session.cursor();
    assert_eq!(cursor.0, 2 + 9, "marks take no column");
    // Back over a letter with its marks, and one more in between.
    session
        .types("\u{1b}[D\u{1b}[D\u{1b}[DX")
        .sees("> นัดพรุ่งนี้Xครับ");
    session.types("\u{4}").sees("Noted for Late Lena");
    assert_eq!(desk.last("late-lena")["text"], "นัดพรุ่งนี้Xครับ");
    session.types("พ").sees("\"พ\" is no key here");
}

#[test]
fn a_program_that_is_ended_leaves_the_terminal_as_it_was() {
    let desk = Desk::morning();
    for signal in ["TERM", "INT", "HUP"] {
        let mut session = desk.begins_work();
        let half = format!("half a no before {signal}");
        session.types("n").sees("Note");
        session.types(&half);
        session.is_sent(signal);
        let (said, status) = session.ends();
        assert!(said.contains("4 left"), "{signal}: {said}");
        assert_eq!(status, Some(0), "{signal}");
        assert_eq!(desk.last("late-lena")["text"], half.as_str());
    }
    let mut session = desk.begins_work();
    session.types("nthe end").sees("the end");
    session.vanishes();
    assert_eq!(desk.last("late-lena")["text"], "the end");
}

#[test]
fn a_small_terminal_and_one_that_changes_its_size_show_what_matters() {
    let desk = Desk::morning();
    let mut session = desk.session("tickler work", (40, 10));
    let screen = session.sees("q quit");
    for part in [
        "1 of 4",
        "Late Lena",
        "r reached  o reached, with mood\n",
        "space, ↑ and ↓ leaf",
    ] {
        assert!(screen.contains(part), "{part}:\n{screen}");
    }
    session.types("\u{1b}[F").sees("Tags  wholesale");
    session.types("r").sees("What was said");
    let long = "word ".repeat(60);
    session.types(&long).types("end").sees("end");
    session
        .resizes((100, 30))
        .sees("1 of 4 · load 4 of 30 · 0 reached, 0 not · Thu 2024-06-13");
    session.resizes((12, 5)).sees("end");
    session.resizes((40, 10)).sees("What was said");
    session.types("\r\r").sees("Next contact on");
    session.types("fri\r").sees("2 of 4");
    let text = format!("{long}end");
    assert_eq!(desk.last("late-lena")["text"], text.as_str());
    session.types("q");
    assert_eq!(session.ends().1, Some(0));
}

#[test]
fn colour_is_left_out_where_nobody_wants_it() {
    let desk = Desk::morning();
    let cases = [
        (true, "NO_COLOR=1 tickler work"),
        (true, "tickler --color never work"),
        (false, "tickler work"),
    ];
    for (is_plain, line) in cases {
        let mut session = desk.session(&format!("env {line}"), WIDE);
        session.sees("q quit");
        let bytes = String::from_utf8_lossy(&session.bytes()).into_owned();
        assert_eq!(!bytes.contains("\u{1b}[1m"), is_plain, "{line}");
    }
}

#[test]
fn names_do_not_paint_the_screen() {
    let desk =
        Desk::after(&[r#"tickler add "$(printf 'Eve \033[31m\342\200\256live')" --on today"#]);
    let mut session = desk.session("env NO_COLOR=1 tickler work", WIDE);
    let screen = session.sees("Eve");
    assert!(screen.contains("Eve ␛[31m<U+202E>live"), "{screen}");
    assert!(!String::from_utf8_lossy(&session.bytes()).contains("\u{1b}[31m"));
}
