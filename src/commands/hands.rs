//! Who can give and take: the managers, those who have left among them, and what giving a dossier
//! to another manager writes into it.

use anyhow::Result;
use chrono::NaiveDate;

use super::answer::Remark;
use super::desk::Desk;
use crate::binder::lookup::{is_manager_name, nearest};
use crate::binder::{Changes, Entry, HandingRefusal, Head, Landing, Place, Refusal};

/// What is to be said of binders that change hands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HandingRemark {
    /// The manager has left.
    HasLeft {
        /// The manager.
        manager: String,
    },
    /// A client who changed hands was not in the binder that is open.
    WasIn {
        /// The client's name.
        name: String,
        /// Whose binder it was in.
        manager: String,
    },
    /// Closed dossiers were left where they are.
    ClosedStay {
        /// Whose binder they are in.
        manager: String,
        /// How many.
        count: usize,
    },
    /// Dossiers of the manager whose binder is open are lent.
    LentOut {
        /// Whose binder is open.
        owner: String,
        /// Who has them.
        to: String,
        /// From when on they are to come back.
        until: NaiveDate,
        /// How many.
        count: usize,
        /// The day that is looked at.
        seen: NaiveDate,
        /// Whether the day of return has come by then.
        due: bool,
    },
    /// The manager whose binder is open has dossiers that are another's.
    Borrowed {
        /// Who lent them.
        owner: String,
        /// From when on they are to go back.
        until: NaiveDate,
        /// How many.
        count: usize,
        /// The day that is looked at.
        seen: NaiveDate,
        /// Whether the day of return has come by then.
        due: bool,
    },
    /// A manager is not marked as having left, since something in the binder can't be read.
    NotLeft {
        /// The manager.
        manager: String,
    },
    /// A binder was opened for a manager who is new here.
    Opened {
        /// The manager.
        manager: String,
    },
}

impl Desk<'_> {
    /// The managers who have a binder: a folder, or a line in the settings. Those who have left are
    /// among them only as long as something is still in their binder.
    ///
    /// # Errors
    /// A folder that can't be read.
    pub fn managers(&self) -> Result<Vec<String>> {
        let mut known = self.managers_ever()?;
        let settings = self.store.settings();
        if known.iter().any(|manager| settings.has_left(manager)) {
            let look = self.store.look()?;
            let is_empty = |manager: &String| {
                let loads = look.as_ref().map(|look| look.loads(manager, |_| true));
                matches!(loads, Some(Ok(loads)) if loads.known() == Some(0))
            };
            known.retain(|manager| !(settings.has_left(manager) && is_empty(manager)));
        }
        Ok(known)
    }

    /// The same with all who have left.
    ///
    /// # Errors
    /// A folder that can't be read.
    pub(super) fn managers_ever(&self) -> Result<Vec<String>> {
        let look = self.store.look()?;
        let mut known = look.map_or(Ok(Vec::new()), |look| look.binders())?;
        known.extend(self.store.settings().managers().map(str::to_owned));
        known.sort();
        known.dedup();
        Ok(known)
    }

    /// Refuses a manager who has left.
    ///
    /// # Errors
    /// [`HandingRefusal::HasLeft`].
    pub(super) fn refuse_one_who_left(&self, manager: &str) -> Result<(), Refusal> {
        if self.store.settings().has_left(manager) {
            let manager = manager.to_owned();
            return Err(HandingRefusal::HasLeft { manager }.into());
        }
        Ok(())
    }

    /// Refuses a name that nobody here has.
    ///
    /// # Errors
    /// [`Refusal::ManagerName`], [`HandingRefusal::UnknownManager`]; a folder that can't be read.
    pub(super) fn needs_manager(&self, manager: &str, may_be_new: bool) -> Result<()> {
        let manager = checked(manager)?;
        let known = self.managers_ever()?;
        if known.contains(&manager) {
            return Ok(());
        }
        let settings = self.store.settings();
        let there = known.iter().map(String::as_str);
        let there: Vec<&str> = there.filter(|name| !settings.has_left(name)).collect();
        let refusal = HandingRefusal::UnknownManager {
            nearest: owned(nearest(there.iter().copied(), &manager)),
            known: owned(there),
            manager,
            may_be_new,
        };
        Err(Refusal::from(refusal).into())
    }

    /// Refuses a manager who can't take a dossier: nobody known, unless `new` is said, or somebody
    /// who has left.
    ///
    /// # Errors
    /// As [`Desk::needs_manager`]; [`HandingRefusal::HasLeft`], [`HandingRefusal::NotNew`].
    pub(super) fn needs_taker(&self, manager: &str, new: bool) -> Result<()> {
        self.refuse_one_who_left(manager)?;
        if !new {
            return self.needs_manager(manager, true);
        }
        // Two names that differ in case alone are one folder on many a disk.
        let folded = checked(manager)?.to_lowercase();
        let mut known = self.managers_ever()?.into_iter();
        match known.find(|there| there.to_lowercase() == folded) {
            Some(manager) => Err(Refusal::from(HandingRefusal::NotNew { manager }).into()),
            None => Ok(()),
        }
    }

    /// What is to be said, `seen` from a day, of dossiers that this manager lent, or has of others.
    pub(super) fn remarks_on_loans(&self, seen: NaiveDate) -> Vec<Remark> {
        self.remarks_on_loans_of(&self.manager, seen)
    }

    /// The same of dossiers that any `manager` lent, or has of others.
    pub(super) fn remarks_on_loans_of(&self, manager: &str, seen: NaiveDate) -> Vec<Remark> {
        let loans = self.store.settings().loans().into_iter();
        let remarks = loans.filter_map(|loan| {
            let (count, until) = (loan.ids.len(), loan.until);
            let due = until <= seen;
            if loan.from == manager {
                return Some(HandingRemark::LentOut {
                    owner: loan.from,
                    to: loan.to,
                    until,
                    count,
                    seen,
                    due,
                });
            }
            (loan.to == manager).then_some(HandingRemark::Borrowed {
                owner: loan.from,
                until,
                count,
                seen,
                due,
            })
        });
        remarks.map(Remark::Handing).collect()
    }
}

/// The entry by which a dossier goes to `taker`; `moved` is its new day, if it gets one.
pub(super) fn given(entry: Entry, before: &Head, taker: &str, moved: Option<NaiveDate>) -> Entry {
    let mut changes = Changes::default();
    changes.set("manager", taker);
    if let Some(day) = moved {
        let landing = Landing {
            place: Place::Day(day),
            time: None,
            off: None,
        };
        changes.refile(&landing, false);
    }
    entry
        .with("to", taker)
        .with("from_manager", before.manager.as_str())
        .changing(moved.map(|_| before.place), changes)
}

fn checked(manager: &str) -> Result<String, Refusal> {
    let name = manager.to_owned();
    if is_manager_name(manager) {
        Ok(name)
    } else {
        Err(Refusal::ManagerName { name })
    }
}

fn owned(names: Vec<&str>) -> Vec<String> {
    names.into_iter().map(str::to_owned).collect()
}
