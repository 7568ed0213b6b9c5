//! Room in the days: which days are nearest that can take more.

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, Days, NaiveDate};

use super::place::YEARS;
use super::room::{self, Room};
use super::{Calendar, Month, Movable};

/// How far a day with room is looked for, in days.
const FARTHEST: u64 = 366;

/// Over how many working days a month that has passed is dealt out: what is late is to be done soon.
pub const DAYS_OF_A_PASSED_MONTH: usize = 5;

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
    if agreed {
        let mut around = before(day, today, calendar).chain(after(day, calendar));
        return around.find(|day| has_room(*day));
    }
    nearest(day, today, calendar).find(|day| has_room(*day))
}

/// The working days before `day`, the nearest first, from `today` on.
fn before(
    day: NaiveDate,
    today: NaiveDate,
    calendar: &Calendar,
) -> impl Iterator<Item = NaiveDate> {
    let days = (1..=FARTHEST).map_while(move |distance| day.checked_sub_days(Days::new(distance)));
    days.take_while(move |day| *day >= today)
        .filter(|day| calendar.is_working(*day))
}

/// The working days after `day` within a year, in their order.
pub fn after(day: NaiveDate, calendar: &Calendar) -> impl Iterator<Item = NaiveDate> {
    let days = (1..=FARTHEST).map_while(move |distance| day.checked_add_days(Days::new(distance)));
    days.take_while(|day| YEARS.contains(&day.year()))
        .filter(|day| calendar.is_working(*day))
}

/// The working days from `today` on within a year of `day`, the nearest to it first, of two the
/// earlier.
fn nearest(
    day: NaiveDate,
    today: NaiveDate,
    calendar: &Calendar,
) -> impl Iterator<Item = NaiveDate> {
    let mut before = before(day, today, calendar).peekable();
    let mut after = after(day, calendar).peekable();
    std::iter::from_fn(move || match (before.peek(), after.peek()) {
        (Some(earlier), Some(later)) if *later - day < day - *earlier => after.next(),
        (Some(_), _) => before.next(),
        (None, _) => after.next(),
    })
}

/// The working days over which a month's dossiers are dealt out, seen from `today`: those that are
/// left of the month, the first `over` of them if that is said. Of a month that has none left, the
/// working days from today on, [`DAYS_OF_A_PASSED_MONTH`] unless it is said how many.
#[must_use]
pub fn days_to_deal(
    month: Month,
    today: NaiveDate,
    calendar: &Calendar,
    over: Option<usize>,
) -> Vec<NaiveDate> {
    let working_from = |day: NaiveDate| {
        let first = Some(day).filter(|day| calendar.is_working(*day));
        first.into_iter().chain(after(day, calendar))
    };
    let left = working_from(today.max(month.first_day()));
    let left = left.take_while(|day| *day <= month.last_day());
    let left: Vec<NaiveDate> = left.take(over.unwrap_or(usize::MAX)).collect();
    if left.is_empty() {
        let over = over.unwrap_or(DAYS_OF_A_PASSED_MONTH);
        return working_from(today).take(over).collect();
    }
    left
}

/// The first of `days` that have room, as many as have room for `count` together; `room` says how
/// many more a day can take.
#[must_use]
pub fn rooms(
    mut days: impl Iterator<Item = NaiveDate>,
    count: usize,
    mut room: impl FnMut(NaiveDate) -> usize,
) -> Vec<Room> {
    let mut missing = count;
    let mut rooms = Vec::new();
    while missing > 0
        && let Some(day) = days.next()
    {
        let room = room(day);
        if room > 0 {
            rooms.push((day, room));
        }
        missing = missing.saturating_sub(room);
    }
    rooms
}

/// Which of these dossiers leave days that have more than `capacity`, and for which day: each for
/// the working day with room that is nearest, never before `today`, by the rules of
/// [`room::relieved`].
///
/// `there` has the day of each dossier that may be moved. `load` says how many dossiers a day has
/// now, those that can't be moved among them. Days stay over capacity where nothing more may be
/// moved, or no day has room.
#[must_use]
pub fn relieved(
    there: &[(NaiveDate, &Movable)],
    capacity: usize,
    today: NaiveDate,
    calendar: &Calendar,
    mut load: impl FnMut(NaiveDate) -> usize,
) -> Vec<(usize, NaiveDate)> {
    let mut by_day: BTreeMap<NaiveDate, Vec<usize>> = BTreeMap::new();
    for (number, (day, _)) in there.iter().enumerate() {
        by_day.entry(*day).or_default().push(number);
    }
    let mut loads: HashMap<NaiveDate, usize> = HashMap::new();
    let mut moved = Vec::new();
    for (day, numbers) in by_day {
        let mut load = |day| *loads.entry(day).or_insert_with(|| load(day));
        let excess = load(day).saturating_sub(capacity);
        let days = nearest(day, today, calendar);
        let rooms = rooms(days, excess, |day| capacity.saturating_sub(load(day)));
        let movable: Vec<&Movable> = numbers.iter().map(|number| there[*number].1).collect();
        for (at, to) in room::relieved(&movable, excess, &rooms) {
            *loads.entry(day).or_default() -= 1;
            *loads.entry(to).or_default() += 1;
            moved.push((numbers[at], to));
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
            (&[14, 14, 14], 1, &[(13, 1), (14, 3)], &[(1, 17), (2, 18)]),
            // Only what may be moved is, though the day has more.
            (&[13], 1, &[(13, 5)], &[(0, 14)]),
            (&[13, 14], 1, &[(13, 2), (14, 1)], &[(0, 17)]),
        ];
        let movable = Movable::case(0, false, None);
        for (there, capacity, loads, expected) in cases {
            let there: Vec<_> = there
                .iter()
                .map(|number| (day(*number), &movable))
                .collect();
            let load = |asked: NaiveDate| {
                let known = loads.iter().find(|(number, _)| day(*number) == asked);
                known.map_or(0, |(_, load)| *load)
            };
            let calendar = Calendar::default();
            let moved = relieved(&there, capacity, day(13), &calendar, load);
            let expected: Vec<(usize, NaiveDate)> = expected
                .iter()
                .map(|(number, to)| (*number, day(*to)))
                .collect();
            assert_eq!(moved, expected, "{there:?} {loads:?}");
        }
    }

    #[test]
    fn days_are_looked_at_from_the_nearest_on_and_never_beyond_the_calendar() {
        let calendar = Calendar::default();
        let near: Vec<NaiveDate> = nearest(day(14), day(12), &calendar).take(5).collect();
        // Wednesday the 12th is today: then only later ones, without the week-end.
        assert_eq!(near, [13, 12, 17, 18, 19].map(day));
        let last = NaiveDate::from_ymd_opt(9999, 12, 30).expect("a date");
        let left: Vec<NaiveDate> = after(last, &calendar).collect();
        assert_eq!(left, [last + Days::new(1)]);
        let never = Calendar::new([], Vec::new());
        assert_eq!(after(day(13), &never).next(), None);
        assert_eq!(
            nearest_with_room(day(14), true, day(13), &calendar, |_| true),
            Some(day(13))
        );
        assert_eq!(
            nearest_with_room(day(14), true, day(14), &calendar, |_| true),
            Some(day(17))
        );
    }

    #[test]
    fn a_month_is_dealt_out_over_what_is_left_of_it() {
        // The 29th and 30th of June 2024 are a week-end.
        let cases: [(&str, &str, Option<usize>, &[&str]); 5] = [
            (
                "2024-06",
                "2024-06-26",
                None,
                &["2024-06-26", "2024-06-27", "2024-06-28"],
            ),
            (
                "2024-06",
                "2024-06-26",
                Some(2),
                &["2024-06-26", "2024-06-27"],
            ),
            ("2024-07", "2024-06-26", Some(1), &["2024-07-01"]),
            (
                "2024-06",
                "2024-06-29",
                None,
                &[
                    "2024-07-01",
                    "2024-07-02",
                    "2024-07-03",
                    "2024-07-04",
                    "2024-07-05",
                ],
            ),
            (
                "2024-05",
                "2024-06-14",
                Some(2),
                &["2024-06-14", "2024-06-17"],
            ),
        ];
        let calendar = Calendar::default();
        for (month, today, over, days) in cases {
            let (month, today) = (
                month.parse().expect("a month"),
                today.parse().expect("a date"),
            );
            let got = days_to_deal(month, today, &calendar, over);
            let got: Vec<String> = got.iter().map(NaiveDate::to_string).collect();
            assert_eq!(got, days, "{month} on {today}");
        }
    }

    #[test]
    fn as_many_days_are_looked_at_as_have_room() {
        let capacity = |date| if date == day(14) { 0 } else { 2 };
        let days = || after(day(13), &Calendar::default()).collect::<Vec<_>>();
        let found = rooms(days().into_iter(), 3, capacity);
        assert_eq!(found, [(day(17), 2), (day(18), 2)]);
        assert_eq!(rooms(days().into_iter(), 0, capacity), []);
        let few = days().into_iter().take(2);
        assert_eq!(rooms(few, 9, capacity), [(day(17), 2)]);
    }
}
