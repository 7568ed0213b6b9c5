//! The lines of a stream of vCards, put together where they were folded. Of one that has no end only
//! the beginning is kept, so that a photo, or a file that is no vCard at all, fills no memory.

use std::io::{self, BufRead};

use memchr::memchr2;

/// How many bytes of a line are kept: of a property all that is folded counts together.
pub(super) const KEPT: usize = 1 << 20;

/// One line, unfolded, as its bytes: a fold may stand within a letter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// From 1; of a folded one the first.
    pub(super) number: u64,
    /// What is kept of it, without its end.
    pub(super) bytes: Vec<u8>,
    /// How long it is.
    pub(super) length: usize,
}

impl Line {
    /// Whether all of it was kept.
    pub(super) fn is_whole(&self) -> bool {
        self.bytes.len() == self.length
    }

    /// Whether it is this property with this value.
    pub(super) fn is(&self, property: &str) -> bool {
        self.is_whole()
            && self
                .bytes
                .trim_ascii()
                .eq_ignore_ascii_case(property.as_bytes())
    }

    fn keep(&mut self, bytes: &[u8]) {
        let room = KEPT.saturating_sub(self.bytes.len()).min(bytes.len());
        if self.is_whole() {
            self.bytes.extend_from_slice(&bytes[..room]);
        }
        self.length = self.length.saturating_add(bytes.len());
    }

    fn join(&mut self, more: &Line) {
        self.keep(&more.bytes);
        self.length = self.length.saturating_add(more.length - more.bytes.len());
    }
}

/// Reads lines.
pub(super) struct Lines<R> {
    reader: R,
    read: u64,
    ahead: Option<Line>,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(reader: R) -> Self {
        Self {
            reader,
            read: 0,
            ahead: None,
        }
    }

    /// How many lines were read.
    pub(super) fn read(&self) -> u64 {
        self.read
    }

    /// The next line that is not blank, unfolded. In version 2.1 a fold stands before a blank that
    /// belongs to the text (`keeps_blank`).
    pub(super) fn next(&mut self, keeps_blank: bool) -> io::Result<Option<Line>> {
        let mut line = loop {
            match self.take()? {
                None => return Ok(None),
                Some(blank) if blank.bytes.trim_ascii().is_empty() && blank.is_whole() => {}
                Some(line) => break line,
            }
        };
        let coding = Coding::of(&line.bytes);
        while let Some(more) = self.take()? {
            let is_blank = more.bytes.trim_ascii().is_empty();
            let is_folded = more.bytes.starts_with(b" ") || more.bytes.starts_with(b"\t");
            match coding {
                Coding::QuotedPrintable if line.bytes.ends_with(b"=") && line.is_whole() => {
                    if more.is("END:VCARD") {
                        self.ahead = Some(more);
                        return Ok(Some(line));
                    }
                    line.bytes.pop();
                    line.length -= 1;
                    line.join(&more);
                }
                Coding::Base64 if !is_blank && (is_folded || !more.bytes.contains(&b':')) => {
                    line.join(&trimmed(more));
                }
                _ if is_folded && !is_blank => {
                    if keeps_blank && coding == Coding::None {
                        line.keep(b" ");
                    }
                    line.join(&behind_fold(more));
                }
                _ => {
                    self.ahead = Some(more);
                    return Ok(Some(line));
                }
            }
        }
        Ok(Some(line))
    }

    /// The next line as it stands in the file.
    fn take(&mut self) -> io::Result<Option<Line>> {
        if let Some(line) = self.ahead.take() {
            return Ok(Some(line));
        }
        let mut line = Line {
            number: self.read + 1,
            ..Line::default()
        };
        loop {
            let chunk = match self.reader.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                chunk => chunk?,
            };
            if chunk.is_empty() {
                if line.length == 0 {
                    return Ok(None);
                }
                break;
            }
            let Some(end) = memchr2(b'\r', b'\n', chunk) else {
                line.keep(chunk);
                let length = chunk.len();
                self.reader.consume(length);
                continue;
            };
            let is_return = chunk[end] == b'\r';
            line.keep(&chunk[..end]);
            self.reader.consume(end + 1);
            if is_return && self.reader.fill_buf()?.first() == Some(&b'\n') {
                self.reader.consume(1);
            }
            break;
        }
        self.read += 1;
        Ok(Some(line))
    }
}

fn trimmed(mut line: Line) -> Line {
    let cut = line.length - line.bytes.len();
    line.bytes = line.bytes.trim_ascii().to_vec();
    line.length = line.bytes.len() + cut;
    line
}

fn behind_fold(mut line: Line) -> Line {
    line.bytes.remove(0);
    line.length -= 1;
    line
}

/// What the parameters of a line say of how its value is written: it decides where the line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Coding {
    None,
    QuotedPrintable,
    Base64,
}

impl Coding {
    fn of(line: &[u8]) -> Self {
        let head = &line[..colon(line).unwrap_or(line.len())];
        // What stands in quotes is the text of a parameter, and says nothing of this.
        let mut quoted = false;
        let parameters = head.split(|byte| {
            quoted ^= *byte == b'"';
            *byte == b';' && !quoted
        });
        let mut coding = Self::None;
        for parameter in parameters.skip(1) {
            match parameter.to_ascii_uppercase().as_slice() {
                b"QUOTED-PRINTABLE" | b"ENCODING=QUOTED-PRINTABLE" => {
                    coding = Self::QuotedPrintable;
                }
                b"BASE64" | b"ENCODING=BASE64" | b"ENCODING=B" => coding = Self::Base64,
                _ => {}
            }
        }
        coding
    }
}

/// Where the value of a line begins: at the first colon that is not in quotes, or, where quotes are not
/// closed, at the first.
pub(super) fn colon(line: &[u8]) -> Option<usize> {
    let mut quoted = false;
    let outside = line.iter().position(|byte| {
        quoted ^= *byte == b'"';
        *byte == b':' && !quoted
    });
    outside.or_else(|| line.iter().position(|byte| *byte == b':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &[u8], keeps_blank: bool) -> Vec<String> {
        // A small buffer, so that ends of lines and of chunks meet.
        let reader = io::BufReader::with_capacity(3, text);
        let mut lines = Lines::new(reader);
        let mut found = Vec::new();
        while let Some(line) = lines.next(keeps_blank).expect("memory") {
            let text = String::from_utf8_lossy(&line.bytes);
            found.push(format!("{} {text}", line.number));
        }
        found
    }

    #[test]
    fn lines_are_put_together_where_they_were_folded() {
        let cases: [(&[u8], &[&str]); 11] = [
            (
                b"a:1\r\nb:2\nc:3\rd:4",
                &["1 a:1", "2 b:2", "3 c:3", "4 d:4"],
            ),
            (b"a:1\r\n 2\r\n\t3\r\nb:4\r\n", &["1 a:123", "4 b:4"]),
            (b"a:\xc5\r\n \xbd\r\n", &["1 a:\u{17d}"]),
            (b"\r\n\r\na:1\r\n\r\n b:2\r\n", &["3 a:1", "5  b:2"]),
            (
                b"a;ENCODING=QUOTED-PRINTABLE:=D0=\r\n=98=\r\n\r\nb:1",
                &["1 a;ENCODING=QUOTED-PRINTABLE:=D0=98", "4 b:1"],
            ),
            (
                b"a;quoted-printable:x=\nEND:VCARD\n",
                &["1 a;quoted-printable:x=", "2 END:VCARD"],
            ),
            (
                b"a;L=\"ENCODING=QUOTED-PRINTABLE:;BASE64;x=\n b\":c\n",
                &["1 a;L=\"ENCODING=QUOTED-PRINTABLE:;BASE64;x=b\":c"],
            ),
            (b"a:x=\nb:y\n", &["1 a:x=", "2 b:y"]),
            (
                b"PHOTO;BASE64:AA\n  BB\nCC==\n\nEND:VCARD\n",
                &["1 PHOTO;BASE64:AABBCC==", "5 END:VCARD"],
            ),
            (
                b"PHOTO;ENCODING=b;TYPE=JPEG:AA\r\nEND:VCARD\r\n",
                &["1 PHOTO;ENCODING=b;TYPE=JPEG:AA", "2 END:VCARD"],
            ),
            (b"", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(lines(text, false), expected, "{}", text.escape_ascii());
        }
        assert_eq!(lines(b"a:1\r\n 2\r\n", true), ["1 a:1 2"]);
    }

    #[test]
    fn of_a_line_without_end_only_the_beginning_is_kept() {
        let mut text = b"PHOTO:".to_vec();
        text.resize(5 * KEPT, b'x');
        text.extend_from_slice(b"\n yyy\nEND:VCARD\n");
        let mut lines = Lines::new(text.as_slice());
        let line = lines.next(false).expect("memory").expect("a line");
        assert_eq!((line.bytes.len(), line.length), (KEPT, 5 * KEPT + 3));
        let line = lines.next(false).expect("memory").expect("a line");
        assert!(line.is("end:vcard"));
    }
}
