//! A small store, and what each measure of it comes to, counted by hand.

use serde_json::{Value, json};

use crate::desk::Desk;

/// An entry at this time of 2024, by anna.
fn entry(op: &str, at: &str, kind: &str, more: &Value) -> Value {
    let mut entry =
        json!({ "op": op, "at": format!("2024-{at}:00+02:00"), "by": "anna", "kind": kind });
    for (key, value) in more.as_object().expect("an object") {
        entry[key] = value.clone();
    }
    entry
}

/// Writes the dossier of a client who stands where the last entries have set.
fn put(desk: &Desk, manager: &str, number: u8, client: &str, history: &[Value]) {
    let mut dossier =
        json!({ "format": 1, "id": format!("01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a{number:02}") });
    let live = history.iter().filter(|entry| entry["op"] != "undone");
    for (key, value) in live.flat_map(|entry| entry["set"].as_object().into_iter().flatten()) {
        dossier[key] = value.clone();
    }
    dossier["manager"] = json!(manager);
    dossier["name"] = json!(client);
    dossier["history"] = json!(history);
    let place = dossier["place"].as_str().expect("a place").to_owned();
    desk.write(
        &format!("managers/{manager}/{place}/{client}.json"),
        format!("{dossier:#}\n"),
    );
}

/// Four clients of anna's who are counted below, one who was lost and one of boris's.
pub(crate) fn store() -> Desk {
    let desk = Desk::new();
    desk.answer("tickler config --manager anna --new");
    desk.answer("tickler config --manager anna capacity 4");
    put(&desk, "anna", 1, "ivan", &ivan());
    put(&desk, "anna", 2, "olga", &olga());
    put(&desk, "anna", 3, "chen", &chen());
    put(&desk, "anna", 4, "dora", &dora());
    put(&desk, "anna", 5, "erik", &erik());
    put(&desk, "boris", 6, "frank", &frank());
    desk
}

fn ivan() -> Vec<Value> {
    vec![
        entry(
            "1",
            "05-20T09:00",
            "add",
            &first("ivan", "2024-05-22", Some("new"), Some("fair")),
        ),
        entry(
            "2",
            "05-22T09:00",
            "call",
            &json!({ "outcome": "no-answer",
            "set": { "place": "2024-05-27", "agreed": true } }),
        ),
        // On the agreed day.
        entry(
            "3",
            "05-27T10:00",
            "call",
            &json!({ "outcome": "reached", "mood": 4,
            "promises": [{ "text": "estimate", "due": "2024-06-03" }, { "text": "samples" }],
            "set": { "place": "2024-06-03", "agreed": true, "stage": "talks" } }),
        ),
        entry("4", "06-03T10:00", "kept", &json!({ "of": "3", "n": 1 })),
        // A day later than agreed.
        entry(
            "5",
            "06-04T10:00",
            "meeting",
            &json!({ "outcome": "reached", "mood": 5, "complaint": true,
            "set": { "place": "2024-06-14", "agreed": true, "stage": "offer" } }),
        ),
        entry("6", "06-05T11:00", "note", &json!({ "answers": "5" })),
    ]
}

fn olga() -> Vec<Value> {
    vec![
        entry(
            "1",
            "01-10T09:00",
            "add",
            &first("olga", "2024-06-13", Some("customer"), Some("=fair")),
        ),
        entry(
            "2",
            "01-20T09:00",
            "email",
            &json!({ "outcome": "reached" }),
        ),
        entry(
            "3",
            "05-30T09:00",
            "email",
            &json!({ "outcome": "left-message",
            "promises": [{ "text": "call", "due": "2024-06-05" }] }),
        ),
        entry(
            "4",
            "05-31T09:00",
            "letter",
            &json!({ "outcome": "reached", "mood": 1, "when": "2024-05-16" }),
        ),
    ]
}

fn chen() -> Vec<Value> {
    vec![
        entry(
            "1",
            "05-16T09:00",
            "import",
            &first("chen", "2024-06-12", None, None),
        ),
        entry(
            "undone",
            "06-01T09:00",
            "call",
            &json!({ "outcome": "reached", "set": { "stage": "new" } }),
        ),
        entry("3", "06-01T09:01", "undo", &json!({ "of": "undone" })),
    ]
}

fn dora() -> Vec<Value> {
    vec![
        entry(
            "1",
            "05-15T09:00",
            "add",
            &first("dora", "2024-05-20", Some("contract"), Some("fair")),
        ),
        entry(
            "2",
            "05-20T09:00",
            "message",
            &json!({ "outcome": "reached" }),
        ),
        entry(
            "3",
            "06-09T09:00",
            "visit",
            &json!({ "outcome": "reached" }),
        ),
        entry(
            "4",
            "06-10T09:00",
            "close",
            &json!({ "result": "won", "set": { "place": "closed" } }),
        ),
    ]
}

fn erik() -> Vec<Value> {
    vec![
        entry(
            "1",
            "02-01T09:00",
            "add",
            &first("erik", "2024-05-20", None, None),
        ),
        entry("2", "05-14T09:00", "call", &json!({ "outcome": "reached" })),
        entry(
            "3",
            "06-01T09:00",
            "close",
            &json!({ "result": "lost", "set": { "place": "closed" } }),
        ),
        entry("4", "06-02T09:00", "note", &json!({ "complaint": true })),
    ]
}

fn frank() -> Vec<Value> {
    vec![
        entry(
            "1",
            "02-01T09:00",
            "add",
            &first("frank", "2024-06-20", None, None),
        ),
        entry("2", "06-01T09:00", "call", &json!({ "outcome": "reached" })),
        entry(
            "3",
            "06-05T09:00",
            "assign",
            &json!({ "from_manager": "anna", "to": "boris",
            "set": { "manager": "boris" } }),
        ),
        entry(
            "4",
            "06-10T09:00",
            "call",
            &json!({ "outcome": "no-answer" }),
        ),
    ]
}

/// What the first entry of a client says.
fn first(client: &str, place: &str, stage: Option<&str>, source: Option<&str>) -> Value {
    let mut set = json!({ "manager": "anna", "place": place, "name": client });
    for (key, value) in [("stage", stage), ("source", source)] {
        if let Some(value) = value {
            set[key] = json!(value);
        }
    }
    json!({ "set": set })
}

/// What each measure comes to in the 30 days up to the 13th of June.
pub(crate) fn counted_by_hand() -> Value {
    json!({
        "contacts": 7, // ivan 3, olga 2, dora 2
        "calls": 2, "meetings": 1, "emails": 1, "messages": 1, "visits": 1, "letters": 1,
        "reached": 5, "no_answer": 1, "left_message": 1,
        "reached_share": 0.714, // 5 of 7
        "on_agreed_day": 1, "after_agreed_day": 1, "agreed_share": 0.5,
        "promises_made": 3, "promises_kept": 1, "promises_missed": 1, "promises_kept_share": 0.5,
        "new_clients": 3, // ivan, chen, dora
        "first_reached": 2, // ivan, dora
        "won": 1, "lost": 1, "won_share": 0.5,
        "moods": 3, "mood": 3.333, // 4, 5 and 1
        "complaints": 2, "complaints_open": 1, "answer_hours": 25,
        "stages_left": 3, "stage_days": 13.667, // 7, 8 and 26 days
        "clients": 3, "clients_new": 1, "clients_existing": 1, "clients_dissatisfied": 1,
        "days_at_stage": 82, // ivan 9, olga 155
        "overdue": 1, "due_today": 2, "load_ahead": 1, "capacity_ahead": 20, "load_share": 0.05,
    })
}
