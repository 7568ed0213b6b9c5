//! `tickler team --given`: what became of what a manager gave to others.

mod desk;

use desk::Desk;
use serde_json::json;

/// Anna gave one client to ben, lent the rest of her binder to chen, and has the last of it back.
fn given() -> Desk {
    Desk::after(&[
        "tickler config --manager anna --new",
        "tickler config --manager ben --new",
        "tickler config --manager chen --new",
        "tickler --today 2024-06-03 add 'Ivan Ivanov' --company Romashka --on 2024-06-12",
        "tickler --today 2024-06-03 add 'Žydrūnė Šimkutė' --on 2024-06-20 --at 10:00 --agreed",
        "tickler --today 2024-06-03 add สมชาย --on jul",
        "tickler --today 2024-06-03 add Delta --on someday",
        "tickler --today 2024-06-03 add Echo --on someday",
        "tickler --today 2024-06-04 assign ivan --to ben",
        "tickler --today 2024-06-05 handover anna --to chen --until 2024-06-28 --yes",
        "tickler --today 2024-06-06 --as chen file zydrune --on 2024-06-21 --no-answer -n 'At three'",
        "tickler --today 2024-06-07 --as chen close delta --lost",
        "tickler --today 2024-06-10 --as chen assign สมชาย --to ben",
        "tickler --today 2024-06-11 assign echo --to anna",
        "tickler --today 2024-06-12 note ivan 'Before noon: he flies at two' --for ben",
        "tickler --today 2024-06-12 --as chen note echo 'She called' --for anna",
    ])
}

#[test]
fn it_says_who_has_it_and_whether_the_client_was_contacted_since() {
    assert_eq!(
        given().run("tickler team --given"),
        "\
$ tickler team --given
Thu 2024-06-13  anna gave 4 dossiers to others, 2 not contacted since; 1 is back

To    Dossiers  Not contacted  Overdue  Closed  Given on
ben          1              1        1
chen         3              1                1         1

Client           Given to             Contact since                 Stands now
Ivan Ivanov      ben                  not yet                       Wed 12 Jun
Romashka         Tue 4 Jun, assigned                                1 day late
สมชาย            chen                 not yet                       July
                 Wed 5 Jun, lent                                    no day yet
                 until Fri 28 Jun                                   now with ben
Žydrūnė Šimkutė  chen                 Thu 6 Jun call, no answer:    Fri 21 Jun
                 Wed 5 Jun, lent      At three                      in 8 days
                 until Fri 28 Jun
Delta            chen                 none                          closed
                 Wed 5 Jun, lent
                 until Fri 28 Jun

Unread word for  Client
ben              Ivan Ivanov  Before noon: he flies at two
Wed 12 Jun
"
    );
}

#[test]
fn word_that_is_read_and_what_was_taken_back_is_not_told() {
    let desk = given();
    desk.answer("tickler --as ben note --read ivan");
    desk.answer("tickler --today 2024-06-12 assign zydrune --to ben");
    let lent_to = |desk: &Desk| {
        let value = desk.json("tickler --json team --given");
        assert_eq!(value["word"], json!([]));
        let lines = value["given"].as_array().expect("a list").iter();
        let mut of_zydrune = lines.filter(|line| line["client"] == "zydrune-simkute");
        of_zydrune.next().expect("her line")["given_to"].clone()
    };
    assert_eq!(lent_to(&desk), "ben");
    desk.answer("tickler undo");
    assert_eq!(lent_to(&desk), "chen");
    desk.answer("tickler handover anna --back");
    let value = desk.json("tickler --json team --given");
    assert_eq!(value["given"].as_array().map(Vec::len), Some(1));
    assert_eq!(value["back"], 4);
}

#[test]
fn for_programs_each_is_a_line_with_how_it_was_given() {
    let desk = given();
    let value = desk.json("tickler --json team --given");
    let keys: Vec<&String> = value.as_object().expect("an object").keys().collect();
    let expected = [
        "date",
        "manager",
        "given",
        "back",
        "word",
        "remarks",
        "unreadable",
    ];
    assert_eq!(keys, expected);
    let line = |client: &str| {
        let lines = value["given"].as_array().expect("a list").iter();
        let mut lines = lines.filter(|line| line["client"] == client);
        lines.next().expect("a line").clone()
    };
    let ivan = line("ivan-ivanov");
    assert_eq!(ivan["manager"], "ben");
    assert_eq!(ivan["days_late"], 1);
    let how = |line: &serde_json::Value| {
        let keys = ["given_to", "given_on", "kind", "until", "contacted_since"];
        keys.map(|key| line[key].clone())
    };
    assert_eq!(
        how(&ivan),
        [
            json!("ben"),
            json!("2024-06-04"),
            json!("assign"),
            json!(null),
            json!(false)
        ]
    );
    assert_eq!(
        how(&line("zydrune-simkute")),
        [
            json!("chen"),
            json!("2024-06-05"),
            json!("lend"),
            json!("2024-06-28"),
            json!(true)
        ]
    );
    assert_eq!(value["word"][0]["for"], "ben");
    assert_eq!(value["word"][0]["client"], "ivan-ivanov");
    let chen = desk.json("tickler --as chen --json team --given");
    let clients = chen["given"].as_array().expect("a list").iter();
    let clients: Vec<_> = clients.map(|line| line["client"].clone()).collect();
    assert_eq!(clients, ["smchaay"]);
}

#[test]
fn one_who_gave_nothing_or_has_no_binder_is_told_so() {
    let transcript = given().transcript(&[
        "tickler --as ben team --given",
        "tickler --as zoe team --given",
        "TICKLER_MANAGER= USER='a\\b' tickler team --given",
        "tickler team --given --contacts",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler --as ben team --given
Thu 2024-06-13  ben has no dossier with others
$ tickler --as zoe team --given
Thu 2024-06-13  zoe has no dossier with others
! zoe has no binder here; there are those of anna, ben and chen: try --as anna
$ TICKLER_MANAGER= USER='a\\b' tickler team --given
! error: it isn't said whose binder to open, and the login name \"a\\b\" can't be a manager's
! hint: say who you are: --as anna, TICKLER_MANAGER=anna, or for all who use this binder: tickler config manager anna
(2)
$ tickler team --given --contacts
! error: the argument '--given' cannot be used with '--contacts'
! hint: see how it is said: tickler team --help
(2)
"
    );
    let empty = Desk::new();
    let said = empty.run("tickler team --given");
    assert!(
        said.contains("anna has no dossier with others\n! the binder is empty"),
        "{said}"
    );
    assert!(!empty.store().exists());
}

#[test]
fn one_who_has_left_can_still_be_asked_about() {
    let desk = given();
    desk.answer("tickler --today 2024-06-12 handover anna --back");
    desk.answer("tickler handover anna --to ben --closed --leaving --yes");
    let said = desk.run("tickler team --given");
    assert!(said.contains("anna gave 5 dossiers to others"), "{said}");
    assert!(said.contains("! anna has left; if anna is back"), "{said}");
}

#[test]
fn what_can_not_be_read_is_named() {
    let desk = given();
    desk.write("managers/ben/2024-07/bad.json", "{");
    let said = desk.run("tickler team --given");
    assert!(said.contains("anna gave 4 dossiers"), "{said}");
    assert!(said.contains("bad.json: line 1"), "{said}");
    assert!(said.ends_with("(1)\n"), "{said}");
    let output = desk.output("tickler --json team --given");
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(value["unreadable"].as_array().map(Vec::len), Some(1));
}
