//! The plan of an import: what is to be done with whom, made before anything is, and once more under
//! the lock.

use std::collections::HashSet;

use anyhow::Result;
use chrono::NaiveDate;
use uuid::Uuid;

use super::super::aftermath::Outline;
use super::super::answer::{Answer, Deed, Remark, Reply};
use super::super::desk::Desk;
use super::knowing::{Known, Newcomer, who_is_who};
use super::reading::What;
use super::remark::ImportRemark;
use super::taking::{Manner, Stand};
use super::{Fate, Imported, Incoming};
use crate::binder::import_refusal::BadRow;
use crate::binder::{Dossier, Entry, Kind, Place};
use crate::store::{BadFile, Berth, Found, Shelves, Slugs, Written};

/// A list, with what is to be done with it.
pub(super) struct Intake<'a> {
    pub(super) desk: &'a Desk<'a>,
    pub(super) manner: Manner<'a>,
    /// Whether something is added to those who are there.
    pub(super) update: bool,
    /// Where those come of whom no next contact is told.
    pub(super) on: Stand,
    /// How many of them a working day.
    pub(super) spread: Option<usize>,
}

/// What is to be done with whom.
#[derive(Default)]
pub(super) struct Plan {
    newcomers: Vec<Newcomer>,
    /// Where each is to stand, if it is new.
    stands: Vec<Stand>,
    clients: Vec<Incoming>,
    /// Which of them are written.
    pub(super) written: Vec<usize>,
    /// Where these are written.
    pub(super) berths: Vec<Berth>,
    /// The ids of the whole dossiers that are in the store afterwards, as the files have them.
    pub(super) whole: HashSet<Uuid>,
    remarks: Vec<Remark>,
    unreadable: Vec<BadFile>,
}

impl Plan {
    /// The dossier that is written for the `number`th of those that are.
    pub(super) fn make(
        &self,
        manner: &Manner<'_>,
        number: usize,
        found: Option<Found>,
        entry: Entry,
    ) -> Dossier {
        let number = self.written[number];
        let rows = manner.rows(&self.newcomers[number]);
        match found {
            None => manner.new_dossier(&rows, self.stands[number], entry),
            Some(found) => {
                let made = manner.addition(&found.dossier, &rows, self.stands[number], entry);
                made.map_or(found.dossier, |made| made.dossier)
            }
        }
    }
}

impl Intake<'_> {
    /// What is to be done with whom; nothing is.
    ///
    /// # Errors
    /// A store that can't be read.
    pub(super) fn plan(&self, shelves: Option<&Shelves>) -> Result<Plan> {
        self.desk.person.progress("looking who is there already");
        let known = who_is_who(&self.manner.lists.coming, shelves);
        self.desk.person.progress("");
        let (newcomers, unreadable) = known?;
        self.refuse_shut(&unreadable)?;
        let stands = self.stands(&newcomers);
        let additions = self.additions(shelves, &newcomers, &stands)?;
        let mut slugs = match shelves {
            Some(shelves) => shelves.slugs()?,
            None => Slugs::default(),
        };
        let mut plan = Plan {
            unreadable,
            ..Plan::default()
        };
        let mut could = 0;
        for (number, (newcomer, adds)) in newcomers.iter().zip(additions).enumerate() {
            let fate = match (&newcomer.known, &adds) {
                (None, _) if newcomer.several.is_empty() => Fate::New,
                (Some(_), Some(adds)) if adds.comes_back => Fate::New,
                (Some(_), Some(_)) if self.update => Fate::Updated,
                _ => Fate::Known,
            };
            could += usize::from(fate == Fate::Known && adds.is_some());
            if fate != Fate::Known || adds.is_none() {
                plan.whole.extend(self.whole(newcomer));
            }
            let client = self.incoming(newcomer, fate, adds, &mut slugs);
            if fate != Fate::Known {
                let spots = newcomer.known.as_ref().map(|known| known.spots.clone());
                plan.written.push(number);
                plan.berths.push(Berth {
                    slug: client.client.clone().unwrap_or_default(),
                    spots: spots.unwrap_or_default(),
                });
            }
            plan.clients.push(client);
        }
        plan.remarks = self.remarks(&newcomers, could);
        plan.newcomers = newcomers;
        plan.stands = stands;
        Ok(plan)
    }

    /// The ids of the whole dossiers of which somebody is told, as far as that one has them.
    fn whole(&self, newcomer: &Newcomer) -> impl Iterator<Item = Uuid> {
        let known = newcomer.known.as_ref().map(|known| known.id);
        let rows = self.manner.rows(newcomer).into_iter();
        rows.filter_map(move |coming| match &coming.what {
            What::Whole(whole) if known.is_none_or(|id| id == whole.id) => Some(whole.id),
            _ => None,
        })
    }

    /// Stops at what can't be opened in the open binder: whoever is in it would come in twice.
    fn refuse_shut(&self, unreadable: &[BadFile]) -> Result<()> {
        let own = self.desk.store.path_of_binder(&self.desk.manager);
        let mut shut = unreadable.iter().filter(|bad| bad.is_shut());
        match shut.find(|bad| bad.path().starts_with(&own)) {
            Some(bad) => Err(bad.clone().into()),
            None => Ok(()),
        }
    }

    /// What each could add to the dossier that is there; `None` if nothing, or there is none.
    fn additions(
        &self,
        shelves: Option<&Shelves>,
        newcomers: &[Newcomer],
        stands: &[Stand],
    ) -> Result<Vec<Option<Addition>>> {
        let mut additions: Vec<Option<Addition>> = Vec::new();
        additions.resize_with(newcomers.len(), || None);
        let Some(shelves) = shelves else {
            return Ok(additions);
        };
        let known: Vec<(usize, &Known)> = newcomers
            .iter()
            .enumerate()
            .filter_map(|(number, one)| Some((number, one.known.as_ref()?)))
            .collect();
        let berths: Vec<Berth> = known.iter().map(|(_, known)| berth(known)).collect();
        let (entry, manner) = (self.entry(), &self.manner);
        let made = shelves.each_berth(&berths, |number, found| {
            let number = known[number].0;
            let (rows, stand) = (manner.rows(&newcomers[number]), stands[number]);
            Ok(found.and_then(|found| {
                let made = manner.addition(&found.dossier, &rows, stand, entry.clone())?;
                Some(Addition {
                    comes_back: found.dossier.place() == Place::Gone,
                    adds: made.adds,
                })
            }))
        })?;
        for ((number, _), addition) in known.into_iter().zip(made) {
            additions[number] = addition;
        }
        Ok(additions)
    }

    /// An entry for what is only tried.
    fn entry(&self) -> Entry {
        Entry::new("", (self.desk.clock)(), &self.desk.manager, Kind::Import)
    }

    fn incoming(
        &self,
        newcomer: &Newcomer,
        fate: Fate,
        adds: Option<Addition>,
        slugs: &mut Slugs,
    ) -> Incoming {
        let rows = self.manner.rows(newcomer);
        let first = rows[0];
        let name = first.fields().text("name").unwrap_or_default();
        let known = newcomer.known.as_ref();
        let client = match known {
            None if fate == Fate::New => Some(slugs.take(name, first.slug())),
            known => known.map(|known| known.slug.clone()),
        };
        let stood = known.filter(|known| !known.is_gone);
        Incoming {
            file: first.file.clone(),
            lines: rows.iter().map(|row| row.line).collect(),
            name: stood.map_or(name, |known| &known.name).to_owned(),
            client,
            fate,
            adds: adds
                .filter(|_| fate == Fate::Updated)
                .map_or_else(Vec::new, |addition| addition.adds),
        }
    }

    /// Where each is to stand, if it is new: where the list says, else where all those come of whom
    /// it says nothing.
    fn stands(&self, newcomers: &[Newcomer]) -> Vec<Stand> {
        let calendar = self.desk.calendar();
        let first = match self.on.0 {
            Place::Day(day) => day,
            _ => self.desk.today,
        };
        let spread = self.spread.unwrap_or(usize::MAX);
        let mut days = calendar.working_days_from(first).peekable();
        let mut left = spread;
        let mut next_day = || -> Option<NaiveDate> {
            if left == 0 {
                days.next();
                left = spread;
            }
            left -= 1;
            days.peek().copied()
        };
        let stands = newcomers.iter().map(|newcomer| {
            let rows = self.manner.rows(newcomer);
            let said = rows.iter().find_map(|row| row.told()?.next);
            let is_whole = rows[0].told().is_none();
            match (said, self.spread) {
                (Some(said), _) => said,
                (None, Some(_)) if newcomer.is_new() && !is_whole => {
                    let day = next_day().unwrap_or(first);
                    (Place::Day(day), self.on.1)
                }
                (None, _) => self.on,
            }
        });
        stands.collect()
    }

    fn remarks(&self, newcomers: &[Newcomer], could: usize) -> Vec<Remark> {
        let mut remarks = self.manner.lists.remarks.clone();
        let name = |newcomer: &Newcomer| {
            let first = self.manner.rows(newcomer)[0];
            first.fields().text("name").unwrap_or_default().to_owned()
        };
        let mut same = newcomers
            .iter()
            .filter_map(|one| Some((one, one.same_phone.clone()?)));
        if let Some((first, other)) = same.next() {
            let (count, name) = (1 + same.count(), name(first));
            remarks.push(ImportRemark::SamePhone { count, name, other }.into());
        }
        for several in newcomers.iter().filter(|one| !one.several.is_empty()) {
            let first = self.manner.rows(several)[0];
            let remark = ImportRemark::Several {
                file: first.file.clone(),
                line: first.line,
                name: name(several),
                clients: several.several.clone(),
            };
            remarks.push(remark.into());
        }
        remarks.extend(self.strangers(newcomers));
        remarks.extend(self.elsewhere(newcomers));
        if could > 0 {
            remarks.push(ImportRemark::NotUpdated { count: could }.into());
        }
        remarks
    }

    /// Those whose managers have no binder here.
    fn strangers(&self, newcomers: &[Newcomer]) -> Option<Remark> {
        let homes = &self.manner.homes;
        let new = newcomers.iter().filter(|newcomer| newcomer.known.is_none());
        let strangers = new.filter_map(|newcomer| {
            let first = self.manner.rows(newcomer)[0];
            let manager = first.fields().text("manager").unwrap_or_default();
            let is_stranger = first.told().is_none() && homes.owner(manager) != manager;
            is_stranger.then(|| manager.to_owned())
        });
        let mut managers: Vec<String> = strangers.collect();
        let (count, open) = (managers.len(), homes.open().to_owned());
        managers.sort_unstable();
        managers.dedup();
        let remark = ImportRemark::Strangers {
            count,
            managers,
            open,
        };
        (count > 0).then(|| remark.into())
    }

    /// Those who are there, and not where they are looked for. Whole dossiers stay where they are.
    fn elsewhere(&self, newcomers: &[Newcomer]) -> Option<Remark> {
        let cards = newcomers
            .iter()
            .filter(|one| self.manner.rows(one)[0].told().is_some());
        let known = cards
            .filter(|one| !one.is_new())
            .filter_map(|one| one.known.as_ref());
        let managers = known.map(|known| &known.manager);
        let managers = managers.filter(|manager| **manager != self.desk.manager);
        let mut managers: Vec<String> = managers.cloned().collect();
        let count = managers.len();
        managers.sort_unstable();
        managers.dedup();
        (count > 0).then(|| ImportRemark::Elsewhere { count, managers }.into())
    }

    /// What would be said if it were done.
    ///
    /// # Errors
    /// A store that can't be read.
    pub(super) fn tried(&self, shelves: Option<&Shelves>, plan: Plan) -> Result<Reply> {
        let (entry, manner, made) = (self.entry(), &self.manner, &plan);
        let outline = |number: usize, found: Option<Found>| {
            let from = found.as_ref().map(|found| found.dossier.place());
            Ok(Outline::from(&Written {
                client: made.berths[number].slug.clone(),
                from,
                dossier: made.make(manner, number, found, entry.clone()),
            }))
        };
        let outlines = match shelves {
            Some(shelves) => shelves.each_berth(&plan.berths, outline)?,
            None => (0..plan.berths.len())
                .map(|number| outline(number, None))
                .collect::<Result<_>>()?,
        };
        let spots = plan.berths.iter().map(|berth| berth.spots.clone());
        let tried = spots.zip(outlines).collect();
        let reply = self.desk.answer_dry(Deed::Imported, tried)?;
        Ok(self.reply(reply, plan))
    }

    /// The answer, with everybody in the list.
    pub(super) fn reply(&self, mut reply: Reply, plan: Plan) -> Reply {
        if let Answer::Changed(changed) = reply.answer {
            let refused: Vec<BadRow> = self.manner.lists.bad.clone();
            reply.answer = Answer::Imported(Box::new(Imported {
                changed,
                clients: plan.clients,
                mapping: self.manner.lists.mapping.clone(),
                refused,
            }));
        }
        reply.remarking(plan.remarks).missing(plan.unreadable)
    }
}

/// What somebody who comes could add.
struct Addition {
    /// Whether its adding was taken back, and it comes in again.
    comes_back: bool,
    adds: Vec<(String, String)>,
}

fn berth(known: &Known) -> Berth {
    Berth {
        slug: known.slug.clone(),
        spots: known.spots.clone(),
    }
}
