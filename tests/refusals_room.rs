//! The gallery of refusals: a day that can't be spread, and a month that can't be dealt out.

mod desk;

use desk::Desk;

#[test]
fn a_day_that_is_none_or_has_passed() {
    let desk = Desk::after(&["tickler add 'Ivan Ivanov' --on fri"]);
    let ways_out = desk.refuses(
        r#"$ tickler spread yesterday
! error: "yesterday" is Wed 2024-06-12, and that has passed (today is Thu 2024-06-13)
! hint: what was left there is carried over to today: tickler spread
(4)
$ tickler spread jul
! error: "jul" names no day, and a day is needed
! hint: name the day, such as "5 jul" or fri
(2)
$ tickler spread --limit 0
! error: invalid value '0' for '--limit <N>': that is no number from 1 on
! hint: see how it is said: tickler spread --help
(2)
"#,
    );
    assert!(ways_out > 1, "{ways_out}");
}

#[test]
fn a_month_that_has_nothing_to_deal_out() {
    let desk = Desk::after(&["tickler add 'Ivan Ivanov' --on fri"]);
    desk.refuses(
        r"$ tickler deal
! error: no month that has begun has dossiers without a day
! hint: put a client behind a month first: tickler move CLIENT --on jul
(4)
",
    );
    desk.answer("tickler add Beta --on jul");
    desk.answer("tickler add Gamma --on sep");
    let ways_out = desk.refuses(
        r#"$ tickler deal
! error: no month that has begun has dossiers without a day
! hint: there are dossiers without a day in jul (1) and sep (1); to deal them out: tickler deal jul
(4)
$ tickler deal aug
! error: nobody stands behind the month 2024-08 without a day
! hint: there are dossiers without a day in jul (1) and sep (1); to deal them out: tickler deal jul
(4)
$ tickler deal fri
! error: "fri" names no month, and a month is needed
! hint: name the month, such as jul or 2024-07
(2)
"#,
    );
    assert_eq!(ways_out, 2);
}
