//! A long answer on a terminal goes through a pager: `$TICKLER_PAGER`, `$PAGER`, or `less`.
//!
//! Never through one that the store's settings name: a store can come from anybody, and a pager is
//! a program that is run.

use std::env;
use std::io::Write;
use std::process::{Command, Stdio};

/// Shows `text` in a pager if it is longer than the screen of `rows` lines. Whether it was shown:
/// if not, it is to be printed.
pub(super) fn show(text: &str, rows: usize) -> bool {
    if text.lines().count() < rows {
        return false;
    }
    match command() {
        Some(command) => page(command, text),
        None => false,
    }
}

/// The pager, by whom it is named first; `None` if that one says that there is to be none.
fn command() -> Option<Command> {
    let named = ["TICKLER_PAGER", "PAGER"].into_iter().find_map(env::var_os);
    let Some(line) = named else {
        let mut less = Command::new("less");
        less.arg("-FRX");
        return Some(less);
    };
    let line = line.into_string().ok()?;
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
    // 126 and 127: the shell found no such program.
    let status = pager.wait();
    status.is_ok_and(|status| !matches!(status.code(), Some(126 | 127)))
}
