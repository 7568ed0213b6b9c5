//! The clients as they stand today, in their three groups.

use super::course::Course;
use super::mark::Marks;
use super::tally::Figure;
use crate::binder::{Group, Place};

pub(super) fn count(course: &Course<'_>, marks: &mut Marks<'_>) {
    if course.place == Place::Closed {
        return;
    }
    let stage = course.stage.as_deref();
    let group = match course.group() {
        Group::New => Figure::New,
        Group::Existing => Figure::Existing,
        Group::Dissatisfied => Figure::Dissatisfied,
    };
    marks.now(stage, Figure::Clients, 1);
    marks.now(stage, group, 1);
}
