//! Copying a paper: a piece at a time, hashed on the way.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read, Write};

use sha2::{Digest, Sha256};

use super::folder::may_be_as_large;

/// How many bytes of a paper are in memory at once.
const PIECE: usize = 128 << 10;

/// The hash of all that is read, in the digits that name a file.
pub(super) fn hash(mut from: impl Read) -> io::Result<String> {
    copy(&mut from, &mut io::sink())
}

/// Copies all of it, a piece at a time; gives its hash.
pub(super) fn copy(from: &mut dyn Read, to: &mut dyn Write) -> io::Result<String> {
    let mut hash = Sha256::new();
    let mut piece = vec![0; PIECE];
    loop {
        let length = match from.read(&mut piece) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            read => read?,
        };
        if length == 0 {
            break;
        }
        hash.update(&piece[..length]);
        to.write_all(&piece[..length])?;
    }
    let mut digits = String::new();
    for byte in hash.finalize() {
        let _ = write!(digits, "{byte:02x}");
    }
    Ok(digits)
}

/// What is copied; it remembers whether the fault was its own.
pub(super) struct Source<'a> {
    from: &'a mut dyn Read,
    failed: bool,
}

impl<'a> Source<'a> {
    pub(super) fn new(from: &'a mut dyn Read) -> Self {
        let failed = false;
        Self { from, failed }
    }

    /// Whether reading failed.
    pub(super) fn has_failed(&self) -> bool {
        self.failed
    }
}

impl Read for Source<'_> {
    fn read(&mut self, piece: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(piece);
        self.failed = read.is_err();
        read
    }
}

/// A file that grows no larger than this process may make one.
pub(super) struct Limited {
    file: File,
    written: u64,
}

impl Limited {
    pub(super) fn new(file: File) -> Self {
        Self { file, written: 0 }
    }

    /// How many bytes were written.
    pub(super) fn written(&self) -> u64 {
        self.written
    }

    /// Flushes the file.
    pub(super) fn flush_all(&self) -> io::Result<()> {
        self.file.sync_all()
    }
}

impl Write for Limited {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        may_be_as_large(self.written.saturating_add(piece.len() as u64))?;
        let length = self.file.write(piece)?;
        self.written += length as u64;
        Ok(length)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
