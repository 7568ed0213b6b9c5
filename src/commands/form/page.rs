//! One field of a form, as it is asked on a terminal.

use crate::binder::form::{Field, FieldKind};

/// A field that is asked, with what was answered before it.
pub struct Page<'a> {
    /// What the form is called.
    pub title: &'a str,
    /// The client's name.
    pub name: &'a str,
    /// Which field it is of those that are asked, and how many these are.
    pub number: (usize, usize),
    /// What was answered so far, each with what its field is called.
    pub answered: Vec<(&'a str, String)>,
    /// The field.
    pub field: &'a Field,
    /// The answer that is there already.
    pub start: String,
    /// Says of what is typed so far what it would be stored as, or why it won't do.
    pub meaning: &'a dyn Fn(&str) -> Result<String, String>,
}

impl<'a> Page<'a> {
    /// Whether the answer may have several lines: an empty one ends it.
    #[must_use]
    pub fn has_lines(&self) -> bool {
        self.field.kind == FieldKind::Lines
    }

    /// What there is to choose from; the empty one, in front, is none of it. Nothing, where a text is typed.
    #[must_use]
    pub fn options(&self) -> Vec<&'a str> {
        let mut options = self.field.offers();
        if !options.is_empty() && !self.field.is_required {
            options.insert(0, "");
        }
        options
    }
}
