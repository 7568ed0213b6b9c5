//! Complaints, and how long clients waited for the answer.

use super::course::{Step, Wait};
use super::mark::Marks;
use super::tally::Figure;

pub(super) fn count(steps: &[Step<'_>], marks: &mut Marks<'_>) {
    for step in steps {
        let Some(wait) = step.said.complaint else {
            continue;
        };
        marks.one(step, Figure::Complaints);
        match wait {
            Wait::Hours(hours) => {
                marks.one(step, Figure::Answered);
                marks.on(step.day, step, Figure::AnswerHours, hours);
            }
            Wait::Open => marks.one(step, Figure::Unanswered),
        }
    }
}
