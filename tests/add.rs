//! `tickler add`: what is taken in, and who is known again.

mod desk;

use desk::Desk;

#[test]
fn an_info_card_is_written_in_the_order_of_the_design() {
    let desk = Desk::new();
    desk.answer(
        "tickler add 'Jonas Petraitis' --tag wholesale --company 'UAB Girios' --phone 'mobile: +370 600 12345' \
         --email jonas@girios.example --set budget=12000 --on 'fri 14:30' --agreed --next 'Ask about the estimate' \
         --stage offer --work meeting --position Director --source fair --salutation 'Dear Jonas' --address 'Vilnius'",
    );
    let value = desk.json("cat binder/managers/anna/2024-06-14/jonas-petraitis.json");
    let keys: Vec<_> = value
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(
        keys,
        [
            "format",
            "id",
            "manager",
            "place",
            "time",
            "agreed",
            "work",
            "next",
            "name",
            "salutation",
            "position",
            "company",
            "phones",
            "emails",
            "address",
            "source",
            "tags",
            "stage",
            "fields",
            "history",
        ]
    );
    assert_eq!(value["fields"]["budget"], "12000");
    assert_eq!(value["time"], "14:30");
    assert_eq!(value["agreed"], true);
}

#[test]
fn somebody_who_is_there_already_is_named_and_not_added_again() {
    let desk = Desk::new();
    desk.answer("tickler add 'Иван Иванов' --company Ромашка --phone '+370 600 12345' --email i@romashka.example");
    let before = desk.snapshot();
    let transcript = desk.transcript(&[
        "tickler add 'Ivan Ivanov' --company romashka",
        "tickler add 'Ivan Petrov' --phone '8 600 12345'",
        "tickler --as anna add 'I. Ivanov' --email I@Romashka.example --json",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler add 'Ivan Ivanov' --company romashka
! error: \"Ivan Ivanov\" seems to be in the binder already
!   ivan-ivanov  Иван Иванов, Ромашка, +370 600 12345
! hint: look first: tickler show ivan-ivanov; if it is another client: tickler add \"Ivan Ivanov\" --anyway
(4)
$ tickler add 'Ivan Petrov' --phone '8 600 12345'
! error: \"Ivan Petrov\" seems to be in the binder already
!   ivan-ivanov  Иван Иванов, Ромашка, +370 600 12345
! hint: look first: tickler show ivan-ivanov; if it is another client: tickler add \"Ivan Petrov\" --anyway
(4)
$ tickler --as anna add 'I. Ivanov' --email I@Romashka.example --json
! {
!   \"error\": \"\\\"I. Ivanov\\\" seems to be in the binder already\",
!   \"hint\": \"look first: tickler show ivan-ivanov; if it is another client: tickler add \\\"I. Ivanov\\\" --anyway\",
!   \"candidates\": [
!     {
!       \"client\": \"ivan-ivanov\",
!       \"name\": \"Иван Иванов\",
!       \"company\": \"Ромашка\",
!       \"phone\": \"+370 600 12345\"
!     }
!   ]
! }
(4)
"
    );
    assert_eq!(desk.snapshot(), before);
}

#[test]
fn the_same_phone_under_another_name_is_a_remark_and_anyway_overrides() {
    let desk = Desk::new();
    desk.answer("tickler add 'Ivan Ivanov' --company Romashka --phone '+370 600 12345'");
    let transcript = desk.transcript(&[
        "tickler add 'Olga Petrova' --phone 60012345 --on fri",
        "tickler add 'Ivan Ivanov' --company Romashka --anyway",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler add 'Olga Petrova' --phone 60012345 --on fri
Added Olga Petrova behind \"14\": Fri 2024-06-14, tomorrow (1 of 30)
! Ivan Ivanov (ivan-ivanov) has the same phone
$ tickler add 'Ivan Ivanov' --company Romashka --anyway
Added Ivan Ivanov behind \"someday\"
"
    );
    assert!(
        desk.read("managers/anna/someday/ivan-ivanov-2.json")
            .contains("\"name\": \"Ivan Ivanov\"")
    );
}

#[test]
fn names_of_every_script_get_a_file_name_of_their_own() {
    let desk = Desk::new();
    let names = [
        "สมชาย ใจดี",
        "Žydrūnė Šimkutė",
        "Иван Иванов",
        "محمد العربي",
        "山田太郎",
        "👩‍💼 Anna",
        "\u{202e}evil \u{1b}[31mred",
    ];
    for name in names {
        desk.answer(&format!("tickler add '{name}' --on fri"));
    }
    let value = desk.json("tickler today fri --json");
    let mut seen: Vec<_> = value["dossiers"]
        .as_array()
        .expect("lines")
        .iter()
        .map(|line| line["name"].as_str().expect("a name"))
        .collect();
    seen.sort_unstable();
    let mut names = names.to_vec();
    names.sort_unstable();
    assert_eq!(seen, names, "names are kept as they are");
    let text = desk.answer("tickler today fri");
    assert!(
        !text.contains(['\u{1b}', '\u{202e}']),
        "and shown harmlessly"
    );
    assert!(text.contains("<U+202E>evil ␛[31mred"), "{text}");
}

#[test]
fn thirty_who_add_at_once_are_all_there() {
    let desk = Desk::new();
    let adding = (1..=30).map(|n| format!("tickler add 'Client {n}' --on fri &"));
    let all: Vec<String> = adding.collect();
    desk.answer(&format!("{} wait", all.join(" ")));
    assert_eq!(desk.json("tickler today fri --json")["load"], 30);
}

/// `--set` means what it means for `edit`: a key of the card by its name, any other an own field.
#[test]
fn a_key_of_the_card_can_be_set_by_its_name() {
    let desk = Desk::new();
    desk.answer("tickler add Ivan --set stage=offer --set budget=12000 --set 'hours= 9-17'");
    let shown = desk.json("tickler show ivan --json");
    assert_eq!(shown["stage"], "offer");
    assert_eq!(shown["hours"], "9-17");
    assert_eq!(shown["fields"], serde_json::json!({ "budget": "12000" }));
    assert!(desk.answer("tickler list --stage offer").contains("Ivan"));
    assert!(
        desk.answer("tickler edit ivan --unset stage")
            .contains("Edited Ivan")
    );
    let before = desk.snapshot();
    for (pair, why) in [
        ("place=fri", "`place` is not set with --set on a new card"),
        ("id=1", "`id` is not set with --set on a new card"),
        ("phones=5550100", "tickler add NAME --phone TEXT"),
        ("time=25:00", "`time` can't be \"25:00\""),
        ("time=9:00", "a time of day needs a day"),
        ("work=golf", "`work` can't be \"golf\""),
        ("stage", "it is typed KEY=VALUE"),
    ] {
        let said = desk.run(&format!("tickler add Beta --set {pair}"));
        assert!(said.contains(why) && said.ends_with("(2)\n"), "{said}");
    }
    assert_eq!(desk.snapshot(), before);
}

/// However a new client comes in, the family name may stand first.
#[test]
fn who_is_filed_as_new_is_known_again_as_who_is_added() {
    let desk = Desk::new();
    desk.answer("tickler add 'Ivan Ivanov'; tickler add 'Olga Petrova' --company Romashka");
    let before = desk.snapshot();
    for name in [
        "Ivanov Ivan",
        "ivan ivanov",
        "Olga Petrova",
        "Петрова Ольга",
    ] {
        let said = desk.run(&format!("tickler file '{name}' --new --on fri"));
        assert!(said.contains("seems to be in the binder already"), "{said}");
        assert!(said.ends_with("(4)\n"), "{said}");
    }
    assert_eq!(desk.snapshot(), before);
    desk.answer("tickler file 'Ivan Petrov' --new --on fri");
}
