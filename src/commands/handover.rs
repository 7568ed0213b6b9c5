//! `tickler handover`: a binder changes hands. Without a taker it is only read: the packet.

use std::collections::HashSet;

use anyhow::Result;
use clap::Args;

use super::answer::{Answer, Remark, Reply};
use super::binders::misfiled;
use super::days::Chosen;
use super::desk::Desk;
use super::form::FormRemark;
use super::give::{Ask, Plan, Selection, Way};
use super::hands::HandingRemark;
use super::lending::{choose_lent, day_of_return};
use super::list;
use crate::binder::form::Forms;
use crate::binder::handover::{Packet, comes_within};
use crate::binder::{HandingRefusal, Place, Refusal, Sheet};
use crate::store::{BadFile, Change, Found, Glance, Searched, Setting, Shelves, Spot};

/// All that a manager has planned: read, given to colleagues, or lent for an absence.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tickler handover anna                           every dossier in full
  tickler handover anna --brief --days 14         one line each, for two weeks
  tickler handover anna --to ben --dry-run        what ben would get
  tickler handover anna --to ben --to chen --yes  dealt out to two, day by day
  tickler handover anna --to ben --until 2024-07-01
  tickler handover anna --back")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of its own on the command line"
)]
pub struct Handover {
    /// Whose binder it is
    manager: String,
    /// One line for each dossier
    #[arg(long, conflicts_with = "deed")]
    brief: bool,
    /// Only what is due in the coming days, today being the first
    #[arg(long, value_name = "NUMBER", value_parser = list::number, allow_hyphen_values = true,
        conflicts_with = "deed")]
    days: Option<usize>,
    /// Give the binder to this colleague; to several, if said several times
    #[arg(long, value_name = "MANAGER", group = "deed")]
    to: Vec<String>,
    /// Bring back what is lent
    #[arg(long, group = "deed")]
    back: bool,
    /// Open a binder for a colleague who has none yet
    #[arg(long, requires = "to")]
    new: bool,
    /// Only lend it, until this day: 2024-07-05, fri, +2w
    #[arg(long, value_name = "DATE", requires = "to")]
    until: Option<String>,
    /// Move planned dossiers, never agreed ones, from days that are too full to the nearest with room
    #[arg(long, requires = "to")]
    spread: bool,
    /// Take closed dossiers along
    #[arg(long, conflicts_with_all = ["days", "back"])]
    closed: bool,
    /// Mark the manager as having left
    #[arg(long, requires = "to", conflicts_with = "until")]
    leaving: bool,
    /// Say what would be done, and do nothing
    #[arg(long, requires = "deed")]
    dry_run: bool,
    /// Don't ask before more than three change hands
    #[arg(long, requires = "deed")]
    yes: bool,
}

/// A packet that is read.
#[derive(Clone, Debug)]
pub struct ReadPacket {
    /// The packet.
    pub packet: Packet,
    /// Only what is due in so many days.
    pub days: Option<u32>,
    /// One line for each dossier is enough.
    pub brief: bool,
    /// The own forms, by which the answers in the dossiers are told.
    pub forms: Forms,
}

impl Handover {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        desk.needs_manager(&self.manager, false)?;
        if self.back {
            return self.bring_back(desk);
        }
        if self.to.is_empty() {
            let (read, remarks, unreadable) = self.reading().read(&self.manager, desk)?;
            let reply = Reply::new(Answer::Packet(read)).remarking(remarks);
            return Ok(reply.missing(unreadable));
        }
        self.give(desk)
    }

    /// Gives the binder to its takers.
    fn give(mut self, desk: &Desk<'_>) -> Result<Reply> {
        let mut known = HashSet::new();
        self.to.retain(|taker| known.insert(taker.clone()));
        if self.to.contains(&self.manager) {
            let manager = self.manager;
            return Err(Refusal::from(HandingRefusal::ToOneself { manager }).into());
        }
        let new = self.new_ones(desk)?;
        let until = self.until.as_deref();
        let until = until.map(|until| day_of_return(until, &self.manager, desk));
        let (way, on_date) = match until.transpose()? {
            Some((until, on_date)) => (Way::Lent(until), on_date),
            None => (Way::Over, None),
        };
        let count = self.lent(desk);
        if self.leaving && count > 0 {
            let manager = self.manager;
            return Err(Refusal::from(HandingRefusal::StillLent { manager, count }).into());
        }
        let plan = Plan {
            way,
            manager: &self.manager,
            takers: &self.to,
            spread: self.spread,
        };
        let choose = |shelves: &Shelves| {
            let mut selection = self.choose(shelves, desk)?;
            let all = selection.unreadable.is_empty();
            let remarks = self.remarks(&new, all).map(Remark::Handing);
            selection.remarks.extend(remarks);
            Ok(selection)
        };
        let question = |count: usize| {
            let (from, to) = (&self.manager, self.to.join(", "));
            format!("Hand {count} dossiers of {from} over to {to}?")
        };
        let leave = |change: &mut Change, all: bool| {
            let settings = change.settings_mut();
            for taker in &new {
                settings.add_manager(taker);
            }
            if self.leaving && all {
                settings.set(Some(&self.manager), Setting::Left, true.into());
            }
        };
        let mut reply = plan.settle(desk, self.ask(), choose, question, leave)?;
        let all = reply.unreadable.is_empty();
        if let Answer::HandedOver(handed) = &mut reply.answer {
            handed.left = self.leaving && all;
        }
        Ok(reply.remarking(on_date))
    }

    /// Brings back what is lent, wherever it stands now.
    fn bring_back(self, desk: &Desk<'_>) -> Result<Reply> {
        desk.refuse_one_who_left(&self.manager)?;
        let takers = [self.manager.clone()];
        let plan = Plan {
            way: Way::Back,
            manager: &self.manager,
            takers: &takers,
            spread: false,
        };
        let choose = |shelves: &Shelves| choose_lent(&self.manager, shelves, desk);
        let question = |count: usize| format!("Bring {count} dossiers back to {}?", self.manager);
        plan.settle(desk, self.ask(), choose, question, |change, all| {
            // What was not found is not there any more, or is back already: unless it is in what
            // could not be read.
            if all {
                change.settings_mut().end_loans(&self.manager);
            }
        })
    }

    fn ask(&self) -> Ask {
        match (self.dry_run, self.yes) {
            (true, _) => Ask::OnlyTry,
            (false, true) => Ask::No,
            (false, false) => Ask::Yes,
        }
    }

    /// The takers who are new here. One who is known already needs no `--new`, if another does.
    fn new_ones(&self, desk: &Desk<'_>) -> Result<Vec<String>> {
        let mut new = Vec::new();
        for taker in &self.to {
            let known = desk.needs_taker(taker, false);
            if !self.new {
                known?;
                continue;
            }
            if known.is_err() {
                desk.needs_taker(taker, true)?;
                new.push(taker.clone());
            }
        }
        match self.to.first() {
            Some(taker) if self.new && new.is_empty() => desk.needs_taker(taker, true)?,
            _ => {}
        }
        Ok(new)
    }

    /// What is to be said of the managers: whose binders are opened, and if the giver stays.
    fn remarks<'a>(
        &'a self,
        new: &'a [String],
        all: bool,
    ) -> impl Iterator<Item = HandingRemark> + 'a {
        let opened = new.iter().cloned();
        let opened = opened.map(|manager| HandingRemark::Opened { manager });
        let stays = (self.leaving && !all).then(|| HandingRemark::NotLeft {
            manager: self.manager.clone(),
        });
        opened.chain(stays)
    }

    /// How many dossiers of the manager are lent.
    fn lent(&self, desk: &Desk<'_>) -> usize {
        desk.store.settings().lent_by(&self.manager).count()
    }

    /// The dossiers that are the manager's to give.
    fn choose(&self, shelves: &Shelves, desk: &Desk<'_>) -> Result<Selection> {
        let (today, stages) = (desk.today, desk.store.settings().stages());
        let wanted =
            |place: Place| place < Place::Closed || (self.closed && place == Place::Closed);
        let glance = |spot: &Spot, bytes: &[u8]| {
            // To move one that is planned more has to be known of it.
            let sheet = (!self.spread).then(|| Sheet::of(bytes)).flatten();
            let head = sheet.and_then(|sheet| sheet.head());
            match head.filter(|head| wanted(head.place)) {
                Some(head) if head.manager == self.manager => {
                    let spots = vec![spot.clone()];
                    Glance::Seen(head.id, Ok(Chosen::headed(head, spots)))
                }
                _ => Glance::Open,
            }
        };
        let take = |found: &Found| {
            let owner = found.dossier.manager();
            let is_own = owner == self.manager;
            wanted(found.dossier.place()).then(|| match is_own {
                true if self.spread => Ok(Chosen::movable(found, today, &stages)),
                true => Ok(Chosen::of(found)),
                false => Err(owner.to_owned()),
            })
        };
        let binder = [self.manager.clone()];
        let searched = shelves.search_at_a_glance(&binder, wanted, glance, take)?;
        let (mut chosen, mut others) = (Vec::with_capacity(searched.taken.len()), Vec::new());
        for one in searched.taken {
            match one {
                Ok(one) => chosen.push(one),
                Err(owner) => others.push(owner),
            }
        }
        let closed = shelves.loads(&self.manager, |place| place == Place::Closed)?;
        let mut unreadable = searched.unreadable;
        // Where the closed ones go too, it is among them.
        unreadable.extend(closed.unreadable.iter().filter(|_| !self.closed).cloned());
        let closed = closed.sum();
        let manager = self.manager.clone();
        if chosen.is_empty() && unreadable.is_empty() {
            let closed = if self.closed { 0 } else { closed };
            let refusal = match self.lent(desk) {
                0 => HandingRefusal::NothingToHand { manager, closed },
                count => HandingRefusal::AllLent { manager, count },
            };
            return Err(Refusal::from(refusal).into());
        }
        let others = others
            .iter()
            .map(|owner| (manager.as_str(), owner.as_str()));
        let mut remarks = misfiled(others);
        if closed > 0 && !self.closed && self.until.is_none() {
            let count = closed;
            remarks.push(Remark::Handing(HandingRemark::ClosedStay {
                manager,
                count,
            }));
        }
        Ok(Selection {
            chosen,
            remarks,
            unreadable,
        })
    }

    /// What is read if nothing is given.
    fn reading(&self) -> Reading {
        Reading {
            brief: self.brief,
            days: self.days,
            closed: self.closed,
        }
    }
}

/// How a binder is read before it changes hands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reading {
    /// One line for each dossier.
    pub(super) brief: bool,
    /// Only what is due in so many days.
    pub(super) days: Option<usize>,
    /// Closed dossiers too.
    pub(super) closed: bool,
}

impl Reading {
    /// Reads the binder of a manager, with what is to be said beside it, and what could not be read.
    ///
    /// # Errors
    /// A folder that can't be read.
    pub(super) fn read(
        self,
        manager: &str,
        desk: &Desk<'_>,
    ) -> Result<(ReadPacket, Vec<Remark>, Vec<BadFile>)> {
        let seen = desk.seen();
        let days = self
            .days
            .map(|days| u32::try_from(days).unwrap_or(u32::MAX));
        let wanted = |place: Place| match days {
            Some(days) => comes_within(place, days, seen.today),
            None => place < Place::Closed || (self.closed && place == Place::Closed),
        };
        // A dossier is never in a later folder than its place, but after a crash in an earlier one.
        let searched = desk.store.look()?.map_or(Ok(Searched::default()), |look| {
            look.search(
                manager,
                |_| true,
                |_| true,
                |found| {
                    let dossier = &found.dossier;
                    wanted(dossier.place()).then(|| (found.slug().to_owned(), dossier.clone()))
                },
            )
        })?;
        let (own, others): (Vec<_>, Vec<_>) = searched
            .taken
            .into_iter()
            .partition(|(_, dossier)| dossier.manager() == manager);
        let has_left = desk.store.settings().has_left(manager);
        let has_left = has_left.then(|| {
            Remark::Handing(HandingRemark::HasLeft {
                manager: manager.to_owned(),
            })
        });
        let others = others.iter().map(|(_, other)| other.manager());
        let misfiled = misfiled(others.map(|owner| (manager, owner)));
        let packet = Packet::of(manager, own, seen);
        let (forms, broken) = desk.forms();
        let read = ReadPacket {
            packet,
            days,
            brief: self.brief,
            forms,
        };
        let loans = desk.remarks_on_loans_of(manager, desk.today);
        let remarks = has_left.into_iter().chain(misfiled).chain(loans);
        let remarks = remarks.chain(FormRemark::all_broken(broken));
        Ok((read, remarks.collect(), searched.unreadable))
    }
}
