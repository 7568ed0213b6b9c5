//! The gallery of refusals: complaints and their answers, and the evening's review.

mod desk;

use desk::Desk;

#[test]
fn an_answer_to_no_complaint_or_to_one_of_several() {
    let desk = Desk::after(&[
        "tickler --today 2024-06-10 add 'Ivan Ivanov' --on fri",
        "tickler add 'Olga Petrova' --on fri",
        "tickler --today 2024-06-11 note ivan '6 of 20 are frayed' --kind complaint",
        "tickler file ivan --on fri --complaint",
    ]);
    let ways_out = desk.refuses(
        r"$ tickler note olga 'Sent new ones' --answer
! error: no complaint of olga-petrova waits for an answer
! hint: write it down without --answer; or see what there was: tickler show olga-petrova --all
(4)
$ tickler note ivan 'Sent new ones' --answer
! error: 2 complaints of ivan-ivanov wait for an answer
! hint: say which: tickler note ivan-ivanov TEXT --answer=N, where N is 1 (2024-06-11: 6 of 20 are frayed), 2 (2024-06-13)
(4)
$ tickler note ivan 'Sent new ones' --answer=3
! error: no complaint of ivan-ivanov that waits for an answer is number 3
! hint: say which: tickler note ivan-ivanov TEXT --answer=N, where N is 1 (2024-06-11: 6 of 20 are frayed), 2 (2024-06-13)
(4)
$ tickler note ivan --answer
! error: <TEXT> is missing
! hint: see how it is said: tickler note --help
(2)
$ tickler file ivan --on fri --mood 6
! error: invalid value '6' for '--mood <1..5>': 6 is not in 1..=5
! hint: see how it is said: tickler file --help
(2)
",
    );
    assert_eq!(ways_out, 3);
}

#[test]
fn a_day_that_can_not_be_looked_back_on() {
    let desk = Desk::after(&["tickler add 'Ivan Ivanov' --on fri"]);
    let ways_out = desk.refuses(
        r#"$ tickler review tomorrow
! error: "tomorrow" is Fri 2024-06-14, and that is still to come (today is Thu 2024-06-13)
! hint: say a day that was: yesterday, or fri for the last Friday
(4)
$ tickler review may
! error: "may" names no day, and a day is needed
! hint: name the day, such as "5 jul" or fri
(2)
$ tickler review weak
! error: "weak" is no date
! hint: a date is typed like fri or "5 jul"; in full it is year-month-day
(2)
$ tickler review --move yesterday
! error: "yesterday" is Wed 2024-06-12, and that has passed (today is Thu 2024-06-13)
! hint: say a day to come, such as 2024-07-05 or fri
(4)
$ tickler review --all --move fri
! error: the argument '--all' cannot be used with '--move <WHEN>'
! hint: see how it is said: tickler review --help
(2)
$ tickler review --yes
! error: --move <WHEN> is missing
! hint: see how it is said: tickler review --help
(2)
"#,
    );
    assert_eq!(ways_out, 2);
}
