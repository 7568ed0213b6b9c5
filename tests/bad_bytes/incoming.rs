//! What is done with bytes that come in from elsewhere: files of other programs, templates and forms
//! that anybody may have written, the lines of a day sheet. Fuzz targets like those of `targets.rs`,
//! which need no store.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use chrono::NaiveDate;
use serde_json::{Value, json};
use tickler::binder::form::{Answers, Field, Form, Reckoning};
use tickler::binder::{Calendar, Did, Dossier, Fields, Mark, Refusal, When};
use tickler::exchange::archive::{self, Archive};
use tickler::exchange::arrival::{Arrival, BadRow, Client};
use tickler::exchange::letter::values::{Writing, values};
use tickler::exchange::letter::{Letter, Press, examples};
use tickler::exchange::list::{List, Said};
use tickler::exchange::rows::Needed;
use tickler::exchange::vcard::{self, Cards};

/// A stream of vCards: what is taken from it comes back as it is when it is written and read again.
pub(crate) fn vcard(bytes: &[u8]) {
    for arrival in Cards::new(bytes, None) {
        let Some(card) = card_of(arrival) else {
            continue;
        };
        let dossier = dossier_of(&card);
        for version in [vcard::Version::Three, vcard::Version::Four] {
            let text = vcard::text(&dossier, version);
            let again = Cards::new(text.as_bytes(), None).next().and_then(card_of);
            let again = again.unwrap_or_else(|| panic!("{text}"));
            assert_eq!(said(&again), said(&card), "{text}");
        }
    }
}

/// A list as a spreadsheet writes it: what is taken from it is the same once it was exported.
pub(crate) fn list(bytes: &[u8]) {
    let cards = cards_of(bytes);
    let dossiers: Vec<Dossier> = cards.iter().map(dossier_of).collect();
    if dossiers.is_empty() {
        return;
    }
    let mut needed = Needed::default();
    for dossier in &dossiers {
        needed.see(dossier);
    }
    let table = needed.table(b',');
    let rows = dossiers.iter().map(|one| table.dossier("ivan", one));
    let text = table.beginning() + &rows.collect::<String>();
    let again: Vec<_> = cards_of(text.as_bytes()).iter().map(said).collect();
    assert_eq!(again, cards.iter().map(said).collect::<Vec<_>>(), "{text}");
}

/// The cards of a list that can be taken.
fn cards_of(bytes: &[u8]) -> Vec<Fields> {
    let bytes = bytes.to_vec();
    let open = || Ok(Box::new(Cursor::new(bytes.clone())) as Box<dyn Read>);
    match List::look("list.csv", &open, &Said::default()) {
        Ok(list) => {
            let input = open().expect("memory");
            list.arrivals(input).filter_map(card_of).collect()
        }
        Err(refusal) => {
            let refusal = Refusal::from(refusal);
            let _ = (refusal.to_string(), refusal.hint());
            Vec::new()
        }
    }
}

/// The card that arrives, if it can be taken.
fn card_of(arrival: Result<Arrival, BadRow>) -> Option<Fields> {
    let arrival = arrival.map_err(|bad| bad.to_string()).ok()?;
    let Client::Card(card) = arrival.client else {
        panic!("a whole dossier in a card");
    };
    let _ = (card.size(), card.noted());
    Some(card.revision().ok()?.after().clone())
}

fn dossier_of(card: &Fields) -> Dossier {
    let mut dossier = json!({
        "format": 1, "id": "01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11", "manager": "anna",
        "place": "someday",
    });
    for (key, value) in card.iter() {
        dossier[key] = value.clone();
    }
    serde_json::from_value(dossier).expect("a dossier")
}

/// All that a card says. Own fields in any order: one may stand in a property beside another.
fn said(card: &Fields) -> BTreeMap<String, Value> {
    let kept = card.iter().filter(|(key, _)| *key != "fields");
    let own = card.own().filter(|(key, _)| *key != "uid");
    let both = kept.chain(own);
    both.map(|(key, value)| (key.to_owned(), value.clone()))
        .collect()
}

/// A file of whole dossiers: each that is taken is the same once it was exported, of whatever format.
pub(crate) fn archive(bytes: &[u8]) {
    for whole in wholes_of(bytes) {
        let piece = archive::piece("ivan", &whole);
        let text = archive::beginning() + &piece + &archive::end([].into_iter());
        let again = wholes_of(text.as_bytes());
        let pieces: Vec<String> = again
            .iter()
            .map(|whole| archive::piece("ivan", whole))
            .collect();
        assert_eq!(pieces, [piece], "{text}");
    }
}

/// The dossiers of such a file that can be taken.
fn wholes_of(bytes: &[u8]) -> Vec<Dossier> {
    let arrivals = Archive::new(bytes).filter_map(|arrival| {
        let arrival = arrival.map_err(|bad| bad.to_string()).ok()?;
        match arrival.client {
            Client::Dossier(whole) => Some(whole.dossier),
            Client::Card(_) => panic!("a card among whole dossiers"),
        }
    });
    arrivals.collect()
}

/// Lines of a day sheet: what is understood of one stands in it.
pub(crate) fn mark(bytes: &[u8]) {
    for line in String::from_utf8_lossy(bytes).lines() {
        match Mark::parse(line) {
            Ok(mark) => {
                assert_eq!(mark.who, Mark::who(line), "{line}");
                if let Did::Contact(_, Some(date)) = &mark.did {
                    assert!(line.contains(date) && When::parse(date).is_ok(), "{line}");
                }
                let text = mark.text.unwrap_or_default();
                assert!(line.trim_end().ends_with(&text), "{line}");
            }
            Err(refusal) => {
                let _ = (refusal.to_string(), refusal.hint());
            }
        }
    }
}

/// A template: the letter that comes of it is read as it is stored, and its page runs nothing that a
/// client is called.
pub(crate) fn template(bytes: &[u8]) {
    let source = String::from_utf8_lossy(bytes).into_owned();
    let load = move |name: &str| {
        let part = examples::PARTS.into_iter().find(|part| part.name == name);
        Ok(match name {
            "hostile" => Some(source.clone()),
            _ => part.map(|part| part.text.to_owned()),
        })
    };
    let press = Press::new(load, &Calendar::default());
    let _ = press.look_at("hostile").map_err(|flaw| flaw.to_string());
    let dossier = dossier_of_a_hostile();
    let me = [("name".to_owned(), "Anna *Sand*".to_owned())];
    let set = [("text".to_owned(), "# As agreed".to_owned())];
    let writing = Writing {
        client: "ivan",
        today: day(),
        number: "ivan-1",
        me: &me,
        set: &set,
        ..Writing::default()
    };
    match press.fill("hostile", &values(&dossier, &writing)) {
        Ok(letter) => {
            let letter = letter.expect("the template is there");
            let stored = letter.to_markdown();
            assert_eq!(Letter::read(&stored, "x"), Ok(letter.clone()), "{stored}");
            let page = letter.to_page();
            assert!(!page.contains("<script"), "{page}");
            let _ = letter.to_plain();
        }
        Err(flaw) => drop(flaw.to_string()),
    }
}

fn dossier_of_a_hostile() -> Dossier {
    let dossier = json!({
        "format": 1, "id": "01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11", "manager": "anna",
        "place": "2024-06-14", "name": "<script>alert(1)</script>", "company": "{{ name }} | [x](y)",
        "phones": ["mobile: +370 600 12345"], "emails": ["ivan@romashka.example"],
        "fields": { "budget": "12000", "note": "---\ntitle: x" },
    });
    serde_json::from_value(dossier).expect("a dossier")
}

fn day() -> NaiveDate {
    "2024-06-13".parse().expect("a day")
}

/// A form: what is answered to it is read again as it was stored.
pub(crate) fn form(bytes: &[u8]) {
    let form = match Form::read("needs", bytes) {
        Ok(form) => form,
        Err(error) => return drop(error.to_string()),
    };
    let calendar = Calendar::default();
    let reckoning = Reckoning {
        today: day(),
        calendar: &calendar,
    };
    let dossier = dossier_of_a_hostile();
    let mut answers = Answers::of(&form, dossier.fields());
    let _ = answers
        .take_defaults(reckoning)
        .map_err(|refusal| refusal.to_string());
    let typed = ["1 200,50 EUR", "12.5", "yes", "fri", "two\nlines", "s"];
    for field in &form.fields {
        let offered = field.offers().first().map(|offered| (*offered).to_owned());
        for typed in offered.iter().map(String::as_str).chain(typed) {
            if let Err(refusal) = answers.give(field, typed, reckoning) {
                let _ = (refusal.to_string(), refusal.hint());
            }
            is_stored_as_read(field, typed, reckoning);
        }
    }
    let _ = (
        answers.missing(),
        answers.given().count(),
        answers.changes(),
    );
}

fn is_stored_as_read(field: &Field, typed: &str, reckoning: Reckoning<'_>) {
    if let Ok(stored) = field.read(typed, reckoning) {
        let again = field.read(&stored, reckoning);
        assert_eq!(again.as_ref(), Ok(&stored), "{} of {typed}", field.key);
    }
}
