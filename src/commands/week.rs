//! `tickler week`: the coming five working days.

use anyhow::Result;
use chrono::NaiveDate;
use clap::Args;

use super::answer::{Answer, Remark, Reply};
use super::dates;
use super::desk::Desk;
use crate::binder::{Place, Week};

/// Some days of one manager.
#[derive(Clone, Debug)]
pub struct Days {
    /// The first day that was asked for.
    pub date: NaiveDate,
    /// Whose days they are.
    pub manager: String,
    /// How many dossiers the manager can handle in a day.
    pub capacity: usize,
    /// The days.
    pub week: Week,
}

/// The coming five working days with who stands behind each.
#[derive(Args, Debug)]
#[command(after_help = "\
What is overdue is carried over to today.

Examples:
  tickler week
  tickler week mon
  tickler week 2024-07-01")]
pub struct ThisWeek {
    /// The first of the days, if not today: mon, 2024-07-05
    date: Option<String>,
}

impl ThisWeek {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        let date = match &self.date {
            Some(date) => dates::day(date, desk)?.0,
            None => desk.today,
        };
        let calendar = desk.calendar();
        let last = Place::Day(Week::last_day(date, &calendar));
        let scan = desk.scan(|place| place <= last || place.is_open_on(desk.today))?;
        let dossiers = scan.found.iter();
        let dossiers = dossiers.map(|found| (found.slug(), &found.dossier));
        let week = Week::of(date, dossiers, desk.seen(), &calendar);
        let overdue = (week.overdue > 0).then_some(Remark::Overdue {
            count: week.overdue,
        });
        let days = Days {
            date,
            manager: desk.manager.clone(),
            capacity: desk.capacity(),
            week,
        };
        let remarks = desk.remarks_on_binder()?.into_iter().chain(overdue);
        let reply = Reply::new(Answer::Week(days)).remarking(remarks);
        let reply = reply.remarking(desk.remarks_on_loans(desk.today));
        Ok(reply.missing(scan.unreadable))
    }
}
