//! Many files in one piece (data.md, *Several dossiers*): staged, flushed once, and put in place
//! from a journal that the next command finishes if this one can't.
//!
//! The journal is the moment of truth: without it a stage is thrown away, with it every file comes
//! to its place, and nothing else is touched.

use std::fmt;
use std::io;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use uuid::Uuid;

use super::SETTINGS_FILE;
use super::bad_file::{BadFile, Fault};
use super::folder::Folder;
use super::open_folders::OpenFolders;
use super::relay::Relayed;
use super::shelve::Write;
use super::shelves::{Shelves, opened, parse};
use super::spot::{Spot, is_file_stem};
use super::stage::{STAGE_FOLDER, clear_stage, open_stage};
use crate::binder::dossier::FORMAT;
use crate::binder::lookup;
use crate::binder::lookup::is_manager_name;

/// The file in the machine's folder.
pub(super) const JOURNAL_FILE: &str = "journal";

/// The name of the settings in a stage.
const STAGED_SETTINGS: &str = "settings";

/// What is to be put in place.
#[derive(Debug)]
struct Journal {
    op: Uuid,
    files: Vec<Staged>,
    settings: bool,
}

/// One dossier in the stage.
#[derive(Debug)]
struct Staged {
    /// Where it is to stand.
    to: Spot,
    /// Where it stood; never `to`.
    old: Vec<Spot>,
}

/// Writes all these dossiers, and the settings if they are given: all or nothing. Those that are
/// `relayed` are in the stage already, under their numbers.
///
/// # Errors
/// What the file system says, with the path. Up to the moment of truth the store is as it was;
/// after it, the next command finishes what is left.
pub(super) fn put_all(
    shelves: &Shelves,
    machine: &Folder,
    op: Uuid,
    relayed: &[Relayed],
    writes: &[Write],
    settings: Option<&str>,
) -> Result<()> {
    let relayed = relayed.iter().map(|one| Staged::of(&one.was, &one.spot));
    let written = writes.iter().map(|one| Staged::of(&one.was, &one.spot));
    let journal = Journal {
        op,
        files: relayed.chain(written).collect(),
        settings: settings.is_some(),
    };
    let mut open = OpenFolders::new(shelves);
    let staged = open
        .make_all(journal.files.iter().map(|staged| &staged.to))
        .and_then(|()| stage(machine, &journal, writes, settings));
    if let Err(error) = staged {
        // Else the stage stays whole: a journal that a power cut brings back is to find all of it.
        if is_taken_back(machine) {
            clear_stage(machine);
        }
        open.remove_empty();
        return Err(error);
    }
    apply(open, machine, &journal, false).context(PutOff)
}

/// Takes back a journal that stands already, only not flushed: without it nothing was decided.
/// Whether it is gone for good.
fn is_taken_back(machine: &Folder) -> bool {
    match machine.remove(JOURNAL_FILE) {
        Ok(()) => machine.flush().is_ok(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

/// What is said of a change that is stored, though not all of it could be put in place.
#[derive(Clone, Copy, Debug)]
pub struct PutOff;

impl fmt::Display for PutOff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this is stored, and the next command puts the rest of it in place")
    }
}

/// Finishes what an earlier command on this machine has left, and throws away what it had not
/// decided yet.
///
/// # Errors
/// A journal that can't be read, by name; what the file system says.
pub(super) fn finish(shelves: &Shelves, machine: &Folder) -> Result<()> {
    if let Some(journal) = left(machine)? {
        apply(OpenFolders::new(shelves), machine, &journal, true)?;
    }
    clear_stage(machine);
    Ok(())
}

/// The journal that an earlier command has left, if it has.
fn left(machine: &Folder) -> Result<Option<Journal>, BadFile> {
    let Some(bytes) = machine.read_any(JOURNAL_FILE)? else {
        return Ok(None);
    };
    let path = || machine.path_of(JOURNAL_FILE);
    let value: Value = serde_json::from_slice(&bytes)
        .map_err(|error| BadFile::json(path(), Fault::of_content(&bytes), &error))?;
    let format = value.get("format").and_then(Value::as_u64);
    if let Some(newer) = format.filter(|format| *format > FORMAT) {
        let why = format!("format {newer} is newer than this tickler reads ({FORMAT})");
        return Err(BadFile::new(path(), Fault::Newer, why));
    }
    let bad = || BadFile::new(path(), Fault::Content, "is no journal of tickler's");
    Journal::read(&value).ok_or_else(bad).map(Some)
}

/// Why a journal is still there, though every command finishes the one it finds.
pub(super) fn why_unfinished(machine: &Folder) -> Option<String> {
    match left(machine) {
        Ok(None) => None,
        Ok(Some(_)) => Some("it could not be finished: the store can't be written".to_owned()),
        Err(bad) => Some(bad.why().to_owned()),
    }
}

/// Puts a journal that can't be read aside, with what it may have spoken of: from then on the store
/// can be changed again, and nothing that might be wanted is deleted. One of a newer tickler's stays: it
/// is finished by that one.
///
/// # Errors
/// What the file system says.
pub(super) fn set_unreadable_aside(machine: &Folder) -> io::Result<()> {
    match left(machine) {
        Err(bad) if !bad.is_of_a_newer_tickler() => {}
        _ => return Ok(()),
    }
    let aside = format!("aside-{}", Uuid::now_v7());
    let folder = machine.make_child(&aside)?;
    // The stage first: where no journal is, the next command throws it away.
    if machine.has(STAGE_FOLDER)? {
        machine.rename(STAGE_FOLDER, &folder, STAGE_FOLDER)?;
        folder.flush()?;
    }
    machine.rename(JOURNAL_FILE, &folder, JOURNAL_FILE)?;
    folder.flush()?;
    machine.flush()
}

/// Whether an earlier command has left something to finish.
pub(super) fn is_left(machine: &Folder) -> bool {
    // A look that fails is no reason to pass over what is left.
    machine.has(JOURNAL_FILE).unwrap_or(true)
}

fn stage(
    machine: &Folder,
    journal: &Journal,
    writes: &[Write],
    settings: Option<&str>,
) -> Result<()> {
    let stage = open_stage(machine, journal.op)?;
    let put = |name: &str, bytes: &[u8]| {
        stage
            .write_unflushed(name, bytes)
            .with_context(|| format!("{} can't be written", stage.path_of(name).display()))
    };
    let first = journal.files.len() - writes.len();
    for (number, write) in (first..).zip(writes) {
        put(&number.to_string(), &write.bytes()?)?;
    }
    if let Some(settings) = settings {
        put(STAGED_SETTINGS, settings.as_bytes())?;
    }
    let names = (0..journal.files.len()).map(|number| number.to_string());
    let names = names.chain(settings.map(|_| STAGED_SETTINGS.to_owned()));
    stage
        .flush_all(names)
        .and_then(|()| machine.replace(JOURNAL_FILE, journal.to_text().as_bytes()))
        .with_context(|| format!("{} can't be flushed", machine.path().display()))
}

/// Puts every staged file in its place. `again` says that an earlier command has begun with it: then
/// each place is looked at first, since others may have been there since.
fn apply(
    mut open: OpenFolders<'_>,
    machine: &Folder,
    journal: &Journal,
    again: bool,
) -> Result<()> {
    let shelves = open.shelves;
    let stages = opened(machine.child(STAGE_FOLDER), &machine.path_of(STAGE_FOLDER))?;
    let own = journal.op.to_string();
    let stage = stages.map(|stages| opened(stages.child(&own), &stages.path_of(&own)));
    let stage = stage.transpose()?.flatten();
    for (number, staged) in journal.files.iter().enumerate() {
        let placed = put_in_place(&mut open, stage.as_ref(), number, staged, again);
        placed.with_context(|| {
            format!(
                "{} can't be put in place",
                shelves.path_of(&staged.to).display()
            )
        })?;
    }
    let settings = stage.filter(|_| journal.settings);
    if let Some(stage) = settings
        && stage.has(STAGED_SETTINGS)?
    {
        stage
            .rename(STAGED_SETTINGS, shelves.root(), SETTINGS_FILE)
            .with_context(|| {
                format!(
                    "{} can't be written",
                    shelves.root().path_of(SETTINGS_FILE).display()
                )
            })?;
    }
    open.flush(shelves.root())
        .with_context(|| format!("{} can't be flushed", shelves.root().path().display()))?;
    open.remove_empty();
    machine
        .remove(JOURNAL_FILE)
        .and_then(|()| machine.flush())
        .with_context(|| {
            format!(
                "{} can't be removed",
                machine.path_of(JOURNAL_FILE).display()
            )
        })?;
    clear_stage(machine);
    Ok(())
}

fn put_in_place(
    open: &mut OpenFolders<'_>,
    stage: Option<&Folder>,
    number: usize,
    staged: &Staged,
    again: bool,
) -> Result<()> {
    let name = number.to_string();
    let mut to = staged.to.clone();
    if let Some(stage) = stage
        && (!again || stage.has(&name)?)
    {
        if again {
            to = make_room(open, stage, &name, &to)?;
        }
        let folder = open.folder(&to, true)?;
        stage.rename(&name, folder, &to.file_name())?;
    }
    for old in &staged.old {
        if !again || is_within(open, old, &to)? {
            match open
                .folder(old, false)
                .and_then(|folder| folder.remove(old.file_name()))
            {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
                _ => {}
            }
        }
    }
    Ok(())
}

/// Where a staged file may go: a copy of the same dossier that stands there is merged into it, for
/// another client's file it takes the next free name.
fn make_room(open: &mut OpenFolders<'_>, stage: &Folder, name: &str, to: &Spot) -> Result<Spot> {
    let Some(bytes) = stage.read(name)? else {
        return Ok(to.clone());
    };
    let dossier = parse(&bytes, || stage.path_of(name))?;
    let mut free = to.clone();
    for number in 2.. {
        match open.shelves.read(&free) {
            Ok(None) => break,
            Ok(Some(there)) if there.id() == dossier.id() => {
                let merged = Write {
                    was: Vec::new(),
                    spot: free.clone(),
                    dossier: dossier.merge(&there),
                };
                stage.replace(name, &merged.bytes()?)?;
                break;
            }
            // Another client's file, or one that can't be read: it stays as it is.
            Ok(Some(_)) | Err(_) => free.slug = lookup::numbered(&to.slug, number),
        }
    }
    Ok(free)
}

/// Whether all that the dossier at `old` says is in the one at `to`.
fn is_within(open: &mut OpenFolders<'_>, old: &Spot, to: &Spot) -> Result<bool> {
    let Ok(Some(there)) = open.shelves.read(old) else {
        return Ok(false);
    };
    let placed = open.shelves.read(to)?;
    Ok(placed.is_some_and(|placed| placed.id() == there.id() && placed.merge(&there) == placed))
}

impl Staged {
    fn of(was: &[Spot], to: &Spot) -> Self {
        let old = was.iter().filter(|spot| *spot != to);
        Self {
            to: to.clone(),
            old: old.cloned().collect(),
        }
    }
}

impl Journal {
    fn to_text(&self) -> String {
        let spot = |spot: &Spot| json!([spot.manager, spot.folder, spot.slug]);
        let (op, settings) = (self.op.to_string(), self.settings);
        let mut text =
            format!(r#"{{"format":{FORMAT},"op":"{op}","settings":{settings},"files":["#);
        // One by one: the values of all would take more memory than all the rest of a change.
        for (number, staged) in self.files.iter().enumerate() {
            let old: Vec<Value> = staged.old.iter().map(spot).collect();
            let file = json!({ "to": spot(&staged.to), "old": old });
            text.push_str(if number > 0 { "," } else { "" });
            text.push_str(&file.to_string());
        }
        text + "]}"
    }

    /// Takes a journal; `None` if anything in it could lead elsewhere than into a binder.
    fn read(value: &Value) -> Option<Self> {
        let files = value.get("files")?.as_array()?.iter();
        let files = files.map(|file| {
            let old = file.get("old")?.as_array()?.iter();
            Some(Staged {
                to: spot(file.get("to")?)?,
                old: old.map(spot).collect::<Option<_>>()?,
            })
        });
        Some(Self {
            op: value.get("op")?.as_str()?.parse().ok()?,
            settings: value.get("settings")?.as_bool()?,
            files: files.collect::<Option<_>>()?,
        })
    }
}

fn spot(value: &Value) -> Option<Spot> {
    let [manager, folder, slug] = value.as_array()?.as_slice() else {
        return None;
    };
    let slug = slug.as_str()?;
    Some(Spot {
        manager: manager
            .as_str()
            .filter(|name| is_manager_name(name))?
            .to_owned(),
        folder: folder.as_str()?.parse().ok()?,
        slug: Some(slug.to_owned()).filter(|slug| is_file_stem(slug))?,
    })
}
