//! The papers of a client: in the dossier, and what is said of them.

use serde_json::{Value, json};

use super::cell::Cell;
use super::harmless::harmless;
use super::table::Table;
use super::words;
use super::{Paper, paragraph, style};
use crate::binder::{Dossier, KeptPaper, paper};
use crate::commands::{OpenedPaper, PaperRemark};

/// A client's papers, numbered as they are typed.
pub(super) fn listed(dossier: &Dossier, width: Paper) -> String {
    let rows = rows(dossier, width);
    if rows.is_empty() {
        return String::new();
    }
    let mut table = Table::new(&["", "", "", ""]).whole(0);
    for row in rows {
        table.row(row);
    }
    let title = Cell::new("Papers").styled(style::HEADING);
    paragraph(title, width.width) + &table.to_string(width.width)
}

/// The number, the name, the size and the day of each.
fn rows(dossier: &Dossier, width: Paper) -> Vec<[Cell; 4]> {
    let listed = paper::listed(dossier).into_iter();
    let rows = listed.map(|one| {
        let [size, day] = match &one.kept {
            Some(kept) => [size(kept), day(kept, width)],
            None => ["(not understood)".to_owned(), String::new()],
        };
        [
            Cell::new(one.n.to_string()),
            Cell::of_one_line(one.name()),
            Cell::new(size),
            Cell::new(day),
        ]
    });
    rows.collect()
}

/// The same on paper: the number, the name and the day of each.
pub(super) fn on_paper(dossier: &Dossier, width: Paper) -> Vec<[Cell; 3]> {
    let rows = rows(dossier, width).into_iter();
    rows.map(|[n, name, _, day]| [n, name, day]).collect()
}

fn size(kept: &KeptPaper) -> String {
    let bytes = kept.bytes.map(words::size);
    bytes.map_or_else(String::new, |bytes| bytes.to_string())
}

fn day(kept: &KeptPaper, width: Paper) -> String {
    let day = kept.added.map(|day| words::short_day(day, width.today));
    day.map_or_else(String::new, |day| day.to_string())
}

/// A client's papers for programs; of what is not understood there is the name alone.
pub(super) fn listed_json(dossier: &Dossier) -> Value {
    let listed = paper::listed(dossier).into_iter();
    let papers = listed.map(|one| {
        let kept = one.kept.as_ref();
        json!({
            "n": one.n, "name": one.name(), "file": kept.map(|kept| &kept.file),
            "bytes": kept.and_then(|kept| kept.bytes), "added": kept.and_then(|kept| kept.added),
        })
    });
    papers.collect()
}

/// What a member of the list is called, where a history tells of it.
pub(super) fn called(member: &Value) -> Option<&str> {
    member.get("name").and_then(Value::as_str)
}

pub(super) fn remark(remark: &PaperRemark) -> String {
    match remark {
        PaperRemark::PutIn { n, paper } => format!("paper {n}: {}, {}", paper.name, size(paper)),
        PaperRemark::IsThere { name, n, known } if name == known => {
            format!("{name} is there already: paper {n}")
        }
        PaperRemark::IsThere { name, n, known } => {
            format!("{name} is there already: paper {n}, {known}")
        }
        PaperRemark::IsWholeAgain { n, name } => {
            format!("paper {n}, {name}, was missing or damaged, and is whole again")
        }
        PaperRemark::Unnamed { count } => {
            let papers = words::Count(*count, "paper is").or("papers are");
            format!(
                "{papers} named by no dossier that was read: cut off, or come before the dossier; \
                 after a day tickler check tells of what is still so"
            )
        }
        PaperRemark::TakenOut { name, is_kept } if !is_kept => format!("{name} is out of the list"),
        PaperRemark::TakenOut { name, .. } => format!(
            "{name} is out of the list; the file is kept for tickler undo, until the client is erased"
        ),
    }
}

/// `Opened a copy of paper 1 of Ivan Ivanov, offer.pdf: /tmp/tickler-…/offer.pdf`.
pub(super) fn opened(opened: &OpenedPaper) -> String {
    let OpenedPaper { of, n, name, .. } = opened;
    let copy = opened.copy.display().to_string();
    format!(
        "Opened a copy of paper {n} of {}, {}: {}\n",
        harmless(of),
        harmless(name),
        harmless(&copy)
    )
}

pub(super) fn opened_json(opened: &OpenedPaper) -> Value {
    json!({
        "client": opened.client, "n": opened.n, "name": opened.name,
        "copy": opened.copy.display().to_string(),
    })
}
