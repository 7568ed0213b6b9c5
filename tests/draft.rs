//! Offers and letters from templates: filled, looked over, kept, answered, taken back.

mod desk;

use std::fs;

use desk::Desk;
use serde_json::Value;

/// Ivan behind Friday, the templates that come with tickler, and Anna's name.
fn desk() -> Desk {
    let desk = Desk::after(&[
        "tickler add 'Ivan Ivanov' --company 'Romashka Ltd' --salutation 'Mr Ivanov' --on 'fri 10:00'",
        "tickler config me.name 'Anna Sand'",
        "tickler draft --new",
    ]);
    desk.with("TMPDIR", ".")
}

const OFFER: &str = "tickler draft ivan offer --item 'Oak shelf; 12; 85.00' --item 'Delivery; 120'";

/// The paper of Ivan's of this number, read.
fn paper(desk: &Desk, n: usize) -> String {
    let shown = desk.json("tickler show ivan --json");
    let (id, file) = (&shown["id"], &shown["papers"][n - 1]["file"]);
    let path = format!(
        "papers/{}/{}",
        id.as_str().expect("an id"),
        file.as_str().expect("a file")
    );
    desk.read(&path)
}

#[test]
fn an_offer_is_filled_kept_twice_and_entered_with_amount_and_validity() {
    let desk = desk();
    let transcript = desk.transcript(&[
        OFFER,
        "tickler show ivan | sed -n '/^Open/,$p'",
        "tickler list --offers",
    ]);
    assert_eq!(
        transcript,
        format!(
            "\
$ {OFFER}
Drafted for Ivan Ivanov, who stands behind \"14\": Fri 2024-06-14 at 10:00, tomorrow (1 of 30)
! \"Offer of 13 June 2024\" is among the papers; to see it: tickler show ivan-ivanov --open 2
$ tickler show ivan | sed -n '/^Open/,$p'
Open offers
1  Offer of 13 June 2024  EUR 1,140.00  until Sat 13 Jul
   ivan-ivanov-1

Papers
1  offer-ivan-ivanov-1.md    688 bytes  Thu 13 Jun
2  offer-ivan-ivanov-1.html  2.9 kB     Thu 13 Jun

Last contacts and notes
Thu 13 Jun  offer  Offer of 13 June 2024, EUR 1,140.00, valid until 2024-07-13
1 entry more: tickler show ivan-ivanov --all
$ tickler list --offers
anna: 1 dossier with 1 open offer

Valid             Client       No.  Offer                  Amount
until Sat 13 Jul  Ivan Ivanov  1    Offer of 13 June 2024  EUR 1,140.00
                  ivan-ivanov       ivan-ivanov-1

Answered: tickler draft CLIENT --accepted NO., or --declined NO.
"
        )
    );
    let markdown = paper(&desk, 1);
    assert!(
        markdown.starts_with("---\ntitle: Offer of 13 June 2024\n"),
        "{markdown}"
    );
    for line in [
        "subject: Our offer for Romashka Ltd",
        "kind: offer",
        "amount: EUR 1,140.00",
        "valid: 2024-07-13",
        "Our reference: ivan-ivanov-1",
        "Dear Mr Ivanov,",
        "| Oak shelf | 12 | 85.00 | 1,020.00 |",
        "The offer holds until 13 July 2024. If you would like anything changed, or have a question, please call me: we will find a way.",
    ] {
        assert!(
            markdown.lines().any(|known| known == line),
            "{line}: {markdown}"
        );
    }
    let page = paper(&desk, 2);
    assert!(
        page.contains("<td style=\"text-align: right\">1,020.00</td>"),
        "{page}"
    );
    assert!(page.contains("default-src 'none'"), "{page}");
    let shown = desk.json("tickler show ivan --json");
    let last = &shown["history"][1];
    assert_eq!(last["kind"], "offer");
    assert_eq!(last["amount"], "EUR 1,140.00");
    assert_eq!(last["valid_until"], "2024-07-13");
    assert_eq!(last["file"], shown["papers"][1]["file"]);
    assert_eq!(shown["open_offers"][0]["number"], "ivan-ivanov-1");
    let listed = desk.json("tickler list --offers --json");
    assert_eq!(listed["offers"][0]["days_left"], 30);
    assert_eq!(
        desk.json("tickler list --json")["offers"],
        Value::Array(Vec::new())
    );
}

#[test]
fn one_undo_takes_all_of_it_back_and_its_number_is_not_given_again() {
    let desk = desk();
    let before = desk.json("tickler show ivan --json");
    desk.answer(OFFER);
    desk.answer("tickler undo");
    let after = desk.json("tickler show ivan --json");
    for key in ["offers", "papers", "open_offers", "place"] {
        assert_eq!(after[key], before[key], "{key}");
    }
    assert_eq!(
        desk.json("tickler list --offers --json")["offers"],
        Value::Array(Vec::new())
    );
    assert!(desk.answer("tickler check").starts_with("All right"));
    desk.answer("tickler undo --redo");
    assert_eq!(
        desk.json("tickler list --offers --json")["offers"][0]["number"],
        "ivan-ivanov-1"
    );
    desk.answer(OFFER);
    assert_eq!(
        desk.json("tickler list --offers --json")["offers"][1]["number"],
        "ivan-ivanov-2"
    );
}

#[test]
fn a_letter_is_entered_as_what_it_is_and_is_no_contact() {
    let desk = desk();
    desk.answer("tickler draft ivan thank-you --set text='For the _big_ order.'");
    desk.answer("tickler draft ivan invoice --set number=2024-017 --set valid=2024-06-20 --item 'Shelf; 85'");
    let shown = desk.json("tickler show ivan --json");
    let last = &shown["history"][2];
    assert_eq!(
        (&last["kind"], &last["letter"]),
        (&"paper".into(), &"invoice".into())
    );
    assert_eq!(
        (&last["number"], &last["amount"]),
        (&"2024-017".into(), &"EUR 85.00".into())
    );
    assert_eq!(last["valid_until"], "2024-06-20");
    assert_eq!(shown["open_offers"], Value::Array(Vec::new()));
    assert_eq!(
        desk.json("tickler list --json")["dossiers"][0]["last"],
        Value::Null
    );
    let text = desk.answer("tickler show ivan");
    assert!(text.contains("invoice, drafted"), "{text}");
    assert!(text.contains("letter, drafted"), "{text}");
    assert!(
        paper(&desk, 1).contains("For the \\_big\\_ order."),
        "{}",
        paper(&desk, 1)
    );
    assert!(
        paper(&desk, 2).contains("<p>For the _big_ order.</p>"),
        "{}",
        paper(&desk, 2)
    );
}

#[test]
fn an_offer_that_ends_is_seen_on_its_day_until_it_is_answered_or_the_client_closed() {
    let desk = desk();
    desk.answer(&format!("{OFFER} --set valid=2024-06-20"));
    desk.answer("tickler draft ivan offer --set text='A second one' --set title=Second");
    desk.answer("tickler move ivan --on 2024-08-01");
    let offers = |day: &str| {
        let day = desk.json(&format!("tickler today {day} --json"));
        day["offers"].as_array().expect("a list").len()
    };
    assert_eq!(
        [
            offers("2024-06-16"),
            offers("2024-06-17"),
            offers("2024-07-12")
        ],
        [0, 1, 2]
    );
    let transcript = desk.transcript(&[
        "tickler today 2024-06-19",
        "tickler --today 2024-06-24 draft ivan --accepted 1",
        "tickler --today 2024-06-24 today",
        "tickler show ivan | sed -n '/^Open/,/^$/p'",
        "tickler draft ivan --declined 1",
        "tickler draft ivan --declined 1",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler today 2024-06-19
Wed 2024-06-19  anna  0 of 30

Nothing is due.

Offer          Client
ends tomorrow  Ivan Ivanov  Offer of 13 June 2024, EUR 1,140.00
                            answered: tickler draft ivan-ivanov --accepted 1 (or
                            --declined)
$ tickler --today 2024-06-24 draft ivan --accepted 1
An offer was accepted by Ivan Ivanov, who stands behind \"August\": Thu 2024-08-01, in 38 days (1 of 30)
! accepted: \"Offer of 13 June 2024\", EUR 1,140.00; if all is sold: tickler close ivan-ivanov --won
$ tickler --today 2024-06-24 today
Mon 2024-06-24  anna  0 of 30

Nothing is due.
$ tickler show ivan | sed -n '/^Open/,/^$/p'
Open offers
1  Second         until Sat 13 Jul
   ivan-ivanov-2

$ tickler draft ivan --declined 1
An offer was declined by Ivan Ivanov, who stands behind \"August\": Thu 2024-08-01, in 49 days (1 of 30)
! the last entry of Ivan Ivanov is of Mon 2024-06-24, so this one is dated there too
! declined: \"Second\"
$ tickler draft ivan --declined 1
! error: ivan-ivanov has no open offer with the number 1: none is open
! hint: see what is open: tickler show ivan-ivanov
(4)
"
    );
    let undone = desk.answer("tickler undo");
    assert!(
        undone.starts_with("Taken back: an offer declined by ivan-ivanov ("),
        "{undone}"
    );
    assert_eq!(offers("2024-07-12"), 1);
    desk.answer("tickler close ivan --lost");
    assert_eq!(offers("2024-07-12"), 0);
    assert!(desk.answer("tickler check").starts_with("All right"));
    desk.answer("tickler reopen ivan --on 2024-08-01");
    assert_eq!(
        offers("2024-07-12"),
        1,
        "an offer that nobody answered is open again"
    );
    desk.answer("tickler assign ivan --to ben --new");
    assert_eq!(offers("2024-07-12"), 0);
    assert_eq!(
        desk.json("tickler --as ben today 2024-07-12 --json")["offers"][0]["client"],
        "ivan-ivanov"
    );
}

#[test]
fn printing_shows_a_letter_and_keeps_nothing() {
    let desk = desk();
    let before = desk.snapshot();
    let text = desk.answer("tickler draft ivan follow-up --print");
    assert!(text.starts_with("---\ntitle: After our talk\n"), "{text}");
    assert!(text.contains("I have tried to reach you"), "{text}");
    let value = desk.json("tickler draft ivan follow-up --print --json");
    assert_eq!(
        (&value["kind"], &value["amount"]),
        (&"letter".into(), &Value::Null)
    );
    assert_eq!(value["markdown"], text);
    assert!(
        value["html"]
            .as_str()
            .is_some_and(|html| html.starts_with("<!DOCTYPE html>"))
    );
    assert_eq!(desk.snapshot(), before);
}

#[test]
fn a_letter_is_looked_over_in_the_editor_where_there_is_a_terminal() {
    let desk = desk().with(
        "EDITOR",
        "sed -i 's/Kind regards/Warm regards/; s/^title:.*/title: Thanks!/'",
    );
    let shown = desk.at_terminal("tickler draft ivan thank-you", "");
    assert!(shown.contains("\"Thanks!\" is among the papers"), "{shown}");
    assert!(paper(&desk, 1).contains("Warm regards"));
    assert!(paper(&desk, 2).contains("<title>Thanks!</title>"));
    let shown = desk.at_terminal("tickler draft ivan thank-you --no-edit", "");
    assert!(
        shown.contains("\"Thank you\" is among the papers"),
        "{shown}"
    );
    // The offer's placeholder is for the editor alone.
    let shown = desk.at_terminal("tickler draft ivan offer", "");
    assert!(shown.contains("among the papers"), "{shown}");
    assert!(
        paper(&desk, 5).contains("(What is offered"),
        "{}",
        paper(&desk, 5)
    );
}

#[test]
fn what_an_editor_spoils_is_told_kept_and_not_written() {
    let mut desk = desk().with("EDITOR", "sed -i 's/^kind:.*/kind: Big Offer/'");
    let before = desk.snapshot();
    let shown = desk.at_terminal("tickler draft ivan thank-you", "n\n");
    assert!(
        shown.contains("what was saved is no letter: line 4: `kind` is a word"),
        "{shown}"
    );
    assert!(
        shown.contains("nothing was written, and your text is kept in ./tickler-"),
        "{shown}"
    );
    assert!(shown.ends_with("(2)\n"), "{shown}");
    desk.set("EDITOR", "truncate -s 0");
    let shown = desk.at_terminal("tickler draft ivan thank-you", "n\n");
    assert!(
        shown.contains("what was saved is no letter: it is empty"),
        "{shown}"
    );
    desk.set("EDITOR", "false");
    let shown = desk.at_terminal("tickler draft ivan thank-you", "");
    assert!(
        shown.contains("nothing was written: the editor `false` failed"),
        "{shown}"
    );
    assert!(
        shown.contains("or do without one: tickler draft ivan-ivanov thank-you --no-edit"),
        "{shown}"
    );
    assert_eq!(desk.snapshot(), before);
}

#[test]
fn templates_are_written_once_listed_and_a_bad_one_is_named_with_its_line() {
    let desk = desk();
    desk.write(
        "templates/offer.md",
        "---\ntitle: Mine\n---\nDear {{ name }}\n",
    );
    let transcript = desk.transcript(&["tickler draft --new", "tickler draft ivan offer --print"]);
    assert_eq!(
        transcript,
        "\
$ tickler draft --new
All of them are there already.
$ tickler draft ivan offer --print
---
title: Mine
kind: letter
---

Dear Ivan Ivanov
"
    );
    desk.write("templates/bad.md", "one\n{% if %}\n");
    desk.write("templates/no utf.md", "x");
    desk.write("templates/latin.md", b"one\n\xff");
    let listed = desk.run("tickler draft --list");
    assert!(
        listed.contains("! warning: binder/templates/bad.md: line 2: unexpected end of block\n"),
        "{listed}"
    );
    assert!(
        listed.contains("! warning: binder/templates/latin.md: line 2: is not UTF-8"),
        "{listed}"
    );
    assert!(
        !listed.contains("_head") && !listed.contains("no utf"),
        "{listed}"
    );
    let checked = desk.run("tickler check");
    assert!(
        checked.contains("binder/templates/bad.md: line 2: unexpected end of block\n"),
        "{checked}"
    );
    // Nothing else stops working.
    desk.answer("tickler draft ivan thank-you");
    desk.answer("tickler today");
    let value: Value =
        serde_json::from_slice(&desk.output("tickler draft --list --json").stdout).expect("JSON");
    assert_eq!(value["unreadable"].as_array().map(Vec::len), Some(2));
    let mine = value["templates"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|one| one["name"] == "offer");
    assert_eq!(mine.expect("a line")["title"], "Mine");
    assert_eq!(
        fs::read_dir(desk.store().join("templates"))
            .expect("a folder")
            .count(),
        11
    );
}
