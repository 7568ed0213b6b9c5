//! `tickler binder`: the whole binder at a glance.

use std::slice;

use anyhow::Result;
use chrono::NaiveDate;
use clap::Args;

use super::answer::{Answer, Reply};
use super::desk::Desk;
use crate::binder::{Overview, Place};

/// A manager's whole binder.
#[derive(Clone, Debug)]
pub struct WholeBinder {
    /// Today.
    pub date: NaiveDate,
    /// Whose binder it is.
    pub manager: String,
    /// How many dossiers the manager can handle in a day.
    pub capacity: usize,
    /// The dividers with their loads.
    pub overview: Overview,
}

/// The whole binder at a glance: every divider with its load as a bar.
#[derive(Args, Debug)]
#[command(after_help = "\
The mark in a bar is what can be done in a day; behind a month's divider, on its working days. \
What is overdue is carried over to today.

Examples:
  tickler binder
  tickler --today 2024-07-01 binder
  tickler --json binder")]
pub struct Binder {}

impl Binder {
    #[expect(clippy::unused_self, reason = "all commands are run alike")]
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        let look = desk.store.look()?;
        let loads = look.map_or(Ok(Vec::new()), |look| {
            look.loads_of_all(slice::from_ref(&desk.manager))
        })?;
        let mut loads = loads.into_iter().next().unwrap_or_default();
        loads.places.retain(|(place, _)| *place != Place::Gone);
        let binder = WholeBinder {
            date: desk.today,
            manager: desk.manager.clone(),
            capacity: desk.capacity(),
            overview: Overview::of(loads.places, desk.seen(), &desk.calendar()),
        };
        let reply = Reply::new(Answer::Binder(binder));
        let reply = reply.remarking(desk.remarks_on_binder()?);
        let reply = reply.remarking(desk.remarks_on_loans(desk.today));
        Ok(reply.missing(loads.unreadable))
    }
}
