//! The gallery of refusals: own forms.

mod desk;

use desk::Desk;

#[test]
fn a_form_that_can_not_be_filled_in_or_made() {
    let desk = Desk::after(&["tickler add 'Ona Kazlauskė' --on fri"]);
    let hints = desk.refuses(
        r#"$ tickler form ona needs
! error: there is no form here yet
! hint: make one from an example: tickler form --new needs
(3)
$ tickler stats --form needs
! error: there is no form here yet
! hint: make one from an example: tickler form --new needs
(3)
$ tickler form --new '…'
! error: a form can't be called "…"
! hint: letters and digits do, as in: tickler form --new needs
(2)
"#,
    );
    assert_eq!(hints, 3);
    desk.answer("tickler form --new needs");
    let hints = desk.refuses(
        r#"$ tickler form zed needs --set budget=1
! error: no client fits "zed"
! hint: see who there is: tickler list; or add a client: tickler add zed
(3)
$ tickler form ona needs
! error: no answer to the form needs is given, and there is nobody to ask
! hint: say the answers: tickler form ona-kazlauske needs --set KEY=VALUE; what it asks: tickler form --list
(4)
$ tickler form ona neds
! error: there is no form "neds"
! hint: there is needs; what it asks: tickler form --list
(3)
$ tickler form --missing neds
! error: there is no form "neds"
! hint: there is needs; what it asks: tickler form --list
(3)
$ tickler form ona needs --set sise=S
! error: the form needs asks no `sise`
! hint: it asks budget, size, sites, tender, decided_by, until and wishes
(2)
$ tickler form ona needs --set size=S
! error: the form needs is not filled in without budget
! hint: say --set budget=…; or keep what is said so far: --partly
(4)
$ tickler form ona needs --set budget=much
! error: `budget` can't be "much"
! hint: budget is a sum, such as "1200.50 EUR"
(2)
$ tickler form ona needs --set budget=1.200
! error: "1.200" for `budget` can be read in two ways
! hint: type 1200, or 1.2000
(2)
$ tickler form ona needs --set budget=1 --set size=XL
! error: `size` can't be "XL"
! hint: size is S, M or L
(2)
$ tickler form ona needs --set budget=1 --set tender=yes
! error: `tender` is asked only if stage=offer
! hint: leave it out, or set first what it depends on
(4)
$ tickler form ona needs --set budget=1 --set until=frii
! error: "frii" is no date
! hint: a date is typed like fri or "5 jul"; in full it is year-month-day
(2)
$ tickler form ona needs --set budget=1 --set until=jul
! error: "jul" names no day, and a day is needed
! hint: name the day, such as "5 jul" or fri
(2)
$ tickler form ona needs --set budget=1 --set budget=2
! error: `budget` is set twice
! hint: say one of the two
(4)
$ tickler form --new needs
! error: there is a form needs already
! hint: what there is: tickler form --list; or take another name: tickler form --new NAME
(4)
"#,
    );
    assert_eq!(hints, 6);
    desk.answer("tickler form --new needs-of-hotels");
    desk.refuses(
        r#"$ tickler form ona nee
! error: "nee" fits 2 forms
! hint: type it as it stands: needs or needs-of-hotels
(4)
$ tickler form ona size
! error: there is no form "size"
! hint: there are needs and needs-of-hotels; what they ask: tickler form --list
(3)
"#,
    );
}
