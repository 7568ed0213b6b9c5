//! The named styles of the text face: the only place that knows a colour.
//!
//! A style is named after what it says, not after how it looks. Text always carries its styles;
//! the edge strips them where colour is off, so no style may say what the words don't.

use std::fmt::{self, Display, Write};

use anstyle::{AnsiColor, Style};

/// No emphasis.
pub const PLAIN: Style = Style::new();
/// The title of a card or of a part of an answer.
pub const HEADING: Style = Style::new().bold();
/// A column's title in a table; the underline stands in for a ruled line.
pub const COLUMN: Style = Style::new().bold().underline();
/// What should have been done before today.
pub const LATE: Style = AnsiColor::Red.on_default();
/// A date that was agreed with the client.
pub const AGREED: Style = Style::new().bold();
/// What matters less than what it stands beside.
pub const MUTED: Style = Style::new().dimmed();
/// The part of a load that is more than a manager can do in a day.
pub const OVER_CAPACITY: Style = AnsiColor::Yellow.on_default();
/// A word that was looked for.
pub const FOUND: Style = AnsiColor::Green.on_default().bold();
/// Today among other days.
pub const TODAY: Style = Style::new().bold();

/// A piece of text in one style. Displayed, it leaves the terminal as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// What is written.
    pub text: String,
    /// How it looks.
    pub style: Style,
}

impl Span {
    /// `text` in `style`. The text is taken as it is: what comes from data has to pass
    /// [`super::harmless`] first (a [`super::cell::Cell`] sees to that itself).
    #[must_use]
    pub fn new(text: impl Into<String>, style: Style) -> Self {
        Self {
            text: text.into(),
            style,
        }
    }
}

impl Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let style = self.style;
        // Escapes around nothing would be bytes that nobody sees.
        if self.text.is_empty() {
            return Ok(());
        }
        write!(f, "{style}{}{style:#}", self.text)
    }
}

/// The spans one after the other, styled.
#[must_use]
pub fn join(spans: &[Span]) -> String {
    spans.iter().fold(String::new(), |mut line, span| {
        // Writing to a string can't fail.
        let _ = write!(line, "{span}");
        line
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_leaves_the_terminal_as_it_was() {
        let cases = [
            (Span::new("2 days late", LATE), "\x1b[31m2 days late\x1b[0m"),
            (Span::new("Anna", PLAIN), "Anna"),
            (Span::new("", LATE), ""),
        ];
        for (span, expected) in cases {
            assert_eq!(span.to_string(), expected);
        }
    }

    #[test]
    fn without_styles_the_same_words_remain() {
        let line = join(&[Span::new("34", OVER_CAPACITY), Span::new(" of 30", MUTED)]);
        assert_eq!(anstream::adapter::strip_str(&line).to_string(), "34 of 30");
    }
}
