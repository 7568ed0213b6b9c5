//! The whole binder as a picture: a line for each divider, with a bar of what stands behind it.

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::bar::bar;
use super::cell::Cell;
use super::harmless::harmless;
use super::table::Table;
use super::words::{self, Count};
use super::{Paper, paragraph, style};
use crate::binder::overview::{Span, Tab};
use crate::binder::{DayOff, Divider};
use crate::commands::WholeBinder;

/// From this width on days and months stand beside each other.
const TWO_PAGES: usize = 140;
/// Between the two.
const BETWEEN: &str = "    ";
/// A bar that is shorter says little.
const SHORTEST_BAR: usize = 6;
/// A bar that is longer is no easier to read.
const LONGEST_BAR: usize = 60;

pub(super) fn text(binder: &WholeBinder, paper: Paper) -> String {
    let overview = &binder.overview;
    let is_month = |tab: &&Tab| matches!(tab.span, Span::Month { .. });
    let (months, days): (Vec<&Tab>, Vec<&Tab>) = overview.tabs.iter().partition(is_month);
    let two_pages = paper.width >= TWO_PAGES;
    let width = if two_pages {
        (paper.width - BETWEEN.len()) / 2
    } else {
        paper.width
    };
    let days = page(binder, &days, paper, width) + &passed(&days, width);
    let months = page(binder, &months, paper, width) + &besides(binder);
    let pages = if two_pages {
        beside(&days, &months, width)
    } else {
        format!("{days}\n{months}")
    };
    format!("{}\n{pages}", heading(binder, paper.width))
}

/// `Thu 2024-06-13  anna  143 dossiers, 5 overdue  (│ marks 30 a day)`.
fn heading(binder: &WholeBinder, width: usize) -> String {
    let overview = &binder.overview;
    let (date, manager) = (words::day(binder.date), harmless(&binder.manager));
    let total = Count(overview.total(), "dossier");
    let overdue = match overview.overdue {
        0 => String::new(),
        late => format!(", {late} overdue"),
    };
    let cell = Cell::new(format!("{date}  {manager}  {total}{overdue}")).styled(style::HEADING);
    let mark = format!("  (│ marks {} a day)", binder.capacity);
    paragraph(cell.and(mark, style::MUTED), width)
}

/// A table of dividers of one sort.
fn page(binder: &WholeBinder, tabs: &[&Tab], paper: Paper, width: usize) -> String {
    let room = |tab: &Tab| match tab.span {
        Span::Month { working_days, .. } => working_days * binder.capacity,
        Span::Day { .. } | Span::Passed => binder.capacity,
    };
    let tabs = tabs.iter().filter(|tab| tab.span != Span::Passed);
    let rows: Vec<(Vec<Cell>, &Tab)> = tabs.map(|tab| (labels(binder, tab, paper), *tab)).collect();
    let loads = rows.iter().map(|(_, tab)| tab.load.max(room(tab)));
    // One far over the others must not press them all into nothing.
    let most_room = rows.iter().map(|(_, tab)| room(tab)).max().unwrap_or(0);
    let scale = loads.max().unwrap_or(0).min(2 * most_room);
    let widest = |column: usize| {
        let cells = rows.iter().map(|(labels, _)| labels[column].text());
        cells.map(|text| text.width()).max().unwrap_or(0)
    };
    // Two blanks behind each column that has something in it. A remark may be broken.
    let taken = [widest(0), widest(1), widest(2), widest(3).min(width / 4)];
    let taken: usize = taken
        .into_iter()
        .filter(|taken| *taken > 0)
        .map(|taken| taken + 2)
        .sum();
    let bar_width = width.saturating_sub(taken).clamp(SHORTEST_BAR, LONGEST_BAR);
    let mut table = Table::new(&[""; 5]).right(2);
    for column in 0..4 {
        table = table.whole(column);
    }
    for (labels, tab) in rows {
        let drawn: Cell = bar(tab.load, room(tab), scale, bar_width)
            .into_iter()
            .collect();
        let [divider, day, load, remark]: [Cell; 4] = labels.try_into().unwrap_or_default();
        table.row([divider, day, load, drawn, remark]);
    }
    table.to_string(width)
}

/// What stands beside the bar: divider, day, load, remark.
fn labels(binder: &WholeBinder, tab: &Tab, paper: Paper) -> Vec<Cell> {
    let load = Cell::new(tab.load.to_string());
    match &tab.span {
        Span::Day { date, off } => {
            let divider = match tab.divider {
                Divider::Day(number) => format!("{number:>2}"),
                _ => String::new(),
            };
            let is_today = *date == binder.date;
            let style = match off {
                _ if is_today => style::TODAY,
                Some(_) => style::MUTED,
                None => style::PLAIN,
            };
            let day = words::short_day(*date, paper.today).to_string();
            let load = if tab.load > binder.capacity {
                load.styled(style::OVER_CAPACITY)
            } else {
                load.styled(style)
            };
            let remark = day_remark(binder, is_today, off.as_ref());
            vec![
                Cell::new(divider).styled(style),
                Cell::new(day).styled(style),
                load,
                remark,
            ]
        }
        Span::Month { month, .. } => {
            let name = words::month(*month, paper.today).to_string();
            let begun = month.first_day() <= binder.date;
            let remark = if begun { "no day yet" } else { "" };
            vec![
                Cell::default(),
                Cell::new(name),
                load,
                Cell::new(remark).styled(style::MUTED),
            ]
        }
        Span::Passed => vec![Cell::default(); 4],
    }
}

/// `today, 5 overdue`, `day off`, `Midsummer`.
fn day_remark(binder: &WholeBinder, is_today: bool, off: Option<&DayOff>) -> Cell {
    let mut cell = Cell::default();
    if is_today {
        cell = cell.and("today", style::TODAY);
    }
    if let Some(off) = off {
        let off = match off {
            DayOff::WeekEnd(_) => "day off",
            DayOff::Holiday(name) => name,
        };
        let comma = if is_today { ", " } else { "" };
        cell = cell.and(format!("{comma}{off}"), style::MUTED);
    }
    if is_today && binder.overview.overdue > 0 {
        let overdue = format!(", {} overdue", binder.overview.overdue);
        cell = cell.and(overdue, style::LATE);
    }
    cell
}

/// The numbers that no coming day stands behind: `1–12, 31  empty`.
fn passed(tabs: &[&Tab], width: usize) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for tab in tabs.iter().filter(|tab| tab.span == Span::Passed) {
        let Divider::Day(number) = tab.divider else {
            continue;
        };
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => runs.push((number, number)),
        }
    }
    if runs.is_empty() {
        return String::new();
    }
    let runs: Vec<String> = runs
        .into_iter()
        .map(|(first, last)| match last - first {
            0 => first.to_string(),
            _ => format!("{first}–{last}"),
        })
        .collect();
    let text = format!(
        "{}: nothing, until next month comes to the front",
        runs.join(", ")
    );
    paragraph(Cell::new(text).styled(style::MUTED), width)
}

/// What has no date.
fn besides(binder: &WholeBinder) -> String {
    let overview = &binder.overview;
    let style = style::MUTED;
    format!(
        "\nsomeday  {}\n{style}closed   {}{style:#}\n",
        overview.someday, overview.closed
    )
}

/// Two texts beside each other, the left one `width` columns wide.
fn beside(left: &str, right: &str, width: usize) -> String {
    let count = left.lines().count().max(right.lines().count());
    let line = |text: &str, number: usize| text.lines().nth(number).unwrap_or("").to_owned();
    let mut text = String::new();
    for number in 0..count {
        let (left, right) = (line(left, number), line(right, number));
        let shown = anstream::adapter::strip_str(&left).to_string().width();
        let gap = if right.is_empty() {
            String::new()
        } else {
            " ".repeat(width.saturating_sub(shown)) + BETWEEN
        };
        text = text + &left + &gap + &right + "\n";
    }
    text
}

pub(super) fn json(binder: &WholeBinder) -> Value {
    let overview = &binder.overview;
    let dividers = overview.tabs.iter().map(|tab| {
        let (date, month, working) = match &tab.span {
            Span::Day { date, off } => (json!(date), Value::Null, json!(off.is_none())),
            Span::Month { month, .. } => (Value::Null, json!(month), Value::Null),
            Span::Passed => (Value::Null, Value::Null, Value::Null),
        };
        json!({
            "divider": tab.divider, "date": date, "month": month, "load": tab.load,
            "working": working,
        })
    });
    json!({
        "date": binder.date, "manager": binder.manager, "capacity": binder.capacity,
        "overdue": overview.overdue, "dividers": dividers.collect::<Vec<_>>(),
        "someday": overview.someday, "closed": overview.closed,
    })
}
