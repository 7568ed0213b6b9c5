//! What was promised to a client, and is still to be done.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;

use super::{Dossier, Entry, Kind, Place};

/// A promise that was not kept yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OpenPromise {
    /// Its number among all of its dossier that count, kept or not, from 1 on, as it is typed: it
    /// stays the same when another one is kept.
    pub n: usize,
    /// What was promised.
    pub text: String,
    /// By when, if that was said.
    pub due: Option<NaiveDate>,
    /// When it was made.
    pub made: NaiveDate,
    /// The entry that made it.
    #[serde(skip)]
    pub entry: String,
    /// Its number among the promises of that entry, from 1 on.
    #[serde(skip)]
    pub of_entry: usize,
}

impl OpenPromise {
    /// How many days it is overdue; 0 for what is not, or has no date.
    #[must_use]
    pub fn days_late(&self, today: NaiveDate) -> i64 {
        self.due.map_or(0, |due| (today - due).num_days().max(0))
    }

    /// The mark that it was kept.
    #[must_use]
    pub fn kept_by(&self, mark: Entry) -> Entry {
        let of = mark.with("of", self.entry.as_str());
        of.with("n", self.of_entry)
    }
}

/// An open promise, with the client to whom it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed {
    /// The name by which the client is typed.
    pub client: String,
    /// The client's name.
    pub name: String,
    /// Whose binder the client is in.
    pub manager: String,
    /// What is owed.
    pub promise: OpenPromise,
}

/// What is owed to these clients, by date: the longest overdue first, what has no date last.
#[must_use]
pub fn owed<'a>(dossiers: impl IntoIterator<Item = (&'a str, &'a Dossier)>) -> Vec<Owed> {
    let mut owed = Vec::new();
    for (client, dossier) in dossiers {
        owed.extend(open(dossier).into_iter().map(|promise| Owed {
            client: client.to_owned(),
            name: dossier.name().to_owned(),
            manager: dossier.manager().to_owned(),
            promise,
        }));
    }
    sort(&mut owed);
    owed
}

/// Puts what is owed in its order, as [`owed`] does.
pub fn sort(owed: &mut [Owed]) {
    owed.sort_by(|one, other| order(one).cmp(&order(other)));
}

type Order<'a> = (bool, Option<NaiveDate>, NaiveDate, &'a str, usize);

fn order(owed: &Owed) -> Order<'_> {
    let Owed {
        client, promise, ..
    } = owed;
    let due = promise.due;
    (due.is_none(), due, promise.made, client, promise.n)
}

/// The open promises of a dossier, in the order in which they were made. There is none in a dossier
/// whose adding was undone.
///
/// An entry of kind `kept` names the entry that made a promise (`of`) and which of its promises it
/// is (`n`, from 1 on); without `n` all of that entry's are kept.
#[must_use]
pub fn open(dossier: &Dossier) -> Vec<OpenPromise> {
    let makes_some = |entry: &Entry| promises(entry).next().is_some();
    if dossier.place() == Place::Gone || !dossier.history().iter().any(makes_some) {
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
    let (mut open, mut n) = (Vec::new(), 0);
    for entry in &history {
        for (of_entry, text, due) in promises(entry) {
            n += 1;
            if !is_kept(entry.op(), of_entry) {
                open.push(OpenPromise {
                    n,
                    text: text.to_owned(),
                    due,
                    made: entry.at().date_naive(),
                    entry: entry.op().to_owned(),
                    of_entry,
                });
            }
        }
    }
    open
}

/// The promises that an entry makes: the number of each, from 1 on, its text, and its day if it has
/// one.
pub fn promises(entry: &Entry) -> impl Iterator<Item = (usize, &str, Option<NaiveDate>)> {
    let made = entry.stored().get("promises").and_then(Value::as_array);
    let made = made.into_iter().flatten().enumerate();
    made.filter_map(|(at, promise)| {
        let text = promise.get("text").and_then(Value::as_str)?;
        let day = promise.get("due").and_then(Value::as_str).and_then(due);
        Some((at + 1, text, day))
    })
}

/// What stands among the promises of a dossier and was broken by hand, as it stands there: one with
/// a `due` that is no day counts as one without a day, one without a text doesn't count.
#[must_use]
pub fn unreadable(dossier: &Dossier) -> Vec<String> {
    let is_read = |promise: &&Value| {
        let day = promise.get("due");
        promise.get("text").is_some_and(Value::is_string)
            && day.is_none_or(|day| day.as_str().and_then(due).is_some())
    };
    let history = dossier.live_history().into_iter();
    let made = history.filter_map(|entry| entry.stored().get("promises"));
    let each = made.flat_map(|made| match made {
        Value::Array(each) => each.iter().collect(),
        other => vec![other],
    });
    let unread = each.filter(|promise| !is_read(promise));
    unread.map(Value::to_string).collect()
}

/// The day that stands as `due` in a promise: read as a place is, so that every day has a divider.
pub(super) fn due(text: &str) -> Option<NaiveDate> {
    match text.parse() {
        Ok(Place::Day(day)) => Some(day),
        _ => None,
    }
}

/// The days on which promises of a dossier were ever to be kept.
pub(super) fn days_ever(dossier: &Dossier) -> BTreeSet<NaiveDate> {
    let all = dossier.history().iter().flat_map(promises);
    all.filter_map(|(_, _, due)| due).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::binder::sample::day_by_day;

    /// The entries, and what is open after them.
    type Case<'a> = (&'a [&'a Value], &'a [(usize, &'a str)]);

    #[test]
    fn a_promise_is_open_until_it_is_kept_and_again_when_that_is_undone() {
        let made = json!({ "op": "1", "kind": "call", "promises": [
            { "text": "Send the estimate", "due": "2024-06-14" }, { "text": "Ask the boss" }] });
        let first = json!({ "op": "2", "kind": "kept", "of": "1", "n": 1 });
        let all = json!({ "op": "3", "kind": "kept", "of": "1" });
        let undone = json!({ "op": "4", "kind": "undo", "of": "2" });
        let taken_back = json!({ "op": "5", "kind": "undo", "of": "1" });
        let both = &[(1, "Send the estimate"), (2, "Ask the boss")];
        let cases: [Case<'_>; 6] = [
            (&[], &[]),
            (&[&made], both),
            (&[&made, &first], &both[1..]),
            (&[&made, &all], &[]),
            (&[&made, &first, &undone], both),
            (&[&made, &taken_back], &[]),
        ];
        for (entries, expected) in cases {
            let open = open(&day_by_day(entries));
            let found = open
                .iter()
                .map(|promise| (promise.n, promise.text.as_str()));
            assert_eq!(found.collect::<Vec<_>>(), expected);
        }
        let open = open(&day_by_day(&[&made]));
        assert_eq!(open[0].due, NaiveDate::from_ymd_opt(2024, 6, 14));
        assert_eq!(open[0].made.to_string(), "2024-06-02");
        let late = |day| open[0].days_late(NaiveDate::from_ymd_opt(2024, 6, day).expect("a day"));
        assert_eq!([13, 14, 15, 24].map(late), [0, 0, 1, 10]);
        assert_eq!(open[1].days_late(NaiveDate::MAX), 0);
    }

    #[test]
    fn what_was_broken_by_hand_is_told_as_it_stands() {
        let made = json!({ "op": "1", "kind": "note", "promises": [
            { "text": "a", "due": "2024-06-20" }, { "text": "b" }, { "text": "c", "due": "2024-6-1" },
            { "text": "d", "due": null }, { "due": "2024-06-20" }, 7] });
        let no_list = json!({ "op": "2", "kind": "call", "promises": "e" });
        let undone = json!({ "op": "3", "kind": "call", "promises": ["f"] });
        let undo = json!({ "op": "4", "kind": "undo", "of": "3" });
        let dossier = day_by_day(&[&made, &no_list, &undone, &undo]);
        let expected = [
            r#"{"text":"c","due":"2024-6-1"}"#,
            r#"{"text":"d","due":null}"#,
            r#"{"due":"2024-06-20"}"#,
            "7",
            r#""e""#,
        ];
        assert_eq!(unreadable(&dossier), expected);
    }

    #[test]
    fn what_is_owed_stands_by_date_and_what_has_none_last() {
        let made =
            |op: &str, promises: Value| json!({ "op": op, "kind": "note", "promises": promises });
        let one = day_by_day(&[
            &made(
                "1",
                json!([{ "text": "c", "due": "2024-06-20" }, { "text": "e" }]),
            ),
            &made("2", json!([{ "text": "a", "due": "2024-06-10" }])),
        ]);
        let other = day_by_day(&[
            &made("1", json!([{ "text": "b", "due": "2024-06-20" }])),
            &made(
                "2",
                json!([{ "text": "d", "due": "2024-06-31" }, { "text": "f", "due": 5 }, 7]),
            ),
        ]);
        let owed = owed([("one", &one), ("an-other", &other)]);
        let texts: Vec<&str> = owed.iter().map(|owed| owed.promise.text.as_str()).collect();
        assert_eq!(texts, ["a", "b", "c", "e", "d", "f"]);
        let mark = Entry::new("9", one.history()[1].at(), "anna", Kind::Kept);
        let mark = owed[2].promise.kept_by(mark);
        assert_eq!(
            (mark.of(), mark.stored().get("n")),
            (Some("1"), Some(&json!(1)))
        );
    }
}
