//! `tickler export`: dossiers for other programs, and for another store.
//!
//! They are written as they are read, a handful after the other, so that a binder of any size needs
//! little memory.

mod bundle;
mod writing;

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Mutex;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use uuid::Uuid;

use self::writing::Writing;
use super::answer::{Answer, Remark, Reply};
use super::desk::Desk;
use super::list::HEADING;
use super::out_file::OutFile;
use super::which::Which;
use crate::binder::{ExportRefusal, Place, Refusal};
use crate::exchange::diary::{self, Diary};
use crate::exchange::rows::Needed;
use crate::exchange::vcard::Version;
use crate::store::{BadFile, Found, Look, Searched, Spot};

/// How many dossiers are read before they are written.
const HANDFUL: usize = 512;

/// What is beside the dossiers in an export.
const OUTPUT: &str = "The file";

/// Write dossiers for other programs: the open binder, or those that fit.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tickler export csv -o clients.csv
  tickler export csv --tag wholesale --delimiter semicolon > wholesale.csv
  tickler export vcard ivanov -o cards.vcf
  tickler export ics -o tickler.ics
  tickler export json --all -o team.json
  tickler export json --with-papers -o anna.tar")]
pub struct Export {
    /// What is written
    #[arg(value_name = "FORMAT")]
    format: Format,
    /// Only these clients
    #[arg(value_name = "CLIENT", conflicts_with_all = ["all", "Which"])]
    clients: Vec<String>,
    /// Into this file, once it is whole; else to standard output
    #[arg(short, long, value_name = "FILE", help_heading = OUTPUT)]
    output: Option<PathBuf>,
    /// What stands between the cells of csv: comma, or semicolon where Excel is used to it, as it is
    /// in most of Europe
    #[arg(long, value_name = "CHARACTER", help_heading = OUTPUT)]
    delimiter: Option<Delimiter>,
    /// The version of vcard: 3.0 for programs that read no other; without it 4.0
    #[arg(long = "vcard", value_name = "VERSION", help_heading = OUTPUT)]
    version: Option<CardVersion>,
    /// Birthdays and the like in ics too, as events of every year
    #[arg(long, help_heading = OUTPUT)]
    occasions: bool,
    /// The papers of the clients behind json too: a tar, into the file of -o
    #[arg(long, help_heading = OUTPUT)]
    with_papers: bool,
    #[command(flatten)]
    which: Which,
    /// Those in every binder
    #[arg(long, help_heading = HEADING)]
    all: bool,
}

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table for a spreadsheet: card, plan and last contact, a row a client
    Csv,
    /// Cards for an address book
    Vcard,
    /// A calendar to which a phone can subscribe: what is due, by day and time
    Ics,
    /// Whole dossiers with their histories, closed ones too, for another store
    Json,
}

/// What stands between cells.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Delimiter {
    Comma,
    Semicolon,
    Tab,
}

/// A version of vCard.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum CardVersion {
    #[value(name = "3.0")]
    Three,
    #[value(name = "4.0")]
    Four,
}

/// What was written.
#[derive(Clone, Debug)]
pub struct Exported {
    /// In which format, as typed.
    pub format: &'static str,
    /// How many dossiers it tells of.
    pub dossiers: usize,
    /// How many papers are behind them; `None` if none were wanted.
    pub papers: Option<usize>,
    /// Into which file; `None` if it went to standard output.
    pub path: Option<PathBuf>,
}

/// What is to be said of what was not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportRemark {
    /// Closed dossiers were left out.
    Closed {
        /// How many.
        count: usize,
    },
    /// Papers that are not in the store, or damaged.
    MissingPapers {
        /// How many.
        count: usize,
    },
    /// Dossiers behind no day are in no calendar.
    NoDay {
        /// How many.
        count: usize,
    },
}

/// The dossiers that are meant, by where they stand, and what is to be said beside.
#[derive(Default)]
struct Chosen {
    spots: Vec<Vec<Spot>>,
    /// The columns that they need in a table.
    needed: Needed,
    /// The papers that are to be written behind them.
    papers: Vec<(Uuid, BTreeSet<String>)>,
    remarks: Vec<Remark>,
    unreadable: Vec<BadFile>,
}

impl Format {
    fn name(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Vcard => "vcard",
            Format::Ics => "ics",
            Format::Json => "json",
        }
    }
}

impl Export {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        self.refuse_flags_of_others()?;
        let path = self.output.as_ref().filter(|path| path.as_os_str() != "-");
        let format = self.format.name();
        if path.is_none() && desk.in_full && self.format != Format::Json {
            return Err(Refusal::from(ExportRefusal::TwoAnswers { format }).into());
        }
        let look = desk.store.look()?;
        let mut chosen = match &look {
            Some(look) => self.choose(look, desk)?,
            None => Chosen::default(),
        };
        let writing = self.writing(std::mem::take(&mut chosen.needed), desk);
        let look = look.as_ref();
        let (dossiers, papers) = if let Some(path) = path {
            let mut file = OutFile::create(path, &desk.store)?;
            let written = if !self.with_papers {
                (write(&writing, look, &mut chosen, &mut file)?, None)
            } else if file.is_file() {
                let at = (desk.clock)().timestamp().cast_unsigned();
                let all = bundle::write_all(&writing, look, &mut chosen, at, &mut file)?;
                (all.0, Some(all.1))
            } else {
                return Err(Refusal::from(ExportRefusal::PapersIntoNoFile).into());
            };
            file.finish()?;
            written
        } else if self.with_papers {
            return Err(Refusal::from(ExportRefusal::PapersIntoNoFile).into());
        } else {
            let mut out = desk.person.output();
            let written = write(&writing, look, &mut chosen, &mut out);
            let dossiers =
                written.or_else(|error| if is_enough(&error) { Ok(0) } else { Err(error) })?;
            (dossiers, None)
        };
        let exported = Exported {
            format,
            dossiers,
            papers,
            path: path.cloned(),
        };
        let reply = Reply::new(Answer::Exported(exported)).remarking(chosen.remarks);
        let on_binders = desk.remarks_on_binders(self.all)?;
        Ok(reply.remarking(on_binders).missing(chosen.unreadable))
    }

    /// Refuses a flag that says nothing of this format.
    fn refuse_flags_of_others(&self) -> Result<(), Refusal> {
        let (csv, vcard, ics) = (Format::Csv, Format::Vcard, Format::Ics);
        let flags = [
            (
                self.delimiter.is_some(),
                csv,
                "--delimiter",
                "csv --delimiter semicolon",
            ),
            (
                self.version.is_some(),
                vcard,
                "--vcard",
                "vcard --vcard 3.0",
            ),
            (self.occasions, ics, "--occasions", "ics --occasions"),
            (
                self.with_papers,
                Format::Json,
                "--with-papers",
                "json --with-papers -o FILE",
            ),
        ];
        for (is_said, of, flag, example) in flags {
            if is_said && of != self.format {
                let format = self.format.name();
                let refusal = ExportRefusal::NotOf {
                    flag,
                    format,
                    example,
                };
                return Err(refusal.into());
            }
        }
        Ok(())
    }

    /// The dossiers that are meant.
    fn choose(&self, look: &Look, desk: &Desk<'_>) -> Result<Chosen> {
        if !self.clients.is_empty() {
            return self.named(look, desk);
        }
        let mut filter = self.which.filter(desk)?;
        if self.format == Format::Json {
            // Nothing stays behind when somebody leaves.
            filter = filter.with_closed();
        }
        let binders = desk.binders(self.all)?;
        let needed = Mutex::new(Needed::default());
        let is_table = self.format == Format::Csv;
        let take = |found: &Found| {
            let fits = filter.fits(&found.dossier);
            if fits
                && is_table
                && let Ok(mut needed) = needed.lock()
            {
                needed.see(&found.dossier);
            }
            fits.then(|| found.spots.clone())
        };
        let may_be_behind = |folder| filter.may_be_behind(folder);
        let searched = look.search_all(&binders, may_be_behind, |_| true, take)?;
        let Searched {
            taken,
            mut unreadable,
        } = searched;
        let mut remarks = Vec::new();
        // In a calendar they have no day in any case.
        if filter.is_of_all_open_ones() && self.format != Format::Ics {
            let mut count = 0;
            for manager in &binders {
                let closed = look.loads(manager, |place| place == Place::Closed)?;
                count += closed.sum();
                unreadable.extend(closed.unreadable);
            }
            remarks.extend((count > 0).then_some(Remark::Export(ExportRemark::Closed { count })));
        }
        Ok(Chosen {
            spots: taken,
            needed: needed.into_inner().unwrap_or_default(),
            papers: Vec::new(),
            remarks,
            unreadable,
        })
    }

    /// The clients who were named, each once.
    fn named(&self, look: &Look, desk: &Desk<'_>) -> Result<Chosen> {
        let mut chosen = Chosen::default();
        for typed in &self.clients {
            let (found, beside) = desk.find_in(look, typed)?;
            if chosen.spots.contains(&found.spots) {
                continue;
            }
            chosen.needed.see(&found.dossier);
            chosen.spots.push(found.spots);
            chosen.remarks.extend(beside.owner);
            chosen.unreadable.extend(beside.unreadable);
        }
        Ok(chosen)
    }

    /// How it is written.
    fn writing(&self, needed: Needed, desk: &Desk<'_>) -> Writing {
        match self.format {
            Format::Csv => Writing::Csv(needed.table(match self.delimiter {
                None | Some(Delimiter::Comma) => b',',
                Some(Delimiter::Semicolon) => b';',
                Some(Delimiter::Tab) => b'\t',
            })),
            Format::Vcard => Writing::Vcard(match self.version {
                Some(CardVersion::Three) => Version::Three,
                None | Some(CardVersion::Four) => Version::Four,
            }),
            Format::Ics => {
                let diary = Diary {
                    today: desk.today,
                    here: desk.here,
                    occasions: self.occasions,
                };
                let name = if self.all { "all" } else { &desk.manager };
                Writing::Ics(diary, format!("tickler: {name}"))
            }
            Format::Json => Writing::Json {
                with_papers: self.with_papers,
            },
        }
    }
}

/// Writes these dossiers, each handful before the next is read, and tells of how many it was. What
/// can't be read any more is put among the unreadable.
///
/// # Errors
/// A folder that can't be read; what can't be written.
fn write(
    writing: &Writing,
    look: Option<&Look>,
    chosen: &mut Chosen,
    out: &mut impl Write,
) -> Result<usize> {
    let cant_write = "the export can't be written";
    let (mut dossiers, mut without_a_day) = (0, 0);
    let mut text = writing.beginning();
    if let Some(look) = look {
        for handful in chosen.spots.chunks(HANDFUL) {
            let told = look.each_readable(handful, |found| {
                let told = writing.dossier(found.slug(), &found.dossier);
                let papers = (found.dossier.id(), writing.papers(&found.dossier));
                (told, diary::has_a_day(&found.dossier), papers)
            })?;
            for told in told {
                match told {
                    Ok((told, has_a_day, papers)) => {
                        if !papers.1.is_empty() {
                            chosen.papers.push(papers);
                        }
                        without_a_day += usize::from(!has_a_day);
                        if told.is_empty() {
                            continue;
                        }
                        text.push_str(if dossiers == 0 { "" } else { writing.between() });
                        text.push_str(&told);
                        dossiers += 1;
                    }
                    Err(bad) => chosen.unreadable.push(bad),
                }
            }
            out.write_all(text.as_bytes()).context(cant_write)?;
            text.clear();
        }
    }
    if matches!(writing, Writing::Ics(..)) && without_a_day > 0 {
        let count = without_a_day;
        chosen
            .remarks
            .push(Remark::Export(ExportRemark::NoDay { count }));
    }
    text.push_str(&writing.end(&chosen.unreadable));
    out.write_all(text.as_bytes()).context(cant_write)?;
    out.flush().context(cant_write)?;
    Ok(dossiers)
}

/// Whether whoever reads the export has read enough of it.
fn is_enough(error: &anyhow::Error) -> bool {
    let error = error.downcast_ref::<io::Error>();
    error.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
