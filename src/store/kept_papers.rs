//! Papers that were put in their place for a change: flushed before a dossier names them, and taken
//! away again if the change comes to nothing.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use anyhow::{Context, Result};
use uuid::Uuid;

use super::change::Change;
use super::papers::PaperDraft;
use crate::binder::Dossier;
use crate::binder::paper::{self, KeptPaper};

/// Files of papers, by the ids of their dossiers.
pub(super) type PaperFiles = BTreeMap<Uuid, BTreeSet<String>>;

impl Change {
    /// Puts a paper that was copied for a dossier where it lies from now on, which is flushed before
    /// anything else of the change. The entry that speaks of it is the caller's
    /// ([`KeptPaper::put_in`]); if that can't be stored, the paper goes again.
    ///
    /// # Errors
    /// A folder that can't be written, or is not there any more; a paper that was copied for another
    /// dossier.
    pub fn keep_paper(&mut self, dossier: &Dossier, drafted: PaperDraft) -> Result<KeptPaper> {
        // While it was copied another client may have come to the name that was typed.
        anyhow::ensure!(
            drafted.of() == dossier.id(),
            "the client is another one than a moment ago"
        );
        // The same content may lie there under another ending, for an undo: it is written over.
        let known = paper::ever_named(dossier);
        let paper = drafted.paper();
        let is_same = |file: &&String| paper::hash_of(file) == paper.hash();
        let file = match known.iter().find(is_same) {
            Some(same) if !known.contains(&paper.file) => same.clone(),
            _ => paper.file.clone(),
        };
        let kept = drafted.put_in_place(file)?;
        let files = self.kept_papers.entry(dossier.id()).or_default();
        files.insert(kept.file.clone());
        Ok(kept)
    }

    /// Flushes the folders in which these papers were put, each once.
    pub(super) fn settle_papers(&self, papers: &PaperFiles) -> Result<()> {
        for of in papers.keys() {
            if let Some(folder) = self.papers_of(*of)? {
                let flushed = folder.flush();
                flushed.with_context(|| format!("{} can't be written", folder.path().display()))?;
            }
        }
        Ok(())
    }

    /// Removes those of these papers that nothing in their dossiers names. Of a dossier that is not
    /// here it isn't known what it names: `of_nobody` says whether they go all the same.
    pub(super) fn remove_if_unnamed(&self, papers: &PaperFiles, of_nobody: bool) -> Result<()> {
        let ids: HashSet<Uuid> = papers.keys().copied().collect();
        let mut named: BTreeMap<Uuid, BTreeSet<String>> = BTreeMap::new();
        for found in self.of_ids(&ids)? {
            named.insert(found.dossier.id(), paper::ever_named(&found.dossier));
        }
        for (id, files) in papers {
            let named = match named.remove(id) {
                None if !of_nobody => continue,
                named => named.unwrap_or_default(),
            };
            let Some(folder) = self.papers_of(*id)? else {
                continue;
            };
            for file in files.difference(&named) {
                // One that can't be removed stays a finding.
                let _ = folder.remove(file);
            }
            folder.flush()?;
        }
        Ok(())
    }
}
