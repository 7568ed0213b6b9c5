//! The slips of a store compared with the dossiers that need them: a part of a check.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;

use rustix::fs::FileType;

use super::check::Walk;
use super::finding::{Finding, Trouble};
use super::folder::Folder;
use super::slip::{Pointer, slug_of};
use super::spot::Spot;
use crate::binder::YearDay;
use crate::binder::slip::{Behind, Slip, YEARLY};

/// The slips that a walk has met, and those that the dossiers it has read need.
#[derive(Debug, Default)]
pub(super) struct SlipsMet {
    /// Those that stand in a folder.
    pub(super) there: BTreeSet<Pointer>,
    /// Names of dossiers that can't be read: what they need is not known.
    pub(super) unknown: BTreeSet<String>,
    needed: BTreeMap<Pointer, Spot>,
}

impl SlipsMet {
    /// The dossier that stands there needs these slips.
    pub(super) fn need(&mut self, slips: Vec<Slip>, dossier: &Spot) {
        let needed = slips.into_iter().map(|slip| {
            let slug = dossier.slug.clone();
            (Pointer { slip, slug }, dossier.clone())
        });
        self.needed.extend(needed);
    }
}

impl Walk<'_> {
    /// The folders of the slips that come round every year.
    pub(super) fn yearly(&mut self, binder: &Folder, manager: &str) {
        let Some(yearly) = self.open(binder, OsStr::new(YEARLY)) else {
            return;
        };
        for name in self.names(&yearly) {
            let kind = self.kind(&yearly, &name, true);
            match (kind, name.to_str().map(str::parse)) {
                (FileType::Directory, Some(Ok(day))) => self.year_day(&yearly, manager, day),
                _ => self.stray(yearly.path_of(&name), kind, &name),
            }
        }
    }

    fn year_day(&mut self, yearly: &Folder, manager: &str, day: YearDay) {
        let Some(folder) = self.open(yearly, OsStr::new(&day.to_string())) else {
            return;
        };
        for name in self.names(&folder) {
            let kind = self.kind(&folder, &name, true);
            match slug_of(name.as_encoded_bytes()) {
                Some(slug) if kind == FileType::RegularFile => {
                    let (manager, slug) = (manager.to_owned(), slug.to_owned());
                    let behind = Behind::Yearly(day);
                    let slip = Slip { manager, behind };
                    self.slips.there.insert(Pointer { slip, slug });
                }
                _ => self.stray(folder.path_of(&name), kind, &name),
            }
        }
    }

    /// Tells which slips are missing, and which are left over.
    pub(super) fn compare_slips(&mut self) {
        let SlipsMet {
            there,
            unknown,
            needed,
        } = std::mem::take(&mut self.slips);
        for (slip, dossier) in needed.iter().filter(|(slip, _)| !there.contains(slip)) {
            let trouble = Trouble::MissingSlip {
                slip: slip.clone(),
                dossier: dossier.clone(),
            };
            self.find(self.shelves.root().path().join(slip.path()), trouble);
        }
        // Behind a folder that is not seen there may be dossiers that need a slip.
        if self.checkup.findings.iter().any(Finding::hides_dossiers) {
            return;
        }
        let is_stale = |slip: &&Pointer| !unknown.contains(&slip.slug);
        let unneeded = there.iter().filter(|slip| !needed.contains_key(slip));
        for slip in unneeded.filter(is_stale) {
            let trouble = Trouble::StaleSlip { slip: slip.clone() };
            self.find(self.shelves.root().path().join(slip.path()), trouble);
        }
    }
}
