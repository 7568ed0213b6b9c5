//! Who of a list is in the binder already, and what an import adds to them: nothing twice.

mod desk;

use desk::{CLIENTS, Desk};

fn desk() -> Desk {
    Desk::new().with("TICKLER_TODAY", "2024-06-13 10:00")
}

#[test]
fn what_is_missing_is_added_and_what_is_said_stays() {
    let desk = desk();
    desk.answer(CLIENTS);
    desk.answer("tickler import clients.csv");
    desk.answer(
        "cat > more.csv <<END
Name;Company;Phone;Tag;Budget;Note;Last contact;Next contact
Ivan I. Ivanov;Romashka;8 600 12345;retail;15000;Called back;2024-06-12;2024-06-21
Beta;Beta UAB;+370 5 555 0000;;;Wants prices;;
END
",
    );
    let transcript = desk.transcript(&[
        "tickler import more.csv | tail -n +11",
        "tickler import more.csv --update | tail -n +11",
        "tickler import more.csv --update | tail -n +11",
        "tickler show ivan",
        "tickler import more.csv --overwrite | tail -n +11",
        "tickler import more.csv --overwrite | tail -n +11",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler import more.csv | tail -n +11
Left 2 clients that are there already

There already
Ivan Ivanov  line 2 of more.csv
Beta         line 3 of more.csv
! there is more on 2 of those who are there already; to add it: --update
$ tickler import more.csv --update | tail -n +11
Added to 2 clients

Added to
Ivan Ivanov  tag: retail
             note: Called back
             last contact: 2024-06-12
Beta         phone: +370 5 555 0000
             note: Wants prices
$ tickler import more.csv --update | tail -n +11
Left 2 clients that are there already

There already
Ivan Ivanov  line 2 of more.csv
Beta         line 3 of more.csv
$ tickler show ivan
Ivan Ivanov  ivan-ivanov
Romashka

Place   behind \"20\": Thu 2024-06-20 at 14:30, in 7 days, planned
Binder  anna

Phones  +370 600 12345
Tags    wholesale
        retail
Budget  12000

Last contacts and notes
Wed 12 Jun  import  Called back
Mon 3 Jun   import  Wants prices
$ tickler import more.csv --overwrite | tail -n +11
Added to 1 client and left 1 client that is there already

Added to
Ivan Ivanov  name: Ivan I. Ivanov
             Budget: 15000
             next contact: 2024-06-21

There already
Beta  line 3 of more.csv
$ tickler import more.csv --overwrite | tail -n +11
Left 2 clients that are there already

There already
Ivan I. Ivanov  line 2 of more.csv
Beta            line 3 of more.csv
"
    );
}

#[test]
fn rows_about_one_client_become_one_and_others_stay_apart() {
    let desk = desk();
    desk.answer("tickler add 'Olga Petrova' --company Beta --phone '+370 5 261 0000'");
    desk.answer(
        "cat > twice.csv <<END
Name,Company,Phone,E-mail
Ivan Ivanov,Romashka,+370 600 12345,
Ivanov Ivan,ROMASHKA,,ivan@x.example
Anna,,+370 600 11111,
Anna,,+370 600 22222,
Boris Stone,Beta,+370 5 261 0000,
END
",
    );
    let transcript = desk.transcript(&[
        "tickler import twice.csv --yes",
        "tickler show ivan",
        "tickler import twice.csv",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler import twice.csv --yes
Column   Goes to  Filled
Name     name          5
Company  company       3
Phone    phone         4
E-mail   email         1

Imported 4 new clients

New
Ivan Ivanov  behind \"someday\"
Anna         behind \"someday\"
Anna         behind \"someday\"
Boris Stone  behind \"someday\"
! Boris Stone has the phone of Olga Petrova, and is taken for somebody else
$ tickler show ivan
Ivan Ivanov  ivan-ivanov
Romashka

Place   behind \"someday\"
Binder  anna

Phones   +370 600 12345
E-mails  ivan@x.example

Last contacts and notes
None yet.
1 entry more: tickler show ivan-ivanov --all
$ tickler import twice.csv
Column   Goes to  Filled
Name     name          5
Company  company       3
Phone    phone         4
E-mail   email         1

Left 4 clients that are there already

There already
Ivan Ivanov  lines 2 and 3 of twice.csv
Anna         line 4 of twice.csv
Anna         line 5 of twice.csv
Boris Stone  line 6 of twice.csv
"
    );
}

#[test]
fn who_is_out_of_the_binder_comes_in_again_under_the_same_name() {
    let desk = desk();
    desk.answer(
        "cat > list.csv <<END
Wer,Firma,Handy,Bemerkung,Wiedervorlage
Ivan Ivanov,Romashka,+370 600 12345,Wants prices,2024-06-20 14:30
Anna,,+370 600 11111,,
Anna,,+370 600 22222,,
END
",
    );
    // The columns were not understood the first time, and Anna was one.
    let first =
        "tickler import list.csv --map Wer=name --map Handy= --map Bemerkung= --map Wiedervorlage=";
    let transcript = desk.transcript(&[
        &format!("{first} | tail -n +9"),
        "tickler undo",
        "tickler import list.csv --map Wer=name --spread 1 | tail -n +9",
        "tickler show ivan",
        "tickler import list.csv --map Wer=name --update | tail -n +9",
        "tickler undo",
        "tickler list",
        "tickler undo --redo",
        "tickler check",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler import list.csv --map Wer=name --map Handy= --map Bemerkung= --map Wiedervorlage= | tail -n +9

New
Ivan Ivanov  behind \"someday\"
Anna         behind \"someday\"
$ tickler undo
Taken back: imported 2 dossiers (Thu 2024-06-13 10:00)
Ivan Ivanov is out of the binder
Anna is out of the binder
$ tickler import list.csv --map Wer=name --spread 1 | tail -n +9

New
Ivan Ivanov  behind \"20\": Thu 2024-06-20 at 14:30, in 7 days (1 of 30)
Anna         behind \"13\": Thu 2024-06-13, today (1 of 30)
Anna         behind \"14\": Fri 2024-06-14, tomorrow (1 of 30)
$ tickler show ivan
Ivan Ivanov  ivan-ivanov
Romashka

Place   behind \"20\": Thu 2024-06-20 at 14:30, in 7 days, planned
Binder  anna

Phones  mobile: +370 600 12345

Last contacts and notes
Thu 13 Jun  import  Wants prices
2 entries more: tickler show ivan-ivanov --all
$ tickler import list.csv --map Wer=name --update | tail -n +9

There already
Ivan Ivanov  line 2 of list.csv
Anna         line 3 of list.csv
Anna         line 4 of list.csv
$ tickler undo
Taken back: imported 3 dossiers (Thu 2024-06-13 10:00)
Ivan Ivanov is out of the binder
Anna is out of the binder
Anna is out of the binder
$ tickler list
No dossier fits.
$ tickler undo --redo
Done again: imported 3 dossiers (Thu 2024-06-13 10:00)
Ivan Ivanov stands behind \"20\": Thu 2024-06-20 at 14:30, in 7 days (1 of 30)
Anna stands behind \"13\": Thu 2024-06-13, today (1 of 30)
Anna stands behind \"14\": Fri 2024-06-14, tomorrow (1 of 30)
$ tickler check
All right: 3 dossiers of 1 manager, each behind one place.
"
    );
    let names = ["anna", "anna-2", "ivan-ivanov"];
    let mut stored = desk.dossiers();
    stored.sort();
    let stored = stored
        .iter()
        .map(|path| path.rsplit('/').next().unwrap_or(path));
    assert!(
        stored.eq(names.map(|name| format!("{name}.json"))),
        "{:?}",
        desk.dossiers()
    );
}

#[test]
fn a_note_is_known_again_however_another_program_breaks_its_lines() {
    let desk = desk();
    desk.answer("tickler add 'Ivan Ivanov'");
    desk.answer(r#"tickler note ivan "$(printf 'one\r\ntwo\342\200\250three\a  four')""#);
    for version in ["3.0", "4.0"] {
        desk.answer(&format!(
            "tickler export vcard --vcard {version} -o cards.vcf"
        ));
        let again = desk.json("tickler import cards.vcf --update --json");
        assert_eq!(again["updated"], 0, "{version}: {again}");
    }
    desk.write("../more.csv", "Name,Note\nIvan Ivanov,tw\n");
    let more = desk.json("tickler import more.csv --update --json");
    assert_eq!(
        more["clients"][0]["adds"][0]["value"], "tw",
        "a part of a word is none"
    );
}

#[test]
fn a_note_is_there_already_only_as_a_whole() {
    let desk = desk();
    desk.answer("tickler add 'Ivan Ivanov' --phone '+370 600 12345'");
    desk.answer("tickler note ivan 'Wants prices for Monday'");
    let list = |note: &str| {
        let table = format!("Name,Phone,Note\nIvan Ivanov,+370 600 12345,\"{note}\"\n");
        desk.answer(&format!("cat > list.csv <<'END'\n{table}END"));
        desk.answer("tickler import list.csv --update")
    };
    let notes = [
        ("Wants prices for Monday", false),
        ("Wants prices", true),
        ("Wants prices", false),
        ("First\n\nSecond", true),
        ("First\n\nSecond", false),
        ("Second", false),
    ];
    for (note, is_new) in notes {
        let said = list(note);
        let left = said.contains("Left 1 client that is there already");
        assert_eq!(left, !is_new, "{said}");
    }
}

#[test]
fn it_is_said_in_whose_binder_somebody_is_there_already() {
    let desk = desk();
    desk.answer("tickler add Own; tickler config --manager ben --new");
    desk.answer("tickler --as ben add 'Olga Petrova' --company Beta; tickler --as ben add Gamma");
    let line = "tickler import list.csv --update | tail -n +5";
    desk.write("../list.csv", "Name,Company\nOlga Petrova,Beta\nOwn,\n");
    let said = desk.run(line);
    let remark = "! 1 client who is there already stands in the binder of ben\n";
    assert!(said.ends_with(remark), "{said}");
    desk.write(
        "../list.csv",
        "Name,Company\nOlga Petrova,Beta\nGamma,\nNew,\n",
    );
    let said = desk.run(line);
    let remark = "! 2 clients who are there already stand in the binder of ben\n";
    assert!(said.ends_with(remark), "{said}");
    desk.answer("tickler export json --all -o all.json");
    assert!(!desk.run("tickler import all.json --yes").contains("stand"));
}

#[test]
fn a_colleagues_closed_folder_keeps_nobody_out_of_the_own_binder() {
    let desk = desk().with("TICKLER_DIR", "anna");
    desk.answer(CLIENTS);
    desk.answer("tickler add Alpha --on fri");
    desk.answer("tickler config --manager boris --new");
    desk.answer("tickler --as boris add Beta --on fri");
    desk.output("chmod -R a+rwX .");
    let nobody = "setpriv --reuid=65534 --regid=65534 --clear-groups";
    if !desk.output(&format!("{nobody} true")).status.success() {
        desk::skipped("an import beside a closed folder: it needs root, and setpriv");
        return;
    }
    let import = |closed: &str| {
        desk.output(&format!("chown -R 65534:65534 . && chmod 000 {closed}"));
        let said = desk.run(&format!("{nobody} tickler import clients.csv --dry-run"));
        desk.output(&format!("chmod 700 {closed}"));
        said
    };
    let said = import("anna/managers/boris/2024-06-14");
    assert!(said.contains("Imported 3 new clients"), "{said}");
    assert!(said.contains("boris/2024-06-14: can't be opened"), "{said}");
    let said = import("anna/managers/anna/2024-06-14");
    assert!(said.contains("anna/2024-06-14: can't be opened"), "{said}");
    assert!(said.ends_with("(1)\n"), "{said}");
}
