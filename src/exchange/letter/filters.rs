//! What a template can do with dates and money, and the values that it is given.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::{Days, NaiveDate};
use minijinja::value::Kwargs;
use minijinja::{Environment, Error, ErrorKind, Value};
use serde_json::Value as Json;

use crate::binder::Calendar;
use crate::binder::money::{Money, Quantity};

/// How a date is read in a letter: `13 June 2024`.
const LONG: &str = "%-d %B %Y";

/// How many working days can be counted: two years of them.
const FURTHEST: usize = 520;

/// Adds the filters.
pub(super) fn add(environment: &mut Environment<'_>, calendar: &Calendar) {
    environment.add_filter("date", date);
    environment.add_filter("add_days", add_days);
    let calendar = calendar.clone();
    environment.add_filter("add_working_days", move |value: &Value, count: usize| {
        let from = day(value)?;
        let counted = from.succ_opt().filter(|_| (1..=FURTHEST).contains(&count));
        let counted = counted.and_then(|next| calendar.working_days_from(next).nth(count - 1));
        let counted =
            counted.ok_or_else(|| wrong(format!("{count} working days can't be counted")));
        Ok::<_, Error>(counted?.to_string())
    });
    environment.add_filter("money", money);
    environment.add_filter("percent", |value: &Value, rate: &Value| {
        let (amount, said) = (amount(value)?, rate.to_string());
        let rate = Quantity::parse(said.trim_end_matches(['%', ' ']));
        let rate = rate.ok_or_else(|| wrong(format!("{said} is no number of percent")))?;
        let part = amount.percent(rate).ok_or_else(|| no_amount(value))?;
        number(part)
    });
}

/// A date in words, or in the form that is said: `date("%d.%m.%Y")`.
fn date(value: &Value, form: Option<&str>) -> Result<String, Error> {
    let form = form.unwrap_or(LONG);
    let mut text = String::new();
    let written = write!(text, "{}", day(value)?.format(form));
    written.map_err(|_| {
        wrong(format!(
            "\"{form}\" is no form of a date, such as \"%d.%m.%Y\""
        ))
    })?;
    Ok(text)
}

fn add_days(value: &Value, count: i64) -> Result<String, Error> {
    let from = day(value)?;
    let days = Days::new(count.unsigned_abs());
    let there = if count < 0 {
        from.checked_sub_days(days)
    } else {
        from.checked_add_days(days)
    };
    let there = there.ok_or_else(|| wrong(format!("{count} days can't be counted")))?;
    Ok(there.to_string())
}

/// An amount with a sign between thousands: `money("EUR")` is `EUR 12,345.60`; signs of one's own as
/// in `money("€", thousands=" ", decimal=",", after=true)`: `12 345,60 €`.
#[expect(
    clippy::needless_pass_by_value,
    reason = "a filter is given its named arguments so"
)]
fn money(value: &Value, currency: Option<&str>, signs: Kwargs) -> Result<String, Error> {
    let thousands = signs.get::<Option<&str>>("thousands")?.unwrap_or(",");
    let decimal = signs.get::<Option<&str>>("decimal")?.unwrap_or(".");
    let is_after = signs.get::<Option<bool>>("after")?.unwrap_or(false);
    signs.assert_all_used()?;
    let amount = amount(value)?.with(thousands, decimal);
    Ok(match currency {
        None => amount,
        Some(currency) if is_after => format!("{amount} {currency}"),
        Some(currency) => format!("{currency} {amount}"),
    })
}

/// A day: `2024-06-13`, or the beginning of a moment.
fn day(value: &Value) -> Result<NaiveDate, Error> {
    let text = value.as_str().unwrap_or_default();
    let day = text.get(..10).and_then(|day| day.parse().ok());
    day.ok_or_else(|| wrong(format!("{value} is no date, such as 2024-06-13")))
}

fn amount(value: &Value) -> Result<Money, Error> {
    let money = match value.as_str() {
        Some(text) => Money::parse(text),
        None if value.is_integer() => Money::parse(&value.to_string()),
        // To the hundredth: what was divided has more places.
        None => f64::try_from(value.clone())
            .ok()
            .and_then(|number| Money::parse(&format!("{number:.2}"))),
    };
    money.ok_or_else(|| no_amount(value))
}

fn no_amount(value: &Value) -> Error {
    wrong(format!("{value} is no amount, such as 12000.50"))
}

fn wrong(why: String) -> Error {
    Error::new(ErrorKind::InvalidOperation, why)
}

/// An amount as a number that can be calculated with.
fn number(money: Money) -> Result<Value, Error> {
    let number = money.plain().parse::<f64>();
    number
        .map(Value::from)
        .map_err(|error| wrong(error.to_string()))
}

/// A value of JSON as one of the engine.
pub(super) fn value(json: &Json) -> Value {
    match json {
        Json::Null => Value::from(()),
        Json::Bool(is) => Value::from(*is),
        Json::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => Value::from(whole),
            (None, Some(number)) => Value::from(number),
            (None, None) => Value::from(number.to_string()),
        },
        Json::String(text) => Value::from(text.as_str()),
        Json::Array(list) => list.iter().map(value).collect(),
        Json::Object(members) => {
            let members = members
                .iter()
                .map(|(key, member)| (key.clone(), value(member)));
            Value::from(members.collect::<BTreeMap<String, Value>>())
        }
    }
}
