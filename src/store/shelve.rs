//! Putting one dossier on its shelf so that a crash at any point leaves one whole copy, never
//! behind a later divider than it belongs (data.md, *One dossier*).

use std::io;

use anyhow::{Context, Result};

use super::BINDERS_FOLDER;
use super::folder::{Folder, draft_of};
use super::reading::LARGEST;
use super::shelves::Shelves;
use super::spot::Spot;
use crate::binder::{ChangeRefusal, Dossier, Refusal};

/// The text of a dossier's file.
///
/// # Errors
/// None that is known: what is in a dossier can be written.
pub fn dossier_text(dossier: &Dossier) -> Result<String> {
    Ok(serde_json::to_string_pretty(dossier)? + "\n")
}

/// One dossier that is to be written.
#[derive(Debug)]
pub(super) struct Write {
    /// Where it stood; nowhere, if it is new. Further ones are copies that are in it now.
    pub(super) was: Vec<Spot>,
    /// Where it is to stand.
    pub(super) spot: Spot,
    /// What is to be written.
    pub(super) dossier: Dossier,
}

impl Write {
    /// A dossier that stood at `was`, to stand where it belongs, under the name `slug`.
    pub(super) fn new(mut was: Vec<Spot>, dossier: Dossier, slug: String) -> Self {
        let spot = Spot::of(&dossier, slug);
        // A copy that stands right already is the one to be written over.
        was.sort_by_key(|copy| *copy != spot);
        Self { was, spot, dossier }
    }

    /// Whether it goes from one manager's binder to another's.
    pub(super) fn changes_hands(&self) -> bool {
        self.was
            .iter()
            .any(|spot| spot.manager != self.spot.manager)
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// [`ChangeRefusal::TooLarge`], [`ChangeRefusal::TooDeep`]: nothing is written that could not be
    /// read again.
    pub(super) fn bytes(&self) -> Result<Vec<u8>> {
        let bytes = dossier_text(&self.dossier)?.into_bytes();
        if bytes.len() as u64 > LARGEST {
            let client = self.spot.slug.clone();
            let bytes = bytes.len();
            return Err(Refusal::from(ChangeRefusal::TooLarge { client, bytes }).into());
        }
        if is_too_deep(&bytes) {
            let client = self.spot.slug.clone();
            return Err(Refusal::from(ChangeRefusal::TooDeep { client }).into());
        }
        Ok(bytes)
    }
}

/// How deep values may lie in each other for the reader of JSON.
const DEEPEST: usize = 127;

/// Whether values lie too deep in each other. Where few are opened at all they can't, and that is
/// quick to see.
fn is_too_deep(text: &[u8]) -> bool {
    memchr::memchr2_iter(b'{', b'[', text).count() > DEEPEST && depth(text) > DEEPEST
}

/// How deep values lie in each other in a JSON text.
fn depth(text: &[u8]) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let (mut in_text, mut escaped) = (false, false);
    for byte in text {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'{' | b'[' if !in_text => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

impl Shelves {
    /// The folder of a manager's binder, made if it is not there.
    pub(super) fn make_binder(&self, manager: &str) -> Result<Folder> {
        let make = || self.root().make_child(BINDERS_FOLDER)?.make_child(manager);
        make().with_context(|| {
            format!(
                "a folder for {manager} can't be made in {}",
                self.root().path().display()
            )
        })
    }
}

/// Writes one dossier.
///
/// # Errors
/// What the file system says, with the path. Then the store holds the dossier as it was, or, where
/// the fault came after the moment of truth, as it was to be.
pub(super) fn shelve(shelves: &Shelves, write: &Write) -> Result<()> {
    let spot = &write.spot;
    let home = shelves.make_binder(&spot.manager)?;
    let bytes = write.bytes()?;
    let done = match write.was.first() {
        None => write_new(&home, spot, &bytes),
        Some(was) => {
            let folder = shelves.folder_of(was)?;
            if was == spot {
                folder.replace(&spot.file_name(), &bytes)
            } else if was.folder <= spot.folder {
                to_later(&folder, was, &home, spot, &bytes)
            } else {
                to_earlier(&folder, was, &home, spot, &bytes)
            }
        }
    };
    done.with_context(|| format!("{} can't be written", shelves.path_of(spot).display()))?;
    for copy in write.was.iter().skip(1) {
        // All that a copy says is in the one just written; one that stays is merged again.
        if let Ok(folder) = shelves.folder_of(copy) {
            let _ = folder.remove(copy.file_name());
        }
    }
    for was in &write.was {
        if let Ok(Some(binder)) = shelves.binder(&was.manager) {
            binder.remove_empty_child(&was.folder.to_string());
        }
    }
    Ok(())
}

fn write_new(home: &Folder, spot: &Spot, bytes: &[u8]) -> io::Result<()> {
    let folder = home.make_child(spot.folder.to_string())?;
    folder.put_new(&spot.file_name(), bytes)
}

/// The content first, in the folder where it stands; then the file goes to the later folder.
fn to_later(
    folder: &Folder,
    was: &Spot,
    home: &Folder,
    spot: &Spot,
    bytes: &[u8],
) -> io::Result<()> {
    let later = home.make_child(spot.folder.to_string())?;
    folder.replace(&was.file_name(), bytes)?;
    // Stored already: a file that can't go on now stands too early, which a reader sees through
    // and the next change mends.
    let _ = folder.rename_to_free(&was.file_name(), &later, &spot.file_name());
    Ok(())
}

/// The file first, to the earlier folder; then the content.
fn to_earlier(
    folder: &Folder,
    was: &Spot,
    home: &Folder,
    spot: &Spot,
    bytes: &[u8],
) -> io::Result<()> {
    let earlier = home.make_child(spot.folder.to_string())?;
    let (name, draft) = (spot.file_name(), draft_of(&spot.file_name()));
    // The draft before anything else: a full disk is met while nothing has changed yet.
    earlier.write_draft(&draft, bytes)?;
    let put = folder
        .rename_to_free(&was.file_name(), &earlier, &name)
        .and_then(|()| earlier.rename(&draft, &earlier, &name));
    clear_draft(&earlier, &draft, put)?;
    earlier.flush()
}

/// Removes a draft that could not be put in its place.
fn clear_draft(folder: &Folder, draft: &str, put: io::Result<()>) -> io::Result<()> {
    if put.is_err() {
        let _ = folder.remove(draft);
    }
    put
}
