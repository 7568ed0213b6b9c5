//! The settings, as people say them.

use std::path::Path;

use serde_json::{Value, json};

use super::cell::Cell;
use super::harmless::harmless;
use super::table::Table;
use super::words::{self, Count};
use super::{Paper, style};
use crate::binder::HolidayDate;
use crate::commands::{ConfigDeed, Configured, Origin, SettingLine};

/// How many days off the table of all settings names, before it only counts them.
const DAYS_NAMED: usize = 3;

pub(super) fn text(configured: &Configured, paper: Paper) -> String {
    let settings = &configured.settings;
    match (configured.deed, settings.as_slice()) {
        (ConfigDeed::ShownAll, _) => all(configured, paper),
        (ConfigDeed::Opened, _) => opened(configured),
        (ConfigDeed::Changed, [line]) => change(line, configured),
        (_, [line]) if line.key == "holidays" => days_off(line, paper),
        (_, lines) => lines.iter().map(one).collect(),
    }
}

/// `25  (store)`.
fn one(line: &SettingLine) -> String {
    let value = harmless(&value(&line.key, &line.value)).into_owned();
    value + &format!("  ({})\n", origin(line, line.from))
}

fn all(configured: &Configured, paper: Paper) -> String {
    let mut table = Table::new(&["Setting", "Value", "From", "Default"])
        .whole(0)
        .whole(2);
    for line in &configured.settings {
        let shown = match &*line.key {
            "holidays" => few_days_off(line),
            key => value(key, &line.value),
        };
        let default = match line.from {
            Origin::Default => String::new(),
            _ => value(&line.key, &line.default),
        };
        table.row([
            Cell::new(&*line.key).styled(style::HEADING),
            Cell::new(shown),
            Cell::new(origin(line, line.from)),
            Cell::new(default).styled(style::MUTED),
        ]);
    }
    let table = table.to_string(paper.width);
    let path = |path: &Path| harmless(&path.display().to_string()).into_owned();
    let file = path(&configured.file);
    let own = configured.user_file.as_deref().map(path);
    let own = own.map_or(String::new(), |own| {
        format!("dir, manager, editor, pager, opener, notifier, sendmail, color and me.* are set in {own}\n")
    });
    format!("{table}\nThe store's settings are in {file}\n{own}")
}

fn opened(configured: &Configured) -> String {
    let manager = configured.manager.as_deref().unwrap_or_default();
    let manager = harmless(manager);
    format!("Opened a binder for {manager}: tickler --as {manager} add NAME\n")
}

/// `capacity for ben: 25; before: 30 (default)`.
fn change(line: &SettingLine, configured: &Configured) -> String {
    let shown = |value: &Value| match &*line.key {
        "holidays" => days_count(value),
        key => self::value(key, value),
    };
    let said = |value: &Value, from| match value {
        Value::Null => shown(value),
        _ => format!("{} ({})", shown(value), origin(line, from)),
    };
    let manager = configured.manager.as_ref();
    let manager = manager.map_or(String::new(), |manager| format!(" for {manager}"));
    let now = match line.from {
        Origin::Default => said(&line.value, line.from),
        _ => shown(&line.value),
    };
    let was = match &line.was {
        Some((was, from)) if *was == line.value && *from == line.from => ", as before".to_owned(),
        Some((was, from)) => format!("; before: {}", said(was, *from)),
        None => String::new(),
    };
    let mut text = format!("{}{manager}: {now}{was}\n", line.key);
    if let (Some((was, _)), "holidays") = (&line.was, &*line.key) {
        let (was, is) = (days(was), days(&line.value));
        let gone = was.iter().filter(|day| !is.contains(day));
        let new = is.iter().filter(|day| !was.contains(day));
        let gone = gone.map(|day| format!("- {}\n", a_day(day)));
        text.extend(gone.chain(new.map(|day| format!("+ {}\n", a_day(day)))));
    }
    // Line breaks are ours; nothing that came from data has one left.
    super::harmless::harmless_lines(&text).into_owned()
}

/// Each day off on a line, as it is typed.
fn days_off(line: &SettingLine, paper: Paper) -> String {
    let days = days(&line.value);
    if days.is_empty() {
        return "no days off besides those of the week\n".to_owned();
    }
    let mut table = Table::new(&["Day", "", "Day off"]).whole(0).whole(1);
    for (date, name) in &days {
        let weekday = match date.parse() {
            Ok(HolidayDate::Once(day)) => day.format("%a").to_string(),
            _ => "every year".to_owned(),
        };
        table.row([date.as_str(), &weekday, name]);
    }
    table.to_string(paper.width)
}

fn few_days_off(line: &SettingLine) -> String {
    let days = days(&line.value);
    match days.len() {
        1..=DAYS_NAMED => days.iter().map(a_day).collect::<Vec<_>>().join("\n"),
        _ => days_count(&line.value),
    }
}

fn days_count(value: &Value) -> String {
    match days(value).len() {
        0 => "none".to_owned(),
        count => Count(count, "day off").or("days off").to_string(),
    }
}

/// `Mon 2024-06-24 Midsummer`, `every 24 June: Midsummer`.
fn a_day((date, name): &(String, String)) -> String {
    let day = match date.parse() {
        Ok(HolidayDate::Once(day)) => words::day(day).to_string(),
        Ok(HolidayDate::Yearly { month, day }) => {
            // Any year will do for the name of a month.
            let month = chrono::NaiveDate::from_ymd_opt(2024, month, 1);
            let month = month.map(|first| first.format("%B").to_string());
            format!("every {day} {}", month.unwrap_or_default())
        }
        Err(_) => date.clone(),
    };
    format!("{day} {}", harmless(name)).trim_end().to_owned()
}

/// The dates and names in a list of days off.
fn days(value: &Value) -> Vec<(String, String)> {
    let text = |day: &Value, key: &str| day[key].as_str().unwrap_or_default().to_owned();
    let days = value.as_array().into_iter().flatten();
    days.map(|day| (text(day, "date"), text(day, "name")))
        .collect()
}

/// A value as it is typed.
pub(super) fn value(key: &str, value: &Value) -> String {
    match value {
        Value::Null => "not set".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let items: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            if key == "work_week" {
                week(&items)
            } else {
                items.join(", ")
            }
        }
        other => other.to_string(),
    }
}

/// `mon-fri`, `mon-thu, sat`: three and more days in a row are said by the first and the last.
fn week(days: &[&str]) -> String {
    const WEEK: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let works = |day: &str| {
        days.iter()
            .any(|worked| worked.to_lowercase().starts_with(day))
    };
    let runs = WEEK.chunk_by(|one, other| works(one) == works(other));
    let parts = runs.filter(|run| works(run[0])).map(|run| match run {
        [first, _, .., last] => format!("{first}-{last}"),
        few => few.join(", "),
    });
    parts.collect::<Vec<_>>().join(", ")
}

pub(super) fn origin_word(from: Origin) -> &'static str {
    match from {
        Origin::Flag => "flag",
        Origin::Environment => "environment",
        Origin::User => "user",
        Origin::Store => "store",
        Origin::Personal => "manager",
        Origin::Default => "default",
    }
}

fn origin(line: &SettingLine, from: Origin) -> &'static str {
    match (&*line.key, from) {
        ("manager", Origin::Default) => "login name",
        (_, Origin::Personal) => "own value",
        (_, Origin::User) => "your config",
        _ => origin_word(from),
    }
}

pub(super) fn json(configured: &Configured) -> Value {
    let settings = configured.settings.iter().map(|line| {
        let was = line.was.as_ref().map(|(value, _)| value);
        json!({
            "key": line.key, "value": line.value, "default": line.default,
            "from": origin_word(line.from), "was": was,
        })
    });
    json!({
        "settings": settings.collect::<Vec<_>>(),
        "manager": configured.manager,
        "opened": configured.deed == ConfigDeed::Opened,
        "file": configured.file.display().to_string(),
        "user_file": configured.user_file.as_ref().map(|file| file.display().to_string()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_is_said_by_its_runs() {
        let cases: [(&[&str], &str); 6] = [
            (&["mon", "tue", "wed", "thu", "fri"], "mon-fri"),
            (&["mon", "tue", "wed", "thu", "sun"], "mon-thu, sun"),
            (&["mon", "tue", "sat"], "mon, tue, sat"),
            (&["tue"], "tue"),
            (&["Monday", "Tuesday", "Wednesday"], "mon-wed"),
            (
                &["sun", "mon", "tue", "wed", "thu", "fri", "sat"],
                "mon-sun",
            ),
        ];
        for (days, text) in cases {
            assert_eq!(week(days), text);
        }
    }
}
