//! Gives a `tel:` or a `mailto:` to a program of the system, or to the one that the environment or
//! the user's config names. Never to one that a store names: it is a program that is run.

use std::fmt;
use std::io;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::Result;

/// How long is waited for a program to fail. One that runs longer has taken it over.
const PATIENCE: Duration = Duration::from_millis(400);

/// How often is looked whether it has.
const GLANCE: Duration = Duration::from_millis(10);

/// A program that can't open what it was given.
#[derive(Debug)]
pub(super) struct OpenerFailed {
    uri: String,
    why: String,
}

impl OpenerFailed {
    pub(super) fn hint(&self) -> String {
        let kind = self.uri.split(':').next().unwrap_or_default();
        format!("name a program that opens {kind}: links, as in TICKLER_OPENER=xdg-open")
    }
}

impl fmt::Display for OpenerFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} can't be opened: {}", self.uri, self.why)
    }
}

impl std::error::Error for OpenerFailed {}

/// Opens it, in the program `of_user` if there is one.
pub(super) fn open(uri: &str, of_user: Option<&str>) -> Result<()> {
    let opened = match of_user {
        Some(line) => by(line, uri),
        // Which of the usual ones it tried, and how each failed, helps nobody.
        None => open::that_detached_with_timeout(uri, PATIENCE)
            .map_err(|_| io::Error::other("no program of this system does that")),
    };
    opened.map_err(|error| {
        let uri = uri.split('?').next().unwrap_or(uri).to_owned();
        let why = error.to_string();
        OpenerFailed { uri, why }.into()
    })
}

/// Runs the user's own command line, as the shell takes it apart. What it prints is nothing for a
/// screen that is in use.
fn by(line: &str, uri: &str) -> io::Result<()> {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("{line} \"$@\""), line, uri]);
    command.stdin(Stdio::null());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn()?;
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        match child.try_wait()? {
            Some(status) if status.success() => return Ok(()),
            Some(status) => return Err(io::Error::other(format!("`{line}` failed ({status})"))),
            None => std::thread::sleep(GLANCE),
        }
    }
    Ok(())
}
