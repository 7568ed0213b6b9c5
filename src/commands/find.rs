//! `tickler find`: full text over cards, histories and own fields.

use anyhow::Result;
use clap::Args;

use super::answer::{Answer, Reply};
use super::desk::Desk;
use crate::binder::{Line, Match, Place, Refusal, Sought, line};

/// Dossiers in which words were found.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Whose binder it is; all binders, if it is nobody's.
    pub manager: Option<String>,
    /// The words.
    pub sought: Sought,
    /// The dossiers with the line that matched, sorted by due.
    pub lines: Vec<(Line, Match)>,
}

/// Full text over cards, histories and own fields: closed dossiers too, what was undone not.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tickler find estimate
  tickler find romashka quarter
  tickler find 12345
  tickler find romashka --all")]
pub struct Find {
    /// Words that must all be in the dossier, each anywhere in it; case and accents don't count
    #[arg(required = true, value_name = "WORD")]
    words: Vec<String>,
    /// In every binder
    #[arg(long)]
    all: bool,
}

impl Find {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        let sought = Sought::new(&self.words.join(" ")).ok_or(Refusal::NothingSought)?;
        let seen = desk.seen();
        let searched = desk.search(
            &desk.binders(self.all)?,
            |place| place != Place::Gone,
            |bytes| sought.may_be_in(bytes),
            |found| {
                let dossier = &found.dossier;
                let is_there = dossier.place() != Place::Gone;
                let matched = sought.found_in(dossier).filter(|_| is_there)?;
                Some((Line::of(found.slug(), dossier, seen), matched))
            },
        )?;
        let mut lines = searched.taken;
        lines.sort_by(|(a, _), (b, _)| line::by_due(a, b));
        let manager = (!self.all).then(|| desk.manager.clone());
        let finding = Finding {
            manager,
            sought,
            lines,
        };
        let reply =
            Reply::new(Answer::Finding(finding)).remarking(desk.remarks_on_binders(self.all)?);
        let reply = reply.remarking(desk.remarks_on_loans(desk.today));
        Ok(reply.missing(searched.unreadable))
    }
}
