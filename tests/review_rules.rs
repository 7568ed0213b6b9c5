//! What a day did to a dossier, as the evening's review tells it: tables of cases.

use chrono::NaiveDate;
use proptest::collection::vec;
use proptest::prelude::{prop_assert, proptest};
use serde_json::{Value, json};

use tickler::binder::review::{Doings, is_elsewhere, week_until};
use tickler::binder::{Calendar, Dossier, Place};

/// A dossier of anna's from entries such as `13 call reached 2024-06-20`: the day of June, the
/// kind, and how it ended, where the dossier went, `@whose` binder, which entry is undone or
/// holds the promise that is kept (`#1`), and by when something was promised (`by:`).
fn dossier(entries: &[&str]) -> Dossier {
    let history = entries.iter().enumerate().map(|(number, entry)| {
        let mut words = entry.split(' ');
        let (day, kind) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
        let at = format!("2024-06-{day}T09:00:{number:02}+03:00");
        let mut entry = json!({ "op": number.to_string(), "at": at, "by": "anna",
            "kind": kind, "set": {} });
        if number == 0 {
            entry["set"]["manager"] = json!("anna");
        }
        for word in words {
            match word.split_at(1) {
                ("#", of) => entry["of"] = json!(of),
                ("@", manager) => entry["set"]["manager"] = json!(manager),
                ("b", due) => {
                    let due = due.trim_start_matches("y:");
                    entry["promises"] = json!([{ "text": "Send it", "due": due }]);
                }
                _ if word.parse::<Place>().is_ok() => entry["set"]["place"] = json!(word),
                _ => entry["outcome"] = json!(word),
            }
        }
        entry
    });
    let history: Vec<Value> = history.collect();
    let value = json!({ "format": 1, "id": "01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11",
        "manager": "anna", "place": "someday", "name": "Ivan", "history": history });
    serde_json::from_value(value).expect("a dossier")
}

/// `Untouched, added, 1 kept, pushed 3`.
fn told(doings: &Doings) -> String {
    let fate = doings.fate.map(|fate| format!("{fate:?}"));
    let flags = [
        (doings.unplanned, "unplanned"),
        (doings.added, "added"),
        (doings.closed, "closed"),
    ];
    let flags = flags.iter().filter(|(so, _)| *so);
    let mut parts: Vec<String> = fate.into_iter().collect();
    parts.extend(flags.map(|(_, what)| (*what).to_owned()));
    let count = |count: usize, what| (count > 0).then(|| format!("{count} {what}"));
    parts.extend(count(doings.kept.len(), "kept"));
    parts.extend(count(doings.missed.len(), "missed"));
    parts.extend(doings.pushed.map(|times| format!("pushed {times}")));
    parts.join(", ")
}

fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 6, number).expect("a date")
}

/// Holds that the 13th is told of each dossier so, as anna's.
fn hold(cases: &[(&[&str], &str)]) {
    let days = day(13)..=day(13);
    for (entries, expected) in cases {
        let doings = Doings::of(&dossier(entries), "anna", &days);
        assert_eq!(told(&doings), *expected, "{entries:?}");
        assert_eq!(doings.is_nothing(), expected.is_empty());
    }
}

#[test]
fn planned_is_what_stands_behind_the_day_or_an_earlier_one() {
    hold(&[
        // What stands elsewhere, or was not there yet, has nothing to do with the day.
        (&["10 add 2024-06-14"], ""),
        (&["10 add 2024-06"], ""),
        (&["10 add someday"], ""),
        (&["14 add 2024-06-13"], ""),
        // Planned is what stands behind the day or an earlier one, and a month that is over.
        (&["10 add 2024-06-13"], "Untouched"),
        (&["10 add 2024-06-11"], "Untouched"),
        (&["10 add 2024-05"], "Untouched"),
        (&["13 add 2024-06-13"], "Untouched, added"),
        (&["13 add 2024-06-14"], "added"),
        (&["13 add 2024-06-13", "13 undo #0"], ""),
        (&["13 call reached 2024-06-20"], "unplanned, added"),
    ]);
}

#[test]
fn what_became_of_it_is_told_by_contacts_and_by_where_it_stands_in_the_end() {
    hold(&[
        (
            &["10 add 2024-06-13", "13 call reached 2024-06-20"],
            "Reached",
        ),
        (
            &["10 add 2024-06-13", "13 call no-answer 2024-06-14"],
            "NotReached, pushed 1",
        ),
        (
            &[
                "10 add 2024-06-13",
                "13 call no-answer",
                "13 email reached 2024-06-14",
            ],
            "Reached",
        ),
        (&["10 add 2024-06-13", "13 call left-message"], "NotReached"),
        (&["10 add 2024-06-13", "13 note"], "Untouched"),
        (
            &["10 add 2024-06-13", "13 move 2024-06-14"],
            "Moved, pushed 1",
        ),
        (
            &["10 add 2024-06-11", "13 move 2024-06-13"],
            "Untouched, pushed 1",
        ),
        (
            &[
                "10 add 2024-06-13",
                "13 move 2024-06-14",
                "13 move 2024-06-13",
            ],
            "Untouched, pushed 1",
        ),
        (&["10 add 2024-06-20", "13 move 2024-06-13"], "Untouched"),
        (
            &[
                "10 add 2024-06-20",
                "13 move 2024-06-13",
                "13 call reached 2024-06-20",
            ],
            "Reached",
        ),
        (&["10 add 2024-06-13", "13 close closed"], "Moved, closed"),
        (
            &["10 add 2024-06-13", "13 call reached", "13 close closed"],
            "Reached, closed",
        ),
        (
            &[
                "10 add 2024-06-20",
                "13 close closed",
                "13 reopen 2024-06-20",
            ],
            "",
        ),
        (&["10 add 2024-06-20", "12 close closed"], ""),
        (
            &["10 add 2024-06-20", "13 visit reached 2024-07"],
            "unplanned",
        ),
    ]);
}

#[test]
fn what_was_undone_never_was_and_each_has_what_was_in_their_binder() {
    hold(&[
        // What was undone never was, whenever that happened; what came later is not asked.
        (
            &[
                "10 add 2024-06-13",
                "13 call reached 2024-06-20",
                "14 undo #1",
            ],
            "Untouched",
        ),
        (
            &["10 add 2024-06-13", "14 call reached 2024-06-20"],
            "Untouched",
        ),
        // The plan is that of the manager whose binder it was in.
        (&["10 add 2024-06-13", "13 assign @ben"], "Moved"),
        (&["10 add 2024-06-13", "12 assign @ben"], ""),
        (&["10 add 2024-06-13 @ben", "13 assign @anna"], "Untouched"),
        (
            &[
                "10 add 2024-06-13 @ben",
                "13 call reached",
                "13 assign @anna",
            ],
            "Untouched",
        ),
        (
            &["10 add 2024-06-13", "13 call reached", "13 assign @ben"],
            "Reached",
        ),
        // Promises.
        (&["10 call reached 2024-07 by:2024-06-13"], "1 missed"),
        (
            &["10 call reached 2024-07 by:2024-06-13", "13 kept #0"],
            "1 kept",
        ),
        (
            &["10 call reached 2024-07 by:2024-06-11", "13 kept #0"],
            "1 kept",
        ),
        (
            &[
                "10 call reached 2024-07 by:2024-06-13",
                "12 assign @ben",
                "14 kept #0",
            ],
            "",
        ),
    ]);
}

#[test]
fn several_days_are_one_long_day() {
    let cases: [(&[&str], &str); 7] = [
        (&["03 add 2024-06-12"], "Untouched"),
        // Before its day it is as little planned as on that day alone.
        (
            &["03 add 2024-06-12", "11 call reached 2024-07"],
            "unplanned",
        ),
        // Put off from day to day, it was planned on each, and in the end there was no contact.
        (
            &[
                "03 add 2024-06-10",
                "10 move 2024-06-11",
                "11 move 2024-06-20",
            ],
            "Moved, pushed 2",
        ),
        (
            &[
                "03 add 2024-06-10",
                "10 call no-answer 2024-06-12",
                "12 call reached 2024-07",
            ],
            "Reached",
        ),
        // It stood behind the 14th on the 10th, and was gone from there when that day came.
        (&["03 add 2024-06-14", "11 move 2024-07"], "pushed 1"),
        (
            &["03 add 2024-07 by:2024-06-11", "12 kept #0"],
            "1 kept, 1 missed",
        ),
        (&["15 add 2024-06-10"], ""),
    ];
    for (entries, expected) in cases {
        let doings = Doings::of(&dossier(entries), "anna", &(day(10)..=day(14)));
        assert_eq!(told(&doings), expected, "{entries:?}");
    }
}

#[test]
fn pushes_are_counted_since_the_client_was_last_reached() {
    let pushed = [
        "03 add 2024-06-10",
        "10 move 2024-06-11",
        "11 call no-answer 2024-06-12",
        "12 move 2024-06-11",
        "13 move 2024-06-20",
    ];
    let doings = |entries: &[&str]| {
        let doings = Doings::of(&dossier(entries), "anna", &(day(13)..=day(13)));
        doings.pushed
    };
    assert_eq!(doings(&pushed), Some(3));
    let mut reached = pushed.to_vec();
    reached.insert(3, "11 email reached");
    assert_eq!(doings(&reached), Some(1));
    // Not pushed today, it is not told today.
    assert_eq!(doings(&pushed[..4]), None);
    let mut undone = pushed.to_vec();
    undone.push("14 undo #1");
    assert_eq!(doings(&undone), Some(2));
}

#[test]
fn a_week_has_five_working_days_up_to_its_last() {
    let calendar = Calendar::default();
    // From a Thursday, and from a Sunday, which belongs to it.
    for (until, first) in [(13, 7), (16, 10), (14, 10)] {
        assert_eq!(week_until(day(until), &calendar), day(first)..=day(until));
    }
    let never = Calendar::new([], Vec::new());
    assert_eq!(week_until(day(13), &never), day(9)..=day(13));
}

/// The file of a dossier, as it is written: its fields are what its history adds up to.
fn written(read: &Dossier) -> (Dossier, String) {
    let mut history = read.history().iter().cloned();
    let mut written = Dossier::new(read.id(), history.next().expect("an entry"));
    history.for_each(|entry| written.apply(entry));
    let text = format!("{:#}\n", json!(written));
    (written, text)
}

proptest! {
    #[test]
    fn what_is_passed_at_a_glance_has_nothing_to_tell(
        first in 8_u32..15,
        kinds in vec((0_u32..3, 0_usize..6, 0_usize..7), 0..5),
    ) {
        const KINDS: [&str; 6] =
            ["move", "call reached", "call no-answer", "note", "assign @ben", "undo #1"];
        const PLACES: [&str; 7] =
            ["2024-06-12", "2024-06-13", "2024-06-20", "2024-05", "2024-07", "someday", "closed"];
        let mut date = first;
        let mut entries = vec![format!("{date:02} add 2024-06-11")];
        for (later, kind, place) in kinds {
            date += later;
            entries.push(format!("{date:02} {} {}", KINDS[kind], PLACES[place]));
        }
        let entries: Vec<&str> = entries.iter().map(String::as_str).collect();
        let (dossier, text) = written(&dossier(&entries));
        for days in [day(13)..=day(13), day(12)..=day(16)] {
            if is_elsewhere(text.as_bytes(), &days) {
                for manager in ["anna", "ben"] {
                    let doings = Doings::of(&dossier, manager, &days);
                    prop_assert!(doings.is_nothing(), "{doings:?} of {entries:?}");
                }
            }
        }
    }
}

#[test]
fn a_text_that_tells_of_another_day_is_told_at_a_glance_and_rightly() {
    let cases: [(&[&str], bool); 11] = [
        (&["10 add 2024-06-14"], true),
        (&["10 add 2024-06"], true),
        (&["10 add 2024-06-13"], false),
        (&["10 add 2024-06-11"], false),
        (&["10 add 2024-05"], false),
        (&["14 add 2024-06-11"], true),
        (&["13 add someday"], false),
        (&["10 add someday by:2024-06-13"], false),
        (&["10 add 2024-06-11", "11 move 2024-06-20"], true),
        (&["10 add 2024-06-11", "14 move 2024-06-20"], false),
        (&["10 add someday", "11 note", "12 undo #1"], false),
    ];
    let days = day(13)..=day(13);
    for (entries, elsewhere) in cases {
        let (written, text) = written(&dossier(entries));
        assert_eq!(is_elsewhere(text.as_bytes(), &days), elsewhere, "{text}");
        if elsewhere {
            assert_eq!(told(&Doings::of(&written, "anna", &days)), "");
        }
    }
    // Undone later, whatever came before that; put out of order with an editor.
    let undone = [
        "10 add 2024-06-11",
        "11 move 2024-06-20",
        "14 note",
        "15 undo #1",
    ];
    for entries in [&undone[..], &["14 add someday", "10 move 2024-06-11"]] {
        let text = format!("{:#}\n", json!(dossier(entries)));
        assert!(!is_elsewhere(text.as_bytes(), &days), "{text}");
    }
    // A place that was changed with an editor holds.
    let mut moved = json!(dossier(&["10 add someday"]));
    moved["place"] = json!("2024-06-11");
    assert!(!is_elsewhere(format!("{moved:#}\n").as_bytes(), &days));
}
