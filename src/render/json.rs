//! The face for programs: one JSON value (commands.md, *Shapes for programs*).

use serde_json::json;

use super::harmless::to_json;
use super::{
    Paper, binder, changed, checked, day, given, handed, handover, list, log, remark, script,
    settings, show, stats_data, team, week,
};
use crate::binder::Candidate;
use crate::commands::{Answer, Reply};

/// The whole reply.
#[must_use]
pub fn reply_as_json(reply: &Reply, paper: Paper) -> String {
    let mut value = match &reply.answer {
        Answer::Day(day) => day::json(day),
        Answer::Dossier(shown) => show::json(shown),
        Answer::Week(days) => week::json(days),
        Answer::Binder(whole) => binder::json(whole),
        Answer::Team(whole) => team::json(whole),
        Answer::WhatBecame(became) => given::json(became),
        Answer::Listing(listing) => list::json(listing),
        Answer::Finding(finding) => list::found_json(finding),
        Answer::Stats(counted) => stats_data::json(&counted.stats),
        Answer::HandedOver(handed) => handed::json(handed),
        Answer::Packet(read) => handover::packet_json(read),
        Answer::Changed(changed) => changed::json(changed),
        Answer::Undone(undone) => log::undone_json(undone),
        Answer::Done(done) => log::done_json(done),
        Answer::Forgotten(forgotten) => log::forgotten_json(forgotten),
        Answer::Checked(checked) => checked::json(checked),
        Answer::Configured(configured) => settings::json(configured),
        Answer::Script(script) => script::json(script),
    };
    let remarks = reply
        .remarks
        .iter()
        .map(|remark| remark::text(remark, paper));
    value["remarks"] = remarks.collect();
    let bad = reply.unreadable.iter();
    let bad = bad.map(|bad| json!({ "path": bad.path().display().to_string(), "why": bad.why() }));
    value["unreadable"] = bad.collect();
    to_json(&value)
}

/// An error, for the error stream.
#[must_use]
pub fn error_as_json(error: &str, hint: Option<&str>, candidates: &[Candidate]) -> String {
    to_json(&json!({ "error": error, "hint": hint, "candidates": candidates }))
}
