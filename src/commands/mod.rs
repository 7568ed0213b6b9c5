//! The list of commands: one enum, one `match`, and nothing else. Each has a file of its own with
//! its help, its arguments and its deed. A command answers with a value and prints nothing.

mod add;
mod answer;
mod binder;
mod dates;
mod desk;
mod file;
mod find;
mod list;
mod today;
mod week;

use anyhow::Result;
use clap::Subcommand;

pub use answer::{Answer, Changed, ChangedLine, Day, Deed, Remark, Reply};
pub use binder::WholeBinder;
pub use desk::{Desk, Origin, Person, User};
pub use find::Finding;
pub use list::Listing;
pub use week::Days;

/// What can be done with the binder.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// The day's work: who is to be contacted, overdue first
    Today(today::Today),
    /// After a contact: write the talk down and refile the client
    File(file::File),
    /// The whole binder at a glance: every divider with its load as a bar
    Binder(binder::Binder),
    /// The coming five working days with who stands behind each
    Week(week::ThisWeek),
    /// All dossiers, sorted by due, or those that fit
    List(list::List),
    /// Full text over cards, histories and own fields
    Find(find::Find),
    /// A new client
    Add(add::Add),
}

impl Command {
    /// Does what the command says.
    ///
    /// # Errors
    /// A [`crate::binder::Refusal`], a [`crate::store::BadFile`], or what the machine says.
    pub fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        match self {
            Command::Today(command) => command.run(desk),
            Command::File(command) => command.run(desk),
            Command::Binder(command) => command.run(desk),
            Command::Week(command) => command.run(desk),
            Command::List(command) => command.run(desk),
            Command::Find(command) => command.run(desk),
            Command::Add(command) => command.run(desk),
        }
    }
}
