//! A day's work.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::cell::Cell;
use super::table::Table;
use super::words::{self, Count};
use super::{Paper, WIDE, form, line, occasion, offer, paragraph, promise, show, style, word};
use crate::binder::{Line, Owed};
use crate::commands::{Day, Shown};

/// Lines that are longer are hard to read.
const WIDEST_CARD: usize = 100;

pub(super) fn text(day: &Day, paper: Paper) -> String {
    let agenda = &day.agenda;
    let today = paper.today;
    let paper = Paper {
        today: day.date,
        ..paper
    };
    let of_all = day.manager.is_none();
    let is_late = |owed: &&Owed| owed.promise.days_late(day.date) > 0;
    let (late, due): (Vec<&Owed>, Vec<&Owed>) = day.promises.iter().partition(is_late);
    let mut parts = vec![heading(day, paper.width)];
    if !late.is_empty() {
        parts.push(promise::of_a_day(&late, of_all, paper));
    }
    if agenda.lines.is_empty() {
        parts.push("Nothing is due.\n".to_owned());
    } else {
        parts.push(match &day.cards {
            Some(dossiers) => cards(dossiers, paper),
            None => table(day, of_all, paper),
        });
    }
    if !day.occasions.is_empty() {
        parts.push(occasion::text(&day.occasions, of_all, paper));
    }
    if !due.is_empty() {
        parts.push(promise::of_a_day(&due, of_all, paper));
    }
    if !day.offers.is_empty() {
        parts.push(offer::of_a_day(&day.offers, of_all, paper));
    }
    let called_for = too_full(day, today).into_iter().chain(to_deal(day, today));
    parts.extend(called_for.map(|text| paragraph(Cell::new(text), paper.width)));
    parts.extend(form::how_to_fill_in(&day.forms, paper.width));
    if !day.word.is_empty() {
        parts.push(word::text(&day.word, of_all, paper));
    }
    parts.join("\n")
}

/// How a day with more than can be done is brought down, if something in it may move.
fn too_full(day: &Day, today: NaiveDate) -> Option<String> {
    let agenda = &day.agenda;
    let is_full = day
        .capacity
        .is_some_and(|capacity| agenda.load() > capacity);
    let may_move = agenda.lines.iter().any(|line| !line.agreed);
    let which = match day.date {
        date if date < today || !is_full || !may_move => return None,
        date if date == today => String::new(),
        date => format!(" {date}"),
    };
    Some(format!(
        "More than can be done; to move what can wait: tickler spread{which}"
    ))
}

/// Which months are to be dealt out, and how.
fn to_deal(day: &Day, today: NaiveDate) -> impl Iterator<Item = String> {
    day.agenda.to_deal.iter().map(move |(month, count)| {
        let name = words::month(*month, day.date);
        let text = format!("{name}: {} without a day yet", Count(*count, "dossier"));
        match day.manager {
            Some(_) => {
                let month = month.as_typed(today);
                format!("{text}; to deal {} out: tickler deal {month}", them(*count))
            }
            None => text,
        }
    })
}

fn them(count: usize) -> &'static str {
    if count == 1 { "it" } else { "them" }
}

/// `1 overdue, 12 repeat calls, 2 of 5 new`; nothing for a day with nothing.
pub(super) fn volume(day: &Day) -> String {
    let agenda = &day.agenda;
    let said = |count, one, many| (count > 0).then(|| Count(count, one).or(many).to_string());
    let new = match day.quota_new {
        Some(quota) => Some(format!("{} of {quota} new", agenda.new)),
        None => said(agenda.new, "new call", "new calls"),
    };
    let parts = [
        said(agenda.overdue, "overdue", "overdue"),
        said(agenda.repeat, "repeat call", "repeat calls"),
        new,
        said(agenda.other, "other", "other"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(", ")
}

/// Whose day it is, and its volume.
fn heading(day: &Day, width: usize) -> String {
    let volume = match volume(day) {
        volume if volume.is_empty() => volume,
        volume => format!(": {volume}"),
    };
    let (date, load) = (words::day(day.date), day.agenda.load());
    let whose = match (&day.manager, day.capacity) {
        (Some(manager), Some(capacity)) => format!("{manager}  {load} of {capacity}"),
        _ => format!("all binders  {}", Count(load, "dossier")),
    };
    let text = format!("{date}  {whose}{volume}");
    paragraph(Cell::new(text).styled(style::HEADING), width)
}

/// The work, a row each; with a column for the manager if it is everybody's (`of_all`).
fn table(day: &Day, of_all: bool, paper: Paper) -> String {
    let lines = &day.agenda.lines;
    let to_fill_in = |one: &Line| form::to_fill_in(&day.forms, &one.client, &one.manager);
    // A note may be a page long: here it gets about two lines.
    if paper.width >= WIDE {
        let titles = ["Due", "Client", "Manager", "Phone", "Last contact", "Next"];
        let mut table = Table::new(&titles).whole(0).whole(3);
        let text = paper.width - 70;
        for one in lines {
            table.row([
                due(one),
                line::client_and_position(one).over(to_fill_in(one)),
                line::manager(one, of_all),
                line::phone(one).over(line::callable(one, paper)),
                line::last(one.last.as_ref(), paper, text),
                Cell::new(line::next(one, text)),
            ]);
        }
        return table.to_string(paper.width);
    }
    let is_next = |one: &Line| !line::next(one, 1).is_empty();
    let title = if lines.iter().any(is_next) {
        "Last contact, next"
    } else {
        "Last contact"
    };
    let mut table = Table::new(&["Due", "Client", "Manager", title]).whole(0);
    let text = paper.width.saturating_sub(20).max(20);
    for one in lines {
        let last = line::last(one.last.as_ref(), paper, text);
        let next = line::next(one, text);
        table.row([
            due(one),
            line::client_and_position(one)
                .over(line::phone(one))
                .over(line::callable(one, paper))
                .over(to_fill_in(one)),
            line::manager(one, of_all),
            if next.is_empty() {
                last
            } else {
                last.and(format!("\n→ {next}"), style::HEADING)
            },
        ]);
    }
    table.to_string(paper.width)
}

/// Days late, or the time, and whether the client has agreed to it.
pub(super) fn due(one: &Line) -> Cell {
    let agreed = |cell: Cell| {
        if one.agreed {
            cell.and("\nagreed", style::MUTED)
        } else {
            cell
        }
    };
    if one.days_late > 0 {
        return agreed(Cell::new(words::late(one.days_late).to_string()).styled(style::LATE));
    }
    let time = Cell::new(one.time.map_or_else(String::new, line::clock));
    agreed(if one.agreed {
        time.styled(style::AGREED)
    } else {
        time
    })
}

/// Whole dossiers, one below the other, as wide as reads well.
fn cards(dossiers: &[Shown], paper: Paper) -> String {
    let width = paper.width.min(WIDEST_CARD);
    let card = |shown| show::text(shown, Paper { width, ..paper });
    let cards: Vec<String> = dossiers.iter().map(card).collect();
    cards.join(&format!("{}\n", "─".repeat(width)))
}

pub(super) fn json(day: &Day) -> Value {
    let agenda = &day.agenda;
    let to_deal = agenda.to_deal.iter();
    let to_deal = to_deal.map(|(month, count)| json!({ "month": month, "count": count }));
    json!({
        "date": day.date, "manager": day.manager, "capacity": day.capacity,
        "quota_new": day.quota_new, "load": agenda.load(),
        "overdue": agenda.overdue, "repeat": agenda.repeat, "new": agenda.new, "other": agenda.other,
        "dossiers": agenda.lines, "occasions": occasion::json(&day.occasions),
        "promises": promise::lines(&day.promises, day.date),
        "offers": offer::lines(&day.offers, day.date),
        "to_deal": to_deal.collect::<Vec<_>>(),
        "forms": form::due_json(&day.forms), "word": word::json(&day.word),
    })
}
