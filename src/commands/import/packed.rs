//! A whole dossier from a file, packed as long as it only waits: there may be very many, and as text one
//! takes a fifth of the room.

use uuid::Uuid;

use crate::binder::{Dossier, Fields};
use crate::exchange::arrival::Whole;

/// A whole dossier.
pub(super) struct Packed {
    /// The name by which the client was typed elsewhere.
    pub(super) slug: Option<String>,
    pub(super) id: Uuid,
    /// What it says but for its history.
    pub(super) fields: Fields,
    text: Box<[u8]>,
}

impl Packed {
    pub(super) fn of(whole: Whole) -> Self {
        let dossier = whole.dossier;
        Self {
            slug: whole.slug,
            id: dossier.id(),
            fields: dossier.fields().clone(),
            // What is in a dossier can be written.
            text: serde_json::to_vec(&dossier).unwrap_or_default().into(),
        }
    }

    /// How many bytes it says, about.
    pub(super) fn size(&self) -> usize {
        self.text.len()
    }

    /// The client's name.
    pub(super) fn name(&self) -> &str {
        self.fields.text("name").unwrap_or_default()
    }

    /// The dossier again.
    pub(super) fn dossier(&self) -> Dossier {
        match serde_json::from_slice(&self.text) {
            Ok(dossier) => dossier,
            Err(error) => unreachable!("it was a dossier when it was packed: {error}"),
        }
    }
}
