//! What a newcomer's card adds to the card of a client who is known already.

use serde_json::{Value, json};

use super::card_list::CardList;
use super::field::{Fields, Shape};
use super::{Occasion, history};

/// Whether what stands on the card already is replaced where the other says something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filled {
    /// It stays.
    Stays,
    /// It is replaced.
    Replaced,
}

/// The card with what the other one adds: what isn't said yet, and members that its lists lack.
///
/// Only keys of the card are looked at. A member that is there in another writing is not added.
#[must_use]
pub fn added(there: &Fields, new: &Fields, filled: Filled) -> Fields {
    let mut after = there.clone();
    for (key, value) in new.iter() {
        match Shape::of(key) {
            Some(Shape::Text | Shape::Work)
                if after.get(key).is_none() || filled == Filled::Replaced =>
            {
                put(&mut after, key, value);
            }
            Some(Shape::Texts) => {
                if let Some(list) = CardList::ALL.into_iter().find(|list| list.key() == key) {
                    add(&mut after, list, new, filled);
                }
            }
            Some(Shape::Own) => {
                for (own, value) in new.own() {
                    let is_free = !after.own().any(|(known, _)| known == own);
                    if is_free || filled == Filled::Replaced {
                        put(&mut after, key, &json!({ own: value }));
                    }
                }
            }
            _ => {}
        }
    }
    after
}

fn put(fields: &mut Fields, key: &str, value: &Value) {
    // It stood in fields before, so it has the shape.
    let fits = fields.set(key, value);
    debug_assert!(fits.is_ok(), "{fits:?}");
}

/// Adds those members of a list that `new` has, and that are not there in another writing. Two of its own
/// that are alike are both meant.
fn add(after: &mut Fields, list: CardList, new: &Fields, filled: Filled) {
    let members =
        |fields: &Fields| -> Vec<String> { fields.texts(list.key()).map(str::to_owned).collect() };
    let (there, new) = (members(after), members(new));
    let what = |text: &str| Occasion::stored(text).map(|one| one.what.to_lowercase());
    for member in new.iter().filter(|member| !there.contains(member)) {
        let is_same = |known: &&String| match list {
            CardList::Occasions => what(known) == what(member),
            _ => list.means(known, member),
        };
        match there.iter().find(is_same) {
            None => after.add_member(list.key(), &member.as_str().into()),
            Some(same) if list == CardList::Occasions && filled == Filled::Replaced => {
                if !new.contains(same) {
                    after.remove_member(list.key(), &same.as_str().into());
                }
                after.add_member(list.key(), &member.as_str().into());
            }
            Some(_) => {}
        }
    }
}

/// What is changed by it, as lines for a person: `company: Romashka`, `phones: + 5550100`.
#[must_use]
pub fn described(before: &Fields, after: &Fields) -> Vec<(String, String)> {
    let changes = history::difference(before, after);
    let plain = |value: &Value| {
        value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned)
    };
    let mut lines = Vec::new();
    for (key, value) in &changes.set {
        match value {
            Value::Object(own) if key == "fields" => {
                lines.extend(own.iter().map(|(key, value)| (key.clone(), plain(value))));
            }
            _ => lines.push((key.clone(), plain(value))),
        }
    }
    for (key, members) in &changes.add {
        let members = members.as_array().into_iter().flatten();
        let member = key.trim_end_matches('s');
        lines.extend(members.map(|value| (member.to_owned(), plain(value))));
    }
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fields(members: &Value) -> Fields {
        let mut fields = Fields::default();
        for (key, value) in members.as_object().into_iter().flatten() {
            fields.set(key, value).expect(key);
        }
        fields
    }

    #[test]
    fn what_is_said_stays_and_what_is_missing_is_added() {
        let there = fields(&json!({
            "name": "Ivan", "company": "Romashka", "phones": ["mobile: +370 600 12345"],
            "occasions": ["birthday: 1980-04-15"], "fields": { "budget": "1" },
        }));
        let new = fields(&json!({
            "name": "Ivan Ivanov", "position": "Head", "phones": ["8 600 12345", "555 0100 00"],
            "emails": ["i@x.example"], "tags": ["a"], "occasions": ["Birthday: --04-16"],
            "fields": { "budget": "2", "size": "43" },
        }));
        assert_eq!(
            added(&there, &new, Filled::Stays),
            fields(&json!({
                "name": "Ivan", "company": "Romashka", "position": "Head",
                "phones": ["mobile: +370 600 12345", "555 0100 00"], "emails": ["i@x.example"],
                "tags": ["a"], "occasions": ["birthday: 1980-04-15"],
                "fields": { "budget": "1", "size": "43" },
            }))
        );
        let replaced = added(&there, &new, Filled::Replaced);
        assert_eq!(replaced.text("name"), Some("Ivan Ivanov"));
        assert_eq!(replaced.list("occasions"), [json!("Birthday: --04-16")]);
        assert_eq!(replaced.own().next(), Some(("budget", &json!("2"))));
        assert_eq!(
            described(&there, &added(&there, &new, Filled::Stays))
                .iter()
                .map(|(key, value)| format!("{key} {value}"))
                .collect::<Vec<_>>(),
            [
                "position Head",
                "size 43",
                "phone 555 0100 00",
                "email i@x.example",
                "tag a"
            ]
        );
    }

    fn some() -> impl Strategy<Value = Fields> {
        let few = |all: &'static [&'static str]| prop::sample::select(all);
        (
            few(&["", "A", "B"]),
            few(&["", "+370 600 12345", "mobile: 8 600 12345", "555 0100 00"]),
            few(&[
                "",
                "birthday: --04-15",
                "birthday: 1980-04-15",
                "name day: --07-26",
            ]),
            few(&["", "1", "2"]),
        )
            .prop_map(|(company, phone, occasion, own)| {
                let list = |member: &str| match member {
                    "" => json!([]),
                    member => json!([member]),
                };
                fields(
                    &json!({ "name": "Ivan", "company": company, "phones": list(phone),
                    "occasions": list(occasion), "fields": { "size": own } }),
                )
            })
    }

    proptest! {
        #[test]
        fn adding_twice_is_adding_once(there in some(), new in some()) {
            for filled in [Filled::Stays, Filled::Replaced] {
                let once = added(&there, &new, filled);
                prop_assert_eq!(added(&once, &new, filled), once.clone());
            }
        }

        #[test]
        fn nothing_that_was_said_is_lost(there in some(), new in some()) {
            let after = added(&there, &new, Filled::Stays);
            let changes = history::difference(&there, &after);
            prop_assert!(changes.remove.is_empty());
            for (key, _) in changes.set.iter().filter(|(key, _)| *key != "fields") {
                prop_assert!(there.get(key).is_none(), "{}", key);
            }
        }
    }
}
