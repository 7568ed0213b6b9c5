//! Own forms: made, asked with `--set`, listed, missed, and told wherever own fields are.

mod desk;

use desk::{Desk, NEEDS};
use serde_json::{Value, json};

/// One client at an offer, one who is new and called today, one who is called tomorrow.
fn desk() -> Desk {
    let desk = Desk::after(&[
        "tickler add 'Ivan Ivanov' --on today --at 10:00 --stage offer",
        "tickler add 'Žydrūnė Šimkutė' --on today",
        "tickler add 'สมชาย ใจดี' --on fri",
    ]);
    desk.write("forms/needs.json", NEEDS);
    desk
}

#[test]
fn a_form_is_filled_in_and_stands_wherever_a_dossier_is_read() {
    let desk = desk();
    desk.says(
        r#"$ tickler form ivan needs --set 'budget=1 200,50'
Filled in a form for Ivan Ivanov, who stands behind "13": Thu 2024-06-13 at 10:00, today (2 of 30)
! Needs: Budget a year 1200.50; Size S
$ tickler show ivan
Ivan Ivanov  ivan-ivanov

Place   behind "13": Thu 2024-06-13 at 10:00, today, planned
Binder  anna

Stage  offer

Needs
Budget a year  1200.50
Size           S

Last contacts and notes
None yet.
2 entries more: tickler show ivan-ivanov --all
$ tickler find 1200.50
anna: 1 dossier

Client       Due               Found
Ivan Ivanov  Thu 13 Jun 10:00  fields.budget: 1200.50
             today
$ tickler form ivan needs --set budget=1200.50
! nothing was changed
"#,
    );
    let packet = desk.answer("tickler handover anna");
    assert!(
        packet.contains("Needs\nBudget a year  1200.50\n"),
        "{packet}"
    );
    let rows = desk.answer("tickler export csv");
    let titles = rows.lines().next().unwrap_or_default();
    assert!(titles.ends_with(",budget,size"), "{rows}");
    assert!(rows.contains(",1200.50,S"), "{rows}");
    let shown = desk.json("tickler --json show ivan");
    assert_eq!(shown["fields"], json!({ "budget": "1200.50", "size": "S" }));
    assert_eq!(shown["forms"][0]["state"], "filled");
    let entry = desk.last("ivan");
    assert_eq!(
        (&entry["kind"], &entry["form"]),
        (&json!("form"), &json!("needs"))
    );
    assert_eq!(entry["text"], "Needs");
    let fields = json!({ "fields": { "budget": "1200.50", "size": "S" } });
    assert_eq!(entry["set"], fields);
    // Undone, it is due again.
    desk.answer("tickler undo");
    assert_eq!(desk.json("tickler --json show ivan")["fields"], json!({}));
    assert!(desk.answer("tickler today").contains("to fill in: Needs"));
}

#[test]
fn what_is_due_stands_in_today_until_it_is_filled_in() {
    let desk = desk();
    desk.says(r#"$ tickler today
Thu 2024-06-13  anna  2 of 30: 2 new calls

Due    Client             Last contact
10:00  Ivan Ivanov        never
       to fill in: Needs
       Žydrūnė Šimkutė    never
       to fill in: Needs

To fill in a form: tickler form ivan-ivanov needs
$ tickler form --missing
Client           Form   State      To be answered
Ivan Ivanov      Needs  open, due  Budget a year
ivan-ivanov      needs
Žydrūnė Šimkutė  Needs  open, due  Budget a year
zydrune-simkute  needs

To fill one in: tickler form ivan-ivanov needs
$ tickler form ivan needs --set size=l --partly
Filled in part of a form for Ivan Ivanov, who stands behind "13": Thu 2024-06-13 at 10:00, today (2 of 30)
! Needs: Size L
! still to be answered: Budget a year; to go on with it: tickler form ivan-ivanov needs
$ tickler form ivan
Form   State                  To be answered
Needs  partly filled in, due  Budget a year
needs

To fill one in: tickler form ivan-ivanov needs
$ tickler form zydrune needs --set budget=7
Filled in a form for Žydrūnė Šimkutė, who stands behind "13": Thu 2024-06-13, today (2 of 30)
! Needs: Budget a year 7
$ tickler form สมชาย
Form   State  To be answered
Needs  open   Budget a year
needs

To fill one in: tickler form smchaay-aicchdii needs
"#,
    );
    let today = desk.json("tickler --json today");
    let due = json!([{ "client": "ivan-ivanov", "form": "needs", "title": "Needs" }]);
    assert_eq!(today["forms"], due);
    let cards = desk.answer("tickler today --cards");
    let on_card = "Needs  partly filled in  to fill in: tickler form ivan-ivanov needs\nSize  L\n";
    assert!(cards.contains(on_card), "{cards}");
    desk.answer("tickler form ivan needs --set budget=100");
    assert_eq!(desk.json("tickler --json today")["forms"], json!([]));
    assert_eq!(
        desk.json("tickler --json form --missing needs")["forms"],
        json!([])
    );
    // Whoever was reached is asked for it, wherever the dossier stands.
    desk.answer("tickler file smchaay --on jul");
    let missing = desk.json("tickler --json form --missing");
    assert_eq!(missing["forms"][0]["client"], "smchaay-aicchdii");
    assert_eq!(missing["forms"][0]["missing"], json!(["budget"]));
    // It goes before what only may be filled in.
    let any = r#"{ "title": "Any", "fields": [{ "key": "x", "kind": "text", "required": true }] }"#;
    desk.write("forms/any.json", any);
    let said = desk.answer("tickler form สมชาย");
    assert!(
        said.ends_with("tickler form smchaay-aicchdii needs\n"),
        "{said}"
    );
}

#[test]
fn a_stage_before_which_a_form_is_due_says_so_when_it_comes() {
    let desk = Desk::after(&["tickler add Ivan --on fri --stage new"]);
    let form = NEEDS.replace("first-contact", "before-stage:offer");
    desk.write("forms/needs.json", form);
    desk.says(
        r#"$ tickler form --missing
Nobody is to fill in a form now.
$ tickler edit ivan --set stage=talks
Edited Ivan, who stands behind "14": Fri 2024-06-14, tomorrow (1 of 30)
$ tickler form --missing
Client  Form   State      To be answered
Ivan    Needs  open, due  Budget a year
ivan    needs

To fill one in: tickler form ivan needs
$ tickler file ivan --on mon --stage offer
Filed Ivan behind "17": Mon 2024-06-17, in 4 days (1 of 30)
! Needs was to be filled in before the stage offer: tickler form ivan needs
$ tickler form ivan needs --set budget=1
Filled in a form for Ivan, who stands behind "17": Mon 2024-06-17, in 4 days (1 of 30)
! Needs: Budget a year 1; Size S
$ tickler edit ivan --set stage=contract
Edited Ivan, who stands behind "17": Mon 2024-06-17, in 4 days (1 of 30)
$ tickler edit ivan --set stage=offer
Edited Ivan, who stands behind "17": Mon 2024-06-17, in 4 days (1 of 30)
"#,
    );
}

#[test]
fn every_kind_of_answer_is_checked_and_stored_as_it_is_counted() {
    let desk = Desk::after(&["tickler add Ivan --on fri"]);
    desk.write(
        "forms/all.json",
        r#"{ "title": "All", "fields": [
            { "key": "text", "kind": "text" }, { "key": "lines", "kind": "lines" },
            { "key": "number", "kind": "number" }, { "key": "money", "kind": "money" },
            { "key": "date", "kind": "date" }, { "key": "เลือก", "kind": "choice", "choices": ["да", "نعم"] },
            { "key": "yes", "kind": "yes-no" } ] }"#,
    );
    desk.answer(
        "tickler form ivan all --set text=' a  b ' --set lines=\"$(printf 'one\n\ntwo')\" \
         --set number='-1 000' --set money='12,50 eur' --set date=fri --set เลือก=نعم --set yes=Y",
    );
    let expected = json!({
        "text": "a  b", "lines": "one\n\ntwo", "number": "-1000", "money": "12.50 EUR",
        "date": "2024-06-14", "เลือก": "نعم", "yes": "yes",
    });
    assert_eq!(desk.json("tickler --json show ivan")["fields"], expected);
    // An empty answer takes out what is there.
    desk.answer("tickler form ivan all --set yes= --set date=");
    let fields = &desk.json("tickler --json show ivan")["fields"];
    assert_eq!(
        (&fields["yes"], &fields["date"]),
        (&Value::Null, &Value::Null)
    );
    let shown = desk.answer("tickler show ivan");
    assert!(shown.contains("lines   one\n\n        two\n"), "{shown}");
}

#[test]
fn a_form_that_is_broken_is_named_with_its_line_and_stops_nothing() {
    let desk = desk();
    desk.write(
        "forms/bad.json",
        "{ \"title\": \"Bad\",\n  \"fields\": [ { \"key\": \"x\", \"kind\": \"txt\" } ] }",
    );
    desk.write("forms/My Form.json", NEEDS);
    desk.write("forms/notes.txt", "no form");
    desk.answer("ln -s /etc/passwd binder/forms/link.json");
    let said = desk.run("tickler today");
    for part in [
        "2 of 30",
        "to fill in: Needs",
        "! warning: binder/forms/bad.json: line 2, column 43: `txt` is no kind; there are text, \
         lines, number, money, date, choice, yes-no; nobody is asked this form\n",
        "! warning: binder/forms/My Form.json: is called as no form can be: small letters a to z, \
         digits and - do; nobody",
        "! warning: binder/forms/link.json: is a symbolic link; none is followed inside the store",
    ] {
        assert!(said.contains(part), "{part}:\n{said}");
    }
    assert!(!said.contains("(1)"), "{said}");
    assert!(!said.contains("notes.txt"), "{said}");
    assert!(
        desk.run("tickler show ivan")
            .contains("! warning: binder/forms/bad.json: line 2")
    );
    desk.answer("tickler form ivan needs --set budget=1");
    desk.says("\
$ rm 'binder/forms/My Form.json' binder/forms/link.json && chmod go-rwx binder/forms
$ tickler form ivan bad
! error: binder/forms/bad.json: line 2, column 43: `txt` is no kind; there are text, lines, number, money, date, choice, yes-no
! hint: nothing was changed in it; mend it in an editor: `$EDITOR binder/forms/bad.json`
(1)
$ tickler form --list
Needs  needs  due first-contact
Key     Asks           Kind
budget  Budget a year  number            required
size    Size           choice of S or L  else S, only if stage=offer
! warning: binder/forms/bad.json: line 2, column 43: `txt` is no kind; there are text, lines, number, money, date, choice, yes-no; see: tickler check
(1)
$ tickler check
Own forms that can't be read, so nobody is asked them: mend them in an editor.
  binder/forms/bad.json: line 2, column 43: `txt` is no kind; there are text, lines, number, money, date, choice, yes-no

1 finding in 3 dossiers of 1 manager.
(1)
",
    );
    // A folder that is a link, or no folder, is no place for forms.
    desk.answer("mv binder/forms elsewhere && ln -s ../elsewhere binder/forms");
    let said = desk.run("tickler today");
    assert!(
        said.contains("! warning: binder/forms: it is a symbolic link"),
        "{said}"
    );
    assert!(!said.contains("to fill in"), "{said}");
    desk.answer("rm binder/forms && touch binder/forms");
    let said = desk.run("tickler today");
    assert!(
        said.contains("! warning: binder/forms: it is no folder"),
        "{said}"
    );
}

#[test]
fn a_form_is_read_as_windows_saves_it() {
    let desk = desk();
    let form = desk.read("forms/needs.json");
    desk.write("forms/needs.json", format!("\u{feff}{form}"));
    let said = desk.run("tickler form --list");
    assert!(
        said.contains("Needs") && !said.contains("warning"),
        "{said}"
    );
}

#[test]
fn a_new_form_is_an_example_and_overwrites_nothing() {
    let desk = Desk::new();
    desk.says("\
$ tickler form
No form yet; to make one from an example: tickler form --new needs
$ tickler form --new 'Нужды клиента'
Made binder/forms/nuzhdy-klienta.json, an example; write your own into it: $EDITOR binder/forms/nuzhdy-klienta.json
$ tickler form --missing
Nobody is to fill in a form now.
! the binder is empty; begin with a client: tickler add \"Ivan Ivanov\" --on tomorrow
",
    );
    let text = desk.read("forms/nuzhdy-klienta.json");
    assert!(text.contains("\"title\": \"Нужды клиента\""), "{text}");
    let listed = desk.json("tickler --json form --list");
    assert_eq!(listed["forms"][0]["title"], "Нужды клиента");
    assert_eq!(listed["forms"][0]["fields"][0]["required"], true);
    desk.write("forms/nuzhdy-klienta.json", "mine");
    desk.output("tickler form --new nuzhdy-klienta");
    assert_eq!(desk.read("forms/nuzhdy-klienta.json"), "mine");
    for name in ["../../x", "/etc/x", "CON", "a/b", &"x".repeat(300)] {
        desk.answer(&format!("tickler form --new {name}"));
    }
    let mut names: Vec<String> = std::fs::read_dir(desk.store().join("forms"))
        .expect("the forms")
        .map(|item| {
            item.expect("a form")
                .file_name()
                .into_string()
                .expect("a name")
        })
        .collect();
    names.sort();
    let long = format!("{}.json", "x".repeat(64));
    let expected = [
        "a-b.json",
        "con-client.json",
        "etc-x.json",
        "nuzhdy-klienta.json",
        "x.json",
        &long,
    ];
    assert_eq!(names, expected);
}

#[test]
fn what_stands_in_a_form_does_nothing_to_the_terminal() {
    let desk = Desk::after(&["tickler add Ivan --on today"]);
    desk.write(
        "forms/evil.json",
        r#"{ "title": "A\u202eB", "due": "first-contact", "fields": [
            { "key": "k\u202e", "label": "<b>\u202e", "kind": "choice", "choices": ["x\u202e", "y"],
              "help": "\u2066", "required": true } ] }"#,
    );
    for line in [
        "tickler today",
        "tickler form --list",
        "tickler form ivan",
        "tickler form --missing",
        "tickler form ivan evil --set \"$(printf 'k\\342\\200\\256=y')\"",
        "tickler show ivan",
        "tickler stats --form evil",
        "tickler stats --form evil --csv",
        "tickler form ivan evil --set x=y",
    ] {
        let said = desk.run(line);
        let said = said.split_once('\n').map_or("", |(_, said)| said);
        assert!(!said.contains(['\u{202e}', '\u{2066}']), "{line}: {said}");
    }
}
