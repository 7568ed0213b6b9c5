//! A person in a session at a real terminal, who looks at the screen before the next key.

use std::fs::File;
use std::io::{Read, Write};
use std::process::Child;
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};
use serde_json::Value;

use super::Desk;

/// After how long a screen that doesn't come is given up.
const PATIENCE: Duration = Duration::from_mins(1);

/// What the terminal has shown.
struct Shown {
    screen: vt100::Parser,
    bytes: Vec<u8>,
    is_over: bool,
    /// Nobody looks any more.
    is_closed: bool,
}

/// A session under way.
pub(crate) struct Session {
    keyboard: Option<File>,
    child: Child,
    shown: Arc<(Mutex<Shown>, Condvar)>,
}

/// A terminal of the usual size.
pub(crate) const WIDE: (u16, u16) = (80, 24);

impl Desk {
    /// Anna's day: one who is late, one at ten, two without a time.
    pub(crate) fn morning() -> Self {
        Self::after(&[
            "tickler --today 2024-06-10 add 'Late Lena' --on 2024-06-11 --tag wholesale",
            "tickler add 'Иван Иванов' --company Romashka --on today --at 10:00 \
             --phone 'mobile: +370 (600) 12-345' --email ivan@romashka.example \
             --salutation 'Mr Ivanov'",
            "tickler add 'สมชาย ใจดี' --on today --phone 'ask for Ona' --email nobody",
            "tickler add 'Žydrūnė Šimkutė' --on today --tag Wholesale",
            "tickler file zydrune --on today -n 'Wants samples'",
        ])
    }

    /// Begins to work through that day.
    pub(crate) fn begins_work(&self) -> Session {
        let mut session = self.session("tickler work", WIDE);
        session.sees("1 of 4");
        session
    }

    /// The last entry of a dossier.
    pub(crate) fn last(&self, client: &str) -> Value {
        let shown = self.json(&format!("tickler --json show {client}"));
        let history = shown["history"].as_array().expect("a history");
        history.last().expect("an entry").clone()
    }

    /// Where a dossier belongs.
    pub(crate) fn place(&self, client: &str) -> String {
        let shown = self.json(&format!("tickler --json show {client}"));
        shown["place"].as_str().expect("a place").to_owned()
    }

    /// Begins a command line at a terminal of so many columns and lines.
    pub(crate) fn session(&self, line: &str, size: (u16, u16)) -> Session {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC)
            .expect("a terminal");
        grantpt(&master).expect("a terminal of one's own");
        unlockpt(&master).expect("a terminal that is open");
        tcsetwinsize(&master, winsize(size)).expect("a size");
        let name = ptsname(&master, Vec::new()).expect("a terminal with a name");
        let name = name.to_str().expect("a plain name").to_owned();
        let end = || File::options().read(true).write(true).open(&name);
        // Of its own, so that it is told when the size changes and when the terminal vanishes.
        let mut command = self.shell(&format!("exec setsid -c {line}"));
        command.env("TERM", "xterm-256color").env_remove("COLUMNS");
        command.stdin(end().expect("the terminal opens"));
        command.stdout(end().expect("the terminal opens"));
        command.stderr(end().expect("the terminal opens"));
        let child = command.spawn().expect("sh runs");
        // So that the terminal ends with the command.
        drop(command);
        let master = File::from(master);
        let (columns, rows) = size;
        let shown = Shown {
            screen: vt100::Parser::new(rows, columns, 0),
            bytes: Vec::new(),
            is_over: false,
            is_closed: false,
        };
        let shown = Arc::new((Mutex::new(shown), Condvar::new()));
        let (eyes, sight) = (master.try_clone().expect("a copy"), Arc::clone(&shown));
        std::thread::spawn(move || watch(eyes, &sight));
        Session {
            keyboard: Some(master),
            child,
            shown,
        }
    }
}

fn winsize((columns, rows): (u16, u16)) -> Winsize {
    Winsize {
        ws_col: columns,
        ws_row: rows,
        ws_xpixel: 0,
        ws_ypixel: 0,
    }
}

fn watch(mut eyes: File, (shown, change): &(Mutex<Shown>, Condvar)) {
    let mut bytes = [0; 4096];
    let glance = Timespec {
        tv_sec: 0,
        tv_nsec: 50_000_000,
    };
    loop {
        let mut sight = [PollFd::new(&eyes, PollFlags::IN)];
        let seen = poll(&mut sight, Some(&glance)).expect("a look");
        if shown.lock().map_or(true, |shown| shown.is_closed) {
            return;
        }
        if seen == 0 {
            continue;
        }
        // Its end is an error on Linux.
        let count = eyes.read(&mut bytes).unwrap_or(0);
        // A test that has failed looks no longer.
        let Ok(mut shown) = shown.lock() else { return };
        shown.screen.process(&bytes[..count]);
        shown.bytes.extend_from_slice(&bytes[..count]);
        shown.is_over = count == 0;
        change.notify_all();
        if count == 0 {
            return;
        }
    }
}

impl Session {
    /// Types these keys.
    pub(crate) fn types(&mut self, keys: &str) -> &mut Self {
        let keyboard = self.keyboard.as_mut().expect("a keyboard");
        keyboard.write_all(keys.as_bytes()).expect("it is typed");
        self
    }

    /// Pastes a text, as a terminal does that was asked to say so.
    pub(crate) fn pastes(&mut self, text: &str) -> &mut Self {
        self.types(&format!("\u{1b}[200~{text}\u{1b}[201~"))
    }

    /// Waits until this text is on the screen, and gives the screen.
    #[track_caller]
    pub(crate) fn sees(&mut self, text: &str) -> String {
        self.sees_that(text, |screen| screen.contains(text))
    }

    /// Waits until the screen `is_so`, and gives it.
    #[track_caller]
    pub(crate) fn sees_that(&mut self, what: &str, is_so: impl Fn(&str) -> bool) -> String {
        let (shown, change) = &*self.shown;
        let shown = shown.lock().expect("what is shown");
        let is_missing = |shown: &mut Shown| !is_so(&shown.screen.screen().contents());
        let goes_on = |shown: &mut Shown| !shown.is_over && is_missing(shown);
        let waited = change.wait_timeout_while(shown, PATIENCE, goes_on);
        let (shown, _) = waited.expect("what is shown");
        let screen = shown.screen.screen().contents();
        assert!(is_so(&screen), "{what} is not on the screen:\n{screen}");
        screen
    }

    /// Where the cursor stands, as column and line, as soon as it is seen.
    pub(crate) fn cursor(&self) -> (u16, u16) {
        let (shown, change) = &*self.shown;
        let shown = shown.lock().expect("what is shown");
        let is_hidden = |shown: &mut Shown| shown.screen.screen().hide_cursor();
        let waited = change.wait_timeout_while(shown, PATIENCE, is_hidden);
        let (row, column) = waited.expect("seen").0.screen.screen().cursor_position();
        (column, row)
    }

    /// Gives the terminal another size.
    pub(crate) fn resizes(&mut self, size: (u16, u16)) -> &mut Self {
        let (columns, rows) = size;
        let mut shown = self.shown.0.lock().expect("what is shown");
        shown.screen.screen_mut().set_size(rows, columns);
        drop(shown);
        let keyboard = self.keyboard.as_ref().expect("a keyboard");
        tcsetwinsize(keyboard, winsize(size)).expect("a size");
        self
    }

    /// Sends a signal, by its name.
    pub(crate) fn is_sent(&mut self, signal: &str) -> &mut Self {
        let child = self.child.id().to_string();
        let sent = std::process::Command::new("kill")
            .args(["-s", signal, &child])
            .status();
        assert!(sent.expect("kill runs").success());
        self
    }

    /// Waits for the end; gives what stands on the terminal then, and the exit status.
    #[track_caller]
    pub(crate) fn ends(mut self) -> (String, Option<i32>) {
        let (shown, change) = &*self.shown;
        let shown = shown.lock().expect("what is shown");
        let waited = change.wait_timeout_while(shown, PATIENCE, |shown| !shown.is_over);
        let (shown, _) = waited.expect("what is shown");
        let screen = shown.screen.screen();
        assert!(shown.is_over, "it goes on:\n{}", screen.contents());
        assert!(!screen.alternate_screen(), "another screen is left behind");
        assert!(!screen.hide_cursor(), "the cursor is left hidden");
        assert!(!screen.bracketed_paste(), "pastes are left marked");
        let status = self.child.wait().expect("it ends").code();
        let text = screen.contents();
        let text: Vec<&str> = text.lines().map(str::trim_end).collect();
        (text.join("\n") + "\n", status)
    }

    /// The terminal vanishes; waits for the end of the command.
    pub(crate) fn vanishes(mut self) -> Option<i32> {
        self.shown.0.lock().expect("what is shown").is_closed = true;
        self.keyboard = None;
        self.child.wait().expect("it ends").code()
    }

    /// All bytes that the terminal was given.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.shown.0.lock().expect("what is shown").bytes.clone()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // A test that failed leaves nobody behind.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
