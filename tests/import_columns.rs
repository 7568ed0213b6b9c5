//! What tables of clients look like that people keep themselves: nothing in them is lost.

mod desk;

use desk::Desk;
use serde_json::{Value, json};

/// The card of the only client in a table, as far as it says these keys.
fn card(table: &str, flags: &str, keys: &[&str]) -> Value {
    let desk = Desk::new().with("TICKLER_TODAY", "2024-06-13 10:00");
    desk.write("../table.csv", table);
    let imported = desk.json(&format!("tickler import table.csv {flags} --json"));
    let client = imported["clients"][0]["client"].as_str().expect("a client");
    let shown = desk.json(&format!("tickler show {client} --json"));
    keys.iter().map(|key| shown[key].clone()).collect()
}

#[test]
fn a_name_in_two_columns_is_put_together_whatever_they_are_called() {
    for (table, name) in [
        ("Name;Vorname\nMüller;Hans", "Hans Müller"),
        ("Name,Surname\nJonas,Petraitis", "Jonas Petraitis"),
        (
            "Name,Middle Name,Surname\nJonas,J.,Petraitis",
            "Jonas J. Petraitis",
        ),
        (
            "Фамилия;Имя;Отчество\nИванов;Иван;Ильич",
            "Иван Ильич Иванов",
        ),
        // As a whole name it says the half already, or is said beside both.
        ("Name,First Name\nHans Müller,Hans", "Hans Müller"),
        ("Name,Surname\nPetraitis Jonas,PETRAITIS", "Petraitis Jonas"),
        (
            "Name,First Name,Last Name\nDr. J. Smith,John,Smith",
            "Dr. J. Smith",
        ),
        ("Name,First Name,Last Name\nMum,Mary,", "Mum"),
        ("Name,First Name\n,Hans", "Hans"),
        ("Name,First Name\nHans,", "Hans"),
    ] {
        assert_eq!(card(table, "", &["name"]), json!([name]), "{table}");
    }
}

#[test]
fn an_address_keeps_what_stands_in_columns_of_its_own() {
    for (table, address) in [
        (
            "Name,Address,City,Zip,Country\nA,Main St 1,Boston,02110,USA",
            "Main St 1\n02110 Boston\nUSA",
        ),
        (
            "Name;Adresse;PLZ;Ort\nA;Hauptstr. 5;50667;Köln",
            "Hauptstr. 5\n50667 Köln",
        ),
        // What it says itself is not said twice.
        (
            "Name,Address,City,Country\nA,\"Main St 1, BOSTON\",Boston,USA",
            "Main St 1, BOSTON\nUSA",
        ),
        ("Name,Address,City\nA,,Boston", "Boston"),
    ] {
        assert_eq!(card(table, "", &["address"]), json!([address]), "{table}");
    }
}

#[test]
fn columns_that_are_called_alike_are_all_kept() {
    let table = "Name,Phone,Phone,Budget,Budget,budget,Note,Note\nA,5550001,5550002,1,2,3,x,y";
    let keys = ["phones", "fields"];
    let expected =
        json!([["5550001", "5550002"], { "Budget": "1", "Budget 2": "2", "budget": "3" }]);
    assert_eq!(card(table, "", &keys), expected);
    assert_eq!(
        card(table, "--map Budget= --map phone=note", &keys),
        json!([[], {}])
    );
}

#[test]
fn a_column_can_be_for_days_of_the_year() {
    let table = "Name,Name Day,Others,Wedding\nA,24.06.1990,first order=17 jun,15-Apr-05";
    let flags = "--map 'name day=occasion' --map Others=occasion --map Wedding=occasion";
    assert_eq!(
        card(table, flags, &["occasions"]),
        json!([[
            "name day: 1990-06-24",
            "first order: --06-17",
            "wedding: 2005-04-15"
        ]])
    );
}

#[test]
fn a_birthday_that_is_still_to_come_is_left_out_and_said() {
    let desk = Desk::new();
    desk.write(
        "../table.csv",
        "Name,Birthday\nIvan,15.04.2045\nOna,15.04.1945\n",
    );
    let said = desk.run("tickler import table.csv 2>&1 >/dev/null");
    assert!(
        said.contains("table.csv, line 2: birthday \"2045-04-15\" was left out"),
        "{said}"
    );
    assert_eq!(
        desk.json("tickler show ivan --json")["occasions"],
        json!([])
    );
    let ona = desk.json("tickler show ona --json");
    assert_eq!(ona["occasions"], json!(["birthday: 1945-04-15"]));
}

#[test]
fn a_column_that_is_called_as_a_field_of_the_dossier_is_none() {
    let table = "id,name,manager,time,place,work,phones,history,format,every,Zone\n\
                 7,A,boris,noon,Vilnius,roofs,5550001,long,A4,6w,North";
    assert_eq!(
        card(
            table,
            "",
            &["name", "phones", "manager", "place", "every", "fields"]
        ),
        json!(["A", ["5550001"], "anna", "someday", "6w", {
            "Id": "7", "Manager": "boris", "Time": "noon", "Place": "Vilnius", "Work": "roofs",
            "History": "long", "Format": "A4", "Zone": "North",
        }])
    );
    let table = "name,Wer,custom field 1 - label,custom field 1 - value\nA,B,company,C";
    let expected = json!(["B", null, { "Name": "A", "Company": "C" }]);
    assert_eq!(
        card(table, "--map Wer=name", &["name", "company", "fields"]),
        expected
    );
}

#[test]
fn outlook_in_german_says_nothing_twice() {
    let table = "Anrede;Vorname;Nachname;Straße geschäftlich;Ort geschäftlich;Region geschäftlich;\
                 Postleitzahl geschäftlich;E-Mail-Adresse;E-Mail-Typ;E-Mail: Angezeigter Name;Abteilung\n\
                 Herr;Jörg;Weiß;Weg 1;Köln;NRW;50667;j@x.example;SMTP;Jörg (j@x.example);Einkauf";
    assert_eq!(
        card(
            table,
            "",
            &["name", "salutation", "address", "emails", "fields"]
        ),
        json!(["Jörg Weiß", "Herr", "Weg 1\n50667 Köln\nNRW", ["j@x.example"], { "Abteilung": "Einkauf" }])
    );
}
