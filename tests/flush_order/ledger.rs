//! What would be left after a power cut, kept in a ledger from one deed to the next.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use tickler::binder::Place;

use crate::calls::Deed;

/// What was seen in one run.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    /// Files that were written and renamed into place.
    pub(crate) put: usize,
    /// Files that stood already and went on to another folder.
    pub(crate) carried: usize,
    /// Flushes of files, folders and file systems.
    pub(crate) flushes: usize,
}

/// What is not on the disk yet.
#[derive(Default)]
struct Ledger {
    /// Files that were there before, or were named since.
    known: BTreeSet<PathBuf>,
    /// Files whose content is not flushed.
    unflushed: BTreeSet<PathBuf>,
    /// Folders in which a name is not flushed, with what was done there.
    unsettled: BTreeMap<PathBuf, String>,
    /// Files that this run has made.
    made: BTreeSet<PathBuf>,
    logged: bool,
    seen: Seen,
}

/// Holds the deeds of one command against the rules; the error is the first that is broken.
pub(crate) fn judge(deeds: &[Deed], known: BTreeSet<PathBuf>) -> Result<Seen, String> {
    let mut ledger = Ledger {
        known,
        ..Ledger::default()
    };
    for deed in deeds {
        ledger.take(deed)?;
    }
    Ok(ledger.seen)
}

impl Ledger {
    fn take(&mut self, deed: &Deed) -> Result<(), String> {
        match deed {
            // The lock holds nothing.
            Deed::Open(path) if path.ends_with(".tickler/lock") => {}
            Deed::Open(path) => {
                if place(path).is_some() {
                    self.log_is_flushed(&format!("{} was opened", path.display()))?;
                }
                if self.known.insert(path.clone()) {
                    self.made.insert(path.clone());
                    self.unflushed.insert(path.clone());
                    self.unsettle(folder(path), format!("{} was made", path.display()));
                }
            }
            Deed::Write(path) => {
                self.unflushed.insert(path.clone());
                self.logged |= is_log(path);
            }
            Deed::Flush(path) => {
                self.seen.flushes += 1;
                self.unflushed.remove(path);
                self.unsettled.remove(path);
            }
            Deed::FlushAll => {
                self.seen.flushes += 1;
                if self.unflushed.iter().any(|path| is_staged(path)) {
                    self.log_is_flushed("the stage was flushed")?;
                }
                self.unflushed.clear();
                self.unsettled.clear();
            }
            Deed::Make(path) => self.unsettle(folder(path), format!("{} was made", path.display())),
            Deed::Rename(from, to) => self.rename(from, to)?,
            Deed::Remove(path) => self.remove(path)?,
            Deed::Answer => self.all_is_settled("the answer")?,
        }
        Ok(())
    }

    fn unsettle(&mut self, folder: &Path, what: String) {
        self.unsettled.insert(folder.to_owned(), what);
    }

    fn rename(&mut self, from: &Path, to: &Path) -> Result<(), String> {
        let what = format!("{} came from {}", to.display(), from.display());
        if self.unflushed.contains(from) {
            return Err(format!("{what}, unflushed"));
        }
        if is_dossier(to) {
            self.log_is_flushed(&what)?;
            self.is_settled(is_paper, &what)?;
        }
        if to.ends_with("journal") {
            self.is_settled(is_staged, &what)?;
            self.is_settled(is_paper, &what)?;
        }
        if is_staged(from) {
            self.journal_stands(from, &what)?;
        }
        if self.made.remove(from) {
            self.seen.put += 1;
            self.unsettle(folder(to), what);
        } else {
            self.seen.carried += 1;
            self.carry(from, to, what)?;
        }
        self.known.insert(to.to_owned());
        Ok(())
    }

    /// A file that stood already goes on. To a later folder it may go unflushed, if all that it says
    /// was safe where it stood: should the power fail now, it stands too early.
    fn carry(&mut self, from: &Path, to: &Path, what: String) -> Result<(), String> {
        if self.unsettled.contains_key(folder(from)) {
            return Err(format!("{what}, where it was not safe yet"));
        }
        if place(from) >= place(to) {
            self.unsettle(folder(to), what);
        }
        Ok(())
    }

    fn remove(&mut self, path: &Path) -> Result<(), String> {
        self.unflushed.remove(path);
        if path.ends_with("journal") {
            let what = format!("{} was removed", path.display());
            self.all_is_settled(&what)?;
            self.unsettle(folder(path), what);
        }
        Ok(())
    }

    fn log_is_flushed(&self, what: &str) -> Result<(), String> {
        let torn = self.unflushed.iter().any(|path| is_log(path));
        let unnamed = self.unsettled.values().any(|made| made.contains("/log "));
        if self.logged && !torn && !unnamed {
            return Ok(());
        }
        Err(format!("{what} before the log had its line"))
    }

    /// What is staged goes to its place only when the journal is safe.
    fn journal_stands(&self, staged: &Path, what: &str) -> Result<(), String> {
        let machine = staged.ancestors().nth(3).expect("the machine's folder");
        let stands = self.known.contains(&machine.join("journal"));
        if stands && !self.unsettled.contains_key(machine) {
            return Ok(());
        }
        Err(format!("{what} before the journal stood"))
    }

    /// Whether all that `matters` is safe.
    fn is_settled(&self, matters: fn(&Path) -> bool, what: &str) -> Result<(), String> {
        let mut open = self.unflushed.iter().chain(self.unsettled.keys());
        match open.find(|path| matters(path)) {
            Some(open) => Err(format!("{what} before {} was flushed", open.display())),
            None => Ok(()),
        }
    }

    fn all_is_settled(&self, what: &str) -> Result<(), String> {
        if let Some(path) = self.unflushed.first() {
            return Err(format!("{what}, and {} is not flushed", path.display()));
        }
        if let Some((folder, open)) = self.unsettled.first_key_value() {
            return Err(format!(
                "{what}, and {} is not flushed: {open}",
                folder.display()
            ));
        }
        Ok(())
    }
}

fn folder(path: &Path) -> &Path {
    path.parent().expect("a folder")
}

fn is_staged(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str() == "stage")
}

/// Whether it is a paper, or a folder of papers.
fn is_paper(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str() == "papers")
}

fn is_log(path: &Path) -> bool {
    path.ends_with("log") && path.components().any(|part| part.as_os_str() == ".tickler")
}

fn is_dossier(path: &Path) -> bool {
    place(path).is_some() && path.extension().is_some_and(|ending| ending == "json")
}

/// The place that the folder of a file stands for.
fn place(path: &Path) -> Option<Place> {
    folder(path).file_name()?.to_str()?.parse().ok()
}
