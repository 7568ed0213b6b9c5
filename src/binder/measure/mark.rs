//! What one dossier adds to the counts.

use chrono::NaiveDate;

use super::by::By;
use super::course::{Course, Step};
use super::tally::Figure;
use super::{complaints, contacts, outlook, promises, stages};
use crate::binder::period::Period;
use crate::binder::stats::Question;
use crate::binder::{ContactKind, Place};

/// So much of a figure, on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The day to which it counts.
    pub day: NaiveDate,
    /// What is counted.
    pub figure: Figure,
    /// How much of it.
    pub amount: i64,
}

/// What is counted of one client in one binder, under one label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Whose binder the client was in, if that was another's than now.
    pub elsewhere: Option<String>,
    /// The client's stage then or, where it is asked by them, the source or the kind of contact.
    pub label: Option<String>,
    /// The counts.
    pub marks: Vec<Mark>,
}

/// All that one dossier says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Whose binder the client is in.
    pub manager: String,
    /// Where the dossier belongs.
    pub place: Place,
    /// What is counted of it.
    pub parts: Vec<Part>,
}

/// What the course of things with a client says to a question; nothing, if the adding was undone.
#[must_use]
pub fn told(course: &Course<'_>, question: &Question) -> Option<Told> {
    if course.place == Place::Gone {
        return None;
    }
    let mut marks = Marks {
        period: question.period,
        by: question.by,
        today: question.today,
        manager: &course.manager,
        source: course.source.as_deref(),
        parts: Vec::with_capacity(1),
    };
    contacts::count(&course.steps, &mut marks);
    promises::count(&course.steps, &mut marks);
    complaints::count(&course.steps, &mut marks);
    stages::count(course, &mut marks);
    outlook::count(course, &mut marks);
    Some(Told {
        manager: course.manager.clone().into_owned(),
        place: course.place,
        parts: marks.parts,
    })
}

/// The marks of one dossier as they are made.
pub(super) struct Marks<'a> {
    period: Period,
    by: Option<By>,
    pub(super) today: NaiveDate,
    manager: &'a str,
    source: Option<&'a str>,
    parts: Vec<Part>,
}

impl Marks<'_> {
    /// Counts one of a figure, on the day of a step.
    pub(super) fn one(&mut self, step: &Step<'_>, figure: Figure) {
        self.on(step.day, step, figure, 1);
    }

    /// Counts so much of a figure on a day: for whom, and at which stage, as the step says.
    pub(super) fn on(&mut self, day: NaiveDate, step: &Step<'_>, figure: Figure, amount: i64) {
        self.at_stage(day, step, step.stage.as_deref(), figure, amount);
    }

    /// The same at another stage.
    pub(super) fn at_stage(
        &mut self,
        day: NaiveDate,
        step: &Step<'_>,
        stage: Option<&str>,
        figure: Figure,
        amount: i64,
    ) {
        if self.period.has(day) {
            let manager = step.manager.as_ref();
            let elsewhere = (manager != self.manager && !manager.is_empty()).then_some(manager);
            self.put(day, elsewhere, stage, step.contact(), figure, amount);
        }
    }

    /// Counts so much of a figure as things stand today, whatever the period. A week or a month
    /// knows nothing of that.
    pub(super) fn now(&mut self, stage: Option<&str>, figure: Figure, amount: i64) {
        if matches!(self.by, Some(By::Week | By::Month)) {
            return;
        }
        self.put(self.today, None, stage, None, figure, amount);
    }

    fn put(
        &mut self,
        day: NaiveDate,
        elsewhere: Option<&str>,
        stage: Option<&str>,
        kind: Option<ContactKind>,
        figure: Figure,
        amount: i64,
    ) {
        let label = match self.by {
            Some(By::Source) => self.source,
            Some(By::Kind) => match kind {
                Some(kind) => Some(kind.name()),
                // What is no contact has no kind, and is in no row.
                None => return,
            },
            _ => stage,
        };
        let mark = Mark {
            day,
            figure,
            amount,
        };
        // What comes one after the other mostly goes together.
        let known = self.parts.iter_mut().rev();
        let mut known = known.filter(|part| {
            part.label.as_deref() == label && part.elsewhere.as_deref() == elsewhere
        });
        if let Some(part) = known.next() {
            part.marks.push(mark);
            return;
        }
        let mut marks = Vec::with_capacity(4);
        marks.push(mark);
        self.parts.push(Part {
            elsewhere: elsewhere.map(str::to_owned),
            label: label.map(str::to_owned),
            marks,
        });
    }
}
