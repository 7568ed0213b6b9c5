//! JSON cut into its values without being taken apart, byte by byte off a stream: what is wrong with
//! one of them leaves the next ones whole, and no more is ever held than one.

use std::io::{BufRead, ErrorKind};

/// How deep values may lie in each other: what is deeper is passed over.
const DEEPEST: usize = 127;

/// The longest key that is looked at; one that is longer is none that is known.
const LONGEST_KEY: usize = 256;

/// A stream of JSON.
pub(super) struct Scanner<R> {
    input: R,
    /// The line that is read, from 1.
    line: u64,
}

/// Why there is nothing to be read any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Broken {
    /// It ends within a value.
    Ends,
    /// Something else stands where this is to be.
    Expected(&'static str),
    /// The stream fails.
    Fails(String),
}

/// A value that was cut out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// Its text.
    Whole(Vec<u8>),
    /// It is larger than what was to be held.
    TooLarge,
    /// Values lie too deep in each other.
    TooDeep,
}

impl<R: BufRead> Scanner<R> {
    pub(super) fn new(input: R) -> Self {
        Self { input, line: 1 }
    }

    /// The line on which the next byte stands, from 1.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// The next byte, which stays; `None` at the end.
    fn peek(&mut self) -> Result<Option<u8>, Broken> {
        loop {
            match self.input.fill_buf() {
                Ok(bytes) => return Ok(bytes.first().copied()),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(Broken::Fails(error.to_string())),
            }
        }
    }

    fn pass(&mut self, byte: u8) {
        self.line += u64::from(byte == b'\n');
        self.input.consume(1);
    }

    /// The first byte of what comes next, which stays; blanks before it are gone.
    pub(super) fn next_token(&mut self) -> Result<Option<u8>, Broken> {
        while let Some(byte) = self.peek()? {
            if !byte.is_ascii_whitespace() {
                return Ok(Some(byte));
            }
            self.pass(byte);
        }
        Ok(None)
    }

    /// Goes over a byte if it is what comes next; whether it is.
    pub(super) fn takes(&mut self, expected: u8) -> Result<bool, Broken> {
        let is_next = self.next_token()? == Some(expected);
        if is_next {
            self.pass(expected);
        }
        Ok(is_next)
    }

    /// Goes over a byte that must come next.
    pub(super) fn expect(&mut self, expected: u8, called: &'static str) -> Result<(), Broken> {
        if self.takes(expected)? {
            return Ok(());
        }
        Err(self.missing(called)?)
    }

    /// Goes over the mark of UTF-8, where a stream begins with one.
    pub(super) fn pass_mark(&mut self) -> Result<(), Broken> {
        if self.peek()? == Some(0xef) {
            for byte in "\u{feff}".bytes() {
                self.takes(byte)?;
            }
        }
        Ok(())
    }

    /// The key of the next member of an object that is open, with the colon behind it; `None` where
    /// the object ends. `is_first` says whether none was read of it yet.
    pub(super) fn key(&mut self, is_first: bool) -> Result<Option<Vec<u8>>, Broken> {
        if self.takes(b'}')? {
            return Ok(None);
        }
        if !is_first {
            self.expect(b',', "a comma or }")?;
        }
        if self.next_token()? != Some(b'"') {
            return Err(self.missing("a key in quotes")?);
        }
        let key = match self.value(LONGEST_KEY)? {
            Cut::Whole(key) => key,
            Cut::TooLarge | Cut::TooDeep => Vec::new(),
        };
        self.expect(b':', "a colon")?;
        Ok(Some(key))
    }

    /// Whether a list that is open has one more member.
    pub(super) fn has_member(&mut self, is_first: bool) -> Result<bool, Broken> {
        if self.takes(b']')? {
            return Ok(false);
        }
        if !is_first {
            self.expect(b',', "a comma or ]")?;
        }
        Ok(true)
    }

    /// What is wrong where something else comes next, or nothing.
    fn missing(&mut self, expected: &'static str) -> Result<Broken, Broken> {
        let is_end = self.next_token()?.is_none();
        Ok(if is_end {
            Broken::Ends
        } else {
            Broken::Expected(expected)
        })
    }

    /// Cuts out the next value, of at most so many bytes.
    pub(super) fn value(&mut self, largest: usize) -> Result<Cut, Broken> {
        let first = self.next_token()?.ok_or(Broken::Ends)?;
        if matches!(first, b',' | b':' | b']' | b'}') {
            return Err(Broken::Expected("a value"));
        }
        let mut cutting = Cutting::new();
        while let Some(byte) = self.peek()? {
            if cutting.ends_before(byte) {
                return Ok(cutting.cut);
            }
            cutting.take(byte, largest);
            self.pass(byte);
            if cutting.is_closed {
                return Ok(cutting.cut);
            }
        }
        // Only a number or a word can end where the stream does.
        if cutting.depth == 0 && !cutting.in_text {
            Ok(cutting.cut)
        } else {
            Err(Broken::Ends)
        }
    }
}

/// A value as it is cut out.
struct Cutting {
    cut: Cut,
    depth: usize,
    in_text: bool,
    is_escaped: bool,
    /// What closes it was met.
    is_closed: bool,
}

impl Cutting {
    fn new() -> Self {
        Self {
            cut: Cut::Whole(Vec::new()),
            depth: 0,
            in_text: false,
            is_escaped: false,
            is_closed: false,
        }
    }

    /// Whether a number or a word ends before this byte.
    fn ends_before(&self, byte: u8) -> bool {
        let is_delimiter = matches!(byte, b',' | b':' | b']' | b'}') || byte.is_ascii_whitespace();
        self.depth == 0 && !self.in_text && is_delimiter
    }

    fn take(&mut self, byte: u8, largest: usize) {
        match byte {
            _ if self.is_escaped => self.is_escaped = false,
            b'\\' if self.in_text => self.is_escaped = true,
            b'"' => {
                self.in_text = !self.in_text;
                self.is_closed = self.depth == 0 && !self.in_text;
            }
            b'{' | b'[' if !self.in_text => self.depth += 1,
            b'}' | b']' if !self.in_text => {
                self.depth -= 1;
                self.is_closed = self.depth == 0;
            }
            _ => {}
        }
        match &mut self.cut {
            _ if self.depth > DEEPEST => self.cut = Cut::TooDeep,
            Cut::Whole(bytes) if bytes.len() < largest => bytes.push(byte),
            Cut::Whole(_) => self.cut = Cut::TooLarge,
            Cut::TooLarge | Cut::TooDeep => {}
        }
    }
}
