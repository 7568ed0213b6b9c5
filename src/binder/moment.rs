//! Reading moments as they are stored.

use chrono::{FixedOffset, NaiveDate, NaiveTime, TimeZone};

use super::Moment;

/// How long a moment is as this program writes it: `2024-06-13T14:05:09.123456+02:00`.
const LENGTH: usize = 32;

/// What stands between its numbers, but for the sign of the offset.
const MARKS: [(usize, u8); 7] = [
    (4, b'-'),
    (7, b'-'),
    (10, b'T'),
    (13, b':'),
    (16, b':'),
    (19, b'.'),
    (29, b':'),
];

/// Reads a moment in the form of RFC 3339.
///
/// There is one in every entry of every dossier, and nearly all are in the form in which this
/// program writes them, so that form is read at once; another as `chrono` reads it.
pub(super) fn read(text: &str) -> Option<Moment> {
    as_written(text).or_else(|| Moment::parse_from_rfc3339(text).ok())
}

/// A moment in the form in which it is written; `None` if it is in any other, or is none.
fn as_written(text: &str) -> Option<Moment> {
    let bytes: &[u8; LENGTH] = text.as_bytes().try_into().ok()?;
    if MARKS.iter().any(|(at, mark)| bytes[*at] != *mark) {
        return None;
    }
    let number = |from: usize, to: usize| {
        bytes[from..to].iter().try_fold(0_u32, |number, byte| {
            let digit = byte.wrapping_sub(b'0');
            (digit < 10).then(|| number * 10 + u32::from(digit))
        })
    };
    let year = i32::try_from(number(0, 4)?).ok()?;
    let day = NaiveDate::from_ymd_opt(year, number(5, 7)?, number(8, 10)?)?;
    let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
    let time = NaiveTime::from_hms_micro_opt(hour, minute, second, number(20, 26)?)?;
    let (hours, minutes) = (number(27, 29)?, number(30, 32)?);
    let sign = match bytes[26] {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
    let offset = (minutes < 60).then(|| FixedOffset::east_opt(sign * seconds))??;
    offset.from_local_datetime(&day.and_time(time)).single()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::binder::entry::moment_text;

    /// Moments are equal if they are the same; here the place must be too.
    fn whole(moment: Option<Moment>) -> Option<(Moment, FixedOffset)> {
        moment.map(|moment| (moment, *moment.offset()))
    }

    /// What any moment is to be read as.
    fn by_chrono(text: &str) -> Option<(Moment, FixedOffset)> {
        whole(Moment::parse_from_rfc3339(text).ok())
    }

    #[test]
    fn a_moment_is_read_as_chrono_reads_it_whatever_its_form() {
        let cases = [
            ("2024-06-13T14:05:09.123456+02:00", true),
            ("2024-02-29T00:00:00.000000-11:30", true),
            ("9999-12-31T23:59:59.999999+23:59", true),
            ("0001-01-01T00:00:00.000000-00:00", true),
            ("0000-01-01T00:00:00.000000+00:00", true),
            ("2024-06-13T14:05:09+02:00", false),
            ("2024-06-13T14:05:09Z", false),
            ("2024-06-13 14:05:09.123456+02:00", false),
            ("2024-06-13T14:05:60.123456+02:00", false),
            ("2024-06-13T14:05:09.1234567890+02", false),
            ("2024-06-13T14:05:09.123456789+2:00", false),
            ("2023-02-29T14:05:09.123456+02:00", false),
            ("2024-06-13T24:05:09.123456+02:00", false),
            ("2024-06-13T14:05:09.123456+24:00", false),
            ("2024-06-13T14:05:09.123456+02:60", false),
            ("2024-06-13T14:05:09.12345x+02:00", false),
            ("2024-06-13T14:05:09.123456−2:00", false),
            ("2024-06-13T14:05:09.123456/02:00", false),
            ("", false),
        ];
        for (text, is_as_written) in cases {
            assert_eq!(as_written(text).is_some(), is_as_written, "{text}");
            assert_eq!(whole(read(text)), by_chrono(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_at_once(
            seconds in -62_135_000_000..253_402_000_000_i64,
            micros in 0..1_000_000_u32,
            minutes in -1439..1440,
        ) {
            let offset = FixedOffset::east_opt(minutes * 60).expect("an offset");
            let moment = offset.timestamp_opt(seconds, micros * 1000).single().expect("a moment");
            let text = moment_text(moment);
            prop_assert_eq!(whole(as_written(&text)), whole(Some(moment)), "{}", text);
            prop_assert_eq!(whole(as_written(&text)), by_chrono(&text));
        }

        #[test]
        fn what_is_nearly_so_is_no_other_moment(at in 0..LENGTH, byte in 0x20_u8..0x7f) {
            let mut bytes = *b"2024-06-13T14:05:09.123456+02:00";
            bytes[at] = byte;
            let text = std::str::from_utf8(&bytes).expect("text");
            if let Some(moment) = as_written(text) {
                prop_assert_eq!(by_chrono(text), whole(Some(moment)), "{}", text);
            }
        }
    }
}
