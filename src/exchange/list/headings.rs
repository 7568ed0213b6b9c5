//! What the columns are called in the lists that programs write, in their own words.
//!
//! Headings are compared in small letters, with one blank for each run of blanks, dashes and the like.

use std::borrow::Cow;
use std::collections::HashSet;

use super::ours;
use super::target::Home::{Home, Work};
use super::target::Line::{City, Code, Country, State, Street};
use super::target::Part::{First, Last, Middle};
use super::target::Target::{
    Address, Email, LastContact, Name, NextContact, Note, Nowhere, Phone, Tags, Text,
};
use super::target::{Target, own_key};

const BIRTHDAY: Target = Target::Occasion(Cow::Borrowed("birthday"));
const ANNIVERSARY: Target = Target::Occasion(Cow::Borrowed("anniversary"));
const UID: Target = Target::Own(Cow::Borrowed(crate::exchange::arrival::UID));

/// A target, and the headings that mean it.
type Heading = (Target, &'static [&'static str]);

/// In English, as people write them and as Google, Outlook, Pipedrive and `HubSpot` have them; then in
/// German, Russian and Lithuanian, as Outlook has them and as people write them.
#[rustfmt::skip]
const HEADINGS: &[Heading] = &[
    (Text("name"), &[
        "name", "full name", "display name", "contact", "contact name", "contact person", "client",
        "client name", "customer", "customer name",
        "vollständiger name", "anzeigename", "ansprechpartner", "kunde", "kundenname",
        "фио", "полное имя", "контакт", "контактное лицо", "клиент", "имя и фамилия",
        "vardas pavardė", "vardas, pavardė", "vardas ir pavardė", "kontaktas", "klientas",
        "kontaktinis asmuo",
    ]),
    (Name(First), &[
        "first name", "firstname", "given name", "forename", "vorname", "имя", "vardas",
    ]),
    (Name(Middle), &["middle name", "additional name", "weitere vornamen", "отчество"]),
    (Name(Last), &[
        "last name", "lastname", "family name", "surname", "nachname", "фамилия", "pavardė",
    ]),
    (Text("salutation"), &["salutation", "anrede", "обращение", "kreipinys"]),
    (Text("position"), &[
        "position", "job title", "role", "organization title",
        "funktion", "berufsbezeichnung", "должность", "pareigos",
    ]),
    (Text("company"), &[
        "company", "company name", "organization", "organisation", "organization name",
        "associated company", "account", "account name", "employer",
        "firma", "unternehmen", "организация", "компания", "фирма", "įmonė", "bendrovė",
        "organizacija",
    ]),
    (Phone(""), &[
        "phone", "phone number", "phones", "telephone", "telephone number", "tel", "tel.",
        "primary phone", "other phone", "phone other", "company main phone",
        "telefon", "telefonnummer", "haupttelefon", "weiteres telefon",
        "телефон", "номер телефона", "основной телефон", "другой телефон",
        "telefonas", "telefono numeris", "tel. nr.", "tel. numeris",
    ]),
    (Phone("mobile"), &[
        "mobile", "mobile phone", "mobile phone number", "mobile number", "cell", "cell phone",
        "phone mobile", "handy", "mobiltelefon", "мобильный", "мобильный телефон",
        "телефон переносной", "mobilusis", "mobilusis telefonas", "mobilus telefonas",
        "mob. telefonas", "mob. tel.",
    ]),
    (Phone("work"), &[
        "business phone", "business phone 2", "work phone", "office phone", "phone work",
        "telefon geschäftlich", "telefon (geschäftlich)", "telefon geschäftlich 2",
        "рабочий телефон", "телефон рабочий", "рабочий телефон 2", "darbo telefonas",
    ]),
    (Phone("home"), &[
        "home phone", "home phone 2", "phone home", "telefon privat", "telefon (privat)",
        "telefon privat 2", "домашний телефон", "домашний телефон 2", "namų telefonas",
    ]),
    (Phone("fax"), &[
        "fax", "fax number", "business fax", "fax geschäftlich", "рабочий факс", "факс", "faksas",
    ]),
    (Email, &[
        "email", "e mail", "emails", "mail", "email address", "e mail address", "email 2",
        "e mail 2 address", "e mail 3 address", "work email", "email work", "email home",
        "email other", "additional email addresses",
        "e mail adresse", "e mail 2 adresse", "e mail adresse 2", "e mail 3 adresse",
        "электронная почта", "эл. почта", "почта", "адрес электронной почты", "адрес эл. почты",
        "el. paštas", "el. pašto adresas", "elektroninis paštas", "elektroninio pašto adresas",
    ]),
    (Tags, &[
        "tags", "tag", "categories", "category", "labels", "label", "group membership", "groups",
        "kategorien", "kategorie", "категории", "метки", "kategorijos", "žymos",
    ]),
    (Text("address"), &[
        "address", "postal address", "mailing address", "address 1 formatted", "full address",
        "adresse", "anschrift", "адрес", "adresas",
    ]),
    (Address(Work, Street), &[
        "street", "street address", "business street", "address line 1", "straße",
        "straße geschäftlich", "улица", "gatvė",
    ]),
    (Address(Work, Code), &[
        "postal code", "zip", "zip code", "postcode", "business postal code", "plz",
        "postleitzahl", "postleitzahl geschäftlich", "индекс", "почтовый индекс", "pašto kodas",
    ]),
    (Address(Work, City), &[
        "city", "town", "business city", "ort", "stadt", "ort geschäftlich", "город", "miestas",
    ]),
    (Address(Work, State), &[
        "state", "state/region", "region", "province", "business state", "bundesland",
        "region geschäftlich",
    ]),
    (Address(Work, Country), &[
        "country", "country/region", "business country", "business country/region", "land",
        "land/region geschäftlich", "страна", "šalis",
    ]),
    (Address(Home, Street), &["home street", "straße privat"]),
    (Address(Home, Code), &["home postal code", "postleitzahl privat"]),
    (Address(Home, City), &["home city", "ort privat"]),
    (Address(Home, State), &["home state", "region privat"]),
    (Address(Home, Country), &["home country", "home country/region", "land/region privat"]),
    (Note, &[
        "note", "notes", "comment", "comments", "notizen", "notiz", "bemerkungen", "bemerkung",
        "anmerkungen", "anmerkung", "kommentar", "kommentare",
        "заметки", "заметка", "примечание", "примечания", "комментарий", "pastabos", "pastaba",
        "komentaras", "komentarai",
    ]),
    (LastContact, &[
        "last contact", "last contacted", "last contact date", "date of last contact",
        "last activity date", "letzter kontakt", "последний контакт", "дата последнего контакта",
        "paskutinis kontaktas",
    ]),
    (NextContact, &[
        "next contact", "next contact date", "next activity date", "follow up", "follow up date",
        "next follow up", "next call", "nächster kontakt", "wiedervorlage", "следующий контакт",
        "дата следующего контакта", "kitas kontaktas",
    ]),
    (Text("next"), &["next", "next step", "next action", "nächster schritt", "следующий шаг"]),
    (BIRTHDAY, &[
        "birthday", "birth date", "birthdate", "date of birth", "geburtstag", "geburtsdatum",
        "день рождения", "дата рождения", "gimtadienis", "gimimo data",
    ]),
    (ANNIVERSARY, &["anniversary", "jahrestag", "годовщина"]),
    (Text("source"), &["source", "lead source", "original source", "quelle", "источник", "šaltinis"]),
    (Text("stage"), &["stage", "lifecycle stage", "deal stage", "этап", "etapas"]),
    (UID, &["uid"]),
    (Nowhere, &["photo", "e mail type", "e mail 2 type", "e mail 3 type", "e mail display name",
        "e mail 2 display name", "e mail 3 display name", "e mail typ", "e mail 2 typ", "e mail 3 typ",
        "e mail angezeigter name", "e mail 2 angezeigter name", "e mail 3 angezeigter name"]),
];

/// What means something only where nothing else in the list does: Outlook has a `Job Title` beside
/// its `Title`, which is Dr. or Mrs.
#[rustfmt::skip]
const WEAK: &[Heading] = &[
    (Text("position"), &["title"]),
    (Text("company"), &["business"]),
];

/// What Google says more of in a label than that it is at work or at home.
const LABELLED: [&str; 4] = ["phone", "event", "custom field", "relation"];

/// A heading as headings are compared.
pub(super) fn folded(heading: &str) -> String {
    let small = heading.to_lowercase();
    let joint = |letter: char| letter.is_whitespace() || matches!(letter, '-' | '_' | ':');
    let words: Vec<&str> = small.split(joint).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// What each of these columns is for. What no program's words mean is an own field by its heading.
pub(super) fn meant(headings: &[String]) -> Vec<Target> {
    if ours::is_ours(headings) {
        return ours::meant(headings);
    }
    let folded: Vec<String> = headings.iter().map(|heading| folded(heading)).collect();
    let mut targets: Vec<Option<Target>> = vec![None; headings.len()];
    for table in [HEADINGS, WEAK] {
        for (number, heading) in folded.iter().enumerate() {
            let found = targets[number]
                .is_none()
                .then(|| look_up(heading, table))
                .flatten();
            let is_free = |target: &Target| {
                !target.is_single() || targets.iter().flatten().all(|taken| taken != target)
            };
            if let Some(target) = found.filter(is_free) {
                targets[number] = Some(target);
            }
        }
    }
    for (number, heading) in headings.iter().enumerate() {
        let key = Target::text_of(heading).filter(|key| !targets.contains(&Some(key.clone())));
        targets[number] = targets[number].take().or(key);
    }
    let mut taken = HashSet::new();
    let own = |(target, heading): (Option<Target>, &String)| {
        target.unwrap_or_else(|| match heading.trim() {
            "" => Target::Nowhere,
            heading => Target::Own(Cow::Owned(unlike(&mut taken, &own_key(heading)))),
        })
    };
    targets.into_iter().zip(headings).map(own).collect()
}

/// The heading, numbered where another column is called so too.
fn unlike(taken: &mut HashSet<String>, heading: &str) -> String {
    let numbered = (2..).map(|number| format!("{heading} {number}"));
    let mut names = std::iter::once(heading.to_owned()).chain(numbered);
    let free = names.find(|name| taken.insert(name.clone()));
    free.unwrap_or_default()
}

fn look_up(heading: &str, table: &[Heading]) -> Option<Target> {
    // Pipedrive says of whom a column speaks.
    let heading = heading.strip_prefix("person ").unwrap_or(heading);
    let plain = table.iter().find(|(_, words)| words.contains(&heading));
    plain
        .map(|(target, _)| target.clone())
        .or_else(|| numbered(heading))
}

/// Google numbers what there can be several of: `phone 1 value`, `phone 1 label`.
fn numbered(heading: &str) -> Option<Target> {
    let (kind, part) = parts(heading)?;
    Some(match (kind.0, part) {
        (_, "label" | "type") => Target::Label,
        ("phone", "value") => Phone(""),
        ("e mail", "value") => Email,
        ("event", "value") => Target::Occasion(Cow::Owned(format!("event {}", kind.1))),
        ("organization", "name") if kind.1 == "1" => Text("company"),
        ("organization", "title") if kind.1 == "1" => Text("position"),
        ("website", "value") => Target::Own(Cow::Owned(format!("website {}", kind.1))),
        ("custom field" | "relation", "value") => {
            Target::Own(Cow::Owned(format!("{} {}", kind.0, kind.1)))
        }
        // What the formatted address says already.
        (
            "address",
            "street" | "city" | "po box" | "region" | "postal code" | "country"
            | "extended address",
        ) => Nowhere,
        _ => return None,
    })
}

/// `phone 1 value` in what it is, which of them, and which part of it.
fn parts(heading: &str) -> Option<((&str, &str), &str)> {
    let at = heading.find(|letter: char| letter.is_ascii_digit())?;
    let (number, part) = heading[at..].split_once(' ')?;
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some(((heading[..at].trim_end(), number), part))
}

/// For each column, where the label of its cells stands: `phone 1 label` of `phone 1 value`.
pub(super) fn labels(headings: &[String]) -> Vec<Option<usize>> {
    let folded: Vec<String> = headings.iter().map(|heading| folded(heading)).collect();
    let label = |heading: &String| {
        let (kind, part) = parts(heading)?;
        let is_label = |other: &String| {
            let other = parts(other);
            other.is_some_and(|(of, part)| of == kind && matches!(part, "label" | "type"))
        };
        let is_labelled = part == "value" && LABELLED.contains(&kind.0);
        folded.iter().position(is_label).filter(|_| is_labelled)
    };
    folded.iter().map(label).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(headings: &str) -> Vec<String> {
        let headings: Vec<String> = headings.split('|').map(str::to_owned).collect();
        meant(&headings).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn each_heading_means_one_thing() {
        let mut seen = std::collections::HashSet::new();
        for (target, words) in HEADINGS {
            for word in *words {
                assert!(seen.insert(word), "{word} stands twice");
                assert_eq!(folded(word), *word, "{target} can't be met");
            }
        }
    }

    #[test]
    fn programs_are_understood_in_their_own_words() {
        assert_eq!(
            shown("Title|First Name|Last Name|Job Title|Business Phone|E-mail Address|Birthday"),
            [
                "own field \"Title\"",
                "first-name",
                "last-name",
                "position",
                "phone (work)",
                "email",
                "birthday"
            ]
        );
        assert_eq!(
            shown("Phone 1 - Label|Phone 1 - Value|Organization 1 - Title|Address 1 - City"),
            ["a label", "phone", "position", "left out"]
        );
        assert_eq!(
            shown("Person - Name|Person - Email - Work|Person - Phone - Mobile|Person - Owner"),
            [
                "name",
                "email",
                "phone (mobile)",
                "own field \"Person - Owner\""
            ]
        );
        assert_eq!(
            shown("Name|Title|Shoe size|"),
            ["name", "position", "own field \"Shoe size\"", "left out"]
        );
        assert_eq!(
            shown("Vorname|Nachname|Firma|Telefon geschäftlich|E-Mail-Adresse|Geburtstag"),
            [
                "first-name",
                "last-name",
                "company",
                "phone (work)",
                "email",
                "birthday"
            ]
        );
        assert_eq!(
            shown("ФИО|Должность|Телефон|Эл. почта|Примечание"),
            ["name", "position", "phone", "email", "note"]
        );
        assert_eq!(
            shown("Vardas, pavardė|Įmonė|Mob. tel.|El. paštas|Pastabos"),
            ["name", "company", "phone (mobile)", "email", "note"]
        );
    }
}
