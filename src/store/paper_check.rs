//! The papers of a store compared with the dossiers that name them: a part of a check.
//!
//! A paper that no dossier names is left by a crash, or it has come from a colleague's copy before
//! the dossier that names it. So it is a finding only once it is a day old, and where all dossiers
//! could be read.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;

use chrono::{DateTime, TimeDelta, Utc};
use rustix::fs::FileType;
use uuid::Uuid;

use super::check::Walk;
use super::finding::{Checkup, Finding, NamedPaper, Trouble};
use super::folder::Folder;
use super::kept_papers::PaperFiles;
use super::paper_copy::hash;
use super::papers::PAPERS;
use super::stray::Stray;
use crate::binder::paper;
use crate::binder::{Dossier, Moment};

/// The papers that a walk has met, and those that the dossiers it has read name.
#[derive(Debug)]
pub(super) struct PapersMet {
    there: BTreeMap<Uuid, BTreeMap<String, Age>>,
    named: BTreeMap<Uuid, Named>,
    /// Those of them whose content is another, and why.
    spoilt: Vec<(Uuid, String, String)>,
    /// What was written since may be on its way still.
    young_since: Moment,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Age {
    Young,
    Old,
}

#[derive(Debug, Default)]
struct Named {
    /// What is in the list: it is to be there.
    listed: BTreeMap<String, NamedPaper>,
    /// What history names too: it may come back.
    ever: BTreeSet<String>,
}

impl PapersMet {
    /// Nothing yet, in a walk at this moment.
    pub(super) fn at(at: Moment) -> Self {
        Self {
            there: BTreeMap::new(),
            named: BTreeMap::new(),
            spoilt: Vec::new(),
            young_since: at - TimeDelta::days(1),
        }
    }

    /// A dossier, or a copy of one, names its papers; its client is typed as `client`.
    pub(super) fn name(&mut self, client: &str, dossier: &Dossier) {
        let ever = paper::ever_named(dossier);
        let listed = paper::listed(dossier).into_iter();
        let named = self.named.entry(dossier.id()).or_default();
        named.ever.extend(ever);
        let listed = listed.filter_map(|one| one.kept);
        named.listed.extend(listed.map(|kept| {
            let (name, client) = (kept.name, client.to_owned());
            (kept.file, NamedPaper { name, client })
        }));
    }

    fn age(&self, folder: &Folder, name: &str) -> Age {
        let file = folder.open_file(name, false);
        let written = file.and_then(|file| file.metadata()?.modified());
        match written {
            Ok(written) if Moment::from(DateTime::<Utc>::from(written)) < self.young_since => {
                Age::Old
            }
            _ => Age::Young,
        }
    }
}

impl Walk<'_> {
    /// The folders of all dossiers' papers.
    pub(super) fn papers(&mut self) {
        let root = self.shelves.root();
        let Some(papers) = self.open(root, OsStr::new(PAPERS)) else {
            return;
        };
        for name in self.names(&papers) {
            let kind = self.kind(&papers, &name, true);
            let id = name.to_str().and_then(|name| {
                let id: Uuid = name.parse().ok()?;
                (id.to_string() == name).then_some(id)
            });
            match (kind, id) {
                (FileType::Directory, Some(id)) if self.shelves.is_forgotten(id) => {
                    // What is being copied for one who was erased goes away by itself.
                    let folder = self.open(&papers, &name);
                    if !folder.is_some_and(|folder| folder.is_in_use()) {
                        self.find(papers.path_of(&name), Trouble::Forgotten);
                    }
                }
                (FileType::Directory, Some(id)) => self.papers_of(&papers, id),
                _ => self.stray(papers.path_of(&name), kind, &name),
            }
        }
    }

    fn papers_of(&mut self, papers: &Folder, id: Uuid) {
        let Some(folder) = self.open(papers, OsStr::new(&id.to_string())) else {
            return;
        };
        for name in self.names(&folder) {
            let kind = self.kind(&folder, &name, true);
            let text = name.to_str().unwrap_or_default();
            if kind == FileType::RegularFile && paper::is_file(text) {
                self.paper(&folder, id, text);
            } else if !(Stray::named(&name) == Stray::Draft && folder.is_in_use()) {
                self.stray(folder.path_of(&name), kind, &name);
            }
        }
    }

    fn paper(&mut self, folder: &Folder, id: Uuid, file: &str) {
        let age = self.papers.age(folder, file);
        let there = self.papers.there.entry(id).or_default();
        there.insert(file.to_owned(), age);
        let why = match folder.open_file(file, false).and_then(hash) {
            Ok(hash) if hash == paper::hash_of(file) => {
                self.checkup.papers += 1;
                return;
            }
            Ok(_) => "its content is not the one by which it is called".to_owned(),
            Err(error) => error.to_string(),
        };
        self.papers.spoilt.push((id, file.to_owned(), why));
    }

    /// Compares what is there with what is named.
    pub(super) fn compare_papers(&mut self) {
        let (there, named) = (
            std::mem::take(&mut self.papers.there),
            std::mem::take(&mut self.papers.named),
        );
        let all = self.shelves.root().path_of(PAPERS);
        let none = BTreeMap::new();
        for (id, named) in &named {
            let there = there.get(id).unwrap_or(&none);
            let missing = named.listed.iter();
            for (file, paper) in missing.filter(|(file, _)| !there.contains_key(*file)) {
                let path = all.join(id.to_string()).join(file);
                let paper = paper.clone();
                self.find(path, Trouble::MissingPaper { paper });
            }
        }
        for (id, file, why) in std::mem::take(&mut self.papers.spoilt) {
            let paper = named.get(&id).and_then(|named| named.listed.get(&file));
            let paper = paper.cloned();
            let path = all.join(id.to_string()).join(file);
            self.find(path, Trouble::SpoiltPaper { paper, why });
        }
        // One that can't be read may name any of them.
        let is_sure = !self.checkup.findings.iter().any(Finding::hides_papers);
        for (id, there) in &there {
            for (file, age) in there {
                let is_named = |named: &Named| named.ever.contains(file);
                if named.get(id).is_some_and(is_named) {
                    continue;
                }
                if is_sure && *age == Age::Old {
                    let path = all.join(id.to_string()).join(file);
                    self.find(path, Trouble::UnnamedPaper { of: *id });
                } else {
                    self.checkup.unnamed_papers += 1;
                }
            }
        }
    }
}

impl Checkup {
    /// The papers that were found to be named by nobody.
    pub(super) fn unnamed(&self) -> PaperFiles {
        let mut unnamed = PaperFiles::new();
        for finding in &self.findings {
            if let (Trouble::UnnamedPaper { of }, Some(file)) =
                (&finding.trouble, finding.path.file_name())
            {
                let files = unnamed.entry(*of).or_default();
                files.insert(file.to_string_lossy().into_owned());
            }
        }
        unnamed
    }
}
