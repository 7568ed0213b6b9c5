//! A dossier's history gone through again: where it stood after each entry, and in whose binder.

use chrono::NaiveDate;

use super::{Dossier, Entry, Kind, Outcome, Place, history};

/// An entry that counts, and what was so after it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Step<'a> {
    /// The entry.
    pub(super) entry: &'a Entry,
    /// In whose binder the dossier was after it.
    pub(super) manager: &'a str,
    /// Where it stood before; nowhere before the entry that made it.
    pub(super) from: Option<Place>,
    /// Where it stood after it.
    pub(super) place: Place,
}

impl Step<'_> {
    /// The day on which it was written.
    pub(super) fn date(&self) -> NaiveDate {
        self.entry.at().date_naive()
    }

    /// Whether it is a contact, reached or not.
    pub(super) fn is_contact(&self) -> bool {
        matches!(self.entry.kind(), Kind::Contact(_))
    }

    /// Whether it is a contact in which the client was reached.
    pub(super) fn is_reached(&self) -> bool {
        self.is_contact() && self.entry.outcome() == Some(Outcome::Reached)
    }

    /// Whether the dossier was put behind a later day, and the client was not reached. From a month
    /// to a day in it is no later; from a day to `someday` is.
    pub(super) fn is_push(&self) -> bool {
        let Some(until) = self.from.and_then(Place::last_day) else {
            return false;
        };
        let is_later = match self.place {
            Place::Day(day) => day > until,
            Place::Month(month) => month.first_day() > until,
            Place::Someday => true,
            Place::Closed | Place::Gone => false,
        };
        is_later && !self.is_reached()
    }
}

/// The entries of a dossier that count, oldest first. An undone first entry leaves it behind the
/// place `gone`, as everywhere.
pub(super) fn steps(dossier: &Dossier) -> Vec<Step<'_>> {
    steps_of(dossier.history())
}

/// The same of entries that were all there were at some moment.
pub(super) fn steps_of(entries: &[Entry]) -> Vec<Step<'_>> {
    let mut steps: Vec<Step<'_>> = Vec::with_capacity(entries.len());
    let (mut manager, mut place) = ("", None);
    for (number, (entry, live)) in entries.iter().zip(history::live(entries)).enumerate() {
        let counts = live && entry.kind() != Kind::Undo;
        if counts || number == 0 {
            manager = owner(entry).unwrap_or(manager);
        }
        if !live && (number == 0 || entry.brings()) {
            place = Some(Place::Gone);
        } else if counts {
            let from = place;
            let after = entry.place().or(place).unwrap_or(Place::Someday);
            place = Some(after);
            steps.push(Step {
                entry,
                manager,
                from,
                place: after,
            });
        }
    }
    steps
}

/// Whose binder an entry puts the dossier into, if it does.
fn owner(entry: &Entry) -> Option<&str> {
    let mut changes = entry.changes("set");
    let (_, manager) = changes.find(|(key, _)| *key == "manager")?;
    manager.as_str()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn dossier(entries: &[Value]) -> Dossier {
        let value = json!({ "format": 1, "id": "01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11",
            "manager": "anna", "place": "someday", "name": "Ivan", "history": entries });
        serde_json::from_value(value).expect("a dossier")
    }

    fn entry(op: &str, kind: &str, more: &Value) -> Value {
        let mut entry = json!({ "op": op, "at": "2024-06-13T09:00:00+02:00", "by": "anna",
            "kind": kind });
        for (key, value) in more.as_object().into_iter().flatten() {
            entry[key] = value.clone();
        }
        entry
    }

    fn told(dossier: &Dossier) -> Vec<String> {
        let told = steps(dossier).into_iter().map(|step| {
            let from = step
                .from
                .map_or("nowhere".to_owned(), |from| from.to_string());
            format!("{} {from} {} {}", step.entry.op(), step.place, step.manager)
        });
        told.collect()
    }

    #[test]
    fn each_entry_that_counts_is_a_step_from_where_the_dossier_stood() {
        let added = entry(
            "0",
            "add",
            &json!({ "set": { "manager": "anna", "place": "2024-06-13" } }),
        );
        let moved = entry("1", "move", &json!({ "set": { "place": "2024-06-14" } }));
        let given = entry("2", "assign", &json!({ "set": { "manager": "ben" } }));
        let undo = |op: &str, of: &str| entry(op, "undo", &json!({ "of": of }));
        let added_to = "0 nowhere 2024-06-13 anna";
        let cases: [(&[&Value], &[&str]); 5] = [
            (&[], &[]),
            (
                &[&added, &moved, &given],
                &[
                    added_to,
                    "1 2024-06-13 2024-06-14 anna",
                    "2 2024-06-14 2024-06-14 ben",
                ],
            ),
            (&[&added, &moved, &undo("3", "1")], &[added_to]),
            (
                &[&added, &moved, &undo("3", "1"), &undo("4", "3")],
                &[added_to, "1 2024-06-13 2024-06-14 anna"],
            ),
            // What was never added is gone, until it is put somewhere.
            (
                &[&added, &given, &undo("3", "0"), &moved],
                &["2 gone gone ben", "1 gone 2024-06-14 ben"],
            ),
        ];
        for (entries, steps) in cases {
            let entries: Vec<Value> = entries.iter().map(|entry| (*entry).clone()).collect();
            assert_eq!(told(&dossier(&entries)), steps);
        }
    }

    #[test]
    fn pushed_is_put_behind_a_later_day_without_reaching_the_client() {
        let cases = [
            ("2024-06-13", "move", None, "2024-06-14", true),
            ("2024-06-13", "move", None, "2024-06-12", false),
            ("2024-06-13", "move", None, "2024-06-13", false),
            ("2024-06-13", "move", None, "2024-07", true),
            ("2024-06-13", "move", None, "2024-06", false),
            ("2024-06", "move", None, "2024-06-28", false),
            ("2024-06", "move", None, "2024-07-01", true),
            ("2024-06", "move", None, "2024-07", true),
            ("2024-06-13", "move", None, "someday", true),
            ("someday", "move", None, "2024-06-14", false),
            ("2024-06-13", "close", None, "closed", false),
            ("closed", "reopen", None, "2024-06-14", false),
            ("2024-06-13", "call", Some("no-answer"), "2024-06-14", true),
            (
                "2024-06-13",
                "call",
                Some("left-message"),
                "2024-06-14",
                true,
            ),
            ("2024-06-13", "call", Some("reached"), "2024-06-14", false),
            ("2024-06-13", "edit", None, "2024-06-14", true),
        ];
        for (from, kind, outcome, to, expected) in cases {
            let dossier = dossier(&[
                entry(
                    "0",
                    "add",
                    &json!({ "set": { "manager": "anna", "place": from } }),
                ),
                entry(
                    "1",
                    kind,
                    &json!({ "outcome": outcome, "set": { "place": to } }),
                ),
            ]);
            assert_eq!(steps(&dossier)[1].is_push(), expected, "{from} {kind} {to}");
        }
    }
}
