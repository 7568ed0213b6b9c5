//! A file of the store that can't be taken: a value that names itself.

use std::fmt;
use std::path::{Path, PathBuf};

/// A file that can't be read, and why. It is never overwritten, moved or deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadFile {
    path: PathBuf,
    why: String,
}

impl BadFile {
    pub(crate) fn new(path: PathBuf, why: impl Into<String>) -> Self {
        let why = why.into();
        Self { path, why }
    }

    /// What a JSON reader said of the file: with line and column, where it names them.
    pub(crate) fn json(path: PathBuf, error: &serde_json::Error) -> Self {
        Self::new(path, json_fault(error))
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What is wrong with it, with line and column where there are any.
    #[must_use]
    pub fn why(&self) -> &str {
        &self.why
    }

    /// Whether it is of a format that this program doesn't know yet.
    pub(crate) fn is_of_a_newer_tickler(&self) -> bool {
        self.why.contains("newer than this tickler")
    }

    /// The way out.
    #[must_use]
    pub fn hint(&self) -> String {
        let path = self.path.display();
        let says = |what: &str| self.why.contains(what);
        if self.is_of_a_newer_tickler() {
            "it was written by a newer tickler: install that one here too".to_owned()
        } else if says("symbolic link") {
            format!("put what it points to in its place, or remove the link: rm {path}")
        } else if says("no file") || says("no folder") || says("larger than") {
            format!("look what it is, and move it out of the store: ls -ld {path}")
        } else if says("can't be") {
            format!("look at owner and mode: ls -ld {path}")
        } else {
            format!("nothing was changed in it; mend it in an editor: `$EDITOR {path}`")
        }
    }
}

impl fmt::Display for BadFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.why)
    }
}

impl std::error::Error for BadFile {}

/// What a JSON reader said, with line and column in front, where it names them.
pub(super) fn json_fault(error: &serde_json::Error) -> String {
    let place = match error.line() {
        0 => String::new(),
        line => format!("line {line}, column {}: ", error.column()),
    };
    let text = error.to_string();
    let what = if error.is_eof() {
        "the file ends too early"
    } else {
        text.split(" at line ").next().unwrap_or(&text)
    };
    format!("{place}{what}")
}
