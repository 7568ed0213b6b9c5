//! The files that are taken in: opened as often as they have to be, and told apart by their content.

use std::fs::{self, File};
use std::io::{self, BufReader, Cursor, Read};
use std::path::Path;
use std::sync::Arc;

use clap::ValueEnum;

use super::super::desk::Desk;
use crate::binder::ImportRefusal;

/// The most bytes that are held of what can be read only once, such as standard input.
const MOST_HELD: u64 = 64 << 20;

/// How much of a file is looked at to tell what it is.
const BEGINNING: u64 = 1 << 12;

/// What kind of list a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// A table
    Csv,
    /// Cards of an address book
    Vcard,
    /// Whole dossiers, as another tickler exported them
    Json,
    /// The same with their papers
    Tar,
}

/// A file, or what was read of it at once.
#[derive(Clone)]
pub(super) struct Source {
    /// What it is called.
    pub(super) name: String,
    held: Held,
}

#[derive(Clone)]
enum Held {
    Path(std::path::PathBuf),
    Bytes(Arc<[u8]>),
}

impl Source {
    /// The file that is called so; `-` is standard input.
    ///
    /// # Errors
    /// [`ImportRefusal::CantRead`]; [`ImportRefusal::TooMuch`] for more than can be held.
    pub(super) fn open(path: &Path, desk: &Desk<'_>) -> Result<Self, ImportRefusal> {
        let is_input = path.as_os_str() == "-";
        let name = if is_input {
            "standard input".to_owned()
        } else {
            path.display().to_string()
        };
        let cant_read = |error: io::Error| ImportRefusal::CantRead {
            file: name.clone(),
            why: format!("can't be read: {error}"),
        };
        let once: Box<dyn Read> = if is_input {
            desk.person.input()
        } else {
            let kind = fs::metadata(path).map_err(cant_read)?;
            if kind.is_file() {
                let held = Held::Path(path.to_owned());
                return Ok(Self { name, held });
            }
            Box::new(File::open(path).map_err(cant_read)?)
        };
        let mut bytes = Vec::new();
        let mut once = once.take(MOST_HELD + 1);
        once.read_to_end(&mut bytes).map_err(cant_read)?;
        if bytes.len() as u64 > MOST_HELD {
            let most = "64 MiB, unless it is a file that can be read again".to_owned();
            return Err(ImportRefusal::TooMuch { file: name, most });
        }
        let held = Held::Bytes(bytes.into());
        Ok(Self { name, held })
    }

    /// Opens it at its beginning.
    ///
    /// # Errors
    /// What the file system says.
    pub(super) fn read(&self) -> io::Result<Box<dyn Read>> {
        Ok(match &self.held {
            Held::Path(path) => Box::new(BufReader::new(File::open(path)?)),
            Held::Bytes(bytes) => Box::new(Cursor::new(Arc::clone(bytes))),
        })
    }

    /// What kind of list it is, told from its beginning.
    ///
    /// # Errors
    /// [`ImportRefusal::CantRead`]: a file that is none, such as a workbook.
    pub(super) fn format(&self) -> Result<Format, ImportRefusal> {
        let refused = |why: String| ImportRefusal::CantRead {
            file: self.name.clone(),
            why,
        };
        let mut start = Vec::new();
        let opened = self.read().map(|source| source.take(BEGINNING));
        let read = opened.and_then(|mut source| source.read_to_end(&mut start));
        read.map_err(|error| refused(format!("can't be read: {error}")))?;
        if let Some(what) = other_kind(&start) {
            return Err(refused(format!("is {what}, and no list of clients")));
        }
        Ok(told(&start))
    }
}

/// What a file is that is no list, where its first bytes give it away.
fn other_kind(start: &[u8]) -> Option<&'static str> {
    let marks: [(&[u8], &str); 5] = [
        (b"PK\x03\x04", "a workbook or an archive"),
        (b"\xD0\xCF\x11\xE0", "an old workbook"),
        (b"%PDF", "a PDF"),
        (b"\x1F\x8B", "a compressed file"),
        (b"BEGIN:VCALENDAR", "a calendar"),
    ];
    let known = marks.iter().find(|(mark, _)| start.starts_with(mark));
    known.map(|(_, what)| *what)
}

/// Letters of two bytes are passed over half: what is looked for has one.
fn told(start: &[u8]) -> Format {
    if start.get(257..262) == Some(b"ustar") {
        return Format::Tar;
    }
    let letters = start.iter().copied().filter(u8::is_ascii);
    let letters = letters.filter(|byte| *byte != 0);
    let letters: Vec<u8> = letters
        .skip_while(u8::is_ascii_whitespace)
        .take(11)
        .collect();
    if letters.eq_ignore_ascii_case(b"BEGIN:VCARD") {
        Format::Vcard
    } else if letters.starts_with(b"{") || letters.starts_with(b"[") {
        Format::Json
    } else {
        Format::Csv
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_told_by_how_it_begins() {
        let wide: Vec<u8> = "\u{feff}BEGIN:VCARD"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        for (start, format) in [
            (
                &b"\xEF\xBB\xBF\n begin:vcard\r\nVERSION:3.0"[..],
                Format::Vcard,
            ),
            (&wide, Format::Vcard),
            (b"{\"format\":1}", Format::Json),
            (b" [", Format::Json),
            (b"Name,Phone\n", Format::Csv),
            (b"", Format::Csv),
        ] {
            assert_eq!(told(start), format);
        }
        assert_eq!(
            other_kind(b"PK\x03\x04..."),
            Some("a workbook or an archive")
        );
        assert_eq!(other_kind(b"Name"), None);
    }
}
