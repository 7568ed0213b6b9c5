//! `tickler attach`: papers are put into a client's dossier, and taken out of its list.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Args, ValueHint};

use super::answer::{Answer, Changed, Deed, Remark, Reply};
use super::desk::Desk;
use super::source::Source;
use crate::binder::paper::{self, KeptPaper};
use crate::binder::{Changes, Dossier, Kind, ListedPaper, PaperRefusal, Refusal};
use crate::store::PaperDraft;

/// Put papers into a client's dossier, or take one out.
#[derive(Args, Debug)]
#[command(after_help = "\
A paper is copied: what becomes of the file afterwards doesn't change it. `tickler show` lists a \
client's papers, and `tickler show CLIENT --open N` opens one.

Examples:
  tickler attach ivanov offer.pdf
  tickler attach ivanov scans/*.jpg
  tickler attach ivanov scan0001.pdf --name \"Contract, signed.pdf\"
  tickler attach ivanov - --name minutes.txt < minutes.txt
  tickler attach ivanov --remove 2")]
pub struct Attach {
    /// The client: any beginning of the name, or a phone number
    client: String,
    /// What is to be put in (- reads it from standard input)
    #[arg(
        value_name = "FILE",
        required_unless_present = "remove",
        conflicts_with = "remove",
        value_hint = ValueHint::FilePath
    )]
    files: Vec<PathBuf>,
    /// What the paper is to be called, if not as the file is
    #[arg(long, value_name = "NAME", conflicts_with = "remove")]
    name: Option<String>,
    /// Take the paper of this number out of the list, as `show` has them
    #[arg(long, value_name = "N")]
    remove: Option<usize>,
}

/// What is to be said of papers beside an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaperRemark {
    /// One was put in.
    PutIn {
        /// The number by which it is typed.
        n: usize,
        /// The paper.
        paper: KeptPaper,
    },
    /// What was to be put in is there already.
    IsThere {
        /// What it is called now.
        name: String,
        /// The number of the paper that is the same.
        n: usize,
        /// What that one is called.
        known: String,
    },
    /// One that was missing or damaged was put in again.
    IsWholeAgain {
        /// The number by which it is typed.
        n: usize,
        /// What it is called.
        name: String,
    },
    /// Some lie in the store that no dossier names, or none that was read.
    Unnamed {
        /// How many.
        count: usize,
    },
    /// One was taken out of the list.
    TakenOut {
        /// What it is called.
        name: String,
        /// Its file lies in the store still.
        is_kept: bool,
    },
}

impl Attach {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        match self.remove {
            Some(n) => take_out(&self.client, n, desk),
            None => self.put_in(desk),
        }
    }

    fn put_in(self, desk: &Desk<'_>) -> Result<Reply> {
        let (found, beside) = desk.find(&self.client)?;
        let (client, id) = (found.slug().to_owned(), found.dossier.id());
        self.can_be_opened(desk)?;
        let papers = desk.store.papers_for(id)?;
        let mut drafted = Vec::new();
        for file in &self.files {
            let mut source = self.source(file, desk)?;
            let name = source.name.clone();
            drafted.push(papers.copy(&name, desk.today, &mut source)?);
            source.is_as_it_was().map_err(Refusal::from)?;
        }
        drop(papers);
        let lost = lost_of(&drafted, &found.dossier, desk)?;
        let (written, remarks) = desk.change("attach", |change| {
            let (found, _) = desk.find_in(change, &client)?;
            let known = paper::listed(&found.dossier);
            let (new, there) = sorted_out(drafted, known);
            let mut remarks = Vec::new();
            for (draft, same) in there {
                let is_lost = same
                    .kept
                    .as_ref()
                    .is_some_and(|kept| lost.contains(&kept.file));
                remarks.push(known_already(draft.paper(), &same, is_lost));
                if is_lost {
                    change.keep_paper(&found.dossier, draft)?;
                }
            }
            if new.is_empty() {
                return Ok((None, remarks));
            }
            let mut changes = Changes::default();
            let mut put_in = Vec::new();
            for draft in new {
                let kept = change.keep_paper(&found.dossier, draft)?;
                kept.put_in(&mut changes);
                put_in.push(kept);
            }
            let entry = change.entry(Kind::Paper).changing(None, changes);
            let written = change.put(found, entry);
            remarks.splice(0..0, numbered(&written.dossier, put_in));
            Ok((Some(written), remarks))
        })?;
        let remarks = remarks.into_iter().map(Remark::Paper);
        let reply = match written {
            Some(written) => desk.answer(Deed::PutIn, &[written]),
            None if lost.is_empty() => Desk::left_unchanged(Deed::PutIn),
            None => Reply::new(Answer::Changed(Changed::nothing(Deed::PutIn))),
        };
        Ok(reply.beside(beside).remarking(remarks))
    }

    /// Refuses what can't be copied, before the first is.
    fn can_be_opened(&self, desk: &Desk<'_>) -> Result<(), Refusal> {
        if self.name.is_some() && self.files.len() > 1 {
            return Err(PaperRefusal::OneNameForSeveral.into());
        }
        let input = self.files.iter().filter(|file| file.as_os_str() == "-");
        if input.count() > 1 {
            return Err(PaperRefusal::InputTwice.into());
        }
        // Each is closed again: there may be more of them than can be open at once.
        let mut files = self.files.iter();
        files.try_for_each(|file| self.source(file, desk).map(drop))
    }

    fn source(&self, file: &Path, desk: &Desk<'_>) -> Result<Source, Refusal> {
        Ok(Source::open(file, self.name.as_deref(), desk)?)
    }
}

/// The files of those papers that are listed and in the store no longer, or not whole.
fn lost_of(drafted: &[PaperDraft], dossier: &Dossier, desk: &Desk<'_>) -> Result<Vec<String>> {
    let look = desk.store.look()?;
    let listed = paper::listed(dossier).into_iter();
    let again = listed.filter(|one| drafted.iter().any(|draft| one.is_same(draft.paper())));
    let files = again.filter_map(|one| Some(one.kept?.file));
    let is_lost = |file: &String| {
        let look = look.as_ref();
        // What can't be opened is none: a link, a folder.
        let whole = look.and_then(|look| look.open_whole_paper(dossier.id(), file).ok()?);
        whole.is_none()
    };
    Ok(files.filter(is_lost).collect())
}

/// Those of the papers that are new to the dossier, each content once, and the others, each with the
/// one that is the same.
fn sorted_out(
    drafted: Vec<PaperDraft>,
    mut known: Vec<ListedPaper>,
) -> (Vec<PaperDraft>, Vec<(PaperDraft, ListedPaper)>) {
    let (mut new, mut there) = (Vec::new(), Vec::new());
    for draft in drafted {
        let paper = draft.paper();
        if let Some(same) = known.iter().find(|one| one.is_same(paper)) {
            there.push((draft, same.clone()));
        } else {
            known.push(ListedPaper::new(known.len() + 1, paper.clone()));
            new.push(draft);
        }
    }
    (new, there)
}

/// What is to be said of a paper that is listed already.
fn known_already(paper: &KeptPaper, same: &ListedPaper, is_lost: bool) -> PaperRemark {
    let (n, known) = (same.n, same.name());
    if is_lost {
        return PaperRemark::IsWholeAgain { n, name: known };
    }
    let name = paper.name.clone();
    PaperRemark::IsThere { name, n, known }
}

/// Papers that were put in, with the numbers that they have now.
fn numbered(dossier: &Dossier, put_in: Vec<KeptPaper>) -> Vec<PaperRemark> {
    let listed = paper::listed(dossier);
    let remarks = put_in.into_iter().filter_map(|paper| {
        let n = listed.iter().find(|one| one.is_same(&paper))?.n;
        Some(PaperRemark::PutIn { n, paper })
    });
    remarks.collect()
}

fn take_out(client: &str, n: usize, desk: &Desk<'_>) -> Result<Reply> {
    let ((written, paper), beside) = desk.change_client("take-out", client, |change, found| {
        let paper = numbered_so(&found.dossier, found.slug(), n)?;
        let mut changes = Changes::default();
        paper.take_out(&mut changes);
        let entry = change.entry(Kind::Paper).changing(None, changes);
        Ok((change.put(found, entry), paper))
    })?;
    let taken_out = PaperRemark::TakenOut {
        name: paper.name(),
        is_kept: paper.kept.is_some(),
    };
    let reply = desk.answer(Deed::TakenOut, &[written]).beside(beside);
    Ok(reply.remarking([Remark::Paper(taken_out)]))
}

/// The paper of a client that is typed as `n`.
///
/// # Errors
/// [`PaperRefusal::NoSuchPaper`].
pub(super) fn numbered_so(
    dossier: &Dossier,
    client: &str,
    n: usize,
) -> Result<ListedPaper, Refusal> {
    let mut listed = paper::listed(dossier);
    let Some(at) = listed.iter().position(|paper| paper.n == n) else {
        let (client, papers) = (client.to_owned(), listed.len());
        return Err(PaperRefusal::NoSuchPaper { client, n, papers }.into());
    };
    Ok(listed.swap_remove(at))
}
