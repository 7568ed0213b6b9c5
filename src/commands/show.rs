//! `tickler show`: one client's dossier.

use anyhow::Result;
use clap::Args;

use super::answer::{Answer, Reply};
use super::desk::{Beside, Desk};
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
        let (shown, beside) = desk.shown(&self.client, self.all)?;
        Ok(Reply::new(Answer::Dossier(Box::new(shown))).beside(beside))
    }
}

impl Desk<'_> {
    /// One client's dossier, with `all` of its history.
    ///
    /// # Errors
    /// As [`Desk::find`].
    pub(super) fn shown(&self, client: &str, all: bool) -> Result<(Shown, Beside)> {
        let (found, beside) = self.find(client)?;
        let mut line = Line::of(found.slug(), &found.dossier, self.seen());
        line.callable = self.callable(found.dossier.fields());
        let dossier = found.dossier;
        Ok((Shown { dossier, line, all }, beside))
    }
}
