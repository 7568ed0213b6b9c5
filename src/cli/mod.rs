//! The edge: reads argv, environment and clock, prints, and decides an exit status.

mod errors;
mod help;
mod login;
mod misspoken;
mod pager;
mod person;
mod surroundings;
mod user_config;

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
    /// The folder of the binder; else `TICKLER_DIR`, else your config
    #[arg(long, global = true, help_heading = "Everywhere", value_name = "DIR")]
    dir: Option<std::path::PathBuf>,
    /// Whose binder to open; else `TICKLER_MANAGER`, your config, the store, the login name
    // Known by a name of its own, or a command's `--manager` would be taken for it.
    #[arg(
        id = "as",
        long = "as",
        global = true,
        help_heading = "Everywhere",
        value_name = "MANAGER"
    )]
    manager: Option<String>,
    /// Open the binder at another day: mon, 2024-07-05
    #[arg(long, global = true, help_heading = "Everywhere", value_name = "DATE")]
    today: Option<String>,
    /// Answer in JSON, for programs
    #[arg(long, global = true, help_heading = "Everywhere")]
    json: bool,
    /// When to use colour
    #[arg(long, global = true, help_heading = "Everywhere", value_name = "WHEN")]
    color: Option<Color>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    fn name(self) -> &'static str {
        match self {
            Color::Auto => "auto",
            Color::Always => "always",
            Color::Never => "never",
        }
    }
}

/// Runs the program with these arguments, the first of which is its own name.
#[must_use]
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let cli = match Cli::try_parse_from(&args) {
        Ok(cli) => cli,
        Err(error) => {
            let error = help::instead_of(error, &args);
            return misspoken::tell(&error, &args);
        }
    };
    let json = cli.json;
    match answer(cli) {
        Ok((reply, paper, color)) => print(&reply, paper, json, color),
        Err(error) => errors::report(&error, json),
    }
}

fn answer(cli: Cli) -> Result<(Reply, Paper, Color)> {
    let asked = surroundings::Asked {
        dir: cli.dir,
        manager: cli.manager,
        today: cli.today,
        color: cli.color,
        needs_manager: cli.command.needs_manager(),
        needs_settings: cli.command.needs_settings(),
    };
    let person = person::AtTheTerminal;
    let surroundings::Surroundings { desk, color } = surroundings::look_around(asked, &person)?;
    let paper = Paper {
        width: surroundings::width(),
        today: desk.today,
    };
    let reply = cli.command.run(&desk)?;
    Ok((reply, paper, color))
}

/// Shows a long answer in a pager, if there is somebody to leaf through it; whether it did.
fn is_paged(text: &str, choice: ColorChoice) -> bool {
    let Some(rows) = surroundings::rows() else {
        return false;
    };
    match choice {
        ColorChoice::Never => pager::show(&anstream::adapter::strip_str(text).to_string(), rows),
        _ => pager::show(text, rows),
    }
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
    let printed = if !json && is_paged(&text, choice) {
        Ok(())
    } else {
        let mut out = AutoStream::new(io::stdout().lock(), choice);
        out.write_all(text.as_bytes()).and_then(|()| out.flush())
    };
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
