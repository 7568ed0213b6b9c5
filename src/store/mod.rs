//! The store: folders of plain JSON files, read, found, and changed in one piece.
//!
//! There are two doors: [`Store::look`] for those who only read, [`Store::change`] for the one who
//! writes. What the files mean is in [`crate::binder`].

mod all_cores;
mod bad_file;
mod behind_slips;
mod berth;
mod change;
mod changed_at;
mod check;
mod client;
mod count;
mod finding;
mod folder;
mod folder_lock;
mod forget;
mod forms;
mod furnish;
mod journal;
mod kept_papers;
mod loans;
mod log;
mod machine;
mod made_slips;
mod open_file;
mod open_folders;
mod paper_check;
mod paper_copy;
mod papers;
mod read_through;
mod reading;
mod rehearsal;
mod relay;
mod repair;
mod scan;
mod search;
mod setting;
mod settings;
mod shelve;
mod shelves;
mod slip;
mod slip_check;
mod spot;
mod stage;
mod stray;
mod take_back;
mod templates;
mod told;
mod turn;
mod whole_paper;
mod written;

use std::fs::File;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use anyhow::{Context, Result};

pub use bad_file::{BadFile, Fault};
pub use berth::{Berth, Slugs};
pub use change::Change;
pub use client::Lookup;
pub use count::Loads;
pub use finding::{Checkup, Finding, NamedPaper, Trouble};
pub use forget::Erased;
pub use forms::FormsFound;
pub use journal::PutOff;
pub use loans::Loan;
pub use log::{Logged, REDO, REPAIR, Record, UNDO};
pub use papers::{PaperDraft, PaperFolder};
pub use relay::Relay;
pub use search::{Glance, Searched, id_at_the_beginning};
pub use setting::Setting;
pub use settings::Settings;
pub use shelve::dossier_text;
pub use shelves::{Shelves, parse_dossier};
pub use slip::Pointer;
pub use spot::{Found, Scan, Spot};
pub use take_back::{TakenBack, Which, set_again_later, written_since};
pub use templates::Templates;
pub use turn::Turn;
pub use written::Written;

use crate::binder::Moment;
use folder::Folder;
pub(crate) use folder::may_be_as_large;

/// The file that holds the settings.
pub const SETTINGS_FILE: &str = "binder.json";

/// The folder of the binders, one for each manager.
const BINDERS_FOLDER: &str = "managers";

/// The folder of what is the machine's and not for synchronising.
const OWN_FOLDER: &str = ".tickler";

const LOCK_FILE: &str = "lock";

/// A store, which need not be there yet: it is made at the first change.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    state: PathBuf,
    settings: Settings,
    /// The settings after a change that was cut off before, and finished since the store was opened.
    settings_since: OnceLock<Settings>,
    bad_settings: Option<BadFile>,
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
            settings_since: OnceLock::new(),
            bad_settings: None,
        })
    }

    /// Opens the store as [`Store::open`] does, and also where its settings can't be read: to find
    /// out what is wrong with it. Then the defaults hold, and [`Store::bad_settings`] says why.
    ///
    /// # Errors
    /// A path that is no folder or can't be read.
    pub fn open_to_check(path: &Path, state: &Path) -> Result<Self> {
        Self::open(path, state).or_else(|error| {
            Ok(Self {
                path: path.to_owned(),
                state: state.to_owned(),
                settings: Settings::default(),
                settings_since: OnceLock::new(),
                bad_settings: Some(error.downcast::<BadFile>()?),
            })
        })
    }

    /// Why the settings can't be read, if they can't.
    #[must_use]
    pub fn bad_settings(&self) -> Option<&BadFile> {
        self.bad_settings.as_ref()
    }

    /// The folder it is in.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where a manager's binder is, if there is one.
    #[must_use]
    pub fn path_of_binder(&self, manager: &str) -> PathBuf {
        self.path.join(BINDERS_FOLDER).join(manager)
    }

    /// The settings as they were when the store was opened, or when a change that was cut off before
    /// that was finished.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        self.settings_since.get().unwrap_or(&self.settings)
    }

    /// Whether there is a store yet, and not only a folder: settings, or binders.
    ///
    /// # Errors
    /// A folder that can't be read.
    pub fn is_there(&self) -> Result<bool> {
        let Some(root) = open_root(&self.path)? else {
            return Ok(false);
        };
        let has = |name| {
            let looked = root.has(name);
            looked.with_context(|| format!("{} can't be read", root.path_of(name).display()))
        };
        Ok(has(SETTINGS_FILE)? || has(BINDERS_FOLDER)?)
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
        let machine = self.machine_folder(&root);
        let left = || {
            machine
                .as_ref()
                .ok()?
                .as_ref()
                .filter(|own| journal::is_left(own))
        };
        let lock = loop {
            let is_finished = left().is_none_or(|machine| self.finish_what_is_left(&root, machine));
            let lock = lock_file(&root, false);
            if let Some(lock) = &lock {
                // On a file system without locks the look goes on without: reading harms nothing.
                let _ = lock.lock_shared();
            }
            // The lock may have been waited for while the one who had it was cut off.
            if !(is_finished && left().is_some()) {
                break lock;
            }
        };
        Ok(Some(Look {
            state: self.state.clone(),
            shelves: Shelves::new(root),
            _lock: lock,
        }))
    }
}

impl Store {
    fn machine_folder(&self, root: &Folder) -> Result<Option<Folder>> {
        machine_folder(root, &self.state)
    }

    /// Finishes a change that was decided on this machine and cut off; whether that went well. Where
    /// it can't be done now (a store that is read only) the look shows each dossier as it stands,
    /// and `check` tells.
    fn finish_what_is_left(&self, root: &Folder, machine: &Folder) -> bool {
        let Some(lock) = lock_file(root, true).filter(|lock| lock.lock().is_ok()) else {
            return false;
        };
        let finished = open_root(&self.path).and_then(|root| match root {
            Some(root) => {
                let shelves = Shelves::new(root);
                journal::finish(&shelves, machine)?;
                let _ = self.settings_since.set(read_settings(shelves.root())?);
                Ok(())
            }
            None => Ok(()),
        });
        drop(lock);
        finished.is_ok()
    }
}

/// The shelves, held still for as long as this lives.
#[derive(Debug)]
pub struct Look {
    shelves: Shelves,
    // Reading the dossiers goes on without it: only what needs it fails.
    state: PathBuf,
    _lock: Option<File>,
}

impl Look {
    /// What taking back a command of the manager `by` on this machine comes to, or doing it
    /// again. `None` if there is none. `take` makes of each of its dossiers what is wanted, told the
    /// command and the op that is undone.
    ///
    /// # Errors
    /// A log, a folder or settings that can't be read.
    pub fn last_command<T: Send>(
        &self,
        by: &str,
        which: Which<'_>,
        take: impl Fn(&Record, &str, Found) -> T + Sync,
    ) -> Result<Option<TakenBack<T>>> {
        self.machine()?.map_or(Ok(None), |machine| {
            self.shelves.last_command(&machine, by, which, take)
        })
    }

    /// Walks through the whole store at the moment `at`, and tells what is not as it is to be.
    ///
    /// # Errors
    /// The store's own folder, if it can't be listed.
    pub fn check(&self, bad_settings: Option<&BadFile>, at: Moment) -> Result<Checkup> {
        let machine = self.machine().ok().flatten();
        self.shelves.check(machine.as_ref(), bad_settings, at)
    }

    /// What was done last on this machine, newest first and at most `limit`, each with whether it
    /// was taken back.
    ///
    /// # Errors
    /// A log or a folder that can't be read.
    pub fn commands(&self, limit: usize) -> Result<Vec<(Record, bool)>> {
        self.machine()?.map_or(Ok(Vec::new()), |machine| {
            self.shelves.commands(&machine, limit)
        })
    }

    fn machine(&self) -> Result<Option<Folder>> {
        machine_folder(self.shelves.root(), &self.state)
    }
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
    let fault = || Fault::of_content(&bytes);
    let bad = |error| BadFile::json(root.path_of(SETTINGS_FILE), fault(), &error);
    Ok(Settings::read(&bytes).map_err(bad)?)
}

/// The store's lock, if there is one that can be opened.
fn lock_file(root: &Folder, writing: bool) -> Option<File> {
    let own = root.child(OWN_FOLDER).ok()??;
    own.open_file(LOCK_FILE, writing).ok()
}

/// The folder in the store of the machine whose id is kept in `state`, if it has one.
fn machine_folder(root: &Folder, state: &Path) -> Result<Option<Folder>> {
    let Some(own) = shelves::opened(root.child(OWN_FOLDER), &root.path_of(OWN_FOLDER))? else {
        return Ok(None);
    };
    machine::known_id(state)?.map_or(Ok(None), |id| {
        shelves::opened(own.child(&id), &own.path_of(&id))
    })
}
