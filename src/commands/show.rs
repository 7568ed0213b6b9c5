//! `tickler show`: one client's dossier.

use anyhow::Result;
use clap::Args;

use super::answer::{Answer, Reply};
use super::desk::Desk;
use crate::binder::{Dossier, Line};

/// One client's dossier.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tickler show ivanov
  tickler show \"+370 600 12345\"
  tickler show ivanov --all")]
pub struct Show {
    /// The client: any beginning of the name, or a phone number
    client: String,
    /// The whole history, with what each entry changed, and what was undone
    #[arg(long)]
    all: bool,
}

/// A dossier that is shown.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The dossier.
    pub dossier: Dossier,
    /// The same in one line: where it stands, and how late it is.
    pub line: Line,
    /// The whole history is wanted, not only what was last.
    pub all: bool,
}

impl Show {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        let (found, beside) = desk.find(&self.client)?;
        let mut line = Line::of(found.slug(), &found.dossier, desk.seen());
        line.callable = desk.callable(found.dossier.fields());
        let shown = Shown {
            line,
            dossier: found.dossier,
            all: self.all,
        };
        Ok(Reply::new(Answer::Dossier(Box::new(shown))).beside(beside))
    }
}
