//! The faces: an answer as words, tables and bars for a terminal, and as JSON for programs.
//!
//! Nothing here decides anything about the binder, and nothing here prints: every piece renders to
//! text *with* styles, and the edge takes the styles off where no colour is wanted.

pub mod bar;
mod binder;
mod card_remark;
pub mod cell;
mod changed;
mod checked;
mod day;
mod draft;
pub mod excerpt;
mod exported;
mod form;
mod form_counts;
pub mod form_page;
mod form_remark;
mod given;
mod handed;
mod handover;
mod hands;
pub mod harmless;
mod import_remark;
mod imported;
mod json;
mod line;
mod list;
mod log;
mod manual;
mod marks;
pub mod notice;
mod occasion;
mod offer;
mod pages;
mod papers;
mod past;
mod printed;
mod promise;
mod reached;
mod remark;
mod review;
mod rooms;
mod script;
pub mod session;
mod settings;
mod sheet_remark;
mod show;
mod stats;
mod stats_data;
mod stats_rows;
pub mod style;
pub mod table;
mod team;
mod typed;
mod week;
mod whereabouts;
mod word;
pub mod words;
mod work;

use chrono::NaiveDate;

use crate::commands::{Answer, Reply};

pub use json::{error_as_json, reply_as_json};
pub use pages::press;

/// What a text face needs to know of the paper it writes on.
#[derive(Clone, Copy, Debug)]
pub struct Paper {
    /// The columns of the terminal.
    pub width: usize,
    /// Today, for distances.
    pub today: NaiveDate,
}

/// From this width on there is room for a column for each thing; below, two share one.
const WIDE: usize = 110;

/// A text over the whole width, wrapped at words.
fn paragraph(cell: cell::Cell, width: usize) -> String {
    let mut table = table::Table::new(&[""]);
    table.row([cell]);
    table.to_string(width)
}

/// The answer itself, for standard output.
#[must_use]
pub fn reply_as_text(reply: &Reply, paper: Paper) -> String {
    match &reply.answer {
        Answer::Day(day) => day::text(day, paper),
        Answer::Dossier(shown) => show::text(shown, paper),
        Answer::Opened(opened) => papers::opened(opened),
        Answer::Week(days) => week::text(days, paper),
        Answer::Binder(whole) => binder::text(whole, paper),
        Answer::Team(whole) => team::text(whole, paper),
        Answer::WhatBecame(became) => given::text(became, paper),
        Answer::Listing(listing) => list::text(listing, paper),
        Answer::LookedBack(looked) => review::text(looked, paper),
        Answer::Finding(finding) => list::found_text(finding, paper),
        Answer::Promises(promises) => promise::text(promises, paper),
        Answer::Stats(counted) => stats::text(counted, paper),
        Answer::Packet(read) => handover::packet_text(read, paper),
        Answer::HandedOver(handed) => handed::text(handed, paper),
        Answer::Letter(shown) => draft::letter(shown),
        Answer::Templates(list) => draft::templates(list, paper),
        Answer::Changed(changed) => changed::text(changed, paper),
        Answer::Imported(imported) => imported::text(imported, paper),
        Answer::Undone(undone) => log::undone(undone, paper),
        Answer::Done(done) => log::done(done, paper),
        Answer::Forgotten(forgotten) => log::forgotten(forgotten),
        Answer::Checked(checked) => checked::text(checked, paper),
        Answer::Configured(configured) => settings::text(configured, paper),
        Answer::Exported(exported) => exported::text(exported, paper),
        Answer::Script(script) => script::text(script),
        Answer::Marked(marked) => marks::text(marked, paper),
        Answer::Printed(pages) => printed::text(pages, paper),
        Answer::Manual(manual) => manual::text(manual, paper),
        Answer::Forms(listed) => form::list(listed, paper),
        Answer::FormStandings(standings) => form::standings(standings, paper),
        Answer::FormCounts(counted) => form_counts::text(counted, paper),
        Answer::MadeForm(made) => form::made(made),
        Answer::Reached(reached) => reached::text(reached, paper),
        Answer::Noticed(noticed) => notice::text(noticed),
        Answer::Worked(worked) => work::text(worked, paper),
    }
}

/// What is to be said beside the answer, for the error stream: remarks, then files that could not
/// be read. A line each.
#[must_use]
pub fn remarks_as_text(reply: &Reply, paper: Paper) -> Vec<String> {
    let remarks = reply
        .remarks
        .iter()
        .map(|remark| remark::text(remark, paper));
    let last = reply.unreadable.last();
    let bad = reply.unreadable.iter().map(|bad| {
        let (path, why) = (bad.path().display().to_string(), bad.why());
        // The way out is the same for all of them.
        let see = if Some(bad) == last {
            "; see: tickler check"
        } else {
            ""
        };
        harmless::harmless(&format!("warning: {path}: {why}{see}")).into_owned()
    });
    remarks.chain(bad).collect()
}
