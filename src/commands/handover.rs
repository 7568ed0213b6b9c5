//! `tickler handover`: a binder changes hands. Without a taker it is only read: the packet.

use std::collections::BTreeMap;

use anyhow::Result;
use clap::Args;

use super::answer::{Answer, Remark, Reply};
use super::desk::Desk;
use super::hands::HandingRemark;
use super::list;
use crate::binder::handover::{Packet, comes_within};
use crate::binder::{Dossier, Place};
use crate::store::Searched;

/// All that a manager has planned, to be carried on by a colleague.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tickler handover anna                 the packet: every dossier in full
  tickler handover anna --brief         one line each
  tickler handover anna --days 14       what is due in the coming two weeks")]
pub struct Handover {
    /// Whose binder it is
    manager: String,
    /// One line for each dossier
    #[arg(long)]
    brief: bool,
    /// Only what is due in the coming days, today being the first
    #[arg(long, value_name = "NUMBER", value_parser = list::number, allow_hyphen_values = true)]
    days: Option<usize>,
    /// Take closed dossiers along
    #[arg(long, conflicts_with = "days")]
    closed: bool,
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
}

impl Handover {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        desk.needs_manager(&self.manager, false)?;
        self.read(desk)
    }

    fn read(self, desk: &Desk<'_>) -> Result<Reply> {
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
                &self.manager,
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
            .partition(|(_, dossier)| dossier.manager() == self.manager);
        let has_left = desk.store.settings().has_left(&self.manager);
        let has_left = has_left.then(|| {
            Remark::Handing(HandingRemark::HasLeft {
                manager: self.manager.clone(),
            })
        });
        let misfiled = misfiled(&self.manager, &others);
        let packet = Packet::of(&self.manager, own, seen);
        let reply = Reply::new(Answer::Packet(ReadPacket {
            packet,
            days,
            brief: self.brief,
        }));
        let reply = reply.remarking(has_left).remarking(misfiled);
        Ok(reply.missing(searched.unreadable))
    }
}

/// Remarks on dossiers in a manager's folder that say they are another's: those are not the
/// manager's to give.
fn misfiled(folder: &str, others: &[(String, Dossier)]) -> Vec<Remark> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, dossier) in others {
        *counts.entry(dossier.manager()).or_default() += 1;
    }
    let remarks = counts.into_iter().map(|(says, count)| Remark::Misfiled {
        folder: folder.to_owned(),
        says: says.to_owned(),
        count,
    });
    remarks.collect()
}
