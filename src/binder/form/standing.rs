//! How a client stands with a form: whether it is due, and whether it is filled in.

use chrono::NaiveDate;

use super::{Answers, Due, Field, Form};
use crate::binder::{Dossier, Entry, Kind, Place, history};

/// The key of an entry that says which form was filled in.
pub const FORM: &str = "form";
/// The key of an entry after which the form is still to be gone on with.
pub const PARTLY: &str = "partly";

/// The forms there are, and what is needed to know when they are due.
#[derive(Clone, Debug, Default)]
pub struct Forms {
    /// The forms, by name.
    pub all: Vec<Form>,
    /// The stages, in order.
    pub stages: Vec<String>,
}

/// How far a form is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Nothing of it.
    Open,
    /// Something, but not what is required; or it was left before its end.
    Partly,
    /// All that is required.
    Filled,
}

impl State {
    /// Its name for programs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Partly => "partly",
            Self::Filled => "filled",
        }
    }
}

/// How a client stands with a form.
#[derive(Clone, Debug)]
pub struct Standing<'a> {
    /// The form.
    pub form: &'a Form,
    /// How far it is filled in.
    pub state: State,
    /// Whether it is to be filled in now; one that is filled in is due no more.
    pub is_due: bool,
    /// What is required and not answered.
    pub missing: Vec<&'a Field>,
}

/// A form as it stands on a client's card: with answers, or due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnCard {
    /// The form's name.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// How far it is filled in.
    pub state: State,
    /// Whether it is to be filled in now.
    pub is_due: bool,
    /// The answers, each with the own field it stands in and what that is called.
    pub answers: Vec<(String, String, String)>,
}

impl Form {
    /// How far a client has filled it in.
    ///
    /// It is filled in when all is answered that is required of this client, unless it was left
    /// before its end; where nothing is required, when it was gone through.
    #[must_use]
    pub fn state(&self, dossier: &Dossier) -> State {
        let answers = Answers::of(self, dossier.fields());
        let requires = |field: &Field| field.is_required && answers.is_asked(field);
        let is_whole = match last_entry(self, dossier) {
            Some(entry) => !is_partly(entry),
            None => self.fields.iter().any(requires),
        };
        if is_whole && answers.missing().is_empty() {
            return State::Filled;
        }
        let has_answer = |field: &Field| answers.answer(field).is_some();
        if self.fields.iter().any(has_answer) {
            State::Partly
        } else {
            State::Open
        }
    }
}

/// The last entry of the form that counts.
fn last_entry<'d>(form: &Form, dossier: &'d Dossier) -> Option<&'d Entry> {
    let entries = dossier.history();
    let is_of_form = |entry: &Entry| {
        entry.kind() == Kind::Form && entry.text_of(FORM) == Some(form.name.as_str())
    };
    if !entries.iter().any(is_of_form) {
        return None;
    }
    let live = history::live(entries);
    let counted = entries.iter().zip(live).filter(|(_, live)| *live);
    counted
        .map(|(entry, _)| entry)
        .rfind(|entry| is_of_form(entry))
}

/// Whether a form was left at an entry before its end.
fn is_partly(entry: &Entry) -> bool {
    entry.stored().get(PARTLY).is_some_and(|flag| flag == true)
}

impl Forms {
    /// How a client stands with each form.
    #[must_use]
    pub fn standings(&self, dossier: &Dossier, today: NaiveDate) -> Vec<Standing<'_>> {
        let forms = self.all.iter();
        forms
            .map(|form| self.standing(form, dossier, today))
            .collect()
    }

    /// How a client stands with one form.
    #[must_use]
    pub fn standing<'a>(
        &self,
        form: &'a Form,
        dossier: &Dossier,
        today: NaiveDate,
    ) -> Standing<'a> {
        let state = form.state(dossier);
        Standing {
            form,
            state,
            is_due: state != State::Filled && self.is_called_for(form, dossier, today),
            missing: Answers::of(form, dossier.fields()).missing(),
        }
    }

    /// The forms that a client is to fill in now.
    pub fn due<'a>(
        &'a self,
        dossier: &Dossier,
        today: NaiveDate,
    ) -> impl Iterator<Item = &'a Form> {
        let standings = self.standings(dossier, today).into_iter();
        standings
            .filter(|standing| standing.is_due)
            .map(|standing| standing.form)
    }

    /// Whether a form is called for, filled in or not.
    fn is_called_for(&self, form: &Form, dossier: &Dossier, today: NaiveDate) -> bool {
        let place = dossier.place();
        if matches!(place, Place::Closed | Place::Gone) {
            return false;
        }
        match &form.due {
            None => false,
            Some(Due::FirstContact) => place.counts_on(today, today) || dossier.was_reached(),
            Some(Due::BeforeStage(before)) => {
                let stage = dossier.fields().text("stage");
                self.has_come_near(stage, before)
            }
        }
    }

    /// Whether a client at `stage` is at the one before `before`, at that or behind it. A client
    /// without a stage is before the first.
    fn has_come_near(&self, stage: Option<&str>, before: &str) -> bool {
        let small = |text: &str| text.to_lowercase();
        let rank = |stage: &str| {
            self.stages
                .iter()
                .position(|known| small(known) == small(stage))
        };
        match (stage, rank(before)) {
            (None, Some(wanted)) => wanted == 0,
            (None, None) => false,
            // A stage that is not among the house's own has no order.
            (Some(stage), wanted) => match (rank(stage), wanted) {
                (Some(rank), Some(wanted)) => rank + 1 >= wanted,
                _ => small(stage) == small(before),
            },
        }
    }

    /// The forms as they stand on a client's card: those with answers, and those that are due. An
    /// own field that several ask stands below the first.
    #[must_use]
    pub fn on_card(&self, dossier: &Dossier, today: NaiveDate) -> Vec<OnCard> {
        let mut taken: Vec<&str> = Vec::new();
        let mut cards = Vec::new();
        for standing in self.standings(dossier, today) {
            let form = standing.form;
            let answers = Answers::of(form, dossier.fields());
            let mut told = Vec::new();
            for field in &form.fields {
                if let Some(answer) = answers.answer(field)
                    && !taken.contains(&field.key.as_str())
                {
                    taken.push(&field.key);
                    told.push((field.key.clone(), field.label.clone(), answer));
                }
            }
            if !told.is_empty() || standing.is_due {
                cards.push(OnCard {
                    name: form.name.clone(),
                    title: form.title.clone(),
                    state: standing.state,
                    is_due: standing.is_due,
                    answers: told,
                });
            }
        }
        cards
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::binder::sample;

    const NEEDS: &str = r#"{ "title": "Needs", "due": "first-contact", "fields": [
        { "key": "budget", "kind": "number", "required": true },
        { "key": "size", "kind": "text", "required": true, "only_if": "stage=offer" },
        { "key": "why", "kind": "text" } ] }"#;
    const ASIDE: &str = r#"{ "title": "Aside", "fields": [{ "key": "why", "kind": "text" }] }"#;

    fn form(name: &str, text: &str) -> Form {
        Form::read(name, text.as_bytes()).expect("a form")
    }

    fn forms(all: Vec<Form>) -> Forms {
        let stages = ["new", "talks", "offer", "contract"]
            .map(str::to_owned)
            .into();
        Forms { all, stages }
    }

    #[test]
    fn a_form_is_filled_in_when_all_that_is_required_is_answered() {
        let (needs, aside) = (form("needs", NEEDS), form("aside", ASIDE));
        let filled = |form: &str, own: serde_json::Value| json!({ "op": "1", "kind": "form", "form": form, "set": { "fields": own } });
        let by_hand = |own| json!({ "op": "2", "kind": "edit", "set": { "fields": own } });
        let stage = json!({ "op": "3", "kind": "edit", "set": { "stage": "offer" } });
        let mut left = filled("needs", json!({ "budget": "1" }));
        left["partly"] = json!(true);
        let undo = json!({ "op": "4", "kind": "undo", "of": "1" });
        let nothing = json!({ "op": "1", "kind": "form", "form": "aside" });
        let whole = filled("needs", json!({ "budget": "1" }));
        let other = by_hand(json!({ "why": "x" }));
        let budget = by_hand(json!({ "budget": "1" }));
        let (open, partly, done) = (State::Open, State::Partly, State::Filled);
        let cases: [(&[&serde_json::Value], State, State); 9] = [
            (&[], open, open),
            (&[&whole], done, open),
            (&[&other], partly, partly),
            (&[&budget], done, open),
            (&[&whole, &stage], partly, open),
            (&[&left], partly, open),
            (&[&left, &stage], partly, open),
            (&[&whole, &undo], open, open),
            (&[&nothing], open, done),
        ];
        for (number, (entries, of_needs, of_aside)) in cases.into_iter().enumerate() {
            let dossier = sample::added_up(entries);
            let states = (needs.state(&dossier), aside.state(&dossier));
            assert_eq!(states, (of_needs, of_aside), "case {number}");
        }
    }

    #[test]
    fn a_form_is_due_from_the_day_of_the_first_contact_or_from_the_stage_before() {
        let call = json!({ "op": "1", "kind": "call", "outcome": "reached" });
        let missed = json!({ "op": "1", "kind": "call", "outcome": "no-answer" });
        let at = |place: &str| json!({ "op": "5", "kind": "move", "set": { "place": place } });
        let stage = |stage: &str| json!({ "op": "6", "kind": "edit", "set": { "stage": stage } });
        let first = "first-contact";
        let before = "before-stage:offer";
        let cases = [
            (first, vec![], false),
            (first, vec![missed.clone()], false),
            (first, vec![call.clone()], true),
            (first, vec![at("2024-06-13")], true),
            (first, vec![at("2024-06-11")], true),
            (first, vec![at("2024-06-14")], false),
            (first, vec![call.clone(), at("closed")], false),
            (before, vec![call.clone()], false),
            (before, vec![stage("new")], false),
            (before, vec![stage("Talks")], true),
            (before, vec![stage("contract")], true),
            (before, vec![stage("own")], false),
            ("before-stage:own", vec![stage("Own")], true),
            ("before-stage:own", vec![stage("talks")], false),
            ("before-stage:new", vec![], true),
            ("before-stage:talks", vec![], false),
        ];
        let today = "2024-06-13".parse().expect("a day");
        for (due, entries, expected) in cases {
            let text = ASIDE.replace("\"fields\"", &format!("\"due\": \"{due}\", \"fields\""));
            let forms = forms(vec![form("aside", &text)]);
            let entries: Vec<&serde_json::Value> = entries.iter().collect();
            let dossier = sample::added_up(&entries);
            let is_due = forms.due(&dossier, today).next().is_some();
            assert_eq!(is_due, expected, "{due} {entries:?}");
        }
    }

    #[test]
    fn an_own_field_stands_below_the_first_form_that_asks_it() {
        let forms = forms(vec![form("aside", ASIDE), form("needs", NEEDS)]);
        let own = json!({ "why": "x", "budget": 7, "size": "L", "other": "y" });
        let entry = json!({ "op": "1", "kind": "edit", "set": { "fields": own } });
        let dossier = sample::added_up(&[&entry]);
        let today = "2024-06-13".parse().expect("a day");
        let cards = forms.on_card(&dossier, today);
        let told: Vec<(&str, Vec<&str>)> = cards
            .iter()
            .map(|card| {
                let answers = card.answers.iter().map(|(key, _, _)| key.as_str());
                (card.name.as_str(), answers.collect())
            })
            .collect();
        assert_eq!(told, [("aside", vec!["why"]), ("needs", vec!["budget"])]);
    }
}
