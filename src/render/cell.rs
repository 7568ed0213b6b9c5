//! A cell of a [`super::table::Table`]: text from data, with its styles.
//!
//! A cell is where data becomes harmless, so no table can be made of anything else.

use std::fmt::Write;

use anstyle::Style;

use super::harmless::{harmless, harmless_lines};
use super::style::{self, Span};

/// One cell: text of one or several lines, in one or several styles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    spans: Vec<Span>,
}

impl Cell {
    /// A cell with `text` as it comes from data, `\n` between its lines. Made harmless here.
    #[must_use]
    pub fn new(text: impl AsRef<str>) -> Self {
        Self::default().and(text, style::PLAIN)
    }

    /// A cell with a text that has one line, whatever stands in it.
    #[must_use]
    pub fn of_one_line(text: impl AsRef<str>) -> Self {
        Self::new(harmless(text.as_ref()))
    }

    /// The same cell, all of it in `style`.
    #[must_use]
    pub fn styled(mut self, style: Style) -> Self {
        for span in &mut self.spans {
            span.style = style;
        }
        self
    }

    /// The same cell with `text` behind it in a style of its own.
    #[must_use]
    pub fn and(mut self, text: impl AsRef<str>, style: Style) -> Self {
        self.spans
            .push(Span::new(harmless_lines(text.as_ref()), style));
        self
    }

    /// The same cell with all of another behind it.
    pub(super) fn followed_by(mut self, other: Self) -> Self {
        self.spans.extend(other.spans);
        self
    }

    /// The same cell with another below it; only one of them if the other is blank.
    pub(super) fn over(self, below: Self) -> Self {
        match (self.is_blank(), below.is_blank()) {
            (true, _) => below,
            (_, true) => self,
            _ => self.and("\n", style::PLAIN).followed_by(below),
        }
    }

    /// `Client: Ivan Ivanov`, for a table that is written as cards.
    pub(super) fn labelled(&self, title: &Cell) -> Cell {
        let mut line = Self::default();
        if !title.is_blank() {
            line = line.and(title.text() + ": ", style::MUTED);
        }
        line.spans.extend(self.spans.iter().cloned());
        line
    }

    /// The pieces of the text, harmless already, each in its style.
    pub(super) fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// The bare text, without blank ends that would only take lines.
    pub(super) fn text(&self) -> String {
        let mut text: String = self.spans.iter().map(|span| span.text.as_str()).collect();
        text.truncate(text.trim_end_matches(is_space).len());
        text
    }

    /// Whether there is nothing to see.
    pub(super) fn is_blank(&self) -> bool {
        self.spans.iter().all(|span| span.text.trim().is_empty())
    }
}

impl<T: AsRef<str>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::new(text)
    }
}

impl FromIterator<Span> for Cell {
    /// A cell of spans one after the other, such as a [`super::bar::bar`].
    fn from_iter<I: IntoIterator<Item = Span>>(spans: I) -> Self {
        spans.into_iter().fold(Self::default(), |cell, span| {
            cell.and(span.text, span.style)
        })
    }
}

/// Puts the styles of a cell on its text again once that is laid out.
///
/// The layout adds and drops blanks and line breaks only, so everything else comes in the order of
/// the cell and takes the style it has there.
pub(super) struct Brush<'a> {
    left: Box<dyn Iterator<Item = (char, Style)> + 'a>,
}

impl<'a> Brush<'a> {
    /// A brush at the beginning of `cell`.
    pub(super) fn new(cell: &'a Cell) -> Self {
        let chars = |span: &'a Span| span.text.chars().map(|c| (c, span.style));
        Self {
            left: Box::new(
                cell.spans
                    .iter()
                    .flat_map(chars)
                    .filter(|(c, _)| !is_space(*c)),
            ),
        }
    }

    /// Adds `part`, one line of the cell, to `painted`. Blanks around it stay plain.
    pub(super) fn paint(&mut self, part: &str, painted: &mut String) {
        let inner = part.trim_matches(' ');
        let start = part.len() - part.trim_start_matches(' ').len();
        let (before, behind) = (&part[..start], &part[start + inner.len()..]);
        painted.push_str(before);
        let mut run = Span::new("", style::PLAIN);
        for c in inner.chars() {
            // A blank continues the run it stands in.
            let style = if is_space(c) { None } else { self.left.next() };
            match style {
                Some((_, style)) if style != run.style => {
                    push(painted, &run);
                    run = Span::new(c, style);
                }
                _ => run.text.push(c),
            }
        }
        push(painted, &run);
        painted.push_str(behind);
    }
}

fn is_space(c: char) -> bool {
    c == ' ' || c == '\n'
}

fn push(painted: &mut String, run: &Span) {
    // Writing to a string can't fail.
    let _ = write!(painted, "{run}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::style::{AGREED, LATE, MUTED, PLAIN};

    fn painted(cell: &Cell, parts: &[&str]) -> Vec<String> {
        let mut brush = Brush::new(cell);
        let paint = |part: &&str| {
            let mut painted = String::new();
            brush.paint(part, &mut painted);
            painted
        };
        parts.iter().map(paint).collect()
    }

    #[test]
    fn a_style_goes_on_after_a_line_break_and_leaves_the_blanks_around_it_plain() {
        let cell = Cell::new("Ivan Petrovich Ivanov").styled(LATE);
        let lines = painted(&cell, &["Ivan Petro  ", "    vich    ", "Ivanov"]);
        let expected = [
            "\x1b[31mIvan Petro\x1b[0m  ",
            "    \x1b[31mvich\x1b[0m    ",
            "\x1b[31mIvanov\x1b[0m",
        ];
        assert_eq!(lines, expected);
    }

    #[test]
    fn each_part_of_a_cell_keeps_its_own_style() {
        let cell = Cell::new("Anna")
            .styled(AGREED)
            .and(" A. ", PLAIN)
            .and("\nboss", MUTED);
        let expected = ["\x1b[1mAnna \x1b[0mA.", "\x1b[2mboss\x1b[0m"];
        assert_eq!(painted(&cell, &["Anna A.", "boss"]), expected);
    }

    #[test]
    fn a_cell_is_harmless_whatever_it_is_made_from() {
        let evil = "\x1b[2J\u{202e}\u{1f}\u{1e}\tx\r\ny";
        let shown = "␛[2J<U+202E>␟␞ x\ny";
        let span = Span::new(evil, PLAIN);
        let cells = [
            Cell::new(evil),
            Cell::from(evil),
            [span].into_iter().collect(),
        ];
        for cell in cells.into_iter().chain([Cell::default().and(evil, LATE)]) {
            assert_eq!(cell.text(), shown);
        }
    }
}
