//! What came of a call session.

use serde_json::{Value, json};

use super::cell::Cell;
use super::table::Table;
use super::{Paper, paragraph, style, words};
use crate::binder::session::Fate;
use crate::commands::Worked;

pub(super) fn text(worked: &Worked, paper: Paper) -> String {
    let (date, manager) = (words::day(worked.date), &worked.manager);
    if worked.clients.is_empty() {
        return paragraph(
            Cell::new(format!("{date}  {manager}  nothing is due")),
            paper.width,
        );
    }
    let mut table = Table::new(&["", "", ""]).right(1);
    for fate in Fate::ALL.into_iter().filter(|fate| *fate != Fate::Left) {
        let names: Vec<&str> = worked.of(fate).map(|line| line.name.as_str()).collect();
        if !names.is_empty() {
            let count = Cell::new(names.len().to_string());
            let names = Cell::of_one_line(names.join(", "));
            table.row([Cell::new(name(fate)), count, names]);
        }
    }
    let left = match worked.left {
        0 => "nobody is left".to_owned(),
        left => format!("{left} left: tickler work goes on with them"),
    };
    let heading = Cell::new(format!("{date}  {manager}  {left}")).styled(style::HEADING);
    paragraph(heading, paper.width) + &table.to_string(paper.width)
}

fn name(fate: Fate) -> &'static str {
    match fate {
        Fate::Reached => "reached",
        Fate::NotReached => "not reached",
        Fate::Closed => "closed",
        Fate::Moved => "moved",
        Fate::Left => "left",
    }
}

pub(super) fn json(worked: &Worked) -> Value {
    let clients = |fate| worked.of(fate).collect::<Vec<_>>();
    json!({
        "date": worked.date, "manager": worked.manager,
        "reached": clients(Fate::Reached), "not_reached": clients(Fate::NotReached),
        "closed": clients(Fate::Closed), "moved": clients(Fate::Moved), "left": clients(Fate::Left),
    })
}
