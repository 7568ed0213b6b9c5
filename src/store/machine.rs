//! Which machine this is. Its id lies outside the store, so that a copy of the store on another
//! machine doesn't take this one's log and journal for its own.

use std::fs;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use anyhow::{Context, Result};
use uuid::Uuid;

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
    let path = state.join(FILE);
    let id = Uuid::now_v7().to_string();
    keep(state, &id).with_context(|| {
        format!(
            "{} can't be written, where the id of this machine is kept (XDG_STATE_HOME names another folder)",
            path.display()
        )
    })?;
    Ok(id)
}

fn keep(state: &Path, id: &str) -> std::io::Result<()> {
    fs::create_dir_all(state)?;
    // Two first commands at once write two drafts; the one that is renamed last holds.
    let draft = state.join(format!("machine.{id}"));
    let mut options = fs::OpenOptions::new();
    let mut file = options
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&draft)?;
    writeln!(file, "{id}")?;
    file.sync_all()?;
    fs::rename(draft, state.join(FILE))
}
