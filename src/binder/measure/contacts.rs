//! Contacts by kind and by how they ended, moods, agreed dates, new clients, and closings.

use super::course::Step;
use super::mark::Marks;
use super::tally::Figure;
use crate::binder::{ContactKind, Ending, Outcome};

pub(super) fn count(steps: &[Step<'_>], marks: &mut Marks<'_>) {
    for step in steps {
        if let Some(kind) = step.contact() {
            contact(step, kind, marks);
        } else if let Some(ending) = step.said.result {
            closing(step, ending, marks);
        }
    }
    // The first entry that made the dossier: what was taken back and reopened has none that counts.
    if let Some(first) = steps.first() {
        marks.on(first.said.at.date_naive(), first, Figure::NewClients, 1);
    }
    let reached = steps.iter().filter(|step| step.is_reached());
    if let Some(first) = reached.min_by_key(|step| step.said.moment) {
        marks.one(first, Figure::FirstReached);
    }
}

fn contact(step: &Step<'_>, kind: ContactKind, marks: &mut Marks<'_>) {
    marks.one(step, Figure::Contacts);
    marks.one(step, of_kind(kind));
    if let Some(outcome) = step.said.outcome {
        marks.one(step, Figure::Ended);
        marks.one(step, ended(outcome));
    }
    if let Some(agreed) = step.agreed.filter(|agreed| *agreed <= step.day) {
        marks.one(step, Figure::Agreed);
        let is_on_day = step.day == agreed;
        let figure = if is_on_day {
            Figure::OnAgreedDay
        } else {
            Figure::AfterAgreedDay
        };
        marks.one(step, figure);
    }
    if let Some(mood) = step.said.mood {
        marks.one(step, Figure::Moods);
        marks.on(step.day, step, Figure::MoodSum, mood.into());
    }
}

fn closing(step: &Step<'_>, ending: Ending, marks: &mut Marks<'_>) {
    marks.one(step, Figure::Closed);
    marks.one(
        step,
        match ending {
            Ending::Won => Figure::Won,
            Ending::Lost => Figure::Lost,
        },
    );
}

fn of_kind(kind: ContactKind) -> Figure {
    match kind {
        ContactKind::Call => Figure::Calls,
        ContactKind::Meeting => Figure::Meetings,
        ContactKind::Email => Figure::Emails,
        ContactKind::Message => Figure::Messages,
        ContactKind::Visit => Figure::Visits,
        ContactKind::Letter => Figure::Letters,
    }
}

fn ended(outcome: Outcome) -> Figure {
    match outcome {
        Outcome::Reached => Figure::Reached,
        Outcome::NoAnswer => Figure::NoAnswer,
        Outcome::LeftMessage => Figure::LeftMessage,
    }
}
