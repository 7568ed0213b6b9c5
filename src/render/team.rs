//! Every manager's binder in a line: how much there is, and the coming days as small bars.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::bar::bar;
use super::cell::Cell;
use super::table::Table;
use super::words::{self, Count};
use super::{Paper, WIDE, paragraph, style};
use crate::binder::team::{Contacts, Member, SILENT_AFTER, Silent};
use crate::commands::WholeTeam;

/// A bar on a narrow terminal, in columns.
const SHORT_BAR: usize = 6;
/// A bar that is longer is no easier to read.
const LONG_BAR: usize = 18;
/// What the columns beside the bars take, with what is between all of them.
const BESIDES: usize = 70;
/// How many silent clients are named.
const NAMED: usize = 5;

pub(super) fn text(team: &WholeTeam, paper: Paper) -> String {
    if team.members.is_empty() {
        return "Nobody has a binder here.\n".to_owned();
    }
    let mut parts = vec![heading(team, paper), table(team, paper)];
    if team.members.iter().any(|member| member.contacts.is_some()) {
        parts.push(contacts(team, paper));
    }
    parts.join("\n")
}

/// `Thu 2024-06-13  3 managers  62 dossiers, 8 overdue  (│ marks the capacity)`.
fn heading(team: &WholeTeam, paper: Paper) -> String {
    let sum = |count: fn(&Member) -> usize| team.members.iter().map(count).sum::<usize>();
    let (date, managers) = (words::day(team.date), Count(team.members.len(), "manager"));
    let dossiers = Count(sum(|member| member.dossiers), "dossier");
    let overdue = match sum(|member| member.overdue) {
        0 => String::new(),
        late => format!(", {late} overdue"),
    };
    let cell = Cell::new(format!("{date}  {managers}  {dossiers}{overdue}"));
    let mark = "  (│ marks the capacity)";
    paragraph(
        cell.styled(style::HEADING).and(mark, style::MUTED),
        paper.width,
    )
}

fn table(team: &WholeTeam, paper: Paper) -> String {
    let days = |member: &Member| member.next_days.iter().map(|(day, _)| *day).collect();
    let of_first: Vec<NaiveDate> = team.members.first().map_or(Vec::new(), days);
    // Managers may have days off of their own: then each bar says its day.
    let is_same = team.members.iter().all(|member| days(member) == of_first);
    let names: Vec<String> = of_first.iter().map(|day| name(*day)).collect();
    let mut titles = vec!["Manager", "Dossiers", "Overdue", "Today"];
    let shared = if is_same {
        names.iter().map(String::as_str).collect()
    } else {
        vec![""; names.len()]
    };
    titles.extend(shared);
    let mut table = Table::new(&titles).right(1).right(2).right(3);
    for column in 3..titles.len() {
        table = table.whole(column);
    }
    for member in &team.members {
        let overdue = match member.overdue {
            0 => Cell::default(),
            late => Cell::new(late.to_string()).styled(style::LATE),
        };
        let today = Cell::new(format!("{} of {}", member.today, member.capacity));
        let today = if member.today > member.capacity {
            today.styled(style::OVER_CAPACITY)
        } else {
            today
        };
        let mut row = vec![
            Cell::new(&member.manager).styled(style::HEADING),
            Cell::new(member.dossiers.to_string()),
            overdue,
            today,
        ];
        row.extend(member.next_days.iter().map(|(day, load)| {
            let above = if is_same {
                Cell::default()
            } else {
                Cell::new(name(*day)).styled(style::MUTED)
            };
            above.over(small_bar(*load, member.capacity, paper))
        }));
        table.row(row);
    }
    table.to_string(paper.width)
}

/// `Fri 14`: the day is one of the coming ones, so its month is no question.
fn name(day: NaiveDate) -> String {
    day.format("%a %-d").to_string()
}

/// A day's load. The capacity is marked at the same place for everybody, so that bars of managers
/// who can do more or less are compared by how full the day is.
fn small_bar(load: usize, capacity: usize, paper: Paper) -> Cell {
    let (load_in, room) = (load.saturating_mul(4), capacity.saturating_mul(4));
    let scale = capacity.saturating_mul(5);
    if paper.width < WIDE {
        return bar(load_in, room, scale, SHORT_BAR).into_iter().collect();
    }
    let width = (paper.width.saturating_sub(BESIDES) / 5).clamp(SHORT_BAR, LONG_BAR);
    let number = Cell::new(format!("{load:>3} "));
    number.followed_by(bar(load_in, room, scale, width).into_iter().collect())
}

fn contacts(team: &WholeTeam, paper: Paper) -> String {
    let silent = format!("No contact for over {SILENT_AFTER} days");
    let mut table = Table::new(&["Manager", "Last contact", &silent]).whole(1);
    for member in &team.members {
        let Some(contacts) = &member.contacts else {
            continue;
        };
        table.row([
            Cell::new(&member.manager).styled(style::HEADING),
            last(contacts, paper),
            silent_ones(&member.manager, contacts),
        ]);
    }
    table.to_string(paper.width)
}

fn last(contacts: &Contacts, paper: Paper) -> Cell {
    let Some(last) = &contacts.last else {
        return Cell::new("never").styled(style::MUTED);
    };
    let date = last.get(..10).and_then(|date| date.parse().ok());
    Cell::new(date.map_or_else(String::new, |date| {
        words::short_day(date, paper.today).to_string()
    }))
}

/// `12 clients: Ona (64 days), Inga (never, 40 days), …`, and where to see the rest.
fn silent_ones(manager: &str, contacts: &Contacts) -> Cell {
    let silent = &contacts.silent;
    if silent.is_empty() {
        return Cell::new("nobody").styled(style::MUTED);
    }
    let one = |one: &Silent| {
        let never = if one.last.is_none() { "never, " } else { "" };
        format!("{} ({never}{} days)", one.name, one.days)
    };
    let named: Vec<String> = silent.iter().take(NAMED).map(one).collect();
    let cell = Cell::new(format!(
        "{}: {}",
        Count(silent.len(), "client"),
        named.join(", ")
    ));
    if silent.len() <= NAMED {
        return cell;
    }
    let more = format!("\nall: tickler --as {manager} list --sort last");
    cell.and(", …", style::PLAIN).and(more, style::MUTED)
}

pub(super) fn json(team: &WholeTeam) -> Value {
    let members = team.members.iter().map(|member| {
        let days = member.next_days.iter();
        let days = days.map(|(date, load)| json!({ "date": date, "load": load }));
        let contacts = member.contacts.as_ref();
        let silent = contacts.map(|contacts| {
            let silent = contacts.silent.iter().map(|one| {
                json!({ "client": one.client, "name": one.name, "last": one.last, "days": one.days })
            });
            silent.collect::<Vec<_>>()
        });
        json!({
            "manager": member.manager, "dossiers": member.dossiers, "overdue": member.overdue,
            "today": member.today, "next_days": days.collect::<Vec<_>>(),
            "capacity": member.capacity,
            "last_contact": contacts.and_then(|contacts| contacts.last.as_deref()),
            "silent": silent,
        })
    });
    json!({ "date": team.date, "managers": members.collect::<Vec<_>>() })
}
