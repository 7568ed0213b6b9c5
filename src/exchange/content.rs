//! The lines of a vCard or of a calendar: texts escaped, so that nothing in them begins a property, and
//! folded.

/// How many octets a line has at most, its end not counted (RFC 6350, 3.2; RFC 5545, 3.1).
const LONGEST_LINE: usize = 75;

/// A text that can stand in such a line: every kind of line break is `\n`, and other controls but the
/// tabulator are gone. Programs that read it stop at some of these, or take them for the end of a
/// line.
pub(super) fn cleaned(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' => {
                letters.next_if_eq(&'\n');
                cleaned.push('\n');
            }
            '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => cleaned.push('\n'),
            '\t' => cleaned.push('\t'),
            control if control.is_control() => {}
            other => cleaned.push(other),
        }
    }
    cleaned
}

/// A text as a value, or as one part of a value that has several.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in cleaned(text).chars() {
        match letter {
            '\n' => escaped.push_str("\\n"),
            '\\' | ',' | ';' => escaped.extend(['\\', letter]),
            other => escaped.push(other),
        }
    }
    escaped
}

/// A text as the value of a parameter, in quotes (RFC 6868).
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in cleaned(text).chars() {
        match letter {
            '\n' => quoted.push_str("^n"),
            '"' => quoted.push_str("^'"),
            '^' => quoted.push_str("^^"),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

/// A card or a calendar as it grows.
pub(super) struct Content {
    text: String,
    groups: usize,
}

impl Content {
    pub(super) fn new() -> Self {
        Self {
            text: String::new(),
            groups: 0,
        }
    }

    /// Adds a property, `name` with its parameters. The value is escaped already.
    pub(super) fn line(&mut self, name: &str, value: &str) {
        let line = format!("{name}:{value}");
        let mut rest = line.as_str();
        let mut room = LONGEST_LINE;
        while rest.len() > room {
            let (now, later) = rest.split_at(rest.floor_char_boundary(room));
            self.text.push_str(now);
            self.text.push_str("\r\n ");
            rest = later;
            // The blank before it counts.
            room = LONGEST_LINE - 1;
        }
        self.text.push_str(rest);
        self.text.push_str("\r\n");
    }

    /// Adds a property that is a text.
    pub(super) fn say(&mut self, name: &str, text: &str) {
        self.line(name, &escaped(text));
    }

    /// Adds a property with a label of its own, as Apple and Google tie one to it.
    pub(super) fn labelled(&mut self, name: &str, value: &str, label: &str) {
        self.groups += 1;
        let group = format!("item{}", self.groups);
        self.line(&format!("{group}.{name}"), value);
        self.say(&format!("{group}.X-ABLabel"), label);
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_begins_a_property() {
        let cases = [
            ("Ivan", "Ivan"),
            ("a;b,c\\d:e", "a\\;b\\,c\\\\d:e"),
            ("x\r\nTEL:1", "x\\nTEL:1"),
            ("x\nEND:VCARD\n", "x\\nEND:VCARD\\n"),
            ("x\rTEL:1", "x\\nTEL:1"),
            (
                "x\u{b}1\u{c}2\u{85}3\u{2028}4\u{2029}5",
                "x\\n1\\n2\\n3\\n4\\n5",
            ),
            ("\0a\u{1b}[2Jb\u{7f}\u{9b}c\t.", "a[2Jbc\t."),
            ("\u{202e}abc", "\u{202e}abc"),
        ];
        for (text, value) in cases {
            assert_eq!(escaped(text), value, "{text:?}");
        }
        assert_eq!(quoted("\"a\"; b:^\r\nc"), "\"^'a^'; b:^^^nc\"");
    }

    #[test]
    fn a_line_is_folded_at_75_octets_and_no_letter_is_cut() {
        let long = "Žydrūnė สมชาย 🦀 ".repeat(40);
        let mut content = Content::new();
        content.say("NOTE", &long);
        let text = content.into_text();
        let lines: Vec<&str> = text
            .strip_suffix("\r\n")
            .expect("an end")
            .split("\r\n")
            .collect();
        assert!(lines.len() > 10);
        assert!(
            lines.iter().all(|line| line.len() <= LONGEST_LINE),
            "{text}"
        );
        assert!(
            lines[..lines.len() - 1].iter().all(|line| line.len() > 70),
            "{text}"
        );
        assert_eq!(text.replace("\r\n ", ""), format!("NOTE:{long}\r\n"));
    }
}
