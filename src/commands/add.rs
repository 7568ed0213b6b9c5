//! `tickler add`: a new client.

use anyhow::Result;
use clap::Args;

use super::answer::{Answer, Changed, Deed, Reply};
use super::dates::{Due, refile};
use super::desk::Desk;
use crate::binder::lookup::LONGEST_NAME;
use crate::binder::{Changes, Kind, Refusal};

/// A new client.
#[derive(Args, Debug)]
pub struct Add {
    /// The client's name
    name: String,
    /// The day of the first contact: 2024-07-05, fri, +3d, jul (without it: someday)
    #[arg(long, value_name = "WHEN")]
    on: Option<String>,
    #[command(flatten)]
    due: Due,
}

impl Add {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        let name = checked_name(&self.name)?;
        desk.needs_binder()?;
        let (landing, remark) = match &self.on {
            Some(on) => self.due.landing(on, desk)?,
            None => self.due.landing("someday", desk)?,
        };
        let mut changes = Changes::default();
        changes.set("manager", desk.manager.as_str());
        refile(&mut changes, &landing, self.due.is_agreed(false));
        changes.set("name", name);
        let written = desk.change("add", |change| {
            let first = change.entry(Kind::Add).changing(None, changes);
            change.add(first)
        })?;
        let (line, over) = desk.after_change(&written)?;
        let report = Changed {
            deed: Deed::Added,
            lines: vec![line],
            dry_run: false,
        };
        Ok(Reply::new(Answer::Changed(report)).remarking(remark.into_iter().chain(over)))
    }
}

/// The name, trimmed.
fn checked_name(name: &str) -> Result<&str, Refusal> {
    let name = name.trim();
    match name.chars().count() {
        0 => Err(Refusal::EmptyName),
        length if length > LONGEST_NAME => Err(Refusal::LongName { length }),
        _ => Ok(name),
    }
}
