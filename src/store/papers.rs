//! Where papers lie: `papers/<id>/<hash>.pdf`. A paper is copied into a draft beside its place, bit
//! by bit and before the store is locked, since it may be large or come from a slow pipe; under the
//! lock it is only renamed. Then the dossier's entry follows, so that a paper of which a dossier
//! speaks is always there, and whole.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use anyhow::{Context, Result};
use chrono::NaiveDate;
use uuid::Uuid;

use super::folder::{Folder, draft_of};
use super::paper_copy::{Limited, Source, copy};
use super::shelves::{Shelves, opened};
use super::{Store, open_root};
use crate::binder::paper::{self, KeptPaper};

/// The folder of papers, in a folder for each dossier.
pub(super) const PAPERS: &str = "papers";

/// The folder of a dossier's papers, for those who copy some into it. For as long as this or a draft
/// in it lives, a repair leaves the drafts alone.
#[derive(Clone, Debug)]
pub struct PaperFolder(Rc<Held>);

#[derive(Debug)]
struct Held {
    of: Uuid,
    root: Folder,
    folder: Folder,
}

impl Drop for Held {
    fn drop(&mut self) {
        // If nothing came of it; and unless somebody else is about to write into it.
        if self.folder.lock_alone()
            && let Ok(Some(papers)) = self.root.child(PAPERS)
        {
            papers.remove_empty_child(&self.of.to_string());
            self.root.remove_empty_child(PAPERS);
        }
    }
}

impl PaperFolder {
    fn open(root: Folder, of: Uuid) -> io::Result<Self> {
        loop {
            let made = root
                .make_child(PAPERS)
                .and_then(|papers| papers.make_child(of.to_string()));
            match made {
                // Another has come to nothing meanwhile, and has taken the empty folders away.
                Err(error) if error.kind() == io::ErrorKind::NotFound && !root.is_gone()? => {}
                made => {
                    let folder = made?;
                    folder.lock_with_others();
                    if !folder.is_gone()? {
                        return Ok(Self(Rc::new(Held { of, root, folder })));
                    }
                }
            }
        }
    }

    /// Copies a paper called `name`, to be put in on the day `added`. Nothing of it is seen until it is
    /// kept. The store is not locked, so it may take its time.
    ///
    /// # Errors
    /// What can't be read, by its name; a store that can't be written.
    pub fn copy(&self, name: &str, added: NaiveDate, from: &mut dyn Read) -> Result<PaperDraft> {
        let folder = &self.0.folder;
        let draft = draft_of(&Uuid::now_v7().to_string());
        let file = folder.new_file(&draft);
        let file = file.with_context(|| cant_write(folder.path()))?;
        let mut drafted = PaperDraft {
            place: self.clone(),
            draft: Some(draft),
            paper: KeptPaper {
                name: name.to_owned(),
                file: String::new(),
                bytes: None,
                added: Some(added),
            },
        };
        let (mut from, mut to) = (Source::new(from), Limited::new(file));
        let copied = copy(&mut from, &mut to).and_then(|hash| to.flush_all().map(|()| hash));
        let hash = copied.with_context(|| {
            if from.has_failed() {
                format!("{name} can't be read")
            } else {
                cant_write(folder.path())
            }
        })?;
        drafted.paper.file = paper::file_of(&hash, name);
        drafted.paper.bytes = Some(to.written());
        Ok(drafted)
    }
}

/// A paper that is copied and flushed, but of which no dossier speaks yet. Unless it is kept
/// ([`super::Change::keep_paper`]) it is thrown away when this is dropped.
#[derive(Debug)]
pub struct PaperDraft {
    place: PaperFolder,
    draft: Option<String>,
    paper: KeptPaper,
}

impl PaperDraft {
    /// The paper that it becomes.
    #[must_use]
    pub fn paper(&self) -> &KeptPaper {
        &self.paper
    }

    /// The dossier for which it was copied.
    pub(super) fn of(&self) -> Uuid {
        self.place.0.of
    }

    /// Puts it where it lies from now on, as `file`. It is not flushed there yet.
    pub(super) fn put_in_place(mut self, file: String) -> Result<KeptPaper> {
        let folder = &self.place.0.folder;
        if let Some(draft) = &self.draft {
            let put = folder.rename(draft, folder, &file);
            put.with_context(|| cant_write(folder.path()))?;
        }
        self.draft = None;
        self.paper.file = file;
        Ok(self.paper.clone())
    }
}

impl Drop for PaperDraft {
    fn drop(&mut self) {
        if let Some(draft) = &self.draft {
            // One that can't be removed is a finding of the next check.
            let _ = self.place.0.folder.remove(draft);
        }
    }
}

impl Store {
    /// The folder of the papers of the dossier `of`, made if there is none, for copying some into it.
    /// No lock is waited for.
    ///
    /// # Errors
    /// A store that is not there or can't be written.
    pub fn papers_for(&self, of: Uuid) -> Result<PaperFolder> {
        let root = open_root(&self.path)?;
        let root = root.with_context(|| format!("{} is not there", self.path.display()))?;
        let path = root.path_of(PAPERS).join(of.to_string());
        let shelves = Shelves::new(root.again()?);
        let folder = PaperFolder::open(root, of).with_context(|| cant_write(&path))?;
        // Whoever is erased from now on takes the folder along.
        anyhow::ensure!(
            !shelves.is_forgotten(of),
            "the client was erased a moment ago"
        );
        Ok(folder)
    }

    /// Where a paper of the dossier `of` lies, for messages.
    #[must_use]
    pub fn path_of_paper(&self, of: Uuid, paper: &KeptPaper) -> PathBuf {
        let folder = self.path.join(PAPERS).join(of.to_string());
        folder.join(&paper.file)
    }
}

impl Shelves {
    /// Opens the paper `file` of the dossier `of`; `None` if it is not there.
    ///
    /// # Errors
    /// What is no file, and what can't be opened.
    pub fn open_paper(&self, of: Uuid, file: &str) -> Result<Option<File>> {
        let Some(folder) = self.papers_of(of)?.filter(|_| paper::is_file(file)) else {
            return Ok(None);
        };
        match folder.open_file(file, false) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            opened => Ok(Some(opened.with_context(|| {
                format!("{} can't be opened", folder.path_of(file).display())
            })?)),
        }
    }

    /// The folder of a dossier's papers; `None` if there is none.
    pub(super) fn papers_of(&self, of: Uuid) -> Result<Option<Folder>> {
        let root = self.root();
        let Some(all) = opened(root.child(PAPERS), &root.path_of(PAPERS))? else {
            return Ok(None);
        };
        let own = of.to_string();
        opened(all.child(&own), &all.path_of(&own))
    }
}

fn cant_write(path: &Path) -> String {
    format!("{} can't be written", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::binder::{Changes, Kind, Moment};

    const DAY: NaiveDate = NaiveDate::from_ymd_opt(2024, 6, 13).expect("a day");

    /// A store with one dossier, and its id.
    fn store(folder: &Path) -> (Store, Uuid) {
        let store = Store::open(&folder.join("binder"), &folder.join("state")).expect("a store");
        let id = store.change("add", "anna", Moment::default(), |change| {
            let mut card = Changes::default();
            card.set("manager", "anna");
            card.set("place", "someday");
            card.set("name", "Ivan");
            let first = change.entry(Kind::Add).changing(None, card);
            Ok(change.add(first)?.dossier.id())
        });
        let id = id.expect("added");
        (store, id)
    }

    fn names(folder: &Path, id: Uuid) -> Vec<String> {
        let items = std::fs::read_dir(folder.join("binder/papers").join(id.to_string()));
        let names = items.into_iter().flatten();
        let mut names: Vec<String> = names
            .map(|item| item.expect("an item"))
            .map(|item| item.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    fn keep(store: &Store, drafted: PaperDraft) -> Result<KeptPaper> {
        store.change("attach", "anna", Moment::default(), |change| {
            let found = change.of_ids(&[drafted.of()].into())?.remove(0);
            change.keep_paper(&found.dossier, drafted)
        })
    }

    #[test]
    fn a_paper_lies_under_the_hash_of_what_is_in_it_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let (store, id) = store(folder.path());
        let draft = |name: &str| {
            let folder = store.papers_for(id).expect("a folder");
            folder.copy(name, DAY, &mut &b"abc"[..]).expect("drafted")
        };
        // The example of FIPS 180-2.
        let file = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad.txt";
        let kept = keep(&store, draft("../../a.txt")).expect("kept");
        assert_eq!((&*kept.file, kept.bytes), (file, Some(3)));
        let again = keep(&store, draft("b.txt")).expect("kept");
        assert_eq!((&*again.name, &*again.file), ("b.txt", file));
        assert_eq!(names(folder.path(), id), [file]);
        let look = store.look().expect("a look").expect("a store");
        let opened = look.open_paper(id, &kept.file).expect("opened");
        let mut text = String::new();
        let read = opened.expect("is there").read_to_string(&mut text);
        assert_eq!((read.expect("read"), &*text), (3, "abc"));
    }

    #[test]
    fn a_paper_that_is_not_kept_or_can_not_be_read_leaves_nothing() {
        struct Torn;
        impl Read for Torn {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("torn"))
            }
        }
        let folder = tempfile::tempdir().expect("a folder");
        let (store, id) = store(folder.path());
        let papers = store.papers_for(id).expect("a folder");
        drop(papers.copy("a.txt", DAY, &mut &b"abc"[..]));
        assert!(names(folder.path(), id).is_empty());
        let torn = papers.copy("a.txt", DAY, &mut Torn);
        let error = torn.expect_err("torn");
        assert_eq!(format!("{error:#}"), "a.txt can't be read: torn");
        drop(papers);
        assert!(!folder.path().join("binder/papers").exists());
    }

    #[test]
    fn a_repair_leaves_what_is_being_copied() {
        let folder = tempfile::tempdir().expect("a folder");
        let (store, id) = store(folder.path());
        let papers = store.papers_for(id).expect("a folder");
        let drafted = papers.copy("a.txt", DAY, &mut &b"abc"[..]);
        let checkup = store.repair("anna", Moment::default()).expect("repaired");
        assert_eq!((checkup.findings, checkup.papers), (Vec::new(), 0));
        drop(papers);
        keep(&store, drafted.expect("drafted")).expect("kept");
        std::fs::write(
            folder.path().join(format!("binder/papers/{id}/.x.draft")),
            "abc",
        )
        .expect("written");
        let checkup = store.repair("anna", Moment::default()).expect("repaired");
        assert_eq!(checkup.findings.len(), 1);
        assert_eq!(names(folder.path(), id).len(), 1);
    }

    #[test]
    fn who_is_erased_gets_no_paper_and_what_is_being_copied_is_no_finding() {
        let folder = tempfile::tempdir().expect("a folder");
        let (store, id) = store(folder.path());
        let papers = store.papers_for(id).expect("a folder");
        let erased = folder.path().join(format!("binder/forgotten/{id}"));
        std::fs::create_dir_all(erased).expect("a stone");
        store.papers_for(id).expect_err("the client is erased");
        let findings = || {
            let look = store.look().expect("a look").expect("a store");
            let checkup = look.check(None, Moment::default()).expect("checked");
            checkup.findings.len()
        };
        assert_eq!(findings(), 1, "the dossier");
        drop(papers);
        let left = folder.path().join("binder/papers");
        assert!(!left.exists());
        std::fs::create_dir_all(left.join(id.to_string())).expect("made");
        assert_eq!(findings(), 2);
    }

    #[test]
    fn a_paper_is_not_kept_for_a_client_who_was_erased_meanwhile() {
        let folder = tempfile::tempdir().expect("a folder");
        let (store, id) = store(folder.path());
        let papers = store.papers_for(id).expect("a folder");
        let drafted = papers.copy("a.txt", DAY, &mut &b"abc"[..]);
        std::fs::remove_dir_all(folder.path().join("binder/papers")).expect("erased");
        keep(&store, drafted.expect("drafted")).expect_err("nowhere to keep it");
    }
}
