//! Single clients go to a colleague, and a manager who has left takes nothing more.

mod desk;

use desk::Desk;

/// Anna's binder of two clients, and ben's of one.
fn desk() -> Desk {
    Desk::after(&[
        "tickler add 'Ivan Ivanov' --on 2024-06-20 --at 10:00",
        "tickler add 'Žydrūnė Šimkutė' --on jul",
        "tickler config --manager ben --new",
        "tickler --as ben add Beta --on 2024-06-20",
    ])
}

#[test]
fn a_client_goes_to_a_colleague_and_stays_behind_the_same_divider() {
    let desk = desk();
    let transcript = desk.transcript(&[
        "tickler assign ivanov --to ben --dry-run",
        "tickler assign ivanov zydrune --to ben",
        "tickler show ivanov --all",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler assign ivanov --to ben --dry-run
Gave Ivan Ivanov to ben: stands behind \"20\": Thu 2024-06-20 at 10:00, in 7 days (2 of 30)
! a dry run: nothing was changed
$ tickler assign ivanov zydrune --to ben
Gave Ivan Ivanov to ben: stands behind \"20\": Thu 2024-06-20 at 10:00, in 7 days (2 of 30)
Gave Žydrūnė Šimkutė to ben: stands behind \"July\"
$ tickler show ivanov --all
Ivan Ivanov  ivan-ivanov

Place   behind \"20\": Thu 2024-06-20 at 10:00, in 7 days, planned
Binder  ben

History
Thu 13 Jun  assign, by anna  manager: ben, from anna
Thu 13 Jun  add, by anna     to Thu 2024-06-20 at 10:00
                             manager: anna
                             name: Ivan Ivanov
! Ivan Ivanov is in the binder of ben
"
    );
    let undone = desk.answer("tickler undo");
    assert!(
        undone.starts_with("Taken back: assigned 2 dossiers ("),
        "{undone}"
    );
    assert_eq!(
        desk.dossiers(),
        [
            "anna/2024-06-20/ivan-ivanov.json",
            "anna/2024-07/zydrune-simkute.json",
            "ben/2024-06-20/beta.json"
        ]
    );
}

#[test]
fn the_history_says_from_whom_and_to_whom() {
    let desk = desk();
    let value = desk.json("tickler assign ivanov --to ben --json");
    let line = &value["changed"][0];
    assert_eq!(line["manager"], "ben");
    assert_eq!(line["from"], line["to"]);
    assert_eq!(line["load"], 2);
    let shown = desk.json("tickler show ivanov --json");
    let last = &shown["history"][1];
    assert_eq!(last["kind"], "assign");
    assert_eq!(last["by"], "anna");
    assert_eq!(
        (&last["from_manager"], &last["to"]),
        (&"anna".into(), &"ben".into())
    );
    assert_eq!(last["set"], serde_json::json!({ "manager": "ben" }));
}

#[test]
fn a_new_colleague_gets_a_binder_and_a_full_day_is_said_aloud() {
    let desk = desk();
    let transcript = desk.transcript(&[
        "tickler assign beta --to dora --new",
        "tickler config --manager dora capacity 1",
        "tickler assign ivanov --to dora",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler assign beta --to dora --new
Gave Beta to dora: stands behind \"20\": Thu 2024-06-20, in 7 days (1 of 30)
! Beta was in the binder of ben
! a binder was opened for dora
$ tickler config --manager dora capacity 1
capacity for dora: 1; before: 30 (default)
$ tickler assign ivanov --to dora
Gave Ivan Ivanov to dora: stands behind \"20\": Thu 2024-06-20 at 10:00, in 7 days (2 of 1)
! Thu 2024-06-20 has 2, and 1 can be done; the nearest day with room is Wed 2024-06-19, in 6 days
"
    );
}

#[test]
fn one_who_has_left_takes_nothing_more_until_back() {
    let desk = desk();
    desk.answer("tickler assign beta --to anna");
    let transcript = desk.transcript(&[
        "tickler config --manager ben left true",
        "tickler --as ben today",
        "tickler --as ben add Gamma --on fri",
        "tickler --as carla today",
        "tickler assign ivanov --to ben",
        "tickler config --manager ben --new",
        "tickler config --manager ben left false",
        "tickler assign ivanov --to ben",
        "tickler config left true",
        "tickler config --manager ben left maybe",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler config --manager ben left true
left for ben: true; before: false (default)
$ tickler --as ben today
Thu 2024-06-13  ben  0 of 30

Nothing is due.
! ben has left; if ben is back: tickler config --manager ben left false
$ tickler --as ben add Gamma --on fri
! error: ben has left, and takes nothing more
! hint: if ben is back: tickler config --manager ben left false
(4)
$ tickler --as carla today
Thu 2024-06-13  carla  0 of 30

Nothing is due.
! carla has no binder here; there is that of anna: try --as anna
$ tickler assign ivanov --to ben
! error: ben has left, and takes nothing more
! hint: if ben is back: tickler config --manager ben left false
(4)
$ tickler config --manager ben --new
! error: ben has left, and takes nothing more
! hint: if ben is back: tickler config --manager ben left false
(4)
$ tickler config --manager ben left false
left for ben: false (default); before: true (own value)
$ tickler assign ivanov --to ben
Gave Ivan Ivanov to ben: stands behind \"20\": Thu 2024-06-20 at 10:00, in 7 days (1 of 30)
$ tickler config left true
! error: `left` is said of one manager
! hint: say whose: tickler config --manager anna left true
(2)
$ tickler config --manager ben left maybe
! error: `left` can't be \"maybe\"
! hint: left is true or false
(2)
"
    );
}

#[test]
fn what_is_still_in_the_binder_of_one_who_left_can_be_given_but_not_written() {
    let desk = desk();
    desk.answer("tickler config --manager ben left true");
    let before = desk.snapshot();
    for line in [
        "tickler note beta word",
        "tickler file beta --on fri",
        "tickler close beta --won",
        "tickler --as ben add Gamma --on fri",
    ] {
        let said = desk.run(line);
        assert!(
            said.contains("! error: ben has left") && said.ends_with("(4)\n"),
            "{said}"
        );
    }
    assert_eq!(desk.snapshot(), before);
    assert!(
        desk.run("tickler --as carla today")
            .contains("anna and ben")
    );
    desk.answer("tickler assign beta --to anna");
    assert!(!desk.run("tickler --as carla today").contains("ben"));
}
