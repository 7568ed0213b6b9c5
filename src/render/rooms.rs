//! What is said of room in the days.

use super::Paper;
use super::words::{self, Count};
use crate::commands::{RoomRemark, Stays};

pub(super) fn remark(remark: &RoomRemark, paper: Paper) -> String {
    match remark {
        RoomRemark::NotFull {
            date,
            load,
            capacity,
        } => format!(
            "{} has {load} of {capacity}: nothing has to move",
            words::day(*date)
        ),
        RoomRemark::StillFull {
            date,
            load,
            capacity,
            why,
        } => format!(
            "{} still has {load}, and {capacity} can be done{}",
            words::day(*date),
            stays(*why)
        ),
        RoomRemark::NotDealt { month, count, why } => format!(
            "{} behind \"{}\", since {}; to put one behind any day: tickler move CLIENT --on DAY",
            Count(*count, "dossier stays").or("dossiers stay"),
            words::month(*month, paper.today),
            match (why, count) {
                (Stays::Held, _) => "something promised is due before a day with room",
                (_, 1) => "no day with room is left for it",
                (_, _) => "no day with room is left for them",
            },
        ),
    }
}

/// Why dossiers stay behind a day.
fn stays(why: Stays) -> String {
    match why {
        Stays::Limited => String::new(),
        Stays::Held => {
            "; what stays is agreed, or something promised is due before another day".to_owned()
        }
        Stays::NoRoom(None) => "; no day with room is left for what may move".to_owned(),
        Stays::NoRoom(Some(1)) => "; the next working day has no room for more".to_owned(),
        Stays::NoRoom(Some(days)) => {
            format!("; the next {days} working days have no room for more")
        }
    }
}
