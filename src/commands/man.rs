//! `tickler man`: the manual pages, where `man` finds them. What stands in them is known at the edge,
//! which knows the program's arguments.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;

use super::answer::{Answer, Reply};
use super::desk::Desk;

/// One page of the manual.
#[derive(Clone, Debug)]
pub struct Page {
    /// The name of its file: `tickler-file.1`.
    pub file: String,
    /// The page, in roff.
    pub text: String,
}

/// The manual, written.
#[derive(Clone, Debug)]
pub struct Manual {
    /// The folder in which the pages are.
    pub folder: PathBuf,
    /// The names of their files.
    pub files: Vec<String>,
}

/// The manual pages.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tickler man                              then: man tickler-file
  tickler man /usr/local/share/man/man1    for everybody on this machine")]
pub struct Man {
    /// The folder for the pages; your own, if of none
    folder: Option<PathBuf>,
}

impl Man {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        let folder = self.folder.or_else(|| desk.user.manual.clone());
        let folder = folder.context("there is no home folder for the manual; name one: man DIR")?;
        let pages = (desk.manual)()?;
        fs::create_dir_all(&folder).with_context(|| cant_write(&folder))?;
        for page in &pages {
            let path = folder.join(&page.file);
            fs::write(&path, &page.text).with_context(|| cant_write(&path))?;
        }
        let files = pages.into_iter().map(|page| page.file).collect();
        let manual = Manual { folder, files };
        Ok(Reply::new(Answer::Manual(manual)))
    }
}

fn cant_write(path: &Path) -> String {
    format!("{} can't be written", path.display())
}
