//! Occasions that come up, below a day's work.

use serde_json::{Value, json};

use super::cell::Cell;
use super::table::Table;
use super::words::{self, Count};
use super::{Paper, style};
use crate::binder::Upcoming;
use crate::binder::occasion::is_birthday;

/// When each is, whose, and what. With everybody's (`of_all`) it is said who has each client.
pub(super) fn text(upcoming: &[Upcoming], of_all: bool, paper: Paper) -> String {
    let mut table = Table::new(&["Occasion", "Client", "Manager", ""]).whole(0);
    for one in upcoming {
        let day = if one.on == paper.today {
            "today".to_owned()
        } else {
            words::short_day(one.on, paper.today).to_string()
        };
        let manager = if of_all { one.manager.as_str() } else { "" };
        table.row([
            Cell::new(day),
            Cell::of_one_line(&one.name).styled(style::HEADING),
            Cell::of_one_line(manager),
            Cell::of_one_line(&one.what).and(years(one), style::PLAIN),
        ]);
    }
    table.to_string(paper.width)
}

/// `, turns 44` of a birthday, `, 3 years` of anything else; nothing where the year isn't known.
pub(super) fn years(one: &Upcoming) -> String {
    match one.years {
        None | Some(0) => String::new(),
        Some(years) if is_birthday(&one.what) => format!(", turns {years}"),
        Some(years) => {
            let years = usize::try_from(years).unwrap_or_default();
            format!(", {}", Count(years, "year"))
        }
    }
}

pub(super) fn json(upcoming: &[Upcoming]) -> Value {
    let lines = upcoming.iter().map(|one| {
        json!({
            "client": one.client, "name": one.name, "manager": one.manager, "what": one.what,
            "on": one.on, "years": one.years,
        })
    });
    lines.collect()
}
