//! What becomes of somebody who comes: a new dossier, an addition to one that is there, or nothing.

use uuid::Uuid;

use super::homes::Homes;
use super::knowing::Newcomer;
use super::packed::Packed;
use super::reading::{Coming, Last, Lists, Told, What};
use crate::binder::acquaintance::uid_of;
use crate::binder::addition::{Filled, added, described};
use crate::binder::bringing::{brought_in, brought_to};
use crate::binder::history::difference;
use crate::binder::noted::is_noted;
use crate::binder::{Changes, Dossier, Entry, Fields, Landing, Place};
use crate::exchange::arrival::UID;

/// What stands between several notes in one entry.
const BETWEEN_NOTES: &str = "\n\n";

/// Where somebody is to stand.
pub(super) type Stand = (Place, Option<chrono::NaiveTime>);

/// What is to be done, whoever comes.
pub(super) struct Manner<'a> {
    /// Everybody in the files.
    pub(super) lists: &'a Lists,
    /// In whose binder whole dossiers come.
    pub(super) homes: Homes,
    pub(super) filled: Filled,
}

/// What came of somebody.
pub(super) struct Made {
    pub(super) dossier: Dossier,
    /// What was added to the card and the history of one who was there, a line each.
    pub(super) adds: Vec<(String, String)>,
}

impl<'a> Manner<'a> {
    /// The rows of which somebody is told.
    pub(super) fn rows(&self, newcomer: &Newcomer) -> Vec<&'a Coming> {
        let rows = newcomer.rows.iter();
        rows.map(|row| &self.lists.coming[*row]).collect()
    }

    /// A new dossier of these rows, which is to stand there. A whole one stays where it stood.
    pub(super) fn new_dossier(&self, rows: &[&Coming], stand: Stand, entry: Entry) -> Dossier {
        if let Some(What::Whole(whole)) = rows.first().map(|row| &row.what) {
            let dossier = with_all_copies(whole, rows);
            let owner = self.homes.owner(dossier.manager());
            return brought_in(&dossier, owner, entry);
        }
        let (changes, entry) = self.first(rows, stand, entry);
        Dossier::new(Uuid::now_v7(), entry.changing(None, changes))
    }

    /// Somebody whose adding was taken back, and who comes in again: as these rows say now.
    fn back_again(&self, there: &Dossier, rows: &[&Coming], stand: Stand, entry: Entry) -> Made {
        let (changes, entry) = self.first(rows, stand, entry);
        let anew = Dossier::new(there.id(), entry.clone().changing(None, changes));
        let mut dossier = there.clone();
        let changes = difference(there.fields(), anew.fields());
        dossier.enter(entry.changing(Some(Place::Gone), changes));
        let adds = Vec::new();
        Made { dossier, adds }
    }

    /// What the first entry of a dossier changes, and that entry.
    fn first(&self, rows: &[&Coming], stand: Stand, entry: Entry) -> (Changes, Entry) {
        let fields = together(rows, self.filled);
        let card = difference(&Fields::default(), &fields);
        let mut changes = Changes::default();
        changes.set("manager", self.homes.open());
        refile(&mut changes, stand);
        let mut said = rows.iter().map(|row| row.fields());
        let agreed = said.any(|fields| fields.get("agreed").is_some());
        if agreed && stand.0.month().is_some() {
            changes.set("agreed", true);
        }
        changes.set.extend(card.set);
        changes.add = card.add;
        let told: Vec<&Told> = rows.iter().filter_map(|row| row.told()).collect();
        let notes: Vec<&str> = told
            .iter()
            .filter_map(|told| told.note.as_deref())
            .collect();
        let last = told.iter().filter_map(|told| told.last.as_ref()).max();
        (changes, telling(entry, &notes, last))
    }

    /// What these rows add to a dossier that is there; `None` if nothing. If it comes in again, it is
    /// to stand there.
    pub(super) fn addition(
        &self,
        there: &Dossier,
        rows: &[&Coming],
        stand: Stand,
        entry: Entry,
    ) -> Option<Made> {
        if let Some(What::Whole(whole)) = rows.first().map(|row| &row.what)
            && whole.id == there.id()
        {
            return self.merged(there, &with_all_copies(whole, rows), entry);
        }
        if there.place() == Place::Gone {
            return Some(self.back_again(there, rows, stand, entry));
        }
        let mut made = Made {
            dossier: there.clone(),
            adds: Vec::new(),
        };
        let before = there.fields();
        let mut card = together(rows, self.filled);
        let own_uid = uid_of(&there.id().to_string());
        if card
            .own()
            .any(|(key, uid)| key == UID && *uid == own_uid.as_str())
        {
            // A vCard of our own that comes home.
            let _ = card.set("fields", &serde_json::json!({ UID: null }));
        }
        let after = added(before, &card, self.filled);
        let mut changes = difference(before, &after);
        made.adds = described(before, &after);
        let told: Vec<&Told> = rows.iter().filter_map(|row| row.told()).collect();
        let next = told.iter().find_map(|told| told.next);
        let from = self.refiled(there, next, &mut changes, &mut made.adds);
        let notes: Vec<&str> = told
            .iter()
            .filter_map(|told| told.note.as_deref())
            .filter(|note| !is_noted(there, note))
            .collect();
        let known = there
            .last_contact()
            .map(|entry| entry.moment().date_naive());
        let last = told.iter().filter_map(|told| told.last.as_ref()).max();
        let last = last.filter(|last| known.is_none_or(|known| last.day > known));
        made.adds.extend(
            notes
                .iter()
                .map(|note| ("note".to_owned(), (*note).to_owned())),
        );
        made.adds
            .extend(last.map(|last| ("last contact".to_owned(), last.day.to_string())));
        if changes.is_empty() && notes.is_empty() && last.is_none() {
            return None;
        }
        let entry = telling(entry, &notes, last);
        made.dossier.enter(entry.changing(from, changes));
        Some(made)
    }

    /// Refiles where no day was said yet, or where what was said is replaced; tells from where.
    fn refiled(
        &self,
        there: &Dossier,
        next: Option<Stand>,
        changes: &mut Changes,
        adds: &mut Vec<(String, String)>,
    ) -> Option<Place> {
        let stand = next?;
        let is_open = there.place() == Place::Someday || self.filled == Filled::Replaced;
        if !is_open || (there.place(), there.time()) == stand {
            return None;
        }
        refile(changes, stand);
        adds.push(("next contact".to_owned(), stand.0.to_string()));
        Some(there.place())
    }

    /// One dossier of two copies: what the file has and the store lacks.
    fn merged(&self, there: &Dossier, copy: &Dossier, entry: Entry) -> Option<Made> {
        let owner = |manager: &str| self.homes.owner(manager).to_owned();
        let (dossier, more) = brought_to(there, copy, owner, entry)?;
        let entries = if more == 1 { "entry" } else { "entries" };
        let adds = vec![("history".to_owned(), format!("{more} more {entries}"))];
        Some(Made { dossier, adds })
    }
}

/// All that these rows say for the card; of what several say, what the first does.
fn together(rows: &[&Coming], filled: Filled) -> Fields {
    let mut fields = Fields::default();
    for row in rows {
        fields = added(&fields, row.fields(), filled);
    }
    fields
}

fn with_all_copies(whole: &Packed, rows: &[&Coming]) -> Dossier {
    let mut dossier = whole.dossier();
    for row in &rows[1..] {
        if let What::Whole(copy) = &row.what
            && copy.id == whole.id
        {
            dossier = dossier.merge(&copy.dossier());
        }
    }
    dossier
}

fn refile(changes: &mut Changes, (place, time): Stand) {
    let off = None;
    changes.refile(&Landing { place, time, off }, false);
}

/// The entry with what was noted, and with the last contact.
fn telling(entry: Entry, notes: &[&str], last: Option<&Last>) -> Entry {
    entry
        .with("text", notes.join(BETWEEN_NOTES))
        .with("when", last.map(|last| last.when.as_str()))
        .with("outcome", last.map(|last| last.outcome))
}
