//! Phone books and whole dossiers are taken in as tables are: once, and what is new on wish.

mod desk;

use desk::Desk;

fn desk() -> Desk {
    Desk::new().with("TICKLER_TODAY", "2024-06-13 10:00")
}

#[test]
fn a_phone_book_is_taken_in_once_and_adds_to_who_is_there() {
    let desk = desk();
    desk.answer("tickler add 'Ivan Ivanov' --phone '+370 600 12345' --on fri");
    desk.write(
        "../phone.vcf",
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Ivanov;Ivan;;;\r\nFN:Ivan Ivanov\r\nORG:Romashka;\r\n\
         TEL;TYPE=CELL:+37060012345\r\nPHOTO;ENCODING=b;TYPE=JPEG:AAAAAAAAAAAAAAAA\r\n\
         CATEGORIES:vip\r\nNOTE:From the phone\r\nUID:abc-1\r\nEND:VCARD\r\n\
         BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ona\r\nBDAY:--0617\r\nUID:abc-2\r\nEND:VCARD\r\n",
    );
    let transcript = desk.transcript(&[
        "tickler import phone.vcf",
        "tickler import phone.vcf --update",
        "tickler show ivan",
        "sed -i 's/FN:Ona/FN:Ona K./' phone.vcf; tickler import phone.vcf --update --overwrite",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler import phone.vcf
Imported 1 new client and left 1 client that is there already

New
Ona  behind \"someday\"

There already
Ivan Ivanov  line 1 of phone.vcf
! 1 photo or the like was left out (1 KiB)
! there is more on 1 of those who are there already; to add it: --update
$ tickler import phone.vcf --update
Added to 1 client and left 1 client that is there already

Added to
Ivan Ivanov  company: Romashka
             uid: abc-1
             tag: vip
             note: From the phone

There already
Ona  line 12 of phone.vcf
! 1 photo or the like was left out (1 KiB)
$ tickler show ivan
Ivan Ivanov  ivan-ivanov
Romashka

Place   behind \"14\": Fri 2024-06-14, tomorrow, planned
Binder  anna

Phones  +370 600 12345
Tags    vip
uid     abc-1

Last contacts and notes
Thu 13 Jun  import  From the phone
1 entry more: tickler show ivan-ivanov --all
$ sed -i 's/FN:Ona/FN:Ona K./' phone.vcf; tickler import phone.vcf --update --overwrite
Added to 1 client and left 1 client that is there already

Added to
Ona  name: Ona K.

There already
Ivan Ivanov  line 1 of phone.vcf
! 1 photo or the like was left out (1 KiB)
"
    );
}

#[test]
fn whole_dossiers_come_with_their_ids_and_histories_and_leave_again() {
    let from = desk();
    from.answer("tickler add 'Ivan Ivanov' --on fri --phone '+370 600 12345'");
    from.answer("tickler file ivan --on 2024-07-05 --at 14:30 -n 'Wants prices'");
    let stored = from.read("managers/anna/2024-07-05/ivan-ivanov.json");
    let to = desk();
    to.answer("tickler add 'Olga Petrova' --on fri");
    to.write("../all.json", archive(&stored));
    let lines = [
        "tickler import all.json",
        "tickler import all.json --update",
        "tickler show ivan",
        "tickler undo",
        "tickler import all.json --dry-run",
        "tickler undo --redo",
        "tickler check",
    ];
    assert_eq!(
        to.transcript(&lines),
        "\
$ tickler import all.json
Imported 1 new client

New
Ivan Ivanov  behind \"July\": Fri 2024-07-05 at 14:30, in 22 days, agreed (1 of
             30)
$ tickler import all.json --update
Left 1 client that is there already

There already
Ivan Ivanov  line 1 of all.json
$ tickler show ivan
Ivan Ivanov  ivan

Place   behind \"July\": Fri 2024-07-05 at 14:30, in 22 days, agreed
Binder  anna

Phones  +370 600 12345

Last contacts and notes
Thu 13 Jun  call  Wants prices
2 entries more: tickler show ivan --all
$ tickler undo
Taken back: imported ivan behind 2024-07-05 (Thu 2024-06-13 10:00)
Ivan Ivanov is out of the binder
$ tickler import all.json --dry-run
Imported 1 new client

New
Ivan Ivanov  behind \"July\": Fri 2024-07-05 at 14:30, in 22 days, agreed (1 of
             30)
! a dry run: nothing was changed
$ tickler undo --redo
Done again: imported ivan behind 2024-07-05 (Thu 2024-06-13 10:00)
Ivan Ivanov stands behind \"July\": Fri 2024-07-05 at 14:30, in 22 days, agreed (1 of 30)
$ tickler check
All right: 2 dossiers of 1 manager, each behind one place.
"
    );
    let path = "managers/anna/2024-07-05/ivan.json";
    let (was, is) = (json(&stored), json(&to.read(path)));
    for key in ["id", "place", "time", "agreed", "name", "phones"] {
        assert_eq!(was[key], is[key], "{key}");
    }
    let (was, is) = (was["history"].as_array(), is["history"].as_array());
    let (was, is) = (was.expect("entries"), is.expect("entries"));
    assert_eq!(was[..], is[..was.len()]);
    assert_eq!(is[was.len()]["kind"], "import");
}

#[test]
fn what_was_written_there_since_comes_too_on_wish() {
    let from = desk();
    from.answer("tickler add 'Ivan Ivanov' --on 2024-07-05");
    let to = desk();
    let stored = from.read("managers/anna/2024-07-05/ivan-ivanov.json");
    to.write("../all.json", archive(&stored));
    to.answer("tickler import all.json");
    from.answer("tickler note ivan 'One thing more'");
    let stored = from.read("managers/anna/2024-07-05/ivan-ivanov.json");
    to.write("../all.json", archive(&stored));
    let lines = [
        "tickler import all.json",
        "tickler import all.json --update",
        "tickler import all.json --update",
    ];
    assert_eq!(
        to.transcript(&lines),
        "\
$ tickler import all.json
Left 1 client that is there already

There already
Ivan Ivanov  line 1 of all.json
! there is more on 1 of those who are there already; to add it: --update
$ tickler import all.json --update
Added to 1 client

Added to
Ivan Ivanov  history: 1 more entry
$ tickler import all.json --update
Left 1 client that is there already

There already
Ivan Ivanov  line 1 of all.json
"
    );
    to.answer("tickler forget ivan --yes");
    assert_eq!(
        to.transcript(&["tickler import all.json"]),
        "\
$ tickler import all.json
! error: all.json, line 1: Ivan Ivanov was erased here for good
! hint: nothing was taken in; take the rest with: tickler import FILE --skip-bad
(4)
"
    );
}

/// A file of one whole dossier.
fn archive(dossier: &str) -> String {
    format!("{{\"format\": 1, \"dossiers\": [{{\"client\": \"ivan\", \"dossier\": {dossier}}}]}}")
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).expect("JSON")
}
