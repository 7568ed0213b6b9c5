//! A list of clients from elsewhere is taken in: what programs write, what is known already, what is
//! bad; in one piece, and back.

mod desk;

use desk::Desk;
use serde_json::{Value, json};

/// A desk beside which the lists of the tests lie.
fn desk() -> Desk {
    Desk::new().with("TICKLER_TODAY", "2024-06-13 10:00")
}

/// A file that a program wrote, or one like it: its name says which.
fn list(name: &str) -> String {
    format!("{}/tests/lists/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// What is stored of a client, without what every dossier has.
fn card(desk: &Desk, client: &str) -> Value {
    let mut card = desk.json(&format!("tickler show {client} --json"));
    let history = card["history"].as_array().cloned().unwrap_or_default();
    let told = history.last().cloned().unwrap_or_default();
    let card = card.as_object_mut().expect("a dossier");
    let kept = [
        "place",
        "time",
        "name",
        "position",
        "company",
        "phones",
        "emails",
        "address",
        "tags",
        "stage",
        "occasions",
        "fields",
    ];
    card.retain(|key, value| {
        let is_said = !value.is_null() && *value != json!([]) && *value != json!({});
        is_said && kept.contains(&key.as_str())
    });
    for key in ["text", "when", "outcome"] {
        if let Some(value) = told.get(key) {
            card.insert(key.to_owned(), value.clone());
        }
    }
    Value::Object(card.clone())
}

#[test]
fn programs_are_read_in_their_own_words() {
    hold(&[
        (
            "google-contacts.csv",
            "ivan-ivanov",
            json!({
                "place": "someday", "name": "Ivan Ivanov", "position": "Head of purchasing",
                "company": "Romashka Ltd",
                "phones": ["mobile: +370 600 12345", "work: +370 5 212 3456", "work: +370 5 212 3457"],
                "emails": ["ivan@romashka.example", "ivan@home.example"],
                "address": "Gedimino pr. 1\n01103 Vilnius\nLithuania", "tags": ["Wholesale"],
                "occasions": ["birthday: 1980-04-15", "anniversary: 2010-06-20"],
                "fields": { "website 1": "https://romashka.example" },
                "text": "Met at the fair,\nwants prices",
            }),
        ),
        (
            "google-contacts.csv",
            "smchaay",
            json!({
                "place": "someday", "name": "สมชาย ใจดี", "phones": ["mobile: +66 2 123 4567"],
                "occasions": ["birthday: --06-17"],
            }),
        ),
        (
            "outlook.csv",
            "jurgen",
            json!({
                "place": "someday", "name": "Jürgen Karl Müller", "position": "Leiter",
                "company": "Groß GmbH",
                "phones": ["fax: +49 221 555 99", "work: +49 221 555 10", "mobile: +49 170 5551234"],
                "emails": ["mueller@gross.example"],
                "address": "Hauptstr. 5\n50667 Köln\nGermany", "tags": ["wholesale", "fair"],
                "occasions": ["birthday: 1980-04-15"],
                "fields": { "Title": "Dr.", "Department": "Einkauf", "Priority": "Normal",
                    "home address": "Waldweg 2\nBonn" },
                "text": "Zahlt pünktlich",
            }),
        ),
        (
            "outlook.csv",
            "zoe",
            json!({
                "place": "someday", "name": "Zoë Brontë", "phones": ["home: +44 20 5550 1234"],
                "emails": ["zoe@x.example"], "fields": { "Priority": "Normal" },
            }),
        ),
        (
            "outlook-all-columns.csv",
            "ann",
            json!({
                "place": "someday", "name": "Ann Lee", "position": "Buyer", "company": "Harbour Ltd",
                "phones": ["work: +1 555 0100", "home: +1 555 0101", "mobile: +1 555 0102", "+1 555 0103"],
                "emails": ["ann@harbour.example", "ann@home.example"],
                "address": "1 Quay\n02110 Boston\nMA\nUnited States of America", "tags": ["Key", "Fair"],
                "occasions": ["birthday: 1979-12-31"],
                "fields": { "Car Phone": "+1 555 0104", "Gender": "Unspecified", "Priority": "Normal",
                    "Private": "False", "Sensitivity": "Normal", "Spouse": "Kim", "User 1": "x,y",
                    "Business Street 2": "Floor 3", "home address": "2 Hill Rd\nSalem" },
                "text": "Wrote:\r\n\"call me\"",
            }),
        ),
        (
            "google-contacts-old.csv",
            "ivan-ivanov",
            json!({
                "place": "someday", "name": "Ivan Ivanov", "position": "Head", "company": "Romashka",
                "phones": ["mobile: +370 600 12345", "mobile: +370 600 12346"],
                "emails": ["ivan@x.example", "i@y.example"], "address": "Street 1\nVilnius",
                "tags": ["Friends"], "occasions": ["birthday: --04-15", "name day: 2010-06-24"],
                "fields": { "Name Prefix": "Mr", "Organization 1 - Department": "Sales", "Size": "XL",
                    "Spouse": "Olga", "website 1": "http://x.example" },
                "text": "Hello",
            }),
        ),
        (
            "hubspot.csv",
            "olga",
            json!({
                "place": "2024-06-20", "time": "09:30", "name": "Olga Petrova", "position": "CFO",
                "company": "Beta UAB", "phones": ["+370 5 261 0001", "mobile: +370 600 54321"],
                "emails": ["olga@beta.example"], "address": "Vilnius\nLithuania",
                "stage": "customer",
                "fields": { "Record ID": "101", "Lead Status": "In Progress",
                    "Create Date": "2024-01-02 10:00" },
                "when": "2024-06-03T14:05:00.000000+00:00", "outcome": "reached",
            }),
        ),
        (
            "pipedrive.csv",
            "zydrune",
            json!({
                "place": "2024-06-21", "name": "Žydrūnė Šimkutė", "company": "Šiaulių prekyba",
                "phones": ["work: +370 41 555 111", "mobile: +370 600 77777"],
                "emails": ["zydrune@prekyba.example"], "tags": ["Hot lead"],
                "fields": { "Person - ID": "17" }, "when": "2024-06-10", "outcome": "reached",
            }),
        ),
    ]);
}

#[test]
fn spreadsheets_are_read_in_the_letters_they_are_written_in() {
    hold(&[
        (
            "excel-german.csv",
            "bjorn",
            json!({
                "place": "2024-06-24", "name": "Björn Weiß", "company": "Weiß & Söhne",
                "phones": ["work: +49 30 555 0001"], "emails": ["weiss@x.example"],
                "address": "10115 Berlin", "occasions": ["birthday: 1980-04-15"],
                "text": "Angebot \"A\" geschickt", "when": "2024-06-03", "outcome": "reached",
            }),
        ),
        (
            "excel-russian.csv",
            "ivan",
            json!({
                "place": "2024-06-20", "name": "Иван Иванов", "position": "Директор",
                "company": "ООО Ромашка", "phones": ["+7 916 123-45-67"],
                "emails": ["ivanov@romashka.example"], "text": "Перезвонить",
            }),
        ),
        (
            "libreoffice-lithuanian.csv",
            "ona",
            json!({
                "place": "someday", "name": "Ona Kazlauskienė", "position": "Vadovė",
                "company": "Ąžuolas", "phones": ["mobile: +370 600 33333"],
                "emails": ["ona@azuolas.example"], "occasions": ["birthday: 1975-06-17"],
                "text": "Šiauliai, žiūrėti",
            }),
        ),
        (
            "excel-unicode.txt",
            "shan-tian",
            json!({
                "place": "2024-07-02", "name": "山田 太郎", "phones": ["+81 3 5550 0001"],
                "when": "2024-06-05", "outcome": "reached",
            }),
        ),
        (
            "excel-sep-line.csv",
            "anna",
            json!({
                "place": "someday", "name": "Anna Berg", "phones": ["mobile: +46 70 555 01 01"],
                "fields": { "Internal code": "A-1" },
            }),
        ),
    ]);
}

/// Holds that each file says this of a client, and that nothing comes twice.
fn hold(cases: &[(&str, &str, Value)]) {
    for (file, client, expected) in cases {
        let desk = desk().with("TZ", "UTC");
        desk.answer(&format!("tickler import {} --yes", list(file)));
        assert_eq!(card(&desk, client), *expected, "{file}");
        desk.answer("tickler check");
        let before = desk.snapshot();
        for more in ["", "--update", "--update --overwrite"] {
            let again = desk.json(&format!(
                "tickler import {} {more} --yes --json",
                list(file)
            ));
            assert_eq!(
                (&again["new"], &again["updated"]),
                (&json!(0), &json!(0)),
                "{file} {more}"
            );
        }
        assert_eq!(desk.snapshot(), before, "{file}");
    }
}

#[test]
fn nothing_in_a_list_leads_out_of_the_store_or_paints_the_screen() {
    let desk = desk();
    desk.write(
        "../hostile.csv",
        "Name,Company,Note\n../../etc/passwd,..,<script>alert(1)</script>\n\
         \u{1b}[31mRed\u{202e}live,=cmd|' /C calc'!A0,\u{1b}]0;x\u{7}\n'=1+1,CON,nul\n",
    );
    let transcript = desk.transcript(&[
        "tickler import hostile.csv",
        "tickler list",
        "tickler check",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler import hostile.csv
Column   Goes to  Filled
Name     name          3
Company  company       3
Note     note          3

Imported 3 new clients

New
../../etc/passwd      behind \"someday\"
␛[31mRed<U+202E>live  behind \"someday\"
=1+1                  behind \"someday\"
$ tickler list
anna: 3 dossiers (3 new)

Client                Due      Phone, last contact
␛[31mRed<U+202E>live  someday  never
=cmd|' /C calc'!A0
../../etc/passwd      someday  never
..
=1+1                  someday  never
CON
$ tickler check
All right: 3 dossiers of 1 manager, each behind one place.
"
    );
    assert_eq!(
        desk.dossiers(),
        [
            "anna/someday/1-1.json",
            "anna/someday/31mredlive.json",
            "anna/someday/etc-passwd.json"
        ]
    );
}
