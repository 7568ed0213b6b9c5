//! `tickler notify`: for cron or a timer, what falls due in the next minutes, each once.

use std::collections::BTreeSet;

use anyhow::Result;
use chrono::{NaiveDateTime, TimeDelta};
use clap::{Args, value_parser};

use super::answer::{Answer, Remark, Reply};
use super::desk::Desk;
use super::promise::PromiseRemark;
use super::today::named;
use crate::binder::notice::{self, Notice, Returning};
use crate::binder::occasion::upcoming;
use crate::binder::promise::owed;
use crate::binder::word::word_left;
use crate::binder::{Place, Refusal, WordRefusal, YearDay};
use crate::store::BadFile;

/// The most minutes ahead: a day.
const LONGEST: u16 = 1440;

/// What falls due.
#[derive(Clone, Debug)]
pub struct Noticed {
    /// The time of day at which it was looked.
    pub at: NaiveDateTime,
    /// Up to when it falls due.
    pub until: NaiveDateTime,
    /// Whose binder it is in.
    pub manager: String,
    /// What it is, contacts by time first.
    pub notices: Vec<Notice>,
    /// It was shown on the desktop.
    pub shown: bool,
}

impl Noticed {
    /// Whether there is something, and it stands nowhere but in what is printed.
    pub(super) fn is_printed_alone(&self) -> bool {
        !self.shown && !self.notices.is_empty()
    }
}

/// What falls due soon, each once.
#[derive(Args, Debug)]
#[command(
    after_help = "Told once are: contacts at a time of day, promises and occasions on their day, word from a \
colleague, and lent dossiers that are to go back.

Examples:
  tickler notify
  tickler notify --within 30
  tickler notify --desktop      for cron or a timer, every few minutes"
)]
pub struct Notify {
    /// How many minutes ahead is looked
    #[arg(long, value_name = "MINUTES", default_value = "10", value_parser = value_parser!(u16).range(..=i64::from(LONGEST)))]
    within: u16,
    /// Show each on the desktop instead of printing it
    #[arg(long)]
    desktop: bool,
    /// Tell also what was told before
    #[arg(long)]
    again: bool,
}

impl Notify {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        let day = desk.today;
        let now = (desk.now)().ok_or_else(|| Refusal::from(WordRefusal::NoClock { day }))?;
        let at = now.naive_local();
        let ahead = |minutes: u16| {
            let there = at.checked_add_signed(TimeDelta::minutes(minutes.into()));
            there.unwrap_or(at)
        };
        let until = ahead(self.within);
        // What a look further ahead has told is told, though this one doesn't look as far.
        let (due, remarks, unreadable) = due(at, ahead(LONGEST), desk)?;
        let (notices, failed) = desk.store.tell_once(&desk.manager, |told| {
            let keys: BTreeSet<String> = due.iter().map(Notice::key).collect();
            // What is not due any more is forgotten: it may fall due again.
            let mut kept: BTreeSet<String> = told.intersection(&keys).cloned().collect();
            let is_new = |notice: &Notice| self.again || !told.contains(&notice.key());
            let soon = due.into_iter().filter(|notice| notice.is_due_by(until));
            let new: Vec<Notice> = soon.filter(is_new).collect();
            if !self.desktop {
                kept.extend(new.iter().map(Notice::key));
                return (kept, (new, None));
            }
            for notice in &new {
                if let Err(error) = desk
                    .person
                    .notify(notice, at, desk.user.notifier.as_deref())
                {
                    return (kept, (Vec::new(), Some(error)));
                }
                kept.insert(notice.key());
            }
            (kept, (new, None))
        })?;
        if let Some(error) = failed {
            return Err(error);
        }
        let reply = Reply::new(Answer::Noticed(Noticed {
            at,
            until,
            manager: desk.manager.clone(),
            notices,
            shown: self.desktop,
        }));
        Ok(reply.remarking(remarks).missing(unreadable))
    }
}

/// All that falls due, with what is to be said beside it.
fn due(
    now: NaiveDateTime,
    until: NaiveDateTime,
    desk: &Desk<'_>,
) -> Result<(Vec<Notice>, Vec<Remark>, Vec<BadFile>)> {
    let binders = desk.binders(false)?;
    let (today, last) = (now.date(), until.date());
    let is_open = |place: Place| place.is_open_on(last);
    let (scan, pointed_to) = desk.day(&binders, is_open, &YearDay::all_in(today, today))?;
    let all = || scan.found.iter().chain(&pointed_to);
    let own = || all().filter(|found| found.is_in(&binders)).map(named);
    let mut notices = notice::contacts(own(), now, until, desk.seen());
    let promises = owed(own()).into_iter();
    let promises = promises.filter(|owed| owed.promise.due.is_some_and(|due| due <= today));
    notices.extend(promises.map(Notice::Promise));
    notices.extend(
        upcoming(own(), today, today)
            .into_iter()
            .map(Notice::Occasion),
    );
    let word = word_left(all().map(named), Some(&desk.manager), today);
    notices.extend(word.into_iter().map(Notice::Word));
    notices.extend(returning(desk).map(Notice::Return));
    let unseen = scan
        .lacks_slips
        .then_some(Remark::Promise(PromiseRemark::Unseen));
    let owners = desk.remarks_on_owners(&binders, &scan);
    let remarks = owners.into_iter().chain(unseen).collect();
    Ok((notices, remarks, scan.unreadable))
}

/// What this manager lent, or has of others, and is to go back by today.
fn returning<'a>(desk: &'a Desk<'_>) -> impl Iterator<Item = Returning> + 'a {
    let loans = desk.store.settings().loans().into_iter();
    let loans = loans.filter(|loan| {
        let is_own = [&loan.from, &loan.to].contains(&&desk.manager);
        is_own && loan.until <= desk.today
    });
    loans.map(|loan| Returning {
        from: loan.from,
        to: loan.to,
        until: loan.until,
        count: loan.ids.len(),
    })
}
