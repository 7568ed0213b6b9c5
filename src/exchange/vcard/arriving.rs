//! What the properties of one vCard say for an info card.

use std::collections::BTreeMap;

use super::occasion::{self, ANNIVERSARY, BIRTHDAY};
use super::property::Property;
use super::writer::OWN_TEXTS;
use super::{label, own};
use crate::binder::CardList;
use crate::binder::card_text::is_understood;
use crate::exchange::arrival::{Arrival, BadRow, Card, Client, LeftOut};

/// How many letters of what is left out are told.
const TOLD: usize = 80;

/// Something that is not taken.
pub(super) fn left_out(what: impl Into<String>, text: &str) -> LeftOut {
    let what = what.into();
    let text = text.chars().take(TOLD).collect();
    LeftOut::Value { what, text }
}

/// The client whom a card tells of.
pub(super) fn arrival(
    line: u64,
    mut properties: Vec<Property>,
    left_out: Vec<LeftOut>,
) -> Result<Arrival, BadRow> {
    let is_group = |property: &Property| {
        let name = property.name.as_str();
        matches!(name, "KIND" | "X-ADDRESSBOOKSERVER-KIND")
            && property.text().eq_ignore_ascii_case("group")
    };
    if properties.iter().any(is_group) {
        return Err(BadRow::new(line, "it is a list of contacts and no contact"));
    }
    // What is preferred comes first; all else stays in its order.
    properties.sort_by_key(Property::rank);
    let mut making = Making {
        card: Card::default(),
        labels: labels(&properties),
        left_out,
    };
    for property in &properties {
        making.take(property);
    }
    if making.card.text("name").is_none() {
        let name = name(&properties);
        let why = "it has no name: neither FN nor N nor ORG says one";
        making
            .card
            .set("name", &name.ok_or_else(|| BadRow::new(line, why))?);
    }
    Ok(Arrival {
        line,
        client: Client::Card(Box::new(making.card)),
        left_out: making.left_out,
    })
}

/// The labels that stand beside properties, by their group.
fn labels(properties: &[Property]) -> BTreeMap<String, String> {
    let labels = properties.iter().filter(|one| one.name == "X-ABLABEL");
    let named = labels.filter_map(|one| Some((one.group.clone()?, label::plain(&one.text()))));
    named.collect()
}

/// A name put together from its parts, or the company's.
fn name(properties: &[Property]) -> Option<String> {
    let first = |name: &str| properties.iter().find(|one| one.name == name);
    let parts = first("N").map(Property::parts).unwrap_or_default();
    let part = |at: usize| parts.get(at).map(String::as_str);
    let words = [part(3), part(1), part(2), part(0), part(4)];
    let words: Vec<&str> = words
        .into_iter()
        .flatten()
        .filter(|word| !word.is_empty())
        .collect();
    let company = || first("ORG").and_then(|org| org.parts().into_iter().next());
    let name = if words.is_empty() {
        company()
    } else {
        Some(words.join(" "))
    };
    name.filter(|name| !name.is_empty())
}

/// A card in the making.
struct Making {
    card: Card,
    labels: BTreeMap<String, String>,
    left_out: Vec<LeftOut>,
}

impl Making {
    fn take(&mut self, property: &Property) {
        match property.name.as_str() {
            "FN" => self.card.set("name", &property.text()),
            "TITLE" => self.card.set("position", &property.text()),
            "ORG" => self.company(property),
            "TEL" => self.phone(property),
            "EMAIL" => {
                let member = label::together(self.label(property).as_deref(), &property.text());
                self.card.add(CardList::Emails, &member);
            }
            "ADR" => self.address(property, &address(property)),
            "LABEL" => self.address(property, &property.text()),
            "CATEGORIES" => self.tags(property),
            "NOTE" => self.card.note(&property.text()),
            "UID" => self.card.uid = Some(property.text()).filter(|uid| !uid.is_empty()),
            "TZ" => self.checked("zone", property),
            "BDAY" => self.occasion(property, BIRTHDAY),
            "ANNIVERSARY"
            | "X-ANNIVERSARY"
            | "X-EVOLUTION-ANNIVERSARY"
            | "X-MS-ANNIVERSARY"
            | "X-KADDRESSBOOK-X-ANNIVERSARY" => self.occasion(property, ANNIVERSARY),
            "X-ABDATE" => {
                let what = self.label(property).unwrap_or_else(|| "date".to_owned());
                self.occasion(property, &what);
            }
            "X-ANDROID-CUSTOM" => self.android(property),
            "X-TICKLER-FIELD" => self.own_field(property),
            name => match own_text(name) {
                Some(key) => self.checked(key, property),
                None => self.other(property),
            },
        }
    }

    /// The label beside a property.
    fn label(&self, property: &Property) -> Option<String> {
        let label = self.labels.get(property.group.as_ref()?)?;
        (!label.is_empty()).then(|| label.clone())
    }

    /// The label of a phone or an address: beside it, or what its types say.
    fn label_or_types(&self, property: &Property) -> Option<String> {
        let own = || property.own_type().map(label::plain);
        let types = || label::of_types(&property.types());
        self.label(property).or_else(types).or_else(own)
    }

    fn leave_out(&mut self, property: &Property) {
        let text = property.text();
        if !text.is_empty() {
            self.left_out.push(left_out(property.name.clone(), &text));
        }
    }

    fn company(&mut self, property: &Property) {
        let parts = property.parts();
        let mut parts = parts.iter().filter(|part| !part.is_empty());
        if let Some(company) = parts.next() {
            self.card.set("company", company);
        }
        let department: Vec<&str> = parts.map(String::as_str).collect();
        self.card.set(own::DEPARTMENT, &department.join(", "));
    }

    fn phone(&mut self, property: &Property) {
        let mut number = property.text();
        if property.parameter("VALUE").any(|value| value == "uri") {
            number = number.trim_start_matches("tel:").replace(";ext=", " ext. ");
        }
        if number.is_empty() {
            return;
        }
        let label = self.label_or_types(property);
        let member = label::together(label.as_deref(), &number);
        self.card.add(CardList::Phones, &member);
    }

    /// The first address is the card's; others become own fields.
    fn address(&mut self, property: &Property, text: &str) {
        let is_known = self.card.text("address");
        match is_known {
            None => self.card.set("address", text),
            // The same again as it is printed on a letter.
            Some(_) if property.name == "LABEL" => {}
            Some(_) => {
                let label = self.label_or_types(property);
                let key = label.map_or_else(
                    || "address 2".to_owned(),
                    |label| format!("{label} address"),
                );
                self.own(property, &key, text);
            }
        }
    }

    fn tags(&mut self, property: &Property) {
        for tag in property.members() {
            // In Google's every contact is one of them.
            if tag != "myContacts" {
                self.card.add(CardList::Tags, &tag);
            }
        }
    }

    fn occasion(&mut self, property: &Property, what: &str) {
        match occasion::read(property, what) {
            Some(day) => self.day(what, &day),
            None => self.leave_out(property),
        }
    }

    fn day(&mut self, what: &str, day: &str) {
        let what = label::plain(&what.replace('=', " "));
        let what = if what.is_empty() { "date" } else { &what };
        self.card.add(CardList::Occasions, &format!("{what}={day}"));
    }

    /// A text that says something to this program, if it is understood.
    fn checked(&mut self, key: &str, property: &Property) {
        let text = property.text();
        if is_understood(key, &text) {
            self.card.set(key, &text);
        } else {
            self.leave_out(property);
        }
    }

    /// What Android has no property for: its kind, then its columns.
    fn android(&mut self, property: &Property) {
        let parts = property.parts();
        let part = |at: usize| parts.get(at).map_or("", String::as_str);
        let kind = part(0).rsplit('/').next().unwrap_or_default();
        match (kind, part(2)) {
            ("nickname", _) => self.own(property, "nickname", part(1)),
            ("contact_event", sort) => {
                let what = match sort {
                    "1" => ANNIVERSARY,
                    "3" => BIRTHDAY,
                    _ if part(3).is_empty() => "date",
                    _ => part(3),
                };
                match occasion::day(part(1), None, what == BIRTHDAY) {
                    Some(day) => self.day(what, &day),
                    None => self.leave_out(property),
                }
            }
            _ => self.leave_out(property),
        }
    }

    fn own_field(&mut self, property: &Property) {
        let parts = property.parts();
        match parts.as_slice() {
            [key, text] if own::is_free(key) => self.own(property, key, text),
            _ => self.leave_out(property),
        }
    }

    /// A property that becomes an own field, or is of no use here.
    fn other(&mut self, property: &Property) {
        let label = self.label(property);
        match own::key(property, label) {
            Some(key) => self.own(property, &key, &own::text(property)),
            None if own::is_technical(&property.name) => {}
            None => self.leave_out(property),
        }
    }

    /// An own field; of several of one name the second is called `url 2`.
    fn own(&mut self, property: &Property, key: &str, text: &str) {
        let key = own::in_one_line(key);
        let numbered = (2..10).map(|number| format!("{key} {number}"));
        let mut keys = std::iter::once(key.clone()).chain(numbered);
        match keys.find(|key| self.card.text(key).is_none_or(|known| known == text)) {
            Some(key) => self.card.set(&key, text),
            None => self.leave_out(property),
        }
    }
}

/// The key of a text of the card that stands in a property of our own.
fn own_text(name: &str) -> Option<&'static str> {
    let key = name.strip_prefix("X-TICKLER-")?;
    OWN_TEXTS
        .into_iter()
        .find(|known| known.eq_ignore_ascii_case(key))
}

/// An address in one text: as it is if it is in one part, else its parts in the order in which they
/// are said, in one line; if it has none, as it is printed.
fn address(property: &Property) -> String {
    let parts = property.parts();
    let mut filled = parts.iter().filter(|part| !part.is_empty());
    match (filled.next(), filled.next()) {
        (None, _) => property.said("LABEL").unwrap_or_default().to_owned(),
        (Some(one), None) => one.clone(),
        _ => {
            // Post-office box, extension, street, town, region, code, country.
            let order = [2, 1, 0, 5, 3, 4, 6];
            let parts = order.iter().filter_map(|at| parts.get(*at));
            let parts =
                parts.map(|part| part.lines().map(str::trim).collect::<Vec<_>>().join(", "));
            let mut joined = String::new();
            let mut after_code = false;
            for (at, part) in order.iter().zip(parts).filter(|(_, part)| !part.is_empty()) {
                if !joined.is_empty() {
                    joined.push_str(if after_code { " " } else { ", " });
                }
                joined.push_str(&part);
                after_code = *at == 5;
            }
            joined
        }
    }
}
