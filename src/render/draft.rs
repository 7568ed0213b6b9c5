//! Letters from templates, and the templates themselves.

use serde_json::{Value, json};

use super::cell::Cell;
use super::excerpt::beginning;
use super::harmless::harmless_lines;
use super::table::Table;
use super::{Paper, paragraph, style};
use crate::binder::OfferAnswer;
use crate::commands::{DraftRemark, ShownLetter, TemplateList};

/// How much of a title is said beside an answer.
const LONGEST: usize = 80;

/// A letter as it would be stored.
pub(super) fn letter(shown: &ShownLetter) -> String {
    harmless_lines(&shown.letter.to_markdown()).into_owned()
}

pub(super) fn letter_json(shown: &ShownLetter) -> Value {
    let front = &shown.letter.front;
    json!({
        "client": shown.client, "template": shown.template, "number": shown.number,
        "title": front.title, "subject": front.subject, "kind": front.kind,
        "amount": front.amount, "valid_until": front.valid,
        "markdown": shown.letter.to_markdown(), "html": shown.letter.to_page(),
    })
}

/// The templates, a row each.
pub(super) fn templates(list: &TemplateList, paper: Paper) -> String {
    if list.templates.is_empty() {
        let none = if list.new {
            "All of them are there already.\n"
        } else {
            "There is no template yet; to write some: tickler draft --new\n"
        };
        return none.to_owned();
    }
    let title = if list.new { "New template" } else { "Template" };
    let mut table = Table::new(&[title, "Kind", "Title"]).whole(0);
    for one in &list.templates {
        table.row([
            Cell::of_one_line(&one.name).styled(style::HEADING),
            Cell::of_one_line(one.kind.as_deref().unwrap_or_default()),
            Cell::of_one_line(one.title.as_deref().unwrap_or_default()),
        ]);
    }
    let how = "They stand in the folder templates of the binder, and are yours to change; to write a \
               letter: tickler draft CLIENT TEMPLATE";
    let how = Cell::of_one_line(how).styled(style::MUTED);
    table.to_string(paper.width) + "\n" + &paragraph(how, paper.width)
}

pub(super) fn templates_json(list: &TemplateList) -> Value {
    let lines = list.templates.iter().map(|one| {
        json!({
            "name": one.name, "title": one.title, "kind": one.kind,
            "path": one.path.display().to_string(),
        })
    });
    json!({ "templates": lines.collect::<Vec<_>>(), "new": list.new })
}

/// A remark in one line.
pub(super) fn remark(remark: &DraftRemark, _: Paper) -> String {
    match remark {
        DraftRemark::Written {
            title,
            client,
            page,
        } => {
            let open = page.map_or_else(
                || format!("tickler show {client}"),
                |page| format!("tickler show {client} --open {page}"),
            );
            format!("{} is among the papers; to see it: {open}", quoted(title))
        }
        DraftRemark::Answered {
            offer,
            answer,
            client,
        } => {
            let amount = offer.amount.as_deref().map(|amount| format!(", {amount}"));
            let next = match answer {
                OfferAnswer::Accepted => format!("; if all is sold: tickler close {client} --won"),
                OfferAnswer::Declined => String::new(),
            };
            format!(
                "{}: {}{}{next}",
                answer.name(),
                quoted(&offer.title),
                amount.unwrap_or_default()
            )
        }
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", beginning(text, LONGEST))
}
