//! The head's view: every binder in a line, the contacts with the clients, and each manager's own
//! capacity and days off in every answer.

mod desk;

use desk::Desk;

/// Three managers: anna with much today, boris with a capacity of his own, chen with nothing yet.
fn team() -> Desk {
    let desk = Desk::new();
    for manager in ["anna", "boris", "chen"] {
        desk.answer(&format!("tickler config --manager {manager} --new"));
    }
    desk.answer("tickler config capacity 3");
    desk.answer("tickler config --manager boris capacity 1");
    for (manager, name, on) in [
        ("anna", "Ivan", "2024-06-11"),
        ("anna", "Žydrūnė", "2024-06-13"),
        ("anna", "สมชาย", "2024-06-13"),
        ("anna", "王芳", "2024-06-13"),
        ("anna", "Ona", "2024-06-14"),
        ("anna", "Rūta", "someday"),
        ("boris", "Marta", "2024-06-14"),
        ("boris", "Piret", "2024-06-14"),
        ("boris", "Jurgita", "jul"),
    ] {
        desk.answer(&format!(
            "tickler --as {manager} --today 2024-05-01 add '{name}' --on {on}"
        ));
    }
    desk
}

#[test]
fn every_binder_stands_in_a_line() {
    let desk = team();
    assert_eq!(
        desk.run("tickler team"),
        "\
$ tickler team
Thu 2024-06-13  3 managers  9 dossiers, 1 overdue  (│ marks the capacity)

Manager  Dossiers  Overdue   Today  Fri 14  Mon 17  Tue 18  Wed 19  Thu 20
anna            6        1  4 of 3  █▍  │       │       │       │       │
boris           3           0 of 1  ████│▶      │       │       │       │
chen            0           0 of 3      │       │       │       │       │
"
    );
    desk.answer("tickler close ruta --lost");
    assert_eq!(
        desk.json("tickler --json team")["managers"][0]["dossiers"],
        5
    );
}

#[test]
fn the_days_are_the_working_days_of_each_manager() {
    let desk = team();
    desk.answer("tickler config --manager boris work_week tue-sat");
    desk.answer("tickler config holidays --add '2024-06-17 Jaanipäev'");
    assert_eq!(
        desk.run("tickler team"),
        "\
$ tickler team
Thu 2024-06-13  3 managers  9 dossiers, 1 overdue  (│ marks the capacity)

Manager  Dossiers  Overdue   Today
anna            6        1  4 of 3  Fri 14  Tue 18  Wed 19  Thu 20  Fri 21
                                    █▍  │       │       │       │       │
boris           3           0 of 1  Fri 14  Sat 15  Tue 18  Wed 19  Thu 20
                                    ████│▶      │       │       │       │
chen            0           0 of 3  Fri 14  Tue 18  Wed 19  Thu 20  Fri 21
                                        │       │       │       │       │
"
    );
}

#[test]
fn with_contacts_it_says_who_was_not_contacted_for_long() {
    let desk = team();
    desk.answer("tickler --today 2024-06-10 file zydrune --on 2024-06-13");
    desk.answer("tickler --today 2024-05-10 --as boris file marta --on 2024-06-14 --no-answer");
    desk.answer("tickler --today 2024-06-12 --as boris file piret --on 2024-06-14");
    desk.answer("tickler --as boris undo");
    let said = desk.run("tickler team --contacts");
    let (_, contacts) = said.split_once("\n\nManager  Last").expect("contacts");
    assert_eq!(
        contacts,
        " contact  No contact for over 30 days
anna     Mon 10 Jun    5 clients: Ivan (never, 43 days), Ona (never, 43 days),
                       Rūta (never, 43 days), สมชาย (never, 43 days), 王芳
                       (never, 43 days)
boris    Fri 10 May    3 clients: Jurgita (never, 43 days), Piret (never, 43
                       days), Marta (34 days)
chen     never         nobody
"
    );
    let value = desk.json("tickler --json team --contacts");
    let boris = &value["managers"][1];
    let last = boris["last_contact"].as_str().expect("a moment");
    assert!(last.starts_with("2024-05-10T"), "{last}");
    assert_eq!(
        boris["silent"][2],
        serde_json::json!({ "client": "marta", "name": "Marta", "last": "2024-05-10", "days": 34 })
    );
}

#[test]
fn for_programs_every_key_is_there() {
    let value = team().json("tickler --json team");
    assert_eq!(
        value["managers"][1],
        serde_json::json!({
            "manager": "boris", "dossiers": 3, "overdue": 0, "today": 0,
            "next_days": [
                { "date": "2024-06-14", "load": 2 }, { "date": "2024-06-17", "load": 0 },
                { "date": "2024-06-18", "load": 0 }, { "date": "2024-06-19", "load": 0 },
                { "date": "2024-06-20", "load": 0 },
            ],
            "capacity": 1, "last_contact": null, "silent": null,
        })
    );
    let keys = ["date", "managers", "remarks", "unreadable"];
    let has: Vec<&String> = value.as_object().expect("an object").keys().collect();
    assert_eq!(has, keys);
}

#[test]
fn one_who_has_left_is_listed_only_while_somebody_is_in_the_binder() {
    let desk = team();
    let settings =
        r#"{ "format": 1, "managers": { "boris": { "left": true }, "chen": { "left": true } } }"#;
    desk.write("binder.json", settings);
    let value = desk.json("tickler --json team");
    let managers = value["managers"].as_array().expect("a list").iter();
    let managers: Vec<_> = managers.map(|one| one["manager"].clone()).collect();
    assert_eq!(managers, ["anna", "boris"]);
}

#[test]
fn it_needs_no_binder_and_nobody_at_the_desk() {
    let said = team().run("TICKLER_MANAGER= USER='DOMAIN\\x' tickler team");
    assert!(said.contains("3 managers"), "{said}");
    let empty = Desk::new();
    let said = empty.run("tickler team");
    assert!(
        said.contains("Nobody has a binder here.\n! the binder is empty; begin"),
        "{said}"
    );
    assert!(!empty.store().exists());
}

#[test]
fn what_can_not_be_read_is_named() {
    let desk = team();
    desk.output("ln -s 2024-06-14 binder/managers/anna/2024-06-20");
    let said = desk.run("tickler team");
    assert!(said.contains("6        1  4 of 3"), "{said}");
    assert!(
        said.contains("anna/2024-06-20: can't be opened as a folder"),
        "{said}"
    );
    assert!(said.ends_with("(1)\n"), "{said}");
    desk.write("managers/boris/2024-07/bad.json", "{");
    let said = desk.run("tickler team --contacts");
    assert!(said.contains("bad.json: line 1"), "{said}");
}

/// The capacity and the days of one manager hold in every answer that speaks of that manager,
/// whoever asks.
#[test]
fn each_managers_own_capacity_and_days_hold_in_every_answer() {
    let desk = team();
    desk.answer("tickler config --manager boris work_week mon-thu");
    let transcript = desk.transcript(&[
        "tickler --as boris --today 2024-06-14 today",
        "tickler --as boris week",
        "tickler file marta --on 2024-06-14 --planned",
        "tickler --as boris file marta --on +1d",
        "tickler move jurgita --on 2024-06-17",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler --as boris --today 2024-06-14 today
Fri 2024-06-14  boris  2 of 1: 2 new calls

Client  Last contact
Marta   never
Piret   never

More than can be done; to move what can wait: tickler spread
$ tickler --as boris week
Thu 2024-06-13  boris

Day            Client
Thu 13 Jun
today, 0 of 1
Fri 14 Jun     Marta
day off, 2
               Piret
Mon 17 Jun
0 of 1
Tue 18 Jun
0 of 1
Wed 19 Jun
0 of 1
Thu 20 Jun
0 of 1
$ tickler file marta --on 2024-06-14 --planned
Filed Marta behind \"14\": Fri 2024-06-14, tomorrow (2 of 1)
! Fri 2024-06-14 has 2, and 1 can be done; the nearest day with room is Thu 2024-06-13, today
! Marta is in the binder of boris
! Fri 2024-06-14 is no working day, taken as said; the next working day is Mon 2024-06-17
$ tickler --as boris file marta --on +1d
Filed Marta behind \"17\": Mon 2024-06-17, in 4 days (1 of 1)
! Fri 2024-06-14 is no working day, so it is Mon 2024-06-17, the next working day
$ tickler move jurgita --on 2024-06-17
Moved Jurgita behind \"17\": Mon 2024-06-17, in 4 days (2 of 1)
! Mon 2024-06-17 has 2, and 1 can be done; the nearest day with room is Tue 2024-06-18, in 5 days
! Jurgita is in the binder of boris
"
    );
    let binder = desk.json("tickler --as boris --json binder");
    assert_eq!(binder["capacity"], 1);
}

#[test]
fn the_binder_names_a_folder_that_can_not_be_opened_as_team_does() {
    let desk = team();
    desk.output("ln -s 2024-06-14 binder/managers/anna/2024-06-20");
    let said = desk.run("tickler binder");
    assert!(said.contains("anna  6 dossiers, 1 overdue"), "{said}");
    assert!(
        said.contains("anna/2024-06-20: can't be opened as a folder"),
        "{said}"
    );
    assert!(said.ends_with("(1)\n"), "{said}");
}
