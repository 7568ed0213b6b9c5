//! A person's revision of a dossier: which of its keys can be changed, and how a typed value is
//! read. What another command does is refused here with that command.

use chrono::NaiveDate;
use serde_json::Value;

use super::card_text::as_stored;
use super::entry::Changes;
use super::field::{Fields, RESERVED, Shape, is_empty, typed_for};
use super::history::difference;
use super::{CardList, DateRefusal, Occasion, Place, Refusal, WordRefusal, parse_time};

/// A revision in the making: the fields as they were, and as they are to be.
#[derive(Clone, Debug)]
pub struct Revision {
    pub(super) before: Fields,
    pub(super) after: Fields,
}

impl Revision {
    /// A revision of these fields in which nothing is changed yet.
    #[must_use]
    pub fn of(fields: &Fields) -> Self {
        Self {
            before: fields.clone(),
            after: fields.clone(),
        }
    }

    /// The fields as they are to be.
    #[must_use]
    pub fn after(&self) -> &Fields {
        &self.after
    }

    /// Sets a field of the card to what was typed, or an own field if `key` is none of the card
    /// and of no other program's that stands in this dossier.
    /// An empty text removes.
    ///
    /// # Errors
    /// [`Refusal::NotEdited`] and [`Refusal::ListKey`] for a key that is changed otherwise,
    /// [`Refusal::WrongValue`], [`Refusal::EmptyName`], [`Refusal::LongName`] and
    /// [`super::CardRefusal`].
    pub fn set(&mut self, key: &str, typed: &str) -> Result<(), Refusal> {
        refuse_other_commands(key)?;
        let typed = typed_for(key, typed);
        let typed = typed.as_str();
        let value = match Shape::of(key) {
            // One of somebody else's program, which stands in the file itself: it is changed there.
            None if self.stands_in_the_file(key) => Value::from(typed),
            None => {
                let own = serde_json::json!({ key: typed });
                return self.put("fields", &own, typed);
            }
            Some(Shape::Texts | Shape::List | Shape::Own) => {
                let key = key.to_owned();
                return Err(Refusal::ListKey { key });
            }
            Some(Shape::Text) => Value::from(as_stored(key, typed)?),
            Some(Shape::Flag) => match typed.to_lowercase().as_str() {
                "true" | "yes" => Value::from(true),
                "false" | "no" | "" => Value::from(false),
                _ => Value::from(typed),
            },
            Some(Shape::Time) => parse_time(typed).map_or_else(
                |_| Value::from(typed),
                |time| Value::from(time.format("%H:%M").to_string()),
            ),
            Some(Shape::Work | Shape::Place | Shape::Manager) => Value::from(typed),
        };
        let value = if is_empty(&value) { Value::Null } else { value };
        self.put(key, &value, typed)
    }

    /// Whether `key`, which is none of the card, is one of the file's own and of no own field.
    fn stands_in_the_file(&self, key: &str) -> bool {
        self.after.get(key).is_some() && !self.has_own(key)
    }

    fn has_own(&self, key: &str) -> bool {
        self.after.own().any(|(own, _)| own == key)
    }

    fn put(&mut self, key: &str, value: &Value, typed: &str) -> Result<(), Refusal> {
        let put = self.after.set(key, value);
        put.map_err(|wrong| Refusal::WrongValue {
            key: wrong.key,
            value: typed.to_owned(),
            expected: wrong.expected.to_owned(),
        })
    }

    /// Takes out a field of the card, a whole list of it, or an own field.
    ///
    /// # Errors
    /// [`Refusal::NotEdited`] for a key that another command changes, [`Refusal::EmptyName`],
    /// [`Refusal::UnknownKey`] for one that is neither of the card nor in this dossier.
    pub fn unset(&mut self, key: &str) -> Result<(), Refusal> {
        refuse_other_commands(key)?;
        if key == "name" {
            return Err(Refusal::EmptyName);
        }
        if self.has_own(key) && Shape::of(key).is_none() {
            let own = serde_json::json!({ key: null });
            return self.put("fields", &own, "");
        }
        let is_known = self.after.get(key).is_some() || Shape::of(key).is_some();
        if key == "fields" || !is_known {
            return Err(Refusal::UnknownKey {
                key: key.to_owned(),
                known: self.set_keys(),
            });
        }
        self.put(key, &Value::Null, "")
    }

    /// The keys that can be taken out of this dossier.
    fn set_keys(&self) -> Vec<String> {
        let fixed = ["manager", "place", "name", "fields"];
        let fields = self.after.iter().map(|(key, _)| key);
        let fields = fields.filter(|key| !fixed.contains(key));
        let own = self.after.own().map(|(key, _)| key);
        fields.chain(own).map(str::to_owned).collect()
    }

    /// Adds a member to a list, unless it is in it. An occasion is typed `WHAT=DATE`.
    ///
    /// # Errors
    /// [`Refusal::WrongValue`] for an empty text; an [`super::OccasionRefusal`].
    pub fn add(&mut self, list: CardList, typed: &str) -> Result<(), Refusal> {
        let typed = typed_for(list.key(), typed);
        if typed.is_empty() {
            return Err(Refusal::WrongValue {
                key: list.key().to_owned(),
                value: String::new(),
                expected: "a list of texts, of which none is empty".to_owned(),
            });
        }
        let member = match list {
            CardList::Occasions => Occasion::typed(&typed)?.to_string(),
            _ => typed,
        };
        self.after.add_member(list.key(), &member.into());
        Ok(())
    }

    /// Takes a member out of a list. A phone can be typed without its label.
    ///
    /// # Errors
    /// [`Refusal::NoSuchMember`].
    pub fn remove(&mut self, list: CardList, typed: &str) -> Result<(), Refusal> {
        let typed = typed.trim();
        let known: Vec<String> = self.after.texts(list.key()).map(str::to_owned).collect();
        let exact = known.iter().find(|member| *member == typed);
        let meant = exact.or_else(|| known.iter().find(|member| list.means(member, typed)));
        match meant {
            Some(member) => {
                self.after
                    .remove_member(list.key(), &member.as_str().into());
                Ok(())
            }
            None => Err(Refusal::NoSuchMember {
                list: list.key(),
                value: typed.to_owned(),
                known,
            }),
        }
    }

    /// Refuses a birthday that is put on the card and is still to come.
    ///
    /// # Errors
    /// [`super::OccasionRefusal::NotBornYet`].
    pub fn born_by(&self, today: NaiveDate) -> Result<(), Refusal> {
        let known = |member: &&str| self.before.texts("occasions").any(|known| known == *member);
        let new = self.after.texts("occasions").filter(|one| !known(one));
        for occasion in new.filter_map(Occasion::stored) {
            occasion.unless_born_after(today)?;
        }
        Ok(())
    }

    /// What is changed, checked as a whole.
    ///
    /// # Errors
    /// [`DateRefusal::TimeWithoutDay`] for a time of day that comes to stand with a place that is no
    /// day, [`WordRefusal::AgreedOnNoDay`] for an agreed date that is none.
    pub fn changes(&self) -> Result<Changes, Refusal> {
        let changes = difference(&self.before, &self.after);
        let touched = |keys: [&str; 2]| keys.iter().any(|key| changes.set.contains_key(*key));
        let text = self.after.text("place").unwrap_or_default();
        let place = text.parse().unwrap_or(Place::Someday);
        let (has_time, is_day) = (
            self.after.get("time").is_some(),
            matches!(place, Place::Day(_)),
        );
        if touched(["place", "time"]) && has_time && !is_day {
            let text = text.to_owned();
            return Err(DateRefusal::TimeWithoutDay { text }.into());
        }
        let is_agreed = self.after.get("agreed").is_some();
        if touched(["place", "agreed"]) && is_agreed && place.month().is_none() {
            return Err(WordRefusal::AgreedOnNoDay { place }.into());
        }
        Ok(changes)
    }
}

/// Refuses the keys that other commands change, or none.
fn refuse_other_commands(key: &str) -> Result<(), Refusal> {
    if RESERVED.contains(&key) || matches!(key, "manager" | "place") {
        let key = key.to_owned();
        return Err(Refusal::NotEdited { key });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn fields() -> Fields {
        let mut fields = Fields::default();
        for (key, value) in [
            ("manager", json!("anna")),
            ("place", json!("2024-06-14")),
            ("name", json!("Ivan")),
            ("phones", json!(["mobile: +370 600 12345", "5550100"])),
            ("emails", json!(["Ivan@Example.com"])),
            ("fields", json!({ "budget": "100", "fax": "no" })),
            ("x-rating", json!(3)),
        ] {
            fields.set(key, &value).expect(key);
        }
        fields
    }

    fn set(key: &str, typed: &str) -> Result<Changes, Refusal> {
        let mut revision = Revision::of(&fields());
        revision.set(key, typed)?;
        revision.changes()
    }

    #[test]
    fn a_typed_value_takes_the_shape_of_its_field() {
        let cases = [
            ("company", " Romashka ", json!({ "company": "Romashka" })),
            ("company", "", json!({})),
            ("name", " Иван ", json!({ "name": "Иван" })),
            ("time", "9am", json!({ "time": "09:00" })),
            ("agreed", "yes", json!({ "agreed": true })),
            ("agreed", "false", json!({})),
            ("work", "visit", json!({ "work": "visit" })),
            ("budget", "200", json!({ "fields": { "budget": "200" } })),
            ("budget", "", json!({ "fields": { "budget": null } })),
            (
                "shoe size",
                "43",
                json!({ "fields": { "shoe size": "43" } }),
            ),
            ("name", "Ivan", json!({})),
            ("x-rating", "B", json!({ "x-rating": "B" })),
            ("x-rating", "", json!({ "x-rating": null })),
        ];
        for (key, typed, expected) in cases {
            let changes = set(key, typed).expect(key);
            assert_eq!(Value::Object(changes.set), expected, "{key}={typed}");
            assert!(changes.add.is_empty() && changes.remove.is_empty());
        }
    }

    #[test]
    fn what_is_changed_otherwise_is_refused() {
        for key in ["id", "format", "history", "manager", "place"] {
            let refusal = Refusal::NotEdited {
                key: key.to_owned(),
            };
            assert_eq!(set(key, "x"), Err(refusal.clone()));
            assert_eq!(Revision::of(&fields()).unset(key), Err(refusal));
        }
        for key in [
            "phones",
            "emails",
            "tags",
            "occasions",
            "offers",
            "papers",
            "fields",
        ] {
            let refusal = Refusal::ListKey {
                key: key.to_owned(),
            };
            assert_eq!(set(key, "x"), Err(refusal));
        }
        for (key, typed) in [("time", "25:00"), ("agreed", "maybe"), ("work", "golf")] {
            let refusal = set(key, typed).expect_err(key);
            assert!(matches!(refusal, Refusal::WrongValue { .. }), "{refusal:?}");
        }
        assert_eq!(set("name", "  "), Err(Refusal::EmptyName));
        assert_eq!(
            set("name", &"x".repeat(201)),
            Err(Refusal::LongName { length: 201 })
        );
        assert_eq!(
            Revision::of(&fields()).unset("name"),
            Err(Refusal::EmptyName)
        );
    }

    #[test]
    fn what_is_set_can_be_taken_out() {
        let cases = [
            ("phones", json!({ "phones": null })),
            ("budget", json!({ "fields": { "budget": null } })),
            ("x-rating", json!({ "x-rating": null })),
            ("company", json!({})),
        ];
        for (key, expected) in cases {
            let mut revision = Revision::of(&fields());
            revision.unset(key).expect(key);
            let changes = revision.changes().expect(key);
            assert_eq!(Value::Object(changes.set), expected, "{key}");
        }
        let refusal = Revision::of(&fields()).unset("budgt");
        let known = ["phones", "emails", "x-rating", "budget", "fax"];
        let key = "budgt".to_owned();
        let known = known.map(str::to_owned).to_vec();
        assert_eq!(refusal, Err(Refusal::UnknownKey { key, known }));
    }

    #[test]
    fn a_member_is_meant_however_it_is_written() {
        let cases = [
            (
                CardList::Phones,
                "mobile: +370 600 12345",
                Some("mobile: +370 600 12345"),
            ),
            (
                CardList::Phones,
                "+370 600 12345",
                Some("mobile: +370 600 12345"),
            ),
            (CardList::Phones, "600 12346", None),
            (
                CardList::Phones,
                "+37060012345",
                Some("mobile: +370 600 12345"),
            ),
            (CardList::Phones, "555-0100", Some("5550100")),
            (
                CardList::Emails,
                "ivan@example.com",
                Some("Ivan@Example.com"),
            ),
            (CardList::Tags, "vip", None),
        ];
        for (list, typed, member) in cases {
            let mut revision = Revision::of(&fields());
            match (revision.remove(list, typed), member) {
                (Ok(()), Some(member)) => {
                    assert!(!revision.after.texts(list.key()).any(|left| left == member));
                }
                (Err(Refusal::NoSuchMember { .. }), None) => {}
                (other, _) => panic!("{typed}: {other:?}"),
            }
        }
        let mut revision = Revision::of(&fields());
        revision.add(CardList::Tags, "vip").expect("a tag");
        revision.add(CardList::Phones, "5550100").expect("a phone");
        let changes = revision.changes().expect("changes");
        assert_eq!(Value::Object(changes.add), json!({ "tags": ["vip"] }));
        assert!(changes.set.is_empty());
    }

    #[test]
    fn a_time_needs_a_day() {
        let mut revision = Revision::of(&fields());
        revision
            .after
            .set("place", &json!("2024-07"))
            .expect("a place");
        assert!(revision.changes().is_ok());
        revision.set("time", "9:00").expect("a time");
        let text = "2024-07".to_owned();
        let refusal = DateRefusal::TimeWithoutDay { text };
        assert_eq!(revision.changes(), Err(refusal.into()));
    }
}
