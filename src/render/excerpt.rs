//! A part of a long text for where there is no room for all of it. For what people wrote down;
//! names are never cut.

use std::ops::Range;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::cell::Cell;
use super::harmless::harmless;
use super::style;

/// What stands for the part that is left out.
const LEFT_OUT: &str = "…";

/// The beginning of a text, in one line of at most `width` columns: cut between words if it can be.
#[must_use]
pub fn beginning(text: &str, width: usize) -> String {
    let text = one_line(text);
    let end = fitting(&text, width);
    if end == text.len() {
        return text;
    }
    format!("{}{LEFT_OUT}", &text[..end])
}

/// A text with some of its parts marked, in one line; if it is too long for `width` columns, the
/// surroundings of the first mark. `marks` finds the parts.
pub(super) fn around(text: &str, width: usize, marks: impl Fn(&str) -> Vec<Range<usize>>) -> Cell {
    let text = one_line(text);
    let marks = marks(&text);
    let first = marks.first().cloned().unwrap_or(0..0);
    let start = if text.width() <= width {
        0
    } else {
        beginning_before(&text, &first, width)
    };
    let room = width - usize::from(start > 0).min(width);
    let end = start + fitting(&text[start..], room);
    let mut cell = Cell::new(if start > 0 { LEFT_OUT } else { "" });
    let mut at = start;
    for mark in marks {
        let mark = mark.start.clamp(at, end)..mark.end.clamp(at, end);
        cell = cell
            .and(&text[at..mark.start], style::PLAIN)
            .and(&text[mark.clone()], style::FOUND);
        at = mark.end;
    }
    cell = cell.and(&text[at..end], style::PLAIN);
    if end < text.len() {
        cell = cell.and(LEFT_OUT, style::PLAIN);
    }
    cell
}

/// The text as it is shown, its white space as single blanks.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    harmless(&words.join(" ")).into_owned()
}

/// Where to begin so that a mark comes with some words before it, and more behind it.
fn beginning_before(text: &str, mark: &Range<usize>, width: usize) -> usize {
    let room = width.saturating_sub(text[mark.clone()].width());
    // A third of the room; all that is not needed behind the mark, with a column for the sign.
    let behind = text[mark.end..].width();
    let room = (room / 3).max(room.saturating_sub(behind + 1));
    let mut start = mark.start;
    let mut used = 0;
    for (at, letter) in text[..mark.start].char_indices().rev() {
        used += letter.width().unwrap_or(0);
        if used > room {
            break;
        }
        start = at;
    }
    if start == 0 || text[..start].ends_with(' ') {
        return start;
    }
    // From the beginning of a word, if one begins there.
    let skipped = text[start..mark.start].find(' ').map(|blank| blank + 1);
    start + skipped.unwrap_or(0)
}

/// How many bytes of a text fit `width` columns, with a column left for the sign of a cut.
fn fitting(text: &str, width: usize) -> usize {
    if text.width() <= width {
        return text.len();
    }
    let room = width.saturating_sub(LEFT_OUT.width());
    let (mut used, mut end, mut word_end) = (0, 0, 0);
    let mut joined = false;
    for (at, letter) in text.char_indices() {
        let own = letter.width().unwrap_or(0);
        // Before an accent or inside a joined emoji is no place to cut.
        if own > 0 && !joined {
            end = at;
            if letter == ' ' {
                word_end = at;
            }
        }
        used += if joined { 0 } else { own };
        joined = letter == '\u{200d}';
        if used > room {
            break;
        }
    }
    // A text without blanks, or with one long word at its end, is cut inside of a word.
    if word_end * 2 > end { word_end } else { end }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_words() {
        let cases = [
            ("wants the estimate", 18, "wants the estimate"),
            ("wants the estimate", 17, "wants the…"),
            ("wants\n the\testimate", 30, "wants the estimate"),
            ("a verylongwordwithoutblanks", 12, "a verylongw…"),
            ("สวัสดีครับคุณสมชาย", 6, "สวัสดีค…"),
            ("北京市朝阳区", 6, "北京…"),
            ("e\u{301}e\u{301}e\u{301}e\u{301}", 3, "e\u{301}e\u{301}…"),
            ("👩‍💼👩‍💼👩‍💼", 4, "👩‍💼…"),
            ("\x1b[31mred", 5, "␛[31…"),
            ("anything", 0, "…"),
        ];
        for (text, width, expected) in cases {
            assert_eq!(beginning(text, width), expected);
        }
    }

    #[test]
    fn a_match_is_shown_with_its_surroundings() {
        let text = "he said that the whole estimate must be split by quarter before July";
        let cases = [
            ("estimate", 80, text),
            ("estimate", 30, "…whole estimate must be split…"),
            ("he", 20, "he said that the…"),
            ("July", 20, "…quarter before July"),
            ("nowhere", 12, "he said…"),
            ("estimate", 4, "…es…"),
        ];
        for (word, width, expected) in cases {
            let mark = |text: &str| text.find(word).map(|at| at..at + word.len());
            let cell = around(text, width, |text| mark(text).into_iter().collect());
            assert_eq!(cell.text(), expected, "{word} in {width}");
        }
    }
}
