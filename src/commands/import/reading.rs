//! Everybody who is in the files, held together: what is to be known before the first is taken in.

use std::io::BufReader;

use anyhow::Result;
use chrono::{NaiveDate, NaiveTime};
use encoding_rs::Encoding;

use super::super::answer::Remark;
use super::super::desk::Desk;
use super::packed::Packed;
use super::papers::with_dossiers;
use super::remark::ImportRemark;
use super::sources::{Format, Source};
use crate::binder::entry::moment_text;
use crate::binder::import_refusal::BadRow;
use crate::binder::{Fields, ImportRefusal, Outcome, Place};
use crate::exchange::archive::Archive;
use crate::exchange::arrival::{self, Arrival, Card, Client, LeftOut};
use crate::exchange::list::{List, Said, charset};
use crate::exchange::vcard::Cards;
use crate::store::Shelves;

/// The most clients that are taken in at once.
const MOST: usize = 200_000;

/// The most bytes of all that they say.
const MOST_BYTES: usize = 256 << 20;

/// After how many clients it is told how far the reading is.
const STEP: usize = 1_000;

/// How many values that are left out are told one by one.
const TOLD: usize = 5;

/// Everybody in the files.
#[derive(Default)]
pub(super) struct Lists {
    pub(super) coming: Vec<Coming>,
    pub(super) bad: Vec<BadRow>,
    pub(super) mapping: Vec<MappedColumn>,
    pub(super) remarks: Vec<Remark>,
    /// The files that have papers too.
    pub(super) bundles: Vec<Source>,
    bytes: usize,
    attachments: (usize, usize),
    left_out: usize,
}

/// A column of a table, and where its cells go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappedColumn {
    /// The file.
    pub file: String,
    /// What the column is called.
    pub column: String,
    /// Where its cells go, in the words of `--map`.
    pub to: String,
    /// How many of them say something.
    pub filled: usize,
}

/// Somebody in a file.
pub(super) struct Coming {
    pub(super) file: String,
    /// The line, from 1.
    pub(super) line: u64,
    pub(super) what: What,
}

/// What a file says of somebody.
pub(super) enum What {
    /// A card, with what was noted and when the last contact was.
    Card(Box<Told>),
    /// A whole dossier.
    Whole(Box<Packed>),
}

/// What a card says, as it is taken in.
pub(super) struct Told {
    pub(super) fields: Fields,
    pub(super) note: Option<String>,
    pub(super) slug: Option<String>,
    pub(super) last: Option<Last>,
    pub(super) next: Option<(Place, Option<NaiveTime>)>,
}

/// The last contact elsewhere; the later of two is the greater.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Last {
    pub(super) day: NaiveDate,
    /// When it was, as it is stored.
    pub(super) when: String,
    /// How it ended, as it is stored.
    pub(super) outcome: &'static str,
}

impl Coming {
    /// The name by which the client was typed elsewhere.
    pub(super) fn slug(&self) -> Option<&str> {
        match &self.what {
            What::Card(told) => told.slug.as_deref(),
            What::Whole(whole) => whole.slug.as_deref(),
        }
    }

    /// What the card says.
    pub(super) fn fields(&self) -> &Fields {
        match &self.what {
            What::Card(told) => &told.fields,
            What::Whole(whole) => &whole.fields,
        }
    }

    /// What a card says, if it is no whole dossier.
    pub(super) fn told(&self) -> Option<&Told> {
        match &self.what {
            What::Card(told) => Some(told),
            What::Whole(_) => None,
        }
    }
}

impl Lists {
    /// Takes in what a file says.
    ///
    /// # Errors
    /// An [`ImportRefusal`]: a file that is no list, or that says too much.
    pub(super) fn read(
        &mut self,
        source: &Source,
        format: Option<Format>,
        said: &Said,
        desk: &Desk<'_>,
    ) -> Result<(), ImportRefusal> {
        let cant_read = |error: std::io::Error| ImportRefusal::CantRead {
            file: source.name.clone(),
            why: format!("can't be read: {error}"),
        };
        let opened = || source.read().map(BufReader::new).map_err(cant_read);
        let format = format.map_or_else(|| source.format(), Ok)?;
        match format {
            Format::Csv => {
                let list = List::look(&source.name, &|| source.read(), said)?;
                self.note(&list, source);
                self.take(list.arrivals(Box::new(opened()?)), source, desk)
            }
            Format::Vcard => {
                let told = charset::tell(opened()?).map_err(cant_read)?;
                if told.is_guess && said.encoding.is_none() {
                    self.guessed(told.encoding, source);
                }
                let encoding = told.or_said(said.encoding);
                self.take(Cards::new(opened()?, Some(encoding)), source, desk)
            }
            Format::Json => self.take(Archive::new(opened()?), source, desk),
            Format::Tar => {
                self.bundles.push(source.clone());
                let take = |dossiers: &mut dyn std::io::Read| {
                    self.take(Archive::new(BufReader::new(dossiers)), source, desk)
                };
                with_dossiers(opened()?, take).map_err(cant_read)?
            }
        }
    }

    /// Keeps how a table was understood.
    fn note(&mut self, list: &List, source: &Source) {
        let columns = list.columns.iter().map(|column| MappedColumn {
            file: source.name.clone(),
            column: column.heading.clone(),
            to: column.target.to_string(),
            filled: column.filled,
        });
        self.mapping.extend(columns);
        if list.is_guess {
            self.guessed(list.encoding, source);
        }
    }

    /// Keeps that letters were guessed.
    fn guessed(&mut self, encoding: &'static Encoding, source: &Source) {
        let (file, encoding) = (source.name.clone(), encoding.name());
        self.remarks
            .push(ImportRemark::Letters { file, encoding }.into());
    }

    fn take(
        &mut self,
        arrivals: impl Iterator<Item = Result<Arrival, arrival::BadRow>>,
        source: &Source,
        desk: &Desk<'_>,
    ) -> Result<(), ImportRefusal> {
        for arrival in arrivals {
            match arrival.and_then(|arrival| self.coming(arrival, source, desk)) {
                Ok(coming) => self.coming.push(coming),
                Err(bad) => self.bad.push(BadRow {
                    file: source.name.clone(),
                    line: bad.line,
                    why: bad.why,
                    ends: bad.ends,
                }),
            }
            let count = self.coming.len() + self.bad.len();
            let most = match (count > MOST, self.bytes > MOST_BYTES) {
                (true, _) => format!("{MOST} clients"),
                (_, true) => format!("{} MiB", MOST_BYTES >> 20),
                _ => String::new(),
            };
            if !most.is_empty() {
                let file = source.name.clone();
                return Err(ImportRefusal::TooMuch { file, most });
            }
            if count.is_multiple_of(STEP) {
                desk.person
                    .progress(&format!("{count} clients read from {}", source.name));
            }
        }
        Ok(())
    }

    /// Somebody as they are taken in: the card is checked as if it were typed.
    fn coming(
        &mut self,
        arrival: Arrival,
        source: &Source,
        desk: &Desk<'_>,
    ) -> Result<Coming, arrival::BadRow> {
        let line = arrival.line;
        for left_out in arrival.left_out {
            self.leave_out(left_out, line, source);
        }
        let what = match arrival.client {
            Client::Card(mut card) => {
                for unborn in card.unborn(desk.today) {
                    self.leave_out(unborn, line, source);
                }
                self.bytes += card.size();
                let told = Told::of(&card, desk).map_err(|why| arrival::BadRow::new(line, why))?;
                What::Card(Box::new(told))
            }
            Client::Dossier(whole) => {
                let packed = Packed::of(*whole);
                self.bytes += packed.size();
                What::Whole(Box::new(packed))
            }
        };
        let file = source.name.clone();
        Ok(Coming { file, line, what })
    }

    fn leave_out(&mut self, left_out: LeftOut, line: u64, source: &Source) {
        match left_out {
            LeftOut::Attachment { bytes, .. } => {
                self.attachments.0 += 1;
                self.attachments.1 += bytes;
            }
            LeftOut::Value { what, text } => {
                self.left_out += 1;
                if self.left_out <= TOLD {
                    let file = source.name.clone();
                    let remark = ImportRemark::LeftOut {
                        file,
                        line,
                        what,
                        text,
                    };
                    self.remarks.push(remark.into());
                }
            }
        }
    }

    /// Makes bad rows of the dossiers of clients who were erased for good: they don't come back.
    pub(super) fn refuse_erased(&mut self, shelves: &Shelves) {
        let all = std::mem::take(&mut self.coming);
        for coming in all {
            match &coming.what {
                What::Whole(whole) if shelves.was_erased(whole.id) => {
                    self.bad.push(BadRow {
                        why: format!("{} was erased here for good", whole.name()),
                        file: coming.file,
                        line: coming.line,
                        ends: false,
                    });
                }
                _ => self.coming.push(coming),
            }
        }
    }

    /// What is to be said of all that was left out.
    pub(super) fn remark_on_rest(&mut self) {
        let (count, bytes) = self.attachments;
        if count > 0 {
            self.remarks
                .push(ImportRemark::Attachments { count, bytes }.into());
        }
        if let Some(count) = self.left_out.checked_sub(TOLD).filter(|count| *count > 0) {
            self.remarks
                .push(ImportRemark::MoreLeftOut { count }.into());
        }
    }
}

impl Told {
    /// What a card says; the error says why it can't be taken.
    fn of(card: &Card, desk: &Desk<'_>) -> Result<Self, String> {
        let revision = card.revision().map_err(|refusal| refusal.to_string())?;
        let last = card.last.map(|(day, time)| {
            let moment = time.map(|time| (desk.here)(day.and_time(time)));
            Last {
                day,
                when: moment.map_or_else(|| day.to_string(), moment_text),
                outcome: card.outcome.unwrap_or(Outcome::Reached).name(),
            }
        });
        if let Some(last) = last.as_ref().filter(|last| last.day > desk.today) {
            return Err(format!("the last contact, {}, is still to come", last.day));
        }
        Ok(Self {
            fields: revision.after().clone(),
            slug: card.slug.clone(),
            note: card.noted().map(|note| note.trim().to_owned()),
            last,
            next: card.next,
        })
    }
}
