//! Paper and back: the evening's pen marks find their dossiers, whatever happened since the print.

mod desk;

use desk::Desk;

fn desk() -> Desk {
    Desk::after(&[
        "tickler --today 2024-06-10 add 'Ivan Ivanov' --company 'Romashka Ltd' --every 6w \
         --on 2024-06-12",
        "tickler add 'Olga Petrova' --on today --at 14:00 --work meeting",
        "tickler add 'Žydrūnė Šimkutė' --on today",
        "tickler add 'Lost Lena' --on today",
        "tickler add 'Tea Taylor' --on today",
        "tickler add 'Beta' --on jul",
    ])
}

/// The letters of each client on a printed sheet.
fn code(page: &str, name: &str) -> String {
    let (_, lines) = page.split_once("<tbody>").expect("a table");
    let mut rows = lines.split("<tr>");
    let row = rows.find(|row| row.contains(&format!(">{name}</bdi>")));
    let (_, rest) = row
        .expect(name)
        .split_once("class=\"code\">")
        .expect("letters");
    rest.split_once('<').expect("their end").0.to_owned()
}

/// Marks on standard input, each with the name in it replaced by the letters on the sheet.
fn marks(desk: &Desk, page: &str, lines: &[(&str, &str)]) -> String {
    let lines = lines
        .iter()
        .map(|(name, rest)| format!("{} {rest}\n", code(page, name)));
    let path = desk.store().with_file_name("marks");
    std::fs::write(path, lines.collect::<String>()).expect("the marks are written");
    "tickler file --sheet --yes < marks".to_owned()
}

#[test]
fn the_marks_of_an_evening_are_filed_in_one_piece() {
    let desk = desk();
    let lines = [
        "ivan r - wants the offer",
        "olga reached fri 14:30 signed",
        "ZYDRUNE n tomorrow",
        "",
        "# the rest tomorrow",
        "  lena lost too dear  ",
        "tea note likes tea",
    ];
    desk.answer(&format!("printf '%s\\n' '{}' > marks", lines.join("' '")));
    let transcript = desk.transcript(&[
        "tickler file --sheet --dry-run < marks",
        "tickler file --sheet < marks",
        "tickler file --sheet --yes < marks",
        "tickler log | head -2",
        "tickler show olga | tail -3",
        "tickler undo --yes | tail -1",
        "tickler today | grep -c Lena",
    ]);
    let table = "\
5 marks of the sheet of Thu 2024-06-13
         Client      How         Next                                  Said
ivan     Ivan        call        Thu 25 Jul                            wants the
         Ivanov                  in 42 days, by the cadence (1 of 30)  offer
olga     Olga        meeting     Fri 14 Jun 14:30                      signed
         Petrova                 tomorrow, agreed (2 of 30)
ZYDRUNE  Žydrūnė     call, no    Fri 14 Jun
         Šimkutė     answer      tomorrow (2 of 30)
lena     Lost Lena   lost                                              too dear
tea      Tea Taylor  note                                              likes tea
";
    let expected = format!(
        "$ tickler file --sheet --dry-run < marks
{table}! a dry run: nothing was changed
$ tickler file --sheet < marks
! error: this changes 5 dossiers, and nobody has said yes
! hint: see them first with --dry-run, then say --yes
(4)
$ tickler file --sheet --yes < marks
{table}$ tickler log | head -2
When                  By    What
Thu 2024-06-13        anna  filed 5 dossiers
$ tickler show olga | tail -3
Last contacts and notes
Thu 13 Jun  meeting  signed
1 entry more: tickler show olga-petrova --all
$ tickler undo --yes | tail -1
Tea Taylor stands behind \"13\": Thu 2024-06-13, today (5 of 30)
$ tickler today | grep -c Lena
1
"
    );
    assert_eq!(without_clock(&transcript), expected);
}

/// The clock's time is nobody's to know.
fn without_clock(transcript: &str) -> String {
    let lines = transcript
        .lines()
        .map(|line| match line.split_once("2024-06-13 ") {
            Some((before, rest)) if line.contains(" anna  filed ") => {
                format!(
                    "{before}2024-06-13      {}\n",
                    rest.get(5..).unwrap_or_default()
                )
            }
            _ => format!("{line}\n"),
        });
    lines.collect()
}

#[test]
fn marks_are_read_as_an_editor_of_another_system_has_saved_them() {
    let desk = desk();
    let line = r#"printf '\357\273\277ivan r "fri 14:30" \342\200\234yes\342\200\235\r\n\r\n'"#;
    let said = desk.answer(&format!("{line} | tickler file --sheet"));
    let row = "ivan  Ivan Ivanov  call  Fri 14 Jun 14:30            “yes”\n";
    assert!(said.contains(row), "{said}");
}

#[test]
fn letters_find_the_same_dossiers_though_the_binder_changed_since() {
    let desk = desk();
    let page = desk.answer("tickler print day");
    for line in [
        "tickler file zydrune --on fri",
        "tickler move olga --on jul",
        "tickler close lena --lost",
        "tickler config --manager ben --new",
        "tickler assign tea --to ben",
        "for n in $(seq 30); do tickler add \"New $n\" --on today >/dev/null 2>&1; done",
        "tickler move beta --on today",
        "tickler undo",
    ] {
        desk.answer(line);
    }
    // With so many new ones, some may have claimed the same letters: those are refused, and the name
    // does as well. None of the marks may find another client.
    for (name, slug) in [
        ("Ivan Ivanov", "ivan-ivanov"),
        ("Olga Petrova", "olga-petrova"),
        ("Žydrūnė Šimkutė", "zydrune-simkute"),
        ("Lost Lena", "lost-lena"),
        ("Tea Taylor", "tea-taylor"),
    ] {
        let command = marks(&desk, &page, &[(name, "note on paper")]);
        let output = desk.output(&format!("{command} --json"));
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        if output.status.success() {
            let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
            assert_eq!(value["changed"][0]["client"], slug, "{value}");
        } else {
            assert!(
                said.contains("may be any of") && said.contains(slug),
                "{said}"
            );
        }
    }
}

#[test]
fn a_sheet_that_was_printed_the_evening_before_is_good_for_its_day() {
    let desk = Desk::after(&[
        "tickler --today 2024-06-12 add 'Ivan Ivanov' --on 2024-06-13",
        "tickler --today 2024-06-12 add 'Olga Petrova' --on 2024-06-12",
    ]);
    let page = desk.answer("tickler --today 2024-06-12 print day 2024-06-13");
    assert!(
        page.contains("<code>tickler file --sheet 2024-06-13</code>"),
        "{page}"
    );
    desk.answer("tickler --today 2024-06-12 file olga --on jul");
    let command = marks(
        &desk,
        &page,
        &[
            ("Ivan Ivanov", "r fri all well"),
            ("Olga Petrova", "note on paper"),
        ],
    );
    let value = desk.json(&format!("{command} --json"));
    let clients = [&value["marks"][0]["client"], &value["marks"][1]["client"]];
    assert_eq!(clients, ["ivan-ivanov", "olga-petrova"]);
}

#[test]
fn marks_of_yesterday_are_dated_yesterday() {
    let desk =
        Desk::after(&["tickler --today 2024-06-12 add 'Ivan Ivanov' --every 1w --on 2024-06-12"]);
    let page = desk.answer("tickler --today 2024-06-12 print day");
    let path = desk.store().with_file_name("marks");
    std::fs::write(path, format!("{} r - well\n", code(&page, "Ivan Ivanov"))).expect("written");
    let said = desk.run("tickler file --sheet yesterday < marks");
    assert!(
        said.contains("1 mark of the sheet of Wed 2024-06-12"),
        "{said}"
    );
    assert!(said.contains("the talk is dated Wed 2024-06-12"), "{said}");
    let shown = desk.json("tickler show ivan --json");
    assert_eq!(shown["history"][1]["when"], "2024-06-12");
    // A week from the talk, and not from today.
    assert_eq!(shown["place"], "2024-06-19");
}

#[test]
fn who_was_filed_during_the_day_is_said() {
    let desk = desk();
    desk.answer("tickler file olga --on fri -n 'By phone'");
    let said = desk.run("echo 'olga r mon again' | tickler file --sheet");
    let remark = "a contact of today is written down already for Olga Petrova; if it is the same, leave \
                  the line out";
    assert!(said.contains(remark), "{said}");
    // A contact that was taken back is none.
    desk.answer("tickler undo; tickler undo");
    let said = desk.run("echo 'olga r mon again' | tickler file --sheet");
    assert!(!said.contains("already"), "{said}");
}

#[test]
fn at_a_terminal_each_line_is_told_as_it_was_understood_and_all_are_asked_about() {
    let desk = desk();
    let typed = "ivan r fri wants offer\nolga r frii\nolga n mon 9:00\nolga note twice\n\ny\n";
    let said = desk.at_terminal("tickler file --sheet", typed);
    let expected = "\
$ tickler file --sheet
the marks of the sheet of Thu 2024-06-13; an empty line ends
Mark: Ivan Ivanov: reached, next Fri 2024-06-14
Mark: line 2, \"olga r frii\", Olga Petrova: \"frii\" is no date
hint: behind how it ended stands a date, or - where the client's cadence says it: \"ab r - all well\"
Mark: Olga Petrova: no answer, next Mon 2024-06-17 at 09:00
Mark: line 3, \"olga note twice\", Olga Petrova: line 2 is of the same client
hint: put both into one line
Mark: ";
    let table = "\
2 marks of the sheet of Thu 2024-06-13
      Client        How                 Next                 Said
ivan  Ivan Ivanov   call                Fri 14 Jun           wants offer
                                        tomorrow (1 of 30)
olga  Olga Petrova  meeting, no answer  Mon 17 Jun 09:00
                                        in 4 days (1 of 30)
";
    assert_eq!(
        said,
        format!("{expected}{table}File 2 marks? [y/N] {table}")
    );
    let said = desk.at_terminal("tickler file --sheet", "lena lost\n\nn\n");
    let refused = "\
File 1 mark? [y/N] error: this changes 1 dossier, and nobody has said yes
hint: see them first with --dry-run, then say --yes
(4)
";
    assert!(said.ends_with(refused), "{said}");
    let said = desk.at_terminal("tickler file --sheet", "\n");
    assert!(said.ends_with("Mark: nothing was changed\n"), "{said}");
}
