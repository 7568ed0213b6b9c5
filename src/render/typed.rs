//! A text that is being typed, laid out in the columns of a screen, with the place of the cursor.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::harmless::harmless;

/// What stands before each line.
const MARGIN: &str = "> ";

/// A text that is laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Typing {
    pub(super) lines: Vec<String>,
    /// The column and the line at which the next letter will stand.
    pub(super) cursor: (usize, usize),
}

/// Lays `text` out in lines of at most `width` columns; if they are more than `most`, those around
/// the cursor, which is at the byte `at`. A letter keeps its marks; where a line is full, the next
/// letter begins another one.
pub(super) fn lay_out(text: &str, at: usize, width: usize, most: usize) -> Typing {
    let at = text.floor_char_boundary(at);
    let room = width.saturating_sub(MARGIN.len()).max(2);
    // Where in the text each line begins.
    let mut starts = vec![0];
    let (mut used, mut begun) = (0, 0);
    for letter in text.graphemes(true) {
        let columns = harmless(letter).width();
        if letter == "\n" {
            starts.push(begun + letter.len());
            used = 0;
        } else if used + columns > room {
            starts.push(begun);
            used = columns;
        } else {
            used += columns;
        }
        begun += letter.len();
    }
    let mut line = starts.partition_point(|start| *start <= at) - 1;
    let mut column = harmless(&text[starts[line]..at]).width();
    if column >= room {
        // Behind a full line, where the next letter will begin another one.
        (column, line) = (0, line + 1);
        if line == starts.len() {
            starts.push(text.len());
        }
    }
    let first = (line + 1).saturating_sub(most);
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let lines = starts.iter().zip(ends).map(|(start, end)| {
        let line = text[*start..end].trim_end_matches('\n');
        format!("{MARGIN}{}", harmless(line))
    });
    Typing {
        lines: lines.skip(first).take(most).collect(),
        cursor: (MARGIN.len() + column, line - first),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_keeps_its_marks_and_the_cursor_its_place() {
        type Case = (&'static str, usize, &'static [&'static str], (usize, usize));
        let cases: [Case; 11] = [
            ("", 0, &["> "], (2, 0)),
            ("ab", 2, &["> ab"], (4, 0)),
            ("ab\n", 3, &["> ab", "> "], (2, 1)),
            ("ab\ncd", 2, &["> ab", "> cd"], (4, 0)),
            ("abcdef", 6, &["> abcdef", "> "], (2, 1)),
            ("abcdefg", 3, &["> abcdef", "> g"], (5, 0)),
            ("abcdefg", 6, &["> abcdef", "> g"], (2, 1)),
            ("ที่นี่นั่นโน่น", "ที่นี่".len(), &["> ที่นี่นั่นโน่", "> น"], (4, 0)),
            ("山田太郎", 12, &["> 山田太", "> 郎"], (4, 1)),
            ("a\u{7}b", 3, &["> a␇b"], (5, 0)),
            ("a\nb\nc\nd", 7, &["> b", "> c", "> d"], (3, 2)),
        ];
        for (text, at, lines, cursor) in cases {
            let expected = Typing {
                lines: lines.iter().map(|line| (*line).to_owned()).collect(),
                cursor,
            };
            assert_eq!(lay_out(text, at, 8, 3), expected, "{text:?}");
        }
    }
}
