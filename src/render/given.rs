//! What became of what a manager gave to others: how much each taker got, then each dossier.

use serde_json::{Value, json};

use super::cell::Cell;
use super::excerpt::beginning;
use super::table::Table;
use super::words::{self, Count};
use super::{Paper, line, paragraph, style, word};
use crate::binder::given::{GivenAway, Giving};
use crate::binder::{Kind, WordLeft};
use crate::commands::WhatBecame;

/// How much of a word is shown: the whole of it is in the dossier.
const LONGEST: usize = 200;
/// What the columns beside the last contact take.
const BESIDES: usize = 54;

pub(super) fn text(became: &WhatBecame, paper: Paper) -> String {
    let given = &became.given;
    let mut parts = vec![heading(became, paper)];
    if !given.dossiers.is_empty() {
        parts.extend([takers(given, paper), dossiers(given, paper)]);
    }
    if !given.word.is_empty() {
        parts.push(unread(&given.word, paper));
    }
    parts.join("\n")
}

/// `Thu 2024-06-13  anna gave 12 dossiers to others, 5 not contacted since; 1 is back`.
fn heading(became: &WhatBecame, paper: Paper) -> String {
    let (date, given) = (words::day(became.date), &became.given);
    let manager = &given.manager;
    let gave = match given.dossiers.len() {
        0 => format!("{manager} has no dossier with others"),
        count => format!("{manager} gave {} to others", Count(count, "dossier")),
    };
    let waiting = match given.waiting() {
        0 => String::new(),
        waiting => format!(", {waiting} not contacted since"),
    };
    let back = match given.back {
        0 => String::new(),
        back => format!("; {} back", Count(back, "is").or("are")),
    };
    let what = format!("{date}  {gave}{waiting}{back}");
    paragraph(Cell::new(what).styled(style::HEADING), paper.width)
}

/// How much each taker got, and how much of it waits.
fn takers(given: &GivenAway, paper: Paper) -> String {
    let titles = [
        "To",
        "Dossiers",
        "Not contacted",
        "Overdue",
        "Closed",
        "Given on",
    ];
    let mut table = Table::new(&titles).whole(0);
    for column in 1..titles.len() {
        table = table.right(column);
    }
    for (taker, share) in given.shares() {
        let counts = [share.waiting, share.overdue, share.closed, share.elsewhere];
        let counts = counts.map(|count| match count {
            0 => String::new(),
            count => count.to_string(),
        });
        let mut row = vec![taker.to_owned(), share.dossiers.to_string()];
        row.extend(counts);
        table.row(row);
    }
    table.to_string(paper.width)
}

fn dossiers(given: &GivenAway, paper: Paper) -> String {
    let titles = ["Client", "Given to", "Contact since", "Stands now"];
    let mut table = Table::new(&titles).whole(1).whole(3);
    for giving in &given.dossiers {
        let one = &giving.line;
        let company = Cell::of_one_line(one.company.as_deref().unwrap_or_default());
        let client = Cell::of_one_line(&one.name).styled(style::HEADING);
        table.row([
            client.over(company),
            how(giving, paper),
            contact(giving, paper),
            stands(giving, paper),
        ]);
    }
    table.to_string(paper.width)
}

/// `boris`, and below it `Mon 10 Jun, assigned`.
fn how(giving: &Giving, paper: Paper) -> Cell {
    let day = |date| words::short_day(date, paper.today);
    let (on, until) = (day(giving.on), giving.until.map(day));
    let how = match (giving.kind, until) {
        (Kind::Lend, Some(until)) => format!("\n{on}, lent\nuntil {until}"),
        (Kind::Assign, _) => format!("\n{on}, assigned"),
        _ => format!("\n{on}"),
    };
    Cell::of_one_line(&giving.to).and(how, style::MUTED)
}

/// `Wed 12 Jun call, no answer: will try again`, or that there was none.
fn contact(giving: &Giving, paper: Paper) -> Cell {
    if giving.contacted_since {
        let width = 2 * paper.width.saturating_sub(BESIDES);
        return line::last(giving.line.last.as_ref(), paper, width.max(20));
    }
    if giving.is_closed() {
        return Cell::new("none").styled(style::MUTED);
    }
    Cell::new("not yet").styled(style::LATE)
}

/// Where it stands and, if it was given on, in whose binder.
fn stands(giving: &Giving, paper: Paper) -> Cell {
    let due = line::due(&giving.line, paper);
    if !giving.is_elsewhere() {
        return due;
    }
    let holder = format!("now with {}", giving.line.manager);
    due.over(Cell::of_one_line(holder))
}

fn unread(word: &[WordLeft], paper: Paper) -> String {
    let mut table = Table::new(&["Unread word for", "Client", ""]).whole(0);
    for left in word {
        let when = words::short_day(left.word.at.date_naive(), paper.today);
        let to = Cell::of_one_line(&left.word.to).and(format!("\n{when}"), style::MUTED);
        table.row([
            to,
            Cell::of_one_line(&left.name).styled(style::HEADING),
            Cell::new(beginning(&left.word.text, LONGEST)),
        ]);
    }
    table.to_string(paper.width)
}

pub(super) fn json(became: &WhatBecame) -> Value {
    let given = &became.given;
    let dossiers = given.dossiers.iter().map(|giving| {
        let mut line = json!(giving.line);
        line["given_to"] = json!(giving.to);
        line["given_on"] = json!(giving.on);
        line["kind"] = json!(giving.kind.name());
        line["until"] = json!(giving.until);
        line["contacted_since"] = json!(giving.contacted_since);
        line
    });
    json!({
        "date": became.date, "manager": given.manager, "given": dossiers.collect::<Vec<_>>(),
        "back": given.back, "word": word::json(&given.word),
    })
}
