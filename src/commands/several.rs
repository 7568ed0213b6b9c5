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
use crate::store::{BadFile, Change, Found, Shelves};

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

/// The dossiers that are to be changed, and what is to be said beside.
#[derive(Default)]
pub(super) struct Chosen<T> {
    /// Each with what the change needs to know of it.
    pub(super) taken: Vec<(Found, T)>,
    pub(super) remarks: Vec<Remark>,
    pub(super) unreadable: Vec<BadFile>,
}

/// A change of several dossiers.
pub(super) trait Several {
    /// What it needs to know of each, such as its new day.
    type Each: Default;

    /// The word for it in the log.
    const TITLE: &'static str;
    /// The kind of its entries.
    const KIND: Kind;
    /// What is said to have been done.
    const DEED: Deed;

    /// What a person is asked before so many change.
    fn question(&self, count: usize) -> String;

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
            let reply = tried(several, looked_at(several, desk)?, desk)?;
            return Ok(reply.remarking([Remark::DryRun]));
        }
        let allowed = self.allowed(several, desk)?;
        let (written, remarks, unreadable) = desk.change(S::TITLE, |change| {
            let mut chosen = several.choose(change, desk)?;
            if let Some(allowed) = &allowed {
                chosen
                    .taken
                    .retain(|(found, _)| allowed.contains(&found.dossier.id()));
            }
            several.set(change);
            let mut written = Vec::with_capacity(chosen.taken.len());
            for (found, each) in chosen.taken {
                let entry = several.entry(change.entry(S::KIND), &found, &each);
                written.push(change.put(found, entry));
            }
            Ok((written, chosen.remarks, chosen.unreadable))
        })?;
        let reopened = written.iter().filter_map(Remark::if_was_closed);
        let reply = desk.answer(S::DEED, &written).remarking(remarks);
        Ok(reply.remarking(reopened).missing(unreadable))
    }

    /// The dossiers that a person has agreed to, if somebody had to be asked. Asked without the
    /// lock: what comes up meanwhile is left where it is.
    fn allowed<S: Several>(&self, several: &S, desk: &Desk<'_>) -> Result<Option<HashSet<Uuid>>> {
        if self.yes || several.at_most() <= UNASKED {
            return Ok(None);
        }
        let chosen = looked_at(several, desk)?;
        let (ids, count) = (chosen.ids(), chosen.taken.len());
        if count > UNASKED && desk.person.is_there() {
            let plan = tried(several, chosen, desk)?;
            desk.person.show(&plan, desk.today)?;
        }
        desk.agree(&several.question(count), count, false)?;
        Ok(Some(ids))
    }
}

impl<T> Chosen<T> {
    fn ids(&self) -> HashSet<Uuid> {
        let ids = self.taken.iter().map(|(found, _)| found.dossier.id());
        ids.collect()
    }

    /// Whether this client is among them already.
    pub(super) fn has(&self, found: &Found) -> bool {
        let id = found.dossier.id();
        let mut known = self.taken.iter();
        known.any(|(known, _)| known.dossier.id() == id)
    }
}

/// The dossiers that are meant, without the lock of a change.
fn looked_at<S: Several>(several: &S, desk: &Desk<'_>) -> Result<Chosen<S::Each>> {
    match desk.store.look()? {
        Some(look) => several.choose(&look, desk),
        None => Ok(Chosen::default()),
    }
}

/// What would be said if it were done.
fn tried<S: Several>(several: &S, chosen: Chosen<S::Each>, desk: &Desk<'_>) -> Result<Reply> {
    let try_one = |(found, each): (Found, S::Each)| {
        let entry = Entry::new("", (desk.clock)(), &desk.manager, S::KIND);
        let written = found.with(several.entry(entry, &found, &each));
        (found.spots, Outline::from(&written))
    };
    let tried: Vec<_> = chosen.taken.into_iter().map(try_one).collect();
    let reopened = tried.iter();
    let reopened: Vec<Remark> = reopened
        .filter_map(|(_, outline)| outline.remark_if_reopened())
        .collect();
    let reply = desk.answer_dry(S::DEED, tried)?.remarking(chosen.remarks);
    Ok(reply.remarking(reopened).missing(chosen.unreadable))
}
