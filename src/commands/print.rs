//! `tickler print`: pages for paper. What stands on them is a value here; how they look is known at
//! the edge, which presses them.

use std::collections::HashMap;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use uuid::Uuid;

use super::answer::{Answer, Remark, Reply};
use super::codes::{Standing, codes_of};
use super::desk::Desk;
use super::handover::{ReadPacket, Reading};
use super::list;
use super::out_file::OutFile;
use super::sheet_remark::SheetRemark;
use super::show::Shown;
use super::today::{Day, Today};
use crate::binder::code::first_day;
use crate::binder::{Code, PrintRefusal, Refusal};
use crate::store::BadFile;

/// Pages for paper, for any browser to print.
#[derive(Args, Debug)]
#[command(after_help = "What is printed:
  day [DATE]          the day sheet, with room to write; in the evening what was
                      written goes back with tickler file --sheet
  CLIENT              the dossier, to be taken to a meeting
  dividers            the dividers 1 to 31 and the months
  handover [MANAGER]  all that a manager has planned, every dossier in full
  client NAME         a client whose name is one of these words

Examples:
  tickler print day --open
  tickler print day mon -o monday.html
  tickler print ivanov --all > ivanov.html
  tickler print dividers --paper letter -o dividers.html
  tickler print handover anna --brief -o packet.html")]
pub struct Print {
    /// The day sheet, the dividers, a packet, or a client: any beginning of the name
    #[arg(value_name = "WHAT")]
    what: String,
    /// Which day, or whose packet: today, and your own, unless said
    #[arg(value_name = "WHICH")]
    which: Option<String>,
    /// The whole history of each client, not only what was last
    #[arg(long)]
    all: bool,
    /// Of a packet one line for each dossier
    #[arg(long)]
    brief: bool,
    /// Of a packet only what is due in the coming days, today being the first
    #[arg(long, value_name = "NUMBER", value_parser = list::number, allow_hyphen_values = true)]
    days: Option<usize>,
    /// The paper: a4 or letter; where nothing is said, that of your country by the locale
    #[arg(long, value_enum, hide_possible_values = true)]
    paper: Option<PaperSize>,
    /// Write the page into this file
    #[arg(short, long, value_name = "FILE", conflicts_with = "open")]
    output: Option<PathBuf>,
    /// Open the page in the browser
    #[arg(long)]
    open: bool,
}

/// A sheet of paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum PaperSize {
    /// 210 by 297 mm.
    #[default]
    A4,
    /// 8.5 by 11 inches.
    Letter,
}

/// What stands on the pages.
#[derive(Clone, Debug)]
pub enum Pages {
    /// A day sheet.
    Day(DaySheet),
    /// A dossier.
    Dossier(Box<Shown>),
    /// The dividers of a binder.
    Dividers,
    /// A manager's packet, with the whole history of each client if it is wanted.
    Packet {
        /// The packet.
        read: ReadPacket,
        /// The whole history, not only what was last.
        all: bool,
    },
}

/// A day's work, to be taken along.
#[derive(Clone, Debug)]
pub struct DaySheet {
    /// The day.
    pub day: Day,
    /// The code of each line; none has one on a sheet that is printed too early.
    pub codes: Vec<Option<Code>>,
}

/// Pages that were pressed.
#[derive(Clone, Debug)]
pub struct Printed {
    /// What they are, as it is typed: `day`, `client`, `dividers`, `handover`.
    pub what: &'static str,
    /// The paper.
    pub paper: PaperSize,
    /// Where they are.
    pub at: PrintedAt,
}

/// Where pages went.
#[derive(Clone, Debug)]
pub enum PrintedAt {
    /// They are the answer.
    Here(String),
    /// Into a file.
    File(PathBuf),
    /// Into a private file that a browser was given.
    Browser(PathBuf),
}

/// What is printed, as typed.
enum Wanted {
    Day(Option<String>),
    Dividers,
    Packet(Option<String>),
    Client(String),
}

/// Pages, with what is to be said beside them and what could not be read.
type Made = (Pages, Vec<Remark>, Vec<BadFile>);

impl Print {
    /// Whether it works in somebody's binder. The dividers are the same in all.
    pub(super) fn needs_manager(&self) -> bool {
        self.what != "dividers"
    }

    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        let wanted = self.wanted()?;
        let to_browser = |desk: &Desk<'_>| self.open || desk.in_full || !desk.person.sees_answer();
        let file = self.output.as_ref().filter(|file| file.as_os_str() != "-");
        if file.is_none() && !to_browser(desk) {
            let what = self.typed();
            return Err(Refusal::from(PrintRefusal::OnTerminal { what }).into());
        }
        // Before anything is read: that it can be written.
        let out = file.map(|file| OutFile::create(file, &desk.store));
        let out = out.transpose()?;
        let name = wanted.name();
        let (pages, remarks, unreadable) = self.made(wanted, desk)?;
        let paper = self.paper.unwrap_or(desk.user.paper);
        let html = (desk.press)(&pages, paper, desk.today).context("the pages can't be made")?;
        let at = match out.zip(file) {
            Some((mut out, file)) => {
                out.write_all(html.as_bytes())
                    .with_context(|| format!("{} can't be written", file.display()))?;
                out.finish()?;
                PrintedAt::File(file.clone())
            }
            None if self.open => {
                let opener = desk.user.opener.as_deref();
                let file = format!("{name}.html");
                let mut page = html.as_bytes();
                PrintedAt::Browser(desk.person.open_copy(&file, &mut page, opener)?)
            }
            None => PrintedAt::Here(html),
        };
        let printed = Printed {
            what: name,
            paper,
            at,
        };
        let reply = Reply::new(Answer::Printed(printed)).remarking(remarks);
        Ok(reply.missing(unreadable))
    }

    /// What is printed, as it was typed.
    fn typed(&self) -> String {
        let words = [Some(self.what.as_str()), self.which.as_deref()];
        let words = words.into_iter().flatten().map(|word| {
            if word.contains(' ') {
                format!("\"{word}\"")
            } else {
                word.to_owned()
            }
        });
        words.collect::<Vec<_>>().join(" ")
    }

    fn wanted(&self) -> Result<Wanted, Refusal> {
        let which = self.which.clone();
        let wanted = match (self.what.as_str(), which) {
            ("day", which) => Wanted::Day(which),
            ("handover", which) => Wanted::Packet(which),
            ("client", Some(name)) => Wanted::Client(name),
            ("dividers", None) => Wanted::Dividers,
            (name, None) => Wanted::Client(name.to_owned()),
            (what, Some(word)) => {
                let what = what.to_owned();
                return Err(PrintRefusal::OneTooMany { what, word }.into());
            }
        };
        let is_client = matches!(wanted, Wanted::Client(_));
        let is_packet = matches!(wanted, Wanted::Packet(_));
        for (is_said, flag, is_meant, example) in [
            (self.all, "--all", is_client || is_packet, "CLIENT --all"),
            (self.brief, "--brief", is_packet, "handover --brief"),
            (
                self.days.is_some(),
                "--days",
                is_packet,
                "handover --days 14",
            ),
        ] {
            if is_said && !is_meant {
                let what = self.what.clone();
                return Err(PrintRefusal::NotOf {
                    what,
                    flag,
                    example,
                }
                .into());
            }
        }
        Ok(wanted)
    }

    fn made(&self, wanted: Wanted, desk: &Desk<'_>) -> Result<Made> {
        match wanted {
            Wanted::Day(date) => day_sheet(date, desk),
            Wanted::Dividers => Ok((Pages::Dividers, Vec::new(), Vec::new())),
            Wanted::Client(client) => {
                let (shown, beside, mut remarks) = desk.shown(&client, self.all)?;
                remarks.extend(beside.owner);
                Ok((Pages::Dossier(Box::new(shown)), remarks, beside.unreadable))
            }
            Wanted::Packet(manager) => {
                let manager = manager.unwrap_or_else(|| desk.manager.clone());
                desk.needs_manager(&manager, false)?;
                let reading = Reading {
                    brief: self.brief,
                    days: self.days,
                    closed: false,
                };
                let (read, remarks, unreadable) = reading.read(&manager, desk)?;
                let all = self.all;
                Ok((Pages::Packet { read, all }, remarks, unreadable))
            }
        }
    }
}

impl Wanted {
    fn name(&self) -> &'static str {
        match self {
            Wanted::Day(_) => "day",
            Wanted::Dividers => "dividers",
            Wanted::Packet(_) => "handover",
            Wanted::Client(_) => "client",
        }
    }
}

fn day_sheet(date: Option<String>, desk: &Desk<'_>) -> Result<Made> {
    let (day, mut remarks, mut unreadable) = Today::of(date).look(desk)?;
    let look = desk.store.look()?;
    let standing = look
        .map(|look| desk.on_sheet(&look, day.date))
        .transpose()?;
    let codes = match standing.flatten() {
        Some(standing) => {
            for bad in standing.unreadable {
                if !unreadable.contains(&bad) {
                    unreadable.push(bad);
                }
            }
            codes_of_lines(&day, &standing.taken)
        }
        None => vec![None; day.agenda.lines.len()],
    };
    let from = first_day(day.date, &desk.calendar());
    if desk.today < from && !day.agenda.lines.is_empty() {
        remarks.push(SheetRemark::NoCodesYet { from }.into());
    }
    Ok((Pages::Day(DaySheet { day, codes }), remarks, unreadable))
}

fn codes_of_lines(day: &Day, standing: &[Standing]) -> Vec<Option<Code>> {
    let codes = codes_of(standing);
    let ids = standing.iter().map(|one| (one.client.as_str(), one.id));
    let ids: HashMap<&str, Uuid> = ids.collect();
    let lines = day.agenda.lines.iter();
    lines
        .map(|line| codes.code(*ids.get(line.client.as_str())?))
        .collect()
}
