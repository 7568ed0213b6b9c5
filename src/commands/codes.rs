//! Who can be on the day sheet, and by which letters each is known there.

use anyhow::Result;
use chrono::NaiveDate;
use memchr::memmem;
use uuid::Uuid;

use super::desk::Desk;
use super::review::came_from;
use crate::binder::code::{can_be_on_sheet, first_day};
use crate::binder::{Codes, review};
use crate::store::{Found, Glance, Searched, Shelves, Spot};

/// A client who can be on a sheet.
#[derive(Clone, Debug)]
pub(super) struct Standing {
    pub(super) id: Uuid,
    /// The name by which the client is typed.
    pub(super) client: String,
    /// Where the dossier stands now.
    pub(super) spots: Vec<Spot>,
}

impl Desk<'_> {
    /// Everybody who can be on this manager's sheet of `day`, printed at any moment since the morning
    /// from which on it has codes; `None` if that is still to come.
    ///
    /// A dossier that went on to another's binder since was on the sheet too, so all binders are
    /// looked into; but in another's, only what says that it came from this one.
    ///
    /// # Errors
    /// A folder that can't be read.
    pub(super) fn on_sheet(
        &self,
        shelves: &Shelves,
        day: NaiveDate,
    ) -> Result<Option<Searched<Standing>>> {
        let since = first_day(day, &self.calendar());
        if self.today < since {
            return Ok(None);
        }
        let manager = self.manager.as_str();
        let days = since..=day.max(self.today);
        let came_from = came_from(manager);
        let came_from = memmem::Finder::new(&came_from);
        let glance = |spot: &Spot, bytes: &[u8]| {
            let is_meant = spot.manager == manager || came_from.find(bytes).is_some();
            if is_meant && !review::is_elsewhere(bytes, &days) {
                Glance::Open
            } else {
                Glance::Pass
            }
        };
        let take = |found: &Found| {
            can_be_on_sheet(&found.dossier, manager, day, since).then(|| Standing {
                id: found.dossier.id(),
                client: found.slug().to_owned(),
                spots: found.spots.clone(),
            })
        };
        let binders = shelves.binders()?;
        let searched = shelves.search_at_a_glance(&binders, |_| true, glance, take)?;
        Ok(Some(searched))
    }
}

/// The codes of those who can be on a sheet.
pub(super) fn codes_of(standing: &[Standing]) -> Codes {
    Codes::of(standing.iter().map(|one| one.id))
}
