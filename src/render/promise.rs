//! What was promised to clients: all of it by date, and what a day has of it.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::cell::Cell;
use super::excerpt::beginning;
use super::table::Table;
use super::words::{self, Count};
use super::{Paper, paragraph, style};
use crate::binder::Owed;
use crate::commands::{PromiseRemark, Promises};

/// How much of a promise is shown below a change.
const LONGEST: usize = 80;

/// All that is owed, by date, with the numbers by which promises are marked as kept.
pub(super) fn text(promises: &Promises, paper: Paper) -> String {
    if promises.owed.is_empty() {
        return "No promise is open.\n".to_owned();
    }
    let mut table = Table::new(&["By", "Client", "Manager", "No.", "Promise"]).whole(0);
    for owed in &promises.owed {
        let manager = match promises.manager {
            None => owed.manager.as_str(),
            Some(_) => "",
        };
        table.row([
            by(owed, paper),
            client(owed),
            Cell::of_one_line(manager),
            Cell::new(owed.promise.n.to_string()),
            Cell::new(&owed.promise.text),
        ]);
    }
    let how = Cell::new("To mark one as kept: tickler promise CLIENT --kept N");
    table.to_string(paper.width) + "\n" + &paragraph(how.styled(style::MUTED), paper.width)
}

/// `Fri 14 Jun`, and below it how late it is.
fn by(owed: &Owed, paper: Paper) -> Cell {
    let Some(due) = owed.promise.due else {
        return Cell::new("no date").styled(style::MUTED);
    };
    let day = Cell::new(words::short_day(due, paper.today).to_string());
    match owed.promise.days_late(paper.today) {
        0 => day,
        late => day.and(format!("\n{}", words::late(late)), style::LATE),
    }
}

/// The name, and below it the one by which the client is typed.
fn client(owed: &Owed) -> Cell {
    let name = Cell::of_one_line(&owed.name).styled(style::HEADING);
    name.and(format!("\n{}", owed.client), style::MUTED)
}

/// What a day has of it: what is overdue, or what falls due on it.
/// With everybody's (`of_all`) it is said who has each client.
pub(super) fn of_a_day(owed: &[&Owed], of_all: bool, paper: Paper) -> String {
    let mut table = Table::new(&["Promised", "Client", "Manager", ""]).whole(0);
    for one in owed {
        let due = how_late(one, paper);
        let manager = if of_all { one.manager.as_str() } else { "" };
        let kept = format!(
            "\nkept: tickler promise {} --kept {}",
            one.client, one.promise.n
        );
        table.row([
            due,
            Cell::of_one_line(&one.name).styled(style::HEADING),
            Cell::of_one_line(manager),
            Cell::new(&one.promise.text).and(kept, style::MUTED),
        ]);
    }
    table.to_string(paper.width)
}

/// `for today`, or how late it is.
pub(super) fn how_late(owed: &Owed, paper: Paper) -> Cell {
    match owed.promise.days_late(paper.today) {
        late if late > 0 => Cell::new(words::late(late).to_string()).styled(style::LATE),
        _ => Cell::new("for today"),
    }
}

pub(super) fn json(promises: &Promises, paper: Paper) -> Value {
    json!({ "manager": promises.manager, "promises": lines(&promises.owed, paper.today) })
}

/// A value for each promise.
pub(super) fn lines(owed: &[Owed], today: NaiveDate) -> Value {
    let lines = owed.iter().map(|owed| {
        let promise = &owed.promise;
        json!({
            "client": owed.client, "name": owed.name, "manager": owed.manager, "n": promise.n,
            "text": promise.text, "due": promise.due, "made": promise.made,
            "days_late": promise.days_late(today),
        })
    });
    lines.collect()
}

/// A remark in one line.
pub(super) fn remark(remark: &PromiseRemark, paper: Paper) -> String {
    match remark {
        PromiseRemark::Made { text, due } => {
            let text = quoted(text);
            match due {
                Some(due) => {
                    let day = words::day_with_distance(*due, paper.today);
                    format!("promised by {day}: {text}")
                }
                None => format!(
                    "promised without a date, so no day shows it, but tickler promise does: {text}"
                ),
            }
        }
        PromiseRemark::Unseen => {
            "promises, occasions and word from colleagues are not seen in this copy of the binder \
             yet; to have them seen: tickler check --repair"
                .to_owned()
        }
        PromiseRemark::Kept { promise, open } => {
            let late = match promise.days_late(paper.today) {
                0 => String::new(),
                late => format!(", {}", words::late(late)),
            };
            let more = match open {
                0 => String::new(),
                open => format!(
                    "; {} still open",
                    Count(*open, "promise is").or("promises are")
                ),
            };
            format!("kept{late}: {}{more}", quoted(&promise.text))
        }
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", beginning(text, LONGEST))
}
