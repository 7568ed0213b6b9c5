//! The course of things with one client, taken from the text of the dossier's file.
//!
//! Of a question that is asked of every dossier, taking all of them apart would be most of the
//! work. Here only what counts is taken from the text. Of what can only be told by the whole
//! history together, and of whatever is not as it should be, the answer is `None`, and the dossier
//! is to be read in full.

use std::borrow::Cow;
use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::de::{Error, SeqAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};
use uuid::Uuid;

use super::course::{Before, Course, Said, Sets, Step, result};
use crate::binder::place::YEARS;
use crate::binder::{Kind, Outcome, Place, lookup, moment};

/// How many entries there is room for at once: few dossiers have more.
const USUAL: usize = 16;

/// A text, which is copied only if something in it is escaped.
#[derive(Default, Deserialize)]
#[serde(transparent)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

#[derive(Deserialize)]
struct Card<'a> {
    id: Uuid,
    #[serde(borrow)]
    manager: Text<'a>,
    #[serde(borrow)]
    place: Text<'a>,
    #[serde(borrow)]
    stage: Option<Text<'a>>,
    #[serde(borrow)]
    source: Option<Text<'a>>,
    #[serde(borrow, deserialize_with = "steps")]
    history: Vec<Step<'a>>,
}

#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    op: Text<'a>,
    #[serde(borrow)]
    at: Text<'a>,
    #[serde(borrow)]
    kind: Text<'a>,
    #[serde(borrow)]
    outcome: Option<Text<'a>>,
    #[serde(borrow)]
    when: Option<Text<'a>>,
    mood: Option<u8>,
    #[serde(borrow, default)]
    promises: Vec<Promise<'a>>,
    complaint: Option<bool>,
    #[serde(borrow)]
    of: Option<Text<'a>>,
    n: Option<u64>,
    #[serde(borrow)]
    result: Option<Text<'a>>,
    #[serde(borrow, default)]
    set: Set<'a>,
}

#[derive(Deserialize)]
struct Promise<'a> {
    #[serde(borrow)]
    due: Option<Text<'a>>,
}

#[derive(Default, Deserialize)]
struct Set<'a> {
    #[serde(borrow)]
    manager: Option<Text<'a>>,
    #[serde(borrow)]
    place: Option<Text<'a>>,
    #[serde(default, deserialize_with = "said_or_out")]
    agreed: Option<bool>,
    #[serde(borrow, default, deserialize_with = "said_or_out")]
    stage: Option<Text<'a>>,
}

/// The steps of a history, each made as soon as its entry is read: entries are large, and many. One
/// that doesn't say all by itself is an error.
fn steps<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Step<'de>>, D::Error> {
    struct Steps;
    impl<'de> Visitor<'de> for Steps {
        type Value = Vec<Step<'de>>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("entries that each say all by themselves")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
            let (mut before, mut steps) = (Before::default(), Vec::with_capacity(USUAL));
            while let Some(line) = entries.next_element::<Line<'de>>()? {
                let said = line.said();
                steps.push(
                    before
                        .step(said.ok_or_else(|| A::Error::invalid_type(Unexpected::Map, &self))?),
                );
            }
            Ok(steps)
        }
    }
    from.deserialize_seq(Steps)
}

/// A value that was said; an empty one, if it was taken out with `null`.
fn said_or_out<'de, D, T>(from: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    let said = Option::<T>::deserialize(from)?;
    Ok(Some(said.unwrap_or_default()))
}

impl<'a> Course<'a> {
    /// The course of things with the client of the dossier with this id; `None` where that needs
    /// the whole dossier.
    #[must_use]
    pub fn read(bytes: &'a [u8]) -> Option<(Uuid, Self)> {
        let text = std::str::from_utf8(bytes).ok()?;
        let card: Card<'_> = serde_json::from_str(text).ok()?;
        let Text(manager) = card.manager;
        if !lookup::is_manager_name(&manager) {
            return None;
        }
        let course = Self {
            manager,
            place: card.place.0.parse().ok()?,
            stage: card.stage.and_then(full),
            source: card.source.and_then(full),
            steps: card.history,
        };
        Some((card.id, course))
    }
}

/// An empty field is as good as none.
fn full(Text(text): Text<'_>) -> Option<Cow<'_, str>> {
    (!text.is_empty()).then_some(text)
}

impl<'a> Line<'a> {
    /// `None` for what is a question of several entries: what was undone, when it was if it was
    /// earlier, whether it was answered.
    fn said(self) -> Option<Said<'a>> {
        let kind = Kind::named(&self.kind.0);
        if kind == Kind::Undo || self.when.is_some() || self.complaint == Some(true) {
            return None;
        }
        let at = moment::read(&self.at.0)?;
        let is_contact = matches!(kind, Kind::Contact(_));
        let outcome = self
            .outcome
            .and_then(|Text(outcome)| Outcome::named(&outcome));
        let due = |promise: Promise<'_>| -> Option<NaiveDate> { promise.due?.0.parse().ok() };
        let kept = self.of.filter(|_| kind == Kind::Kept);
        let result = result(
            kind,
            self.result.as_ref().map(|Text(result)| result.as_ref()),
        );
        YEARS.contains(&at.year()).then(|| Said {
            op: self.op.0,
            kind,
            at,
            moment: at,
            outcome: outcome.filter(|_| is_contact),
            mood: self
                .mood
                .filter(|mood| is_contact && (1..=5).contains(mood)),
            promises: self.promises.into_iter().map(due).collect(),
            kept: kept.map(|Text(op)| (op, self.n)),
            result,
            complaint: None,
            sets: Sets {
                manager: self.set.manager.map(|Text(manager)| manager),
                place: self
                    .set
                    .place
                    .and_then(|Text(place)| place.parse::<Place>().ok()),
                agreed: self.set.agreed,
                stage: self.set.stage.map(|Text(stage)| stage),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::binder::Dossier;

    fn entry(op: &str, day: u32, kind: &str, more: &Value) -> Value {
        let at = format!("2024-06-{day:02}T09:00:00.000000+02:00");
        let mut entry = json!({ "op": op, "at": at, "by": "anna", "kind": kind });
        for (key, value) in more.as_object().into_iter().flatten() {
            entry[key] = value.clone();
        }
        entry
    }

    /// The file of a client with these entries after the first.
    fn file(entries: &[Value]) -> String {
        let set = json!({ "manager": "anna", "place": "2024-07", "name": "Žydrūnė", "stage": "new",
            "fields": { "stage": "own", "place": "x" } });
        let mut history = vec![entry("0", 1, "add", &json!({ "set": set }))];
        history.extend_from_slice(entries);
        let dossier = json!({ "format": 1, "id": Uuid::nil(), "manager": "anna", "place": "2024-07",
            "name": "Žydrūnė", "source": "a \"fair\"", "stage": "offer", "history": history });
        format!("{dossier:#}\n")
    }

    #[test]
    fn what_is_read_of_a_file_is_what_the_whole_dossier_says_or_nothing() {
        let call = |more: Value| entry("1", 2, "call", &more);
        let cases = [
            (vec![], true),
            (
                vec![call(
                    json!({ "outcome": "reached", "text": "\"x\"", "mood": 5 }),
                )],
                true,
            ),
            (vec![call(json!({ "outcome": "later", "mood": 6 }))], true),
            (
                vec![entry(
                    "1",
                    2,
                    "note",
                    &json!({ "outcome": "reached", "mood": 1 }),
                )],
                true,
            ),
            (
                vec![
                    call(
                        json!({ "promises": [{ "due": "2024-06-04", "text": "a" }, { "text": "b" }, { "due": "x" }] }),
                    ),
                    entry("2", 3, "kept", &json!({ "of": "1", "n": 2 })),
                    entry("3", 3, "kept", &json!({ "of": "1" })),
                ],
                true,
            ),
            (
                vec![
                    call(
                        json!({ "set": { "place": "2024-06-05", "agreed": true, "stage": "talks" } }),
                    ),
                    entry(
                        "2",
                        5,
                        "visit",
                        &json!({ "set": { "place": "someday", "agreed": null, "stage": null } }),
                    ),
                    entry("3", 6, "assign", &json!({ "set": { "manager": "ben" } })),
                ],
                true,
            ),
            (
                vec![entry("1", 2, "close", &json!({ "result": "won" }))],
                true,
            ),
            (
                vec![entry(
                    "1",
                    2,
                    "call",
                    &json!({ "result": "won", "of": "0" }),
                )],
                true,
            ),
            (
                vec![entry("1", 2, "later-kind", &json!({ "unknown": [{}] }))],
                true,
            ),
            (vec![call(json!({ "complaint": false }))], true),
            // These are questions of all entries together.
            (vec![call(json!({ "complaint": true }))], false),
            (vec![call(json!({ "when": "2024-05-01" }))], false),
            (
                vec![
                    call(json!({})),
                    entry("2", 3, "undo", &json!({ "of": "1" })),
                ],
                false,
            ),
            // And these are not as they should be.
            (vec![call(json!({ "mood": "fine" }))], false),
            (
                vec![call(
                    json!({ "set": { "stage": null }, "promises": ["call"] }),
                )],
                false,
            ),
        ];
        for (entries, is_read) in cases {
            let text = file(&entries);
            let whole: Dossier = serde_json::from_str(&text).expect("a dossier");
            let read = Course::read(text.as_bytes());
            assert_eq!(read.is_some(), is_read, "{text}");
            let Some((id, course)) = read else { continue };
            assert_eq!(id, whole.id());
            assert_eq!(course, Course::of(&whole), "{text}");
        }
    }

    #[test]
    fn what_is_no_sound_dossier_is_not_read() {
        let text = file(&[]);
        let at = "\"at\": \"2024-06-01T09:00:00.000000+02:00\"";
        for (sound, bad) in [
            (
                "\"manager\": \"anna\",\n  \"place\"",
                "\"manager\": \"../x\",\n  \"place\"",
            ),
            (
                "\"place\": \"2024-07\",\n  \"name\"",
                "\"place\": \"soon\",\n  \"name\"",
            ),
            (at, "\"at\": \"soon\""),
            (at, "\"at\": \"+12024-06-01T09:00:00+02:00\""),
            ("\"stage\": \"offer\"", "\"stage\": 1"),
            ("\"stage\": \"offer\"", "\"stage\": \"a\", \"stage\": \"b\""),
        ] {
            assert!(text.contains(sound), "{sound}");
            let broken = text.replacen(sound, bad, 1);
            assert_eq!(Course::read(broken.as_bytes()), None, "{bad}");
        }
        for end in 0..text.len() - 2 {
            assert_eq!(Course::read(&text.as_bytes()[..end]), None, "{end}");
        }
    }

    #[test]
    fn the_group_of_a_course_is_that_of_the_dossier() {
        let call = |op: &str, more: Value| entry(op, 2, "call", &more);
        let reached = json!({ "outcome": "reached" });
        let cases = [
            vec![],
            vec![call("1", reached.clone())],
            vec![call("1", json!({ "mood": 2 }))],
            vec![
                call("1", json!({ "mood": 2 })),
                entry("2", 3, "visit", &json!({ "mood": 3 })),
            ],
            vec![entry("1", 2, "note", &json!({ "complaint": true }))],
            vec![
                entry("1", 2, "note", &json!({ "complaint": true })),
                entry("2", 3, "note", &json!({ "answers": "1" })),
            ],
            vec![entry("1", 2, "close", &json!({ "result": "won" }))],
            vec![entry("1", 2, "close", &json!({ "result": "lost" }))],
        ];
        for entries in cases {
            let whole: Dossier = serde_json::from_str(&file(&entries)).expect("a dossier");
            let group = crate::binder::Group::of(&whole);
            assert_eq!(Course::of(&whole).group(), group, "{entries:?}");
        }
    }
}
