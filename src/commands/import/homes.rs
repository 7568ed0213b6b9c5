//! In whose binder whole dossiers come.

use anyhow::Result;

use super::super::desk::Desk;

/// Who has a binder here.
///
/// Somebody who moves to another machine, or a team that does, has every dossier where it was: in a
/// store in which there is nobody yet everybody keeps their own. Where there are binders already, what
/// is of a manager who has none comes into the open one: nobody would look for it in another.
pub(super) struct Homes {
    open: String,
    known: Vec<String>,
    left: Vec<String>,
}

impl Homes {
    /// # Errors
    /// A folder that can't be read.
    pub(super) fn of(desk: &Desk<'_>) -> Result<Self> {
        let settings = desk.store.settings();
        let (left, known) = desk
            .managers_ever()?
            .into_iter()
            .partition(|manager| settings.has_left(manager));
        Ok(Self {
            open: desk.manager.clone(),
            known,
            left,
        })
    }

    /// The manager in whose binder a dossier of this one comes.
    pub(super) fn owner<'a>(&'a self, manager: &'a str) -> &'a str {
        let is_known = self.known.iter().any(|known| known == manager);
        let is_first = self.known.is_empty() && self.left.is_empty();
        if is_known || is_first {
            manager
        } else {
            &self.open
        }
    }

    /// The manager whose binder is open.
    pub(super) fn open(&self) -> &str {
        &self.open
    }
}
