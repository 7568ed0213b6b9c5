//! JSON as this program prints it: two blanks for each step in, a member a line, no empty lists.
//!
//! Read without a copy of anything in it. Whatever could be printed otherwise is not read at all:
//! numbers, and characters that could be escaped in two ways.

/// How deep values may lie in each other: deeper than in any entry of today's.
const DEEPEST: usize = 6;

/// A line break with the blanks of so many steps in.
const LINES: [&str; DEEPEST + 1] = [
    "\n",
    "\n  ",
    "\n    ",
    "\n      ",
    "\n        ",
    "\n          ",
    "\n            ",
];

/// A value, the simple ones as they stand in the text, with their quotes.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Printed<'a> {
    Simple(&'a str),
    List(Vec<&'a str>),
    Object(Members<'a>),
}

/// The members of an object, no key twice.
pub(super) type Members<'a> = Vec<(&'a str, Printed<'a>)>;

/// What is left to be read of a text. Each step gives `None` where something else stands.
pub(super) struct Reader<'a>(pub(super) &'a str);

impl<'a> Reader<'a> {
    /// Goes over what must stand here.
    pub(super) fn pass(&mut self, expected: &str) -> Option<()> {
        self.0 = self.0.strip_prefix(expected)?;
        Some(())
    }

    /// Goes over one sign.
    pub(super) fn sign(&mut self, expected: u8) -> Option<()> {
        if self.0.as_bytes().first() != Some(&expected) {
            return None;
        }
        self.take(1).map(drop)
    }

    /// Goes to the next line, so many steps in.
    pub(super) fn line(&mut self, depth: usize) -> Option<()> {
        self.pass(LINES.get(depth)?)
    }

    /// A key, with the colon behind it.
    pub(super) fn key(&mut self) -> Option<&'a str> {
        let key = unquoted(self.text()?)?;
        self.pass(": ")?;
        Some(key)
    }

    /// A value on a line that is `depth` steps in.
    pub(super) fn value(&mut self, depth: usize) -> Option<Printed<'a>> {
        match self.0.as_bytes().first()? {
            b'[' => self.list(depth).map(Printed::List),
            b'{' => self.object(depth).map(Printed::Object),
            _ => self.simple().map(Printed::Simple),
        }
    }

    /// An object on a line that is `depth` steps in.
    pub(super) fn object(&mut self, depth: usize) -> Option<Members<'a>> {
        let mut members: Members<'a> = Vec::with_capacity(8);
        self.sign(b'{').filter(|()| depth < DEEPEST)?;
        loop {
            self.line(depth + 1)?;
            let key = self.key()?;
            if members.iter().any(|(known, _)| *known == key) {
                return None;
            }
            members.push((key, self.value(depth + 1)?));
            if self.sign(b',').is_none() {
                break;
            }
        }
        self.line(depth)?;
        self.sign(b'}')?;
        Some(members)
    }

    fn list(&mut self, depth: usize) -> Option<Vec<&'a str>> {
        let mut members = Vec::new();
        self.sign(b'[')?;
        loop {
            self.line(depth + 1)?;
            members.push(self.simple()?);
            if self.sign(b',').is_none() {
                break;
            }
        }
        self.line(depth)?;
        self.sign(b']')?;
        Some(members)
    }

    fn simple(&mut self) -> Option<&'a str> {
        if self.0.starts_with('"') {
            return self.text();
        }
        let words = ["null", "true", "false"].into_iter();
        let word = words.into_iter().find(|word| self.0.starts_with(word))?;
        self.take(word.len())
    }

    /// A text with its quotes.
    fn text(&mut self) -> Option<&'a str> {
        let bytes = self.0.as_bytes();
        let mut end = bytes.starts_with(b"\"").then_some(1)?;
        loop {
            end += memchr::memchr2(b'"', b'\\', &bytes[end..])?;
            if bytes[end] == b'"' {
                break;
            }
            if !matches!(bytes.get(end + 1)?, b'"' | b'\\' | b'n' | b'r' | b't') {
                return None;
            }
            end += 2;
        }
        let is_printed = bytes[..end].iter().all(|byte| *byte >= b' ');
        self.take(end + 1).filter(|_| is_printed)
    }

    fn take(&mut self, end: usize) -> Option<&'a str> {
        let (taken, rest) = self.0.split_at_checked(end)?;
        self.0 = rest;
        Some(taken)
    }
}

impl Printed<'_> {
    /// Whether a value says nothing, so that its key is left out.
    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Printed::Simple("null" | "false" | r#""""#))
    }

    /// Prints it behind its key, on a line that is `depth` steps in.
    pub(super) fn print(&self, depth: usize, out: &mut String) {
        match self {
            Printed::Simple(text) => out.push_str(text),
            Printed::List(members) => {
                for (number, member) in members.iter().enumerate() {
                    out.push(if number == 0 { '[' } else { ',' });
                    out.push_str(LINES[depth + 1]);
                    out.push_str(member);
                }
                out.push_str(LINES[depth]);
                out.push(']');
            }
            Printed::Object(members) => {
                for (number, (key, member)) in members.iter().enumerate() {
                    out.push(if number == 0 { '{' } else { ',' });
                    out.push_str(LINES[depth + 1]);
                    out.extend(["\"", *key, "\": "]);
                    member.print(depth + 1, out);
                }
                out.push_str(LINES[depth]);
                out.push('}');
            }
        }
    }
}

/// A text without its quotes; `None` of anything else, and where something in it is escaped.
pub(super) fn unquoted(text: &str) -> Option<&str> {
    let text = text.strip_prefix('"')?.strip_suffix('"')?;
    (!text.contains('\\')).then_some(text)
}
