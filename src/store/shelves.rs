//! Reading the store: which binders there are, what stands behind which place, and the dossiers.
//!
//! A folder is a shelf, the content is the truth: folders only say which files are worth opening.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use chrono::NaiveDate;
use rustix::fs::FileType;
use uuid::Uuid;

use super::bad_file::BadFile;
use super::folder::Folder;
use super::settings::is_manager_name;
use crate::binder::{Dossier, Place, lookup};

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
        format!("{}.json", self.slug)
    }

    /// The path below the store's folder.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        let folder = Path::new("managers").join(&self.manager);
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
}

/// Dossiers that were read, and the files that could not be.
#[derive(Clone, Debug, Default)]
pub struct Scan {
    /// In the order of places and names.
    pub found: Vec<Found>,
    /// In the same order.
    pub unreadable: Vec<BadFile>,
}

/// The folders of a store, opened for reading.
#[derive(Debug)]
pub struct Shelves {
    root: Folder,
}

impl Shelves {
    pub(super) fn new(root: Folder) -> Self {
        Self { root }
    }

    /// The store's own folder.
    pub(super) fn root(&self) -> &Folder {
        &self.root
    }

    fn managers_folder(&self) -> Result<Option<Folder>> {
        opened(self.root.child("managers"), &self.root.path_of("managers"))
    }

    /// The folder of one manager; `None` if there is none, or the name is no name.
    pub(super) fn binder(&self, manager: &str) -> Result<Option<Folder>> {
        match self.managers_folder()? {
            Some(managers) if is_manager_name(manager) => {
                opened(managers.child(manager), &managers.path_of(manager))
            }
            _ => Ok(None),
        }
    }

    /// The managers that have a folder, by name.
    ///
    /// # Errors
    /// A folder that can't be read.
    pub fn binders(&self) -> Result<Vec<String>> {
        let Some(managers) = self.managers_folder()? else {
            return Ok(Vec::new());
        };
        let names = listed(managers.names(), &managers)?.into_iter();
        let mut names: Vec<String> = names
            .filter(|(_, kind)| is_folder(*kind))
            .filter_map(|(name, _)| name.into_string().ok())
            .filter(|name| is_manager_name(name))
            .collect();
        names.sort();
        Ok(names)
    }

    /// The places that have a folder in a manager's binder, in their order.
    ///
    /// # Errors
    /// A folder that can't be read.
    pub fn places(&self, manager: &str) -> Result<Vec<Place>> {
        self.binder(manager)?
            .map_or(Ok(Vec::new()), |binder| places_in(&binder))
    }

    /// How many dossiers stand behind each place of a manager, by listing alone.
    ///
    /// # Errors
    /// A folder that can't be read.
    pub fn loads(
        &self,
        manager: &str,
        wanted: impl Fn(Place) -> bool,
    ) -> Result<Vec<(Place, usize)>> {
        let Some(binder) = self.binder(manager)? else {
            return Ok(Vec::new());
        };
        let places = places_in(&binder)?
            .into_iter()
            .filter(|place| wanted(*place));
        places
            .filter_map(|place| {
                let folder = opened(
                    binder.child(place.to_string()),
                    &binder.path_of(place.to_string()),
                );
                let count = folder
                    .transpose()?
                    .and_then(|folder| folder.count_dossiers().with_context(|| cant_list(&folder)));
                Some(count.map(|count| (place, count)))
            })
            .collect()
    }

    /// How many dossiers `manager` has to manage on `day`: those behind it, and if it is today,
    /// those carried over to it.
    ///
    /// # Errors
    /// A folder that can't be read.
    pub fn load(&self, manager: &str, day: NaiveDate, today: NaiveDate) -> Result<usize> {
        let loads = self.loads(manager, |place| place.counts_on(day, today))?;
        Ok(loads.into_iter().map(|(_, count)| count).sum())
    }

    /// Reads the dossiers of the folders of a binder that are `wanted`, copies made into one.
    ///
    /// # Errors
    /// A folder that can't be read. A file that can't be is in the scan.
    pub fn scan(&self, manager: &str, wanted: impl Fn(Place) -> bool) -> Result<Scan> {
        let mut scan = Scan::default();
        let Some(binder) = self.binder(manager)? else {
            return Ok(scan);
        };
        for place in places_in(&binder)?
            .into_iter()
            .filter(|place| wanted(*place))
        {
            let name = place.to_string();
            // A folder may go with its last dossier between the listing and the look.
            let Some(folder) = opened(binder.child(&name), &binder.path_of(&name))? else {
                continue;
            };
            for spot in spots_in(&folder, manager, place)? {
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
        scan.found = copies_as_one(scan.found);
        Ok(scan)
    }

    /// Where the file of a spot is, for messages.
    #[must_use]
    pub fn path_of(&self, spot: &Spot) -> PathBuf {
        self.root.path().join(spot.path())
    }

    /// The folder that a spot is in.
    pub(super) fn folder_of(&self, spot: &Spot) -> Result<Folder> {
        let path = self.path_of(spot);
        let missing = || anyhow::anyhow!("{} is not there any more", path.display());
        let binder = self.binder(&spot.manager)?.ok_or_else(missing)?;
        let name = spot.folder.to_string();
        opened(binder.child(&name), &binder.path_of(&name))?.ok_or_else(missing)
    }

    /// Reads the dossier at one spot; `None` if nothing is there.
    ///
    /// # Errors
    /// A [`BadFile`], or a folder that can't be read.
    pub fn read(&self, spot: &Spot) -> Result<Option<Dossier>> {
        let Some(binder) = self.binder(&spot.manager)? else {
            return Ok(None);
        };
        let name = spot.folder.to_string();
        match opened(binder.child(&name), &binder.path_of(&name))? {
            Some(folder) => Ok(read_in(&folder, spot)?),
            None => Ok(None),
        }
    }

    /// Where a manager's binder has the file name `slug`, by one look into each folder.
    ///
    /// # Errors
    /// A folder that can't be read.
    pub fn spots_of(&self, manager: &str, slug: &str) -> Result<Vec<Spot>> {
        let Some(binder) = self.binder(manager)? else {
            return Ok(Vec::new());
        };
        let file = format!("{slug}.json");
        let there = |place: &Place| binder.has(Path::new(&place.to_string()).join(&file));
        let places = places_in(&binder)?.into_iter().filter(there);
        let spot = |folder| Spot {
            manager: manager.to_owned(),
            folder,
            slug: slug.to_owned(),
        };
        Ok(places.map(spot).collect())
    }

    /// All spots of a manager's binder, but for those that are gone, by listing alone.
    ///
    /// # Errors
    /// A folder that can't be read.
    pub fn all_spots(&self, manager: &str) -> Result<Vec<Spot>> {
        let Some(binder) = self.binder(manager)? else {
            return Ok(Vec::new());
        };
        let mut spots = Vec::new();
        for place in places_in(&binder)?
            .into_iter()
            .filter(|place| *place != Place::Gone)
        {
            let name = place.to_string();
            if let Some(folder) = opened(binder.child(&name), &binder.path_of(&name))? {
                spots.append(&mut spots_in(&folder, manager, place)?);
            }
        }
        Ok(spots)
    }
}

/// The places that a binder has folders for, in their order.
fn places_in(binder: &Folder) -> Result<Vec<Place>> {
    let names = listed(binder.names(), binder)?.into_iter();
    let mut places: Vec<Place> = names
        .filter_map(|(name, _)| name.to_str()?.parse().ok())
        .collect();
    places.sort_unstable();
    Ok(places)
}

/// The spots in one folder of a binder, by name.
fn spots_in(folder: &Folder, manager: &str, place: Place) -> Result<Vec<Spot>> {
    let names = listed(folder.names(), folder)?.into_iter();
    let mut slugs: Vec<String> = names.filter_map(|(name, _)| slug_of(&name)).collect();
    slugs.sort_unstable();
    let spot = |slug| Spot {
        manager: manager.to_owned(),
        folder: place,
        slug,
    };
    Ok(slugs.into_iter().map(spot).collect())
}

fn slug_of(name: &OsString) -> Option<String> {
    let slug = name.to_str()?.strip_suffix(".json")?;
    (!slug.is_empty() && !slug.starts_with('.')).then(|| slug.to_owned())
}

/// Reads the dossier `spot` in its folder.
pub(super) fn read_in(folder: &Folder, spot: &Spot) -> Result<Option<Dossier>, BadFile> {
    let name = spot.file_name();
    let Some(bytes) = folder.read(&name)? else {
        return Ok(None);
    };
    parse(&bytes, || folder.path_of(&name)).map(Some)
}

/// Takes a dossier from the bytes of its file.
pub(super) fn parse(bytes: &[u8], path: impl Fn() -> PathBuf) -> Result<Dossier, BadFile> {
    parse_dossier(bytes).map_err(|why| BadFile::new(path(), why))
}

/// Takes a dossier from the bytes of a file, wherever that is.
///
/// # Errors
/// What is wrong with it, with line and column.
pub fn parse_dossier(bytes: &[u8]) -> Result<Dossier, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = 1 + memchr::memchr_iter(b'\n', &bytes[..error.valid_up_to()]).count();
        format!("line {line}: is not UTF-8")
    })?;
    serde_json::from_str(text).map_err(|error| super::bad_file::json_fault(&error))
}

/// Makes the copies of one dossier into one, at the place of the first.
pub(super) fn copies_as_one(found: Vec<Found>) -> Vec<Found> {
    let mut at: std::collections::HashMap<Uuid, usize> = std::collections::HashMap::new();
    let mut single: Vec<Found> = Vec::with_capacity(found.len());
    for mut next in found {
        match at.entry(next.dossier.id()) {
            std::collections::hash_map::Entry::Vacant(free) => {
                free.insert(single.len());
                single.push(next);
            }
            std::collections::hash_map::Entry::Occupied(known) => {
                let one = &mut single[*known.get()];
                one.dossier = one.dossier.merge(&next.dossier);
                one.spots.append(&mut next.spots);
            }
        }
    }
    single
}

fn is_folder(kind: FileType) -> bool {
    matches!(kind, FileType::Directory | FileType::Unknown)
}

fn opened(folder: io::Result<Option<Folder>>, path: &Path) -> Result<Option<Folder>> {
    folder.with_context(|| format!("{} can't be opened as a folder", path.display()))
}

fn listed<T>(names: io::Result<T>, folder: &Folder) -> Result<T> {
    names.with_context(|| cant_list(folder))
}

fn cant_list(folder: &Folder) -> String {
    format!("{} can't be listed", folder.path().display())
}
