//! Whether a new client is in the binder already (commands.md, *add*).

use std::borrow::Cow;

use serde::Deserialize;

use super::lookup::{email_key, phone_key, words};
use super::{Dossier, Fields};

/// The part of a dossier that tells who it is. Read alone, it costs a fraction of the whole.
#[derive(Debug, Default, Deserialize)]
pub struct WhoIs<'a> {
    /// The dossier's id.
    #[serde(borrow, default)]
    pub id: Cow<'a, str>,
    /// The client's name.
    #[serde(borrow)]
    pub name: Cow<'a, str>,
    /// The client's company.
    #[serde(borrow, default)]
    pub company: Option<Cow<'a, str>>,
    /// Phones, with their labels.
    #[serde(borrow, default)]
    pub phones: Vec<Cow<'a, str>>,
    /// E-mail addresses, with their labels.
    #[serde(borrow, default)]
    pub emails: Vec<Cow<'a, str>>,
}

impl<'a> WhoIs<'a> {
    /// Who a dossier is.
    #[must_use]
    pub fn of(dossier: &'a Dossier) -> Self {
        let fields = dossier.fields();
        Self {
            id: dossier.id().to_string().into(),
            name: dossier.name().into(),
            company: fields.text("company").map(Cow::from),
            phones: fields.texts("phones").map(Cow::from).collect(),
            emails: fields.texts("emails").map(Cow::from).collect(),
        }
    }
}

/// How a known client is like a new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// Most likely the same: the same name and company, or the same phone or e-mail with a name
    /// that shares a word.
    Same,
    /// The same phone under another name: a colleague of the client, or a switchboard.
    SamePhone,
}

/// A new client, as others are compared with.
#[derive(Clone, Debug)]
pub struct Newcomer {
    name: Vec<String>,
    /// `None` if nothing is known of it: then everybody of the name may be meant.
    company: Option<Vec<String>>,
    phones: Vec<String>,
    emails: Vec<String>,
}

impl Newcomer {
    /// The new client that these fields tell of.
    #[must_use]
    pub fn new(fields: &Fields) -> Self {
        Self {
            name: words(fields.text("name").unwrap_or_default()),
            company: Some(words(fields.text("company").unwrap_or_default())),
            phones: fields.texts("phones").filter_map(phone_key).collect(),
            emails: fields.texts("emails").map(email_key).collect(),
        }
    }

    /// A new client of whom nothing but the name is known yet.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self {
            name: words(name),
            company: None,
            phones: Vec::new(),
            emails: Vec::new(),
        }
    }

    /// How a known client is like this one; `None` if in nothing that matters.
    #[must_use]
    pub fn likeness(&self, known: &WhoIs<'_>) -> Option<Likeness> {
        let name = words(&known.name);
        let same_company = || {
            let known = || words(known.company.as_deref().unwrap_or_default());
            self.company
                .as_ref()
                .is_none_or(|company| *company == known())
        };
        if sorted(&name) == sorted(&self.name) && same_company() {
            return Some(Likeness::Same);
        }
        let mut phones = known.phones.iter().filter_map(|phone| phone_key(phone));
        let mut emails = known.emails.iter().map(|email| email_key(email));
        let same_phone = phones.any(|phone| self.phones.contains(&phone));
        let same_email = emails.any(|email| self.emails.contains(&email));
        if (same_phone || same_email) && name.iter().any(|word| self.name.contains(word)) {
            return Some(Likeness::Same);
        }
        same_phone.then_some(Likeness::SamePhone)
    }
}

impl Newcomer {
    /// Whether the client of a dossier's file may be like this one. Only what tells who it is is
    /// taken apart; what can't be is for somebody else to read whole.
    #[must_use]
    pub fn may_be_in(&self, file: &[u8]) -> bool {
        let is_like = |card: &[u8]| {
            let known = serde_json::from_slice::<WhoIs<'_>>(card);
            known.map_or(true, |known| self.likeness(&known).is_some())
        };
        match without_history(file) {
            Some(card) => is_like(&card),
            None => is_like(file),
        }
    }
}

/// The file without its history, which is most of it, if that stands last as this program writes it.
pub(super) fn without_history(file: &[u8]) -> Option<Vec<u8>> {
    const HISTORY: &[u8] = b",\n  \"history\": [\n";
    let start = memchr::memmem::find(file, HISTORY)?;
    let behind = &file[start + HISTORY.len()..];
    // A text has no line break of its own, so this could only be another key of the dossier.
    let is_last = memchr::memmem::find(behind, b"\n  \"").is_none();
    is_last.then(|| [&file[..start], b"\n}"].concat())
}

/// The words in one order, since some write the family name first.
pub(super) fn sorted(words: &[String]) -> Vec<&String> {
    let mut words: Vec<&String> = words.iter().collect();
    words.sort_unstable();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_told_by_its_card_alone_wherever_the_history_stands() {
        let mut fields = Fields::default();
        fields.set("name", &"Ivan Ivanov".into()).expect("a text");
        let newcomer = Newcomer::new(&fields);
        let files = [
            (
                "{\n  \"name\": \"Ivan Ivanov\",\n  \"history\": [\n    {}\n  ]\n}\n",
                true,
            ),
            (
                "{\n  \"name\": \"Beta\",\n  \"history\": [\n    \"Ivan Ivanov\"\n  ]\n}\n",
                false,
            ),
            (
                "{\n  \"history\": [\n    {}\n  ],\n  \"name\": \"Beta\"\n}\n",
                false,
            ),
            (
                "{\n  \"history\": [\n    {}\n  ],\n  \"name\": \"Ivan Ivanov\"\n}\n",
                true,
            ),
            (
                "{\n  \"name\": \"Beta\",\n  \"history\": [\n    {}\n  ],\n  \"name\": \"Ivan Ivanov\"\n}\n",
                true,
            ),
            ("{ broken", true),
        ];
        for (file, expected) in files {
            assert_eq!(newcomer.may_be_in(file.as_bytes()), expected, "{file}");
        }
    }

    #[test]
    fn a_client_who_is_there_already_is_known_again() {
        let known = r#"{ "name": "Иванов Иван", "company": "Ромашка ООО",
            "phones": ["mobile: +370 600 12345"], "emails": ["Ivanov@Romashka.example"] }"#;
        let known: WhoIs<'_> = serde_json::from_str(known).expect("a card");
        let (same, phone) = (Some(Likeness::Same), Some(Likeness::SamePhone));
        let cases = [
            (("Иван Иванов", "ромашка ооо", "", ""), same),
            (("Ivan Ivanov", "Romashka OOO", "", ""), same),
            (("Иван Иванов", "Beta", "", ""), None),
            (("Ivan Petrov", "Beta", "8 600 12345", ""), same),
            (("Anna Petrova", "Beta", "8 600 12345", ""), phone),
            (("I. Ivanov", "", "", "ivanov@romashka.example"), same),
            (("Petrov", "", "", "ivanov@romashka.example"), None),
            (
                ("Petrov", "Ромашка ООО", "8 600 54321", "p@x.example"),
                None,
            ),
        ];
        for ((name, company, phone, email), expected) in cases {
            let mut fields = Fields::default();
            let texts = [("name", name), ("company", company)];
            let lists = [("phones", phone), ("emails", email)];
            for (key, value) in texts {
                fields.set(key, &value.into()).expect("a text");
            }
            for (key, value) in lists.into_iter().filter(|(_, value)| !value.is_empty()) {
                fields.set(key, &vec![value].into()).expect("a list");
            }
            assert_eq!(
                Newcomer::new(&fields).likeness(&known),
                expected,
                "{name}, {company}, {phone}"
            );
        }
    }
}
