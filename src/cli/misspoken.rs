//! How it is told that the words of a command line can't be taken apart: in the form of every other
//! error, with the way out. Help and version come this way too, and are no error.

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use anstream::stream::RawStream;
use anstream::{AutoStream, ColorChoice};
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{errors, help};
use crate::render::error_as_json;
use crate::render::harmless::harmless;

/// Tells the error, or shows the help that was asked for.
pub(super) fn tell(error: &clap::Error, args: &[OsString]) -> ExitCode {
    let json = args.iter().any(|arg| arg == "--json");
    let is_help = error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    if !error.use_stderr() {
        let text = error.render().ansi().to_string();
        return match super::write(&text, choice(args, &io::stdout())) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                errors::not_printed(&error, None, json)
            }
            _ => ExitCode::SUCCESS,
        };
    }
    if is_help && !json {
        let mut err = AutoStream::new(io::stderr().lock(), choice(args, &io::stderr()));
        let _ = err.write_all(error.render().ansi().to_string().as_bytes());
    } else if json {
        errors::say(&error_as_json(&what(error), Some(&hint(error, args)), &[]));
    } else {
        errors::say(&harmless(&format!("error: {}", what(error))));
        errors::say(&harmless(&format!("hint: {}", hint(error, args))));
    }
    ExitCode::from(2)
}

/// Whether help is in colour. It is asked for before the arguments are taken apart.
fn choice(args: &[OsString], stream: &impl RawStream) -> ColorChoice {
    let says = |how: &str| {
        let whole = format!("--color={how}");
        let in_two = args.windows(2);
        args.iter().any(|arg| *arg == *whole)
            || in_two
                .into_iter()
                .any(|two| two[0] == "--color" && two[1] == how)
    };
    if says("never") {
        ColorChoice::Never
    } else if says("always") {
        ColorChoice::Always
    } else {
        AutoStream::choice(stream)
    }
}

/// What can't be understood, in one line.
fn what(error: &clap::Error) -> String {
    use ErrorKind::{
        DisplayHelpOnMissingArgumentOrSubcommand, InvalidSubcommand, MissingRequiredArgument,
        MissingSubcommand,
    };
    let named = |kind| match error.get(kind) {
        Some(ContextValue::String(name)) => name.clone(),
        Some(ContextValue::Strings(names)) => names.join(", "),
        _ => String::new(),
    };
    match error.kind() {
        MissingSubcommand | DisplayHelpOnMissingArgumentOrSubcommand => {
            return "no command was given".to_owned();
        }
        InvalidSubcommand => {
            let name = named(ContextKind::InvalidSubcommand);
            return format!("there is no command \"{name}\"");
        }
        MissingRequiredArgument => {
            return format!("{} is missing", named(ContextKind::InvalidArg));
        }
        _ => {}
    }
    let text = error.to_string();
    let (text, _) = taken_apart(&text);
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    lines.join(" ").trim_start_matches("error: ").to_owned()
}

/// The way out: what was probably meant, and where it is told how it is said.
fn hint(error: &clap::Error, args: &[OsString]) -> String {
    let text = error.to_string();
    let command = command_among(args);
    let help = match &command {
        Some(command) => {
            let name = command.get_name();
            format!("see how it is said: tickler {name} --help")
        }
        None => "see which commands there are: tickler --help".to_owned(),
    };
    let apart = command.and_then(|command| set_apart(&command, args));
    if let Some(value) = apart.filter(|_| error.kind() == ErrorKind::UnknownArgument) {
        return format!(
            "what belongs to a flag that may stand alone follows an =: {value}; {help}"
        );
    }
    match taken_apart(&text) {
        // That a dash could be typed as a word helps nobody: no command takes such a word.
        (_, Some(tip)) if !tip.starts_with("to pass '") => {
            format!("{}; {help}", tip.replace("subcommand", "command"))
        }
        _ => help,
    }
}

/// The message and the tip of what clap says, without its usage. From the end, since the beginning
/// repeats what was typed, whatever that is.
fn taken_apart(text: &str) -> (&str, Option<&str>) {
    let before = |text, mark| str::rsplit_once(text, mark).map_or(text, |(before, _)| before);
    let text = before(before(text, "\n\nFor more information"), "\n\nUsage: ");
    match text.rsplit_once("\n\n  tip: ") {
        Some((message, tip)) => (message, Some(tip.trim())),
        None => (text, None),
    }
}

/// The first word that is a command.
fn command_among(args: &[OsString]) -> Option<clap::Command> {
    let known = help::command();
    let mut words = args.iter().skip(1).filter_map(|arg| arg.to_str());
    words.find_map(|word| known.find_subcommand(word).cloned())
}

/// A flag with the word behind it, where the flag takes one only behind an `=`: `--silent=90`.
fn set_apart(command: &clap::Command, args: &[OsString]) -> Option<String> {
    let takes_one = |flag: &str| {
        let mut known = command.get_arguments();
        known.any(|arg| arg.get_long() == Some(flag) && arg.is_require_equals_set())
    };
    args.windows(2).find_map(|two| {
        let (flag, value) = (two[0].to_str()?, two[1].to_str()?);
        let is_apart = flag.strip_prefix("--").is_some_and(takes_one) && !value.starts_with('-');
        is_apart.then(|| format!("{flag}={value}"))
    })
}
