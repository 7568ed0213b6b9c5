//! Many dossiers changed one after the other: each is read, changed, and put into the stage before
//! the next ones are read, so that a binder of any size needs little memory.

use std::io;

use anyhow::{Context, Result};
use uuid::Uuid;

use super::all_cores::on_all_cores;
use super::bad_file::{BadFile, Fault};
use super::change::Change;
use super::folder::Folder;
use super::loans::Lending;
use super::log::Logged;
use super::open_folders::OpenFolders;
use super::search::HANDFUL;
use super::shelve::{Write, dossier_text};
use super::shelves::{Shelves, parse, read_in};
use super::slip::Pointers;
use super::spot::{Found, Spot, copies_as_one};
use super::stage::{clear_stage, open_stage};
use crate::binder::{Dossier, Entry, HandingRefusal, Place, Refusal};

/// A dossier that is in the stage.
#[derive(Debug)]
pub(super) struct Relayed {
    /// Where it stood; never empty.
    pub(super) was: Vec<Spot>,
    /// Where it is to stand.
    pub(super) spot: Spot,
    id: Uuid,
    older_format: Option<u64>,
    /// The slips that point to it.
    slips: Pointers,
    lending: Lending,
}

impl Relayed {
    fn of(write: Write) -> Self {
        Self {
            id: write.dossier.id(),
            older_format: write.dossier.older_format(),
            slips: Pointers::of(&write),
            lending: Lending::of(&write.dossier),
            was: write.was,
            spot: write.spot,
        }
    }

    /// The slips that point to it.
    pub(super) fn slips(&self) -> &Pointers {
        &self.slips
    }

    /// What is lent of it.
    pub(super) fn lending(&self) -> &Lending {
        &self.lending
    }

    /// What the log says of it.
    pub(super) fn logged(&self) -> Logged {
        Logged {
            id: self.id,
            client: self.spot.slug.clone(),
            manager: self.spot.manager.clone(),
            from: self.was.first().map(|spot| spot.folder.to_string()),
            to: self.spot.folder.to_string(),
            older_format: self.older_format,
        }
    }
}

/// What is known of a dossier that was changed, beside what it says.
#[derive(Debug)]
pub struct Relay {
    /// The name by which the client is typed.
    pub client: String,
    /// Where it belonged before.
    pub from: Option<Place>,
    /// The bytes of its file.
    pub bytes: Vec<u8>,
}

impl Shelves {
    /// Reads these dossiers, each from the spots where it stands, on all cores, and gives what
    /// `work` makes of each; `work` is told which of them it is.
    ///
    /// # Errors
    /// What `work` says; a file that is not there any more, or can't be read.
    pub fn each<T: Send>(
        &self,
        all: &[Vec<Spot>],
        work: impl Fn(usize, Found) -> Result<T> + Sync,
    ) -> Result<Vec<T>> {
        let starts: Vec<usize> = (0..all.len()).step_by(HANDFUL).collect();
        let handfuls = on_all_cores(&starts, |start| {
            let mut open = None;
            let end = all.len().min(start + HANDFUL);
            let numbers = *start..end;
            numbers
                .map(|number| work(number, self.read_again(&mut open, &all[number])?))
                .collect::<Result<Vec<T>>>()
        });
        let mut done = Vec::with_capacity(all.len());
        for handful in handfuls {
            done.append(&mut handful?);
        }
        Ok(done)
    }

    /// Reads a dossier from its spots. `open` is the folder that was opened last.
    fn read_again(
        &self,
        open: &mut Option<(String, Place, Folder)>,
        spots: &[Spot],
    ) -> Result<Found> {
        let mut read = Vec::with_capacity(spots.len());
        for spot in spots {
            let is_open = open.as_ref().is_some_and(|(manager, place, _)| {
                (manager, *place) == (&spot.manager, spot.folder)
            });
            if !is_open {
                *open = Some((spot.manager.clone(), spot.folder, self.folder_of(spot)?));
            }
            let gone = || BadFile::new(self.path_of(spot), Fault::Closed, "is not there any more");
            let (_, _, folder) = open.as_ref().ok_or_else(gone)?;
            let dossier = read_in(folder, spot)?.ok_or_else(gone)?;
            let spots = vec![spot.clone()];
            read.push(Found { spots, dossier });
        }
        let one = copies_as_one(read).into_iter().next();
        one.context("a dossier stands nowhere")
    }
}

impl Change {
    /// Writes these dossiers, each read again from the spots where it stands, with the entry that
    /// `make` gives for it. What `take` makes of each goes through. Few are written as any others,
    /// one alone without a stage.
    ///
    /// # Errors
    /// A file that can't be read, or a stage that can't be written. Then nothing was changed.
    pub fn put_each<T: Send>(
        &mut self,
        all: &[Vec<Spot>],
        make: impl Fn(usize, &Found) -> Entry + Sync,
        take: impl Fn(usize, &Dossier, Relay) -> T + Sync,
    ) -> Result<Vec<T>> {
        if all.len() > HANDFUL {
            return self.stage_each(all, make, take);
        }
        let mut done = Vec::with_capacity(all.len());
        let few = self.shelves.each(all, |_, found| Ok(found))?;
        for (number, found) in few.into_iter().enumerate() {
            let entry = make(number, &found);
            let written = self.put(found, entry);
            let relay = Relay {
                bytes: dossier_text(&written.dossier)?.into_bytes(),
                client: written.client,
                from: written.from,
            };
            done.push(take(number, &written.dossier, relay));
        }
        Ok(done)
    }

    /// Puts these dossiers into the stage, each before the next ones are read.
    fn stage_each<T: Send>(
        &mut self,
        all: &[Vec<Spot>],
        make: impl Fn(usize, &Found) -> Entry + Sync,
        take: impl Fn(usize, &Dossier, Relay) -> T + Sync,
    ) -> Result<Vec<T>> {
        let stage = open_stage(&self.machine, self.op)?;
        let first = self.relayed.len();
        let done = self.shelves.each(all, |number, found| {
            let entry = make(number, &found);
            let (was, written) = found.changed_by(entry);
            let (from, client) = (written.from, written.client.clone());
            let write = Write::new(was, written.dossier, written.client);
            let bytes = write.bytes()?;
            let name = (first + number).to_string();
            stage
                .write_unflushed(&name, &bytes)
                .with_context(|| format!("{} can't be written", stage.path_of(&name).display()))?;
            let one = take(
                number,
                &write.dossier,
                Relay {
                    client,
                    from,
                    bytes,
                },
            );
            Ok((Relayed::of(write), one))
        });
        let done = done.inspect_err(|_| clear_stage(&self.machine))?;
        let mut taken = Vec::with_capacity(done.len());
        for (relayed, one) in done {
            self.relayed.push(relayed);
            taken.push(one);
        }
        Ok(taken)
    }

    /// Looks at what stands where the dossiers in the stage are to go: a copy of one is merged into
    /// it.
    ///
    /// # Errors
    /// Another client's file, or one that can't be read: neither is ever written over.
    pub(super) fn clear_the_way_of_relayed(&mut self) -> Result<()> {
        if self.relayed.is_empty() {
            return Ok(());
        }
        let stage = open_stage(&self.machine, self.op)?;
        let mut open = OpenFolders::new(&self.shelves);
        for (number, relayed) in self.relayed.iter_mut().enumerate() {
            let spot = &relayed.spot;
            if relayed.was.contains(spot) {
                continue;
            }
            let is_free = match open.folder(spot, false) {
                Ok(folder) => !folder.has(spot.file_name())?,
                Err(error) => error.kind() == io::ErrorKind::NotFound,
            };
            if !is_free {
                merge_with_what_is_there(&self.shelves, &stage, number, relayed)?;
            }
        }
        Ok(())
    }

    /// Refuses to put a dossier into the binder of a manager who has left.
    ///
    /// # Errors
    /// [`HandingRefusal::HasLeft`].
    pub fn refuse_those_who_left(&self) -> Result<(), Refusal> {
        let relayed = self.relayed.iter().map(|relayed| &relayed.spot);
        let spots = self.writes.iter().map(|write| &write.spot).chain(relayed);
        let mut takers = spots.map(|spot| &spot.manager);
        match takers.find(|manager| self.settings.has_left(manager)) {
            Some(manager) => Err(HandingRefusal::HasLeft {
                manager: manager.clone(),
            }
            .into()),
            None => Ok(()),
        }
    }
}

fn merge_with_what_is_there(
    shelves: &Shelves,
    stage: &Folder,
    number: usize,
    relayed: &mut Relayed,
) -> Result<()> {
    let Some(there) = shelves.read(&relayed.spot)? else {
        return Ok(());
    };
    if there.id() != relayed.id {
        let own = relayed.was.first().map(|spot| shelves.path_of(spot));
        let own = own.unwrap_or_default();
        let why = format!(
            "is another client's, and stands where {} is to go",
            own.display()
        );
        return Err(BadFile::new(shelves.path_of(&relayed.spot), Fault::Content, why).into());
    }
    let name = number.to_string();
    let bytes = stage.read(&name)?.context("the stage has lost a file")?;
    let merged = parse(&bytes, || stage.path_of(&name))?.merge(&there);
    let mut was = std::mem::take(&mut relayed.was);
    was.push(relayed.spot.clone());
    // What the copy says may put it elsewhere.
    let write = Write::new(was, merged, relayed.spot.slug.clone());
    stage.remove(&name)?;
    stage.write_unflushed(&name, &write.bytes()?)?;
    *relayed = Relayed::of(write);
    Ok(())
}
