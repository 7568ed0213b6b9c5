//! Days of the year that are kept in mind for a client: typed, shown on the day and some working
//! days before, and their slips, which follow the dossier.

mod desk;

use desk::Desk;
use serde_json::{Value, json};

/// Ivan stands behind a day in July, Ona behind someday; ben has a binder too.
fn desk() -> Desk {
    Desk::after(&[
        "tickler add 'Ivan Ivanov' --on 2024-07-05 --birthday 1980-06-17",
        "tickler add 'Ona Kazlauskė' --occasion 'name day=18 jun' --occasion contract=2021-06-19",
        "tickler config --manager ben --new",
    ])
}

fn slips(desk: &Desk) -> Vec<String> {
    let mut slips = desk.dossiers();
    slips.retain(|path| path.strip_suffix(".slip").is_some());
    slips
}

fn whats(day: &Value) -> Vec<String> {
    let occasions = day["occasions"].as_array().expect("a list").iter();
    let told = |one: &Value| format!("{} {} {}", one["what"], one["on"], one["years"]);
    occasions.map(|one| told(one).replace('"', "")).collect()
}

#[test]
fn an_occasion_shows_on_its_day_and_three_working_days_before() {
    let desk = desk();
    let transcript = desk.transcript(&[
        "tickler --today 2024-06-11 today",
        "tickler today",
        "tickler --today 2024-06-17 today --all",
        "tickler --today 2024-06-20 today",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler --today 2024-06-11 today
Tue 2024-06-11  anna  0 of 30

Nothing is due.
$ tickler today
Thu 2024-06-13  anna  0 of 30

Nothing is due.

Occasion    Client
Mon 17 Jun  Ivan Ivanov    birthday, turns 44
Tue 18 Jun  Ona Kazlauskė  name day
$ tickler --today 2024-06-17 today --all
Mon 2024-06-17  all binders  0 dossiers

Nothing is due.

Occasion    Client         Manager
today       Ivan Ivanov    anna     birthday, turns 44
Tue 18 Jun  Ona Kazlauskė  anna     name day
Wed 19 Jun  Ona Kazlauskė  anna     contract, 3 years
$ tickler --today 2024-06-20 today
Thu 2024-06-20  anna  0 of 30

Nothing is due.
"
    );
}

#[test]
fn how_far_ahead_they_show_is_a_setting_and_a_day_off_doesn_t_count() {
    let desk = desk();
    let on = |desk: &Desk, today: &str| {
        whats(&desk.json(&format!("tickler --today {today} --json today")))
    };
    let birthday = "birthday 2024-06-17 44";
    let name_day = "name day 2024-06-18 null";
    assert_eq!(on(&desk, "2024-06-12"), [birthday]);
    assert_eq!(on(&desk, "2024-06-13"), [birthday, name_day]);
    desk.answer("tickler config holidays --add '2024-06-14 Bridge'");
    assert_eq!(on(&desk, "2024-06-12")[1..], [name_day]);
    desk.answer("tickler config occasions_ahead 0");
    assert_eq!(on(&desk, "2024-06-17"), [birthday]);
    assert_eq!(on(&desk, "2024-06-13"), [""; 0]);
    desk.answer("tickler config occasions_ahead 1");
    assert_eq!(on(&desk, "2024-06-17"), [birthday, name_day]);
    // Over the turn of the year, and the leap day where there is none.
    desk.answer(
        "tickler edit ivanov --add-occasion 'new year=01-01' --add-occasion leap=1992-02-29",
    );
    assert_eq!(on(&desk, "2024-12-31"), ["new year 2025-01-01 null"]);
    assert_eq!(on(&desk, "2025-02-27"), ["leap 2025-02-28 33"]);
    assert_eq!(on(&desk, "2028-02-28"), ["leap 2028-02-29 36"]);
}

#[test]
fn occasions_are_put_on_the_card_and_taken_out() {
    let desk = desk();
    let show = |desk: &Desk| desk.json("tickler --json show ivanov")["occasions"].clone();
    assert_eq!(show(&desk), json!(["birthday: 1980-06-17"]));
    desk.answer("tickler edit ivanov --add-occasion 'name day=24 jun' --remove-occasion birthday");
    assert_eq!(show(&desk), json!(["name day: --06-24"]));
    assert_eq!(
        slips(&desk),
        [
            "anna/yearly/06-18/ona-kazlauske.slip",
            "anna/yearly/06-19/ona-kazlauske.slip",
            "anna/yearly/06-24/ivan-ivanov.slip"
        ]
    );
    desk.answer("tickler undo");
    assert!(slips(&desk).contains(&"anna/yearly/06-17/ivan-ivanov.slip".to_owned()));
    desk.answer("tickler edit ivanov --unset occasions");
    assert!(!slips(&desk).contains(&"anna/yearly/06-17/ivan-ivanov.slip".to_owned()));
    desk.answer("tickler edit ona --remove-occasion 'name day=18 jun'");
    assert_eq!(slips(&desk), ["anna/yearly/06-19/ona-kazlauske.slip"]);
}

#[test]
fn slips_of_occasions_follow_the_dossier_and_go_with_it() {
    let desk = desk();
    let annas = slips(&desk);
    desk.answer("tickler handover anna --to ben --yes");
    let bens: Vec<String> = annas
        .iter()
        .map(|path| path.replace("anna", "ben"))
        .collect();
    assert_eq!(slips(&desk), bens);
    assert_eq!(whats(&desk.json("tickler --as ben --json today")).len(), 2);
    assert_eq!(whats(&desk.json("tickler --json today")), [""; 0]);
    desk.answer("tickler undo --yes");
    assert_eq!(slips(&desk), annas);
    // One who is closed is still greeted, one whose adding was undone is nobody's.
    desk.answer("tickler close ivanov --won");
    assert_eq!(whats(&desk.json("tickler --json today")).len(), 2);
    desk.answer("tickler add Beta --birthday 06-14");
    desk.answer("tickler undo");
    assert_eq!(slips(&desk), annas);
    desk.answer("tickler forget ona --yes");
    assert_eq!(slips(&desk), ["anna/yearly/06-17/ivan-ivanov.slip"]);
    desk.answer("tickler forget ivanov --yes");
    assert!(!desk.store().join("managers/anna/yearly").exists());
}

#[test]
fn what_a_hand_has_written_is_read_if_it_can_be_and_named_if_not() {
    let desk = desk();
    let path = "managers/anna/2024-07-05/ivan-ivanov.json";
    let by_hand = "\"Birthday:14 jun\", \"party: some day in May\"";
    desk.write(
        path,
        desk.read(path).replace("\"birthday: 1980-06-17\"", by_hand),
    );
    desk.write("managers/anna/yearly/13-13/x.slip", "");
    desk.write("managers/anna/yearly/01-01/x.slip", "");
    let said = desk.run("tickler check");
    for line in [
        "ivan-ivanov.json: party: some day in May\n",
        "yearly/06-14/ivan-ivanov.slip\n",
        "yearly/06-17/ivan-ivanov.slip\n",
        "yearly/01-01/x.slip\n",
        "yearly/13-13\n",
    ] {
        let is_named = said.contains(line) || line.contains("06-17") || line.contains("01-01");
        assert!(is_named, "{line} in {said}");
    }
    desk.output("rm -r binder/managers/anna/yearly/13-13");
    desk.output("tickler check --repair");
    assert_eq!(
        slips(&desk),
        [
            "anna/yearly/06-14/ivan-ivanov.slip",
            "anna/yearly/06-18/ona-kazlauske.slip",
            "anna/yearly/06-19/ona-kazlauske.slip"
        ]
    );
    let day = desk.json("tickler --json today");
    assert_eq!(
        whats(&day),
        ["Birthday 2024-06-14 null", "name day 2024-06-18 null"]
    );
    let check = desk.json("tickler --json check; true");
    assert_eq!(check["findings"][0]["what"], "occasion");
    assert_eq!(check["findings"].as_array().map(Vec::len), Some(1));
}

#[test]
fn today_looks_only_at_the_days_that_are_coming() {
    if !desk::can_inject() {
        desk::skipped("what today opens: strace can't run here");
        return;
    }
    let desk = desk();
    for number in 10..29 {
        desk.answer(&format!(
            "tickler add 'C{number}' --birthday 2000-02-{number}"
        ));
    }
    let opened = desk.answer(
        "strace -f -qq -e trace=openat -o log tickler today >/dev/null; \
         grep -oE '\"([0-9]{2}-[0-9]{2}|[a-z0-9-]*[.]json)\"' log | sort -u",
    );
    let opened: Vec<&str> = opened.lines().map(|line| line.trim_matches('"')).collect();
    assert_eq!(
        opened,
        [
            "06-13",
            "06-14",
            "06-15",
            "06-16",
            "06-17",
            "06-18",
            "binder.json",
            "ivan-ivanov.json",
            "ona-kazlauske.json"
        ]
    );
}

#[test]
fn what_is_kept_in_mind_does_not_paint_the_screen() {
    let desk = desk();
    let path = "managers/anna/2024-07-05/ivan-ivanov.json";
    let evil = desk
        .read(path)
        .replace("\"birthday: ", "\"a\\u001b[31m\\u202eb\\nc: ");
    desk.write(path, evil);
    let said = desk.run("tickler today");
    assert!(said.contains("a␛[31m<U+202E>b"), "{said}");
    assert!(
        !said.contains('\u{202e}') && !said.contains('\u{1b}'),
        "{said}"
    );
}
