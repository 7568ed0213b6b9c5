//! A dossier with an entry more: what a change makes of it.

use super::spot::{Found, Spot};
use crate::binder::{Dossier, Entry, Place};

/// A dossier as a change leaves it, once that is stored.
#[derive(Clone, Debug)]
pub struct Written {
    /// The name by which the client is typed.
    pub client: String,
    /// Where it belonged before; nowhere, if it is new.
    pub from: Option<Place>,
    /// What it says.
    pub dossier: Dossier,
}

impl Found {
    /// The dossier as an entry would leave it, unwritten.
    #[must_use]
    pub fn with(&self, entry: Entry) -> Written {
        self.clone().changed_by(entry).1
    }

    /// The dossier as an entry leaves it, with the spots where it stood.
    pub(super) fn changed_by(self, entry: Entry) -> (Vec<Spot>, Written) {
        let client = self.slug().to_owned();
        let (spots, mut dossier) = (self.spots, self.dossier);
        let from = Some(dossier.place());
        dossier.enter(entry);
        let written = Written {
            client,
            from,
            dossier,
        };
        (spots, written)
    }
}
