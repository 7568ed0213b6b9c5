//! What was with a client: the last contacts and notes, or the whole history. Newest first.

use std::cmp::Reverse;

use serde_json::Value;

use super::cell::Cell;
use super::show::plain;
use super::table::Table;
use super::words::{self, Count};
use super::{Paper, papers, paragraph, style, whereabouts};
use crate::binder::field::clock;
use crate::binder::{Dossier, Entry, Kind, Outcome, complaint, history, promise};
use crate::commands::Shown;

/// How many contacts, and how many notes, are shown unless all are wanted.
const LAST: usize = 5;

/// What is shown of a history: under which title, a row for each entry, and how many are left out.
pub(super) struct Past {
    pub(super) title: &'static str,
    pub(super) rows: Vec<[Cell; 3]>,
    pub(super) more: usize,
}

/// The last of a history, or all of it.
pub(super) fn past(shown: &Shown, paper: Paper) -> Past {
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
    Past {
        title,
        rows: rows(&entries, shown, paper),
        more: history.len() - entries.len(),
    }
}

/// `all` says how the whole history is to be seen.
pub(super) fn text(shown: &Shown, paper: Paper, all: &str) -> String {
    let Past { title, rows, more } = past(shown, paper);
    let says = |text: String, style| paragraph(Cell::new(text).styled(style), paper.width);
    let mut table = Table::new(&["", "", ""]).whole(0);
    let is_empty = rows.is_empty();
    for row in rows {
        table.row(row);
    }
    let table = if is_empty {
        says("None yet.".to_owned(), style::MUTED)
    } else {
        table.to_string(paper.width)
    };
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
            let is_noted = entry.kind() == Kind::Import && entry.text().is_some();
            let seen = match entry.kind() {
                _ if *live && entry.tells_of_contact() => &mut contacts,
                _ if *live && is_noted => &mut notes,
                Kind::Note | Kind::Offer | Kind::Close if *live => &mut notes,
                Kind::Paper if *live && entry.text_of("letter").is_some() => &mut notes,
                _ => return false,
            };
            *seen += 1;
            *seen <= LAST
        })
        .collect()
}

fn rows(entries: &[(&Entry, bool)], shown: &Shown, paper: Paper) -> Vec<[Cell; 3]> {
    let rows = entries.iter().map(|(entry, live)| {
        let row = [
            Cell::new(day(entry, paper)),
            Cell::new(what(entry, *live, shown)),
            said(entry, shown, paper),
        ];
        row.map(|cell| {
            if *live {
                cell
            } else {
                cell.styled(style::MUTED)
            }
        })
    });
    rows.collect()
}

/// The day on which it happened, with the time of a talk that was earlier than its entry.
fn day(entry: &Entry, paper: Paper) -> String {
    let happened = entry.happened();
    let date = happened.get(..10).and_then(|date| date.parse().ok());
    date.map_or(happened, |date| {
        words::short_day(date, paper.today).to_string()
    })
}

/// `call, no answer, complaint, mood 2 of 5, by ben (undone)`.
fn what(entry: &Entry, live: bool, shown: &Shown) -> String {
    let how = match entry.outcome() {
        Some(Outcome::NoAnswer) => Some("no answer".to_owned()),
        Some(Outcome::LeftMessage) => Some("left a message".to_owned()),
        Some(Outcome::Reached) | None => entry.text_of("result").map(str::to_owned),
    };
    // Of which kind a letter is that was written, and not yet sent.
    let letter = entry.text_of("letter");
    let how = how.or(letter.map(|_| "drafted".to_owned()));
    let to = entry.text_of("for").map(|to| format!("for {to}"));
    let complaint = complaint::is_complaint(entry).then(|| "complaint".to_owned());
    let mood = complaint::mood(entry).map(|mood| format!("mood {}", words::mood(mood)));
    let answers = entry.text_of("answers");
    let answers = answers.map(|op| answer(op, entry, &shown.dossier));
    let by = (entry.by() != shown.line.manager).then(|| format!("by {}", entry.by()));
    let kind = Some(letter.unwrap_or(entry.kind().name()).to_owned());
    let parts = [kind, how, complaint, mood, answers, to, by];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let undone = if live { "" } else { " (undone)" };
    format!("{}{undone}", parts.join(", "))
}

/// `answer after 26 hours`; of a second answer to one complaint only that it is one.
fn answer(op: &str, entry: &Entry, dossier: &Dossier) -> String {
    let mut complaints = complaint::all(dossier).into_iter();
    let answered = complaints.find(|one| one.op == op && one.answered == Some(entry.at()));
    let hours = answered.and_then(|complaint| complaint.hours_to_answer());
    hours.map_or("answer".to_owned(), |hours| {
        format!("answer {}", words::waited(hours))
    })
}

/// What was written down; with the whole history, what was changed too.
fn said(entry: &Entry, shown: &Shown, paper: Paper) -> Cell {
    let cell = Cell::new(written(entry, shown, paper));
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
    if lines.is_empty() {
        return cell;
    }
    let joint = if written(entry, shown, paper).is_empty() {
        ""
    } else {
        "\n"
    };
    cell.and(format!("{joint}{}", lines.join("\n")), style::MUTED)
}

/// The text; of an offer with how much it is, and until when it holds; and what was promised or
/// kept, a line each.
fn written(entry: &Entry, shown: &Shown, paper: Paper) -> String {
    let amount = entry.stored().get("amount").map(plain);
    let until = entry.text_of("valid_until");
    let until = until.map(|until| format!("valid until {until}"));
    let parts = [entry.text().map(str::to_owned), amount, until];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let text = Some(parts.join(", ")).filter(|text| !text.is_empty());
    let promises = promise::promises(entry).map(|(_, text, due)| match due {
        Some(due) => format!("promised by {}: {text}", words::short_day(due, paper.today)),
        None => format!("promised: {text}"),
    });
    let lines = text.into_iter().chain(promises);
    lines
        .chain(kept(entry, shown))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The promises that an entry marks as kept.
fn kept(entry: &Entry, shown: &Shown) -> Vec<String> {
    let which = entry.stored().get("n").and_then(Value::as_u64);
    let made = shown.dossier.history().iter();
    let made = made.filter(|other| entry.kind() == Kind::Kept && Some(other.op()) == entry.of());
    let made = made.flat_map(promise::promises);
    let kept = made.filter(|(n, ..)| which.is_none_or(|which| usize::try_from(which) == Ok(*n)));
    kept.map(|(_, text, _)| text.to_owned()).collect()
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
            _ if key == "manager" => lines.push(set_to(key, value) + &handed(entry)),
            _ => lines.push(set_to(key, value)),
        }
    }
    for (which, sign) in [("remove", '-'), ("add", '+')] {
        for (key, members) in entry.changes(which) {
            let members = members.as_array().into_iter().flatten();
            lines.extend(members.map(|member| {
                let name = papers::called(member).map_or_else(|| plain(member), str::to_owned);
                format!("{key}: {sign} {name}")
            }));
        }
    }
    lines
}

/// Who gave it, and until when: `, from anna, until Fri 2024-06-28`.
fn handed(entry: &Entry) -> String {
    let giver = entry.text_of("from_manager");
    let giver = giver.map(|giver| format!(", from {giver}"));
    let until = entry.text_of("until").and_then(|until| until.parse().ok());
    let until = until.map(|until| format!(", until {}", words::day(until)));
    [giver, until].into_iter().flatten().collect()
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
