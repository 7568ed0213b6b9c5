//! Reading some folders of one binder or of several: a day's work. For whole binders there is
//! [`Shelves::search`].

use std::collections::BTreeSet;

use anyhow::Result;

use super::folder::Folder;
use super::shelves::{Shelves, folder_behind, listed, places_in, read_in, slug_of};
use super::slip::{self, Pointer};
use super::spot::{Found, Scan, Spot, copies_as_one};
use crate::binder::Place;
use crate::binder::slip::Behind;

impl Shelves {
    /// Reads the dossiers of the folders of a binder that are `wanted`, copies made into one; and
    /// meets the slips in them.
    ///
    /// # Errors
    /// A folder that can't be read. A file that can't be is in the scan.
    pub fn scan(&self, manager: &str, wanted: impl Fn(Place) -> bool) -> Result<Scan> {
        self.scan_all(&[manager.to_owned()], wanted)
    }

    /// The same, of several binders.
    ///
    /// # Errors
    /// Those of [`Shelves::scan`].
    pub fn scan_all(&self, managers: &[String], wanted: impl Fn(Place) -> bool) -> Result<Scan> {
        let mut scan = Scan::default();
        for manager in managers {
            self.scan_binder(manager, &wanted, &mut scan)?;
        }
        scan.found
            .retain(|found| !self.is_forgotten(found.dossier.id()));
        scan.found = copies_as_one(scan.found);
        Ok(scan)
    }

    fn scan_binder(
        &self,
        manager: &str,
        wanted: impl Fn(Place) -> bool,
        scan: &mut Scan,
    ) -> Result<()> {
        let Some(binder) = self.binder(manager)? else {
            return Ok(());
        };
        for place in places_in(&binder)?
            .into_iter()
            .filter(|place| wanted(*place))
        {
            // A folder may go with its last dossier between the listing and the look.
            let folder = match folder_behind(&binder, place) {
                Ok(Some(folder)) => folder,
                Ok(None) => continue,
                Err(bad) => {
                    scan.unreadable.push(bad);
                    continue;
                }
            };
            for spot in shelf(&folder, manager, place, &mut scan.slips)? {
                match read_in(&folder, &spot) {
                    Ok(Some(dossier)) => scan.found.push(Found {
                        spots: vec![spot],
                        dossier,
                    }),
                    Ok(None) => {}
                    Err(bad) => scan.unreadable.push(bad),
                }
            }
        }
        Ok(())
    }
}

/// The spots in one folder of a binder, by name; the slips in it are put among the others.
fn shelf(
    folder: &Folder,
    manager: &str,
    place: Place,
    slips: &mut BTreeSet<Pointer>,
) -> Result<Vec<Spot>> {
    let mut spots = Vec::new();
    let listing = folder.list(|name, _| {
        if let Some(slug) = slug_of(name) {
            spots.push(Spot {
                manager: manager.to_owned(),
                folder: place,
                slug: slug.to_owned(),
            });
        } else if let Place::Day(day) = place {
            slips.extend(slip::pointer(name, manager, Behind::Day(day)));
        }
    });
    listed(listing, folder)?;
    spots.sort_unstable_by(|one, other| one.slug.cmp(&other.slug));
    Ok(spots)
}
