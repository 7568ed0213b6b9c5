//! What a template can say of a client and of the sender.

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use super::front::KEYS;
use crate::binder::field::FIELDS;
use crate::binder::lookup::unlabelled;
use crate::binder::money::{Item, Money};
use crate::binder::{Dossier, Entry, Kind, Place, offer, promise};

/// How many of the last contacts a letter can speak of.
const LAST: usize = 10;

/// The values of the card that are no template's business.
const NOT_SAID: [&str; 3] = ["offers", "papers", "fields"];

/// Who writes to whom, and with what.
#[derive(Clone, Debug, Default)]
pub struct Writing<'a> {
    /// The name by which the client is typed.
    pub client: &'a str,
    /// Today.
    pub today: NaiveDate,
    /// The number of the letter.
    pub number: &'a str,
    /// What the sender has said of oneself: `name`, `phone`.
    pub me: &'a [(String, String)],
    /// What is offered or billed.
    pub items: &'a [Item],
    /// What was said for this letter alone, which goes before all else: `discount`, `fields.budget`.
    pub set: &'a [(String, String)],
    /// Whether it is opened in an editor once it is filled.
    pub editing: bool,
}

/// All values that a template is given.
#[must_use]
pub fn values(dossier: &Dossier, writing: &Writing<'_>) -> Map<String, Value> {
    let mut values: Map<String, Value> = Map::new();
    for key in ["phones", "emails", "tags", "occasions"] {
        values.insert(key.to_owned(), json!([]));
    }
    let fields = dossier.fields();
    let card = fields.iter();
    let card = card.filter(|(key, _)| !NOT_SAID.contains(key) && !KEYS.contains(key));
    values.extend(card.map(|(key, value)| (key.to_owned(), value.clone())));
    let own = fields.own();
    let own: Map<String, Value> = own
        .map(|(key, value)| (key.to_owned(), value.clone()))
        .collect();
    let me: Map<String, Value> = writing
        .me
        .iter()
        .map(|(key, value)| (key.clone(), json!(value)))
        .collect();
    let first = |key| fields.texts(key).next().map(unlabelled);
    let more = json!({
        "client": writing.client, "today": writing.today, "number": writing.number,
        "editing": writing.editing, "fields": own, "me": me, "contacts": contacts(dossier),
        "promises": promise::open(dossier), "offers": offer::open(dossier),
        "items": items(writing.items), "total": Item::total(writing.items).map(number),
        "phone": first("phones"), "email": first("emails"),
        "due": match dossier.place() { Place::Day(day) => Some(day), _ => None },
    });
    let more = more.as_object().into_iter().flatten();
    // What is not there is missing, and is named where a template needs it.
    let more = more.filter(|(_, value)| !value.is_null());
    values.extend(more.map(|(key, value)| (key.clone(), value.clone())));
    for (key, value) in writing.set {
        set(&mut values, key, value);
    }
    values
}

/// The names that a template can say and that are not all known of every client.
pub fn names(values: &Map<String, Value>) -> impl Iterator<Item = String> {
    let card = FIELDS.iter().map(|(key, _)| (*key).to_owned());
    let more = ["phone", "email", "due", "text"].map(str::to_owned);
    card.filter(|key| !NOT_SAID.contains(&key.as_str()))
        .chain(more)
        .chain(values.keys().cloned())
}

fn set(values: &mut Map<String, Value>, key: &str, value: &str) {
    if let Some((of, member)) = key.split_once('.')
        && let Some(Value::Object(members)) = values.get_mut(of)
    {
        members.insert(member.to_owned(), value.into());
        return;
    }
    values.insert(key.to_owned(), value.into());
}

/// The last contacts, newest first.
fn contacts(dossier: &Dossier) -> Vec<Value> {
    let mut contacts = dossier.live_history();
    contacts.retain(|entry| matches!(entry.kind(), Kind::Contact(_)));
    contacts.sort_by_key(|entry| std::cmp::Reverse(entry.moment()));
    contacts.into_iter().take(LAST).map(contact).collect()
}

fn contact(entry: &Entry) -> Value {
    let happened = entry.happened();
    json!({
        "date": happened.get(..10), "kind": entry.kind().name(), "text": entry.text(),
        "outcome": entry.text_of("outcome"), "by": entry.by(),
    })
}

fn items(items: &[Item]) -> Vec<Value> {
    let told = |item: &Item| {
        json!({
            "text": item.text, "quantity": item.quantity.to_string(), "price": number(item.price),
            "sum": number(item.sum),
        })
    };
    items.iter().map(told).collect()
}

/// An amount as a number that a template can calculate with.
fn number(money: Money) -> Value {
    money
        .plain()
        .parse::<f64>()
        .map_or(Value::Null, Value::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dossier() -> Dossier {
        let entry = |op: &str, day: u32, more: Value| {
            let mut entry = json!({ "op": op, "at": format!("2024-06-{day:02}T09:00:00+02:00"),
                "by": "anna" });
            entry
                .as_object_mut()
                .expect("an object")
                .extend(more.as_object().cloned().expect("an object"));
            entry
        };
        let value = json!({
            "format": 1, "id": "01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11", "manager": "anna",
            "place": "2024-07-05", "name": "Ivan", "phones": ["mobile: +370 600 12345", "112"],
            "fields": { "budget": "12000", "today": "x" },
            "offers": [{ "title": "Shelves", "valid_until": "2024-06-20" }],
            "history": [
                entry("0", 1, json!({ "kind": "add", "set": { "name": "Ivan" } })),
                entry("1", 2, json!({ "kind": "call", "outcome": "reached", "text": "hello",
                    "promises": [{ "text": "Send it", "due": "2024-06-14" }] })),
                entry("2", 3, json!({ "kind": "email", "outcome": "reached" })),
                entry("3", 4, json!({ "kind": "undo", "of": "2" })),
            ],
        });
        serde_json::from_value(value).expect("a dossier")
    }

    #[test]
    fn a_template_is_given_what_the_card_says_and_no_key_for_what_it_does_not() {
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        let items = [Item::parse("Shelf; 12; 85").expect("an item")];
        let writing = Writing {
            client: "ivan",
            today: "2024-06-13".parse().expect("a day"),
            number: "ivan-1",
            me: &[pair("name", "Anna")],
            items: &items,
            set: &[
                pair("discount", "5"),
                pair("fields.size", "L"),
                pair("me.name", "Ben"),
                pair("name.x", "odd"),
                pair("client", "x"),
                pair("client.x", "y"),
            ],
            editing: false,
        };
        let values = Value::Object(values(&dossier(), &writing));
        let cases = [
            ("/name", json!("Ivan")),
            ("/phone", json!("+370 600 12345")),
            ("/phones/1", json!("112")),
            ("/emails", json!([])),
            (
                "/fields",
                json!({ "budget": "12000", "today": "x", "size": "L" }),
            ),
            ("/me", json!({ "name": "Ben" })),
            ("/due", json!("2024-07-05")),
            ("/discount", json!("5")),
            ("/client", json!("x")),
            ("/contacts/0/date", json!("2024-06-02")),
            ("/contacts/0/outcome", json!("reached")),
            ("/promises/0/due", json!("2024-06-14")),
            ("/offers/0/title", json!("Shelves")),
            ("/items/0/sum", json!(1020.0)),
            ("/total", json!(1020.0)),
        ];
        for (path, value) in cases {
            assert_eq!(values.pointer(path), Some(&value), "{path}");
        }
        for path in ["/company", "/email", "/contacts/1", "/papers", "/history"] {
            assert_eq!(values.pointer(path), None, "{path}");
        }
    }
}
