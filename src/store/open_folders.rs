//! The folders that a change of many dossiers goes through: opened once each as long as there is
//! room for them, made and flushed, and removed when nothing is left in them.

use std::collections::{HashMap, HashSet};
use std::io;

use anyhow::{Context, Result};

use super::BINDERS_FOLDER;
use super::folder::Folder;
use super::shelves::{Shelves, read_in};
use super::spot::Spot;
use crate::binder::{Dossier, Place};

/// How many folders are kept open at once: far fewer than a process may have.
const MOST_OPEN: usize = 16;

/// The folders that files are put into and taken from, kept open while there is room for them.
pub(super) struct OpenFolders<'a> {
    pub(super) shelves: &'a Shelves,
    open: HashMap<(String, Place), Folder>,
    touched: HashSet<(String, Place)>,
    missing: HashSet<(String, Place)>,
}

impl<'a> OpenFolders<'a> {
    pub(super) fn new(shelves: &'a Shelves) -> Self {
        Self {
            shelves,
            open: HashMap::new(),
            touched: HashSet::new(),
            missing: HashSet::new(),
        }
    }

    pub(super) fn folder(&mut self, spot: &Spot, make: bool) -> io::Result<&Folder> {
        let key = (spot.manager.clone(), spot.folder);
        if !self.open.contains_key(&key) {
            let folder = self.look_for(spot, make)?;
            if self.open.len() == MOST_OPEN {
                self.close()?;
            }
            self.touched.insert(key.clone());
            self.open.insert(key.clone(), folder);
        }
        Ok(self.open.get(&key).ok_or(io::ErrorKind::NotFound)?)
    }

    /// The folder that a spot is in, if it is there. One that is missing is not looked for again.
    pub(super) fn folder_if_there(&mut self, spot: &Spot) -> io::Result<Option<&Folder>> {
        let key = (spot.manager.clone(), spot.folder);
        if self.missing.contains(&key) {
            return Ok(None);
        }
        if !self.open.contains_key(&key) {
            match self.folder(spot, false) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    self.missing.insert(key);
                    return Ok(None);
                }
                opened => drop(opened?),
            }
        }
        Ok(self.open.get(&key))
    }

    /// Reads a dossier as [`Shelves::read`] does, through folders that are open already.
    pub(super) fn read(&mut self, spot: &Spot) -> Result<Option<Dossier>> {
        let shelves = self.shelves;
        let dossier = match self.folder_if_there(spot) {
            Ok(Some(folder)) => read_in(folder, spot)?,
            Ok(None) => None,
            // A path that is wrong in another way is told as everywhere.
            Err(_) => shelves.read_any(spot)?,
        };
        Ok(dossier.filter(|dossier| !shelves.is_forgotten(dossier.id())))
    }

    /// Makes the folders that files will come into, before anything is decided: a disk without
    /// room for them is met while nothing has changed yet.
    pub(super) fn make_all<'s>(&mut self, spots: impl Iterator<Item = &'s Spot>) -> Result<()> {
        for to in spots {
            let shelves = self.shelves;
            self.folder(to, true)
                .with_context(|| format!("{} can't be written", shelves.path_of(to).display()))?;
        }
        Ok(())
    }

    fn look_for(&self, spot: &Spot, make: bool) -> io::Result<Folder> {
        let root = self.shelves.root();
        let name = spot.folder.to_string();
        if make {
            let managers = root.make_child(BINDERS_FOLDER)?;
            return managers.make_child(&spot.manager)?.make_child(name);
        }
        let missing = || io::Error::from(io::ErrorKind::NotFound);
        let managers = root.child(BINDERS_FOLDER)?.ok_or_else(missing)?;
        let binder = managers.child(&spot.manager)?.ok_or_else(missing)?;
        binder.child(name)?.ok_or_else(missing)
    }

    /// Closes all of them. What was done in them is flushed, where nothing flushes all at once.
    fn close(&mut self) -> io::Result<()> {
        if !Folder::FLUSHES_ALL {
            self.open.values().try_for_each(Folder::flush)?;
        }
        self.open.clear();
        Ok(())
    }

    /// Flushes all that was renamed and removed.
    pub(super) fn flush(&mut self, root: &Folder) -> io::Result<()> {
        self.close()?;
        if root.flush_file_system()? {
            return Ok(());
        }
        root.flush()
    }

    pub(super) fn remove_empty(&self) {
        for (manager, place) in &self.touched {
            if let Ok(Some(binder)) = self.shelves.binder(manager) {
                binder.remove_empty_child(&place.to_string());
            }
        }
    }
}
