//! `tickler log`: what was done, newest first.

use anyhow::Result;
use clap::Args;

use super::answer::{Answer, Reply};
use super::desk::Desk;
use crate::binder::entry::moment_text;
use crate::binder::{Dossier, history};
use crate::store::{Found, Logged, Record};

/// What was done.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tickler log
  tickler log --limit 5
  tickler log ivanov")]
pub struct Log {
    /// Only what was done to this client, on whatever machine
    client: Option<String>,
    /// At most so many
    #[arg(long, value_name = "N", value_parser = super::list::number, allow_hyphen_values = true)]
    limit: Option<usize>,
}

/// Commands that were done, newest first.
#[derive(Clone, Debug)]
pub struct Done {
    /// Each with whether it was taken back.
    pub commands: Vec<(Record, bool)>,
}

impl Log {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        let limit = self.limit.unwrap_or(usize::MAX);
        let mut remark = None;
        let commands = if let Some(client) = &self.client {
            let found = desk.find(client)?;
            remark = desk.remark_on_owner(&found);
            of_one(&found).into_iter().rev().take(limit).collect()
        } else {
            let look = desk.store.look()?;
            look.map_or(Ok(Vec::new()), |look| look.commands(limit))?
        };
        Ok(Reply::new(Answer::Done(Done { commands })).remarking(remark))
    }
}

/// What was done to one client, as its history tells.
fn of_one(found: &Found) -> Vec<(Record, bool)> {
    let dossier: &Dossier = &found.dossier;
    let live = history::live(dossier.history());
    let entries = dossier.history().iter().zip(live);
    let record = |entry: &crate::binder::Entry| Record {
        op: entry.op().to_owned(),
        at: moment_text(entry.at()),
        by: entry.by().to_owned(),
        title: entry.kind().name().to_owned(),
        of: entry.of().map(str::to_owned),
        dossiers: vec![Logged {
            id: dossier.id(),
            client: found.slug().to_owned(),
            manager: dossier.manager().to_owned(),
            from: entry.text_of("from").map(str::to_owned),
            to: entry
                .place()
                .map(|place| place.to_string())
                .unwrap_or_default(),
            older_format: None,
        }],
        settings: None,
    };
    entries
        .map(|(entry, live)| (record(entry), !live))
        .collect()
}
