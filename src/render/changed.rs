//! What a change did, in one line a dossier.

use serde_json::{Value, json};

use super::harmless::harmless;
use super::{Paper, words};
use crate::binder::{Divider, Place};
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
    let verb = match deed {
        Deed::Added => "Added",
        Deed::Filed => "Filed",
        Deed::Moved => "Moved",
        Deed::Noted => "Noted for",
        Deed::Edited => "Edited",
        Deed::Closed => "Closed",
        Deed::Reopened => "Reopened",
    };
    format!("{verb} {name} {}", whereabouts(line, paper))
}

/// `behind "July": Fri 2024-07-05 at 14:30, in 22 days, agreed (18 of 30)`.
fn whereabouts(line: &ChangedLine, paper: Paper) -> String {
    let behind = format!("behind \"{}\"", divider(line.divider, paper));
    let Place::Day(day) = line.to else {
        return behind;
    };
    let time = line.time.map(|time| time.format(" at %H:%M").to_string());
    let distance = words::distance(day, paper.today);
    let agreed = if line.agreed { ", agreed" } else { "" };
    let load = line
        .load
        .map(|load| format!(" ({load} of {})", line.capacity));
    let (time, load) = (time.unwrap_or_default(), load.unwrap_or_default());
    format!(
        "{behind}: {}{time}, {distance}{agreed}{load}",
        words::day(day)
    )
}

/// What stands on a divider's tab.
pub(super) fn divider(divider: Divider, paper: Paper) -> String {
    match divider {
        Divider::Month(month) => words::month(month, paper.today).to_string(),
        other => other.to_string(),
    }
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
