//! What was written is read as it was: for cards with all sorts of texts, in both versions.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::{Cards, Version, text};
use crate::binder::field::typed_for;
use crate::binder::{Dossier, Fields};
use crate::exchange::arrival::Client;
use crate::exchange::content::cleaned;

/// Texts of many scripts, with all that the format gives a meaning, and with controls.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zA-Z0-9 .@+-]{1,20}",
        "[а-яžėšąÄöñ ]{1,12}",
        "[ก-๙]{1,8}",
        "[一-龥ァ-ヶ]{1,8}",
        "[א-ת؀-ۿ]{1,8}",
        "(🦀|👩‍👩‍👧|\u{202e}|\u{feff}|e\u{301}){1,4}",
        "[;,:\\\\\"^=%'<>&n|]{1,6}",
        "(\r\n|\n|\r|\t|\u{0}|\u{1b}\\[2J|\u{85}|\u{2028}|\u{b}){1,3}",
        "(\r\nEND:VCARD\r\n|\nTEL:1\n|\\\\n|=0A|tel:|mobile: |: )",
        "\\PC{1,10}",
    ];
    prop::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat())
}

/// A text as the card's field `key` holds it, of what a vCard can hold.
fn stored(key: &str, text: &str) -> String {
    typed_for(key, &cleaned(text))
}

prop_compose! {
    fn any_card()(
        texts in prop::collection::vec(any_text(), 8),
        phones in prop::collection::vec((prop::option::of(any_text()), any_text()), 0..4),
        emails in prop::collection::vec((prop::option::of(any_text()), any_text()), 0..3),
        tags in prop::collection::vec(any_text(), 0..4),
        days in prop::collection::vec((any_text(), prop::option::of(1_i32..=9999), 1_u32..=12, 1_u32..=28), 0..4),
        known in prop::sample::subsequence(vec!["birthday", "anniversary", "birthday"], 0..=3),
        own in prop::collection::vec((any_text(), any_text()), 0..4),
        standard in prop::collection::vec((prop::sample::select(vec!["url", "role", "department"]), any_text()), 0..3),
    ) -> Map<String, Value> {
        let labelled = |key: &str, (label, value): (Option<String>, String)| match label {
            Some(label) => stored(key, &format!("{label}: {value}")),
            None => stored(key, &value),
        };
        let mut card = Map::new();
        let keys = ["name", "salutation", "position", "company", "address", "source", "stage", "extra"];
        for (key, text) in keys.into_iter().zip(&texts) {
            card.insert(key.to_owned(), stored(key, text).into());
        }
        card["name"] = format!("N{}", card["name"].as_str().unwrap_or_default()).into();
        card.shift_remove("extra");
        let list = |key: &str, members: Vec<String>| {
            let mut kept: Vec<String> = Vec::new();
            for member in members.into_iter().map(|member| stored(key, &member)) {
                if !member.is_empty() && !kept.contains(&member) {
                    kept.push(member);
                }
            }
            Value::from(kept)
        };
        let phones = phones.into_iter().map(|one| labelled("phones", one)).collect();
        card.insert("phones".to_owned(), list("phones", phones));
        let emails = emails.into_iter().map(|one| labelled("emails", one)).collect();
        card.insert("emails".to_owned(), list("emails", emails));
        let tags = tags.into_iter().filter(|tag| tag != "myContacts").collect();
        card.insert("tags".to_owned(), list("tags", tags));
        let names = days.iter().map(|(what, ..)| stored("occasions", &what.replace('=', " ")));
        let names: Vec<String> = known.into_iter().map(str::to_owned).chain(names).collect();
        let occasions = names.into_iter().zip(&days).filter(|(what, _)| !what.is_empty());
        let occasions = occasions.map(|(what, (_, year, month, day))| match year {
            // Nobody alive was born in it.
            Some(year) if *year != 1604 => format!("{what}: {year:04}-{month:02}-{day:02}"),
            _ => format!("{what}: --{month:02}-{day:02}"),
        });
        card.insert("occasions".to_owned(), list("occasions", occasions.collect()));
        let mut fields = Map::new();
        let standard = standard.into_iter().map(|(key, text)| (key.to_owned(), text));
        for (key, text) in own.into_iter().chain(standard) {
            let (key, text) = (stored("tags", &key), stored("x", &text));
            if !key.is_empty() && !text.is_empty() {
                fields.insert(key, text.into());
            }
        }
        card.insert("fields".to_owned(), fields.into());
        card
    }
}

fn dossier(card: &Map<String, Value>) -> Dossier {
    let mut whole = json!({
        "format": 1, "id": "01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11", "manager": "anna", "place": "someday",
    });
    for (key, value) in card {
        whole[key] = value.clone();
    }
    serde_json::from_value(whole).expect("a dossier")
}

/// The card alone, without where it stands.
fn card_of(fields: &Fields) -> Vec<(String, Value)> {
    let card = fields
        .iter()
        .filter(|(key, _)| !matches!(*key, "manager" | "place"));
    let card = card.map(|(key, value)| (key.to_owned(), value.clone()));
    card.collect()
}

/// What comes back of cards that were written one behind the other.
fn read(text: &str) -> Vec<Vec<(String, Value)>> {
    let arrivals = Cards::new(text.as_bytes(), None);
    let cards = arrivals.map(|arrival| {
        let arrival = arrival.expect("a card");
        assert_eq!(arrival.left_out, [], "{text}");
        let Client::Card(mut card) = arrival.client else {
            panic!("a whole dossier in a vCard");
        };
        let uid = card.uid.take();
        assert_eq!(
            uid.as_deref(),
            Some("urn:uuid:01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11")
        );
        card_of(card.revision().expect("a card that can be taken").after())
    });
    cards.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_written_is_read_as_it_was(card in any_card()) {
        let dossier = dossier(&card);
        for version in [Version::Three, Version::Four] {
            let written = text(&dossier, version).repeat(2);
            let expected = card_of(dossier.fields());
            prop_assert_eq!(read(&written), [expected.clone(), expected], "{}", written);
        }
    }

    #[test]
    fn no_text_is_more_than_a_text_to_any_reader_of_lines(card in any_card()) {
        let written = text(&dossier(&card), Version::Three);
        let names = ["BEGIN", "VERSION", "UID", "FN", "N", "ORG", "TITLE", "ADR", "BDAY", "CATEGORIES", "NOTE", "END",
            "TEL", "EMAIL", "URL", "ROLE"];
        let is_break = |letter: char| matches!(letter, '\n'..='\r' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}');
        for line in written.split(is_break).filter(|line| !line.is_empty() && !line.starts_with(' ')) {
            let name = line.split([':', ';']).next().unwrap_or_default();
            prop_assert!(names.contains(&name) || name.starts_with("item") || name.starts_with("X-TICKLER-"), "{}", line);
        }
        prop_assert_eq!(written.matches("\r\nEND:VCARD\r\n").count(), 1);
    }
}
