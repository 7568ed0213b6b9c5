//! Filing after a contact: when it was, with whom, and what is asked for on a terminal.

mod desk;

use desk::Desk;
use serde_json::{Value, json};

/// An empty desk in Vilnius, with Ivan behind Friday.
fn with_ivan() -> Desk {
    let desk = Desk::new().with("TZ", "Europe/Vilnius");
    desk.answer("tickler add 'Ivan Ivanov' --on fri");
    desk
}

/// The last entry of a client's history.
fn last_entry(desk: &Desk, client: &str) -> Value {
    let shown = desk.json(&format!("tickler show {client} --json"));
    let history = shown["history"].as_array().expect("a history");
    history.last().expect("an entry").clone()
}

#[test]
fn a_talk_that_was_earlier_is_stored_as_a_day_or_as_a_moment_of_that_day() {
    let desk = with_ivan();
    for (when, stored) in [
        ("yesterday", "2024-06-12"),
        ("thu", "2024-06-06"),
        ("today", "2024-06-13"),
        ("mon 10:30", "2024-06-10T10:30:00.000000+03:00"),
        ("2024-01-15 9am", "2024-01-15T09:00:00.000000+02:00"),
    ] {
        desk.answer(&format!("tickler file ivanov --on fri --when '{when}'"));
        assert_eq!(last_entry(&desk, "ivanov")["when"], stored, "{when}");
    }
    assert_eq!(
        desk.run("tickler today fri"),
        "\
$ tickler today fri
Fri 2024-06-14  anna  1 of 30: 1 repeat call

Client       Last contact
Ivan Ivanov  Thu 13 Jun call
"
    );
}

#[test]
fn an_empty_note_is_none_and_the_contact_counts() {
    let desk = with_ivan();
    for line in [
        "tickler file ivanov --on fri -n ''",
        "tickler file ivanov --on fri -n ' '",
        "printf '\\n' | tickler file ivanov --on fri -n -",
    ] {
        desk.answer(line);
        let entry = last_entry(&desk, "ivanov");
        assert_eq!(
            (&entry["outcome"], &entry["text"]),
            (&json!("reached"), &Value::Null)
        );
    }
}

#[test]
fn a_time_of_day_is_agreed_only_when_somebody_was_reached() {
    let desk = with_ivan();
    for (flags, agreed) in [
        ("--on 'fri 10:00'", json!(true)),
        ("--on fri", json!(null)),
        ("--on fri --agreed", json!(true)),
        ("--on 'fri 10:00' --planned", json!(null)),
        ("--on 'fri 10:00' --no-answer", json!(null)),
        ("--on 'fri 10:00' --outcome left-message", json!(null)),
        ("--on 'fri 10:00' --no-answer --agreed", json!(true)),
    ] {
        desk.answer(&format!("tickler file ivanov {flags}"));
        let entry = last_entry(&desk, "ivanov");
        assert_eq!(entry["set"]["agreed"], agreed, "{flags}");
    }
}

#[test]
fn a_client_who_is_new_is_added_by_the_contact_itself() {
    let desk = Desk::new();
    let transcript = desk.transcript(&[
        "tickler file ' Olga Petrova' --new --on 'mon 10:00' -n 'Called us'",
        "tickler file 'Olga Petrova-Ivanova' --new --on mon --no-answer",
        "tickler show olga-petrova",
        "tickler --today mon today",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler file ' Olga Petrova' --new --on 'mon 10:00' -n 'Called us'
Added and filed Olga Petrova behind \"17\": Mon 2024-06-17 at 10:00, in 4 days, agreed (1 of 30)
$ tickler file 'Olga Petrova-Ivanova' --new --on mon --no-answer
Added and filed Olga Petrova-Ivanova behind \"17\": Mon 2024-06-17, in 4 days (2 of 30)
$ tickler show olga-petrova
Olga Petrova  olga-petrova

Place   behind \"17\": Mon 2024-06-17 at 10:00, in 4 days, agreed
Binder  anna

Last contacts and notes
Thu 13 Jun  call  Called us
$ tickler --today mon today
Mon 2024-06-17  anna  2 of 30: 1 repeat call, 1 new call

Due     Client                Last contact
10:00   Olga Petrova          Thu 13 Jun call: Called us
agreed
        Olga Petrova-Ivanova  Thu 13 Jun call, no answer
"
    );
    let first = last_entry(&desk, "olga-petrova");
    assert_eq!(first["kind"], "call");
    assert_eq!(first["from"], Value::Null);
    assert_eq!(first["set"]["name"], "Olga Petrova");
    assert_eq!(first["set"]["manager"], "anna");
}

#[test]
fn on_a_terminal_words_that_are_no_date_are_asked_for_again() {
    let desk = with_ivan();
    assert_eq!(
        desk.at_terminal(
            "tickler file ivanov -n hello",
            "soonish\n31 jun\nyesterday\nmon\n"
        ),
        "\
$ tickler file ivanov -n hello
Next contact on: \"soonish\" is no date
hint: a date is typed like fri or \"5 jul\"; in full it is year-month-day
Next contact on: there is no \"31 jun\": June has 30 days
hint: check the day, or name a month alone, such as jul
Next contact on: \"yesterday\" is Wed 2024-06-12, and that has passed (today is Thu 2024-06-13)
hint: say a day to come, such as 2024-07-05 or fri
Next contact on: Filed Ivan Ivanov behind \"17\": Mon 2024-06-17, in 4 days (1 of 30)
"
    );
}

#[test]
fn on_a_terminal_an_empty_answer_leaves_all_as_it_is() {
    let desk = with_ivan();
    let before = desk.snapshot();
    let left = |line: &str, typed: &str, shown: &str| {
        assert_eq!(desk.at_terminal(line, typed), format!("$ {line}\n{shown}"));
        assert_eq!(desk.snapshot(), before);
    };
    left(
        "tickler file ivanov -n hello",
        "\n",
        "Next contact on: nothing was changed\n",
    );
    left(
        "tickler move ivanov",
        "\u{4}",
        "Next contact on: nothing was changed\n",
    );
    left(
        "tickler file nobody",
        "mon\n",
        "error: no client fits \"nobody\"\n\
         hint: see who there is: tickler list; or add a client: tickler add nobody\n(3)\n",
    );
    left(
        "tickler file ivanov --at 25:00",
        "mon\n",
        "error: no clock shows \"25:00\"\n\
         hint: a time is typed like 14:30 (from 0:00 to 23:59), 9am or 9:15pm\n(2)\n",
    );
}
