//! The gallery of refusals: what is promised, and what is kept in mind for a client.

mod desk;

use desk::Desk;

#[test]
fn a_promise_that_can_not_be_made_or_kept() {
    let desk = Desk::after(&[
        "tickler add 'Ona Kazlauskė' --on fri",
        "tickler add Beta --on fri",
        "tickler promise beta 'Send it' --by fri",
    ]);
    let hints = desk.refuses(
        r#"$ tickler promise ona 'Send it@frii'
! error: "frii" behind the @ of the promise is no date
! hint: behind the @ stands a day, such as "send the estimate@fri" or "…@5 jul"; "…@someday" is a promise without a date
(2)
$ tickler file ona --on mon --promise 'Send it@14.06.2024'
! error: "14.06.2024" behind the @ of the promise is no date
! hint: behind the @ stands a day, such as "send the estimate@fri" or "…@5 jul"; "…@someday" is a promise without a date
(2)
$ tickler file ona --on mon --promise 'Send it@'
! error: "" behind the @ of the promise is no date
! hint: behind the @ stands a day, such as "send the estimate@fri" or "…@5 jul"; "…@someday" is a promise without a date
(2)
$ tickler promise ona 'Send it' --by frii
! error: "frii" is no date
! hint: a date is typed like fri or "5 jul"; in full it is year-month-day
(2)
$ tickler promise ona 'Send it@12 jun 2024'
! error: "12 jun 2024" is 2024-06-12, and a promise by then is overdue already (today is Thu 2024-06-13)
! hint: say a day to come, such as fri, "5 jul" or 2024-07-05
(4)
$ tickler promise ona 'Send it@31 jun'
! error: there is no "31 jun": June has 30 days
! hint: check the day, or name a month alone, such as jul
(2)
$ tickler promise ona 'Send it@jul'
! error: a promise falls due on a day, and "2024-07" is none
! hint: name the day, such as fri, "5 jul" or eom; someday is a promise without a date
(2)
$ tickler promise ona 'Send it@fri 14:30'
! error: a promise falls due on a day, not at a time: 14:30
! hint: name the day alone, and put the time into the text
(2)
$ tickler promise ona 'Send it@fri' --by mon
! error: two dates are said for one promise: "fri" and "mon"
! hint: say one of the two
(2)
$ tickler promise ona '@fri'
! error: nothing is promised: the text is empty
! hint: say what is promised, such as "send the estimate@fri"
(2)
$ tickler promise ona --kept 1
! error: ona-kazlauske has no open promise with the number 1
! hint: see what was said: tickler show ona-kazlauske --all
(4)
$ tickler promise beta --kept 2
! error: beta has no open promise with the number 2
! hint: see what is open: tickler promise beta
(4)
$ tickler promise zed --kept 1
! error: no client fits "zed"
! hint: see who there is: tickler list; or add a client: tickler add zed
(3)
"#,
    );
    assert_eq!(hints, 4);
}

#[test]
fn an_occasion_that_is_none() {
    let desk = Desk::after(&["tickler add 'Ona Kazlauskė' --on fri --birthday 04-15"]);
    let hints = desk.refuses(
        r#"$ tickler add Beta --birthday '31 jun'
! error: "31 jun" is no day of the year for an occasion
! hint: a day of the year is typed like 04-15 or "15 apr"; with its year like 1980-04-15
(2)
$ tickler add Beta --birthday fri
! error: "fri" is no day of the year for an occasion
! hint: a day of the year is typed like 04-15 or "15 apr"; with its year like 1980-04-15
(2)
$ tickler add Beta --birthday 2044-04-15
! error: the birthday Fri 2044-04-15 is still to come (today is Thu 2024-06-13)
! hint: say the year of birth, such as 1980-04-15, or the day alone, such as 04-15
(4)
$ tickler edit ona --add-occasion birthday=2024-06-14
! error: the birthday Fri 2024-06-14 is still to come (today is Thu 2024-06-13)
! hint: say the year of birth, such as 1980-04-15, or the day alone, such as 04-15
(4)
$ tickler edit ona --add-occasion 'name day'
! error: "name day" doesn't say what the occasion is and when
! hint: it is typed WHAT=DATE, such as "name day=26 jul" or birthday=1980-04-15
(2)
$ tickler edit ona --remove-occasion 'name day'
! error: "name day" is not among the occasions
! hint: there are birthday: --04-15
(2)
$ tickler edit ona --set occasions=x
! error: `occasions` holds several values, and can't be set as a whole
! hint: one at a time: tickler edit ona-kazlauske --add-occasion WHAT=DATE, or --remove-occasion WHAT
(2)
$ tickler config occasions_ahead 32
! error: `occasions_ahead` can't be "32"
! hint: occasions_ahead is a number from 0 to 31
(2)
"#,
    );
    assert_eq!(hints, 0);
}
