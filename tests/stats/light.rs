//! The course of things as it is read from a file's text at once, against that of the whole dossier.

use proptest::collection::vec;
use proptest::prelude::{Strategy, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::sample::{Index, select};
use serde_json::{Value, json};
use tickler::binder::Dossier;
use tickler::binder::measure::Course;

const TEXTS: [&str; 9] = [
    "Wants it split",
    "the \"blue\" one",
    "two\nlines\tand \\ more",
    "Žydrūnė สมชาย محمد 王芳 🎁",
    "\u{1b}[31m \u{202e}",
    "},\n    {\n      \"kind\": \"undo\"",
    "\",\"when\": \"",
    "C:\\",
    "",
];
const PLACES: [&str; 6] = [
    "2024-06-05",
    "2024-06-12",
    "2024-07",
    "someday",
    "closed",
    "gone",
];
const STAGES: [&str; 4] = ["new", "talks", "a \"fair\" one", "сделка"];

/// What an entry changes.
fn changes() -> impl Strategy<Value = Value> {
    let text = || select(&TEXTS[..]);
    let change = prop_oneof![
        select(&PLACES[..]).prop_map(|place| ("place", json!(place))),
        select(&[Value::Bool(true), Value::Null][..]).prop_map(|agreed| ("agreed", agreed)),
        select(&STAGES[..]).prop_map(|stage| ("stage", json!(stage))),
        select(&["anna", "ben", "เอ"][..]).prop_map(|manager| ("manager", json!(manager))),
        text().prop_map(|text| ("next", json!(text))),
        text().prop_map(|text| (
            "fields",
            json!({ "stage": text, "place": 1.5, "x": [[], {}] })
        )),
        select(&["stage", "next", "time"][..]).prop_map(|key| (key, Value::Null)),
    ];
    vec(change, 0..4).prop_map(|changes| {
        let changes = changes
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value));
        Value::Object(changes.collect())
    })
}

/// One more key of an entry.
fn key() -> impl Strategy<Value = (&'static str, Value)> {
    let of = || (0..6_usize).prop_map(|op| json!(op.to_string()));
    prop_oneof![
        4 => select(&["reached", "no-answer", "left-message", "later"][..])
            .prop_map(|outcome| ("outcome", json!(outcome))),
        4 => select(&TEXTS[..]).prop_map(|text| ("text", json!(text))),
        4 => (0..7_u8).prop_map(|mood| ("mood", json!(mood))),
        2 => select(&["2024-06-06", "2024-06-31", "someday", "2024-6-6"][..]).prop_map(|due| {
            ("promises", json!([{ "text": "a", "due": due }, { "text": "\"b\"" }]))
        }),
        2 => of().prop_map(|op| ("of", op)),
        1 => (1..3_u8).prop_map(|n| ("n", json!(n))),
        1 => of().prop_map(|op| ("answers", op)),
        1 => select(&["won", "lost", "so"][..]).prop_map(|result| ("result", json!(result))),
        1 => select(&[true, false][..]).prop_map(|so| ("complaint", json!(so))),
        1 => select(&["2024-06-01", "2024-06-02T10:00:00+02:00", "soon"][..])
            .prop_map(|when| ("when", json!(when))),
    ]
}

/// An entry without its number and its moment.
fn entry() -> impl Strategy<Value = Value> {
    let kinds = prop_oneof![
        9 => select(&["call", "visit", "email", "note", "kept", "move", "close", "reopen"][..]),
        2 => select(&["edit", "assign", "import", "later-kind"][..]),
        1 => select(&["undo"][..]),
    ];
    (kinds, vec(key(), 0..5), changes()).prop_map(|(kind, keys, set)| {
        let mut entry = json!({ "op": "", "at": "", "by": "anna", "kind": kind });
        for (key, value) in keys {
            entry[key] = value;
        }
        entry["set"] = set;
        entry
    })
}

/// A dossier of these entries, with an editor's changes in its card, merged with a copy that was
/// taken before the last entry.
fn dossier() -> impl Strategy<Value = Dossier> {
    let edits = vec(
        (select(&["stage", "source", "next"][..]), select(&TEXTS[..])),
        0..3,
    );
    let entries = vec((0_u32..4, entry()), 0..7);
    (entries, edits, 0..3_u8).prop_map(|(entries, edits, merges)| {
        let set = json!({ "manager": "anna", "place": "2024-06-05", "name": "Žydrūnė" });
        let first = json!({ "op": "0", "at": "2024-06-01T09:00:00.000000+02:00", "by": "anna",
            "kind": "add", "set": set });
        let (mut history, mut day) = (vec![first], 1);
        for (number, (days, mut entry)) in entries.into_iter().enumerate() {
            day += days;
            entry["op"] = json!((number + 1).to_string());
            entry["at"] = json!(format!("2024-06-{day:02}T10:00:0{number}.000000-03:30"));
            history.push(entry);
        }
        let card = |history: &[Value]| {
            let mut card = json!({ "format": 1, "id": "01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11",
                "manager": "anna", "place": "2024-06-05", "name": "Žydrūnė" });
            for (key, text) in &edits {
                card[key] = json!(text);
            }
            card["history"] = json!(history);
            serde_json::from_value::<Dossier>(card).expect("a dossier")
        };
        let whole = card(&history);
        match merges {
            0 => whole,
            1 => whole.with_hand_edits_entered(),
            _ => whole.merge(&card(&history[..history.len().div_ceil(2)])),
        }
    })
}

fn text(dossier: &Dossier) -> String {
    format!("{:#}\n", json!(dossier))
}

/// Whether every entry says all by itself, in letters and whole numbers, and no text ends in what
/// looks like an escaped quote.
fn is_plain(dossier: &Dossier) -> bool {
    let text = text(dossier);
    let is_said = ["1.5", "\\u", "\\\\\""]
        .iter()
        .all(|odd| !text.contains(odd));
    is_said
        && dossier.history().iter().all(|entry| {
            let entry = entry.stored();
            !entry.contains_key("when")
                && entry["kind"] != "undo"
                && entry.get("complaint") != Some(&json!(true))
                && entry
                    .get("set")
                    .is_none_or(|set| set.get("manager") != Some(&Value::Null))
        })
}

/// Takes a text, and a place in it, for one that was damaged there.
fn damaged(text: &str, at: Index, how: u8) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    let place = at.index(bytes.len());
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let line = at.index(lines.len());
    match how {
        0 => bytes[place] ^= 1,
        1 => drop(bytes.remove(place)),
        2 => bytes.insert(place, b"\"\\,{}[]\n 0"[place % 10]),
        3 => bytes[place] = 0x80,
        4 => bytes.truncate(place),
        5 => {
            return [&lines[..line], &lines[line + 1..]]
                .concat()
                .concat()
                .into();
        }
        _ => return [&lines[..=line], &lines[line..]].concat().concat().into(),
    }
    bytes
}

proptest! {
    #[test]
    fn what_is_read_at_once_is_what_the_whole_dossier_says(dossier in dossier()) {
        let text = text(&dossier);
        let whole: Dossier = serde_json::from_str(&text).expect("a dossier");
        let read = Course::read(text.as_bytes());
        if is_plain(&whole) {
            prop_assert!(read.is_some(), "{}", text);
        }
        if let Some((id, course)) = read {
            prop_assert_eq!(id, whole.id());
            prop_assert_eq!(course, Course::of(&whole), "{}", text);
        }
    }

    #[test]
    fn a_damaged_text_is_read_as_the_whole_one_is_or_not_at_all(
        dossier in dossier(),
        at in proptest::prelude::any::<Index>(),
        how in 0_u8..7,
    ) {
        let bytes = damaged(&text(&dossier), at, how);
        if let Some((_, course)) = Course::read(&bytes) {
            let value = serde_json::from_slice::<Value>(&bytes);
            prop_assert!(value.is_ok(), "{}", String::from_utf8_lossy(&bytes));
            if let Ok(whole) = serde_json::from_slice::<Dossier>(&bytes) {
                prop_assert_eq!(course, Course::of(&whole), "{}", String::from_utf8_lossy(&bytes));
            }
        }
    }
}
