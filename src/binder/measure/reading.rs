//! The course of things with one client, taken from the text of the dossier's file.
//!
//! Of a question that is asked of every dossier, taking all of them apart would be most of the
//! work. Here only what counts is taken from the text. Of what can only be told by the whole
//! history together, and of whatever is not as it should be, the answer is `None`, and the dossier
//! is to be read in full.

use std::borrow::Cow;

use chrono::Datelike;
use uuid::Uuid;

use super::course::{Before, Course, Said, Sets, Step, result};
use super::cursor::Cursor;
use crate::binder::dossier::FORMAT;
use crate::binder::place::YEARS;
use crate::binder::{Kind, Outcome, lookup, moment, promise};

/// How many entries there is room for at once: few dossiers have more.
const USUAL: usize = 8;

/// The fields that count, and the steps.
#[derive(Default)]
struct Card<'a> {
    format: Option<u64>,
    id: Option<Cow<'a, str>>,
    manager: Option<Cow<'a, str>>,
    place: Option<Cow<'a, str>>,
    name: Option<Cow<'a, str>>,
    stage: Option<Cow<'a, str>>,
    source: Option<Cow<'a, str>>,
    steps: Option<Vec<Step<'a>>>,
}

/// What is said in an entry, as it stands there.
#[derive(Default)]
struct Line<'a> {
    op: Option<Cow<'a, str>>,
    at: Option<Cow<'a, str>>,
    by: Option<Cow<'a, str>>,
    kind: Option<Cow<'a, str>>,
    outcome: Option<Cow<'a, str>>,
    when: Option<()>,
    mood: Option<u64>,
    promises: Option<Vec<Option<Cow<'a, str>>>>,
    complaint: Option<bool>,
    of: Option<Cow<'a, str>>,
    n: Option<u64>,
    result: Option<Cow<'a, str>>,
    sets: Option<Sets<'a>>,
}

impl<'a> Course<'a> {
    /// The course of things with the client of the dossier with this id; `None` where that needs
    /// the whole dossier.
    #[must_use]
    pub fn read(bytes: &'a [u8]) -> Option<(Uuid, Self)> {
        let mut cursor = Cursor::new(bytes)?;
        let mut card = Card::default();
        cursor.object(|at, key| match key {
            b"format" => once(&mut card.format, at.number()?),
            b"id" => once(&mut card.id, at.text()?),
            b"manager" => once(&mut card.manager, at.text()?),
            b"place" => once(&mut card.place, at.text()?),
            b"name" => once(&mut card.name, at.text()?),
            b"stage" => once(&mut card.stage, at.text()?),
            b"source" => once(&mut card.source, at.text()?),
            b"history" => once(&mut card.steps, steps(at)?),
            _ => at.skip(),
        })?;
        cursor.end()?;
        card.course()
    }
}

impl<'a> Card<'a> {
    fn course(self) -> Option<(Uuid, Course<'a>)> {
        // An empty field is as good as none.
        let full = |field: Option<Cow<'a, str>>| field.filter(|text| !text.is_empty());
        if self.format != Some(FORMAT) || full(self.name).is_none() {
            return None;
        }
        let course = Course {
            manager: self.manager.filter(|name| lookup::is_manager_name(name))?,
            place: self.place?.parse().ok()?,
            stage: full(self.stage),
            source: full(self.source),
            steps: self.steps?,
        };
        Some((self.id?.parse().ok()?, course))
    }
}

/// The steps of a history, each made as soon as its entry is read.
fn steps<'a>(at: &mut Cursor<'a>) -> Option<Vec<Step<'a>>> {
    let (mut before, mut steps) = (Before::default(), Vec::with_capacity(USUAL));
    at.list(|at| {
        let (said, sets) = Line::read(at)?.said()?;
        steps.push(before.step(said, sets));
        Some(())
    })?;
    Some(steps)
}

impl<'a> Line<'a> {
    fn read(at: &mut Cursor<'a>) -> Option<Self> {
        let mut line = Self::default();
        at.object(|at, key| match key {
            b"op" => once(&mut line.op, at.text()?),
            b"at" => once(&mut line.at, at.text()?),
            b"by" => once(&mut line.by, at.text()?),
            b"kind" => once(&mut line.kind, at.text()?),
            b"outcome" => once(&mut line.outcome, at.text()?),
            b"mood" => once(&mut line.mood, at.number()?),
            b"promises" => once(&mut line.promises, dues(at)?),
            b"complaint" => once(&mut line.complaint, at.flag()?),
            b"of" => once(&mut line.of, at.text()?),
            b"n" => once(&mut line.n, at.number()?),
            b"result" => once(&mut line.result, at.text()?),
            b"set" => once(&mut line.sets, sets(at)?),
            b"when" => once(&mut line.when, at.skip()?),
            _ => at.skip(),
        })?;
        Some(line)
    }

    /// `None` for what is a question of several entries: what was undone, when it was if it was
    /// earlier, whether a complaint was answered.
    fn said(self) -> Option<(Said<'a>, Sets<'a>)> {
        let kind = Kind::named(&self.kind?);
        let was_earlier = self.when.is_some() && kind != Kind::Import;
        if kind == Kind::Undo || was_earlier || self.complaint == Some(true) {
            return None;
        }
        self.by?;
        let at = moment::read(&self.at?).filter(|at| YEARS.contains(&at.year()))?;
        let is_contact = matches!(kind, Kind::Contact(_));
        let outcome = self.outcome.filter(|_| is_contact || kind == Kind::Import);
        let mood = self.mood.filter(|_| is_contact);
        let due = |due: Option<Cow<'_, str>>| promise::due(&due?);
        let promises = self.promises.unwrap_or_default().into_iter();
        let kept = self.of.filter(|_| kind == Kind::Kept);
        let said = Said {
            op: self.op?,
            kind,
            at,
            moment: at,
            outcome: outcome.and_then(|outcome| Outcome::named(&outcome)),
            mood: mood
                .filter(|mood| (1..=5).contains(mood))
                .and_then(|mood| u8::try_from(mood).ok()),
            promises: promises.map(due).collect(),
            kept: kept.map(|op| (op, self.n)),
            result: result(kind, self.result.as_deref()),
            complaint: None,
        };
        Some((said, self.sets.unwrap_or_default()))
    }
}

/// The days by which what is promised is to be done, as they stand there.
fn dues<'a>(at: &mut Cursor<'a>) -> Option<Vec<Option<Cow<'a, str>>>> {
    let mut dues = Vec::new();
    at.list(|at| {
        let mut due = None;
        at.object(|at, key| match key {
            b"due" => once(&mut due, at.text()?),
            _ => at.skip(),
        })?;
        dues.push(due);
        Some(())
    })?;
    Some(dues)
}

/// What an entry sets, as far as it counts; what is taken out stands there as `null`.
fn sets<'a>(at: &mut Cursor<'a>) -> Option<Sets<'a>> {
    let mut sets = Sets::default();
    at.object(|at, key| match key {
        b"manager" => once(&mut sets.manager, at.text()?),
        b"place" => once(&mut sets.place, at.text()?.parse().ok()?),
        b"agreed" => once(&mut sets.agreed, at.flag()?),
        b"stage" => once(&mut sets.stage, at.text_or_out()?),
        _ => at.skip(),
    })?;
    Some(sets)
}

/// Puts a value where none may be yet: of two with one key it can't be told which counts.
fn once<T>(place: &mut Option<T>, value: T) -> Option<()> {
    place.replace(value).is_none().then_some(())
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
