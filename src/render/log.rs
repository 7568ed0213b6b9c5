//! What was done, taken back, or erased.

use serde_json::{Value, json};

use super::cell::Cell;
use super::harmless::harmless;
use super::table::Table;
use super::words::{self, Count};
use super::{Paper, changed, settings, style};
use crate::commands::{Done, Forgotten, Undone};
use crate::store::{REDO, REPAIR, Record, UNDO};

/// The commands, newest first, in words.
pub(super) fn done(done: &Done, paper: Paper) -> String {
    if done.commands.is_empty() {
        return "Nothing was done yet.\n".to_owned();
    }
    let mut table = Table::new(&["When", "By", "What", ""]).whole(0);
    for (record, undone) in &done.commands {
        let (style, mark) = if *undone {
            (style::MUTED, "taken back")
        } else {
            (style::PLAIN, "")
        };
        let cells = [
            when(record),
            record.by.clone(),
            title(record) + &upgraded(record),
            mark.to_owned(),
        ];
        table.row(cells.map(|cell| Cell::new(cell).styled(style)));
    }
    table.to_string(paper.width)
}

pub(super) fn done_json(done: &Done) -> Value {
    let commands = done.commands.iter().map(|(record, undone)| {
        json!({
            "op": record.op, "at": record.at, "by": record.by, "title": title(record),
            "dossiers": record.dossiers.len(), "undone": undone,
            "upgraded": record.upgraded().count(),
        })
    });
    json!({ "commands": commands.collect::<Vec<_>>() })
}

/// What was taken back, or done again, and where the dossiers stand now.
pub(super) fn undone(undone: &Undone, paper: Paper) -> String {
    let what = if undone.again {
        "Done again"
    } else {
        "Taken back"
    };
    let (record, changed) = (&undone.record, &undone.changed);
    let title = harmless(&title(record)).into_owned();
    let settings = undone.settings.iter().map(|(key, value)| {
        let key = harmless(key);
        if value.is_null() {
            return format!("{key} is not set any more\n");
        }
        // What is in them is for other commands to show.
        if value.is_object() || value.as_array().is_some_and(Vec::is_empty) {
            let how = if undone.again { "left" } else { "found" };
            return format!("the {key} are as that command {how} them\n");
        }
        format!("{key} is {} now\n", harmless(&settings::value(&key, value)))
    });
    let settings: String = settings.collect();
    format!(
        "{what}: {title} ({})\n{}{settings}",
        when(record),
        changed::text(changed, paper)
    )
}

pub(super) fn undone_json(undone: &Undone) -> Value {
    let mut value = changed::json(&undone.changed);
    let record = &undone.record;
    value["command"] = json!({
        "op": record.op, "at": record.at, "by": record.by, "title": title(record),
    });
    let settings = undone.settings.iter();
    let settings = settings.map(|(key, value)| json!({ "key": key, "value": value }));
    value["settings"] = settings.collect();
    value
}

/// Who was erased, and how much of them.
pub(super) fn forgotten(forgotten: &Forgotten) -> String {
    let erased = forgotten.erased;
    let parts = [
        Count(erased.files, "file").to_string(),
        Count(erased.papers, "paper").to_string(),
        Count(erased.log_lines, "line of the log")
            .or("lines of the log")
            .to_string(),
    ];
    let name = harmless(&forgotten.name);
    format!("Erased {name}: {}\n", words::and_list(&parts))
}

pub(super) fn forgotten_json(forgotten: &Forgotten) -> Value {
    let erased = forgotten.erased;
    json!({
        "client": forgotten.client, "id": forgotten.id,
        "erased": { "files": erased.files, "papers": erased.papers, "log_lines": erased.log_lines },
    })
}

/// When a command was: `Thu 2024-06-13 14:05`.
fn when(record: &Record) -> String {
    let moment = chrono::DateTime::parse_from_rfc3339(&record.at);
    moment.map_or_else(
        |_| record.at.clone(),
        |moment| {
            format!(
                "{} {}",
                words::day(moment.date_naive()),
                moment.format("%H:%M")
            )
        },
    )
}

/// ` (3 files upgraded from format 0)`; nothing if there was none.
fn upgraded(record: &Record) -> String {
    let count = record.upgraded().count();
    let oldest = record.upgraded().min();
    oldest.map_or_else(String::new, |oldest| {
        format!(" ({} upgraded from format {oldest})", Count(count, "file"))
    })
}

/// A command in words: `filed ivanov-ivan behind 2024-07-05`, `moved 12 dossiers`.
fn title(record: &Record) -> String {
    let verb = match record.title.as_str() {
        "add" => "added",
        "import" => "imported",
        "file" => "filed",
        "move" => "moved",
        "deal" => "dealt out",
        "note" => "noted for",
        "promise" => "promised to",
        "kept" => "kept a promise to",
        "draft" => "drafted for",
        "accepted" => "an offer accepted by",
        "declined" => "an offer declined by",
        "attach" => "attached to",
        "take-out" => "took out a paper of",
        "edit" => "edited",
        "close" => "closed",
        "assign" => "assigned",
        "handover" => "handed over",
        "lend" => "lent",
        "return" => "brought back",
        "reopen" => "reopened",
        "config" => "set the settings",
        REPAIR => "repaired",
        "forget" => "erased a client",
        UNDO => "took a command back for",
        REDO => "did a command again for",
        other => other,
    };
    match record.dossiers.as_slice() {
        [] => verb.trim_end_matches(" for").to_owned(),
        [one] if one.from.as_ref() == Some(&one.to) || one.to.is_empty() => {
            format!("{verb} {}", one.client)
        }
        [one] => format!("{verb} {} behind {}", one.client, one.to),
        many => format!("{verb} {}", Count(many.len(), "dossier")),
    }
}
