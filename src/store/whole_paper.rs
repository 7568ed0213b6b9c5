//! Whether a paper that lies in the store is still the one by which its file is called.

use std::fs::File;
use std::io::{Seek, SeekFrom};

use anyhow::{Context, Result};
use uuid::Uuid;

use super::paper_copy::hash;
use super::shelves::Shelves;
use crate::binder::paper::hash_of;

impl Shelves {
    /// Opens the paper `file` of the dossier `of` at its beginning; `None` if it is not there, or was
    /// changed or damaged.
    ///
    /// # Errors
    /// What is no file, and what can't be read.
    pub fn open_whole_paper(&self, of: Uuid, file: &str) -> Result<Option<File>> {
        let Some(mut paper) = self.open_paper(of, file)? else {
            return Ok(None);
        };
        let cant_read = || format!("{file} can't be read");
        let hash = hash(&paper).with_context(cant_read)?;
        paper.seek(SeekFrom::Start(0)).with_context(cant_read)?;
        Ok((hash == hash_of(file)).then_some(paper))
    }
}
