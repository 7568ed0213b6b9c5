//! The person at the desk: what a command may turn to them for.

use std::io::{Read, Write};
use std::path::PathBuf;

use anyhow::Result;
use chrono::{NaiveDate, NaiveDateTime};

use super::answer::Reply;
use super::work::Screen;
#[cfg(doc)]
use crate::binder::Refusal;
use crate::binder::notice::Notice;

/// The person at the desk, as far as a command may turn to them.
pub trait Person {
    /// Whether there is somebody to ask: a terminal.
    fn is_there(&self) -> bool;

    /// Asks for a line of text.
    ///
    /// # Errors
    /// A terminal that fails.
    fn ask(&self, question: &str) -> Result<String>;

    /// Says something before the answer, in one line.
    ///
    /// # Errors
    /// A terminal that fails.
    fn tell(&self, text: &str) -> Result<()>;

    /// Shows what a command would answer, as seen from `today`, before a question about it.
    ///
    /// # Errors
    /// A terminal that fails.
    fn show(&self, reply: &Reply, today: NaiveDate) -> Result<()>;

    /// Asks for a yes or a no; anything but a yes is a no.
    ///
    /// # Errors
    /// A terminal that fails.
    fn confirm(&self, question: &str) -> Result<bool> {
        let answer = self.ask(&format!("{question} [y/N]"))?;
        Ok(matches!(answer.to_lowercase().as_str(), "y" | "yes"))
    }

    /// Puts a text into a private file called `name`, for an editor.
    ///
    /// # Errors
    /// A file that can't be written.
    fn draft(&self, name: &str, text: &[u8], ways: WaysOut) -> Result<Box<dyn Draft>>;

    /// Clears the terminal for a session.
    ///
    /// # Errors
    /// A terminal that fails.
    fn sit_down(&self) -> Result<Box<dyn Screen + '_>>;

    /// Gives a `tel:` or `mailto:` that was made of what was checked to a program of the system, or
    /// to the one that the user has set for all stores.
    ///
    /// # Errors
    /// No such program, or one that fails.
    fn open(&self, uri: &str, of_user: Option<&str>) -> Result<()>;

    /// Whether the answer goes to a terminal, for somebody to read.
    fn sees_answer(&self) -> bool;

    /// Hands a letter to the program that sends it, and waits until it has taken it.
    ///
    /// # Errors
    /// No such program, or one that fails: then the letter is not sent.
    fn post(&self, post: &Post<'_>) -> Result<()>;

    /// Shows a notice on the desktop, by a program of the system or the one that the user has set for
    /// all stores.
    ///
    /// # Errors
    /// No such program, or one that fails.
    fn notify(&self, notice: &Notice, now: NaiveDateTime, of_user: Option<&str>) -> Result<()>;

    /// Puts a copy of a paper, or a page, into a private file called `name`, a plain name, and gives that to a
    /// program of the system, or to the one that the user has set for all stores. Where the copy is.
    ///
    /// # Errors
    /// A file that can't be written; no such program, or one that fails.
    fn open_copy(&self, name: &str, from: &mut dyn Read, of_user: Option<&str>) -> Result<PathBuf>;

    /// All that comes from standard input.
    ///
    /// # Errors
    /// A stream that fails.
    fn read_input(&self) -> Result<Vec<u8>>;

    /// Standard output, for an answer that is too large to be held. Of what goes to a terminal
    /// nothing is obeyed by it.
    fn output(&self) -> Box<dyn Write + '_>;

    /// Standard input as a stream, for what may be too large to be held.
    fn input(&self) -> Box<dyn Read>;

    /// Says on a terminal how far something is that takes its time; nothing takes it away.
    fn progress(&self, text: &str);
}

/// A letter that is to be sent.
#[derive(Clone, Copy, Debug)]
pub struct Post<'a> {
    /// The letter as a mail.
    pub mail: &'a [u8],
    /// The sender's address, checked to be one.
    pub from: &'a str,
    /// The receiver's, checked too.
    pub to: &'a str,
    /// The command line of the program that the user has set for all stores.
    pub of_user: Option<&'a str>,
}

/// What a person is told to type whose editor has failed.
#[derive(Clone, Debug, Default)]
pub struct WaysOut {
    /// The same again, with another editor.
    pub again: String,
    /// A command that does it without one.
    pub without: String,
}

/// A text in a private file of the person's. It is thrown away when this is dropped.
pub trait Draft {
    /// Opens it in the person's editor, `of_user` being the one that the user has set for all
    /// stores, and gives what was saved.
    ///
    /// # Errors
    /// [`Refusal::NoEditor`]; an editor that can't be run, or that fails.
    fn edit(&mut self, of_user: Option<&str>) -> Result<Vec<u8>>;

    /// Keeps the file if its text was changed, and tells where it is.
    fn keep(&mut self) -> Option<PathBuf>;
}
