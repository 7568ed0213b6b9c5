//! A time that was looked back on, for programs and for spreadsheets.

use serde_json::{Map, Value, json};

use super::harmless::harmless;
use crate::binder::measure::{By, Figure, MEASURES, Measure};
use crate::binder::stats::{Row, Stats};
use crate::exchange::sheet;

pub(super) fn json(stats: &Stats) -> Value {
    let rows: Vec<Value> = stats.rows.iter().map(row).collect();
    let weeks = stats.weeks.iter();
    let weeks = weeks.map(|(monday, contacts)| json!({ "monday": monday, "contacts": contacts }));
    let stages = stats.stages.iter().map(|row| {
        let days = Measure::named("days_at_stage").and_then(|days| days.value(&row.tally));
        let clients = row.tally.of(Figure::Clients);
        json!({ "stage": row.key.name(), "clients": clients, "days_at_stage": days })
    });
    let ahead = stats.ahead.iter().map(|member| {
        let days = member.next_days.iter();
        let days = days.map(|(date, load)| json!({ "date": date, "load": load }));
        json!({
            "manager": member.manager, "capacity": member.capacity, "overdue": member.overdue,
            "today": member.today, "next_days": days.collect::<Vec<_>>(),
        })
    });
    let definitions = MEASURES.iter();
    let definitions = definitions.map(|one| (one.key.to_owned(), json!(one.definition)));
    json!({
        "since": stats.period.since, "until": stats.period.until, "by": stats.by.map(By::name),
        "manager": stats.manager, "rows": rows, "total": row(&stats.total),
        "weeks": weeks.collect::<Vec<_>>(), "stages": stages.collect::<Vec<_>>(),
        "ahead": ahead.collect::<Vec<_>>(),
        "definitions": definitions.collect::<Map<String, Value>>(),
    })
}

fn row(row: &Row) -> Value {
    let mut value = json!({ "key": row.key.name(), "manager": row.manager });
    for measure in MEASURES {
        value[measure.key] = json!(row.value(&measure));
    }
    value
}

/// The rows for a spreadsheet; a cell is blank where there is no number.
pub(super) fn csv(stats: &Stats) -> String {
    let titles = MEASURES.iter().map(|measure| measure.key.to_owned());
    let names = ["key", "manager"].map(str::to_owned);
    let titles: Vec<String> = names.into_iter().chain(titles).collect();
    let rows = stats.rows.iter().map(|row| {
        let names = [row.key.name(), row.manager.clone()];
        let names = names.map(|name| harmless(&name.unwrap_or_default()).into_owned());
        let numbers = MEASURES.iter().map(|measure| {
            let number = row.value(measure);
            number.map_or_else(String::new, |number| number.to_string())
        });
        names.into_iter().chain(numbers).collect()
    });
    let rows: Vec<Vec<String>> = std::iter::once(titles).chain(rows).collect();
    sheet::text(rows.iter().map(|row| row.iter().map(String::as_str)))
}
