//! Pen marks of a day sheet, each as it was understood.

use serde_json::{Map, Value, json};

use super::cell::Cell;
use super::excerpt::beginning;
use super::table::Table;
use super::words::{self, Count};
use super::{Paper, changed, line, paragraph, style, whereabouts};
use crate::binder::{ContactKind, Did, Place};
use crate::commands::{ChangedLine, MarkLine, Marked};

pub(super) fn text(marked: &Marked, paper: Paper) -> String {
    let count = Count(marked.marks.len(), "mark");
    let title = format!("{count} of the sheet of {}", words::day(marked.date));
    let title = Cell::new(title).styled(style::HEADING);
    let mut table = Table::new(&["", "Client", "How", "Next", "Said"])
        .whole(0)
        .whole(3);
    let width = paper.width.saturating_sub(60).max(20);
    for (mark, line) in marked.marks.iter().zip(&marked.changed.lines) {
        table.row([
            Cell::of_one_line(&mark.who),
            Cell::of_one_line(&line.name).styled(style::HEADING),
            how(mark),
            next(mark, line, paper),
            Cell::new(beginning(mark.text.as_deref().unwrap_or_default(), width)),
        ]);
    }
    paragraph(title, paper.width) + &table.to_string(paper.width)
}

/// `call, no answer`, `won`, `note`.
fn how(mark: &MarkLine) -> Cell {
    Cell::new(match (&mark.did, mark.kind) {
        (Did::Contact(outcome, _), Some(kind)) => {
            format!("{}{}", kind.name(), line::ended(Some(*outcome)))
        }
        (Did::Close(ending), _) => ending.name().to_owned(),
        _ => "note".to_owned(),
    })
}

/// `Fri 14 Jun 14:30`, and below it `tomorrow, agreed (18 of 30)`; nothing where it doesn't move.
fn next(mark: &MarkLine, line: &ChangedLine, paper: Paper) -> Cell {
    if !matches!(mark.did, Did::Contact(..)) {
        return Cell::default();
    }
    let Place::Day(day) = line.to else {
        return Cell::new(whereabouts::place(line.to, None, paper));
    };
    let time = line.time.map(|time| format!(" {}", line::clock(time)));
    let when = format!(
        "{}{}",
        words::short_day(day, paper.today),
        time.unwrap_or_default()
    );
    let mut about = vec![words::distance(day, paper.today).to_string()];
    about.extend(line.agreed.then(|| "agreed".to_owned()));
    about.extend(mark.by_cadence.then(|| "by the cadence".to_owned()));
    let load = line
        .load
        .map(|load| format!(" ({load} of {})", line.capacity));
    let about = format!("\n{}{}", about.join(", "), load.unwrap_or_default());
    let is_full = line.load.is_some_and(|load| load > line.capacity);
    let style = if is_full {
        style::OVER_CAPACITY
    } else {
        style::MUTED
    };
    Cell::new(when).and(about, style)
}

pub(super) fn json(marked: &Marked) -> Value {
    let marks = marked.marks.iter().zip(&marked.changed.lines);
    let marks = marks.map(|(mark, line)| {
        let (outcome, result) = match &mark.did {
            Did::Contact(outcome, _) => (Some(outcome.name()), None),
            Did::Close(ending) => (None, Some(ending.name())),
            Did::Note => (None, None),
        };
        json!({
            "mark": mark.who, "client": line.client, "name": line.name,
            "kind": mark.kind.map(ContactKind::name), "outcome": outcome, "result": result,
            "text": mark.text, "by_cadence": mark.by_cadence,
        })
    });
    let mut whole = Map::new();
    whole.insert("date".to_owned(), json!(marked.date));
    whole.insert("marks".to_owned(), marks.collect());
    if let Value::Object(changed) = changed::json(&marked.changed) {
        whole.extend(changed);
    }
    Value::Object(whole)
}
