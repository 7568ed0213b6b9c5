//! The rows of a list as cards: what each cell says, put where its column belongs.

use std::collections::BTreeMap;

use super::rows::Row;
use super::target::{Home, Line, Part, Target, own_key};
use super::{Column, Order, dates};
use crate::binder::lookup::words;
use crate::binder::{CardList, Occasion, Outcome, Place};
use crate::exchange::arrival::{Arrival, BadRow, Card, Client, LeftOut};
use crate::exchange::members;

/// What Google puts between several values in one cell.
const BETWEEN: &str = ":::";

/// The group of everybody, as Google calls it, and as it did before.
const EVERYBODY: [&str; 2] = ["* myContacts", "* My Contacts"];

/// The clients that these rows tell of.
pub(super) fn cards(
    rows: impl Iterator<Item = Result<Row, BadRow>>,
    columns: Vec<Column>,
    order: Order,
) -> impl Iterator<Item = Result<Arrival, BadRow>> {
    let mut is_over = false;
    let rows = rows.take_while(move |row| {
        let goes_on = !is_over;
        is_over = row.is_err();
        goes_on
    });
    rows.map(move |row| Reading::of(&row?, &columns, order))
}

/// A row that is read.
struct Reading<'a> {
    row: &'a Row,
    order: Order,
    card: Card,
    /// What stands in the column that is only called name.
    name: &'a str,
    names: BTreeMap<Part, &'a str>,
    addresses: [BTreeMap<Line, &'a str>; 2],
    left_out: Vec<LeftOut>,
}

impl<'a> Reading<'a> {
    fn of(row: &'a Row, columns: &[Column], order: Order) -> Result<Arrival, BadRow> {
        let bad = |why: String| BadRow::new(row.line, why);
        if row.is_garbled {
            return Err(bad(
                "something in it is written in other letters than the file".to_owned(),
            ));
        }
        let further = row.cells.iter().skip(columns.len());
        if { further }.any(|cell| !cell.trim().is_empty()) {
            let (cells, known) = (row.cells.len(), columns.len());
            return Err(bad(format!(
                "it has {cells} cells, and there are {known} columns"
            )));
        }
        let mut reading = Self {
            row,
            order,
            card: Card::default(),
            name: "",
            names: BTreeMap::new(),
            addresses: [BTreeMap::new(), BTreeMap::new()],
            left_out: Vec::new(),
        };
        for (column, cell) in columns.iter().zip(&row.cells) {
            if cell.trim().is_empty() {
                continue;
            }
            if cell.contains('\0') {
                let heading = &column.heading;
                return Err(bad(format!("there is a NUL in the column {heading}")));
            }
            reading.take(column, cell).map_err(bad)?;
        }
        let is_there = |part| {
            let mut columns = columns.iter();
            columns.any(|column| column.target == Target::Name(part))
        };
        reading.finish([Part::First, Part::Last].map(is_there))
    }

    /// Puts one cell where it belongs.
    fn take(&mut self, column: &Column, cell: &'a str) -> Result<(), String> {
        match &column.target {
            Target::Text("name") => self.name = cell.trim(),
            Target::Text("address") => {
                self.addresses[0].insert(Line::Whole, cell.trim());
            }
            Target::Text(key) => self.card.set(key, cell),
            Target::Name(part) => drop(self.names.insert(*part, cell.trim())),
            Target::Phone(label) => self.phones(column, label, cell),
            Target::Email => {
                for address in several(cell, &[';']) {
                    self.card.add(CardList::Emails, address);
                }
            }
            Target::Tags => {
                // Google marks its own groups, of which everybody is in one.
                let tags = several(cell, &[';']).filter(|tag| !EVERYBODY.contains(tag));
                for tag in tags {
                    let tag = tag.strip_prefix("* ").unwrap_or(tag);
                    self.card.add(CardList::Tags, tag);
                }
            }
            Target::Member(list) => self.card.add(*list, cell),
            Target::OurTags => {
                for tag in members::parted(cell) {
                    self.card.add(CardList::Tags, &tag);
                }
            }
            Target::Occasion(what) => self.occasion(column, what, cell),
            Target::Address(home, line) => {
                let address = &mut self.addresses[usize::from(*home == Home::Home)];
                address.insert(*line, cell.trim());
            }
            Target::Note => self.card.note(cell),
            Target::LastContact => match self.date(column, cell)? {
                Some((Place::Day(day), time)) => self.card.last = Some((day, time)),
                None => {}
                Some(_) => return Err(no_date(column, cell)),
            },
            Target::NextContact => self.card.next = self.date(column, cell)?,
            Target::Own(key) => {
                let label = self.label(column).map(own_key);
                self.card.set(label.as_deref().unwrap_or(key), cell);
            }
            Target::Outcome => self.card.outcome = Outcome::named(cell),
            Target::Slug => self.card.slug = Some(cell.to_owned()),
            Target::TypedOccasion if Occasion::typed(cell).is_ok() => {
                self.card.add(CardList::Occasions, cell);
            }
            Target::TypedOccasion => {
                self.occasion(column, &column.heading.trim().to_lowercase(), cell);
            }
            Target::Label | Target::Nowhere => {}
        }
        Ok(())
    }

    /// Phone numbers, each behind the label that another column or the heading gives it.
    fn phones(&mut self, column: &Column, label: &str, cell: &str) {
        let said = self.label(column).map(str::to_lowercase);
        let label = said.as_deref().unwrap_or(label);
        for number in several(cell, &[]) {
            let labelled = match label {
                "" => number.to_owned(),
                _ if number.contains(':') => number.to_owned(),
                label => format!("{label}: {number}"),
            };
            self.card.add(CardList::Phones, &labelled);
        }
    }

    /// The label that stands in another column.
    fn label(&self, column: &Column) -> Option<&'a str> {
        let cell = self.row.cells.get(column.label?)?;
        let label = cell.trim().trim_start_matches('*').trim_start();
        (!label.is_empty()).then_some(label)
    }

    /// A day of the year; one that is none is left out, for it is no reason to leave out a client.
    fn occasion(&mut self, column: &Column, what: &str, cell: &str) {
        let label = self.label(column).map(str::to_lowercase);
        let what = label.as_deref().unwrap_or(what).replace('=', " ");
        match dates::occasion(cell, self.order) {
            Some(date) if date.is_empty() => {}
            Some(date) => self
                .card
                .add(CardList::Occasions, &format!("{what}={date}")),
            None => self.leave_out(column, cell),
        }
    }

    fn leave_out(&mut self, column: &Column, cell: &str) {
        self.left_out.push(LeftOut::Value {
            what: column.heading.clone(),
            text: cell.trim().to_owned(),
        });
    }

    /// A date with its time; `None` where the program says that there is none.
    fn date(
        &self,
        column: &Column,
        cell: &str,
    ) -> Result<Option<(Place, Option<chrono::NaiveTime>)>, String> {
        let no_date = || no_date(column, cell);
        let (written, time) = dates::read(cell).ok_or_else(no_date)?;
        if written == dates::Written::Nothing {
            return Ok(None);
        }
        let place = written.place(self.order).ok_or_else(no_date)?;
        let is_day = matches!(place, Place::Day(_));
        if time.is_some() && !is_day {
            return Err(no_date());
        }
        Ok(Some((place, time)))
    }

    /// The name, put together of what stands in its columns. A list that has one for the given names
    /// or for the family names, and not both, has the other half in the one that is only called name.
    fn name(&self, [has_first, has_last]: [bool; 2]) -> String {
        let part = |part| self.names.get(&part).copied().unwrap_or_default();
        let (first, last) = (part(Part::First), part(Part::Last));
        let parts = match (has_first, has_last) {
            (true, false) if !says(self.name, first) => [first, part(Part::Middle), self.name],
            (false, true) if !says(self.name, last) => [self.name, part(Part::Middle), last],
            _ if !self.name.is_empty() => ["", self.name, ""],
            _ => [first, part(Part::Middle), last],
        };
        let said = parts.into_iter().filter(|part| !part.is_empty());
        said.collect::<Vec<_>>().join(" ")
    }

    fn finish(mut self, halves: [bool; 2]) -> Result<Arrival, BadRow> {
        let name = self.name(halves);
        self.card.set("name", &name);
        // Where nobody is named, the company itself is the client.
        let company = self.card.text("company").map(str::to_owned);
        self.card
            .set("name", company.as_deref().unwrap_or_default());
        let [work, home] = self.addresses.map(|address| in_lines(&address));
        self.card.set("address", &work);
        self.card.set("home address", &home);
        if self.card.text("name").is_none() {
            return Err(BadRow::new(self.row.line, "it has no name"));
        }
        Ok(Arrival {
            line: self.row.line,
            client: Client::Card(Box::new(self.card)),
            left_out: self.left_out,
        })
    }
}

/// The values in one cell, divided by line breaks, by what Google puts between, or by these marks.
fn several<'c>(cell: &'c str, marks: &'static [char]) -> impl Iterator<Item = &'c str> {
    let parts = cell.split(BETWEEN).flat_map(move |part| {
        part.split(move |letter| letter == '\n' || letter == '\r' || marks.contains(&letter))
    });
    parts.map(str::trim).filter(|part| !part.is_empty())
}

/// Whether a text has all words of this part in it.
fn says(text: &str, part: &str) -> bool {
    let known = words(text);
    words(part).iter().all(|word| known.contains(word))
}

/// An address as it is written on an envelope: of what stands in one cell, and of what stands in
/// others and not in that one.
fn in_lines(address: &BTreeMap<Line, &str>) -> String {
    let whole = address.get(&Line::Whole).copied().unwrap_or_default();
    let of = |line| {
        let part = address.get(&line).copied().unwrap_or_default();
        if says(whole, part) { "" } else { part }
    };
    let city = format!("{} {}", of(Line::Code), of(Line::City));
    let lines = [
        whole,
        of(Line::Street),
        city.trim(),
        of(Line::State),
        of(Line::Country),
    ];
    let lines = lines.into_iter().filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

fn no_date(column: &Column, cell: &str) -> String {
    format!(
        "\"{}\" in the column {} is no date",
        cell.trim(),
        column.heading
    )
}
