//! A dossier, on its own or in a packet.

use serde::Serialize;

use super::super::cell::Cell;
use super::super::past::{Past, past};
use super::super::words::Count;
use super::super::{Paper, form, offer, papers, show, style, words};
use super::{Text, rows_of, text, texts};
use crate::binder::form::OnCard;
use crate::commands::Shown;

#[derive(Debug, Serialize)]
pub(super) struct Content {
    name: Text,
    about: Text,
    client: Text,
    seen: String,
    planned: Vec<(Text, Text)>,
    card: Vec<(Text, Text)>,
    forms: Vec<Form>,
    promises: Vec<[Text; 3]>,
    offers: Vec<[Text; 3]>,
    complaints: Vec<[Text; 3]>,
    papers: Vec<[Text; 3]>,
    past_title: &'static str,
    past: Vec<[Text; 3]>,
    more: Option<String>,
}

#[derive(Debug, Serialize)]
struct Form {
    title: Text,
    answers: Vec<[Text; 2]>,
}

pub(super) fn content(shown: &Shown, paper: Paper) -> Content {
    let line = &shown.line;
    let about = [line.position.as_deref(), line.company.as_deref()];
    let about: Vec<&str> = about.into_iter().flatten().collect();
    let Past { title, rows, more } = past(shown, paper);
    // Who can be called now is no question on paper.
    let mut on_paper = shown.clone();
    on_paper.line.callable = None;
    let pairs = |rows: Vec<(&str, Cell)>| -> Vec<(Text, Text)> {
        let pairs = rows.into_iter();
        pairs
            .map(|(label, value)| (text(&Cell::of_one_line(label)), text(&value)))
            .collect()
    };
    Content {
        name: text(&Cell::of_one_line(&line.name).styled(style::PLAIN)),
        about: text(&Cell::of_one_line(about.join(", "))),
        client: text(&Cell::of_one_line(&line.client)),
        seen: words::day(paper.today).to_string(),
        planned: pairs(show::planned(&on_paper, paper)),
        card: pairs(show::card(&on_paper, |_| true, paper)),
        forms: shown.forms.iter().map(of_own).collect(),
        promises: rows_of(show::open_promises(&shown.dossier, paper)),
        offers: rows_of(offer::on_paper(&shown.dossier, paper)),
        complaints: rows_of(show::open_complaints(&shown.dossier, paper)),
        papers: rows_of(papers::on_paper(&shown.dossier, paper)),
        past_title: title,
        past: rows_of(rows),
        more: (more > 0).then(|| format!("{} more", Count(more, "entry").or("entries"))),
    }
}

/// An own form, as it stands on the card.
fn of_own(card: &OnCard) -> Form {
    Form {
        title: text(&form::title(card, "to fill in")),
        answers: form::answers(card).map(texts).collect(),
    }
}
