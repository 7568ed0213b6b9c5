//! What a day, or a week, had planned against what was done.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::cell::Cell;
use super::table::Table;
use super::words::{self, Count};
use super::{Paper, line, paragraph, style};
use crate::binder::review::PromiseLine;
use crate::binder::{Line, Review};
use crate::commands::LookedBack;

pub(super) fn text(looked: &LookedBack, paper: Paper) -> String {
    let review = &looked.review;
    if review.is_empty() {
        let nothing = "Nothing was planned, and nothing done.\n";
        return format!("{}\n{nothing}", heading(looked, paper));
    }
    let mut parts = vec![heading(looked, paper) + &besides(review, paper)];
    if looked.first.is_some() {
        parts.push(days(looked, paper));
    }
    parts.push(clients(looked, paper));
    let is_own_day = looked.manager.is_some() && looked.date == paper.today;
    if is_own_day && !review.untouched.is_empty() {
        let hint = Cell::new("move on what is untouched: tickler review --move +1b");
        parts.push(paragraph(hint.styled(style::MUTED), paper.width));
    }
    parts.retain(|part| !part.is_empty());
    parts.join("\n")
}

/// `Thu 2024-06-13  anna  13 planned: 8 reached, 2 not reached, 1 moved, 2 untouched`.
fn heading(looked: &LookedBack, paper: Paper) -> String {
    let review = &looked.review;
    let days = match looked.first {
        None => words::day(looked.date).to_string(),
        Some(first) => format!("{} to {}", words::day(first), words::day(looked.date)),
    };
    let manager = looked.manager.as_deref().unwrap_or("all binders");
    let fates = listed(&[
        (review.reached.len(), "reached"),
        (review.not_reached.len(), "not reached"),
        (review.moved.len(), "moved"),
        (review.untouched.len(), "untouched"),
    ]);
    let colon = if fates.is_empty() { "" } else { ": " };
    let text = format!(
        "{days}  {manager}  {} planned{colon}{fates}",
        review.planned()
    );
    paragraph(Cell::of_one_line(text).styled(style::HEADING), paper.width)
}

/// `3 not planned, 1 added, 1 closed, 2 promises kept, 1 promise missed`.
fn besides(review: &Review, paper: Paper) -> String {
    let (kept, missed) = (review.kept.len(), review.missed.len());
    let promises = |count, how| format!("{} {how}", Count(count, "promise"));
    let mut parts = vec![listed(&[
        (review.unplanned.len(), "contacted besides"),
        (review.added.len(), "added"),
        (review.closed.len(), "closed"),
    ])];
    parts.extend((kept > 0).then(|| promises(kept, "kept")));
    parts.extend((missed > 0).then(|| promises(missed, "missed")));
    parts.retain(|part| !part.is_empty());
    if parts.is_empty() {
        return String::new();
    }
    paragraph(Cell::new(parts.join(", ")), paper.width)
}

/// `8 reached, 2 untouched`: those of which there are some.
fn listed(counts: &[(usize, &str)]) -> String {
    let some = counts.iter().filter(|(count, _)| *count > 0);
    let some: Vec<String> = some
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    some.join(", ")
}

/// A column's title, and what is counted in it.
type Column = (&'static str, fn(&Review) -> usize);

/// The columns of a week beside the day.
const COLUMNS: [Column; 8] = [
    ("Planned", Review::planned),
    ("Reached", |review| review.reached.len()),
    ("Tried", |review| review.not_reached.len()),
    ("Moved", |review| review.moved.len()),
    ("Untouched", |review| review.untouched.len()),
    ("Besides", |review| review.unplanned.len()),
    ("Added", |review| review.added.len()),
    ("Closed", |review| review.closed.len()),
];

/// A line for each day of a week.
fn days(looked: &LookedBack, paper: Paper) -> String {
    let mut titles = vec!["Day"];
    titles.extend(COLUMNS.map(|(title, _)| title));
    let mut table = Table::new(&titles).whole(0);
    for column in 1..titles.len() {
        table = table.right(column);
    }
    for (date, review) in &looked.days {
        let mut row = vec![Cell::new(words::short_day(*date, paper.today).to_string())];
        row.extend(COLUMNS.map(|(_, count)| Cell::new(count(review).to_string())));
        table.row(row);
    }
    table.to_string(paper.width)
}

/// Who it was: of a week only what should not have been.
fn clients(looked: &LookedBack, paper: Paper) -> String {
    let review = &looked.review;
    let of_all = looked.manager.is_none();
    let mut table = Table::new(&["", "Client", "Manager", "Now", ""])
        .whole(0)
        .whole(3);
    let mut rows = |title: &str, rows: Vec<(&Line, Cell)>| {
        let mut title = Some(Cell::new(format!("{title} {}", rows.len())).styled(style::COLUMN));
        for (one, about) in rows {
            let title = title.take().unwrap_or_default();
            let now = line::due(one, paper);
            table.row([
                title,
                line::client(one),
                line::manager(one, of_all),
                now,
                about,
            ]);
        }
    };
    let width = paper.width.saturating_sub(40).max(20);
    let last = |one: &Line| line::last(one.last.as_ref(), paper, width);
    let next = |one: &Line| Cell::new(line::next(one, width));
    if looked.first.is_none() {
        rows("Reached", lines(&review.reached, last));
        rows("Not reached", lines(&review.not_reached, last));
        rows("Moved", lines(&review.moved, next));
    }
    rows("Untouched", lines(&review.untouched, next));
    if looked.first.is_none() {
        rows("Besides", lines(&review.unplanned, last));
        rows("Added", lines(&review.added, next));
        rows("Closed", lines(&review.closed, last));
        rows("Promises kept", promises(&review.kept, paper));
    }
    rows("Promises missed", promises(&review.missed, paper));
    let pushed = review.pushed.iter();
    let times = |times| Cell::new(format!("{times} times in a row")).styled(style::LATE);
    rows(
        "Pushed",
        pushed.map(|one| (&one.line, times(one.times))).collect(),
    );
    table.to_string(paper.width)
}

/// These clients, each with what is to be said of it.
fn lines(lines: &[Line], about: impl Fn(&Line) -> Cell) -> Vec<(&Line, Cell)> {
    lines.iter().map(|one| (one, about(one))).collect()
}

/// `Send the estimate, by Fri 14 Jun`.
fn promises(promises: &[PromiseLine], paper: Paper) -> Vec<(&Line, Cell)> {
    let about = |one: &PromiseLine| {
        let due = one
            .promised
            .due
            .map(|due| format!(", by {}", words::short_day(due, paper.today)));
        Cell::new(format!("{}{}", one.promised.text, due.unwrap_or_default()))
    };
    promises.iter().map(|one| (&one.line, about(one))).collect()
}

pub(super) fn json(looked: &LookedBack) -> Value {
    let review = &looked.review;
    let pushed = review.pushed.iter().map(|one| {
        json!({ "client": one.line.client, "manager": one.line.manager, "name": one.line.name,
            "times": one.times })
    });
    json!({
        "date": looked.date,
        "first": looked.first,
        "manager": looked.manager,
        "planned": {
            "reached": review.reached, "not_reached": review.not_reached,
            "moved": review.moved, "untouched": review.untouched,
        },
        "unplanned": review.unplanned,
        "added": review.added,
        "closed": review.closed,
        "promises": { "kept": promises_json(&review.kept), "missed": promises_json(&review.missed) },
        "pushed": pushed.collect::<Vec<_>>(),
        "days": looked.days.iter().map(day_json).collect::<Vec<_>>(),
    })
}

/// Each a line, with what was promised.
fn promises_json(promises: &[PromiseLine]) -> Value {
    let promises = promises.iter().map(|one| {
        let mut line = json!(one.line);
        line["promise"] = json!({ "text": one.promised.text, "due": one.promised.due });
        line
    });
    promises.collect()
}

/// A day of a week, in numbers.
fn day_json((date, review): &(NaiveDate, Review)) -> Value {
    json!({
        "date": date,
        "planned": {
            "reached": review.reached.len(), "not_reached": review.not_reached.len(),
            "moved": review.moved.len(), "untouched": review.untouched.len(),
        },
        "unplanned": review.unplanned.len(),
        "added": review.added.len(),
        "closed": review.closed.len(),
        "promises": { "kept": review.kept.len(), "missed": review.missed.len() },
        "pushed": review.pushed.len(),
    })
}
