//! What is wrong with a template, and where.

use std::fmt;

use minijinja::{Error, ErrorKind};

use super::ENDING;

/// What is wrong where a template would go on for ever.
pub(super) const TOO_MUCH: &str =
    "makes far too much work: a loop that doesn't end, or far too much text";

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// The name of the template.
    pub name: String,
    /// The line, where it is known.
    pub line: Option<usize>,
    /// What it is.
    pub fault: Fault,
}

/// What can be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It needs what it was not given.
    Missing(String),
    /// Anything else, in words.
    Other(String),
}

impl Flaw {
    /// A flaw in words.
    pub(super) fn new(name: &str, line: Option<usize>, why: impl Into<String>) -> Self {
        Self {
            name: name.to_owned(),
            line,
            fault: Fault::Other(why.into()),
        }
    }

    /// What the engine says, of the innermost template in which it happened; `name` is the outermost.
    pub(super) fn of(error: &Error, name: &str) -> Self {
        let mut innermost = error;
        let mut next = std::error::Error::source(error);
        while let Some(inner) = next.and_then(|inner| inner.downcast_ref::<Error>()) {
            innermost = inner;
            next = std::error::Error::source(inner);
        }
        let file = innermost.name().and_then(|name| name.strip_suffix(ENDING));
        let (file, line) = match file {
            Some(file) => (file, innermost.line()),
            None => (name, error.line()),
        };
        Self {
            name: file.to_owned(),
            line,
            fault: fault(innermost),
        }
    }
}

impl fmt::Display for Flaw {
    /// `line 7: `company` is missing`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        match &self.fault {
            Fault::Missing(name) => write!(f, "`{name}` is missing"),
            Fault::Other(why) => f.write_str(why),
        }
    }
}

fn fault(error: &Error) -> Fault {
    let detail = error.detail().map(str::to_owned);
    match error.kind() {
        ErrorKind::UndefinedError => {
            // As the engine words it: `me.name` is undefined.
            let quoted = detail
                .as_deref()
                .and_then(|detail| detail.split('`').nth(1));
            let source = || Some(error.template_source()?.get(error.range()?)?.to_owned());
            match quoted.map(str::to_owned).or_else(source) {
                Some(name) => Fault::Missing(name),
                None => Fault::Other("a value is missing".to_owned()),
            }
        }
        ErrorKind::OutOfFuel => Fault::Other(TOO_MUCH.to_owned()),
        kind => Fault::Other(detail.unwrap_or_else(|| kind.to_string())),
    }
}
