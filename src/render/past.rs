//! What was with a client: the last contacts and notes, or the whole history. Newest first.

use std::cmp::Reverse;

use serde_json::Value;

use super::cell::Cell;
use super::show::plain;
use super::table::Table;
use super::words::{self, Count};
use super::{Paper, paragraph, style, whereabouts};
use crate::binder::field::clock;
use crate::binder::{Entry, Kind, Outcome, history};
use crate::commands::Shown;

/// How many contacts, and how many notes, are shown unless all are wanted.
const LAST: usize = 5;

/// `all` says how the whole history is to be seen.
pub(super) fn text(shown: &Shown, paper: Paper, all: &str) -> String {
    let history = shown.dossier.history();
    let live = history::live(history);
    let mut newest: Vec<(&Entry, bool)> = history.iter().zip(live).rev().collect();
    // By when it was, not by when it was written down.
    newest.sort_by_key(|(entry, _)| Reverse(entry.moment()));
    let (title, entries): (_, Vec<(&Entry, bool)>) = if shown.all {
        ("History", newest)
    } else {
        ("Last contacts and notes", last(newest.into_iter()))
    };
    let more = history.len() - entries.len();
    let says = |text: String, style| paragraph(Cell::new(text).styled(style), paper.width);
    let mut table = table(&entries, shown, paper);
    if table.is_empty() {
        table = says("None yet.".to_owned(), style::MUTED);
    }
    let more = if more > 0 {
        let more = Count(more, "entry").or("entries");
        says(format!("{more} more: {all}"), style::MUTED)
    } else {
        String::new()
    };
    says(title.to_owned(), style::HEADING) + &table + &more
}

/// The last contacts and notes that count; how it ended with a client is one of these.
fn last<'a>(newest: impl Iterator<Item = (&'a Entry, bool)>) -> Vec<(&'a Entry, bool)> {
    let (mut contacts, mut notes) = (0, 0);
    newest
        .filter(|(entry, live)| {
            let seen = match entry.kind() {
                Kind::Contact(_) if *live => &mut contacts,
                Kind::Note | Kind::Offer | Kind::Close if *live => &mut notes,
                _ => return false,
            };
            *seen += 1;
            *seen <= LAST
        })
        .collect()
}

fn table(entries: &[(&Entry, bool)], shown: &Shown, paper: Paper) -> String {
    let mut table = Table::new(&["", "", ""]).whole(0);
    for (entry, live) in entries {
        let row = [
            Cell::new(day(entry, paper)),
            Cell::new(what(entry, *live, &shown.line.manager)),
            said(entry, shown, paper),
        ];
        table.row(row.map(|cell| {
            if *live {
                cell
            } else {
                cell.styled(style::MUTED)
            }
        }));
    }
    table.to_string(paper.width)
}

/// The day on which it happened, with the time of a talk that was earlier than its entry.
fn day(entry: &Entry, paper: Paper) -> String {
    let happened = entry.happened();
    let date = happened.get(..10).and_then(|date| date.parse().ok());
    date.map_or(happened, |date| {
        words::short_day(date, paper.today).to_string()
    })
}

/// `call, no answer, by ben (undone)`.
fn what(entry: &Entry, live: bool, manager: &str) -> String {
    let how = match entry.outcome() {
        Some(Outcome::NoAnswer) => Some("no answer".to_owned()),
        Some(Outcome::LeftMessage) => Some("left a message".to_owned()),
        Some(Outcome::Reached) | None => entry.text_of("result").map(str::to_owned),
    };
    let to = entry.text_of("for").map(|to| format!("for {to}"));
    let by = (entry.by() != manager).then(|| format!("by {}", entry.by()));
    let parts = [Some(entry.kind().name().to_owned()), how, to, by];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let undone = if live { "" } else { " (undone)" };
    format!("{}{undone}", parts.join(", "))
}

/// What was written down; with the whole history, what was changed too.
fn said(entry: &Entry, shown: &Shown, paper: Paper) -> Cell {
    let cell = Cell::new(written(entry));
    if !shown.all {
        return cell;
    }
    let mut lines = changes(entry, paper);
    if entry.kind() == Kind::Undo {
        let history = shown.dossier.history().iter();
        let undone = history.filter(|other| Some(other.op()) == entry.of());
        lines
            .extend(undone.map(|other| {
                format!("takes back: {}, {}", other.kind().name(), day(other, paper))
            }));
    }
    let joint = if entry.text().is_some() { "\n" } else { "" };
    if lines.is_empty() {
        return cell;
    }
    cell.and(format!("{joint}{}", lines.join("\n")), style::MUTED)
}

/// The text; of an offer with how much it is, and until when it holds.
fn written(entry: &Entry) -> String {
    let amount = entry.stored().get("amount").map(plain);
    let until = entry.text_of("valid_until");
    let until = until.map(|until| format!("valid until {until}"));
    let parts = [entry.text().map(str::to_owned), amount, until];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(", ")
}

/// What an entry changed, a line each.
fn changes(entry: &Entry, paper: Paper) -> Vec<String> {
    let mut lines = Vec::new();
    let set = |key| entry.changes("set").find(|(known, _)| *known == key);
    if let Some(place) = entry.place() {
        let time = set("time").and_then(|(_, time)| clock(time.as_str()?));
        let agreed = matches!(set("agreed"), Some((_, Value::Bool(true))));
        let agreed = if agreed { ", agreed" } else { "" };
        let place = whereabouts::place(place, time, paper);
        lines.push(format!("to {place}{agreed}"));
    }
    let in_place =
        |key: &str| key == "place" || (entry.place().is_some() && matches!(key, "time" | "agreed"));
    for (key, value) in entry.changes("set").filter(|(key, _)| !in_place(key)) {
        match value {
            Value::Object(own) if key == "fields" => {
                lines.extend(own.iter().map(|(key, value)| set_to(key, value)));
            }
            _ => lines.push(set_to(key, value)),
        }
    }
    for (which, sign) in [("remove", '-'), ("add", '+')] {
        for (key, members) in entry.changes(which) {
            let members = members.as_array().into_iter().flatten();
            lines.extend(members.map(|member| format!("{key}: {sign} {}", plain(member))));
        }
    }
    lines
}

fn set_to(key: &str, value: &Value) -> String {
    match value {
        Value::Null => format!("{key}: taken out"),
        Value::Array(list) => {
            let members: Vec<String> = list.iter().map(plain).collect();
            format!("{key}: {}", members.join("; "))
        }
        value => format!("{key}: {}", plain(value)),
    }
}
