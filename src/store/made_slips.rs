//! Whether the slips of this copy of a store are made at all. They are not synchronised: a clone has
//! the dossiers and no slip, and a day would pass over what is promised for it. So a mark beside the
//! lock, which is no more synchronised than they are, says that they were made here. Where it is
//! missing the next change makes them, and until then a day asks the dossiers themselves.

use std::collections::BTreeSet;

use anyhow::Result;

use super::OWN_FOLDER;
use super::change::Change;
use super::shelves::{Shelves, count_behind, places_in};
use super::slip::{self, Pointer};
use super::spot::{Scan, Spot};
use crate::binder::slip::Behind;
use crate::binder::{Place, YearDay};

/// The mark.
const MADE: &str = "slips";

/// Of how many dossiers at most all are read for one day.
const FEW: usize = 2000;

impl Shelves {
    /// Adds to a scan of `binders` the slips of the days that are `wanted` where none were made in
    /// this copy of the store. In a store that is too large for that the scan says that they are
    /// missing.
    ///
    /// # Errors
    /// A folder that can't be read.
    pub fn scan_slips_not_made(
        &self,
        binders: &[String],
        wanted: impl Fn(Place) -> bool,
        yearly: &BTreeSet<YearDay>,
        scan: &mut Scan,
    ) -> Result<()> {
        if self.has_made_slips() {
            return Ok(());
        }
        if !self.has_few_dossiers()? {
            scan.lacks_slips = true;
            return Ok(());
        }
        let needed = self.slips_needed()?.into_iter().map(|(slip, _)| slip);
        scan.slips.extend(needed.filter(|pointer| {
            let is_of_the_day = match pointer.slip.behind {
                Behind::Day(day) => wanted(Place::Day(day)),
                Behind::Yearly(day) => yearly.contains(&day),
            };
            is_of_the_day && binders.contains(&pointer.slip.manager)
        }));
        Ok(())
    }

    /// A mark that can't be looked at is taken to be there: it is a reason to look further, no more.
    fn has_made_slips(&self) -> bool {
        match self.root().child(OWN_FOLDER) {
            Ok(Some(own)) => own.has(MADE).unwrap_or(true),
            Ok(None) => false,
            Err(_) => true,
        }
    }

    fn has_few_dossiers(&self) -> Result<bool> {
        let mut count = 0;
        for manager in self.binders()? {
            let Some(binder) = self.binder(&manager)? else {
                continue;
            };
            for place in places_in(&binder)? {
                count += count_behind(&binder, place)?.unwrap_or_default();
                if count > FEW {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    /// The slips that all dossiers of the store need, each with where its dossier stands.
    fn slips_needed(&self) -> Result<Vec<(Pointer, Spot)>> {
        let mut needed = Vec::new();
        for manager in self.binders()? {
            let all = self.search(
                &manager,
                |_| true,
                |_| true,
                |found| {
                    let slips = found.dossier.slips().into_iter();
                    let spot = found.spots.first()?;
                    let pointing = |slip| {
                        let slug = spot.slug.clone();
                        (Pointer { slip, slug }, spot.clone())
                    };
                    Some(slips.map(pointing).collect::<Vec<_>>())
                },
            )?;
            needed.extend(all.taken.into_iter().flatten());
        }
        Ok(needed)
    }
}

impl Change {
    /// Makes the slips of this copy of the store, if that was never done. If it can't be done now,
    /// what is to be changed is changed all the same, and the next change tries again.
    pub(super) fn make_slips_once(&self) {
        if self.has_made_slips() {
            return;
        }
        let made = self
            .slips_needed()
            .and_then(|needed| slip::put(self, needed));
        if made.is_ok()
            && let Ok(Some(own)) = self.root().child(OWN_FOLDER)
        {
            let _ = own.replace(MADE, b"");
        }
    }
}
