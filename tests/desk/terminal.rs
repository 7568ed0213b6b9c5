//! A person at a real terminal, who types ahead.

use std::fs::File;
use std::io::{Read, Write};
use std::process::ExitStatus;

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, OptionalActions, OutputModes, tcgetattr, tcsetattr};

use super::Desk;

impl Desk {
    /// Runs a command line at a terminal at which `typed` is typed, and writes down what stands on
    /// the screen but for what was typed, with the exit status unless it is 0.
    pub(crate) fn at_terminal(&self, line: &str, typed: &str) -> String {
        let (shown, status) = self.typed_ahead(line, typed);
        let status = match status.code() {
            Some(0) => String::new(),
            other => format!("({})\n", other.unwrap_or(-1)),
        };
        format!("$ {line}\n{shown}{status}")
    }

    /// The same; gives what stands on the screen, and how it ended.
    pub(crate) fn typed_ahead(&self, line: &str, typed: &str) -> (String, ExitStatus) {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
        grantpt(&master).expect("a terminal of one's own");
        unlockpt(&master).expect("a terminal that is open");
        let name = ptsname(&master, Vec::new()).expect("a terminal with a name");
        let name = name.to_str().expect("a plain name").to_owned();
        let options = || File::options().read(true).write(true).open(&name);
        let screen = options().expect("the terminal opens");
        let mut modes = tcgetattr(&screen).expect("the modes of the terminal");
        // What is typed ahead would be echoed before the question.
        modes.local_modes.remove(LocalModes::ECHO);
        modes.output_modes.remove(OutputModes::OPOST);
        tcsetattr(&screen, OptionalActions::Now, &modes).expect("the modes are set");

        let mut master = File::from(master);
        // The end of input behind it, so that a question too many is not waited for.
        let typed = format!("{typed}\u{4}\u{4}\u{4}");
        master.write_all(typed.as_bytes()).expect("it is typed");
        let mut command = self.shell(line);
        command.env("NO_COLOR", "1");
        command.stdin(options().expect("the terminal opens"));
        command.stdout(options().expect("the terminal opens"));
        command.stderr(screen);
        let mut child = command.spawn().expect("sh runs");
        // So that the terminal ends with the command.
        drop(command);
        let mut shown = Vec::new();
        // Its end is an error on Linux.
        let _ = master.read_to_end(&mut shown);
        let status = child.wait().expect("sh ends");
        (String::from_utf8(shown).expect("text"), status)
    }
}
