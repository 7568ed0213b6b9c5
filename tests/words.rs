//! What is said beside an answer, and what a person would misread without it.

mod desk;

use desk::Desk;

fn binder() -> Desk {
    let desk = Desk::new();
    desk.answer("tickler add 'Ona Kazlauskė' --company Romashka --on fri");
    desk.answer("tickler add 'Jonas Petrauskas' --on fri");
    desk
}

#[test]
fn a_binder_whose_folder_has_another_name_is_no_empty_day() {
    let desk = binder();
    desk.answer("tickler config --manager boris --new");
    desk.answer("tickler --as boris add 'Boris Berg' --on today");
    let managers = desk.store().join("managers");
    std::fs::rename(managers.join("boris"), managers.join("boriss")).expect("a rename");
    let remark = "! boris has no dossiers here, but those in the folder of boriss say that they \
                  are boris's; to put them in their place: tickler check --repair\n";
    for command in ["today", "list", "week", "binder"] {
        let seen = desk.run(&format!("tickler --as boris {command}"));
        assert!(seen.contains(remark), "{seen}");
    }
    desk.answer("tickler check --repair");
    assert!(
        desk.answer("tickler --as boris today")
            .contains("Boris Berg")
    );
}

#[test]
fn the_last_contact_is_the_one_that_was_held_last() {
    let desk = binder();
    desk.answer("tickler file jonas --on fri -n NEW");
    desk.answer("tickler file jonas --on fri --when '3 jun' -n OLD");
    desk.answer("tickler file jonas --on fri --when '3 jun 10:00' -n LATER");
    let last = |desk: &Desk| {
        let line = desk.json("tickler --json list --sort last")["dossiers"][1].clone();
        line["last"]["text"].as_str().unwrap_or("?").to_owned()
    };
    assert_eq!(last(&desk), "NEW");
    assert!(desk.answer("tickler today fri").contains("call: NEW"));
    for flags in ["", " --all"] {
        let shown = desk.answer(&format!("tickler show jonas{flags}"));
        let at = |text| shown.find(text).expect("a note");
        assert!(
            at("NEW") < at("LATER") && at("LATER") < at("OLD"),
            "{shown}"
        );
    }
    // A day alone is as late as what was typed on it.
    desk.answer("tickler file jonas --on fri --when today -n TODAY");
    assert_eq!(last(&desk), "TODAY");
}

#[test]
fn what_is_overdue_is_work_of_today_wherever_it_is_shown() {
    let desk = binder();
    desk.answer("tickler --today 2024-06-10 add 'Late Lars' --on 2024-06-11");
    desk.answer("tickler add 'Today Tom' --on today --at 9:00");
    assert_eq!(
        desk.run("tickler week"),
        "\
$ tickler week
Thu 2024-06-13  anna

Day             Time         Client
Thu 13 Jun      2 days late  Late Lars
today, 2 of 30
                09:00        Today Tom
Fri 14 Jun                   Jonas Petrauskas
2 of 30
                             Ona Kazlauskė, Romashka
Mon 17 Jun
0 of 30
Tue 18 Jun
0 of 30
Wed 19 Jun
0 of 30
"
    );
    let week = desk.json("tickler --json week");
    assert_eq!(week["days"][0]["load"], 2);
    assert_eq!(week["days"][0]["dossiers"][0]["days_late"], 2);
    let elsewhere = desk.run("tickler week fri");
    let remark = "! 1 dossier is overdue; see it: tickler today\n";
    assert!(elsewhere.ends_with(remark), "{elsewhere}");
}

#[test]
fn a_day_over_capacity_is_remarked_on_though_the_dossier_stays_there() {
    let desk = binder();
    desk.answer("tickler config capacity 1");
    let over = "! Fri 2024-06-14 has 2, and 1 can be done; ";
    for command in ["file ona --on fri", "move ona --on fri"] {
        let said = desk.run(&format!("tickler {command}"));
        assert!(said.contains(over), "{said}");
    }
    for command in ["note ona x", "edit ona --set stage=new"] {
        let said = desk.run(&format!("tickler {command}"));
        assert!(!said.contains(over), "{said}");
    }
}

#[test]
fn the_day_that_was_understood_is_always_repeated() {
    let desk = binder();
    let cases = [
        (
            "file ona --on fri --when mon",
            "! the talk is dated Mon 2024-06-10, 3 days ago\n",
        ),
        (
            "file ona --on fri --when 'mon 10:30'",
            "! the talk is dated Mon 2024-06-10 at 10:30, 3 days ago\n",
        ),
        (
            "file ona --on fri --when 0:00",
            "! the talk is dated Thu 2024-06-13 at 00:00, today\n",
        ),
        (
            "list --place fri",
            "anna: 2 dossiers behind Fri 2024-06-14, tomorrow (1 new, 1 existing)\n",
        ),
        (
            "list --place 7",
            "No dossier fits behind Sun 2024-07-07, in 24 days.\n",
        ),
        ("list --place jul", "No dossier fits behind July.\n"),
        ("list", "anna: 2 dossiers (1 new, 1 existing)\n"),
    ];
    for (command, said) in cases {
        let seen = desk.run(&format!("tickler {command}"));
        assert!(seen.contains(said), "{seen}");
    }
    let value = desk.json("tickler --json list --place jul");
    assert_eq!(value["place"], "2024-07");
}

#[test]
fn a_program_finds_the_same_keys_always() {
    let desk = binder();
    for command in [
        "add Beta",
        "binder",
        "show ona",
        "note ona x",
        "config",
        "log",
    ] {
        let value = desk.json(&format!("tickler --json {command}"));
        assert_eq!(value["unreadable"], serde_json::json!([]), "{command}");
        assert!(value["remarks"].is_array(), "{command}");
    }
}

#[test]
fn who_has_no_binder_here_is_told_after_a_change_too() {
    let desk = binder();
    desk.answer("tickler config --manager boris --new");
    let said = desk.run("tickler --as BORIS note ona 'a slip of the finger'");
    let remark = "! BORIS has no binder here; there are those of anna and boris: try --as boris\n";
    assert!(said.ends_with(remark), "{said}");
    let refused = desk.run("tickler --as BORIS add Beta");
    assert!(
        refused.contains("there are those of anna and boris\n"),
        "{refused}"
    );
    assert!(
        refused.ends_with("or work in another: --as boris\n(3)\n"),
        "{refused}"
    );
}

#[test]
fn what_is_odd_is_remarked_on() {
    let desk = binder();
    let own = desk.run("tickler edit ona --set phone=123");
    let remark = "! \"phone\" is an own field; a phone number is added with --add-phone\n";
    assert!(own.ends_with(remark), "{own}");
    desk.answer("tickler --today 2025-12-01 note ona 'from the future'");
    let later = desk.run("tickler note ona x");
    let remark =
        "! the last entry of Ona Kazlauskė is of Mon 2025-12-01, so this one is dated there too\n";
    assert!(later.ends_with(remark), "{later}");
    // Where it is tomorrow already, an entry of tomorrow may come before one of today.
    desk.answer("TZ=XXX-14 tickler --today fri note jonas 'from the east'");
    let west = desk.run("TZ=XXX+11 tickler note jonas x");
    assert!(!west.contains("dated there too"), "{west}");
    let late = desk.run("tickler --today 2024-06-20 note jonas x");
    assert!(
        late.contains("behind \"14\": Fri 2024-06-14, 6 days late ("),
        "{late}"
    );
    desk.write("managers/anna/someday/broken.json", "{");
    let broken = desk.run("tickler list");
    assert!(broken.ends_with("; see: tickler check\n(1)\n"), "{broken}");
}

#[test]
fn a_month_has_room_in_a_dated_binder_too() {
    let desk = binder();
    desk.answer("tickler move ona --on jul");
    desk.answer("tickler config layout dated");
    let picture = desk.answer("tickler binder");
    let july = picture.lines().find(|line| line.starts_with("July "));
    let july = july.expect("July has a line");
    let at = |mark| july.find(mark).expect("a mark");
    assert!(at('▏') < at('│'), "{july}");
}

#[test]
fn a_field_of_one_line_stays_in_it() {
    let desk = Desk::new();
    desk.answer(
        "tickler add \"$(printf 'Real Name\\nFake Client')\" --phone \"$(printf '+1\\n2')\" \
         --company \"$(printf 'A\\r\\nB')\" --on today",
    );
    let value = desk.json("tickler --json show real");
    assert_eq!(value["name"], "Real Name Fake Client");
    assert_eq!(value["phones"], serde_json::json!(["+1 2"]));
    assert_eq!(value["company"], "A B");
    desk.answer(
        "tickler edit real --set stage=\"$(printf 'x\\ny')\" --add-tag \"$(printf 'v\\nw')\"",
    );
    desk.answer("tickler file \"$(printf 'New\\nOne')\" --new --on today");
    assert_eq!(desk.json("tickler --json show new")["name"], "New One");
    // And what a hand has put in is shown on one.
    let path = "managers/anna/2024-06-13/real-name-fake-client.json";
    let text = desk
        .read(path)
        .replace("Real Name Fake", "Real Name\\nFake");
    desk.write(path, text.replace("\"+1 2\"", "\"+1\\n2\""));
    for command in [
        "today",
        "list",
        "week",
        "show real",
        "find fake",
        "today --cards",
    ] {
        let seen = desk.answer(&format!("COLUMNS=200 tickler {command}"));
        assert!(seen.contains("Real Name Fake Client"), "{seen}");
        assert!(!seen.contains("+1\n") && !seen.contains("+1  "), "{seen}");
    }
}
