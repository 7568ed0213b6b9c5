//! Pages that were printed: the page itself, or where it went.

use serde_json::{Value, json};

use super::cell::Cell;
use super::{Paper, paragraph};
use crate::commands::{PaperSize, Printed, PrintedAt};

pub(super) fn text(printed: &Printed, paper: Paper) -> String {
    let what = match printed.what {
        "day" => "the day sheet",
        "dividers" => "the dividers",
        "handover" => "the packet",
        _ => "the dossier",
    };
    let text = match &printed.at {
        PrintedAt::Here(html) => return html.clone(),
        PrintedAt::File(file) => {
            let file = file.display();
            format!("Wrote {what} to {file}; any browser prints it")
        }
        PrintedAt::Browser(file) => {
            let file = file.display();
            format!("Opened {what} in the browser, which prints it: {file}")
        }
    };
    paragraph(Cell::new(text), paper.width)
}

pub(super) fn json(printed: &Printed) -> Value {
    let paper = match printed.paper {
        PaperSize::A4 => "a4",
        PaperSize::Letter => "letter",
    };
    let (html, file) = match &printed.at {
        PrintedAt::Here(html) => (Some(html), None),
        PrintedAt::File(file) | PrintedAt::Browser(file) => {
            (None, Some(file.display().to_string()))
        }
    };
    json!({ "what": printed.what, "paper": paper, "file": file, "html": html })
}
