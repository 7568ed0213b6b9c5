//! A letter as plain text, for a mail or a text message: what is read of its Markdown, without its signs.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use unicode_width::UnicodeWidthStr;

use super::page::tame;

/// Between two columns of a table.
const GAP: usize = 2;

/// The text that a person reads.
pub(super) fn plain(markdown: &str) -> String {
    let mut text = Plain::default();
    for event in tame(Parser::new_ext(markdown, Options::ENABLE_TABLES)) {
        text.take(event);
    }
    let lines = text.written.lines().map(str::trim_end);
    let lines: Vec<&str> = lines.collect();
    lines.join("\n").trim().to_owned() + "\n"
}

/// What is written so far.
#[derive(Default)]
struct Plain {
    written: String,
    /// The lists that are open, with the number of the next item where they have numbers.
    lists: Vec<Option<u64>>,
    /// The rows of the table that is open.
    rows: Vec<Vec<String>>,
    /// Where the links that are open lead, and where their words begin.
    links: Vec<(String, usize)>,
}

impl Plain {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) | Event::Code(text) => self.written.push_str(&text),
            Event::SoftBreak | Event::HardBreak => self.break_line(),
            Event::Rule => self.written.push_str("----\n\n"),
            Event::Start(tag) => self.begin(tag),
            Event::End(tag) => self.end(tag),
            _ => {}
        }
    }

    fn begin(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::List(first) => {
                self.end_line();
                self.lists.push(first);
            }
            Tag::Item => {
                self.end_line();
                let deeper = self.lists.len().saturating_sub(1);
                let sign = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "- ".to_owned(),
                };
                self.written.push_str(&"  ".repeat(deeper));
                self.written.push_str(&sign);
            }
            Tag::TableHead | Tag::TableRow => self.rows.push(Vec::new()),
            Tag::Link { dest_url, .. } => {
                self.links
                    .push((dest_url.into_string(), self.written.len()));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph if self.lists.is_empty() => self.written.push_str("\n\n"),
            TagEnd::Heading(_) | TagEnd::CodeBlock => self.written.push_str("\n\n"),
            TagEnd::Item => self.end_line(),
            TagEnd::List(_) => {
                self.lists.pop();
                if self.lists.is_empty() {
                    self.written.push('\n');
                }
            }
            TagEnd::TableCell => {
                // A cell is written where the table is to be, and taken from there.
                let begins = self.written.rfind('\n').map_or(0, |at| at + 1);
                let cell = self.written.split_off(begins);
                self.rows
                    .last_mut()
                    .into_iter()
                    .for_each(|row| row.push(cell.clone()));
            }
            TagEnd::Table => self.write_table(),
            TagEnd::Link => self.end_link(),
            _ => {}
        }
    }

    /// Where a link leads, unless its words say it.
    fn end_link(&mut self) {
        let Some((to, begins)) = self.links.pop() else {
            return;
        };
        let words = self.written.get(begins..).unwrap_or_default();
        if !to.ends_with(words) {
            self.written.extend([" <", &to, ">"]);
        }
    }

    /// The rows with their columns below each other; what is a number stands to the right.
    fn write_table(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
        let cell = |row: &[String], column: usize| row.get(column).cloned().unwrap_or_default();
        let width = |column| rows.iter().map(|row| cell(row, column).width()).max();
        for row in &rows {
            for column in 0..columns {
                let (text, width) = (cell(row, column), width(column).unwrap_or_default());
                let blanks = " ".repeat(width - text.width());
                let is_number = text.starts_with(|c: char| c.is_ascii_digit() || c == '-');
                let (before, after) = if is_number {
                    (&*blanks, "")
                } else {
                    ("", &*blanks)
                };
                self.written.extend([before, &text, after]);
                self.written.push_str(&" ".repeat(GAP));
            }
            self.written.push('\n');
        }
        self.written.push('\n');
    }

    fn break_line(&mut self) {
        self.written.push('\n');
        self.written.push_str(&"  ".repeat(self.lists.len()));
    }

    fn end_line(&mut self) {
        if !self.written.is_empty() && !self.written.ends_with('\n') {
            self.written.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_stays_and_the_signs_go() {
        let cases = [
            (
                "Mr Ivanov,\n\nhere it \\*is\\*.\nYours",
                "Mr Ivanov,\n\nhere it *is*.\nYours\n",
            ),
            (
                "# Offer\n\n**Bold** and *thin*, `code`",
                "Offer\n\nBold and thin, code\n",
            ),
            (
                "- one\n- two\n  - three\n\nend",
                "- one\n- two\n  - three\n\nend\n",
            ),
            ("3. one\n4. two", "3. one\n4. two\n"),
            (
                "[us](https://a.example) <a@b.example>",
                "us <https://a.example> a@b.example\n",
            ),
            ("[x](javascript:y)", "x\n"),
            ("<b>a</b> &amp; b", "<b>a</b> & b\n"),
            ("a\n\n---\n\nb", "a\n\n----\n\nb\n"),
            (
                "| What | Price |\n|---|---:|\n| Lentyna ąžuolinė | 85.00 |\n| Pristatymas | 1 120.00 |\n\nend",
                "What              Price\nLentyna ąžuolinė     85.00\nPristatymas       1 120.00\n\nend\n",
            ),
            ("", "\n"),
        ];
        for (markdown, text) in cases {
            assert_eq!(plain(markdown), text, "{markdown}");
        }
    }
}
