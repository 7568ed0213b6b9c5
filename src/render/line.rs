//! The cells of which lists of dossiers are made.

use chrono::NaiveTime;

use super::cell::Cell;
use super::excerpt::beginning;
use super::{Paper, style, words};
use crate::binder::line::LastContact;
use crate::binder::{ContactKind, Lent, Line, Outcome, Place, Work};

/// `Ivan Ivanov`, and below it `Head of purchasing, Romashka Ltd`.
pub(super) fn client_and_position(line: &Line) -> Cell {
    let about = [line.position.as_deref(), line.company.as_deref()];
    named(line, &about.map(Option::unwrap_or_default))
}

/// `Ivan Ivanov`, and below it `Romashka Ltd`.
pub(super) fn client(line: &Line) -> Cell {
    named(line, &[line.company.as_deref().unwrap_or_default()])
}

fn named(line: &Line, about: &[&str]) -> Cell {
    let cell = Cell::of_one_line(&line.name).styled(style::HEADING);
    let about: Vec<&str> = about
        .iter()
        .copied()
        .filter(|text| !text.is_empty())
        .collect();
    let cell = if about.is_empty() {
        cell
    } else {
        let about = Cell::of_one_line(about.join(", "));
        cell.and("\n", style::PLAIN).followed_by(about)
    };
    match &line.lent {
        None => cell,
        Some(lent) => cell.and(format!("\n{}", self::lent(lent)), style::MUTED),
    }
}

/// `lent by anna until Fri 2024-06-28`.
pub(super) fn lent(lent: &Lent) -> String {
    format!("lent by {} until {}", lent.by, words::day(lent.until))
}

/// Whose binder it is in, where those of several are shown together.
pub(super) fn manager(line: &Line, of_all: bool) -> Cell {
    Cell::new(if of_all { line.manager.as_str() } else { "" })
}

/// `14:30`.
pub(super) fn clock(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// When it is due in a list of many days: `Fri 5 Jul 14:30`, and below it `in 22 days, agreed`.
pub(super) fn due(line: &Line, paper: Paper) -> Cell {
    let late = words::late(line.days_late).to_string();
    let (when, mut how) = match line.place {
        Place::Day(day) => {
            let time = line
                .time
                .map_or(String::new(), |time| format!(" {}", clock(time)));
            let distance = words::distance(day, paper.today).to_string();
            let day = words::short_day(day, paper.today);
            (format!("{day}{time}"), distance)
        }
        Place::Month(month) => {
            let name = words::month(month, paper.today).to_string();
            (name, "no day yet".to_owned())
        }
        other => (other.to_string(), String::new()),
    };
    if !late.is_empty() {
        how.clone_from(&late);
    }
    if line.agreed {
        how.push_str(if how.is_empty() { "agreed" } else { ", agreed" });
    }
    let style = if late.is_empty() {
        style::MUTED
    } else {
        style::LATE
    };
    let cell = Cell::new(when);
    let cell = if line.agreed {
        cell.styled(style::AGREED)
    } else {
        cell
    };
    if how.is_empty() {
        cell
    } else {
        cell.and(format!("\n{how}"), style)
    }
}

/// `Mon 3 Jun call, no answer: wants the estimate`, with at most `width` columns of the text.
pub(super) fn last(last: Option<&LastContact>, paper: Paper, width: usize) -> Cell {
    let Some(last) = last else {
        return Cell::new("never").styled(style::MUTED);
    };
    let date = last.at.get(..10).and_then(|date| date.parse().ok());
    let date = date.map_or_else(String::new, |date| {
        words::short_day(date, paper.today).to_string()
    });
    let text = last.text.as_deref().unwrap_or_default();
    let text = beginning(text, width);
    let colon = if text.is_empty() || width == 0 {
        ""
    } else {
        ": "
    };
    let text = if width == 0 { "" } else { &text };
    let (kind, how) = (last.kind.name(), ended(last.outcome));
    Cell::new(format!("{date} {kind}{how}{colon}{text}"))
}

/// How a contact ended, where it isn't as it should: `, no answer`.
pub(super) fn ended(outcome: Option<Outcome>) -> &'static str {
    match outcome {
        Some(Outcome::NoAnswer) => ", no answer",
        Some(Outcome::LeftMessage) => ", left a message",
        Some(Outcome::Reached) | None => "",
    }
}

/// What is to be done, with its kind if that isn't a call: `meeting: show the samples`.
pub(super) fn next(line: &Line, width: usize) -> String {
    let kind = match line.work {
        None | Some(Work::Other | Work::Contact(ContactKind::Call)) => None,
        Some(work) => Some(work.name()),
    };
    let text = line.next.as_deref().map(|text| beginning(text, width));
    match (kind, text) {
        (None, None) => String::new(),
        (None, Some(text)) => text,
        (Some(kind), None) => kind.to_owned(),
        (Some(kind), Some(text)) => format!("{kind}: {text}"),
    }
}

/// Whether the client can be called: `● now, until 12:00`, `○ from Mon 09:00`; nothing where that
/// isn't known.
pub(super) fn callable(line: &Line, paper: Paper) -> Cell {
    let Some(callable) = line.callable else {
        return Cell::default();
    };
    let until = callable.until.map(|until| {
        let day = until.date_naive();
        let day = (day != paper.today).then(|| day.format("%a ").to_string());
        format!("{}{}", day.unwrap_or_default(), clock(until.time()))
    });
    match (callable.is_open, until) {
        (true, Some(until)) => Cell::new(format!("● now, until {until}")),
        (true, None) => Cell::new("● now, at any time"),
        (false, Some(from)) => Cell::new(format!("○ from {from}")).styled(style::MUTED),
        (false, None) => Cell::new("○ not now").styled(style::MUTED),
    }
}

/// The first phone, or nothing.
pub(super) fn phone(line: &Line) -> Cell {
    Cell::of_one_line(line.phone.as_deref().unwrap_or_default())
}
