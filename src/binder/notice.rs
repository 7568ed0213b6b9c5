//! Notices: what falls due within the next minutes, for whoever is doing something else just now.
//! Each is told once, so each has a key that says whether it was.

use chrono::{NaiveDate, NaiveDateTime};

use super::{Dossier, Line, Owed, Place, Seen, Upcoming, WordLeft};

/// Something that falls due.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// A contact at a time of day.
    Contact {
        /// With whom.
        line: Box<Line>,
        /// When it is.
        at: NaiveDateTime,
    },
    /// A promise, on its day or after it.
    Promise(Owed),
    /// An occasion, on its day.
    Occasion(Upcoming),
    /// Word from a colleague that is not read yet.
    Word(WordLeft),
    /// What was lent is to go back.
    Return(Returning),
}

/// Dossiers that were lent, and are to go back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returning {
    /// Who lent them.
    pub from: String,
    /// Who has them.
    pub to: String,
    /// The day from which on they are to go back.
    pub until: NaiveDate,
    /// How many they are.
    pub count: usize,
}

impl Notice {
    /// Whether it falls due up to a moment of its day, or of the next.
    #[must_use]
    pub fn is_due_by(&self, until: NaiveDateTime) -> bool {
        match self {
            Self::Contact { at, .. } => *at <= until,
            Self::Promise(_) | Self::Occasion(_) | Self::Word(_) | Self::Return(_) => true,
        }
    }

    /// What it is told by once: the same as long as the same thing falls due at the same time.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Contact { line, at } => format!("contact {} {at}", line.client),
            Self::Promise(owed) => {
                let promise = &owed.promise;
                let due = promise.due.map(|due| due.to_string()).unwrap_or_default();
                format!("promise {} {} {due}", promise.entry, promise.of_entry)
            }
            Self::Occasion(one) => format!("occasion {} {} {}", one.client, one.on, one.what),
            Self::Word(left) => format!("word {} {}", left.client, left.word.op),
            Self::Return(loan) => format!("return {} {} {}", loan.from, loan.to, loan.until),
        }
    }
}

/// The contacts at a time of day from the beginning of `now`'s day up to `until`, by time: one whose
/// time has passed is still to be made.
#[must_use]
pub fn contacts<'a>(
    dossiers: impl IntoIterator<Item = (&'a str, &'a Dossier)>,
    now: NaiveDateTime,
    until: NaiveDateTime,
    seen: Seen,
) -> Vec<Notice> {
    let contacts = dossiers.into_iter().filter_map(|(client, dossier)| {
        let (Place::Day(day), Some(time)) = (dossier.place(), dossier.time()) else {
            return None;
        };
        let at = day.and_time(time);
        let line = || Box::new(Line::of(client, dossier, seen));
        (day >= now.date() && at <= until).then(|| (at, line()))
    });
    let mut contacts: Vec<_> = contacts.collect();
    contacts.sort_by(|(at, line), (other_at, other)| {
        (at, &line.name, &line.client).cmp(&(other_at, &other.name, &other.client))
    });
    let notices = contacts.into_iter();
    notices
        .map(|(at, line)| Notice::Contact { line, at })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::binder::Layout;

    fn dossier(place: &str, time: Option<&str>) -> Dossier {
        let mut stored = json!({
            "format": 1, "id": "01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11", "manager": "anna",
            "place": place, "name": "Ona",
        });
        if let Some(time) = time {
            stored["time"] = json!(time);
        }
        serde_json::from_value(stored).expect("a dossier")
    }

    #[test]
    fn a_contact_falls_due_from_its_day_on_until_its_time_is_near() {
        let moment = |text: &str| text.parse::<NaiveDateTime>().expect("a moment");
        let (now, until) = (moment("2024-06-13T23:50:00"), moment("2024-06-14T00:05:00"));
        let cases = [
            ("2024-06-13", Some("09:00"), true),
            ("2024-06-13", Some("23:55"), true),
            ("2024-06-14", Some("00:05"), true),
            ("2024-06-14", Some("00:06"), false),
            ("2024-06-13", None, false),
            // Overdue since a day before: it is in the day's work.
            ("2024-06-12", Some("23:55"), false),
            ("2024-06", None, false),
            ("someday", None, false),
        ];
        for (place, time, is_due) in cases {
            let dossier = dossier(place, time);
            let layout = Layout::Numbered { front_days: 7 };
            let seen = Seen {
                today: now.date(),
                layout,
            };
            let found = contacts([("ona", &dossier)], now, until, seen);
            assert_eq!(found.len(), usize::from(is_due), "{place} {time:?}");
        }
    }

    #[test]
    fn what_is_put_off_to_another_time_is_another_notice() {
        let at = |time: &str| {
            let moment: NaiveDateTime = format!("2024-06-13T{time}:00").parse().expect("a moment");
            let dossier = dossier("2024-06-13", Some(time));
            let layout = Layout::Numbered { front_days: 7 };
            let seen = Seen {
                today: moment.date(),
                layout,
            };
            let notices = contacts([("ona", &dossier)], moment, moment, seen);
            notices.first().map(Notice::key)
        };
        assert_eq!(at("10:00"), at("10:00"));
        assert_ne!(at("10:00"), at("10:30"));
    }
}
