//! Many dossiers changed one after the other: each is read, changed, and put into the stage before
//! the next ones are read, so that a binder of any size needs little memory.

use anyhow::{Context, Result};
use uuid::Uuid;

use super::all_cores::on_all_cores;
use super::bad_file::{BadFile, Fault};
use super::change::Change;
use super::folder::Folder;
use super::loans::Lending;
use super::log::Logged;
use super::open_folders::OpenFolders;
use super::reading::LARGEST;
use super::search::HANDFUL;
use super::shelve::{Write, dossier_text};
use super::shelves::{Shelves, parse};
use super::slip::Pointers;
use super::spot::{Found, Spot, copies_as_one};
use super::stage::{clear_stage, open_stage};
use crate::binder::{Dossier, Entry, HandingRefusal, Head, Place, Refusal, Sheet};

/// A dossier that is in the stage.
#[derive(Debug)]
pub(super) struct Relayed {
    /// Where it stood; nowhere, if it is new.
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
    pub(super) fn of(write: Write) -> Self {
        Self {
            id: write.dossier.id(),
            older_format: write.dossier.older_format(),
            slips: Pointers::of(&write),
            lending: Lending::of(&write.dossier),
            was: write.was,
            spot: write.spot,
        }
    }

    /// One that no slip points to and that is not lent, of this format, which stood at `was`.
    fn unpointed(id: Uuid, was: Spot, spot: Spot) -> Self {
        Self {
            was: vec![was],
            lending: Lending::none(id, &spot.manager),
            spot,
            id,
            older_format: None,
            slips: Pointers::default(),
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

/// The folder that was opened last, with whose it is and behind which place.
pub(super) type LastOpened = Option<(String, Place, Folder)>;

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
        each_in_turn(all.len(), |number, open| {
            work(number, self.read_again(open, &all[number])?)
        })
    }

    /// Reads a dossier from its spots.
    pub(super) fn read_again(&self, open: &mut LastOpened, spots: &[Spot]) -> Result<Found> {
        let mut read = Vec::with_capacity(spots.len());
        for spot in spots {
            let bytes = self.bytes_again(open, spot)?;
            let dossier = parse(&bytes, || self.path_of(spot))?;
            let spots = vec![spot.clone()];
            read.push(Found { spots, dossier });
        }
        let one = copies_as_one(read).into_iter().next();
        one.context("a dossier stands nowhere")
    }

    fn bytes_again(&self, open: &mut LastOpened, spot: &Spot) -> Result<Vec<u8>> {
        let is_open = open
            .as_ref()
            .is_some_and(|(manager, place, _)| (manager, *place) == (&spot.manager, spot.folder));
        if !is_open {
            *open = Some((spot.manager.clone(), spot.folder, self.folder_of(spot)?));
        }
        let gone = || BadFile::new(self.path_of(spot), Fault::Closed, "is not there any more");
        let (_, _, folder) = open.as_ref().ok_or_else(gone)?;
        Ok(folder.read(spot.file_name())?.ok_or_else(gone)?)
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
            return self.put_many(all, make, take);
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
    fn put_many<T: Send>(
        &mut self,
        all: &[Vec<Spot>],
        make: impl Fn(usize, &Found) -> Entry + Sync,
        take: impl Fn(usize, &Dossier, Relay) -> T + Sync,
    ) -> Result<Vec<T>> {
        let shelves = &self.shelves;
        let staged = self.stage_each(all.len(), |number, open, put| {
            let found = shelves.read_again(open, &all[number])?;
            let entry = make(number, &found);
            let (write, relay) = written(found, entry, put)?;
            let one = take(number, &write.dossier, relay);
            Ok((Relayed::of(write), one))
        })?;
        Ok(self.relay(staged))
    }

    /// Does the same for entries that need to know only the head of a dossier: most are written as
    /// a [`Sheet`] then, and never taken apart.
    ///
    /// # Errors
    /// As [`Change::put_each`].
    pub fn hand_each<T: Send>(
        &mut self,
        all: &[Vec<Spot>],
        make: impl Fn(usize, &Head) -> Entry + Sync,
        take: impl Fn(usize, Head, Relay) -> T + Sync,
    ) -> Result<Vec<T>> {
        let shelves = &self.shelves;
        let staged = self.stage_each(all.len(), |number, open, put| {
            let spots = &all[number];
            if let [spot] = spots.as_slice() {
                let bytes = shelves.bytes_again(open, spot)?;
                if let Some((text, before, after)) = with_entry(&bytes, |head| make(number, head)) {
                    put(text.as_bytes())?;
                    let to = Spot {
                        manager: after.manager.clone(),
                        folder: after.place,
                        slug: spot.slug.clone(),
                    };
                    let relay = Relay {
                        client: spot.slug.clone(),
                        from: Some(before.place),
                        bytes: text.into_bytes(),
                    };
                    let relayed = Relayed::unpointed(after.id, spot.clone(), to);
                    return Ok((relayed, take(number, after, relay)));
                }
            }
            let found = shelves.read_again(open, spots)?;
            let entry = make(number, &Head::of(&found.dossier));
            let (write, relay) = written(found, entry, put)?;
            let one = take(number, Head::of(&write.dossier), relay);
            Ok((Relayed::of(write), one))
        })?;
        Ok(self.relay(staged))
    }

    /// Does `work` for each of so many dossiers, which puts the bytes of its file into the stage.
    pub(super) fn stage_each<T: Send>(
        &self,
        count: usize,
        work: impl Fn(usize, &mut LastOpened, &dyn Fn(&[u8]) -> Result<()>) -> Result<T> + Sync,
    ) -> Result<Vec<T>> {
        let stage = open_stage(&self.machine, self.op)?;
        let first = self.relayed.len();
        let staged = each_in_turn(count, |number, open| {
            let put = |bytes: &[u8]| {
                let name = (first + number).to_string();
                stage
                    .write_unflushed(&name, bytes)
                    .with_context(|| format!("{} can't be written", stage.path_of(&name).display()))
            };
            work(number, open, &put)
        });
        staged.inspect_err(|_| clear_stage(&self.machine))
    }

    /// Notes what is in the stage now; what was taken of each goes through.
    pub(super) fn relay<T>(&mut self, staged: Vec<(Relayed, T)>) -> Vec<T> {
        let mut taken = Vec::with_capacity(staged.len());
        for (relayed, one) in staged {
            self.relayed.push(relayed);
            taken.push(one);
        }
        taken
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
            let is_free = match open.folder_if_there(spot) {
                Ok(Some(folder)) => !folder.has(spot.file_name())?,
                Ok(None) => true,
                Err(_) => false,
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

/// Does `work` for each of so many dossiers, on all cores; `work` is told which of them it is, and
/// given the folder that was opened last.
pub(super) fn each_in_turn<T: Send>(
    count: usize,
    work: impl Fn(usize, &mut LastOpened) -> Result<T> + Sync,
) -> Result<Vec<T>> {
    let starts: Vec<usize> = (0..count).step_by(HANDFUL).collect();
    let handfuls = on_all_cores(&starts, |start| {
        let mut open = None;
        let end = count.min(start + HANDFUL);
        let numbers = *start..end;
        numbers
            .map(|number| work(number, &mut open))
            .collect::<Result<Vec<T>>>()
    });
    let mut done = Vec::with_capacity(count);
    for handful in handfuls {
        done.append(&mut handful?);
    }
    Ok(done)
}

/// A dossier with an entry more, put into the stage.
fn written(
    found: Found,
    entry: Entry,
    put: &dyn Fn(&[u8]) -> Result<()>,
) -> Result<(Write, Relay)> {
    let (was, written) = found.changed_by(entry);
    let (from, client) = (written.from, written.client.clone());
    let write = Write::new(was, written.dossier, written.client);
    let bytes = write.bytes()?;
    put(&bytes)?;
    let relay = Relay {
        client,
        from,
        bytes,
    };
    Ok((write, relay))
}

/// The text of a file with an entry more, and what is told of the dossier before and after, where
/// that can be had without taking it apart.
fn with_entry(bytes: &[u8], make: impl FnOnce(&Head) -> Entry) -> Option<(String, Head, Head)> {
    let sheet = Sheet::of(bytes)?;
    let before = sheet.head()?;
    let (text, after) = sheet.with(&make(&before))?;
    (text.len() as u64 <= LARGEST).then_some((text, before, after))
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
