//! vCards as other programs write them (`tests/vcards`), and as nobody should: what arrives of each.

use std::fmt::Write as _;
use std::io::{self, BufRead, Read};

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
/// A card with these lines.
fn card(lines: &str) -> String {
    format!("BEGIN:VCARD\r\nVERSION:3.0\r\n{lines}\r\nEND:VCARD\r\n")
}

#[test]
fn a_name_is_put_together_where_none_is_said() {
    let cases = [
        (
            "N:Ivanov;Ivan;Ivanovich;Mr;Jr",
            "Mr Ivan Ivanovich Ivanov Jr",
        ),
        ("FN:\r\nN:Ivanov;;;;", "Ivanov"),
        ("N:;;;;\r\nORG:Acme;Sales", "Acme"),
        ("ORG:Acme", "Acme"),
        ("FN: Ivan \\n Ivanov ", "Ivan Ivanov"),
        (
            "N:Other;Name;;;\r\nFN;PREF=2:Second\r\nFN;PREF=1:First",
            "First",
        ),
    ];
    for (lines, name) in cases {
        let told = arriving(card(lines).as_bytes());
        assert!(
            told.contains(&format!("  name: \"{name}\"\n")),
            "{lines}: {told}"
        );
    }
}

#[test]
fn a_card_that_cant_be_read_is_named_by_its_line_and_the_others_go_on() {
    let good = card("FN:Good");
    let told_good = |line: usize| format!("line {line}\n  name: \"Good\"\n");
    let many = "NOTE:x\r\n".repeat(1_001);
    let large = format!("FN:x\r\nNOTE:{}", "x".repeat(900_000))
        + &format!("\r\nNOTE:{}", "y".repeat(900_000)).repeat(2);
    let deep = format!("AGENT:\r\n{}FN:x", "BEGIN:VCARD\r\n".repeat(100_000));
    let cases = [
        (
            card("TEL:1"),
            "line 1: it has no name: neither FN nor N nor ORG says one\n",
            5,
        ),
        (
            card("FN:a\r\nKIND:group"),
            "line 1: it is a list of contacts and no contact\n",
            6,
        ),
        (
            "BEGIN:VCARD\r\nFN:cut\r\n".to_owned(),
            "line 1: it has no END:VCARD before the next begins on line 3\n",
            3,
        ),
        (
            "what\r\nis this\r\n".to_owned(),
            "line 1: what stands here is in no vCard\n",
            3,
        ),
        (
            card(&many),
            "line 1: it has more than 1000 properties\n",
            1_006,
        ),
        (
            card(&large),
            "line 1: it has more than 2097152 bytes of text\n",
            8,
        ),
        (
            card(&format!("FN:{}", "x".repeat(1 << 20))),
            "line 1: line 3 has 1048579 bytes, and 1048576 are the most that a text may have\n",
            5,
        ),
        (card(&deep), "", 0),
    ];
    for (bad, why, line) in cases {
        let told = arriving(format!("{bad}{good}").as_bytes());
        if why.is_empty() {
            // Its end is that of an agent of its agents.
            assert_eq!(told, "line 1: the file ends before its END:VCARD\n");
        } else {
            assert_eq!(told, format!("{why}{}", told_good(line)));
        }
    }
    let ends = [
        ("", "line 1: there is no BEGIN:VCARD in it (the end)\n"),
        (
            "name,phone\nIvan,1\n",
            "line 1: there is no BEGIN:VCARD in it (the end)\n",
        ),
        (
            "BEGIN:VCARD",
            "line 1: the file ends before its END:VCARD\n",
        ),
    ];
    for (text, why) in ends {
        assert_eq!(arriving(text.as_bytes()), why, "{text}");
    }
    let behind = format!("{good}junk\n");
    let told = format!("{}line 5: what stands here is in no vCard\n", told_good(1));
    assert_eq!(arriving(behind.as_bytes()), told);
}

#[test]
fn what_a_card_may_not_say_does_nothing() {
    let hostile = card(
        "FN:../../etc/passwd\r\nUID:../../x\r\nX-TICKLER-FIELD:manager;ben\r\nX-TICKLER-FIELD:place;gone\r\n\
         X-TICKLER-FIELD:id;1\r\nX-TICKLER-FIELD:history;x\r\nX-TICKLER-FIELD:fields;x\r\nX-TICKLER-FIELD:../x;y\r\n\
         X-TICKLER-HOURS:always\r\nTZ:-05:00\r\nBDAY:circa 1800\r\nthis is no property\r\n\
         NOTE:a\0b\u{1b}[2Jc\\nEND:VCARD\r\nX-WHAT:x\r\nCATEGORIES:,,\r\nTEL:\r\nEMAIL: \r\nPHOTO:\r\nURL:",
    );
    assert_eq!(
        arriving(hostile.as_bytes()),
        r#"line 1
  name: "../../etc/passwd"
  fields: {"../x":"y","uid":"../../x"}
  note: "ab[2Jc\nEND:VCARD"
  - line 14: "this is no property"
  - X-TICKLER-FIELD: "manager;ben"
  - X-TICKLER-FIELD: "place;gone"
  - X-TICKLER-FIELD: "id;1"
  - X-TICKLER-FIELD: "history;x"
  - X-TICKLER-FIELD: "fields;x"
  - X-TICKLER-HOURS: "always"
  - TZ: "-05:00"
  - BDAY: "circa 1800"
  - X-WHAT: "x"
"#
    );
    let surrogates = b"BEGIN:VCARD\nFN:a\xed\xa0\xbd\xed\xb8\x80b\xff\nEND:VCARD\n";
    let told = arriving(surrogates);
    assert!(told.contains("name: \"a\u{fffd}"), "{told}");
}

/// A reader of the same bytes for as long as they are asked for.
struct Flood {
    bytes: Vec<u8>,
    left: usize,
}

impl Read for Flood {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Flood {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        Ok(&self.bytes[..self.left.min(self.bytes.len())])
    }

    fn consume(&mut self, count: usize) {
        self.left -= count;
    }
}

#[test]
fn a_line_of_a_gigabyte_is_passed_over_and_a_large_photo_left_out() {
    let flood = |head: &'static str, left: usize| {
        let bytes = vec![b'A'; 1 << 20];
        let card = head.as_bytes().chain(Flood { bytes, left });
        let rest = "\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:Good\r\nEND:VCARD\r\n";
        Cards::new(card.chain(rest.as_bytes()), None).collect::<Vec<_>>()
    };
    let cards = flood("BEGIN:VCARD\r\nFN:Photo\r\nPHOTO;ENCODING=b:", 1 << 26);
    let photo = cards[0].as_ref().expect("a card");
    let bytes = (1 << 26) + "PHOTO;ENCODING=b:".len();
    let what = "PHOTO".to_owned();
    assert_eq!(photo.left_out, [LeftOut::Attachment { what, bytes }]);
    let cards = [cards, flood("BEGIN:VCARD\r\nFN:x\r\nNOTE:", 1 << 30)];
    assert!(
        cards
            .iter()
            .all(|cards| cards.len() == 2 && cards[1].is_ok())
    );
    let bad = cards[1][0].as_ref().expect_err("a bad card").to_string();
    assert!(
        bad.starts_with("line 1: line 3 has 1073741829 bytes, and "),
        "{bad}"
    );
}
