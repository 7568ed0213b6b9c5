//! What happened: the kinds of entries, by the words that are stored.

use super::ContactKind;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The dossier was made.
    Add,
    /// It came with an import.
    Import,
    /// Fields were changed.
    Edit,
    /// The client was contacted, or tried.
    Contact(ContactKind),
    /// Something was written down.
    Note,
    /// Word left for a manager was read.
    Read,
    /// A promise was kept.
    Kept,
    /// Refiled without a contact.
    Move,
    /// Taken out of the dividers.
    Close,
    /// Taken back among them.
    Reopen,
    /// Given to another manager with the whole binder.
    Handover,
    /// Lent for an absence.
    Lend,
    /// Given back after it.
    Return,
    /// Given to another manager alone.
    Assign,
    /// An offer was made.
    Offer,
    /// A form was filled in.
    Form,
    /// A paper was put in or taken out.
    Paper,
    /// An entry was taken back.
    Undo,
    /// Written by a later program: kept, and counted for what it changed.
    Unknown,
}

/// The kinds that are no contact, by the word that is stored.
const KINDS: [(&str, Kind); 17] = [
    ("add", Kind::Add),
    ("import", Kind::Import),
    ("edit", Kind::Edit),
    ("note", Kind::Note),
    ("read", Kind::Read),
    ("kept", Kind::Kept),
    ("move", Kind::Move),
    ("close", Kind::Close),
    ("reopen", Kind::Reopen),
    ("handover", Kind::Handover),
    ("lend", Kind::Lend),
    ("return", Kind::Return),
    ("assign", Kind::Assign),
    ("offer", Kind::Offer),
    ("form", Kind::Form),
    ("paper", Kind::Paper),
    ("undo", Kind::Undo),
];

impl Kind {
    /// The word that is stored.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Kind::Contact(contact) => contact.name(),
            _ => KINDS
                .iter()
                .find(|(_, kind)| *kind == self)
                .map_or("unknown", |(name, _)| name),
        }
    }

    /// The kind that is stored as `name`.
    pub(super) fn named(name: &str) -> Self {
        let contact = ContactKind::named(name).map(Kind::Contact);
        let plain = || KINDS.iter().find(|(known, _)| *known == name);
        contact
            .or_else(|| plain().map(|(_, kind)| *kind))
            .unwrap_or(Kind::Unknown)
    }
}
