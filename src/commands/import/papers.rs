//! The papers that come behind whole dossiers in one file: each is copied into the store, and looked
//! at whether it is what it is called.

use std::collections::{HashMap, HashSet};
use std::io::{self, BufReader};

use anyhow::Result;
use uuid::Uuid;

use super::super::desk::Desk;
use super::packed::Packed;
use super::reading::{Lists, What};
use super::sources::Source;
use crate::binder::paper::{ever_named, hash_of};
use crate::binder::{ImportRefusal, Refusal};
use crate::exchange::bundle::paper_named;
use crate::store::Change;

impl Lists {
    /// Puts the papers of these whole dossiers where they lie from now on, but for those that are there
    /// already; how many. What no dossier names is passed over.
    ///
    /// # Errors
    /// A file that can't be read, or in which a paper is damaged; a store that can't be written.
    pub(super) fn bring_papers(
        &self,
        whole: &HashSet<Uuid>,
        change: &mut Change,
        desk: &Desk<'_>,
    ) -> Result<usize> {
        if self.bundles.is_empty() {
            return Ok(0);
        }
        let mut wanted: HashMap<(Uuid, String), &Packed> = HashMap::new();
        for coming in &self.coming {
            if let What::Whole(packed) = &coming.what
                && whole.contains(&packed.id)
            {
                let named = ever_named(&packed.dossier()).into_iter();
                wanted.extend(named.map(|file| ((packed.id, file), &**packed)));
            }
        }
        let mut count = 0;
        for bundle in &self.bundles {
            count += bring(bundle, &wanted, change, desk)?;
        }
        Ok(count)
    }
}

fn bring(
    bundle: &Source,
    wanted: &HashMap<(Uuid, String), &Packed>,
    change: &mut Change,
    desk: &Desk<'_>,
) -> Result<usize> {
    let bad = |why: String| {
        let file = bundle.name.clone();
        Refusal::from(ImportRefusal::CantRead { file, why })
    };
    let cant_read = |error: io::Error| bad(format!("can't be read: {error}"));
    let opened = bundle.read().map_err(cant_read)?;
    let mut tar = tar::Archive::new(BufReader::new(opened));
    let mut count = 0;
    for member in tar.entries().map_err(cant_read)? {
        let mut member = member.map_err(cant_read)?;
        let path = member.path_bytes().into_owned();
        let named = std::str::from_utf8(&path).ok().and_then(paper_named);
        let Some((id, file)) = named.filter(|_| member.header().entry_type().is_file()) else {
            continue;
        };
        let Some(whole) = wanted.get(&(id, file.to_owned())) else {
            continue;
        };
        if change.open_paper(id, file)?.is_some() {
            continue;
        }
        let folder = desk.store.papers_for(id)?;
        let drafted = folder.copy(file, desk.today, &mut member)?;
        if drafted.paper().hash() != hash_of(file) {
            let (file, paper) = (bundle.name.clone(), file.to_owned());
            return Err(Refusal::from(ImportRefusal::DamagedPaper { file, paper }).into());
        }
        change.keep_paper(&whole.dossier(), drafted)?;
        count += 1;
    }
    Ok(count)
}

/// The dossiers at the beginning of such a file.
///
/// # Errors
/// What is no such file.
pub(super) fn with_dossiers<T>(
    bundle: impl io::Read,
    take: impl FnOnce(&mut dyn io::Read) -> T,
) -> io::Result<T> {
    let mut tar = tar::Archive::new(bundle);
    let first = tar.entries()?.next();
    let mut first = first.ok_or(io::ErrorKind::UnexpectedEof)??;
    Ok(take(&mut first))
}
