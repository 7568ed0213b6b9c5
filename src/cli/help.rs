//! The help of the whole program: the commands in groups, on one screen.

use std::ffi::OsString;

use clap::CommandFactory;
use clap::error::ErrorKind;

use super::Cli;

/// The commands in the groups of a day's work. A test holds that each stands in one of them.
const GROUPS: [(&str, &[&str]); 5] = [
    (
        "The day",
        &["today", "file", "move", "work", "spread", "deal", "review"],
    ),
    ("The binder", &["binder", "week", "list", "find", "stats"]),
    (
        "The dossier",
        &[
            "add", "show", "note", "edit", "promise", "draft", "form", "attach", "reach", "close",
            "reopen", "forget",
        ],
    ),
    ("The team", &["handover", "assign", "team"]),
    (
        "The store",
        &[
            "undo",
            "log",
            "check",
            "print",
            "import",
            "export",
            "notify",
            "config",
            "completions",
            "man",
        ],
    ),
];

/// What holds for every command: its own help says more of it.
const EVERYWHERE: &str = "Everywhere:
  --dir DIR, --as MANAGER, --today DATE, --json, --color WHEN, --help, --version

`tickler COMMAND --help` says more of each, with examples.
";

/// The same answer, but for the help of the whole program: that one in groups. They are put
/// together only here, so that no other command pays for it.
pub(super) fn instead_of(error: clap::Error, args: &[OsString]) -> clap::Error {
    use ErrorKind::{DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand};
    match error.kind() {
        DisplayHelp | DisplayHelpOnMissingArgumentOrSubcommand => {
            command().try_get_matches_from(args).err().unwrap_or(error)
        }
        _ => error,
    }
}

/// The program's arguments with its help in groups.
pub(super) fn command() -> clap::Command {
    let command = Cli::command();
    let groups: Vec<String> = GROUPS
        .iter()
        .map(|group| described(&command, group))
        .collect();
    command
        .help_template("{about}\n\n{usage-heading} {usage}\n\n{before-help}")
        .before_help(groups.concat() + EVERYWHERE)
}

/// One group: its title, and a line for each command.
fn described(command: &clap::Command, (title, names): &(&str, &[&str])) -> String {
    let lines = names.iter().filter_map(|name| {
        let about = command.find_subcommand(name)?.get_about()?;
        Some(format!("  {name:<13}{about}\n"))
    });
    let lines: String = lines.collect();
    format!("{title}:\n{lines}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_stands_in_one_group_of_the_help() {
        let grouped = GROUPS.iter().flat_map(|(_, names)| names.iter().copied());
        let mut grouped: Vec<&str> = grouped.collect();
        let command = Cli::command();
        let mut known: Vec<&str> = command
            .get_subcommands()
            .map(clap::Command::get_name)
            .collect();
        grouped.sort_unstable();
        known.sort_unstable();
        assert_eq!(grouped, known);
    }

    #[test]
    fn the_help_fits_one_screen() {
        let help = command().render_help().to_string();
        assert!(help.lines().count() <= 50, "{help}");
        for line in help.lines() {
            assert!(line.chars().count() <= 80, "{line}");
        }
    }

    #[test]
    fn the_help_names_every_flag_that_holds_everywhere() {
        let mut command = Cli::command();
        command.build();
        for flag in command.get_arguments().filter_map(clap::Arg::get_long) {
            assert!(EVERYWHERE.contains(&format!("--{flag}")), "--{flag}");
        }
    }
}
