//! Dossiers read again, many at a time, of which one that can't be read stops nobody.

use anyhow::Result;

use super::bad_file::BadFile;
use super::relay::each_in_turn;
use super::shelves::Shelves;
use super::spot::{Found, Spot};

impl Shelves {
    /// Reads these dossiers, each from the spots where it stands, on all cores, and gives what `work`
    /// makes of each, or the file that can't be read any more.
    ///
    /// # Errors
    /// A folder that can't be opened.
    pub fn each_readable<T: Send>(
        &self,
        all: &[Vec<Spot>],
        work: impl Fn(Found) -> T + Sync,
    ) -> Result<Vec<Result<T, BadFile>>> {
        each_in_turn(all.len(), |number, open| {
            match self.read_again(open, &all[number]) {
                Ok(found) => Ok(Ok(work(found))),
                Err(error) => Ok(Err(error.downcast()?)),
            }
        })
    }
}
