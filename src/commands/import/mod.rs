//! `tickler import`: a list of clients from elsewhere. It is read whole, told from whoever is there
//! already, shown, and taken in as one piece.

mod homes;
mod intake;
mod knowing;
mod packed;
mod papers;
mod reading;
mod remark;
mod sources;
mod taking;

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use self::homes::Homes;
use self::intake::Intake;
use self::reading::Lists;
use self::sources::{Format, Source};
use self::taking::{Manner, Stand};
use super::aftermath::Outline;
use super::answer::{Changed, Deed, Remark, Reply};
use super::desk::{Desk, UNASKED};
use super::list::number;
use super::several::Consent;
use crate::binder::addition::Filled;
use crate::binder::import_refusal::BadRow;
use crate::binder::{ImportRefusal, Kind, Place, Refusal, When};
use crate::exchange::list::{Order, Said, Target, charset};
use crate::store::Found;

pub use self::reading::MappedColumn;
pub use self::remark::ImportRemark;

/// Take in a list of clients from elsewhere.
#[derive(Args, Debug)]
#[command(after_help = "\
Read are tables as CSV (of Excel, LibreOffice, Google, Outlook, HubSpot, Pipedrive and others), the \
vCards of phones and address books, and whole dossiers as another tickler exported them: as JSON, \
or with their papers as tar.

The last contact becomes history, the day of the next one the place. Who is in the binder already \
is told by phone, e-mail or UID, or by name and company, and left as is without --update.

Examples:
  tickler import contacts.csv --dry-run
  tickler import contacts.csv --on +3d --spread 10
  tickler import phone.vcf --update --yes
  tickler import old.csv --map \"Handy=phone\" --map \"Internal=\" --dates dmy")]
pub struct Import {
    /// The files; - is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What the files are; else it is told from what is in them
    #[arg(long)]
    format: Option<Format>,
    /// In which letters they are written, such as windows-1251; else it is told from what is in them
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// What a column of a table is for, such as "Mobile Phone=phone"; "Column=" leaves it out (may be
    /// repeated)
    #[arg(long, value_name = "COLUMN=WORD")]
    map: Vec<String>,
    /// Whether the day or the month comes first in 03/04/2024
    #[arg(long, value_name = "ORDER", value_parser = ["dmy", "mdy"])]
    dates: Option<String>,
    /// Where those without a next contact come: 2024-07-05, fri, jul (without it: someday)
    #[arg(long, value_name = "WHEN")]
    on: Option<String>,
    /// Deal them out, so many a working day from that day on (or from today on)
    #[arg(long, value_name = "N", value_parser = number, allow_hyphen_values = true)]
    spread: Option<usize>,
    /// Add what is missing to those who are there already
    #[arg(long)]
    update: bool,
    /// The same, and replace what stands in their dossiers where the list says something else
    #[arg(long)]
    overwrite: bool,
    /// Take the rest in where some rows can't be
    #[arg(long)]
    skip_bad: bool,
    #[command(flatten)]
    consent: Consent,
}

/// A list that was taken in.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The dossiers that are new, or got something more.
    pub changed: Changed,
    /// Everybody in the list.
    pub clients: Vec<Incoming>,
    /// The columns of tables, and where their cells went.
    pub mapping: Vec<MappedColumn>,
    /// Rows that can't be taken.
    pub refused: Vec<BadRow>,
}

/// Somebody in a list, and what became of it.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// The file.
    pub file: String,
    /// The lines, from 1.
    pub lines: Vec<u64>,
    /// The name: as it is in the binder, if somebody is there.
    pub name: String,
    /// The name by which the client is typed; `None` where it can't be told which one it is.
    pub client: Option<String>,
    /// What became of it.
    pub fate: Fate,
    /// What was added to a dossier that was there, a line each.
    pub adds: Vec<(String, String)>,
}

/// What becomes of somebody in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// A new client.
    New,
    /// Something was added.
    Updated,
    /// Nothing: there already.
    Known,
}

impl Import {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        let said = self.said()?;
        let on = self.landing(desk)?;
        desk.needs_binder()?;
        let mut lists = Lists::default();
        for path in &self.files {
            let source = Source::open(path, desk).map_err(Refusal::from)?;
            let read = lists.read(&source, self.format, &said, desk);
            desk.person.progress("");
            read.map_err(Refusal::from)?;
        }
        lists.remark_on_rest();
        if let Some(look) = desk.store.look()? {
            lists.refuse_erased(&look);
        }
        let can_skip = self.skip_bad && lists.bad.iter().all(|bad| !bad.ends);
        if !lists.bad.is_empty() && !can_skip {
            let rows = lists.bad;
            return Err(Refusal::from(ImportRefusal::BadRows { rows }).into());
        }
        let intake = Intake {
            desk,
            manner: Manner {
                lists: &lists,
                homes: Homes::of(desk)?,
                filled: if self.overwrite {
                    Filled::Replaced
                } else {
                    Filled::Stays
                },
            },
            update: self.update || self.overwrite,
            on,
            spread: self.spread,
        };
        self.carry_out(&intake, desk)
    }

    /// Does it, or only says what would be done.
    fn carry_out(&self, intake: &Intake<'_>, desk: &Desk<'_>) -> Result<Reply> {
        let look = desk.store.look()?;
        let is_asked = !self.consent.yes && intake.manner.lists.coming.len() > UNASKED;
        if self.consent.dry_run || is_asked || intake.manner.lists.coming.is_empty() {
            let plan = intake.plan(look.as_deref())?;
            let count = plan.written.len();
            let is_shown = count > UNASKED && desk.person.is_there();
            let has_papers = !intake.manner.lists.bundles.is_empty();
            if self.consent.dry_run || (count == 0 && !has_papers) {
                let reply = intake.tried(look.as_deref(), plan)?;
                let dry = self.consent.dry_run.then_some(Remark::DryRun);
                return Ok(reply.remarking(dry));
            }
            if is_shown {
                let reply = intake.tried(look.as_deref(), plan)?;
                desk.person.show(&reply, desk.today)?;
            }
            if count > 0 {
                desk.agree(&format!("Take in {count} dossiers?"), count, false)?;
            }
        }
        drop(look);
        let (plan, outlines, papers) = desk.change("import", |change| {
            let plan = intake.plan(Some(change))?;
            desk.person.progress("writing");
            let lists = intake.manner.lists;
            let papers = lists.bring_papers(&plan.whole, change, desk)?;
            let entry = change.entry(Kind::Import);
            let manner = &intake.manner;
            let make =
                |number, found: Option<Found>| plan.make(manner, number, found, entry.clone());
            let outlines = change.bring_each(&plan.berths, make, Outline::relayed);
            desk.person.progress("");
            let outlines = outlines?;
            Ok((plan, outlines, papers))
        })?;
        let reply = desk.answer_many(Deed::Imported, outlines);
        let brought = (papers > 0).then_some(ImportRemark::Papers { count: papers });
        let reply = reply.remarking(brought.map(Remark::from));
        Ok(intake.reply(reply, plan))
    }

    /// What is said of the tables.
    fn said(&self) -> Result<Said, Refusal> {
        let encoding = self.encoding.as_deref().map(|name| {
            let refused = || ImportRefusal::NoSuchEncoding {
                name: name.to_owned(),
            };
            charset::named(name).ok_or_else(refused)
        });
        let columns = self.map.iter().map(|text| column(text));
        Ok(Said {
            encoding: encoding.transpose()?,
            order: self.dates.as_deref().map(|order| match order {
                "mdy" => Order::MonthFirst,
                _ => Order::DayFirst,
            }),
            columns: columns.collect::<Result<_, _>>()?,
        })
    }

    /// Where those come of whom no next contact is told.
    fn landing(&self, desk: &Desk<'_>) -> Result<Stand, Refusal> {
        let Some(on) = &self.on else {
            let place = self
                .spread
                .map_or(Place::Someday, |_| Place::Day(desk.today));
            return Ok((place, None));
        };
        let landing = When::parse(on)?.on(desk.today, &desk.calendar())?;
        if self.spread.is_some() {
            landing.day(on)?;
        }
        Ok((landing.place, landing.time))
    }
}

/// `Mobile Phone=phone`.
fn column(text: &str) -> Result<(String, Target), ImportRefusal> {
    let (column, word) = text
        .rsplit_once('=')
        .ok_or_else(|| ImportRefusal::NotAMapping {
            text: text.to_owned(),
        })?;
    let target = Target::named(word).ok_or_else(|| ImportRefusal::NoSuchTarget {
        target: word.to_owned(),
        known: Target::words().map(str::to_owned).collect(),
    })?;
    Ok((column.to_owned(), target))
}
