//! `tickler work`: the call session, one dossier after the other. What is done to a dossier is done
//! by the command of that name; which is next is [`crate::binder::session`]'s.

mod deeds;
mod key;
mod questions;
mod round;
mod screen;

use anyhow::Result;
use chrono::NaiveDate;
use clap::Args;

pub use key::Key;
pub use screen::{Pressed, Preview, Question, Said, Screen, Sight, Typed};

use super::answer::{Answer, Reply};
use super::dates;
use super::desk::Desk;
use super::form::FormRemark;
use crate::binder::form::Forms;
use crate::binder::line::Sort;
use crate::binder::lookup::folded;
use crate::binder::session::{Fate, Session};
use crate::binder::{Agenda, Line, Refusal, WordRefusal};
use round::Round;

/// One dossier after the other, with one key for each thing that can be done.
#[derive(Args, Debug)]
#[command(after_help = "\
After a talk it asks what was said (an empty line ends it), and for the next date, in the words \
that --on takes; while you type it says which day that is, and how full. Each deed is written at \
once: leave at any moment, and start again with what is left. What is written is dated today, \
whichever day's dossiers are gone through.

Examples:
  tickler work
  tickler work --new
  tickler work fri --tag wholesale")]
pub struct Work {
    /// Another day whose dossiers are to be gone through: fri, 2024-07-05
    date: Option<String>,
    /// Only new calls: to clients who were never reached
    #[arg(long)]
    new: bool,
    /// Only those with this tag; with each of them, if given several times
    #[arg(long, value_name = "TAG")]
    tag: Vec<String>,
}

/// What came of a session.
#[derive(Clone, Debug)]
pub struct Worked {
    /// Whose dossiers were gone through.
    pub manager: String,
    /// Behind which day.
    pub date: NaiveDate,
    /// The clients, and what became of each.
    pub clients: Vec<(Line, Fate)>,
    /// How many are still to be called, some of them perhaps for a second time.
    pub left: usize,
    /// Whether anything was written.
    pub is_stored: bool,
}

impl Worked {
    /// The clients of whom this became.
    pub fn of(&self, fate: Fate) -> impl Iterator<Item = &Line> {
        let clients = self.clients.iter();
        let clients = clients.filter(move |(_, became)| *became == fate);
        clients.map(|(line, _)| line)
    }
}

impl Work {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        let date = self.date.as_deref();
        let day = date.map(|date| dates::day(date, desk)).transpose()?;
        let date = day.map_or(desk.today, |(day, _)| day);
        if !desk.person.is_there() {
            return Err(Refusal::from(WordRefusal::NoTerminal).into());
        }
        let mut scan = desk.scan(|place| place.is_open_on(date))?;
        let dossiers = scan.found.iter();
        let dossiers = dossiers.map(|found| (found.slug(), &found.dossier));
        let mut seen = desk.seen();
        seen.today = date;
        let mut lines = Agenda::of(dossiers, seen).lines;
        let on_binder = match scan.found.as_slice() {
            [] => desk.remarks_on_binder()?,
            _ => None,
        };
        lines.retain(|line| self.is_wanted(line));
        let unreadable = std::mem::take(&mut scan.unreadable);
        // Of what was read nothing is held: each dossier is read again when its turn comes.
        drop(scan);
        let (forms, broken) = desk.forms();
        let session = sit_down(&lines, date, forms, desk)?;
        let clients = lines.into_iter().zip(session.fates());
        let worked = Worked {
            manager: desk.manager.clone(),
            date,
            clients: clients
                .filter_map(|(line, fate)| Some((line, fate?)))
                .collect(),
            left: session.left(),
            is_stored: session.has_written(),
        };
        let reply = Reply::new(Answer::Worked(worked)).remarking(on_binder);
        let reply = reply.remarking(FormRemark::all_broken(broken));
        Ok(reply.missing(unreadable))
    }

    fn is_wanted(&self, line: &Line) -> bool {
        let has = |wanted: &String| {
            let wanted = folded(wanted.trim());
            line.tags.iter().any(|tag| folded(tag) == wanted)
        };
        (!self.new || line.sort() == Sort::NewCall) && self.tag.iter().all(has)
    }
}

/// Goes through the clients with the person; gives how far they came.
fn sit_down(lines: &[Line], date: NaiveDate, forms: Forms, desk: &Desk<'_>) -> Result<Session> {
    if lines.is_empty() {
        return Ok(Session::of(0));
    }
    let screen = desk.person.sit_down()?;
    Round::new(lines, date, desk, screen, forms).go()
}
