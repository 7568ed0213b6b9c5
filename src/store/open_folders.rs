//! The folders of a change of many dossiers, each opened once.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::io;

use super::folder::Folder;
use super::shelves::Shelves;
use super::spot::Spot;
use crate::binder::Place;

/// How many folders are flushed one by one rather than with the whole file system.
const FEW: usize = 8;

/// The folders that files are put into and taken from, each opened once.
pub(super) struct OpenFolders<'a> {
    pub(super) shelves: &'a Shelves,
    folders: HashMap<(String, Place), Folder>,
}

impl<'a> OpenFolders<'a> {
    pub(super) fn new(shelves: &'a Shelves) -> Self {
        Self {
            shelves,
            folders: HashMap::new(),
        }
    }

    /// The folder that a spot is in; with `make`, made if it is not there.
    pub(super) fn folder(&mut self, spot: &Spot, make: bool) -> io::Result<&Folder> {
        match self.folders.entry((spot.manager.clone(), spot.folder)) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(free) => {
                let root = self.shelves.root();
                let name = spot.folder.to_string();
                let folder = if make {
                    root.make_child("managers")?
                        .make_child(&spot.manager)?
                        .make_child(name)?
                } else {
                    let missing = || io::Error::from(io::ErrorKind::NotFound);
                    let managers = root.child("managers")?.ok_or_else(missing)?;
                    let binder = managers.child(&spot.manager)?.ok_or_else(missing)?;
                    binder.child(name)?.ok_or_else(missing)?
                };
                Ok(free.insert(folder))
            }
        }
    }

    /// Flushes all that was renamed and removed.
    pub(super) fn flush(&self, root: &Folder) -> io::Result<()> {
        if root.flush_file_system()? {
            return Ok(());
        }
        self.folders.values().try_for_each(Folder::flush)?;
        root.flush()
    }

    /// Flushes what was put into these folders: a few one by one, since others may have much to be
    /// flushed.
    pub(super) fn flush_if_any(&self, root: &Folder) -> io::Result<()> {
        if self.folders.len() > FEW {
            return self.flush(root);
        }
        self.folders.values().try_for_each(Folder::flush)
    }

    /// Removes those that are empty now.
    pub(super) fn remove_empty(&self) {
        for (manager, place) in self.folders.keys() {
            if let Ok(Some(binder)) = self.shelves.binder(manager) {
                binder.remove_empty_child(&place.to_string());
            }
        }
    }
}
