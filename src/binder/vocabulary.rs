//! The single words of which dates are made: names of days and months, units, numbers.
//!
//! All are lower case already, and none knows its neighbours: that is [`super::phrase`].

use std::ops::RangeInclusive;

use chrono::Weekday;

/// What a phrase counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Days,
    Weeks,
    Months,
    WorkingDays,
}

/// `8`, `8th`, and `8,` as in `july 8, 2025`: up to three digits, so that it is no year.
pub(super) fn day_number(word: &str) -> Option<u32> {
    let word = word.strip_suffix(',').unwrap_or(word);
    let mut endings = ["st", "nd", "rd", "th"].into_iter();
    let number = endings.find_map(|ending| word.strip_suffix(ending));
    digits(number.unwrap_or(word), 1..=3)
}

/// Four digits: 0 to 9999.
pub(super) fn year(word: &str) -> Option<i32> {
    digits(word, 4..=4)?.try_into().ok()
}

pub(super) fn weekday(word: &str) -> Option<Weekday> {
    match word {
        "tues" => Some(Weekday::Tue),
        "thur" | "thurs" => Some(Weekday::Thu),
        _ => word.parse().ok(),
    }
}

/// `sep`, `sept`, `september`: 1 to 12.
pub(super) fn month_name(word: &str) -> Option<u32> {
    match word {
        "sept" => Some(9),
        _ => Some(word.parse::<chrono::Month>().ok()?.number_from_month()),
    }
}

/// `3`, or `a` for one.
pub(super) fn count(word: &str) -> Option<u32> {
    match word {
        "a" | "an" | "one" => Some(1),
        _ => digits(word, 1..=usize::MAX),
    }
}

/// `3d`, as in `+3d`.
pub(super) fn short_count(word: &str) -> Option<(u32, Unit)> {
    let mut letters = word.chars();
    let unit = match letters.next_back()? {
        'd' => Unit::Days,
        'w' => Unit::Weeks,
        'm' => Unit::Months,
        'b' => Unit::WorkingDays,
        _ => return None,
    };
    Some((digits(letters.as_str(), 1..=usize::MAX)?, unit))
}

pub(super) fn unit_name(word: &str) -> Option<Unit> {
    match word {
        "day" | "days" => Some(Unit::Days),
        "week" | "weeks" => Some(Unit::Weeks),
        "month" | "months" => Some(Unit::Months),
        _ => None,
    }
}

/// A number of so many digits; the largest there is if it is larger still.
pub(super) fn digits(text: &str, allowed: RangeInclusive<usize>) -> Option<u32> {
    let written = allowed.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    written.then(|| text.parse().unwrap_or(u32::MAX))
}
