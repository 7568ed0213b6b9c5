//! Reaching a client: what is opened, what is shown, and what is filed afterwards.

mod desk;

use desk::Desk;

fn desk() -> Desk {
    Desk::after(&[
        "tickler add 'Иван Иванов' --phone 'mobile: +370 (600) 123-45' --email i.ivanov@romashka.example \
         --salutation 'Mr Ivanov' --on today",
        "tickler add 'Ona Kazlauskienė' --phone 'ask for Ona;rm -rf /' --email 'nobody?bcc=x@y.example' --on fri",
        "tickler add สมชาย --on mon",
    ])
    .with("TICKLER_OPENER", "printf '%s\\n' >>opened")
}

#[test]
fn the_link_is_opened_by_a_program_or_only_printed() {
    let desk = desk();
    let transcript = desk.transcript(&[
        "tickler reach ivan",
        "tickler reach ivan --mail",
        "tickler reach ivan --message",
        "tickler reach ivan --print",
        "tickler reach ivan --mail --print",
        "tickler reach ivan --message --print",
        "cat opened",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler reach ivan
Opened tel:+37060012345 for Иван Иванов; afterwards: tickler file ivan-ivanov
--on WHEN
$ tickler reach ivan --mail
Opened mailto:i.ivanov@romashka.example for Иван Иванов; afterwards: tickler
file ivan-ivanov --on WHEN
$ tickler reach ivan --message
Opened sms:+37060012345 for Иван Иванов; afterwards: tickler file ivan-ivanov
--on WHEN
$ tickler reach ivan --print
tel:+37060012345
$ tickler reach ivan --mail --print
mailto:i.ivanov@romashka.example?body=Mr%20Ivanov%2C%0D%0A%0D%0A
$ tickler reach ivan --message --print
sms:+37060012345
$ cat opened
tel:+37060012345
mailto:i.ivanov@romashka.example?body=Mr%20Ivanov%2C%0D%0A%0D%0A
sms:+37060012345
"
    );
    let reached = desk.json("tickler reach ivan --print --json");
    assert_eq!(reached["client"], "ivan-ivanov");
    assert_eq!(reached["link"], "tel:+37060012345");
    assert_eq!(reached["opened"], false);
}

#[test]
fn at_a_terminal_the_contact_is_filed_afterwards() {
    let desk = desk();
    let shown = desk.at_terminal("tickler reach ivan", "maybe\nr\nWants the estimate\nfri\n");
    assert_eq!(
        shown,
        "\
$ tickler reach ivan
How did it end: reached, no-answer, left-message (Enter: don't file it): \"maybe\" is none of these
How did it end: reached, no-answer, left-message (Enter: don't file it): What was said (Enter: nothing): \
Next contact on: Filed Иван Иванов behind \"14\": Fri 2024-06-14, tomorrow (2 of 30)
"
    );
    let shown = desk.json("tickler show ivan --json");
    let last = &shown["history"][1];
    assert_eq!(last["kind"], "call");
    assert_eq!(last["outcome"], "reached");
    assert_eq!(last["text"], "Wants the estimate");
    desk.at_terminal("tickler reach ivan --mail", "left\nThe estimate\nmon\n");
    let shown = desk.json("tickler show ivan --json");
    assert_eq!(shown["history"][2]["kind"], "email");
    assert_eq!(shown["history"][2]["outcome"], "left-message");
    let before = desk.snapshot();
    desk.at_terminal("tickler reach ivan", "\n");
    assert_eq!(desk.snapshot(), before);
}
