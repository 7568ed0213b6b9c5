//! Shows a notice on the desktop, by the program that the system has for it or by the one that the
//! environment or the user's config names. Never by one that a store names: it is a program that is
//! run.

use std::fmt;
use std::io;
use std::process::{Command, Stdio};

use anyhow::Result;

/// A desktop that shows no notice.
#[derive(Debug)]
pub(super) struct NotifierFailed {
    why: String,
}

impl NotifierFailed {
    pub(super) fn hint() -> String {
        "have them printed: tickler notify; or name a program that takes a title and a text, as in \
         TICKLER_NOTIFIER=notify-send tickler notify --desktop"
            .to_owned()
    }
}

impl fmt::Display for NotifierFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the desktop shows no notice: {}", self.why)
    }
}

impl std::error::Error for NotifierFailed {}

/// Shows it, by the program `of_user` if there is one.
pub(super) fn show(title: &str, text: &str, of_user: Option<&str>) -> Result<()> {
    let mut command = match of_user {
        Some(line) => by(line, title, text),
        None => by_the_system(title, text),
    };
    let program = of_user.unwrap_or(PROGRAM);
    let failed = |why: String| NotifierFailed { why }.into();
    let ran = command.stdin(Stdio::null()).output();
    match ran {
        Ok(ran) if ran.status.success() => Ok(()),
        Ok(ran) => {
            let said = String::from_utf8_lossy(&ran.stderr);
            let said = said.lines().next().unwrap_or_default();
            Err(failed(format!(
                "`{program}` failed ({}) {said}",
                ran.status
            )))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(failed(format!("there is no {program} on this system")))
        }
        Err(error) => Err(failed(format!("`{program}`: {error}"))),
    }
}

/// The user's own command line, as the shell takes it apart.
fn by(line: &str, title: &str, text: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("{line} \"$@\""), line, title, text]);
    command
}

#[cfg(not(target_os = "macos"))]
const PROGRAM: &str = "notify-send";

/// What a desktop of freedesktop.org has. It takes the text for markup.
#[cfg(not(target_os = "macos"))]
fn by_the_system(title: &str, text: &str) -> Command {
    let text = text.replace('&', "&amp;");
    let text = text.replace('<', "&lt;").replace('>', "&gt;");
    let mut command = Command::new(PROGRAM);
    command.args(["--app-name=tickler", "--", title, &text]);
    command
}

#[cfg(target_os = "macos")]
const PROGRAM: &str = "osascript";

/// What macOS has. What is shown is given as arguments, never as a part of the script.
#[cfg(target_os = "macos")]
fn by_the_system(title: &str, text: &str) -> Command {
    let script =
        "on run argv\ndisplay notification (item 2 of argv) with title (item 1 of argv)\nend run";
    let mut command = Command::new(PROGRAM);
    command.args(["-e", script, title, text]);
    command
}
