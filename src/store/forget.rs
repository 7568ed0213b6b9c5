//! Erasing one client for good: the one thing that is not an entry, and can't be taken back.
//!
//! A stone with the id and the time is set first: from then on whatever carries that id is not read
//! any more, so that a crash on the way, or a copy that comes back, shows nobody who was erased.

use std::collections::HashSet;
use std::io;

use anyhow::{Context, Result};
use rustix::fs::FileType;
use serde_json::Value;
use uuid::Uuid;

use super::folder::{Folder, draft_of};
use super::log::{self, LOG_FILE};
use super::papers::PAPERS;
use super::shelves::{Shelves, opened};
use super::slip;
use super::spot::{Found, Spot};
use super::{OWN_FOLDER, Store};
use crate::binder::Moment;
use crate::binder::entry::moment_text;
use crate::binder::slip::YEARLY;

/// The folder of the stones.
const FORGOTTEN: &str = "forgotten";

/// How deep folders may lie in each other among the papers of a client, where somebody has put
/// some, and are erased with them.
const FOLDERS_IN_PAPERS: usize = 16;

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
        let mut change = self.begin(by, at)?;
        let id = found.dossier.id();
        let root = change.root();
        let stone = format!("{}\n", moment_text(at));
        root.make_child(FORGOTTEN)
            .and_then(|stones| stones.replace(&id.to_string(), stone.as_bytes()))
            .with_context(|| format!("{} can't be written", root.path_of(FORGOTTEN).display()))?;
        change.forget_loans(id)?;
        let erased = change.erase(&HashSet::from([id]))?;
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

    /// Erases all that carries one of these ids: dossiers and copies, drafts, slips and what others
    /// have left of them, papers, what waits in a stage or was set aside, and the lines of logs.
    ///
    /// # Errors
    /// A file that can't be removed, by name.
    pub(super) fn erase(&self, ids: &HashSet<Uuid>) -> Result<Erased> {
        let mut erased = Erased::default();
        if ids.is_empty() {
            return Ok(erased);
        }
        let ids_as_text: Vec<String> = ids.iter().map(Uuid::to_string).collect();
        let mut slugs = HashSet::new();
        for manager in self.binders()? {
            for spot in self.all_spots(&manager, |_| true)? {
                // One that can't be read is nobody's as far as can be told: it stays, and is named.
                let dossier = self.read_any(&spot).ok().flatten();
                if dossier.is_some_and(|dossier| ids.contains(&dossier.id())) {
                    self.remove_file(&spot)?;
                    erased.files += 1;
                    slugs.insert(spot.slug);
                }
            }
        }
        let is_trace = |name: &str| {
            let names = |slug: &String| [draft_of(&format!("{slug}.json")), slip::name_of(slug)];
            slugs.iter().flat_map(names).any(|trace| name == trace)
        };
        for manager in self.binders()? {
            for place in self.places(&manager)? {
                let spot = Spot {
                    manager: manager.clone(),
                    folder: place,
                    slug: String::new(),
                };
                let Ok(folder) = self.folder_of(&spot) else {
                    continue;
                };
                erased.files += remove_where(&folder, |name| {
                    is_trace(name)
                        || (!is_dossier(name) && file_carries(&folder, name, &ids_as_text))
                })?;
                if let Some(binder) = self.binder(&manager)? {
                    binder.remove_empty_child(&place.to_string());
                }
            }
        }
        for manager in self.binders()? {
            if let Some((yearly, days)) = self.yearly(&manager)? {
                for day in days {
                    if let Ok(Some(folder)) = yearly.child(&day) {
                        erased.files += remove_where(&folder, is_trace)?;
                        yearly.remove_empty_child(&day);
                    }
                }
                if let Some(binder) = self.binder(&manager)? {
                    binder.remove_empty_child(YEARLY);
                }
            }
        }
        erased.files += self.erase_waiting(&ids_as_text)?;
        for id in ids {
            erased.papers += self.remove_papers(*id)?;
        }
        erased.log_lines = self.scrub_logs(&ids_as_text, &slugs)?;
        Ok(erased)
    }

    fn remove_file(&self, spot: &Spot) -> Result<()> {
        let folder = self.folder_of(spot)?;
        folder
            .remove(spot.file_name())
            .and_then(|()| folder.flush())
            .with_context(|| format!("{} can't be removed", self.path_of(spot).display()))?;
        if let Some(binder) = self.binder(&spot.manager)? {
            binder.remove_empty_child(&spot.folder.to_string());
        }
        Ok(())
    }

    /// Removes what carries an id from the stages of all machines, and from what was set aside.
    fn erase_waiting(&self, ids: &[String]) -> Result<usize> {
        let mut count = 0;
        let mut folders: Vec<(Folder, usize)> = self
            .machines()?
            .into_iter()
            .map(|machine| (machine, 0))
            .collect();
        while let Some((folder, depth)) = folders.pop() {
            for (name, _) in folder.names()? {
                if let Ok(Some(below)) = folder.child(&name) {
                    folders.push((below, depth + 1));
                }
            }
            if depth > 0 {
                count += remove_where(&folder, |name| file_carries(&folder, name, ids))?;
            }
        }
        Ok(count)
    }

    /// The folders of all machines that are in the store.
    fn machines(&self) -> Result<Vec<Folder>> {
        let Some(own) = self.root().child(OWN_FOLDER)? else {
            return Ok(Vec::new());
        };
        let names = own.names()?.into_iter();
        Ok(names
            .filter_map(|(name, _)| own.child(&name).ok()?)
            .collect())
    }

    fn remove_papers(&self, id: Uuid) -> Result<usize> {
        let root = self.root();
        let Some(all) = opened(root.child(PAPERS), &root.path_of(PAPERS))? else {
            return Ok(0);
        };
        let own = id.to_string();
        let Some(papers) = opened(all.child(&own), &all.path_of(&own))? else {
            return Ok(0);
        };
        let count = remove_all(&papers, FOLDERS_IN_PAPERS)?;
        all.remove_empty_child(&own);
        all.flush()?;
        Ok(count)
    }

    /// Takes the clients out of the logs of all machines that are in the store.
    fn scrub_logs(&self, ids: &[String], slugs: &HashSet<String>) -> Result<usize> {
        let mut count = 0;
        for machine in self.machines()? {
            count += scrub(&machine, ids, slugs).with_context(|| {
                format!("{} can't be written", machine.path_of(LOG_FILE).display())
            })?;
        }
        Ok(count)
    }
}

fn carries_one(bytes: &[u8], ids: &[String]) -> bool {
    ids.iter()
        .any(|id| memchr::memmem::find(bytes, id.as_bytes()).is_some())
}

/// Whether a file is a dossier's, which is told by what it says itself.
fn is_dossier(name: &str) -> bool {
    !name.starts_with('.') && name.strip_suffix(".json").is_some()
}

fn file_carries(folder: &Folder, name: &str, ids: &[String]) -> bool {
    // What can't be read is nobody's as far as can be told: it stays, and check names it.
    let bytes = folder.read(name).ok().flatten();
    bytes.is_some_and(|bytes| carries_one(&bytes, ids))
}

/// Removes the files whose names fit; how many there were.
fn remove_where(folder: &Folder, fits: impl Fn(&str) -> bool) -> Result<usize> {
    let mut count = 0;
    for (name, _) in folder.names()? {
        if let Some(name) = name.to_str().filter(|name| fits(name)) {
            let removed = folder.remove(name);
            removed
                .with_context(|| format!("{} can't be removed", folder.path_of(name).display()))?;
            count += 1;
        }
    }
    if count > 0 {
        folder.flush()?;
    }
    Ok(count)
}

/// Removes all that is in a folder, whoever has put it there; how many files there were. Links are
/// removed, and not followed.
fn remove_all(folder: &Folder, depth: usize) -> Result<usize> {
    let mut count = 0;
    for (name, _) in folder.names()? {
        let (kind, _) = folder.look_at(&name)?;
        if kind == FileType::Directory {
            let below = folder.child(&name)?.filter(|_| depth > 0);
            let below = below.map(|below| remove_all(&below, depth - 1));
            count += below.transpose()?.unwrap_or(0);
        }
        let removed = match kind {
            FileType::Directory => folder.remove_child(&name),
            _ => folder.remove(&name).inspect(|()| count += 1),
        };
        removed.with_context(|| format!("{} can't be removed", folder.path_of(&name).display()))?;
    }
    folder.flush()?;
    Ok(count)
}

/// Rewrites a log without these clients: all else that is in it stays as it is, whoever wrote it.
fn scrub(machine: &Folder, ids: &[String], slugs: &HashSet<String>) -> io::Result<usize> {
    let lines = log::raw_lines(machine)?;
    let mut count = 0;
    let mut text = Vec::new();
    for line in lines {
        match scrubbed(&line, ids, slugs) {
            Scrubbed::AsItWas => text.extend([line, vec![b'\n']].concat()),
            Scrubbed::Without(rest) => {
                count += 1;
                text.extend(rest.into_iter().flat_map(|rest| (rest + "\n").into_bytes()));
            }
        }
    }
    if count > 0 {
        machine.replace(LOG_FILE, &text)?;
    }
    Ok(count)
}

/// What becomes of a line of a log.
enum Scrubbed {
    AsItWas,
    /// The client is taken out, with what is left of the line if anything is.
    Without(Option<String>),
}

fn scrubbed(line: &[u8], ids: &[String], slugs: &HashSet<String>) -> Scrubbed {
    let names = |slug: &String| {
        let client = format!("\"client\":\"{slug}\"");
        memchr::memmem::find(line, client.as_bytes()).is_some()
    };
    let Ok(mut record) = serde_json::from_slice::<Value>(line) else {
        // Torn by a crash: what it tells of was never done.
        let is_named = carries_one(line, ids) || slugs.iter().any(names);
        return if is_named {
            Scrubbed::Without(None)
        } else {
            Scrubbed::AsItWas
        };
    };
    let Some(dossiers) = record.get_mut("dossiers").and_then(Value::as_array_mut) else {
        return Scrubbed::AsItWas;
    };
    let before = dossiers.len();
    let is_one = |logged: &Value| {
        let id = logged.get("id").and_then(Value::as_str).unwrap_or_default();
        ids.iter().any(|known| known == id)
    };
    dossiers.retain(|logged| !is_one(logged));
    match (before, dossiers.len()) {
        (before, after) if before == after => Scrubbed::AsItWas,
        (_, 0) if record.get("settings").is_none() => Scrubbed::Without(None),
        _ => Scrubbed::Without(Some(record.to_string())),
    }
}
