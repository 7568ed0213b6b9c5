//! What was promised to a client, and is still to be done.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;

use super::{Dossier, Entry, Kind};

/// A promise that was not kept yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OpenPromise {
    /// Its number among the open ones of its dossier, from 1 on, as it is typed.
    pub n: usize,
    /// What was promised.
    pub text: String,
    /// By when, if that was said.
    pub due: Option<NaiveDate>,
    /// When it was made.
    pub made: NaiveDate,
}

/// The open promises of a dossier, in the order in which they were made.
///
/// An entry of kind `kept` names the entry that made a promise (`of`) and which of its promises it
/// is (`n`, from 1 on); without `n` all of that entry's are kept.
#[must_use]
pub fn open(dossier: &Dossier) -> Vec<OpenPromise> {
    let promises = |entry: &Entry| entry.stored().get("promises").is_some_and(Value::is_array);
    if !dossier.history().iter().any(promises) {
        return Vec::new();
    }
    let history = dossier.live_history();
    let is_kept = |op: &str, number: usize| {
        history.iter().any(|entry| {
            let which = entry.stored().get("n").and_then(Value::as_u64);
            entry.kind() == Kind::Kept
                && entry.of() == Some(op)
                && which.is_none_or(|which| usize::try_from(which) == Ok(number))
        })
    };
    let mut open = Vec::new();
    for entry in &history {
        let made = entry.stored().get("promises").and_then(Value::as_array);
        for (at, promise) in made.into_iter().flatten().enumerate() {
            let Some(text) = promise.get("text").and_then(Value::as_str) else {
                continue;
            };
            if !is_kept(entry.op(), at + 1) {
                let due = promise.get("due").and_then(Value::as_str);
                open.push(OpenPromise {
                    n: open.len() + 1,
                    text: text.to_owned(),
                    due: due.and_then(|due| due.parse().ok()),
                    made: entry.at().date_naive(),
                });
            }
        }
    }
    open
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// A dossier with these entries behind its first.
    fn dossier(entries: &[Value]) -> Dossier {
        let first = json!({ "op": "0", "at": "2024-06-01T09:00:00+02:00", "by": "anna", "kind": "add",
            "set": { "manager": "anna", "place": "someday", "name": "Ivan" } });
        let mut history = vec![first];
        for (number, entry) in entries.iter().enumerate() {
            let mut entry = entry.clone();
            entry["at"] = json!(format!("2024-06-0{}T09:00:00+02:00", number + 2));
            entry["by"] = json!("anna");
            history.push(entry);
        }
        let value = json!({ "format": 1, "id": "01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11",
            "manager": "anna", "place": "someday", "name": "Ivan", "history": history });
        serde_json::from_value(value).expect("a dossier")
    }

    #[test]
    fn a_promise_is_open_until_it_is_kept_and_again_when_that_is_undone() {
        let made = json!({ "op": "1", "kind": "call", "promises": [
            { "text": "Send the estimate", "due": "2024-06-14" }, { "text": "Ask the boss" }] });
        let first = json!({ "op": "2", "kind": "kept", "of": "1", "n": 1 });
        let all = json!({ "op": "3", "kind": "kept", "of": "1" });
        let undone = json!({ "op": "4", "kind": "undo", "of": "2" });
        let taken_back = json!({ "op": "5", "kind": "undo", "of": "1" });
        let cases: [(&[&Value], &[&str]); 6] = [
            (&[], &[]),
            (&[&made], &["Send the estimate", "Ask the boss"]),
            (&[&made, &first], &["Ask the boss"]),
            (&[&made, &all], &[]),
            (
                &[&made, &first, &undone],
                &["Send the estimate", "Ask the boss"],
            ),
            (&[&made, &taken_back], &[]),
        ];
        for (entries, texts) in cases {
            let entries: Vec<Value> = entries.iter().map(|entry| (*entry).clone()).collect();
            let open = open(&dossier(&entries));
            let numbers: Vec<usize> = open.iter().map(|promise| promise.n).collect();
            let found: Vec<&str> = open.iter().map(|promise| promise.text.as_str()).collect();
            assert_eq!(found, texts);
            assert_eq!(numbers, (1..=texts.len()).collect::<Vec<_>>());
        }
        let open = open(&dossier(&[made]));
        assert_eq!(open[0].due, NaiveDate::from_ymd_opt(2024, 6, 14));
        assert_eq!(open[0].made.to_string(), "2024-06-02");
    }
}
