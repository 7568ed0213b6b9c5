//! The slips that come round every year, and the dossiers to which slips point, wherever they stand.

use std::collections::{BTreeSet, HashMap, HashSet};

use anyhow::Result;

use super::bad_file::{BadFile, Fault};
use super::folder::Folder;
use super::shelves::{Shelves, listed};
use super::slip;
use super::spot::{Found, Scan, Spot, copies_as_one};
use crate::binder::slip::{Behind, YEARLY};
use crate::binder::{Dossier, YearDay};

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
        let (mut found, mut unreadable) = (Vec::new(), Vec::new());
        let mut known: HashSet<&str> = scan.found.iter().map(Found::slug).collect();
        let mut wanted = BTreeSet::new();
        for slip in &scan.slips {
            let slug = slip.slug.as_str();
            if known.contains(slug) {
                continue;
            }
            match self.hinted_by(slip) {
                Some(dossier) => {
                    found.push(dossier);
                    known.insert(slug);
                }
                None => {
                    wanted.insert(slug);
                }
            }
        }
        wanted.retain(|slug| !known.contains(slug));
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

    /// Adds to a scan the clients to whom the slips of these days of every year point, in these
    /// binders. No other folder is looked at.
    ///
    /// # Errors
    /// A folder that can't be read.
    pub fn scan_yearly(
        &self,
        binders: &[String],
        days: &BTreeSet<YearDay>,
        scan: &mut Scan,
    ) -> Result<()> {
        for manager in binders {
            let Some(binder) = self.binder(manager)? else {
                continue;
            };
            let Some(yearly) = opened(&binder, YEARLY, scan) else {
                continue;
            };
            for day in days {
                if let Some(folder) = opened(&yearly, &day.to_string(), scan) {
                    let listing = folder.list(|name, _| {
                        let behind = Behind::Yearly(*day);
                        scan.slips.extend(slip::pointer(name, manager, behind));
                    });
                    listed(listing, &folder)?;
                }
            }
        }
        Ok(())
    }

    /// The folders of the days of every year that a binder has slips behind, those that can be
    /// opened; and the folder in which they are.
    pub(super) fn yearly(&self, manager: &str) -> Result<Option<(Folder, Vec<String>)>> {
        let binder = self.binder(manager)?;
        let Some(yearly) = binder.and_then(|binder| binder.child(YEARLY).ok()?) else {
            return Ok(None);
        };
        let names = listed(yearly.names(), &yearly)?.into_iter();
        let days = names.filter_map(|(name, _)| name.into_string().ok());
        Ok(Some((yearly, days.collect())))
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

/// The folder `name` in this one, if it is there. One that can't be opened is named in the scan.
fn opened(folder: &Folder, name: &str, scan: &mut Scan) -> Option<Folder> {
    folder.child(name).unwrap_or_else(|error| {
        let why = format!("can't be opened as a folder: {error}");
        let fault = Fault::of_folder(&error);
        scan.unreadable
            .push(BadFile::new(folder.path_of(name), fault, why));
        None
    })
}
