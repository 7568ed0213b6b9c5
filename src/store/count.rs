//! How many dossiers stand where, by listings alone: in one binder, or in every one on all cores.

use anyhow::Result;

use super::all_cores::on_all_cores;
use super::bad_file::BadFile;
use super::folder::Folder;
use super::shelves::{Shelves, folder_behind, listed, places_in};
use crate::binder::Place;

/// How many dossiers stand behind some places of one binder.
#[derive(Debug, Default)]
pub struct Loads {
    /// The places in their order; none behind which nobody is.
    pub places: Vec<(Place, usize)>,
    /// Folders that can't be opened: nobody knows how many stand there.
    pub unreadable: Vec<BadFile>,
}

impl Loads {
    pub(super) fn of(binder: &Folder, places: impl Iterator<Item = Place>) -> Result<Self> {
        let mut loads = Self::default();
        for place in places {
            loads.take(place, count(binder, place))?;
        }
        Ok(loads)
    }

    /// Takes what was counted behind a place, or why it can't be.
    fn take(&mut self, place: Place, counted: Result<usize>) -> Result<()> {
        match counted.map_err(anyhow::Error::downcast) {
            // Nobody stands where only a slip does.
            Ok(0) => {}
            Ok(count) => self.places.push((place, count)),
            Err(Ok(bad)) => self.unreadable.push(bad),
            Err(Err(error)) => return Err(error),
        }
        Ok(())
    }

    /// How many there are, as far as they can be counted.
    #[must_use]
    pub fn sum(&self) -> usize {
        self.places.iter().map(|(_, count)| count).sum()
    }

    /// How many there are; `None` if not all can be counted.
    #[must_use]
    pub fn known(&self) -> Option<usize> {
        self.unreadable.is_empty().then(|| self.sum())
    }
}

impl Shelves {
    /// How many dossiers stand behind each place of these binders.
    ///
    /// # Errors
    /// As [`Shelves::loads`].
    pub fn loads_of_all(&self, managers: &[String]) -> Result<Vec<Loads>> {
        let binders = managers.iter().map(|manager| self.binder(manager));
        let binders: Vec<Option<Folder>> = binders.collect::<Result<_>>()?;
        let there = binders.iter().enumerate();
        let there: Vec<(usize, &Folder)> = there
            .filter_map(|(number, binder)| Some((number, binder.as_ref()?)))
            .collect();
        let places = on_all_cores(&there, |(_, binder)| places_in(binder));
        let mut shelves: Vec<(usize, &Folder, Place)> = Vec::new();
        for ((number, binder), places) in there.into_iter().zip(places) {
            shelves.extend(places?.into_iter().map(|place| (number, binder, place)));
        }
        let counts = on_all_cores(&shelves, |(_, binder, place)| count(binder, *place));
        let mut loads: Vec<Loads> = managers.iter().map(|_| Loads::default()).collect();
        for ((number, _, place), count) in shelves.into_iter().zip(counts) {
            loads[number].take(place, count)?;
        }
        Ok(loads)
    }
}

/// How many dossiers stand behind a place. A folder may go with its last dossier before that.
fn count(binder: &Folder, place: Place) -> Result<usize> {
    let folder = folder_behind(binder, place)?;
    folder.map_or(Ok(0), |folder| listed(folder.count_dossiers(), &folder))
}
