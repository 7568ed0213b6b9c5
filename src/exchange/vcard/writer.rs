//! A dossier's info card as a vCard.

use chrono::{SecondsFormat, Utc};
use serde_json::Value;

use super::own::{self, DEPARTMENT};
use super::{Version, label, occasion};
use crate::binder::acquaintance::uid_of;
use crate::binder::{Dossier, Entry, Fields, Kind};
use crate::exchange::arrival::UID;
use crate::exchange::content::{Content, escaped, quoted};

/// The texts of the card for which the format has no property, each in `X-TICKLER-` and its key.
pub(super) const OWN_TEXTS: [&str; 5] = ["salutation", "source", "stage", "hours", "every"];

/// The card of a dossier, from `BEGIN:VCARD` to `END:VCARD`, each line ended.
///
/// The note is what was written into the history last. What is planned is not on the card: on a
/// phone it would soon be wrong.
#[must_use]
pub fn text(dossier: &Dossier, version: Version) -> String {
    let mut content = Content::new();
    let fields = dossier.fields();
    content.line("BEGIN", "VCARD");
    content.line(
        "VERSION",
        match version {
            Version::Three => "3.0",
            Version::Four => "4.0",
        },
    );
    identity(&mut content, dossier, version);
    content.say("FN", dossier.name());
    // Which word is the family's differs from people to people, so none is said to be.
    content.line("N", &format!(";{};;;", escaped(dossier.name())));
    if let Some(company) = fields.text("company") {
        let parts = [Some(company), department(fields)].into_iter().flatten();
        let parts: Vec<String> = parts.map(escaped).collect();
        content.line("ORG", &parts.join(";"));
    }
    if let Some(position) = fields.text("position") {
        content.say("TITLE", position);
    }
    reached_by(&mut content, fields, version);
    occasion::write(&mut content, version, dossier.occasions());
    let tags: Vec<String> = fields.texts("tags").map(escaped).collect();
    if !tags.is_empty() {
        content.line("CATEGORIES", &tags.join(","));
    }
    if let Some(words) = last_words(dossier) {
        content.say("NOTE", words);
    }
    more(&mut content, fields);
    content.line("END", "VCARD");
    content.into_text()
}

fn identity(content: &mut Content, dossier: &Dossier, version: Version) {
    let known = dossier.fields().own().find(|(key, _)| *key == UID);
    match known.and_then(|(_, uid)| uid.as_str()) {
        Some(uid) => content.say("UID", uid),
        None => content.line("UID", &uid_of(&dossier.id().to_string())),
    }
    if let Some(last) = dossier.history().last() {
        let at = last.at().with_timezone(&Utc);
        content.line(
            "REV",
            &match version {
                Version::Three => at.to_rfc3339_opts(SecondsFormat::Secs, true),
                Version::Four => at.format("%Y%m%dT%H%M%SZ").to_string(),
            },
        );
    }
}

/// Phones, addresses of e-mail and of paper.
fn reached_by(content: &mut Content, fields: &Fields, version: Version) {
    // What every address of 3.0 says besides.
    let internet: &[&str] = match version {
        Version::Three => &["internet"],
        Version::Four => &[],
    };
    for (list, property, more) in [("phones", "TEL", &[][..]), ("emails", "EMAIL", internet)] {
        for member in fields.texts(list) {
            let (label, value) = label::apart(member);
            let types = label.map(label::types).unwrap_or_default();
            let all: Vec<&str> = more.iter().chain(&types).copied().collect();
            let mut named = property.to_owned();
            if !all.is_empty() {
                named = format!("{property};TYPE={}", all.join(","));
            }
            if version == Version::Three {
                named = named.to_uppercase();
            }
            // Types say the label of a phone; of an address of e-mail every program says some.
            match label.filter(|_| types.is_empty() || list == "emails") {
                Some(label) => content.labelled(&named, &escaped(value), label),
                None => content.say(&named, value),
            }
        }
    }
    if let Some(address) = fields.text("address") {
        // Where its town is can't be told; the lines of the street hold it as it was typed.
        let parts = format!(";;{};;;;", escaped(address));
        match version {
            Version::Three => content.line("ADR", &parts),
            Version::Four => content.line(&format!("ADR;LABEL={}", quoted(address)), &parts),
        }
    }
}

/// What was last written into the history about the client: a talk, or a note that is no word for
/// a colleague.
fn last_words(dossier: &Dossier) -> Option<&str> {
    let spoken = |entry: &&Entry| {
        let kinds = matches!(entry.kind(), Kind::Contact(_) | Kind::Note | Kind::Import);
        kinds && entry.text_of("for").is_none() && entry.text().is_some()
    };
    let words = dossier.live_history().into_iter().filter(spoken);
    words.max_by_key(|entry| entry.moment())?.text()
}

/// The own field that stands beside a company, where there is one.
fn department(fields: &Fields) -> Option<&str> {
    fields.text("company")?;
    let mut own = fields.own();
    own.find(|(key, _)| *key == DEPARTMENT)?.1.as_str()
}

/// What only this program and a few others read.
fn more(content: &mut Content, fields: &Fields) {
    if let Some(zone) = fields.text("zone") {
        content.say("TZ;VALUE=text", zone);
    }
    for key in OWN_TEXTS {
        if let Some(text) = fields.text(key) {
            content.say(&format!("X-TICKLER-{}", key.to_uppercase()), text);
        }
    }
    let is_said = |key: &str| key == UID || key == DEPARTMENT && department(fields).is_some();
    for (key, value) in fields.own().filter(|(key, _)| !is_said(key)) {
        let text = match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let standard = own::WRITTEN.iter().find(|(_, own)| *own == key);
        match standard.map(|(property, _)| *property) {
            // An address on the web has no escapes.
            Some("URL") if is_plain(&text) => content.line("URL", &text),
            Some(property) if property != "URL" => content.say(property, &text),
            _ => {
                let parts = format!("{};{}", escaped(key), escaped(&text));
                content.line("X-TICKLER-FIELD", &parts);
            }
        }
    }
}

/// Whether a text has only letters that an address on the web may have.
fn is_plain(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_graphic() && byte != b'\\';
    !text.is_empty() && text.bytes().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dossier(card: &Value) -> Dossier {
        let mut dossier = serde_json::json!({
            "format": 1, "id": "01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11", "manager": "anna", "place": "2024-07-05",
            "history": [
                { "op": "1", "at": "2024-06-10T09:12:44.120310+02:00", "by": "anna", "kind": "add" },
                { "op": "2", "at": "2024-06-13T14:05:09.123456+02:00", "by": "anna", "kind": "call", "outcome": "reached",
                  "text": "Wants the estimate; \"by quarter\"" },
                { "op": "3", "at": "2024-06-13T15:00:00.000000+02:00", "by": "ben", "kind": "note", "for": "anna",
                  "text": "She has no money" }
            ]
        });
        for (key, value) in card.as_object().expect("a card") {
            dossier[key] = value.clone();
        }
        serde_json::from_value(dossier).expect("a dossier")
    }

    fn full() -> Dossier {
        dossier(&serde_json::json!({
            "name": "Ivan Ivanovich Ivanov", "salutation": "Mr Ivanov", "position": "Head of purchasing",
            "company": "Romashka, Ltd; \"R\"",
            "phones": ["mobile: +370 600 12345", "work fax: +370 5 1", "reception: +370 5 2", "+370 5 3"],
            "emails": ["ivanov@romashka.example", "home: ivan@example.org"],
            "address": "Vilniaus g. 1\nLT-01100 Vilnius", "source": "fair", "tags": ["wholesale", "a,b"],
            "stage": "offer",
            "occasions": ["birthday: --04-15", "anniversary: 2009-08-08", "name day: --06-24"],
            "hours": "9-12", "zone": "Europe/Vilnius", "every": "6w",
            "fields": { "url": "https://romashka.example/?a=1;b=2,3", "budget": "12000", "a;b": 7, "department": "Sales; R&D" }
        }))
    }

    fn lines(dossier: &Dossier, version: Version) -> String {
        let card = text(dossier, version);
        assert!(card.ends_with("\r\n"), "{card}");
        card.replace("\r\n ", "").replace("\r\n", "\n")
    }

    #[test]
    fn a_card_of_4_0_has_what_the_info_card_has() {
        assert_eq!(
            lines(&full(), Version::Four),
            r#"BEGIN:VCARD
VERSION:4.0
UID:urn:uuid:01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11
REV:20240613T130000Z
FN:Ivan Ivanovich Ivanov
N:;Ivan Ivanovich Ivanov;;;
ORG:Romashka\, Ltd\; "R";Sales\; R&D
TITLE:Head of purchasing
TEL;TYPE=cell:+370 600 12345
TEL;TYPE=work,fax:+370 5 1
item1.TEL:+370 5 2
item1.X-ABLabel:reception
TEL:+370 5 3
EMAIL:ivanov@romashka.example
item2.EMAIL;TYPE=home:ivan@example.org
item2.X-ABLabel:home
ADR;LABEL="Vilniaus g. 1^nLT-01100 Vilnius":;;Vilniaus g. 1\nLT-01100 Vilnius;;;;
BDAY:--0415
ANNIVERSARY:20090808
item3.X-ABDATE;X-APPLE-OMIT-YEAR=1604:1604-06-24
item3.X-ABLabel:name day
CATEGORIES:wholesale,a\,b
NOTE:Wants the estimate\; "by quarter"
TZ;VALUE=text:Europe/Vilnius
X-TICKLER-SALUTATION:Mr Ivanov
X-TICKLER-SOURCE:fair
X-TICKLER-STAGE:offer
X-TICKLER-HOURS:9-12
X-TICKLER-EVERY:6w
URL:https://romashka.example/?a=1;b=2,3
X-TICKLER-FIELD:budget;12000
X-TICKLER-FIELD:a\;b;7
END:VCARD
"#
        );
    }

    #[test]
    fn a_card_of_3_0_says_the_same_in_its_own_way() {
        assert_eq!(
            lines(&full(), Version::Three),
            r#"BEGIN:VCARD
VERSION:3.0
UID:urn:uuid:01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11
REV:2024-06-13T13:00:00Z
FN:Ivan Ivanovich Ivanov
N:;Ivan Ivanovich Ivanov;;;
ORG:Romashka\, Ltd\; "R";Sales\; R&D
TITLE:Head of purchasing
TEL;TYPE=CELL:+370 600 12345
TEL;TYPE=WORK,FAX:+370 5 1
item1.TEL:+370 5 2
item1.X-ABLabel:reception
TEL:+370 5 3
EMAIL;TYPE=INTERNET:ivanov@romashka.example
item2.EMAIL;TYPE=INTERNET,HOME:ivan@example.org
item2.X-ABLabel:home
ADR:;;Vilniaus g. 1\nLT-01100 Vilnius;;;;
BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-15
item3.X-ABDATE:2009-08-08
item3.X-ABLabel:_$!<Anniversary>!$_
item4.X-ABDATE;X-APPLE-OMIT-YEAR=1604:1604-06-24
item4.X-ABLabel:name day
CATEGORIES:wholesale,a\,b
NOTE:Wants the estimate\; "by quarter"
TZ;VALUE=text:Europe/Vilnius
X-TICKLER-SALUTATION:Mr Ivanov
X-TICKLER-SOURCE:fair
X-TICKLER-STAGE:offer
X-TICKLER-HOURS:9-12
X-TICKLER-EVERY:6w
URL:https://romashka.example/?a=1;b=2,3
X-TICKLER-FIELD:budget;12000
X-TICKLER-FIELD:a\;b;7
END:VCARD
"#
        );
    }
}
