//! The table of what was counted, with a row for each week, stage, kind and the like.

use chrono::{Datelike, NaiveDate};
use unicode_width::UnicodeWidthStr;

use super::bar::{plain, trend};
use super::cell::Cell;
use super::stats::shown;
use super::table::Table;
use super::{Paper, WIDE, style};
use crate::binder::measure::{By, Key, Measure, Number, Unit};
use crate::binder::stats::{Row, Stats};

/// A bar in a table, in columns.
const SHORT_BAR: usize = 6;
const LONG_BAR: usize = 20;
/// The column of the bar.
const BAR: usize = 3;
/// Wider than any table.
const ENDLESS: usize = 10_000;
/// How many measures are told as a line of columns.
const TRENDS: usize = 4;

/// The measures of a table, each with the title of its column; the first has a bar.
type Columns = &'static [(&'static str, &'static str)];

const OF_TIMES: Columns = &[
    ("contacts", "Contacts"),
    ("reached_share", "Reached"),
    ("agreed_share", "On day"),
    ("promises_kept_share", "Kept"),
    ("new_clients", "New"),
    ("won", "Won"),
    ("lost", "Lost"),
    ("mood", "Mood"),
    ("complaints", "Compl."),
];

const OF_STAGES: Columns = &[
    ("clients", "Clients"),
    ("days_at_stage", "There"),
    ("stages_left", "Left"),
    ("stage_days", "after"),
    ("contacts", "Contacts"),
    ("reached_share", "Reached"),
    ("won", "Won"),
    ("lost", "Lost"),
];

const OF_KINDS: Columns = &[
    ("contacts", "Contacts"),
    ("reached_share", "Reached"),
    ("no_answer", "No answer"),
    ("left_message", "Left message"),
    ("agreed_share", "On day"),
    ("mood", "Mood"),
];

pub(super) fn text(stats: &Stats, paper: Paper) -> String {
    let Some((by, first)) = stats.by.zip(stats.rows.first()) else {
        return "Nothing was done in this time.\n".to_owned();
    };
    let (title, columns) = match by {
        By::Week => ("Week", OF_TIMES),
        By::Month => ("Month", OF_TIMES),
        By::Manager => ("Manager", OF_TIMES),
        By::Source => ("Source", OF_TIMES),
        By::Stage => ("Stage", OF_STAGES),
        By::Kind => ("Kind", OF_KINDS),
    };
    let table = table(title, columns, stats, paper);
    let is_of_one = stats.rows.iter().all(|row| row.manager == first.manager);
    if matches!(by, By::Week | By::Month) && is_of_one && stats.rows.len() > 1 {
        return format!("{}\n{table}", trends(columns, stats, paper));
    }
    table
}

/// The table: with bars, where there is room for them.
fn table(title: &str, columns: Columns, stats: &Stats, paper: Paper) -> String {
    let width = if paper.width < WIDE {
        SHORT_BAR
    } else {
        LONG_BAR
    };
    let with_bars = laid_out(title, columns, stats, paper, width).to_string(ENDLESS);
    let plain = anstream::adapter::strip_str(&with_bars).to_string();
    if plain.lines().all(|line| line.width() <= paper.width) {
        return with_bars;
    }
    laid_out(title, columns, stats, paper, 0).to_string(paper.width)
}

/// The table with bars of this width, each behind the first number.
fn laid_out(title: &str, columns: Columns, stats: &Stats, paper: Paper, width: usize) -> Table {
    let mut titles = vec![title, "Manager"];
    titles.extend(columns.iter().map(|(_, title)| *title));
    titles.insert(BAR, "");
    let mut table = Table::new(&titles);
    for column in (2..titles.len()).filter(|column| *column != BAR) {
        table = table.right(column).whole(column);
    }
    let is_of_times = matches!(stats.by, Some(By::Week | By::Month));
    if is_of_times {
        table = table.whole(0);
    }
    let first = columns[0].0;
    let most = stats.rows.iter().map(|row| count(row, first)).max();
    let is_named = stats.manager.is_none() && stats.by != Some(By::Manager);
    for row in &stats.rows {
        let manager = row.manager.as_deref().filter(|_| is_named);
        let mut cells = vec![
            name(&row.key, Some(paper)),
            Cell::new(manager.unwrap_or_default()),
        ];
        let numbers: Vec<String> = columns.iter().map(|(key, _)| number(row, key)).collect();
        // A time in which nothing was is a measure; a source of which nothing was is none.
        if !is_of_times && numbers.iter().all(String::is_empty) {
            continue;
        }
        cells.extend(numbers.iter().map(Cell::new));
        let bar = plain(count(row, first), most.unwrap_or_default(), width);
        cells.insert(BAR, Cell::from_iter([bar]));
        table.row(cells);
    }
    table
}

/// A number; blank for nothing, so that a column of nothings is left out. Hours to the answer stand
/// behind the complaints: `2, 25h`.
fn number(row: &Row, key: &str) -> String {
    let value = |key| {
        let measure = Measure::named(key)?;
        let value = row.value(measure)?;
        (value != Number::Whole(0)).then_some((value, measure.unit))
    };
    match value(key) {
        None => String::new(),
        Some((days, Unit::Days)) => format!("{}d", days.rounded()),
        Some((complaints, _)) if key == "complaints" => match value("answer_hours") {
            Some((hours, _)) => format!("{complaints}, {}h", hours.rounded()),
            None => complaints.to_string(),
        },
        Some((value, unit)) => shown(value, unit),
    }
}

/// A number for a bar, in thousandths.
fn count(row: &Row, key: &str) -> usize {
    let measure = Measure::named(key);
    let value = measure.and_then(|measure| row.value(measure));
    value.map_or(0, Number::thousand)
}

/// `Contacts ▂▅▇`: how the first measures went, a line each, those left out that never were.
fn trends(columns: Columns, stats: &Stats, paper: Paper) -> String {
    let told = columns.iter().filter_map(|(key, title)| {
        let numbers: Vec<usize> = stats.rows.iter().map(|row| count(row, key)).collect();
        let is_something = numbers.iter().any(|number| *number > 0);
        is_something.then(|| [Cell::new(title), Cell::new(trend(&numbers))])
    });
    let mut table = Table::new(&["", ""]);
    for row in told.take(TRENDS) {
        table.row(row);
    }
    table.to_string(paper.width)
}

/// What a row tells of; weeks and months as they are seen from today, where that is said.
pub(super) fn name(key: &Key, paper: Option<Paper>) -> Cell {
    match key {
        Key::All => Cell::new("all"),
        Key::Week(monday) => Cell::new(short(*monday, "%-d %b", paper)),
        Key::Month(month) => Cell::new(short(month.first_day(), "%b", paper)),
        Key::Named(_, name) => Cell::of_one_line(name),
        Key::None => Cell::new("none").styled(style::MUTED),
    }
}

/// A day in this form, with its year where that isn't today's.
fn short(day: NaiveDate, form: &str, paper: Option<Paper>) -> String {
    let is_this_year = paper.is_some_and(|paper| paper.today.year() == day.year());
    let year = if is_this_year { "" } else { " %Y" };
    day.format(&format!("{form}{year}")).to_string()
}
