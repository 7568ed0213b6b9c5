//! Going through a whole binder, with as many hands as the machine has.
//!
//! [`Shelves::scan`] is for a day's folders; this is for all of them. A file is read, looked at as
//! bytes, and taken apart only if something in it may be wanted; of what was taken apart only what
//! the caller takes is kept, so that a binder of any size needs little memory.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use anyhow::Result;
use uuid::Uuid;

use super::all_cores::on_all_cores;
use super::bad_file::BadFile;
use super::folder::Folder;
use super::shelves::{Shelves, folder_behind, parse, places_in, spots_in};
use super::spot::{Found, Spot, copies_as_one};
use crate::binder::{Place, lookup};

/// How many files are taken off a shelf at once: enough that opening the folder costs nothing,
/// few enough that the last handful doesn't keep one hand busy alone.
pub(super) const HANDFUL: usize = 128;

/// How every dossier begins that was written by this program.
const BEGINNING: &[u8] = b"{\n  \"format\": 1,\n  \"id\": \"";

/// What was taken from a binder, and the files that could not be read.
#[derive(Clone, Debug)]
pub struct Searched<T> {
    /// In the order of places and names.
    pub taken: Vec<T>,
    /// In the same order.
    pub unreadable: Vec<BadFile>,
}

impl<T> Default for Searched<T> {
    fn default() -> Self {
        Self {
            taken: Vec::new(),
            unreadable: Vec::new(),
        }
    }
}

/// What is to be done with a file whose bytes were read.
#[derive(Clone, Copy, Debug)]
pub enum Glance<T> {
    /// Nothing in it is wanted.
    Pass,
    /// It is to be taken apart.
    Open,
    /// What is wanted was seen already, of the dossier with this id.
    Seen(Uuid, T),
}

/// A dossier that was looked at.
struct Looked<'a, T> {
    id: Uuid,
    spot: &'a Spot,
    taken: Option<T>,
}

/// What came of one handful of files.
type Handful<'a, T> = (Vec<Looked<'a, T>>, Vec<BadFile>);

impl Shelves {
    /// Goes through the folders of a binder that are `wanted`, on all cores.
    ///
    /// `may_fit` is asked of the bytes of each file and must not miss any that is wanted; what
    /// passes is read as a dossier and given to `take`. Copies of one dossier are made into one
    /// before that, whichever of them passes. A file that doesn't look like a whole dossier is
    /// read in any case, so that it is named if it can't be.
    ///
    /// # Errors
    /// A folder that can't be read. A file that can't be is in the answer.
    pub fn search<T: Send>(
        &self,
        manager: &str,
        wanted: impl Fn(Place) -> bool,
        may_fit: impl Fn(&[u8]) -> bool + Sync,
        take: impl Fn(&Found) -> Option<T> + Sync,
    ) -> Result<Searched<T>> {
        self.search_all(&[manager.to_owned()], wanted, may_fit, take)
    }

    /// The same, through several binders, one after the other.
    ///
    /// # Errors
    /// Those of [`Shelves::search`].
    pub fn search_all<T: Send>(
        &self,
        managers: &[String],
        wanted: impl Fn(Place) -> bool,
        may_fit: impl Fn(&[u8]) -> bool + Sync,
        take: impl Fn(&Found) -> Option<T> + Sync,
    ) -> Result<Searched<T>> {
        let glance = |_: &Spot, bytes: &[u8]| {
            if may_fit(bytes) {
                Glance::Open
            } else {
                Glance::Pass
            }
        };
        self.search_at_a_glance(managers, wanted, glance, take)
    }

    /// The same, but what is wanted of a file may be seen in its bytes already (`glance`): then the
    /// file is not taken apart.
    ///
    /// # Errors
    /// Those of [`Shelves::search`].
    pub fn search_at_a_glance<T: Send>(
        &self,
        managers: &[String],
        wanted: impl Fn(Place) -> bool,
        glance: impl Fn(&Spot, &[u8]) -> Glance<T> + Sync,
        take: impl Fn(&Found) -> Option<T> + Sync,
    ) -> Result<Searched<T>> {
        let mut places = Vec::new();
        for manager in managers {
            let Some(binder) = self.binder(manager)? else {
                continue;
            };
            let wanted = places_in(&binder)?.into_iter().filter(|one| wanted(*one));
            let binder = Arc::new(binder);
            places.extend(wanted.map(|place| (Arc::clone(&binder), manager.as_str(), place)));
        }
        let shelves = on_all_cores(&places, |(binder, manager, place)| {
            spots_behind(binder, manager, *place)
        });
        let mut searched = Searched::default();
        let shelves = open_shelves(shelves, &mut searched.unreadable)?;
        let copied = stems_of_copies(&shelves);
        let binders: HashMap<&str, &Folder> = places
            .iter()
            .map(|(binder, manager, _)| (*manager, &**binder))
            .collect();
        let handfuls: Vec<&[Spot]> = shelves
            .iter()
            .flat_map(|spots| spots.chunks(HANDFUL))
            .collect();
        let glance = |spot: &Spot, bytes: &[u8]| {
            if !looks_whole(bytes) || copied.contains(stem(&spot.slug)) {
                return Glance::Open;
            }
            glance(spot, bytes)
        };
        let looked = on_all_cores(&handfuls, |spots| {
            let binder = binders[spots[0].manager.as_str()];
            look_through(binder, spots, glance, &take)
        });
        let mut all = Vec::with_capacity(shelves.iter().map(Vec::len).sum());
        for handful in looked {
            let (mut looked, mut unreadable) = handful?;
            all.append(&mut looked);
            searched.unreadable.append(&mut unreadable);
        }
        all.retain(|one| !self.is_forgotten(one.id));
        self.gather(all, &take, &mut searched);
        Ok(searched)
    }

    /// Keeps what was taken, once for each dossier: several copies are read again as one.
    fn gather<T>(
        &self,
        looked: Vec<Looked<'_, T>>,
        take: impl Fn(&Found) -> Option<T>,
        searched: &mut Searched<T>,
    ) {
        let mut times: HashMap<Uuid, usize> = HashMap::with_capacity(looked.len());
        for one in &looked {
            *times.entry(one.id).or_default() += 1;
        }
        let mut copies: HashMap<Uuid, Vec<Spot>> = HashMap::new();
        for one in looked.iter().filter(|one| times[&one.id] > 1) {
            copies.entry(one.id).or_default().push(one.spot.clone());
        }
        for one in looked {
            if times[&one.id] == 1 {
                searched.taken.extend(one.taken);
                continue;
            }
            // The first of several takes all of them along.
            let spots = copies.remove(&one.id).unwrap_or_default();
            let read = spots.into_iter().filter_map(|spot| {
                let dossier = self.read(&spot).ok()??;
                let spots = vec![spot];
                Some(Found { spots, dossier })
            });
            let merged = copies_as_one(read.collect());
            searched.taken.extend(merged.first().and_then(&take));
        }
    }
}

/// The spots behind one place. A folder may go with its last dossier before it is listed.
fn spots_behind(binder: &Folder, manager: &str, place: Place) -> Result<Vec<Spot>> {
    match folder_behind(binder, place)? {
        Some(folder) => spots_in(&folder, manager, place, |_| true),
        None => Ok(Vec::new()),
    }
}

/// The shelves that can be opened; a folder that can't be is one of the `unreadable`.
fn open_shelves(
    shelves: Vec<Result<Vec<Spot>>>,
    unreadable: &mut Vec<BadFile>,
) -> Result<Vec<Vec<Spot>>> {
    let mut open = Vec::with_capacity(shelves.len());
    for shelf in shelves {
        match shelf.map_err(anyhow::Error::downcast) {
            Ok(spots) => open.push(spots),
            Err(Ok(bad)) => unreadable.push(bad),
            Err(Err(error)) => return Err(error),
        }
    }
    Ok(open)
}

/// Reads some files of one folder.
fn look_through<'a, T>(
    binder: &Folder,
    spots: &'a [Spot],
    glance: impl Fn(&Spot, &[u8]) -> Glance<T>,
    take: impl Fn(&Found) -> Option<T>,
) -> Result<Handful<'a, T>> {
    let (mut looked, mut unreadable) = (Vec::with_capacity(spots.len()), Vec::new());
    let Some(first) = spots.first() else {
        return Ok((looked, unreadable));
    };
    let Some(folder) = folder_behind(binder, first.folder)? else {
        return Ok((looked, unreadable));
    };
    let mut bytes = Vec::new();
    for spot in spots {
        let name = spot.file_name();
        let seen = folder.read_into(&name, &mut bytes);
        let seen = seen.map(|there| {
            if there {
                glance(spot, &bytes)
            } else {
                Glance::Pass
            }
        });
        let dossier = match seen {
            Ok(Glance::Open) => parse(&bytes, || folder.path_of(&name)),
            Ok(Glance::Seen(id, taken)) => {
                let taken = Some(taken);
                looked.push(Looked { id, spot, taken });
                continue;
            }
            Ok(Glance::Pass) => continue,
            Err(bad) => Err(bad),
        };
        match dossier {
            Ok(dossier) => {
                let found = Found {
                    spots: vec![spot.clone()],
                    dossier,
                };
                looked.push(Looked {
                    id: found.dossier.id(),
                    taken: take(&found),
                    spot,
                });
            }
            Err(bad) => unreadable.push(bad),
        }
    }
    Ok((looked, unreadable))
}

/// The id of a dossier as it can be seen at the beginning of its file; `None` where it isn't written
/// as this program does, so that nothing can be said.
#[must_use]
pub fn id_at_the_beginning(bytes: &[u8]) -> Option<Uuid> {
    let id = bytes.strip_prefix(BEGINNING)?.get(..36)?;
    std::str::from_utf8(id).ok()?.parse().ok()
}

/// Whether the bytes may be a whole dossier of this format, as far as can be seen at its ends.
fn looks_whole(bytes: &[u8]) -> bool {
    bytes.starts_with(BEGINNING) && bytes.trim_ascii_end().ends_with(b"}")
}

/// What the names of a dossier's copies have in common: a synchroniser calls its copies of
/// `ivanov.json` `ivanov.sync-conflict-….json` or `ivanov (conflicted copy).json`.
fn stem(slug: &str) -> &str {
    let end = slug.find(|letter: char| !lookup::is_slug(letter.encode_utf8(&mut [0; 4])));
    &slug[..end.unwrap_or(slug.len())]
}

/// The stems under which there is more than one file.
fn stems_of_copies(shelves: &[Vec<Spot>]) -> HashSet<&str> {
    let mut seen = HashSet::with_capacity(shelves.iter().map(Vec::len).sum());
    let stems = shelves.iter().flatten().map(|spot| stem(&spot.slug));
    stems.filter(|stem| !seen.insert(*stem)).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::store::Store;

    const ID: &str = "01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a";

    /// A dossier as this program writes it, whose only entry says that it was made at `hour`.
    fn dossier(id: u8, place: &str, name: &str, hour: u8) -> String {
        format!(
            "{{\n  \"format\": 1,\n  \"id\": \"{ID}{id:02x}\",\n  \"manager\": \"anna\",\n  \
             \"place\": \"{place}\",\n  \"name\": \"{name}\",\n  \"history\": [\n    \
             {{\"op\": \"{hour}\", \"at\": \"2024-06-10T{hour:02}:00:00+02:00\", \"by\": \"anna\", \
             \"kind\": \"add\", \"set\": {{\"manager\": \"anna\", \"place\": \"{place}\", \
             \"name\": \"{name}\"}}}}\n  ]\n}}\n"
        )
    }

    fn put(store: &Path, path: &str, bytes: &str) {
        let path = store.join("managers/anna").join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        fs::write(path, bytes).expect("the file is written");
    }

    fn names(store: &Path, may_fit: impl Fn(&[u8]) -> bool + Sync) -> Searched<String> {
        let look = Store::open(store, store).and_then(|store| store.look());
        let look = look.expect("a store").expect("that is there");
        let name = |found: &Found| Some(format!("{} {}", found.slug(), found.dossier.name()));
        let searched = look.search("anna", |place| place != Place::Gone, may_fit, name);
        searched.expect("the folders can be read")
    }

    #[test]
    fn a_whole_binder_comes_in_the_order_of_places_and_names() {
        let store = tempfile::tempdir().expect("a folder");
        for (id, path, place) in [
            (1, "someday/a.json", "someday"),
            (2, "2024-07/b.json", "2024-07"),
            (3, "2024-07-01/d.json", "2024-07-01"),
            (4, "2024-07-01/c.json", "2024-07-01"),
            (5, "gone/e.json", "gone"),
        ] {
            put(store.path(), path, &dossier(id, place, "Ivan", 9));
        }
        let searched = names(store.path(), |_| true);
        assert_eq!(searched.taken, ["b Ivan", "c Ivan", "d Ivan", "a Ivan"]);
        let none = names(store.path(), |_| false);
        assert_eq!((none.taken.len(), none.unreadable.len()), (0, 0));
    }

    #[test]
    fn more_than_a_handful_of_files_lose_none_and_keep_their_order() {
        let store = tempfile::tempdir().expect("a folder");
        let many = 2 * HANDFUL + 7;
        for number in 0..many {
            let text = dossier(0, "someday", "Ivan", 9);
            let text = text.replace(ID, &format!("01900f5e-6a3c-7cc2-9d6e-0f{number:08x}"));
            put(store.path(), &format!("someday/c{number:04}.json"), &text);
        }
        let searched = names(store.path(), |_| true);
        let expected: Vec<String> = (0..many).map(|n| format!("c{n:04} Ivan")).collect();
        assert_eq!(searched.taken, expected);
    }

    #[test]
    fn copies_are_one_dossier_whichever_of_them_passes() {
        let store = tempfile::tempdir().expect("a folder");
        let (old, new) = (
            dossier(1, "2024-06-14", "Old", 9),
            dossier(1, "2024-07-05", "New", 10),
        );
        put(store.path(), "2024-06-14/ivan.json", &old);
        put(store.path(), "2024-07-05/ivan.sync-conflict-1.json", &new);
        let searched = names(store.path(), |bytes| {
            bytes.windows(3).any(|word| word == b"Old")
        });
        assert_eq!(searched.taken, ["ivan New"]);
    }

    #[test]
    fn a_file_that_is_no_dossier_is_named_though_it_does_not_pass() {
        let store = tempfile::tempdir().expect("a folder");
        let whole = dossier(1, "someday", "Ivan", 9);
        put(store.path(), "someday/a.json", &whole);
        put(store.path(), "someday/b.json", &whole[..whole.len() / 2]);
        put(store.path(), "someday/c.json", "");
        let searched = names(store.path(), |_| false);
        assert_eq!(searched.taken.len(), 0);
        let files = searched
            .unreadable
            .iter()
            .filter_map(|bad| bad.path().file_name());
        assert!(files.eq(["b.json", "c.json"]));
    }
}
