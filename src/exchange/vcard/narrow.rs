//! A stream in letters of two bytes, as the bytes in which the lines of vCards are looked for. What is
//! written in others passes through: there each text may be in letters of its own.

use std::io::{self, BufRead, Read};

use encoding_rs::{Decoder, Encoding, UTF_16BE, UTF_16LE};

/// How many bytes are decoded at once.
const CHUNK: usize = 1 << 14;

/// A reader that gives UTF-8 where the stream is in UTF-16.
pub(super) struct Narrow<R> {
    reader: R,
    decoder: Option<Decoder>,
    text: Vec<u8>,
    /// How much of the text was taken.
    taken: usize,
}

impl<R: BufRead> Narrow<R> {
    pub(super) fn new(reader: R, encoding: Option<&'static Encoding>) -> Self {
        let is_wide = |encoding: &&Encoding| [UTF_16LE, UTF_16BE].contains(encoding);
        let wide = encoding.filter(is_wide);
        Self {
            reader,
            decoder: wide.map(Encoding::new_decoder_with_bom_removal),
            text: Vec::new(),
            taken: 0,
        }
    }
}

impl<R: BufRead> BufRead for Narrow<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.taken == self.text.len() {
            let Some(decoder) = &mut self.decoder else {
                return self.reader.fill_buf();
            };
            let chunk = self.reader.fill_buf()?;
            let chunk = &chunk[..chunk.len().min(CHUNK)];
            let is_last = chunk.is_empty();
            // As much as there can be at most: three bytes for a letter, and one that is broken.
            self.text.resize(2 * CHUNK, 0);
            let (_, read, written, _) = decoder.decode_to_utf8(chunk, &mut self.text, is_last);
            self.text.truncate(written);
            self.taken = 0;
            self.reader.consume(read);
            if is_last {
                // One that has ended can't be asked again, and the stream behind it is empty.
                self.decoder = None;
            }
        }
        Ok(&self.text[self.taken..])
    }

    fn consume(&mut self, count: usize) {
        if self.taken < self.text.len() {
            self.taken += count;
        } else {
            self.reader.consume(count);
        }
    }
}

impl<R: BufRead> Read for Narrow<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}
