//! Dealing a binder out to several colleagues: evenly day by day, the clients of one company
//! together.

use std::cmp::Reverse;
use std::collections::HashMap;

use chrono::NaiveDate;

use super::{Place, lookup};

/// What a dossier is dealt out by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands.
    pub place: Place,
    /// The client's company, as it is written.
    pub company: Option<String>,
}

/// Those who go to one colleague: the clients of one company, or one client without one.
struct Group {
    first: usize,
    pieces: Vec<usize>,
}

/// Which of the takers (0 to `takers` - 1) gets each piece.
///
/// What is late counts for today, as it is carried over. A company goes before single clients, the
/// greatest first, since these even out what it made uneven; each goes to the taker who has the
/// least on its days so far, of these to the one who has the least in all, then to the first. So
/// where no two clients are of one company, no taker has on any day, nor in all, more than one
/// dossier more than another.
#[must_use]
pub fn deal(pieces: &[Piece], takers: usize, today: NaiveDate) -> Vec<usize> {
    let mut dealt = vec![0; pieces.len()];
    if takers < 2 {
        return dealt;
    }
    let shelf = |piece: &Piece| match piece.place {
        place if place.days_late(today) > 0 => Place::Day(today),
        place => place,
    };
    let mut groups = groups(pieces);
    groups.sort_by_key(|group| {
        let first = &pieces[group.first];
        (Reverse(group.pieces.len()), shelf(first), group.first)
    });
    let mut on_shelf: HashMap<Place, Vec<usize>> = HashMap::new();
    let mut in_all = vec![0; takers];
    for group in groups {
        let shelves = group.pieces.iter().map(|piece| shelf(&pieces[*piece]));
        let mut so_far = vec![0; takers];
        for shelf in shelves.clone() {
            let there = on_shelf.entry(shelf).or_insert_with(|| vec![0; takers]);
            (0..takers).for_each(|taker| so_far[taker] += there[taker]);
        }
        let least = (0..takers).min_by_key(|taker| (so_far[*taker], in_all[*taker], *taker));
        let taker = least.unwrap_or_default();
        for shelf in shelves {
            if let Some(there) = on_shelf.get_mut(&shelf) {
                there[taker] += 1;
            }
        }
        in_all[taker] += group.pieces.len();
        group.pieces.iter().for_each(|piece| dealt[*piece] = taker);
    }
    dealt
}

/// The pieces in groups that stay together.
fn groups(pieces: &[Piece]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut of_company: HashMap<String, usize> = HashMap::new();
    for (number, piece) in pieces.iter().enumerate() {
        let company = piece.company.as_deref().unwrap_or_default();
        let company = lookup::words(company).join(" ");
        let known = of_company.get(&company).filter(|_| !company.is_empty());
        if let Some(group) = known {
            groups[*group].pieces.push(number);
            continue;
        }
        of_company.insert(company, groups.len());
        groups.push(Group {
            first: number,
            pieces: vec![number],
        });
    }
    groups
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2024, 6, 13).expect("a date")
    }

    /// A place and a company.
    type Shelved = (&'static str, &'static str);

    fn piece((place, company): &Shelved) -> Piece {
        Piece {
            place: place.parse().expect("a place"),
            company: Some((*company).to_owned()).filter(|company| !company.is_empty()),
        }
    }

    #[test]
    fn a_binder_is_dealt_out_day_by_day_and_a_company_stays_together() {
        let cases: [(&[Shelved], usize, &[usize]); 8] = [
            (&[], 2, &[]),
            (&[("2024-06-14", ""), ("2024-06-14", "")], 1, &[0, 0]),
            (
                &[("2024-06-14", ""), ("2024-06-14", ""), ("2024-06-14", "")],
                2,
                &[0, 1, 0],
            ),
            // Each day for itself, and who has more in all gets the odd one of the next day not.
            (
                &[("2024-06-14", ""), ("2024-06-17", ""), ("2024-06-18", "")],
                2,
                &[0, 1, 0],
            ),
            // What is late counts for today.
            (
                &[("2024-06-10", ""), ("2024-05", ""), ("2024-06-13", "")],
                3,
                &[0, 1, 2],
            ),
            (
                &[
                    ("2024-06-14", "Romashka"),
                    ("2024-06-14", ""),
                    ("2024-06-14", ""),
                    ("2024-06-17", "ROMASHKA"),
                ],
                2,
                &[0, 1, 1, 0],
            ),
            // The second company gets who has less on its days.
            (
                &[
                    ("2024-06-14", "A"),
                    ("2024-06-14", "A"),
                    ("2024-06-14", "B"),
                    ("2024-06-14", "B"),
                ],
                2,
                &[0, 0, 1, 1],
            ),
            (
                &[("someday", ""), ("2024-07", ""), ("someday", "")],
                2,
                &[1, 0, 0],
            ),
        ];
        for (pieces, takers, expected) in cases {
            let pieces: Vec<Piece> = pieces.iter().map(piece).collect();
            assert_eq!(deal(&pieces, takers, today()), expected, "{pieces:?}");
        }
    }

    fn pieces(companies: &'static [&'static str]) -> impl Strategy<Value = Vec<Piece>> {
        let places = [
            "2024-05",
            "2024-06-11",
            "2024-06-13",
            "2024-06-14",
            "2024-07",
            "someday",
        ];
        let places = prop::sample::select(places.to_vec());
        let one = (places, prop::sample::select(companies));
        prop::collection::vec(one.prop_map(|one| piece(&one)), 0..60)
    }

    fn spread_of(counts: &[usize]) -> usize {
        counts.iter().max().unwrap_or(&0) - counts.iter().min().unwrap_or(&0)
    }

    proptest! {
        #[test]
        fn single_clients_are_dealt_out_evenly(pieces in pieces(&[""]), takers in 1..5_usize) {
            let dealt = deal(&pieces, takers, today());
            let mut in_all = vec![0; takers];
            let mut on_shelf: HashMap<Place, Vec<usize>> = HashMap::new();
            for (piece, taker) in pieces.iter().zip(&dealt) {
                let late = piece.place.days_late(today()) > 0;
                let shelf = if late { Place::Day(today()) } else { piece.place };
                on_shelf.entry(shelf).or_insert_with(|| vec![0; takers])[*taker] += 1;
                in_all[*taker] += 1;
            }
            prop_assert!(spread_of(&in_all) <= 1, "{in_all:?}");
            prop_assert!(on_shelf.values().all(|counts| spread_of(counts) <= 1), "{on_shelf:?}");
        }

        #[test]
        fn a_company_is_never_split(pieces in pieces(&["", "A", "b", "B", "Ромашка"]), takers in 1..5_usize) {
            let dealt = deal(&pieces, takers, today());
            prop_assert_eq!(dealt.len(), pieces.len());
            prop_assert!(dealt.iter().all(|taker| *taker < takers));
            let mut of_company = HashMap::new();
            for (piece, taker) in pieces.iter().zip(&dealt) {
                let Some(company) = &piece.company else { continue };
                let known = of_company.entry(company.to_lowercase()).or_insert(*taker);
                prop_assert_eq!(known, taker);
            }
        }
    }
}
