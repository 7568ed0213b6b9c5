//! Word from colleagues, below a day's work.

use serde_json::{Value, json};

use super::cell::Cell;
use super::excerpt::beginning;
use super::table::Table;
use super::{Paper, style, words};
use crate::binder::WordLeft;
use crate::binder::entry::moment_text;

/// How much of a word is shown: the whole of it is in the dossier.
const LONGEST: usize = 400;

/// What was left, by whom, about which client, and how it is marked as read.
/// With everybody's (`of_all`) it is said whom each is for.
pub(super) fn text(left: &[WordLeft], of_all: bool, paper: Paper) -> String {
    let mut table = Table::new(&["Word from", "Client", ""]).whole(0);
    for one in left {
        let when = words::short_day(one.word.at.date_naive(), paper.today);
        let (to, whose) = if of_all {
            let to = &one.word.to;
            (format!("\nfor {to}"), format!("--as {to} "))
        } else {
            (String::new(), String::new())
        };
        let from = Cell::new(&one.word.by).and(to, style::PLAIN);
        let from = from.and(format!("\n{when}"), style::MUTED);
        let read = format!("\nmark it read: tickler {whose}note --read {}", one.client);
        table.row([
            from,
            Cell::new(&one.name).styled(style::HEADING),
            Cell::new(beginning(&one.word.text, LONGEST)).and(read, style::MUTED),
        ]);
    }
    table.to_string(paper.width)
}

pub(super) fn json(left: &[WordLeft]) -> Value {
    let lines = left.iter().map(|one| {
        json!({
            "client": one.client, "name": one.name, "for": one.word.to, "by": one.word.by,
            "at": moment_text(one.word.at), "text": one.word.text,
        })
    });
    lines.collect()
}
