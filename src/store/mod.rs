//! The store: folders of plain JSON files, read, found, and changed in one piece.
//!
//! There are two doors: [`Store::look`] for those who only read, [`Store::change`] for the one who
//! writes. What the files mean is in [`crate::binder`].

mod bad_file;
mod change;
mod client;
mod folder;
mod log;
mod machine;
mod settings;
mod shelve;
mod shelves;

use std::fs::File;
use std::ops::Deref;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

pub use bad_file::BadFile;
pub use change::{Change, Written};
pub use client::Lookup;
pub use settings::{Setting, Settings, is_manager_name};
pub use shelves::{Found, Scan, Shelves, Spot, parse_dossier};

use folder::Folder;

/// The file that holds the settings.
pub const SETTINGS_FILE: &str = "binder.json";

/// The folder of what is the machine's and not for synchronising.
const OWN_FOLDER: &str = ".tickler";

const LOCK_FILE: &str = "lock";

/// A store, which need not be there yet: it is made at the first change.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    state: PathBuf,
    settings: Settings,
}

impl Store {
    /// Opens the store in the folder `path`. `state` is the user's own folder in which the id of
    /// this machine is kept; it is touched only by a change.
    ///
    /// # Errors
    /// A path that is no folder or can't be read; settings that can't be ([`BadFile`]).
    pub fn open(path: &Path, state: &Path) -> Result<Self> {
        let settings = match open_root(path)? {
            None => Settings::default(),
            Some(root) => read_settings(&root)?,
        };
        Ok(Self {
            path: path.to_owned(),
            state: state.to_owned(),
            settings,
        })
    }

    /// The folder it is in.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The settings as they were when the store was opened.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Opens the store for reading. While the look lasts, no dossier is on its way from one folder
    /// to another. Nothing is created. `None` if the store is not there yet.
    ///
    /// # Errors
    /// A folder that can't be read.
    pub fn look(&self) -> Result<Option<Look>> {
        let Some(root) = open_root(&self.path)? else {
            return Ok(None);
        };
        let lock = lock_file(&root, false);
        if let Some(lock) = &lock {
            // On a file system without locks the look goes on without: reading harms nothing.
            let _ = lock.lock_shared();
        }
        Ok(Some(Look {
            shelves: Shelves::new(root),
            _lock: lock,
        }))
    }
}

/// The shelves, held still for as long as this lives.
#[derive(Debug)]
pub struct Look {
    shelves: Shelves,
    _lock: Option<File>,
}

impl Deref for Look {
    type Target = Shelves;

    fn deref(&self) -> &Shelves {
        &self.shelves
    }
}

fn open_root(path: &Path) -> Result<Option<Folder>> {
    Folder::open(path).with_context(|| format!("{} can't be opened as a folder", path.display()))
}

fn read_settings(root: &Folder) -> Result<Settings> {
    let Some(bytes) = root.read(SETTINGS_FILE)? else {
        return Ok(Settings::default());
    };
    let bad = |error| BadFile::json(root.path_of(SETTINGS_FILE), &error);
    Ok(Settings::read(&bytes).map_err(bad)?)
}

/// The store's lock, if there is one that can be opened.
fn lock_file(root: &Folder, writing: bool) -> Option<File> {
    let own = root.child(OWN_FOLDER).ok()??;
    own.open_file(LOCK_FILE, writing).ok()
}
