//! The person at the terminal.

use std::cell::Cell;
use std::io::{self, IsTerminal, Read, Write};
use std::path::PathBuf;

use anstream::{AutoStream, ColorChoice};
use anyhow::{Context, Result};
use chrono::{NaiveDate, NaiveDateTime};

use super::draft::PrivateFile;
use super::output::Output;
use super::screen::OnTerminal;
use super::{Color, errors, notifier, opener, sender, surroundings};
use crate::binder::notice::Notice;
use crate::commands::{Draft, Person, Post, Reply, Screen, WaysOut};
use crate::render::excerpt::beginning;
use crate::render::harmless::harmless;
use crate::render::notice::title_and_text;
use crate::render::{self, Paper};

/// Who sits at standard input and the error stream.
#[derive(Default)]
pub(super) struct AtTheTerminal {
    color: Cell<Option<Color>>,
}

impl AtTheTerminal {
    /// Takes note of when colour is wanted, once that is known.
    pub(super) fn likes(&self, color: Color) {
        self.color.set(Some(color));
    }
}

impl Person for AtTheTerminal {
    fn is_there(&self) -> bool {
        io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    fn ask(&self, question: &str) -> Result<String> {
        let mut err = io::stderr().lock();
        write!(err, "{} ", prompt(question))
            .and_then(|()| err.flush())
            .context("can't ask on the terminal")?;
        let mut line = String::new();
        io::stdin()
            .read_line(&mut line)
            .context("can't read from the terminal")?;
        Ok(line.trim().to_owned())
    }

    fn tell(&self, text: &str) -> Result<()> {
        errors::say(&harmless(text));
        Ok(())
    }

    fn show(&self, reply: &Reply, today: NaiveDate) -> Result<()> {
        let width = surroundings::width();
        let paper = Paper { width, today };
        let mut err = AutoStream::auto(io::stderr().lock());
        err.write_all(render::reply_as_text(reply, paper).as_bytes())
            .context("can't write to the terminal")?;
        drop(err);
        for remark in render::remarks_as_text(reply, paper) {
            errors::say(&remark);
        }
        Ok(())
    }

    fn draft(&self, name: &str, text: &[u8], ways: WaysOut) -> Result<Box<dyn Draft>> {
        let file = PrivateFile::new(name, text, ways, self.is_there())?;
        Ok(Box::new(file))
    }

    fn sit_down(&self) -> Result<Box<dyn Screen + '_>> {
        let color = self.color.get();
        let colors = color.map_or(ColorChoice::Never, |color| color.choice(&io::stderr()));
        Ok(Box::new(OnTerminal::new(colors)?))
    }

    fn open(&self, uri: &str, of_user: Option<&str>) -> Result<()> {
        opener::open(uri, of_user)
    }

    fn sees_answer(&self) -> bool {
        io::stdout().is_terminal()
    }

    fn post(&self, post: &Post<'_>) -> Result<()> {
        sender::send(post)
    }

    fn notify(&self, notice: &Notice, now: NaiveDateTime, of_user: Option<&str>) -> Result<()> {
        let (title, text) = title_and_text(notice, now);
        notifier::show(&title, &text, of_user)
    }

    fn output(&self) -> Box<dyn Write + '_> {
        Box::new(Output::default())
    }

    fn open_copy(&self, name: &str, from: &mut dyn Read, of_user: Option<&str>) -> Result<PathBuf> {
        opener::open_copy(name, from, of_user)
    }

    fn read_input(&self) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        io::stdin()
            .read_to_end(&mut bytes)
            .context("can't read standard input")?;
        Ok(bytes)
    }

    fn input(&self) -> Box<dyn Read> {
        Box::new(io::stdin())
    }

    fn progress(&self, text: &str) {
        let mut err = io::stderr().lock();
        if err.is_terminal() {
            // Of one line, since a second one would stay.
            let text = beginning(&harmless(text), surroundings::width() - 1);
            // What can't be said of the progress is no reason to stop it.
            let _ = write!(err, "\r\x1b[K{text}").and_then(|()| err.flush());
        }
    }
}

/// `Next contact on:`, `Move 5 dossiers? [y/N]`.
fn prompt(question: &str) -> String {
    let question = harmless(question);
    let ends = question.ends_with(']');
    format!("{question}{}", if ends { "" } else { ":" })
}
