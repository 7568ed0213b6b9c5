//! Open offers: those of one dossier, those that a day has to do with, and all of a list.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::cell::Cell;
use super::table::Table;
use super::words::{self, Count};
use super::{Paper, paragraph, style};
use crate::binder::{Dossier, Offered, OpenOffer, offer};

/// The open offers of a dossier, numbered as they are typed.
pub(super) fn of_a_dossier(dossier: &Dossier, paper: Paper) -> String {
    let open = offer::open(dossier);
    if open.is_empty() {
        return String::new();
    }
    let mut table = Table::new(&["", "", "", ""]).whole(0).whole(2);
    for one in &open {
        table.row([
            Cell::new(one.n.to_string()),
            title(one),
            amount(one),
            state(one, paper),
        ]);
    }
    let heading = Cell::new("Open offers").styled(style::HEADING);
    paragraph(heading, paper.width) + &table.to_string(paper.width)
}

/// The same on paper: the number, the offer, and how long it stands.
pub(super) fn on_paper(dossier: &Dossier, paper: Paper) -> Vec<[Cell; 3]> {
    let open = offer::open(dossier).into_iter();
    open.map(|one| {
        [
            Cell::new(one.n.to_string()),
            with_amount(&one),
            state(&one, paper),
        ]
    })
    .collect()
}

/// On a day sheet: the offer, whose it is, and how long it stands.
pub(super) fn on_a_sheet(offered: &[Offered], paper: Paper) -> Vec<[Cell; 3]> {
    let rows = offered.iter().map(|one| {
        [
            with_amount(&one.offer),
            Cell::of_one_line(&one.name).styled(style::HEADING),
            state(&one.offer, paper),
        ]
    });
    rows.collect()
}

/// The offers that end soon, or have ended without an answer. With everybody's (`of_all`) it is said
/// who has each client.
pub(super) fn of_a_day(offered: &[Offered], of_all: bool, paper: Paper) -> String {
    let mut table = Table::new(&["Offer", "Client", "Manager", ""]).whole(0);
    for one in offered {
        let manager = if of_all { one.manager.as_str() } else { "" };
        let answered = format!(
            "\nanswered: tickler draft {} --accepted {} (or --declined)",
            one.client, one.offer.n
        );
        table.row([
            state(&one.offer, paper),
            Cell::of_one_line(&one.name).styled(style::HEADING),
            Cell::of_one_line(manager),
            with_amount(&one.offer).and(answered, style::MUTED),
        ]);
    }
    table.to_string(paper.width)
}

/// All open offers of a list, by their last day.
pub(super) fn of_a_list(offered: &[Offered], of_all: bool, paper: Paper) -> String {
    let titles = ["Valid", "Client", "Manager", "No.", "Offer", "Amount"];
    let mut table = Table::new(&titles).whole(0).whole(5);
    for one in offered {
        let manager = if of_all { one.manager.as_str() } else { "" };
        let name = Cell::of_one_line(&one.name).styled(style::HEADING);
        table.row([
            state(&one.offer, paper),
            name.and(format!("\n{}", one.client), style::MUTED),
            Cell::of_one_line(manager),
            Cell::new(one.offer.n.to_string()),
            title(&one.offer),
            amount(&one.offer),
        ]);
    }
    table.to_string(paper.width)
}

/// `until 13 Jul`, `ends tomorrow`, `ended 3 days ago`.
fn state(offer: &OpenOffer, paper: Paper) -> Cell {
    let (Some(until), Some(left)) = (offer.offer.valid_until, offer.days_left(paper.today)) else {
        return Cell::new("no end").styled(style::MUTED);
    };
    match left {
        0 => Cell::new("ends today").styled(style::LATE),
        1 => Cell::new("ends tomorrow").styled(style::LATE),
        ..0 => {
            let ago = usize::try_from(-left).unwrap_or_default();
            Cell::new(format!("ended {} ago", Count(ago, "day"))).styled(style::LATE)
        }
        _ if offer.is_ending(paper.today) => {
            let days = usize::try_from(left).unwrap_or_default();
            Cell::new(format!("ends in {}", Count(days, "day")))
        }
        _ => Cell::new(format!("until {}", words::short_day(until, paper.today))),
    }
}

fn title(offer: &OpenOffer) -> Cell {
    let Some(number) = &offer.offer.number else {
        return Cell::of_one_line(&offer.offer.title);
    };
    let title = Cell::of_one_line(&offer.offer.title);
    if offer.offer.title.contains(number.as_str()) {
        title
    } else {
        title.and(format!("\n{number}"), style::MUTED)
    }
}

fn amount(offer: &OpenOffer) -> Cell {
    Cell::of_one_line(offer.offer.amount.as_deref().unwrap_or_default())
}

/// `Offer acme-1, EUR 1,140.00`.
fn with_amount(offer: &OpenOffer) -> Cell {
    let parts = [Some(&offer.offer.title), offer.offer.amount.as_ref()];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    Cell::of_one_line(parts.join(", "))
}

/// A value for each offer.
pub(super) fn lines(offered: &[Offered], today: NaiveDate) -> Value {
    let lines = offered.iter().map(|one| {
        let OpenOffer { n, offer, .. } = &one.offer;
        json!({
            "client": one.client, "name": one.name, "manager": one.manager, "n": n,
            "number": offer.number, "title": offer.title, "amount": offer.amount,
            "valid_until": offer.valid_until, "made": offer.made,
            "days_left": one.offer.days_left(today),
        })
    });
    lines.collect()
}
