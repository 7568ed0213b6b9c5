//! The face for programs: one JSON value (commands.md, *Shapes for programs*).

use serde::Serialize;
use serde_json::{Value, json};

use super::harmless::to_json;
use super::{
    Paper, binder, changed, checked, day, draft, exported, form, form_counts, given, handed,
    handover, imported, list, log, manual, marks, notice, papers, printed, promise, reached,
    remark, review, script, settings, show, stats_data, team, week, work,
};
use crate::binder::Candidate;
use crate::commands::{Answer, Reply};

/// The whole reply, with a line break at its end. Nothing, if what was asked for stands on standard
/// output already.
#[must_use]
pub fn reply_as_json(reply: &Reply, paper: Paper) -> String {
    let value = match &reply.answer {
        Answer::Day(day) => day::json(day),
        Answer::Dossier(shown) => show::json(shown),
        Answer::Opened(opened) => papers::opened_json(opened),
        Answer::Week(days) => week::json(days),
        Answer::Binder(whole) => binder::json(whole),
        Answer::Team(whole) => team::json(whole),
        Answer::WhatBecame(became) => given::json(became),
        Answer::Listing(listing) => list::json(listing, paper),
        Answer::LookedBack(looked) => review::json(looked),
        Answer::Finding(finding) => list::found_json(finding),
        Answer::Promises(promises) => promise::json(promises, paper),
        Answer::Stats(counted) => stats_data::json(&counted.stats),
        Answer::HandedOver(handed) => {
            return with_the_rest(handed::json(handed, paper), reply, paper);
        }
        Answer::Packet(read) => handover::packet_json(read, paper),
        Answer::Letter(shown) => draft::letter_json(shown),
        Answer::Templates(list) => draft::templates_json(list),
        Answer::Changed(changed) => changed::json(changed),
        Answer::Imported(imported) => imported::json(imported),
        Answer::Undone(undone) => log::undone_json(undone),
        Answer::Done(done) => log::done_json(done),
        Answer::Forgotten(forgotten) => log::forgotten_json(forgotten),
        Answer::Checked(checked) => checked::json(checked),
        Answer::Configured(configured) => settings::json(configured),
        Answer::Exported(exported) => match exported::json(exported) {
            Some(value) => value,
            None => return String::new(),
        },
        Answer::Script(script) => script::json(script),
        Answer::Marked(marked) => marks::json(marked),
        Answer::Printed(pages) => printed::json(pages),
        Answer::Manual(manual) => manual::json(manual),
        Answer::Forms(listed) => form::list_json(listed),
        Answer::FormStandings(standings) => form::standings_json(standings),
        Answer::FormCounts(counted) => form_counts::json(counted),
        Answer::MadeForm(made) => form::made_json(made),
        Answer::Reached(reached) => reached::json(reached),
        Answer::Noticed(noticed) => notice::json(noticed),
        Answer::Worked(worked) => work::json(worked),
    };
    with_the_rest(value, reply, paper)
}

/// An answer, and what is to be said beside it.
#[derive(Serialize)]
struct Whole<A> {
    #[serde(flatten)]
    answer: A,
    remarks: Vec<String>,
    unreadable: Vec<Value>,
}

fn with_the_rest(answer: impl Serialize, reply: &Reply, paper: Paper) -> String {
    let remarks = reply.remarks.iter();
    let remarks = remarks.map(|remark| remark::text(remark, paper));
    let bad = reply.unreadable.iter();
    let bad = bad.map(|bad| json!({ "path": bad.path().display().to_string(), "why": bad.why() }));
    let whole = to_json(&Whole {
        answer,
        remarks: remarks.collect(),
        unreadable: bad.collect(),
    });
    whole + "\n"
}

/// An error, for the error stream.
#[must_use]
pub fn error_as_json(error: &str, hint: Option<&str>, candidates: &[Candidate]) -> String {
    to_json(&json!({ "error": error, "hint": hint, "candidates": candidates }))
}
