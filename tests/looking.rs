//! Looking at the binder without changing it: list, find, week, binder, cards.

mod desk;

use desk::Desk;

/// A dossier with `place` and further `keys`, and a history of `entries` after its first.
fn put(desk: &Desk, number: u32, slug: &str, place: &str, keys: &str, entries: &str) {
    let text = format!(
        r#"{{
  "format": 1,
  "id": "01900f5e-6a3c-7cc2-9d6e-{number:012}",
  "manager": "anna",
  "place": "{place}",
  {keys},
  "history": [
    {{"op": "{number}", "at": "2024-05-02T09:00:00+02:00", "by": "anna", "kind": "add",
     "set": {{"manager": "anna", "place": "{place}", {keys}}}}}{entries}
  ]
}}
"#
    );
    desk.write(&format!("managers/anna/{place}/{slug}.json"), text);
}

fn binder() -> Desk {
    let desk = Desk::new();
    put(
        &desk,
        1,
        "ivanov",
        "2024-06-10",
        r#""name": "Иван Иванов", "company": "Ромашка", "phones": ["mobile: +370 600 12345"], "tags": ["Wholesale"]"#,
        r#",
    {"op": "a", "at": "2024-06-03T10:00:00+02:00", "by": "anna", "kind": "call", "outcome": "reached",
     "text": "Wants the estimate\nsplit by quarter"},
    {"op": "b", "at": "2024-06-04T10:00:00+02:00", "by": "anna", "kind": "note", "text": "spoke of robots"},
    {"op": "c", "at": "2024-06-04T11:00:00+02:00", "by": "anna", "kind": "undo", "of": "b"}"#,
    );
    put(
        &desk,
        2,
        "simkute",
        "2024-06-13",
        r#""time": "10:00", "agreed": true, "work": "meeting", "next": "Bring the samples", "name": "Žydrūnė Šimkutė", "stage": "offer""#,
        "",
    );
    put(
        &desk,
        3,
        "jaidee",
        "2024-06-15",
        r#""name": "สมชาย ใจดี", "company": "Thai Silk", "source": "fair in Riga", "tags": ["wholesale", "export"], "stage": "new""#,
        "",
    );
    put(
        &desk,
        4,
        "yamada",
        "2024-06",
        r#""name": "山田太郎", "fields": {"budget": 12000}"#,
        "",
    );
    put(&desk, 5, "old", "someday", r#""name": "Old Lead""#, "");
    put(
        &desk,
        6,
        "lost",
        "closed",
        r#""name": "Lost Deal", "tags": ["wholesale"]"#,
        "",
    );
    put(
        &desk,
        7,
        "mistake",
        "gone",
        r#""name": "Added by mistake""#,
        "",
    );
    put(
        &desk,
        8,
        "july",
        "2024-07-05",
        r#""name": "July \"JJ\" Jones""#,
        "",
    );
    desk
}

fn clients(desk: &Desk, line: &str) -> String {
    let value = desk.json(line);
    let dossiers = value["dossiers"].as_array().expect("a list of lines");
    let clients = dossiers
        .iter()
        .map(|line| line["client"].as_str().unwrap_or("?"));
    clients.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_list_has_all_that_is_open_sorted_by_due_and_can_be_filtered() {
    let desk = binder();
    let cases = [
        ("", "yamada ivanov simkute jaidee july old"),
        ("--closed", "yamada ivanov simkute jaidee july old lost"),
        ("--tag WHOLESALE", "ivanov jaidee"),
        ("--tag wholesale --tag export", "jaidee"),
        ("--tag wholesale --closed", "ivanov jaidee lost"),
        ("--stage offer", "simkute"),
        ("--stage offer --stage new", "simkute jaidee"),
        ("--company romash", "ivanov"),
        ("--source riga", "jaidee"),
        ("--place today", "simkute"),
        ("--place sat", "jaidee"),
        ("--place 2024-06-10", "ivanov"),
        ("--place jun", "yamada ivanov simkute jaidee"),
        ("--place jul", "july"),
        ("--place someday", "old"),
        ("--place Closed", "lost"),
        ("--sort name", "ivanov july old yamada jaidee simkute"),
        ("--sort company", "ivanov jaidee yamada simkute july old"),
        ("--sort stage", "jaidee simkute yamada ivanov july old"),
        ("--sort last", "yamada simkute jaidee july old ivanov"),
        ("--limit 2", "yamada ivanov"),
    ];
    for (flags, expected) in cases {
        let line = format!("tickler --json list {flags}");
        assert_eq!(clients(&desk, &line), expected, "{flags}");
    }
}

#[test]
fn a_list_fits_the_terminal_and_says_when_it_is_not_all() {
    let desk = binder();
    assert_eq!(
        desk.transcript(&[
            "tickler list --limit 4",
            "tickler list --tag nobody",
            "tickler list --place xyz"
        ]),
        "\
$ tickler list --limit 4
anna: 4 dossiers (3 new, 1 existing)

Client           Due               Stage, tags        Phone, last contact
山田太郎         June                                 never
                 no day yet
Иван Иванов      Mon 10 Jun        Wholesale          +370 600 12345
Ромашка          3 days late                          Mon 3 Jun call
Žydrūnė Šimkutė  Thu 13 Jun 10:00  offer              never
                 today, agreed
สมชาย ใจดี        Sat 15 Jun        new                never
Thai Silk        in 2 days         wholesale, export
! these are the first 4 of 6
$ tickler list --tag nobody
No dossier fits.
$ tickler list --place xyz
! error: \"xyz\" is no date
! hint: a date is typed like fri or \"5 jul\"; in full it is year-month-day
(2)
"
    );
}

#[test]
fn words_are_found_in_cards_own_fields_and_histories() {
    let desk = binder();
    let cases = [
        ("ivanov", "ivanov"),
        ("ESTIMATE romashka", "ivanov"),
        ("zydrune", "simkute"),
        ("12000", "yamada"),
        ("'\"JJ\"'", "july"),
        ("wholesale", "ivanov jaidee lost"),
        ("robots", ""),
        ("mistake", ""),
        ("anna", ""),
    ];
    for (words, expected) in cases {
        let line = format!("tickler --json find {words}");
        assert_eq!(clients(&desk, &line), expected, "{words}");
    }
    let found = desk.json("tickler --json find quarter");
    let matched = &found["dossiers"][0]["match"];
    assert_eq!(matched["where"], "call 2024-06-03");
    assert_eq!(matched["text"], "split by quarter");
    assert_eq!(
        desk.transcript(&[
            "tickler find estimate",
            "tickler find nobody",
            "tickler find ' '"
        ]),
        "\
$ tickler find estimate
anna: 1 dossier

Client       Due          Found
Иван Иванов  Mon 10 Jun   call 2024-06-03: Wants the estimate
Ромашка      3 days late
$ tickler find nobody
Nothing found.
$ tickler find ' '
! error: there is no word to look for
! hint: say what to look for: tickler find estimate
(2)
"
    );
}

#[test]
fn a_file_that_cannot_be_read_is_named_by_list_and_find() {
    let desk = binder();
    desk.write("managers/anna/someday/broken.json", "{\n  \"format\": 1,\n");
    for line in ["tickler list --limit 1", "tickler find nobody"] {
        let seen = desk.run(line);
        assert!(
            seen.contains("! warning: binder/managers/anna/someday/broken.json: line "),
            "{seen}"
        );
        assert!(seen.ends_with("(1)\n"), "{seen}");
    }
}

#[test]
fn a_week_has_five_working_days_and_what_stands_behind_days_off() {
    let desk = binder();
    assert_eq!(
        desk.run("tickler week"),
        "\
$ tickler week
Thu 2024-06-13  anna

Day             Time         Client                Next
Thu 13 Jun      3 days late  Иван Иванов, Ромашка
today, 2 of 30
                10:00        Žydrūnė Šimkutė       meeting: Bring the samples
                agreed
Fri 14 Jun
0 of 30
Sat 15 Jun                   สมชาย ใจดี, Thai Silk
day off, 1
Mon 17 Jun
0 of 30
Tue 18 Jun
0 of 30
Wed 19 Jun
0 of 30
"
    );
    let week = desk.json("tickler --json week '1 jul'");
    let days = week["days"].as_array().expect("days");
    let loads: Vec<(&str, u64, bool)> = days
        .iter()
        .map(|day| {
            let (date, load) = (day["date"].as_str(), day["load"].as_u64());
            let working = day["working"].as_bool();
            (
                date.unwrap_or("?"),
                load.unwrap_or(99),
                working.unwrap_or(false),
            )
        })
        .collect();
    assert_eq!(
        loads,
        [
            ("2024-07-01", 0, true),
            ("2024-07-02", 0, true),
            ("2024-07-03", 0, true),
            ("2024-07-04", 0, true),
            ("2024-07-05", 1, true),
        ]
    );
}

#[test]
fn the_binder_is_a_picture_of_every_divider() {
    let desk = binder();
    desk.write("binder.json", r#"{"format": 1, "capacity": 2}"#);
    let picture = desk.answer("tickler --today 2024-06-26 binder");
    let expected = "\
Wed 2024-06-26  anna  6 dossiers, 3 overdue  (│ marks 2 a day)

26  Wed 26 Jun  3  ████████████████████████████│██████████████  today, 3 overdue
27  Thu 27 Jun  0                              │
28  Fri 28 Jun  0                              │
29  Sat 29 Jun  0                              │                day off
30  Sun 30 Jun  0                              │                day off
 1  Mon 1 Jul   0                              │
 2  Tue 2 Jul   0                              │
 3  Wed 3 Jul   0                              │
 4  Thu 4 Jul   0                              │
 5  Fri 5 Jul   1  ██████████████              │
";
    assert!(picture.starts_with(expected), "{picture}");
    for end in [
        "\n31: nothing, until next month comes to the front\n\nJune           1  ",
        "\n\nsomeday  1\nclosed   1\n",
    ] {
        assert!(picture.contains(end), "{picture}");
    }
    let value = desk.json("tickler --json binder");
    assert_eq!(
        (&value["overdue"], &value["someday"], &value["closed"]),
        (&1.into(), &1.into(), &1.into())
    );
    let dividers = value["dividers"].as_array().expect("dividers");
    let day = r#"{"divider":"13","date":"2024-06-13","month":null,"load":2,"working":true}"#;
    assert_eq!(dividers[0].to_string(), day);
    let months: Vec<String> = dividers
        .iter()
        .filter(|divider| divider["month"] != serde_json::Value::Null)
        .map(|divider| format!("{}:{}", divider["divider"], divider["load"]))
        .collect();
    assert_eq!(
        months[..3],
        ["\"2024-06\":1", "\"2024-07\":1", "\"2024-08\":0"]
    );
    assert_eq!(dividers.len(), 31 + 13);
}

#[test]
fn every_picture_and_list_fits_the_terminal_in_both_layouts() {
    let mut desk = binder();
    for layout in ["numbered", "dated"] {
        let settings = format!(r#"{{"format": 1, "capacity": 2, "layout": "{layout}"}}"#);
        desk.write("binder.json", settings);
        for width in [24, 40, 80, 200] {
            desk.set("COLUMNS", &width.to_string());
            for command in [
                "binder",
                "week",
                "list",
                "find wholesale",
                "today",
                "today --cards",
            ] {
                let seen = desk.answer(&format!("tickler {command}"));
                for line in seen.lines() {
                    let wide = unicode_width::UnicodeWidthStr::width(line);
                    assert!(
                        wide <= width,
                        "{command}, {layout}, {width}: {line}\n{seen}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_card_is_the_whole_dossier_and_never_wider_than_the_screen() {
    let desk = binder();
    let cards = desk.answer("tickler today --cards");
    for client in ["ivanov", "simkute"] {
        let shown = desk.answer(&format!("tickler show {client}"));
        assert!(cards.contains(&shown), "{cards}");
    }
    assert!(
        cards.ends_with("June: 1 dossier without a day yet; to deal it out: tickler deal jun\n"),
        "{cards}"
    );
    let narrow = desk.answer("COLUMNS=24 tickler today --cards");
    for line in narrow.lines() {
        let wide = unicode_width::UnicodeWidthStr::width(line);
        assert!(wide <= 24, "{line}");
    }
}
