//! `tickler show`: one client's dossier.

use anyhow::Result;
use clap::Args;

use super::answer::{Answer, Reply};
use super::desk::Desk;
use super::form::FormRemark;
use crate::binder::form::OnCard;
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
    /// The own forms that have answers, and those that are due.
    pub forms: Vec<OnCard>,
}

impl Shown {
    /// A dossier with its last entries, and with no forms.
    #[must_use]
    pub fn new(dossier: Dossier, line: Line) -> Self {
        Self {
            dossier,
            line,
            all: false,
            forms: Vec::new(),
        }
    }
}

impl Show {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        let (found, beside) = desk.find(&self.client)?;
        let mut line = Line::of(found.slug(), &found.dossier, desk.seen());
        line.callable = desk.callable(found.dossier.fields());
        let (forms, broken) = desk.forms();
        let shown = Shown {
            line,
            forms: forms.on_card(&found.dossier, desk.today),
            dossier: found.dossier,
            all: self.all,
        };
        let reply = Reply::new(Answer::Dossier(Box::new(shown))).beside(beside);
        Ok(reply.remarking(FormRemark::all_broken(broken)))
    }
}
