//! The list of commands: one enum, one `match`, and nothing else. Each has a file of its own with
//! its help, its arguments and its deed. A command answers with a value and prints nothing.

mod add;
mod aftermath;
mod answer;
mod close;
mod dates;
mod desk;
mod edit;
mod editor;
mod file;
mod r#move;
mod note;
mod show;
mod today;

use anyhow::Result;
use clap::Subcommand;

pub use answer::{Answer, Changed, ChangedLine, Day, Deed, Remark, Reply};
pub use desk::{Desk, Draft, Origin, Person, User};
pub use show::Shown;

/// What can be done with the binder.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// The day's work: who is to be contacted, overdue first
    Today(today::Today),
    /// After a contact: write the talk down and refile the client
    File(file::File),
    /// One client's dossier: the card, what is planned, the last contacts
    Show(show::Show),
    /// Write something into a dossier without moving it
    Note(note::Note),
    /// Refile clients without a contact
    Move(r#move::Move),
    /// Change what a dossier says, in an editor or by flags
    Edit(edit::Edit),
    /// Take a client out of the dividers
    Close(close::Close),
    /// Take a closed client back among the dividers
    Reopen(close::Reopen),
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
            Command::Show(command) => command.run(desk),
            Command::Note(command) => command.run(desk),
            Command::Move(command) => command.run(desk),
            Command::Edit(command) => command.run(desk),
            Command::Close(command) => command.run(desk),
            Command::Reopen(command) => command.run(desk),
            Command::Add(command) => command.run(desk),
        }
    }
}
