//! vCards as other programs write them (`tests/vcards`), and as nobody should: what arrives of each.

use std::fmt::Write as _;

use tickler::exchange::arrival::{Client, LeftOut};
use tickler::exchange::vcard::Cards;

/// What arrives of a file, a line for each that is said.
fn arriving(bytes: &[u8]) -> String {
    let mut told = String::new();
    for arrival in Cards::new(bytes, None) {
        let arrival = match arrival {
            Ok(arrival) => arrival,
            Err(bad) => {
                let end = if bad.ends { " (the end)" } else { "" };
                let _ = writeln!(told, "{bad}{end}");
                continue;
            }
        };
        let Client::Card(card) = arrival.client else {
            panic!("a whole dossier");
        };
        let _ = writeln!(told, "line {}", arrival.line);
        let revision = card.revision().expect("a card that can be taken");
        for (key, value) in revision.after().iter() {
            let _ = writeln!(told, "  {key}: {value}");
        }
        if let Some(note) = card.noted() {
            let _ = writeln!(told, "  note: {note:?}");
        }
        for left_out in arrival.left_out {
            let _ = match left_out {
                LeftOut::Attachment { what, bytes } => writeln!(told, "  - {what} ({bytes} bytes)"),
                LeftOut::Value { what, text } => writeln!(told, "  - {what}: {text:?}"),
            };
        }
    }
    told
}

fn of_file(name: &str) -> String {
    let path = format!("tests/vcards/{name}");
    arriving(&std::fs::read(path).expect("a vCard"))
}

#[test]
fn as_android_writes_it() {
    assert_eq!(
        of_file("android-2.1.vcf"),
        r#"line 1
  name: "Иван Иванович Иванов"
  position: "Закупки"
  company: "Ромашка"
  phones: ["mobile: +370-600-12345","work fax: +37052123456","Dacha: +37045123456","+37045123457"]
  emails: ["ivanov@romashka.example"]
  address: "ул. Садовая, 1, LT-01100 Вильнюс"
  occasions: ["birthday: 1980-04-15","anniversary: 2010-05-20"]
  fields: {"url":"romashka.example","nickname":"Vanya"}
  note: "Любит чай\nне звонить утром"
  - PHOTO (455 bytes)
line 31
  name: "Taxi"
  phones: ["mobile: 1424"]
"#
    );
}

#[test]
fn as_a_nokia_phone_writes_it() {
    assert_eq!(
        of_file("nokia-2.1.vcf"),
        r#"line 1
  name: "Päivi Virtanen"
  position: "Johtaja"
  company: "Metsä Oy"
  phones: ["mobile: +358401234567","home: +35891234567","work: +358207654321"]
  emails: ["paivi@metsa.example"]
  address: "Mannerheimintie 5, 00100 Helsinki, Suomi"
  occasions: ["birthday: 1979-03-21"]
  fields: {"department":"Myynti; vienti","uid":"0040-55c3-nokia"}
  note: "Tapaaminen\nkesällä"
"#
    );
}

#[test]
fn as_apple_writes_it() {
    assert_eq!(
        of_file("apple-3.0.vcf"),
        r#"line 1
  name: "Dr. Olga Petrova"
  position: "Head of purchasing"
  company: "Romashka Ltd"
  phones: ["mobile: +370 600 54321","work: +370 5 212 3456","Sekretärin: +370 5 999 9999"]
  emails: ["olga@romashka.example","olga@example.org"]
  address: "Vilniaus g. 1, floor 2, LT-01100 Vilnius, Lithuania"
  tags: ["Clients","VIP"]
  occasions: ["anniversary: 2009-08-08","birthday: --02-29","Name day: --06-24"]
  fields: {"url":"https://romashka.example/?a=1,2","skype":"olga.petrova","nickname":"Olya","department":"Purchasing","home address":"Sodų g. 7, Kaunas","linkedin":"http://www.linkedin.com/in/olga"}
  note: "Met at the fair\nLikes blunt offers; no calls on Friday"
  - PHOTO (455 bytes)
line 40
  name: "Dūmas UAB"
  company: "Dūmas UAB"
  phones: ["main: +370 37 123456"]
"#
    );
}

#[test]
fn as_google_writes_it() {
    assert_eq!(
        of_file("google-3.0.vcf"),
        r#"line 1
  name: "Žydrūnė Šimkutė"
  position: "Buyer"
  company: "Beta UAB"
  phones: ["mobile: +370 611 11111","Reception: +370 5 222 2222"]
  emails: ["zydrune@beta.example"]
  address: "Gedimino pr. 9, LT-01103 Vilnius, LT"
  tags: ["Clients"]
  occasions: ["birthday: 1985-06-17","Contract: 2015-09-01"]
  fields: {"url":"https://beta.example"}
  note: "First met in 2015, by phone"
  - PHOTO (53 bytes)
line 22
  name: "สมชาย ใจดี"
  phones: ["home: 081 234 5678"]
  occasions: ["birthday: --12-31"]
"#
    );
}

#[test]
fn as_outlook_writes_it() {
    assert_eq!(
        of_file("outlook-2.1.vcf"),
        r#"line 1
  name: "Dr. Jörg Müller"
  position: "Leiter Einkauf"
  company: "Röhren & Söhne AG"
  phones: ["work: +49 (89) 1234-0","mobile: +49 (170) 1234567","work fax: +49 (89) 1234-99"]
  emails: ["joerg.mueller@roehren.example"]
  address: "Hauptstraße 1, 80331 München, Deutschland"
  occasions: ["birthday: 1980-04-15","anniversary: 2009-08-08"]
  fields: {"department":"Einkauf","url":"http://www.roehren.example/einkauf"}
  note: "Ruft zurück\n\nDatei: C:\\temp\\new"
  - PHOTO (460 bytes)
"#
    );
}

#[test]
fn as_exchange_writes_it() {
    assert_eq!(
        of_file("exchange-3.0.vcf"),
        r#"line 1
  name: "Ben Okafor"
  position: "Sales Director"
  company: "Gamma plc"
  phones: ["work: +44 20 7946 0000","mobile: +44 7700 900123"]
  emails: ["ben@gamma.example"]
  address: "12 High Street, EC1A 1AA London, United Kingdom"
  occasions: ["birthday: 1975-11-30"]
"#
    );
}

#[test]
fn as_thunderbird_writes_it() {
    assert_eq!(
        of_file("thunderbird-4.0.vcf"),
        r#"line 1
  name: "Marie Curie-Skłodowska"
  position: "Directrice"
  company: "Delta SA"
  phones: ["work: +33 1 23 45 67 89","mobile: +33 6 12 34 56 78"]
  emails: ["marie@delta.example","m.curie@example.org"]
  address: "1 rue Pierre, 75005 Paris, France"
  occasions: ["birthday: 1867-11-07","anniversary: --07-26"]
  zone: "Europe/Paris"
  fields: {"department":"Recherche","role":"Chimiste","url":"https://delta.example/","custom 1":"regular","uid":"b8e0a3a4-53d4-4d5e-9f06-4d3d7b1f6c55"}
  note: "Prix en 1903\net 1911"
"#
    );
}

#[test]
fn as_nextcloud_writes_it() {
    assert_eq!(
        of_file("nextcloud-4.0.vcf"),
        r#"line 1
  name: "Łukasz Nowak"
  company: "Epsilon Sp. z o.o."
  phones: ["mobile: +48-601-234-567","work: +48 22 123 45 67"]
  emails: ["lukasz@example.org"]
  address: "ul. Długa 3, 80-827 Gdańsk, Polska"
  tags: ["Klienci","Północ, morze"]
  occasions: ["birthday: --02-03"]
  fields: {"nextcloud":"https://cloud.example/u/lukasz","uid":"2a1e2c5e-6c4a-4b0a-8a1b-0a55a0f3b7c2"}
  note: "Rozmawia po polsku i niemiecku."
  - PHOTO (458 bytes)
"#
    );
}
