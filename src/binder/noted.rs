//! Whether what was noted elsewhere stands in a history already.

use super::Dossier;

/// Whether a note stands in the history, alone or among others of the same entry. Other programs
/// write line breaks, blanks and controls in their own way: these don't count.
#[must_use]
pub fn is_noted(there: &Dossier, note: &str) -> bool {
    let note = paragraphs(note);
    let history = there.live_history();
    let mut texts = history.iter().filter_map(|entry| entry.text());
    note.is_empty()
        || texts.any(|text| {
            paragraphs(text)
                .windows(note.len())
                .any(|some| some == note)
        })
}

/// What stands between empty lines, without regard to how lines are broken.
fn paragraphs(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n");
    let is_break = |letter| matches!(letter, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let mut paragraphs = vec![String::new()];
    for line in text.split(is_break) {
        let plain: String = line
            .chars()
            .filter(|letter| !letter.is_control() || letter.is_whitespace())
            .collect();
        let mut words = plain.split_whitespace().peekable();
        if words.peek().is_none() {
            paragraphs.push(String::new());
        }
        for word in words {
            if let Some(last) = paragraphs.last_mut() {
                last.push_str(if last.is_empty() { "" } else { " " });
                last.push_str(word);
            }
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::binder::Kind;
    use crate::binder::sample::{entry, in_july};

    #[test]
    fn a_note_is_known_again_however_its_lines_are_broken() {
        let noted = |text: &str| in_july(vec![entry("note", 2, Kind::Note).with("text", text)]);
        for (there, note, is_there) in [
            ("Wants prices", "Wants prices", true),
            ("Wants prices", " Wants  prices\n", true),
            ("Wants prices", "Wants", false),
            ("Books are read", "ok", false),
            (
                "one\r\ntwo\u{2028}three\u{b}four",
                "one\ntwo\nthree\nfour",
                true,
            ),
            ("bell\u{7} rings", "bell rings", true),
            ("first\n\nsecond\r\n\r\nthird", "second\n\nthird", true),
            ("first\n\nsecond\n\nthird", "first\n\nthird", false),
            ("first\n\nsecond", "second line", false),
            ("x", "\u{7}", true),
        ] {
            assert_eq!(
                is_noted(&noted(there), note),
                is_there,
                "{there:?} {note:?}"
            );
        }
    }
}
