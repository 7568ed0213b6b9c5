//! What a command works at: the store, whose binder is open, what day it is, and the person.

use std::path::PathBuf;

use anyhow::Result;
use chrono::{NaiveDate, NaiveDateTime};

use super::answer::Remark;
use super::config::SettingLine;
use super::hands::HandingRemark;
use super::man::Page;
use super::person::Person;
use super::print::{Pages, PaperSize};
use crate::binder::{Calendar, Moment, Place, Refusal, Seen};
use crate::store::{BadFile, Change, Found, Lookup, Scan, Shelves, Store};

/// How many dossiers a command changes without a question.
pub(super) const UNASKED: usize = 3;

/// Where something was said that can be said in several places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A flag of the command.
    Flag,
    /// The environment.
    Environment,
    /// The user's own config file.
    User,
    /// The store's settings.
    Store,
    /// The store's settings for this manager.
    Personal,
    /// Nobody: it is what holds unless something is said.
    Default,
}

/// What the user has set for all stores. Nothing of it is ever read from a store.
#[derive(Clone, Debug, Default)]
pub struct User {
    /// The editor's command line.
    pub editor: Option<String>,
    /// The pager's command line; empty for none.
    pub pager: Option<String>,
    /// The command line of the program that sends letters; the system's `sendmail`, if of none.
    pub sendmail: Option<String>,
    /// The command line of the program that shows a notice on the desktop; the system's, if of none.
    pub notifier: Option<String>,
    /// The command line of the program that opens `tel:` and `mailto:`; the system's, if of none.
    pub opener: Option<String>,
    /// The paper that is usual where the user is.
    pub paper: PaperSize,
    /// The user's own config file, which may not be there; `None` where there is no home.
    pub file: Option<PathBuf>,
    /// All of the user's settings, and `manager`, each with who said so.
    pub said: Vec<SettingLine>,
    /// What the user says of oneself in letters, by the name of each: `name`, `phone`.
    pub me: Vec<(String, String)>,
    /// Where the user's own manual pages are; `None` where there is no home.
    pub manual: Option<PathBuf>,
    /// Keys in the file that mean nothing.
    pub unknown: Vec<String>,
}

/// What a command works at.
pub struct Desk<'a> {
    /// The store.
    pub store: Store,
    /// Whose binder is open; also who does what is done.
    pub manager: String,
    /// Where it was said whose binder is to be open.
    pub manager_from: Origin,
    /// What day it is.
    pub today: NaiveDate,
    /// The time of day, for what is written down. Read only when something is.
    pub clock: Box<dyn Fn() -> Moment>,
    /// The moment that is now; `None` where the binder is opened at another day than the clock's,
    /// at no time of it.
    pub now: Box<dyn Fn() -> Option<Moment>>,
    /// A day and time of day as the moment it was here, with the offset of that day.
    pub here: fn(NaiveDateTime) -> Moment,
    /// Makes pages for paper: HTML, for a browser.
    pub press: fn(&Pages, PaperSize, NaiveDate) -> Result<String>,
    /// Refuses a text that one of the user's own settings can't be.
    pub may_be_own: fn(&str, &str) -> Result<(), Refusal>,
    /// The pages of the manual.
    pub manual: fn() -> std::io::Result<Vec<Page>>,
    /// What the user has set.
    pub user: User,
    /// The answer is for a program, which gets each dossier in full.
    pub in_full: bool,
    /// The person.
    pub person: &'a dyn Person,
}

/// What is to be said beside the answer to a command for which a client was looked for.
#[derive(Debug, Default)]
pub struct Beside {
    /// A remark if the client is in another manager's binder.
    pub owner: Option<Remark>,
    /// Files that could not be read on the way: the client is in none of them.
    pub unreadable: Vec<BadFile>,
}

impl Desk<'_> {
    /// How the binder is seen: from today, in its layout.
    #[must_use]
    pub fn seen(&self) -> Seen {
        Seen {
            today: self.today,
            layout: self.store.settings().layout(),
        }
    }

    /// The working days of the manager whose binder is open.
    #[must_use]
    pub fn calendar(&self) -> Calendar {
        self.store.settings().calendar(&self.manager)
    }

    /// How many dossiers that manager can handle in a day.
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.store.settings().capacity(&self.manager)
    }

    /// Asks before more than a few dossiers change, unless that is settled.
    ///
    /// # Errors
    /// [`Refusal::NotConfirmed`]; a terminal that fails.
    pub(super) fn agree(&self, question: &str, count: usize, yes: bool) -> Result<()> {
        if yes || count <= UNASKED {
            return Ok(());
        }
        self.ask_to_agree(question, count)
    }

    /// Asks before so many dossiers change.
    ///
    /// # Errors
    /// As [`Desk::agree`].
    pub(super) fn ask_to_agree(&self, question: &str, count: usize) -> Result<()> {
        if !self.person.is_there() || !self.person.confirm(question)? {
            return Err(Refusal::NotConfirmed { count }.into());
        }
        Ok(())
    }

    /// Changes the store in one piece, as this manager.
    ///
    /// # Errors
    /// What `make` says; a store that can't be written.
    pub fn change<T>(&self, title: &str, make: impl FnOnce(&mut Change) -> Result<T>) -> Result<T> {
        self.store
            .change(title, &self.manager, (self.clock)(), |change| {
                let value = make(change)?;
                change.refuse_those_who_left()?;
                Ok(value)
            })
    }

    /// How a client is looked for: in this manager's binder first.
    #[must_use]
    pub fn lookup<'a>(&'a self, typed: &'a str) -> Lookup<'a> {
        Lookup {
            manager: &self.manager,
            typed,
        }
    }

    /// Finds a client, for reading, with what is to be said beside it.
    ///
    /// # Errors
    /// [`Refusal::UnknownClient`], [`Refusal::AmbiguousClient`]; a file or folder that can't be
    /// read.
    pub fn find(&self, typed: &str) -> Result<(Found, Beside)> {
        let look = self.store.look()?.ok_or_else(|| nobody(typed))?;
        self.find_in(&look, typed)
    }

    /// The same in shelves that are open already.
    ///
    /// # Errors
    /// As [`Desk::find`].
    pub fn find_in(&self, shelves: &Shelves, typed: &str) -> Result<(Found, Beside)> {
        let (found, unreadable) = shelves.client(self.lookup(typed))?;
        let owner = self.remark_on_owner(&found);
        Ok((found, Beside { owner, unreadable }))
    }

    /// Changes the dossier of one client, and tells what is to be said beside the answer.
    /// What `make` returns of the dossier found goes through.
    ///
    /// # Errors
    /// As [`Desk::find`]; what `make` says; a store that can't be written.
    pub fn change_client<T>(
        &self,
        title: &str,
        typed: &str,
        make: impl FnOnce(&mut Change, Found) -> Result<T>,
    ) -> Result<(T, Beside)> {
        self.needs_store(typed)?;
        self.change(title, |change| {
            let (found, beside) = self.find_in(change, typed)?;
            Ok((make(change, found)?, beside))
        })
    }

    /// Tries such a change out, and changes nothing: for what has to be done before it and can't be
    /// taken back.
    ///
    /// # Errors
    /// As [`Desk::change_client`].
    pub fn rehearse_client<T>(
        &self,
        typed: &str,
        make: impl FnOnce(&mut Change, Found) -> Result<T>,
    ) -> Result<()> {
        let (manager, at) = (&self.manager, (self.clock)());
        self.store.rehearse(manager, at, |change| {
            let (found, _) = self.find_in(change, typed)?;
            make(change, found)?;
            Ok(change.refuse_those_who_left()?)
        })
    }

    /// Refuses to look for a client where there is no store yet, so that none is made for it.
    ///
    /// # Errors
    /// [`Refusal::UnknownClient`]; a folder that can't be read.
    pub fn needs_store(&self, typed: &str) -> Result<()> {
        if self.store.is_there()? {
            Ok(())
        } else {
            Err(nobody(typed))
        }
    }

    /// A text that was given on the command line, or is read from standard input for `-`.
    ///
    /// # Errors
    /// [`Refusal::NotUtf8`]; a stream that fails.
    pub fn text(&self, given: Option<&str>) -> Result<Option<String>> {
        match given {
            Some("-") => {
                let bytes = self.person.read_input()?;
                let text = String::from_utf8(bytes).map_err(|_| Refusal::NotUtf8 {
                    what: "the text from standard input",
                })?;
                // Windows puts a mark of the encoding before a text.
                let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
                Ok(Some(text.trim_end().to_owned()))
            }
            given => Ok(given.map(str::to_owned)),
        }
    }

    /// Refuses to file into a binder that isn't there, unless the store is empty.
    ///
    /// # Errors
    /// [`Refusal::NoBinder`], [`crate::binder::HandingRefusal::HasLeft`]; a folder that can't be
    /// read.
    pub fn needs_binder(&self) -> Result<()> {
        self.refuse_one_who_left(&self.manager)?;
        match self.managers()? {
            known if known.is_empty() || known.contains(&self.manager) => Ok(()),
            known => Err(Refusal::NoBinder {
                manager: self.manager.clone(),
                known,
            }
            .into()),
        }
    }

    /// Reads the dossiers of this manager behind the places that are `wanted`.
    ///
    /// # Errors
    /// A folder that can't be read.
    pub fn scan(&self, wanted: impl Fn(Place) -> bool) -> Result<Scan> {
        self.store
            .look()?
            .map_or(Ok(Scan::default()), |look| look.scan(&self.manager, wanted))
    }

    /// What is to be said when this manager's binder is empty or isn't there.
    ///
    /// # Errors
    /// A folder that can't be read.
    pub fn remarks_on_binder(&self) -> Result<Option<Remark>> {
        let known = self.managers()?;
        let has_left = self.store.settings().has_left(&self.manager);
        Ok(match known.contains(&self.manager) && !has_left {
            true => self.renamed_folder()?,
            false if known.is_empty() && !has_left => Some(Remark::EmptyStore),
            false => Some(self.absence(known)),
        })
    }

    /// What is to be said to somebody who changes others' dossiers and has no binder here: the name
    /// may be mistyped, and it is written down.
    ///
    /// # Errors
    /// A folder that can't be read.
    pub fn remark_on_absence(&self) -> Result<Option<Remark>> {
        let known = self.managers()?;
        let is_known = known.is_empty() || known.contains(&self.manager);
        Ok((!is_known).then(|| self.absence(known)))
    }

    /// Why this manager has no binder among those that are `known`.
    fn absence(&self, known: Vec<String>) -> Remark {
        let manager = self.manager.clone();
        if self.store.settings().has_left(&manager) {
            return Remark::Handing(HandingRemark::HasLeft { manager });
        }
        Remark::NoBinder { manager, known }
    }

    /// What is to be said when this manager has a binder with nothing in it, while another folder
    /// has what says it is this manager's: it was renamed by hand. Only the first dossiers of the
    /// other folders are read, and only then.
    fn renamed_folder(&self) -> Result<Option<Remark>> {
        let Some(look) = self.store.look()? else {
            return Ok(None);
        };
        if !look.places(&self.manager)?.is_empty() {
            return Ok(None);
        }
        for folder in look.binders()? {
            let Some(first) = look.places(&folder)?.first().copied() else {
                continue;
            };
            let spots = look.all_spots(&folder, |place| place == first)?;
            // One that can't be read says nothing.
            let dossier = spots.first().and_then(|spot| look.read(spot).ok()?);
            if dossier.is_some_and(|dossier| dossier.manager() == self.manager) {
                let manager = self.manager.clone();
                return Ok(Some(Remark::RenamedFolder { manager, folder }));
            }
        }
        Ok(None)
    }

    /// A remark if a client who was looked for is in another manager's binder.
    #[must_use]
    pub fn remark_on_owner(&self, found: &Found) -> Option<Remark> {
        let manager = found.dossier.manager();
        (manager != self.manager).then(|| Remark::OtherBinder {
            name: found.dossier.name().to_owned(),
            manager: manager.to_owned(),
        })
    }
}

/// Where nothing is, nobody is.
fn nobody(typed: &str) -> anyhow::Error {
    let refusal = Refusal::UnknownClient {
        typed: typed.to_owned(),
        nearest: Vec::new(),
    };
    refusal.into()
}
