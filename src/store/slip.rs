//! Slips on their shelves: an empty file `managers/<manager>/<day>/<slug>.slip` that says "look at
//! this dossier too". Which ones a dossier needs is the binder's rule ([`Dossier::slips`]).
//!
//! A slip is made and flushed before its dossier is, so that no word that is stored goes unseen, and
//! taken away after. One that is left over shows nothing, since it is only ever a reason to look.

use std::collections::{BTreeSet, HashMap};
use std::io;
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::bad_file::BadFile;
use super::folder::Folder;
use super::open_folders::OpenFolders;
use super::shelve::Write;
use super::shelves::Shelves;
use super::spot::{Found, Scan, Spot, copies_as_one};
use crate::binder::slip::Slip;
use crate::binder::{Dossier, Place};

/// How the name of a slip ends.
pub(super) const ENDING: &str = ".slip";

/// From how many dossiers on they are looked up in one listing of a binder, not one by one.
const MANY: usize = 5;

/// The name of the slip of the client who goes by `slug`.
pub(super) fn name_of(slug: &str) -> String {
    format!("{slug}{ENDING}")
}

/// Where a slip that points to the client `slug` stands: beside the dossiers of its day.
pub(super) fn spot_of(slip: Slip, slug: &str) -> Spot {
    Spot {
        manager: slip.manager,
        folder: Place::Day(slip.day),
        slug: slug.to_owned(),
    }
}

/// Makes the slips that these dossiers need, and flushes them.
///
/// # Errors
/// What the file system says, with the path.
pub(super) fn set(shelves: &Shelves, writes: &[Write]) -> Result<()> {
    let spots = writes.iter().flat_map(|write| {
        let slips = write.dossier.slips().into_iter();
        slips.map(|slip| spot_of(slip, &write.spot.slug))
    });
    put(shelves, spots)
}

/// Makes these slips, and flushes them; those that are there already too, since the command that
/// made them may have been cut off before it did.
pub(super) fn put(shelves: &Shelves, spots: impl IntoIterator<Item = Spot>) -> Result<()> {
    let mut open = OpenFolders::new(shelves);
    for spot in spots {
        let name = name_of(&spot.slug);
        open.folder(&spot, true)
            .and_then(|folder| make(folder, &name))
            .with_context(|| format!("{} can't be written", path_of(shelves, &spot).display()))?;
    }
    open.flush_if_any(shelves.root())
        .with_context(|| format!("{} can't be flushed", shelves.root().path().display()))
}

fn make(folder: &Folder, name: &str) -> io::Result<()> {
    match folder.write_unflushed(name, b"") {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
        Ok(()) => folder.open_file(name, false)?.sync_all(),
    }
}

/// Takes the slips away that these dossiers don't need any more.
pub(super) fn take_away(shelves: &Shelves, writes: &[Write]) {
    for write in writes {
        for slip in write.dossier.stale_slips() {
            remove(shelves, &spot_of(slip, &write.spot.slug));
        }
    }
}

/// Takes one slip away. One that stays shows nothing, and goes with the next write.
pub(super) fn remove(shelves: &Shelves, spot: &Spot) {
    if let Ok(Some(binder)) = shelves.binder(&spot.manager)
        && let Ok(Some(folder)) = binder.child(spot.folder.to_string())
        && folder.remove(&name_of(&spot.slug)).is_ok()
    {
        binder.remove_empty_child(&spot.folder.to_string());
    }
}

/// Where a slip is, for messages.
pub(super) fn path_of(shelves: &Shelves, spot: &Spot) -> PathBuf {
    shelves.path_of(spot).with_file_name(name_of(&spot.slug))
}

impl Shelves {
    /// The dossiers to which the slips that a scan has met point, wherever they stand; and the files
    /// that could not be read on the way. A slip to which nobody answers is left over.
    ///
    /// # Errors
    /// A folder that can't be read.
    pub fn behind_slips(&self, scan: &Scan) -> Result<(Vec<Found>, Vec<BadFile>)> {
        let mut found = Vec::new();
        let mut wanted: BTreeSet<&str> = scan.slips.iter().map(String::as_str).collect();
        for known in &scan.found {
            if wanted.remove(known.slug()) {
                found.push(known.clone());
            }
        }
        if wanted.is_empty() {
            return Ok((found, Vec::new()));
        }
        let mut unreadable = Vec::new();
        for manager in self.binders()? {
            for (slug, spots) in self.spots_of_all(&manager, &wanted)? {
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
