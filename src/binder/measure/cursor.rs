//! A way through the text of a file that is laid out as this program writes it: a key or a member a
//! line, two blanks for each step in.
//!
//! It makes nothing of what isn't asked for, and is strict: whatever is not written so, were it a
//! blank too many, is `None`, and what it has gone through is JSON.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter, memchr2};

/// A place in a text.
pub(super) struct Cursor<'a> {
    text: &'a str,
    rest: &'a [u8],
    depth: usize,
    /// How many line breaks are still to come.
    breaks: usize,
    has_escapes: bool,
}

impl<'a> Cursor<'a> {
    /// At the beginning of a text.
    pub(super) fn new(bytes: &'a [u8]) -> Option<Self> {
        // All are looked at, which is faster than to stop at the first.
        let is_plain = |byte: &u8| *byte >= b' ' || *byte == b'\n';
        let is_plain = bytes.iter().fold(true, |all, byte| all & is_plain(byte));
        Some(Self {
            text: str::from_utf8(bytes).ok().filter(|_| is_plain)?,
            rest: bytes,
            depth: 0,
            breaks: memchr_iter(b'\n', bytes).count(),
            has_escapes: memchr(b'\\', bytes).is_some(),
        })
    }

    /// The end of the text. That no line's end stood within quotes is known from their number.
    pub(super) fn end(mut self) -> Option<()> {
        self.break_line()?;
        (self.rest.is_empty() && self.breaks == 0).then_some(())
    }

    /// An object: `member` is told each key, and goes through its value.
    pub(super) fn object(
        &mut self,
        mut member: impl FnMut(&mut Self, &'a [u8]) -> Option<()>,
    ) -> Option<()> {
        self.lines(*b"{}", |cursor| {
            cursor.pass(b"\"")?;
            let mut bytes = cursor.rest.iter();
            let end = bytes.position(|byte| matches!(byte, b'"' | b'\\'))?;
            let (key, rest) = cursor.rest.split_at(end);
            cursor.rest = rest;
            cursor.pass(b"\": ")?;
            member(cursor, key)
        })
    }

    /// A list: `member` goes through each member.
    pub(super) fn list(&mut self, member: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.lines(*b"[]", member)
    }

    /// A text.
    pub(super) fn text(&mut self) -> Option<Cow<'a, str>> {
        let start = self.at();
        self.skip_text()?;
        let quoted = &self.text[start..self.at()];
        if self.has_escapes && quoted.contains('\\') {
            return serde_json::from_str(quoted).ok();
        }
        Some(quoted[1..quoted.len() - 1].into())
    }

    /// A text; an empty one, if it is taken out with `null`.
    pub(super) fn text_or_out(&mut self) -> Option<Cow<'a, str>> {
        match self.pass(b"null") {
            Some(()) => Some(Cow::default()),
            None => self.text(),
        }
    }

    /// A flag; one that is taken out with `null` is not set.
    pub(super) fn flag(&mut self) -> Option<bool> {
        match self.rest.first()? {
            b't' => self.pass(b"true").map(|()| true),
            b'f' => self.pass(b"false").map(|()| false),
            _ => self.pass(b"null").map(|()| false),
        }
    }

    /// A number from 0 on.
    pub(super) fn number(&mut self) -> Option<u64> {
        let end = self.rest.iter().position(|byte| !byte.is_ascii_digit())?;
        let is_written_so = end == 1 || self.rest[0] != b'0';
        let start = self.at();
        self.rest = &self.rest[end..];
        let number = self.text[start..self.at()].parse().ok();
        number.filter(|_| is_written_so)
    }

    /// Whatever value stands there.
    pub(super) fn skip(&mut self) -> Option<()> {
        match self.rest.first()? {
            b'"' => self.skip_text(),
            b'{' => self.object(|cursor, _| cursor.skip()),
            b'[' => self.list(Self::skip),
            b'0'..=b'9' => self.number().map(drop),
            _ => self.flag().map(drop),
        }
    }

    fn skip_text(&mut self) -> Option<()> {
        self.pass(b"\"")?;
        if !self.has_escapes {
            let end = memchr(b'"', self.rest)?;
            self.rest = &self.rest[end + 1..];
            return Some(());
        }
        loop {
            let end = memchr2(b'"', b'\\', self.rest)?;
            match &self.rest[end..] {
                [b'"', rest @ ..] => {
                    self.rest = rest;
                    return Some(());
                }
                // One by its number may be none: that is left to who makes something of it.
                [
                    _,
                    b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't',
                    rest @ ..,
                ] => {
                    self.rest = rest;
                }
                _ => return None,
            }
        }
    }

    /// What stands between two braces, a line each.
    fn lines(
        &mut self,
        [open, close]: [u8; 2],
        mut line: impl FnMut(&mut Self) -> Option<()>,
    ) -> Option<()> {
        self.pass(&[open])?;
        if self.pass(&[close]).is_some() {
            return Some(());
        }
        self.depth += 1;
        loop {
            self.break_line()?;
            line(self)?;
            if self.pass(b",").is_none() {
                break;
            }
        }
        self.depth -= 1;
        self.break_line()?;
        self.pass(&[close])
    }

    /// Goes over a line's end and what the next one is set in by. Nothing of what counts stands
    /// further in than the last.
    fn break_line(&mut self) -> Option<()> {
        self.breaks = self.breaks.checked_sub(1)?;
        match self.depth {
            0 => self.pass(b"\n"),
            1 => self.pass(b"\n  "),
            2 => self.pass(b"\n    "),
            3 => self.pass(b"\n      "),
            4 => self.pass(b"\n        "),
            5 => self.pass(b"\n          "),
            6 => self.pass(b"\n            "),
            _ => None,
        }
    }

    fn pass<const LENGTH: usize>(&mut self, expected: &[u8; LENGTH]) -> Option<()> {
        let (head, rest) = self.rest.split_first_chunk()?;
        (head == expected).then(|| self.rest = rest)
    }

    fn at(&self) -> usize {
        self.text.len() - self.rest.len()
    }
}
