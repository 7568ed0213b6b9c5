//! What a session shows and asks, as values; and the terminal that shows it, as a trait.

use anyhow::Result;
use chrono::NaiveDate;

use super::Key;
use crate::binder::Landing;
use crate::binder::reach::NoWay;
use crate::commands::{FormPage, Remark, Reply, Shown};

/// A terminal that a session has to itself, until this is dropped. It draws what it is given anew
/// whenever its size changes.
pub trait Screen {
    /// Shows the sight until a key is pressed that doesn't only leaf through it.
    ///
    /// # Errors
    /// A terminal that fails.
    fn choose(&mut self, sight: &Sight<'_>) -> Result<Pressed>;

    /// Asks for a text below the sight.
    ///
    /// # Errors
    /// A terminal that fails.
    fn write(&mut self, sight: &Sight<'_>, question: &Question<'_>) -> Result<Typed>;

    /// Asks a field of a form, which has the screen to itself.
    ///
    /// # Errors
    /// A terminal that fails.
    fn answer(&mut self, page: &FormPage<'_>) -> Result<Typed>;
}

/// What was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pressed {
    /// A letter.
    Letter(char),
    /// Escape: back to what was before.
    Back,
    /// The session is to be left, or the terminal has vanished.
    Left,
}

/// What was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// A text, and that is all of it.
    Text(String),
    /// Nothing: back to what was before.
    Back,
    /// The session is to be left, or the terminal has vanished, with this text typed so far.
    Left(String),
}

/// All that is on the screen.
#[derive(Debug)]
pub struct Sight<'a> {
    /// Whose dossiers are gone through.
    pub manager: &'a str,
    /// Behind which day.
    pub date: NaiveDate,
    /// Today, for distances.
    pub today: NaiveDate,
    /// The dossier on the desk; none when all had their turn.
    pub shown: Option<&'a Shown>,
    /// Which turn it is, and of how many.
    pub number: (usize, usize),
    /// How many were reached so far.
    pub reached: usize,
    /// How many were called and not reached.
    pub not_reached: usize,
    /// How many dossiers the day has still.
    pub load: usize,
    /// How many the manager can handle in a day.
    pub capacity: usize,
    /// What is to be said of what was done last.
    pub said: &'a [Said],
    /// What can be done now.
    pub keys: &'a [Key],
}

/// Something that is said in a session.
#[derive(Debug)]
pub enum Said {
    /// A deed is done.
    Done(Box<Reply>),
    /// A deed is refused, or the machine failed; nothing was done.
    Failed(anyhow::Error),
    /// The dossier of this client does not stand behind the day any more.
    Away(String),
    /// The dossier of this client was changed by somebody else, and is shown as it is now.
    Changed(String),
    /// There is no way to the client.
    NoWay(NoWay),
    /// This was given to a program of the system.
    Opened(String),
    /// This letter is no key here.
    NoKey(char),
    /// No form is due for this client.
    NoForm(String),
    /// Nothing was done that could be taken back.
    NothingDone,
}

/// A question for a text.
pub struct Question<'a> {
    /// What is asked for.
    pub label: &'a str,
    /// What is there already.
    pub start: String,
    /// It may have several lines: an empty one ends it.
    pub has_lines: bool,
    /// Says of what is typed so far what it would mean.
    pub preview: Option<&'a dyn Fn(&str) -> Preview>,
}

/// What it means that is being typed.
#[derive(Clone, Debug)]
pub enum Preview {
    /// Nothing yet.
    Nothing,
    /// Where the dossier would go.
    Lands {
        /// The place, and the time of day.
        landing: Landing,
        /// Whether it would count as agreed with the client.
        agreed: bool,
        /// How many dossiers that day would have, if it is a day that can be counted.
        load: Option<usize>,
        /// How many the manager can handle in a day.
        capacity: usize,
        /// A day off that it meets with.
        remark: Option<Remark>,
    },
    /// By when a promise is due.
    Promised {
        /// The day, if one is said.
        due: Option<NaiveDate>,
        /// That nobody works on it.
        off: Option<Remark>,
    },
    /// Why it is no date yet, or none that will do.
    Refused(String),
}

impl Preview {
    /// Whether it will do.
    #[must_use]
    pub fn is_understood(&self) -> bool {
        !matches!(self, Self::Nothing | Self::Refused(_))
    }
}
