//! A file in the making: what it begins with, what it says of each dossier, and what it ends with.

use std::collections::BTreeSet;

use crate::binder::Dossier;
use crate::binder::paper::ever_named;
use crate::exchange::diary::Diary;
use crate::exchange::rows::Table;
use crate::exchange::vcard::{self, Version};
use crate::exchange::{archive, diary};
use crate::store::BadFile;

/// What is written, and how.
pub(super) enum Writing {
    /// A table for a spreadsheet.
    Csv(Table),
    /// A card for each.
    Vcard(Version),
    /// A calendar of this name.
    Ics(Diary, String),
    /// Whole dossiers.
    Json {
        /// Their papers come behind them.
        with_papers: bool,
    },
}

impl Writing {
    pub(super) fn beginning(&self) -> String {
        match self {
            Self::Csv(table) => table.beginning(),
            Self::Vcard(_) => String::new(),
            Self::Ics(_, name) => diary::beginning(name),
            Self::Json { .. } => archive::beginning(),
        }
    }

    /// A dossier; nothing if it has nothing that is written. `client` is the name by which it is
    /// typed.
    pub(super) fn dossier(&self, client: &str, dossier: &Dossier) -> String {
        match self {
            Self::Csv(table) => table.dossier(client, dossier),
            Self::Vcard(version) => vcard::text(dossier, *version),
            Self::Ics(diary, _) => diary.events(dossier),
            Self::Json { .. } => archive::piece(client, dossier),
        }
    }

    /// The files of its papers that are to be written too.
    pub(super) fn papers(&self, dossier: &Dossier) -> BTreeSet<String> {
        match self {
            Self::Json { with_papers: true } => ever_named(dossier),
            _ => BTreeSet::new(),
        }
    }

    /// What stands between two dossiers.
    pub(super) fn between(&self) -> &'static str {
        match self {
            Self::Json { .. } => archive::BETWEEN,
            _ => "",
        }
    }

    pub(super) fn end(&self, unreadable: &[BadFile]) -> String {
        match self {
            Self::Csv(_) | Self::Vcard(_) => String::new(),
            Self::Ics(..) => diary::END.to_owned(),
            Self::Json { .. } => {
                let bad = unreadable.iter();
                archive::end(bad.map(|bad| (bad.path().display().to_string(), bad.why())))
            }
        }
    }
}
