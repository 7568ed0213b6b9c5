//! A time that was looked back on, on a page. With a row for each week, stage and the like it is
//! [`super::stats_rows`]; for programs [`super::stats_data`].

use super::bar::{TREND, bar, plain, trend};
use super::cell::Cell;
use super::harmless::harmless;
use super::stats_data;
use super::stats_rows;
use super::table::Table;
use super::words::{self, Count};
use super::{Paper, paragraph, style};
use crate::binder::measure::{Figure, Measure, Number, Unit};
use crate::binder::stats::{Row, Stats};
use crate::binder::team::Member;
use crate::commands::Counted;

/// A bar beside its number, in columns.
const BAR: usize = 24;

/// The page, in parts: a measure a line, with what is told beside it.
const PAGE: [&[(&str, Beside)]; 4] = [
    &[
        ("contacts", Beside::Weeks),
        ("calls", Beside::Bar(Figure::Contacts)),
        ("meetings", Beside::Bar(Figure::Contacts)),
        ("emails", Beside::Bar(Figure::Contacts)),
        ("messages", Beside::Bar(Figure::Contacts)),
        ("visits", Beside::Bar(Figure::Contacts)),
        ("letters", Beside::Bar(Figure::Contacts)),
        ("reached", Beside::Share("reached_share")),
        ("no_answer", Beside::Bar(Figure::Ended)),
        ("left_message", Beside::Bar(Figure::Ended)),
    ],
    &[
        ("on_agreed_day", Beside::Share("agreed_share")),
        ("after_agreed_day", Beside::Bar(Figure::Agreed)),
        ("promises_made", Beside::Nothing),
        ("promises_kept", Beside::Share("promises_kept_share")),
        ("promises_missed", Beside::Bar(Figure::PromisesDecided)),
    ],
    &[
        ("new_clients", Beside::Nothing),
        ("first_reached", Beside::Nothing),
        ("won", Beside::Share("won_share")),
        ("lost", Beside::Bar(Figure::Closed)),
    ],
    &[
        ("mood", Beside::Of("moods", "contact")),
        ("complaints", Beside::Nothing),
        ("complaints_open", Beside::Bar(Figure::Complaints)),
        ("answer_hours", Beside::Nothing),
    ],
];

/// The groups of clients.
const GROUPS: [(&str, Beside); 4] = [
    ("clients", Beside::Nothing),
    ("clients_new", Beside::Bar(Figure::Clients)),
    ("clients_existing", Beside::Bar(Figure::Clients)),
    ("clients_dissatisfied", Beside::Bar(Figure::Clients)),
];

/// What is told beside a number.
#[derive(Clone, Copy)]
enum Beside {
    Nothing,
    /// A bar: how much of another figure it is.
    Bar(Figure),
    /// Another measure, which is a share.
    Share(&'static str),
    /// Of how many another measure says it is the mean.
    Of(&'static str, &'static str),
    /// How it went week by week.
    Weeks,
}

pub(super) fn text(counted: &Counted, paper: Paper) -> String {
    let stats = &counted.stats;
    if counted.as_csv {
        return stats_data::csv(stats);
    }
    let body = if stats.by.is_some() {
        stats_rows::text(stats, paper)
    } else {
        page(stats, paper)
    };
    format!("{}\n{body}", heading(stats, paper))
}

/// `Wed 2024-05-15 to Thu 2024-06-13  anna`.
fn heading(stats: &Stats, paper: Paper) -> String {
    let (since, until) = (stats.period.since, stats.period.until);
    let days = format!("{} to {}", words::day(since), words::day(until));
    let manager = harmless(stats.manager.as_deref().unwrap_or("all binders"));
    let heading = Cell::new(format!("{days}  {manager}")).styled(style::HEADING);
    paragraph(heading, paper.width)
}

fn page(stats: &Stats, paper: Paper) -> String {
    let mut table = Table::new(&["", "", ""]).right(1).whole(0);
    for part in PAGE {
        lines(part, stats, &mut table);
        gap(&mut table);
    }
    lines(&GROUPS, stats, &mut table);
    stages(stats, &mut table);
    for member in &stats.ahead {
        gap(&mut table);
        ahead(member, paper, &mut table);
    }
    table.to_string(paper.width)
}

fn gap(table: &mut Table) {
    table.row([Cell::default()]);
}

/// Some measures, each in a line; those that come to nothing where others say more are left out.
fn lines(part: &[(&str, Beside)], stats: &Stats, table: &mut Table) {
    for (key, beside) in part {
        let Some((measure, value)) = told(key, stats) else {
            continue;
        };
        let is_part = measure.title.starts_with(char::is_lowercase);
        if is_part && value == Number::Whole(0) {
            continue;
        }
        let title = if is_part {
            Cell::new(format!("  {}", measure.title))
        } else {
            Cell::new(measure.title).styled(style::HEADING)
        };
        table.row([
            title,
            Cell::new(shown(value, measure.unit)),
            self::beside(*beside, value, stats),
        ]);
    }
}

fn told(key: &str, stats: &Stats) -> Option<(&'static Measure, Number)> {
    let measure = Measure::named(key)?;
    Some((measure, stats.total.value(measure)?))
}

fn beside(beside: Beside, value: Number, stats: &Stats) -> Cell {
    match beside {
        Beside::Nothing => Cell::default(),
        Beside::Bar(of) => {
            let of = usize::try_from(stats.total.tally.of(of)).unwrap_or_default();
            Cell::from_iter([plain(value.whole(), of, BAR)])
        }
        Beside::Share(key) => told(key, stats).map_or_else(Cell::default, |(measure, share)| {
            let said = format!(" {}", shown(share, measure.unit));
            let bar = plain(share.thousand(), 1000, BAR);
            Cell::from_iter([bar]).and(said, style::MUTED)
        }),
        Beside::Of(key, what) => told(key, stats).map_or_else(Cell::default, |(_, count)| {
            let said = format!("of 5, in {}", Count(count.whole(), what));
            Cell::new(said).styled(style::MUTED)
        }),
        Beside::Weeks => weeks(stats),
    }
}

/// `▂▅▇ by week`; nothing for a single week.
fn weeks(stats: &Stats) -> Cell {
    let weeks = stats.weeks.iter();
    let weeks: Vec<usize> = weeks
        .map(|(_, contacts)| usize::try_from(*contacts).unwrap_or_default())
        .collect();
    if weeks.len() < 2 {
        return Cell::default();
    }
    let says = match weeks.len() {
        ..=TREND => " by week".to_owned(),
        _ => format!(" last {TREND} weeks"),
    };
    Cell::new(trend(&weeks)).and(says, style::MUTED)
}

/// How many clients stand at each stage today, and for how long.
fn stages(stats: &Stats, table: &mut Table) {
    let clients = |row: &Row| usize::try_from(row.tally.of(Figure::Clients)).unwrap_or_default();
    let all = stats.stages.iter().map(clients).sum();
    let there: Vec<&Row> = stats.stages.iter().filter(|row| clients(row) > 0).collect();
    // Where nobody has a stage, there is nothing to tell.
    if there.iter().all(|row| row.key.name().is_none()) {
        return;
    }
    gap(table);
    table.row([Cell::new("At the stage").styled(style::HEADING)]);
    for row in there {
        let days = Measure::named("days_at_stage").and_then(|days| days.value(&row.tally));
        let days = days.map(|days| format!(" for {}", shown(days, Unit::Days)));
        let bar = Cell::from_iter([plain(clients(row), all, BAR)]);
        table.row([
            Cell::new("  ").followed_by(stats_rows::name(&row.key, None)),
            Cell::new(clients(row).to_string()),
            bar.and(days.unwrap_or_default(), style::MUTED),
        ]);
    }
}

/// What is to be done today and on the coming working days, against what can be.
fn ahead(member: &Member, paper: Paper, table: &mut Table) {
    let loads = member.next_days.iter().map(|(_, load)| *load);
    let most = loads.chain([member.today]).max().unwrap_or_default();
    table.row([
        Cell::new("Load ahead").styled(style::HEADING),
        Cell::default(),
        Cell::new(format!("│ marks {} a day", member.capacity)).styled(style::MUTED),
    ]);
    let mut line = |day: String, load: usize, about: String| {
        let bar = bar(load, member.capacity, most, BAR);
        let bar: Cell = bar.into_iter().collect();
        table.row([
            Cell::new(format!("  {day}")),
            Cell::new(load.to_string()),
            bar.and(about, style::LATE),
        ]);
    };
    let late = match member.overdue {
        0 => String::new(),
        late => format!(" {late} overdue"),
    };
    line("today".to_owned(), member.today, late);
    for (day, load) in &member.next_days {
        let day = words::short_day(*day, paper.today);
        line(day.to_string(), *load, String::new());
    }
}

/// A number with its unit: `63`, `73%`, `4.3`, `26 h`, `12 days`.
pub(super) fn shown(number: Number, unit: Unit) -> String {
    let rounded = |to: i64| (number.thousandths() + to / 2) / to;
    match unit {
        Unit::Count => number.to_string(),
        Unit::Share => format!("{}%", rounded(10)),
        Unit::Mood => {
            let tenths = rounded(100);
            format!("{}.{}", tenths / 10, tenths % 10)
        }
        Unit::Hours => format!("{} h", rounded(1000)),
        Unit::Days => {
            let days = usize::try_from(rounded(1000)).unwrap_or_default();
            Count(days, "day").to_string()
        }
    }
}
