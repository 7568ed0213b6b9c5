//! Tables for a terminal: no frame, no lines, never wider than asked.
//!
//! comfy-table decides the widths, wraps at words and pads. It counts columns by unicode-width and
//! breaks long words between graphemes, so Thai, CJK, joined emoji and combining marks keep
//! together and aligned. What it can't do without a terminal of its own is styles (it would count
//! the escapes as text), so a table is laid out plain and painted afterwards.

use comfy_table::{
    CellAlignment, ColumnConstraint, ContentArrangement, ContentLineStyle, LineStyle, TableStyle,
    Width,
};
use unicode_width::UnicodeWidthStr;

use super::cell::{Brush, Cell};
use super::style;

/// Between two columns. One blank is also between two words; two are a column.
const GAP: &str = "  ";
/// ASCII's own marks between fields and between records. A layout is taken apart at them, which is
/// safe because a [`Cell`] lets neither through.
const FIELD: char = '\u{1f}';
const RECORD: char = '\u{1e}';
/// How wide a word may demand its column to be. Tried in turn: a table that doesn't fit with
/// e-mail addresses in one piece may fit with them broken; if not even words of the last width fit
/// beside each other, the table is written as cards.
const WORD_WIDTHS: [usize; 3] = [32, 16, 8];

/// Rows under titles.
#[derive(Clone, Debug)]
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
}

#[derive(Clone, Debug)]
struct Column {
    title: Cell,
    alignment: CellAlignment,
    whole: bool,
}

impl Table {
    /// A table with these titles and no rows yet. A table whose titles are all empty has no header.
    #[must_use]
    pub fn new(titles: &[&str]) -> Self {
        let column = |title: &&str| Column {
            title: Cell::new(title).styled(style::COLUMN),
            alignment: CellAlignment::Left,
            whole: false,
        };
        Self {
            columns: titles.iter().map(column).collect(),
            rows: Vec::new(),
        }
    }

    /// Aligns `column` (from 0) at its right: numbers.
    #[must_use]
    pub fn right(mut self, column: usize) -> Self {
        if let Some(column) = self.columns.get_mut(column) {
            column.alignment = CellAlignment::Right;
        }
        self
    }

    /// Keeps the lines of `column` (from 0) unbroken as long as that is possible: dates, phones.
    #[must_use]
    pub fn whole(mut self, column: usize) -> Self {
        if let Some(column) = self.columns.get_mut(column) {
            column.whole = true;
        }
        self
    }

    /// Adds a row, which has a cell for each title; what is missing stays empty.
    pub fn row<C: Into<Cell>>(&mut self, cells: impl IntoIterator<Item = C>) -> &mut Self {
        let mut row: Vec<Cell> = cells.into_iter().map(Into::into).collect();
        debug_assert!(row.len() <= self.columns.len(), "a cell without a title");
        row.resize(self.columns.len(), Cell::default());
        self.rows.push(row);
        self
    }

    /// The table as text of at most `width` columns, styled, each line ended by `\n`.
    ///
    /// Columns without content are left out; a table without content is the empty string. Nothing
    /// is ever cut off: cells wrap, long words are broken over lines, and a table with too many
    /// columns for `width` is written as one card a row. Below a width of 2, wide characters are
    /// wider than `width`.
    #[must_use]
    pub fn to_string(&self, width: usize) -> String {
        let used: Vec<usize> = (0..self.columns.len())
            .filter(|&n| self.rows.iter().any(|row| !row[n].is_blank()))
            .collect();
        if used.is_empty() {
            return String::new();
        }
        let titles = used.iter().map(|&n| &self.columns[n].title);
        let has_header = titles.clone().any(|title| !title.is_blank());
        let header = has_header.then(|| titles.collect());
        let body = self
            .rows
            .iter()
            .map(|row| used.iter().map(|&n| &row[n]).collect());
        let grid: Vec<Vec<&Cell>> = header.into_iter().chain(body).collect();

        let columns: Vec<&Column> = used.iter().map(|&n| &self.columns[n]).collect();
        match least_widths(&columns, &grid, width) {
            Some(least) => beside_each_other(&columns, &grid, &least, width),
            None => as_cards(&columns, &grid[usize::from(has_header)..], width),
        }
    }
}

/// One row below the other, each cell on lines of its own behind its title.
fn as_cards(columns: &[&Column], rows: &[Vec<&Cell>], width: usize) -> String {
    let column = Column {
        title: Cell::default(),
        alignment: CellAlignment::Left,
        whole: false,
    };
    let mut cards = Vec::with_capacity(rows.len());
    for row in rows {
        let lines: Vec<Cell> = std::iter::zip(columns, row)
            .filter(|(_, cell)| !cell.is_blank())
            .map(|(column, cell)| cell.labelled(&column.title))
            .collect();
        let grid: Vec<Vec<&Cell>> = lines.iter().map(|line| vec![line]).collect();
        cards.push(beside_each_other(&[&column], &grid, &[1], width));
    }
    cards.retain(|card| !card.is_empty());
    cards.join("\n")
}

/// For each column the width below which it would be hard to read; `None` if these don't fit.
fn least_widths(columns: &[&Column], grid: &[Vec<&Cell>], width: usize) -> Option<Vec<usize>> {
    let gaps = GAP.len() * (columns.len() - 1);
    let mut longest = vec![(0, 0); columns.len()];
    for (n, cell) in grid.iter().flat_map(|row| row.iter().enumerate()) {
        for line in cell.text().lines() {
            let word = line.split(' ').map(UnicodeWidthStr::width).max();
            longest[n].0 = longest[n].0.max(line.width());
            longest[n].1 = longest[n].1.max(word.unwrap_or(0));
        }
    }
    let whole = std::iter::zip(columns, &longest).map(|(column, &(line, word))| {
        if column.whole {
            line
        } else {
            word.min(WORD_WIDTHS[0])
        }
    });
    let broken = WORD_WIDTHS
        .iter()
        .map(|&limit| longest.iter().map(|&(_, word)| word.min(limit)).collect());
    std::iter::once(whole.collect())
        .chain(broken)
        .find(|least: &Vec<usize>| least.iter().sum::<usize>() + gaps <= width)
}

/// The grid as lines, its columns beside each other.
fn beside_each_other(
    columns: &[&Column],
    grid: &[Vec<&Cell>],
    least: &[usize],
    width: usize,
) -> String {
    let plain = lay_out(columns, grid, least, width);
    let mut text = String::new();
    // A line of record marks stands between every two rows.
    let rows = plain.split(|line| line.starts_with(RECORD));
    for (cells, lines) in std::iter::zip(grid, rows) {
        let mut brushes: Vec<Brush> = cells.iter().map(|cell| Brush::new(cell)).collect();
        for line in lines {
            let mut painted = String::new();
            for (n, (part, brush)) in line.split(FIELD).zip(&mut brushes).enumerate() {
                if n > 0 {
                    painted.push_str(GAP);
                }
                brush.paint(part, &mut painted);
            }
            text.push_str(painted.trim_end_matches(' '));
            text.push('\n');
        }
    }
    text
}

/// The plain lines of the table, with [`FIELD`] between columns and [`RECORD`] between rows.
fn lay_out(columns: &[&Column], grid: &[Vec<&Cell>], least: &[usize], width: usize) -> Vec<String> {
    let marks = TableStyle::new()
        .content_lines(ContentLineStyle {
            junction: Some(FIELD),
            ..ContentLineStyle::none()
        })
        .row_separator(LineStyle::none().fill(RECORD));
    // comfy-table counts a mark as one column; the gap that replaces it is wider.
    let wider = (GAP.len() - 1) * (columns.len() - 1);
    let mut table = comfy_table::Table::new();
    table
        .load_style(marks)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(narrow(width.saturating_sub(wider)));
    for row in grid {
        let cells = row.iter().map(|cell| cell.text());
        table.add_row(cells.map(comfy_table::Cell::new_owned).collect::<Vec<_>>());
    }
    for ((column, &least), laid_out) in std::iter::zip(columns, least).zip(table.column_iter_mut())
    {
        laid_out
            .set_padding((0, 0))
            .set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(narrow(least))))
            .set_cell_alignment(column.alignment);
    }
    table.lines().collect()
}

fn narrow(width: usize) -> u16 {
    u16::try_from(width).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::render::bar::bar;
    use crate::render::style::{AGREED, LATE};

    const NAMES: &str = "Ivan Ivanov, Иван Иванов, สมชาย ใจดี, น้ำผึ้ง, Žydrūnė Šimkutė, Z\u{30c}y, \
                         محمد العربي, 山田太郎, 👩‍💼 Anna, 🇱🇹 Ona, 👍🏽 Ben, ❤\u{fe0f} C, \x1b[31m, \u{202e}";
    const WORDS: &str = "Ivan Žydrūnė สมชาย ที่น้ำ محمد علاء 山田太郎 👩‍💼 🇱🇹 👍🏽 ⸻ \x1b[31m \u{202e} \n \
                         procurement@a-very-long-company-name.example";

    fn plain(text: &str) -> String {
        anstream::adapter::strip_str(text).to_string()
    }

    fn day() -> Table {
        let mut table = Table::new(&["Time", "Client", "Company", "Phone", "Late"])
            .whole(0)
            .whole(3)
            .right(4);
        let long = "Žydrūnė Šimkutė\nHead of purchasing and logistics";
        table
            .row([
                "10:00",
                "Ivan Ivanov",
                "Romashka Ltd",
                "+370 600 12345",
                "2",
            ])
            .row([
                "",
                long,
                "UAB Vilniaus prekyba ir partneriai",
                "+370 5 212 3456",
                "12",
            ])
            .row(["", "สมชาย ใจดี", "บริษัท ไทยดี จำกัด", "+66 2 123 4567", ""])
            .row(["9:30", "👩‍💼 Anna", "山田太郎商店", "", "101"])
            .row([
                "",
                "محمد العربي",
                "procurement@a-very-long-company-name.example",
                "",
                "",
            ]);
        table
    }

    #[test]
    fn a_day_reads_well_at_80_columns() {
        let expected = "\
Time   Client            Company                           Phone            Late
10:00  Ivan Ivanov       Romashka Ltd                      +370 600 12345      2
       Žydrūnė Šimkutė   UAB Vilniaus prekyba ir           +370 5 212 3456    12
       Head of           partneriai
       purchasing and
       logistics
       สมชาย ใจดี         บริษัท ไทยดี จำกัด                    +66 2 123 4567
9:30   👩‍💼 Anna           山田太郎商店                                        101
       محمد العربي       procurement@a-very-long-company-
                         name.example
";
        assert_eq!(plain(&day().to_string(80)), expected);
    }

    #[test]
    fn what_does_not_fit_beside_each_other_is_written_as_cards() {
        let mut table = Table::new(&["Time", "Client", "Note", "Phone"]).whole(3);
        table
            .row(["10:00", "Ivan Ivanov", "", "+370 600 12345"])
            .row(["", "Žydrūnė Šimkutė", "asks for prices", ""]);
        let expected = "\
Time: 10:00
Client: Ivan
Ivanov
Phone: +370 600
12345

Client: Žydrūnė
Šimkutė
Note: asks for
prices
";
        assert_eq!(plain(&table.to_string(16)), expected);
    }

    #[test]
    fn columns_start_at_the_same_place_in_every_script() {
        for (width, start) in [(80, 17), (18, 17), (16, 15)] {
            let mut table = Table::new(&["Client", "X"]);
            for name in NAMES.split(", ") {
                table.row([Cell::new(name).styled(LATE), Cell::new("|")]);
            }
            let text = plain(&table.to_string(width));
            let places = text.lines().filter_map(|line| line.split_once('|'));
            let starts: Vec<usize> = places.map(|(before, _)| before.width()).collect();
            assert_eq!(starts, [start; 14], "{text}");
        }
    }

    #[test]
    fn only_columns_with_content_are_shown() {
        let cases: [(&[&str], &[&str], &str); 4] = [
            (&["A", "B", "C"], &["a", " ", "c"], "A  C\na  c\n"),
            (&["", "", ""], &["a", "b", ""], "a  b\n"),
            (&["A"], &[""], ""),
            (&["A"], &[], ""),
        ];
        for (titles, cells, text) in cases {
            let mut table = Table::new(titles);
            table.row(cells.iter().copied());
            assert_eq!(plain(&table.to_string(80)), text);
        }
        assert_eq!(Table::new(&["A"]).to_string(80), "");
    }

    #[test]
    fn a_bar_and_a_style_stay_in_their_column() {
        let mut table = Table::new(&["Day", "", "Load"]).right(2);
        for (day, load) in [("Thu 13 Jun", 34), ("Fri 14 Jun", 0)] {
            let load_bar = bar(load, 30, 40, 9).into_iter().collect();
            table.row([
                Cell::new(day).styled(AGREED),
                load_bar,
                load.to_string().into(),
            ]);
        }
        let expected = "\
\x1b[1m\x1b[4mDay\x1b[0m                   \x1b[1m\x1b[4mLoad\x1b[0m
\x1b[1mThu 13 Jun\x1b[0m  ██████\x1b[2m│\x1b[0m\x1b[33m▊\x1b[0m    34
\x1b[1mFri 14 Jun\x1b[0m        \x1b[2m│\x1b[0m      0
";
        assert_eq!(table.to_string(80), expected);
    }

    fn cell_text() -> impl Strategy<Value = String> {
        let word = prop_oneof![4 => prop::sample::select(WORDS.split(' ').collect::<Vec<_>>()).prop_map(String::from),
                               1 => any::<String>()];
        prop::collection::vec(word, 0..6).prop_map(|words| words.join(" "))
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_nothing_is_cut(
            rows in prop::collection::vec(prop::collection::vec(cell_text(), 5), 1..5),
            width in 3_usize..100,
        ) {
            let mut table = Table::new(&["Time", "Client", "", "Phone", "Late"]).right(1).whole(3);
            for row in &rows {
                table.row(row.iter().map(|text| Cell::new(text).styled(LATE)));
            }
            let text = plain(&table.to_string(width));
            for line in text.lines() {
                prop_assert!(line.width() <= width, "{} > {width}: {line}", line.width());
            }
            let cells: String = rows.iter().flatten().map(|text| Cell::new(text).text()).collect();
            for c in cells.chars().filter(|c| !c.is_whitespace()) {
                prop_assert!(text.matches(c).count() >= cells.matches(c).count(), "{c:?}: {text}");
            }
        }
    }
}
