//! Slips on their shelves: a file `managers/<manager>/<day>/<slug>.slip` that says "look at this
//! dossier too", or `yearly/06-17/<slug>.slip` for what comes round every year. In it stands where
//! the dossier was put last, as in `anna/2024-07-05`: a hint, after which nothing needs to be looked
//! through, and which may be wrong. Which ones a dossier needs is the binder's rule ([`Dossier::slips`]).
//!
//! A slip is made and flushed before its dossier is, so that nothing that is stored goes unseen, and
//! taken away after. One that is left over shows nothing, since it is only ever a reason to look.

use std::io;
use std::iter;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::BINDERS_FOLDER;
use super::folder::Folder;
use super::shelve::Write;
use super::shelves::Shelves;
use super::spot::{Found, Spot};
use crate::binder::lookup;
use crate::binder::slip::{Behind, Slip};

/// How the name of a slip ends.
const ENDING: &str = ".slip";

/// How many slips are flushed one by one rather than with the whole file system.
const FEW: usize = 8;

/// The name of the slip of the client who goes by `slug`.
pub(super) fn name_of(slug: &str) -> String {
    format!("{slug}{ENDING}")
}

/// The name by which the client is typed to whom a file of this name points, if it is a slip.
pub(super) fn slug_of(name: &[u8]) -> Option<&str> {
    let slug = name.strip_suffix(ENDING.as_bytes())?;
    let slug = str::from_utf8(slug).ok()?;
    (!slug.is_empty() && !slug.starts_with('.')).then_some(slug)
}

/// A slip that points to a client.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pointer {
    /// Where it stands.
    pub slip: Slip,
    /// The name by which the client is typed.
    pub slug: String,
}

impl Pointer {
    /// The path below the store's folder.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        let folder = Path::new(BINDERS_FOLDER).join(&self.slip.manager);
        let folder = folder.join(self.slip.behind.to_string());
        folder.join(name_of(&self.slug))
    }
}

/// What a slip says of where the dossier stands to which it points.
fn hint(dossier: &Spot) -> String {
    format!("{}/{}\n", dossier.manager, dossier.folder)
}

/// Where the dossier to which a slip points is said to stand.
fn hinted(text: &[u8], slug: &str) -> Option<Spot> {
    let (manager, folder) = str::from_utf8(text).ok()?.trim_end().split_once('/')?;
    Some(Spot {
        manager: manager.to_owned(),
        folder: folder.parse().ok()?,
        slug: slug.to_owned(),
    })
}

/// The slip that a file of this name is, which stands in the binder of `manager`.
pub(super) fn pointer(name: &[u8], manager: &str, behind: Behind) -> Option<Pointer> {
    let slug = slug_of(name).filter(|slug| lookup::is_slug(slug))?;
    let manager = manager.to_owned();
    Some(Pointer {
        slip: Slip { manager, behind },
        slug: slug.to_owned(),
    })
}

/// The slips that a dossier needs, each with where the dossier stands; and those that it doesn't
/// need any more.
#[derive(Debug, Default)]
pub(super) struct Pointers {
    pub(super) needed: Vec<(Pointer, Spot)>,
    pub(super) stale: Vec<Pointer>,
}

impl Pointers {
    /// Those to a dossier that is to be written.
    pub(super) fn of(write: &Write) -> Self {
        let pointing = |slips: Vec<Slip>| {
            let slug = &write.spot.slug;
            let pointing = move |slip| Pointer {
                slip,
                slug: slug.clone(),
            };
            slips.into_iter().map(pointing)
        };
        let needed = pointing(write.dossier.slips());
        Self {
            needed: needed.map(|slip| (slip, write.spot.clone())).collect(),
            stale: pointing(write.dossier.stale_slips()).collect(),
        }
    }
}

/// Makes these slips, each with where its dossier stands, and flushes them; those that are there
/// already too, since the command that made them may have been cut off before it did.
///
/// # Errors
/// What the file system says, with the path.
pub(super) fn put(
    shelves: &Shelves,
    slips: impl IntoIterator<Item = (Pointer, Spot)>,
) -> Result<()> {
    let mut slips: Vec<(Pointer, Spot)> = slips.into_iter().collect();
    slips.sort();
    let flush_each = slips.len() <= FEW || !Folder::FLUSHES_ALL;
    for beside in slips.chunk_by(|(one, _), (next, _)| one.slip == next.slip) {
        make_in_one_folder(shelves, beside, flush_each).with_context(|| {
            let path = shelves.root().path().join(beside[0].0.path());
            format!("{} can't be written", path.display())
        })?;
    }
    if !flush_each {
        let root = shelves.root();
        root.flush_file_system()
            .with_context(|| format!("{} can't be flushed", root.path().display()))?;
    }
    Ok(())
}

/// Makes slips that stand in one folder.
fn make_in_one_folder(shelves: &Shelves, slips: &[(Pointer, Spot)], flush: bool) -> io::Result<()> {
    let Slip { manager, behind } = &slips[0].0.slip;
    let mut folder = shelves.root().make_child(BINDERS_FOLDER)?;
    for name in iter::once(manager.as_str()).chain(behind.to_string().split('/')) {
        folder = folder.make_child(name)?;
    }
    for (one, dossier) in slips {
        let (name, hint) = (name_of(&one.slug), hint(dossier));
        match folder.write_unflushed(&name, hint.as_bytes()) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                hint_anew(&folder, &name, &hint);
            }
            Ok(()) if flush => folder.open_file(&name, false)?.sync_all()?,
            made => made?,
        }
    }
    if flush { folder.flush() } else { Ok(()) }
}

/// Says in a slip that is there where its dossier stands now. If that fails, the dossier is looked
/// for.
fn hint_anew(folder: &Folder, name: &str, hint: &str) {
    let says = folder.read(name).ok().flatten();
    if says.as_deref() == Some(hint.as_bytes()) {
        return;
    }
    let _ = folder.replace_unflushed(name, hint.as_bytes());
}

/// Takes these slips away, those of them that are there. One that stays shows nothing, and goes
/// with the next write.
pub(super) fn take_away(shelves: &Shelves, slips: impl IntoIterator<Item = Pointer>) {
    let mut slips: Vec<Pointer> = slips.into_iter().collect();
    slips.sort();
    for of_one in slips.chunk_by(|one, next| one.slip.manager == next.slip.manager) {
        let Ok(Some(binder)) = shelves.binder(&of_one[0].slip.manager) else {
            continue;
        };
        for beside in of_one.chunk_by(|one, next| one.slip == next.slip) {
            let path = beside[0].slip.behind.to_string();
            remove_below(&binder, path.split('/'), beside);
        }
    }
}

/// Removes slips from the folder to which `path` leads, and the folders on it that are empty then.
fn remove_below<'a>(folder: &Folder, mut path: impl Iterator<Item = &'a str>, slips: &[Pointer]) {
    match path.next() {
        None => {
            for one in slips {
                let _ = folder.remove(name_of(&one.slug));
            }
        }
        Some(name) => {
            if let Ok(Some(next)) = folder.child(name) {
                remove_below(&next, path, slips);
                folder.remove_empty_child(name);
            }
        }
    }
}

impl Shelves {
    /// The dossier to which a slip points, if it stands where the slip says.
    pub(super) fn hinted_by(&self, pointer: &Pointer) -> Option<Found> {
        let mut folder = self.binder(&pointer.slip.manager).ok()??;
        for name in pointer.slip.behind.to_string().split('/') {
            folder = folder.child(name).ok()??;
        }
        let says = folder.read(name_of(&pointer.slug)).ok()??;
        let spot = hinted(&says, &pointer.slug)?;
        // What can't be read there is met, and named, where it is looked for.
        let dossier = self.read(&spot).ok()??;
        Some(Found {
            spots: vec![spot],
            dossier,
        })
    }
}
