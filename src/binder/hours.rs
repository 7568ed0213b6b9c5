//! The hours in which a client can be called, as the card says them: `9-12,14-18 not fri`.
//!
//! They are times of day and days of the week by the client's clocks; what that is in the rep's is
//! [`super::call_times`].

use std::fmt;
use std::iter::successors;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Weekday};

use super::vocabulary::{digits, weekday};
use super::{CardRefusal, parse_time};

/// The minutes of a day.
const DAY: u32 = 24 * 60;

/// When a client can be called in a week.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hours {
    /// In the minutes of the day on which they begin; the whole day, if there are none.
    spans: Vec<Span>,
    /// On which days of the week none begins.
    off: Vec<Weekday>,
}

/// From when to when, in minutes: begins on its day, and may end on the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Span {
    from: u32,
    to: u32,
}

impl Hours {
    /// Reads hours: `9-12,14-18`, `9:30-17`, `9am-5pm`, `22-6` over midnight, with the days of the
    /// week that have none behind `not`: `9-17 not fri`, `not sat-sun`. Case doesn't count.
    ///
    /// # Errors
    /// [`CardRefusal::NotHours`], also where no hour is left.
    pub fn parse(text: &str) -> Result<Self, CardRefusal> {
        let lower = text.to_lowercase().replace(['–', '—'], "-");
        let words: Vec<&str> = lower.split_whitespace().collect();
        let not = words.iter().position(|word| *word == "not");
        let (times, days) = match not {
            Some(at) => (words[..at].join(" "), Some(words[at + 1..].join(" "))),
            None => (words.join(" "), None),
        };
        let read = || {
            let hours = Self {
                spans: spans(&times)?,
                off: days.as_deref().map_or(Some(Vec::new()), self::days)?,
            };
            let says_something = !hours.spans.is_empty() || !hours.off.is_empty();
            (says_something && hours.off.len() < 7).then_some(hours)
        };
        read().ok_or_else(|| not_hours(text))
    }

    /// The hours of a card on which `stored` stands, with other times of day or other days off. The
    /// half that isn't said stays. Empty if nothing is left.
    ///
    /// # Errors
    /// [`CardRefusal::NotHours`] for what can't be read of what is said, or has to stay.
    pub fn revised(
        stored: Option<&str>,
        times: Option<&str>,
        not: Option<&str>,
    ) -> Result<String, CardRefusal> {
        let stored = stored.map(Self::parse);
        let mut hours = match (times, stored) {
            (Some(times), stored) => {
                let mut hours = match times.trim() {
                    "" => Self::default(),
                    times => Self::parse(times)?,
                };
                if let (true, Some(Ok(stored))) = (hours.off.is_empty(), stored) {
                    hours.off = stored.off;
                }
                hours
            }
            (None, stored) => stored.transpose()?.unwrap_or_default(),
        };
        if let Some(not) = not {
            let off = days(&not.to_lowercase()).filter(|off| off.len() < 7);
            hours.off = off.ok_or_else(|| not_hours(&format!("not {not}")))?;
        }
        Ok(hours.to_string())
    }

    /// Whether it is a day of the week without hours.
    #[must_use]
    pub fn is_off(&self, day: NaiveDate) -> bool {
        self.off.contains(&day.weekday())
    }

    /// From when to when on the client's clocks, for what begins on this day, in order.
    pub(super) fn on(&self, day: NaiveDate) -> Vec<(NaiveDateTime, NaiveDateTime)> {
        if self.is_off(day) {
            return Vec::new();
        }
        let whole = [Span { from: 0, to: DAY }];
        let spans = if self.spans.is_empty() {
            &whole[..]
        } else {
            &self.spans
        };
        let midnight = day.and_time(NaiveTime::MIN);
        let at = |minutes: u32| midnight + TimeDelta::minutes(i64::from(minutes));
        spans
            .iter()
            .map(|span| (at(span.from), at(span.to)))
            .collect()
    }
}

fn not_hours(text: &str) -> CardRefusal {
    CardRefusal::NotHours {
        text: text.trim().to_owned(),
    }
}

/// `9-12,14-18`, in order; none for an empty text.
fn spans(text: &str) -> Option<Vec<Span>> {
    if text.is_empty() {
        return Some(Vec::new());
    }
    let mut spans: Vec<Span> = text.split(',').map(span).collect::<Option<_>>()?;
    spans.sort_unstable();
    Some(spans)
}

/// `9-12`, `22-6`.
fn span(text: &str) -> Option<Span> {
    let (from, to) = text.split_once('-')?;
    let (from, to) = (minutes(from)?, minutes(to)?);
    let next_day = if to < from { DAY } else { 0 };
    (from != to && from < DAY).then_some(Span {
        from,
        to: to + next_day,
    })
}

/// `9`, `9:30`, `5pm`, `24`.
fn minutes(text: &str) -> Option<u32> {
    let text = text.trim();
    if let Some(hour) = digits(text, 1..=2).filter(|hour| *hour <= 24) {
        return Some(hour * 60);
    }
    let time = parse_time(text).ok()?;
    Some(time.num_seconds_from_midnight() / 60)
}

/// `fri`, `sat,sun`, `sat-sun`, in the order of the week; none for an empty text.
fn days(text: &str) -> Option<Vec<Weekday>> {
    let words = text.split([' ', ',']);
    let words = words.filter(|word| !word.is_empty() && *word != "and");
    let mut off: Vec<Weekday> = Vec::new();
    for word in words {
        let (first, last) = word.split_once('-').unwrap_or((word, word));
        let (first, last) = (called(first)?, called(last)?);
        let week = successors(Some(first), |day| Some(day.succ())).take(7);
        let before_last = week.take_while(|day| *day != last);
        off.extend(before_last.chain([last]));
    }
    off.sort_unstable_by_key(Weekday::num_days_from_monday);
    off.dedup();
    Some(off)
}

/// `fri`, `friday`, `fridays`.
fn called(word: &str) -> Option<Weekday> {
    weekday(word).or_else(|| weekday(word.strip_suffix('s')?))
}

/// As it is stored: `9-12,14-18 not fri`.
impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let spans: Vec<String> = self.spans.iter().map(Span::to_string).collect();
        f.write_str(&spans.join(","))?;
        if self.off.is_empty() {
            return Ok(());
        }
        let days: Vec<String> = self
            .off
            .iter()
            .map(|day| day.to_string().to_lowercase())
            .collect();
        let blank = if spans.is_empty() { "" } else { " " };
        write!(f, "{blank}not {}", days.join(","))
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let to = if self.to > DAY {
            self.to - DAY
        } else {
            self.to
        };
        for (minutes, joint) in [(self.from, "-"), (to, "")] {
            write!(f, "{}", minutes / 60)?;
            if minutes % 60 > 0 {
                write!(f, ":{:02}", minutes % 60)?;
            }
            f.write_str(joint)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_people_write_them() {
        let cases = [
            ("9-17", "9-17"),
            (" 09:00 - 17:00 ", "9-17"),
            ("14-18,9-12", "9-12,14-18"),
            ("9-12, 14-18", "9-12,14-18"),
            ("9:30–12", "9:30-12"),
            ("9am-5pm", "9-17"),
            ("9 am - 5:15 PM", "9-17:15"),
            ("22-6", "22-6"),
            ("22-0", "22-24"),
            ("0-24", "0-24"),
            ("18-24", "18-24"),
            ("9-17 not fri", "9-17 not fri"),
            ("9-17 NOT Sunday, sat", "9-17 not sat,sun"),
            ("9-17 not fridays and mon", "9-17 not mon,fri"),
            ("9-17 not fri-sun", "9-17 not fri,sat,sun"),
            ("not sat-mon", "not mon,sat,sun"),
            ("9-17 not", "9-17"),
        ];
        for (text, stored) in cases {
            let hours = Hours::parse(text).expect(text);
            assert_eq!(hours.to_string(), stored, "{text}");
            assert_eq!(Hours::parse(stored), Ok(hours), "{stored}");
        }
    }

    #[test]
    fn what_says_no_hours_is_refused() {
        let wrong = [
            "",
            "mornings",
            "9",
            "9-",
            "-17",
            "9-9",
            "9-25",
            "24-6",
            "9-17-18",
            "9-12;14-18",
            "9-12,",
            "9:60-17",
            "not",
            "not mon-sun",
            "not someday",
            "9-17 not 5",
            "17 not fri",
            "9-17 except fri",
            "٩-١٧",
        ];
        for text in wrong {
            let text = text.to_owned();
            assert_eq!(Hours::parse(&text), Err(CardRefusal::NotHours { text }));
        }
    }

    #[test]
    fn the_half_that_is_not_said_stays() {
        let cases = [
            (None, Some("9-17"), None, "9-17"),
            (None, Some("9-17"), Some("fri"), "9-17 not fri"),
            (None, None, Some("Fri, sat"), "not fri,sat"),
            (Some("9-17 not fri"), Some("10-12"), None, "10-12 not fri"),
            (
                Some("9-17 not fri"),
                Some("10-12 not mon"),
                None,
                "10-12 not mon",
            ),
            (Some("9-17 not fri"), None, Some("sat"), "9-17 not sat"),
            (Some("9-17 not fri"), None, Some(""), "9-17"),
            (Some("9-17 not fri"), Some(" "), None, "not fri"),
            (Some("9-17"), Some(""), None, ""),
            (Some("mornings"), Some(""), Some(""), ""),
            (Some("not fri"), None, Some(""), ""),
            (Some("mornings"), Some("9-12"), None, "9-12"),
        ];
        for (stored, times, not, expected) in cases {
            let revised = Hours::revised(stored, times, not);
            assert_eq!(
                revised.as_deref(),
                Ok(expected),
                "{stored:?} {times:?} {not:?}"
            );
        }
        for (stored, times, not) in [
            (Some("mornings"), None, Some("fri")),
            (None, Some("mornings"), None),
            (None, None, Some("noon")),
            (None, None, Some("mon-sun")),
        ] {
            let revised = Hours::revised(stored, times, not);
            assert!(revised.is_err(), "{stored:?} {times:?} {not:?}");
        }
    }
}
