//! Room in the days: which day is nearest that can take one more.

use chrono::{Days, NaiveDate};

use super::Calendar;

/// How far a day with room is looked for, in days.
const FARTHEST: u64 = 366;

/// The working day with room that is nearest to `day`, from `today` on.
///
/// For an `agreed` date the nearest before it, so that nobody is called later than was promised;
/// only if there is none, the first after it. For a planned one the nearest on either side, the
/// earlier of two. `has_room` is asked of working days only. `None` if there is none in a year.
#[must_use]
pub fn nearest_with_room(
    day: NaiveDate,
    agreed: bool,
    today: NaiveDate,
    calendar: &Calendar,
    mut has_room: impl FnMut(NaiveDate) -> bool,
) -> Option<NaiveDate> {
    let mut fits = |candidate: Option<NaiveDate>| {
        candidate.filter(|candidate| {
            *candidate >= today && calendar.is_working(*candidate) && has_room(*candidate)
        })
    };
    let before = |distance| day.checked_sub_days(Days::new(distance));
    let after = |distance| day.checked_add_days(Days::new(distance));
    if agreed {
        return (1..=FARTHEST)
            .find_map(|distance| fits(before(distance)))
            .or_else(|| (1..=FARTHEST).find_map(|distance| fits(after(distance))));
    }
    (1..=FARTHEST).find_map(|distance| fits(before(distance)).or_else(|| fits(after(distance))))
}
