//! The whole info card of one client, for the screen.

use std::fmt::Write;

use serde_json::Value;

use super::cell::Cell;
use super::harmless::harmless;
use super::table::Table;
use super::{Paper, line, style, words};
use crate::binder::{Dossier, Entry, Kind, Place};

/// Lines that are longer are hard to read.
const WIDEST: usize = 100;
/// How many of the last contacts are on a card.
const CONTACTS: usize = 3;

/// The card of a dossier whose client is typed as `client`: never wider than the paper, nothing
/// cut off. Ends with a line break.
pub(super) fn card(client: &str, dossier: &Dossier, paper: Paper) -> String {
    let width = paper.width.min(WIDEST);
    let mut table = Table::new(&["", ""]).whole(0);
    for (label, cell) in rows(dossier, paper) {
        table.row([Cell::new(label).styled(style::MUTED), cell]);
    }
    heading(client, dossier, width) + &table.to_string(width)
}

/// The name, and how the client is typed.
fn heading(client: &str, dossier: &Dossier, width: usize) -> String {
    let mut table = Table::new(&[""]);
    table.row([Cell::new(dossier.name())
        .styled(style::HEADING)
        .and(format!("  {client}"), style::MUTED)]);
    table.to_string(width)
}

fn rows(dossier: &Dossier, paper: Paper) -> Vec<(String, Cell)> {
    let fields = dossier.fields();
    let mut rows = Vec::new();
    let mut push = |label: &str, cell: Cell| rows.push((label.to_owned(), cell));
    push("due", due(dossier, paper));
    for key in ["next", "position", "company"] {
        push(key, Cell::new(fields.text(key).unwrap_or_default()));
    }
    for (label, key) in [("phone", "phones"), ("e-mail", "emails")] {
        let values: Vec<&str> = fields.texts(key).collect();
        push(label, Cell::new(values.join("\n")));
    }
    for key in ["address", "salutation", "hours", "zone", "source", "stage"] {
        push(key, Cell::new(fields.text(key).unwrap_or_default()));
    }
    let lists = [("tags", ", "), ("occasions", "\n")];
    for (key, between) in lists {
        let values: Vec<&str> = fields.texts(key).collect();
        push(key, Cell::new(values.join(between)));
    }
    for (key, value) in fields.own() {
        push(key, Cell::new(shown(value)));
    }
    let history = dossier.live_history().into_iter().rev();
    let contacts = history.filter(|entry| matches!(entry.kind(), Kind::Contact(_)));
    for (number, entry) in contacts.take(CONTACTS).enumerate() {
        push(if number == 0 { "last" } else { "" }, contact(entry, paper));
    }
    rows.retain(|(_, cell)| !cell.is_blank());
    rows
}

/// `Fri 2024-07-05 at 14:30, in 22 days, agreed: call`.
fn due(dossier: &Dossier, paper: Paper) -> Cell {
    let place = dossier.place();
    let late = place.days_late(paper.today);
    let mut text = match place {
        Place::Day(day) => {
            let time = dossier.time();
            let time = time.map_or(String::new(), |time| format!(" at {}", line::clock(time)));
            format!("{}{time}", words::day(day))
        }
        Place::Month(month) => format!("{}, no day yet", words::month(month, paper.today)),
        other => other.to_string(),
    };
    // Writing to a string can't fail.
    let _ = match place {
        _ if late > 0 => write!(text, ", {}", words::late(late)),
        Place::Day(day) => write!(text, ", {}", words::distance(day, paper.today)),
        _ => Ok(()),
    };
    if dossier.is_agreed() {
        text.push_str(", agreed");
    }
    if let Some(work) = dossier.work() {
        let _ = write!(text, ": {work}");
    }
    let style = match late {
        0 if dossier.is_agreed() => style::AGREED,
        0 => style::PLAIN,
        _ => style::LATE,
    };
    Cell::new(text).styled(style)
}

/// `Mon 3 Jun call, no answer`, and what was said below it.
fn contact(entry: &Entry, paper: Paper) -> Cell {
    let happened = entry.happened();
    let date = happened.get(..10).and_then(|date| date.parse().ok());
    let date = date.map_or_else(String::new, |date| {
        words::short_day(date, paper.today).to_string()
    });
    let (kind, how) = (entry.kind().name(), line::ended(entry.outcome()));
    let cell = Cell::new(format!("{date} {kind}{how}")).styled(style::HEADING);
    match entry.text() {
        Some(text) => cell.and(format!("\n{}", text.trim()), style::PLAIN),
        None => cell,
    }
}

/// A value of an own field: a text as it is, all else as it is stored.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => harmless(&other.to_string()).into_owned(),
    }
}
