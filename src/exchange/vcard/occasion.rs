//! Days of the year on a vCard: birthdays, anniversaries and the days that Apple and Google keep
//! besides them.

use super::Version;
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
