//! A new file in a new folder among the temporary ones, which nobody else on the machine can read.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use uuid::Uuid;

/// A new folder's path; what an editor puts beside the file, a backup or a swap file, is as private.
pub(super) fn folder() -> PathBuf {
    std::env::temp_dir().join(format!("tickler-{}", Uuid::now_v7()))
}

/// Makes the folder, and in it the file `name`, to be written.
pub(super) fn make(folder: &Path, name: &str) -> io::Result<File> {
    DirBuilder::new().mode(0o700).create(folder)?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(0o600);
    options.open(folder.join(name))
}
