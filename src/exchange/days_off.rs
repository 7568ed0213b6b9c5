//! The days off in an iCalendar file (`.ics`, RFC 5545), as countries and calendars publish them.
//!
//! Read by hand: of the format's many properties a day off has five, and a file that can't be taken
//! is refused with the line, which no crate tells.

use std::fmt;

use chrono::{Datelike, Days, NaiveDate};

use super::event::{Event, Line, Lines};
use crate::binder::{Holiday, HolidayDate};

/// How many days off are taken from one file.
const MOST: usize = 5_000;

/// How many days one event may last, and how many years one may come back.
const LONGEST: u64 = 366;

/// What a file has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DaysOff {
    /// The days, in the order of the file.
    pub days: Vec<Holiday>,
    /// The names of events that can't be kept: with a time of day, or a rule that no list of days
    /// says.
    pub left_out: Vec<String>,
}

/// Why a file can't be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1; 0 if it is the whole file.
    pub line: usize,
    /// What is wrong.
    pub why: String,
}

impl Fault {
    pub(super) fn new(line: usize, why: impl Into<String>) -> Self {
        let why = why.into();
        Self { line, why }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => f.write_str(&self.why),
            line => write!(f, "line {line}: {}", self.why),
        }
    }
}

/// Takes the days off from the text of a file: each all-day event, one day for each that it lasts.
///
/// An event of every year becomes a day of every year.
///
/// # Errors
/// A text that is no calendar, ends too early, has a date that is none, or no day off at all.
pub fn read(text: &str) -> Result<DaysOff, Fault> {
    let mut taken = DaysOff::default();
    let mut open: Vec<Line> = Vec::new();
    let mut event = Event::default();
    for line in Lines::new(text) {
        if open.is_empty()
            && !line
                .as_ref()
                .is_ok_and(|line| line.is("BEGIN", "VCALENDAR"))
        {
            let number = line.map_or_else(|fault| fault.line, |line| line.number);
            let why = "this is no calendar, which begins with BEGIN:VCALENDAR";
            return Err(Fault::new(number, why));
        }
        let line = line?;
        let in_event = open.last().is_some_and(|one| one.is("BEGIN", "VEVENT"));
        if line.name == "BEGIN" {
            if line.is("BEGIN", "VEVENT") {
                event = Event::default();
            }
            open.push(line);
        } else if line.name == "END" {
            let closes = open
                .pop()
                .is_some_and(|begun| begun.value.eq_ignore_ascii_case(&line.value));
            if !closes {
                let why = format!("END:{} ends what was not begun", line.value);
                return Err(Fault::new(line.number, why));
            }
            if in_event {
                take(&event, line.number, &mut taken)?;
            }
        } else if in_event {
            event.take(line)?;
        }
    }
    match open.last() {
        Some(begun) => {
            let why = format!("BEGIN:{} has no end: the file ends too early", begun.value);
            Err(Fault::new(begun.number, why))
        }
        None if taken == DaysOff::default() => Err(Fault::new(0, "there is no day off in it")),
        None => Ok(taken),
    }
}

/// Takes the days of one event.
fn take(event: &Event, end_line: usize, taken: &mut DaysOff) -> Result<(), Fault> {
    if event.is_cancelled {
        return Ok(());
    }
    let name = event.name.clone().unwrap_or_else(|| "day off".to_owned());
    let start = event
        .start
        .ok_or_else(|| Fault::new(end_line, "the event that ends here has no DTSTART"))?;
    let Some(years) = event.years(start).filter(|_| event.is_whole_days()) else {
        taken.left_out.push(name);
        return Ok(());
    };
    let length = event.days(start);
    if length > LONGEST {
        let why = format!("the event that ends here lasts {length} days");
        return Err(Fault::new(end_line, why));
    }
    for number in 0..length {
        let day = start.checked_add_days(Days::new(number));
        let Some(day) = day.filter(|day| (1..=9999).contains(&day.year())) else {
            return Err(Fault::new(
                end_line,
                "the event that ends here leaves the calendar",
            ));
        };
        let dates = match years {
            Years::Every => vec![HolidayDate::Yearly {
                month: day.month(),
                day: day.day(),
            }],
            Years::UpTo(last) => (0..=last - start.year())
                .filter_map(|more| day.with_year(day.year() + more))
                .map(HolidayDate::Once)
                .collect(),
        };
        taken.days.extend(dates.into_iter().map(|date| Holiday {
            date,
            name: name.clone(),
        }));
    }
    if taken.days.len() > MOST {
        let why = format!("there are more than {MOST} days off in it");
        return Err(Fault::new(end_line, why));
    }
    Ok(())
}

/// In which years an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Years {
    /// In every year.
    Every,
    /// In each from that of its start up to this one.
    UpTo(i32),
}

impl Event {
    /// In which years it is; `None` if a list of days can't say it.
    fn years(&self, start: NaiveDate) -> Option<Years> {
        let Some(rule) = &self.rule else {
            return Some(Years::UpTo(start.year()));
        };
        let mut years = Years::Every;
        let mut is_yearly = false;
        for part in rule.split(';').filter(|part| !part.is_empty()) {
            let (key, value) = part.split_once('=')?;
            match key.to_uppercase().as_str() {
                "FREQ" => is_yearly = value.eq_ignore_ascii_case("YEARLY"),
                "INTERVAL" if value == "1" => {}
                "BYMONTH" if value.parse() == Ok(start.month()) => {}
                "BYMONTHDAY" if value.parse() == Ok(start.day()) => {}
                "WKST" => {}
                "COUNT" => {
                    let count = value.parse::<i32>().ok().filter(|count| *count <= 366)?;
                    years = Years::UpTo(start.year() + count - 1);
                }
                "UNTIL" => {
                    let until = super::event::date(value.get(..8)?)?;
                    let whole = (until.month(), until.day()) >= (start.month(), start.day());
                    let last = until.year() - i32::from(!whole);
                    // A rule that ends beyond all plans is one without an end.
                    if last - start.year() < 366 {
                        years = Years::UpTo(last);
                    }
                }
                _ => return None,
            }
        }
        (is_yearly && !self.has_exceptions).then_some(years)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar(events: &str) -> String {
        let lines = format!("BEGIN:VCALENDAR\nVERSION:2.0\n{events}END:VCALENDAR\n");
        lines.replace('\n', "\r\n")
    }

    fn event(lines: &str) -> String {
        calendar(&format!("BEGIN:VEVENT\n{lines}\nEND:VEVENT\n"))
    }

    fn days(text: &str) -> Vec<String> {
        let taken = read(text).unwrap_or_else(|fault| panic!("{text}: {fault}"));
        let days = taken.days.iter();
        days.map(|day| format!("{} {}", day.date, day.name))
            .collect()
    }

    #[test]
    fn an_all_day_event_is_a_day_off_for_each_day_that_it_lasts() {
        let cases: [(&str, &[&str]); 9] = [
            (
                "DTSTART;VALUE=DATE:20240624\nSUMMARY:Joninės",
                &["2024-06-24 Joninės"],
            ),
            (
                "DTSTART:20240624\nSUMMARY;LANGUAGE=lt:Joninės\\, Rasos",
                &["2024-06-24 Joninės, Rasos"],
            ),
            (
                "DTSTART;VALUE=DATE:20240413\nDTEND;VALUE=DATE:20240416\nSUMMARY:สงกรานต์",
                &[
                    "2024-04-13 สงกรานต์",
                    "2024-04-14 สงกรานต์",
                    "2024-04-15 สงกรานต์",
                ],
            ),
            (
                "DTSTART:20241231\nDURATION:P2D\nSUMMARY:x",
                &["2024-12-31 x", "2025-01-01 x"],
            ),
            (
                "DTSTART:20240624\nDTEND:20240624\nSUMMARY:x",
                &["2024-06-24 x"],
            ),
            (
                "DTSTART;TZID=\"a:b\":20240624T000000\nDTEND;TZID=\"a:b\":20240625T000000\nSUMMARY:Outlook",
                &["2024-06-24 Outlook"],
            ),
            (
                "DTSTART:20240624\nSUMMARY:Jo\n ni\n\tnės",
                &["2024-06-24 Joninės"],
            ),
            (
                "DTSTART:20240624\nBEGIN:VALARM\nSUMMARY:no\nEND:VALARM",
                &["2024-06-24 day off"],
            ),
            (
                "dtstart:20240624\nsummary:small letters",
                &["2024-06-24 small letters"],
            ),
        ];
        for (lines, expected) in cases {
            assert_eq!(days(&event(lines)), expected, "{lines}");
        }
    }

    #[test]
    fn an_event_of_every_year_is_a_day_of_every_year() {
        let rule = |rule: &str| {
            days(&event(&format!(
                "DTSTART:20221225\nDTEND:20221227\nSUMMARY:x\nRRULE:{rule}"
            )))
        };
        let every = ["--12-25 x", "--12-26 x"];
        for text in [
            "FREQ=YEARLY",
            "FREQ=YEARLY;INTERVAL=1;BYMONTH=12;BYMONTHDAY=25;WKST=MO",
            "FREQ=YEARLY;UNTIL=99991231",
        ] {
            assert_eq!(rule(text), every, "{text}");
        }
        let twice = [
            "2022-12-25 x",
            "2023-12-25 x",
            "2022-12-26 x",
            "2023-12-26 x",
        ];
        for text in [
            "FREQ=YEARLY;COUNT=2",
            "FREQ=YEARLY;UNTIL=20231225T000000Z",
            "FREQ=YEARLY;UNTIL=20241224",
        ] {
            assert_eq!(rule(text), twice, "{text}");
        }
    }

    #[test]
    fn what_a_list_of_days_can_not_say_is_left_out_by_name() {
        for lines in [
            "DTSTART:20241128\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
            "DTSTART:20241128\nRRULE:FREQ=WEEKLY",
            "DTSTART:20241128\nRRULE:FREQ=YEARLY;INTERVAL=4",
            "DTSTART:20241128\nRRULE:FREQ=YEARLY\nEXDATE:20251128",
            "DTSTART:20241128T090000Z\nDTEND:20241128T100000Z",
            "DTSTART:20241128T000000\nDTEND:20241128T100000",
        ] {
            let taken = read(&event(&format!("{lines}\nSUMMARY:x"))).expect(lines);
            assert_eq!(
                (taken.days.len(), taken.left_out),
                (0, vec!["x".to_owned()]),
                "{lines}"
            );
        }
        let cancelled = "BEGIN:VEVENT\nDTSTART:20240101\nSTATUS:CANCELLED\nEND:VEVENT\n";
        let kept = "BEGIN:VEVENT\nDTSTART:20240102\nSUMMARY:kept\nEND:VEVENT\n";
        assert_eq!(
            days(&calendar(&format!("{cancelled}{kept}"))),
            ["2024-01-02 kept"]
        );
    }

    #[test]
    fn a_file_that_can_not_be_taken_is_refused_with_the_line() {
        let cases = [
            (String::new(), "there is no day off in it"),
            (calendar(""), "there is no day off in it"),
            (
                "name;date\n".to_owned(),
                "line 1: this is no calendar, which begins with BEGIN:VCALENDAR",
            ),
            (
                "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20240101\n".to_owned(),
                "line 2: BEGIN:VEVENT has no end: the file ends too early",
            ),
            (event("DTSTART:20240231"), "line 4: \"20240231\" is no date"),
            (
                event("DTSTART:2024-06-24"),
                "line 4: \"2024-06-24\" is no date",
            ),
            (
                event("DTSTART:20240101\nDTEND:soon"),
                "line 5: \"soon\" is no date",
            ),
            (
                event("DTSTART:20240101\nDURATION:long"),
                "line 5: \"long\" is no duration",
            ),
            (
                event("SUMMARY:x"),
                "line 5: the event that ends here has no DTSTART",
            ),
            (
                event("DTSTART:20240101\nDTEND:20290101"),
                "line 6: the event that ends here lasts 1827 days",
            ),
            (
                event("DTSTART:99991231\nDURATION:P5D"),
                "line 6: the event that ends here leaves the calendar",
            ),
            (
                event("nonsense"),
                "line 4: there is no colon in \"nonsense\"",
            ),
            (
                calendar("END:VEVENT\n"),
                "line 3: END:VEVENT ends what was not begun",
            ),
            (
                event("DTSTART:20240101\nDURATION:P99999999999999999999D"),
                "line 5: \"P99999999999999999999D\" is no duration",
            ),
        ];
        for (text, why) in cases {
            assert_eq!(
                read(&text).map_err(|fault| fault.to_string()),
                Err(why.to_owned()),
                "{text}"
            );
        }
    }
}
