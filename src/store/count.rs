//! How many dossiers stand where, in every binder at once: by listings alone, on all cores.

use anyhow::Result;

use super::all_cores::on_all_cores;
use super::bad_file::BadFile;
use super::folder::Folder;
use super::shelves::{Shelves, folder_behind, listed, places_in};
use crate::binder::Place;

/// How many dossiers stand behind each place of some binders.
#[derive(Debug, Default)]
pub struct Counted {
    /// For each binder that was asked for, its places in their order; none behind which nobody is.
    pub loads: Vec<Vec<(Place, usize)>>,
    /// Folders that can't be opened.
    pub unreadable: Vec<BadFile>,
}

impl Shelves {
    /// Counts the dossiers of these binders behind each place.
    ///
    /// # Errors
    /// A folder that can't be listed. One that can't be opened is in the answer.
    pub fn count_all(&self, managers: &[String]) -> Result<Counted> {
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
        let mut counted = Counted {
            loads: vec![Vec::new(); managers.len()],
            unreadable: Vec::new(),
        };
        for ((number, _, place), count) in shelves.into_iter().zip(counts) {
            match count.map_err(anyhow::Error::downcast) {
                Ok(0) => {}
                Ok(count) => counted.loads[number].push((place, count)),
                Err(Ok(bad)) => counted.unreadable.push(bad),
                Err(Err(error)) => return Err(error),
            }
        }
        Ok(counted)
    }
}

/// How many dossiers stand behind a place. A folder may go with its last dossier before that.
fn count(binder: &Folder, place: Place) -> Result<usize> {
    let folder = folder_behind(binder, place)?;
    folder.map_or(Ok(0), |folder| listed(folder.count_dossiers(), &folder))
}
