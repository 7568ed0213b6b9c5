//! How often a regular client is contacted, as the card says it: `6w`, `10d`, `2 months`.
//!
//! It decides where a client is filed for whom no day was said, and after how long without a contact
//! one is silent.

use std::fmt;

use chrono::NaiveDate;

use super::landing::calendar_ahead;
use super::vocabulary::{Unit, count, short_count, unit_name};
use super::{Calendar, CardRefusal, DayOff};

/// The most of any unit: nobody plans further, and what is typed with a digit too many is said.
const MOST: u32 = 999;

/// How often a client is contacted: every so many days, weeks or months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cadence {
    /// From 1 to [`MOST`].
    count: u32,
    /// Never working days: how long a client waits doesn't hang on the rep's holidays.
    unit: Unit,
}

/// When a client is due by the cadence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// How often.
    pub every: Cadence,
    /// The day of the contact that it is counted from.
    pub since: NaiveDate,
    /// The day that is counted to. It may have passed.
    pub counted: NaiveDate,
    /// Why nobody works on that day, if it is still to come.
    pub off: Option<DayOff>,
    /// The working day on which the client is due: that day or, if it has passed, today; else the
    /// next.
    pub day: NaiveDate,
}

impl Cadence {
    /// Reads a cadence: `6w`, `10d`, `1m`, `6 weeks`, `every 2 months`, `a month`. Case doesn't
    /// count.
    ///
    /// # Errors
    /// [`CardRefusal::NotACadence`].
    pub fn parse(text: &str) -> Result<Self, CardRefusal> {
        let lower = text.to_lowercase();
        let mut words: Vec<&str> = lower.split_whitespace().collect();
        if words.len() > 1 && words[0] == "every" {
            words.remove(0);
        }
        let read = match words[..] {
            [short] => short_count(short.strip_prefix('+').unwrap_or(short)),
            [number, unit] => count(number).zip(unit_name(unit)),
            _ => None,
        };
        read.filter(|(count, unit)| (1..=MOST).contains(count) && *unit != Unit::WorkingDays)
            .map(|(count, unit)| Self { count, unit })
            .ok_or_else(|| CardRefusal::NotACadence {
                text: text.trim().to_owned(),
            })
    }

    /// The day that comes so long after `day`, at most the calendar's last.
    #[must_use]
    pub fn after(self, day: NaiveDate) -> NaiveDate {
        let last = NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(NaiveDate::MAX);
        calendar_ahead(day, self.count, self.unit).map_or(last, |after| after.min(last))
    }

    /// When a client is due who was contacted on the day `since`, seen from `today`.
    #[must_use]
    pub fn turn(self, since: NaiveDate, today: NaiveDate, calendar: &Calendar) -> Turn {
        let counted = self.after(since);
        let is_to_come = counted >= today;
        let off = is_to_come.then(|| calendar.day_off(counted)).flatten();
        Turn {
            every: self,
            since,
            counted,
            off,
            day: calendar.working_from(counted.max(today)),
        }
    }

    /// `6 weeks`, `1 month`: for a sentence.
    #[must_use]
    pub fn words(self) -> impl fmt::Display {
        let unit = match self.unit {
            Unit::Days => "day",
            Unit::Weeks => "week",
            Unit::Months => "month",
            Unit::WorkingDays => "working day",
        };
        let plural = if self.count == 1 { "" } else { "s" };
        fmt::from_fn(move |f| write!(f, "{} {unit}{plural}", self.count))
    }
}

/// As it is stored: `6w`.
impl fmt::Display for Cadence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Days => 'd',
            Unit::Weeks => 'w',
            Unit::Months => 'm',
            Unit::WorkingDays => 'b',
        };
        write!(f, "{}{unit}", self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn a_cadence_is_read_as_people_say_it() {
        let cases = [
            ("6w", "6w", "6 weeks"),
            ("10d", "10d", "10 days"),
            ("1m", "1m", "1 month"),
            (" 6W ", "6w", "6 weeks"),
            ("+6w", "6w", "6 weeks"),
            ("006w", "6w", "6 weeks"),
            ("6 weeks", "6w", "6 weeks"),
            ("a month", "1m", "1 month"),
            ("Every 2  Months", "2m", "2 months"),
            ("every 6w", "6w", "6 weeks"),
            ("999d", "999d", "999 days"),
        ];
        for (text, stored, words) in cases {
            let cadence = Cadence::parse(text).expect(text);
            assert_eq!(cadence.to_string(), stored, "{text}");
            assert_eq!(cadence.words().to_string(), words, "{text}");
            assert_eq!(Cadence::parse(stored), Ok(cadence), "{text}");
        }
    }

    #[test]
    fn what_says_no_length_is_refused() {
        let wrong = [
            "",
            "6",
            "w",
            "every",
            "0w",
            "-6w",
            "1000w",
            "99999999999d",
            "6y",
            "3b",
            "++6w",
            "quarterly",
            "6 w",
            "fri",
            "2024-07-05",
            "6w 2d",
            "six weeks",
            "6 working days",
            "٦w",
        ];
        for text in wrong {
            let text = text.to_owned();
            assert_eq!(
                Cadence::parse(&text),
                Err(CardRefusal::NotACadence { text })
            );
        }
    }

    #[test]
    fn it_is_counted_in_days_of_the_calendar() {
        let cases = [
            ("6w", "2024-06-13", "2024-07-25"),
            ("10d", "2024-02-25", "2024-03-06"),
            ("1m", "2024-01-31", "2024-02-29"),
            ("13m", "2023-12-31", "2025-01-31"),
            ("999m", "9999-01-01", "9999-12-31"),
        ];
        for (every, from, after) in cases {
            let cadence = Cadence::parse(every).expect(every);
            assert_eq!(cadence.after(day(from)), day(after), "{every} from {from}");
        }
    }

    #[test]
    fn a_client_is_due_on_a_working_day_that_has_not_passed() {
        // Seen from Thu 2024-06-13.
        let cases = [
            ("6w", "2024-06-13", "2024-07-25", None, "2024-07-25"),
            ("6w", "2024-06-10", "2024-07-22", None, "2024-07-22"),
            (
                "2d",
                "2024-06-13",
                "2024-06-15",
                Some("Saturday"),
                "2024-06-17",
            ),
            ("1w", "2024-06-06", "2024-06-13", None, "2024-06-13"),
            ("1w", "2024-06-05", "2024-06-12", None, "2024-06-13"),
            ("6w", "2020-01-01", "2020-02-12", None, "2024-06-13"),
        ];
        let today = day("2024-06-13");
        for (every, since, counted, off, due) in cases {
            let cadence = Cadence::parse(every).expect(every);
            let turn = cadence.turn(day(since), today, &Calendar::default());
            assert_eq!(turn.counted, day(counted), "{every} from {since}");
            let why = turn.off.map(|off| off.to_string());
            assert_eq!(why.as_deref(), off, "{every} from {since}");
            assert_eq!(turn.day, day(due), "{every} from {since}");
        }
        // Opened on a Saturday: what has passed is due on Monday.
        let saturday = day("2024-06-15");
        let week = Cadence::parse("1w").expect("a cadence");
        let turn = week.turn(day("2024-06-01"), saturday, &Calendar::default());
        assert_eq!((turn.off, turn.day), (None, day("2024-06-17")));
    }
}
