//! A date as typed: read without a clock, then fixed to a place as seen from today.
//!
//! The grammar is `phrase.rs`, the meaning of each phrase `landing.rs`; here is what a
//! caller sees: reading, the time of day, which dates are refused, and what a day off does.

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::phrase::{self, Phrase};
use super::{Calendar, DateRefusal, Place};

pub use super::landing::{Landing, OffDay};
pub use super::time_of_day::parse_time;

/// A date as people say it, such as `fri`, `+2w` or `5 jul 14:30`, not yet fixed to a day.
///
/// binder.md, *Dates as people say them*, has every form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    text: String,
    phrase: Phrase,
    time: Option<NaiveTime>,
}

impl When {
    /// Reads a date, without regard to case and to how much white space is between the words.
    ///
    /// # Errors
    ///
    /// [`DateRefusal::NotADate`] for other words, [`DateRefusal::ImpossibleDate`] and
    /// [`DateRefusal::ImpossibleTime`] for a 31st of June and an hour of 25,
    /// [`DateRefusal::TimeWithoutDay`] for a time alone.
    pub fn parse(text: &str) -> Result<Self, DateRefusal> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (phrase, time) = phrase::read(&text)?;
        Ok(When { text, phrase, time })
    }

    /// The words as typed, with single spaces: for messages.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// This date at the time of day that `--at` names, as [`parse_time`] reads it.
    ///
    /// # Errors
    ///
    /// Those of [`parse_time`]; [`DateRefusal::TwoTimes`] if the date has another time already (the
    /// same one is fine).
    pub fn at(self, text: &str) -> Result<Self, DateRefusal> {
        let time = parse_time(text)?;
        if self.time.is_some_and(|already| already != time) {
            return Err(DateRefusal::TwoTimes {
                text: self.text,
                at: text.trim().to_owned(),
            });
        }
        Ok(When {
            time: Some(time),
            ..self
        })
    }

    /// Where this date lands as a date to come, seen from `today` (years 1 to 9999).
    ///
    /// The place is never before `today`; a month that has begun counts until its last day.
    ///
    /// # Errors
    ///
    /// [`DateRefusal::PassedDate`] for a day or a month that has passed, [`DateRefusal::TimeWithoutDay`]
    /// for a time with a month or `someday`, [`DateRefusal::ImpossibleDate`] for what lies after
    /// 9999-12-31.
    pub fn on(&self, today: NaiveDate, calendar: &Calendar) -> Result<Landing, DateRefusal> {
        let place = self.checked(self.phrase.to_come(today, calendar))?;
        if place.last_day().is_some_and(|last| last < today) {
            return Err(DateRefusal::PassedDate {
                text: self.text.clone(),
                place,
                today,
            });
        }
        let (place, off) = match place {
            Place::Day(day) => self.met_with_a_day_off(day, calendar),
            _ => (place, None),
        };
        let time = self.time;
        Ok(Landing { place, time, off })
    }

    /// Where this date lands as a date that looks back, seen from `today` (years 1 to 9999).
    ///
    /// `fri`, `8`, `5 jul` and `sep` are the last such; a 5th of July, and this September, may be
    /// now. What says itself that it lies ahead (`tomorrow`, `+3d`, `eow`, a full date) is taken
    /// as said, for the caller to refuse. Nothing moves for a day off, and none is remarked on:
    /// what was, was.
    ///
    /// # Errors
    ///
    /// [`DateRefusal::TimeWithoutDay`] for a time with a month or `someday`,
    /// [`DateRefusal::ImpossibleDate`] for what lies before 0001-01-01 or after 9999-12-31.
    pub fn back(&self, today: NaiveDate, calendar: &Calendar) -> Result<Landing, DateRefusal> {
        Ok(Landing {
            place: self.checked(self.phrase.looking_back(today, calendar))?,
            time: self.time,
            off: None,
        })
    }

    /// Where this date lands, passed or to come: words mean the next such day.
    ///
    /// # Errors
    ///
    /// Those of [`When::back`].
    pub fn any(&self, today: NaiveDate, calendar: &Calendar) -> Result<Landing, DateRefusal> {
        self.on(today, calendar)
            .or_else(|_| self.back(today, calendar))
    }

    /// A place that the calendar has, and a time only with a day.
    fn checked(&self, place: Option<Place>) -> Result<Place, DateRefusal> {
        let text = || self.text.clone();
        let place = place.ok_or_else(|| DateRefusal::ImpossibleDate {
            text: text(),
            why: "the calendar runs from 0001-01-01 to 9999-12-31".to_owned(),
        })?;
        match (place, self.time) {
            (Place::Day(_), _) | (_, None) => Ok(place),
            (_, Some(_)) => Err(DateRefusal::TimeWithoutDay { text: text() }),
        }
    }

    /// Counted words move on from a day off, all others stay.
    fn met_with_a_day_off(&self, day: NaiveDate, calendar: &Calendar) -> (Place, Option<OffDay>) {
        let next = calendar.next_working(day);
        match calendar.day_off(day) {
            // Where nobody works ever again, a day off is nothing to remark on.
            Some(why) if next > day && next.year() <= 9999 => {
                if self.phrase.is_counted() {
                    let from = day;
                    (
                        Place::Day(next),
                        Some(OffDay::Moved {
                            from,
                            why,
                            to: next,
                        }),
                    )
                } else {
                    (Place::Day(day), Some(OffDay::TakenAsSaid { why, next }))
                }
            }
            _ => (Place::Day(day), None),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::Weekday::{Fri, Mon, Thu, Tue, Wed};
    use proptest::prelude::*;

    use super::super::{Holiday, Month};
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn when(text: &str) -> When {
        When::parse(text).expect(text)
    }

    /// Monday to Friday; Midsummer is Mon 2024-06-24.
    fn calendar() -> Calendar {
        let midsummer = Holiday {
            date: "--06-24".parse().expect("a holiday"),
            name: "Midsummer".to_owned(),
        };
        Calendar::new([Mon, Tue, Wed, Thu, Fri], vec![midsummer])
    }

    fn on(text: &str, today: &str) -> Result<Landing, DateRefusal> {
        when(text).on(day(today), &calendar())
    }

    #[test]
    fn an_exact_date_on_a_day_off_is_taken_as_said() {
        let exact = [
            ("2024-06-22", "2024-06-22", "Saturday", "2024-06-25"),
            ("22 jun", "2024-06-22", "Saturday", "2024-06-25"),
            ("22", "2024-06-22", "Saturday", "2024-06-25"),
            ("24", "2024-06-24", "Midsummer", "2024-06-25"),
            ("sat", "2024-06-15", "Saturday", "2024-06-17"),
            ("next sun", "2024-06-23", "Sunday", "2024-06-25"),
        ];
        for (text, place, why, to) in exact {
            let landing = on(text, "2024-06-13").expect(text);
            assert_eq!(landing.place, Place::Day(day(place)), "{text}");
            let Some(OffDay::TakenAsSaid { why: off, next }) = landing.off else {
                panic!("{text}: {landing:?}");
            };
            assert_eq!((off.to_string().as_str(), next), (why, day(to)), "{text}");
        }
        for text in ["today", "+0d", "tomorrow"] {
            let landing = on(text, "2024-06-15").expect(text);
            let moved = matches!(landing.off, Some(OffDay::Moved { .. }));
            assert_eq!(moved, text == "+0d", "{text}: {landing:?}");
            assert!(landing.off.is_some(), "{text}");
        }
    }

    #[test]
    fn counted_words_move_on_from_a_day_off_and_say_so() {
        let counted = [
            ("+2d", "2024-06-13", "2024-06-15", "Saturday", "2024-06-17"),
            (
                "in 11 days",
                "2024-06-13",
                "2024-06-24",
                "Midsummer",
                "2024-06-25",
            ),
            (
                "+9d 14:30",
                "2024-06-13",
                "2024-06-22",
                "Saturday",
                "2024-06-25",
            ),
            (
                "in 2 weeks",
                "2024-06-10",
                "2024-06-24",
                "Midsummer",
                "2024-06-25",
            ),
            ("+1m", "2024-05-31", "2024-06-30", "Sunday", "2024-07-01"),
            ("+0d", "2024-06-15", "2024-06-15", "Saturday", "2024-06-17"),
        ];
        for (text, today, counted_to, why, landed) in counted {
            let landing = on(text, today).expect(text);
            assert_eq!(landing.place, Place::Day(day(landed)), "{text}");
            let Some(OffDay::Moved { from, why: off, to }) = landing.off else {
                panic!("{text}: {landing:?}");
            };
            assert_eq!((from, to), (day(counted_to), day(landed)), "{text}");
            assert_eq!(off.to_string(), why, "{text}");
        }
        for text in ["+1d", "+7b", "sow", "som", "eow", "eom", "sep", "someday"] {
            assert_eq!(on(text, "2024-06-13").expect(text).off, None, "{text}");
        }
    }

    #[test]
    fn where_nobody_works_dates_stay_without_a_remark() {
        let never = Calendar::new([], Vec::new());
        let cases = [
            ("sat", "2024-06-15"),
            ("+3d", "2024-06-16"),
            ("+3b", "2024-06-13"),
            ("sow", "2024-06-17"),
            ("som", "2024-07-01"),
            ("eow", "2024-06-16"),
            ("eom", "2024-06-30"),
        ];
        for (text, place) in cases {
            let landing = when(text).on(day("2024-06-13"), &never).expect(text);
            assert_eq!(landing.place, Place::Day(day(place)), "{text}");
            assert_eq!(landing.off, None, "{text}");
        }
    }

    #[test]
    fn a_date_to_come_that_has_passed_is_refused() {
        let cases = [
            ("5 jun 2024", "2024-06-05"),
            ("2024-06-12", "2024-06-12"),
            ("yesterday", "2024-06-12"),
            ("2 days ago", "2024-06-11"),
            ("2024-05", "2024-05"),
            ("may 2024", "2024-05"),
        ];
        let today = day("2024-06-13");
        for (text, place) in cases {
            let place = place.parse().expect("a place");
            let text = text.to_owned();
            let refusal = DateRefusal::PassedDate {
                text: text.clone(),
                place,
                today,
            };
            assert_eq!(when(&text).on(today, &calendar()), Err(refusal));
            let back = when(&text)
                .back(today, &calendar())
                .expect("a date that looks back");
            assert_eq!(back.place, place, "{text}");
        }
        let this_month = Place::Month(Month::of(today));
        assert_eq!(on("jun", "2024-06-30").expect("June").place, this_month);
    }

    #[test]
    fn the_calendar_ends_with_the_year_9999() {
        let beyond = [
            "+99999999999d",
            "+4294967295d",
            "+9999999w",
            "+99999999999m",
            "+99999999999b",
            "in 99999999999999999999999 weeks",
            "99999999d ago",
            "99999999999m ago",
            "+95710m",
        ];
        let at_the_end = [
            "tomorrow", "+1b", "fri", "sow", "som", "jan", "30 dec", "31", "+1m",
        ];
        let beyond = beyond.map(|text| (text, "2024-06-13")).into_iter();
        for (text, today) in beyond
            .clone()
            .chain(at_the_end.map(|text| (text, "9999-12-31")))
        {
            let refusal = on(text, today).expect_err(text);
            let is_impossible = matches!(refusal, DateRefusal::ImpossibleDate { .. });
            assert!(is_impossible, "{refusal:?}");
        }
        for (text, today) in beyond {
            when(text).back(day(today), &calendar()).expect_err(text);
        }
        for text in ["yesterday", "mon", "8", "5 jul", "sep"] {
            when(text)
                .back(day("0001-01-01"), &calendar())
                .expect_err(text);
        }
        assert_eq!(on("dec", "9999-12-31").map(|dec| dec.off), Ok(None));
        assert_eq!(
            on("eow", "9999-12-31").expect("today").place,
            Place::Day(day("9999-12-31"))
        );
    }

    #[test]
    fn a_time_is_said_once_and_with_a_day() {
        let half_past_two = NaiveTime::from_hms_opt(14, 30, 0);
        let today = day("2024-06-13");
        for date in [
            when("fri 14:30"),
            when("Fri").at("2:30 pm").expect("a time"),
        ] {
            assert_eq!(
                date.on(today, &calendar()).expect("Friday").time,
                half_past_two
            );
            assert_eq!(date.clone().at(" 14:30 "), Ok(date));
        }
        let two = DateRefusal::TwoTimes {
            text: "fri 9am".to_owned(),
            at: "14:30".to_owned(),
        };
        assert_eq!(when("fri  9am").at("14:30"), Err(two));
        when("fri").at("14").expect_err("a bare number is no time");
        for text in ["jul 14:30", "someday 9am", "2024-05 9am"] {
            let refusal = DateRefusal::TimeWithoutDay {
                text: text.to_owned(),
            };
            assert_eq!(when(text).on(today, &calendar()), Err(refusal.clone()));
            assert_eq!(when(text).back(today, &calendar()), Err(refusal));
        }
    }

    const WORDS: &str = "fri|sun|next|next-mon|in|a|ago|day|days|weeks|month|months|working|today|\
        tomorrow|yesterday|someday|sow|som|eow|eom|feb|july|dec|at|9am|14:30|29|31st|8|2024|9999|\
        [0-9]{1,2}|[0-9]{4}-[01][0-9](-[0-3][0-9])?(T[0-9:]{1,5})?|\\+[0-9]{1,5}[dwmb]|[0-9]{1,12}";

    fn phrases() -> impl Strategy<Value = String> {
        let words = prop::collection::vec(WORDS, 1..5).prop_map(|words| words.join(" "));
        let counts = "\\+[0-9]{1,12}[dwm]";
        prop_oneof![any::<String>(), words, WORDS, counts]
    }

    proptest! {
        #[test]
        fn no_text_panics_and_no_date_to_come_lies_before_today(
            text in phrases(),
            days in 1..=3_652_059,
            calendar in prop::sample::select(vec![calendar(), Calendar::new([], Vec::new())]),
        ) {
            let today = NaiveDate::from_num_days_from_ce_opt(days).expect("a day to 9999-12-31");
            if let Ok(date) = When::parse(&text) {
                let _ = date.back(today, &calendar);
                if let Ok(Landing { place, .. }) = date.on(today, &calendar) {
                    prop_assert!(place.last_day().is_none_or(|last| last >= today));
                    let written = place.to_string();
                    prop_assert_eq!(written.parse(), Ok(place));
                }
            }
        }
    }
}
