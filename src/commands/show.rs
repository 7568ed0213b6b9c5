//! `tickler show`: one client's dossier.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::answer::{Answer, Remark, Reply};
use super::attach::numbered_so;
use super::desk::{Beside, Desk};
use super::form::FormRemark;
use crate::binder::form::OnCard;
use crate::binder::paper::copy_name;
use crate::binder::{Dossier, Line, PaperRefusal, Refusal};

/// One client's dossier.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tickler show ivanov
  tickler show \"+370 600 12345\"
  tickler show ivanov --all
  tickler show ivanov --open 1")]
pub struct Show {
    /// The client: any beginning of the name, or a phone number
    client: String,
    /// The whole history, with what each entry changed, and what was undone
    #[arg(long)]
    all: bool,
    /// Open a copy of the paper of this number in the system's program for it
    #[arg(long, value_name = "N", conflicts_with = "all")]
    open: Option<usize>,
}

/// A paper that was opened.
#[derive(Clone, Debug)]
pub struct OpenedPaper {
    /// The name by which the client is typed.
    pub client: String,
    /// The client's name.
    pub of: String,
    /// The number of the paper.
    pub n: usize,
    /// What it is called.
    pub name: String,
    /// The copy that was opened.
    pub copy: PathBuf,
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
        if let Some(n) = self.open {
            return open(&self.client, n, desk);
        }
        let (shown, beside, remarks) = desk.shown(&self.client, self.all)?;
        let reply = Reply::new(Answer::Dossier(Box::new(shown))).beside(beside);
        Ok(reply.remarking(remarks))
    }
}

impl Desk<'_> {
    /// One client's dossier, with `all` of its history, and what is to be said of it.
    ///
    /// # Errors
    /// As [`Desk::find`].
    pub(super) fn shown(&self, client: &str, all: bool) -> Result<(Shown, Beside, Vec<Remark>)> {
        let (found, beside) = self.find(client)?;
        let mut line = Line::of(found.slug(), &found.dossier, self.seen());
        line.callable = self.callable(found.dossier.fields());
        let (forms, broken) = self.forms();
        let shown = Shown {
            line,
            forms: forms.on_card(&found.dossier, self.today),
            dossier: found.dossier,
            all,
        };
        Ok((shown, beside, FormRemark::all_broken(broken).collect()))
    }
}

/// Opens a copy of a paper: whatever a program does with it, the store's own stays as it is.
fn open(client: &str, n: usize, desk: &Desk<'_>) -> Result<Reply> {
    let (found, beside) = desk.find(client)?;
    let (client, id) = (found.slug().to_owned(), found.dossier.id());
    let listed = numbered_so(&found.dossier, &client, n)?;
    let Some(paper) = listed.kept else {
        return Err(Refusal::from(PaperRefusal::NamesNoFile { client, n }).into());
    };
    // The look ends before the paper is copied: that may take a while, and holds nobody up.
    let look = desk.store.look()?;
    let file = look.map_or(Ok(None), |look| look.open_paper(id, &paper.file))?;
    let name = paper.name.clone();
    let path = desk.store.path_of_paper(id, &paper).display().to_string();
    let Some(mut file) = file else {
        return Err(Refusal::from(PaperRefusal::Missing { name, path }).into());
    };
    let Some(copy) = copy_name(&paper) else {
        return Err(Refusal::from(PaperRefusal::Program { name, path }).into());
    };
    let program = desk.user.opener.as_deref();
    let copy = desk.person.open_copy(&copy, &mut file, program)?;
    let of = found.dossier.name().to_owned();
    let opened = OpenedPaper {
        client,
        of,
        n,
        name,
        copy,
    };
    Ok(Reply::new(Answer::Opened(opened)).beside(beside))
}
