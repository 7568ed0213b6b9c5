//! Remarks as sentences.

use super::harmless::harmless;
use super::{Paper, words};
use crate::binder::DayOff;
use crate::commands::Remark;

/// A remark in one line, with no capital and no full stop.
pub(super) fn text(remark: &Remark, paper: Paper) -> String {
    let day = |date| words::day_with_distance(date, paper.today);
    let text = match remark {
        Remark::EmptyStore => {
            "the binder is empty; begin with a client: tickler add \"Ivan Ivanov\" --on tomorrow"
                .to_owned()
        }
        Remark::NoBinder { manager, known } => format!(
            "{manager} has no binder here; there {} of {}: try --as {}",
            if known.len() == 1 {
                "is that"
            } else {
                "are those"
            },
            words::and_list(known),
            known[0],
        ),
        Remark::DayOff { date, why, next } => format!(
            "{} is {}, taken as said; the next working day is {}",
            words::day(*date),
            day_off(why),
            words::day(*next),
        ),
        Remark::MovedOn { from, why, to } => format!(
            "{} is {}, so it is {}, the next working day",
            words::day(*from),
            day_off(why),
            words::day(*to),
        ),
        Remark::OverCapacity {
            manager: _,
            date,
            load,
            capacity,
            room,
        } => {
            let over = format!(
                "{} has {load}, and {capacity} can be done",
                words::day(*date)
            );
            match room {
                Some(room) => format!("{over}; the nearest day with room is {}", day(*room)),
                None => format!("{over}; there is no day with room for a year"),
            }
        }
        Remark::OtherBinder { name, manager } => format!("{name} is in the binder of {manager}"),
        Remark::SamePhone { client, name } => format!("{name} ({client}) has the same phone"),
        Remark::WasClosed { name } => format!("{name} was closed, and is among the dividers again"),
        Remark::AgreedMoved { names } => format!(
            "the {} before {} agreed with {}",
            if names.len() == 1 { "date" } else { "dates" },
            if names.len() == 1 { "was" } else { "were" },
            words::and_list(names),
        ),
        Remark::AgreedStay { names } => format!(
            "left where {}, since the {} agreed: {}; --agreed-too moves {} too",
            if names.len() == 1 {
                "it is"
            } else {
                "they are"
            },
            if names.len() == 1 {
                "date is"
            } else {
                "dates are"
            },
            words::and_list(names),
            if names.len() == 1 { "it" } else { "them" },
        ),
        Remark::NobodyThere { date } => format!("nobody stands behind {}", day(*date)),
        Remark::DryRun => "a dry run: nothing was changed".to_owned(),
        Remark::NothingChanged => "nothing was changed".to_owned(),
        Remark::ChangedMeanwhile { name } => format!(
            "{name} was changed by another command meanwhile; both changes are in the dossier"
        ),
        Remark::Misfiled {
            folder,
            says,
            count,
        } => format!(
            "{} in the folder of {folder} {} to be {says}'s; see: tickler check",
            words::Count(*count, "dossier"),
            if *count == 1 { "says" } else { "say" },
        ),
    };
    harmless(&text).into_owned()
}

fn day_off(why: &DayOff) -> String {
    match why {
        DayOff::WeekEnd(_) => "no working day".to_owned(),
        DayOff::Holiday(name) => format!("a holiday ({name})"),
    }
}
