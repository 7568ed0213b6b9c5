//! `tickler list`: all dossiers, or those that fit.

use anyhow::Result;
use chrono::NaiveDate;
use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};

use super::answer::{Answer, Remark, Reply};
use super::dates;
use super::desk::Desk;
use crate::binder::line;
use crate::binder::lookup::{folded, text_fits, words};
use crate::binder::{Dossier, Group, Line, Place, complaint, silence};
use crate::store::Searched;

/// Dossiers in a list.
#[derive(Clone, Debug)]
pub struct Listing {
    /// Whose binder it is; all binders, if it is nobody's.
    pub manager: Option<String>,
    /// The day or the month behind which all of them stand, if only those were wanted.
    pub place: Option<Place>,
    /// The dossiers, in the order that was asked for.
    pub lines: Vec<Line>,
}

/// All dossiers, sorted by due.
///
/// Each client is new (never reached yet), existing (was reached, is at the stage customer, or was
/// closed as won), or dissatisfied (has an open complaint, or was in a mood of 1 or 2 last).
#[derive(Args, Debug)]
#[command(next_help_heading = "Only those")]
#[command(after_help = "Examples:
  tickler list --tag wholesale --stage offer
  tickler list --place jul --sort company
  tickler list --silent --never-complained
  tickler list --all --dissatisfied
  tickler list --closed --sort last --limit 10")]
pub struct List {
    /// With this tag; with each of them, if given several times
    #[arg(long, value_name = "TAG")]
    tag: Vec<String>,
    /// At this stage; at one of them, if given several times
    #[arg(long, value_name = "STAGE")]
    stage: Vec<String>,
    /// Of this company, by the beginnings of its words
    #[arg(long, value_name = "WORDS")]
    company: Option<String>,
    /// Who came from there, by the beginnings of its words
    #[arg(long, value_name = "WORDS")]
    source: Option<String>,
    /// Behind a day or a month with its days: fri, 2024-07-05, jul, someday, closed
    #[arg(long, value_name = "PLACE")]
    place: Option<String>,
    /// Of this group of clients
    #[arg(long, value_name = "GROUP", value_parser = PossibleValuesParser::new(Group::ALL.map(Group::name)))]
    group: Option<String>,
    /// Short for --group dissatisfied
    #[arg(long, conflicts_with = "group")]
    dissatisfied: bool,
    /// Without a contact for longer than their own cadence, or 60 days without one; with =90 for
    /// more than 90 days. Of who was never contacted, since the dossier was made
    #[arg(long, value_name = "DAYS", num_args = 0..=1, require_equals = true, value_parser = number)]
    silent: Option<Option<usize>>,
    /// From whom there was no complaint ever: ask the good ones among them how they are
    #[arg(long)]
    never_complained: bool,
    /// Closed ones too
    #[arg(long, help_heading = "Which list")]
    closed: bool,
    /// Those in every binder
    #[arg(long, help_heading = "Which list")]
    all: bool,
    /// The order
    #[arg(
        long,
        value_name = "KEY",
        default_value = "due",
        help_heading = "Which list"
    )]
    sort: SortKey,
    /// Only the first so many
    #[arg(long, value_name = "NUMBER", value_parser = number, allow_hyphen_values = true, help_heading = "Which list")]
    limit: Option<usize>,
}

/// What a list is sorted by.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum SortKey {
    /// What is due first, first
    Due,
    /// By name
    Name,
    /// By company, those without one last
    Company,
    /// In the order of the stages, those without one last
    Stage,
    /// Who was not contacted for the longest time, first
    Last,
}

/// How many to show, as it is typed.
pub(super) fn number(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| "that is no number from 1 on".to_owned())
}

impl List {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        let filter = Filter::new(&self, desk)?;
        let (seen, binders) = (desk.seen(), desk.binders(self.all)?);
        let Searched {
            taken: mut lines,
            unreadable,
        } = desk.search(
            &binders,
            |folder| filter.may_be_behind(folder),
            |_| true,
            |found| {
                let fits = filter.fits(&found.dossier);
                fits.then(|| Line::of(found.slug(), &found.dossier, seen))
            },
        )?;
        self.sort(&mut lines, &desk.store.settings().stages());
        let all = lines.len();
        lines.truncate(self.limit.unwrap_or(all));
        let limited = (lines.len() < all).then_some(Remark::Limited {
            shown: lines.len(),
            all,
        });
        let manager = (!self.all).then(|| desk.manager.clone());
        let on_binder = desk.remarks_on_binders(self.all)?;
        let reply = Reply::new(Answer::Listing(Listing {
            manager,
            place: filter.place,
            lines,
        }))
        .remarking(on_binder.into_iter().chain(limited))
        .remarking(desk.remarks_on_loans(desk.today));
        Ok(reply.missing(unreadable))
    }

    fn sort(&self, lines: &mut [Line], stages: &[String]) {
        // Of what is equal otherwise, what is due first stays first.
        lines.sort_by(line::by_due);
        let rank = |stage: &String| stages.iter().position(|known| folded(known) == *stage);
        match self.sort {
            SortKey::Due => {}
            SortKey::Name => lines.sort_by_cached_key(|line| folded(&line.name)),
            SortKey::Company => lines.sort_by_cached_key(|line| {
                let company = line.company.as_deref().map(folded);
                (company.is_none(), company)
            }),
            SortKey::Stage => lines.sort_by_cached_key(|line| {
                let stage = line.stage.as_deref().map(folded);
                let rank = stage.as_ref().and_then(rank).unwrap_or(stages.len());
                (stage.is_none(), rank, stage)
            }),
            SortKey::Last => lines.sort_by_key(|line| line.last.as_ref().map(|last| last.moment)),
        }
    }
}

/// Which dossiers are wanted, in the form in which they are compared.
struct Filter {
    tags: Vec<String>,
    stages: Vec<String>,
    company: Option<Vec<String>>,
    source: Option<Vec<String>>,
    place: Option<Place>,
    closed: bool,
    group: Option<Group>,
    /// Without a contact for so many days, or for longer than each client's own measure.
    silent: Option<Option<u64>>,
    never_complained: bool,
    today: NaiveDate,
}

impl Filter {
    fn new(list: &List, desk: &Desk<'_>) -> Result<Self> {
        let all = |texts: &[String]| texts.iter().map(|text| folded(text.trim())).collect();
        let place = list.place.as_deref();
        let place = place.map(|text| dates::place(text, desk)).transpose()?;
        Ok(Self {
            tags: all(&list.tag),
            stages: all(&list.stage),
            company: list.company.as_deref().map(words),
            source: list.source.as_deref().map(words),
            place,
            closed: list.closed || place == Some(Place::Closed),
            group: match &list.group {
                Some(name) => Group::named(name),
                None => list.dissatisfied.then_some(Group::Dissatisfied),
            },
            silent: list.silent.map(|days| days.map(|days| days as u64)),
            never_complained: list.never_complained,
            today: desk.today,
        })
    }

    /// Whether a folder may have dossiers that fit: it is never later than their own places.
    fn may_be_behind(&self, folder: Place) -> bool {
        let last = match self.place {
            Some(Place::Month(month)) => Place::Day(month.last_day()),
            Some(place) => place,
            None if self.closed => Place::Closed,
            None => Place::Someday,
        };
        folder <= last
    }

    fn fits(&self, dossier: &Dossier) -> bool {
        let fields = dossier.fields();
        let is_among = |wanted: &[String], has: Option<&str>| {
            wanted.is_empty() || has.is_some_and(|has| wanted.contains(&folded(has)))
        };
        let begins = |wanted: &Option<Vec<String>>, key| {
            let Some(wanted) = wanted else { return true };
            fields.text(key).is_some_and(|text| text_fits(text, wanted))
        };
        let tags: Vec<String> = fields.texts("tags").map(folded).collect();
        self.is_behind(dossier.place())
            && self.tags.iter().all(|tag| tags.contains(tag))
            && is_among(&self.stages, fields.text("stage"))
            && begins(&self.company, "company")
            && begins(&self.source, "source")
            && self
                .silent
                .is_none_or(|days| silence::is_silent(dossier, days, self.today))
            && self.group.is_none_or(|group| Group::of(dossier) == group)
            && !(self.never_complained && !complaint::all(dossier).is_empty())
    }

    fn is_behind(&self, place: Place) -> bool {
        let shown = match place {
            Place::Gone => false,
            Place::Closed => self.closed,
            _ => true,
        };
        shown
            && match self.place {
                None => true,
                Some(Place::Month(month)) => place.month() == Some(month),
                Some(wanted) => place == wanted,
            }
    }
}
