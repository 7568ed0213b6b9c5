//! What was done on this machine: one line of JSON a command, written and flushed before the
//! dossiers are. A line whose `op` no dossier has was never done.

use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::folder::{Folder, may_be_as_large};
use super::spot::is_file_stem;
use super::turn::Turn;
use crate::binder::dossier::FORMAT;
use crate::binder::lookup;

/// The file in the machine's folder.
pub(super) const LOG_FILE: &str = "log";

/// The title of a command that takes another back.
pub const UNDO: &str = "undo";

/// The title of a command that does again what was taken back.
pub const REDO: &str = "redo";

/// The title of a repair, which puts files in order and writes no entry of its own.
pub const REPAIR: &str = "check";

/// A command, as the log has it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The command's id; the entries that it wrote carry it.
    pub op: String,
    /// When it was.
    pub at: String,
    /// The manager who did it.
    pub by: String,
    /// What it is called, such as `file`.
    pub title: String,
    /// The command that it takes back, or does again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// The dossiers that it changed.
    #[serde(default)]
    pub dossiers: Vec<Logged>,
    /// The settings as they were and as they became, if it changed them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settings: Option<Turn>,
}

/// A dossier that a command changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Logged {
    /// Its id.
    pub id: Uuid,
    /// The name by which the client is typed.
    pub client: String,
    /// Whose binder it is in since.
    pub manager: String,
    /// The place before; none, if it was new.
    pub from: Option<String>,
    /// The place since.
    pub to: String,
    /// The format of its file before, if that was older than the one it is written in since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub older_format: Option<u64>,
}

impl Record {
    /// Whether what it names can only be in a binder: a log can be edited by hand too.
    fn leads_nowhere_else(&self) -> bool {
        let is_ours = |logged: &Logged| {
            lookup::is_manager_name(&logged.manager) && is_file_stem(&logged.client)
        };
        self.dossiers.iter().all(is_ours)
    }

    /// The formats that files had which it has written in a newer one, one for each file.
    pub fn upgraded(&self) -> impl Iterator<Item = u64> {
        let dossiers = self.dossiers.iter();
        let dossiers = dossiers.filter_map(|logged| logged.older_format);
        let settings = self.settings.as_ref().and_then(|turn| {
            let before = turn.before.get("format")?.as_u64()?;
            (before < FORMAT).then_some(before)
        });
        dossiers.chain(settings)
    }
}

/// Appends a line to the log in the machine's folder, and flushes it.
pub(super) fn append(machine: &Folder, record: &Record) -> io::Result<()> {
    let is_new = !machine.has(LOG_FILE)?;
    let mut file = machine.open_file(LOG_FILE, true)?;
    let mut text = serde_json::to_string(record)? + "\n";
    if !ends_with_line_break(&mut file)? {
        // A crash has torn the line before: it ends here, and this one is whole.
        text.insert(0, '\n');
    }
    may_be_as_large(file.metadata()?.len() + text.len() as u64)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    if is_new { machine.flush() } else { Ok(()) }
}

fn ends_with_line_break(file: &mut (impl Read + Seek)) -> io::Result<bool> {
    if file.seek(SeekFrom::End(0))? == 0 {
        return Ok(true);
    }
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}

/// All commands in the log of a machine, oldest first. A line that was torn by a crash tells of a
/// command that was never done, and is passed over.
///
/// # Errors
/// A log that can't be read.
pub(super) fn read(machine: &Folder) -> Result<Vec<Record>> {
    let lines = raw_lines(machine)
        .with_context(|| format!("{} can't be read", machine.path_of(LOG_FILE).display()))?;
    let records = lines
        .iter()
        .filter_map(|line| serde_json::from_slice(line).ok());
    Ok(records.filter(Record::leads_nowhere_else).collect())
}

/// The lines of the log as they stand, torn ones too.
pub(super) fn raw_lines(machine: &Folder) -> io::Result<Vec<Vec<u8>>> {
    if !machine.has(LOG_FILE)? {
        return Ok(Vec::new());
    }
    let log = BufReader::new(machine.open_file(LOG_FILE, false)?);
    log.split(b'\n').collect()
}
