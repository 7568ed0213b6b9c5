//! A change that is tried out, for those who have to do something first that can't be taken back: all
//! that could refuse or stop the change is met before.

use anyhow::{Context, Result};

use super::Store;
use super::change::Change;
use super::folder::{Folder, draft_of};
use super::shelve::Write;
use crate::binder::Moment;

impl Store {
    /// Does all of a change as [`Store::change`] would, but for what changes something: its dossiers
    /// are written as drafts where they would go, flushed, and thrown away.
    ///
    /// # Errors
    /// What `make` says; a store that can't be locked or written.
    pub fn rehearse(
        &self,
        by: &str,
        at: Moment,
        make: impl FnOnce(&mut Change) -> Result<()>,
    ) -> Result<()> {
        let mut change = self.begin(by, at)?;
        make(&mut change)?;
        change.prepare()?;
        let mut writes = change.writes.iter();
        writes.try_for_each(|write| change.rehearse(write))
    }
}

impl Change {
    /// Tries to write a dossier where it stands and where it is to go.
    fn rehearse(&self, write: &Write) -> Result<()> {
        let spot = &write.spot;
        let home = self.shelves.make_binder(&spot.manager)?;
        let (bytes, draft) = (write.bytes()?, draft_of(&spot.file_name()));
        let try_in = |folder: &Folder| {
            let tried = folder.write_draft(&draft, &bytes);
            tried.and_then(|()| folder.remove(&draft)).with_context(|| {
                let path = self.shelves.path_of(spot);
                format!("{} can't be written", path.display())
            })
        };
        for was in &write.was {
            try_in(&self.shelves.folder_of(was)?)?;
        }
        let place = spot.folder.to_string();
        let tried = try_in(&home.make_child(&place)?);
        home.remove_empty_child(&place);
        tried
    }
}
