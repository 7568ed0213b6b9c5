//! A binder that changes hands: the packet that is read before.

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::cell::Cell;
use super::table::Table;
use super::words::{self, Count};
use super::{Paper, line, paragraph, show, style, whereabouts};
use crate::binder::handover::{Handed, Lack};
use crate::binder::{Line, Place};
use crate::commands::{ReadPacket, Shown};

/// How wide the line is that stands between two dossiers.
const RULE: usize = 60;

/// The packet: its volume, who is to be asked about, then every dossier behind its divider.
pub(super) fn packet_text(read: &ReadPacket, paper: Paper) -> String {
    let dossiers = &read.packet.dossiers;
    let mut parts = vec![heading(read, paper)];
    if !dossiers.is_empty() {
        parts.push(volume(read, paper));
    }
    let asked: Vec<&Handed> = read.packet.to_ask_about().collect();
    if !asked.is_empty() {
        parts.push(to_ask_about(&asked, paper));
    }
    if read.brief {
        if !dossiers.is_empty() {
            parts.push(brief(dossiers, paper));
        }
    } else {
        let shelves = dossiers.chunk_by(|one, other| one.line.place == other.line.place);
        parts.extend(shelves.map(|shelf| behind_one_divider(shelf, read, paper)));
    }
    parts.join("\n")
}

/// `anna: 12 dossiers to carry on, 3 of them overdue`.
fn heading(read: &ReadPacket, paper: Paper) -> String {
    let text = format!("{}: {}", read.packet.manager, to_carry_on(read));
    paragraph(Cell::new(text).styled(style::HEADING), paper.width)
}

/// `12 dossiers to carry on, 3 of them overdue`.
pub(super) fn to_carry_on(read: &ReadPacket) -> String {
    let packet = &read.packet;
    let within = match read.days {
        Some(1) => " for today".to_owned(),
        Some(days) => format!(" for {days} days"),
        None => String::new(),
    };
    let count = Count(packet.dossiers.len(), "dossier");
    let late = match packet.overdue() {
        0 => String::new(),
        late => format!(", {late} overdue"),
    };
    format!("{count} to carry on{within}{late}")
}

/// How many stand behind each day and month.
fn volume(read: &ReadPacket, paper: Paper) -> String {
    let mut table = Table::new(&["Due", "Dossiers"]).whole(0).right(1);
    for row in counts(read, paper) {
        table.row(row);
    }
    table.to_string(paper.width)
}

/// How many are late, and how many stand behind each day and month.
pub(super) fn counts(read: &ReadPacket, paper: Paper) -> Vec<[Cell; 2]> {
    let late = Some(read.packet.overdue()).filter(|late| *late > 0);
    let late = late.map(|late| {
        let due = Cell::new("overdue").styled(style::LATE);
        [due, Cell::new(late.to_string())]
    });
    let per_place = read.packet.per_place().into_iter();
    let per_place = per_place.map(|(place, count)| {
        let due = whereabouts::day(place, None, paper)
            .unwrap_or_else(|| whereabouts::place(place, None, paper));
        [due, count.to_string()].map(Cell::new)
    });
    late.into_iter().chain(per_place).collect()
}

fn to_ask_about(asked: &[&Handed], paper: Paper) -> String {
    let title = Cell::new("To ask about before they leave").styled(style::HEADING);
    let mut table = Table::new(&["Client", "Missing"]).whole(0);
    for handed in asked {
        table.row(asked_about(handed));
    }
    paragraph(title, paper.width) + &table.to_string(paper.width)
}

/// Who it is, and what is missing.
pub(super) fn asked_about(handed: &Handed) -> [Cell; 2] {
    let missing: Vec<&str> = handed.lacks.iter().copied().map(missing).collect();
    [line::client(&handed.line), Cell::new(missing.join(", "))]
}

fn missing(lack: Lack) -> &'static str {
    match lack {
        Lack::Phone => "a phone number",
        Lack::Contact => "what was talked about",
        Lack::NextStep => "the next step",
    }
}

/// One line for each dossier.
fn brief(dossiers: &[Handed], paper: Paper) -> String {
    let mut table = Table::new(&["Due", "Client", "Phone", "Next"])
        .whole(0)
        .whole(2);
    for handed in dossiers {
        table.row(in_one_line(handed, paper));
    }
    table.to_string(paper.width)
}

/// When it is due, who it is, the phone, and what is next.
pub(super) fn in_one_line(handed: &Handed, paper: Paper) -> [Cell; 4] {
    let one = &handed.line;
    let width = paper.width.saturating_sub(40).max(20);
    [
        line::due(one, paper),
        line::client(one),
        line::phone(one),
        Cell::new(line::next(one, width)),
    ]
}

/// A divider, and the dossiers behind it in full.
fn behind_one_divider(shelf: &[Handed], read: &ReadPacket, paper: Paper) -> String {
    let Some(first) = shelf.first() else {
        return String::new();
    };
    let title = format!(
        "{}: {}",
        divider(&first.line, paper),
        Count(shelf.len(), "dossier")
    );
    let title = Cell::new(title).styled(if first.line.days_late > 0 {
        style::LATE
    } else {
        style::COLUMN
    });
    let dossiers = shelf.iter().map(|handed| {
        let shown = Shown {
            dossier: handed.dossier.clone(),
            line: handed.line.clone(),
            all: false,
            forms: read.forms.on_card(&handed.dossier, paper.today),
        };
        format!("\n{}{}", rule(paper), show::text(&shown, paper))
    });
    paragraph(title, paper.width) + &dossiers.collect::<String>()
}

/// `Behind "14": Fri 2024-06-14, tomorrow`.
pub(super) fn divider(line: &Line, paper: Paper) -> String {
    let behind = match line.place {
        Place::Closed => return "Closed".to_owned(),
        _ => whereabouts::behind(line.divider, paper),
    };
    let behind = behind.replacen('b', "B", 1);
    match (whereabouts::day(line.place, None, paper), line.days_late) {
        (Some(day), 0) => format!("{behind}: {day}"),
        (None, 0) => behind,
        (_, late) => {
            let place = whereabouts::place(line.place, None, paper);
            format!("{behind}: {place}, {}", words::late(late))
        }
    }
}

fn rule(paper: Paper) -> String {
    let line = "─".repeat(RULE.min(paper.width) / "─".width().max(1));
    let muted = style::MUTED;
    format!("{muted}{line}{muted:#}\n")
}

pub(super) fn packet_json(read: &ReadPacket, paper: Paper) -> Value {
    let dossiers = read.packet.dossiers.iter().map(|handed| {
        let line = &handed.line;
        let forms = read.forms.on_card(&handed.dossier, paper.today);
        show::dossier_json(&handed.dossier, &line.client, line.divider, &forms)
    });
    json!({
        "manager": read.packet.manager, "to": [], "until": null, "moved": false,
        "dossiers": dossiers.collect::<Vec<_>>(), "over_capacity": [],
        "to_ask_about": read.packet.to_ask_about().map(asked_json).collect::<Vec<_>>(),
    })
}

fn asked_json(handed: &Handed) -> Value {
    let missing = handed.lacks.iter().map(|lack| match lack {
        Lack::Phone => "phone",
        Lack::Contact => "contact",
        Lack::NextStep => "next",
    });
    json!({ "client": handed.line.client, "missing": missing.collect::<Vec<_>>() })
}
