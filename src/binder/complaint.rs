//! What clients complained of and when they had an answer, and how they were in the last talk.

use super::{Dossier, Entry, Kind, Moment};

/// Something that a client complained of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// The entry that holds it.
    pub op: String,
    /// When the client said so.
    pub at: Moment,
    /// What was written down of it; empty if nothing was.
    pub text: String,
    /// When it was answered, if it was.
    pub answered: Option<Moment>,
}

impl Complaint {
    /// Whether the client still waits for an answer.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.answered.is_none()
    }

    /// The whole hours from the complaint to its answer, if there was one; 0 within the first.
    #[must_use]
    pub fn hours_to_answer(&self) -> Option<i64> {
        let waited = self.answered?.signed_duration_since(self.at);
        Some(waited.num_hours().max(0))
    }
}

/// The complaints of a dossier, answered or not, in the order in which they were written down.
///
/// A contact or a note is one that says `complaint`; the first entry that names it in `answers`
/// answers it. What was undone counts for neither.
#[must_use]
pub fn all(dossier: &Dossier) -> Vec<Complaint> {
    if !dossier.history().iter().any(is_complaint) {
        return Vec::new();
    }
    let history = dossier.live_history();
    let answer_to = |op: &str| {
        let mut answers = history.iter();
        answers.find(|entry| entry.text_of("answers") == Some(op))
    };
    let complaints = history.iter().filter(|entry| is_complaint(entry));
    let complaints = complaints.map(|entry| Complaint {
        op: entry.op().to_owned(),
        at: entry.moment(),
        text: entry.text().unwrap_or_default().to_owned(),
        answered: answer_to(entry.op()).map(|answer| answer.at()),
    });
    complaints.collect()
}

/// Those of them that still wait for an answer.
#[must_use]
pub fn open(dossier: &Dossier) -> Vec<Complaint> {
    let mut complaints = all(dossier);
    complaints.retain(Complaint::is_open);
    complaints
}

/// Whether a client complained in this contact, or by this note.
#[must_use]
pub fn is_complaint(entry: &Entry) -> bool {
    matches!(entry.kind(), Kind::Contact(_) | Kind::Note)
        && entry
            .stored()
            .get("complaint")
            .is_some_and(|flag| flag == true)
}

/// How the client was in a contact, from 1, angry, to 5, delighted; if it was said.
#[must_use]
pub fn mood(entry: &Entry) -> Option<u8> {
    let mood = entry.stored().get("mood")?.as_u64()?;
    let mood = u8::try_from(mood)
        .ok()
        .filter(|mood| (1..=5).contains(mood));
    mood.filter(|_| matches!(entry.kind(), Kind::Contact(_)))
}

impl Dossier {
    /// How the client was when that was last said, from 1 to 5.
    #[must_use]
    pub fn last_mood(&self) -> Option<u8> {
        let contacts = self.live_history().into_iter();
        let moods = contacts.filter_map(|entry| Some((entry.moment(), mood(entry)?)));
        moods.max_by_key(|(at, _)| *at).map(|(_, mood)| mood)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::binder::sample::day_by_day;

    /// Complaints, each with the hours to its answer.
    type Expected<'a> = &'a [(&'a str, Option<i64>)];

    #[test]
    fn a_complaint_is_open_until_it_is_answered_and_again_when_that_is_undone() {
        let talk = json!({ "op": "talk", "kind": "call", "complaint": true, "text": "Late" });
        let note = json!({ "op": "note", "kind": "note", "complaint": true });
        let answer = |op: &str, of: &str| json!({ "op": op, "kind": "note", "answers": of });
        let undo = |of: &str| json!({ "op": format!("undo {of}"), "kind": "undo", "of": of });
        let (to_talk, to_note, again) = (
            answer("1", "talk"),
            answer("2", "note"),
            answer("3", "talk"),
        );
        let (no_answer, no_talk) = (undo("1"), undo("talk"));
        let plain = json!({ "op": "plain", "kind": "call", "complaint": false });
        let edit = json!({ "op": "edit", "kind": "edit", "complaint": true });
        let cases: [(&[&Value], Expected<'_>); 8] = [
            (&[&plain, &edit], &[]),
            (&[&talk], &[("talk", None)]),
            (&[&talk, &to_talk], &[("talk", Some(24))]),
            (
                &[&talk, &note, &to_note],
                &[("talk", None), ("note", Some(24))],
            ),
            (&[&talk, &to_note], &[("talk", None)]),
            (&[&talk, &to_talk, &again], &[("talk", Some(24))]),
            (
                &[&talk, &to_talk, &no_answer, &again],
                &[("talk", Some(72))],
            ),
            (&[&talk, &to_talk, &no_talk], &[]),
        ];
        for (entries, expected) in cases {
            let dossier = day_by_day(entries);
            let found = all(&dossier);
            let hours: Vec<_> = found
                .iter()
                .map(|one| (one.op.as_str(), one.hours_to_answer()))
                .collect();
            assert_eq!(hours, expected);
            let waiting = expected.iter().filter(|(_, hours)| hours.is_none()).count();
            assert_eq!(open(&dossier).len(), waiting);
        }
    }

    #[test]
    fn hours_count_from_when_it_was_said_and_are_whole() {
        let cases = [
            ("2024-06-02T08:59:00+02:00", 24),
            ("2024-06-01T10:00:00+02:00", 47),
            ("2024-06-01", 57),
            // A clock that was wrong is no time machine.
            ("2024-06-09T10:00:00+02:00", 0),
        ];
        for (when, hours) in cases {
            let talk = json!({ "op": "1", "kind": "call", "complaint": true, "when": when });
            let answer = json!({ "op": "2", "kind": "note", "answers": "1" });
            let found = all(&day_by_day(&[&talk, &answer]));
            assert_eq!(found[0].hours_to_answer(), Some(hours), "{when}");
        }
    }

    #[test]
    fn the_last_mood_is_that_of_the_last_contact_in_which_it_was_said() {
        let call = |op: &str, mood: Value| json!({ "op": op, "kind": "call", "mood": mood });
        let (bad, good, unsaid) = (
            call("1", json!(1)),
            call("2", json!(5)),
            call("3", Value::Null),
        );
        let mut earlier = call("4", json!(3));
        earlier["when"] = json!("2024-05-01");
        let (six, word) = (call("5", json!(6)), call("6", json!("fine")));
        let note = json!({ "op": "7", "kind": "note", "mood": 4 });
        let undo = json!({ "op": "8", "kind": "undo", "of": "2" });
        let cases: [(&[&Value], Option<u8>); 6] = [
            (&[], None),
            (&[&bad, &good], Some(5)),
            (&[&bad, &good, &unsaid, &note], Some(5)),
            (&[&bad, &earlier], Some(1)),
            (&[&bad, &six, &word], Some(1)),
            (&[&bad, &good, &undo], Some(1)),
        ];
        for (entries, mood) in cases {
            assert_eq!(day_by_day(entries).last_mood(), mood, "{entries:?}");
        }
    }
}
