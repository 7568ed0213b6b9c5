//! The address book of a phone, taken in and given back, with the real binary.

mod desk;

use desk::Desk;

fn desk() -> Desk {
    let desk = Desk::new();
    for name in ["apple-3.0", "android-2.1", "outlook-2.1", "nextcloud-4.0"] {
        let card = std::fs::read(format!("tests/vcards/{name}.vcf")).expect("a vCard");
        desk.write(&format!("../{name}.vcf"), card);
    }
    desk
}

#[test]
fn an_address_book_is_taken_in_and_once_more_changes_nothing() {
    let desk = desk();
    let first = desk.transcript(&[
        "tickler import apple-3.0.vcf --dry-run",
        "tickler import apple-3.0.vcf",
        "tickler show olga",
    ]);
    assert_eq!(
        first,
        r#"$ tickler import apple-3.0.vcf --dry-run
Imported 2 new clients

New
Dr. Olga Petrova  behind "someday"
Dūmas UAB         behind "someday"
! 1 photo or the like was left out (1 KiB)
! a dry run: nothing was changed
$ tickler import apple-3.0.vcf
Imported 2 new clients

New
Dr. Olga Petrova  behind "someday"
Dūmas UAB         behind "someday"
! 1 photo or the like was left out (1 KiB)
$ tickler show olga
Dr. Olga Petrova  dr-olga-petrova
Head of purchasing, Romashka Ltd

Place   behind "someday"
Binder  anna

Phones        mobile: +370 600 54321
              work: +370 5 212 3456
              Sekretärin: +370 5 999 9999
E-mails       olga@romashka.example
              olga@example.org
Address       Vilniaus g. 1, floor 2, LT-01100 Vilnius, Lithuania
Tags          Clients
              VIP
Occasions     anniversary: 2009-08-08
              birthday: --02-29
              Name day: --06-24
url           https://romashka.example/?a=1,2
skype         olga.petrova
nickname      Olya
department    Purchasing
home address  Sodų g. 7, Kaunas
linkedin      http://www.linkedin.com/in/olga

Last contacts and notes
Thu 13 Jun  import  Met at the fair
                    Likes blunt offers; no calls on Friday
"#
    );
    let before = desk.snapshot();
    let second = desk.transcript(&[
        "tickler import apple-3.0.vcf",
        "tickler import - --update < apple-3.0.vcf",
    ]);
    assert_eq!(
        second,
        r"$ tickler import apple-3.0.vcf
Left 2 clients that are there already

There already
Dr. Olga Petrova  line 1 of apple-3.0.vcf
Dūmas UAB         line 40 of apple-3.0.vcf
! 1 photo or the like was left out (1 KiB)
$ tickler import - --update < apple-3.0.vcf
Left 2 clients that are there already

There already
Dr. Olga Petrova  line 1 of standard input
Dūmas UAB         line 40 of standard input
! 1 photo or the like was left out (1 KiB)
"
    );
    assert!(before == desk.snapshot());
}

#[test]
fn a_card_that_cant_be_read_is_named_and_the_rest_waits() {
    let desk = Desk::new();
    let card = |lines: &str| format!("BEGIN:VCARD\nVERSION:3.0\n{lines}\nEND:VCARD\n");
    let names = [
        card("FN:Beta"),
        card("TEL:1"),
        card("FN:Gamma\nBDAY:some day in May"),
        "BEGIN:VCARD\nFN:Cut\n".to_owned(),
    ];
    desk.write("../phone.vcf", names.concat());
    let transcript = desk.transcript(&[
        "tickler import phone.vcf",
        "tickler list",
        "tickler import phone.vcf --skip-bad",
        "printf 'BEGIN:VCARD' | tickler import -",
        "printf 'name\\n' | tickler import - --format vcard",
    ]);
    assert_eq!(
        transcript,
        r#"$ tickler import phone.vcf
! error: 2 rows can't be taken in
!   phone.vcf, line 5: it has no name: neither FN nor N nor ORG says one
!   phone.vcf, line 14: the file ends before its END:VCARD
! hint: nothing was taken in; take the rest with: tickler import FILE --skip-bad
(4)
$ tickler list
No dossier fits.
! the binder is empty; begin with a client: tickler add "Ivan Ivanov" --on tomorrow
$ tickler import phone.vcf --skip-bad
Imported 2 new clients

New
Beta   behind "someday"
Gamma  behind "someday"

Left out
phone.vcf, line 5   it has no name: neither FN nor N nor ORG says one
phone.vcf, line 14  the file ends before its END:VCARD
! phone.vcf, line 9: BDAY "some day in May" was left out
$ printf 'BEGIN:VCARD' | tickler import -
! error: standard input, line 1: the file ends before its END:VCARD
! hint: nothing was taken in; take the rest with: tickler import FILE --skip-bad
(4)
$ printf 'name\n' | tickler import - --format vcard
! error: standard input, line 1: there is no BEGIN:VCARD in it
! hint: nothing was taken in; mend the file there, and import it again
(4)
"#
    );
}

#[test]
fn a_card_that_has_more_by_now_adds_it() {
    let desk = Desk::new();
    let card = |more: &str| {
        format!(
            "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:1\r\nFN:Ivan Ivanov\r\nTEL:+370 600 12345\r\n{more}END:VCARD\r\n"
        )
    };
    desk.write("../old.vcf", card(""));
    desk.write(
        "../new.vcf",
        card("TEL;TYPE=work:+370 5 123456\r\nBDAY:--0415\r\nNOTE:Likes tea\r\nTITLE:Buyer\r\n"),
    );
    let transcript = desk.transcript(&[
        "tickler import old.vcf",
        "tickler import new.vcf",
        "tickler import new.vcf --update",
        "tickler import new.vcf --update",
        "tickler undo > /dev/null",
        "tickler import old.vcf --update",
    ]);
    assert_eq!(
        transcript,
        r#"$ tickler import old.vcf
Imported 1 new client

New
Ivan Ivanov  behind "someday"
$ tickler import new.vcf
Left 1 client that is there already

There already
Ivan Ivanov  line 1 of new.vcf
! there is more on 1 of those who are there already; to add it: --update
$ tickler import new.vcf --update
Added to 1 client

Added to
Ivan Ivanov  position: Buyer
             phone: work: +370 5 123456
             occasion: birthday: --04-15
             note: Likes tea
$ tickler import new.vcf --update
Left 1 client that is there already

There already
Ivan Ivanov  line 1 of new.vcf
$ tickler undo > /dev/null
$ tickler import old.vcf --update
Left 1 client that is there already

There already
Ivan Ivanov  line 1 of old.vcf
"#
    );
}

#[test]
fn letters_of_an_old_phone_are_told_or_said() {
    let desk = Desk::new();
    let (card, _, _) = encoding_rs::WINDOWS_1251
        .encode("BEGIN:VCARD\r\nVERSION:2.1\r\nN:Иванов;Иван\r\nEND:VCARD\r\n");
    desk.write("../old.vcf", card);
    let wide: Vec<u8> = "\u{feff}BEGIN:VCARD\r\nFN:Žydrūnė 🦀\r\nEND:VCARD\r\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    desk.write("../wide.vcf", wide);
    let transcript = desk.transcript(&[
        "tickler import old.vcf --dry-run",
        "tickler import old.vcf --encoding windows-1252 --dry-run",
        "tickler import wide.vcf",
    ]);
    assert_eq!(
        transcript,
        r#"$ tickler import old.vcf --dry-run
Imported 1 new client

New
Иван Иванов  behind "someday"
! old.vcf was read as windows-1251; if letters are wrong, say another: --encoding
! a dry run: nothing was changed
$ tickler import old.vcf --encoding windows-1252 --dry-run
Imported 1 new client

New
Èâàí Èâàíîâ  behind "someday"
! a dry run: nothing was changed
$ tickler import wide.vcf
Imported 1 new client

New
Žydrūnė 🦀  behind "someday"
"#
    );
}

/// The cards of an export, without when they were changed, in an order of their own.
fn cards(export: &str) -> Vec<String> {
    let cards = export.split_inclusive("END:VCARD\r\n").map(|card| {
        let lines = card
            .split_inclusive("\r\n")
            .filter(|line| !line.starts_with("REV:"));
        lines.collect::<String>()
    });
    let mut cards: Vec<String> = cards.collect();
    cards.sort();
    cards
}

#[test]
fn what_is_exported_is_imported_as_it_was() {
    let full = desk();
    full.answer("tickler import *.vcf --yes");
    full.answer(
        "tickler add 'Evil; \"X\"' --company 'END:VCARD' --address 'one\ntwo; three\\n' --phone 'Büro; 1: +1 (2)' \
         --tag 'a,b' --occasion 'name day=06-24' --occasion birthday=02-29 --hours 9-12 --zone Europe/Vilnius \
         --every 6w --stage offer --source fair --salutation 'Dear X' --set 'k;v=x,y' --on fri",
    );
    for version in ["3.0", "4.0"] {
        let export = format!("tickler export vcard --vcard {version}");
        let written = full.answer(&export);
        let empty = Desk::new();
        empty.write("../cards.vcf", &written);
        empty.answer("tickler import - --yes < cards.vcf");
        let again = empty.answer(&export);
        assert_eq!(cards(&again), cards(&written));
        // And in the store that they came from there is nothing new in them.
        full.write("../cards.vcf", &written);
        let before = full.snapshot();
        let told = full.json("tickler import cards.vcf --update --json");
        assert_eq!((&told["new"], &told["updated"]), (&0.into(), &0.into()));
        assert_eq!(told["known"], 7);
        assert!(before == full.snapshot());
    }
}

#[test]
fn what_a_card_cant_hold_is_left_out_of_it() {
    let desk = Desk::after(&[
        "tickler add 'Tab\there' --address \"$(printf 'one\\033[2J\\r\\ntwo')\"",
        "tickler note tab \"$(printf 'a\\013b\\n\\nEND:VCARD\\nBEGIN:VCARD')\"",
    ]);
    let card = desk.answer("tickler export vcard --vcard 3.0");
    let lines: Vec<&str> = card.split("\r\n").collect();
    assert!(lines.contains(&"ADR:;;one[2J\\ntwo;;;;"), "{card}");
    assert!(
        lines.contains(&"NOTE:a\\nb\\n\\nEND:VCARD\\nBEGIN:VCARD"),
        "{card}"
    );
    let empty = Desk::new();
    empty.write("../card.vcf", &card);
    empty.answer("tickler import card.vcf");
    let again = empty.answer("tickler export vcard --vcard 3.0");
    assert_eq!(cards(&again), cards(&card));
}
