//! Promises: made, kept by their day, missed.

use chrono::NaiveDate;

use super::course::Step;
use super::mark::Marks;
use super::tally::Figure;

pub(super) fn count(steps: &[Step<'_>], marks: &mut Marks<'_>) {
    for step in steps {
        for (number, due) in (1..).zip(&step.said.promises) {
            marks.one(step, Figure::PromisesMade);
            let kept = kept(steps, &step.said.op, number);
            let is_in_time = |kept: &NaiveDate| due.is_none_or(|due| *kept <= due);
            if let Some(kept) = kept.filter(is_in_time) {
                marks.on(kept, step, Figure::PromisesDecided, 1);
                marks.on(kept, step, Figure::PromisesKept, 1);
            } else if let Some(due) = due.filter(|due| *due < marks.today) {
                marks.on(due, step, Figure::PromisesDecided, 1);
                marks.on(due, step, Figure::PromisesMissed, 1);
            }
        }
    }
}

/// The day on which this promise of the entry `op` was kept, if it was. One that says no number
/// keeps all of that entry's.
fn kept(steps: &[Step<'_>], op: &str, number: u64) -> Option<NaiveDate> {
    let kept = steps.iter().find(|step| {
        let kept = step.said.kept.as_ref();
        kept.is_some_and(|(of, which)| of == op && which.is_none_or(|which| which == number))
    });
    kept.map(|step| step.day)
}
