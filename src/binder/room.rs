//! Who gets which day where there is room: what leaves a day that is too full, and how a month is
//! dealt out over its days.
//!
//! Which days have room is [`super::load`]; who can wait is [`super::urgency`].

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::urgency::Movable;

/// A day, and how many more dossiers it can take.
pub type Room = (NaiveDate, usize);

/// Which of these dossiers leave their day, `excess` of them at most, and for which of `days`.
///
/// Never one whose date is agreed, and none for a day after what is promised to its client. The
/// least urgent leave; of those who leave, the ones with a promise, then the most urgent get the
/// days that come first in `days`.
#[must_use]
pub fn relieved(there: &[&Movable], excess: usize, days: &[Room]) -> Vec<(usize, NaiveDate)> {
    let mut order: Vec<usize> = (0..there.len()).collect();
    order.retain(|number| !there[*number].agreed);
    order.sort_by_key(|number| (&there[*number].urgency, Reverse(*number)));
    placed(
        with_a_day(&order, there, excess, days),
        there,
        days,
        |rooms| rooms.next(),
    )
}

/// Which of these dossiers get one of `days`, `most` of them at most, and which.
///
/// None gets a day after what is promised to its client. The most urgent get one before others, each
/// the day with most room left, the earliest of those.
#[must_use]
pub fn dealt(there: &[&Movable], most: usize, days: &[Room]) -> Vec<(usize, NaiveDate)> {
    let mut order: Vec<usize> = (0..there.len()).collect();
    order.sort_by_key(|number| (Reverse(&there[*number].urgency), *number));
    placed(
        with_a_day(&order, there, most, days),
        there,
        days,
        |rooms| rooms.max_by_key(|(day, room)| (*room, Reverse(*day))),
    )
}

/// Those for whom there is a day, the first in `order` before others, `most` of them at most.
///
/// Who must be served by a day takes room from all that must be served by then or later; as long as
/// some is left to each of these, everybody chosen so far finds a day.
fn with_a_day(order: &[usize], there: &[&Movable], most: usize, days: &[Room]) -> Vec<usize> {
    let mut days = days.to_vec();
    days.sort_unstable();
    let mut room_by = days.iter().scan(0_usize, |sum, (_, room)| {
        *sum = sum.saturating_add(*room);
        Some(*sum)
    });
    let mut room_by: Vec<usize> = room_by.by_ref().collect();
    let mut chosen = Vec::new();
    for number in order {
        let until = there[*number].until;
        let allowed = until.map_or(days.len(), |until| {
            days.partition_point(|(day, _)| *day <= until)
        });
        let Some(last) = allowed.checked_sub(1) else {
            continue;
        };
        let affected = &mut room_by[last..];
        if chosen.len() < most && affected.iter().all(|room| *room > 0) {
            for room in affected {
                *room -= 1;
            }
            chosen.push(*number);
        }
    }
    chosen
}

/// A day for each of those who find one, by `pick` from those that will do for it.
///
/// Whoever must be served first is served first: then whatever day is picked, it would do for those
/// who are still to come.
fn placed(
    mut chosen: Vec<usize>,
    there: &[&Movable],
    days: &[Room],
    pick: impl for<'a> Fn(&mut dyn Iterator<Item = &'a mut Room>) -> Option<&'a mut Room>,
) -> Vec<(usize, NaiveDate)> {
    let until = |number: usize| there[number].until;
    chosen.sort_by_key(|number| {
        let last = until(*number).unwrap_or(NaiveDate::MAX);
        (last, Reverse(&there[*number].urgency), *number)
    });
    let mut days = days.to_vec();
    let mut placed = Vec::with_capacity(chosen.len());
    for number in chosen {
        let does = |day: NaiveDate| until(number).is_none_or(|until| day <= until);
        let mut rooms = days
            .iter_mut()
            .filter(|(day, room)| *room > 0 && does(*day));
        if let Some((day, room)) = pick(&mut rooms) {
            *room -= 1;
            placed.push((number, *day));
        }
    }
    placed.sort_by_key(|(number, day)| (*day, Reverse(&there[*number].urgency), *number));
    placed
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2024, 6, number).expect("a date")
    }

    /// How urgent each is, and by when it must be served; the least of all numbers is agreed.
    type There = &'static [(i64, Option<u32>)];

    const AGREED: i64 = i64::MIN;

    fn movable((urgency, until): &(i64, Option<u32>)) -> Movable {
        Movable::case(*urgency, *urgency == AGREED, until.map(day))
    }

    type Case = (
        There,
        usize,
        &'static [(u32, usize)],
        &'static [(usize, u32)],
    );

    type Rule = fn(&[&Movable], usize, &[Room]) -> Vec<(usize, NaiveDate)>;

    #[track_caller]
    fn holds((there, most, days, expected): Case, rule: Rule) {
        let movable: Vec<Movable> = there.iter().map(movable).collect();
        let days: Vec<Room> = days
            .iter()
            .map(|(date, room)| (day(*date), *room))
            .collect();
        let got = rule(&movable.iter().collect::<Vec<_>>(), most, &days);
        let expected: Vec<_> = expected.iter().map(|(at, to)| (*at, day(*to))).collect();
        assert_eq!(got, expected, "{there:?} {most} {days:?}");
    }

    #[test]
    fn the_least_urgent_leave_for_the_days_that_come_first() {
        let cases: [Case; 8] = [
            (&[], 1, &[(14, 1)], &[]),
            (&[(1, None), (2, None)], 0, &[(14, 1)], &[]),
            (
                &[(3, None), (1, None), (2, None)],
                1,
                &[(14, 9)],
                &[(1, 14)],
            ),
            // Of two that leave, the more urgent goes to the nearer day.
            (
                &[(3, None), (1, None), (2, None)],
                2,
                &[(14, 1), (17, 1)],
                &[(2, 14), (1, 17)],
            ),
            // What is agreed stays, and so does what there is no room for.
            (&[(AGREED, None), (2, None)], 2, &[(14, 9)], &[(1, 14)]),
            (&[(1, None), (2, None)], 2, &[(14, 1)], &[(0, 14)]),
            // What is promised by the 14th goes no further, though it is the least urgent.
            (
                &[(1, Some(14)), (2, None)],
                2,
                &[(14, 1), (17, 1)],
                &[(0, 14), (1, 17)],
            ),
            (
                &[(1, Some(13)), (2, None)],
                2,
                &[(14, 1), (17, 1)],
                &[(1, 14)],
            ),
        ];
        for case in cases {
            holds(case, relieved);
        }
    }

    #[test]
    fn a_month_is_dealt_to_the_day_with_most_room_the_earliest_of_those() {
        let cases: [Case; 6] = [
            (&[(1, None)], 9, &[], &[]),
            (
                &[(1, None), (2, None)],
                9,
                &[(14, 1), (17, 2)],
                &[(0, 14), (1, 17)],
            ),
            (
                &[(1, None), (2, None), (3, None)],
                9,
                &[(14, 2), (17, 2)],
                &[(2, 14), (0, 14), (1, 17)],
            ),
            // When all is full the least urgent stay; an agreed month is dealt out like any other.
            (
                &[(1, None), (2, None), (AGREED, None)],
                9,
                &[(14, 2)],
                &[(1, 14), (0, 14)],
            ),
            (&[(1, None), (2, None)], 1, &[(14, 2)], &[(1, 14)]),
            (
                &[(1, Some(14)), (2, None)],
                9,
                &[(14, 1), (17, 5)],
                &[(0, 14), (1, 17)],
            ),
        ];
        for case in cases {
            holds(case, dealt);
        }
    }

    fn some_there() -> impl Strategy<Value = Vec<Movable>> {
        let until = prop::option::of((1..=30_u32).prop_map(day));
        let one = (-3..=3_i64, any::<bool>(), until);
        let one = one.prop_map(|(urgency, agreed, until)| Movable::case(urgency, agreed, until));
        prop::collection::vec(one, 0..40)
    }

    fn some_days() -> impl Strategy<Value = Vec<Room>> {
        prop::collection::btree_map(14..=30_u32, 0..5_usize, 0..10).prop_map(|days| {
            days.into_iter()
                .map(|(date, room)| (day(date), room))
                .collect()
        })
    }

    proptest! {
        #[test]
        fn nobody_moves_twice_too_late_or_to_a_full_day(
            there in some_there(), most in 0..50_usize, days in some_days(), of_a_month: bool,
        ) {
            let all: Vec<&Movable> = there.iter().collect();
            let rule = if of_a_month { dealt } else { relieved };
            let moved = rule(&all, most, &days);
            prop_assert!(moved.len() <= most);
            let mut numbers: Vec<usize> = moved.iter().map(|(number, _)| *number).collect();
            numbers.sort_unstable();
            numbers.dedup();
            prop_assert_eq!(numbers.len(), moved.len());
            for (number, to) in &moved {
                prop_assert!(of_a_month || !there[*number].agreed);
                prop_assert!(there[*number].until.is_none_or(|until| *to <= until));
            }
            for (date, room) in &days {
                prop_assert!(moved.iter().filter(|(_, to)| to == date).count() <= *room);
            }
            prop_assert!(moved.iter().all(|(_, to)| days.iter().any(|(date, _)| date == to)));
        }

        #[test]
        fn whoever_stays_stays_for_a_reason(
            there in some_there(), most in 0..50_usize, days in some_days(),
        ) {
            let all: Vec<&Movable> = there.iter().collect();
            let moved = relieved(&all, most, &days);
            let left = |date| {
                let gone = moved.iter().filter(|(_, to)| *to == date).count();
                days.iter().filter(|(day, _)| *day == date).map(|(_, room)| room - gone).sum::<usize>()
            };
            for (number, one) in there.iter().enumerate() {
                let stays = moved.iter().all(|(moved, _)| *moved != number);
                let does = |date: NaiveDate| one.until.is_none_or(|until| date <= until);
                let has_room = days.iter().any(|(date, _)| does(*date) && left(*date) > 0);
                prop_assert!(!stays || one.agreed || moved.len() == most || !has_room);
            }
        }
    }
}
