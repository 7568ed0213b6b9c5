//! Erasing one client for good: the one thing that is not an entry, and can't be taken back.
//!
//! A stone with the id and the time is set first: from then on whatever carries that id is not read
//! any more, so that a crash on the way, or a copy that comes back, shows nobody who was erased.

use std::collections::HashSet;
use std::io;

use anyhow::{Context, Result};
use uuid::Uuid;

use super::folder::{Folder, draft_of};
use super::log::{self, LOG_FILE, Record};
use super::shelves::Shelves;
use super::spot::{Found, Spot};
use super::{OWN_FOLDER, Store};
use crate::binder::Moment;
use crate::binder::entry::moment_text;

/// The folder of the stones.
const FORGOTTEN: &str = "forgotten";

/// The folder of papers, in a folder for each dossier.
const PAPERS: &str = "papers";

/// What was erased with a client.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Erased {
    /// Files of the dossier: itself, copies, drafts, slips.
    pub files: usize,
    /// Its papers.
    pub papers: usize,
    /// Lines of logs that named it.
    pub log_lines: usize,
}

impl Store {
    /// Erases a client everywhere in the store.
    ///
    /// # Errors
    /// A store that can't be written. What was begun is then finished by `check --repair`.
    pub fn forget(&self, found: &Found, by: &str, at: Moment) -> Result<Erased> {
        let change = self.begin(by, at)?;
        let id = found.dossier.id();
        let root = change.root();
        let stone = format!("{}\n", moment_text(at));
        root.make_child(FORGOTTEN)
            .and_then(|stones| stones.replace(&id.to_string(), stone.as_bytes()))
            .with_context(|| format!("{} can't be written", root.path_of(FORGOTTEN).display()))?;
        let erased = change.erase(id)?;
        // When somebody was erased may be known, not who.
        change.log("forget", Vec::new())?;
        Ok(erased)
    }
}

impl Shelves {
    /// The ids of those who were erased, by the stones that are set for them.
    pub(super) fn stones(&self) -> HashSet<Uuid> {
        let stones = self.root().child(FORGOTTEN).ok().flatten();
        let names = stones.map(|stones| stones.names().unwrap_or_default());
        let ids = names.into_iter().flatten();
        ids.filter_map(|(name, _)| name.to_str()?.parse().ok())
            .collect()
    }

    /// Erases all that carries this id.
    ///
    /// # Errors
    /// A file that can't be removed, by name.
    pub(super) fn erase(&self, id: Uuid) -> Result<Erased> {
        let mut erased = Erased::default();
        let mut slugs = HashSet::new();
        for manager in self.binders()? {
            for spot in self.all_spots(&manager, |_| true)? {
                // One that can't be read is nobody's as far as can be told: it stays, and is named.
                if self
                    .read_any(&spot)
                    .is_ok_and(|known| known.is_some_and(|dossier| dossier.id() == id))
                {
                    self.remove_file(&spot)?;
                    erased.files += 1;
                    slugs.insert(spot.slug);
                }
            }
        }
        for manager in self.binders()? {
            erased.files += self.remove_traces(&manager, &slugs)?;
        }
        erased.papers = self.remove_papers(id)?;
        erased.log_lines = self.scrub_logs(id)?;
        Ok(erased)
    }

    fn remove_file(&self, spot: &Spot) -> Result<()> {
        let folder = self.folder_of(spot)?;
        folder
            .remove(&spot.file_name())
            .and_then(|()| folder.flush())
            .with_context(|| format!("{} can't be removed", self.path_of(spot).display()))?;
        if let Some(binder) = self.binder(&spot.manager)? {
            binder.remove_empty_child(&spot.folder.to_string());
        }
        Ok(())
    }

    /// Removes the drafts and slips that go by these names.
    fn remove_traces(&self, manager: &str, slugs: &HashSet<String>) -> Result<usize> {
        let mut count = 0;
        let Some(binder) = self.binder(manager)? else {
            return Ok(count);
        };
        for place in self.places(manager)? {
            let Some(folder) = binder.child(place.to_string())? else {
                continue;
            };
            for slug in slugs {
                for trace in [draft_of(&format!("{slug}.json")), format!("{slug}.slip")] {
                    match folder.remove(&trace) {
                        Ok(()) => count += 1,
                        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                        Err(error) => {
                            let path = folder.path_of(&trace);
                            let failed = format!("{} can't be removed", path.display());
                            return Err(error).context(failed);
                        }
                    }
                }
            }
            binder.remove_empty_child(&place.to_string());
        }
        Ok(count)
    }

    fn remove_papers(&self, id: Uuid) -> Result<usize> {
        let Some(all) = self.root().child(PAPERS)? else {
            return Ok(0);
        };
        let Some(papers) = all.child(id.to_string())? else {
            return Ok(0);
        };
        let mut count = 0;
        for (name, _) in papers.names()? {
            if let Some(name) = name.to_str() {
                let removed = papers.remove(name);
                removed.with_context(|| {
                    format!("{} can't be removed", papers.path_of(name).display())
                })?;
                count += 1;
            }
        }
        all.remove_empty_child(&id.to_string());
        Ok(count)
    }

    /// Takes the client out of the logs of all machines that are in the store.
    fn scrub_logs(&self, id: Uuid) -> Result<usize> {
        let Some(own) = self.root().child(OWN_FOLDER)? else {
            return Ok(0);
        };
        let mut count = 0;
        for (name, _) in own.names()? {
            if let Ok(Some(machine)) = own.child(&name) {
                count += scrub(&machine, id).with_context(|| {
                    format!("{} can't be written", machine.path_of(LOG_FILE).display())
                })?;
            }
        }
        Ok(count)
    }
}

/// Rewrites a log without a client: what else a line names stays.
fn scrub(machine: &Folder, id: Uuid) -> io::Result<usize> {
    let records = log::read(machine).map_err(io::Error::other)?;
    let names = |record: &Record| record.dossiers.iter().any(|logged| logged.id == id);
    let count = records.iter().filter(|record| names(record)).count();
    if count == 0 {
        return Ok(0);
    }
    let mut text = String::new();
    for mut record in records {
        let is_named = names(&record);
        record.dossiers.retain(|logged| logged.id != id);
        if !(is_named && record.dossiers.is_empty() && record.settings.is_none()) {
            text += &(serde_json::to_string(&record)? + "\n");
        }
    }
    machine.replace(LOG_FILE, text.as_bytes())?;
    Ok(count)
}
