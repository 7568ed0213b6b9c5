//! The gallery of refusals: settings, days off, and binders for new managers. The first part is
//! `refusals.rs`.

mod desk;

use desk::Desk;

fn a_binder() -> Desk {
    let desk = Desk::new();
    desk.answer("tickler add Beta --on fri");
    desk.answer("tickler config --manager ben --new");
    desk.answer("tickler config holidays --add '2024-06-24 Midsummer'");
    desk
}

#[test]
fn settings() {
    let ways_out = a_binder().refuses(
        r#"$ tickler config capcity 3
! error: there is no "capcity"
! hint: there are capacity, manager, quota_new, work_week, holidays, layout, dated_months, front_days, stages, occasions_ahead, left, dir, editor, pager, opener, notifier, sendmail, color and me.name
(2)
$ tickler config "$(head -c 10000 /dev/zero | tr '\0' x)"
! error: there is no "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…"
! hint: there are manager, capacity, quota_new, work_week, holidays, layout, dated_months, front_days, stages, occasions_ahead, left, dir, editor, pager, opener, notifier, sendmail, color and me.name
(2)
$ tickler config capacity 0
! error: `capacity` can't be "0"
! hint: capacity is a number from 1 to 10000
(2)
$ tickler config capacity ''
! error: `capacity` can't be ""
! hint: capacity is a number from 1 to 10000
(2)
$ tickler config layout round
! error: `layout` can't be "round"
! hint: layout is numbered or dated
(2)
$ tickler config work_week someday
! error: `work_week` can't be "someday"
! hint: work_week is days of the week, such as mon-fri or mon,tue,sat
(2)
$ tickler config color blue
! error: `color` can't be "blue"
! hint: color is "auto", "always" or "never"
(2)
$ tickler config dir binder
! error: `dir` can't be "binder"
! hint: dir is a whole path, from / or ~/ on
(2)
$ tickler config manager zoe
! error: zoe has no binder here; there are those of anna and ben
! hint: open one: tickler config --manager zoe --new; or work in another: --as anna
(3)
"#,
    );
    assert_eq!(ways_out, 1);
}

#[test]
fn managers() {
    let ways_out = a_binder().refuses(
        r#"$ tickler config --manager zoe capacity 20
! error: zoe has no binder here; there are those of anna and ben
! hint: open one: tickler config --manager zoe --new; or work in another: --as anna
(3)
$ tickler config --manager ../zoe --new
! error: "../zoe" can't be a manager's name: the manager's folder is called so
! hint: letters, digits, - and _ do, at most 64 of them, but no name that Windows keeps for itself, such as con: --as anna
(2)
$ tickler config --manager anna --new
! error: anna has a binder here already
! hint: open it: tickler --as anna today
(4)
$ tickler config --manager anna layout dated
! error: `layout` is the same for all managers
! hint: set it for all, without --manager: tickler config layout VALUE
(2)
$ tickler config --new
! error: --manager <NAME> is missing
! hint: see how it is said: tickler config --help
(2)
"#,
    );
    assert_eq!(ways_out, 3);
}

#[test]
fn days_off() {
    let ways_out = a_binder().refuses(
        r#"$ tickler config holidays fri
! error: `holidays` can't be "fri"
! hint: holidays is a list: --add "2024-06-24 Midsummer", --remove 2024-06-24, or --import FILE.ics
(2)
$ tickler config capacity --add '2024-06-24 Midsummer'
! error: `capacity` is no list of days off
! hint: the list is called holidays: tickler config holidays --add "2024-06-24 Midsummer"
(2)
$ tickler config holidays --add '--06-31 Never'
! error: "--06-31 Never" is no day off with its name
! hint: type the day and its name: "2024-06-24 Midsummer", or for every year "--06-24 Midsummer"
(2)
$ tickler config holidays --add --06-24
! error: "--06-24" is no day off with its name
! hint: type the day and its name: "2024-06-24 Midsummer", or for every year "--06-24 Midsummer"
(2)
$ tickler config holidays --remove 2024-12-25
! error: 2024-12-25 is not among the days off
! hint: see which there are: tickler config holidays
(3)
$ tickler config --manager anna holidays --remove 2024-06-24
! error: 2024-06-24 is not among this manager's own days off
! hint: it is a day off of all: say it without --manager
(3)
$ tickler config left true
! error: `left` is said of one manager
! hint: say whose: tickler config --manager anna left true
(2)
$ tickler config holidays --import nowhere.ics
! error: nowhere.ics: can't be read: No such file or directory (os error 2)
! hint: nothing was taken from it; mend it, or add single days: tickler config holidays --add "2024-06-24 Midsummer"
(2)
$ printf 'day;name\n' > days.csv; tickler config holidays --import days.csv
! error: days.csv: line 1: this is no calendar, which begins with BEGIN:VCALENDAR
! hint: nothing was taken from it; mend it, or add single days: tickler config holidays --add "2024-06-24 Midsummer"
(2)
"#,
    );
    assert_eq!(ways_out, 5);
}
