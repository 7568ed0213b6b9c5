//! What stands on a shelf, by listing alone: names of folders and files, and how many.

use std::io;
use std::path::Path;

use anyhow::{Context, Result};

use super::folder::Folder;
use super::shelves::Spot;
use crate::binder::Place;

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

/// How many dossiers stand behind a place; `None` if it has no folder.
pub(super) fn count_behind(binder: &Folder, place: Place) -> Result<Option<usize>> {
    let name = place.to_string();
    let folder = opened(binder.child(&name), &binder.path_of(&name))?;
    let count = folder.map(|folder| listed(folder.count_dossiers(), &folder));
    count.transpose()
}

/// The spots in one folder of a binder whose file names `fit`, by name.
pub(super) fn spots_in(
    folder: &Folder,
    manager: &str,
    place: Place,
    fit: impl Fn(&str) -> bool,
) -> Result<Vec<Spot>> {
    let mut spots = Vec::new();
    let listing = folder.list(|name, _| {
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

fn slug_of(name: &[u8]) -> Option<&str> {
    let slug = std::str::from_utf8(name).ok()?.strip_suffix(".json")?;
    (!slug.is_empty() && !slug.starts_with('.')).then_some(slug)
}

/// The folder that was opened, if it is there; an error that says where it is.
pub(super) fn opened(folder: io::Result<Option<Folder>>, path: &Path) -> Result<Option<Folder>> {
    folder.with_context(|| format!("{} can't be opened as a folder", path.display()))
}

/// What was listed, or an error that says where.
pub(super) fn listed<T>(names: io::Result<T>, folder: &Folder) -> Result<T> {
    names.with_context(|| cant_list(folder))
}

fn cant_list(folder: &Folder) -> String {
    format!("{} can't be listed", folder.path().display())
}
