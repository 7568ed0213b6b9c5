//! What a change did, in one line a dossier.

use serde_json::{Value, json};

use super::harmless::harmless;
use super::{Paper, whereabouts};
use crate::binder::Place;
use crate::commands::{Changed, ChangedLine, Deed};

pub(super) fn text(changed: &Changed, paper: Paper) -> String {
    let lines = changed
        .lines
        .iter()
        .map(|line| sentence(changed.deed, line, paper) + "\n");
    lines.collect()
}

/// `Filed Ivan Ivanov behind "July": Fri 2024-07-05, in 22 days (18 of 30)`.
pub(super) fn sentence(deed: Deed, line: &ChangedLine, paper: Paper) -> String {
    let name = harmless(&line.name);
    let stands = stands(line, paper);
    match deed {
        Deed::Added => format!("Added {name} {stands}"),
        Deed::Imported => format!("Imported {name} {stands}"),
        Deed::Filed if line.from.is_none() => format!("Added and filed {name} {stands}"),
        Deed::Filed => format!("Filed {name} {stands}"),
        Deed::Moved => format!("Moved {name} {stands}"),
        Deed::Reopened => format!("Reopened {name} {stands}"),
        Deed::Assigned => {
            let manager = harmless(&line.manager);
            format!("Gave {name} to {manager}: {}", stays(line, paper))
        }
        Deed::Marked => format!("Marked {name}, who {}", stays(line, paper)),
        Deed::Noted => format!("Noted for {name}, who {}", stays(line, paper)),
        Deed::LeftWord => format!("Left word on {name}, who {}", stays(line, paper)),
        Deed::ReadWord => format!("Read the word on {name}, who {}", stays(line, paper)),
        Deed::Sent => format!("Sent a letter to {name}, who {}", stays(line, paper)),
        Deed::Promised => format!("Promised to {name}, who {}", stays(line, paper)),
        Deed::Kept => format!("Kept a promise to {name}, who {}", stays(line, paper)),
        Deed::Drafted => format!("Drafted for {name}, who {}", stays(line, paper)),
        Deed::Answered(answer) => {
            format!(
                "An offer was {} by {name}, who {}",
                answer.name(),
                stays(line, paper)
            )
        }
        Deed::FilledIn => format!("Filled in a form for {name}, who {}", stays(line, paper)),
        Deed::FilledInPart => {
            format!(
                "Filled in part of a form for {name}, who {}",
                stays(line, paper)
            )
        }
        Deed::PutIn => format!("Attached to {name}, who {}", stays(line, paper)),
        Deed::TakenOut => format!("Took out a paper of {name}, who {}", stays(line, paper)),
        Deed::Edited if line.from != Some(line.to) => {
            format!("Edited {name}, who now {}", stays(line, paper))
        }
        Deed::Edited => format!("Edited {name}, who {}", stays(line, paper)),
        Deed::TakenBack | Deed::DoneAgain => match line.to {
            Place::Gone => format!("{name} is out of the binder"),
            _ => format!("{name} {}", stays(line, paper)),
        },
        Deed::Closed(ending) => format!("Closed {name} as {ending}"),
    }
}

/// `stands behind "13": …`, `is closed`.
fn stays(line: &ChangedLine, paper: Paper) -> String {
    match line.to {
        Place::Closed | Place::Gone => format!("is {}", line.to),
        _ => format!("stands {}", stands(line, paper)),
    }
}

/// `behind "July": Fri 2024-07-05 at 14:30, in 22 days, agreed (18 of 30)`.
pub(super) fn stands(line: &ChangedLine, paper: Paper) -> String {
    let behind = whereabouts::behind(line.divider, paper);
    let agreed = if line.agreed { ", agreed" } else { "" };
    let Some(day) = whereabouts::day(line.to, line.time, paper) else {
        return behind + agreed;
    };
    let load = line
        .load
        .map(|load| format!(" ({load} of {})", line.capacity));
    format!("{behind}: {day}{agreed}{}", load.unwrap_or_default())
}

pub(super) fn json(changed: &Changed) -> Value {
    let lines = changed.lines.iter().map(|line| {
        json!({
            "client": line.client, "manager": line.manager, "from": line.from, "to": line.to,
            "divider": line.divider, "load": line.load, "capacity": line.capacity,
        })
    });
    json!({ "changed": lines.collect::<Vec<_>>() })
}
