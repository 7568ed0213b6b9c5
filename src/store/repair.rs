//! Mending what can be mended without a decision: what a check has found and the rules of the
//! binder settle. What is not understood is left as it is, and named.

use std::collections::{HashMap, HashSet};
use std::ffi::OsString;

use anyhow::{Context, Result};
use rustix::fs::FileType;
use uuid::Uuid;

use super::change::Change;
use super::finding::{Checkup, Finding, Trouble};
use super::folder::Folder;
use super::log::REPAIR;
use super::papers::PAPERS;
use super::shelves::{Shelves, parse};
use super::slip;
use super::spot::{Found, Spot, copies_as_one};
use super::stray::Stray;
use super::{BINDERS_FOLDER, OWN_FOLDER, SETTINGS_FILE, Store, journal, open_root};
use crate::binder::{Dossier, Moment, Refusal, lookup};

/// What a store says itself.
const OURS: [&str; 3] = [SETTINGS_FILE, BINDERS_FOLDER, OWN_FOLDER];

/// The same with what it keeps for its user.
const WITH_PAPERS: [&str; 4] = [SETTINGS_FILE, BINDERS_FOLDER, OWN_FOLDER, PAPERS];

/// One dossier as the walk for mending sees it: of the many that are all right, only their spots.
struct Looked {
    id: Uuid,
    spots: Vec<Spot>,
    is_right: bool,
}

impl Store {
    /// Mends the store: finishes what was cut off, puts files where they belong, makes copies one,
    /// takes hand edits in, removes drafts, closes what others can read. Tells of each finding
    /// whether it is mended; a second repair finds nothing that the first could mend.
    ///
    /// # Errors
    /// Settings that can't be read; a store that can't be written.
    pub fn repair(&self, by: &str, at: Moment) -> Result<Checkup> {
        let Some(look) = self.look()? else {
            return Ok(Checkup::default());
        };
        let before = look.check(self.bad_settings(), at)?;
        drop(look);
        self.set_journal_aside()?;
        let mut change = self.begin(by, at)?;
        change.remove_drafts()?;
        change.erase(&change.stones())?;
        let unwritable = change.settle_all()?;
        let merged = change.merged_leftovers()?;
        change.tighten()?;
        change.store(REPAIR)?;
        for (folder, name) in merged {
            // All that it says is in the store now.
            let _ = folder.remove(&name);
        }
        let mut after = self.checked_again(at)?;
        if after.findings.iter().any(is_derived) {
            let change = self.begin(by, at)?;
            change.mend_slips(&after)?;
            change.remove_if_unnamed(&after.unnamed(), false)?;
            drop(change);
            after = self.checked_again(at)?;
        }
        let mut checkup = compared(before, &after);
        checkup.findings.extend(unwritable);
        checkup.findings.sort();
        Ok(checkup)
    }

    fn checked_again(&self, at: Moment) -> Result<Checkup> {
        self.look()?.map_or(Ok(Checkup::default()), |look| {
            look.check(self.bad_settings(), at)
        })
    }

    fn set_journal_aside(&self) -> Result<()> {
        let Some(root) = open_root(&self.path)? else {
            return Ok(());
        };
        let Some(machine) = self.machine_folder(&root)? else {
            return Ok(());
        };
        let lock = super::lock_file(&root, true);
        if let Some(lock) = &lock {
            lock.lock()?;
        }
        journal::set_unreadable_aside(&machine)
            .with_context(|| format!("{} can't be written", machine.path().display()))
    }
}

/// Whether it is mended by what the dossiers say, once those are all right.
fn is_derived(finding: &Finding) -> bool {
    matches!(
        finding.trouble,
        Trouble::MissingSlip { .. } | Trouble::StaleSlip { .. } | Trouble::UnnamedPaper { .. }
    )
}

/// The findings before a repair, each with whether it is gone after it, and new ones.
fn compared(before: Checkup, after: &Checkup) -> Checkup {
    let same =
        |one: &Finding, other: &Finding| one.trouble == other.trouble && one.path == other.path;
    let mut findings = before.findings;
    for finding in &mut findings {
        finding.mended = !after.findings.iter().any(|open| same(open, finding));
    }
    let is_new = |open: &&Finding| !findings.iter().any(|known| same(known, open));
    let new: Vec<Finding> = after.findings.iter().filter(is_new).cloned().collect();
    findings.extend(new);
    let tightened = before.loose.saturating_sub(after.loose);
    Checkup {
        findings,
        tightened,
        dossiers: after.dossiers,
        papers: after.papers,
        unnamed_papers: after.unnamed_papers,
        managers: after.managers,
        loose: after.loose,
    }
}

impl Change {
    /// Makes the slips that a check has missed, and takes away those that nothing needs.
    fn mend_slips(&self, checkup: &Checkup) -> Result<()> {
        let (mut missing, mut stale) = (Vec::new(), Vec::new());
        for finding in &checkup.findings {
            match &finding.trouble {
                Trouble::MissingSlip { slip, dossier } => {
                    missing.push((slip.clone(), dossier.clone()));
                }
                Trouble::StaleSlip { slip } => stale.push(slip.clone()),
                _ => {}
            }
        }
        slip::take_away(self, stale);
        slip::put(self, missing)
    }

    /// Removes what is left of writes that were cut short: nobody else writes while the lock is held.
    /// But for papers, which are copied without it: their folder is locked.
    fn remove_drafts(&self) -> Result<()> {
        self.each_file(&WITH_PAPERS, |folder, name, kind| {
            if kind == FileType::RegularFile
                && Stray::named(name) == Stray::Draft
                && !folder.is_in_use()
            {
                folder.remove(name)?;
            }
            Ok(())
        })
    }

    /// Closes to others what is tickler's.
    fn tighten(&self) -> Result<()> {
        self.each_file(&WITH_PAPERS, |folder, name, kind| {
            let is_ours = matches!(kind, FileType::RegularFile | FileType::Directory);
            if is_ours {
                folder.tighten(name)
            } else {
                Ok(())
            }
        })
    }

    /// Puts every dossier where it belongs, under a name that no other has, in one file. Tells of
    /// those that can't be written: they stay as they are.
    fn settle_all(&mut self) -> Result<Vec<Finding>> {
        let mut all: HashMap<Uuid, Looked> = HashMap::new();
        for manager in self.binders()? {
            let searched = self.search(
                &manager,
                |_| true,
                |_| true,
                |found| Some(Looked::of(found)),
            )?;
            for one in searched.taken {
                let known = all.entry(one.id).or_insert_with(|| Looked {
                    id: one.id,
                    spots: Vec::new(),
                    is_right: true,
                });
                known.is_right &= one.is_right && known.spots.is_empty();
                known.spots.extend(one.spots);
            }
        }
        let mut looked: Vec<Looked> = all.into_values().collect();
        // Of two clients with one name the one who stands right keeps it, else who was there first.
        looked.sort_by_key(|one| (!one.is_right, one.id));
        let mut names = HashSet::new();
        let mut odd = Vec::new();
        for one in looked {
            let keeps = one.slug().is_some_and(|slug| names.insert(slug.to_owned()));
            if !keeps || !one.is_right {
                odd.push((one, keeps));
            }
        }
        let mut unwritable = Vec::new();
        for (one, keeps) in odd {
            if let Some(found) = self.read_as_one(&one.spots)? {
                let slug = self.free_name(&one, keeps, &found.dossier, &names);
                names.insert(slug.clone());
                let path = self.path_of(&found.spots[0]);
                if let Err(error) = self.settle(found, slug) {
                    let why = error.downcast::<Refusal>()?.to_string();
                    let trouble = Trouble::Unwritable { why };
                    unwritable.push(Finding {
                        trouble,
                        path,
                        mended: false,
                    });
                }
            }
        }
        Ok(unwritable)
    }

    /// The name under which a dossier can stand at its place: its own, or the next that is free in
    /// the store and where no other client's file is in the way.
    fn free_name(
        &self,
        one: &Looked,
        keeps: bool,
        dossier: &Dossier,
        names: &HashSet<String>,
    ) -> String {
        let own = one.slug().map(str::to_owned);
        let wanted = own.unwrap_or_else(|| lookup::slug(dossier.name()));
        for number in 1.. {
            let slug = lookup::numbered(&wanted, number);
            let is_own = keeps && number == 1;
            if !is_own && names.contains(&slug) {
                continue;
            }
            let spot = Spot::of(dossier, slug.clone());
            let is_free = match self.read(&spot) {
                Ok(there) => there.is_none_or(|there| there.id() == dossier.id()),
                // A fault of the disk takes no name; one that stays is met again in writing.
                Err(_) => self.root().has(spot.path()).is_ok_and(|is_there| !is_there),
            };
            if is_free {
                return slug;
            }
        }
        unreachable!("the numbers don't end before a name is free")
    }

    /// Merges what others have left beside dossiers into them, where it is a copy of one that is
    /// there. Gives the files of which nothing is lost with that, to be removed once it is stored.
    ///
    /// Only what is in the history of such a copy is taken: its fields may be what an editor kept
    /// of a mistake. One with fields of its own stays, for a person to look at.
    fn merged_leftovers(&mut self) -> Result<Vec<(Folder, String)>> {
        let mut copies: Vec<(Folder, String, Dossier)> = Vec::new();
        self.each_file(&OURS, |folder, name, kind| {
            let is_leftover =
                kind == FileType::RegularFile && Stray::named(name) == Stray::Leftover;
            // One that ends in `.json` is read as a dossier anyway.
            if let Some(name) = name
                .to_str()
                .filter(|name| is_leftover && name.strip_suffix(".json").is_none())
                && let Ok(Some(bytes)) = folder.read(name)
                && let Ok(dossier) = parse(&bytes, || folder.path_of(name))
                && dossier.hand_edits().is_none()
            {
                copies.push((folder.again()?, name.to_owned(), dossier));
            }
            Ok(())
        })?;
        let mut merged = Vec::new();
        for (folder, name, copy) in copies {
            if self.merge_in(&copy)? {
                merged.push((folder, name));
            }
        }
        Ok(merged)
    }

    /// Does something with every file and folder that is tickler's and stands in the store as one of
    /// `ours`: the settings, the binders, the places, what is in them, and the machine's own.
    fn each_file(
        &self,
        ours: &[&str],
        mut deed: impl FnMut(&Folder, &OsString, FileType) -> std::io::Result<()>,
    ) -> Result<()> {
        let root = self.root();
        // What can't be mended is a finding, and stays one: the rest is mended all the same.
        let mut deed = |folder: &Folder, name: &OsString| {
            let (kind, _) = folder.look_at(name).ok()?;
            let _ = deed(folder, name, kind);
            let is_folder = kind == FileType::Directory;
            is_folder.then(|| folder.child(name).ok().flatten())?
        };
        for (name, _) in root.names()? {
            let is_ours =
                ours.iter().any(|own| name == *own) || Stray::named(&name) == Stray::Draft;
            if is_ours && let Some(folder) = deed(root, &name) {
                each_below(&folder, 4, &mut deed);
            }
        }
        Ok(())
    }
}

/// Goes down `depth` folders.
fn each_below(
    folder: &Folder,
    depth: usize,
    deed: &mut impl FnMut(&Folder, &OsString) -> Option<Folder>,
) {
    for (name, _) in folder.names().unwrap_or_default() {
        if let Some(below) = deed(folder, &name)
            && depth > 1
        {
            each_below(&below, depth - 1, deed);
        }
    }
}

impl Looked {
    fn of(found: &Found) -> Self {
        let [spot] = found.spots.as_slice() else {
            return Self {
                id: found.dossier.id(),
                spots: found.spots.clone(),
                is_right: false,
            };
        };
        let right = Spot::of(&found.dossier, spot.slug.clone());
        Self {
            id: found.dossier.id(),
            is_right: *spot == right && found.dossier.hand_edits().is_none(),
            spots: found.spots.clone(),
        }
    }

    /// The name by which the client can be typed, if there is one.
    fn slug(&self) -> Option<&str> {
        let mut slugs = self.spots.iter().map(|spot| spot.slug.as_str());
        slugs.find(|slug| lookup::is_slug(slug))
    }
}

impl Shelves {
    /// The dossier that stands at all these spots, made one; `None` if none is there any more.
    fn read_as_one(&self, spots: &[Spot]) -> Result<Option<Found>> {
        let mut read = Vec::new();
        for spot in spots {
            if let Some(dossier) = self.read(spot)? {
                read.push(Found {
                    spots: vec![spot.clone()],
                    dossier,
                });
            }
        }
        Ok(copies_as_one(read).into_iter().next())
    }
}
