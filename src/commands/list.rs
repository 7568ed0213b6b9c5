//! `tickler list`: all dossiers, or those that fit.

use std::collections::HashSet;

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::answer::{Answer, Remark, Reply};
use super::desk::Desk;
use super::which::Which;
use crate::binder::line;
use crate::binder::lookup::folded;
use crate::binder::offer::{self, offered};
use crate::binder::{Line, Offered, Place};
use crate::store::Searched;

/// What in the help is no filter.
pub(super) const HEADING: &str = "The list";

/// Dossiers in a list.
#[derive(Clone, Debug)]
pub struct Listing {
    /// Whose binder it is; all binders, if it is nobody's.
    pub manager: Option<String>,
    /// The day or the month behind which all of them stand, if only those were wanted.
    pub place: Option<Place>,
    /// The dossiers, in the order that was asked for.
    pub lines: Vec<Line>,
    /// Their open offers by their last day, if only those with some were wanted.
    pub offers: Option<Vec<Offered>>,
}

/// All dossiers, sorted by due.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tickler list --tag wholesale --stage offer
  tickler list --place jul --sort company
  tickler list --silent --never-complained
  tickler list --offers
  tickler list --all --dissatisfied
  tickler list --closed --sort last --limit 10")]
pub struct List {
    #[command(flatten)]
    which: Which,
    /// With an offer that waits for an answer; all of these offers are listed
    #[arg(long, help_heading = "Only those")]
    offers: bool,
    /// Those in every binder
    #[arg(long, help_heading = HEADING)]
    all: bool,
    /// The order
    #[arg(long, value_name = "KEY", default_value = "due", help_heading = HEADING)]
    sort: SortKey,
    /// Only the first so many
    #[arg(long, value_name = "NUMBER", value_parser = number, allow_hyphen_values = true, help_heading = HEADING)]
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
        let filter = self.which.filter(desk)?;
        let (seen, binders) = (desk.seen(), desk.binders(self.all)?);
        let Searched { taken, unreadable } = desk.search(
            &binders,
            |folder| filter.may_be_behind(folder),
            |_| true,
            |found| {
                let (client, dossier) = (found.slug(), &found.dossier);
                let fits = filter.fits(dossier);
                let offers = offered(fits.then_some((client, dossier)));
                let fits = fits && !(self.offers && offers.is_empty());
                fits.then(|| (Line::of(client, dossier, seen), offers))
            },
        )?;
        let (mut lines, offers): (Vec<Line>, Vec<Vec<Offered>>) = taken.into_iter().unzip();
        self.sort(&mut lines, &desk.store.settings().stages());
        let all = lines.len();
        lines.truncate(self.limit.unwrap_or(all));
        let shown: HashSet<&str> = lines.iter().map(|line| line.client.as_str()).collect();
        let mut offers = offers.concat();
        offers.retain(|one| shown.contains(one.client.as_str()));
        offer::sort(&mut offers);
        let limited = (lines.len() < all).then_some(Remark::Limited {
            shown: lines.len(),
            all,
        });
        let manager = (!self.all).then(|| desk.manager.clone());
        let on_binder = desk.remarks_on_binders(self.all)?;
        let reply = Reply::new(Answer::Listing(Listing {
            manager,
            place: filter.place(),
            lines,
            offers: self.offers.then_some(offers),
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
