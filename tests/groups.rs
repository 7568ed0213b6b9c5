//! `list` by how one stands with clients: the three groups, who is silent, who never complained.

mod desk;

use desk::Desk;

/// A new client who was tried, two whom one has, one of them silent, and two who are dissatisfied.
fn five_clients() -> Desk {
    Desk::after(&[
        "tickler --today 2024-03-01 add 'New Nina' --on 2024-06-14",
        "tickler --today 2024-06-12 file nina --on 2024-06-14 --no-answer",
        "tickler --today 2024-03-01 add 'Žydrūnė' --stage customer --on 2024-06-17",
        "tickler --today 2024-04-13 file zydrune --on 2024-06-17",
        "tickler --today 2024-03-01 add 'Талант Ивана' --on 2024-06-18",
        "tickler --today 2024-06-10 file talant --on 2024-06-18 --stage offer",
        "tickler --today 2024-03-01 add 'Cross Carl' --stage talks --on 2024-06-19",
        "tickler --today 2024-06-10 file carl --on 2024-06-19 --mood 2",
        "tickler --today 2024-03-01 add 'Waiting Wu' --on 2024-06-20",
        "tickler --today 2024-04-14 file wu --on 2024-06-20",
        "tickler --today 2024-06-10 note wu 'Broken on arrival' --kind complaint",
    ])
}

fn clients(desk: &Desk, line: &str) -> Vec<String> {
    let list = desk.json(&format!("tickler --json {line}"));
    let lines = list["dossiers"].as_array().expect("a list").iter();
    lines
        .map(|line| line["client"].as_str().expect("a text").to_owned())
        .collect()
}

#[test]
fn a_list_tells_the_three_groups_apart() {
    let desk = five_clients();
    assert_eq!(
        desk.run("tickler list"),
        "\
$ tickler list
anna: 5 dossiers (1 new, 2 existing, 2 dissatisfied)

Client        Due         Stage, tags   Phone, last contact
New Nina      Fri 14 Jun                Wed 12 Jun call, no answer
              tomorrow
Žydrūnė       Mon 17 Jun  customer      Sat 13 Apr call
              in 4 days
Талант Ивана  Tue 18 Jun  offer         Mon 10 Jun call
              in 5 days
Cross Carl    Wed 19 Jun  talks         Mon 10 Jun call
              in 6 days   dissatisfied
Waiting Wu    Thu 20 Jun  dissatisfied  Sun 14 Apr call
              in 7 days
"
    );
    let cases = [
        ("list --group new", &["new-nina"][..]),
        ("list --group existing", &["zydrune", "talant-ivana"]),
        ("list --group dissatisfied", &["cross-carl", "waiting-wu"]),
        ("list --dissatisfied", &["cross-carl", "waiting-wu"]),
        ("list --dissatisfied --stage talks", &["cross-carl"]),
        ("list --never-complained --dissatisfied", &["cross-carl"]),
    ];
    for (line, expected) in cases {
        assert_eq!(clients(&desk, line), expected, "{line}");
    }
    let list = desk.json("tickler --json list --limit 1");
    assert_eq!(list["dossiers"][0]["group"], "new");
    let none = desk.run("tickler --as ben list --dissatisfied");
    assert!(none.contains("No dossier fits."), "{none}");
}

#[test]
fn who_is_answered_is_not_dissatisfied_any_more() {
    let desk = five_clients();
    desk.answer("tickler note wu 'Sent a new one' --answer");
    desk.answer("tickler file carl --on +1w --mood 4");
    assert_eq!(clients(&desk, "list --dissatisfied"), [""; 0]);
    desk.answer("tickler undo");
    assert_eq!(clients(&desk, "list --dissatisfied"), ["cross-carl"]);
}

#[test]
fn silent_are_those_one_has_not_heard_of_for_too_long() {
    let desk = five_clients();
    // 60 days before the 13th of June is the 14th of April.
    let cases = [
        ("2024-06-13", "list --silent", &["zydrune"][..]),
        ("2024-06-14", "list --silent", &["zydrune", "waiting-wu"]),
        (
            "2024-06-14",
            "list --silent --never-complained",
            &["zydrune"],
        ),
        ("2024-06-13", "list --silent=61", &[]),
        (
            "2024-06-13",
            "list --silent=2",
            &["zydrune", "talant-ivana", "cross-carl", "waiting-wu"],
        ),
    ];
    for (today, line, expected) in cases {
        let line = format!("--today {today} {line}");
        assert_eq!(clients(&desk, &line), expected, "{line}");
    }
    desk.answer("tickler edit zydrune --every 10w");
    desk.answer("tickler edit carl --every 2d");
    assert_eq!(clients(&desk, "list --silent"), ["cross-carl"]);
    let long = desk.json("tickler --today 9999-12-31 --json list --silent=99999999999");
    assert_eq!(long["dossiers"], serde_json::json!([]));
}

#[test]
fn what_is_no_number_of_days_or_no_group_is_refused() {
    five_clients().refuses(
        r"$ tickler list --silent=many
! error: invalid value 'many' for '--silent[=<DAYS>]': that is no number from 1 on
! hint: see how it is said: tickler list --help
(2)
$ tickler list --group cross
! error: invalid value 'cross' for '--group <GROUP>' [possible values: new, existing, dissatisfied]
! hint: see how it is said: tickler list --help
(2)
$ tickler list --group new --dissatisfied
! error: the argument '--group <GROUP>' cannot be used with '--dissatisfied'
! hint: see how it is said: tickler list --help
(2)
",
    );
}
