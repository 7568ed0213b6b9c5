//! Changing several dossiers in one act: it is tried, agreed to, and done, in the same way whatever
//! the change is.

use std::collections::HashSet;

use anyhow::Result;
use clap::Args;
use uuid::Uuid;

use super::aftermath::Outline;
use super::answer::{Deed, Remark, Reply};
use super::desk::{Desk, UNASKED};
use crate::binder::{Entry, Kind};
use crate::store::{BadFile, Change, Found, Shelves, Spot};

/// What a person says beforehand to many dossiers changing at once.
#[derive(Args, Debug, Default)]
pub(super) struct Consent {
    /// Say what would be done, and do nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Don't ask before more than three dossiers change
    #[arg(long)]
    pub(super) yes: bool,
}

/// A dossier that is to be changed: of however many there are, no more than this is kept.
#[derive(Debug)]
pub(super) struct Pick<T> {
    id: Uuid,
    name: String,
    is_agreed: bool,
    spots: Vec<Spot>,
    /// What the change needs to know of it.
    each: T,
}

/// The dossiers that are to be changed, and what is to be said beside.
#[derive(Default)]
pub(super) struct Chosen<T> {
    pub(super) taken: Vec<Pick<T>>,
    pub(super) remarks: Vec<Remark>,
    pub(super) unreadable: Vec<BadFile>,
}

/// A change of several dossiers.
pub(super) trait Several: Sync {
    /// What it needs to know of each, such as its new day.
    type Each: Default + Sync;

    /// The word for it in the log.
    const TITLE: &'static str;
    /// The kind of its entries.
    const KIND: Kind;
    /// What is said to have been done.
    const DEED: Deed;

    /// What a person is asked before so many change.
    fn question(&self, count: usize) -> String {
        format!("Move {count} dossiers?")
    }

    /// How many there can be, as far as that is known before any is looked for.
    fn at_most(&self) -> usize {
        usize::MAX
    }

    /// The dossiers that are meant.
    ///
    /// # Errors
    /// A refusal; a folder that can't be read.
    fn choose(&self, shelves: &Shelves, desk: &Desk<'_>) -> Result<Chosen<Self::Each>>;

    /// The entry with what it changes in one dossier.
    fn entry(&self, entry: Entry, found: &Found, each: &Self::Each) -> Entry;

    /// From more than how many on somebody has to say yes.
    fn unasked(&self, _desk: &Desk<'_>) -> usize {
        UNASKED
    }

    /// The answer, made of what is said of any dossiers that were changed: these, in their order.
    fn answer(&self, reply: Reply, _each: &[Self::Each]) -> Reply {
        reply
    }

    /// Changes the settings in the same piece.
    fn set(&self, _change: &mut Change) {}
}

impl Consent {
    /// Does it, or only says what would be done.
    ///
    /// # Errors
    /// What `several` refuses; [`crate::binder::Refusal::NotConfirmed`]; a store that can't be read
    /// or written.
    pub(super) fn carry_out<S: Several>(&self, several: &S, desk: &Desk<'_>) -> Result<Reply> {
        if self.dry_run {
            let reply = match desk.store.look()? {
                Some(look) => tried(several, &look, several.choose(&look, desk)?, desk)?,
                None => desk.answer_dry(S::DEED, Vec::new())?,
            };
            return Ok(reply.remarking([Remark::DryRun]));
        }
        let allowed = self.allowed(several, desk)?;
        let (outlines, each, remarks, unreadable) = desk.change(S::TITLE, |change| {
            let mut chosen = several.choose(change, desk)?;
            if let Some(allowed) = &allowed {
                chosen.taken.retain(|pick| allowed.contains(&pick.id));
            }
            several.set(change);
            let (spots, each) = chosen.spots_and_each();
            let entry = change.entry(S::KIND);
            let outlines = change.put_each(
                &spots,
                |number, found| several.entry(entry.clone(), found, &each[number]),
                Outline::relayed,
            )?;
            Ok((outlines, each, chosen.remarks, chosen.unreadable))
        })?;
        let reopened = reopened(&outlines);
        let reply = several.answer(desk.answer_many(S::DEED, outlines), &each);
        let reply = reply.remarking(remarks);
        Ok(reply.remarking(reopened).missing(unreadable))
    }

    /// The dossiers that a person has agreed to, if somebody had to be asked. Asked without the
    /// lock: what comes up meanwhile is left where it is.
    fn allowed<S: Several>(&self, several: &S, desk: &Desk<'_>) -> Result<Option<HashSet<Uuid>>> {
        let unasked = several.unasked(desk);
        if self.yes || several.at_most() <= unasked {
            return Ok(None);
        }
        let Some(look) = desk.store.look()? else {
            return Ok(Some(HashSet::new()));
        };
        let chosen = several.choose(&look, desk)?;
        let (ids, count) = (chosen.ids(), chosen.taken.len());
        if count > unasked {
            if desk.person.is_there() {
                let plan = tried(several, &look, chosen, desk)?;
                desk.person.show(&plan, desk.today)?;
            }
            desk.ask_to_agree(&several.question(count), count)?;
        }
        Ok(Some(ids))
    }
}

impl<T> Pick<T> {
    pub(super) fn of(found: &Found, each: T) -> Self {
        Self {
            id: found.dossier.id(),
            name: found.dossier.name().to_owned(),
            is_agreed: found.dossier.is_agreed(),
            spots: found.spots.clone(),
            each,
        }
    }

    /// The same dossier, of which something else is known.
    pub(super) fn with<U>(self, each: U) -> Pick<U> {
        Pick {
            id: self.id,
            name: self.name,
            is_agreed: self.is_agreed,
            spots: self.spots,
            each,
        }
    }
}

impl<T> Chosen<T> {
    fn ids(&self) -> HashSet<Uuid> {
        self.taken.iter().map(|pick| pick.id).collect()
    }

    /// Takes a client who was named, once.
    pub(super) fn take(&mut self, found: &Found, each: T) -> bool {
        let id = found.dossier.id();
        let is_new = self.taken.iter().all(|known| known.id != id);
        if is_new {
            self.taken.push(Pick::of(found, each));
        }
        is_new
    }

    /// An agreed date of one client moves with a remark; of several they stay, unless they are
    /// wanted too.
    pub(super) fn regard_agreed(&mut self, is_one: bool, agreed_too: bool) {
        let agreed = self.taken.iter().filter(|pick| pick.is_agreed);
        let names: Vec<String> = agreed.map(|pick| pick.name.clone()).collect();
        if names.is_empty() {
            return;
        }
        if is_one || agreed_too {
            self.remarks.push(Remark::AgreedMoved { names });
        } else {
            self.taken.retain(|pick| !pick.is_agreed);
            self.remarks.push(Remark::AgreedStay { names });
        }
    }

    /// Takes out where the dossiers stand, and what is known of each.
    fn spots_and_each(&mut self) -> (Vec<Vec<Spot>>, Vec<T>) {
        let taken = self.taken.drain(..);
        taken.map(|pick| (pick.spots, pick.each)).unzip()
    }
}

/// What would be said if it were done.
fn tried<S: Several>(
    several: &S,
    shelves: &Shelves,
    mut chosen: Chosen<S::Each>,
    desk: &Desk<'_>,
) -> Result<Reply> {
    let (spots, each) = chosen.spots_and_each();
    let entry = Entry::new("", (desk.clock)(), &desk.manager, S::KIND);
    let outlines = shelves.each(&spots, |number, found| {
        let entry = several.entry(entry.clone(), &found, &each[number]);
        Ok(Outline::from(&found.with(entry)))
    })?;
    let reopened = reopened(&outlines);
    let tried = spots.into_iter().zip(outlines).collect();
    let reply = several.answer(desk.answer_dry(S::DEED, tried)?, &each);
    let reply = reply.remarking(chosen.remarks);
    Ok(reply.remarking(reopened).missing(chosen.unreadable))
}

/// Remarks on those who were closed before the change, and are not after it.
fn reopened(outlines: &[Outline]) -> Vec<Remark> {
    let outlines = outlines.iter();
    outlines.filter_map(Outline::remark_if_reopened).collect()
}
