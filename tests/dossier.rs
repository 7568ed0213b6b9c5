//! One client's dossier: shown, noted in, closed and reopened.

mod desk;

use desk::Desk;
use serde_json::json;

#[test]
fn a_dossier_is_shown_with_what_is_planned_and_what_was() {
    let desk = Desk::new();
    desk.answer("tickler add 'Ivan Ivanov' --on fri");
    desk.answer("tickler note ivanov 'Back from leave on the 20th'");
    desk.answer("tickler file ivanov --on fri --no-answer");
    desk.answer("printf 'Split by quarter\\nand by region\\n' | tickler file ivanov --on 'fri 14:30' --next 'Send it' --work email -n -");
    let transcript = desk.transcript(&[
        "tickler show ivanov",
        "tickler --today 2024-06-17 show ivanov --all",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler show ivanov
Ivan Ivanov  ivan-ivanov

Place   behind \"14\": Fri 2024-06-14 at 14:30, tomorrow, agreed
Binder  anna
Work    email
Next    Send it

Last contacts and notes
Thu 13 Jun  call             Split by quarter
                             and by region
Thu 13 Jun  call, no answer
Thu 13 Jun  note             Back from leave on the 20th
1 entry more: tickler show ivan-ivanov --all
$ tickler --today 2024-06-17 show ivanov --all
Ivan Ivanov  ivan-ivanov

Place   behind \"14\": Fri 2024-06-14 at 14:30, 3 days late, agreed
Binder  anna
Work    email
Next    Send it

History
Thu 13 Jun  call             Split by quarter
                             and by region
                             to Fri 2024-06-14 at 14:30, agreed
                             next: Send it
                             work: email
Thu 13 Jun  call, no answer  to Fri 2024-06-14
Thu 13 Jun  note             Back from leave on the 20th
Thu 13 Jun  add              to Fri 2024-06-14
                             manager: anna
                             name: Ivan Ivanov
"
    );
}

/// A dossier as another program may have written it: unknown keys, an entry that was undone.
const FOREIGN: &str = r#"{
  "format": 1, "id": "01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11", "manager": "ben", "place": "2024-07",
  "name": "Иван Иванов", "position": "Head of purchasing", "company": "Ромашка",
  "phones": ["mobile: +370 600 12345", "+370 600 54321"], "tags": ["wholesale"],
  "fields": { "budget": 12000.50 }, "x-rating": [3, "three"],
  "history": [
    { "op": "a", "at": "2024-06-10T09:12:44.120310+02:00", "by": "ben", "kind": "add",
      "set": { "manager": "ben", "place": "2024-07", "name": "Иван Иванов", "position": "Head of purchasing",
        "company": "Ромашка", "phones": ["mobile: +370 600 12345", "+370 600 54321"], "tags": ["wholesale"],
        "fields": { "budget": 12000.50 }, "x-rating": [3, "three"] } },
    { "op": "b", "at": "2024-06-11T09:12:44.120310+02:00", "by": "anna", "kind": "call", "outcome": "reached",
      "text": "a slip", "from": "2024-07", "set": { "place": "2024-06-20" } },
    { "op": "c", "at": "2024-06-11T09:13:44.120310+02:00", "by": "anna", "kind": "undo", "of": "b" },
    { "op": "d", "at": "2024-06-12T09:13:44.120310+02:00", "by": "ben", "kind": "edit",
      "set": { "source": null }, "add": { "tags": ["wholesale"] }, "remove": { "emails": ["a@b.c"] } }
  ]
}"#;

#[test]
fn unknown_keys_are_shown_and_what_was_undone_only_with_all() {
    let desk = Desk::new();
    desk.write("managers/ben/2024-07/ivan-ivanov.json", FOREIGN);
    let transcript = desk.transcript(&["tickler show ivanov", "tickler show ivanov --all"]);
    assert_eq!(
        transcript,
        "\
$ tickler show ivanov
Иван Иванов  ivan-ivanov
Head of purchasing, Ромашка

Place   behind \"July\"
Binder  ben

Phones    mobile: +370 600 12345
          +370 600 54321
Tags      wholesale
budget    12000.50
x-rating  3
          three

Last contacts and notes
None yet.
4 entries more: tickler show ivan-ivanov --all
! Иван Иванов is in the binder of ben
$ tickler show ivanov --all
Иван Иванов  ivan-ivanov
Head of purchasing, Ромашка

Place   behind \"July\"
Binder  ben

Phones    mobile: +370 600 12345
          +370 600 54321
Tags      wholesale
budget    12000.50
x-rating  3
          three

History
Wed 12 Jun  edit                    source: taken out
                                    emails: - a@b.c
                                    tags: + wholesale
Tue 11 Jun  undo, by anna           takes back: call, Tue 11 Jun
Tue 11 Jun  call, by anna (undone)  a slip
                                    to Thu 2024-06-20
Mon 10 Jun  add                     to July
                                    manager: ben
                                    name: Иван Иванов
                                    position: Head of purchasing
                                    company: Ромашка
                                    phones: mobile: +370 600 12345; +370 600
                                    54321
                                    tags: wholesale
                                    budget: 12000.50
                                    x-rating: 3; three
! Иван Иванов is in the binder of ben
"
    );
}

#[test]
fn for_programs_every_card_key_is_there_and_the_history_as_stored() {
    let desk = Desk::new();
    desk.write("managers/anna/2024-07/ivan-ivanov.json", FOREIGN);
    let shown = desk.json("tickler show ivanov --json");
    let keys: Vec<&String> = shown.as_object().expect("an object").keys().collect();
    let expected = "format id manager place time agreed work next name salutation position company phones \
        emails address source tags stage occasions hours zone every offers fields papers x-rating history client \
        divider open_promises open_offers mood complaints forms remarks unreadable";
    assert_eq!(keys, expected.split_whitespace().collect::<Vec<_>>());
    let stored: serde_json::Value = serde_json::from_str(FOREIGN).expect("JSON");
    assert_eq!(shown["history"], stored["history"]);
    for (key, value) in [
        ("time", json!(null)),
        ("agreed", json!(false)),
        ("emails", json!([])),
        ("client", json!("ivan-ivanov")),
        ("divider", json!("2024-07")),
        ("open_promises", json!([])),
        ("x-rating", stored["x-rating"].clone()),
        ("fields", stored["fields"].clone()),
    ] {
        assert_eq!(shown[key], value, "{key}");
    }
    assert!(
        desk.answer("tickler show ivanov --json")
            .contains("12000.50")
    );
}

#[test]
fn a_client_is_closed_and_reopened() {
    let desk = Desk::new();
    desk.answer("tickler add 'Ivan Ivanov' --on 'fri 10:00' --agreed");
    let transcript = desk.transcript(&[
        "tickler close ivanov --lost 'took another offer'",
        "tickler note ivanov 'Try again in spring'",
        "tickler show ivanov",
        "tickler reopen ivanov --on 'next mon' --at 9:30",
        "tickler close ivanov --won",
        "tickler move ivanov --on fri",
        "tickler today fri",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler close ivanov --lost 'took another offer'
Closed Ivan Ivanov as lost
$ tickler note ivanov 'Try again in spring'
Noted for Ivan Ivanov, who is closed
$ tickler show ivanov
Ivan Ivanov  ivan-ivanov

Place   closed
Binder  anna

Last contacts and notes
Thu 13 Jun  note         Try again in spring
Thu 13 Jun  close, lost  took another offer
1 entry more: tickler show ivan-ivanov --all
$ tickler reopen ivanov --on 'next mon' --at 9:30
Reopened Ivan Ivanov behind \"17\": Mon 2024-06-17 at 09:30, in 4 days (1 of 30)
$ tickler close ivanov --won
Closed Ivan Ivanov as won
$ tickler move ivanov --on fri
Moved Ivan Ivanov behind \"14\": Fri 2024-06-14, tomorrow (1 of 30)
! Ivan Ivanov was closed, and is among the dividers again
$ tickler today fri
Fri 2024-06-14  anna  1 of 30: 1 new call

Client       Last contact
Ivan Ivanov  never
"
    );
    let shown = desk.json("tickler show ivanov --json");
    let closed = &shown["history"][1];
    assert_eq!(closed["result"], "lost");
    assert_eq!(closed["text"], "took another offer");
    assert_eq!(closed["from"], "2024-06-14");
    assert_eq!(
        closed["set"],
        json!({ "place": "closed", "time": null, "agreed": null })
    );
}
