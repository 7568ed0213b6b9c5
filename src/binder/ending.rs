//! How it ended with a client who is closed.

use std::fmt;

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ending {
    /// What was to be sold is sold.
    Won,
    /// Nothing came of it.
    Lost,
}

impl Ending {
    /// The word that is stored, as the `result` of a closing.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Won => "won",
            Self::Lost => "lost",
        }
    }
}

impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
