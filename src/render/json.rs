//! The face for programs: one JSON value (commands.md, *Shapes for programs*).

use serde_json::{Value, json};

use super::harmless::to_json;
use super::{Paper, remark};
use crate::binder::refusal::Candidate;
use crate::commands::{Answer, Changed, Day, Reply};

/// The whole reply.
#[must_use]
pub fn reply_as_json(reply: &Reply, paper: Paper) -> String {
    let (mut value, is_list) = match &reply.answer {
        Answer::Day(day) => (self::day(day), true),
        Answer::Changed(changed) => (self::changed(changed), false),
    };
    let remarks = reply
        .remarks
        .iter()
        .map(|remark| remark::text(remark, paper));
    value["remarks"] = remarks.collect();
    if is_list || !reply.unreadable.is_empty() {
        let bad = reply.unreadable.iter();
        let bad =
            bad.map(|bad| json!({ "path": bad.path().display().to_string(), "why": bad.why() }));
        value["unreadable"] = bad.collect();
    }
    to_json(&value)
}

/// An error, for the error stream.
#[must_use]
pub fn error_as_json(error: &str, hint: Option<&str>, candidates: &[Candidate]) -> String {
    to_json(&json!({ "error": error, "hint": hint, "candidates": candidates }))
}

fn day(day: &Day) -> Value {
    let agenda = &day.agenda;
    let to_deal = agenda.to_deal.iter();
    let to_deal = to_deal.map(|(month, count)| json!({ "month": month, "count": count }));
    json!({
        "date": day.date, "manager": day.manager, "capacity": day.capacity, "load": agenda.load(),
        "overdue": agenda.overdue, "repeat": agenda.repeat, "new": agenda.new, "other": agenda.other,
        "dossiers": agenda.lines, "occasions": [], "promises": [],
        "to_deal": to_deal.collect::<Vec<_>>(),
    })
}

fn changed(changed: &Changed) -> Value {
    let lines = changed.lines.iter().map(|line| {
        json!({
            "client": line.client, "manager": line.manager, "from": line.from, "to": line.to,
            "divider": line.divider, "load": line.load, "capacity": line.capacity,
        })
    });
    json!({ "changed": lines.collect::<Vec<_>>() })
}
