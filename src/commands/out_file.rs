//! A file of the user's outside the store, written bit by bit: whole or not at all, and at first as
//! private as the store.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use uuid::Uuid;

use crate::binder::{ExportRefusal, Refusal};
use crate::store::{Store, may_be_as_large};

/// A file that is written. Until it is [finished](OutFile::finish) nothing is there but a draft
/// beside it, which goes when this is dropped.
pub(super) struct OutFile {
    open: BufWriter<File>,
    /// How many bytes were written.
    written: u64,
    /// As the user named it, for messages.
    named: PathBuf,
    draft: Option<Draft>,
}

/// A file that is to take the place of another.
struct Draft {
    path: PathBuf,
    place: PathBuf,
    /// What others may do with the file that is there.
    permissions: Option<Permissions>,
}

impl OutFile {
    /// Begins to write the file `named`. One that is there is replaced once the new one is whole,
    /// through a link at the link's end; it keeps its mode. What is no file, such as `/dev/null` or a
    /// pipe, is written into.
    ///
    /// # Errors
    /// An [`ExportRefusal`]: a folder, a file in the store, one that can't be made.
    pub(super) fn create(named: &Path, store: &Store) -> Result<Self> {
        let file = named.display().to_string();
        let refuse = |refusal| anyhow::Error::from(Refusal::from(refusal));
        let cant_be_made = |error: io::Error| {
            let (file, why) = (file.clone(), error.to_string());
            refuse(ExportRefusal::CantBeMade { file, why })
        };
        let there = fs::metadata(named).ok();
        if there.as_ref().is_some_and(fs::Metadata::is_dir) {
            return Err(refuse(ExportRefusal::IsFolder { file }));
        }
        let place = end_of_links(named).map_err(cant_be_made)?;
        if fs::canonicalize(store.path()).is_ok_and(|store| place.starts_with(store)) {
            return Err(refuse(ExportRefusal::InTheStore { file }));
        }
        let (open, draft) = match there {
            Some(there) if !there.is_file() => (OpenOptions::new().write(true).open(named), None),
            there => {
                let path = place.with_file_name(format!(".{}.draft", Uuid::now_v7()));
                let mut options = OpenOptions::new();
                let open = options.write(true).create_new(true).mode(0o600).open(&path);
                let permissions = there.map(|there| there.permissions());
                let draft = Draft {
                    path,
                    place,
                    permissions,
                };
                (open, Some(draft))
            }
        };
        Ok(Self {
            open: BufWriter::new(open.map_err(cant_be_made)?),
            written: 0,
            named: named.to_owned(),
            draft,
        })
    }

    /// How many bytes were written.
    pub(super) fn written(&self) -> u64 {
        self.written
    }

    /// Whether what was written can be written anew: not where it goes through a pipe.
    pub(super) fn is_file(&self) -> bool {
        self.draft.is_some()
    }

    /// Writes over its beginning.
    ///
    /// # Errors
    /// What the machine says.
    pub(super) fn begin_anew_with(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.open.flush()?;
        self.open.get_ref().write_all_at(bytes, 0)
    }

    /// Puts what was written in its place.
    ///
    /// # Errors
    /// What the machine says; then what was there is there still.
    pub(super) fn finish(mut self) -> Result<()> {
        let cant_write = || format!("{} can't be written", self.named.display());
        self.open.flush().with_context(cant_write)?;
        let Some(draft) = &self.draft else {
            return Ok(());
        };
        let put_in_place = || {
            if let Some(permissions) = &draft.permissions {
                self.open.get_ref().set_permissions(permissions.clone())?;
            }
            self.open.get_ref().sync_all()?;
            fs::rename(&draft.path, &draft.place)
        };
        put_in_place().with_context(cant_write)?;
        self.draft = None;
        Ok(())
    }
}

impl Write for OutFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.draft.is_some() {
            may_be_as_large(self.written + bytes.len() as u64)?;
        }
        let count = self.open.write(bytes)?;
        self.written += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.open.flush()
    }
}

impl Drop for OutFile {
    fn drop(&mut self) {
        if let Some(draft) = &self.draft {
            // One that can't be removed is private still.
            let _ = fs::remove_file(&draft.path);
        }
    }
}

/// Where a file is, or is to be, with no link on the way.
fn end_of_links(named: &Path) -> io::Result<PathBuf> {
    if let Ok(end) = fs::canonicalize(named) {
        return Ok(end);
    }
    let name = named.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let folder = named
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    Ok(fs::canonicalize(folder.unwrap_or(Path::new(".")))?.join(name))
}
