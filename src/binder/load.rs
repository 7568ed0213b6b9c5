//! Room in the days: which day is nearest that can take one more.

use std::collections::{BTreeMap, HashMap};

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

/// Which of these dossiers leave days that have more than `capacity`, and for which day: each for
/// the working day with room that is nearest, never before `today`.
///
/// `planned` has the day of each dossier that may be moved; of those on one day the last leave
/// first. `load` says how many dossiers a day has now, those that can't be moved among them. Days
/// stay over capacity where nothing more may be moved, or no day has room.
#[must_use]
pub fn relieved(
    planned: &[NaiveDate],
    capacity: usize,
    today: NaiveDate,
    calendar: &Calendar,
    mut load: impl FnMut(NaiveDate) -> usize,
) -> Vec<(usize, NaiveDate)> {
    let mut by_day: BTreeMap<NaiveDate, Vec<usize>> = BTreeMap::new();
    for (number, day) in planned.iter().enumerate() {
        by_day.entry(*day).or_default().push(number);
    }
    let mut loads: HashMap<NaiveDate, usize> = HashMap::new();
    let mut moved = Vec::new();
    for (day, mut there) in by_day {
        while *loads.entry(day).or_insert_with(|| load(day)) > capacity {
            let has_room = |day| *loads.entry(day).or_insert_with(|| load(day)) < capacity;
            let room = nearest_with_room(day, false, today, calendar, has_room);
            let (Some(room), Some(number)) = (room, there.pop()) else {
                break;
            };
            *loads.entry(day).or_default() -= 1;
            *loads.entry(room).or_default() += 1;
            moved.push((number, room));
        }
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2024, 6, number).expect("a date")
    }

    /// The days of what may be moved, the capacity, the loads of days, and what moves where.
    type Case = (
        &'static [u32],
        usize,
        &'static [(u32, usize)],
        &'static [(usize, u32)],
    );

    #[test]
    fn what_is_too_much_goes_to_the_nearest_working_days_with_room() {
        // Thursday the 13th is today, the 15th and 16th are a week-end.
        let cases: [Case; 5] = [
            (&[13, 13], 2, &[(13, 2)], &[]),
            (&[14, 14, 14], 2, &[(14, 3)], &[(2, 13)]),
            // Today is full, so it is Monday; the next one goes where there is still room.
            (&[14, 14, 14], 1, &[(13, 1), (14, 3)], &[(2, 17), (1, 18)]),
            // Only what may be moved is, though the day has more.
            (&[13], 1, &[(13, 5)], &[(0, 14)]),
            (&[13, 14], 1, &[(13, 2), (14, 1)], &[(0, 17)]),
        ];
        for (planned, capacity, loads, expected) in cases {
            let planned: Vec<NaiveDate> = planned.iter().copied().map(day).collect();
            let load = |asked: NaiveDate| {
                let known = loads.iter().find(|(number, _)| day(*number) == asked);
                known.map_or(0, |(_, load)| *load)
            };
            let calendar = Calendar::default();
            let moved = relieved(&planned, capacity, day(13), &calendar, load);
            let expected: Vec<(usize, NaiveDate)> = expected
                .iter()
                .map(|(number, to)| (*number, day(*to)))
                .collect();
            assert_eq!(moved, expected, "{planned:?} {loads:?}");
        }
    }
}
