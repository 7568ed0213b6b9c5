//! A binder changes hands for good: to one colleague, or dealt out to several.

mod desk;

use desk::Desk;

const HANDED: &str = "\
Handed 5 dossiers of anna over to ben

To   Dossiers  Overdue  Later  No day
ben         5        1      3       1

Overdue
Late Lena  Tue 2024-06-11, 2 days late  ben

More than can be done
ben  Thu 2024-06-20, in 7 days  4 of 2
";

#[test]
fn a_binder_goes_to_a_colleague_as_it_is_in_one_piece_and_one_undo() {
    let desk = Desk::of_two_managers();
    let before = desk.dossiers();
    let stay = "! 1 closed dossier stays with anna; --closed takes it along\n";
    let dry = desk.run("tickler handover anna --to ben --dry-run");
    assert_eq!(
        dry,
        format!(
            "$ tickler handover anna --to ben --dry-run\n{HANDED}{stay}! a dry run: nothing was changed\n"
        )
    );
    assert_eq!(desk.dossiers(), before);
    let done = desk.run("tickler handover anna --to ben --yes");
    assert_eq!(
        done,
        format!("$ tickler handover anna --to ben --yes\n{HANDED}{stay}")
    );
    assert_eq!(
        desk.dossiers(),
        [
            "anna/closed/closed.json",
            "ben/2024-06-11/late-lena.json",
            "ben/2024-06-20/beta.json",
            "ben/2024-06-20/ivan-ivanov.json",
            "ben/2024-06-20/olga-petrova.json",
            "ben/2024-06-20/zydrune-simkute.json",
            "ben/2024-07/delta.json",
        ]
    );
    let ivan = desk.json("tickler show ivan --json");
    assert_eq!(
        (&ivan["time"], &ivan["agreed"]),
        (&"10:00".into(), &true.into())
    );
    let last = ivan["history"].as_array().and_then(|all| all.last());
    let last = last.expect("an entry");
    assert_eq!(last["kind"], "handover");
    assert_eq!(last["by"], "anna");
    assert_eq!(last["from_manager"], "anna");
    assert_eq!(last["to"], "ben");
    assert_eq!(last["set"], serde_json::json!({ "manager": "ben" }));
    let log = desk.answer("tickler log");
    assert!(log.contains("handed over 5 dossiers"), "{log}");
    desk.answer("tickler undo --yes");
    assert_eq!(desk.dossiers(), before);
}

#[test]
fn a_binder_is_dealt_out_to_several_and_a_company_stays_together() {
    let desk = Desk::of_two_managers();
    let transcript =
        desk.transcript(&["tickler handover anna --to dora --to ben --new --closed --yes"]);
    assert_eq!(
        transcript,
        "\
$ tickler handover anna --to dora --to ben --new --closed --yes
Handed 6 dossiers of anna over to dora and ben

To    Dossiers  Overdue  Later  No day
ben          3        1      1       1
dora         3               2       1

Overdue
Late Lena  Tue 2024-06-11, 2 days late  ben

Who has whom
Late Lena        Tue 2024-06-11, 2 days late  ben
Ivan Ivanov      Thu 2024-06-20, in 7 days    dora
Olga Petrova     Thu 2024-06-20, in 7 days    dora
Žydrūnė Šimkutė  Thu 2024-06-20, in 7 days    ben
Delta            July                         dora
Closed           closed                       ben
! a binder was opened for dora
"
    );
}

#[test]
fn days_that_are_too_full_are_relieved_of_what_is_planned() {
    let desk = Desk::of_two_managers();
    let transcript = desk.transcript(&["tickler handover anna --to ben --spread --yes"]);
    assert_eq!(
        transcript,
        "\
$ tickler handover anna --to ben --spread --yes
Handed 5 dossiers of anna over to ben

To   Dossiers  Overdue  Later  No day
ben         5        1      3       1

Overdue
Late Lena  Tue 2024-06-11, 2 days late  ben

Moved to the nearest day with room
Olga Petrova     Wed 2024-06-19, in 6 days  ben
Žydrūnė Šimkutė  Wed 2024-06-19, in 6 days  ben
! 1 closed dossier stays with anna; --closed takes it along
"
    );
    let ivan = desk.json("tickler show ivan --json");
    assert_eq!(ivan["place"], "2024-06-20");
    let olga = desk.json("tickler show olga --json");
    assert_eq!(olga["history"][1]["from"], "2024-06-20");
    assert_eq!(olga["history"][1]["set"]["place"], "2024-06-19");
    desk.answer("tickler undo --yes");
    let olga = desk.json("tickler --as anna show olga --json");
    assert_eq!(
        (&olga["place"], &olga["manager"]),
        (&"2024-06-20".into(), &"anna".into())
    );
}

#[test]
fn one_who_leaves_is_not_listed_any_more_and_is_written_to_no_more() {
    let desk = Desk::of_two_managers();
    let said = desk.run("tickler handover anna --to ben --closed --leaving --yes");
    assert!(
        said.contains("over to ben\nanna is marked as having left\n"),
        "{said}"
    );
    let transcript = desk.transcript(&[
        "tickler --as carla today",
        "tickler add Gamma --on fri",
        "tickler handover anna --brief",
        "tickler handover ben --to anna",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler --as carla today
Thu 2024-06-13  carla  0 of 30

Nothing is due.
! carla has no binder here; there is that of ben: try --as ben
$ tickler add Gamma --on fri
! error: anna has left, and takes nothing more
! hint: if anna is back: tickler config --manager anna left false
(4)
$ tickler handover anna --brief
anna: 0 dossiers to carry on
! anna has left; if anna is back: tickler config --manager anna left false
$ tickler handover ben --to anna
! error: anna has left, and takes nothing more
! hint: if anna is back: tickler config --manager anna left false
(4)
"
    );
    desk.answer("tickler undo --yes");
    desk.answer("tickler add Gamma --on fri");
}

#[test]
fn a_program_reads_what_changed_hands_and_where_it_is_too_much() {
    let desk = Desk::of_two_managers();
    desk.answer("tickler form --new needs");
    desk.answer("tickler form ivan needs --set budget=5 --partly");
    let handed = desk.json("tickler handover anna --to ben --until 2024-07-01 --yes --json");
    assert_eq!(handed["manager"], "anna");
    assert_eq!(handed["to"], serde_json::json!(["ben"]));
    assert_eq!(handed["until"], "2024-07-01");
    assert_eq!(handed["moved"], true);
    assert_eq!(
        handed["over_capacity"],
        serde_json::json!([{ "manager": "ben", "date": "2024-06-20", "load": 4, "capacity": 2 }])
    );
    let ivan = desk.json("tickler show ivan --json");
    let handed_ivan = handed["dossiers"].as_array().expect("dossiers").iter();
    let handed_ivan = handed_ivan
        .clone()
        .find(|one| one["client"] == "ivan-ivanov");
    let handed_ivan = handed_ivan.expect("ivan");
    assert_eq!(handed_ivan["forms"][0]["answers"][0]["answer"], "5");
    let beside = ["remarks", "unreadable"];
    let of_ivan = ivan.as_object().expect("ivan").iter();
    for (key, value) in of_ivan.filter(|(key, _)| !beside.contains(&key.as_str())) {
        assert_eq!(handed_ivan[key], *value, "{key}");
    }
    let line = &desk.json("tickler --as ben --today 2024-06-20 today --json")["dossiers"][0];
    assert_eq!(
        line["lent"],
        serde_json::json!({ "by": "anna", "until": "2024-07-01" })
    );
}

#[test]
fn what_can_not_be_read_is_named_and_stays() {
    let desk = Desk::of_two_managers();
    desk.write("managers/anna/2024-06-20/torn.json", "{");
    let said = desk.run("tickler handover anna --to ben --leaving --yes");
    assert!(said.contains("! warning: "), "{said}");
    assert!(
        said.contains(
            "! anna is not marked as having left, since not all of the binder could be read"
        ),
        "{said}"
    );
    assert!(!said.contains("(1)"), "{said}");
    assert_eq!(desk.read("managers/anna/2024-06-20/torn.json"), "{");
    assert_eq!(desk.dossiers().len(), 8);
    assert!(!desk.read("binder.json").contains("left"));
}

#[test]
fn no_other_clients_file_is_written_over_however_many_folders_it_stands_among() {
    let desk = Desk::new();
    desk.run("tickler add 'Client' --on 2024-07-01");
    desk.run("tickler config --manager ben --new");
    let one = desk.read("managers/anna/2024-07-01/client.json");
    let value: serde_json::Value = serde_json::from_str(&one).expect("a dossier");
    let id = value["id"].as_str().expect("an id");
    let put = |manager: &str, day: u32, slug: &str| {
        let place = format!("2024-{:02}-{:02}", 7 + day / 28, 1 + day % 28);
        let own = format!("{}{day:03}{:03}", &id[..id.len() - 6], manager.len());
        let text = one.replace(id, &own).replace("anna", manager);
        let text = text.replace("2024-07-01", &place).replace("Client", slug);
        desk.write(&format!("managers/{manager}/{place}/{slug}.json"), text);
    };
    for day in 1..60 {
        put("anna", day, &format!("client-{day}"));
        let there = if day == 59 { "client" } else { "other" };
        put("ben", day, &format!("{there}-{day}"));
    }
    let before = desk.snapshot();
    let said = desk.run("ulimit -n 40; tickler handover anna --to ben --yes");
    assert!(
        said.contains("client-59.json: is another client's"),
        "{said}"
    );
    assert!(said.ends_with("(1)\n"), "{said}");
    let after = desk.snapshot();
    assert!(before.iter().all(|file| after.contains(file)));
}

#[test]
fn a_leave_is_taken_back_whatever_was_set_for_others_since() {
    let desk = Desk::of_two_managers();
    desk.answer("tickler handover anna --to ben --leaving --yes");
    desk.answer("tickler --as ben config --manager ben capacity 5");
    let said = desk.run("tickler undo --yes");
    assert!(
        said.contains("Taken back: handed over 5 dossiers"),
        "{said}"
    );
    assert!(!said.contains("has left"), "{said}");
    let settings: serde_json::Value =
        serde_json::from_str(&desk.read("binder.json")).expect("settings");
    assert_eq!(
        settings["managers"],
        serde_json::json!({ "ben": { "capacity": 5 } })
    );
    assert_eq!(desk.json("tickler today --json")["load"], 1);
}

#[test]
fn a_dry_run_says_all_that_the_real_one_says() {
    let desk = Desk::of_two_managers();
    desk.write("managers/anna/someday/torn.json", "{");
    for line in [
        "handover anna --to ben --to chen --new --leaving --yes",
        "assign lena --to dora --new",
    ] {
        let of = |line: &str| {
            let mut answer: serde_json::Value =
                serde_json::from_slice(&desk.output(&format!("tickler {line} --json")).stdout)
                    .expect("the answer is JSON");
            let remarks = answer["remarks"].as_array_mut().expect("a list");
            remarks.retain(|remark| *remark != "a dry run: nothing was changed");
            remarks.clone()
        };
        let tried = of(&format!("{line} --dry-run"));
        assert!(tried.iter().any(|said| {
            said.as_str()
                .is_some_and(|said| said.contains("was opened"))
        }));
        assert_eq!(tried, of(line), "{line}");
    }
}

#[test]
fn one_who_left_is_told_so_even_if_closed_dossiers_stayed() {
    let desk = Desk::of_two_managers();
    desk.answer("tickler handover anna --to ben --leaving --yes");
    let said = desk.run("tickler today");
    assert!(
        said.contains("! anna has left; if anna is back: "),
        "{said}"
    );
}
