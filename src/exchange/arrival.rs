//! A client as a file tells of one, whatever kind of file it is: what every reader yields.
//!
//! A reader is an iterator over a stream, `Iterator<Item = Result<Arrival, BadRow>>`. It puts in what
//! the file says, each text under the card's own key; what the card takes, and in which form, is
//! found out when the card is made ([`Card::revision`]).

use std::fmt;

use chrono::{NaiveDate, NaiveTime};

use crate::binder::{CardList, Dossier, Fields, Occasion, Outcome, Place, Refusal, Revision};

/// The own field that keeps the id by which another program knows the client, a vCard's `UID`.
pub const UID: &str = "uid";

/// What arrives at one place of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrival {
    /// The line on which it begins, from 1.
    pub line: u64,
    /// Who it is.
    pub client: Client,
    /// What of it could not be taken, to be told to the user.
    pub left_out: Vec<LeftOut>,
}

/// A client who arrives.
#[derive(Clone, Debug, PartialEq)]
pub enum Client {
    /// Somebody's card: a row of a table, a vCard.
    Card(Box<Card>),
    /// A whole dossier with its id and history, as `tickler export json` wrote it.
    Dossier(Box<Whole>),
}

/// A whole dossier from a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Whole {
    /// The name by which the client was typed, to be kept if it is free.
    pub slug: Option<String>,
    /// The dossier.
    pub dossier: Dossier,
}

/// What a file says for the info card, for the place and for the history.
///
/// Texts come as they stand in the file, and empty ones are passed over.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Card {
    texts: Vec<(String, String)>,
    lists: Vec<(CardList, String)>,
    note: String,
    /// The id by which the other program knows the client; kept in the own field [`UID`].
    pub uid: Option<String>,
    /// The name by which the client was typed elsewhere, to be kept if it is free.
    pub slug: Option<String>,
    /// The last contact.
    pub last: Option<(NaiveDate, Option<NaiveTime>)>,
    /// How it ended, if that is said; else it reached the client.
    pub outcome: Option<Outcome>,
    /// Where the client is to stand: the day of the next contact with its time, a month, `someday`,
    /// `closed`.
    pub next: Option<(Place, Option<NaiveTime>)>,
}

impl Card {
    /// Sets a text of the card by its key (`name`, `company`, `position`, …), or an own field if
    /// `key` is none of the card's. What was set before stays.
    pub fn set(&mut self, key: &str, text: &str) {
        if !text.trim().is_empty() && self.text(key).is_none() {
            self.texts.push((key.to_owned(), text.to_owned()));
        }
    }

    /// Adds a member to a list. An occasion is typed `birthday=1980-04-15` or `birthday=04-15`.
    pub fn add(&mut self, list: CardList, member: &str) {
        if !member.trim().is_empty() {
            self.lists.push((list, member.to_owned()));
        }
    }

    /// Takes out the birthdays that are still to come, and gives them.
    pub fn unborn(&mut self, today: NaiveDate) -> Vec<LeftOut> {
        let is_unborn = |(list, member): &(CardList, String)| {
            let typed = Occasion::typed(member).ok();
            let typed = typed.filter(|_| *list == CardList::Occasions);
            typed.is_some_and(|occasion| occasion.unless_born_after(today).is_err())
        };
        let (unborn, lists) = std::mem::take(&mut self.lists)
            .into_iter()
            .partition(is_unborn);
        self.lists = lists;
        let unborn: Vec<(CardList, String)> = unborn;
        let left_out = |(_, member): (CardList, String)| {
            let (what, text) = member.split_once('=')?;
            let (what, text) = (what.to_owned(), text.to_owned());
            Some(LeftOut::Value { what, text })
        };
        unborn.into_iter().filter_map(left_out).collect()
    }

    /// Adds to the note, each time below an empty line.
    pub fn note(&mut self, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        if !self.note.is_empty() {
            self.note.push_str("\n\n");
        }
        self.note.push_str(text);
    }

    /// The text that was set for `key`.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&str> {
        let mut texts = self.texts.iter();
        let set = texts.find(|(known, _)| known == key);
        set.map(|(_, text)| text.as_str())
    }

    /// The note, if there is one.
    #[must_use]
    pub fn noted(&self) -> Option<&str> {
        Some(self.note.as_str()).filter(|note| !note.is_empty())
    }

    /// The card as it is to be taken in: everything is checked as if it were typed.
    ///
    /// # Errors
    /// A [`Refusal`] that says what can't stand on a card: no name, one that is too long, an
    /// occasion that is none.
    pub fn revision(&self) -> Result<Revision, Refusal> {
        let mut card = Revision::of(&Fields::default());
        card.set("name", self.text("name").unwrap_or_default())?;
        let uid = self.uid.as_deref().map(|uid| (UID, uid));
        let texts = self.texts.iter();
        let texts = texts.map(|(key, text)| (key.as_str(), text.as_str()));
        for (key, text) in texts.chain(uid) {
            card.set(key, text)?;
        }
        for (list, member) in &self.lists {
            card.add(*list, member)?;
        }
        Ok(card)
    }

    /// How many bytes it takes, about.
    #[must_use]
    pub fn size(&self) -> usize {
        let texts = self.texts.iter().map(|(key, text)| key.len() + text.len());
        let lists = self.lists.iter().map(|(_, member)| member.len());
        let uid = self.uid.as_ref().map_or(0, String::len);
        texts.sum::<usize>() + lists.sum::<usize>() + self.note.len() + uid
    }
}

/// Something in a file that is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// A photo, a logo, a sound or a key: how many bytes it had in the file.
    Attachment {
        /// What it is called there: `PHOTO`.
        what: String,
        /// Its size.
        bytes: usize,
    },
    /// A value that says nothing that can stand on a card: a birthday that is no date.
    Value {
        /// What it is called there.
        what: String,
        /// What it says.
        text: String,
    },
}

/// A row, a card or a record of a file that can't be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// The line on which it begins, from 1.
    pub line: u64,
    /// Why, as the end of a sentence: `it has no name`.
    pub why: String,
    /// Whether the rest of the file can't be read after it: then nothing of the file is taken.
    pub ends: bool,
}

impl BadRow {
    /// A bad row after which the next one can be read.
    #[must_use]
    pub fn new(line: u64, why: impl Into<String>) -> Self {
        let why = why.into();
        Self {
            line,
            why,
            ends: false,
        }
    }

    /// One after which nothing can be read.
    #[must_use]
    pub fn end(line: u64, why: impl Into<String>) -> Self {
        let why = why.into();
        Self {
            line,
            why,
            ends: true,
        }
    }
}

impl fmt::Display for BadRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.why)
    }
}

impl std::error::Error for BadRow {}
