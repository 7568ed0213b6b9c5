//! One event of an iCalendar file, and the lines that it is written in.

use chrono::NaiveDate;

use super::days_off::Fault;

/// How long the name of a day off is at most, in characters; what is longer is cut.
const LONGEST_NAME: usize = 200;

/// One content line: `NAME;PARAMETER=…:value`, unfolded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// From 1; of a folded one the first.
    pub(super) number: usize,
    /// In capitals.
    pub(super) name: String,
    pub(super) value: String,
}

impl Line {
    fn parse(number: usize, text: &str) -> Result<Self, Fault> {
        let mut quoted = false;
        let colon = text.char_indices().find(|(_, letter)| {
            quoted ^= *letter == '"';
            *letter == ':' && !quoted
        });
        let Some((colon, _)) = colon else {
            let start: String = text.chars().take(40).collect();
            return Err(Fault::new(
                number,
                format!("there is no colon in \"{start}\""),
            ));
        };
        let name = text[..colon].split(';').next().unwrap_or_default();
        Ok(Self {
            number,
            name: name.trim().to_uppercase(),
            value: text[colon + 1..].trim().to_owned(),
        })
    }

    /// Whether it is this name with this value.
    pub(super) fn is(&self, name: &str, value: &str) -> bool {
        self.name == name && self.value.eq_ignore_ascii_case(value)
    }
}

/// The lines of a file, unfolded; empty ones left out.
pub(super) struct Lines<'a> {
    rest: std::iter::Peekable<std::iter::Enumerate<std::str::Lines<'a>>>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self {
            rest: text.lines().enumerate().peekable(),
        }
    }
}

impl Iterator for Lines<'_> {
    type Item = Result<Line, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        let (number, first) = self.rest.find(|(_, line)| !line.trim().is_empty())?;
        let mut text = first.to_owned();
        let is_more = |(_, line): &(usize, &str)| line.starts_with([' ', '\t']);
        while let Some((_, more)) = self.rest.next_if(is_more) {
            text.push_str(&more[1..]);
        }
        Some(Line::parse(number + 1, &text))
    }
}

/// What an event says, as far as it is a day off.
#[derive(Clone, Debug, Default)]
pub(super) struct Event {
    pub(super) start: Option<NaiveDate>,
    pub(super) name: Option<String>,
    pub(super) rule: Option<String>,
    pub(super) is_cancelled: bool,
    pub(super) has_exceptions: bool,
    end: Option<NaiveDate>,
    duration: Option<u64>,
    has_hours: bool,
}

impl Event {
    pub(super) fn take(&mut self, line: Line) -> Result<(), Fault> {
        match line.name.as_str() {
            "DTSTART" => self.start = Some(self.moment(&line)?),
            "DTEND" => self.end = Some(self.moment(&line)?),
            "DURATION" => match duration(&line.value).ok_or_else(|| no("duration", &line))? {
                Length::Days(days) => self.duration = Some(days),
                Length::Hours => self.has_hours = true,
            },
            "SUMMARY" if self.name.is_none() => {
                let name = unescaped(&line.value);
                self.name = Some(name).filter(|name| !name.is_empty());
            }
            "RRULE" => {
                // A second rule is one that no list of days can say.
                self.has_exceptions |= self.rule.is_some();
                self.rule = Some(line.value);
            }
            "EXDATE" | "RDATE" | "EXRULE" => self.has_exceptions = true,
            "STATUS" => self.is_cancelled = line.value.eq_ignore_ascii_case("CANCELLED"),
            _ => {}
        }
        Ok(())
    }

    /// A day, at whose midnight something begins or ends; any other hour makes it no whole day.
    fn moment(&mut self, line: &Line) -> Result<NaiveDate, Fault> {
        let (day, time) = line.value.split_once('T').unwrap_or((&line.value, ""));
        self.has_hours |= !matches!(time, "" | "000000");
        date(day).ok_or_else(|| no("date", line))
    }

    /// Whether it is of whole days, from midnight to midnight.
    pub(super) fn is_whole_days(&self) -> bool {
        !self.has_hours
    }

    /// How many days it lasts, from 1.
    pub(super) fn days(&self, start: NaiveDate) -> u64 {
        let to_end = self.end.map(|end| (end - start).num_days());
        let days = to_end.and_then(|days| u64::try_from(days).ok());
        days.or(self.duration).unwrap_or(1).max(1)
    }
}

fn no(what: &str, line: &Line) -> Fault {
    let start: String = line.value.chars().take(40).collect();
    Fault::new(line.number, format!("\"{start}\" is no {what}"))
}

/// `20240624`.
pub(super) fn date(text: &str) -> Option<NaiveDate> {
    let digits = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = |part: &str| part.parse::<u32>().ok();
    if !digits {
        return None;
    }
    let year = number(&text[..4])?.try_into().ok()?;
    NaiveDate::from_ymd_opt(year, number(&text[4..6])?, number(&text[6..])?)
}

/// How long an event lasts.
enum Length {
    Days(u64),
    /// No whole days: `PT8H`.
    Hours,
}

/// `P3D`, `P1W`, `PT8H`.
fn duration(text: &str) -> Option<Length> {
    let text = text.strip_prefix('+').unwrap_or(text).strip_prefix('P')?;
    if text.contains('T') {
        return Some(Length::Hours);
    }
    let (number, per) = match text.strip_suffix('W') {
        Some(weeks) => (weeks, 7),
        None => (text.strip_suffix('D')?, 1),
    };
    let number: u64 = number.parse().ok()?;
    number.checked_mul(per).map(Length::Days)
}

/// A text without the escapes of the format, in one line.
fn unescaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => text.push(' '),
                Some(other) => text.push(other),
                None => {}
            },
            other => text.push(other),
        }
    }
    text.trim().chars().take(LONGEST_NAME).collect()
}
