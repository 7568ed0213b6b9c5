//! The rows of a list off a stream: decoded, cut at the delimiter, one at a time.
//!
//! The `csv` crate takes a quotation mark that is never closed for the rest of the file, and a line
//! for as long as it is; what comes from anywhere has to be refused for both.

use std::io::{ErrorKind, Read};

use encoding_rs::{CoderResult, Decoder, Encoding};

use super::ours;
use crate::exchange::arrival::BadRow;
use crate::exchange::sheet;

/// The longest row that is read, in bytes.
const LONGEST_ROW: usize = 1 << 20;

/// A row, and where it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// The line, from 1.
    pub(super) line: u64,
    pub(super) cells: Vec<String>,
    /// Something in it could not be read in the letters of the file, and stands there as `\u{fffd}`.
    pub(super) is_garbled: bool,
}

impl Row {
    /// The row with its cells as they were before whoever wrote it kept them from being formulas.
    pub(super) fn restored(mut self, is_ours: bool) -> Self {
        for cell in &mut self.cells {
            if cell.contains('\'') {
                *cell = if is_ours {
                    sheet::restored(cell)
                } else {
                    sheet::unmarked(cell).to_owned()
                };
            }
        }
        self
    }
}

/// The rows of a list; empty ones are passed over.
pub(super) struct Rows<R> {
    input: R,
    decoder: Decoder,
    raw: Vec<u8>,
    raw_at: usize,
    text: String,
    text_at: usize,
    is_garbled: bool,
    is_over: bool,
    line: u64,
    delimiter: u8,
}

impl<R: Read> Rows<R> {
    pub(super) fn new(input: R, encoding: &'static Encoding, delimiter: u8) -> Self {
        Self {
            input,
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: Vec::new(),
            raw_at: 0,
            text: String::with_capacity(1 << 16),
            text_at: 0,
            is_garbled: false,
            is_over: false,
            line: 1,
            delimiter,
        }
    }

    /// The next byte, which stays; `None` at the end.
    fn peek(&mut self) -> Result<Option<u8>, BadRow> {
        while self.text_at == self.text.len() {
            if self.is_over {
                return Ok(None);
            }
            self.fill()?;
        }
        Ok(self.text.as_bytes().get(self.text_at).copied())
    }

    /// Decodes some more.
    fn fill(&mut self) -> Result<(), BadRow> {
        if self.raw_at == self.raw.len() {
            self.raw.resize(1 << 15, 0);
            self.raw_at = 0;
            let count = loop {
                match self.input.read(&mut self.raw) {
                    Err(error) if error.kind() == ErrorKind::Interrupted => {}
                    read => break read,
                }
            };
            let fails = |error| BadRow::end(self.line, format!("it can't be read: {error}"));
            self.raw.truncate(count.map_err(fails)?);
        }
        self.text.clear();
        self.text_at = 0;
        let is_last = self.raw.is_empty();
        let bytes = &self.raw[self.raw_at..];
        let (result, read, garbled) = self
            .decoder
            .decode_to_string(bytes, &mut self.text, is_last);
        self.raw_at += read;
        self.is_garbled |= garbled;
        self.is_over = is_last && result == CoderResult::InputEmpty;
        Ok(())
    }

    fn pass(&mut self, byte: u8) {
        self.text_at += 1;
        self.line += u64::from(byte == b'\n');
    }

    /// The text of a quoted cell, behind the mark that opens it.
    fn quoted(&mut self, cell: &mut Vec<u8>, room: usize) -> Result<(), BadRow> {
        let opened = self.line;
        loop {
            let Some(byte) = self.peek()? else {
                return Err(BadRow::end(
                    opened,
                    "a quotation mark is opened that is never closed",
                ));
            };
            self.pass(byte);
            if byte == b'"' {
                if self.peek()? != Some(b'"') {
                    return Ok(());
                }
                self.pass(b'"');
            }
            if cell.len() == room {
                return Err(too_long(opened));
            }
            cell.push(byte);
        }
    }

    /// One row; `None` at the end of the file.
    fn row(&mut self) -> Result<Option<Row>, BadRow> {
        let line = self.line;
        let (mut cells, mut cell, mut length) = (Vec::new(), Vec::new(), 0);
        if self.peek()?.is_none() {
            return Ok(None);
        }
        loop {
            let byte = self.peek()?;
            length += 1;
            if length + cell.len() > LONGEST_ROW {
                return Err(too_long(line));
            }
            if let Some(byte) = byte {
                self.pass(byte);
            }
            let ends_row = matches!(byte, None | Some(b'\n' | b'\r'));
            match byte {
                Some(b'"') if cell.is_empty() => {
                    self.quoted(&mut cell, LONGEST_ROW - length)?;
                }
                Some(byte) if byte != self.delimiter && !ends_row => cell.push(byte),
                _ => {
                    length += cell.len();
                    // Cut between characters of ASCII, it is whole.
                    let whole = String::from_utf8(std::mem::take(&mut cell));
                    cells.push(whole.unwrap_or_default());
                }
            }
            if ends_row {
                if byte == Some(b'\r') && self.peek()? == Some(b'\n') {
                    self.pass(b'\n');
                } else if byte == Some(b'\r') {
                    self.line += 1;
                }
                let is_garbled =
                    self.is_garbled && cells.iter().any(|cell| cell.contains('\u{fffd}'));
                return Ok(Some(Row {
                    line,
                    cells,
                    is_garbled,
                }));
            }
        }
    }
}

fn too_long(line: u64) -> BadRow {
    let why = format!(
        "the row is longer than {LONGEST_ROW} bytes; perhaps a quotation mark in it is never closed"
    );
    BadRow::end(line, why)
}

impl<R: Read> Iterator for Rows<R> {
    type Item = Result<Row, BadRow>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.row() {
                Ok(Some(row)) if row.cells.iter().all(|cell| is_blank(cell)) => {}
                Ok(row) => return row.map(Ok),
                Err(bad) => return Some(Err(bad)),
            }
        }
    }
}

/// Whether a cell says nothing: blanks, or the mark with which old programs end a file.
fn is_blank(cell: &str) -> bool {
    cell.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{1a}')
        .is_empty()
}

/// What separates the cells, told from the first line; and whether that line says only this, as
/// Excel's `sep=;` does.
pub(super) fn delimiter(start: &str) -> (u8, bool) {
    let first = start.lines().find(|line| !line.trim().is_empty());
    let first = first.unwrap_or_default().trim_start_matches('\u{feff}');
    let said = first.strip_prefix("sep=").map(str::as_bytes);
    if let Some(&[delimiter, ..]) = said {
        return (delimiter, true);
    }
    let delimiters = *b",;\t";
    if let Some(delimiter) = ours::delimiter(first, &delimiters) {
        return (delimiter, false);
    }
    let (mut is_quoted, mut counts) = (false, [0; 3]);
    for letter in start.trim_start().bytes() {
        match letter {
            b'"' => is_quoted = !is_quoted,
            b'\n' | b'\r' if !is_quoted => break,
            _ if is_quoted => {}
            _ => {
                if let Some(which) = delimiters.iter().position(|known| *known == letter) {
                    counts[which] += 1;
                }
            }
        }
    }
    let most = counts.iter().max().copied().unwrap_or_default();
    let which = counts.iter().position(|count| *count == most);
    (delimiters[which.unwrap_or_default()], false)
}

#[cfg(test)]
mod tests {
    use encoding_rs::{UTF_8, UTF_16LE};
    use proptest::prelude::*;

    use super::*;

    fn rows(text: &[u8], delimiter: u8) -> Vec<Result<Row, BadRow>> {
        let mut ended = false;
        let rows = Rows::new(text, UTF_8, delimiter);
        rows.take_while(|row| !std::mem::replace(&mut ended, row.is_err()))
            .collect()
    }

    fn cells(text: &str, delimiter: u8) -> Vec<(u64, Vec<String>)> {
        let rows = rows(text.as_bytes(), delimiter).into_iter();
        rows.map(|row| row.map(|row| (row.line, row.cells)).expect("a row"))
            .collect()
    }

    #[test]
    fn cells_are_cut_as_spreadsheets_write_them() {
        let row = |line: u64, cells: &[&str]| {
            (
                line,
                cells
                    .iter()
                    .map(|cell| (*cell).to_owned())
                    .collect::<Vec<_>>(),
            )
        };
        let cases = [
            (
                "a,b\r\n1,2\r\n",
                vec![row(1, &["a", "b"]), row(2, &["1", "2"])],
            ),
            ("a,b\r1,2", vec![row(1, &["a", "b"]), row(2, &["1", "2"])]),
            (
                "\"a\n\"\"b\"\"\",\"c,d\"\n\n,,\ne",
                vec![row(1, &["a\n\"b\"", "c,d"]), row(5, &["e"])],
            ),
            ("a,\n,b", vec![row(1, &["a", ""]), row(2, &["", "b"])]),
            ("\"a\"b,5\" x", vec![row(1, &["ab", "5\" x"])]),
            ("\u{feff}a", vec![row(1, &["a"])]),
            ("a\r\n\u{1a}", vec![row(1, &["a"])]),
        ];
        for (text, expected) in cases {
            assert_eq!(cells(text, b','), expected, "{text:?}");
        }
    }

    #[test]
    fn the_delimiter_is_told_from_the_first_line() {
        for (text, expected) in [
            ("a,b;c,d\n1;2;3;4;5", (b',', false)),
            ("a;\"b,c,d\";e\n", (b';', false)),
            ("a\tb\n1,2,3", (b'\t', false)),
            ("sep=;\na,b,c\n", (b';', true)),
            ("\u{feff}sep=\t\na\n", (b'\t', true)),
            ("name\nIvan, I\n", (b',', false)),
            ("\"a\nb\";c", (b';', false)),
            ("client,manager,name,;;;;,\n", (b',', false)),
            ("\u{feff}client;manager;name;,,,,;", (b';', false)),
        ] {
            assert_eq!(delimiter(text), expected, "{text}");
        }
    }

    #[test]
    fn what_never_ends_is_refused_by_its_line() {
        let never = "a,b\n\"c,d\ne,f\n";
        let expected = BadRow::end(2, "a quotation mark is opened that is never closed");
        assert_eq!(rows(never.as_bytes(), b',').pop(), Some(Err(expected)));
        for open in ["", "\""] {
            let long = format!("a\n{open}{}", "x".repeat(LONGEST_ROW + 1));
            let last = rows(long.as_bytes(), b',').pop();
            assert!(
                matches!(last, Some(Err(bad)) if bad.line == 2 && bad.ends),
                "{open}"
            );
        }
        let cells = format!("a\n{}", ",".repeat(LONGEST_ROW + 1));
        assert!(matches!(rows(cells.as_bytes(), b',').pop(), Some(Err(bad)) if bad.ends));
    }

    #[test]
    fn what_is_no_letter_of_the_file_is_said_of_its_row_alone() {
        let units = "a\nb"
            .encode_utf16()
            .chain([0xD800])
            .chain("\nc".encode_utf16());
        let bytes: Vec<u8> = units.flat_map(u16::to_le_bytes).collect();
        let rows = Rows::new(bytes.as_slice(), UTF_16LE, b',').map(|row| row.expect("a row"));
        let garbled: Vec<bool> = rows.map(|row| row.is_garbled).collect();
        assert_eq!(garbled, [false, true, false]);
    }

    proptest! {
        #[test]
        fn what_the_csv_crate_writes_is_read_as_it_was(
            table in prop::collection::vec(prop::collection::vec("[^\0]{0,12}", 3), 1..8),
            delimiter in prop::sample::select(vec![b',', b';', b'\t']),
        ) {
            let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
            for row in &table {
                writer.write_record(row).expect("memory");
            }
            let bytes = writer.into_inner().expect("memory");
            let read: Vec<Vec<String>> = rows(&bytes, delimiter)
                .into_iter()
                .map(|row| row.expect("a row").cells)
                .collect();
            let said = |row: &&Vec<String>| row.iter().any(|cell| !cell.trim().is_empty());
            let expected: Vec<Vec<String>> = table.iter().filter(said).cloned().collect();
            // A mark at the very beginning is taken off, whatever it was.
            prop_assume!(!bytes.starts_with("\u{feff}".as_bytes()));
            prop_assert_eq!(read, expected);
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            drop(rows(&bytes, b','));
        }
    }
}
