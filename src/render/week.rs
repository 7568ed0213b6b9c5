//! Some days with who stands behind each.

use serde_json::{Value, json};

use super::cell::Cell;
use super::harmless::harmless;
use super::table::Table;
use super::{Paper, WIDE, line, style, words};
use crate::binder::Line;
use crate::binder::week::WeekDay;
use crate::commands::Days;

pub(super) fn text(days: &Days, paper: Paper) -> String {
    let mut table = Table::new(&["Day", "Time", "Client", "Phone", "Next"]);
    for column in [0, 1, 3] {
        table = table.whole(column);
    }
    for day in &days.week.days {
        let mut date = Some(date(day, days.capacity, paper));
        if day.lines.is_empty() {
            table.row(date.take());
        }
        for one in &day.lines {
            let phone = if paper.width < WIDE {
                Cell::default()
            } else {
                line::phone(one)
            };
            table.row([
                date.take().unwrap_or_default(),
                time(one, paper),
                client(one),
                phone,
                Cell::new(line::next(one, paper.width)),
            ]);
        }
    }
    let (style, manager) = (style::HEADING, harmless(&days.manager));
    let heading = format!("{style}{}  {manager}{style:#}\n", words::day(days.date));
    format!("{heading}\n{}", table.to_string(paper.width))
}

/// `Thu 13 Jun`, and below it `today, 4 of 30` or `day off, 1`.
fn date(day: &WeekDay, capacity: usize, paper: Paper) -> Cell {
    let (load, is_today) = (day.lines.len(), day.date == paper.today);
    let name = words::short_day(day.date, paper.today).to_string();
    let mut about = Vec::new();
    if is_today {
        about.push("today".to_owned());
    }
    about.push(if day.working {
        format!("{load} of {capacity}")
    } else {
        format!("day off, {load}")
    });
    let style = if day.working && load > capacity {
        style::OVER_CAPACITY
    } else {
        style::MUTED
    };
    let name = Cell::new(name).styled(if is_today { style::TODAY } else { style::PLAIN });
    name.over(Cell::new(about.join(", ")).styled(style))
}

/// The time or the days late, and whether the client has agreed to the date.
fn time(line: &Line, paper: Paper) -> Cell {
    let is_late = line.days_late > 0;
    let cell = if is_late {
        Cell::new(words::late(line.days_late).to_string()).styled(style::LATE)
    } else {
        Cell::new(line.time.map_or_else(String::new, line::clock))
    };
    if !line.agreed {
        return cell;
    }
    let agreed = Cell::new("agreed").styled(style::MUTED);
    let cell = if is_late {
        cell
    } else {
        cell.styled(style::AGREED)
    };
    if paper.width < WIDE || (line.time.is_none() && !is_late) {
        cell.over(agreed)
    } else {
        cell.and(" ", style::PLAIN).followed_by(agreed)
    }
}

/// `Ivan Ivanov, Romashka Ltd`: in one line, since there are many.
fn client(line: &Line) -> Cell {
    let company = line.company.as_ref();
    let company = company.map_or_else(String::new, |company| format!(", {company}"));
    Cell::of_one_line(&line.name)
        .styled(style::HEADING)
        .followed_by(Cell::of_one_line(company))
}

pub(super) fn json(days: &Days) -> Value {
    let list = days.week.days.iter().map(|day| {
        json!({
            "date": day.date, "load": day.lines.len(), "working": day.working,
            "dossiers": day.lines,
        })
    });
    json!({ "date": days.date, "manager": days.manager, "days": list.collect::<Vec<_>>() })
}
