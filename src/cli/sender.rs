//! Hands a letter to a `sendmail` program, the system's or the one that the environment or the
//! user's config names. Never to one that a store names: it is a program that is run.

use std::fmt;
use std::io::{self, Read, Write};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;

use anyhow::Result;

use crate::commands::Post;

/// The program where none is named: postfix, msmtp and others are called so.
const USUAL: &str = "sendmail";

/// Where it stands where it is not among the usual programs of a person.
const ELSEWHERE: &str = "/usr/sbin:/usr/lib:/sbin";

/// A letter that was not sent.
#[derive(Debug)]
pub(super) struct SenderFailed {
    why: String,
}

impl SenderFailed {
    pub(super) fn hint() -> String {
        "name a program that sends what it is given: tickler config sendmail msmtp, or for once \
         TICKLER_SENDMAIL=msmtp; what it is called with: PROGRAM -i -f FROM -- TO"
            .to_owned()
    }
}

impl fmt::Display for SenderFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the letter is not sent, and nothing is written down: {}",
            self.why
        )
    }
}

impl std::error::Error for SenderFailed {}

/// Sends a letter to one address.
pub(super) fn send(post: &Post<'_>) -> Result<()> {
    let line = post.of_user.unwrap_or(USUAL);
    let mut command = Command::new("sh");
    // Named last, so that a user's own program of that name goes first.
    let path = std::env::var("PATH").unwrap_or_default();
    command.env("PATH", format!("{path}:{ELSEWHERE}"));
    command.args([
        "-c",
        &format!("{line} \"$@\""),
        line,
        "-i",
        "-f",
        post.from,
        "--",
        post.to,
    ]);
    let sent = given(&mut command, post.mail).map_err(|error| error.to_string());
    let why = match sent {
        Ok((status, _)) if status.success() => return Ok(()),
        Ok((status, said)) => {
            let said = String::from_utf8_lossy(&said);
            let said: Vec<&str> = said.lines().take(3).collect();
            let colon = if said.is_empty() { "" } else { ": " };
            format!("`{line}` failed ({}){colon}{}", status, said.join("; "))
        }
        Err(error) => format!("`{line}`: {error}"),
    };
    Err(SenderFailed { why }.into())
}

/// Runs a program with `input`, and waits for its end: how it ended, and what it said of errors.
fn given(command: &mut Command, input: &[u8]) -> io::Result<(ExitStatus, Vec<u8>)> {
    command.stdin(Stdio::piped());
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn()?;
    let (stdin, stderr) = (child.stdin.take(), child.stderr.take());
    let mut said = Vec::new();
    thread::scope(|scope| {
        // Beside the reading of what it says: neither is to wait for the other.
        scope.spawn(move || {
            // One that reads no further says by its exit status what that means.
            stdin.map(|mut stdin| stdin.write_all(input))
        });
        // Whether the letter is sent says the status alone, however much of this can be read.
        stderr.map(|mut stderr| stderr.read_to_end(&mut said))
    });
    Ok((child.wait()?, said))
}
