//! Where the file of a dossier stands, and what was found there.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::BINDERS_FOLDER;
use super::bad_file::BadFile;
use super::slip::Pointer;
use crate::binder::{Dossier, Place, lookup};

/// Whether a text can be the name of a dossier's file, without `.json`: one that leads nowhere else.
pub(super) fn is_file_stem(stem: &str) -> bool {
    !stem.is_empty() && !stem.starts_with('.') && !stem.contains(['/', '\0'])
}

/// Where the file of a dossier stands: `managers/<manager>/<place>/<slug>.json`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The binder.
    pub manager: String,
    /// The folder. Not always the dossier's own place: the content says that.
    pub folder: Place,
    /// The file's name without `.json`.
    pub slug: String,
}

impl Spot {
    /// Where a dossier belongs, whose file is called `slug`.
    #[must_use]
    pub fn of(dossier: &Dossier, slug: String) -> Self {
        Self {
            manager: dossier.manager().to_owned(),
            folder: dossier.place(),
            slug,
        }
    }

    /// The name of the file in its folder.
    #[must_use]
    pub fn file_name(&self) -> String {
        [&self.slug, ".json"].concat()
    }

    /// The path below the store's folder.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        let folder = Path::new(BINDERS_FOLDER).join(&self.manager);
        folder.join(self.folder.to_string()).join(self.file_name())
    }
}

/// A dossier, and where its file was found. There is more than one where copies of it were.
#[derive(Clone, Debug)]
pub struct Found {
    /// Where it stands; never empty, the first is the one whose name the client goes by.
    pub spots: Vec<Spot>,
    /// What it says; copies made into one.
    pub dossier: Dossier,
}

impl Found {
    /// The name by which the client is typed: a conflicted copy's name is no such one.
    #[must_use]
    pub fn slug(&self) -> &str {
        let mut slugs = self.spots.iter().map(|spot| spot.slug.as_str());
        slugs
            .find(|slug| lookup::is_slug(slug))
            .unwrap_or(&self.spots[0].slug)
    }

    /// Whether it is in one of these managers' binders: by what it says, or by where it stands.
    #[must_use]
    pub fn is_in(&self, binders: &[String]) -> bool {
        let stands = self.spots.iter().map(|spot| spot.manager.as_str());
        let mut managers = stands.chain([self.dossier.manager()]);
        managers.any(|manager| binders.iter().any(|binder| binder == manager))
    }
}

/// Dossiers that were read, and the files that could not be.
#[derive(Clone, Debug, Default)]
pub struct Scan {
    /// In the order of places and names.
    pub found: Vec<Found>,
    /// In the same order.
    pub unreadable: Vec<BadFile>,
    /// The slips in these folders.
    pub slips: BTreeSet<Pointer>,
    /// There may be more of them: in this copy of the store none were made yet.
    pub lacks_slips: bool,
}

/// Makes the copies of one dossier into one, at the place of the first.
pub(super) fn copies_as_one(found: Vec<Found>) -> Vec<Found> {
    let mut at: HashMap<Uuid, usize> = HashMap::new();
    let mut single: Vec<Found> = Vec::with_capacity(found.len());
    for mut next in found {
        match at.entry(next.dossier.id()) {
            Entry::Vacant(free) => {
                free.insert(single.len());
                single.push(next);
            }
            Entry::Occupied(known) => {
                let one = &mut single[*known.get()];
                one.dossier = one.dossier.merge(&next.dossier);
                one.spots.append(&mut next.spots);
            }
        }
    }
    single
}
