//! The edge: reads argv, environment and clock, prints, and decides an exit status.

mod completion;
mod draft;
mod errors;
mod help;
mod login;
mod manual;
mod misspoken;
mod notifier;
mod opener;
mod output;
mod pager;
mod person;
mod private_file;
mod screen;
mod sender;
mod surroundings;
mod user_config;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use anstream::stream::RawStream;
use anstream::{AutoStream, ColorChoice};
use anyhow::Result;
use clap::{Parser, ValueEnum};

use crate::commands::{Command, Reply};
use crate::render::{self, Paper};

/// A sales rep's ring binder: every client behind the day of the next contact
#[derive(Debug, Parser)]
#[command(name = "tickler", version, max_term_width = 100)]
pub(crate) struct Cli {
    /// The folder of the binder; else `TICKLER_DIR`, else your config
    #[arg(long, global = true, help_heading = "Everywhere", value_name = "DIR")]
    dir: Option<std::path::PathBuf>,
    /// Whose binder; else `TICKLER_MANAGER`, your config, the store, your login name
    // Known by a name of its own, or a command's `--manager` would be taken for it.
    #[arg(
        id = "as",
        long = "as",
        global = true,
        help_heading = "Everywhere",
        value_name = "MANAGER"
    )]
    manager: Option<String>,
    /// Open the binder at another day: mon, 2024-07-05, or at a time of it: "mon 10:30"
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
    /// Whether there is colour on this stream.
    fn choice(self, stream: &impl RawStream) -> ColorChoice {
        match self {
            Color::Auto => AutoStream::choice(stream),
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        }
    }

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
    if let Some(status) = completion::answer(&args) {
        return status;
    }
    let cli = match Cli::try_parse_from(&args) {
        Ok(cli) => cli,
        Err(error) => {
            let error = help::instead_of(error, &args);
            return misspoken::tell(&error, &args);
        }
    };
    let json = cli.json;
    match answer(cli) {
        Ok((reply, sheet)) => sheet.print(&reply, json),
        Err(error) => errors::report(&error, json),
    }
}

fn answer(cli: Cli) -> Result<(Reply, Sheet)> {
    let asked = surroundings::Asked {
        dir: cli.dir,
        manager: cli.manager,
        today: cli.today,
        color: cli.color,
        needs_manager: cli.command.needs_manager(),
        needs_settings: cli.command.needs_settings(),
        in_full: cli.json,
    };
    let person = person::AtTheTerminal::default();
    let surroundings::Surroundings { desk, color } = surroundings::look_around(asked, &person)?;
    person.likes(color);
    let reply = cli.command.run(&desk)?;
    let sheet = Sheet {
        paper: Paper {
            width: surroundings::width(),
            today: desk.today,
        },
        color,
        pager: desk.user.pager,
    };
    Ok((reply, sheet))
}

/// What an answer is printed on.
struct Sheet {
    paper: Paper,
    color: Color,
    pager: Option<String>,
}

impl Sheet {
    /// Prints the answer, then what is to be said beside it; tells what came of it.
    fn print(&self, reply: &Reply, json: bool) -> ExitCode {
        let printed = if json {
            let text = render::reply_as_json(reply, self.paper);
            write(&text, ColorChoice::Never)
        } else {
            self.show(&render::reply_as_text(reply, self.paper))
        };
        if !json {
            for line in render::remarks_as_text(reply, self.paper) {
                errors::say(&line);
            }
        }
        match printed {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                errors::not_printed(&error, reply.elsewhere(), json)
            }
            _ if reply.is_troubled() => ExitCode::FAILURE,
            _ => ExitCode::SUCCESS,
        }
    }

    /// Shows a text to a person: in a pager, if it is long and there is somebody to leaf through it.
    fn show(&self, text: &str) -> io::Result<()> {
        let choice = self.color.choice(&io::stdout());
        let is_paged = surroundings::rows().is_some_and(|rows| match choice {
            ColorChoice::Never => {
                let plain = anstream::adapter::strip_str(text).to_string();
                pager::show(&plain, rows, self.pager.as_deref())
            }
            _ => pager::show(text, rows, self.pager.as_deref()),
        });
        if is_paged {
            Ok(())
        } else {
            write(text, choice)
        }
    }
}

fn write(text: &str, choice: ColorChoice) -> io::Result<()> {
    surroundings::room_for(text.len() as u64)?;
    let mut out = AutoStream::new(io::stdout().lock(), choice);
    out.write_all(text.as_bytes())?;
    out.flush()
}
