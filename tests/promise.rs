//! What is promised to a client: made, seen on its day and after, kept, taken back; and its slips,
//! which follow the dossier from binder to binder.

mod desk;

use std::fmt::Write as _;

use desk::Desk;
use serde_json::{Value, json};

/// Ivan stands behind a day in July, Beta behind today; ben has a binder too.
fn desk() -> Desk {
    Desk::after(&[
        "tickler add 'Ivan Ivanov' --on 2024-07-05",
        "tickler add Beta --on today",
        "tickler config --manager ben --new",
    ])
}

/// Where slips stand.
fn slips(desk: &Desk) -> Vec<String> {
    let mut slips = desk.dossiers();
    slips.retain(|path| path.strip_suffix(".slip").is_some());
    slips
}

fn texts(value: &Value) -> Vec<&str> {
    let promises = value["promises"].as_array().expect("a list").iter();
    let texts = promises.map(|promise| promise["text"].as_str().expect("a text"));
    texts.collect()
}

#[test]
fn a_promise_shows_on_its_day_and_above_everything_when_it_is_overdue() {
    let desk = desk();
    let transcript = desk.transcript(&[
        "tickler file ivanov --on 2024-07-08 -n 'wants it split' --promise 'send the estimate@fri' --promise 'find the old contract'",
        "tickler today",
        "tickler today fri",
        "tickler --today 2024-06-17 today",
        "tickler promise",
        "tickler --today 2024-06-17 promise ivanov --kept 1",
        "tickler --today 2024-06-17 today",
        "tickler show ivanov",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler file ivanov --on 2024-07-08 -n 'wants it split' --promise 'send the estimate@fri' --promise 'find the old contract'
Filed Ivan Ivanov behind \"July\": Mon 2024-07-08, in 25 days (1 of 30)
! promised by Fri 2024-06-14, tomorrow: \"send the estimate\"
! promised without a date, so no day shows it, but tickler promise does: \"find the old contract\"
$ tickler today
Thu 2024-06-13  anna  1 of 30: 1 new call

Client  Last contact
Beta    never
$ tickler today fri
Fri 2024-06-14  anna  1 of 30: 1 overdue

Due         Client  Last contact
1 day late  Beta    never

Promised   Client
for today  Ivan Ivanov  send the estimate
                        kept: tickler promise ivan-ivanov --kept 1
$ tickler --today 2024-06-17 today
Mon 2024-06-17  anna  1 of 30: 1 overdue

Promised     Client
3 days late  Ivan Ivanov  send the estimate
                          kept: tickler promise ivan-ivanov --kept 1

Due          Client  Last contact
4 days late  Beta    never
$ tickler promise
By          Client       No.  Promise
Fri 14 Jun  Ivan Ivanov  1    send the estimate
            ivan-ivanov
no date     Ivan Ivanov  2    find the old contract
            ivan-ivanov

To mark one as kept: tickler promise CLIENT --kept N
$ tickler --today 2024-06-17 promise ivanov --kept 1
Kept a promise to Ivan Ivanov, who stands behind \"July\": Mon 2024-07-08, in 21 days (1 of 30)
! kept, 3 days late: \"send the estimate\"; 1 promise is still open
$ tickler --today 2024-06-17 today
Mon 2024-06-17  anna  1 of 30: 1 overdue

Due          Client  Last contact
4 days late  Beta    never
$ tickler show ivanov
Ivan Ivanov  ivan-ivanov

Place   behind \"July\": Mon 2024-07-08, in 25 days, planned
Binder  anna

Open promises
2  find the old contract

Last contacts and notes
Thu 13 Jun  call  wants it split
                  promised by Fri 14 Jun: send the estimate
                  promised: find the old contract
2 entries more: tickler show ivan-ivanov --all
"
    );
    assert!(slips(&desk).is_empty());
}

#[test]
fn a_promise_is_made_without_a_contact_too_and_both_ways_of_a_date_do() {
    let desk = desk();
    let transcript = desk.transcript(&[
        "tickler promise ivanov 'Send the estimate' --by 'next mon'",
        "tickler promise ivanov 'Ask the boss@sat'",
        "echo 'Bring samples' | tickler promise ivanov - --by someday",
        "tickler promise ivanov 'Write to olga@romashka.example'",
        "tickler promise ivanov",
        "tickler promise beta",
        "tickler --as ben promise",
        "tickler show ivanov --all",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler promise ivanov 'Send the estimate' --by 'next mon'
Promised to Ivan Ivanov, who stands behind \"July\": Fri 2024-07-05, in 22 days (1 of 30)
! promised by Mon 2024-06-17, in 4 days: \"Send the estimate\"
$ tickler promise ivanov 'Ask the boss@sat'
Promised to Ivan Ivanov, who stands behind \"July\": Fri 2024-07-05, in 22 days (1 of 30)
! promised by Sat 2024-06-15, in 2 days: \"Ask the boss\"
! Sat 2024-06-15 is no working day, taken as said; the next working day is Mon 2024-06-17
$ echo 'Bring samples' | tickler promise ivanov - --by someday
Promised to Ivan Ivanov, who stands behind \"July\": Fri 2024-07-05, in 22 days (1 of 30)
! promised without a date, so no day shows it, but tickler promise does: \"Bring samples\"
$ tickler promise ivanov 'Write to olga@romashka.example'
Promised to Ivan Ivanov, who stands behind \"July\": Fri 2024-07-05, in 22 days (1 of 30)
! promised without a date, so no day shows it, but tickler promise does: \"Write to olga@romashka.example\"
$ tickler promise ivanov
By          Client       No.  Promise
Sat 15 Jun  Ivan Ivanov  2    Ask the boss
            ivan-ivanov
Mon 17 Jun  Ivan Ivanov  1    Send the estimate
            ivan-ivanov
no date     Ivan Ivanov  3    Bring samples
            ivan-ivanov
no date     Ivan Ivanov  4    Write to olga@romashka.example
            ivan-ivanov

To mark one as kept: tickler promise CLIENT --kept N
$ tickler promise beta
No promise is open.
$ tickler --as ben promise
No promise is open.
$ tickler show ivanov --all
Ivan Ivanov  ivan-ivanov

Place   behind \"July\": Fri 2024-07-05, in 22 days, planned
Binder  anna

Open promises
1  Send the estimate               Mon 2024-06-17, in 4 days
2  Ask the boss                    Sat 2024-06-15, in 2 days
3  Bring samples
4  Write to olga@romashka.example

History
Thu 13 Jun  note  promised: Write to olga@romashka.example
Thu 13 Jun  note  promised: Bring samples
Thu 13 Jun  note  promised by Sat 15 Jun: Ask the boss
Thu 13 Jun  note  promised by Mon 17 Jun: Send the estimate
Thu 13 Jun  add   to Fri 2024-07-05
                  manager: anna
                  name: Ivan Ivanov
"
    );
}

#[test]
fn a_program_reads_what_is_promised() {
    let desk = desk();
    desk.answer("tickler promise ivanov one --by fri");
    desk.answer("tickler --as ben add Gamma");
    desk.answer("tickler --as ben promise gamma two --by today");
    let all = desk.json("tickler --today 2024-06-16 --json promise --all");
    assert_eq!(
        all["promises"][1],
        json!({ "client": "ivan-ivanov", "name": "Ivan Ivanov", "manager": "anna", "n": 1,
            "text": "one", "due": "2024-06-14", "made": "2024-06-13", "days_late": 2 })
    );
    assert_eq!(
        (&all["manager"], texts(&all)),
        (&Value::Null, vec!["two", "one"])
    );
    let own = desk.json("tickler --json promise");
    assert_eq!(
        (&own["manager"], texts(&own)),
        (&json!("anna"), vec!["one"])
    );
    let today = desk.json("tickler --today 2024-06-16 --json today");
    assert_eq!(today["promises"], json!([all["promises"][1]]));
    let everybody = desk.json("tickler --today 2024-06-16 --json today --all");
    assert_eq!(texts(&everybody), ["two", "one"]);
    let entry = desk.json("tickler --json show ivanov")["history"][1].clone();
    assert_eq!(entry["kind"], "note");
    assert_eq!(
        entry["promises"],
        json!([{ "text": "one", "due": "2024-06-14" }])
    );
    desk.answer("tickler promise ivanov --kept 1");
    let kept = desk.json("tickler --json show ivanov")["history"][2].clone();
    assert_eq!(
        (&kept["kind"], &kept["of"], &kept["n"]),
        (&json!("kept"), &entry["op"], &json!(1))
    );
}

#[test]
fn slips_follow_the_dossier_from_binder_to_binder_and_back() {
    let desk = desk();
    desk.answer("tickler promise ivanov one --by fri");
    desk.answer("tickler promise ivanov two --by '5 jul'");
    let annas = [
        "anna/2024-06-14/ivan-ivanov.slip",
        "anna/2024-07-05/ivan-ivanov.slip",
    ];
    let bens = annas.map(|path| path.replace("anna", "ben"));
    assert_eq!(slips(&desk), annas);
    for (there, back) in [
        ("tickler assign ivanov --to ben", "tickler undo"),
        ("tickler handover anna --to ben --yes", "tickler undo --yes"),
        (
            "tickler handover anna --to ben --until 2024-07-01 --yes",
            "tickler handover anna --back --yes",
        ),
    ] {
        desk.answer(there);
        assert_eq!(slips(&desk), bens, "{there}");
        let day = |manager| desk.json(&format!("tickler --as {manager} --json today fri"));
        assert_eq!(texts(&day("ben")), ["one"], "{there}");
        assert_eq!(texts(&day("anna")), [""; 0], "{there}");
        desk.answer(back);
        assert_eq!(slips(&desk), annas, "{back}");
        assert_eq!(texts(&day("anna")), ["one"], "{back}");
    }
    // Undone with the contact, done again with it.
    desk.answer("tickler file ivanov --on fri --promise 'three@mon'");
    assert!(slips(&desk).contains(&"anna/2024-06-17/ivan-ivanov.slip".to_owned()));
    desk.answer("tickler undo");
    assert!(!slips(&desk).contains(&"anna/2024-06-17/ivan-ivanov.slip".to_owned()));
    desk.answer("tickler undo --redo");
    assert_eq!(
        texts(&desk.json("tickler --json today mon")),
        ["one", "three"]
    );
    // A closed client is still owed what was promised.
    desk.answer("tickler close ivanov --won");
    assert_eq!(
        texts(&desk.json("tickler --json today mon")),
        ["one", "three"]
    );
    desk.answer("tickler forget ivanov --yes");
    assert!(slips(&desk).is_empty());
}

#[test]
fn a_binder_of_many_promises_changes_hands_in_one_piece() {
    let desk = desk();
    let mut lines = String::new();
    for number in 0..20 {
        let day = 10 + number;
        let _ = write!(
            lines,
            "tickler file 'C{number}' --new --on 2024-07-{day} --promise 'p{number}@2024-07-{day}' && "
        );
    }
    desk.answer(&format!("{lines} true"));
    assert_eq!(slips(&desk).len(), 20);
    desk.answer("tickler handover anna --to ben --yes");
    let of_ben = |path: &String| path.starts_with("ben/");
    assert_eq!(slips(&desk).iter().filter(|path| of_ben(path)).count(), 20);
    assert_eq!(slips(&desk).len(), 20);
    desk.answer("tickler check");
    desk.answer("tickler undo --yes");
    assert_eq!(slips(&desk).iter().filter(|path| of_ben(path)).count(), 0);
    desk.answer("tickler check");
}

#[test]
fn slips_of_promises_are_checked_and_mended() {
    let desk = desk();
    desk.answer("tickler promise ivanov one --by fri");
    desk.output("cd binder/managers/anna; umask 77; mv 2024-06-14 2024-06-10");
    let said = desk.run("tickler check");
    assert!(
        said.contains("a promise, an offer, an occasion or word for a"),
        "{said}"
    );
    assert!(
        said.contains("anna/2024-06-14/ivan-ivanov.slip\n"),
        "{said}"
    );
    assert!(
        said.contains("anna/2024-06-10/ivan-ivanov.slip\n"),
        "{said}"
    );
    desk.answer("tickler check --repair");
    assert_eq!(slips(&desk), ["anna/2024-06-14/ivan-ivanov.slip"]);
    assert_eq!(texts(&desk.json("tickler --json today fri")), ["one"]);
}

#[test]
fn today_opens_its_own_dossiers_and_those_that_slips_point_to() {
    if !desk::can_inject() {
        desk::skipped("what today opens: strace can't run here");
        return;
    }
    let desk = desk();
    desk.answer("tickler promise ivanov one --by today");
    desk.answer("tickler promise ivanov two --by fri");
    for number in 10..30 {
        desk.answer(&format!(
            "tickler add 'Later {number}' --on 2024-08-{number}"
        ));
    }
    desk.answer("tickler promise 'later 17' three --by 2024-07-01");
    for number in 20..30 {
        desk.answer(&format!("tickler promise 'later {number}' four --by today"));
    }
    // A slip says where its dossier stands, and goes on saying it when that has moved.
    desk.answer("tickler move 'later 29' --on 2024-09-02");
    desk.answer("strace -f -qq -e trace=openat -o log tickler today >shown; test -s shown");
    // At the times of the other folders it may look, which costs nothing.
    let opened = desk.answer("grep -oE '[a-z0-9-]+[.]json|2024-0[89]-[0-9]+' log | sort -u");
    let days = (20..29).map(|number| format!("2024-08-{number}"));
    let clients = (20..30).map(|number| format!("later-{number}.json"));
    let mut expected: Vec<String> = days.chain(clients).collect();
    let others = "2024-09-02 beta.json binder.json config.json ivan-ivanov.json";
    expected.extend(others.split(' ').map(str::to_owned));
    expected.sort();
    assert_eq!(opened.lines().collect::<Vec<_>>(), expected);
    // One that says nothing, or what isn't so, is only a reason to look further.
    let shown = desk.answer("cat shown");
    for hint in [
        "",
        "anna/2024-12-24\n",
        "../../etc\n",
        "no/one/knows",
        "\u{1b}",
    ] {
        for number in 20..30 {
            let slip = format!("managers/anna/2024-06-13/later-{number}.slip");
            desk.write(&slip, hint);
        }
        assert_eq!(desk.answer("tickler today"), shown, "{hint:?}");
    }
}

#[test]
fn what_is_promised_does_not_paint_the_screen() {
    let desk = desk();
    desk.answer(r#"tickler promise ivanov "$(printf 'a\033[31m\342\200\256b\nc')" --by today"#);
    for line in ["tickler today", "tickler promise", "tickler show ivanov"] {
        let said = desk.run(line);
        assert!(said.contains("a␛[31m<U+202E>b"), "{line}: {said}");
        assert!(
            !said.contains('\u{202e}') && !said.contains('\u{1b}'),
            "{line}: {said}"
        );
    }
}

#[test]
fn a_number_means_the_same_promise_after_somebody_kept_another() {
    let desk = Desk::after(&[
        "tickler add Beta --on fri",
        "tickler promise beta First --by fri",
        "tickler promise beta Second --by fri",
        "tickler promise beta Third --by fri",
        // In another window, after the list was read here.
        "tickler promise beta --kept 1",
    ]);
    let said = desk.run("tickler promise beta --kept 2");
    assert!(said.contains("kept: \"Second\""), "{said}");
    let again = desk.run("tickler promise beta --kept 2");
    assert!(
        again.contains("no open promise with the number 2"),
        "{again}"
    );
    let open = desk.json("tickler --json promise beta");
    assert_eq!(open["promises"][0]["n"], 3, "{open}");
    assert_eq!(open["promises"][0]["text"], "Third", "{open}");
}
