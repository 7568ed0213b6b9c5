//! `tickler promise`: what was promised to clients: listed, made, and marked as kept.

use anyhow::Result;
use chrono::NaiveDate;
use clap::Args;

use super::answer::{Answer, Deed, Remark, Reply};
use super::dates;
use super::desk::Desk;
use crate::binder::promise::{self, owed};
use crate::binder::{Kind, OpenPromise, Owed, Place, PromiseRefusal, Promised, Refusal};

/// What was promised to clients, by date; made, and marked as kept.
#[derive(Args, Debug)]
#[command(after_help = "\
With a client and a text it is a new promise; with --kept one that was kept; else it lists what is \
still open.

Examples:
  tickler promise
  tickler promise ivanov \"Send the estimate\" --by fri
  tickler promise ivanov
  tickler promise ivanov --kept 1")]
pub struct Promise {
    /// The client: any beginning of the name, or a phone number
    client: Option<String>,
    /// What is promised; behind an @ may stand by when (- reads it from standard input)
    #[arg(conflicts_with = "kept")]
    text: Option<String>,
    /// By when: fri, "5 jul", +2b
    #[arg(long, value_name = "DATE", requires = "text")]
    by: Option<String>,
    /// The client's open promise of this number was kept
    #[arg(long, value_name = "N", requires = "client")]
    kept: Option<usize>,
    /// Every manager's
    #[arg(long, conflicts_with = "client")]
    all: bool,
}

/// What is owed to clients.
#[derive(Clone, Debug)]
pub struct Promises {
    /// Whose clients; everybody's, if nobody's.
    pub manager: Option<String>,
    /// By date.
    pub owed: Vec<Owed>,
}

/// What is to be said of promises beside an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PromiseRemark {
    /// One was made.
    Made {
        /// What is promised.
        text: String,
        /// By when.
        due: Option<NaiveDate>,
    },
    /// One was kept.
    Kept {
        /// Which.
        promise: OpenPromise,
        /// How many are open still.
        open: usize,
    },
    /// What was promised to clients who stand elsewhere is not seen, nor their occasions and word: in
    /// this copy of the store no slips were made yet.
    Unseen,
}

impl Promise {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        match (self.client, self.kept) {
            (None, _) => list(self.all, desk),
            (Some(client), Some(n)) => keep(&client, n, desk),
            (Some(client), None) => match desk.text(self.text.as_deref())? {
                Some(text) => make(&client, &text, self.by.as_deref(), desk),
                None => list_of(&client, desk),
            },
        }
    }
}

/// All that is owed, told from those dossiers in which anything was ever promised.
fn list(all: bool, desk: &Desk<'_>) -> Result<Reply> {
    let searched = desk.search(
        &desk.binders(all)?,
        |place| place != Place::Gone,
        |bytes| memchr::memmem::find(bytes, b"\"promises\"").is_some(),
        |found| Some(owed([(found.slug(), &found.dossier)])),
    )?;
    let mut owed = searched.taken.concat();
    promise::sort(&mut owed);
    let manager = (!all).then(|| desk.manager.clone());
    let reply = Reply::new(Answer::Promises(Promises { manager, owed }));
    let on_binder = desk.remarks_on_binders(all)?;
    Ok(reply.remarking(on_binder).missing(searched.unreadable))
}

fn list_of(client: &str, desk: &Desk<'_>) -> Result<Reply> {
    let (found, beside) = desk.find(client)?;
    let promises = Promises {
        manager: Some(found.dossier.manager().to_owned()),
        owed: owed([(found.slug(), &found.dossier)]),
    };
    Ok(Reply::new(Answer::Promises(promises)).beside(beside))
}

fn make(client: &str, text: &str, by: Option<&str>, desk: &Desk<'_>) -> Result<Reply> {
    let calendar = dates::calendar_of(client, desk);
    let promised = Promised::parse(text, by, desk.today, &calendar)?;
    let (written, beside) = desk.change_client("promise", client, |change, found| {
        let entry = change.entry(Kind::Note);
        let made = vec![promised.stored()];
        Ok(change.put(found, entry.with("promises", made)))
    })?;
    let reply = desk.answer(Deed::Promised, &[written]).beside(beside);
    Ok(reply.remarking(remarks([promised])))
}

fn keep(client: &str, n: usize, desk: &Desk<'_>) -> Result<Reply> {
    let ((written, kept), beside) = desk.change_client("kept", client, |change, found| {
        let mut open = promise::open(&found.dossier);
        let Some(at) = open.iter().position(|promise| promise.n == n) else {
            let client = found.slug().to_owned();
            let open = open.len();
            return Err(Refusal::from(PromiseRefusal::NoSuchPromise { client, n, open }).into());
        };
        let promise = open.remove(at);
        let mark = promise.kept_by(change.entry(Kind::Kept));
        let kept = PromiseRemark::Kept {
            promise,
            open: open.len(),
        };
        Ok((change.put(found, mark), kept))
    })?;
    let reply = desk.answer(Deed::Kept, &[written]).beside(beside);
    Ok(reply.remarking([Remark::Promise(kept)]))
}

/// What is to be said of promises that were made: what was understood of each.
pub(super) fn remarks(made: impl IntoIterator<Item = Promised>) -> Vec<Remark> {
    let made = made.into_iter().flat_map(|promised| {
        let Promised { text, due, off } = promised;
        let day_off = due.and_then(|due| Some(dates::on_day_off(due, off?)));
        [
            Some(Remark::Promise(PromiseRemark::Made { text, due })),
            day_off,
        ]
    });
    made.flatten().collect()
}
