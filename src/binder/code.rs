//! The letters of a day sheet's lines: by them the evening's pen marks find their dossiers again.
//!
//! Nothing is stored for it, and between the morning's print and the evening some dossiers leave the
//! day and others come. So the letters hang on the dossier's id and on nothing else but this: each
//! dossier claims the first code of a row of its own; a code that two claim is neither's, and both
//! claim their next. The last that it claims alone is printed.
//!
//! More dossiers can only make more claims. In the evening all count that stood behind the day since
//! the working day before ([`first_day`]), which is more than any sheet had that was printed since.
//! Whoever a code was printed for claims it then too: a code that one alone claims is that one's,
//! and a code that several claim is never guessed.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use uuid::Uuid;

use super::replay::steps_of;
use super::{Calendar, Dossier};

/// The letters: without I, L and O, which a pen makes 1 and 0 of.
const LETTERS: &[u8; 23] = b"ABCDEFGHJKMNPQRSTUVWXYZ";

/// How many codes of two letters a dossier claims before its next have three: with more, a very full
/// day would leave too few that one alone claims.
const SHORT: u32 = 5;

/// How many it claims at most.
const MOST: u32 = 8;

/// The code of a line: two letters, or three where so many dossiers stand behind a day that two don't
/// tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Code {
    length: usize,
    letters: [u8; 3],
}

/// The codes of some dossiers, and who claims which.
#[derive(Clone, Debug, Default)]
pub struct Codes {
    claims: HashMap<Code, Vec<Uuid>>,
    last: HashMap<Uuid, Code>,
}

impl Code {
    /// The code that the dossier of this id claims after so many others.
    fn of(id: Uuid, number: u32) -> Self {
        let length = if number < SHORT { 2 } else { 3 };
        let mut rest = hash(id, number);
        let mut code = Self {
            length,
            letters: [0; 3],
        };
        for letter in &mut code.letters[..length] {
            let count = LETTERS.len() as u64;
            *letter = LETTERS[usize::try_from(rest % count).unwrap_or_default()];
            rest /= count;
        }
        code
    }

    /// Whether it has two letters, and so means nobody by name. Three may be a short name, on a day
    /// on which nobody's code has three.
    #[must_use]
    pub fn is_short(self) -> bool {
        self.length == 2
    }
}

/// FNV-1a, written out: what is printed today must be read alike by every later version.
fn hash(id: Uuid, number: u32) -> u64 {
    let bytes = id.into_bytes().into_iter().chain(number.to_be_bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    // The lower bits alone are mixed too little.
    hash ^ (hash >> 32)
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letters = self.letters[..self.length].iter();
        letters
            .map(|letter| char::from(*letter))
            .try_for_each(|letter| letter.fmt(f))
    }
}

/// Words that are no code.
#[derive(Debug)]
pub struct NotACode;

impl FromStr for Code {
    type Err = NotACode;

    fn from_str(text: &str) -> Result<Self, NotACode> {
        let upper = text.to_ascii_uppercase();
        let mut code = Self {
            length: upper.len(),
            letters: [0; 3],
        };
        let is_code =
            matches!(upper.len(), 2 | 3) && upper.bytes().all(|one| LETTERS.contains(&one));
        if !is_code {
            return Err(NotACode);
        }
        code.letters[..upper.len()].copy_from_slice(upper.as_bytes());
        Ok(code)
    }
}

impl Codes {
    /// The codes of these dossiers, which are the same in whatever order they come.
    #[must_use]
    pub fn of(ids: impl IntoIterator<Item = Uuid>) -> Self {
        let mut codes = Self::default();
        let mut numbers: HashMap<Uuid, u32> = HashMap::new();
        let mut waiting: Vec<Uuid> = ids.into_iter().collect();
        while let Some(id) = waiting.pop() {
            let number = numbers.entry(id).or_default();
            if codes.code(id).is_some() || *number == MOST {
                continue;
            }
            let code = Code::of(id, *number);
            *number += 1;
            codes.last.insert(id, code);
            let claimants = codes.claims.entry(code).or_default();
            if !claimants.contains(&id) {
                claimants.push(id);
            }
            match claimants[..] {
                [_] => {}
                // Whoever thought to have it alone goes on to the next, and so does this one.
                [first, second] => waiting.extend([first, second]),
                _ => waiting.push(id),
            }
        }
        codes
    }

    /// The code that a dossier claims alone; none if it is not among them, or if they are far too
    /// many.
    #[must_use]
    pub fn code(&self, id: Uuid) -> Option<Code> {
        let last = self.last.get(&id).copied();
        last.filter(|code| self.claimants(*code) == [id])
    }

    /// Whoever the code can have been printed for: none, one, or several who are not told apart.
    #[must_use]
    pub fn claimants(&self, code: Code) -> &[Uuid] {
        self.claims.get(&code).map_or(&[], Vec::as_slice)
    }
}

/// The first day on which the sheet of `day` may be printed with codes: the last working day before
/// it. What stood behind the day before that doesn't count any more.
#[must_use]
pub fn first_day(day: NaiveDate, calendar: &Calendar) -> NaiveDate {
    let before = day.pred_opt().unwrap_or(day);
    calendar.last_working_up_to(before)
}

/// Whether a sheet of `day` in the binder of `manager` could have the dossier on it, whenever it was
/// printed from the morning of `since` on: whether at any moment it stood behind that day or an
/// earlier one. What was taken back since counts too, and what an editor changed as following the
/// last entry.
#[must_use]
pub fn can_be_on_sheet(dossier: &Dossier, manager: &str, day: NaiveDate, since: NaiveDate) -> bool {
    let dossier = dossier.with_hand_edits_entered();
    let history = dossier.history();
    let before = history
        .iter()
        .filter(|entry| entry.at().date_naive() < since);
    let first = before.count().max(1);
    (first..=history.len()).any(|count| {
        let steps = steps_of(&history[..count]);
        let last = steps.last();
        last.is_some_and(|step| step.manager == manager && step.place.counts_on(day, day))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::collection::vec;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn ids(numbers: impl IntoIterator<Item = u128>) -> Vec<Uuid> {
        // Ids of one afternoon differ in a few bytes only, as those of an import do.
        let first = 0x0190_0f5e_6a3c_7cc2_9d6e_0f4e_6ddc_2a11_u128;
        let spread = |number: u128| Uuid::from_u128(first ^ (number << 66) ^ number);
        numbers.into_iter().map(spread).collect()
    }

    #[test]
    fn a_code_is_read_as_it_is_printed_in_either_case_and_nothing_else_is_one() {
        for text in ["AB", "ab", "aB", "XYZ"] {
            let code: Code = text.parse().expect(text);
            assert_eq!(code.to_string(), text.to_uppercase());
        }
        for text in ["", "a", "abcd", "a1", "il", "oh", "äb", "a b", "ž"] {
            assert!(text.parse::<Code>().is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_printed_once_is_read_alike_for_ever() {
        let id = Uuid::from_u128(0x0190_0f5e_6a3c_7cc2_9d6e_0f4e_6ddc_2a11);
        let claims = (0..MOST).map(|number| Code::of(id, number).to_string());
        let expected = ["GA", "ED", "BP", "SV", "GF", "MHS", "KSP", "GWS"];
        assert_eq!(claims.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_hundred_lines_have_two_letters_and_four_hundred_have_some() {
        for (count, longest) in [(1, 2), (40, 2), (100, 2), (400, 3), (1000, 3)] {
            let ids = ids(0..count);
            let codes = Codes::of(ids.iter().copied());
            let printed: Vec<String> = ids
                .iter()
                .map(|id| codes.code(*id).expect("a code").to_string())
                .collect();
            assert!(printed.iter().all(|code| code.len() <= longest), "{count}");
            let different: HashSet<&String> = printed.iter().collect();
            assert_eq!(different.len(), ids.len());
        }
    }

    #[test]
    fn a_binder_that_stands_behind_one_day_comes_to_an_end() {
        let ids = ids(0..40_000);
        let codes = Codes::of(ids.iter().copied());
        assert!(ids.iter().any(|id| codes.code(*id).is_none()));
    }

    proptest! {
        /// The promise of the module: whoever a code was printed for is among those who claim it when
        /// more have come, in whatever order.
        #[test]
        fn a_code_never_comes_to_mean_somebody_else(
            numbers in vec(0..1_u128 << 60, 0..160),
            printed in 0..100_usize,
        ) {
            let all = ids(numbers);
            let sheet = &all[..printed.min(all.len())];
            let morning = Codes::of(sheet.iter().copied());
            let evening = Codes::of(all.iter().rev().copied());
            for id in sheet {
                if let Some(code) = morning.code(*id) {
                    prop_assert!(evening.claimants(code).contains(id));
                }
            }
        }
    }

    fn dossier(steps: &[(&str, &str, Value)]) -> Dossier {
        let mut entries = steps.iter().enumerate().map(|(number, (at, kind, more))| {
            let mut entry = json!({ "op": number.to_string(), "at": format!("{at}:00+02:00"),
                "by": "anna", "kind": kind });
            for (key, value) in more.as_object().into_iter().flatten() {
                entry[key] = value.clone();
            }
            serde_json::from_value(entry).expect("an entry")
        });
        let first = entries.next().expect("a first entry");
        let mut dossier = Dossier::new(Uuid::nil(), first);
        entries.for_each(|entry| dossier.apply(entry));
        dossier
    }

    #[test]
    fn a_sheet_could_have_whoever_stood_there_at_any_moment_since() {
        let added = |place: &str| {
            let set = json!({ "manager": "anna", "name": "Ivan", "place": place });
            ("2024-06-03T09:00", "add", json!({ "set": set }))
        };
        let to = |at, place: &str| (at, "move", json!({ "set": { "place": place } }));
        let back = |at, of: &str| (at, "undo", json!({ "of": of }));
        let given = |at| (at, "assign", json!({ "set": { "manager": "ben" } }));
        let cases = [
            (vec![added("2024-06-13")], true),
            (vec![added("2024-06-10")], true),
            (vec![added("2024-05")], true),
            (vec![added("2024-06")], false),
            (vec![added("2024-06-14")], false),
            (vec![added("someday")], false),
            // Moved away on the day itself, or since the sheet could be printed; or before.
            (
                vec![added("2024-06-13"), to("2024-06-13T10:00", "2024-07")],
                true,
            ),
            (
                vec![added("2024-06-13"), to("2024-06-12T10:00", "2024-07")],
                true,
            ),
            (
                vec![added("2024-06-13"), to("2024-06-11T10:00", "2024-07")],
                false,
            ),
            // Come meanwhile.
            (
                vec![added("2024-07"), to("2024-06-13T10:00", "2024-06-13")],
                true,
            ),
            // Come and gone again, or taken back.
            (
                vec![
                    added("2024-07"),
                    to("2024-06-13T10:00", "2024-06-13"),
                    to("2024-06-13T10:05", "2024-07"),
                ],
                true,
            ),
            (
                vec![
                    added("2024-07"),
                    to("2024-06-13T10:00", "2024-06-13"),
                    back("2024-06-13T10:05", "1"),
                ],
                true,
            ),
            (
                vec![added("2024-06-13"), back("2024-06-13T10:05", "0")],
                true,
            ),
            (
                vec![added("2024-06-13"), back("2024-06-11T10:05", "0")],
                false,
            ),
            // Given away.
            (vec![added("2024-06-13"), given("2024-06-13T10:00")], true),
            (vec![added("2024-06-13"), given("2024-06-11T10:00")], false),
        ];
        for (steps, expected) in cases {
            let dossier = dossier(&steps);
            let can = can_be_on_sheet(&dossier, "anna", day("2024-06-13"), day("2024-06-12"));
            assert_eq!(can, expected, "{steps:?}");
        }
    }

    #[test]
    fn a_sheet_may_be_printed_since_the_working_day_before() {
        let calendar = Calendar::default();
        for (of, since) in [
            ("2024-06-13", "2024-06-12"),
            ("2024-06-17", "2024-06-14"),
            ("2024-06-16", "2024-06-14"),
        ] {
            assert_eq!(first_day(day(of), &calendar), day(since));
        }
    }
}
