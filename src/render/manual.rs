//! Where the manual is, and how to read it.

use serde_json::{Value, json};

use super::cell::Cell;
use super::words::Count;
use super::{Paper, paragraph};
use crate::commands::Manual;

pub(super) fn text(manual: &Manual, paper: Paper) -> String {
    let count = Count(manual.files.len(), "manual page");
    let folder = manual.folder.display();
    let text = format!("Wrote {count} to {folder}; to read them: man tickler, man tickler-file");
    paragraph(Cell::new(text), paper.width)
}

pub(super) fn json(manual: &Manual) -> Value {
    json!({ "folder": manual.folder.display().to_string(), "files": manual.files })
}
