//! A list that was taken in: how its columns were understood, and what became of everybody in it.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::cell::Cell;
use super::table::Table;
use super::words::{self, Count};
use super::{Paper, changed, paragraph, style};
use crate::commands::{ChangedLine, Fate, Imported, Incoming, MappedColumn};

pub(super) fn text(imported: &Imported, paper: Paper) -> String {
    let mut parts = Vec::new();
    let filled = imported.mapping.iter().filter(|column| column.filled > 0);
    let filled: Vec<&MappedColumn> = filled.collect();
    if !filled.is_empty() {
        parts.push(mapping(&filled, paper));
    }
    parts.push(heading(imported, paper));
    let lines = imported.changed.lines.iter();
    let lines: HashMap<&str, &ChangedLine> =
        lines.map(|line| (line.client.as_str(), line)).collect();
    let line = |one: &Incoming| lines.get(one.client.as_deref()?).copied();
    for (title, fate) in [
        ("New", Fate::New),
        ("Added to", Fate::Updated),
        ("There already", Fate::Known),
    ] {
        let those: Vec<&Incoming> = of(imported, fate).collect();
        if those.is_empty() {
            continue;
        }
        let mut table = Table::new(&["", ""]);
        for one in those {
            let said = match fate {
                Fate::New => line(one).map(|line| changed::stands(line, paper)),
                Fate::Updated => Some(adds(one)),
                Fate::Known => Some(lines_of(one)),
            };
            table.row([one.name.clone(), said.unwrap_or_default()]);
        }
        let title = Cell::new(title).styled(style::HEADING);
        parts.push(paragraph(title, paper.width) + &table.to_string(paper.width));
    }
    if !imported.refused.is_empty() {
        let mut table = Table::new(&["", ""]);
        for bad in &imported.refused {
            table.row([format!("{}, line {}", bad.file, bad.line), bad.why.clone()]);
        }
        let title = Cell::new("Left out").styled(style::HEADING);
        parts.push(paragraph(title, paper.width) + &table.to_string(paper.width));
    }
    parts.join("\n")
}

/// How the columns were understood; the file is said where there are several.
fn mapping(columns: &[&MappedColumn], paper: Paper) -> String {
    let is_one = columns.iter().all(|column| column.file == columns[0].file);
    let mut titles = vec!["Column", "Goes to", "Filled"];
    titles.extend((!is_one).then_some("File"));
    let mut table = Table::new(&titles).right(2);
    for column in columns {
        let filled = column.filled.to_string();
        let mut row = vec![column.column.clone(), column.to.clone(), filled];
        row.extend((!is_one).then(|| column.file.clone()));
        table.row(row);
    }
    table.to_string(paper.width)
}

/// `Imported 3 new clients, added to 1, left 2 as they are`.
fn heading(imported: &Imported, paper: Paper) -> String {
    let count = |fate| of(imported, fate).count();
    let (new, updated, known) = (count(Fate::New), count(Fate::Updated), count(Fate::Known));
    let parts = [
        (new > 0).then(|| format!("imported {}", Count(new, "new client"))),
        (updated > 0).then(|| format!("added to {}", Count(updated, "client"))),
        (known > 0).then(|| {
            let is = Count(known, "client that is").or("clients that are");
            format!("left {is} there already")
        }),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let text = match parts.as_slice() {
        [] => "Nobody to be taken in".to_owned(),
        parts => capitalized(&words::and_list(parts).to_string()),
    };
    paragraph(Cell::new(text).styled(style::HEADING), paper.width)
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

fn of(imported: &Imported, fate: Fate) -> impl Iterator<Item = &Incoming> {
    let clients = imported.clients.iter();
    clients.filter(move |one| one.fate == fate)
}

/// `company: Romashka; phone: 5550100`.
fn adds(one: &Incoming) -> String {
    let adds = one
        .adds
        .iter()
        .map(|(key, value)| format!("{key}: {value}"));
    adds.collect::<Vec<_>>().join("\n")
}

/// `line 3 of contacts.csv`, `lines 3 and 8 of contacts.csv`.
fn lines_of(one: &Incoming) -> String {
    let lines: Vec<String> = one.lines.iter().map(u64::to_string).collect();
    let s = if lines.len() == 1 { "" } else { "s" };
    format!("line{s} {} of {}", words::and_list(&lines), one.file)
}

pub(super) fn json(imported: &Imported) -> Value {
    let count = |fate| of(imported, fate).count();
    let refused = imported.refused.iter();
    let refused = refused.map(|bad| json!({ "row": bad.line, "why": bad.why, "file": bad.file }));
    let mapping = imported.mapping.iter().map(|column| {
        json!({ "column": column.column, "to": column.to, "filled": column.filled,
            "file": column.file })
    });
    let clients = imported.clients.iter().map(|one| {
        let adds = one.adds.iter();
        let adds = adds.map(|(key, value)| json!({ "key": key, "value": value }));
        json!({ "client": one.client, "name": one.name, "file": one.file, "rows": one.lines,
            "fate": fate(one.fate), "adds": adds.collect::<Vec<_>>() })
    });
    json!({
        "new": count(Fate::New),
        "known": count(Fate::Known),
        "updated": count(Fate::Updated),
        "refused": refused.collect::<Vec<_>>(),
        "mapping": mapping.collect::<Vec<_>>(),
        "changed": changed::json(&imported.changed)["changed"],
        "clients": clients.collect::<Vec<_>>(),
        "dry_run": imported.changed.dry_run,
    })
}

fn fate(fate: Fate) -> &'static str {
    match fate {
        Fate::New => "new",
        Fate::Updated => "updated",
        Fate::Known => "known",
    }
}
