//! A manager's packet: a cover with the counts, then every dossier behind its divider.

use serde::Serialize;

use super::super::cell::Cell;
use super::super::words::{self, Count};
use super::super::{Paper, handover};
use super::{Text, dossier, text, texts};
use crate::binder::handover::Handed;
use crate::commands::{ReadPacket, Shown};

#[derive(Debug, Serialize)]
pub(super) struct Content {
    manager: Text,
    seen: String,
    to_carry_on: String,
    counts: Vec<[Text; 2]>,
    to_ask_about: Vec<[Text; 2]>,
    brief: Option<Vec<[Text; 4]>>,
    dividers: Vec<Divider>,
}

#[derive(Debug, Serialize)]
struct Divider {
    title: String,
    late: bool,
    count: String,
    dossiers: Vec<dossier::Content>,
}

pub(super) fn content(read: &ReadPacket, all: bool, paper: Paper) -> Content {
    let dossiers = &read.packet.dossiers;
    let brief = dossiers
        .iter()
        .map(|one| texts(handover::in_one_line(one, paper)));
    let shelves = dossiers.chunk_by(|one, other| one.line.place == other.line.place);
    Content {
        manager: text(&Cell::of_one_line(&read.packet.manager)),
        seen: words::day(paper.today).to_string(),
        to_carry_on: handover::to_carry_on(read),
        counts: handover::counts(read, paper)
            .into_iter()
            .map(texts)
            .collect(),
        to_ask_about: read
            .packet
            .to_ask_about()
            .map(|handed| texts(handover::asked_about(handed)))
            .collect(),
        brief: read.brief.then(|| brief.collect()),
        dividers: if read.brief {
            Vec::new()
        } else {
            shelves
                .map(|shelf| behind(shelf, read, all, paper))
                .collect()
        },
    }
}

fn behind(shelf: &[Handed], read: &ReadPacket, all: bool, paper: Paper) -> Divider {
    let dossiers = shelf.iter().map(|handed| {
        let shown = Shown {
            dossier: handed.dossier.clone(),
            line: handed.line.clone(),
            forms: read.forms.on_card(&handed.dossier, paper.today),
            all,
        };
        dossier::content(&shown, paper)
    });
    let first = shelf.first().map(|handed| &handed.line);
    Divider {
        title: first.map_or_else(String::new, |line| handover::divider(line, paper)),
        late: first.is_some_and(|line| line.days_late > 0),
        count: Count(shelf.len(), "dossier").to_string(),
        dossiers: dossiers.collect(),
    }
}
