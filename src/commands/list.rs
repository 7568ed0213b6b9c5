//! `tickler list`: all dossiers, or those that fit.

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::answer::{Answer, Remark, Reply};
use super::desk::Desk;
use super::which::Which;
use crate::binder::line;
use crate::binder::lookup::folded;
use crate::binder::{Line, Place};
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
}

/// All dossiers, sorted by due.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tickler list --tag wholesale --stage offer
  tickler list --place jul --sort company
  tickler list --silent --never-complained
  tickler list --all --dissatisfied
  tickler list --closed --sort last --limit 10")]
pub struct List {
    #[command(flatten)]
    which: Which,
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
            place: filter.place(),
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
