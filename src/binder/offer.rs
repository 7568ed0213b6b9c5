//! What was offered to a client, and waits for an answer: the card's list `offers`. An offer is put
//! there when it is written, and taken out when the client has said yes or no; it waits no more
//! once the dossier is closed.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use serde::Serialize;
use serde_json::{Value, json};

use super::{Changes, Dossier, Entry, Place};

/// The field that lists them.
const KEY: &str = "offers";

/// How many days before its last day an offer is seen on `today`: over a weekend and a day more.
const AHEAD: Days = Days::new(3);

/// What is written down of an offer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Offer {
    /// The number by which the client knows it.
    pub number: Option<String>,
    /// What is offered.
    pub title: String,
    /// How much it is, as it stands in the offer.
    pub amount: Option<String>,
    /// The last day on which it holds.
    pub valid_until: Option<NaiveDate>,
    /// The day on which it was written.
    pub made: Option<NaiveDate>,
}

impl Offer {
    /// Puts it among the open ones.
    pub fn put_in(&self, changes: &mut Changes) {
        let said = json!(self);
        let said = said.as_object().into_iter().flatten();
        let said = said.filter(|(_, value)| !value.is_null());
        let member: Value = said
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        changes.add(KEY, member);
    }

    /// What a member of the list says; one that is a mere text is a title.
    fn of(member: &Value) -> Self {
        let text = |key: &str| Some(member.get(key)?.as_str()?.to_owned());
        let day = |key: &str| day(member.get(key)?);
        let amount = member.get("amount").filter(|amount| !amount.is_null());
        Self {
            number: text("number"),
            title: match member {
                Value::String(title) => title.clone(),
                _ => text("title").unwrap_or_default(),
            },
            // A hand may have written a number.
            amount: text("amount").or_else(|| amount.map(Value::to_string)),
            valid_until: day("valid_until"),
            made: day("made"),
        }
    }
}

/// An offer that waits for an answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OpenOffer {
    /// Its number among the open ones of its dossier, from 1 on, as it is typed.
    pub n: usize,
    /// What was offered.
    #[serde(flatten)]
    pub offer: Offer,
    /// As it stands in the list.
    #[serde(skip)]
    member: Value,
}

impl OpenOffer {
    /// How many days it still holds, 0 on its last day, less than that once it has passed.
    #[must_use]
    pub fn days_left(&self, today: NaiveDate) -> Option<i64> {
        let until = self.offer.valid_until?;
        Some((until - today).num_days())
    }

    /// Whether it is to be seen on `today`: it ends in a few days, or has.
    #[must_use]
    pub fn is_ending(&self, today: NaiveDate) -> bool {
        self.seen_from().is_some_and(|from| from <= today)
    }

    /// The day from which on it is seen on `today`.
    fn seen_from(&self) -> Option<NaiveDate> {
        seen_from(self.offer.valid_until?)
    }

    /// The entry that the client has answered: the offer is open no more.
    #[must_use]
    pub fn answered(&self, entry: Entry, answer: OfferAnswer) -> Entry {
        let mut changes = Changes::default();
        changes.remove(KEY, self.member.clone());
        entry
            .with("text", self.offer.title.as_str())
            .with("number", self.offer.number.clone())
            .with("result", answer.name())
            .changing(None, changes)
    }
}

/// What a client says to an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfferAnswer {
    /// Yes.
    Accepted,
    /// No.
    Declined,
}

impl OfferAnswer {
    /// The word that is stored.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Declined => "declined",
        }
    }
}

/// An open offer, with the client who has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Offered {
    /// The name by which the client is typed.
    pub client: String,
    /// The client's name.
    pub name: String,
    /// Whose binder the client is in.
    pub manager: String,
    /// What is offered.
    pub offer: OpenOffer,
}

/// The open offers of these clients, by their last day; what has none stands last.
#[must_use]
pub fn offered<'a>(dossiers: impl IntoIterator<Item = (&'a str, &'a Dossier)>) -> Vec<Offered> {
    let mut offered = Vec::new();
    for (client, dossier) in dossiers {
        offered.extend(open(dossier).into_iter().map(|offer| Offered {
            client: client.to_owned(),
            name: dossier.name().to_owned(),
            manager: dossier.manager().to_owned(),
            offer,
        }));
    }
    sort(&mut offered);
    offered
}

/// Puts open offers in their order, as [`offered`] does.
pub fn sort(offered: &mut [Offered]) {
    offered.sort_by(|one, other| order(one).cmp(&order(other)));
}

fn order(offered: &Offered) -> (bool, Option<NaiveDate>, &str, usize) {
    let until = offered.offer.offer.valid_until;
    (until.is_none(), until, &offered.client, offered.offer.n)
}

/// The open offers of a dossier, in the order in which they were made: none of one that is closed, or
/// whose adding was undone.
#[must_use]
pub fn open(dossier: &Dossier) -> Vec<OpenOffer> {
    if matches!(dossier.place(), Place::Closed | Place::Gone) {
        return Vec::new();
    }
    let members = dossier.fields().list(KEY).iter().enumerate();
    let open = members.map(|(at, member)| OpenOffer {
        n: at + 1,
        offer: Offer::of(member),
        member: member.clone(),
    });
    open.collect()
}

/// The number of the next letter to a client: the name by which the client is typed, which no other
/// has, and how many there are. What was taken back keeps its number.
#[must_use]
pub fn next_number(client: &str, dossier: &Dossier) -> String {
    let numbers = dossier.history().iter();
    let numbers = numbers.filter_map(|entry| {
        let number = entry.text_of("number")?.strip_prefix(client)?;
        number.strip_prefix('-')?.parse().ok()
    });
    let last: u32 = numbers.max().unwrap_or(0);
    format!("{client}-{}", last.saturating_add(1))
}

/// The days behind which slips point to the open offers of a dossier.
pub(super) fn days(dossier: &Dossier) -> impl Iterator<Item = NaiveDate> {
    open(dossier)
        .into_iter()
        .filter_map(|offer| offer.seen_from())
}

/// The days behind which slips ever pointed to its offers.
pub(super) fn days_ever(dossier: &Dossier) -> BTreeSet<NaiveDate> {
    let untils = dossier
        .ever_listed(KEY)
        .filter_map(|member| day(member.get("valid_until")?));
    untils.filter_map(seen_from).collect()
}

fn seen_from(until: NaiveDate) -> Option<NaiveDate> {
    let from = until.checked_sub_days(AHEAD)?;
    // As a place is read, so that the day has a divider.
    day(&json!(from.to_string()))
}

/// A day as it is stored, if every binder has a divider for it.
fn day(value: &Value) -> Option<NaiveDate> {
    match value.as_str().map(str::parse) {
        Some(Ok(Place::Day(day))) => Some(day),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::binder::Kind;
    use crate::binder::sample::{entry, in_july};

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn made(op: &str, day: u32, until: Option<&str>) -> Entry {
        let mut changes = Changes::default();
        let offer = Offer {
            number: Some(format!("acme-{op}")),
            title: op.to_owned(),
            valid_until: until.map(date),
            ..Offer::default()
        };
        offer.put_in(&mut changes);
        entry(op, day, Kind::Offer).changing(None, changes)
    }

    fn titles(dossier: &Dossier) -> Vec<String> {
        let open = open(dossier).into_iter();
        open.map(|one| format!("{} {}", one.n, one.offer.title))
            .collect()
    }

    #[test]
    fn an_offer_is_open_until_it_is_answered_or_the_dossier_is_closed() {
        let mut dossier = in_july(vec![
            made("1", 3, Some("2024-06-20")),
            made("2", 4, None),
            made("3", 5, Some("2024-06-14")),
        ]);
        assert_eq!(titles(&dossier), ["1 1", "2 2", "3 3"]);
        let second = open(&dossier).remove(1);
        let answer = second.answered(entry("4", 6, Kind::Offer), OfferAnswer::Declined);
        assert_eq!(answer.text_of("result"), Some("declined"));
        dossier.apply(answer);
        assert_eq!(titles(&dossier), ["1 1", "2 3"]);
        let by_day = offered([("acme", &dossier)]);
        let by_day: Vec<usize> = by_day.iter().map(|one| one.offer.n).collect();
        assert_eq!(by_day, [2, 1]);
        dossier.apply(entry("5", 7, Kind::Undo).with("of", "4"));
        assert_eq!(open(&dossier).len(), 3);
        let mut closing = Changes::default();
        closing.set("place", "closed");
        dossier.apply(entry("6", 8, Kind::Close).changing(None, closing));
        assert_eq!(open(&dossier), []);
        assert_eq!(days(&dossier).count(), 0);
        let ever: Vec<String> = days_ever(&dossier)
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(ever, ["2024-06-11", "2024-06-17"]);
    }

    #[test]
    fn a_letter_has_a_number_that_no_other_has() {
        let mut dossier = in_july(Vec::new());
        assert_eq!(next_number("acme", &dossier), "acme-1");
        for (op, number) in [
            ("1", "acme-1"),
            ("2", "2024-017"),
            ("3", "acme-7"),
            ("4", "acme-x"),
        ] {
            dossier.apply(entry(op, 3, Kind::Paper).with("number", number));
        }
        dossier.apply(entry("5", 4, Kind::Undo).with("of", "3"));
        assert_eq!(next_number("acme", &dossier), "acme-8");
    }

    #[test]
    fn an_offer_is_seen_from_three_days_before_its_end_on() {
        let dossier = in_july(vec![made("1", 3, Some("2024-06-20"))]);
        let offer = open(&dossier).remove(0);
        let cases = [
            ("2024-06-16", false, 4),
            ("2024-06-17", true, 3),
            ("2024-06-20", true, 0),
            ("2024-06-25", true, -5),
        ];
        for (today, is_ending, left) in cases {
            assert_eq!(offer.is_ending(date(today)), is_ending, "{today}");
            assert_eq!(offer.days_left(date(today)), Some(left), "{today}");
        }
    }

    #[test]
    fn what_a_hand_has_written_is_taken_for_what_it_may_mean() {
        let cases = [
            (json!("Shelves"), "Shelves", None, None),
            (
                json!({ "title": "A", "amount": 12.5 }),
                "A",
                Some("12.5"),
                None,
            ),
            (json!({ "title": 5, "valid_until": "soon" }), "", None, None),
            (
                json!({ "valid_until": "2024-07-01" }),
                "",
                None,
                Some("2024-07-01"),
            ),
            (json!({ "valid_until": "+999999-01-01" }), "", None, None),
            (json!(7), "", None, None),
        ];
        for (member, title, amount, until) in cases {
            let offer = Offer::of(&member);
            assert_eq!(offer.title, title, "{member}");
            assert_eq!(offer.amount.as_deref(), amount, "{member}");
            assert_eq!(offer.valid_until, until.map(date), "{member}");
        }
    }
}
