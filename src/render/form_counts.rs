//! The answers to a form, counted: as a table, for programs and for spreadsheets.

use std::str::FromStr;

use serde_json::{Number, Value, json};

use super::bar::plain;
use super::cell::Cell;
use super::harmless::harmless;
use super::table::Table;
use super::words::Count;
use super::{Paper, paragraph, style};
use crate::binder::form::amount::Amount;
use crate::binder::form::count::{FieldCounts, Sum};
use crate::binder::form::{Field, FieldKind};
use crate::commands::FormCounted;
use crate::exchange::sheet;

/// A bar, in columns.
const BAR: usize = 24;

pub(super) fn text(counted: &FormCounted, paper: Paper) -> String {
    if counted.as_csv {
        return csv(counted);
    }
    let (form, counts) = (&counted.form, &counted.counts);
    let whose = counted.manager.as_deref().unwrap_or("all binders");
    let partly = match counts.partly {
        0 => String::new(),
        partly => format!(", {partly} partly"),
    };
    let heading = Cell::of_one_line(format!(
        "{}  {whose}  filled in by {} of {}{partly}",
        form.title,
        counts.filled,
        Count(counts.clients, "client"),
    ));
    let mut table = Table::new(&["", "", ""]).right(1);
    for (field, counts) in form.fields.iter().zip(&counts.fields) {
        table.row([Cell::default()]);
        let asked = match counts.asked {
            asked if asked == counted.counts.clients => String::new(),
            asked => format!("of {asked} asked"),
        };
        table.row([
            Cell::of_one_line(&field.label).styled(style::HEADING),
            Cell::new(counts.answered.to_string()),
            Cell::new(asked).styled(style::MUTED),
        ]);
        for row in details(field, counts) {
            table.row(row);
        }
    }
    paragraph(heading.styled(style::HEADING), paper.width) + &table.to_string(paper.width)
}

/// What was answered to one field.
fn details(field: &Field, counts: &FieldCounts) -> Vec<[Cell; 3]> {
    let offers = field.offers().len();
    let answers = counts
        .answers
        .iter()
        .enumerate()
        .map(|(at, (answer, count))| {
            let bar = Cell::from_iter([plain(*count, counts.answered, BAR)]);
            let odd = if at < offers {
                ""
            } else {
                " no choice any more"
            };
            [
                Cell::new("  ").followed_by(Cell::of_one_line(answer)),
                Cell::new(count.to_string()),
                bar.and(odd, style::MUTED),
            ]
        });
    let mut rows: Vec<[Cell; 3]> = answers.collect();
    for (unit, sum) in &counts.sums {
        let unit = unit
            .as_ref()
            .map(|unit| format!(" {unit}"))
            .unwrap_or_default();
        let all = format!("{}{unit} in all, {} to {}", sum.sum, sum.least, sum.most);
        rows.push([
            Cell::new("  ").followed_by(Cell::of_one_line(format!("on average{unit}"))),
            Cell::new(sum.mean().to_string()),
            Cell::of_one_line(all),
        ]);
    }
    if let Some((first, last)) = &counts.days {
        let days = format!("{first} to {last}");
        rows.push([Cell::new("  from, to"), Cell::default(), Cell::new(days)]);
    }
    let is_choice = matches!(field.kind, FieldKind::Choice | FieldKind::YesNo);
    if counts.odd > 0 && !is_choice {
        let kind = format!("  no {}", field.kind.name());
        rows.push([
            Cell::new(kind),
            Cell::new(counts.odd.to_string()),
            Cell::default(),
        ]);
    }
    rows
}

pub(super) fn json(counted: &FormCounted) -> Value {
    let (form, counts) = (&counted.form, &counted.counts);
    let fields = form.fields.iter().zip(&counts.fields);
    let fields: Vec<Value> = fields
        .map(|(field, counts)| field_json(field, counts))
        .collect();
    json!({
        "form": form.name, "title": form.title, "manager": counted.manager,
        "clients": counts.clients, "filled": counts.filled, "partly": counts.partly,
        "fields": fields,
    })
}

fn field_json(field: &Field, counts: &FieldCounts) -> Value {
    let answers = counts.answers.iter();
    let answers = answers.map(|(answer, count)| json!({ "answer": answer, "count": count }));
    let sums = counts.sums.iter().map(|(unit, sum)| {
        json!({
            "unit": unit, "count": sum.count, "sum": number(sum.sum), "mean": number(sum.mean()),
            "least": number(sum.least), "most": number(sum.most),
        })
    });
    json!({
        "key": field.key, "label": field.label, "kind": field.kind.name(),
        "asked": counts.asked, "answered": counts.answered, "odd": counts.odd,
        "answers": answers.collect::<Vec<_>>(), "sums": sums.collect::<Vec<_>>(),
        "first": counts.days.as_ref().map(|(first, _)| first),
        "last": counts.days.as_ref().map(|(_, last)| last),
    })
}

/// An amount, to the last digit.
fn number(amount: Amount) -> Option<Number> {
    Number::from_str(&amount.to_string()).ok()
}

/// A row for each answer of a choice, each sum, and each other field.
fn csv(counted: &FormCounted) -> String {
    let titles = [
        "key", "label", "kind", "asked", "answered", "answer", "count", "unit", "sum", "mean",
        "least", "most", "first", "last",
    ];
    let mut rows: Vec<Vec<String>> = vec![titles.map(str::to_owned).to_vec()];
    for (field, counts) in counted.form.fields.iter().zip(&counted.counts.fields) {
        let row = |rest: [String; 9]| {
            let about = [
                harmless(&field.key).into_owned(),
                harmless(&field.label).into_owned(),
                field.kind.name().to_owned(),
                counts.asked.to_string(),
                counts.answered.to_string(),
            ];
            about.into_iter().chain(rest).collect::<Vec<_>>()
        };
        let mut of_field: Vec<Vec<String>> = Vec::new();
        for (answer, count) in &counts.answers {
            let mut rest: [String; 9] = Default::default();
            rest[0] = harmless(answer).into_owned();
            rest[1] = count.to_string();
            of_field.push(row(rest));
        }
        for (unit, sum) in &counts.sums {
            of_field.push(row(sum_cells(unit.as_deref(), sum)));
        }
        if of_field.is_empty() {
            let mut rest: [String; 9] = Default::default();
            if let Some((first, last)) = &counts.days {
                rest[7].clone_from(first);
                rest[8].clone_from(last);
            }
            of_field.push(row(rest));
        }
        rows.append(&mut of_field);
    }
    sheet::text(rows.iter().map(|row| row.iter().map(String::as_str)))
}

fn sum_cells(unit: Option<&str>, sum: &Sum) -> [String; 9] {
    let unit = harmless(unit.unwrap_or_default()).into_owned();
    [
        String::new(),
        sum.count.to_string(),
        unit,
        sum.sum.to_string(),
        sum.mean().to_string(),
        sum.least.to_string(),
        sum.most.to_string(),
        String::new(),
        String::new(),
    ]
}
