//! A command as it could be typed: what one command does by another is done by the same rules.

use anyhow::Result;
use clap::Parser;

use super::Command;

/// A command line without the program's name.
#[derive(Parser)]
#[command(no_binary_name = true)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

/// The command that these words are.
///
/// # Errors
/// Words that are none.
pub(super) fn command(words: impl IntoIterator<Item = String>) -> Result<Command> {
    Ok(CommandLine::try_parse_from(words)?.command)
}
