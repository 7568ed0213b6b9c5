//! The evening's review: a day and a week, looked at and looked back on, and what is left moved on.

mod desk;

use desk::Desk;
use serde_json::Value;

/// A day of anna's: of five planned one was reached, one tried in vain, one moved, one closed, one
/// left; two others were contacted or added.
fn a_day() -> Desk {
    Desk::after(&[
        "tickler --today 2024-06-10 add 'Reached Rita' --on 2024-06-13",
        "tickler --today 2024-06-10 add 'Tried Tom' --on 2024-06-12",
        "tickler --today 2024-06-10 add 'Moved Mia' --on 2024-06-13",
        "tickler --today 2024-06-10 add 'Closed Carl' --on 2024-06-13",
        "tickler --today 2024-06-10 add 'Left Lena' --on 2024-06-11 --next 'Ask about towels'",
        "tickler --today 2024-06-10 add 'Besides Ben' --on 2024-07-05",
        "tickler file rita --on 2024-06-20 -n 'Wants the estimate'",
        "tickler file tom --on 2024-06-14 --no-answer",
        "tickler move mia --on 2024-06-17",
        "tickler close carl --lost",
        "tickler file ben --on 2024-06-21 --kind email",
        "tickler add 'New Nora' --on 2024-06-18",
    ])
}

/// Whom a list of lines in an answer is about.
fn clients(list: &Value) -> Vec<&str> {
    let lines = list.as_array().expect("a list").iter();
    lines
        .map(|line| line["client"].as_str().expect("a client"))
        .collect()
}

#[test]
fn the_evening_says_what_became_of_the_day() {
    let desk = a_day();
    assert_eq!(
        desk.run("tickler review"),
        "\
$ tickler review
Thu 2024-06-13  anna  5 planned: 1 reached, 1 not reached, 2 moved, 1 untouched
1 contacted besides, 1 added, 1 closed

               Client        Now
Reached 1      Reached Rita  Thu 20 Jun   Thu 13 Jun call: Wants the estimate
                             in 7 days
Not reached 1  Tried Tom     Fri 14 Jun   Thu 13 Jun call, no answer
                             tomorrow
Moved 2        Moved Mia     Mon 17 Jun
                             in 4 days
               Closed Carl   closed
Untouched 1    Left Lena     Tue 11 Jun   Ask about towels
                             2 days late
Besides 1      Besides Ben   Fri 21 Jun   Thu 13 Jun email
                             in 8 days
Added 1        New Nora      Tue 18 Jun
                             in 5 days
Closed 1       Closed Carl   closed       never

move on what is untouched: tickler review --move +1b
"
    );
}

#[test]
fn a_program_reads_the_same() {
    let desk = a_day();
    let review = desk.json("tickler --json review");
    assert_eq!(review["date"], "2024-06-13");
    assert_eq!(review["manager"], "anna");
    let planned = &review["planned"];
    assert_eq!(clients(&planned["reached"]), ["reached-rita"]);
    assert_eq!(clients(&planned["not_reached"]), ["tried-tom"]);
    assert_eq!(clients(&planned["moved"]), ["moved-mia", "closed-carl"]);
    assert_eq!(clients(&planned["untouched"]), ["left-lena"]);
    assert_eq!(clients(&review["unplanned"]), ["besides-ben"]);
    assert_eq!(clients(&review["added"]), ["new-nora"]);
    assert_eq!(clients(&review["closed"]), ["closed-carl"]);
    for none in ["pushed", "days", "remarks", "unreadable"] {
        assert_eq!(review[none], serde_json::json!([]), "{none}");
    }
    assert_eq!(review["promises"]["kept"], serde_json::json!([]));
    // What is taken back was not done.
    desk.answer("tickler undo");
    desk.answer("tickler undo");
    let review = desk.json("tickler --json review");
    assert_eq!(clients(&review["unplanned"]), Vec::<&str>::new());
    assert_eq!(clients(&review["added"]), Vec::<&str>::new());
}

#[test]
fn an_earlier_day_is_told_as_it_was_whatever_came_after() {
    let desk = a_day();
    let before = desk.json("tickler --json review");
    for line in [
        "tickler --today 2024-06-14 file lena --on 2024-07",
        "tickler --today 2024-06-14 move rita tom --on 2024-06-24",
        "tickler --today 2024-06-14 move --from 2024-06-17 --on 2024-06-26",
        "tickler --today 2024-06-14 assign ben --to chen --new",
    ] {
        desk.answer(line);
    }
    let after = desk.json("tickler --today 2024-06-17 --json review thu");
    for (list, names) in [
        (&after["planned"]["untouched"], vec!["left-lena"]),
        (&after["unplanned"], vec!["besides-ben"]),
        (&after["planned"]["not_reached"], vec!["tried-tom"]),
    ] {
        assert_eq!(clients(list), names);
    }
    assert_eq!(after["unplanned"][0]["manager"], "anna");
    assert_eq!(
        clients(&after["planned"]["reached"]),
        clients(&before["planned"]["reached"])
    );
    // The day after was another one, and chen's was none.
    let friday = desk.json("tickler --today 2024-06-17 --json review 2024-06-14");
    assert_eq!(clients(&friday["planned"]["reached"]), ["left-lena"]);
    let chens = desk.json("tickler --today 2024-06-17 --as chen --json review thu");
    assert_eq!(clients(&chens["unplanned"]), Vec::<&str>::new());
}

#[test]
fn who_was_pushed_three_times_in_a_row_is_named() {
    let desk = Desk::after(&[
        "tickler --today 2024-06-10 add 'Ivan Ivanov' --on 2024-06-10",
        "tickler --today 2024-06-10 move ivan --on 2024-06-11",
        "tickler --today 2024-06-11 file ivan --on 2024-06-12 --no-answer",
        "tickler --today 2024-06-12 review --move 2024-06-13",
    ]);
    let pushed = |day: &str| desk.json(&format!("tickler --json review {day}"))["pushed"].clone();
    assert_eq!(pushed("2024-06-11"), serde_json::json!([]));
    let named = serde_json::json!([{ "client": "ivan-ivanov", "manager": "anna",
        "name": "Ivan Ivanov", "times": 3 }]);
    assert_eq!(pushed("yesterday"), named);
    assert_eq!(
        desk.run("tickler review yesterday"),
        "\
$ tickler review yesterday
Wed 2024-06-12  anna  1 planned: 1 moved

          Client       Now
Moved 1   Ivan Ivanov  Thu 13 Jun
                       today
Pushed 1  Ivan Ivanov  Thu 13 Jun  3 times in a row
                       today
"
    );
    // Reached, the count begins anew.
    desk.answer("tickler file ivan --on 2024-06-14");
    assert_eq!(pushed("today"), serde_json::json!([]));
}

#[test]
fn what_is_untouched_is_moved_on_but_what_is_agreed_stays() {
    let desk = Desk::after(&[
        "tickler --today 2024-06-10 add 'Left Lena' --on 2024-06-11",
        "tickler --today 2024-06-10 add 'Agreed Asta' --on 2024-06-13 --at 10:00 --agreed",
        "tickler --today 2024-06-10 add 'Later Leo' --on 2024-06-14",
        "tickler --today 2024-06-10 add 'Tried Tom' --on 2024-06-13",
        "tickler file tom --on today --no-answer",
    ]);
    let before = desk.snapshot();
    let transcript = desk.transcript(&["tickler review --move +1b --dry-run"]);
    assert_eq!(
        transcript,
        "\
$ tickler review --move +1b --dry-run
Moved Left Lena behind \"14\": Fri 2024-06-14, tomorrow (2 of 30)
! left where it is, since the date is agreed: Agreed Asta; --agreed-too moves it too
! a dry run: nothing was changed
"
    );
    assert_eq!(desk.snapshot(), before);
    desk.answer("tickler review --move +1b");
    let place = |client: &str| {
        let shown = desk.json(&format!("tickler --json show {client}"));
        shown["place"].as_str().expect("a place").to_owned()
    };
    assert_eq!(place("lena"), "2024-06-14");
    assert_eq!(place("asta"), "2024-06-13");
    assert_eq!(place("tom"), "2024-06-13");
    desk.answer("tickler review --move +1b --agreed-too");
    assert_eq!(place("asta"), "2024-06-14");
    desk.answer("tickler undo");
    assert_eq!(place("asta"), "2024-06-13");
    desk.answer("tickler undo");
    assert_eq!(place("lena"), "2024-06-11");
    desk.answer("tickler move lena asta --on 2024-06-17 --agreed-too");
    assert_eq!(
        desk.run("tickler review --move +1b"),
        "$ tickler review --move +1b\n! nothing is left untouched\n"
    );
}

#[test]
fn what_an_earlier_day_left_is_moved_only_if_nothing_happened_since() {
    let desk = Desk::after(&[
        "tickler --today 2024-06-10 add 'Left Lena' --on 2024-06-11",
        "tickler --today 2024-06-10 add 'Since Sam' --on 2024-06-11",
        "tickler --today 2024-06-10 add 'Today Toma' --on 2024-06-13",
        "tickler file sam --on today",
    ]);
    assert_eq!(
        desk.run("tickler review yesterday --move fri"),
        "\
$ tickler review yesterday --move fri
Moved Left Lena behind \"14\": Fri 2024-06-14, tomorrow (1 of 30)
"
    );
}

#[test]
fn more_than_three_are_moved_only_when_somebody_says_so() {
    let desk = Desk::new();
    for name in ["A", "B", "C", "D"] {
        desk.answer(&format!("tickler add {name} --on today"));
    }
    desk.refuses(
        "\
$ tickler review --move +1b
! error: this changes 4 dossiers, and nobody has said yes
! hint: see them first with --dry-run, then say --yes
(4)
",
    );
    desk.answer("tickler review --move +1b --yes");
    let review = desk.json("tickler --json review");
    assert_eq!(clients(&review["planned"]["moved"]).len(), 4);
}

#[test]
fn a_week_is_summed_up_day_by_day() {
    let desk = a_day();
    assert_eq!(
        desk.run("tickler review week"),
        "\
$ tickler review week
Fri 2024-06-07 to Thu 2024-06-13  anna  5 planned: 1 reached, 1 not reached, 2
moved, 1 untouched
1 contacted besides, 7 added, 1 closed

Day         Planned  Reached  Tried  Moved  Untouched  Besides  Added  Closed
Fri 7 Jun         0        0      0      0          0        0      0       0
Mon 10 Jun        0        0      0      0          0        0      6       0
Tue 11 Jun        1        0      0      0          1        0      0       0
Wed 12 Jun        2        0      0      0          2        0      0       0
Thu 13 Jun        5        1      1      2          1        1      1       1

             Client     Now
Untouched 1  Left Lena  Tue 11 Jun   Ask about towels
                        2 days late

move on what is untouched: tickler review --move +1b
"
    );
    let week = desk.json("tickler --json review week");
    assert_eq!(week["first"], "2024-06-07");
    assert_eq!(week["days"].as_array().map(Vec::len), Some(5));
    assert_eq!(week["days"][4]["planned"]["moved"], 2);
    assert_eq!(clients(&week["added"]).len(), 7);
}

#[test]
fn the_head_of_sales_sees_every_plan_with_whose_it_is() {
    let desk = a_day();
    desk.answer("tickler config --manager ben --new");
    desk.answer("tickler --today 2024-06-12 --as ben add 'Given Gita' --on 2024-06-13");
    desk.answer("tickler --as ben assign gita --to anna");
    let all = desk.json("tickler --json review --all");
    assert_eq!(all["manager"], Value::Null);
    let owners = |list: &Value| {
        let lines = list.as_array().expect("a list").iter();
        let owners = lines.filter(|line| line["client"] == "given-gita");
        owners
            .map(|line| line["manager"].as_str().expect("a manager").to_owned())
            .collect::<Vec<_>>()
    };
    // It left ben's plan without a contact, and is in anna's.
    assert_eq!(owners(&all["planned"]["moved"]), ["ben"]);
    assert_eq!(owners(&all["planned"]["untouched"]), ["anna"]);
    let bens = desk.json("tickler --as ben --json review");
    assert_eq!(clients(&bens["planned"]["moved"]), ["given-gita"]);
    let text = desk.run("tickler review --all");
    assert!(
        text.contains("Thu 2024-06-13  all binders  7 planned"),
        "{text}"
    );
    assert!(text.contains("Given Gita    ben"), "{text}");
}

#[test]
fn a_day_of_the_example_store_is_as_it_was_counted_by_hand() {
    let store = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/june-2024");
    let desk = Desk::new();
    let review = desk.json(&format!("tickler --dir '{store}' --json review mon"));
    let planned = &review["planned"];
    // Monday the 10th: Ivan was behind it and reached, Harald behind it and out; Ona, behind the
    // 7th, nobody called. A promise to Jonas for the 11th was kept a day early, and Kristjan added.
    assert_eq!(clients(&planned["reached"]), ["ivan-ivanov"]);
    assert_eq!(clients(&planned["not_reached"]), ["harald-brunner"]);
    assert_eq!(clients(&planned["moved"]), Vec::<&str>::new());
    assert_eq!(clients(&planned["untouched"]), ["ona-kazlauskiene"]);
    assert_eq!(clients(&review["unplanned"]), Vec::<&str>::new());
    assert_eq!(clients(&review["added"]), ["kristjan-sepp"]);
    assert_eq!(clients(&review["closed"]), Vec::<&str>::new());
    assert_eq!(clients(&review["promises"]["kept"]), ["jonas-petrauskas"]);
    let kept = &review["promises"]["kept"][0]["promise"];
    assert_eq!(
        *kept,
        serde_json::json!({ "text": "Replace the six towels", "due": "2024-06-11" })
    );
    assert_eq!(clients(&review["promises"]["missed"]), Vec::<&str>::new());
    // Everybody's: chen tried Mai, boris left Nino and missed a promise to Jurgita.
    let all = desk.json(&format!("tickler --dir '{store}' --json review mon --all"));
    let planned = &all["planned"];
    assert_eq!(
        clients(&planned["not_reached"]),
        ["nguyen-thi-mai", "harald-brunner"]
    );
    assert_eq!(
        clients(&planned["untouched"]),
        ["ona-kazlauskiene", "nino-berize"]
    );
    assert_eq!(
        clients(&all["promises"]["missed"]),
        ["jurgita-vasiliauskaite"]
    );
}

#[test]
fn where_nothing_is_that_is_said() {
    let desk = Desk::new();
    let empty = "Thu 2024-06-13  anna  0 planned\n\nNothing was planned, and nothing done.\n";
    assert_eq!(
        desk.run("tickler review"),
        format!(
            "$ tickler review\n{empty}! the binder is empty; begin with a client: tickler add \
             \"Ivan Ivanov\" --on tomorrow\n"
        )
    );
    let review = desk.json("tickler --json review --all");
    assert_eq!(review["planned"]["reached"], serde_json::json!([]));
    assert!(!desk.store().exists());
}

#[test]
fn a_bad_file_is_named_and_what_an_editor_wrote_counts() {
    let desk = Desk::after(&[
        "tickler --today 2024-06-10 add 'Ivan Ivanov' --on 2024-07-05",
        "tickler --today 2024-06-10 add 'Olga Petrova' --on 2024-06-13",
    ]);
    let path = "managers/anna/2024-07-05/ivan-ivanov.json";
    let edited = desk.read(path).replacen("2024-07-05", "2024-06-12", 1);
    desk.write(path, edited);
    desk.write("managers/anna/2024-06-13/bad.json", "{");
    let output = desk.output("tickler --json review");
    assert_eq!(output.status.code(), Some(1));
    let review: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(
        clients(&review["planned"]["untouched"]),
        ["ivan-ivanov", "olga-petrova"]
    );
    assert_eq!(review["unreadable"].as_array().map(Vec::len), Some(1));
}
