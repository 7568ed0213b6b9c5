//! A file of the store that can't be taken: a value that names itself.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserializer;
use serde::de::{IgnoredAny, MapAccess, Visitor};

use crate::binder::dossier::FORMAT;

/// What sort of thing is wrong with a file: decides the way out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Its content, which an editor can mend.
    Content,
    /// It is of a format that this program doesn't know yet.
    Newer,
    /// It is a symbolic link.
    Link,
    /// It is no file or no folder, where there should be one, or far too large.
    Misplaced,
    /// It can't be opened or read.
    Closed,
    /// It has a name by which it can't be typed.
    Misnamed,
}

impl Fault {
    /// What is wrong with the content of a file that has a format of its own.
    pub(super) fn of_content(bytes: &[u8]) -> Self {
        match format_of(bytes) {
            Some(format) if format > FORMAT => Self::Newer,
            _ => Self::Content,
        }
    }

    /// What is wrong where a folder can't be opened.
    pub(super) fn of_folder(error: &io::Error) -> Self {
        let own = error.get_ref().and_then(|own| own.downcast_ref());
        match own {
            Some(Obstacle::Link) => Self::Link,
            Some(Obstacle::NoFolder) => Self::Misplaced,
            None => Self::Closed,
        }
    }
}

/// What stands where a folder, or a file, should be.
#[derive(Clone, Copy, Debug)]
pub(super) enum Obstacle {
    Link,
    NoFolder,
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Link => "it is a symbolic link, and none is followed inside the store",
            Self::NoFolder => "it is no folder",
        })
    }
}

impl std::error::Error for Obstacle {}

/// A file that can't be read, and why. It is never overwritten, moved or deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadFile {
    path: PathBuf,
    fault: Fault,
    why: String,
}

impl BadFile {
    pub(crate) fn new(path: PathBuf, fault: Fault, why: impl Into<String>) -> Self {
        let why = why.into();
        Self { path, fault, why }
    }

    /// A file whose content is wrong, as somebody else has found who understands it.
    #[must_use]
    pub fn content(path: PathBuf, why: impl Into<String>) -> Self {
        Self::new(path, Fault::Content, why)
    }

    /// What a JSON reader said of the file: with line and column, where it names them.
    pub(crate) fn json(path: PathBuf, fault: Fault, error: &serde_json::Error) -> Self {
        Self::new(path, fault, json_fault(error))
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
        self.fault == Fault::Newer
    }

    /// Whether it can't be opened at all, so that nobody can say who is in it.
    #[must_use]
    pub fn is_shut(&self) -> bool {
        self.fault == Fault::Closed
    }

    /// The way out.
    #[must_use]
    pub fn hint(&self) -> String {
        let path = self.path.display();
        match self.fault {
            Fault::Newer => {
                "it was written by a newer tickler: install that one here too".to_owned()
            }
            Fault::Link => {
                format!("put what it points to in its place, or remove the link: rm {path}")
            }
            Fault::Misplaced => {
                format!("look what it is, and move it out of the store: ls -ld {path}")
            }
            Fault::Closed => format!("look at owner and mode: ls -ld {path}"),
            Fault::Misnamed => format!("give it another name: mv {path} NAME.json"),
            Fault::Content => {
                format!("nothing was changed in it; mend it in an editor: `$EDITOR {path}`")
            }
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

/// The format that the bytes of a file say they are of, whatever else is in them.
fn format_of(bytes: &[u8]) -> Option<u64> {
    let mut format = None;
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    // What the reader says of the rest is told elsewhere.
    let _ = reader.deserialize_map(FormatVisitor(&mut format));
    format
}

struct FormatVisitor<'a>(&'a mut Option<u64>);

impl<'de> Visitor<'de> for FormatVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a format")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if key == "format" {
                *self.0 = Some(map.next_value()?);
                return Ok(());
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_known_whatever_follows_it() {
        let cases = [
            (r#"{ "format": 99 }"#, Fault::Newer),
            (r#"{ "format": 99, "#, Fault::Newer),
            (r#"{ "id": [{}], "format": 99 } x"#, Fault::Newer),
            (
                r#"{ "format": 1, "x": "format 99 is newer" "#,
                Fault::Content,
            ),
            (r#"{ "format": "99" }"#, Fault::Content),
            (r#"{ "x": { "format": 99 } }"#, Fault::Content),
            ("[99]", Fault::Content),
            ("", Fault::Content),
        ];
        for (text, fault) in cases {
            assert_eq!(Fault::of_content(text.as_bytes()), fault, "{text}");
        }
    }
}
