//! A text in the person's editor: a private file in a private folder, thrown away afterwards.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, ErrorKind, IsTerminal, Read, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use super::private_file;
use super::surroundings::said;
use crate::binder::Refusal;
use crate::commands::{Draft, WaysOut};

/// The editor where none is named.
const USUAL: &str = "vi";

/// The most that is taken from an editor, in bytes: 16 MiB, far more than anything that is edited has.
const LARGEST: u64 = 16 << 20;

/// An editor that failed, or left nothing.
#[derive(Debug)]
pub(super) struct EditorFailed {
    why: String,
    ways: WaysOut,
}

impl EditorFailed {
    pub(super) fn hint(&self) -> String {
        let WaysOut { again, without } = &self.ways;
        format!("name another, as in EDITOR=nano {again}; or do without one: {without}")
    }
}

impl fmt::Display for EditorFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.why)
    }
}

impl std::error::Error for EditorFailed {}

/// The file, and what stood in it at first.
pub(super) struct PrivateFile {
    folder: PathBuf,
    file: PathBuf,
    first: Vec<u8>,
    ways: WaysOut,
    kept: bool,
    at_terminal: bool,
}

impl PrivateFile {
    /// Writes `text` into a file called `name` in a new folder among the temporary ones.
    pub(super) fn new(name: &str, text: &[u8], ways: WaysOut, at_terminal: bool) -> Result<Self> {
        let folder = private_file::folder();
        let draft = Self {
            file: folder.join(name),
            folder,
            first: text.to_owned(),
            ways,
            kept: false,
            at_terminal,
        };
        let made = private_file::make(&draft.folder, name);
        let written = made.and_then(|mut file| file.write_all(text));
        written.with_context(|| format!("{} can't be written", draft.file.display()))?;
        Ok(draft)
    }

    /// That the editor has failed, with the way out.
    fn failed(&self, why: String) -> anyhow::Error {
        let ways = self.ways.clone();
        EditorFailed { why, ways }.into()
    }

    /// What stands in the file now.
    fn saved(&self) -> io::Result<Vec<u8>> {
        let mut saved = Vec::new();
        let file = File::open(&self.file)?;
        file.take(LARGEST + 1).read_to_end(&mut saved)?;
        if saved.len() as u64 > LARGEST {
            return Err(io::Error::other("it is larger than 16 MiB"));
        }
        Ok(saved)
    }

    /// The editor's command line: the user's own, `$VISUAL`, `$EDITOR`, or the usual one.
    fn editor(&self, of_user: Option<&str>) -> Result<String, Refusal> {
        of_user
            .map(str::to_owned)
            .or_else(|| said("VISUAL"))
            .or_else(|| said("EDITOR"))
            .or_else(|| self.at_terminal.then(|| USUAL.to_owned()))
            .ok_or(Refusal::NoEditor)
    }
}

impl Draft for PrivateFile {
    fn edit(&mut self, of_user: Option<&str>) -> Result<Vec<u8>> {
        let editor = self.editor(of_user)?;
        // The shell takes the command line apart, as it is written in a profile: `code --wait`.
        let mut command = Command::new("sh");
        command.args(["-c", &format!("{editor} \"$@\""), &editor]);
        command.arg(&self.file);
        if !io::stdout().is_terminal() {
            // Standard output is the answer's alone.
            command.stdout(Stdio::from(io::stderr()));
        }
        let status = command
            .status()
            .map_err(|error| self.failed(format!("the editor `{editor}` can't be run: {error}")))?;
        if !status.success() {
            return Err(self.failed(format!("the editor `{editor}` failed ({status})")));
        }
        self.saved().map_err(|error| {
            let file = self.file.display();
            self.failed(format!(
                "what the editor `{editor}` left can't be read: {file}: {error}"
            ))
        })
    }

    fn keep(&mut self) -> Option<PathBuf> {
        self.kept = match self.saved() {
            Ok(saved) => saved != self.first,
            Err(error) => error.kind() != ErrorKind::NotFound,
        };
        self.kept.then(|| self.file.clone())
    }
}

impl Drop for PrivateFile {
    fn drop(&mut self) {
        if !self.kept {
            // One that can't be removed is private still.
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}
