//! How long clients are at a stage: those who left it, and those who are at it.

use chrono::NaiveDate;

use super::course::Course;
use super::mark::Marks;
use super::tally::Figure;
use crate::binder::{Kind, Place};

pub(super) fn count(course: &Course<'_>, marks: &mut Marks<'_>) {
    let (mut since, mut before): (Option<NaiveDate>, Option<&str>) = (None, None);
    for step in &course.steps {
        let is_closed = step.said.kind == Kind::Close;
        let left = std::mem::replace(&mut before, step.stage.as_deref());
        if before != left || is_closed {
            if let Some(since) = since.filter(|_| left.is_some()) {
                let days = (step.day - since).num_days().max(0);
                marks.at_stage(step.day, step, left, Figure::StagesLeft, 1);
                marks.at_stage(step.day, step, left, Figure::StageDays, days);
            }
            // Who is closed is at no stage any more, until taken back.
            since = (!is_closed).then_some(step.day);
        } else if step.said.kind == Kind::Reopen {
            since = Some(step.day);
        }
    }
    let stage = course.stage.as_deref();
    if let (Some(since), Some(_)) = (since, stage)
        && course.place != Place::Closed
    {
        let days = (marks.today - since).num_days().max(0);
        marks.now(stage, Figure::AtStage, 1);
        marks.now(stage, Figure::DaysAtStage, days);
    }
}
