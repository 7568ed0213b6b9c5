//! A binder is lent for an absence, and brought back.

mod desk;

use desk::Desk;

#[test]
fn a_lent_binder_says_so_and_comes_back_from_wherever_it_stands() {
    let desk = Desk::of_two_managers();
    desk.answer("tickler config --manager ben capacity 30");
    let transcript = desk.transcript(&[
        "tickler handover anna --to ben --until 2024-06-21 --yes",
        "tickler today",
        "tickler --as ben today 2024-06-20",
        "tickler show ivan",
        "tickler --as ben file ivan --on 2024-06-25 -n 'talked to ben'",
        "tickler --today 2024-06-21 today",
        "tickler --today 2024-06-21 --as ben list --company romashka",
        "tickler --today 2024-06-21 handover anna --back --yes",
        "tickler --today 2024-06-21 --as ben list",
        "tickler --today 2024-06-21 today",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler handover anna --to ben --until 2024-06-21 --yes
Lent 5 dossiers of anna to ben until Fri 2024-06-21, in 8 days

To   Dossiers  Overdue  Later  No day
ben         5        1      3       1

Overdue
Late Lena  Tue 2024-06-11, 2 days late  ben
$ tickler today
Thu 2024-06-13  anna  0 of 30

Nothing is due.
! 5 dossiers are lent to ben until Fri 2024-06-21, in 8 days
$ tickler --as ben today 2024-06-20
Thu 2024-06-20  ben  5 of 30: 1 overdue, 4 new calls

Due          Client                             Last contact
9 days late  Late Lena                          never
             lent by anna until Fri 2024-06-21
10:00        Ivan Ivanov                        never
agreed       Romashka
             lent by anna until Fri 2024-06-21
             Beta                               never
             Olga Petrova                       never
             Romashka
             lent by anna until Fri 2024-06-21
             Žydrūnė Šimkutė                    never
             lent by anna until Fri 2024-06-21
! 5 dossiers are lent by anna until Fri 2024-06-21, tomorrow
$ tickler show ivan
Ivan Ivanov  ivan-ivanov
Romashka

Place   behind \"20\": Thu 2024-06-20 at 10:00, in 7 days, agreed
Binder  ben, lent by anna until Fri 2024-06-21

Last contacts and notes
None yet.
3 entries more: tickler show ivan-ivanov --all
! Ivan Ivanov is in the binder of ben
$ tickler --as ben file ivan --on 2024-06-25 -n 'talked to ben'
Filed Ivan Ivanov behind \"25\": Tue 2024-06-25, in 12 days (1 of 30)
$ tickler --today 2024-06-21 today
Fri 2024-06-21  anna  0 of 30

Nothing is due.
! 5 dossiers are lent to ben until Fri 2024-06-21, today; to bring back: tickler handover anna --back
$ tickler --today 2024-06-21 --as ben list --company romashka
ben: 2 dossiers (1 new, 1 existing)

Client                             Due         Phone, last contact
Olga Petrova                       Thu 20 Jun  never
Romashka                           1 day late
lent by anna until Fri 2024-06-21
Ivan Ivanov                        Tue 25 Jun  Thu 13 Jun call
Romashka                           in 4 days
lent by anna until Fri 2024-06-21
! 5 dossiers are lent by anna until Fri 2024-06-21, today; to bring back: tickler handover anna --back
$ tickler --today 2024-06-21 handover anna --back --yes
Brought 5 dossiers back to anna

From  Dossiers  Overdue  Later  No day
ben          5        3      1       1

Overdue
Late Lena        Tue 2024-06-11, 10 days late  anna
Olga Petrova     Thu 2024-06-20, 1 day late    anna
Žydrūnė Šimkutė  Thu 2024-06-20, 1 day late    anna
$ tickler --today 2024-06-21 --as ben list
ben: 1 dossier (1 new)

Client  Due         Phone, last contact
Beta    Thu 20 Jun  never
        1 day late
$ tickler --today 2024-06-21 today
Fri 2024-06-21  anna  3 of 30: 3 overdue

Due           Client           Last contact
10 days late  Late Lena        never
1 day late    Olga Petrova     never
              Romashka
1 day late    Žydrūnė Šimkutė  never
"
    );
    let settings = desk.read("binder.json");
    assert!(!settings.contains("loans"), "{settings}");
    let ivan = desk.json("tickler show ivan --json");
    let kinds = ivan["history"].as_array().expect("a history").iter();
    let kinds: Vec<&str> = kinds.filter_map(|entry| entry["kind"].as_str()).collect();
    assert_eq!(kinds, ["add", "move", "lend", "call", "return"]);
}

#[test]
fn what_was_lent_comes_back_from_third_hands_and_from_among_the_closed() {
    let desk = Desk::of_two_managers();
    for line in [
        "tickler config --manager chen --new",
        "tickler handover anna --to ben --to chen --until 2024-06-21 --yes",
        "tickler assign late --to dora --new",
        "tickler close delta --won",
        "tickler assign ivan --to anna",
    ] {
        desk.answer(line);
    }
    let said = desk.run("tickler today");
    assert!(
        said.contains("! 2 dossiers are lent to ben")
            && said.contains("! 1 dossier is lent to chen")
            && said.contains("! 1 dossier is lent to dora"),
        "{said}"
    );
    let back = desk.json("tickler handover anna --back --yes --json");
    assert_eq!(back["moved"], true);
    assert_eq!(back["until"], serde_json::Value::Null);
    assert_eq!(back["to"], serde_json::json!(["anna"]));
    assert_eq!(back["dossiers"].as_array().map(Vec::len), Some(4));
    let anna: Vec<String> = desk
        .dossiers()
        .into_iter()
        .filter(|path| path.starts_with("anna/"))
        .collect();
    assert_eq!(anna.len(), 6, "{anna:?}");
    assert!(anna.contains(&"anna/closed/delta.json".to_owned()));
    desk.answer("tickler undo --yes");
    assert_eq!(
        desk.json("tickler today --json")["remarks"]
            .as_array()
            .map(Vec::len),
        Some(3)
    );
}

#[test]
fn what_can_not_be_read_stays_lent_until_it_can() {
    let desk = Desk::of_two_managers();
    desk.answer("tickler handover anna --to ben --until 2024-06-21 --yes");
    let path = "managers/ben/2024-07/delta.json";
    let whole = desk.read(path);
    desk.write(path, "{");
    let said = desk.run("tickler handover anna --back --yes");
    assert!(
        said.contains("Brought 4 dossiers back to anna") && said.contains("! warning: "),
        "{said}"
    );
    desk.write(path, whole);
    let said = desk.run("tickler today");
    assert!(said.contains("! 1 dossier is lent to ben until"), "{said}");
    let said = desk.run("tickler handover anna --back");
    assert!(said.contains("Brought 1 dossier back to anna"), "{said}");
    assert!(!desk.read("binder.json").contains("loans"));
}

#[test]
fn wherever_the_owner_looks_it_is_said_what_is_lent() {
    let desk = Desk::of_two_managers();
    desk.answer("tickler handover anna --to ben --until 2024-06-21 --yes");
    let lent = "! 5 dossiers are lent to ben until Fri 2024-06-21, in 8 days\n";
    let borrowed = "! 5 dossiers are lent by anna until Fri 2024-06-21, in 8 days\n";
    let looks = ["today", "week", "binder", "list", "find ivan", "handover"];
    for look in looks {
        for (manager, said) in [("anna", lent), ("ben", borrowed)] {
            let whose = if look == "handover" { manager } else { "" };
            let look = desk.run(&format!("tickler --as {manager} {look} {whose}"));
            assert_eq!(look.matches(said).count(), 1, "{look}");
        }
    }
}

#[test]
fn what_is_lent_is_what_the_dossiers_say_whatever_became_of_them_meanwhile() {
    let lent = "tickler handover anna --to ben --until 2024-06-21 --yes";
    // What is done, by whom it is then looked, and what is said of loans there.
    let cases: [(&[&str], &str, &[&str]); 6] = [
        (
            &[
                lent,
                "tickler --as ben handover ben --to chen --new --until 2024-06-20 --yes",
                "tickler handover anna --back --yes",
            ],
            "ben",
            &["1 dossier is lent to chen until Thu 2024-06-20, in 7 days"],
        ),
        (
            &[lent, "tickler assign ivan --to chen --new"],
            "chen",
            &["1 dossier is lent by anna until Fri 2024-06-21, in 8 days"],
        ),
        (
            &[lent, "tickler assign ivan --to chen --new"],
            "ben",
            &["4 dossiers are lent by anna until Fri 2024-06-21, in 8 days"],
        ),
        (
            &[
                lent,
                "tickler --as ben handover ben --to chen --new --until 2024-06-20 --yes",
                "tickler undo --yes",
            ],
            "anna",
            &[],
        ),
        (
            &[lent, "tickler undo --yes", "tickler undo --redo --yes"],
            "anna",
            &["5 dossiers are lent to ben until Fri 2024-06-21, in 8 days"],
        ),
        (
            &[lent, "tickler forget ivan --yes"],
            "anna",
            &["4 dossiers are lent to ben until Fri 2024-06-21, in 8 days"],
        ),
    ];
    for (lines, manager, said) in cases {
        let desk = Desk::of_two_managers();
        for line in lines {
            desk.answer(line);
        }
        let today = desk.json(&format!("tickler --as {manager} today --json"));
        assert_eq!(today["remarks"], serde_json::json!(said), "{lines:?}");
    }
}

#[test]
fn taking_a_loan_back_names_no_setting() {
    let desk = Desk::of_two_managers();
    desk.answer("tickler handover anna --to ben --until 2024-06-21 --yes");
    let said = desk.run("tickler undo --yes");
    assert!(!said.contains("loans"), "{said}");
    assert!(!desk.read("binder.json").contains("loans"));
}

#[test]
fn a_day_of_return_that_is_a_day_off_there_is_said() {
    let desk = Desk::of_two_managers();
    desk.answer("tickler config --manager anna holidays --add '2024-06-20 Fair'");
    let mut said = desk.run("tickler handover anna --to ben --until +7d --dry-run");
    assert!(said.contains("until Fri 2024-06-21"), "{said}");
    assert!(
        said.contains("! Thu 2024-06-20 is a holiday (Fair)"),
        "{said}"
    );
    said = desk.run("tickler handover anna --to ben --until 2024-06-20 --yes");
    assert!(
        said.contains("! Thu 2024-06-20 is a holiday (Fair)"),
        "{said}"
    );
}
