//! What `tickler export csv` wrote is read as it was.

use std::io::{Cursor, Read};

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::{List, Said};
use crate::binder::Dossier;
use crate::binder::field::typed_for;
use crate::exchange::arrival::Client;
use crate::exchange::rows::Needed;

/// Texts as they stand in a dossier: trimmed, and what spreadsheets and readers of dates stumble over.
fn text() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        "=1+1",
        "'=1+1",
        "' -2",
        "+370 600 12345",
        "@x",
        "''+",
        "a;b,c\td",
        "a ::: b",
        "x;=1, -2",
        "C:\\;\\",
        "client,manager,name",
        "\"quoted\"",
        "two\nlines",
        "Žydrūnė",
        "สมชาย ใจดี",
        "山田",
        "<script>",
        "--06-24",
        "03/04/2024",
        "sep=;",
        "\u{202e}x",
        "jul",
        "0",
    ]);
    prop_oneof![3 => odd.prop_map(str::to_owned), 1 => "[ -~]{1,12}"]
        .prop_map(|text| text.trim().to_owned())
        .prop_filter("says something", |text| !text.is_empty())
}

/// The same in one line.
fn line() -> impl Strategy<Value = String> {
    text().prop_map(|text| typed_for("name", &text))
}

/// What an own field is called: not as a field of the card is, for that one is meant then.
fn key() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        "@x",
        "'@x",
        "field y",
        "phone",
        "Phone 2",
        "Name",
        "outcome",
        "client",
        "uid",
        "home address",
        "a;b",
        "a,b;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;",
        "\"q\"",
        "next contact",
        "sep=",
        "ключ",
    ]);
    prop_oneof![1 => odd.prop_map(str::to_owned), 1 => "[A-Za-z][a-z 0-9]{0,8}[a-z]"]
}

fn distinct() -> impl Strategy<Value = Vec<String>> {
    prop::collection::btree_set(line(), 0..3).prop_map(|all| all.into_iter().collect())
}

fn card() -> impl Strategy<Value = Map<String, Value>> {
    let texts = prop::collection::vec(prop::option::of(line()), 6);
    let own = prop::collection::btree_map(key(), text(), 0..4);
    let places = prop::sample::select(vec![
        json!({ "place": "2024-07-05", "time": "14:30", "agreed": true }),
        json!({ "place": "2024-07-05", "work": "visit", "hours": "9-12,14-18 not fri" }),
        json!({ "place": "2024-07", "zone": "Asia/Bangkok", "every": "6w" }),
        json!({ "place": "someday", "work": "call" }),
        json!({ "place": "closed", "hours": "9-12", "every": "3m" }),
    ]);
    let days = prop::sample::subsequence(
        vec![
            "birthday: 1980-04-15",
            "birthday: --01-01",
            "name day: --07-26",
            "x; y, z: 2010-06-17",
            "-1: 2010-06-17",
        ],
        0..5,
    );
    let lists = [distinct().boxed(), distinct().boxed(), distinct().boxed()];
    (line(), texts, text(), lists, days, own, places).prop_map(
        |(name, texts, address, [phones, emails, tags], days, own, places)| {
            let mut card = places.as_object().cloned().unwrap_or_default();
            card.insert("name".to_owned(), name.into());
            let keys = [
                "salutation",
                "position",
                "company",
                "source",
                "stage",
                "next",
            ];
            for (key, text) in keys.into_iter().zip(texts) {
                card.extend(text.map(|text| (key.to_owned(), text.into())));
            }
            card.insert("address".to_owned(), address.into());
            for (key, list) in [("phones", phones), ("emails", emails), ("tags", tags)] {
                card.insert(key.to_owned(), list.into());
            }
            card.insert("occasions".to_owned(), json!(days));
            card.insert("fields".to_owned(), json!(own));
            card
        },
    )
}

fn dossier(card: &Map<String, Value>) -> Dossier {
    let mut whole = json!({
        "format": 1, "id": "01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11", "manager": "anna",
    });
    for (key, value) in card {
        whole[key] = value.clone();
    }
    serde_json::from_value(whole).expect("a dossier")
}

/// All that is said but whose it is, lists in an order that doesn't count.
fn said(fields: impl Iterator<Item = (String, Value)>) -> Map<String, Value> {
    let mut said: Map<String, Value> = fields.filter(|(key, _)| key != "manager").collect();
    if let Some(Value::Array(days)) = said.get_mut("occasions") {
        // The birthday has a column of its own.
        days.sort_by_key(ToString::to_string);
    }
    said.sort_keys();
    said
}

fn read(table: &str) -> Vec<(Map<String, Value>, Option<String>)> {
    let open = || Ok(Box::new(Cursor::new(table.to_owned())) as Box<dyn Read>);
    let list = List::look("table", &open, &Said::default()).expect("a table");
    let arrivals = list.arrivals(open().expect("memory"));
    let cards = arrivals.map(|arrival| {
        let arrival = arrival.expect("a row");
        assert_eq!(arrival.left_out, [], "{table}");
        let Client::Card(card) = arrival.client else {
            panic!("a whole dossier in a table");
        };
        let (place, time) = card.next.expect("a place");
        let revision = card.revision().expect("a card");
        let mut fields: Map<String, Value> = revision
            .after()
            .iter()
            .map(|(key, value)| (key.to_owned(), value.clone()))
            .collect();
        fields.insert("place".to_owned(), place.to_string().into());
        let time = time.map(|time| time.format("%H:%M").to_string());
        fields.extend(time.map(|time| ("time".to_owned(), time.into())));
        (said(fields.into_iter()), card.slug)
    });
    cards.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_written_is_read_as_it_was(
        cards in prop::collection::vec(card(), 1..4),
        delimiter in prop::sample::select(vec![b',', b';']),
    ) {
        let dossiers: Vec<Dossier> = cards.iter().map(dossier).collect();
        let mut needed = Needed::default();
        for dossier in &dossiers {
            needed.see(dossier);
        }
        let table = needed.table(delimiter);
        let rows = dossiers.iter().map(|dossier| table.dossier("ivan-2", dossier));
        let written = table.beginning() + &rows.collect::<String>();
        let expected: Vec<_> = dossiers
            .iter()
            .map(|dossier| {
                let fields = dossier.fields().iter();
                let fields = fields.map(|(key, value)| (key.to_owned(), value.clone()));
                (said(fields), Some("ivan-2".to_owned()))
            })
            .collect();
        prop_assert_eq!(read(&written), expected, "{}", written);
    }
}
