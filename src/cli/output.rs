//! Standard output for what is printed bit by bit.

use std::io::{self, IsTerminal, Write};

use super::surroundings::room_for;
use crate::render::harmless::harmless_lines;

/// Standard output. A terminal gets whole lines, of which it obeys nothing; anything else gets every
/// byte as it is.
#[derive(Default)]
pub(super) struct Output {
    /// The line that a terminal has not got yet.
    line: Vec<u8>,
}

impl Output {
    fn show(&mut self) -> io::Result<()> {
        let text = String::from_utf8_lossy(&self.line);
        io::stdout().write_all(harmless_lines(&text).as_bytes())?;
        self.line.clear();
        Ok(())
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut out = io::stdout();
        if !out.is_terminal() {
            room_for(bytes.len() as u64)?;
            return out.write(bytes);
        }
        let end = bytes
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |at| at + 1);
        self.line.extend_from_slice(&bytes[..end]);
        if end > 0 {
            self.show()?;
        }
        self.line.extend_from_slice(&bytes[end..]);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.show()?;
        io::stdout().flush()
    }
}
