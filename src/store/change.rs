//! The one way to write. A change takes the lock, reads what it changes under it, and is stored
//! whole: logged first, then the dossiers.

use std::collections::HashSet;
use std::fs::File;
use std::ops::Deref;
use std::path::Path;

use anyhow::{Context, Result};
use uuid::Uuid;

use super::bad_file::{BadFile, Fault};
use super::folder::Folder;
use super::furnish::furnish;
use super::journal;
use super::kept_papers::PaperFiles;
use super::loans::Lending;
use super::log::{self, Logged, Record};
use super::open_folders::OpenFolders;
use super::relay::{Relay, Relayed};
use super::shelve::{Write, shelve};
use super::shelves::Shelves;
use super::slip::{self, Pointers};
use super::spot::{Found, Spot};
use super::stage::clear_stage;
use super::take_back::{TakenBack, Which};
use super::turn::Turn;
use super::written::Written;
use super::{LOCK_FILE, OWN_FOLDER, SETTINGS_FILE, Settings, Store, machine, read_settings};
use crate::binder::entry::moment_text;
use crate::binder::{Dossier, Entry, Kind, Moment, lookup};

/// A change in the making. It reads like [`Shelves`], under the lock; what is put into it is
/// written when the closure that was given to [`Store::change`] has returned.
#[derive(Debug)]
pub struct Change {
    pub(super) shelves: Shelves,
    pub(super) machine: Folder,
    pub(super) op: Uuid,
    pub(super) at: Moment,
    pub(super) by: String,
    of: Option<String>,
    pub(super) writes: Vec<Write>,
    pub(super) relayed: Vec<Relayed>,
    /// Papers that were put in their place for what is written.
    pub(super) kept_papers: PaperFiles,
    pub(super) settings: Settings,
    settings_before: Settings,
    /// Whether no dossier from elsewhere lacks a slip.
    pub(super) has_all_slips: bool,
    _lock: File,
}

impl Deref for Change {
    type Target = Shelves;

    fn deref(&self) -> &Shelves {
        &self.shelves
    }
}

impl Store {
    /// Changes the store: all that `make` puts into the [`Change`], or nothing.
    ///
    /// `title` names the command in the log, `by` is the manager who does it, `at` the moment. If
    /// `make` refuses, nothing is written, but for the folders of a store that was not there yet.
    ///
    /// # Errors
    /// What `make` says; a store that can't be locked or written.
    pub fn change<T>(
        &self,
        title: &str,
        by: &str,
        at: Moment,
        make: impl FnOnce(&mut Change) -> Result<T>,
    ) -> Result<T> {
        let mut change = self.begin(by, at)?;
        let value = make(&mut change).inspect_err(|_| {
            if !change.relayed.is_empty() {
                clear_stage(&change.machine);
            }
        });
        let kept_papers = std::mem::take(&mut change.kept_papers);
        let stored = match value {
            Ok(value) => change
                .settle_papers(&kept_papers)
                .and_then(|()| change.store(title))
                .map(|()| value),
            Err(error) => {
                drop(change);
                Err(error)
            }
        };
        if stored.is_err() && !kept_papers.is_empty() {
            // What can't be removed is a finding of the next check.
            let _ = self
                .begin(by, at)
                .and_then(|change| change.remove_if_unnamed(&kept_papers, true));
        }
        stored
    }

    /// Takes the lock and opens the store for one change.
    pub(super) fn begin(&self, by: &str, at: Moment) -> Result<Change> {
        let root = Folder::make(&self.path).with_context(|| cant_write(&self.path))?;
        let lock = root
            .make_child(OWN_FOLDER)
            .and_then(|own| own.open_file(LOCK_FILE, true))
            .and_then(|lock| lock.lock().map(|()| lock))
            .with_context(|| cant_write(&root.path_of(OWN_FOLDER).join(LOCK_FILE)))?;
        furnish(&root).with_context(|| cant_write(root.path()))?;
        let own = root.make_child(OWN_FOLDER)?;
        let id = machine::id(&self.state)?;
        let machine = own
            .make_child(&id)
            .with_context(|| cant_write(&own.path_of(&id)))?;
        let shelves = Shelves::new(root);
        let was_cut_off = journal::is_left(&machine);
        journal::finish(&shelves, &machine)?;
        let settings = read_settings(shelves.root())?;
        if was_cut_off {
            let _ = self.settings_since.set(settings.clone());
        }
        let mut change = Change {
            shelves,
            machine,
            op: Uuid::now_v7(),
            at,
            by: by.to_owned(),
            of: None,
            writes: Vec::new(),
            relayed: Vec::new(),
            kept_papers: PaperFiles::new(),
            settings_before: settings.clone(),
            settings,
            has_all_slips: false,
            _lock: lock,
        };
        change.make_slips_from_elsewhere();
        Ok(change)
    }
}

fn cant_write(path: &Path) -> String {
    format!("{} can't be written", path.display())
}

impl Change {
    /// A new entry of this command.
    #[must_use]
    pub fn entry(&self, kind: Kind) -> Entry {
        Entry::new(&self.op.to_string(), self.at, &self.by, kind)
    }

    /// Writes a dossier that was read in this change, with the entry that changes it.
    pub fn put(&mut self, found: Found, entry: Entry) -> Written {
        let written = found.with(entry);
        let (dossier, slug) = (written.dossier.clone(), written.client.clone());
        self.writes.push(Write::new(found.spots, dossier, slug));
        written
    }

    /// Writes a dossier where it belongs, under the name `slug`, with no entry but that of hand
    /// edits: for a repair.
    ///
    /// # Errors
    /// A dossier that could not be read again; it is left out of the change.
    pub(super) fn settle(&mut self, found: Found, slug: String) -> Result<()> {
        let mut dossier = found.dossier;
        dossier.take_in_hand_edits(self.at);
        let write = Write::new(found.spots, dossier, slug);
        write.bytes()?;
        self.writes.push(write);
        Ok(())
    }

    /// Merges a copy that stands outside its shelf into its dossier; whether there is such a one,
    /// which can take it.
    pub(super) fn merge_in(&mut self, copy: &Dossier) -> Result<bool> {
        let mut writes = self.writes.iter_mut();
        if let Some(write) = writes.find(|write| write.dossier.id() == copy.id()) {
            let Write { was, spot, dossier } = &*write;
            let merged = Write::new(was.clone(), dossier.merge(copy), spot.slug.clone());
            let can_take_it = merged.bytes().is_ok();
            if can_take_it {
                *write = merged;
            }
            return Ok(can_take_it);
        }
        let Some(mut found) = self.of_ids(&HashSet::from([copy.id()]))?.into_iter().next() else {
            return Ok(false);
        };
        found.dossier = found.dossier.merge(copy);
        let slug = found.slug().to_owned();
        Ok(self.settle(found, slug).is_ok())
    }

    /// Makes a new dossier by its first entry, under a file name that no other has in the store.
    ///
    /// # Errors
    /// A folder that can't be read.
    pub fn add(&mut self, first: Entry) -> Result<Written> {
        let dossier = Dossier::new(Uuid::now_v7(), first);
        let slug = self.free_slug(dossier.name())?;
        let written = Written {
            client: slug.clone(),
            from: None,
            dossier: dossier.clone(),
        };
        self.writes.push(Write::new(Vec::new(), dossier, slug));
        Ok(written)
    }

    fn free_slug(&self, name: &str) -> Result<String> {
        let wanted = lookup::slug(name);
        let managers = self.binders()?;
        for number in 1.. {
            let slug = lookup::numbered(&wanted, number);
            let mut is_free = self.writes.iter().all(|write| write.spot.slug != slug);
            for manager in &managers {
                is_free = is_free && self.spots_of(manager, &slug)?.is_empty();
            }
            if is_free {
                return Ok(slug);
            }
        }
        unreachable!("the numbers don't end before a name is free")
    }

    /// What taking back a command of the manager who makes this change comes to, or doing it
    /// again: with the spots of its dossiers. `None` if there is none.
    ///
    /// # Errors
    /// A log, a folder or settings that can't be read.
    pub fn last_command(&self, which: Which<'_>) -> Result<Option<TakenBack<Vec<Spot>>>> {
        let spots = |_: &Record, _: &str, found: Found| found.spots;
        self.shelves
            .last_command(&self.machine, &self.by, which, spots)
    }

    /// Takes a command back, or does it again: an entry in each of its dossiers, and its settings.
    /// What `take` makes of each goes through.
    ///
    /// # Errors
    /// As [`Change::put_each`].
    pub fn take_back<T: Send>(
        &mut self,
        taken: &TakenBack<Vec<Spot>>,
        take: impl Fn(usize, &Dossier, Relay) -> T + Sync,
    ) -> Result<Vec<T>> {
        for (key, value) in &taken.settings {
            self.settings.put_back(key, value);
        }
        self.of = Some(taken.of.clone());
        let entry = self.entry(Kind::Undo).with("of", taken.of.as_str());
        self.put_each(&taken.found, |_, _| entry.clone(), take)
    }

    /// The settings, to be changed.
    pub fn settings_mut(&mut self) -> &mut Settings {
        &mut self.settings
    }

    /// Writes the settings, with nothing lent of the dossier of this id any more.
    ///
    /// # Errors
    /// Settings that can't be written.
    pub(super) fn forget_loans(&mut self, id: Uuid) -> Result<()> {
        self.settings.note_loans(&[Lending::none(id, "")]);
        if self.settings == self.settings_before {
            return Ok(());
        }
        self.write(Some(self.settings.to_text()))
    }

    /// Writes this command's line into the log, and flushes it.
    pub(super) fn log(&self, title: &str, dossiers: Vec<Logged>) -> Result<()> {
        let (before, after) = (self.settings_before.said(), self.settings.said());
        let settings = (after != before).then_some(Turn { before, after });
        let record = Record {
            op: self.op.to_string(),
            at: moment_text(self.at),
            by: self.by.clone(),
            title: title.to_owned(),
            of: self.of.clone(),
            dossiers,
            settings,
        };
        log::append(&self.machine, &record)
            .with_context(|| cant_write(&self.machine.path_of(log::LOG_FILE)))
    }

    /// Writes all that was put into the change.
    pub(super) fn store(mut self, title: &str) -> Result<()> {
        self.store_all(title)?;
        self.mark_slips_made();
        Ok(())
    }

    fn store_all(&mut self, title: &str) -> Result<()> {
        if !self.prepare()? {
            return Ok(());
        }
        let written = self.writes.iter().map(|write| Logged {
            id: write.dossier.id(),
            client: write.spot.slug.clone(),
            manager: write.spot.manager.clone(),
            from: write.was.first().map(|spot| spot.folder.to_string()),
            to: write.spot.folder.to_string(),
            older_format: write.dossier.older_format(),
        });
        let relayed = self.relayed.iter().map(Relayed::logged);
        self.log(title, relayed.chain(written).collect())?;
        let slips: Vec<Pointers> = self.writes.iter().map(Pointers::of).collect();
        let slips: Vec<&Pointers> = slips
            .iter()
            .chain(self.relayed.iter().map(Relayed::slips))
            .collect();
        slip::put(
            &self.shelves,
            slips.iter().flat_map(|one| one.needed.iter().cloned()),
        )?;
        let settings = self.settings != self.settings_before;
        self.write(settings.then(|| self.settings.to_text()))?;
        slip::take_away(
            &self.shelves,
            slips.iter().flat_map(|one| one.stale.iter().cloned()),
        );
        Ok(())
    }

    /// Makes ready what is to be written, and refuses what can't be before anything is logged. Whether
    /// there is anything.
    pub(super) fn prepare(&mut self) -> Result<bool> {
        let mut open = OpenFolders::new(&self.shelves);
        for write in &mut self.writes {
            clear_the_way(&mut open, write)?;
        }
        self.clear_the_way_of_relayed()?;
        let lendings = self.relayed.iter().map(|one| one.lending().clone());
        let written = self.writes.iter().map(|write| Lending::of(&write.dossier));
        let lendings: Vec<Lending> = lendings.chain(written).collect();
        self.settings.note_loans(&lendings);
        for write in &self.writes {
            write.bytes()?;
        }
        let settings_changed = self.settings != self.settings_before;
        Ok(!self.writes.is_empty() || !self.relayed.is_empty() || settings_changed)
    }

    /// Writes the dossiers, and the settings if they are given.
    fn write(&self, settings: Option<String>) -> Result<()> {
        match (self.writes.as_slice(), settings) {
            ([], Some(settings)) if self.relayed.is_empty() => {
                let root = self.shelves.root();
                root.replace(SETTINGS_FILE, settings.as_bytes())
                    .with_context(|| cant_write(&root.path_of(SETTINGS_FILE)))
            }
            ([one], None) if self.relayed.is_empty() && !one.changes_hands() => {
                shelve(&self.shelves, one)
            }
            (many, settings) => journal::put_all(
                &self.shelves,
                &self.machine,
                self.op,
                &self.relayed,
                many,
                settings.as_deref(),
            ),
        }
    }
}

/// Looks at what stands where a dossier is to go: a copy of it is merged into it.
///
/// # Errors
/// Another client's file, or one that can't be read: neither is ever written over.
fn clear_the_way(open: &mut OpenFolders<'_>, write: &mut Write) -> Result<()> {
    if write.was.contains(&write.spot) {
        return Ok(());
    }
    let Some(there) = open.read(&write.spot)? else {
        return Ok(());
    };
    let shelves = open.shelves;
    if there.id() != write.dossier.id() {
        let own = write.was.first().map_or_else(
            || write.dossier.name().to_owned(),
            |spot| shelves.path_of(spot).display().to_string(),
        );
        let why = format!("is another client's, and stands where {own} is to go");
        return Err(BadFile::new(shelves.path_of(&write.spot), Fault::Content, why).into());
    }
    write.dossier = write.dossier.merge(&there);
    write.was.insert(0, write.spot.clone());
    Ok(())
}
