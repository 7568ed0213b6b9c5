//! Occasions: days of the year that are kept in mind for a client, such as a birthday, a name day or
//! the day on which the contract was made.
//!
//! One is stored as `birthday: 1980-04-15`, or `birthday: --04-15` where the year isn't known; read
//! is any date that can be typed for one.

use std::collections::BTreeSet;
use std::fmt;

use chrono::{Datelike, Days, NaiveDate};
use serde_json::Value;

use super::field::typed_for;
use super::phrase::{self, Phrase};
use super::{Calendar, Dossier, OccasionRefusal, Place, YearDay};

/// How many days ahead occasions are looked for at most, however few of them are working days.
const FURTHEST: Days = Days::new(91);

/// A day of the year that is kept in mind for a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// What it is: `birthday`.
    pub what: String,
    /// In which year it was first, if that is known.
    pub year: Option<i32>,
    /// When it is.
    pub day: YearDay,
}

impl Occasion {
    /// An occasion as it is typed: `birthday=1980-04-15`.
    ///
    /// # Errors
    /// An [`OccasionRefusal`].
    pub fn typed(text: &str) -> Result<Self, OccasionRefusal> {
        let (what, date) = text.split_once('=').unwrap_or((text, ""));
        let what = typed_for("occasions", what);
        if what.is_empty() || date.trim().is_empty() {
            let text = text.to_owned();
            return Err(OccasionRefusal::NotSaid { text });
        }
        let (year, day) = date_of(date).ok_or_else(|| OccasionRefusal::NoDate {
            text: date.trim().to_owned(),
        })?;
        Ok(Self { what, year, day })
    }

    /// An occasion as it is stored; `None` for a text that a hand has written and that is none.
    #[must_use]
    pub fn stored(text: &str) -> Option<Self> {
        let (what, date) = text.rsplit_once(':')?;
        let what = what.trim();
        let (year, day) = date_of(date)?;
        (!what.is_empty()).then(|| Self {
            what: what.to_owned(),
            year,
            day,
        })
    }

    /// Refuses a birthday that is still to come: the client would not be born yet. Of anything else
    /// the first time may be ahead.
    ///
    /// # Errors
    /// [`OccasionRefusal::NotBornYet`].
    pub fn unless_born_after(self, today: NaiveDate) -> Result<Self, OccasionRefusal> {
        let first = self.year.and_then(|year| self.day.in_year(year));
        match first.filter(|first| *first > today && is_birthday(&self.what)) {
            Some(born) => Err(OccasionRefusal::NotBornYet { born, today }),
            None => Ok(self),
        }
    }

    /// When it is next, on `date` or after it, and how many years after the first time that is.
    /// What is first in a later year than the next is not yet looked for.
    #[must_use]
    pub fn next_from(&self, date: NaiveDate) -> Option<(NaiveDate, Option<i32>)> {
        [date.year(), date.year() + 1].into_iter().find_map(|year| {
            let on = self.day.in_year(year).filter(|on| *on >= date)?;
            let years = self.year.map(|first| year - first);
            years.is_none_or(|years| years >= 0).then_some((on, years))
        })
    }
}

impl fmt::Display for Occasion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, year, day } = self;
        match year {
            Some(year) => write!(f, "{what}: {year:04}-{day}"),
            None => write!(f, "{what}: --{day}"),
        }
    }
}

/// Whether an occasion of this name is when the client was born.
#[must_use]
pub fn is_birthday(what: &str) -> bool {
    what.eq_ignore_ascii_case("birthday")
}

/// A day of the year as it is typed, with its year if that is said: `1980-04-15`, `04-15`, `15 apr`;
/// and `--04-15` as it is stored.
fn date_of(text: &str) -> Option<(Option<i32>, YearDay)> {
    let text = text.trim();
    if let Ok(day) = text.strip_prefix("--").unwrap_or(text).parse() {
        return Some((None, day));
    }
    match phrase::read(text) {
        Ok((Phrase::Date(date), None)) => Some((Some(date.year()), YearDay::of(date))),
        Ok((Phrase::DayOfMonth { month, day }, None)) => Some((None, YearDay { month, day })),
        _ => None,
    }
}

/// The last day whose occasions are shown on `today`: those of the day itself and of as many
/// working days ahead. On a day off it is what the next working day shows.
#[must_use]
pub fn last_day(today: NaiveDate, ahead: usize, calendar: &Calendar) -> NaiveDate {
    let furthest = today.checked_add_days(FURTHEST).unwrap_or(today);
    let working = calendar.working_days_from(today).take(ahead + 1).last();
    working.unwrap_or(today).min(furthest)
}

/// An occasion that comes up, with the client it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upcoming {
    /// The name by which the client is typed.
    pub client: String,
    /// The client's name.
    pub name: String,
    /// Whose binder the client is in.
    pub manager: String,
    /// What it is.
    pub what: String,
    /// When it is.
    pub on: NaiveDate,
    /// How many years after the first time, if that is known.
    pub years: Option<i32>,
}

/// The occasions of these clients from `first` to `last`, by day.
#[must_use]
pub fn upcoming<'a>(
    dossiers: impl IntoIterator<Item = (&'a str, &'a Dossier)>,
    first: NaiveDate,
    last: NaiveDate,
) -> Vec<Upcoming> {
    let mut upcoming = Vec::new();
    for (client, dossier) in dossiers {
        let coming = dossier.occasions().filter_map(|occasion| {
            let (on, years) = occasion.next_from(first)?;
            (on <= last).then(|| Upcoming {
                client: client.to_owned(),
                name: dossier.name().to_owned(),
                manager: dossier.manager().to_owned(),
                what: occasion.what,
                on,
                years,
            })
        });
        upcoming.extend(coming);
    }
    upcoming.sort_by(|one, other| order(one).cmp(&order(other)));
    upcoming
}

fn order(one: &Upcoming) -> (NaiveDate, &str, &str, &str) {
    (one.on, &one.name, &one.client, &one.what)
}

impl Dossier {
    /// What is kept in mind for the client, in the order of the card. There is nothing in a dossier
    /// whose adding was undone.
    pub fn occasions(&self) -> impl Iterator<Item = Occasion> {
        let texts = self.fields().texts("occasions");
        let texts = texts.filter(|_| self.place() != Place::Gone);
        texts.filter_map(Occasion::stored)
    }

    /// The texts among the occasions that are none.
    pub fn unreadable_occasions(&self) -> impl Iterator<Item = &str> {
        let texts = self.fields().texts("occasions");
        texts.filter(|text| Occasion::stored(text).is_none())
    }
}

/// The days of all occasions that a dossier ever had.
pub(super) fn days_ever(dossier: &Dossier) -> BTreeSet<YearDay> {
    let texts = dossier.ever_listed("occasions").filter_map(Value::as_str);
    let occasions = texts.filter_map(Occasion::stored);
    occasions.map(|occasion| occasion.day).collect()
}

#[cfg(test)]
mod tests {
    use chrono::Weekday::{Fri, Mon, Thu, Tue, Wed};

    use super::super::Holiday;
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn nobody_is_born_after_today() {
        let cases = [
            ("birthday=2024-06-13", true),
            ("birthday=2024-06-14", false),
            ("Birthday=2044-06-13", false),
            ("birthday=06-14", true),
            ("contract=2044-06-13", true),
        ];
        for (typed, is_taken) in cases {
            let occasion = Occasion::typed(typed).expect(typed);
            let taken = occasion.unless_born_after(day("2024-06-13"));
            assert_eq!(taken.is_ok(), is_taken, "{typed}");
        }
    }

    #[test]
    fn an_occasion_is_typed_in_several_ways_and_stored_in_one() {
        let cases = [
            ("birthday=1980-04-15", "birthday: 1980-04-15"),
            ("birthday=04-15", "birthday: --04-15"),
            ("birthday=--04-15", "birthday: --04-15"),
            ("birthday=15 apr", "birthday: --04-15"),
            ("birthday= Apr 15 ", "birthday: --04-15"),
            ("birthday=15 april 1980", "birthday: 1980-04-15"),
            ("birthday=29 feb", "birthday: --02-29"),
            (" name day = 26 jul", "name day: --07-26"),
            ("именины: день=02-29", "именины: день: --02-29"),
        ];
        for (typed, stored) in cases {
            let occasion = Occasion::typed(typed).expect(typed);
            assert_eq!(occasion.to_string(), stored, "{typed}");
            assert_eq!(Occasion::stored(stored), Some(occasion), "{stored}");
        }
        for typed in [
            "birthday",
            "birthday=",
            "=04-15",
            " =04-15",
            "a=fri",
            "a=31 jun",
            "a=apr",
            "a=today",
            "a=15 apr 9am",
            "a=1981-02-29",
            "a=13-01",
            "a=4-15",
            "a=15",
            "a=2024-06",
            "a=+3d",
        ] {
            Occasion::typed(typed).expect_err(typed);
        }
        let by_hand = [
            ("Birthday:15 apr", Some("Birthday: --04-15")),
            ("birthday : 04-15", Some("birthday: --04-15")),
            ("04-15", None),
            (": 04-15", None),
            ("birthday: some day in May", None),
            ("", None),
        ];
        for (text, read) in by_hand {
            let occasion = Occasion::stored(text).map(|occasion| occasion.to_string());
            assert_eq!(occasion.as_deref(), read, "{text}");
        }
    }

    #[test]
    fn the_next_time_comes_round_every_year_and_the_leap_day_on_the_28th() {
        let cases = [
            ("1980-06-17", "2024-06-13", Some(("2024-06-17", Some(44)))),
            ("1980-06-13", "2024-06-13", Some(("2024-06-13", Some(44)))),
            ("1980-06-12", "2024-06-13", Some(("2025-06-12", Some(45)))),
            ("06-12", "2024-06-13", Some(("2025-06-12", None))),
            ("01-02", "2024-12-30", Some(("2025-01-02", None))),
            ("1992-02-29", "2024-02-27", Some(("2024-02-29", Some(32)))),
            ("1992-02-29", "2025-02-27", Some(("2025-02-28", Some(33)))),
            ("1992-02-29", "2025-03-01", Some(("2026-02-28", Some(34)))),
            ("02-29", "2024-03-01", Some(("2025-02-28", None))),
            ("2100-02-28", "2100-02-01", Some(("2100-02-28", Some(0)))),
            ("2024-06-20", "2024-06-13", Some(("2024-06-20", Some(0)))),
            ("2025-06-20", "2024-06-13", Some(("2025-06-20", Some(0)))),
            ("2026-06-20", "2024-06-13", None),
            ("01-01", "9999-12-31", None),
        ];
        for (first, today, next) in cases {
            let occasion = Occasion::typed(&format!("a={first}")).expect(first);
            let next = next.map(|(on, years)| (day(on), years));
            assert_eq!(occasion.next_from(day(today)), next, "{first} {today}");
        }
    }

    #[test]
    fn they_are_shown_as_many_working_days_ahead() {
        let midsummer = Holiday {
            date: "--06-24".parse().expect("a holiday"),
            name: "Midsummer".to_owned(),
        };
        let calendar = Calendar::new([Mon, Tue, Wed, Thu, Fri], vec![midsummer]);
        let cases = [
            // A Thursday: Friday, Monday and Tuesday are ahead.
            ("2024-06-13", 3, "2024-06-18"),
            ("2024-06-13", 0, "2024-06-13"),
            ("2024-06-14", 1, "2024-06-17"),
            // On a day off, what the next working day shows.
            ("2024-06-15", 3, "2024-06-20"),
            ("2024-06-17", 3, "2024-06-20"),
            // Over a week-end and a holiday.
            ("2024-06-20", 3, "2024-06-26"),
            ("2024-06-13", 31, "2024-07-29"),
        ];
        for (today, ahead, last) in cases {
            let found = last_day(day(today), ahead, &calendar);
            assert_eq!(found, day(last), "{today} {ahead}");
        }
        let never = Calendar::new([], Vec::new());
        assert_eq!(last_day(day("2024-06-13"), 3, &never), day("2024-06-13"));
        let mondays = Calendar::new([Mon], Vec::new());
        assert_eq!(last_day(day("2024-06-13"), 31, &mondays), day("2024-09-12"));
    }
}
