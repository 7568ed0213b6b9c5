//! A form asked at a real terminal: fields one after the other, arrow keys, back, and leaving.

mod desk;

use desk::Desk;
use desk::session::WIDE;
use serde_json::json;

const UP: &str = "\u{1b}[A";
const DOWN: &str = "\u{1b}[B";

/// A client, and a form with a field of each sort.
fn desk() -> Desk {
    let desk = Desk::after(&["tickler add 'Žydrūnė Šimkutė' --on today --stage offer"]);
    desk.write(
        "forms/needs.json",
        r#"{ "title": "Poreikiai", "due": "first-contact", "fields": [
            { "key": "budget", "label": "Бюджет", "kind": "money", "required": true, "help": "rough is fine" },
            { "key": "size", "label": "Size", "kind": "choice", "choices": ["Small", "Middle", "Large"], "default": "Middle", "only_if": "stage=offer" },
            { "key": "why", "label": "Why so large", "kind": "lines", "only_if": "size=Large" },
            { "key": "until", "label": "Until", "kind": "date" },
            { "key": "again", "label": "Again?", "kind": "yes-no" } ] }"#,
    );
    desk
}

#[test]
fn a_form_is_asked_field_by_field_and_stored_in_one_entry() {
    let desk = desk();
    let mut session = desk.session("tickler form zydrune needs", WIDE);
    let screen = session.sees("Бюджет (required)");
    for part in [
        "Poreikiai · Žydrūnė Šimkutė · 1 of 4",
        "rough is fine",
        "Esc: leave",
    ] {
        assert!(screen.contains(part), "{part}:\n{screen}");
    }
    // Nothing is no answer to this one, nor is what is no sum.
    session.types("\r").sees("an answer is required");
    session
        .types("much\r")
        .sees("`budget` can't be \"much\"; budget is a sum");
    session.types("\u{15}1 200,50 €").sees("→ 1200.50 EUR");
    let screen = session.types("\r").sees("▸ Middle");
    assert!(screen.contains("Бюджет  1200.50 EUR"), "{screen}");
    assert!(
        screen.contains("2 of 4") && screen.contains("(no answer)"),
        "{screen}"
    );
    session.types(DOWN).sees("▸ Large");
    let screen = session.types("\r").sees("Why so large");
    assert!(screen.contains("3 of 5"), "{screen}");
    session.types("two\rlines\r\r").sees("Until");
    session.types("fri").sees("→ 2024-06-14");
    session.types("\r").sees("▸ (no answer)");
    session.types("n").sees("▸ no");
    session.types("\r");
    let (said, status) = session.ends();
    assert_eq!(
        said,
        "\
Filled in a form for Žydrūnė Šimkutė, who stands behind \"13\": Thu 2024-06-13, today (1 of 30)
Poreikiai: Бюджет 1200.50 EUR; Size Large; Why so large two lines; Until 2024-06-14; Again? no
"
    );
    assert_eq!(status, Some(0));
    let expected = json!({
        "budget": "1200.50 EUR", "size": "Large", "why": "two\nlines", "until": "2024-06-14",
        "again": "no",
    });
    assert_eq!(desk.last("zydrune")["set"], json!({ "fields": expected }));
    assert_eq!(desk.last("zydrune")["kind"], "form");
}

#[test]
fn one_goes_back_and_what_is_not_asked_any_more_is_not_stored() {
    let desk = desk();
    let mut session = desk.session("tickler form zydrune needs", WIDE);
    session.sees("Бюджет");
    session.types("7\r").sees("▸ Middle");
    session.types("l\r").sees("Why so large");
    session.types("because\r\r").sees("Until");
    session.types("\u{1b}").sees("> because");
    session.types("\u{1b}").sees("▸ Large");
    session.types("\u{1b}").sees("> 7");
    session.types("\u{7f}8 eur").sees("→ 8 EUR");
    session.types("\r").sees("▸ Large");
    session.types(UP).sees("▸ Middle");
    session.types(UP).sees("▸ Small");
    let screen = session.types("\r").sees("Until");
    assert!(screen.contains("3 of 4"), "{screen}");
    session.types("\r").sees("Again?");
    // Around the ends of the list, to no answer.
    session.types(UP).sees("▸ no");
    session.types(DOWN).sees("▸ (no answer)");
    session.types("\r");
    let (said, _) = session.ends();
    assert!(said.contains("Filled in a form"), "{said}");
    let expected = json!({ "fields": { "budget": "8 EUR", "size": "Small" } });
    assert_eq!(desk.last("zydrune")["set"], expected);
}

#[test]
fn whoever_leaves_keeps_what_was_answered_and_goes_on_with_it() {
    let desk = desk();
    // Before anything is answered, nothing is stored.
    for keys in ["\u{3}", "\u{1b}", "\u{4}"] {
        let mut session = desk.session("tickler form zydrune needs", WIDE);
        session.sees("Бюджет");
        session.types(keys);
        let (said, status) = session.ends();
        assert!(said.contains("nothing was changed"), "{said}");
        assert_eq!(status, Some(0));
        assert_eq!(desk.last("zydrune")["kind"], "add");
    }
    let mut session = desk.session("tickler form zydrune needs", WIDE);
    session.sees("Бюджет");
    session.types("9\r").sees("▸ Middle");
    session.types("\u{3}");
    let (said, _) = session.ends();
    assert!(
        said.contains("Filled in part of a form for Žydrūnė"),
        "{said}"
    );
    assert!(
        said.contains("to go on with it: tickler form zydrune-simkute needs"),
        "{said}"
    );
    let entry = desk.last("zydrune");
    assert_eq!(
        entry["set"],
        json!({ "fields": { "budget": "9" } }),
        "an offer is no answer"
    );
    assert_eq!(entry["partly"], true);
    assert!(
        desk.answer("tickler today")
            .contains("to fill in: Poreikiai")
    );
    // It goes on with what is there, whatever ends it: half an answer is one, if it will do.
    for (signal, typed) in [("TERM", "3"), ("HUP", "4"), ("INT", "5")] {
        let mut session = desk.session("tickler form zydrune needs", WIDE);
        session.sees("> 9");
        session.types(typed).sees(&format!("> 9{typed}"));
        session.is_sent(signal);
        session.ends();
        let entry = desk.last("zydrune");
        assert_eq!(
            entry["set"]["fields"]["budget"],
            format!("9{typed}"),
            "{signal}"
        );
        desk.answer("tickler undo");
    }
    let mut session = desk.session("tickler form zydrune needs", WIDE);
    session.sees("> 9");
    session.types("6").sees("> 96");
    session.vanishes();
    assert_eq!(desk.last("zydrune")["set"]["fields"]["budget"], "96");
    let mut session = desk.session("tickler form zydrune needs", WIDE);
    session.sees("> 96");
    session.types("\r").sees("▸ Middle");
    session.types("\r").sees("Until");
    session.types("\r").sees("Again?");
    session.types("\r");
    session.ends();
    assert!(!desk.answer("tickler today").contains("to fill in"));
}

#[test]
fn a_small_screen_a_paste_and_a_hostile_form_are_handled() {
    let desk = Desk::after(&["tickler add 'สมชาย ใจดี' --on today"]);
    let choices: Vec<String> = (1..=60)
        .map(|number| format!("\"choice {number}\""))
        .collect();
    desk.write(
        "forms/evil.json",
        format!(
            r#"{{ "title": "A\u202eB", "fields": [
            {{ "key": "a", "label": "Label {} \u202e", "kind": "lines", "help": "{}" }},
            {{ "key": "b", "kind": "choice", "choices": [{}] }} ] }}"#,
            "long ".repeat(30),
            "help ".repeat(150),
            choices.join(", ")
        ),
    );
    let mut session = desk.session("tickler form สมชาย evil", (40, 10));
    session.sees("1 of 2");
    session.resizes((20, 6)).types("ก").sees("> ก");
    session.pastes("\r\none\r\ntwo\u{1b}[2J").sees("two");
    session.resizes(WIDE).types("\r\r").sees("▸ (no answer)");
    session.types(DOWN).sees("▸ choice 1");
    session.types("\u{1b}[F").sees("▸ choice 60");
    session.resizes((30, 5)).types(UP).sees("▸ choice 59");
    session.types("\r");
    let bytes = String::from_utf8_lossy(&session.bytes()).into_owned();
    assert!(!bytes.contains('\u{202e}'), "{bytes}");
    session.ends();
    let entry = desk.last("สมชาย");
    assert_eq!(entry["set"]["fields"]["b"], "choice 59");
    assert_eq!(entry["set"]["fields"]["a"], "ก\none\ntwo␛[2J");
}

#[test]
fn in_the_session_a_form_that_is_due_is_filled_in_by_a_key() {
    let desk = desk();
    let mut session = desk.session("tickler work", WIDE);
    let screen = session.sees("f fill in a form");
    assert!(
        screen.contains("Poreikiai  to fill in: press f"),
        "{screen}"
    );
    session
        .types("f")
        .sees("Poreikiai · Žydrūnė Šimkutė · 1 of 4");
    session.types("12\r").sees("▸ Middle");
    session.types("\u{3}");
    let screen = session.sees("Filled in part of a form for Žydrūnė");
    assert!(screen.contains("1 of 1"), "{screen}");
    assert!(
        screen.contains("Poreikiai  partly filled in  to fill in: press f"),
        "{screen}"
    );
    session.types("f").sees("> 12");
    session.types("\r").sees("▸ Middle");
    session.types("\r").sees("Until");
    session.types("\r").sees("Again?");
    session.types("\r").sees("Filled in a form for Žydrūnė");
    session
        .types("f")
        .sees("no form is to be filled in for Žydrūnė Šimkutė now");
    session.types("u").sees("partly filled in");
    session.types("q");
    session.ends();
    let other = Desk::after(&["tickler add Ivan --on today"]);
    let mut session = other.session("tickler work", WIDE);
    let screen = session.sees("q quit");
    assert!(!screen.contains("fill in"), "{screen}");
}
