//! `tickler check`: proves that every dossier is readable, in one file, and behind its place.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::answer::{Answer, Remark, Reply};
use super::attach::PaperRemark;
use super::desk::Desk;
use crate::store::Checkup;

/// Whether all is right in the store.
#[derive(Args, Debug)]
#[command(after_help = "\
The exit status is 1 if anything is wrong.

Examples:
  tickler check           a line for each thing that is wrong
  tickler check --json    the same for programs
  tickler check --repair  mends what needs no decision, and says what")]
pub struct Check {
    /// Put files where they belong, make copies one, take hand edits in, remove drafts
    #[arg(long)]
    repair: bool,
}

/// What a check has found.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The store's folder.
    pub folder: PathBuf,
    /// What the walk has found.
    pub checkup: Checkup,
}

impl Checked {
    /// Whether something is still wrong.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.checkup.findings.iter().any(|finding| !finding.mended)
    }

    /// Whether something was wrong that isn't any more.
    #[must_use]
    pub fn has_mended(&self) -> bool {
        let mended = self.checkup.findings.iter().any(|finding| finding.mended);
        mended || self.checkup.tightened > 0
    }
}

impl Check {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        let folder = desk.store.path().to_owned();
        // A folder that was never a store is not made one by mending it.
        let look = if desk.store.is_there()? {
            desk.store.look()?
        } else {
            None
        };
        let Some(look) = look else {
            let checkup = Checkup::default();
            let reply = Reply::new(Answer::Checked(Checked { folder, checkup }));
            return Ok(reply.remarking([Remark::EmptyStore]));
        };
        let checkup = if self.repair {
            drop(look);
            desk.store.repair(&desk.manager, (desk.clock)())?
        } else {
            look.check(desk.store.bad_settings(), (desk.clock)())?
        };
        let tightened = checkup.tightened;
        let tightened = (tightened > 0).then_some(Remark::Tightened { count: tightened });
        let loose = (checkup.loose > 0).then(|| Remark::LooseModes {
            count: checkup.loose,
            folder: folder.clone(),
        });
        let count = checkup.unnamed_papers;
        let unnamed = (count > 0).then_some(Remark::Paper(PaperRemark::Unnamed { count }));
        let reply = Reply::new(Answer::Checked(Checked { folder, checkup }));
        let remarks = [tightened, loose, unnamed].into_iter().flatten();
        Ok(reply.remarking(remarks))
    }
}
