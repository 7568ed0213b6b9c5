//! A store with a client in it, in a yard in which everything else must stay as it is.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use tickler::binder::lookup::is_manager_name;
use tickler::binder::{Changes, Kind, Moment};
use tickler::store::{Found, Store};

/// What lies beside the store.
const KEPT: &[u8] = b"a letter to somebody else";

/// The yard.
pub(crate) struct Yard {
    folder: TempDir,
}

pub(crate) fn moment() -> Moment {
    "2024-06-13T09:00:00+03:00".parse().expect("a moment")
}

impl Yard {
    /// A yard with Beta and Gamma in its store.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("outside")).expect("a folder");
        fs::write(folder.path().join("outside/kept"), KEPT).expect("a file");
        let yard = Self { folder };
        for (name, place) in [("Beta", "2024-06-13"), ("Gamma", "someday")] {
            let mut changes = Changes::default();
            changes.set("manager", "anna");
            changes.set("place", place);
            changes.set("name", name);
            let added = yard.store().change("add", "anna", moment(), |change| {
                let first = change.entry(Kind::Add).changing(None, changes);
                change.add(first)
            });
            added.expect("a new dossier");
        }
        yard
    }

    /// The store, opened.
    pub(crate) fn store(&self) -> Store {
        self.opened().expect("a store")
    }

    pub(crate) fn opened(&self) -> anyhow::Result<Store> {
        Store::open(&self.path("binder"), &self.path("state"))
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// The folder of the machine in the store.
    pub(crate) fn machine(&self) -> PathBuf {
        let id = fs::read_to_string(self.path("state/machine")).expect("an id");
        self.path("binder/.tickler").join(id.trim())
    }

    /// All that can be read in the store.
    pub(crate) fn all(&self) -> Vec<Found> {
        let look = self.store().look().expect("a look").expect("a store");
        let mut all = Vec::new();
        for manager in look.binders().expect("binders") {
            all.extend(look.scan(&manager, |_| true).expect("a scan").found);
        }
        all
    }

    /// Writes a note into all that can be read.
    pub(crate) fn note_all(&self) -> anyhow::Result<()> {
        self.opened()?.change("note", "anna", moment(), |change| {
            for manager in change.binders()? {
                for found in change.scan(&manager, |_| true)?.found {
                    let entry = change.entry(Kind::Note).with("text", "noted");
                    change.put(found, entry);
                }
            }
            Ok(())
        })
    }

    /// Beta and Gamma are where they were, nothing was touched outside the store, and nothing in it
    /// is called as nothing should be.
    pub(crate) fn is_in_order(&self) {
        let names: Vec<_> = self
            .all()
            .iter()
            .map(|found| found.dossier.name().to_owned())
            .collect();
        for name in ["Beta", "Gamma"] {
            assert!(
                names.iter().any(|known| known == name),
                "{name} is lost: {names:?}"
            );
        }
        assert_eq!(listing(self.folder.path()), ["binder", "outside", "state"]);
        assert_eq!(listing(&self.path("outside")), ["kept"]);
        assert_eq!(listing(&self.path("state")), ["machine"]);
        let kept = fs::read(self.path("outside/kept")).expect("the letter");
        assert_eq!(kept, KEPT);
        let known = [
            ".gitignore",
            ".stignore",
            ".tickler",
            "binder.json",
            "managers",
        ];
        assert_eq!(listing(&self.path("binder")), known);
        for manager in listing(&self.path("binder/managers")) {
            assert!(is_manager_name(&manager), "{manager:?}");
        }
    }
}

/// The names in a folder.
pub(crate) fn listing(folder: &Path) -> Vec<String> {
    let items = fs::read_dir(folder).expect("a folder");
    let names: BTreeSet<_> = items
        .map(|item| {
            item.expect("an item")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.into_iter().collect()
}

/// Writes a file, with the folder that it is in.
pub(crate) fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}
