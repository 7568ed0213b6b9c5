//! How commands look into binders: this manager's, or every one.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;

use super::answer::Remark;
use super::desk::Desk;
use crate::binder::{Place, YearDay};
use crate::store::{Found, Scan, Searched};

impl Desk<'_> {
    /// The binders that are looked at: this manager's, or with `all` every one.
    ///
    /// # Errors
    /// A folder that can't be read.
    pub fn binders(&self, all: bool) -> Result<Vec<String>> {
        match self.store.look()? {
            Some(look) if all => look.binders(),
            _ => Ok(vec![self.manager.clone()]),
        }
    }

    /// Reads the dossiers of some binders behind the places that are `wanted`; beside them those that
    /// stand elsewhere, and to which the slips in these folders and those of the days of every year
    /// point that are `yearly`.
    ///
    /// # Errors
    /// A folder that can't be read.
    pub fn day(
        &self,
        binders: &[String],
        wanted: impl Fn(Place) -> bool,
        yearly: &BTreeSet<YearDay>,
    ) -> Result<(Scan, Vec<Found>)> {
        let Some(look) = self.store.look()? else {
            return Ok(Default::default());
        };
        let mut scan = look.scan_all(binders, &wanted)?;
        look.scan_slips_not_made(binders, &wanted, yearly, &mut scan)?;
        look.scan_yearly(binders, yearly, &mut scan)?;
        let (found, mut unreadable) = look.behind_slips(binders, &scan)?;
        scan.unreadable.append(&mut unreadable);
        Ok((scan, found))
    }

    /// Goes through whole binders, on all cores; see [`crate::store::Shelves::search`].
    ///
    /// # Errors
    /// A folder that can't be read.
    pub fn search<T: Send>(
        &self,
        binders: &[String],
        wanted: impl Fn(Place) -> bool,
        may_fit: impl Fn(&[u8]) -> bool + Sync,
        take: impl Fn(&Found) -> Option<T> + Sync,
    ) -> Result<Searched<T>> {
        self.store.look()?.map_or(Ok(Searched::default()), |look| {
            look.search_all(binders, wanted, may_fit, take)
        })
    }

    /// What is to be said of dossiers in the folders of these managers that say they are another's:
    /// a folder was renamed by hand, or a synchroniser is halfway through.
    #[must_use]
    pub fn remarks_on_owners(&self, binders: &[String], scan: &Scan) -> Vec<Remark> {
        let mut counts = BTreeMap::new();
        for found in &scan.found {
            let says = found.dossier.manager();
            let mut spots = found.spots.iter().map(|spot| &spot.manager);
            let misfiled = spots.find(|folder| *folder != says && binders.contains(folder));
            if let Some(folder) = misfiled {
                *counts.entry((folder.clone(), says.to_owned())).or_default() += 1;
            }
        }
        let misfiled = counts
            .into_iter()
            .map(|((folder, says), count)| Remark::Misfiled {
                folder,
                says,
                count,
            });
        misfiled.collect()
    }

    /// What is to be said when this manager's binder is empty or isn't there, or with `all`, when
    /// no binder is.
    ///
    /// # Errors
    /// A folder that can't be read.
    pub fn remarks_on_binders(&self, all: bool) -> Result<Option<Remark>> {
        if !all {
            return self.remarks_on_binder();
        }
        Ok(self.managers()?.is_empty().then_some(Remark::EmptyStore))
    }
}
