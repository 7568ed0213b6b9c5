//! A day's work.

use serde_json::{Value, json};

use super::cell::Cell;
use super::harmless::harmless;
use super::table::Table;
use super::words::{self, Count};
use super::{Paper, style};
use crate::binder::line::LastContact;
use crate::binder::{Line, Outcome};
use crate::commands::Day;

pub(super) fn text(day: &Day, paper: Paper) -> String {
    let agenda = &day.agenda;
    let mut parts = vec![heading(day)];
    if agenda.lines.is_empty() {
        parts.push("Nothing is due.\n".to_owned());
    } else {
        let paper = Paper {
            today: day.date,
            ..paper
        };
        parts.push(table(&agenda.lines, paper));
    }
    parts.extend(agenda.to_deal.iter().map(|(month, count)| {
        let month = words::month(*month, day.date);
        format!("{month}: {} without a day yet\n", Count(*count, "dossier"))
    }));
    parts.join("\n")
}

/// Whose day it is, and its volume.
fn heading(day: &Day) -> String {
    let agenda = &day.agenda;
    let counts = [
        (agenda.overdue, "overdue", "overdue"),
        (agenda.repeat, "repeat call", "repeat calls"),
        (agenda.new, "new call", "new calls"),
        (agenda.other, "other", "other"),
    ];
    let parts: Vec<String> = counts
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| Count(count, one).or(many).to_string())
        .collect();
    let volume = if parts.is_empty() {
        String::new()
    } else {
        format!(": {}", parts.join(", "))
    };
    let (date, manager) = (words::day(day.date), harmless(&day.manager));
    let (style, load) = (style::HEADING, agenda.load());
    format!(
        "{style}{date}  {manager}  {load} of {}{volume}{style:#}\n",
        day.capacity
    )
}

fn table(lines: &[Line], paper: Paper) -> String {
    let mut table = Table::new(&["Due", "Client", "Phone", "Last contact", "Next"])
        .whole(0)
        .whole(2);
    for line in lines {
        table.row([
            due(line),
            client(line),
            Cell::new(line.phone.as_deref().unwrap_or("")),
            last(line.last.as_ref(), paper),
            Cell::new(line.next.as_deref().unwrap_or("")),
        ]);
    }
    table.to_string(paper.width)
}

fn due(line: &Line) -> Cell {
    let time = line
        .time
        .map(|time| time.format("%H:%M").to_string())
        .unwrap_or_default();
    if line.days_late > 0 {
        return Cell::new(words::late(line.days_late).to_string()).styled(style::LATE);
    }
    let style = if line.agreed {
        style::AGREED
    } else {
        style::PLAIN
    };
    Cell::new(time).styled(style)
}

fn client(line: &Line) -> Cell {
    let about = [line.position.as_deref(), line.company.as_deref()];
    let about: Vec<&str> = about.into_iter().flatten().collect();
    let cell = Cell::new(&line.name).styled(style::HEADING);
    if about.is_empty() {
        cell
    } else {
        cell.and(format!("\n{}", about.join(", ")), style::PLAIN)
    }
}

/// `3 Jun call, no answer: wants the estimate`.
fn last(last: Option<&LastContact>, paper: Paper) -> Cell {
    let Some(last) = last else {
        return Cell::new("never").styled(style::MUTED);
    };
    let date = last.at.get(..10).and_then(|date| date.parse().ok());
    let date = date.map_or_else(String::new, |date| {
        words::short_day(date, paper.today).to_string()
    });
    let how = match last.outcome {
        Some(Outcome::NoAnswer) => ", no answer",
        Some(Outcome::LeftMessage) => ", left a message",
        Some(Outcome::Reached) | None => "",
    };
    let text = last
        .text
        .as_ref()
        .map_or(String::new(), |text| format!(": {text}"));
    Cell::new(format!("{date} {}{how}{text}", last.kind.name()))
}

pub(super) fn json(day: &Day) -> Value {
    let agenda = &day.agenda;
    let to_deal = agenda.to_deal.iter();
    let to_deal = to_deal.map(|(month, count)| json!({ "month": month, "count": count }));
    json!({
        "date": day.date, "manager": day.manager, "capacity": day.capacity, "load": agenda.load(),
        "overdue": agenda.overdue, "repeat": agenda.repeat, "new": agenda.new, "other": agenda.other,
        "dossiers": agenda.lines, "occasions": [], "promises": [],
        "to_deal": to_deal.collect::<Vec<_>>(),
    })
}
