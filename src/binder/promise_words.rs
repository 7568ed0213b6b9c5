//! A promise as it is typed: `send the estimate@fri`.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{Calendar, DateRefusal, Landing, OffDay, Place, PromiseRefusal, Refusal, When};

/// A promise that is being made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promised {
    /// What is promised.
    pub text: String,
    /// By when, if that was said.
    pub due: Option<NaiveDate>,
    /// What is to be said if that is a day off.
    pub off: Option<OffDay>,
}

impl Promised {
    /// Reads a promise: its text, and behind the last `@` the day it falls due, in the words for a
    /// date to come; or `by` says that day.
    ///
    /// A date is never lost: what stands behind the `@` is a date, or part of an e-mail address, or
    /// refused. `@someday` says that there is none.
    ///
    /// # Errors
    /// A [`PromiseRefusal`]; those of [`When::on`].
    pub fn parse(
        typed: &str,
        by: Option<&str>,
        today: NaiveDate,
        calendar: &Calendar,
    ) -> Result<Self, Refusal> {
        let behind = typed.rsplit_once('@');
        let behind = behind.filter(|(text, date)| !is_address(text, date));
        let (text, date) = match (behind, by) {
            (Some((_, date)), Some(by)) if When::parse(date).is_ok() => {
                let (date, by) = (date.trim().to_owned(), by.to_owned());
                return Err(PromiseRefusal::TwoDates { date, by }.into());
            }
            (_, Some(by)) => (typed, Some(When::parse(by)?)),
            (Some((text, date)), None) => (text, Some(date_behind(date)?)),
            (None, None) => (typed, None),
        };
        let text = text.trim();
        if text.is_empty() {
            return Err(PromiseRefusal::Empty.into());
        }
        let landing = date.map(|date| date.on(today, calendar).map_err(of_a_promise));
        let landing = landing.transpose()?;
        let (due, off) = match landing {
            None => (None, None),
            Some(landing) => day_of(landing)?,
        };
        Ok(Self {
            text: text.to_owned(),
            due,
            off,
        })
    }

    /// As it is stored in the entry that makes it.
    #[must_use]
    pub fn stored(&self) -> Value {
        match self.due {
            Some(due) => json!({ "text": self.text, "due": due }),
            None => json!({ "text": self.text }),
        }
    }
}

/// The date behind the `@`.
fn date_behind(date: &str) -> Result<When, Refusal> {
    When::parse(date).map_err(|refusal| match refusal {
        DateRefusal::NotADate { text } => PromiseRefusal::NoDate { text }.into(),
        other => other.into(),
    })
}

/// A refusal of the date of the next contact in the words for that of a promise.
fn of_a_promise(refusal: DateRefusal) -> Refusal {
    match refusal {
        DateRefusal::PassedDate { text, place, today } => {
            PromiseRefusal::Passed { text, place, today }.into()
        }
        other => other.into(),
    }
}

/// The day on which a promise is due; none for `someday`.
fn day_of(landing: Landing) -> Result<(Option<NaiveDate>, Option<OffDay>), PromiseRefusal> {
    match (landing.place, landing.time) {
        (Place::Day(_), Some(time)) => Err(PromiseRefusal::Timed { time }),
        (Place::Day(day), None) => Ok((Some(day), landing.off)),
        (Place::Someday, _) => Ok((None, None)),
        (place, _) => Err(PromiseRefusal::OnNoDay { place }),
    }
}

/// Whether the `@` between these two stands in an e-mail address. One that reads as a date is none:
/// `14.jun`.
fn is_address(before: &str, behind: &str) -> bool {
    let host: String = behind.chars().take_while(|c| !c.is_whitespace()).collect();
    let host = host.trim_end_matches(|c: char| !c.is_alphanumeric());
    let Some((name, ending)) = host.rsplit_once('.') else {
        return false;
    };
    let is_ending = ending.chars().count() > 1 && ending.chars().all(char::is_alphabetic);
    before.ends_with(|c: char| !c.is_whitespace())
        && name.starts_with(char::is_alphanumeric)
        && is_ending
        && When::parse(&host.replace('.', " ")).is_err()
}

#[cfg(test)]
mod tests {
    use chrono::Weekday::{Fri, Mon, Thu, Tue, Wed};

    use super::*;

    fn read(typed: &str, by: Option<&str>) -> Result<(String, Option<String>), String> {
        let calendar = Calendar::new([Mon, Tue, Wed, Thu, Fri], Vec::new());
        let today = NaiveDate::from_ymd_opt(2024, 6, 13).expect("a day");
        let promised = Promised::parse(typed, by, today, &calendar);
        let promised = promised.map_err(|refusal| refusal.to_string())?;
        Ok((promised.text, promised.due.map(|due| due.to_string())))
    }

    #[test]
    fn the_day_stands_behind_the_last_at() {
        let cases = [
            ("send the estimate@fri", "send the estimate", "2024-06-14"),
            (" send it @ 5 jul ", "send it", "2024-07-05"),
            ("call back@+2b", "call back", "2024-06-17"),
            (
                "write to i@x.example@fri",
                "write to i@x.example",
                "2024-06-14",
            ),
            ("ask @bob@eow", "ask @bob", "2024-06-14"),
            ("send it@sat", "send it", "2024-06-15"),
            ("send it@today", "send it", "2024-06-13"),
        ];
        for (typed, text, due) in cases {
            let read = read(typed, None).expect(typed);
            assert_eq!(read, (text.to_owned(), Some(due.to_owned())), "{typed}");
        }
    }

    #[test]
    fn a_promise_may_have_no_date_and_an_address_is_none() {
        let cases = [
            ("send the estimate", "send the estimate"),
            ("send the estimate@someday", "send the estimate"),
            ("ask @bob@someday", "ask @bob"),
            (
                "write to ivan@romashka.example",
                "write to ivan@romashka.example",
            ),
            (
                "mail ivan@163.com, then call",
                "mail ivan@163.com, then call",
            ),
            ("write to ivan@x.example.", "write to ivan@x.example."),
            ("письмо на иван@почта.рф", "письмо на иван@почта.рф"),
        ];
        for (typed, text) in cases {
            assert_eq!(read(typed, None), Ok((text.to_owned(), None)), "{typed}");
        }
    }

    #[test]
    fn no_date_is_lost() {
        let refused = [
            "send it@frii",
            "send it@14.06.2024",
            "send it@14.jun",
            "send it@",
            "send it@fri 14:30",
            "send it@jul",
            "send it@2024-06-12",
            "send it@yesterday",
            "ask @bob",
            "send it @x.example",
            "@fri",
            " ",
        ];
        for typed in refused {
            read(typed, None).expect_err(typed);
        }
        let due = |typed, by| read(typed, Some(by)).map(|(_, due)| due.unwrap_or_default());
        assert_eq!(due("send it", "fri"), Ok("2024-06-14".to_owned()));
        assert_eq!(due("ask @bob", "fri"), Ok("2024-06-14".to_owned()));
        assert_eq!(due("send it", "someday"), Ok(String::new()));
        for (typed, by) in [("send it@fri", "mon"), ("send it", "frii"), ("", "fri")] {
            due(typed, by).expect_err(typed);
        }
    }
}
