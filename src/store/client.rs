//! Finding a client by what was typed (binder.md, *Finding a client*). Never a guess.

use anyhow::Result;

use super::shelves::Shelves;
use super::spot::{Found, Spot};
use crate::binder::Candidate;
use crate::binder::{Dossier, Place, Refusal, WordRefusal, lookup};

/// Who looks for a client, and where first.
#[derive(Clone, Copy, Debug)]
pub struct Lookup<'a> {
    /// The manager whose binder is searched first.
    pub manager: &'a str,
    /// What was typed.
    pub typed: &'a str,
}

impl Shelves {
    /// Finds the one client that is meant: in the manager's own binder, and if nothing is there,
    /// in the others.
    ///
    /// # Errors
    /// [`Refusal::UnknownClient`] with the nearest names, [`Refusal::AmbiguousClient`] with the
    /// candidates, [`WordRefusal::NobodyMeant`], a file or folder that can't be read.
    pub fn client(&self, wanted: Lookup<'_>) -> Result<Found> {
        if wanted.typed.trim().is_empty() {
            return Err(Refusal::from(WordRefusal::NobodyMeant).into());
        }
        let own = [wanted.manager.to_owned()];
        if let Some(found) = self.client_among(&own, wanted.typed)? {
            return Ok(found);
        }
        let mut others = self.binders()?;
        others.retain(|manager| manager != wanted.manager);
        if let Some(found) = self.client_among(&others, wanted.typed)? {
            return Ok(found);
        }
        let mut slugs = Vec::new();
        for manager in own.iter().chain(&others) {
            slugs.extend(
                self.all_spots(manager, is_there)?
                    .into_iter()
                    .map(|spot| spot.slug),
            );
        }
        let nearest = lookup::nearest(slugs.iter().map(String::as_str), wanted.typed);
        let unknown = anyhow::Error::from(Refusal::UnknownClient {
            typed: wanted.typed.to_owned(),
            nearest: nearest.into_iter().map(str::to_owned).collect(),
        });
        // The client may be in a file that can't be read: then that is the first thing to know.
        Err(match self.met().first() {
            None => unknown,
            Some(bad) => unknown.context(format!("{bad}; in all that can be read")),
        })
    }

    /// Finds a client whose adding was undone, by the name of the file; only who erases looks there.
    ///
    /// # Errors
    /// [`Refusal::AmbiguousClient`]; a file or folder that can't be read.
    pub fn gone_client(&self, typed: &str) -> Result<Option<Found>> {
        let words = lookup::words(typed);
        let mut spots = Vec::new();
        for manager in self.binders()? {
            spots.append(&mut self.all_spots(&manager, |place| place == Place::Gone)?);
        }
        spots.retain(|spot| spot.slug == typed || lookup::slug_fits(&spot.slug, &words));
        self.the_one(&spots, typed)
    }

    fn client_among(&self, managers: &[String], typed: &str) -> Result<Option<Found>> {
        let mut spots = self.by_file_name(managers, typed)?;
        if spots.is_empty() {
            spots = self.by_content(managers, typed)?;
        }
        self.the_one(&spots, typed)
    }

    /// By the names of files alone: the exact one, else those that begin so.
    fn by_file_name(&self, managers: &[String], typed: &str) -> Result<Vec<Spot>> {
        let mut exact = Vec::new();
        if lookup::is_slug(typed) {
            for manager in managers {
                exact.append(&mut self.spots_of(manager, typed)?);
            }
        }
        exact.retain(|spot| is_there(spot.folder));
        if !exact.is_empty() {
            return Ok(exact);
        }
        let words = lookup::words(typed);
        let mut fitting = Vec::new();
        for manager in managers {
            let fits = |slug: &str| lookup::slug_fits(slug, &words);
            fitting.append(&mut self.spots_that(manager, is_there, fits)?);
        }
        Ok(fitting)
    }

    /// By name, company, phone or e-mail.
    fn by_content(&self, managers: &[String], typed: &str) -> Result<Vec<Spot>> {
        let looked_for = lookup::LookedFor::new(typed);
        let fits = |dossier: &Dossier| looked_for.fits(dossier);
        let searched = self.search_all(
            managers,
            is_there,
            |_| true,
            |found| fits(&found.dossier).then(|| found.spots.clone()),
        )?;
        self.meet(searched.unreadable);
        Ok(searched.taken.concat())
    }

    /// The one dossier that stands at these spots; several are refused with the candidates.
    fn the_one(&self, spots: &[Spot], typed: &str) -> Result<Option<Found>> {
        let found = self.read_all(spots)?;
        if found.len() > 1 {
            let candidates = found
                .iter()
                .map(|found| Candidate::of(found.slug(), &found.dossier));
            return Err(Refusal::AmbiguousClient {
                typed: typed.to_owned(),
                candidates: candidates.collect(),
            }
            .into());
        }
        Ok(found.into_iter().next())
    }

    /// Reads the dossiers at these spots, copies made into one.
    ///
    /// # Errors
    /// The first file that can't be read: one of them is meant, and it may be that one.
    fn read_all(&self, spots: &[Spot]) -> Result<Vec<Found>> {
        let mut found = Vec::new();
        for spot in spots {
            if let Some(dossier) = self.read(spot)? {
                found.push(Found {
                    spots: vec![spot.clone()],
                    dossier,
                });
            }
        }
        Ok(super::spot::copies_as_one(found))
    }
}

/// Whether those behind a place are shown at all: not those whose adding was undone.
fn is_there(place: Place) -> bool {
    place != Place::Gone
}
