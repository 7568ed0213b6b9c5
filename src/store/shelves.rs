//! Reading the store: which binders there are, what stands behind which place, and the dossiers.
//!
//! A folder is a shelf, the content is the truth: folders only say which files are worth opening.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use anyhow::{Context, Result};
use chrono::NaiveDate;
use rustix::fs::FileType;
use uuid::Uuid;

use super::BINDERS_FOLDER;
use super::bad_file::{BadFile, Fault};
use super::count::Loads;
use super::folder::Folder;
use super::spot::Spot;
use crate::binder::lookup::is_manager_name;
use crate::binder::{Dossier, Place};

/// The folders of a store, opened for reading.
#[derive(Debug)]
pub struct Shelves {
    root: Folder,
    forgotten: OnceLock<HashSet<Uuid>>,
}

impl Shelves {
    pub(super) fn new(root: Folder) -> Self {
        Self {
            root,
            forgotten: OnceLock::new(),
        }
    }

    /// The store's own folder.
    pub(super) fn root(&self) -> &Folder {
        &self.root
    }

    fn managers_folder(&self) -> Result<Option<Folder>> {
        let path = self.root.path_of(BINDERS_FOLDER);
        opened(self.root.child(BINDERS_FOLDER), &path)
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

    /// How many dossiers stand behind each place of a manager that is `wanted`, by listing alone.
    ///
    /// # Errors
    /// A folder that can't be read. One that can't be opened is in the answer.
    pub fn loads(&self, manager: &str, wanted: impl Fn(Place) -> bool) -> Result<Loads> {
        let Some(binder) = self.binder(manager)? else {
            return Ok(Loads::default());
        };
        let places = places_in(&binder)?;
        Loads::of(&binder, places.into_iter().filter(|place| wanted(*place)))
    }

    /// How many dossiers `manager` has to manage on `day`: those behind it, and if it is today,
    /// those carried over to it.
    ///
    /// # Errors
    /// As [`Shelves::loads`].
    pub fn load(&self, manager: &str, day: NaiveDate, today: NaiveDate) -> Result<Loads> {
        if day == today {
            return self.loads(manager, |place| place.counts_on(day, today));
        }
        // One folder, opened by its name: the others need not be listed.
        let binder = self.binder(manager)?;
        binder.map_or(Ok(Loads::default()), |binder| {
            Loads::of(&binder, [Place::Day(day)].into_iter())
        })
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
        folder_behind(&binder, spot.folder)?.ok_or_else(missing)
    }

    /// Whether the client of this id was erased: a copy that comes back is not shown.
    pub(super) fn is_forgotten(&self, id: Uuid) -> bool {
        self.forgotten.get_or_init(|| self.stones()).contains(&id)
    }

    /// Reads the dossier at one spot; `None` if nothing is there.
    ///
    /// # Errors
    /// A [`BadFile`], or a folder that can't be read.
    pub fn read(&self, spot: &Spot) -> Result<Option<Dossier>> {
        let dossier = self.read_any(spot)?;
        Ok(dossier.filter(|dossier| !self.is_forgotten(dossier.id())))
    }

    /// The same, even if the client was erased.
    pub(super) fn read_any(&self, spot: &Spot) -> Result<Option<Dossier>> {
        let Some(binder) = self.binder(&spot.manager)? else {
            return Ok(None);
        };
        match folder_behind(&binder, spot.folder)? {
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
        let (mut spots, mut path) = (Vec::new(), String::new());
        for folder in places_in(&binder)? {
            path.clear();
            write!(path, "{folder}/{slug}.json")?;
            let is_there = match binder.has(&path) {
                // Another user's folder has nothing that could be taken.
                Err(error) if error.kind() == io::ErrorKind::PermissionDenied => false,
                looked => looked.with_context(|| {
                    format!("{} can't be read", binder.path_of(&path).display())
                })?,
            };
            // The look at the file would follow a link that stands for its folder.
            let is_link = || {
                let kind = binder.look_at(folder.to_string());
                matches!(kind, Ok((FileType::Symlink, _)))
            };
            if is_there && !is_link() {
                spots.push(Spot {
                    manager: manager.to_owned(),
                    folder,
                    slug: slug.to_owned(),
                });
            }
        }
        Ok(spots)
    }

    /// All spots of a manager's binder behind places that are `wanted`, by listing alone.
    ///
    /// # Errors
    /// A folder that can't be read.
    pub fn all_spots(&self, manager: &str, wanted: impl Fn(Place) -> bool) -> Result<Vec<Spot>> {
        self.spots_that(manager, wanted, |_| true)
    }

    /// The spots of a manager's binder behind places that are `wanted` whose file names `fit`, by
    /// listing alone.
    ///
    /// # Errors
    /// A folder that can't be read.
    pub fn spots_that(
        &self,
        manager: &str,
        wanted: impl Fn(Place) -> bool,
        fit: impl Fn(&str) -> bool,
    ) -> Result<Vec<Spot>> {
        let Some(binder) = self.binder(manager)? else {
            return Ok(Vec::new());
        };
        let mut spots = Vec::new();
        for place in places_in(&binder)?
            .into_iter()
            .filter(|place| wanted(*place))
        {
            // What can't be opened has nothing that could be taken; a scan names it.
            if let Ok(Some(folder)) = folder_behind(&binder, place) {
                spots.append(&mut spots_in(&folder, manager, place, &fit)?);
            }
        }
        Ok(spots)
    }
}

/// The places that a binder has folders for, in their order.
pub(super) fn places_in(binder: &Folder) -> Result<Vec<Place>> {
    let mut places: Vec<Place> = Vec::new();
    let listing = binder.list(|name, _| {
        places.extend(
            std::str::from_utf8(name)
                .map(str::parse::<Place>)
                .into_iter()
                .flatten(),
        );
    });
    listed(listing, binder)?;
    places.sort_unstable();
    Ok(places)
}

/// The folder behind a place; `None` if there is none.
///
/// # Errors
/// What can't be opened as a folder: a link, a file, another user's.
pub(super) fn folder_behind(binder: &Folder, place: Place) -> Result<Option<Folder>, BadFile> {
    let name = place.to_string();
    binder.child(&name).map_err(|error| {
        let why = format!("can't be opened as a folder: {error}");
        BadFile::new(binder.path_of(&name), Fault::of_folder(&error), why)
    })
}

/// The spots in one folder of a binder whose file names `fit`, by name.
pub(super) fn spots_in(
    folder: &Folder,
    manager: &str,
    place: Place,
    fit: impl Fn(&str) -> bool,
) -> Result<Vec<Spot>> {
    let mut spots = Vec::new();
    let listing = folder.list_once(|name, _| {
        spots.extend(slug_of(name).filter(|slug| fit(slug)).map(|slug| Spot {
            manager: manager.to_owned(),
            folder: place,
            slug: slug.to_owned(),
        }));
    });
    listed(listing, folder)?;
    spots.sort_unstable_by(|one, other| one.slug.cmp(&other.slug));
    Ok(spots)
}

/// The name of the dossier that a file name is, if it is one.
pub(super) fn slug_of(name: &[u8]) -> Option<&str> {
    let slug = std::str::from_utf8(name).ok()?.strip_suffix(".json")?;
    (!slug.is_empty() && !slug.starts_with('.')).then_some(slug)
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
    parse_dossier(bytes).map_err(|why| BadFile::new(path(), Fault::of_content(bytes), why))
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

fn is_folder(kind: FileType) -> bool {
    matches!(kind, FileType::Directory | FileType::Unknown)
}

pub(super) fn opened(folder: io::Result<Option<Folder>>, path: &Path) -> Result<Option<Folder>> {
    folder.with_context(|| format!("{} can't be opened as a folder", path.display()))
}

pub(super) fn listed<T>(names: io::Result<T>, folder: &Folder) -> Result<T> {
    names.with_context(|| cant_list(folder))
}

fn cant_list(folder: &Folder) -> String {
    format!("{} can't be listed", folder.path().display())
}
