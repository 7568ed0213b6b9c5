//! The gallery of refusals: clients who can't be reached.

mod desk;

use desk::Desk;

#[test]
fn those_who_cannot_be_reached() {
    let desk = Desk::after(&[
        "tickler add 'Ona Kazlauskė' --phone 'ask for Ona;rm -rf /' --email 'nobody at home'",
        "tickler add Beta",
        "tickler add Gama --email gama@acme.example",
    ]);
    let ways_out = desk.with("TICKLER_OPENER", "no-such-program").refuses(
        r#"$ tickler reach beta
! error: Beta can't be reached so: there is no phone on the card
! hint: put one on it: tickler edit beta --add-phone "+370 600 12345"
(4)
$ tickler reach beta --mail
! error: Beta can't be reached so: there is no e-mail address on the card
! hint: put one on it: tickler edit beta --add-email name@company.example
(4)
$ tickler reach ona
! error: Ona Kazlauskė can't be reached so: "ask for Ona;rm -rf /" is no number that can be dialled
! hint: see the card: tickler show ona-kazlauske; mend it: tickler edit ona-kazlauske
(4)
$ tickler reach ona --mail
! error: Ona Kazlauskė can't be reached so: "nobody at home" is no e-mail address
! hint: see the card: tickler show ona-kazlauske; mend it: tickler edit ona-kazlauske
(4)
$ tickler reach gama --mail --send
! error: nobody has said from whom the letter is
! hint: say who sends: tickler config me.email anna@company.example
(4)
$ TICKLER_ME_EMAIL=anna tickler reach gama --mail --send
! error: me.email is "anna", which is no e-mail address
! hint: say who sends: tickler config me.email anna@company.example
(4)
$ TICKLER_ME_EMAIL=anna@acme.example tickler reach gama --mail --send
! error: there is no letter to be sent
! hint: name a template, as in --mail thank-you; see which there are: tickler draft --list
(4)
$ tickler reach gama --message hello --send
! error: the argument '--message [<TEMPLATE>]' cannot be used with '--send'
! hint: see how it is said: tickler reach --help
(2)
$ tickler reach nobody
! error: no client fits "nobody"
! hint: see who there is: tickler list; or add a client: tickler add nobody
(3)
"#,
    );
    assert!(ways_out > 8, "{ways_out}");
}

#[test]
fn a_letter_that_is_left_as_it_is_is_not_sent_without_a_yes() {
    let desk = Desk::after(&["tickler add Gama --email gama@acme.example"])
        .with("TICKLER_ME_EMAIL", "anna@acme.example")
        .with("EDITOR", "true");
    desk.write("templates/hello.md", "Dear {{ name }}");
    let shown = desk.at_terminal("tickler reach gama --mail hello --send", "n\n");
    let shown = shown
        .replace("error: ", "! error: ")
        .replace("hint: ", "! hint: ");
    let expected = "\
Send it to gama@acme.example as it is? [y/N] ! error: nothing was sent: the letter was left as the template has it
! hint: to send it as it is: tickler reach gama --mail hello --send --no-edit
(4)
";
    assert!(shown.ends_with(expected), "{shown}");
}
