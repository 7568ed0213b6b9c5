//! What was promised to a client, whether it was kept or not, and when. What is still open, with the
//! numbers by which it is typed, is [`super::promise`].

use chrono::NaiveDate;
use serde_json::Value;

use super::promise::promises;
use super::{Dossier, Entry, Kind, Moment};

/// A promise that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadePromise {
    /// What was promised.
    pub text: String,
    /// By when, if that was said.
    pub due: Option<NaiveDate>,
    /// When it was made.
    pub made: Moment,
    /// When it was kept, if it was.
    pub kept: Option<Moment>,
}

/// All promises of a dossier, in the order in which they were made. What was undone was neither made
/// nor kept.
#[must_use]
pub fn all(dossier: &Dossier) -> Vec<MadePromise> {
    if !dossier
        .history()
        .iter()
        .any(|entry| promises(entry).next().is_some())
    {
        return Vec::new();
    }
    let history = dossier.live_history();
    let mut all = Vec::new();
    for entry in &history {
        for (number, text, due) in promises(entry) {
            let mut marks = history.iter();
            let kept = marks.find(|mark| is_kept_by(mark, entry.op(), number));
            all.push(MadePromise {
                text: text.to_owned(),
                due,
                made: entry.at(),
                kept: kept.map(|mark| mark.at()),
            });
        }
    }
    all
}

/// Whether an entry says that the promise of this number, made by the entry `op`, was kept; without
/// a number all of that entry's were.
fn is_kept_by(mark: &Entry, op: &str, number: usize) -> bool {
    let which = mark.stored().get("n").and_then(Value::as_u64);
    mark.kind() == Kind::Kept
        && mark.of() == Some(op)
        && which.is_none_or(|which| usize::try_from(which) == Ok(number))
}

#[cfg(test)]
mod tests {
    use chrono::Datelike;
    use serde_json::{Value, json};

    use super::*;
    use crate::binder::sample::day_by_day;

    #[test]
    fn every_promise_is_told_with_when_it_was_kept_and_none_that_was_undone() {
        let made = json!({ "op": "1", "kind": "call", "promises": [
            { "text": "Send it", "due": "2024-06-14" }, { "text": "Ask" }, { "due": "2024-06-14" }] });
        let first = json!({ "op": "2", "kind": "kept", "of": "1", "n": 1 });
        let all_of_it = json!({ "op": "3", "kind": "kept", "of": "1" });
        let undo = |of: &str| json!({ "op": format!("-{of}"), "kind": "undo", "of": of });
        let (not_first, not_made) = (undo("2"), undo("1"));
        let cases: [(&[&Value], &[Option<u32>]); 6] = [
            (&[], &[]),
            (&[&made], &[None, None]),
            (&[&made, &first], &[Some(3), None]),
            (&[&made, &first, &all_of_it], &[Some(3), Some(4)]),
            (&[&made, &first, &not_first], &[None, None]),
            (&[&made, &first, &not_made], &[]),
        ];
        for (entries, kept) in cases {
            let dossier = day_by_day(entries);
            let found = all(&dossier).into_iter();
            let days: Vec<Option<u32>> = found.map(|one| Some(one.kept?.day())).collect();
            assert_eq!(days, kept, "{entries:?}");
        }
        let dossier = day_by_day(&[&made]);
        let promised = &all(&dossier)[0];
        assert_eq!(promised.due, NaiveDate::from_ymd_opt(2024, 6, 14));
        assert_eq!(
            (promised.text.as_str(), promised.made.day()),
            ("Send it", 2)
        );
    }
}
