//! Room in the day: a day that is too full is spread over the next ones, and a month is dealt out
//! over its days.

mod desk;

use desk::Desk;

/// A day of two at most, with five: one agreed, one that is late, one to whom something is
/// promised by tomorrow, a customer and a new call; tomorrow has room for one.
fn a_full_day() -> Desk {
    Desk::after(&[
        "tickler --today 2024-06-10 add 'Late Lena' --on 2024-06-11",
        "tickler add 'Agreed Anna' --on today --at 10:00 --agreed",
        "tickler add 'Promised Petra' --on today",
        "tickler promise petra 'A list' --by tomorrow",
        "tickler --today 2024-06-03 add 'Customer Carl' --on 2024-06-13 --stage customer",
        "tickler add 'New Nora' --on today",
        "tickler add 'Full Fred' --on fri",
        "tickler config capacity 2",
    ])
}

#[test]
fn a_full_day_is_spread_over_the_next_and_one_undo_takes_it_back() {
    let desk = a_full_day();
    let before = desk.dossiers();
    let transcript = desk.transcript(&[
        "tickler today",
        "tickler spread --dry-run",
        "tickler spread",
        "tickler spread",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler today
Thu 2024-06-13  anna  5 of 2: 1 overdue, 4 new calls

Due          Client          Last contact
2 days late  Late Lena       never
10:00        Agreed Anna     never
agreed
             Customer Carl   never
             New Nora        never
             Promised Petra  never

More than can be done; to move what can wait: tickler spread
$ tickler spread --dry-run
Moved Promised Petra behind \"14\": Fri 2024-06-14, tomorrow (2 of 2)
Moved Customer Carl behind \"17\": Mon 2024-06-17, in 4 days (2 of 2)
Moved New Nora behind \"17\": Mon 2024-06-17, in 4 days (2 of 2)
! a dry run: nothing was changed
$ tickler spread
Moved Promised Petra behind \"14\": Fri 2024-06-14, tomorrow (2 of 2)
Moved Customer Carl behind \"17\": Mon 2024-06-17, in 4 days (2 of 2)
Moved New Nora behind \"17\": Mon 2024-06-17, in 4 days (2 of 2)
$ tickler spread
! Thu 2024-06-13 has 2 of 2: nothing has to move
"
    );
    let undone = desk.answer("tickler undo");
    assert!(
        undone.starts_with("Taken back: spread 3 dossiers ("),
        "{undone}"
    );
    assert_eq!(desk.dossiers(), before);
}

#[test]
fn what_stays_in_a_full_day_stays_for_a_reason_that_is_said() {
    let desk = a_full_day();
    let transcript = desk.transcript(&[
        "tickler spread --over 1",
        "tickler spread --limit 1",
        "tickler config capacity 1",
        "tickler move lena carl --on jul",
        "tickler spread",
        "tickler close petra --lost",
        "tickler add Beta --on today --agreed",
        "tickler spread",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler spread --over 1
Moved New Nora behind \"14\": Fri 2024-06-14, tomorrow (2 of 2)
! Thu 2024-06-13 still has 4, and 2 can be done; the next working day has no room for more
$ tickler spread --limit 1
Moved Customer Carl behind \"17\": Mon 2024-06-17, in 4 days (1 of 2)
! Thu 2024-06-13 still has 3, and 2 can be done
$ tickler config capacity 1
capacity: 1; before: 2 (store)
$ tickler move lena carl --on jul
Moved Late Lena behind \"July\"
Moved Customer Carl behind \"July\"
$ tickler spread
! Thu 2024-06-13 still has 2, and 1 can be done; no day with room is left for what may move
$ tickler close petra --lost
Closed Promised Petra as lost
$ tickler add Beta --on today --agreed
Added Beta behind \"13\": Thu 2024-06-13, today, agreed (2 of 1)
! Thu 2024-06-13 has 2, and 1 can be done; the nearest day with room is Mon 2024-06-17, in 4 days
$ tickler spread
! Thu 2024-06-13 still has 2, and 1 can be done; what stays is agreed, or something promised is due before another day
"
    );
}

#[test]
fn the_plan_is_shown_before_more_than_three_move() {
    let desk = a_full_day();
    desk.answer("tickler add Beta --on today");
    desk.answer("tickler add Gamma --on today");
    let before = desk.snapshot();
    let refused = desk.run("tickler spread");
    assert!(refused.ends_with("(4)\n"), "{refused}");
    let planned = desk.answer("tickler spread --dry-run");
    let shown = desk.at_terminal("tickler spread", "n\n");
    assert!(
        shown.starts_with(&format!(
            "$ tickler spread\n{planned}Move 5 dossiers? [y/N] error: "
        )),
        "{shown}"
    );
    assert_eq!(desk.snapshot(), before);
    assert_eq!(desk.answer("tickler spread --yes"), planned);
}

#[test]
fn a_program_reads_what_was_spread() {
    let value = a_full_day().json("tickler spread --limit 1 --json");
    let changed = &value["changed"][0];
    assert_eq!(changed["client"], "new-nora");
    assert_eq!(
        (&changed["from"], &changed["to"]),
        (&"2024-06-13".into(), &"2024-06-14".into())
    );
    assert_eq!(
        (&changed["load"], &changed["capacity"]),
        (&2.into(), &2.into())
    );
}

/// Two a day; three behind June, one behind July, and Wednesday the 26th of June is today.
fn a_month() -> Desk {
    Desk::after(&[
        "tickler add 'Ivan Ivanov' --on jun",
        "tickler add 'Žydrūnė Šimkutė' --on jun --agreed",
        "tickler add สมชาย --on jun",
        "tickler add Delta --on jul",
        "tickler add Full --on 2024-06-27",
        "tickler config capacity 2",
    ])
    .with("TICKLER_TODAY", "2024-06-26")
}

#[test]
fn a_month_is_dealt_out_over_its_working_days_and_one_undo_takes_it_back() {
    let desk = a_month();
    let before = desk.dossiers();
    let transcript = desk.transcript(&["tickler today", "tickler deal --dry-run", "tickler deal"]);
    assert_eq!(
        transcript,
        "\
$ tickler today
Wed 2024-06-26  anna  0 of 2

Nothing is due.

June: 3 dossiers without a day yet; to deal them out: tickler deal jun
$ tickler deal --dry-run
Moved Ivan Ivanov behind \"26\": Wed 2024-06-26, today (2 of 2)
Moved สมชาย behind \"26\": Wed 2024-06-26, today (2 of 2)
Moved Žydrūnė Šimkutė behind \"28\": Fri 2024-06-28, in 2 days, agreed (1 of 2)
! a dry run: nothing was changed
$ tickler deal
Moved Ivan Ivanov behind \"26\": Wed 2024-06-26, today (2 of 2)
Moved สมชาย behind \"26\": Wed 2024-06-26, today (2 of 2)
Moved Žydrūnė Šimkutė behind \"28\": Fri 2024-06-28, in 2 days, agreed (1 of 2)
"
    );
    let undone = desk.answer("tickler undo");
    assert!(
        undone.starts_with("Taken back: dealt out 3 dossiers ("),
        "{undone}"
    );
    assert_eq!(desk.dossiers(), before);
}

#[test]
fn where_all_days_are_full_dossiers_stay_behind_their_month_and_it_is_said() {
    let desk = a_month();
    desk.answer("tickler config capacity 1");
    let transcript = desk.transcript(&["tickler deal jun", "tickler today", "tickler deal jun"]);
    assert_eq!(
        transcript,
        "\
$ tickler deal jun
Moved Ivan Ivanov behind \"26\": Wed 2024-06-26, today (1 of 1)
Moved Žydrūnė Šimkutė behind \"28\": Fri 2024-06-28, in 2 days, agreed (1 of 1)
! 1 dossier stays behind \"June\", since no day with room is left for it; to put one behind any day: tickler move CLIENT --on DAY
$ tickler today
Wed 2024-06-26  anna  1 of 1: 1 new call

Client       Last contact
Ivan Ivanov  never

June: 1 dossier without a day yet; to deal it out: tickler deal jun
$ tickler deal jun
! 1 dossier stays behind \"June\", since no day with room is left for it; to put one behind any day: tickler move CLIENT --on DAY
"
    );
}

#[test]
fn who_is_held_by_a_promise_stays_behind_the_month_for_that_and_for_no_want_of_room() {
    let desk = Desk::after(&[
        "tickler --today 2024-06-03 add 'Ivan Ivanov' --on jun",
        "tickler --today 2024-06-03 promise ivan 'Send it' --by 2024-06-05",
    ]);
    assert_eq!(
        desk.run("tickler deal jun"),
        "$ tickler deal jun\n\
         ! 1 dossier stays behind \"June\", since something promised is due before a day with \
         room; to put one behind any day: tickler move CLIENT --on DAY\n"
    );
}

#[test]
fn a_month_that_has_passed_is_dealt_out_over_the_next_days() {
    let desk = a_month().with("TICKLER_TODAY", "2024-07-01");
    let transcript = desk.transcript(&["tickler today", "tickler deal jun", "tickler deal"]);
    assert_eq!(
        transcript,
        "\
$ tickler today
Mon 2024-07-01  anna  4 of 2: 4 overdue

Due          Client           Last contact
4 days late  Full             never
1 day late   Žydrūnė Šimkutė  never
agreed
1 day late   Ivan Ivanov      never
1 day late   สมชาย            never

More than can be done; to move what can wait: tickler spread

June: 3 dossiers without a day yet; to deal them out: tickler deal 2024-06

July: 1 dossier without a day yet; to deal it out: tickler deal jul
$ tickler deal jun
Moved Ivan Ivanov behind \"2\": Tue 2024-07-02, tomorrow (1 of 2)
Moved Žydrūnė Šimkutė behind \"3\": Wed 2024-07-03, in 2 days (1 of 2)
Moved สมชาย behind \"4\": Thu 2024-07-04, in 3 days (1 of 2)
$ tickler deal
Moved Delta behind \"5\": Fri 2024-07-05, in 4 days (1 of 2)
"
    );
}

#[test]
fn a_day_behind_which_nothing_can_be_put_is_passed_over_and_named() {
    let desk = a_full_day();
    desk.write("managers/anna/2024-06-17", "no folder");
    let planned = desk.run("tickler spread --limit 3 --dry-run");
    assert!(!planned.contains("2024-06-17, in"), "{planned}");
    assert!(
        planned.contains("behind \"18\": Tue 2024-06-18"),
        "{planned}"
    );
    let bar = "managers/anna/2024-06-17: can't be opened as a folder: it is no folder";
    assert!(planned.contains(bar), "{planned}");
    let moved = desk.run("tickler spread --limit 3");
    assert_eq!(
        moved.lines().skip(1).collect::<Vec<_>>()[..3],
        planned.lines().skip(1).collect::<Vec<_>>()[..3]
    );
    desk.answer("tickler add Monthly --on jul");
    desk.write("managers/anna/2024-07-01", "no folder");
    let dealt = desk.run("tickler deal jul --dry-run");
    assert!(!dealt.contains("2024-07-01, in"), "{dealt}");
    assert!(dealt.contains("Moved Monthly behind"), "{dealt}");
}

#[test]
fn where_nobody_can_look_is_named_and_not_taken_for_empty() {
    let desk = a_full_day();
    desk.write("managers/anna/2024-06-17", "no folder");
    desk.write("managers/anna/2024-07", "no folder");
    let bar =
        |place| format!("managers/anna/{place}: can't be opened as a folder: it is no folder");
    let day = desk.run("tickler spread 17");
    assert!(day.contains(&bar("2024-06-17")), "{day}");
    let month = desk.run("tickler deal jul");
    assert!(month.contains(&bar("2024-07")), "{month}");
    desk.answer("tickler add Monthly --on jun");
    let months = desk.run("tickler deal --dry-run");
    assert!(months.contains("Moved Monthly behind"), "{months}");
    assert!(months.contains(&bar("2024-07")), "{months}");
}

#[test]
fn a_manager_who_has_left_is_among_all_as_long_as_nobody_can_look_into_the_binder() {
    let desk = a_full_day();
    desk.answer("tickler config --manager boris --new");
    desk.answer("tickler config --manager boris left true");
    assert!(!desk.run("tickler team").contains("boris"));
    desk.write("managers/boris/2024-06-17", "no folder");
    let team = desk.run("tickler team");
    assert!(
        team.contains("managers/boris/2024-06-17: can't be opened as a folder"),
        "{team}"
    );
}
