//! From the first client to tomorrow's calls, end to end on real files.

mod desk;

use desk::Desk;

#[test]
fn a_client_is_added_called_and_refiled() {
    let desk = Desk::new();
    let transcript = desk.transcript(&[
        "tickler today",
        "tickler add 'Ivan Ivanov' --on tomorrow --at 10:00",
        "tickler add 'Žydrūnė Šimkutė' --on fri",
        "tickler today fri",
        "tickler file ivanov --on 2024-07-05 -n 'wants the estimate'",
        "tickler --today 2024-07-05 today",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler today
Thu 2024-06-13  anna  0 of 30

Nothing is due.
! the binder is empty; begin with a client: tickler add \"Ivan Ivanov\" --on tomorrow
$ tickler add 'Ivan Ivanov' --on tomorrow --at 10:00
Added Ivan Ivanov behind \"14\": Fri 2024-06-14 at 10:00, tomorrow (1 of 30)
$ tickler add 'Žydrūnė Šimkutė' --on fri
Added Žydrūnė Šimkutė behind \"14\": Fri 2024-06-14, tomorrow (2 of 30)
$ tickler today fri
Fri 2024-06-14  anna  2 of 30: 2 new calls

Due    Client           Last contact
10:00  Ivan Ivanov      never
       Žydrūnė Šimkutė  never
$ tickler file ivanov --on 2024-07-05 -n 'wants the estimate'
Filed Ivan Ivanov behind \"July\": Fri 2024-07-05, in 22 days (1 of 30)
$ tickler --today 2024-07-05 today
Fri 2024-07-05  anna  2 of 30: 1 overdue, 1 repeat call

Due           Client           Last contact
21 days late  Žydrūnė Šimkutė  never
              Ivan Ivanov      Thu 13 Jun call: wants the estimate
"
    );
}

#[test]
fn a_dossier_stands_behind_one_place_only() {
    let desk = Desk::new();
    desk.answer("tickler add 'Ivan Ivanov' --on tomorrow");
    for (on, folder) in [
        ("2024-07-05", "2024-07-05"),
        ("fri", "2024-06-14"),
        ("sep", "2024-09"),
        ("someday", "someday"),
    ] {
        desk.answer(&format!("tickler file ivanov --on {on}"));
        let dossiers: Vec<String> = desk
            .snapshot()
            .into_iter()
            .map(|(path, _)| path.display().to_string())
            .filter(|path| path.contains("managers"))
            .collect();
        assert_eq!(dossiers.len(), 1, "{dossiers:?}");
        assert!(
            dossiers[0].ends_with(&format!("managers/anna/{folder}/ivan-ivanov.json")),
            "{dossiers:?}"
        );
    }
}

#[test]
fn a_quota_of_new_calls_is_shown_in_the_day_that_it_is_of() {
    let desk = Desk::after(&[
        "tickler add 'Ivan Ivanov' --on today",
        "tickler config quota_new 20",
        "tickler config --manager ben --new",
        "tickler config --manager ben quota_new 5",
    ]);
    let transcript = desk.transcript(&[
        "tickler today",
        "tickler --as ben today",
        "tickler today --all",
        "tickler config --unset quota_new",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler today
Thu 2024-06-13  anna  1 of 30: 1 of 20 new

Client       Last contact
Ivan Ivanov  never
$ tickler --as ben today
Thu 2024-06-13  ben  0 of 30: 0 of 5 new

Nothing is due.
$ tickler today --all
Thu 2024-06-13  all binders  1 dossier: 1 new call

Client       Manager  Last contact
Ivan Ivanov  anna     never
$ tickler config --unset quota_new
quota_new: not set; before: 20 (store)
"
    );
    let quota = |line| desk.json(line)["quota_new"].clone();
    assert_eq!(quota("tickler --as ben today --json"), 5);
    assert!(quota("tickler today --json").is_null());
    assert!(quota("tickler today --all --json").is_null());
}
