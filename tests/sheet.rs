//! What is written into a dossier's text as it stands is what the whole way writes, to the byte.

use chrono::{DateTime, TimeDelta};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use tickler::binder::{Changes, ContactKind, Dossier, Entry, Head, Kind, Moment, Sheet};
use tickler::store::{dossier_text, parse_dossier};
use uuid::Uuid;

fn moment(minute: i64) -> Moment {
    let start: DateTime<_> = "2024-06-01T09:00:00+02:00".parse().expect("a moment");
    start + TimeDelta::minutes(minute)
}

fn words() -> impl Strategy<Value = String> {
    let odd = [
        "",
        "\"",
        "\\",
        "a\nb",
        "\t",
        "Žydrūnė",
        "王芳",
        "\u{1}",
        "\u{7f}",
        "{",
        "],",
        "  ",
    ];
    prop_oneof![select(odd.to_vec()).prop_map(str::to_owned), "[a-z ]{1,8}"]
}

/// A field with a value that it can hold.
fn field() -> impl Strategy<Value = (&'static str, Value)> {
    let place = select(vec!["2024-07-05", "2024-07", "someday", "closed"]);
    let flag = select(vec![json!(true), json!(false), json!(null)]);
    let own = vec(
        (
            "[ab]",
            prop_oneof![words().prop_map(Value::from), Just(json!(12))],
        ),
        1..3,
    );
    prop_oneof![
        4 => place.prop_map(|place| ("place", json!(place))),
        1 => select(vec!["anna", "ben", "žydrūnė"]).prop_map(|name| ("manager", json!(name))),
        4 => words().prop_map(|text| ("next", json!(text))),
        1 => select(vec!["9:00", "14:30"]).prop_map(|time| ("time", json!(time))),
        1 => flag.prop_map(|flag| ("agreed", flag)),
        1 => words().prop_map(|text| ("company", json!(text))),
        2 => vec(words(), 0..3).prop_map(|tags| ("tags", json!(tags))),
        1 => own.prop_map(|own| ("fields", own.into_iter().collect())),
        1 => Just(("occasions", json!(["06-17 name day"]))),
        1 => words().prop_map(|text| ("later-field", json!(text))),
    ]
}

#[derive(Clone, Debug)]
enum Step {
    Set(Vec<(&'static str, Value)>),
    Tag(bool, String),
    Say(String),
    Promise,
    Undo,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => vec(field(), 1..4).prop_map(Step::Set),
        3 => (any::<bool>(), words()).prop_map(|(add, tag)| Step::Tag(add, tag)),
        3 => words().prop_map(Step::Say),
        1 => Just(Step::Promise),
        1 => Just(Step::Undo),
    ]
}

fn entry(minute: i64, step: &Step) -> Entry {
    let new = |kind| Entry::new(&minute.to_string(), moment(minute), "anna", kind);
    let mut changes = Changes::default();
    match step {
        Step::Set(fields) => {
            for (key, value) in fields {
                changes.set(key, value.clone());
            }
            new(Kind::Edit).changing(None, changes)
        }
        Step::Tag(true, tag) => {
            changes.add("tags", tag.as_str());
            new(Kind::Edit).changing(None, changes)
        }
        Step::Tag(false, tag) => {
            changes.remove("tags", tag.as_str());
            new(Kind::Edit).changing(None, changes)
        }
        Step::Say(text) => new(Kind::Contact(ContactKind::Call)).with("text", text.as_str()),
        Step::Promise => new(Kind::Note).with("promises", json!([{ "text": "the price" }])),
        Step::Undo => new(Kind::Undo).with("of", (minute - 1).to_string()),
    }
}

fn dossier(name: &str, steps: &[Step]) -> Dossier {
    let mut changes = Changes::default();
    for (key, value) in [("manager", "anna"), ("place", "2024-06-14"), ("name", name)] {
        changes.set(key, value);
    }
    let first = Entry::new("0", moment(0), "anna", Kind::Add).changing(None, changes);
    let mut dossier = Dossier::new(Uuid::from_u128(7), first);
    for (minute, step) in (1..).zip(steps) {
        dossier.enter(entry(minute, step));
    }
    dossier
}

fn check(text: &str, last: &Entry) -> Result<bool, TestCaseError> {
    let Some(sheet) = Sheet::of(text.as_bytes()) else {
        return Ok(false);
    };
    let mut whole = parse_dossier(text.as_bytes()).expect("a sheet is a dossier");
    prop_assert_eq!(whole.hand_edits(), None);
    prop_assert_eq!(sheet.head(), Some(Head::of(&whole)));
    prop_assert_eq!((whole.slips(), whole.stale_slips()), (vec![], vec![]));
    let Some((written, head)) = sheet.with(last) else {
        return Ok(false);
    };
    whole.enter(last.clone());
    prop_assert_eq!(&written, &dossier_text(&whole).expect("a text"));
    prop_assert_eq!(head, Head::of(&whole));
    prop_assert_eq!((whole.slips(), whole.stale_slips()), (vec![], vec![]));
    Ok(true)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_sheet_with_an_entry_more_is_the_dossier_with_it(
        name in "[a-z\"ž]{1,5}", steps in vec(step(), 0..6), last in step(), minute in 0_i64..40
    ) {
        let text = dossier_text(&dossier(&name, &steps)).expect("a text");
        check(&text, &entry(minute, &last))?;
    }

    #[test]
    fn a_text_that_was_touched_is_no_sheet_or_still_what_is_printed(
        steps in vec(step(), 0..4), last in step(), at in any::<prop::sample::Index>(),
        cut in 0_usize..4, put in select(vec!["", "x", " ", "\n", ",", "\"", "true", "2", "\n  \"a\": 1,"])
    ) {
        let mut text = dossier_text(&dossier("ivan", &steps)).expect("a text");
        let at = at.index(text.len());
        if text.is_char_boundary(at) && text.is_char_boundary((at + cut).min(text.len())) {
            text.replace_range(at..(at + cut).min(text.len()), put);
            if Sheet::of(text.as_bytes()).is_some() {
                let whole = parse_dossier(text.as_bytes()).expect("a sheet is a dossier");
                prop_assert_eq!(&dossier_text(&whole).expect("a text"), &text);
            }
            check(&text, &entry(40, &last))?;
        }
    }

    #[test]
    fn a_key_that_was_edited_by_hand_is_seen(
        steps in vec(step(), 0..4), (key, value) in field(), last in step()
    ) {
        let text = dossier_text(&dossier("ivan", &steps)).expect("a text");
        let mut edited: Value = serde_json::from_str(&text).expect("json");
        edited[key] = value;
        check(&format!("{edited:#}\n"), &entry(40, &last))?;
    }
}

#[test]
fn what_is_entered_day_by_day_is_written_as_a_sheet() {
    let set = |key, value: Value| Step::Set(vec![(key, value)]);
    let steps = [
        set("fields", json!({ "budget": "12000", "size": "L" })),
        Step::Tag(true, "wholesale".to_owned()),
        Step::Tag(true, "export".to_owned()),
        Step::Say("Wants the \"estimate\"\nby Friday".to_owned()),
        set("company", json!("ООО \"Ромашка\"")),
        Step::Tag(false, "wholesale".to_owned()),
        set("agreed", json!(true)),
        set("fields", json!({ "size": null, "kind": "x" })),
        set("agreed", json!(null)),
    ];
    for end in 0..=steps.len() {
        let text = dossier_text(&dossier("Ivan", &steps[..end])).expect("a text");
        let last = entry(40, &set("manager", json!("ben")));
        assert!(check(&text, &last).expect("the same"), "{text}");
        // Not later than what stands there: the whole way puts its moment right.
        assert!(!check(&text, &entry(0, &Step::Say(String::new()))).expect("the same"));
    }
}
