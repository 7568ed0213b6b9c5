//! The text that is being typed, and the place in it where the next letter goes. It knows no
//! terminal.

use unicode_segmentation::UnicodeSegmentation;

use crate::render::harmless::{harmless, harmless_lines};

/// A text in the making.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Editor {
    text: String,
    /// Where the cursor stands, in bytes; always between two letters as a person counts them, but
    /// for marks that are still to be typed.
    at: usize,
    has_lines: bool,
}

impl Editor {
    /// An editor with a text that is there already, the cursor behind it.
    pub(super) fn new(text: String, has_lines: bool) -> Self {
        let at = text.len();
        Self {
            text,
            at,
            has_lines,
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn cursor(&self) -> usize {
        self.at
    }

    pub(super) fn into_text(self) -> String {
        self.text.trim_end().to_owned()
    }

    /// Puts in what was typed or pasted, such as it would be shown later.
    pub(super) fn insert(&mut self, text: &str) {
        let text = if self.has_lines {
            harmless_lines(text)
        } else {
            harmless(text)
        };
        self.text.insert_str(self.at, &text);
        self.at += text.len();
    }

    /// Begins a new line; whether there was an empty one already, which ends the text.
    pub(super) fn enter(&mut self) -> bool {
        let is_behind_all = self.text[self.at..].trim().is_empty();
        let is_last_empty = self.line_before().trim().is_empty();
        if !self.has_lines || (is_behind_all && is_last_empty) {
            return true;
        }
        self.insert("\n");
        false
    }

    /// Takes out the character before the cursor: of a letter with marks the last mark, as it was
    /// typed last.
    pub(super) fn backspace(&mut self) {
        if let Some(last) = self.text[..self.at].chars().next_back() {
            self.cut(self.at - last.len_utf8());
        }
    }

    /// Takes out the letter behind the cursor, with its marks.
    pub(super) fn delete(&mut self) {
        let from = self.at;
        self.right();
        self.cut(from);
    }

    /// Takes out the word before the cursor.
    pub(super) fn cut_word(&mut self) {
        let before = self.text[..self.at].trim_end_matches(' ');
        let start = before.rfind([' ', '\n']).map_or(0, |space| space + 1);
        self.cut(start.min(self.at));
    }

    /// Takes out the line up to the cursor.
    pub(super) fn cut_line(&mut self) {
        self.cut(self.at - self.line_before().len());
    }

    pub(super) fn left(&mut self) {
        let letter = self.text[..self.at].graphemes(true).next_back();
        self.at -= letter.map_or(0, str::len);
    }

    pub(super) fn right(&mut self) {
        let letter = self.text[self.at..].graphemes(true).next();
        self.at += letter.map_or(0, str::len);
    }

    /// To the beginning of the line.
    pub(super) fn home(&mut self) {
        self.at -= self.line_before().len();
    }

    /// To the end of the line.
    pub(super) fn end(&mut self) {
        let behind = &self.text[self.at..];
        self.at += behind.find('\n').unwrap_or(behind.len());
    }

    /// To the line above, as many letters in; from the first one to its beginning.
    pub(super) fn up(&mut self) {
        let column = self.line_before().graphemes(true).count();
        self.home();
        if self.at > 0 {
            self.at -= 1;
            self.home();
            self.forth(column);
        }
    }

    /// To the line below, as many letters in; from the last one to its end.
    pub(super) fn down(&mut self) {
        let column = self.line_before().graphemes(true).count();
        self.end();
        if self.at < self.text.len() {
            self.at += 1;
            self.forth(column);
        }
    }

    fn forth(&mut self, letters: usize) {
        for _ in 0..letters {
            if !self.text[self.at..].starts_with('\n') {
                self.right();
            }
        }
    }

    /// What stands in the line before the cursor.
    fn line_before(&self) -> &str {
        let before = &self.text[..self.at];
        before.rsplit('\n').next().unwrap_or(before)
    }

    /// Takes out what stands between `from` and the cursor.
    fn cut(&mut self, from: usize) {
        let (from, to) = (from.min(self.at), from.max(self.at));
        self.text.replace_range(from..to, "");
        self.at = from;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Do = fn(&mut Editor);

    /// The text with `|` at the cursor.
    fn shown(editor: &Editor) -> String {
        let (before, behind) = editor.text.split_at(editor.at);
        format!("{before}|{behind}")
    }

    fn after(text: &str, deeds: &[Do]) -> String {
        let mut editor = Editor::new(text.to_owned(), true);
        for deed in deeds {
            deed(&mut editor);
        }
        shown(&editor)
    }

    #[test]
    fn a_step_is_a_letter_with_its_marks_and_a_backspace_a_keystroke() {
        let cases: [(&str, &[Do], &str); 12] = [
            ("ab", &[Editor::left], "a|b"),
            ("ab", &[Editor::right], "ab|"),
            ("", &[Editor::left, Editor::backspace, Editor::delete], "|"),
            ("ที่นี่", &[Editor::left], "ที่|นี่"),
            ("ที่นี่", &[Editor::backspace], "ที่นี|"),
            ("ที่นี่", &[Editor::home, Editor::delete], "|นี่"),
            ("e\u{301}x", &[Editor::home, Editor::right], "e\u{301}|x"),
            ("👩‍💼x", &[Editor::left, Editor::left], "|👩‍💼x"),
            ("one two  ", &[Editor::cut_word], "one |"),
            ("one\ntwo", &[Editor::cut_word], "one\n|"),
            ("one\ntwo", &[Editor::cut_line], "one\n|"),
            ("山田", &[Editor::left, Editor::cut_line], "|田"),
        ];
        for (text, deeds, expected) in cases {
            assert_eq!(after(text, deeds), expected, "{text}");
        }
    }

    #[test]
    fn up_and_down_keep_the_column_as_far_as_the_line_goes() {
        let cases: [(&str, &[Do], &str); 5] = [
            ("abc\nd", &[Editor::up], "a|bc\nd"),
            ("a\nbcd", &[Editor::up], "a|\nbcd"),
            ("a\nbcd", &[Editor::up, Editor::up, Editor::down], "a\n|bcd"),
            ("ab", &[Editor::up, Editor::down], "ab|"),
            ("ที่ดี\nxyz", &[Editor::up], "ที่ดี|\nxyz"),
        ];
        for (text, deeds, expected) in cases {
            assert_eq!(after(text, deeds), expected, "{text}");
        }
    }

    #[test]
    fn an_empty_line_ends_the_text_and_a_pasted_one_does_not() {
        let mut editor = Editor::new(String::new(), true);
        assert!(editor.enter(), "nothing at all");
        editor.insert("one\r\n\r\ntwo\tx");
        assert_eq!(shown(&editor), "one\n\ntwo x|");
        assert!(!editor.enter());
        assert!(editor.enter());
        assert_eq!(editor.into_text(), "one\n\ntwo x");
        let mut line = Editor::new("fri".to_owned(), false);
        line.insert(" 14:30\n\u{1b}[2J");
        assert_eq!(shown(&line), "fri 14:30 ␛[2J|");
        assert!(line.enter());
    }
}
