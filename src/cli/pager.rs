//! A long answer on a terminal goes through a pager: the one that the environment or the user's
//! config names, or `less`.
//!
//! Never through one that the store's settings name: a store can come from anybody, and a pager is
//! a program that is run.

use std::env;
use std::io::Write;
use std::process::{Command, Stdio};

/// Shows `text` in a pager if it is longer than the screen of `rows` lines: in the one that is
/// `named`, else in `less`. Whether it was shown: if not, it is to be printed.
pub(super) fn show(text: &str, rows: usize, named: Option<&str>) -> bool {
    if text.lines().count() < rows {
        return false;
    }
    match command(named) {
        Some(command) => page(command, text),
        None => false,
    }
}

/// The pager; `None` if there is to be none.
fn command(named: Option<&str>) -> Option<Command> {
    let Some(line) = named else {
        let mut less = Command::new("less");
        less.arg("-FRX");
        return Some(less);
    };
    if matches!(line.trim(), "" | "cat") {
        return None;
    }
    // As the shell would run it: with arguments, and `~` and quotes in them.
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(line);
    if env::var_os("LESS").is_none() {
        shell.env("LESS", "FRX");
    }
    Some(shell)
}

/// Runs the pager until it is left.
fn page(mut command: Command, text: &str) -> bool {
    let Ok(mut pager) = command.stdin(Stdio::piped()).spawn() else {
        return false;
    };
    if let Some(mut input) = pager.stdin.take() {
        // Left before the end, it reads no further: that is no error.
        let _ = input.write_all(text.as_bytes());
    }
    // One that fails (no such program, an option it doesn't know) has shown nothing; one that was
    // ended by a signal was left by the person, or its `head` had enough.
    let status = pager.wait();
    status.is_ok_and(|status| status.code().is_none_or(|code| code == 0 || code > 128))
}
