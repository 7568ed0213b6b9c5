//! A binder that changed hands: who has what now.

use chrono::NaiveDate;
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::cell::Cell;
use super::table::Table;
use super::words::{self, Count};
use super::{Paper, paragraph, show, style, whereabouts};
use crate::binder::Place;
use crate::binder::form::Forms;
use crate::commands::{Given, HandedOver, Way};
use crate::store::parse_dossier;

pub(super) fn text(handed: &HandedOver, paper: Paper) -> String {
    let mut parts = vec![heading(handed, paper)];
    if !handed.dossiers.is_empty() {
        parts.push(takers(handed, paper));
    }
    let late: Vec<&Given> = handed.dossiers.iter().filter(|one| is_late(one)).collect();
    if !late.is_empty() {
        parts.push(list("Overdue", &late, |one| late_since(one, paper), paper));
    }
    let moved = handed.dossiers.iter().filter(|one| one.was != one.place);
    let moved: Vec<&Given> = moved.collect();
    if !moved.is_empty() {
        let title = "Moved to the nearest day with room";
        parts.push(list(title, &moved, |one| stands(one, paper), paper));
    }
    if handed.to.len() > 1 {
        let all: Vec<&Given> = handed.dossiers.iter().collect();
        parts.push(list("Who has whom", &all, |one| stands(one, paper), paper));
    }
    if !handed.over_capacity.is_empty() {
        parts.push(over_capacity(handed, paper));
    }
    parts.join("\n")
}

/// `Handed 12 dossiers of anna over to ben`.
fn heading(handed: &HandedOver, paper: Paper) -> String {
    let count = Count(handed.dossiers.len(), "dossier");
    let (manager, to) = (&handed.manager, words::and_list(&handed.to));
    let text = match handed.way {
        Way::Over => format!("Handed {count} of {manager} over to {to}"),
        Way::Lent(until) => format!(
            "Lent {count} of {manager} to {to} until {}",
            words::day_with_distance(until, paper.today)
        ),
        Way::Back => format!("Brought {count} back to {manager}"),
    };
    let left = if handed.left {
        format!("\n{manager} is marked as having left")
    } else {
        String::new()
    };
    let cell = Cell::new(text).styled(style::HEADING);
    paragraph(cell.and(left, style::PLAIN), paper.width)
}

/// How much comes to each taker; of what came back, from whom it is.
fn takers(handed: &HandedOver, paper: Paper) -> String {
    let is_back = handed.way == Way::Back;
    let (title, of): (_, fn(&Given) -> &str) = if is_back {
        ("From", |one| &one.from)
    } else {
        ("To", |one| &one.to)
    };
    let mut names: Vec<&str> = handed.dossiers.iter().map(of).collect();
    if !is_back {
        names = handed.to.iter().map(String::as_str).collect();
    }
    names.sort_unstable();
    names.dedup();
    let titles = [title, "Dossiers", "Overdue", "Today", "Later", "No day"];
    let mut table = Table::new(&titles).whole(0);
    for column in 1..titles.len() {
        table = table.right(column);
    }
    for name in names {
        let own: Vec<&Given> = handed
            .dossiers
            .iter()
            .filter(|one| of(one) == name)
            .collect();
        let count = |fits: &dyn Fn(&Given) -> bool| {
            let count = own.iter().filter(|one| fits(one)).count();
            if count == 0 {
                String::new()
            } else {
                count.to_string()
            }
        };
        let later = |place| matches!(place, Place::Day(day) if day > paper.today);
        table.row([
            name.to_owned(),
            own.len().to_string(),
            count(&is_late),
            count(&|one| one.place == Place::Day(paper.today)),
            count(&|one| later(one.place)),
            count(&|one| !is_late(one) && !matches!(one.place, Place::Day(_))),
        ]);
    }
    table.to_string(paper.width)
}

fn is_late(one: &Given) -> bool {
    one.days_late > 0
}

/// Clients with where they stand, and who has them now.
fn list(title: &str, given: &[&Given], place: impl Fn(&Given) -> String, paper: Paper) -> String {
    let mut table = Table::new(&["", "", ""]).whole(2);
    for one in given {
        table.row([one.name.clone(), place(one), one.to.clone()]);
    }
    let title = Cell::new(title).styled(style::HEADING);
    paragraph(title, paper.width) + &table.to_string(paper.width)
}

/// `Fri 2024-06-07, 6 days late`.
fn late_since(one: &Given, paper: Paper) -> String {
    let place = whereabouts::place(one.place, None, paper);
    format!("{place}, {}", words::late(one.days_late))
}

fn stands(one: &Given, paper: Paper) -> String {
    if is_late(one) {
        return late_since(one, paper);
    }
    let day = whereabouts::day(one.place, None, paper);
    day.unwrap_or_else(|| whereabouts::place(one.place, None, paper))
}

fn over_capacity(handed: &HandedOver, paper: Paper) -> String {
    let mut table = Table::new(&["", "", ""]).whole(0).right(2);
    for day in &handed.over_capacity {
        let date = words::day_with_distance(day.date, paper.today).to_string();
        let load = format!("{} of {}", day.load, day.capacity);
        let load = Cell::new(load).styled(style::OVER_CAPACITY);
        table.row([Cell::new(&day.manager), Cell::new(date), load]);
    }
    let title = Cell::new("More than can be done").styled(style::HEADING);
    paragraph(title, paper.width) + &table.to_string(paper.width)
}

/// The face for programs. The dossiers come one after the other, each let go before the next: as
/// values all of a binder's would take more memory than all the rest of a handover.
#[derive(Serialize)]
pub(super) struct Handed<'a> {
    manager: &'a str,
    to: &'a [String],
    until: Option<NaiveDate>,
    moved: bool,
    dossiers: InFull<'a>,
    over_capacity: Vec<Value>,
    to_ask_about: [(); 0],
}

/// Dossiers, each as `show` has it.
struct InFull<'a> {
    given: &'a [Given],
    forms: &'a Forms,
    today: NaiveDate,
}

impl Serialize for InFull<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.given.iter().map(|one| {
            // What was just written is read again: all of it.
            let dossier = parse_dossier(one.bytes.as_ref()?).ok()?;
            let forms = self.forms.on_card(&dossier, self.today);
            Some(show::dossier_json(
                &dossier,
                &one.client,
                one.divider,
                &forms,
            ))
        }))
    }
}

pub(super) fn json(handed: &HandedOver, paper: Paper) -> Handed<'_> {
    let over = handed.over_capacity.iter().map(|day| {
        json!({
            "manager": day.manager, "date": day.date, "load": day.load, "capacity": day.capacity,
        })
    });
    Handed {
        manager: &handed.manager,
        to: &handed.to,
        until: handed.way.until(),
        moved: !handed.dry_run,
        dossiers: InFull {
            given: &handed.dossiers,
            forms: &handed.forms,
            today: paper.today,
        },
        over_capacity: over.collect(),
        to_ask_about: [],
    }
}
