//! What becomes of somebody who comes: a new dossier, an addition to one that is there, or nothing.

use uuid::Uuid;

use super::knowing::Newcomer;
use super::reading::{Coming, Lists, Told, What};
use crate::binder::acquaintance::uid_of;
use crate::binder::addition::{Filled, added, described};
use crate::binder::history::difference;
use crate::binder::{Changes, Dossier, Entry, Fields, Landing, Outcome, Place};
use crate::exchange::arrival::{UID, Whole};

/// Where somebody is to stand.
pub(super) type Stand = (Place, Option<chrono::NaiveTime>);

/// What is to be done, whoever comes.
pub(super) struct Manner<'a> {
    /// Everybody in the files.
    pub(super) lists: &'a Lists,
    /// Whose binder is open.
    pub(super) manager: &'a str,
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
            return self.whole_dossier(whole, rows, entry);
        }
        let fields = together(rows, self.filled);
        let card = difference(&Fields::default(), &fields);
        let mut changes = Changes::default();
        changes.set("manager", self.manager);
        refile(&mut changes, stand);
        changes.set.extend(card.set);
        changes.add = card.add;
        let told: Vec<&Told> = rows.iter().filter_map(|row| row.told()).collect();
        let notes: Vec<&str> = told
            .iter()
            .filter_map(|told| told.note.as_deref())
            .collect();
        let last = told.iter().filter_map(|told| told.last.as_ref()).max();
        let entry = telling(entry, &notes, last.map(|(_, when)| when.as_str()));
        Dossier::new(Uuid::now_v7(), entry.changing(None, changes))
    }

    fn whole_dossier(&self, whole: &Whole, rows: &[&Coming], entry: Entry) -> Dossier {
        let mut dossier = with_all_copies(whole, rows);
        let entry = entry.with("whole", true);
        let changes = self.to_this_binder(&dossier);
        dossier.enter(entry.changing(None, changes));
        dossier
    }

    /// The open binder is the one that it comes into.
    fn to_this_binder(&self, dossier: &Dossier) -> Changes {
        let mut changes = Changes::default();
        if dossier.manager() != self.manager {
            changes.set("manager", self.manager);
        }
        changes
    }

    /// What these rows add to a dossier that is there; `None` if nothing.
    pub(super) fn addition(&self, there: &Dossier, rows: &[&Coming], entry: Entry) -> Option<Made> {
        let mut made = Made {
            dossier: there.clone(),
            adds: Vec::new(),
        };
        if let Some(What::Whole(whole)) = rows.first().map(|row| &row.what)
            && whole.dossier.id() == there.id()
        {
            return self.merged(made, &with_all_copies(whole, rows), entry);
        }
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
        let last = last.filter(|(day, _)| known.is_none_or(|known| *day > known));
        made.adds.extend(
            notes
                .iter()
                .map(|note| ("note".to_owned(), (*note).to_owned())),
        );
        made.adds
            .extend(last.map(|(day, _)| ("last contact".to_owned(), day.to_string())));
        if changes.is_empty() && notes.is_empty() && last.is_none() {
            return None;
        }
        let entry = telling(entry, &notes, last.map(|(_, when)| when.as_str()));
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

    /// One dossier of two copies: what the file has and the store lacks. One whose adding was taken
    /// back comes in again.
    fn merged(&self, mut made: Made, copy: &Dossier, entry: Entry) -> Option<Made> {
        let there = made.dossier.with_hand_edits_entered();
        let comes_back = there.place() == Place::Gone && copy.place() != Place::Gone;
        let mut merged = there.merge(copy);
        let more = merged.history().len() - there.history().len();
        if more == 0 && !comes_back {
            return None;
        }
        let mut changes = Changes::default();
        let mut from = None;
        if comes_back {
            changes = self.to_this_binder(&merged);
            refile(&mut changes, (copy.place(), copy.time()));
            changes.set("agreed", copy.is_agreed().then_some(true));
            from = Some(Place::Gone);
        }
        merged.enter(entry.with("whole", comes_back).changing(from, changes));
        made.dossier = merged;
        made.adds.push(("entries".to_owned(), more.to_string()));
        Some(made)
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

fn with_all_copies(whole: &Whole, rows: &[&Coming]) -> Dossier {
    let mut dossier = whole.dossier.clone();
    for row in &rows[1..] {
        if let What::Whole(copy) = &row.what
            && copy.dossier.id() == dossier.id()
        {
            dossier = dossier.merge(&copy.dossier);
        }
    }
    dossier
}

fn refile(changes: &mut Changes, (place, time): Stand) {
    let off = None;
    changes.refile(&Landing { place, time, off }, false);
}

/// The entry with what was noted, and with the last contact, which reached the client.
fn telling(entry: Entry, notes: &[&str], last: Option<&str>) -> Entry {
    let reached = last.map(|_| Outcome::Reached.name());
    entry
        .with("text", notes.join("\n\n"))
        .with("when", last)
        .with("outcome", reached)
}

/// Whether a note stands in the history already, alone or among others.
fn is_noted(there: &Dossier, note: &str) -> bool {
    let history = there.live_history();
    let mut texts = history.iter().filter_map(|entry| entry.text());
    texts.any(|text| {
        text == note || text.split("\n\n").any(|part| part == note) || text.contains(note)
    })
}
