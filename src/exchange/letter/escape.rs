//! A value in Markdown: whatever a client is called, it is text. Nothing in it becomes a heading, a
//! list, a link or HTML, and what a person reads in the editor stays as plain as it can.

use std::fmt::Write as _;

/// The value as Markdown that reads as this very text. Its lines stay lines; blank ones are left out,
/// and so is what no letter shows: control characters, and signs that turn the text around.
pub(super) fn escaped(value: &str) -> String {
    let lines = value.split(is_break).map(|line| {
        let line: String = line.chars().filter(|c| !is_unseen(*c)).collect();
        escaped_line(line.trim())
    });
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// A value for a line of its own that is no Markdown: the head of a letter.
pub(super) fn in_one_line(value: &str) -> String {
    let plain = value.split(|c: char| c.is_whitespace() || is_break(c) || is_unseen(c));
    let words: Vec<&str> = plain.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

fn is_break(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Signs that are not seen, and change what is: control characters, and those that turn the direction
/// of the text after them.
fn is_unseen(c: char) -> bool {
    (c.is_control() && c != '\t')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn escaped_line(line: &str) -> String {
    let mut escaped = String::with_capacity(line.len() + 8);
    let mut before = None;
    let mut rest = line.chars();
    let beginning = beginning(line);
    while let Some(c) = rest.next() {
        let at = line.len() - rest.as_str().len() - c.len_utf8();
        if beginning == Some(at) || is_obeyed(c, before, rest.clone().next()) {
            escaped.push('\\');
        }
        // Writing to a string can't fail.
        let _ = write!(escaped, "{c}");
        before = Some(c);
    }
    escaped
}

/// Whether Markdown would obey a sign between these two, wherever in a line it stands.
fn is_obeyed(c: char, before: Option<char>, after: Option<char>) -> bool {
    let in_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '|' | '~' => true,
        // Inside a word it is a sign like any other, as in many an e-mail address.
        '_' => !(in_word(before) && in_word(after)),
        '&' => after.is_some_and(|c| c == '#' || c.is_ascii_alphanumeric()),
        _ => false,
    }
}

/// Where in a line the sign stands that would make a heading, a list or a rule of it.
fn beginning(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    let next = line[first.len_utf8()..].chars().next();
    let ends_word = |c: Option<char>| c.is_none_or(char::is_whitespace);
    match first {
        '#' | '=' => Some(0),
        '+' if ends_word(next) => Some(0),
        '-' if ends_word(next) || next == Some('-') => Some(0),
        '0'..='9' => {
            let digits = line.find(|c: char| !c.is_ascii_digit())?;
            let mut rest = line[digits..].chars();
            let is_list = matches!(rest.next(), Some('.' | ')')) && ends_word(rest.next());
            is_list.then_some(digits)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_text_whatever_stands_in_it() {
        let cases = [
            ("Ivan Ivanov", "Ivan Ivanov"),
            (
                "<script>alert(1)</script>",
                "\\<script\\>alert(1)\\</script\\>",
            ),
            ("[x](javascript:alert(1))", "\\[x\\](javascript:alert(1))"),
            ("# heading", "\\# heading"),
            ("- a", "\\- a"),
            ("---", "\\---"),
            ("===", "\\==="),
            ("+ a", "\\+ a"),
            ("1. Mai", "1\\. Mai"),
            ("12) a", "12\\) a"),
            ("1.5 t", "1.5 t"),
            ("13.06.2024", "13.06.2024"),
            ("+370 600 12345", "+370 600 12345"),
            ("-5 %", "-5 %"),
            ("a*b*c", "a\\*b\\*c"),
            ("ivan_ivanov@x.example", "ivan_ivanov@x.example"),
            ("_x_", "\\_x\\_"),
            ("Johnson & Sons", "Johnson & Sons"),
            ("AT&T &lt;", "AT\\&T \\&lt;"),
            ("a|b", "a\\|b"),
            ("~~~", "\\~\\~\\~"),
            (
                "Main St 1\r\n\r\n  Vilnius\u{2028}# LT",
                "Main St 1\nVilnius\n\\# LT",
            ),
            ("a\u{1b}[31mb\u{202e}c\0", "a\\[31mbc"),
            ("Žydrūnė 王芳 محمد", "Žydrūnė 王芳 محمد"),
            ("", ""),
        ];
        for (value, markdown) in cases {
            assert_eq!(escaped(value), markdown, "{value}");
        }
        assert_eq!(in_one_line(" a\nkind:  b\u{202e}c\t"), "a kind: b c");
    }
}
