//! Dossiers that are lent for an absence: by whom, and until when. A dossier's history says it.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Dossier, Kind};

/// Who lent a dossier, and until when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lent {
    /// The manager to whom it goes back.
    pub by: String,
    /// The day from which on it is to go back.
    pub until: NaiveDate,
}

/// The loans of a dossier that are open, the first of them first: what is lent may be lent on.
///
/// A loan ends when the dossier comes back to the one who lent it, in whichever way; loans that
/// were made after it end with it. Going on to somebody else doesn't end it.
#[must_use]
pub fn open(dossier: &Dossier) -> Vec<Lent> {
    let history = dossier.history().iter();
    if !history.into_iter().any(|entry| entry.kind() == Kind::Lend) {
        return Vec::new();
    }
    let mut open: Vec<Lent> = Vec::new();
    for entry in dossier.live_history() {
        let to = entry.text_of("to").unwrap_or_default();
        if matches!(
            entry.kind(),
            Kind::Lend | Kind::Return | Kind::Handover | Kind::Assign
        ) && let Some(ended) = open.iter().position(|lent| lent.by == to)
        {
            open.truncate(ended);
        }
        let until = entry.text_of("until").and_then(|until| until.parse().ok());
        if let (Kind::Lend, Some(by), Some(until)) =
            (entry.kind(), entry.text_of("from_manager"), until)
        {
            let by = by.to_owned();
            open.push(Lent { by, until });
        }
    }
    open.retain(|lent| lent.by != dossier.manager());
    open
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Kind, from whom, to whom.
    type Step = (&'static str, &'static str, &'static str);

    /// A dossier of anna's that went from hand to hand.
    fn dossier(steps: &[Step]) -> Dossier {
        let mut history = vec![
            json!({ "op": "0", "at": "2024-06-01T09:00:00+02:00", "by": "anna",
            "kind": "add", "set": { "manager": "anna", "place": "someday", "name": "Ivan" } }),
        ];
        let mut manager = "anna";
        for (number, (kind, from, to)) in steps.iter().enumerate() {
            let number = number + 1;
            let mut entry = json!({ "op": number.to_string(), "by": "anna", "kind": kind,
                "at": format!("2024-06-{:02}T09:00:00+02:00", number + 1) });
            if *kind == "undo" {
                entry["of"] = json!(to);
            } else {
                manager = to;
                entry["to"] = json!(to);
                entry["from_manager"] = json!(from);
                entry["set"] = json!({ "manager": to });
            }
            if *kind == "lend" {
                entry["until"] = json!("2024-06-28");
            }
            history.push(entry);
        }
        let value = json!({ "format": 1, "id": "01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11",
            "manager": manager, "place": "someday", "name": "Ivan", "history": history });
        serde_json::from_value(value).expect("a dossier")
    }

    #[test]
    fn a_loan_ends_when_the_dossier_is_back_with_the_one_who_lent_it() {
        let lend = ("lend", "anna", "ben");
        let on = ("lend", "ben", "chen");
        let cases: [(&[Step], &[&str]); 9] = [
            (&[], &[]),
            (&[lend], &["anna"]),
            (&[lend, ("return", "ben", "anna")], &[]),
            (&[lend, ("assign", "ben", "anna")], &[]),
            (&[lend, ("assign", "ben", "chen")], &["anna"]),
            (&[lend, ("handover", "ben", "chen")], &["anna"]),
            (&[lend, on], &["anna", "ben"]),
            (&[lend, on, ("return", "chen", "ben")], &["anna"]),
            (&[lend, on, ("return", "chen", "anna")], &[]),
        ];
        for (steps, lenders) in cases {
            let open = open(&dossier(steps));
            let by: Vec<&str> = open.iter().map(|lent| lent.by.as_str()).collect();
            assert_eq!(by, lenders, "{steps:?}");
        }
        let undone = dossier(&[lend, ("undo", "", "1")]);
        assert_eq!(open(&undone), []);
        let loan = &open(&dossier(&[lend]))[0];
        assert_eq!(loan.until.to_string(), "2024-06-28");
    }
}
