//! How a value is written into a letter: as text, and never more of it than a letter has.

use std::fmt::{self, Write as _};

use minijinja::value::ValueKind;
use minijinja::{AutoEscape, Error, ErrorKind, Output, State, Value};

use super::escape::escaped;
use super::press::LONGEST;

/// Writes a value; in Markdown it is only text.
pub(super) fn written(
    out: &mut Output<'_>,
    state: &mut State<'_, '_>,
    value: &Value,
) -> Result<(), Error> {
    let is_plain = value.is_safe() || matches!(value.kind(), ValueKind::Number | ValueKind::Bool);
    // A list of lists of lists can be far longer than what it is made of.
    let mut text = Bounded(String::new());
    write!(text, "{value}").map_err(|_| Error::from(ErrorKind::OutOfFuel))?;
    let Bounded(text) = text;
    let written = match state.auto_escape() {
        AutoEscape::Custom(_) if !is_plain => out.write_str(&escaped(&text)),
        _ => out.write_str(&text),
    };
    written.map_err(Error::from)
}

/// A text that grows no longer than a letter.
struct Bounded(String);

impl fmt::Write for Bounded {
    fn write_str(&mut self, more: &str) -> fmt::Result {
        if self.0.len() + more.len() > LONGEST {
            return Err(fmt::Error);
        }
        self.0.push_str(more);
        Ok(())
    }
}
