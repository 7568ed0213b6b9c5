//! Gives a `tel:`, a `mailto:` or the copy of a paper to a program of the system, or to the one that
//! the environment or the user's config names. Never to one that a store names: it is a program that
//! is run.

use std::ffi::OsStr;
use std::fmt;
use std::fs::{self, Permissions};
use std::io::{self, Read};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::private_file;

/// How long is waited for a program to fail. One that runs longer has taken it over.
const PATIENCE: Duration = Duration::from_millis(400);

/// How often is looked whether it has.
const GLANCE: Duration = Duration::from_millis(10);

/// A program that can't open what it was given.
#[derive(Debug)]
pub(super) struct OpenerFailed {
    what: String,
    is_file: bool,
    why: String,
}

impl OpenerFailed {
    pub(super) fn hint(&self) -> String {
        if self.is_file {
            return "name a program that opens files, as in TICKLER_OPENER=xdg-open".to_owned();
        }
        let kind = self.what.split(':').next().unwrap_or_default();
        format!("name a program that opens {kind}: links, as in TICKLER_OPENER=xdg-open")
    }
}

impl fmt::Display for OpenerFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} can't be opened: {}", self.what, self.why)
    }
}

impl std::error::Error for OpenerFailed {}

/// Opens a link, in the program `of_user` if there is one.
pub(super) fn open(uri: &str, of_user: Option<&str>) -> Result<()> {
    opened(OsStr::new(uri), of_user).map_err(|error| {
        let failed = OpenerFailed {
            what: uri.split('?').next().unwrap_or(uri).to_owned(),
            is_file: false,
            why: error.to_string(),
        };
        failed.into()
    })
}

/// Opens a copy of a paper in a private file called `name`, and tells where that is. Whoever opened it
/// may go on with it for long, so it is left to be thrown away with what is temporary here. It can't
/// be written: what somebody changed in it would be in no store.
pub(super) fn open_copy(name: &str, from: &mut dyn Read, of_user: Option<&str>) -> Result<PathBuf> {
    let folder = private_file::folder();
    let copy = folder.join(name);
    let copied = private_file::make(&folder, name).and_then(|mut to| {
        io::copy(from, &mut to)?;
        to.set_permissions(Permissions::from_mode(0o400))
    });
    let opened = copied
        .with_context(|| format!("{} can't be written", copy.display()))
        .and_then(|()| {
            opened(copy.as_os_str(), of_user).map_err(|error| {
                let failed = OpenerFailed {
                    what: name.to_owned(),
                    is_file: true,
                    why: error.to_string(),
                };
                failed.into()
            })
        });
    if opened.is_err() {
        // One that can't be removed is private still.
        let _ = fs::remove_dir_all(&folder);
    }
    opened.map(|()| copy)
}

fn opened(what: &OsStr, of_user: Option<&str>) -> io::Result<()> {
    match of_user {
        Some(line) => by(line, what),
        // Which of the usual ones it tried, and how each failed, helps nobody.
        None => open::that_detached_with_timeout(what, PATIENCE)
            .map_err(|_| io::Error::other("no program of this system does that")),
    }
}

/// Runs the user's own command line, as the shell takes it apart. What it prints is nothing for a
/// screen that is in use.
fn by(line: &str, what: &OsStr) -> io::Result<()> {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("{line} \"$@\""), line]);
    command.arg(what);
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
