//! What was done on this machine: one line of JSON a command, written and flushed before the
//! dossiers are. A line whose `op` no dossier has was never done.

use std::io::{self, Read, Seek, SeekFrom, Write};

use serde_json::{Value, json};

use super::folder::Folder;

/// The file in the machine's folder.
pub(super) const LOG_FILE: &str = "log";

/// A dossier that a command changed, as its log line says.
pub(super) struct Logged<'a> {
    pub(super) id: String,
    pub(super) client: &'a str,
    pub(super) from: Option<String>,
    pub(super) to: String,
}

/// One line of the log.
pub(super) struct LogLine<'a> {
    pub(super) op: &'a str,
    pub(super) at: String,
    pub(super) by: &'a str,
    pub(super) title: &'a str,
    pub(super) dossiers: Vec<Logged<'a>>,
    /// The settings as they were, if the command changes them.
    pub(super) settings_before: Option<Value>,
}

impl LogLine<'_> {
    fn to_text(&self) -> String {
        let dossiers = self.dossiers.iter().map(
            |one| json!({ "id": one.id, "client": one.client, "from": one.from, "to": one.to }),
        );
        let mut line = json!({
            "op": self.op, "at": self.at, "by": self.by, "title": self.title,
            "dossiers": dossiers.collect::<Vec<_>>(),
        });
        if let Some(before) = &self.settings_before {
            line["settings_before"] = before.clone();
        }
        format!("{line}\n")
    }
}

/// Appends a line to the log in the machine's folder, and flushes it.
pub(super) fn append(machine: &Folder, line: &LogLine<'_>) -> io::Result<()> {
    let is_new = !machine.has(LOG_FILE);
    let mut file = machine.open_file(LOG_FILE, true)?;
    let mut text = line.to_text();
    if !ends_with_line_break(&mut file)? {
        // A crash has torn the line before: it ends here, and this one is whole.
        text.insert(0, '\n');
    }
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
