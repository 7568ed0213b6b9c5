//! The head's view: what stands in every binder, from how many stand behind each place; and, from
//! the dossiers themselves, when a client was contacted last.

use chrono::{Datelike, NaiveDate};

use super::entry::moment_text;
use super::place::YEARS;
use super::skim::Skim;
use super::{Calendar, Dossier, Entry, Moment, Place};

/// How many of the coming working days are seen.
const NEXT_DAYS: usize = 5;

/// From how many days without a contact on a client is silent: more than these.
pub const SILENT_AFTER: i64 = 30;

/// One manager's binder as the head of sales sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The manager.
    pub manager: String,
    /// How many dossiers a day that manager can manage.
    pub capacity: usize,
    /// How many dossiers are in the binder, those that are closed left out.
    pub dossiers: usize,
    /// How many are late.
    pub overdue: usize,
    /// How many there are today, the late ones with them.
    pub today: usize,
    /// The coming five working days of that manager after today, with their loads.
    pub next_days: Vec<(NaiveDate, usize)>,
    /// The contacts with the clients, if they were asked for.
    pub contacts: Option<Contacts>,
}

/// When a manager's clients were contacted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contacts {
    /// When the last contact with any of them was.
    pub last: Option<String>,
    /// Those who were not contacted for over 30 days, the longest first.
    pub silent: Vec<Silent>,
}

/// A client who was not contacted for long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Silent {
    /// The name by which the client is typed.
    pub client: String,
    /// The client's name.
    pub name: String,
    /// The day of the last contact; `None` if there was none yet.
    pub last: Option<NaiveDate>,
    /// How many days ago that was or, without a contact, the dossier was made.
    pub days: i64,
}

/// What one dossier says of its contacts.
#[derive(Clone, Debug, PartialEq)]
pub struct Pulse {
    last: Option<Moment>,
    silent: Option<Silent>,
}

impl Member {
    /// The binder of `manager`, whose places have these loads.
    #[must_use]
    pub fn of(
        manager: &str,
        capacity: usize,
        loads: &[(Place, usize)],
        today: NaiveDate,
        calendar: &Calendar,
    ) -> Self {
        let count = |wanted: &dyn Fn(Place) -> bool| -> usize {
            let loads = loads.iter().filter(|(place, _)| wanted(*place));
            loads.map(|(_, load)| load).sum()
        };
        let next = today.succ_opt();
        let next = next.filter(|next| YEARS.contains(&next.year())).into_iter();
        let next_days = next.flat_map(|next| calendar.working_days_from(next).take(NEXT_DAYS));
        let load = |day| (day, count(&|place| place == Place::Day(day)));
        Self {
            manager: manager.to_owned(),
            capacity,
            dossiers: count(&is_open),
            overdue: count(&|place| place.days_late(today) > 0),
            today: count(&|place| place.counts_on(today, today)),
            next_days: next_days.map(load).collect(),
            contacts: None,
        }
    }
}

impl Pulse {
    /// What the dossier of `client` says, seen from `today`. A closed one is never silent.
    #[must_use]
    pub fn of(client: &str, dossier: &Dossier, today: NaiveDate) -> Self {
        let last = dossier.last_contact();
        let happened = last.map(Entry::happened);
        let last = last.map(Entry::moment).zip(happened.as_deref());
        let made = dossier.history().first().map(Entry::at);
        Self::new(client, dossier.name(), dossier.place(), made, last, today)
    }

    /// The same of a dossier that was only skimmed.
    #[must_use]
    pub fn skimmed(client: &str, skim: &Skim<'_>, today: NaiveDate) -> Self {
        let made = Some(skim.made);
        Self::new(client, skim.name, skim.place, made, skim.last, today)
    }

    /// `last` is when the last contact was, as a moment and as it is stored.
    fn new(
        client: &str,
        name: &str,
        place: Place,
        made: Option<Moment>,
        last: Option<(Moment, &str)>,
        today: NaiveDate,
    ) -> Self {
        // A talk that was earlier than its entry counts from when it was.
        let happened = last.map(|(at, happened)| {
            let date = happened.get(..10).and_then(|date| date.parse().ok());
            date.unwrap_or_else(|| at.date_naive())
        });
        let since = happened.or_else(|| made.map(|made| made.date_naive()));
        let days = since.map_or(0, |since| (today - since).num_days());
        let is_silent = is_open(place) && days > SILENT_AFTER;
        Self {
            last: last.map(|(at, _)| at),
            silent: is_silent.then(|| Silent {
                client: client.to_owned(),
                name: name.to_owned(),
                last: happened,
                days,
            }),
        }
    }
}

impl Contacts {
    /// What the dossiers of one binder say together.
    #[must_use]
    pub fn of(pulses: impl IntoIterator<Item = Pulse>) -> Self {
        let (mut last, mut silent) = (None, Vec::new());
        for pulse in pulses {
            last = last.max(pulse.last);
            silent.extend(pulse.silent);
        }
        silent.sort_by(|one: &Silent, other| {
            let key = |silent: &Silent| (-silent.days, silent.client.clone());
            key(one).cmp(&key(other))
        });
        Self {
            last: last.map(moment_text),
            silent,
        }
    }
}

fn is_open(place: Place) -> bool {
    !matches!(place, Place::Closed | Place::Gone)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::binder::{Changes, ContactKind, Entry, Kind};

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn a_binder_is_counted_by_its_places() {
        let loads = [
            ("2024-05", 1),
            ("2024-06-11", 2),
            ("2024-06-13", 4),
            ("2024-06", 8),
            ("2024-06-14", 16),
            ("2024-06-20", 32),
            ("2024-06-21", 64),
            ("someday", 128),
            ("closed", 256),
            ("gone", 512),
        ];
        let place = |text: &str| text.parse::<Place>().expect("a place");
        let loads: Vec<(Place, usize)> = loads
            .iter()
            .map(|(text, load)| (place(text), *load))
            .collect();
        let calendar = Calendar::default();
        let anna = Member::of("anna", 30, &loads, date("2024-06-13"), &calendar);
        assert_eq!((anna.dossiers, anna.overdue, anna.today), (255, 3, 7));
        let days: Vec<String> = anna
            .next_days
            .iter()
            .map(|(day, load)| format!("{}:{load}", day.format("%-d")))
            .collect();
        assert_eq!(days.join(" "), "14:16 17:0 18:0 19:0 20:32");
    }

    fn client(place: &str, contacts: &[&str]) -> Dossier {
        let moment = |day: &str| -> Moment {
            let text = format!("{day}T09:00:00+02:00");
            text.parse().expect("a moment")
        };
        let mut changes = Changes::default();
        changes.set("manager", "anna");
        changes.set("place", place);
        changes.set("name", "Acme");
        let add = Entry::new("0", moment("2024-05-01"), "anna", Kind::Add);
        let mut dossier = Dossier::new(Uuid::nil(), add.changing(None, changes));
        for (number, day) in (1..).zip(contacts) {
            let kind = Kind::Contact(ContactKind::Call);
            dossier.apply(Entry::new(&number.to_string(), moment(day), "anna", kind));
        }
        dossier
    }

    #[test]
    fn a_client_is_silent_after_thirty_days_without_a_contact() {
        let cases: [(&str, &[&str], &str, Option<i64>); 6] = [
            ("2024-07", &[], "2024-05-31", None),
            ("2024-07", &[], "2024-06-01", Some(31)),
            ("2024-07", &["2024-05-14"], "2024-06-13", None),
            ("someday", &["2024-05-13"], "2024-06-13", Some(31)),
            ("closed", &["2024-05-13"], "2024-06-13", None),
            ("2024-07", &["2024-05-13", "2024-06-20"], "2024-06-13", None),
        ];
        for (place, contacts, today, days) in cases {
            let pulse = Pulse::of("acme", &client(place, contacts), date(today));
            let silent = pulse.silent.map(|silent| silent.days);
            assert_eq!(silent, days, "{place} {contacts:?} {today}");
        }
    }

    #[test]
    fn contacts_are_the_last_of_all_and_the_longest_silent_first() {
        let today = date("2024-06-13");
        let pulse = |client_name: &str, contacts: &[&str]| {
            Pulse::of(client_name, &client("2024-07", contacts), today)
        };
        let contacts = Contacts::of([
            pulse("a", &["2024-05-12"]),
            pulse("b", &["2024-06-12"]),
            pulse("c", &[]),
        ]);
        let last = contacts.last.as_deref();
        assert_eq!(last, Some("2024-06-12T09:00:00.000000+02:00"));
        let silent = contacts.silent.iter();
        let silent: Vec<_> = silent.map(|one| (&*one.client, one.days)).collect();
        assert_eq!(silent, [("c", 43), ("a", 32)]);
    }
}
