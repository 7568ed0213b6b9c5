//! Whether the slips of this copy of a store are made. They are not synchronised: a clone has the
//! dossiers and no slip, and a dossier that comes in later has none either; a day would pass over
//! what is promised for it. So a mark for each binder beside the lock, which is no more synchronised
//! than they are, says when they were made here. In a folder that has changed since, and not by a change of this
//! copy, are dossiers from elsewhere: until the next change makes their slips, a day asks these
//! dossiers themselves.
//!
//! Looked at are the times of the folders. That costs nothing, and there are as many as there are
//! days ahead, whatever the number of clients. A change looks at its own manager's binder, and the
//! first of a day at all. What comes in just while a change is written is left to a check.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io;
use std::os::unix::ffi::OsStrExt;

use anyhow::Result;

use super::OWN_FOLDER;
use super::all_cores::on_all_cores;
use super::change::Change;
use super::folder::Folder;
use super::shelves::{Shelves, folder_behind, listed, spots_in};
use super::slip::{self, Pointer};
use super::spot::{Scan, Spot};
use crate::binder::slip::Behind;
use crate::binder::{Place, YearDay};

/// Of how many dossiers at most all are read for one day.
const FEW: usize = 2000;

/// The mark of a manager's binder. In it stands the day of the last look at all binders.
fn mark_of(manager: &str) -> String {
    format!("slips.{manager}")
}

impl Shelves {
    /// Adds to a scan of `binders` the slips of the days that are `wanted` which were not made in
    /// this copy of the store. Where that are those of too many dossiers the scan says that they are
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
        let dossiers = self.dossiers_from_elsewhere(binders, FEW)?;
        if dossiers.len() > FEW {
            scan.lacks_slips = true;
            return Ok(());
        }
        let needed = self.slips_needed(&dossiers).into_iter();
        scan.slips
            .extend(needed.map(|(slip, _)| slip).filter(|pointer| {
                let is_of_the_day = match pointer.slip.behind {
                    Behind::Day(day) => wanted(Place::Day(day)),
                    Behind::Yearly(day) => yearly.contains(&day),
                };
                is_of_the_day && binders.contains(&pointer.slip.manager)
            }));
        Ok(())
    }

    /// The dossiers whose slips may not have been made here: those of `binders` that have come or
    /// changed since; where slips were never made, those of all binders. Where there are more than
    /// `most`, some more than that.
    fn dossiers_from_elsewhere(&self, binders: &[String], most: usize) -> Result<Vec<Spot>> {
        let is_new_here = binders
            .iter()
            .any(|manager| self.slips_made(manager).is_none());
        let all = if is_new_here {
            self.binders()?
        } else {
            binders.to_vec()
        };
        let mut dossiers = Vec::new();
        for manager in all {
            let Some(binder) = self.binder(&manager)? else {
                continue;
            };
            let made = self.slips_made(&manager);
            // What can't be looked at is gone, or has nothing that could be taken.
            let is_new = |folder: &Folder, name: &OsStr| {
                made.is_none_or(|made| folder.changed_at(name).is_ok_and(|at| at > made))
            };
            // Their times are looked at as they are listed: it is done by every day that is opened.
            let mut places: Vec<Place> = Vec::new();
            let listing = binder.list(|name, _| {
                if is_new(&binder, OsStr::from_bytes(name)) {
                    let place = str::from_utf8(name).map(str::parse::<Place>);
                    places.extend(place.into_iter().flatten());
                }
            });
            listed(listing, &binder)?;
            places.sort_unstable();
            for place in places {
                if let Ok(Some(folder)) = folder_behind(&binder, place) {
                    let spots = spots_in(&folder, &manager, place, |_| true)?.into_iter();
                    dossiers
                        .extend(spots.filter(|spot| is_new(&folder, spot.file_name().as_ref())));
                }
                if dossiers.len() > most {
                    return Ok(dossiers);
                }
            }
        }
        Ok(dossiers)
    }

    /// When the slips of a binder were made in this copy of the store; `None` if they never were. A
    /// mark that can't be looked at was set at no time that is known, and nothing is later.
    fn slips_made(&self, manager: &str) -> Option<i128> {
        let own = self.root().child(OWN_FOLDER);
        let made = |own: Folder| own.changed_at(mark_of(manager));
        match own.and_then(|own| own.map(made).transpose()) {
            Ok(made) => made,
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(_) => Some(i128::MAX),
        }
    }

    /// The slips that these dossiers need, each with where its dossier stands. One that can't be read
    /// is named wherever it is met.
    fn slips_needed(&self, dossiers: &[Spot]) -> Vec<(Pointer, Spot)> {
        let needed = on_all_cores(dossiers, |spot| {
            let dossier = self.read(spot).ok().flatten();
            let slips = dossier.map(|dossier| dossier.slips()).unwrap_or_default();
            let pointing = |slip| {
                let slug = spot.slug.clone();
                (Pointer { slip, slug }, spot.clone())
            };
            slips.into_iter().map(pointing).collect::<Vec<_>>()
        });
        needed.concat()
    }
}

impl Change {
    /// Makes the slips of dossiers that came from elsewhere. If it can't be done now, what is to be
    /// changed is changed all the same, and the next change tries again.
    pub(super) fn make_slips_from_elsewhere(&mut self) {
        self.has_all_slips = self.make_slips().is_ok();
    }

    fn make_slips(&self) -> Result<()> {
        let own = self.root().make_child(OWN_FOLDER)?;
        let today = self.at.date_naive().to_string();
        let last = own.read(mark_of(&self.by))?;
        let mut binders = vec![self.by.clone()];
        if last.as_deref() == Some(today.as_bytes()) {
            let dossiers = self.dossiers_from_elsewhere(&binders, usize::MAX)?;
            return slip::put(self, self.slips_needed(&dossiers));
        }
        let others = self.binders()?.into_iter();
        binders.extend(others.filter(|manager| *manager != self.by));
        let dossiers = self.dossiers_from_elsewhere(&binders, usize::MAX)?;
        slip::put(self, self.slips_needed(&dossiers))?;
        for other in &binders[1..] {
            let mark = mark_of(other);
            if own.has(&mark)? {
                own.touch(&mark)?;
            } else {
                own.replace(&mark, b"")?;
            }
        }
        Ok(own.replace(&mark_of(&self.by), today.as_bytes())?)
    }

    /// Says that the binder has all slips, now that the change is written: its folders have changed
    /// by that too.
    pub(super) fn mark_slips_made(&self) {
        if self.has_all_slips
            && let Ok(Some(own)) = self.root().child(OWN_FOLDER)
        {
            let _ = own.touch(&mark_of(&self.by));
        }
    }
}
