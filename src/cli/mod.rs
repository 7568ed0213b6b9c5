//! The edge: reads argv, environment and clock, prints, and decides an exit status.

mod draft;
mod errors;
mod person;
mod surroundings;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use anyhow::Result;
use clap::{Parser, ValueEnum};

use crate::commands::{Command, Reply};
use crate::render::{self, Paper};

/// A sales rep's ring binder: every client behind the day of the next contact
#[derive(Debug, Parser)]
#[command(name = "tickler", version, about, max_term_width = 100)]
pub(crate) struct Cli {
    /// The folder of the binder
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "TICKLER_DIR",
        hide_env_values = true
    )]
    dir: Option<std::path::PathBuf>,
    /// Whose binder to open
    #[arg(long = "as", global = true, value_name = "MANAGER")]
    manager: Option<String>,
    /// Open the binder at another day: mon, 2024-07-05
    #[arg(long, global = true, value_name = "DATE")]
    today: Option<String>,
    /// Answer in JSON, for programs
    #[arg(long, global = true)]
    json: bool,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Color,
    #[command(subcommand)]
    command: Command,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

/// Runs the program with these arguments, the first of which is its own name.
#[must_use]
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let cli = match Cli::try_parse_from(&args) {
        Ok(cli) => cli,
        Err(error) => return errors::misspoken(&error, args.iter().any(|arg| arg == "--json")),
    };
    let (json, color) = (cli.json, cli.color);
    match answer(cli) {
        Ok((reply, paper)) => print(&reply, paper, json, color),
        Err(error) => errors::report(&error, json),
    }
}

fn answer(cli: Cli) -> Result<(Reply, Paper)> {
    let Cli {
        dir,
        manager,
        today,
        command,
        ..
    } = cli;
    let asked = surroundings::Asked {
        dir,
        manager,
        today,
    };
    let person = person::AtTheTerminal;
    let desk = surroundings::desk(asked, &person)?;
    let paper = Paper {
        width: surroundings::width(),
        today: desk.today,
    };
    command.run(&desk).map(|reply| (reply, paper))
}

/// Prints the answer, then what is to be said beside it; tells what came of it.
fn print(reply: &Reply, paper: Paper, json: bool, color: Color) -> ExitCode {
    let text = if json {
        render::reply_as_json(reply, paper) + "\n"
    } else {
        render::reply_as_text(reply, paper)
    };
    let choice = match color {
        Color::Auto => AutoStream::choice(&io::stdout()),
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    };
    let mut out = AutoStream::new(io::stdout().lock(), choice);
    let printed = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    if !json {
        for line in render::remarks_as_text(reply, paper) {
            errors::say(&line);
        }
    }
    match printed {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            errors::say(&format!("error: the answer can't be printed: {error}"));
            ExitCode::FAILURE
        }
        _ if reply.is_troubled() => ExitCode::FAILURE,
        _ => ExitCode::SUCCESS,
    }
}
