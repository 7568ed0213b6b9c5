//! Days of the year on a vCard: birthdays, anniversaries and the days that Apple and Google keep
//! besides them.

use chrono::NaiveDate;

use super::Version;
use super::property::Property;
use crate::binder::{Occasion, YearDay};
use crate::exchange::content::Content;

/// The year that Apple's programs write where none is known, and by which Google's and others know
/// it: 3.0 has no day without a year. It had a 29th of February.
pub(super) const NO_YEAR: i32 = 1604;

/// What the occasions are called for which there are properties.
pub(super) const BIRTHDAY: &str = "birthday";
pub(super) const ANNIVERSARY: &str = "anniversary";

/// Writes the occasions of a card. Of birthdays and anniversaries a card has one; a second is a day
/// with a label as any other.
pub(super) fn write(content: &mut Content, version: Version, all: impl Iterator<Item = Occasion>) {
    let (mut has_birthday, mut has_anniversary) = (false, false);
    for occasion in all {
        let is_birthday = !has_birthday && occasion.what == BIRTHDAY;
        let is_anniversary =
            version == Version::Four && !has_anniversary && occasion.what == ANNIVERSARY;
        has_birthday |= is_birthday;
        has_anniversary |= is_anniversary;
        let named = match version {
            Version::Three => apple(&occasion),
            Version::Four => (String::new(), plain(&occasion)),
        };
        if is_birthday {
            content.line(&format!("BDAY{}", named.0), &named.1);
        } else if is_anniversary {
            content.line(&format!("ANNIVERSARY{}", named.0), &named.1);
        } else {
            let (parameter, date) = apple(&occasion);
            let label = match occasion.what.as_str() {
                ANNIVERSARY => "_$!<Anniversary>!$_",
                what => what,
            };
            content.labelled(&format!("X-ABDATE{parameter}"), &date, label);
        }
    }
}

/// `19800415`, or `--0415` without a year (RFC 6350, 4.3.1).
fn plain(occasion: &Occasion) -> String {
    let day = occasion.day.to_string().replace('-', "");
    match occasion.year {
        Some(year) => format!("{year:04}{day}"),
        None => format!("--{day}"),
    }
}

/// A parameter and the day: `1980-04-15`, with [`NO_YEAR`] where none is known.
fn apple(occasion: &Occasion) -> (String, String) {
    let day: YearDay = occasion.day;
    match occasion.year {
        Some(year) => (String::new(), format!("{year:04}-{day}")),
        None => (
            format!(";X-APPLE-OMIT-YEAR={NO_YEAR}"),
            format!("{NO_YEAR}-{day}"),
        ),
    }
}

/// The day that a property says, as it is typed: `1980-04-15`, or `04-15` without a year. `None` if it
/// says none, as in `1980` and `circa 1800`.
///
/// Read are the spellings of all versions: `19800415`, `1980-04-15`, `--0415`, `--04-15`, each
/// perhaps with a time, which is midnight somewhere and doesn't count.
pub(super) fn read(property: &Property, what: &str) -> Option<String> {
    let year = property.said("X-APPLE-OMIT-YEAR");
    let omitted = year.and_then(|year| year.parse().ok());
    day(&property.text(), omitted, what == BIRTHDAY)
}

/// `omitted` is the year that stands for none.
pub(super) fn day(text: &str, omitted: Option<i32>, is_birthday: bool) -> Option<String> {
    let date = text.split(['T', 't', ' ']).next().unwrap_or_default();
    let (year, day) = if let Some(day) = date.strip_prefix("--") {
        (None, day)
    } else {
        let (year, day) = date.split_at_checked(4)?;
        (
            Some(i32::try_from(digits(year)?).ok()?),
            day.trim_start_matches('-'),
        )
    };
    let (month, day) = match day.split_once('-') {
        Some(apart) => apart,
        None if day.len() == 4 => day.split_at_checked(2)?,
        None => return None,
    };
    let (month, day) = (digits(month)?, digits(day)?);
    // Nobody alive was born in it.
    let none = |year: &i32| *year == 0 || Some(*year) == omitted || is_birthday && *year == NO_YEAR;
    let year = year.filter(|year| !none(year));
    NaiveDate::from_ymd_opt(year.unwrap_or(NO_YEAR), month, day)?;
    let year = year.map(|year| format!("{year:04}-")).unwrap_or_default();
    Some(format!("{year}{month:02}-{day:02}"))
}

/// A number of nothing but digits.
fn digits(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_in_the_spellings_of_all_versions() {
        let cases = [
            ("1980-04-15", Some("1980-04-15")),
            ("19800415", Some("1980-04-15")),
            ("1980-4-5", Some("1980-04-05")),
            ("--0415", Some("04-15")),
            ("--04-15", Some("04-15")),
            ("1980-04-15T00:00:00Z", Some("1980-04-15")),
            ("19800415T230000Z", Some("1980-04-15")),
            ("1980-04-15 00:00", Some("1980-04-15")),
            ("1604-02-29", Some("02-29")),
            ("0000-04-15", Some("04-15")),
            ("00000415", Some("04-15")),
            ("--0229", Some("02-29")),
            ("1981-02-29", None),
            ("--0431", None),
            ("---15", None),
            ("1980", None),
            ("1980-04", None),
            ("--04", None),
            ("circa 1800", None),
            ("15.04.1980", None),
            ("+198-04-15", None),
            ("1980-+4-15", None),
            ("žž80-04-15", None),
            ("", None),
        ];
        for (text, read) in cases {
            assert_eq!(day(text, None, true).as_deref(), read, "{text}");
        }
        assert_eq!(
            day("1604-04-15", None, false).as_deref(),
            Some("1604-04-15")
        );
        assert_eq!(
            day("1604-04-15", Some(1604), false).as_deref(),
            Some("04-15")
        );
        assert_eq!(
            day("1896-04-15", Some(1896), false).as_deref(),
            Some("04-15")
        );
    }
}
