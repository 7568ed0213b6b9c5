//! The face for programs: one JSON value (commands.md, *Shapes for programs*).

use serde_json::json;

use super::harmless::to_json;
use super::{
    Paper, binder, changed, checked, day, handed, handover, list, log, remark, settings, show, week,
};
use crate::binder::Candidate;
use crate::commands::{Answer, Reply};

/// The whole reply.
#[must_use]
pub fn reply_as_json(reply: &Reply, paper: Paper) -> String {
    let (mut value, is_list) = match &reply.answer {
        Answer::Day(day) => (day::json(day), true),
        Answer::Dossier(shown) => (show::json(shown), false),
        Answer::Week(days) => (week::json(days), true),
        Answer::Binder(whole) => (binder::json(whole), false),
        Answer::Listing(listing) => (list::json(listing), true),
        Answer::Finding(finding) => (list::found_json(finding), true),
        Answer::HandedOver(handed) => (handed::json(handed), false),
        Answer::Packet(read) => (handover::packet_json(read), true),
        Answer::Changed(changed) => (changed::json(changed), false),
        Answer::Undone(undone) => (log::undone_json(undone), false),
        Answer::Done(done) => (log::done_json(done), false),
        Answer::Forgotten(forgotten) => (log::forgotten_json(forgotten), false),
        Answer::Checked(checked) => (checked::json(checked), false),
        Answer::Configured(configured) => (settings::json(configured), false),
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
