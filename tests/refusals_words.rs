//! The gallery of refusals: words that can be read, but do not go together, and hints that can be
//! typed as they stand, whatever day it is.

mod desk;

use desk::Desk;

fn a_binder() -> Desk {
    let desk = Desk::new();
    desk.answer("tickler add 'Ona Kazlauskė' --company Romashka --phone '+370 600 12345' --on fri");
    desk
}

#[test]
fn words_that_do_not_go_together() {
    let ways_out = a_binder().refuses(
        r#"$ tickler edit ona --set company=X --unset company
! error: `company` is both set and taken out
! hint: say one of the two: --set company=…, or --unset company
(4)
$ tickler edit ona --set stage=new --set stage=offer
! error: `stage` is set twice
! hint: say one of the two
(4)
$ tickler edit ona --add-tag vip --remove-tag vip
! error: "vip" is both added to the tags and taken out of them
! hint: say one of the two
(4)
$ tickler move ona --on someday --agreed
! error: nothing can be agreed on no day: "someday" is neither a day nor a month
! hint: name the day that was agreed on, such as --on fri, or leave --agreed out
(2)
$ tickler add Beta --agreed
! error: nothing can be agreed on no day: "someday" is neither a day nor a month
! hint: name the day that was agreed on, such as --on fri, or leave --agreed out
(2)
$ tickler show ''
! error: the name of the client who is meant is empty
! hint: type any beginning of the name, or a phone number; see who there is: tickler list
(2)
"#,
    );
    assert_eq!(ways_out, 1);
}

#[test]
fn a_date_is_agreed_on_a_day_or_a_month_only() {
    let desk = a_binder();
    desk.answer("tickler add 'Someday Sue'");
    desk.refuses(
        r#"$ tickler edit sue --set agreed=true
! error: nothing can be agreed on no day: "someday" is neither a day nor a month
! hint: name the day that was agreed on, such as --on fri, or leave --agreed out
(2)
"#,
    );
    assert_eq!(
        desk.run("tickler move ona --on sep --agreed"),
        "$ tickler move ona --on sep --agreed\nMoved Ona Kazlauskė behind \"September\", agreed\n"
    );
}
