//! `tickler today`: the day's work.

use anyhow::Result;
use clap::Args;

use super::answer::{Answer, Day, Reply};
use super::dates;
use super::desk::Desk;
use crate::binder::Agenda;

/// The day's work.
#[derive(Args, Debug)]
pub struct Today {
    /// Another day to open the binder at: mon, 2024-07-05
    date: Option<String>,
    /// Show whole info cards, one below the other
    #[arg(long)]
    cards: bool,
}

impl Today {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        let mut seen = desk.seen();
        if let Some(date) = &self.date {
            seen.today = dates::day(date, desk)?;
        }
        let scan = desk.scan(|place| place.is_open_on(seen.today))?;
        let dossiers = scan
            .found
            .iter()
            .map(|found| (found.slug(), &found.dossier));
        let day = Day {
            date: seen.today,
            manager: desk.manager.clone(),
            capacity: desk.capacity(),
            agenda: Agenda::of(dossiers, seen),
            cards: self.cards,
        };
        let remarks = desk.remarks_on_owners(&scan);
        let remarks = desk.remarks_on_binder()?.into_iter().chain(remarks);
        let reply = Reply::new(Answer::Day(day)).remarking(remarks);
        Ok(reply.missing(scan.unreadable))
    }
}
