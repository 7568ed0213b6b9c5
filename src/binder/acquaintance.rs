//! Who of many newcomers is known already, found without comparing each with each: whoever may be the
//! same has a key in common. The rules are those of [`super::duplicate`], for whole lists.

use serde::Deserialize;

use super::duplicate::{WhoIs, sorted, without_history};
use super::lookup::{email_key, phone_key, words};
use super::{Dossier, Fields};

/// What tells who somebody is, as it is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traits {
    name: Vec<String>,
    company: Vec<String>,
    phones: Vec<String>,
    emails: Vec<String>,
    /// The ids by which other programs may know it.
    uids: Vec<String>,
}

/// By what two are the same; in the order in which it can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// The same phone under another name, which makes nobody the same: a colleague, a switchboard.
    OnlyPhone,
    /// The same name and company; or the same name, where no company and nothing else is known that
    /// differs.
    Name,
    /// The same e-mail, and names that share a word.
    Email,
    /// The same phone, and names that share a word.
    Phone,
    /// The same id, which some other program gave.
    Uid,
}

/// The `UID` of a dossier in a vCard of our own.
#[must_use]
pub fn uid_of(id: &str) -> String {
    format!("urn:uuid:{id}")
}

/// The own fields as far as they tell who somebody is.
#[derive(Default, Deserialize)]
struct Own {
    #[serde(default)]
    uid: Option<String>,
}

#[derive(Deserialize)]
struct OwnOf {
    #[serde(default)]
    fields: Own,
}

impl Traits {
    /// The traits of the client of whom these fields tell.
    #[must_use]
    pub fn of(fields: &Fields) -> Self {
        let mut own = fields.own();
        let uid = own.find(|(key, _)| *key == "uid");
        Self {
            name: words(fields.text("name").unwrap_or_default()),
            company: words(fields.text("company").unwrap_or_default()),
            phones: fields.texts("phones").filter_map(phone_key).collect(),
            emails: fields.texts("emails").map(email_key).collect(),
            uids: uid
                .into_iter()
                .filter_map(|(_, uid)| Some(uid.as_str()?.to_owned()))
                .collect(),
        }
        .in_order()
    }

    /// The same of a dossier, which a vCard of our own knows by its id.
    #[must_use]
    pub fn of_dossier(dossier: &Dossier) -> Self {
        let mut traits = Self::of(dossier.fields());
        traits.uids.push(uid_of(&dossier.id().to_string()));
        traits
    }

    /// The same from the bytes of a dossier's file, of which no more is taken apart than is needed;
    /// `None` if that can't be done.
    #[must_use]
    pub fn at_a_glance(file: &[u8]) -> Option<Self> {
        let card = without_history(file)?;
        let who: WhoIs<'_> = serde_json::from_slice(&card).ok()?;
        let has_uid = memchr::memmem::find(&card, b"\"uid\"").is_some();
        let own = if has_uid {
            serde_json::from_slice::<OwnOf>(&card).ok()?.fields
        } else {
            Own::default()
        };
        let traits = Self {
            name: words(&who.name),
            company: words(who.company.as_deref().unwrap_or_default()),
            phones: who
                .phones
                .iter()
                .filter_map(|phone| phone_key(phone))
                .collect(),
            emails: who.emails.iter().map(|email| email_key(email)).collect(),
            uids: own.uid.into_iter().chain([uid_of(&who.id)]).collect(),
        };
        Some(traits.in_order())
    }

    fn in_order(mut self) -> Self {
        self.name = sorted(&self.name).into_iter().cloned().collect();
        self
    }

    /// The keys of which whoever is the same has one too.
    pub fn keys(&self) -> impl Iterator<Item = String> {
        let name = (!self.name.is_empty()).then(|| format!("n{}", self.name.join(" ")));
        let phones = self.phones.iter().map(|phone| format!("p{phone}"));
        let emails = self.emails.iter().map(|email| format!("e{email}"));
        let uid = self.uids.iter().map(|uid| format!("u{uid}"));
        name.into_iter().chain(phones).chain(emails).chain(uid)
    }

    /// By what these two are the same; `None` if by nothing.
    #[must_use]
    pub fn tie(&self, other: &Self) -> Option<Tie> {
        let common = |one: &[String], other: &[String]| one.iter().any(|key| other.contains(key));
        let shares_a_word = common(&self.name, &other.name);
        let same_phone = common(&self.phones, &other.phones);
        let same_email = common(&self.emails, &other.emails);
        if common(&self.uids, &other.uids) {
            return Some(Tie::Uid);
        }
        if same_phone && shares_a_word {
            return Some(Tie::Phone);
        }
        if same_email && shares_a_word {
            return Some(Tie::Email);
        }
        let same_name = !self.name.is_empty() && self.name == other.name;
        if same_name && self.company == other.company && !self.is_somebody_else(other) {
            return Some(Tie::Name);
        }
        same_phone.then_some(Tie::OnlyPhone)
    }

    /// Whether two of one name, who are of no company, can be reached in other ways: in an address
    /// book there are several Annas.
    fn is_somebody_else(&self, other: &Self) -> bool {
        let differ = |one: &[String], other: &[String]| !one.is_empty() && !other.is_empty();
        self.company.is_empty()
            && (differ(&self.phones, &other.phones) || differ(&self.emails, &other.emails))
    }
}

impl Tie {
    /// Whether these are most likely the same.
    #[must_use]
    pub fn is_same(self) -> bool {
        self > Tie::OnlyPhone
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    type Who<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str);

    fn fields((name, company, phone, email, uid): Who<'_>) -> Fields {
        let mut fields = Fields::default();
        for (key, value) in [
            ("name", json!(name)),
            ("company", json!(company)),
            ("phones", json!([phone])),
            ("emails", json!([email])),
            ("fields", json!({ "uid": uid })),
        ] {
            let is_said = !matches!(&value, value if value[0] == "");
            if is_said {
                fields.set(key, &value).expect(key);
            }
        }
        fields
    }

    fn traits(who: Who<'_>) -> Traits {
        Traits::of(&fields(who))
    }

    #[test]
    fn somebody_is_known_again_by_what_can_be_relied_on_most() {
        let known = (
            "Иванов Иван",
            "Ромашка",
            "+370 600 12345",
            "I@x.example",
            "u1",
        );
        for (who, tie) in [
            (("Anything", "", "", "", "u1"), Some(Tie::Uid)),
            (("Ivan Petrov", "", "8 600 12345", "", ""), Some(Tie::Phone)),
            (("I. Ivanov", "", "", "i@X.example", ""), Some(Tie::Email)),
            (("Ivan Ivanov", "Romashka", "", "", "u2"), Some(Tie::Name)),
            (
                ("Ivan Ivanov", "Romashka", "+1 555 0100 000", "", ""),
                Some(Tie::Name),
            ),
            (
                ("Anna Petrova", "", "8 600 12345", "", ""),
                Some(Tie::OnlyPhone),
            ),
            (("Anna Petrova", "Romashka", "", "i@x.example", ""), None),
            (("Ivan Ivanov", "Beta", "", "", ""), None),
            (("Ivan Ivanov", "", "", "", ""), None),
        ] {
            assert_eq!(traits(known).tie(&traits(who)), tie, "{who:?}");
        }
    }

    #[test]
    fn two_of_one_name_and_no_company_are_one_unless_something_differs() {
        let anna = |phone, email| traits(("Anna", "", phone, email, ""));
        let one = anna("+370 600 11111", "");
        assert_eq!(one.tie(&anna("", "")), Some(Tie::Name));
        assert_eq!(one.tie(&anna("", "a@x.example")), Some(Tie::Name));
        assert_eq!(one.tie(&anna("+370 600 22222", "")), None);
        assert_eq!(one.tie(&one), Some(Tie::Phone));
    }

    fn texts() -> impl Strategy<Value = [String; 5]> {
        let few = |all: &'static [&'static str]| prop::sample::select(all).prop_map(str::to_owned);
        [
            few(&["Ivan Ivanov", "Ivanov Ivan", "Anna", "Anna Ivanova"]),
            few(&["", "Beta", "ACME"]),
            few(&["", "+370 600 12345", "+370 600 54321"]),
            few(&["", "a@x.example", "b@x.example"]),
            few(&["", "1", "2"]),
        ]
    }

    proptest! {
        #[test]
        fn whoever_is_tied_shares_a_key_and_is_tied_back(one in texts(), other in texts()) {
            let of = |[name, company, phone, email, uid]: &[String; 5]| {
                traits((name, company, phone, email, uid))
            };
            let (one, other) = (of(&one), of(&other));
            let tie = one.tie(&other);
            prop_assert_eq!(tie, other.tie(&one));
            let keys: Vec<String> = one.keys().collect();
            prop_assert!(tie.is_none() || other.keys().any(|key| keys.contains(&key)));
        }

        #[test]
        fn a_glance_sees_what_the_whole_says(who in texts()) {
            let [name, company, phone, email, uid] = &who;
            let fields = fields((name, company, phone, email, uid));
            let mut file = serde_json::Map::new();
            file.insert("format".to_owned(), json!(1));
            let id = "01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11";
            file.insert("id".to_owned(), json!(id));
            file.extend(fields.iter().map(|(key, value)| (key.to_owned(), value.clone())));
            file.insert("history".to_owned(), json!([{ "name": "no" }]));
            let text = serde_json::to_string_pretty(&file).expect("JSON") + "\n";
            let mut whole = Traits::of(&fields);
            whole.uids.push(uid_of(id));
            prop_assert_eq!(Traits::at_a_glance(text.as_bytes()), Some(whole));
        }
    }
}
