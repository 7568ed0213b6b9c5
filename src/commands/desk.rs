//! What a command works at: the store, whose binder is open, what day it is, and the person.

use anyhow::Result;
use chrono::NaiveDate;

use super::answer::{ChangedLine, Remark};
use crate::binder::load::nearest_with_room;
use crate::binder::{Calendar, Divider, Moment, Place, Refusal, Seen};
use crate::store::{Change, Found, Look, Lookup, Scan, Searched, Store, Written};

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

/// What the user has set for all stores.
#[derive(Clone, Debug, Default)]
pub struct User {
    /// The editor's command line.
    pub editor: Option<String>,
}

/// The person at the desk, as far as a command may turn to them.
pub trait Person {
    /// Whether there is somebody to ask: a terminal.
    fn is_there(&self) -> bool;

    /// Asks for a line of text.
    ///
    /// # Errors
    /// A terminal that fails.
    fn ask(&self, question: &str) -> Result<String>;

    /// All that comes from standard input.
    ///
    /// # Errors
    /// A stream that fails.
    fn read_input(&self) -> Result<Vec<u8>>;
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
    /// What the user has set.
    pub user: User,
    /// The person.
    pub person: &'a dyn Person,
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

    /// Changes the store in one piece, as this manager.
    ///
    /// # Errors
    /// What `make` says; a store that can't be written.
    pub fn change<T>(&self, title: &str, make: impl FnOnce(&mut Change) -> Result<T>) -> Result<T> {
        self.store
            .change(title, &self.manager, (self.clock)(), make)
    }

    /// How a client is looked for: in this manager's binder first.
    #[must_use]
    pub fn lookup<'a>(&'a self, typed: &'a str) -> Lookup<'a> {
        Lookup {
            manager: &self.manager,
            typed,
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
                Ok(Some(text.trim_end().to_owned()))
            }
            given => Ok(given.map(str::to_owned)),
        }
    }

    /// Refuses to file into a binder that isn't there, unless the store is empty.
    ///
    /// # Errors
    /// [`Refusal::NoBinder`]; a folder that can't be read.
    pub fn needs_binder(&self) -> Result<()> {
        match self.managers()? {
            known if known.is_empty() || known.contains(&self.manager) => Ok(()),
            known => Err(Refusal::NoBinder {
                manager: self.manager.clone(),
                known,
            }
            .into()),
        }
    }

    /// The managers who have a binder: a folder, or a line in the settings.
    ///
    /// # Errors
    /// A folder that can't be read.
    pub fn managers(&self) -> Result<Vec<String>> {
        let look = self.store.look()?;
        let mut known = look.map_or(Ok(Vec::new()), |look| look.binders())?;
        known.extend(self.store.settings().managers().map(str::to_owned));
        known.sort();
        known.dedup();
        Ok(known)
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

    /// Goes through the whole binder of this manager, on all cores; see
    /// [`crate::store::Shelves::search`].
    ///
    /// # Errors
    /// A folder that can't be read.
    pub fn search<T: Send>(
        &self,
        wanted: impl Fn(Place) -> bool,
        may_fit: impl Fn(&[u8]) -> bool + Sync,
        take: impl Fn(&Found) -> Option<T> + Sync,
    ) -> Result<Searched<T>> {
        self.store.look()?.map_or(Ok(Searched::default()), |look| {
            look.search(&self.manager, wanted, may_fit, take)
        })
    }

    /// What is to be said when this manager's binder is empty or isn't there.
    ///
    /// # Errors
    /// A folder that can't be read.
    pub fn remarks_on_binder(&self) -> Result<Option<Remark>> {
        let known = self.managers()?;
        Ok(match known.contains(&self.manager) {
            true => None,
            false if known.is_empty() => Some(Remark::EmptyStore),
            false => Some(Remark::NoBinder {
                manager: self.manager.clone(),
                known,
            }),
        })
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

    /// What is said of a dossier after a change that is stored: where it stands now, the load of
    /// its day, and if that is too much, where there is room.
    ///
    /// # Errors
    /// A folder that can't be read.
    pub fn after_change(&self, written: &Written) -> Result<(ChangedLine, Option<Remark>)> {
        let Written {
            client,
            from,
            dossier,
        } = written;
        let manager = dossier.manager();
        let capacity = self.store.settings().capacity(manager);
        let seen = self.seen();
        let mut line = ChangedLine {
            client: client.clone(),
            name: dossier.name().to_owned(),
            manager: manager.to_owned(),
            from: *from,
            to: dossier.place(),
            time: dossier.time(),
            agreed: dossier.is_agreed(),
            divider: Divider::of(dossier.place(), seen.today, seen.layout),
            load: None,
            capacity,
        };
        let (Place::Day(day), Some(look)) = (line.to, self.store.look()?) else {
            return Ok((line, None));
        };
        let load = look.load(manager, day, self.today)?;
        line.load = Some(load);
        let moved_there = *from != Some(line.to);
        let remark = (load > capacity && moved_there).then(|| Remark::OverCapacity {
            manager: manager.to_owned(),
            date: day,
            load,
            capacity,
            room: self.room_near(&look, manager, day, line.agreed),
        });
        Ok((line, remark))
    }

    fn room_near(
        &self,
        look: &Look,
        manager: &str,
        day: NaiveDate,
        agreed: bool,
    ) -> Option<NaiveDate> {
        let settings = self.store.settings();
        let (calendar, capacity) = (settings.calendar(manager), settings.capacity(manager));
        // A day that can't be listed is no day to be recommended.
        let has_room = |day| {
            look.load(manager, day, self.today)
                .is_ok_and(|load| load < capacity)
        };
        nearest_with_room(day, agreed, self.today, &calendar, has_room)
    }
}
