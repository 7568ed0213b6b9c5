//! A time of day as typed: `14:30`, `9am`, `9:15pm`.
//!
//! Where in a phrase a time may stand is decided here too, since a time may be two words (`9 am`);
//! what the words before it mean is [`super::phrase`].

use chrono::NaiveTime;

use super::DateRefusal;
use super::vocabulary::digits;

/// Reads a time of day, to the minute: `14:30`, `9:05`, `9am`, `9:15pm`; `12am` is midnight and
/// `12pm` is noon. Case and white space around don't count. A bare number is not a time.
///
/// # Errors
///
/// [`DateRefusal::ImpossibleTime`] for `25:00`, `9:60` or `13pm`; [`DateRefusal::NotATime`] for what isn't
/// written like a time at all.
pub fn parse_time(text: &str) -> Result<NaiveTime, DateRefusal> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    match split_time(&words) {
        Some(([], time)) => time,
        _ => Err(DateRefusal::NotATime {
            text: text.trim().to_owned(),
        }),
    }
}

/// The words before the time that lower-case `words` end with, and the time; `None` if they end
/// with no time.
pub(super) fn split_time<'a, 'w>(
    words: &'a [&'w str],
) -> Option<(&'a [&'w str], Result<NaiveTime, DateRefusal>)> {
    let (before, time) = match words {
        [before @ .., clock, half @ ("am" | "pm")] => (before, format!("{clock}{half}")),
        [before @ .., time] => (before, (*time).to_owned()),
        [] => return None,
    };
    Some((before, read(&time)?))
}

/// The time that one lower-case word is; `None` if it isn't written like one.
fn read(word: &str) -> Option<Result<NaiveTime, DateRefusal>> {
    let (clock, noon) = match (word.strip_suffix("am"), word.strip_suffix("pm")) {
        (Some(clock), _) => (clock, Some(0)),
        (_, Some(clock)) => (clock, Some(12)),
        _ => (word, None),
    };
    let (hour, minute) = match clock.split_once(':') {
        Some((hour, minute)) => (digits(hour, 1..=2)?, digits(minute, 2..=2)?),
        None if noon.is_some() => (digits(clock, 1..=2)?, 0),
        _ => return None,
    };
    let hour = match noon {
        Some(noon) if (1..=12).contains(&hour) => Some(hour % 12 + noon),
        Some(_) => None,
        None => Some(hour),
    };
    let time = hour.and_then(|hour| NaiveTime::from_hms_opt(hour, minute, 0));
    Some(time.ok_or_else(|| DateRefusal::ImpossibleTime {
        text: word.to_owned(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_as_people_write_it() {
        let cases = [
            ("14:30", 14, 30),
            ("9:05", 9, 5),
            ("09:05", 9, 5),
            ("0:00", 0, 0),
            ("23:59", 23, 59),
            ("9am", 9, 0),
            ("9 AM", 9, 0),
            (" 9:15pm ", 21, 15),
            ("9:15 PM", 21, 15),
            ("12am", 0, 0),
            ("12pm", 12, 0),
            ("12:30am", 0, 30),
        ];
        for (text, hour, minute) in cases {
            let time = NaiveTime::from_hms_opt(hour, minute, 0).expect("a time");
            assert_eq!(parse_time(text), Ok(time), "{text}");
        }
    }

    #[test]
    fn a_time_that_no_clock_shows_is_impossible() {
        for text in [
            "25:00", "24:00", "9:60", "13pm", "0am", "14:30pm", "0:30am", "99am",
        ] {
            let text = text.to_owned();
            assert_eq!(parse_time(&text), Err(DateRefusal::ImpossibleTime { text }));
        }
    }

    #[test]
    fn a_bare_number_is_no_time() {
        let wrong = [
            "",
            "9",
            "14",
            "am",
            ":",
            "9:",
            ":30",
            "9:5",
            "9:005",
            "1 4:30",
            "-9:00",
            "+9am",
            "fri 9am",
            "9:30:00",
            "１４:30",
            "9:3é",
            "123:00",
            "9 am pm",
        ];
        for text in wrong {
            let text = text.to_owned();
            assert_eq!(parse_time(&text), Err(DateRefusal::NotATime { text }));
        }
    }
}
