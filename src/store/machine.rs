//! Which machine this is. Its id lies outside the store, so that a copy of the store on another
//! machine doesn't take this one's log and journal for its own.

use std::fs;
use std::io;
use std::path::Path;

use anyhow::{Context, Result};
use uuid::Uuid;

use super::folder::Folder;

const FILE: &str = "machine";

/// The id of this machine, if it has changed a store before.
///
/// # Errors
/// A file that can't be read now: it may hold an id, and none is to take its place.
pub(super) fn known_id(state: &Path) -> Result<Option<String>> {
    let id = read(state).with_context(|| cant(state, "read"))?;
    Ok(id.map(|id| id.to_string()))
}

/// `None` where there is no file, or one that holds no id.
fn read(state: &Path) -> io::Result<Option<Uuid>> {
    match fs::read_to_string(state.join(FILE)) {
        Ok(text) => Ok(text.trim().parse().ok()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => Ok(None),
        Err(error) => Err(error),
    }
}

fn cant(state: &Path, be: &str) -> String {
    format!(
        "{} can't be {be}, where the id of this machine is kept (XDG_STATE_HOME names another folder)",
        state.join(FILE).display()
    )
}

/// The id of this machine, kept in the folder `state`; made at the first change.
///
/// # Errors
/// A folder in which it can't be kept.
pub(super) fn id(state: &Path) -> Result<String> {
    match known_id(state)? {
        Some(id) => Ok(id),
        None => keep(state, Uuid::now_v7()).with_context(|| cant(state, "written")),
    }
}

/// Keeps an id, safe from a power cut: a journal that was written under an id which is lost is never
/// finished. Of two first commands at once both go by the id of the one that was first.
fn keep(state: &Path, id: Uuid) -> io::Result<String> {
    let folder = Folder::make(state)?;
    let draft = format!("{FILE}.{id}");
    folder.write_draft(&draft, format!("{id}\n").as_bytes())?;
    let kept = match folder.rename_to_free(&draft, &folder, FILE) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => match read(state)? {
            Some(first) => {
                folder.remove(&draft)?;
                return Ok(first.to_string());
            }
            // A file that holds no id.
            None => folder.rename(&draft, &folder, FILE),
        },
        kept => kept,
    };
    if kept.is_err() {
        let _ = folder.remove(&draft);
    }
    kept?;
    folder.flush()?;
    Ok(id.to_string())
}
