//! The call session at a real terminal: what a person sees, presses and finds written.

mod desk;

use desk::Desk;
use desk::session::WIDE;
use serde_json::Value;

#[test]
fn a_talk_is_written_down_and_refiled_and_the_next_dossier_is_on_the_desk() {
    let desk = Desk::morning();
    let mut session = desk.begins_work();
    let screen = session.sees("q quit");
    for part in [
        "1 of 4 · load 4 of 30 · 0 reached, 0 not · Thu 2024-06-13 · anna",
        "Late Lena  late-lena",
        "Tue 2024-06-11, 2 days late, planned",
        "r reached  o reached, with mood  a no answer",
    ] {
        assert!(screen.contains(part), "{part}:\n{screen}");
    }
    session.types("r").sees("What was said");
    session.types("Wants the estimate\rby quarter\r\r");
    session.sees("Next contact on");
    session.types("fri 14:30");
    session.sees("→ Fri 2024-06-14 at 14:30, tomorrow, agreed (1 of 30)");
    session.types("\r");
    let screen = session.sees("2 of 4 · load 3 of 30 · 1 reached, 0 not");
    assert!(
        screen.contains("Filed Late Lena behind \"14\": Fri 2024-06-14 at 14:30"),
        "{screen}"
    );
    // Nothing waits for the end: it is there while the session goes on.
    let entry = desk.last("late-lena");
    assert_eq!(entry["text"], "Wants the estimate\nby quarter");
    assert_eq!(entry["outcome"], "reached");
    assert_eq!(entry["set"]["agreed"], true);
    session.types("q");
    assert_eq!(
        session.ends(),
        (
            "\
Thu 2024-06-13  anna  3 left: tickler work goes on with them
reached  1  Late Lena
"
            .to_owned(),
            Some(0)
        )
    );
}

#[test]
fn each_key_does_what_it_says() {
    let desk = Desk::morning();
    let mut session = desk.begins_work();
    // No answer: nothing to write down, and the next working day unless another is said.
    session.types("a").sees("→ Fri 2024-06-14, tomorrow");
    session.types("\r").sees("2 of 4");
    assert_eq!(desk.last("late-lena")["outcome"], "no-answer");
    session.types("n").sees("Note");
    session
        .types("-- asks for Olga\r\r")
        .sees("Noted for Иван Иванов");
    assert_eq!(desk.last("ivan-ivanov")["text"], "-- asks for Olga");
    session.types("h").sees("salutation: Mr Ivanov");
    session.types("h").sees("1 entry more: press h");
    session.types("l").sees("What was said");
    session.types("With Olga\r\r").sees("Next contact on");
    session.types("+1w\r").sees("3 of 4");
    assert_eq!(desk.last("ivan-ivanov")["outcome"], "left-message");
    session.types("s").sees("4 of 4");
    session.types("c").sees("w won  l lost");
    session.types("l").sees("Why");
    session
        .types("No money\r")
        .sees("Everybody on this day's list had a turn");
    assert_eq!(desk.place("สมชาย"), "closed");
    // Back to each, one after the other, to where it stood.
    session.types("u").sees("4 of 4");
    assert_eq!(desk.place("สมชาย"), "2024-06-13");
    session.types("m").sees("Next contact on");
    session.types("jul").sees("→ July, no day yet");
    session.types("\r").sees("all 4 had their turn");
    session.types("u").sees("4 of 4");
    session.types("u").sees("3 of 4");
    session.types("u").sees("2 of 4");
    assert_eq!(desk.place("ivan-ivanov"), "2024-06-13");
    session.types("u").sees("Иван Иванов stands behind");
    session.types("u").sees("1 of 4");
    session.types("u").sees("nothing was done in this session");
    session.types("x").sees("\"x\" is no key here");
    assert_eq!(desk.place("late-lena"), "2024-06-11");
    session.types("q");
    let (text, _) = session.ends();
    assert_eq!(
        text,
        "Thu 2024-06-13  anna  4 left: tickler work goes on with them\n"
    );
}

#[test]
fn the_date_is_shown_while_it_is_typed() {
    let desk = Desk::morning();
    desk.answer("tickler config capacity 1");
    desk.answer("tickler add Delta --on 2024-06-14");
    let mut session = desk.session("tickler work", WIDE);
    session.sees("1 of 4");
    session
        .types("m")
        .sees("fri, 5 jul 14:30, +2w, jul, someday");
    let said = [
        ("xyz", "\"xyz\" is no date"),
        ("31 jun", "there is no \"31 jun\": June has 30 days"),
        ("2024-06-01", "and that has passed"),
        ("sat", "→ Sat 2024-06-15, in 2 days (1 of 1)"),
        ("sat", "Sat 2024-06-15 is no working day, taken as said"),
        ("+2d", "so it is Mon 2024-06-17, the next working day"),
        ("fri", "(2 of 1, more than can be done)"),
        ("someday", "→ someday"),
    ];
    for (words, expected) in said {
        session.types(words).sees(expected);
        session.types("\u{15}").sees("someday");
    }
    // What is no date is not taken.
    session
        .types("xyz\r\u{15}5 jul")
        .sees("→ Fri 2024-07-05, in 22 days");
    session.types("\r").sees("2 of 4");
    assert_eq!(desk.place("late-lena"), "2024-07-05");
}

#[test]
fn whoever_leaves_loses_nothing_and_goes_on_with_what_is_left() {
    let desk = Desk::morning();
    // At the date, while the note is typed, and with nothing typed.
    let ways = [
        (
            "rSaid at the date\r\r",
            "Next contact on",
            "\u{3}",
            "Said at the date",
        ),
        (
            "nSaid in the note",
            "in the note",
            "\u{3}",
            "Said in the note",
        ),
        ("rSaid\r\r", "Next contact on", "\u{4}", "Said"),
    ];
    for (keys, sees, leaves, text) in ways {
        let mut session = desk.begins_work();
        session.types(keys).sees(sees);
        session.types(leaves);
        let (said, status) = session.ends();
        assert!(said.contains("4 left"), "{said}");
        assert_eq!(status, Some(0));
        let entry = desk.last("late-lena");
        assert_eq!(
            (&entry["kind"], &entry["text"]),
            (&"note".into(), &text.into())
        );
    }
    for leaves in ["\u{3}", "\u{4}", "q", "Q"] {
        let mut session = desk.begins_work();
        session.types("x").sees("\"x\" is no key here");
        session.types(leaves);
        assert_eq!(session.ends().1, Some(0));
    }
    let mut session = desk.begins_work();
    session.types("a\r").sees("2 of 4");
    session.types("q");
    session.ends();
    let mut session = desk.session("tickler work", WIDE);
    let screen = session.sees("1 of 3");
    assert!(screen.contains("Иван Иванов"), "{screen}");
    // Escape goes back: from the date to the note, from the note to the dossier.
    session.types("rText\r\r").sees("Next contact on");
    session.types("\u{1b}").sees("> Text");
    session.types("\u{1b}").sees("q quit");
    session.types("q");
    session.ends();
    assert_eq!(desk.last("ivan-ivanov")["kind"], "add");
}

#[test]
fn what_others_do_meanwhile_is_seen_before_anything_is_written() {
    let desk = Desk::morning();
    let mut session = desk.begins_work();
    desk.answer("tickler --as ben note late-lena 'Ben was here'");
    session
        .types("a")
        .sees("Late Lena was changed by another command meanwhile");
    session.sees("Ben was here");
    session.types("a").sees("Next contact on");
    desk.answer("tickler note late-lena 'And again'");
    desk.answer("tickler move ivan --on fri");
    session.types("\r");
    let screen = session.sees("3 of 4");
    assert!(screen.contains("both changes are in the"), "{screen}");
    session.sees("Иван Иванов was put elsewhere");
    // Its own deed is taken back, though it is not the last one.
    session.types("u").sees("1 of 4");
    assert_eq!(desk.place("late-lena"), "2024-06-11");
    assert_eq!(desk.place("ivan-ivanov"), "2024-06-14");
    let shown = desk.answer("tickler show late-lena");
    assert!(shown.contains("And again"), "{shown}");
}

#[test]
fn whoever_is_to_be_called_again_today_comes_again() {
    let desk = Desk::after(&[
        "tickler add Beta --on today",
        "tickler add Gamma --on today",
    ]);
    let mut session = desk.session("tickler work", WIDE);
    session.sees("1 of 2");
    session.types("a").sees("Next contact on");
    session.types("today 16:00\r").sees("2 of 3");
    session.types("s").sees("3 of 3");
    session
        .types("rAt last\r\rsomeday\r")
        .sees("all 3 had their turn");
    session.types("q");
    let (said, _) = session.ends();
    assert_eq!(
        said,
        "\
Thu 2024-06-13  anna  1 left: tickler work goes on with them
reached  1  Beta
"
    );
}

#[test]
fn the_phone_is_dialled_and_a_letter_begun_by_a_program_of_the_user() {
    let desk = Desk::morning().with("TICKLER_OPENER", "printf '%s\\n' >>opened");
    let mut session = desk.begins_work();
    session.types("d").sees("there is no phone on the card");
    session
        .types("w")
        .sees("there is no e-mail address on the card");
    session.types("s").sees("2 of 4");
    session.types("d").sees("opened tel:+37060012345");
    session
        .types("w")
        .sees("opened mailto:ivan@romashka.example");
    session.types("s").sees("3 of 4");
    session.types("s").sees("4 of 4");
    session
        .types("d")
        .sees("\"ask for Ona\" is no number that can be dialled");
    session.types("w").sees("\"nobody\" is no e-mail address");
    session.types("q");
    session.ends();
    let opened = std::fs::read_to_string(desk.store().with_file_name("opened"));
    assert_eq!(
        opened.expect("what was opened"),
        "tel:+37060012345\nmailto:ivan@romashka.example?body=Mr%20Ivanov%2C%0D%0A%0D%0A\n"
    );
    let desk = desk.with("TICKLER_OPENER", "no-such-program");
    let mut session = desk.session("tickler work", WIDE);
    session.sees("1 of 4");
    session.types("sd").sees("`no-such-program` failed");
    session.sees("hint: name a program that opens tel: links");
}

#[test]
fn a_letter_is_written_from_a_template_by_its_name() {
    let desk = Desk::morning().with("TICKLER_OPENER", "printf '%s\n' >>opened");
    desk.write(
        "templates/hello.md",
        "Dear {{ name }}\n{% include '_end.md' %}",
    );
    desk.write("templates/_end.md", "Anna");
    desk.write("templates/offer.md", "Of\n{{ price }}");
    let mut session = desk.begins_work();
    session
        .types("w")
        .sees("Which letter (hello, offer; Enter: only begin one)");
    session.types("hello\r").sees("Drafted for Late Lena");
    session.types("w").sees("Which letter");
    session
        .types("offer\r")
        .sees("error: templates/offer.md: line 2: `price` is missing");
    session.types("w").sees("Which letter");
    session
        .types("_end\r")
        .sees("error: there is no template \"_end\"");
    session.types("w").sees("Which letter");
    session.types("\u{1b}").sees("w write a letter");
    session.types("u").sees("Taken back: drafted for late-lena");
    session.types("w").sees("Which letter");
    session
        .types("\r")
        .sees("there is no e-mail address on the card");
    session.types("w").sees("Which letter");
    session.types("hello\r").sees("Drafted for Late Lena");
    session.types("q");
    session.ends();
    let entry = desk.last("lena");
    assert_eq!(entry["kind"], "paper");
    assert_eq!(
        entry["number"], "late-lena-2",
        "of one letter, after the undone one"
    );
    let papers = &desk.json("tickler --json show lena")["papers"];
    assert_eq!(papers.as_array().map(Vec::len), Some(2), "{papers}");
}

#[test]
fn only_new_calls_or_those_with_a_tag_are_gone_through() {
    let desk = Desk::morning();
    for (line, number) in [
        ("tickler work --new", "1 of 3"),
        ("tickler work --tag wholesale", "1 of 2"),
        ("tickler work --tag wholesale --new", "1 of 1"),
        ("tickler work 2024-06-12", "1 of 1"),
        ("tickler work fri", "1 of 4"),
    ] {
        let mut session = desk.session(line, WIDE);
        session.sees(number);
        session.types("q");
        assert_eq!(session.ends().1, Some(0), "{line}");
    }
    let mut session = desk.session("tickler work fri", WIDE);
    session.sees("Fri 2024-06-14");
    // What is written is written today, and counted from today.
    session.types("a").sees("→ Fri 2024-06-14, tomorrow");
    session.types("mon\r").sees("2 of 4");
    let at = desk.last("late-lena")["at"].clone();
    assert!(
        at.as_str().is_some_and(|at| at.starts_with("2024-06-13T")),
        "{at}"
    );
}

#[test]
fn an_empty_day_needs_no_screen_and_a_program_gets_what_was_done() {
    let desk = Desk::new();
    let session = desk.session("tickler work", WIDE);
    let (said, status) = session.ends();
    assert!(
        said.starts_with("Thu 2024-06-13  anna  nothing is due\n"),
        "{said}"
    );
    assert!(said.contains("the binder is empty"), "{said}");
    assert_eq!(status, Some(0));
    let desk = Desk::morning();
    let mut session = desk.session("tickler --json work > done", WIDE);
    session.sees("1 of 4");
    session.types("a\r").sees("2 of 4");
    session.types("q");
    assert_eq!(session.ends().1, Some(0));
    let done = std::fs::read_to_string(desk.store().with_file_name("done"));
    let done: Value = serde_json::from_str(&done.expect("an answer")).expect("JSON");
    assert_eq!(done["not_reached"][0]["client"], "late-lena");
    assert_eq!(done["left"].as_array().map(Vec::len), Some(3));
}

#[test]
fn the_readme_shows_a_session_as_it_is() {
    let desk = Desk::after(&[
        "tickler add 'Ivan Ivanov' --company 'Romashka Ltd' --phone '+370 600 12345' --on today",
        "tickler add 'Žydrūnė Šimkutė' --company 'Studija Langas' --on today",
    ]);
    let mut session = desk.session("tickler work", (80, 17));
    session.sees("1 of 2");
    session.types("msat").sees("2024-06-17");
    let screen = session.sees("(1 of 30)");
    let lines: Vec<&str> = screen.lines().map(str::trim_end).collect();
    let readme = std::fs::read_to_string("README.md").expect("the README");
    assert!(readme.contains(&lines.join("\n")), "{screen}");
}
