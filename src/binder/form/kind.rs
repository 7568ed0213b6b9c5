//! The kinds of answers, and what each is checked for.

use chrono::NaiveDate;

use super::amount::{self, NoNumber};
use super::{Field, FormRefusal};
use crate::binder::lookup::folded;
use crate::binder::{Calendar, DateRefusal, Place, Refusal, When};

/// How long an answer may be, in characters.
const LONGEST_LINE: usize = 2_000;
const LONGEST_LINES: usize = 20_000;

/// What an answer looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// A text of one line.
    Text,
    /// A text of several lines.
    Lines,
    /// A number.
    Number,
    /// A sum of money, with its currency.
    Money,
    /// A day.
    Date,
    /// One of several.
    Choice,
    /// A yes or a no.
    YesNo,
}

/// The two answers to a question of the kind yes/no.
const YES_NO: [&str; 2] = ["yes", "no"];

impl FieldKind {
    /// All of them, each with its name in a form.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Text, "text"),
        (Self::Lines, "lines"),
        (Self::Number, "number"),
        (Self::Money, "money"),
        (Self::Date, "date"),
        (Self::Choice, "choice"),
        (Self::YesNo, "yes-no"),
    ];

    /// Its name in a form.
    #[must_use]
    pub fn name(self) -> &'static str {
        let mut all = Self::ALL.iter();
        let own = all.find(|(kind, _)| *kind == self);
        own.map_or("", |(_, name)| name)
    }
}

/// From which day dates are counted, and on which nobody works.
#[derive(Clone, Copy, Debug)]
pub struct Reckoning<'a> {
    /// Today.
    pub today: NaiveDate,
    /// The working days.
    pub calendar: &'a Calendar,
}

impl Field {
    /// What there is to choose from; nothing, where anything may be said.
    #[must_use]
    pub fn offers(&self) -> Vec<&str> {
        match self.kind {
            FieldKind::YesNo => YES_NO.to_vec(),
            _ => self.choices.iter().map(String::as_str).collect(),
        }
    }

    /// An answer as it is stored: of one line or of several, a number with a point, a date as
    /// `2024-07-05`, a choice as the form has it. Empty for none.
    ///
    /// # Errors
    /// [`Refusal::WrongValue`], [`FormRefusal::TwoWays`], and what [`When`] says of a date.
    pub fn read(&self, typed: &str, reckoning: Reckoning<'_>) -> Result<String, Refusal> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Ok(String::new());
        }
        match self.kind {
            FieldKind::Date => self.day(typed, reckoning),
            _ => self.read_undated(typed),
        }
    }

    /// The same of an answer that is no date, for which no day is needed.
    pub(super) fn read_undated(&self, typed: &str) -> Result<String, Refusal> {
        match self.kind {
            FieldKind::Text => {
                let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
                let line = lines.collect::<Vec<_>>().join(" ");
                self.no_longer_than(LONGEST_LINE, line)
            }
            FieldKind::Lines => self.no_longer_than(LONGEST_LINES, typed.to_owned()),
            FieldKind::Number => amount::number(typed)
                .map_err(|why| self.no_number(typed, why, "a number, such as 1200 or 12.50")),
            FieldKind::Money => amount::money(typed)
                .map_err(|why| self.no_number(typed, why, "a sum, such as \"1200.50 EUR\"")),
            FieldKind::Date => {
                When::parse(typed)?;
                Ok(typed.to_owned())
            }
            FieldKind::Choice | FieldKind::YesNo => self.chosen(typed),
        }
    }

    fn no_longer_than(&self, most: usize, text: String) -> Result<String, Refusal> {
        if text.chars().count() <= most {
            return Ok(text);
        }
        let expected = format!("a text of at most {most} characters");
        Err(self.wrong(&text, expected))
    }

    fn no_number(&self, typed: &str, why: NoNumber, expected: &str) -> Refusal {
        match why {
            NoNumber::Not => self.wrong(typed, expected.to_owned()),
            NoNumber::TwoWays(one, other) => FormRefusal::TwoWays {
                key: self.key.clone(),
                typed: typed.to_owned(),
                one,
                other,
            }
            .into(),
        }
    }

    /// A day: one to come, as `--on` reads it; one that has passed, if it is said in full.
    fn day(&self, typed: &str, reckoning: Reckoning<'_>) -> Result<String, Refusal> {
        let when = When::parse(typed)?;
        let (place, time) = match when.on(reckoning.today, reckoning.calendar) {
            Ok(landing) => (landing.place, landing.time),
            Err(DateRefusal::PassedDate { place, .. }) => {
                let back = when.back(reckoning.today, reckoning.calendar)?;
                (place, back.time)
            }
            Err(refusal) => return Err(refusal.into()),
        };
        match place {
            Place::Day(_) if time.is_some() => {
                let expected = "a day, without a time of day".to_owned();
                Err(self.wrong(typed, expected))
            }
            Place::Day(day) => Ok(day.to_string()),
            _ => {
                let text = typed.to_owned();
                Err(DateRefusal::NotADay { text }.into())
            }
        }
    }

    /// One of the choices: as it stands, in other letters, or the only one that begins so.
    fn chosen(&self, typed: &str) -> Result<String, Refusal> {
        let offers = self.offers();
        let small = |text: &str| text.to_lowercase();
        let exact = offers.iter().find(|one| **one == typed);
        let alike = || offers.iter().find(|one| small(one) == small(typed));
        if let Some(one) = exact.or_else(alike) {
            return Ok((*one).to_owned());
        }
        let start = folded(typed);
        let begins = |one: &&&str| {
            small(one).starts_with(&small(typed))
                || (!start.trim().is_empty() && folded(one).starts_with(&start))
        };
        let mut fitting = offers.iter().filter(begins);
        match (fitting.next(), fitting.next()) {
            (Some(one), None) => Ok((*one).to_owned()),
            _ => Err(self.wrong(typed, in_words(&offers))),
        }
    }

    fn wrong(&self, typed: &str, expected: String) -> Refusal {
        Refusal::WrongValue {
            key: self.key.clone(),
            value: typed.to_owned(),
            expected,
        }
    }
}

/// `S, M or L`.
fn in_words(offers: &[&str]) -> String {
    match offers {
        [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
        _ => offers.concat(),
    }
}

#[cfg(test)]
mod tests {
    use chrono::Weekday::{Fri, Mon, Thu, Tue, Wed};

    use super::*;

    fn field(kind: FieldKind) -> Field {
        let choices = match kind {
            FieldKind::Choice => &["Small", "Smart", "Большой", "ใหญ่"][..],
            _ => &[],
        };
        Field {
            key: "it".to_owned(),
            label: "It".to_owned(),
            kind,
            is_required: false,
            default: None,
            help: None,
            choices: choices.iter().map(|one| (*one).to_owned()).collect(),
            only_if: None,
        }
    }

    fn read(kind: FieldKind, typed: &str) -> Result<String, String> {
        let calendar = Calendar::new([Mon, Tue, Wed, Thu, Fri], Vec::new());
        let reckoning = Reckoning {
            today: "2024-06-13".parse().expect("a day"),
            calendar: &calendar,
        };
        let read = field(kind).read(typed, reckoning);
        read.map_err(|refusal| format!("{refusal}; {}", refusal.hint()))
    }

    #[test]
    fn an_answer_is_stored_as_its_kind_has_it() {
        let cases = [
            (FieldKind::Text, " two\nlines ", "two lines"),
            (FieldKind::Text, "  ", ""),
            (FieldKind::Lines, " two\n\nlines ", "two\n\nlines"),
            (FieldKind::Number, "1 200,50", "1200.50"),
            (FieldKind::Money, "1 200,50 €", "1200.50 EUR"),
            (FieldKind::Date, "fri", "2024-06-14"),
            (FieldKind::Date, "yesterday", "2024-06-12"),
            (FieldKind::Date, "2020-02-29", "2020-02-29"),
            (FieldKind::Date, "5 jun 2024", "2024-06-05"),
            (FieldKind::Choice, "small", "Small"),
            (FieldKind::Choice, "smal", "Small"),
            (FieldKind::Choice, "большой", "Большой"),
            (FieldKind::Choice, "bol", "Большой"),
            (FieldKind::Choice, "ใหญ่", "ใหญ่"),
            (FieldKind::YesNo, "Y", "yes"),
            (FieldKind::YesNo, "no", "no"),
        ];
        for (kind, typed, stored) in cases {
            assert_eq!(read(kind, typed), Ok(stored.to_owned()), "{typed}");
        }
    }

    #[test]
    fn what_is_no_answer_is_refused_with_what_would_be_one() {
        let cases = [
            (
                FieldKind::Number,
                "many",
                "`it` can't be \"many\"; it is a number, such as 1200 or 12.50",
            ),
            (
                FieldKind::Number,
                "1.200",
                "\"1.200\" for `it` can be read in two ways; type 1200, or 1.2000",
            ),
            (
                FieldKind::Money,
                "5 apples",
                "`it` can't be \"5 apples\"; it is a sum, such as \"1200.50 EUR\"",
            ),
            (
                FieldKind::Date,
                "frii",
                "\"frii\" is no date; a date is typed like fri or \"5 jul\"; in full it is \
                 year-month-day",
            ),
            (
                FieldKind::Date,
                "fri 14:30",
                "`it` can't be \"fri 14:30\"; it is a day, without a time of day",
            ),
            (
                FieldKind::Date,
                "jul",
                "\"jul\" names no day, and a day is needed; name the day, such as \"5 jul\" or fri",
            ),
            (
                FieldKind::Choice,
                "XL",
                "`it` can't be \"XL\"; it is Small, Smart, Большой or ใหญ่",
            ),
            (
                FieldKind::YesNo,
                "maybe",
                "`it` can't be \"maybe\"; it is yes or no",
            ),
        ];
        for (kind, typed, said) in cases {
            assert_eq!(read(kind, typed), Err(said.to_owned()), "{typed}");
        }
        read(FieldKind::Choice, "sma").expect_err("two begin so");
        read(FieldKind::Text, &"x".repeat(LONGEST_LINE + 1)).expect_err("it is too long");
        read(FieldKind::Lines, &"x".repeat(LONGEST_LINES)).expect("it fits");
    }
}
