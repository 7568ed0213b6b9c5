//! The course of things with one client: the entries that count, each with how things stood when
//! it was made.
//!
//! It is taken from a dossier or, much faster, from the text of its file: [`super::reading`].

use std::borrow::Cow;

use chrono::NaiveDate;
use serde_json::Value;

use crate::binder::complaint::{self, Complaint};
use crate::binder::{
    ContactKind, Dossier, Ending, Entry, Group, Kind, Moment, Outcome, Place, promise,
};

/// All that is counted of one client.
#[derive(Clone, Debug, PartialEq)]
pub struct Course<'a> {
    pub(super) manager: Cow<'a, str>,
    pub(super) place: Place,
    pub(super) stage: Option<Cow<'a, str>>,
    pub(super) source: Option<Cow<'a, str>>,
    /// The entries that count, oldest first.
    pub(super) steps: Vec<Step<'a>>,
}

/// One entry, and how things stood then.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Step<'a> {
    pub(super) said: Said<'a>,
    /// The day on which it happened: of a talk that was earlier than its entry, that day.
    pub(super) day: NaiveDate,
    /// Whose binder the client was in after it.
    pub(super) manager: Cow<'a, str>,
    /// The client's stage after it.
    pub(super) stage: Option<Cow<'a, str>>,
    /// The day that was agreed with the client before it, if there was no contact since.
    pub(super) agreed: Option<NaiveDate>,
}

/// What an entry says itself.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Said<'a> {
    pub(super) op: Cow<'a, str>,
    pub(super) kind: Kind,
    /// When it was written.
    pub(super) at: Moment,
    /// When it happened.
    pub(super) moment: Moment,
    pub(super) outcome: Option<Outcome>,
    pub(super) mood: Option<u8>,
    /// The days by which what was promised is to be done.
    pub(super) promises: Vec<Option<NaiveDate>>,
    /// Of a promise that was kept: the entry that made it and which of that entry's it is.
    pub(super) kept: Option<(Cow<'a, str>, Option<u64>)>,
    pub(super) result: Option<Ending>,
    pub(super) complaint: Option<Wait>,
}

/// How long a client waited for the answer to a complaint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wait {
    /// Still waits.
    Open,
    /// So many whole hours.
    Hours(i64),
}

/// The fields that an entry sets, as far as they count; an empty stage takes it out.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sets<'a> {
    pub(super) manager: Option<Cow<'a, str>>,
    pub(super) place: Option<Place>,
    pub(super) agreed: Option<bool>,
    pub(super) stage: Option<Cow<'a, str>>,
}

impl<'a> Course<'a> {
    /// The course of things with the client of a dossier.
    #[must_use]
    pub fn of(dossier: &'a Dossier) -> Self {
        let complaints = complaint::all(dossier);
        let history = dossier.live_history().into_iter();
        let text = |key| dossier.fields().text(key).map(Cow::Borrowed);
        Self {
            manager: dossier.manager().into(),
            place: dossier.place(),
            stage: text("stage"),
            source: text("source"),
            steps: history
                .scan(Before::default(), |before, entry| {
                    Some(before.step(Said::of(entry, &complaints), Sets::of(entry)))
                })
                .collect(),
        }
    }

    /// The group that the client is in; the same as [`Group::of`].
    pub(super) fn group(&self) -> Group {
        let said = || self.steps.iter().map(|step| &step.said);
        let moods = said().filter_map(|said| Some((said.moment, said.mood?)));
        Group::told_by(
            moods.max_by_key(|(at, _)| *at).map(|(_, mood)| mood),
            said().any(|said| said.complaint == Some(Wait::Open)),
            said().any(|said| said.outcome == Some(Outcome::Reached))
                || said().any(|said| said.result == Some(Ending::Won)),
            self.stage.as_deref(),
        )
    }
}

impl Step<'_> {
    /// What kind of contact it was, if it was one.
    pub(super) fn contact(&self) -> Option<ContactKind> {
        match self.said.kind {
            Kind::Contact(kind) => Some(kind),
            _ => None,
        }
    }

    /// Whether it was a contact that reached the client.
    pub(super) fn is_reached(&self) -> bool {
        self.contact().is_some() && self.said.outcome == Some(Outcome::Reached)
    }
}

impl<'a> Said<'a> {
    fn of(entry: &'a Entry, complaints: &[Complaint]) -> Self {
        let stored = entry.stored();
        let promises = stored.get("promises").and_then(Value::as_array);
        let due = |promise: &Value| promise::due(promise.get("due")?.as_str()?);
        let kept = entry.of().filter(|_| entry.kind() == Kind::Kept);
        let complaint = complaints
            .iter()
            .find(|complaint| complaint.op == entry.op());
        Self {
            op: entry.op().into(),
            kind: entry.kind(),
            at: entry.at(),
            // What an import tells of was no contact of a day that is measured.
            moment: match entry.kind() {
                Kind::Import => entry.at(),
                _ => entry.moment(),
            },
            outcome: entry.outcome().filter(|_| entry.tells_of_contact()),
            mood: complaint::mood(entry),
            promises: promises.into_iter().flatten().map(due).collect(),
            kept: kept.map(|op| (op.into(), stored.get("n").and_then(Value::as_u64))),
            result: result(entry.kind(), entry.text_of("result")),
            complaint: complaint.map(|complaint| match complaint.hours_to_answer() {
                Some(hours) => Wait::Hours(hours),
                None => Wait::Open,
            }),
        }
    }
}

/// How a closing ended.
pub(super) fn result(kind: Kind, result: Option<&str>) -> Option<Ending> {
    let result = result.filter(|_| kind == Kind::Close);
    let mut endings = [Ending::Won, Ending::Lost].into_iter();
    endings.find(|ending| result == Some(ending.name()))
}

impl<'a> Sets<'a> {
    fn of(entry: &'a Entry) -> Self {
        let mut sets = Self::default();
        for (key, value) in entry.changes("set") {
            let text = value.as_str();
            match key.as_str() {
                "manager" => sets.manager = text.map(Cow::Borrowed),
                "place" => sets.place = text.and_then(|place| place.parse().ok()),
                "agreed" => sets.agreed = Some(*value == Value::Bool(true)),
                "stage" => sets.stage = Some(text.unwrap_or_default().into()),
                _ => {}
            }
        }
        sets
    }
}

/// How things stand before an entry.
#[derive(Default)]
pub(super) struct Before<'a> {
    manager: Cow<'a, str>,
    stage: Option<Cow<'a, str>>,
    place: Option<Place>,
    is_agreed: bool,
}

impl<'a> Before<'a> {
    /// The step of an entry, after which things stand as it says.
    pub(super) fn step(&mut self, said: Said<'a>, sets: Sets<'a>) -> Step<'a> {
        let agreed = match self.place {
            Some(Place::Day(day)) if self.is_agreed => Some(day),
            _ => None,
        };
        let day = said.moment.date_naive();
        // An agreed date is held once.
        if matches!(said.kind, Kind::Contact(_)) && agreed.is_some_and(|agreed| day >= agreed) {
            self.is_agreed = false;
        }
        if let Some(manager) = sets.manager {
            self.manager = manager;
        }
        self.place = sets.place.or(self.place);
        self.is_agreed = sets.agreed.unwrap_or(self.is_agreed);
        if let Some(stage) = sets.stage {
            self.stage = (!stage.is_empty()).then_some(stage);
        }
        Step {
            said,
            day,
            manager: self.manager.clone(),
            stage: self.stage.clone(),
            agreed,
        }
    }
}
