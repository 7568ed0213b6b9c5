//! Bringing many dossiers in at once, new ones and additions to those that are there: each is made,
//! put into the stage and let go before the next, as [`super::relay`] does it.

use std::collections::{HashMap, HashSet};

use anyhow::Result;
use uuid::Uuid;

use super::change::Change;
use super::relay::{Relay, Relayed, each_in_turn};
use super::shelve::Write;
use super::shelves::Shelves;
use super::spot::{Found, Spot};
use crate::binder::{Dossier, lookup};

/// Where a dossier is to be brought: to its copies, or under a name that is free.
#[derive(Clone, Debug)]
pub struct Berth {
    /// The name by which the client is typed.
    pub slug: String,
    /// Where it stands now; nowhere, if it is new.
    pub spots: Vec<Spot>,
}

/// The names that are taken in a store, so that many new ones cost one look.
#[derive(Debug, Default)]
pub struct Slugs {
    taken: HashSet<String>,
    /// The number that is tried next for a name that was taken already.
    next: HashMap<String, u32>,
}

impl Slugs {
    /// A name for a client called `name` that no other has, taken with this; `wanted` if it is free.
    pub fn take(&mut self, name: &str, wanted: Option<&str>) -> String {
        let wanted = wanted.filter(|slug| lookup::is_slug(slug) && !lookup::is_reserved(slug));
        let base = wanted.map_or_else(|| lookup::slug(name), str::to_owned);
        let number = self.next.entry(base.clone()).or_insert(1);
        loop {
            let slug = lookup::numbered(&base, *number);
            *number += 1;
            if self.taken.insert(slug.clone()) {
                return slug;
            }
        }
    }
}

impl Shelves {
    /// The names that are taken in all binders.
    ///
    /// # Errors
    /// A folder that can't be read.
    pub fn slugs(&self) -> Result<Slugs> {
        let mut taken = HashSet::new();
        for manager in self.binders()? {
            let spots = self.all_spots(&manager, |_| true)?;
            taken.extend(spots.into_iter().map(|spot| spot.slug));
        }
        let next = HashMap::new();
        Ok(Slugs { taken, next })
    }

    /// Gives what `work` makes of each of these, with the dossier that is there.
    ///
    /// # Errors
    /// What `work` says; a file that is not there any more, or can't be read.
    pub fn each_berth<T: Send>(
        &self,
        all: &[Berth],
        work: impl Fn(usize, Option<Found>) -> Result<T> + Sync,
    ) -> Result<Vec<T>> {
        each_in_turn(all.len(), |number, open| {
            let spots = &all[number].spots;
            let found = (!spots.is_empty()).then(|| self.read_again(open, spots));
            work(number, found.transpose()?)
        })
    }

    /// Whether the client of this id was erased for good.
    #[must_use]
    pub fn was_erased(&self, id: Uuid) -> bool {
        self.is_forgotten(id)
    }
}

impl Change {
    /// Writes what `make` makes of each of these, given the dossier that is there. What `take` makes
    /// of it then goes through.
    ///
    /// # Errors
    /// A file that can't be read, or a stage that can't be written. Then nothing was changed.
    pub fn bring_each<T: Send>(
        &mut self,
        all: &[Berth],
        make: impl Fn(usize, Option<Found>) -> Dossier + Sync,
        take: impl Fn(usize, &Dossier, Relay) -> T + Sync,
    ) -> Result<Vec<T>> {
        let shelves = &self.shelves;
        let staged = self.stage_each(all.len(), |number, open, put| {
            let berth = &all[number];
            let found = (!berth.spots.is_empty()).then(|| shelves.read_again(open, &berth.spots));
            let found = found.transpose()?;
            let from = found.as_ref().map(|found| found.dossier.place());
            let dossier = make(number, found);
            let write = Write::new(berth.spots.clone(), dossier, berth.slug.clone());
            let bytes = write.bytes()?;
            put(&bytes)?;
            let relay = Relay {
                client: berth.slug.clone(),
                from,
                bytes,
            };
            let one = take(number, &write.dossier, relay);
            Ok((Relayed::of(write), one))
        })?;
        Ok(self.relay(staged))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_given_once() {
        let mut slugs = Slugs::default();
        slugs.taken.insert("ivan-2".to_owned());
        let names = ["Ivan", "Иван", "IVAN", "../../etc", "con"].map(|name| slugs.take(name, None));
        assert_eq!(names, ["ivan", "ivan-3", "ivan-4", "etc", "con-client"]);
        assert_eq!(slugs.take("Ona", Some("ivan")), "ivan-5");
        assert_eq!(slugs.take("Ona", Some("ona-k")), "ona-k");
        assert_eq!(slugs.take("Ona", Some("../x")), "ona");
    }
}
