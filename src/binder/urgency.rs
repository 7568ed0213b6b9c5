//! Which of several dossiers can wait: the order in which they leave a day that is too full.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::line::Sort;
use super::{Dossier, Moment, promise};

/// How urgent a dossier is; what is less is less urgent.
///
/// The longer it is late the more urgent it is. Of those alike in that, one that has a time of day
/// before one that has none; one to whose client something is still promised, the sooner the more;
/// a meeting, visit or letter before a call, and a client who was reached before, before a new call;
/// a later stage before an earlier one; and the longer nobody was in contact. What is alike in all
/// is in the order of names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Urgency {
    days_late: i64,
    has_time: bool,
    promised: Option<Reverse<NaiveDate>>,
    sort: Sort,
    stage: Option<usize>,
    waits_since: Reverse<Option<Moment>>,
    client: Reverse<String>,
}

/// What decides whether a dossier may get another day, and which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Movable {
    /// Whether its date is agreed with the client.
    pub agreed: bool,
    /// The day by which the first of what is still promised to the client is due: no day after it
    /// will do.
    pub until: Option<NaiveDate>,
    /// How urgent it is.
    pub urgency: Urgency,
}

impl Movable {
    /// What is to be known of a dossier whose client is typed as `client`; `stages` are those of
    /// the settings, in order.
    #[must_use]
    pub fn of(client: &str, dossier: &Dossier, today: NaiveDate, stages: &[String]) -> Self {
        let promises = promise::open(dossier).into_iter();
        let until = promises.filter_map(|promise| promise.due).min();
        let stage = dossier.fields().text("stage");
        let added = || Some(dossier.history().first()?.at());
        let last = dossier.last_contact().map(super::Entry::moment);
        Self {
            agreed: dossier.is_agreed(),
            until,
            urgency: Urgency {
                days_late: dossier.place().days_late(today),
                has_time: dossier.time().is_some(),
                promised: until.map(Reverse),
                sort: Sort::of(dossier.work(), !dossier.was_reached()),
                stage: stages
                    .iter()
                    .position(|known| Some(known.as_str()) == stage),
                waits_since: Reverse(last.or_else(added)),
                client: Reverse(client.to_owned()),
            },
        }
    }
}

#[cfg(test)]
impl Movable {
    /// One that is as urgent as `urgency` says, for tables of cases.
    pub(super) fn case(urgency: i64, agreed: bool, until: Option<NaiveDate>) -> Self {
        let urgency = Urgency {
            days_late: urgency,
            has_time: false,
            promised: None,
            sort: Sort::RepeatCall,
            stage: None,
            waits_since: Reverse(None),
            client: Reverse(String::new()),
        };
        Self {
            agreed,
            until,
            urgency,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn stages() -> Vec<String> {
        ["new", "offer", "customer"].map(str::to_owned).into()
    }

    /// A dossier with these fields, which was added on the 1st, and its contacts: each the day of
    /// June with how it ended.
    fn movable(client: &str, fields: &Value, contacts: &[(u32, &str)]) -> Movable {
        let mut history = vec![json!({ "op": "0", "at": "2024-06-01T09:00:00+02:00",
            "by": "anna", "kind": "add" })];
        for (day, outcome) in contacts {
            history.push(json!({ "op": day.to_string(), "by": "anna", "kind": "call",
                "at": format!("2024-06-{day:02}T09:00:00+02:00"), "outcome": outcome }));
        }
        let mut dossier = json!({ "format": 1, "id": "01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11",
            "manager": "anna", "place": "2024-06-13", "name": client });
        for (key, value) in fields.as_object().into_iter().flatten() {
            if key == "promised" {
                history.push(
                    json!({ "op": "p", "at": "2024-06-02T09:00:00+02:00", "by": "anna",
                    "kind": "note", "promises": [{ "text": "A list", "due": value }] }),
                );
            } else {
                dossier[key] = value.clone();
            }
        }
        dossier["history"] = history.into();
        let dossier = serde_json::from_value(dossier).expect("a dossier");
        let today = NaiveDate::from_ymd_opt(2024, 6, 13).expect("a date");
        Movable::of(client, &dossier, today, &stages())
    }

    #[test]
    fn what_can_wait_longest_is_the_least_urgent() {
        let reached: &[(u32, &str)] = &[(5, "reached")];
        let in_order = [
            movable("late long", &json!({ "place": "2024-06-03" }), &[]),
            movable("late", &json!({ "place": "2024-06-12" }), &[]),
            movable("timed", &json!({ "time": "10:00" }), &[]),
            movable("promised", &json!({ "promised": "2024-06-14" }), &[]),
            movable(
                "promised later",
                &json!({ "promised": "2024-07-14" }),
                reached,
            ),
            movable("visit", &json!({ "work": "visit" }), &[]),
            movable("a customer", &json!({ "stage": "customer" }), reached),
            movable("an offer", &json!({ "stage": "offer" }), &[(3, "reached")]),
            movable("long ago", &json!({}), &[(3, "reached")]),
            movable("of an unknown stage", &json!({ "stage": "odd" }), reached),
            movable(
                "in contact again",
                &json!({}),
                &[(5, "reached"), (12, "no-answer")],
            ),
            movable("new, never called", &json!({}), &[]),
            movable("new", &json!({}), &[(12, "no-answer")]),
            movable("newer", &json!({}), &[(12, "no-answer")]),
        ];
        for pair in in_order.windows(2) {
            assert!(pair[0].urgency > pair[1].urgency, "{pair:#?}");
        }
    }

    #[test]
    fn a_promise_holds_by_the_first_that_is_open() {
        let promised = movable("ivan", &json!({ "promised": "2024-06-14" }), &[]);
        assert_eq!(promised.until, NaiveDate::from_ymd_opt(2024, 6, 14));
        assert_eq!(movable("ivan", &json!({}), &[]).until, None);
        assert!(movable("ivan", &json!({ "agreed": true }), &[]).agreed);
    }
}
