//! `stats` on a small store that was counted by hand.

#[path = "../desk/mod.rs"]
mod desk;
mod faces;
mod light;
mod store;

use desk::Desk;
use serde_json::{Value, json};
use store::{counted_by_hand, store};

/// A row without its names.
fn measures(row: &Value) -> Value {
    let mut row = row.clone();
    let members = row.as_object_mut().expect("an object");
    members.remove("key");
    members.remove("manager");
    row
}

#[test]
fn each_measure_is_what_was_counted_by_hand() {
    let stats = store().json("tickler --json stats");
    assert_eq!(
        (&stats["since"], &stats["until"]),
        (&json!("2024-05-15"), &json!("2024-06-13"))
    );
    assert_eq!(
        (&stats["by"], &stats["manager"]),
        (&Value::Null, &json!("anna"))
    );
    let rows = stats["rows"].as_array().expect("a list");
    assert_eq!(rows.len(), 1);
    assert_eq!(
        (&rows[0]["key"], &rows[0]["manager"]),
        (&json!("all"), &json!("anna"))
    );
    assert_eq!(measures(&rows[0]), counted_by_hand());
    assert_eq!(measures(&stats["total"]), counted_by_hand());
    let keys = |value: &Value| -> Vec<String> {
        value
            .as_object()
            .expect("an object")
            .keys()
            .cloned()
            .collect()
    };
    assert_eq!(keys(&stats["definitions"]), keys(&counted_by_hand()));
}

#[test]
fn each_definition_stands_in_the_help() {
    let desk = Desk::new();
    let stats = desk.json("tickler --json stats");
    let help: String = desk.answer("tickler stats --help");
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    for (key, definition) in stats["definitions"].as_object().expect("an object") {
        let definition = definition.as_str().expect("a text");
        assert!(help.contains(&format!("{key}: {definition}")), "{key}");
    }
}

/// Of each row its key and one measure.
fn column(desk: &Desk, flags: &str, measure: &str) -> Vec<(String, Value)> {
    let stats = desk.json(&format!("tickler --json stats {flags}"));
    let rows = stats["rows"].as_array().expect("a list").iter();
    let key = |row: &Value| row["key"].as_str().unwrap_or("-").to_owned();
    rows.map(|row| (key(row), row[measure].clone())).collect()
}

#[test]
fn rows_are_by_week_and_month() {
    let cases = [
        (
            "--by week --since 2024-05-15",
            "contacts",
            json!([
                ["2024-W20", 1],
                ["2024-W21", 2],
                ["2024-W22", 2],
                ["2024-W23", 2],
                ["2024-W24", 0]
            ]),
        ),
        (
            "--by week --since 2024-05-15",
            "won",
            json!([
                ["2024-W20", 0],
                ["2024-W21", 0],
                ["2024-W22", 0],
                ["2024-W23", 0],
                ["2024-W24", 1]
            ]),
        ),
        (
            "--by week --since 2024-05-15 --until 2024-05-26",
            "clients",
            json!([["2024-W20", null], ["2024-W21", null]]),
        ),
        // Months without anything are told, from the first on.
        (
            "--by month",
            "contacts",
            json!([
                ["2024-01", 1],
                ["2024-02", 0],
                ["2024-03", 0],
                ["2024-04", 0],
                ["2024-05", 6],
                ["2024-06", 2]
            ]),
        ),
    ];
    rows(&cases);
}

#[test]
fn rows_are_by_stage_source_kind_and_manager() {
    let cases = [
        // A contact counts to the stage to which it has brought the client.
        (
            "--by stage",
            "contacts",
            json!([
                ["new", 1],
                ["talks", 1],
                ["offer", 1],
                ["contract", 2],
                ["customer", 2],
                ["-", 0]
            ]),
        ),
        (
            "--by stage",
            "stage_days",
            json!([
                ["new", 7],
                ["talks", 8],
                ["offer", null],
                ["contract", 26],
                ["customer", null],
                ["-", null]
            ]),
        ),
        (
            "--by stage",
            "days_at_stage",
            json!([
                ["new", null],
                ["talks", null],
                ["offer", 9],
                ["contract", null],
                ["customer", 155],
                ["-", null]
            ]),
        ),
        (
            "--by source",
            "contacts",
            json!([["=fair", 2], ["fair", 5], ["-", 0]]),
        ),
        (
            "--by source",
            "load_ahead",
            json!([["=fair", null], ["fair", null], ["-", null]]),
        ),
        (
            "--by kind",
            "reached",
            json!([
                ["call", 1],
                ["meeting", 1],
                ["email", 0],
                ["message", 1],
                ["visit", 1],
                ["letter", 1]
            ]),
        ),
        (
            "--by kind",
            "promises_made",
            json!([
                ["call", null],
                ["meeting", null],
                ["email", null],
                ["message", null],
                ["visit", null],
                ["letter", null]
            ]),
        ),
        ("--by manager", "contacts", json!([["anna", 7]])),
    ];
    rows(&cases);
}

/// Of each row one measure.
fn rows(cases: &[(&str, &str, Value)]) {
    let desk = store();
    for (flags, measure, expected) in cases {
        let column = json!(column(&desk, flags, measure));
        assert_eq!(column, *expected, "{flags} {measure}");
    }
}

#[test]
fn over_every_binder_each_row_says_whose_it_is_and_who_had_the_client_then_has_the_talk() {
    let desk = store();
    let contacts = json!(column(&desk, "--all", "contacts"));
    assert_eq!(contacts, json!([["anna", 8], ["boris", 1]]));
    let stats = desk.json("tickler --json stats --all --by kind");
    assert_eq!(
        (&stats["by"], &stats["manager"]),
        (&json!("kind"), &Value::Null)
    );
    let rows = stats["rows"].as_array().expect("a list").iter();
    let calls = rows.filter(|row| row["key"] == "call");
    let calls: Vec<Value> = calls
        .map(|row| json!([row["manager"], row["calls"]]))
        .collect();
    assert_eq!(json!(calls), json!([["anna", 3], ["boris", 1]]));
    assert_eq!(stats["total"]["contacts"], 9);
    // What stands today is each manager's own.
    assert_eq!(
        json!(column(&desk, "--all", "clients")),
        json!([["anna", 3], ["boris", 1]])
    );
    assert_eq!(
        json!(column(&desk, "--all", "capacity_ahead")),
        json!([["anna", 20], ["boris", 150]])
    );
}

#[test]
fn days_that_are_looked_back_on_are_the_last_such() {
    let desk = store();
    let period = |flags: &str| {
        let stats = desk.json(&format!("tickler --json stats {flags}"));
        [&stats["since"], &stats["until"]].map(|day| day.as_str().expect("a day").to_owned())
    };
    let cases = [
        ("", "2024-05-15", "2024-06-13"),
        ("--until yesterday", "2024-05-14", "2024-06-12"),
        ("--since mon", "2024-06-10", "2024-06-13"),
        ("--since thu", "2024-06-06", "2024-06-13"),
        ("--since jan --until mar", "2024-01-01", "2024-03-31"),
        ("--since jun --until jun", "2024-06-01", "2024-06-13"),
        ("--since '1 jul'", "2023-07-01", "2024-06-13"),
        ("--since today", "2024-06-13", "2024-06-13"),
        (
            "--since 2024-05-20 --until 2024-05-20",
            "2024-05-20",
            "2024-05-20",
        ),
        ("--by week", "2024-03-25", "2024-06-13"),
        ("--by month --until mar", "2023-04-01", "2024-03-31"),
    ];
    for (flags, since, until) in cases {
        assert_eq!(period(flags), [since, until], "{flags}");
    }
    let contacts = column(&desk, "--since 2024-05-20 --until 2024-05-20", "contacts");
    assert_eq!(json!(contacts), json!([["all", 1]]));
    // The year 1 has days before it that no calendar has.
    assert_eq!(
        desk.run("tickler --json --today 0001-01-03 stats --by month")
            .lines()
            .last(),
        Some("}")
    );
}
