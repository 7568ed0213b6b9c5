//! One client's dossier: the card, what is planned, and what was.

use serde_json::{Map, Value, json};

use super::cell::Cell;
use super::harmless::harmless;
use super::table::Table;
use super::{
    Paper, form, line, offer as offers, papers, paragraph, past, style, whereabouts, words,
};
use crate::binder::card_text::is_understood;
use crate::binder::entry::moment_text;
use crate::binder::field::{FIELDS, Shape, is_of_one_line};
use crate::binder::form::OnCard;
use crate::binder::{Divider, Dossier, Line, Place, complaint, offer, promise};
use crate::commands::{Key, Shown};

/// What is planned, in lines of its own above the card.
const PLANNED: [&str; 6] = ["manager", "place", "time", "agreed", "work", "next"];

/// What stands in the heading.
const HEADING: [&str; 3] = ["name", "position", "company"];

/// What has a part of its own.
const APART: [&str; 2] = ["offers", "papers"];

/// What is needed for a call, before all else of the card.
const FOR_A_CALL: [&str; 4] = ["salutation", "phones", "hours", "zone"];

pub(super) fn text(shown: &Shown, paper: Paper) -> String {
    let Shown { dossier, line, .. } = shown;
    let all = format!("tickler show {} --all", line.client);
    joined([
        heading(line, paper),
        pairs(planned(shown, paper), paper),
        pairs(card(shown, |_| true, paper), paper),
        forms(
            shown,
            |form| format!("tickler form {} {form}", line.client),
            paper,
        ),
        promises(dossier, paper),
        offers::of_a_dossier(dossier, paper),
        complaints(dossier, paper),
        papers::listed(dossier, paper),
        past::text(shown, paper, &all),
    ])
}

/// The same for a call: what is needed for it first, and the rest of the card last.
pub(super) fn for_a_call(shown: &Shown, paper: Paper) -> String {
    let Shown { dossier, line, .. } = shown;
    let all = format!("press {}", Key::History.letter());
    let mut first = planned(shown, paper);
    first.extend(card(shown, |key| FOR_A_CALL.contains(&key), paper));
    let rest = card(shown, |key| !FOR_A_CALL.contains(&key), paper);
    joined([
        heading(line, paper),
        pairs(first, paper),
        promises(dossier, paper),
        offers::of_a_dossier(dossier, paper),
        complaints(dossier, paper),
        past::text(shown, paper, &all),
        pairs(rest, paper),
        forms(shown, |_| format!("press {}", Key::Form.letter()), paper),
        papers::listed(dossier, paper),
    ])
}

/// The parts that say something, a blank line between each two.
fn joined<const N: usize>(parts: [String; N]) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n")
}

/// The name, with the one by which the client is typed; below it position and company.
fn heading(line: &Line, paper: Paper) -> String {
    let about = [line.position.as_deref(), line.company.as_deref()];
    let about: Vec<&str> = about.into_iter().flatten().collect();
    let name = Cell::of_one_line(&line.name).styled(style::HEADING);
    let mut cell = name.and(format!("  {}", line.client), style::MUTED);
    if !about.is_empty() {
        let about = Cell::of_one_line(about.join(", "));
        cell = cell.and("\n", style::PLAIN).followed_by(about);
    }
    paragraph(cell, paper.width)
}

/// Where the dossier stands, what is to be done, and how the client was last.
pub(super) fn planned(shown: &Shown, paper: Paper) -> Vec<(&str, Cell)> {
    let line = &shown.line;
    let mut rows = vec![("Place", place(line, paper)), ("Binder", binder(line))];
    rows.extend(line.work.map(|work| ("Work", Cell::new(work.name()))));
    rows.extend(line.next.as_ref().map(|next| ("Next", Cell::new(next))));
    let mood = shown.dossier.last_mood();
    rows.extend(mood.map(|mood| ("Mood", Cell::new(words::mood(mood)))));
    rows
}

/// `ben, lent by anna until Fri 2024-06-28`.
fn binder(line: &Line) -> Cell {
    let cell = Cell::new(&line.manager);
    match &line.lent {
        None => cell,
        Some(lent) => cell.and(format!(", {}", line::lent(lent)), style::AGREED),
    }
}

/// `behind "14": Fri 2024-06-14 at 10:00, tomorrow, agreed`.
fn place(line: &Line, paper: Paper) -> Cell {
    let behind = match line.place {
        Place::Closed => "closed".to_owned(),
        _ => whereabouts::behind(line.divider, paper),
    };
    let mut cell = Cell::new(behind);
    if line.days_late > 0 {
        if let Place::Day(_) = line.place {
            let day = whereabouts::place(line.place, line.time, paper);
            cell = cell.and(format!(": {day}"), style::PLAIN);
        }
        let late = format!(", {}", words::late(line.days_late));
        cell = cell.and(late, style::LATE);
    } else if let Some(day) = whereabouts::day(line.place, line.time, paper) {
        cell = cell.and(format!(": {day}"), style::PLAIN);
    }
    match (line.place, line.agreed) {
        (_, true) => cell.and(", agreed", style::AGREED),
        (Place::Day(_), false) => cell.and(", planned", style::PLAIN),
        _ => cell,
    }
}

/// The info card: all that is set and `wanted`, own fields and unknown ones too.
pub(super) fn card(
    shown: &Shown,
    wanted: impl Fn(&str) -> bool,
    paper: Paper,
) -> Vec<(&str, Cell)> {
    let mut rows: Vec<(&str, Cell)> = Vec::new();
    for (key, value) in shown.dossier.fields().iter() {
        let is_elsewhere = [&PLANNED[..], &HEADING, &APART]
            .iter()
            .any(|keys| keys.contains(&key));
        if is_elsewhere || !wanted(key) {
            continue;
        }
        match (Shape::of(key), value) {
            (Some(Shape::Own), Value::Object(own)) => {
                let answers = shown.forms.iter().flat_map(|form| &form.answers);
                let answers: Vec<&str> = answers.map(|(key, _, _)| key.as_str()).collect();
                let others = own
                    .iter()
                    .filter(|(key, _)| !answers.contains(&key.as_str()));
                rows.extend(others.map(|(key, value)| (key.as_str(), plain(value).into())));
            }
            (_, Value::String(text)) if !is_understood(key, text) => {
                rows.push((label(key), format!("{text} (not understood)").into()));
            }
            _ if is_of_one_line(key) => rows.push((label(key), in_lines(value).into())),
            _ if key == "hours" => {
                let callable = line::callable(&shown.line, paper);
                rows.push((label(key), Cell::new(plain(value)).over(callable)));
            }
            _ => rows.push((label(key), plain(value).into())),
        }
    }
    rows
}

/// The own forms with their answers; `how` says how one that is due is filled in.
fn forms(shown: &Shown, how: impl Fn(&str) -> String, paper: Paper) -> String {
    let forms = shown.forms.iter();
    let forms = forms.map(|card| form::on_card(card, &how(&card.name), paper));
    forms.collect::<Vec<_>>().join("\n")
}

/// The open promises, numbered as they are typed.
fn promises(dossier: &Dossier, paper: Paper) -> String {
    let rows = open_promises(dossier, paper);
    numbered(
        Cell::new("Open promises").styled(style::HEADING),
        rows,
        paper,
    )
}

/// A title, and below it what is numbered; nothing where there is none.
fn numbered(title: Cell, rows: Vec<[Cell; 3]>, paper: Paper) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let mut table = Table::new(&["", "", ""]).whole(0);
    for row in rows {
        table.row(row);
    }
    paragraph(title, paper.width) + &table.to_string(paper.width)
}

/// The number, the text and the day of each open promise.
pub(super) fn open_promises(dossier: &Dossier, paper: Paper) -> Vec<[Cell; 3]> {
    let open = promise::open(dossier).into_iter();
    let rows = open.map(|promise| {
        let late = promise.due.is_some_and(|due| due < paper.today);
        let due = promise.due.map_or_else(String::new, |due| {
            words::day_with_distance(due, paper.today).to_string()
        });
        let due = Cell::new(due).styled(if late { style::LATE } else { style::PLAIN });
        [
            Cell::new(promise.n.to_string()),
            Cell::new(&promise.text),
            due,
        ]
    });
    rows.collect()
}

/// The complaints that wait for an answer, numbered as they are typed.
fn complaints(dossier: &Dossier, paper: Paper) -> String {
    let rows = open_complaints(dossier, paper);
    numbered(
        Cell::new("Open complaints").styled(style::LATE),
        rows,
        paper,
    )
}

/// The number, the text and the day of each.
pub(super) fn open_complaints(dossier: &Dossier, paper: Paper) -> Vec<[Cell; 3]> {
    let open = complaint::open(dossier).into_iter().enumerate();
    let rows = open.map(|(at, complaint)| {
        let said = words::day_with_distance(complaint.at.date_naive(), paper.today);
        [
            Cell::new((at + 1).to_string()),
            Cell::new(&complaint.text),
            Cell::new(said.to_string()),
        ]
    });
    rows.collect()
}

/// What a field is called on the card.
fn label(key: &str) -> &str {
    match key {
        "salutation" => "Addressed as",
        "phones" => "Phones",
        "emails" => "E-mails",
        "address" => "Address",
        "source" => "Came from",
        "tags" => "Tags",
        "stage" => "Stage",
        "occasions" => "Occasions",
        "hours" => "Call hours",
        "zone" => "Time zone",
        "every" => "Every",
        other => other,
    }
}

/// A value as it is read: texts as they are, members of a list below each other.
pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => {
            let members: Vec<String> = list.iter().map(plain).collect();
            members.join("\n")
        }
        other => other.to_string(),
    }
}

/// A value of one line, or a list of such below each other.
fn in_lines(value: &Value) -> String {
    match value {
        Value::Array(list) => {
            let members: Vec<String> = list.iter().map(in_lines).collect();
            members.join("\n")
        }
        other => harmless(&plain(other)).into_owned(),
    }
}

/// Labels and what they label, one below the other.
fn pairs(rows: Vec<(&str, Cell)>, paper: Paper) -> String {
    let mut table = Table::new(&["", ""]).whole(0);
    for (label, value) in rows {
        table.row([Cell::new(label).styled(style::MUTED), value]);
    }
    table.to_string(paper.width)
}

pub(super) fn json(shown: &Shown) -> Value {
    let Shown { dossier, line, .. } = shown;
    dossier_json(dossier, &line.client, line.divider, &shown.forms)
}

/// A dossier whose client is typed as `client`, with all keys of the card.
pub(super) fn dossier_json(
    dossier: &Dossier,
    client: &str,
    divider: Divider,
    forms: &[OnCard],
) -> Value {
    let Value::Object(mut stored) = json!(dossier) else {
        return Value::Null;
    };
    let history = stored.shift_remove("history");
    let mut whole = Map::new();
    for key in ["format", "id"] {
        whole.extend(stored.shift_remove_entry(key));
    }
    for (key, shape) in FIELDS {
        let value = stored.shift_remove(key);
        whole.insert(key.to_owned(), value.unwrap_or_else(|| empty(shape)));
    }
    whole.insert("papers".to_owned(), papers::listed_json(dossier));
    whole.append(&mut stored);
    whole.insert("history".to_owned(), history.unwrap_or_else(|| json!([])));
    whole.insert("client".to_owned(), json!(client));
    whole.insert("divider".to_owned(), json!(divider));
    whole.insert("open_promises".to_owned(), json!(promise::open(dossier)));
    whole.insert("open_offers".to_owned(), json!(offer::open(dossier)));
    whole.insert("mood".to_owned(), json!(dossier.last_mood()));
    whole.insert("complaints".to_owned(), complaints_json(dossier));
    whole.insert("forms".to_owned(), form::cards_json(forms));
    Value::Object(whole)
}

/// All complaints; those that wait for an answer have the number by which they are typed.
fn complaints_json(dossier: &Dossier) -> Value {
    let mut open = 0;
    let complaints = complaint::all(dossier).into_iter().map(|complaint| {
        open += usize::from(complaint.is_open());
        json!({
            "n": complaint.is_open().then_some(open),
            "text": complaint.text,
            "at": moment_text(complaint.at),
            "answered": complaint.answered.map(moment_text),
            "hours": complaint.hours_to_answer(),
        })
    });
    complaints.collect()
}

/// What stands for a field of this shape that is not set.
fn empty(shape: Shape) -> Value {
    match shape {
        Shape::Flag => json!(false),
        Shape::Texts | Shape::List => json!([]),
        Shape::Own => json!({}),
        Shape::Text | Shape::Time | Shape::Work | Shape::Place | Shape::Manager => Value::Null,
    }
}
