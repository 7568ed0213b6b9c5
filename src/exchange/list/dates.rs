//! Dates as the programs write them that write lists.

use chrono::{NaiveDate, NaiveTime};

use crate::binder::{Occasion, Place};

/// What comes first in `03/04/2024`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The day.
    DayFirst,
    /// The month.
    MonthFirst,
}

/// A date as it stands in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// There is one way to read it: a day, a month, `someday` or `closed`.
    Plain(Place),
    /// Numbers of which one is the day and one the month.
    Either(u32, u32, i32),
    /// As Outlook and Excel write that there is none: `0/0/00`, `1/0/1900`.
    Nothing,
}

impl Written {
    /// In which order it must be read, if it can't be read in both.
    pub(super) fn order(self) -> Option<Order> {
        match self {
            Written::Either(first, second, _) if first > 12 && second <= 12 => {
                Some(Order::DayFirst)
            }
            Written::Either(first, second, _) if second > 12 && first <= 12 => {
                Some(Order::MonthFirst)
            }
            _ => None,
        }
    }

    /// Whether the two orders give two days.
    pub(super) fn is_ambiguous(self) -> bool {
        matches!(self, Written::Either(first, second, _)
            if first != second && first <= 12 && second <= 12)
    }

    /// The place that it is, in this order; `None` if that is no date.
    pub(super) fn place(self, order: Order) -> Option<Place> {
        match self {
            Written::Plain(place) => Some(place),
            Written::Either(first, second, year) => {
                let (day, month) = match order {
                    Order::DayFirst => (first, second),
                    Order::MonthFirst => (second, first),
                };
                NaiveDate::from_ymd_opt(year, month, day).map(Place::Day)
            }
            Written::Nothing => None,
        }
    }
}

/// A date with the time of day behind it, as far as one is said; midnight says none.
pub(super) fn read(text: &str) -> Option<(Written, Option<NaiveTime>)> {
    let text = text.trim();
    let (date, time) = split(text);
    let time = match time {
        "" => None,
        time => Some(time_of_day(time)?),
    };
    let time = time.filter(|time| *time != NaiveTime::MIN);
    Some((
        written(date.trim_end_matches(|letter: char| letter == ',' || letter.is_whitespace()))?,
        time,
    ))
}

/// The date, and what stands behind it with a colon in it.
fn split(text: &str) -> (&str, &str) {
    let Some(colon) = text.find(':') else {
        // `2024-06-13T00` is nothing that anybody writes.
        return (text, "");
    };
    let behind = |letter: char| letter.is_whitespace() || letter == 'T';
    match text[..colon].rfind(behind) {
        Some(at) => (&text[..at], text[at..].trim_start_matches(behind)),
        None => (text, ""),
    }
}

/// `14:30`, `2:30 PM`, `14:30:05.123+02:00`; the zone is passed over, since the day is the other
/// program's.
fn time_of_day(text: &str) -> Option<NaiveTime> {
    let (hour, rest) = text.split_once(':')?;
    let minute = rest.get(..2)?;
    let hour: u32 = hour.trim().parse().ok()?;
    let half = rest[2..].to_lowercase().replace('.', "");
    let hour = match (hour, half.trim_end()) {
        (12, half) if half.ends_with("am") => 0,
        (1..=11, half) if half.ends_with("pm") => hour + 12,
        _ => hour,
    };
    NaiveTime::from_hms_opt(hour, minute.parse().ok()?, 0)
}

fn written(date: &str) -> Option<Written> {
    if let Ok(place) = date.to_lowercase().parse::<Place>() {
        return Some(place)
            .filter(|place| *place != Place::Gone)
            .map(Written::Plain);
    }
    let mark = date
        .chars()
        .find(|letter| matches!(letter, '.' | '/' | '-'));
    let numbers = mark.and_then(|mark| numbers(date, mark));
    match (mark, numbers) {
        (
            _,
            Some(
                [(0, _), (0, _), _]
                | [(1900, _), (1, _), (0, _)]
                | [(0, _), (1, _), (1900, _)]
                | [(1, _), (0, _), (1900, _)],
            ),
        ) => Some(Written::Nothing),
        (_, Some([(year, 4), (month, _), (day, _)])) => {
            let year = i32::try_from(year).ok()?;
            let day = NaiveDate::from_ymd_opt(year, month, day)?;
            Some(Written::Plain(Place::Day(day)))
        }
        (Some('.'), Some([(day, _), (month, _), year])) => {
            let day = NaiveDate::from_ymd_opt(full(year)?, month, day)?;
            Some(Written::Plain(Place::Day(day)))
        }
        (Some(_), Some([(first, _), (second, _), year])) => {
            let is_one = (1..=31).contains(&first) && (1..=31).contains(&second);
            let is_one = is_one && (first <= 12 || second <= 12);
            Some(Written::Either(first, second, full(year)?)).filter(|_| is_one)
        }
        _ => in_words(date),
    }
}

/// Three numbers, each with how many digits it has.
fn numbers(date: &str, mark: char) -> Option<[(u32, usize); 3]> {
    let mut parts = date.split(mark).map(|part| number(part.trim()));
    let all = [parts.next()??, parts.next()??, parts.next()??];
    // German dates may end with a stop; nothing else does.
    parts.next().is_none().then_some(all)
}

/// A number with how many digits it has.
fn number(text: &str) -> Option<(u32, usize)> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some(())?;
    Some((text.parse().ok()?, text.len()))
}

/// A year in four digits, or in two: of this century up to 49.
fn full((year, digits): (u32, usize)) -> Option<i32> {
    let year = match (digits, year) {
        (4, _) => year,
        (2, 0..50) => 2000 + year,
        (2, _) => 1900 + year,
        _ => return None,
    };
    i32::try_from(year).ok()
}

/// `5 Jul 2024`, `July 5, 2024`, `5-Jul-24`: as a date that is typed, with its year.
fn in_words(date: &str) -> Option<Written> {
    let words = date.split([' ', ',', '-']).filter(|word| !word.is_empty());
    let mut words: Vec<String> = words.map(str::to_owned).collect();
    if let [_, _, year] = words.as_mut_slice()
        && let Some((number, 2)) = number(year)
    {
        *year = full((number, 2))?.to_string();
    }
    let typed = Occasion::typed(&format!("on={}", words.join(" "))).ok()?;
    let day = typed.day.in_year(typed.year?)?;
    Some(Written::Plain(Place::Day(day)))
}

/// A day of the year, with the year if it is known, as an occasion is typed: `1980-04-15`, `04-15`.
/// `None` if it is none; an empty text if the program says that there is none.
pub(super) fn occasion(text: &str, order: Order) -> Option<String> {
    let text = text.trim();
    if let Some((written, _)) = read(text) {
        return match written.place(order) {
            Some(Place::Day(day)) => Some(day.to_string()),
            None if written == Written::Nothing => Some(String::new()),
            _ => None,
        };
    }
    let typed = |text: &str| Occasion::typed(&format!("on={text}"));
    // Excel writes `15-Apr`.
    let typed = typed(text)
        .or_else(|_| typed(&text.replace('-', " ")))
        .ok()?;
    Some(typed.day.to_string()).filter(|_| typed.year.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, order: Order) -> Option<String> {
        let (written, time) = read(text)?;
        let time = time.map_or(String::new(), |time| format!(" {}", time.format("%H:%M")));
        Some(format!("{}{time}", written.place(order)?))
    }

    #[test]
    fn a_date_is_read_as_programs_write_it() {
        for (text, expected) in [
            ("2024-06-13", "2024-06-13"),
            ("2024-06-13 14:05", "2024-06-13 14:05"),
            ("2024-06-13T14:05:09.123+02:00", "2024-06-13 14:05"),
            ("2024-06-13 00:00:00", "2024-06-13"),
            ("2024/06/13", "2024-06-13"),
            ("13.06.2024", "2024-06-13"),
            ("3.4.24 9:30", "2024-04-03 09:30"),
            ("03/04/2024", "2024-04-03"),
            ("03-04-2024", "2024-04-03"),
            ("3/4/99 2:30 PM", "1999-04-03 14:30"),
            ("3/4/2024, 12:15 a.m.", "2024-04-03 00:15"),
            ("5 Jul 2024", "2024-07-05"),
            ("July 5, 2024", "2024-07-05"),
            ("5-Jul-24", "2024-07-05"),
            ("05-Jul-2024 14:30", "2024-07-05 14:30"),
            ("2024-07-05\u{a0}14:30", "2024-07-05 14:30"),
            ("2024-07-05,\u{a0}\u{a0}14:30", "2024-07-05 14:30"),
            ("Jul 5, 99", "1999-07-05"),
            ("2024-07", "2024-07"),
            ("Someday", "someday"),
            ("closed", "closed"),
        ] {
            assert_eq!(
                shown(text, Order::DayFirst).as_deref(),
                Some(expected),
                "{text}"
            );
        }
        assert_eq!(
            shown("03/04/2024", Order::MonthFirst).as_deref(),
            Some("2024-03-04")
        );
        for text in [
            "",
            "soon",
            "31.06.2024",
            "13/14/2024",
            "0/0/00",
            "1/0/1900",
            "00.01.1900",
            "1900-01-00",
            "5-Jul",
            "2024-13-01",
            "1.2.3",
            "gone",
            "12:30",
            "2024-06-13 25:00",
            "45000",
        ] {
            assert_eq!(shown(text, Order::DayFirst), None, "{text}");
        }
    }

    #[test]
    fn the_order_is_told_where_only_one_does() {
        let order = |text| read(text).and_then(|(written, _)| written.order());
        assert_eq!(order("13/04/2024"), Some(Order::DayFirst));
        assert_eq!(order("04/13/2024"), Some(Order::MonthFirst));
        assert_eq!(order("04/03/2024"), None);
        let is_ambiguous = |text| read(text).is_some_and(|(written, _)| written.is_ambiguous());
        assert!(is_ambiguous("04/03/2024"));
        assert!(!is_ambiguous("04/04/2024") && !is_ambiguous("2024-04-03"));
    }

    #[test]
    fn a_birthday_may_lack_its_year() {
        for (text, expected) in [
            ("1980-04-15", Some("1980-04-15")),
            ("--04-15", Some("04-15")),
            (" 04-15", Some("04-15")),
            ("15.04.1980", Some("1980-04-15")),
            ("15 apr", Some("04-15")),
            ("0/0/00", Some("")),
            ("1900-01-00", Some("")),
            ("15-Apr-80", Some("1980-04-15")),
            ("15-Apr", Some("04-15")),
            ("April", None),
            ("unknown", None),
        ] {
            assert_eq!(
                occasion(text, Order::DayFirst).as_deref(),
                expected,
                "{text}"
            );
        }
    }
}
