//! Lists of clients as CSV: how one is to be read is told from all of it, then its rows are yielded
//! as [`Arrival`]s. The same file is opened several times for that, by whoever has the disk.

mod card;
pub mod charset;
mod dates;
mod headings;
mod ours;
#[cfg(test)]
mod round_trip;
mod rows;
mod target;

use std::io::{self, Read};

use encoding_rs::Encoding;

use super::arrival::{Arrival, BadRow};
use crate::binder::ImportRefusal;
use card::cards;
use headings::{folded, meant};
use rows::{Row, Rows};

pub use dates::Order;
pub use target::Target;

/// How much of a file is looked at to tell its delimiter.
const BEGINNING: u64 = 1 << 16;

/// What is said of a list instead of told from it.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// In which letters it is written.
    pub encoding: Option<&'static Encoding>,
    /// What comes first in its dates.
    pub order: Option<Order>,
    /// Columns by their headings, with what they are for.
    pub columns: Vec<(String, Target)>,
}

/// A list, as it is to be read.
#[derive(Clone, Debug)]
pub struct List {
    /// Its columns.
    pub columns: Vec<Column>,
    /// In which letters it is written.
    pub encoding: &'static Encoding,
    /// Whether these letters were guessed.
    pub is_guess: bool,
    order: Order,
    delimiter: u8,
    has_delimiter_line: bool,
    /// Whether we wrote it ourselves.
    is_ours: bool,
}

/// A column of a list.
#[derive(Clone, Debug)]
pub struct Column {
    /// What it is called.
    pub heading: String,
    /// What it is for.
    pub target: Target,
    /// How many of its cells say something.
    pub filled: usize,
    /// The column that has the label of its cells.
    label: Option<usize>,
}

/// Opens the file once more, at its beginning.
pub type Open<'a> = &'a dyn Fn() -> io::Result<Box<dyn Read>>;

impl List {
    /// Finds out how a list is to be read. `file` is what it is called.
    ///
    /// # Errors
    /// An [`ImportRefusal`]: a file that can't be read, or has no column for the name; a column that
    /// is said and not there; dates that can be two days each.
    pub fn look(file: &str, open: Open<'_>, said: &Said) -> Result<Self, ImportRefusal> {
        let fails = |error: io::Error| cant_read(file, format!("can't be read: {error}"));
        let told = charset::tell(open().map_err(fails)?).map_err(fails)?;
        let encoding = told.or_said(said.encoding);
        let mut start = Vec::new();
        let beginning = open().map_err(fails)?.take(BEGINNING);
        { beginning }.read_to_end(&mut start).map_err(fails)?;
        let (start, _, _) = encoding.decode(&start);
        let (delimiter, has_delimiter_line) = rows::delimiter(&start);
        let mut list = Self {
            columns: Vec::new(),
            encoding,
            is_guess: told.is_guess && said.encoding.is_none(),
            order: said.order.unwrap_or(Order::DayFirst),
            delimiter,
            has_delimiter_line,
            is_ours: false,
        };
        let mut rows = list.rows(open().map_err(fails)?);
        let heading = rows.next().ok_or_else(|| cant_read(file, "is empty"))?;
        let heading = heading.map_err(|bad| cant_read(file, format!("has no heading: {bad}")))?;
        list.is_ours = ours::is_ours(&heading.cells);
        let headings = heading.restored(list.is_ours).cells;
        list.columns = columns(headings, &said.columns)?;
        list.needs_a_name(file)?;
        let seen = list.see(rows);
        if said.order.is_none() {
            list.order = seen.order(file)?;
        }
        Ok(list)
    }

    /// Refuses a list in which nothing says who a client is.
    fn needs_a_name(&self, file: &str) -> Result<(), ImportRefusal> {
        let says = |column: &Column| {
            matches!(
                column.target,
                Target::Text("name" | "company") | Target::Name(_)
            )
        };
        if self.columns.iter().any(says) {
            return Ok(());
        }
        let columns = self.columns.iter();
        Err(ImportRefusal::NoName {
            file: file.to_owned(),
            columns: columns.map(|column| column.heading.clone()).collect(),
        })
    }

    /// Looks at all cells once: which columns say something, and how dates are written.
    fn see(&mut self, rows: Rows<Box<dyn Read>>) -> Dates {
        let mut dates = Dates::default();
        // A row that can't be read is told when the clients are taken.
        for row in rows.map_while(Result::ok) {
            let Row { line, cells, .. } = row.restored(self.is_ours);
            for (column, cell) in self.columns.iter_mut().zip(&cells) {
                if cell.trim().is_empty() {
                    continue;
                }
                column.filled += 1;
                if column.target.is_date() {
                    dates.see(column, line, cell);
                }
            }
        }
        dates
    }

    /// The clients in it.
    pub fn arrivals(&self, input: Box<dyn Read>) -> impl Iterator<Item = Result<Arrival, BadRow>> {
        let mut rows = self.rows(input);
        let heading = rows.next();
        let broken = heading.and_then(Result::err).map(Err);
        let is_ours = self.is_ours;
        let rows = rows.map(move |row| Ok(row?.restored(is_ours)));
        broken
            .into_iter()
            .chain(cards(rows, self.columns.clone(), self.order))
    }

    fn rows(&self, input: Box<dyn Read>) -> Rows<Box<dyn Read>> {
        let mut rows = Rows::new(input, self.encoding, self.delimiter);
        if self.has_delimiter_line {
            rows.next();
        }
        rows
    }
}

/// What is seen of the dates in which the day and the month may come first.
#[derive(Default)]
struct Dates {
    day_first: bool,
    month_first: bool,
    /// The first that can be read both ways: column, line, text.
    either: Option<(String, u64, String)>,
}

impl Dates {
    fn see(&mut self, column: &Column, line: u64, cell: &str) {
        let Some((written, _)) = dates::read(cell) else {
            return;
        };
        match written.order() {
            Some(Order::DayFirst) => self.day_first = true,
            Some(Order::MonthFirst) => self.month_first = true,
            None if written.is_ambiguous() && self.either.is_none() => {
                let (heading, cell) = (column.heading.clone(), cell.trim().to_owned());
                self.either = Some((heading, line, cell));
            }
            None => {}
        }
    }

    /// What comes first in all of them.
    fn order(self, file: &str) -> Result<Order, ImportRefusal> {
        match (self.day_first, self.month_first, self.either) {
            (false, true, _) => Ok(Order::MonthFirst),
            // Where both orders are met and nothing is open, the rows of the other are refused.
            (true, false, _) | (_, _, None) => Ok(Order::DayFirst),
            (_, _, Some((column, line, text))) => Err(ImportRefusal::EitherDate {
                file: file.to_owned(),
                column,
                line,
                text,
            }),
        }
    }
}

/// The columns, each for what is said of it, or else for what its heading means.
fn columns(headings: Vec<String>, said: &[(String, Target)]) -> Result<Vec<Column>, ImportRefusal> {
    let mut targets = meant(&headings);
    for (called, target) in said {
        let is_called = |heading: &String| folded(heading) == folded(called);
        let Some(at) = headings.iter().position(is_called) else {
            return Err(ImportRefusal::NoSuchColumn {
                column: called.clone(),
                known: headings,
            });
        };
        for (number, (taken, heading)) in targets.iter_mut().zip(&headings).enumerate() {
            let is_single = target.is_single();
            if number == at || (!is_single && is_called(heading)) {
                *taken = target.clone();
            } else if is_single && taken == target {
                // What is said goes before what another column only seems to be for.
                *taken = Target::Own(target::own_key(heading).into());
            }
        }
    }
    let labels = headings::labels(&headings);
    let columns = headings.into_iter().zip(targets).zip(labels);
    let column = |((heading, target), label)| Column {
        heading,
        target,
        filled: 0,
        label,
    };
    Ok(columns.map(column).collect())
}

fn cant_read(file: &str, why: impl Into<String>) -> ImportRefusal {
    let (file, why) = (file.to_owned(), why.into());
    ImportRefusal::CantRead { file, why }
}
