//! The gallery of refusals: what can't stand on the card, or says nothing there.

mod desk;

use desk::Desk;

#[test]
fn a_cadence_says_how_often_and_counts_from_a_contact() {
    let desk = Desk::after(&["tickler add 'Ona Kazlauskė' --every 6w --on fri"]);
    let ways_out = desk.refuses(
        r#"$ tickler edit ona --every fortnightly
! error: "fortnightly" does not say how often
! hint: a cadence is typed like 6w, 10d or "2 months": tickler edit ona-kazlauske --every 6w
(2)
$ tickler edit ona --set every=3b
! error: "3b" does not say how often
! hint: a cadence is typed like 6w, 10d or "2 months": tickler edit ona-kazlauske --every 6w
(2)
$ tickler add Beta --every 0w
! error: "0w" does not say how often
! hint: a cadence is typed like 6w, 10d or "2 months": tickler edit CLIENT --every 6w
(2)
$ tickler edit ona --every 6w --unset every
! error: `every` is both set and taken out
! hint: say one of the two: --set every=…, or --unset every
(4)
$ tickler edit ona --every 6w --set every=8w
! error: `every` is set twice
! hint: say one of the two
(4)
$ tickler file ona --no-answer
! error: no date for the next contact: the cadence of 6 weeks counts from a contact that reached the client
! hint: say when to try again: --on tomorrow, or --on +2b
(2)
$ tickler file ona --at 25:00
! error: no clock shows "25:00"
! hint: a time is typed like 14:30 (from 0:00 to 23:59), 9am or 9:15pm
(2)
"#,
    );
    assert_eq!(ways_out, 2);
}
