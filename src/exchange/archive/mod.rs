//! Whole dossiers in one file of JSON, with their ids and histories: what leaves one store and comes
//! into another without losing anything.
//!
//! ```json
//! {"format":1,"dossiers":[
//! {"client":"ivan-ivanov","dossier":{"format":1,"id":"…","manager":"anna", …}},
//! …
//! ],"unreadable":[]}
//! ```
//!
//! A dossier a line, so that a file of any size is written, read, searched and compared line by line;
//! but whatever has the same members in another layout is read as well.

mod reader;
mod scanner;

use serde::Serialize;
use serde_json::{Value, json};

use crate::binder::Dossier;

pub use reader::Archive;

/// The format of the file that this program reads and writes; each dossier has its own besides.
pub const FORMAT: u64 = 1;

/// What the file begins with.
#[must_use]
pub fn beginning() -> String {
    format!("{{\"format\":{FORMAT},\"dossiers\":[\n")
}

/// What stands between two dossiers.
pub const BETWEEN: &str = ",\n";

/// A dossier as it is stored, and `client`, the name by which it is typed.
#[must_use]
pub fn piece(client: &str, dossier: &Dossier) -> String {
    #[derive(Serialize)]
    struct Piece<'a> {
        client: &'a str,
        dossier: &'a Dossier,
    }
    // What is in a dossier can be written.
    serde_json::to_string(&Piece { client, dossier }).unwrap_or_default()
}

/// What the file ends with: of what could not be read the path, and why.
#[must_use]
pub fn end<'a>(unreadable: impl Iterator<Item = (String, &'a str)>) -> String {
    let unreadable = unreadable.map(|(path, why)| json!({ "path": path, "why": why }));
    let unreadable: Vec<Value> = unreadable.collect();
    format!("\n],\"unreadable\":{}}}\n", Value::Array(unreadable))
}
