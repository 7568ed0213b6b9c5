//! Pages for paper: self-contained HTML that any browser prints.
//!
//! The templates stand beside this file. What comes from data passes a [`Cell`], which makes it
//! harmless, and the templates escape all of it; there is no script in them, nothing is fetched, and
//! the page itself forbids both.

mod day;
mod dividers;
mod dossier;
mod packet;

use chrono::NaiveDate;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior, Value};
use serde::Serialize;

use super::cell::Cell;
use super::{Paper, style};
use crate::commands::{Pages, PaperSize};

/// The templates, by the names under which they know each other.
const TEMPLATES: [(&str, &str); 7] = [
    ("page.html", include_str!("page.html")),
    ("text.html", include_str!("text.html")),
    ("day.html", include_str!("day.html")),
    ("client.html", include_str!("client.html")),
    ("dossier.html", include_str!("dossier.html")),
    ("dividers.html", include_str!("dividers.html")),
    ("packet.html", include_str!("packet.html")),
];

/// How many columns a text may fill that is cut where there is no room for all of it.
const EXCERPT: usize = 160;

/// Makes the page, as seen from `today`.
///
/// # Errors
/// A template that doesn't fit what is put in: a mistake in the program.
pub fn press(pages: &Pages, size: PaperSize, today: NaiveDate) -> anyhow::Result<String> {
    let mut press = Environment::new();
    press.set_undefined_behavior(UndefinedBehavior::Strict);
    let mut syntax = SyntaxConfig::builder();
    // A block's own line leaves nothing on the page.
    press.set_syntax(syntax.trim_blocks(true).lstrip_blocks(true).build()?);
    for (name, template) in TEMPLATES {
        press.add_template(name, template)?;
    }
    let paper = Paper {
        width: EXCERPT,
        today,
    };
    let (template, content) = match pages {
        Pages::Day(sheet) => ("day.html", Value::from(Serde(day::content(sheet, today)))),
        Pages::Dossier(shown) => {
            let content = dossier::content(shown, paper);
            ("client.html", Value::from(Serde(content)))
        }
        Pages::Dividers => {
            let content = dividers::content(size);
            ("dividers.html", Value::from(Serde(content)))
        }
        Pages::Packet { read, all } => {
            let content = packet::content(read, *all, paper);
            ("packet.html", Value::from(Serde(content)))
        }
    };
    let sheet = match size {
        PaperSize::A4 => "A4",
        PaperSize::Letter => "letter",
    };
    let page = minijinja::context! { sheet, content };
    Ok(press.get_template(template)?.render(page)?)
}

/// A text on a page: pieces, each with what it looks like.
type Text = Vec<Piece>;

#[derive(Debug, Serialize)]
struct Piece {
    text: String,
    look: &'static str,
}

/// A cell of the terminal's tables on paper.
fn text(cell: &Cell) -> Text {
    let pieces = cell.spans().iter().map(|span| Piece {
        text: span.text.clone(),
        look: match span.style {
            style::LATE => "late",
            style::MUTED => "muted",
            style::HEADING => "strong",
            _ => "",
        },
    });
    pieces.filter(|piece| !piece.text.is_empty()).collect()
}

/// The same of a row.
fn texts<const N: usize>(row: [Cell; N]) -> [Text; N] {
    row.map(|cell| text(&cell))
}

/// The same of rows.
fn rows_of<const N: usize>(rows: Vec<[Cell; N]>) -> Vec<[Text; N]> {
    rows.into_iter().map(texts).collect()
}
