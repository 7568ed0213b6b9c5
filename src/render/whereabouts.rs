//! Where a dossier stands, in words.

use std::fmt::Display;

use chrono::NaiveTime;

use super::{Paper, words};
use crate::binder::{Divider, Place};

/// `behind "July"`; a closed dossier stands behind nothing.
pub(super) fn behind(divider: Divider, paper: Paper) -> String {
    match divider {
        Divider::Closed => "out of the dividers".to_owned(),
        other => format!("behind \"{}\"", tab(other, paper)),
    }
}

/// What stands on a divider's tab.
pub(super) fn tab(divider: Divider, paper: Paper) -> String {
    match divider {
        Divider::Month(month) => words::month(month, paper.today).to_string(),
        other => other.to_string(),
    }
}

/// A place as it is read in a sentence: `Fri 2024-07-05 at 14:30`, `July`, `someday`.
pub(super) fn place(place: Place, time: Option<NaiveTime>, paper: Paper) -> String {
    let time = time.map(|time| time.format(" at %H:%M").to_string());
    let time = time.unwrap_or_default();
    match place {
        Place::Day(day) => format!("{}{time}", words::day(day)),
        Place::Month(month) => words::month(month, paper.today).to_string(),
        Place::Someday | Place::Closed | Place::Gone => place.to_string(),
    }
}

/// `Fri 2024-07-05 at 14:30, in 22 days`, or `…, 6 days late`; nothing for a place that is no day.
pub(super) fn day(stands: Place, time: Option<NaiveTime>, paper: Paper) -> Option<String> {
    let Place::Day(day) = stands else {
        return None;
    };
    let days_late = stands.days_late(paper.today);
    let distance: &dyn Display = match days_late {
        0 => &words::distance(day, paper.today),
        _ => &words::late(days_late),
    };
    Some(format!("{}, {distance}", place(stands, time, paper)))
}
