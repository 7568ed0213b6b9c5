//! The day sheet.

use chrono::NaiveDate;
use serde::Serialize;

use super::super::cell::Cell;
use super::super::excerpt::beginning;
use super::super::words::{self, Count};
use super::super::{Paper, day, form, line, occasion, offer, promise, style, whereabouts};
use super::{EXCERPT, Text, rows_of, text, texts};
use crate::binder::{Code, Line};
use crate::commands::{Day, DaySheet};

/// How many lines are left for those who are not on the sheet.
const BESIDES: usize = 3;

#[derive(Debug, Serialize)]
pub(super) struct Content {
    title: String,
    /// `Thursday`, `13 June 2024`.
    weekday: String,
    date: String,
    whose: Text,
    volume: String,
    load: usize,
    capacity: Option<usize>,
    lines: Vec<Row>,
    promises: Vec<[Text; 3]>,
    offers: Vec<[Text; 3]>,
    occasions: Vec<[Text; 3]>,
    word: Vec<[Text; 3]>,
    to_deal: Vec<String>,
    /// How many lines are left for others.
    besides: usize,
    /// How the marks are filed.
    command: Option<String>,
}

#[derive(Debug, Serialize)]
struct Row {
    code: Option<String>,
    due: Text,
    client: Text,
    phone: Text,
    last: Text,
    next: Text,
}

pub(super) fn content(sheet: &DaySheet, today: NaiveDate) -> Content {
    let day = &sheet.day;
    let paper = Paper {
        width: EXCERPT,
        today: day.date,
    };
    let lines = day.agenda.lines.iter().zip(&sheet.codes);
    let has_codes = sheet.codes.iter().any(Option::is_some);
    let command = has_codes.then(|| {
        if day.date == today {
            "tickler file --sheet".to_owned()
        } else {
            format!("tickler file --sheet {}", day.date)
        }
    });
    Content {
        title: words::day(day.date).to_string(),
        weekday: day.date.format("%A").to_string(),
        date: day.date.format("%-d %B %Y").to_string(),
        whose: text(&Cell::of_one_line(
            day.manager.as_deref().unwrap_or_default(),
        )),
        volume: day::volume(day),
        load: day.agenda.load(),
        capacity: day.capacity,
        lines: lines
            .map(|(line, code)| row(day, line, *code, paper))
            .collect(),
        promises: promises(day, paper),
        offers: rows_of(offer::on_a_sheet(&day.offers, paper)),
        occasions: occasions(day, paper),
        word: word(day, paper),
        to_deal: to_deal(day),
        besides: BESIDES,
        command,
    }
}

fn row(day: &Day, one: &Line, code: Option<Code>, paper: Paper) -> Row {
    let to_fill_in = form::to_fill_in(&day.forms, &one.client, &one.manager);
    Row {
        code: code.map(|code| code.to_string()),
        due: text(&day::due(one)),
        client: text(&line::client_and_position(one).over(to_fill_in)),
        phone: text(&line::phone(one)),
        last: text(&line::last(one.last.as_ref(), paper, EXCERPT)),
        next: text(&Cell::new(line::next(one, EXCERPT))),
    }
}

/// What was promised, to whom, and how late it is.
fn promises(day: &Day, paper: Paper) -> Vec<[Text; 3]> {
    let rows = day.promises.iter().map(|owed| {
        texts([
            Cell::new(beginning(&owed.promise.text, EXCERPT)),
            Cell::of_one_line(&owed.name).styled(style::HEADING),
            promise::how_late(owed, paper),
        ])
    });
    rows.collect()
}

/// What it is, whose, and when.
fn occasions(day: &Day, paper: Paper) -> Vec<[Text; 3]> {
    let rows = day.occasions.iter().map(|one| {
        let on = if one.on == day.date {
            "today".to_owned()
        } else {
            words::short_day(one.on, paper.today).to_string()
        };
        texts([
            Cell::of_one_line(&one.what).and(occasion::years(one), style::PLAIN),
            Cell::of_one_line(&one.name).styled(style::HEADING),
            Cell::new(on),
        ])
    });
    rows.collect()
}

/// What was said, of whom, and by whom.
fn word(day: &Day, paper: Paper) -> Vec<[Text; 3]> {
    let rows = day.word.iter().map(|one| {
        let on = words::short_day(one.word.at.date_naive(), paper.today);
        texts([
            Cell::new(beginning(&one.word.text, EXCERPT)),
            Cell::of_one_line(&one.name).styled(style::HEADING),
            Cell::of_one_line(&one.word.by).and(format!(", {on}"), style::PLAIN),
        ])
    });
    rows.collect()
}

/// `June: 4 dossiers without a day yet`.
fn to_deal(day: &Day) -> Vec<String> {
    let paper = Paper {
        width: EXCERPT,
        today: day.date,
    };
    let months = day.agenda.to_deal.iter().map(|(month, count)| {
        let name = whereabouts::place(crate::binder::Place::Month(*month), None, paper);
        format!("{name}: {} without a day yet", Count(*count, "dossier"))
    });
    months.collect()
}
