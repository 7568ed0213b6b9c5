//! The whole store proved by a walk through it: every file readable, every dossier in one file, at
//! the place and in the binder that it says. What mends a finding is in `repair.rs`.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::PathBuf;

use anyhow::Result;
use rustix::fs::FileType;
use uuid::Uuid;

use super::bad_file::BadFile;
use super::finding::{Checkup, Finding, Trouble};
use super::folder::{Folder, is_loose};
use super::forms::{FORMS_FOLDER, forms_in};
use super::journal;
use super::paper_check::PapersMet;
use super::papers::PAPERS;
use super::shelves::{Shelves, listed, read_in};
use super::slip::{self, Pointer};
use super::slip_check::SlipsMet;
use super::spot::Spot;
use super::stray::{Stray, nearly_a_place};
use super::templates::TEMPLATES;
use super::{BINDERS_FOLDER, OWN_FOLDER, SETTINGS_FILE};
use crate::binder::card_text::not_understood;
use crate::binder::lookup::is_manager_name;
use crate::binder::slip::{Behind, Slip, YEARLY};
use crate::binder::{Dossier, Moment, Place, lookup, promise};

/// What is kept of a dossier while the walk goes on.
struct Card {
    spot: Spot,
    id: Uuid,
    manager: String,
    place: Place,
    edited: Vec<String>,
    slips: Vec<Slip>,
    unreadable_occasions: Vec<String>,
    unreadable_promises: Vec<String>,
    unreadable_calling: Vec<(&'static str, String)>,
}

impl Card {
    fn of(spot: Spot, dossier: &Dossier) -> Self {
        let edits = dossier.hand_edits().unwrap_or_default();
        let keys = [&edits.set, &edits.add, &edits.remove].into_iter();
        let mut edited: Vec<String> = keys.flat_map(|map| map.keys().cloned()).collect();
        edited.sort();
        edited.dedup();
        Self {
            spot,
            id: dossier.id(),
            manager: dossier.manager().to_owned(),
            place: dossier.place(),
            edited,
            slips: dossier.slips(),
            unreadable_occasions: dossier.unreadable_occasions().map(str::to_owned).collect(),
            unreadable_promises: promise::unreadable(dossier),
            unreadable_calling: not_understood(dossier.fields())
                .map(|(key, text)| (key, text.to_owned()))
                .collect(),
        }
    }
}

/// A walk through the store, with what it has met so far.
pub(super) struct Walk<'a> {
    pub(super) shelves: &'a Shelves,
    cards: Vec<Card>,
    pub(super) slips: SlipsMet,
    pub(super) papers: PapersMet,
    pub(super) checkup: Checkup,
}

impl Shelves {
    /// Walks through the whole store, all managers' binders. `machine` is this machine's own folder
    /// in it; `bad_settings` is why the settings can't be read, if they can't; `at` is now.
    ///
    /// # Errors
    /// The store's own folder, if it can't be listed.
    pub(super) fn check(
        &self,
        machine: Option<&Folder>,
        bad_settings: Option<&BadFile>,
        at: Moment,
    ) -> Result<Checkup> {
        let mut walk = Walk {
            shelves: self,
            cards: Vec::new(),
            slips: SlipsMet::default(),
            papers: PapersMet::at(at),
            checkup: Checkup::default(),
        };
        if let Some(bad) = bad_settings {
            let why = bad.why().to_owned();
            walk.find(bad.path().to_owned(), Trouble::Settings { why });
        }
        if let Some(why) = machine.and_then(journal::why_unfinished) {
            let path = machine.map(|machine| machine.path_of(journal::JOURNAL_FILE));
            walk.find(path.unwrap_or_default(), Trouble::Journal { why });
        }
        walk.root()?;
        walk.compare()?;
        walk.compare_slips();
        walk.compare_papers();
        let mut checkup = walk.checkup;
        checkup.findings.sort();
        Ok(checkup)
    }
}

impl Walk<'_> {
    pub(super) fn find(&mut self, path: PathBuf, trouble: Trouble) {
        self.checkup.findings.push(Finding {
            trouble,
            path,
            mended: false,
        });
    }

    /// The store's own folder: what is tickler's in it. What else is there is somebody else's.
    fn root(&mut self) -> Result<()> {
        let root = self.shelves.root();
        let own = [
            BINDERS_FOLDER,
            OWN_FOLDER,
            SETTINGS_FILE,
            PAPERS,
            FORMS_FOLDER,
            TEMPLATES,
        ];
        let mut names = listed(root.names(), root)?;
        names.sort_by(|(one, _), (other, _)| one.cmp(other));
        for (name, _) in names {
            let path = root.path_of(&name);
            let is_own = own.iter().any(|own| name == *own);
            match (self.kind(root, &name, is_own), Stray::named(&name)) {
                (FileType::Symlink, _) if is_own => self.find(path, Trouble::Link),
                (FileType::Directory, _) if name == BINDERS_FOLDER => self.managers(),
                (FileType::Directory, _) if name == TEMPLATES => self.templates(),
                (FileType::Directory, _) if name == FORMS_FOLDER => self.forms(),
                (FileType::Directory, _) if name == PAPERS => self.papers(),
                (FileType::RegularFile, Stray::Draft) => self.find(path, Trouble::Draft),
                (FileType::RegularFile, Stray::Leftover)
                    if name.as_encoded_bytes().starts_with(b"binder") =>
                {
                    self.find(path, Trouble::Leftover);
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn forms(&mut self) {
        let root = self.shelves.root();
        let Some(folder) = self.open(root, OsStr::new(FORMS_FOLDER)) else {
            return;
        };
        for bad in forms_in(&folder).1 {
            let why = bad.why().to_owned();
            self.find(bad.path().to_owned(), Trouble::Form { why });
        }
    }

    fn managers(&mut self) {
        let root = self.shelves.root();
        let Some(managers) = self.open(root, OsStr::new(BINDERS_FOLDER)) else {
            return;
        };
        for name in self.names(&managers) {
            let path = managers.path_of(&name);
            let manager = name.to_str().filter(|name| is_manager_name(name));
            match (self.kind(&managers, &name, true), manager) {
                (FileType::Directory, Some(manager)) => {
                    self.checkup.managers += 1;
                    self.binder(&managers, manager);
                }
                (FileType::Directory, None) if Stray::named(&name) != Stray::Junk => {
                    self.find(path, Trouble::ManagerName);
                }
                (kind, _) => self.stray(path, kind, &name),
            }
        }
    }

    fn binder(&mut self, managers: &Folder, manager: &str) {
        let Some(binder) = self.open(managers, OsStr::new(manager)) else {
            return;
        };
        for name in self.names(&binder) {
            let path = binder.path_of(&name);
            let text = name.to_str().unwrap_or_default();
            match (self.kind(&binder, &name, true), text.parse::<Place>()) {
                (FileType::Directory, Ok(place)) => self.place(&binder, manager, place),
                (FileType::Directory, Err(_)) if text == YEARLY => self.yearly(&binder, manager),
                (FileType::Directory, Err(_)) => match nearly_a_place(text) {
                    Some(place) => self.find(path, Trouble::NearlyAPlace { place }),
                    None => self.stray(path, FileType::Directory, &name),
                },
                (kind, _) => self.stray(path, kind, &name),
            }
        }
    }

    fn place(&mut self, binder: &Folder, manager: &str, place: Place) {
        let Some(folder) = self.open(binder, OsStr::new(&place.to_string())) else {
            return;
        };
        for name in self.names(&folder) {
            let kind = self.kind(&folder, &name, true);
            let path = folder.path_of(&name);
            let is_dossier =
                kind != FileType::Symlink && !name.as_encoded_bytes().starts_with(b".");
            let slug = name.to_str().and_then(|name| name.strip_suffix(".json"));
            let Some(slug) = slug.filter(|slug| is_dossier && !slug.is_empty()) else {
                let slip = slip::slug_of(name.as_encoded_bytes());
                match (slip, place) {
                    (Some(slug), Place::Day(day)) if kind == FileType::RegularFile => {
                        let (manager, slug) = (manager.to_owned(), slug.to_owned());
                        let slip = Slip {
                            manager,
                            behind: Behind::Day(day),
                        };
                        self.slips.there.insert(Pointer { slip, slug });
                    }
                    _ => self.stray(path, kind, &name),
                }
                continue;
            };
            let spot = Spot {
                manager: manager.to_owned(),
                folder: place,
                slug: slug.to_owned(),
            };
            match read_in(&folder, &spot) {
                Ok(Some(dossier)) if self.shelves.is_forgotten(dossier.id()) => {
                    self.find(path, Trouble::Forgotten);
                }
                Ok(Some(dossier)) => {
                    self.papers.name(&spot.slug, &dossier);
                    self.cards.push(Card::of(spot, &dossier));
                }
                Ok(None) => {}
                Err(bad) => {
                    let why = bad.why().to_owned();
                    self.slips.unknown.insert(slug.to_owned());
                    self.find(path, Trouble::Unreadable { why });
                }
            }
        }
    }

    /// What is neither a binder nor a place nor a dossier.
    pub(super) fn stray(&mut self, path: PathBuf, kind: FileType, name: &OsStr) {
        let trouble = match (kind, Stray::named(name)) {
            (FileType::Symlink, _) => Trouble::Link,
            (_, Stray::Junk) => return,
            (FileType::Directory, _) => Trouble::UnknownFolder,
            (_, Stray::Draft) => Trouble::Draft,
            (_, Stray::Leftover) => Trouble::Leftover,
            _ => Trouble::UnknownFile,
        };
        self.find(path, trouble);
    }

    /// The names in a folder, in order.
    pub(super) fn names(&mut self, folder: &Folder) -> Vec<std::ffi::OsString> {
        match folder.names() {
            Ok(names) => {
                let mut names: Vec<_> = names.into_iter().map(|(name, _)| name).collect();
                names.sort();
                names
            }
            Err(error) => {
                let why = error.to_string();
                self.find(folder.path().to_owned(), Trouble::ClosedFolder { why });
                Vec::new()
            }
        }
    }

    pub(super) fn open(&mut self, folder: &Folder, name: &OsStr) -> Option<Folder> {
        folder.child(name).unwrap_or_else(|error| {
            let why = error.to_string();
            self.find(folder.path_of(name), Trouble::ClosedFolder { why });
            None
        })
    }

    /// What `name` is; where it is tickler's, its mode is looked at too.
    pub(super) fn kind(&mut self, folder: &Folder, name: &OsStr, is_own: bool) -> FileType {
        let Ok((kind, mode)) = folder.look_at(name) else {
            return FileType::Unknown;
        };
        let is_loose = kind != FileType::Symlink && is_loose(mode);
        self.checkup.loose += usize::from(is_own && is_loose);
        kind
    }

    /// Compares the dossiers with their places, and with each other.
    fn compare(&mut self) -> Result<()> {
        let mut by_id: BTreeMap<Uuid, Vec<Card>> = BTreeMap::new();
        let mut by_slug: BTreeMap<String, (Uuid, PathBuf)> = BTreeMap::new();
        for card in std::mem::take(&mut self.cards) {
            let path = self.shelves.path_of(&card.spot);
            let known = by_slug.get(&card.spot.slug);
            match known {
                Some((id, with)) if *id != card.id => {
                    let with = with.clone();
                    self.find(path, Trouble::SharedSlug { with });
                }
                Some(_) => {}
                None => {
                    by_slug.insert(card.spot.slug.clone(), (card.id, path));
                }
            }
            by_id.entry(card.id).or_default().push(card);
        }
        self.checkup.dossiers = by_id.len();
        for cards in by_id.into_values() {
            self.one_dossier(cards)?;
        }
        Ok(())
    }

    /// One dossier in one file or, where there are copies, in several.
    fn one_dossier(&mut self, mut cards: Vec<Card>) -> Result<()> {
        cards.sort_by_key(|card| !lookup::is_slug(&card.spot.slug));
        let shelves = self.shelves;
        let Some(first) = cards.first() else {
            return Ok(());
        };
        let of = shelves.path_of(&first.spot);
        let place = first.place;
        if cards.len() > 1 {
            let earliest = cards.iter().map(|card| card.spot.folder).min();
            let merged = merged(shelves, &cards)?;
            let place = merged.as_ref().map_or(place, Dossier::place);
            let slips = merged.map_or(Vec::new(), |merged| merged.slips());
            self.slips.need(slips, &first.spot);
            for copy in &cards[1..] {
                let of = of.clone();
                self.find(shelves.path_of(&copy.spot), Trouble::Copy { of });
            }
            if earliest.is_some_and(|earliest| earliest > place) {
                self.find(of, Trouble::BehindLater { place });
            }
            return Ok(());
        }
        self.slips.need(first.slips.clone(), &first.spot);
        if !lookup::is_slug(&first.spot.slug) {
            self.find(of.clone(), Trouble::NotASlug);
        }
        if first.manager != first.spot.manager {
            let manager = first.manager.clone();
            self.find(of.clone(), Trouble::OtherManager { manager });
        }
        if first.spot.folder > place {
            self.find(of.clone(), Trouble::BehindLater { place });
        } else if first.spot.folder < place {
            self.find(of.clone(), Trouble::Misplaced { place });
        }
        for text in &first.unreadable_occasions {
            let text = text.clone();
            self.find(of.clone(), Trouble::Occasion { text });
        }
        for text in &first.unreadable_promises {
            let text = text.clone();
            self.find(of.clone(), Trouble::Promise { text });
        }
        for (key, text) in &first.unreadable_calling {
            let (key, text) = (*key, text.clone());
            self.find(of.clone(), Trouble::Calling { key, text });
        }
        if !first.edited.is_empty() {
            let fields = first.edited.clone();
            self.find(of, Trouble::HandEdited { fields });
        }
        Ok(())
    }
}

/// The dossier of which there are copies.
fn merged(shelves: &Shelves, copies: &[Card]) -> Result<Option<Dossier>> {
    let mut merged: Option<Dossier> = None;
    for copy in copies {
        if let Some(dossier) = shelves.read(&copy.spot)? {
            merged = Some(match merged {
                Some(merged) => merged.merge(&dossier),
                None => dossier,
            });
        }
    }
    Ok(merged)
}
