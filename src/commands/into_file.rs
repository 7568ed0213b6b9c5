//! An answer that goes into a file of the user's, outside the store: whole or not at all, and as
//! private as the store.

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use uuid::Uuid;

/// A file of the user's that can't be written.
#[derive(Debug)]
pub struct NotWritten {
    file: PathBuf,
    why: io::Error,
}

impl NotWritten {
    /// The way out.
    #[must_use]
    pub fn hint(&self) -> String {
        match self.why.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                "make room on the disk, or name a file on another one: -o FILE"
            }
            _ => "name a file in a folder that is there, and that you may write: -o FILE",
        }
        .to_owned()
    }
}

impl fmt::Display for NotWritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} can't be written: {}", self.file.display(), self.why)
    }
}

impl std::error::Error for NotWritten {}

/// Writes a file: a draft beside it takes its place once it is whole. What is no file, such as
/// `/dev/null` or a pipe, is written into.
///
/// # Errors
/// A file that can't be written; a folder.
pub(super) fn write_into(file: &Path, bytes: &[u8]) -> Result<(), NotWritten> {
    let is_special = fs::metadata(file).is_ok_and(|there| !there.is_file());
    let written = if is_special {
        OpenOptions::new()
            .write(true)
            .open(file)
            .and_then(|mut open| open.write_all(bytes))
    } else {
        replace(file, bytes)
    };
    written.map_err(|why| NotWritten {
        file: file.to_owned(),
        why,
    })
}

fn replace(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let draft = file.with_file_name(format!(".{}.draft", Uuid::now_v7()));
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(0o600);
    let drafted = options
        .open(&draft)
        .and_then(|open| fill(open, bytes))
        .and_then(|()| fs::rename(&draft, file));
    drafted.inspect_err(|_| {
        // One that was never made is not there.
        let _ = fs::remove_file(&draft);
    })
}

fn fill(mut draft: File, bytes: &[u8]) -> io::Result<()> {
    draft.write_all(bytes)?;
    draft.sync_all()
}
