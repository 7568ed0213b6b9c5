//! The dossiers to which the slips of some folders point, wherever they stand.

use std::collections::{BTreeSet, HashMap};

use anyhow::Result;

use super::bad_file::BadFile;
use super::shelves::Shelves;
use super::spot::{Found, Scan, Spot, copies_as_one};
use crate::binder::Dossier;

/// From how many dossiers on they are looked up in one listing of a binder, not one by one.
const MANY: usize = 5;

impl Shelves {
    /// The dossiers to which the slips that a scan of `binders` has met point, but for those that
    /// the scan has read itself; and the files that could not be read on the way. A slip to which
    /// nobody answers is left over.
    ///
    /// # Errors
    /// A folder that can't be read.
    pub fn behind_slips(
        &self,
        binders: &[String],
        scan: &Scan,
    ) -> Result<(Vec<Found>, Vec<BadFile>)> {
        let mut wanted: BTreeSet<&str> = scan.slips.iter().map(String::as_str).collect();
        for known in &scan.found {
            wanted.remove(known.slug());
        }
        let (mut found, mut unreadable) = (Vec::new(), Vec::new());
        if wanted.is_empty() {
            return Ok((found, unreadable));
        }
        // Most slips point to a dossier of the binder that they stand in.
        let mut others = self.binders()?;
        others.retain(|manager| !binders.contains(manager));
        for manager in binders.iter().chain(&others) {
            for (slug, spots) in self.spots_of_all(manager, &wanted)? {
                match self.read_single(spots) {
                    Ok(read) => found.extend(read),
                    Err(bad) => unreadable.push(bad.downcast::<BadFile>()?),
                }
                wanted.remove(slug.as_str());
            }
        }
        Ok((found, unreadable))
    }

    /// The spots of those of these names that are in a binder.
    fn spots_of_all(
        &self,
        manager: &str,
        slugs: &BTreeSet<&str>,
    ) -> Result<HashMap<String, Vec<Spot>>> {
        let spots = if slugs.len() < MANY {
            let spots = slugs.iter().map(|slug| self.spots_of(manager, slug));
            spots.collect::<Result<Vec<_>>>()?.concat()
        } else {
            self.spots_that(manager, |_| true, |slug| slugs.contains(slug))?
        };
        let mut by_slug: HashMap<String, Vec<Spot>> = HashMap::new();
        for spot in spots {
            by_slug.entry(spot.slug.clone()).or_default().push(spot);
        }
        Ok(by_slug)
    }

    /// The dossier at these spots; copies of it are made one.
    fn read_single(&self, spots: Vec<Spot>) -> Result<Vec<Found>> {
        let mut read = Vec::new();
        for spot in spots {
            let dossier: Option<Dossier> = self.read(&spot)?;
            read.extend(dossier.map(|dossier| Found {
                spots: vec![spot],
                dossier,
            }));
        }
        Ok(copies_as_one(read))
    }
}
