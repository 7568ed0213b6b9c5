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
pub(super) fn known_id(state: &Path) -> Option<String> {
    let text = fs::read_to_string(state.join(FILE)).ok()?;
    let id: Uuid = text.trim().parse().ok()?;
    Some(id.to_string())
}

/// The id of this machine, kept in the folder `state`; made at the first change.
///
/// # Errors
/// A folder in which it can't be kept.
pub(super) fn id(state: &Path) -> Result<String> {
    if let Some(id) = known_id(state) {
        return Ok(id);
    }
    let id = Uuid::now_v7().to_string();
    keep(state, id).with_context(|| {
        format!(
            "{} can't be written, where the id of this machine is kept (XDG_STATE_HOME names another folder)",
            state.join(FILE).display()
        )
    })
}

/// Keeps an id, safe from a power cut: a journal that was written under an id which is lost is never
/// finished. Of two first commands at once both go by the id of the one that was first.
fn keep(state: &Path, id: String) -> io::Result<String> {
    let folder = Folder::make(state)?;
    let draft = format!("{FILE}.{id}");
    folder.write_draft(&draft, format!("{id}\n").as_bytes())?;
    let kept = match folder.rename_to_free(&draft, &folder, FILE) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => match known_id(state) {
            Some(first) => {
                folder.remove(&draft)?;
                return Ok(first);
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
    Ok(id)
}
