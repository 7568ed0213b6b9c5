//! What belongs in a store that is new.

use super::folder::Folder;
use super::{BINDERS_FOLDER, SETTINGS_FILE, Settings};

/// What a synchroniser is not to take along: what is the machine's own, and what is derived.
const NOT_SYNCED: &str = ".tickler/\n*.slip\n*.draft\n";

/// Puts what belongs in a store into one that is new. Under the lock, since two may begin at once.
pub(super) fn furnish(root: &Folder) -> std::io::Result<()> {
    if root.has(SETTINGS_FILE)? {
        return Ok(());
    }
    root.make_child(BINDERS_FOLDER)?;
    for (name, text) in [
        (".gitignore", NOT_SYNCED),
        (".stignore", NOT_SYNCED),
        (SETTINGS_FILE, &Settings::default().to_text()),
    ] {
        if !root.has(name)? {
            root.replace(name, text.as_bytes())?;
        }
    }
    Ok(())
}
