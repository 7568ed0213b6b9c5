//! The gallery of refusals: offers and letters from templates.

mod desk;

use desk::Desk;

#[test]
fn a_letter_that_can_not_be_written() {
    let desk = Desk::after(&["tickler add 'Ivan Ivanov' --on fri"]);
    desk.refuses(
        r#"$ tickler draft ivan offer
! error: there is no template "offer"
! hint: put the templates that come along into the store: tickler draft --new
(2)
$ tickler draft ivan
! error: no template was named
! hint: put the templates that come along into the store: tickler draft --new
(2)
$ tickler draft --new ofer
! error: no template "ofer" comes with tickler
! hint: take one of offer, invoice, contract, follow-up and thank-you, or all of them: tickler draft --new
(2)
"#,
    );
    desk.answer("tickler draft --new");
    desk.write(
        "templates/own.md",
        "---\ntitle: {{ titel }}\n---\n{{ fields.budget }}\n",
    );
    desk.write("templates/card.md", "{{ company }} {{ phone }}\n");
    desk.write("templates/call.md", "Ring\n{{ phone }}\n");
    desk.write(
        "templates/odd.md",
        "{% for item in items %}{{ item.pice }}{% endfor %}",
    );
    desk.write("templates/typo.md", "\n{{ nane }}\n");
    desk.write("templates/new.md", "{{ discount }} off\n");
    desk.write(
        "templates/late.md",
        "---\nkind: offer\nvalid: {{ today | add_days(-1) }}\n---\nx\n",
    );
    desk.refuses(
        r#"$ tickler draft ivan
! error: no template was named
! hint: name one of call, card, contract, follow-up, invoice, late, new, odd, offer, own, thank-you and typo: tickler draft ivan-ivanov TEMPLATE
(2)
$ tickler draft ivan ofer
! error: there is no template "ofer"
! hint: take one of offer, call, card, contract, follow-up, invoice, late, new, odd, own, thank-you and typo; see each: tickler draft --list
(2)
$ tickler draft --new offer
! error: templates/offer.md is there already, and was left as it is
! hint: change it in an editor; see all: tickler draft --list
(4)
$ tickler draft ivan thank-you
! error: templates/_head.md: line 2: `me.name` is missing
! hint: say it once for all your letters: tickler config me.name TEXT
(4)
$ tickler draft ivan own
! error: templates/own.md: line 2: `titel` is missing
! hint: `time` is nearest: mend the template, or say it: --set titel=TEXT
(4)
$ tickler draft ivan own --set titel=x
! error: templates/own.md: line 4: `fields.budget` is missing
! hint: put it on the card: tickler edit ivan-ivanov --set budget=TEXT
(4)
$ tickler draft ivan card
! error: templates/card.md: line 1: `company` is missing
! hint: put it on the card: tickler edit ivan-ivanov --set company=TEXT
(4)
$ tickler draft ivan call
! error: templates/call.md: line 2: `phone` is missing
! hint: put it on the card: tickler edit ivan-ivanov --add-phone TEXT
(4)
$ tickler draft ivan odd --item 'Shelf; 5'
! error: templates/odd.md: line 1: `item.pice` is missing
! hint: mend the template; what one can say: tickler draft --help
(4)
$ tickler draft ivan typo
! error: templates/typo.md: line 2: `nane` is missing
! hint: `name` is nearest: mend the template, or say it: --set nane=TEXT
(4)
$ tickler draft ivan new
! error: templates/new.md: line 1: `discount` is missing
! hint: say it: --set discount=TEXT; or mend the template
(4)
$ tickler draft ivan late
! error: valid until Wed 2024-06-12, and that has passed (today is Thu 2024-06-13)
! hint: give `valid` a day to come, as in {{ today | add_days(30) }}
(4)
$ tickler draft ivan offer --item Shelf
! error: "Shelf" is no item
! hint: an item is what, how many and for how much: --item "Oak shelf; 12; 85.00"
(2)
$ tickler draft ivan --accepted 1
! error: ivan-ivanov has no open offer with the number 1: none is open
! hint: see what is open: tickler show ivan-ivanov
(4)
"#,
    );
    desk.write("templates/bad.md", "one\n{% if %}\n");
    desk.refuses(
        r"$ tickler draft ivan bad
! error: templates/bad.md: line 2: unexpected end of block
! hint: mend the template in an editor; to try it: tickler draft CLIENT TEMPLATE --print
(4)
",
    );
}

#[test]
fn a_letter_that_an_editor_has_spoiled() {
    let desk = Desk::after(&[
        "tickler add 'Ivan Ivanov' --on fri",
        "tickler config me.name Anna",
        "tickler draft --new thank-you",
    ])
    .with("EDITOR", "truncate -s 0")
    .with("TMPDIR", ".");
    let (shown, status) = desk.typed_ahead("tickler draft ivan thank-you", "n\n");
    assert_eq!(status.code(), Some(2));
    let said = shown
        .replace("error: ", "! error: ")
        .replace("hint: ", "! hint: ");
    for line in [
        "! error: what was saved is no letter: it is empty",
        "! hint: begin again, or do without an editor: tickler draft CLIENT TEMPLATE --no-edit",
    ] {
        assert!(said.contains(line), "{said}");
    }
}
