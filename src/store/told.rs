//! Which notices were told already. It is kept beside the id of this machine, outside the store:
//! what was shown on one desk says nothing about another, and a reader writes nothing into a store.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use uuid::Uuid;

use super::folder::Folder;
use super::{LOCK_FILE, Store};

/// The folder in the user's state, with a file for each binder.
const FOLDER: &str = "told";

impl Store {
    /// Goes through what is told once in a manager's binder: `tell` is given the keys of what was
    /// told before, and gives those that are to be kept. Two who would tell at once take turns.
    ///
    /// # Errors
    /// What `tell` says, after what it says was kept; a folder that can't be written.
    pub fn tell_once<T>(
        &self,
        manager: &str,
        tell: impl FnOnce(&BTreeSet<String>) -> (BTreeSet<String>, T),
    ) -> Result<T> {
        let cant = || {
            let folder = self.state.join(FOLDER);
            format!(
                "{} can't be written, where is kept what was told already (XDG_STATE_HOME names another folder)",
                folder.display()
            )
        };
        let folder = Folder::make(&self.state).and_then(|state| state.make_child(FOLDER));
        let folder = folder.with_context(cant)?;
        let lock = folder.open_file(LOCK_FILE, true);
        let lock = lock.and_then(|lock| lock.lock().map(|()| lock));
        let _lock = lock.with_context(cant)?;
        let name = self.name_of_told(manager);
        let before = read(&folder.path_of(&name));
        let (after, told) = tell(&before);
        if after != before {
            let bytes = serde_json::to_vec(&after)?;
            folder.replace(&name, &bytes).with_context(cant)?;
        }
        Ok(told)
    }

    /// The file for a binder of the store that lies where this one does.
    fn name_of_told(&self, manager: &str) -> String {
        let path = fs::canonicalize(&self.path).unwrap_or_else(|_| self.path.clone());
        let what = format!("{}\n{manager}", path.display());
        format!(
            "{}.json",
            Uuid::new_v5(&Uuid::NAMESPACE_URL, what.as_bytes())
        )
    }
}

/// What the file says; nothing where it can't be read: then something is told twice.
fn read(path: &Path) -> BTreeSet<String> {
    let bytes = fs::read(path).unwrap_or_default();
    serde_json::from_slice(&bytes).unwrap_or_default()
}
