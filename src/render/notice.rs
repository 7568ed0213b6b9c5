//! What falls due, in a line each for cron, and in a title and a text for the desktop.

use chrono::NaiveDateTime;
use serde_json::{Value, json};

use super::harmless::harmless;
use super::occasion::years;
use super::words::{self, Count};
use crate::binder::entry::moment_text;
use crate::binder::notice::{Notice, Returning};
use crate::binder::{Line, Work};
use crate::commands::Noticed;

/// A line each; nothing where nothing falls due, so that cron has nothing to send.
pub(super) fn text(noticed: &Noticed) -> String {
    let shown: &[Notice] = if noticed.shown { &[] } else { &noticed.notices };
    let lines = shown.iter().map(|notice| {
        let (title, text) = title_and_text(notice, noticed.at);
        let colon = if text.is_empty() { "" } else { ": " };
        format!("{title}{colon}{}\n", text.replace('\n', ", "))
    });
    lines.collect()
}

/// A notice as a desktop shows it: a title of one line, and a text that may be empty.
#[must_use]
pub fn title_and_text(notice: &Notice, now: NaiveDateTime) -> (String, String) {
    let today = now.date();
    let (title, text) = match notice {
        Notice::Contact { line, at } => (contact(line, *at, now), what_to_know(line)),
        Notice::Promise(owed) => {
            let late = owed.promise.days_late(today);
            let when = match late {
                0 => "for today".to_owned(),
                _ => words::late(late).to_string(),
            };
            let title = format!("Promised to {}, {when}", owed.name);
            (title, owed.promise.text.clone())
        }
        Notice::Occasion(one) => {
            let title = format!("{}: {}{}", one.name, one.what, years(one));
            (title, String::new())
        }
        Notice::Word(left) => {
            let title = format!("Word from {} about {}", left.word.by, left.name);
            (title, left.word.text.clone())
        }
        Notice::Return(loan) => (lent(loan, now), way_back(loan)),
    };
    let text: Vec<_> = text.lines().map(harmless).collect();
    (harmless(&title).into_owned(), text.join("\n"))
}

/// `14:30 call Ivan Ivanov (Romashka Ltd), in 10 minutes`
fn contact(line: &Line, at: NaiveDateTime, now: NaiveDateTime) -> String {
    let time = at.format("%H:%M");
    let work = match line.work {
        None => "call",
        Some(Work::Contact(kind)) => kind.name(),
        Some(Work::Other) => "see to",
    };
    let of = line.company.as_deref();
    let of = of
        .map(|company| format!(" ({company})"))
        .unwrap_or_default();
    format!("{time} {work} {}{of}, {}", line.name, away(at, now))
}

/// `in 10 minutes`, `now`, `5 minutes ago`, `in 2 hours`
fn away(at: NaiveDateTime, now: NaiveDateTime) -> String {
    // Both to the minute, as a clock on the wall has them.
    let minute = |moment: NaiveDateTime| moment.and_utc().timestamp().div_euclid(60);
    let minutes = minute(at) - minute(now);
    let count = usize::try_from(minutes.abs()).unwrap_or_default();
    let distance = match count {
        0 => return "now".to_owned(),
        1..120 => Count(count, "minute").to_string(),
        _ => Count(count / 60, "hour").to_string(),
    };
    if minutes > 0 {
        format!("in {distance}")
    } else {
        format!("{distance} ago")
    }
}

/// How the client is reached, and what for.
fn what_to_know(line: &Line) -> String {
    let known = [&line.phone, &line.next].into_iter().flatten();
    let known: Vec<&str> = known.map(String::as_str).collect();
    known.join("\n")
}

fn lent(loan: &Returning, now: NaiveDateTime) -> String {
    let count = Count(loan.count, "dossier");
    let until = words::day_with_distance(loan.until, now.date());
    format!("{count} lent by {} to {} until {until}", loan.from, loan.to)
}

fn way_back(loan: &Returning) -> String {
    format!("to bring back: tickler handover {} --back", loan.from)
}

pub(super) fn json(noticed: &Noticed) -> Value {
    let each: Vec<Value> = noticed.notices.iter().map(one_as_json).collect();
    let clock = |moment: NaiveDateTime| moment.format("%Y-%m-%dT%H:%M").to_string();
    json!({
        "at": clock(noticed.at), "until": clock(noticed.until), "manager": noticed.manager,
        "notices": each,
    })
}

/// The same keys for each, `null` where there is nothing.
fn one_as_json(notice: &Notice) -> Value {
    let (kind, client, name, on, time, text) = match notice {
        Notice::Contact { line, at } => (
            "contact",
            Some(&line.client),
            Some(&line.name),
            json!(at.date()),
            json!(at.format("%H:%M").to_string()),
            line.next.clone(),
        ),
        Notice::Promise(owed) => (
            "promise",
            Some(&owed.client),
            Some(&owed.name),
            json!(owed.promise.due),
            Value::Null,
            Some(owed.promise.text.clone()),
        ),
        Notice::Occasion(one) => (
            "occasion",
            Some(&one.client),
            Some(&one.name),
            json!(one.on),
            Value::Null,
            Some(one.what.clone()),
        ),
        Notice::Word(left) => (
            "word",
            Some(&left.client),
            Some(&left.name),
            json!(moment_text(left.word.at)),
            Value::Null,
            Some(left.word.text.clone()),
        ),
        Notice::Return(loan) => (
            "return",
            None,
            None,
            json!(loan.until),
            Value::Null,
            Some(way_back(loan)),
        ),
    };
    json!({ "kind": kind, "client": client, "name": name, "on": on, "time": time, "text": text })
}
