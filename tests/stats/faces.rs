//! How what was counted is shown: as a page, as tables, for a spreadsheet.

use crate::desk::Desk;
use crate::store::store;

#[test]
fn a_table_for_a_spreadsheet_runs_nothing() {
    let desk = store();
    let csv = desk.answer("tickler stats --by source --csv");
    let lines: Vec<&str> = csv.lines().collect();
    assert!(
        lines[0].starts_with("key,manager,contacts,calls,meetings,"),
        "{}",
        lines[0]
    );
    assert!(
        lines[1].starts_with("'=fair,anna,2,0,0,1,0,0,1,"),
        "{}",
        lines[1]
    );
    assert!(
        lines[2].starts_with("fair,anna,5,2,1,0,1,1,0,"),
        "{}",
        lines[2]
    );
    assert!(lines[3].starts_with(",anna,0,0,"), "{}", lines[3]);
    let columns = |line: &str| line.split(',').count();
    assert!(lines.iter().all(|line| columns(line) == columns(lines[0])));
    // What a source can't tell is blank, and so is a share of nothing.
    assert!(lines[1].ends_with(",,,,"), "{}", lines[1]);
    assert!(desk.answer("tickler --json stats --csv").starts_with('{'));
}

#[test]
fn a_page_tells_it_to_people() {
    assert_eq!(
        store().run("tickler stats"),
        r"$ tickler stats
Wed 2024-05-15 to Thu 2024-06-13  anna

Contacts                   7  ▅███▁ by week
  calls                    2  ██████▉
  meetings                 1  ███▍
  e-mails                  1  ███▍
  messages                 1  ███▍
  visits                   1  ███▍
  letters                  1  ███▍
Reached                    5  █████████████████▏ 71%
  no answer                1  ███▍
  left a message           1  ███▍

On the agreed day          1  ████████████ 50%
  later                    1  ████████████
Promises made              3
  kept                     1  ████████████ 50%
  missed                   1  ████████████

New clients                3
Reached the first time     2
Won                        1  ████████████ 50%
  lost                     1  ████████████

Mood                     3.3  of 5, in 3 contacts
Complaints                 2
  not answered yet         1  ████████████
Hours to the answer     25 h

Clients                    3
  new                      1  ████████
  existing                 1  ████████
  dissatisfied             1  ████████

At the stage
  offer                    1  ████████ for 9 days
  customer                 1  ████████ for 155 days
  none                     1  ████████

Load ahead                    │ marks 4 a day
  today                    2  ███████████           │ 1 overdue
  Fri 14 Jun               1  █████▌                │
  Mon 17 Jun               0                        │
  Tue 18 Jun               0                        │
  Wed 19 Jun               0                        │
  Thu 20 Jun               0                        │
"
    );
}

#[test]
fn a_table_has_a_row_for_each() {
    assert_eq!(
        store().transcript(&[
            "tickler stats --by week",
            "tickler stats --by stage",
            "tickler stats --all"
        ]),
        r"$ tickler stats --by week
Mon 2024-03-25 to Thu 2024-06-13  anna

Contacts  ████▁
Reached   █▅▅█▁
On day    ▁▁█▁▁
Kept      ▁▁▁█▁

Week    Contacts          Reached  On day  Kept  New  Won  Lost  Mood  Compl.
13 May         2  ██████     100%                  2              1.0
20 May         2  ██████      50%                  1
27 May         2  ██████      50%    100%                     1   4.0       1
3 Jun          2  ██████     100%      0%   50%                   5.0  1, 25h
10 Jun                                                  1
$ tickler stats --by stage
Wed 2024-05-15 to Thu 2024-06-13  anna

Stage     Clients          There  Left  after  Contacts  Reached  Won  Lost
new                                  1     7d         1       0%
talks                                1     8d         1     100%
offer           1  ██████     9d                      1     100%
contract                             1    26d         2     100%    1
customer        1  ██████   155d                      2      50%
none            1  ██████                                                 1
$ tickler stats --all
Wed 2024-05-15 to Thu 2024-06-13  all binders

Manager  Contacts          Reached  On day  Kept  New  Won  Lost  Mood  Compl.
anna            8  ██████      75%     50%   50%    3    1     1   3.3  2, 25h
boris           1  ▊            0%
"
    );
}

#[test]
fn a_store_with_nothing_in_it_has_nothing_to_tell() {
    assert_eq!(
        Desk::new().transcript(&["tickler stats --by week", "tickler stats --since mon"]),
        r#"$ tickler stats --by week
Mon 2024-03-25 to Thu 2024-06-13  anna

Nothing was done in this time.
! the binder is empty; begin with a client: tickler add "Ivan Ivanov" --on tomorrow
$ tickler stats --since mon
Mon 2024-06-10 to Thu 2024-06-13  anna

Contacts                0
Reached                 0

On the agreed day       0
Promises made           0

New clients             0
Reached the first time  0
Won                     0

Complaints              0

Clients                 0

Load ahead                 │ marks 30 a day
  today                 0                        │
  Fri 14 Jun            0                        │
  Mon 17 Jun            0                        │
  Tue 18 Jun            0                        │
  Wed 19 Jun            0                        │
  Thu 20 Jun            0                        │
! the binder is empty; begin with a client: tickler add "Ivan Ivanov" --on tomorrow
"#
    );
}

#[test]
fn it_fits_the_terminal_whatever_stages_and_sources_are_called() {
    let desk = store();
    for name in [
        "ที่ปรึกษาการขายระหว่างประเทศ",
        "\u{1b}[31mred",
        "عميل مهم",
        "山田太郎",
        "Žvėrynas, second floor, left",
    ] {
        desk.answer(&format!(
            "tickler add '{name}' --stage '{name}' --source '{name}' --on fri"
        ));
    }
    for by in ["stage", "source", "week", "kind", "manager", "month"] {
        for width in [24, 40, 80, 200] {
            let text = desk.answer(&format!("COLUMNS={width} tickler stats --all --by {by}"));
            for line in text.lines() {
                let wide = unicode_width::UnicodeWidthStr::width(line);
                assert!(wide <= width, "{by} {width}: {line}");
                assert!(!line.contains('\u{1b}'), "{line}");
            }
        }
    }
}

#[test]
fn a_file_that_can_not_be_read_is_named_and_the_rest_counted() {
    let desk = store();
    desk.write("managers/anna/2024-06-20/bad.json", "{");
    let said = desk.run("tickler --json stats");
    assert!(
        said.contains("bad.json") && said.ends_with("(1)\n"),
        "{said}"
    );
    assert!(said.contains("\"contacts\": 7,"), "{said}");
}

#[test]
fn years_of_weeks_are_told_by_the_last_of_them() {
    let desk = store();
    let page = desk.answer("tickler --today 2034-06-13 stats --since 2024-01-01");
    let contacts = page.lines().find(|line| line.starts_with("Contacts"));
    let contacts = contacts.expect("a line");
    assert!(contacts.ends_with("▁ last 26 weeks"), "{contacts}");
    assert!(contacts.chars().count() <= 80, "{contacts}");
    let table = "tickler --today 2034-06-13 stats --since 2024-01-01 --by week";
    let table = desk.answer(table);
    assert!(
        table.lines().all(|line| line.chars().count() <= 80),
        "{table}"
    );
}

#[test]
fn at_the_end_of_the_calendar_there_is_no_day_more() {
    let desk = store();
    for command in [
        "stats",
        "week",
        "binder",
        "team",
        "--json stats",
        "--json binder",
    ] {
        let said = desk.answer(&format!("tickler --today 9999-12-30 {command}"));
        assert!(!said.contains("10000"), "{said}");
    }
    let ahead = desk.json("tickler --today 9999-12-30 --json stats");
    let days = ahead["ahead"][0]["next_days"].as_array();
    assert_eq!(days.map(Vec::len), Some(1), "{ahead}");
}
