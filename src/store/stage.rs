//! The stage: where a change of many dossiers puts each file before the journal speaks of it. What
//! lies there and in no journal was never decided, and is thrown away.

use anyhow::{Context, Result};
use uuid::Uuid;

use super::folder::Folder;

/// The folder beside the journal that holds what is to be put in place, in a folder for each command.
pub(super) const STAGE_FOLDER: &str = "stage";

/// The folder for what one command is to put in place.
pub(super) fn open_stage(machine: &Folder, op: Uuid) -> Result<Folder> {
    let stages = machine.make_child(STAGE_FOLDER);
    let stage = stages.and_then(|stages| stages.make_child(op.to_string()));
    stage.with_context(|| {
        let path = machine.path_of(STAGE_FOLDER);
        format!("{} can't be written", path.display())
    })
}

/// Throws a stage away. What can't be removed harms nothing: it is tried again each time.
pub(super) fn clear_stage(machine: &Folder) {
    let Ok(Some(stages)) = machine.child(STAGE_FOLDER) else {
        return;
    };
    for (name, _) in stages.names().unwrap_or_default() {
        let Some(name) = name.to_str() else { continue };
        if let Ok(Some(stage)) = stages.child(name) {
            for (file, _) in stage.names().unwrap_or_default() {
                let _ = file.to_str().map(|file| stage.remove(file));
            }
        }
        stages.remove_empty_child(name);
    }
    machine.remove_empty_child(STAGE_FOLDER);
}
