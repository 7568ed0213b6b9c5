//! Text from data, made safe to show: a client's name must not move the cursor, paint the screen
//! or turn the rest of the line around.
//!
//! What is dangerous is shown rather than dropped, so that a strange name can be found and mended.
//! Letters are never touched: Arabic, Thai, joined emoji and combining marks stay as they are.

use std::borrow::Cow;
use std::fmt::Write;

use serde::Serialize;

/// A value of one line: line breaks and tabs become spaces, control characters and bidi overrides
/// are shown (`␛`, `<U+202E>`), bidi marks that show nothing are dropped.
///
/// Borrowed when there is nothing to change. What comes out passes unchanged a second time.
#[must_use]
pub fn harmless(text: &str) -> Cow<'_, str> {
    shown(text, ' ')
}

/// A text of several lines: as [`harmless`], but its line breaks stay (`\r\n` and `\r` as `\n`).
#[must_use]
pub fn harmless_lines(text: &str) -> Cow<'_, str> {
    shown(text, '\n')
}

/// `value` as JSON, indented by two spaces, without a line break at its end.
///
/// What a terminal would obey (DEL, C1, bidi controls, line separators) is written as `\uXXXX`, so
/// that the output is harmless on a screen and still says exactly what is stored.
#[must_use]
pub fn to_json(value: &impl Serialize) -> String {
    // What is shown is made of texts, numbers and lists of them: that can always be written.
    let json = serde_json::to_string_pretty(value).unwrap_or_default();
    if !json.chars().any(is_trouble_in_json) {
        return json;
    }
    let mut safe = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        // JSON has these characters inside strings only, where an escape means the same.
        if is_trouble_in_json(c) {
            push_formatted(&mut safe, format_args!("\\u{:04x}", u32::from(c)));
        } else {
            safe.push(c);
        }
    }
    safe
}

/// `text` with `line_break` for each of its line breaks and the rest made harmless.
fn shown(text: &str, line_break: char) -> Cow<'_, str> {
    let stays = |c: char| !is_trouble(c) || (c == '\n' && line_break == '\n');
    // Most text is ASCII, and bytes are quicker than chars.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) || text.chars().all(stays) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            // Windows writes one line break as two characters.
            '\r' if rest.peek() == Some(&'\n') => {}
            '\n' | '\r' => safe.push(line_break),
            _ => push_shown(&mut safe, c),
        }
    }
    Cow::Owned(safe)
}

fn is_trouble(c: char) -> bool {
    c.is_control() || is_bidi_control(c) || is_line_separator(c) || is_invisible(c)
}

/// Format characters that show nothing, and so make two names alike that are not. Joiners are left
/// alone, which letters and emoji are made with, and so are the tags of which flags are.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{180e}'
            | '\u{200b}'
            | '\u{2060}'..='\u{2064}'
            | '\u{206a}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
    )
}

/// serde has escaped C0 inside strings already; outside of them a line break is layout.
fn is_trouble_in_json(c: char) -> bool {
    is_trouble(c) && c >= '\u{7f}'
}

fn is_bidi_control(c: char) -> bool {
    is_weak_mark(c) || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// LRM, RLM, ALM: they nudge neutral characters only, and occur in honest Arabic and Hebrew.
fn is_weak_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}')
}

fn is_line_separator(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}

/// Adds `c` in the form in which a terminal only shows it. Line breaks are the caller's.
fn push_shown(safe: &mut String, c: char) {
    match c {
        '\t' => safe.push(' '),
        '\u{7f}' => safe.push('␡'),
        // The control pictures stand in the order of C0.
        '\0'..='\u{1f}' => safe.extend(char::from_u32(0x2400 + u32::from(c))),
        _ if is_line_separator(c) => safe.push(' '),
        _ if is_weak_mark(c) => {}
        _ if is_trouble(c) => push_formatted(safe, format_args!("<U+{:04X}>", u32::from(c))),
        _ => safe.push(c),
    }
}

fn push_formatted(safe: &mut String, shown: std::fmt::Arguments<'_>) {
    // Writing to a string can't fail.
    let _ = safe.write_fmt(shown);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn letters_of_every_script_are_left_alone_and_not_copied() {
        let names = [
            "",
            "Ivan Ivanov",
            "Иван Иванов",
            "สมชาย ใจดี",
            "Žydrūnė Šimkutė",
            "محمد العربي",
            "山田太郎",
            "👩‍💼 Anna",
            "e\u{301}\u{328}",
            "می\u{200c}خواهم",
        ];
        for name in names {
            assert!(
                matches!(harmless(name), Cow::Borrowed(same) if same == name),
                "{name}"
            );
            assert!(matches!(harmless_lines(name), Cow::Borrowed(_)), "{name}");
        }
        assert!(matches!(harmless_lines("two\nlines"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_a_terminal_obeys_is_shown() {
        let cases = [
            ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
            ("\x1b]0;title\x07", "␛]0;title␇"),
            ("nul\0del\x7f", "nul␀del␡"),
            ("\u{9b}31m \u{85}", "<U+009B>31m <U+0085>"),
            ("Anna\u{202e}gpj.exe", "Anna<U+202E>gpj.exe"),
            ("\u{202a}\u{2066}\u{2069}", "<U+202A><U+2066><U+2069>"),
            ("\u{200e}محمد\u{200f}\u{61c}", "محمد"),
            ("a\tb\u{2028}c\u{2029}d", "a b c d"),
            ("An\u{200b}na\u{ad}\u{feff}", "An<U+200B>na<U+00AD><U+FEFF>"),
        ];
        for (text, shown) in cases {
            assert_eq!(harmless(text), shown);
            assert_eq!(harmless_lines(text), shown);
        }
    }

    #[test]
    fn a_line_break_is_one_space_or_stays_one_line_break() {
        let text = "a\r\nb\nc\rd\r\r\ne";
        assert_eq!(harmless(text), "a b c d  e");
        assert_eq!(harmless_lines(text), "a\nb\nc\nd\n\ne");
    }

    #[test]
    fn json_escapes_what_a_terminal_obeys_and_loses_nothing() {
        let value = json!({ "n\u{202e}": "\x1b[0m\x7f\u{9b}\u{2028}\u{200f}é", "山": [1.50, {}] });
        let expected = "{\n  \"n\\u202e\": \"\\u001b[0m\\u007f\\u009b\\u2028\\u200fé\",\n  \
                        \"山\": [\n    1.5,\n    {}\n  ]\n}";
        assert_eq!(to_json(&value), expected);
    }

    proptest! {
        #[test]
        fn nothing_dangerous_comes_through(text in any::<String>()) {
            let once = harmless(&text).into_owned();
            prop_assert!(!once.chars().any(is_trouble));
            prop_assert_eq!(harmless(&once), once.as_str());
            prop_assert!(!harmless_lines(&text).chars().any(|c| c != '\n' && is_trouble(c)));
            let value = json!({ text.clone(): text });
            let written = to_json(&value);
            prop_assert!(!written.chars().any(|c| c != '\n' && is_trouble(c)));
            prop_assert_eq!(serde_json::from_str::<Value>(&written).ok(), Some(value));
        }
    }
}
