//! The terminal itself: cleared for a session and given back as it was, however that ends.

use std::io::{self, Write};
use std::panic;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use anstream::ColorChoice;
use anyhow::{Context, Result};
use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::event::{self, DisableBracketedPaste, EnableBracketedPaste, Event};
use crossterm::terminal::{
    self, BeginSynchronizedUpdate, Clear, ClearType, DisableLineWrap, EnableLineWrap,
    EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
};
use crossterm::{execute, queue};
use signal_hook::SigId;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

/// How long it may take until a signal is noticed.
const PATIENCE: Duration = Duration::from_millis(250);

/// A terminal whose screen is one's own. Standard output is left to the answer.
pub(super) struct Terminal {
    colors: ColorChoice,
    /// Somebody wants the program to end.
    is_ended: Arc<AtomicBool>,
    signals: Vec<SigId>,
}

impl Terminal {
    /// Clears the screen; what stood on it comes back when this is dropped.
    pub(super) fn open(colors: ColorChoice) -> Result<Self> {
        let is_ended = Arc::default();
        let signals = [SIGHUP, SIGINT, SIGTERM]
            .iter()
            .map(|signal| signal_hook::flag::register(*signal, Arc::clone(&is_ended)));
        let terminal = Self {
            colors,
            signals: signals.collect::<io::Result<_>>()?,
            is_ended,
        };
        // Under `panic = "abort"` nothing is dropped.
        let hook = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            give_back();
            hook(panic);
        }));
        terminal::enable_raw_mode()
            .and_then(|()| {
                execute!(
                    io::stderr(),
                    EnterAlternateScreen,
                    EnableBracketedPaste,
                    // A line that is wider than it was counted must not push the others down.
                    DisableLineWrap
                )
            })
            .context("the terminal can't be cleared for a session")?;
        Ok(terminal)
    }

    /// Columns and lines.
    pub(super) fn size() -> (usize, usize) {
        let size = rustix::termios::tcgetwinsize(io::stderr()).ok();
        let size = size.filter(|size| size.ws_col > 0 && size.ws_row > 0);
        let (columns, rows) = size.map_or((80, 24), |size| (size.ws_col, size.ws_row));
        (
            usize::from(columns).clamp(10, 400),
            usize::from(rows).max(4),
        )
    }

    /// The next thing that happens; nothing, if the terminal has vanished or the program is to end.
    /// What was typed before that still counts.
    pub(super) fn event(&self) -> Option<Event> {
        while !event::poll(PATIENCE).ok()? {
            // A terminal that was hung up has no modes any more, and is at its end for ever.
            let is_there = rustix::termios::tcgetattr(io::stdin()).is_ok();
            if !is_there || self.is_ended.load(Ordering::Relaxed) {
                return None;
            }
        }
        event::read().ok()
    }

    /// Draws these lines, in place of what was there.
    pub(super) fn draw(&self, lines: &[String], cursor: Option<(usize, usize)>) -> io::Result<()> {
        let mut screen = io::BufWriter::new(io::stderr().lock());
        queue!(screen, BeginSynchronizedUpdate, Hide, MoveTo(0, 0))?;
        for (row, line) in lines.iter().enumerate() {
            if row > 0 {
                screen.write_all(b"\r\n")?;
            }
            // Before it is written: behind a full line the last letter would go too.
            queue!(screen, Clear(ClearType::CurrentLine))?;
            match self.colors {
                ColorChoice::Never => {
                    write!(screen, "{}", anstream::adapter::strip_str(line))?;
                }
                _ => screen.write_all(line.as_bytes())?,
            }
        }
        if let Some((column, row)) = cursor {
            let at = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
            queue!(screen, MoveTo(at(column), at(row)), Show)?;
        }
        queue!(screen, EndSynchronizedUpdate)?;
        screen.flush()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        give_back();
        // In the midst of a panic no hook can be taken off, and the program ends anyway.
        if !thread::panicking() {
            let _ = panic::take_hook();
        }
        for signal in self.signals.drain(..) {
            signal_hook::low_level::unregister(signal);
        }
    }
}

/// Makes the terminal what it was. One that has vanished needs nothing.
fn give_back() {
    let _ = execute!(
        io::stderr(),
        EnableLineWrap,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        Show
    );
    let _ = terminal::disable_raw_mode();
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::io::Read;
    use std::process::{Command, Stdio};

    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
    use rustix::termios::{LocalModes, tcgetattr};

    use super::*;

    /// Run by the test below, at a terminal of its own.
    #[test]
    #[ignore = "it fails, as it is to"]
    fn a_session_panics() {
        let _terminal = Terminal::open(ColorChoice::Never).expect("a terminal");
        panic!("in the middle of a session");
    }

    #[test]
    fn a_panic_gives_the_terminal_back_before_it_is_told() {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
        grantpt(&master).expect("a terminal of one's own");
        unlockpt(&master).expect("a terminal that is open");
        let name = ptsname(&master, Vec::new()).expect("a terminal with a name");
        let name = name.to_str().expect("a plain name").to_owned();
        let end = || File::options().read(true).write(true).open(&name);
        let screen = end().expect("the terminal opens");
        let mut command = Command::new(std::env::current_exe().expect("this test"));
        command.args(["--exact", "--ignored", "--nocapture"]);
        command.arg("cli::screen::terminal::tests::a_session_panics");
        command.env("RUST_BACKTRACE", "0").stdout(Stdio::null());
        command.stdin(end().expect("the terminal opens"));
        command.stderr(end().expect("the terminal opens"));
        let status = command.status().expect("it runs");
        drop(command);
        assert_eq!(status.code(), Some(101), "a panic, and only one: {status}");
        let modes = tcgetattr(&screen).expect("the modes of the terminal");
        let lines = LocalModes::ICANON | LocalModes::ECHO;
        assert!(modes.local_modes.contains(lines), "it is left raw");
        drop(screen);
        let mut shown = Vec::new();
        // Its end is an error on Linux.
        let _ = File::from(master).read_to_end(&mut shown);
        let shown = String::from_utf8_lossy(&shown);
        let told = shown.find("in the middle of a session");
        let left = shown.find("\u{1b}[?1049l");
        assert!(left.is_some() && left < told, "{shown:?}");
    }
}
