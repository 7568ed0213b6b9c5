//! What is written down of a contact, and how it gets into the dossier and refiles it.

use anyhow::Result;

use super::alike::Alike;
use super::dates::Happened;
use super::desk::{Beside, Desk};
use crate::binder::duplicate::Newcomer;
use crate::binder::lookup::checked_name;
use crate::binder::{Changes, ContactKind, Entry, Kind, Outcome, Place, Promised};
use crate::store::Written;

/// A contact that was had, whoever it was with, and what it changes.
pub(super) struct Talk {
    pub(super) kind: ContactKind,
    pub(super) outcome: Outcome,
    /// What was said.
    pub(super) note: Option<String>,
    /// How the client was, from 1 to 5.
    pub(super) mood: Option<u8>,
    /// Whether the client complained.
    pub(super) complaint: bool,
    /// When it was, if it was not now.
    pub(super) when: Option<Happened>,
    /// What was promised.
    pub(super) promises: Vec<Promised>,
    /// Where the dossier goes, and what else is different now.
    pub(super) changes: Changes,
}

impl Talk {
    /// Writes it into the dossier of the client who is typed as `client`.
    ///
    /// # Errors
    /// As [`Desk::change_client`].
    pub(super) fn file(self, client: &str, desk: &Desk<'_>) -> Result<(Written, Beside)> {
        desk.change_client("file", client, |change, found| {
            let from = Some(found.dossier.place());
            let entry = change.entry(Kind::Contact(self.kind));
            Ok(change.put(found, self.write(entry, from)))
        })
    }

    /// Makes a dossier whose first entry is the contact: it sets what an `add` would, so that the
    /// one command is one entry.
    ///
    /// # Errors
    /// A [`crate::binder::Refusal`] of the name, or of somebody like that who is there already; a
    /// store that can't be written.
    pub(super) fn file_new(mut self, name: &str, desk: &Desk<'_>) -> Result<(Written, Beside)> {
        let name = checked_name(name)?;
        self.changes.set("manager", desk.manager.as_str());
        self.changes.set("name", name);
        desk.change("file", |change| {
            let alike = Alike::to(&Newcomer::named(name), change)?.unless_same(name)?;
            let entry = change.entry(Kind::Contact(self.kind));
            let written = change.add(self.write(entry, None))?;
            let (owner, unreadable) = (None, alike.unreadable);
            Ok((written, Beside { owner, unreadable }))
        })
    }

    /// The contact as an entry; `from` is the place before it, if there was one.
    pub(super) fn write(self, entry: Entry, from: Option<Place>) -> Entry {
        let promises = self.promises.iter().map(Promised::stored);
        entry
            .with("outcome", self.outcome.name())
            .with("text", self.note)
            .with("when", self.when.map(|when| when.stored))
            .with("mood", self.mood)
            .with("complaint", self.complaint)
            .with("promises", promises.collect::<Vec<_>>())
            .changing(from, self.changes)
    }
}
