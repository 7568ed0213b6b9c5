//! The packet of a handover: all that a manager has planned, so that a colleague can make the next
//! call from it alone; and what is missing for that.

use chrono::{Days, NaiveDate};

use super::line::by_due;
use super::{Dossier, Entry, Kind, Line, Place, Seen};

/// What a colleague would be left guessing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// There is no phone number.
    Phone,
    /// No contact was written down, and no note.
    Contact,
    /// It isn't said what is to be done next.
    NextStep,
}

/// A dossier in the packet.
#[derive(Clone, Debug)]
pub struct Handed {
    /// The same in one line.
    pub line: Line,
    /// The dossier.
    pub dossier: Dossier,
    /// What is missing in it.
    pub lacks: Vec<Lack>,
}

/// What a manager hands over, read before it is given.
#[derive(Clone, Debug, Default)]
pub struct Packet {
    /// Whose it is.
    pub manager: String,
    /// The dossiers, what is due first, first.
    pub dossiers: Vec<Handed>,
}

impl Lack {
    /// What is missing in a dossier. Nothing is missing in one that is closed.
    #[must_use]
    pub fn of(dossier: &Dossier) -> Vec<Self> {
        if dossier.place() == Place::Closed {
            return Vec::new();
        }
        let noted = dossier.live_history();
        let is_noted = |entry: &&Entry| {
            let brings_text = entry.kind() == Kind::Import && entry.text().is_some();
            brings_text || entry.tells_of_contact() || entry.kind() == Kind::Note
        };
        let lacks = [
            (dossier.phone().is_none(), Self::Phone),
            (!noted.iter().any(is_noted), Self::Contact),
            (dossier.fields().text("next").is_none(), Self::NextStep),
        ];
        let lacks = lacks.into_iter().filter(|(is_missing, _)| *is_missing);
        lacks.map(|(_, lack)| lack).collect()
    }
}

impl Packet {
    /// The packet of these dossiers, each with the name by which its client is typed.
    #[must_use]
    pub fn of(
        manager: &str,
        dossiers: impl IntoIterator<Item = (String, Dossier)>,
        seen: Seen,
    ) -> Self {
        let handed = dossiers.into_iter().map(|(client, dossier)| Handed {
            line: Line::of(&client, &dossier, seen),
            lacks: Lack::of(&dossier),
            dossier,
        });
        let mut dossiers: Vec<Handed> = handed.collect();
        dossiers.sort_by(|one, other| by_due(&one.line, &other.line));
        Self {
            manager: manager.to_owned(),
            dossiers,
        }
    }

    /// How many are late.
    #[must_use]
    pub fn overdue(&self) -> usize {
        let late = self.dossiers.iter();
        late.filter(|handed| handed.line.days_late > 0).count()
    }

    /// How many stand behind each place, those that are late left out.
    #[must_use]
    pub fn per_place(&self) -> Vec<(Place, usize)> {
        let in_time = self.dossiers.iter().map(|handed| &handed.line);
        let mut places: Vec<(Place, usize)> = Vec::new();
        for line in in_time.filter(|line| line.days_late == 0) {
            match places.last_mut() {
                Some((place, count)) if *place == line.place => *count += 1,
                _ => places.push((line.place, 1)),
            }
        }
        places
    }

    /// Those whose dossiers would leave a colleague guessing.
    pub fn to_ask_about(&self) -> impl Iterator<Item = &Handed> {
        self.dossiers
            .iter()
            .filter(|handed| !handed.lacks.is_empty())
    }
}

/// Whether what stands behind a place is work of the coming `days` days, today being the first of
/// them: that of these days, and what is late, since it is carried over to today.
#[must_use]
pub fn comes_within(place: Place, days: u32, today: NaiveDate) -> bool {
    let Place::Day(day) = place else {
        return days > 0 && place.days_late(today) > 0;
    };
    let end = today.checked_add_days(Days::new(u64::from(days)));
    days > 0 && end.is_none_or(|end| day < end)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::binder::Layout;

    fn dossier(place: &str, name: &str, more: &Value) -> (String, Dossier) {
        let mut value = json!({ "format": 1, "id": "01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11",
            "manager": "anna", "place": place, "name": name });
        for (key, member) in more.as_object().into_iter().flatten() {
            value[key] = member.clone();
        }
        let dossier = serde_json::from_value(value).expect("a dossier");
        (name.to_lowercase(), dossier)
    }

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2024, 6, 13).expect("a date")
    }

    #[test]
    fn a_dossier_lacks_what_a_colleague_would_have_to_guess() {
        let noted = |kind: &str| {
            json!([{ "op": "1", "at": "2024-06-10T09:00:00+02:00", "by": "anna", "kind": kind,
                "text": "Wants the estimate" }])
        };
        let cases = [
            (json!({}), vec![Lack::Phone, Lack::Contact, Lack::NextStep]),
            (
                json!({ "phones": ["mobile: 60012345"] }),
                vec![Lack::Contact, Lack::NextStep],
            ),
            (
                json!({ "phones": ["1"], "next": "Ask", "history": noted("move") }),
                vec![Lack::Contact],
            ),
            (
                json!({ "phones": ["1"], "next": "Ask", "history": noted("note") }),
                vec![],
            ),
            (
                json!({ "emails": ["a@example.com"], "next": "Ask", "history": noted("email") }),
                vec![Lack::Phone],
            ),
        ];
        for (more, lacks) in cases {
            let (_, open) = dossier("2024-06-14", "Ivan", &more);
            assert_eq!(Lack::of(&open), lacks, "{more}");
            let (_, closed) = dossier("closed", "Ivan", &more);
            assert_eq!(Lack::of(&closed), []);
        }
    }

    #[test]
    fn a_packet_counts_what_is_late_and_what_stands_behind_each_place() {
        let dossiers = [
            dossier("someday", "A", &json!({})),
            dossier("2024-06-14", "B", &json!({})),
            dossier("2024-05", "C", &json!({})),
            dossier("2024-06-14", "D", &json!({ "time": "10:00" })),
            dossier("2024-06", "E", &json!({})),
            dossier("2024-06-12", "F", &json!({})),
        ];
        let seen = Seen {
            today: today(),
            layout: Layout::default(),
        };
        let packet = Packet::of("anna", dossiers, seen);
        let names: Vec<&str> = packet
            .dossiers
            .iter()
            .map(|handed| handed.dossier.name())
            .collect();
        assert_eq!(names, ["C", "E", "F", "D", "B", "A"]);
        assert_eq!(packet.overdue(), 2);
        let places: Vec<(String, usize)> = packet
            .per_place()
            .into_iter()
            .map(|(place, count)| (place.to_string(), count))
            .collect();
        let expected = [("2024-06", 1), ("2024-06-14", 2), ("someday", 1)];
        assert_eq!(
            places,
            expected.map(|(place, count)| (place.to_owned(), count))
        );
    }

    #[test]
    fn the_coming_days_begin_today_and_take_what_is_late_along() {
        let cases = [
            ("2024-06-12", 1, true),
            ("2024-05", 1, true),
            ("2024-06-13", 1, true),
            ("2024-06-14", 1, false),
            ("2024-06-14", 2, true),
            ("2024-06", 30, false),
            ("2024-07", 60, false),
            ("someday", 400, false),
            ("2024-06-12", 0, false),
        ];
        for (place, days, expected) in cases {
            let place: Place = place.parse().expect("a place");
            assert_eq!(
                comes_within(place, days, today()),
                expected,
                "{place} {days}"
            );
        }
    }
}
