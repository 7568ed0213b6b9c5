//! The list of commands: one enum, one `match`, and nothing else. Each has a file of its own with
//! its help, its arguments and its deed. A command answers with a value and prints nothing.

mod add;
mod aftermath;
mod alike;
mod answer;
mod assign;
mod attach;
mod binder;
mod binders;
mod callable;
mod calling;
mod card_remark;
mod check;
mod close;
mod codes;
mod completions;
mod config;
mod dates;
mod days;
mod deal;
mod desk;
mod draft;
mod edit;
mod editor;
mod export;
mod file;
mod find;
mod forget;
mod form;
mod give;
mod given;
mod handover;
mod hands;
mod holidays;
mod import;
mod lending;
mod letter;
mod list;
mod log;
mod man;
mod mark_reading;
mod marks;
mod me;
mod r#move;
mod note;
mod notify;
mod out_file;
mod person;
mod print;
mod promise;
mod reach;
mod remark;
mod review;
mod rooms;
mod send;
mod several;
mod sheet_remark;
mod show;
mod source;
mod spread;
mod stats;
mod talk;
mod team;
mod templates;
mod today;
mod typed;
mod undo;
mod week;
mod which;
mod work;

use anyhow::Result;
use clap::Subcommand;

pub use answer::{Answer, Changed, ChangedLine, Deed, Remark, Reply};
pub use attach::PaperRemark;
pub use binder::WholeBinder;
pub use card_remark::CardRemark;
pub use check::Checked;
pub use completions::{ASKS, Script};
pub use config::{ConfigDeed, Configured, SettingLine};
pub use days::FullDay;
pub use desk::{Beside, Desk, Origin, User};
pub use draft::DraftRemark;
pub use export::{ExportRemark, Exported};
pub use find::Finding;
pub use forget::Forgotten;
pub use form::{
    FormCounted, FormRemark, FormRow, FormStandings, ListedForms, MadeForm, Page as FormPage,
};
pub use give::{Given, HandedOver, Way};
pub use given::WhatBecame;
pub use handover::ReadPacket;
pub use hands::HandingRemark;
pub use import::{Fate, ImportRemark, Imported, Incoming, MappedColumn};
pub use letter::ShownLetter;
pub use list::Listing;
pub use log::Done;
pub use man::{Manual, Page};
pub use marks::{MarkLine, Marked};
pub use me::is_of_me;
pub use notify::Noticed;
pub use person::{Draft, Person, Post, WaysOut};
pub use print::{DaySheet, Pages, PaperSize, Printed, PrintedAt};
pub use promise::{PromiseRemark, Promises};
pub use reach::Reached;
pub use review::LookedBack;
pub use rooms::{RoomRemark, Stays};
pub use send::Unwritten;
pub use sheet_remark::SheetRemark;
pub use show::{OpenedPaper, Shown};
pub use stats::Counted;
pub use team::WholeTeam;
pub use templates::{TemplateLine, TemplateList};
pub use today::Day;
pub use undo::Undone;
pub use week::Days;
pub use work::{Key, Pressed, Preview, Question, Said, Screen, Sight, Typed, Worked};

/// What can be done with the binder.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// The day's work: who is to be contacted, overdue first
    Today(today::Today),
    /// After a contact: write the talk down and refile the client
    File(file::File),
    /// The call session: one dossier after the other, by keys
    Work(work::Work),
    /// One client's dossier: the card, the plan, the last contacts
    Show(show::Show),
    /// Write something into a dossier without moving it
    Note(note::Note),
    /// What was promised to clients, by date; made, and marked as kept
    Promise(promise::Promise),
    /// An offer or a letter from a template, into a dossier's papers
    Draft(draft::DraftLetter),
    /// Refile clients without a contact
    Move(r#move::Move),
    /// Bring a day that is too full down to what can be done
    Spread(spread::Spread),
    /// Deal a month's dossiers out over its working days
    Deal(deal::Deal),
    /// Change what a dossier says, in an editor or by flags
    Edit(edit::Edit),
    /// Fill in an own form for a client; list the forms, or make one
    Form(form::Form),
    /// Call a client or write to one, in the system's program
    Reach(reach::Reach),
    /// Put papers into a client's dossier, or take one out
    Attach(attach::Attach),
    /// Take a client out of the dividers
    Close(close::Close),
    /// Take a closed client back among the dividers
    Reopen(close::Reopen),
    /// The evening: what was planned for the day, and what was done
    Review(review::LookBack),
    /// The whole binder at a glance: every divider's load as a bar
    Binder(binder::Binder),
    /// The coming five working days with who stands behind each
    Week(week::ThisWeek),
    /// All dossiers, sorted by due, or those that fit
    List(list::List),
    /// Full text over cards, histories and own fields
    Find(find::Find),
    /// Look back: contacts, promises, moods, complaints, the load ahead
    Stats(stats::Stats),
    /// A new client
    Add(add::Add),
    /// Erase a client for good
    Forget(forget::Forget),
    /// A manager's binder for a colleague: read it, give it, lend it
    Handover(handover::Handover),
    /// Give single clients to a colleague
    Assign(assign::Assign),
    /// Every manager's binder: overdue, today, the next days as bars
    Team(team::Team),
    /// Take the last command back, or with --redo do it again
    Undo(undo::Undo),
    /// What was done, newest first
    Log(log::Log),
    /// Prove that every dossier is readable, and stands where it belongs
    Check(check::Check),
    /// Pages for paper: the day sheet, a dossier, the dividers, a packet
    Print(print::Print),
    /// For cron or a timer: what falls due in the next minutes
    Notify(notify::Notify),
    /// Take in a list of clients: CSV, vCard or JSON
    Import(import::Import),
    /// Write dossiers for other programs: csv, vcard, ics, json
    Export(export::Export),
    /// The settings, each with where it comes from
    Config(config::Config),
    /// A script for your shell, to complete commands, dates and clients
    Completions(completions::Completions),
    /// The manual pages, for man tickler and man tickler-file
    Man(man::Man),
}

impl Command {
    /// Whether it works in somebody's binder. One that doesn't runs even where it isn't known who
    /// sits at the desk.
    #[must_use]
    pub fn needs_manager(&self) -> bool {
        match self {
            Command::Config(_) | Command::Check(_) | Command::Completions(_) | Command::Man(_) => {
                false
            }
            Command::Team(team) => team.needs_manager(),
            Command::Print(print) => print.needs_manager(),
            _ => true,
        }
    }

    /// Whether it needs the store's settings. One that doesn't runs even where they can't be read.
    #[must_use]
    pub fn needs_settings(&self) -> bool {
        match self {
            Command::Check(_) | Command::Completions(_) | Command::Man(_) => false,
            // What stands in no binder hangs on no setting either.
            Command::Print(print) => print.needs_manager(),
            _ => true,
        }
    }

    /// Does what the command says.
    ///
    /// # Errors
    /// A [`crate::binder::Refusal`], a [`crate::store::BadFile`], or what the machine says.
    pub fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        let reply = match self {
            Command::Today(command) => command.run(desk),
            Command::File(command) => command.run(desk),
            Command::Work(command) => command.run(desk),
            Command::Show(command) => command.run(desk),
            Command::Note(command) => command.run(desk),
            Command::Promise(command) => command.run(desk),
            Command::Draft(command) => command.run(desk),
            Command::Move(command) => command.run(desk),
            Command::Spread(command) => command.run(desk),
            Command::Deal(command) => command.run(desk),
            Command::Edit(command) => command.run(desk),
            Command::Form(command) => command.run(desk),
            Command::Reach(command) => command.run(desk),
            Command::Attach(command) => command.run(desk),
            Command::Close(command) => command.run(desk),
            Command::Reopen(command) => command.run(desk),
            Command::Review(command) => command.run(desk),
            Command::Binder(command) => command.run(desk),
            Command::Week(command) => command.run(desk),
            Command::List(command) => command.run(desk),
            Command::Find(command) => command.run(desk),
            Command::Stats(command) => command.run(desk),
            Command::Add(command) => command.run(desk),
            Command::Forget(command) => command.run(desk),
            Command::Handover(command) => command.run(desk),
            Command::Assign(command) => command.run(desk),
            Command::Team(command) => command.run(desk),
            Command::Undo(command) => command.run(desk),
            Command::Log(command) => command.run(desk),
            Command::Check(command) => command.run(desk),
            Command::Print(command) => command.run(desk),
            Command::Notify(command) => command.run(desk),
            Command::Import(command) => command.run(desk),
            Command::Export(command) => command.run(desk),
            Command::Config(command) => command.run(desk),
            Command::Completions(command) => command.run(desk),
            Command::Man(command) => command.run(desk),
        }?;
        let is_signed = match &reply.answer {
            Answer::Changed(changed) | Answer::Marked(Marked { changed, .. }) => {
                !changed.lines.is_empty()
            }
            // One who leaves has no binder any more, by that very command.
            Answer::HandedOver(handed) => !handed.left,
            Answer::Imported(imported) => !imported.changed.lines.is_empty(),
            Answer::Undone(_) | Answer::Forgotten(_) => true,
            _ => false,
        };
        // What is stored is done, whoever can be listed.
        let remark = is_signed.then(|| desk.remark_on_absence().unwrap_or_default());
        Ok(reply.remarking(remark.flatten()))
    }
}
