//! The gallery of refusals: pages for paper, and the marks that come back from it.

mod desk;

use desk::Desk;
use tickler::binder::Codes;
use uuid::Uuid;

#[test]
fn what_can_not_be_printed() {
    let desk = Desk::after(&["tickler add 'Ivan Ivanov' --on today"]);
    let ways_out = desk.refuses(
        r#"$ tickler print
! error: <WHAT> is missing
! hint: see how it is said: tickler print --help
(2)
$ tickler print ivan ivanov
! error: nothing stands behind "ivan", and there is "ivanov"
! hint: a name of several words goes between quotes: tickler print "ivan ivanov"
(2)
$ tickler print dividers 5
! error: nothing stands behind "dividers", and there is "5"
! hint: leave "5" out: tickler print dividers
(2)
$ tickler print day --brief
! error: --brief says nothing of what "day" prints
! hint: leave it out; it is for: tickler print handover --brief
(2)
$ tickler print day --all
! error: --all says nothing of what "day" prints
! hint: leave it out; it is for: tickler print CLIENT --all
(2)
$ tickler print day -o home
! error: "home" is a folder
! hint: name a file in it: -o home/FILE
(2)
$ tickler print day -o binder/page.html
! error: "binder/page.html" is in the store
! hint: only dossiers belong there; name a file outside of it: -o FILE
(4)
$ tickler print day frii
! error: "frii" is no date
! hint: a date is typed like fri or "5 jul"; in full it is year-month-day
(2)
$ tickler print handover zed
! error: zed has no binder here
! hint: there are the binders of anna
(3)
$ tickler print zed
! error: no client fits "zed"
! hint: see who there is: tickler list; or add a client: tickler add zed
(3)
$ tickler print day --open -o page.html
! error: the argument '--open' cannot be used with '--output <FILE>'
! hint: see how it is said: tickler print --help
(2)
$ TICKLER_OPENER=false tickler print client ivan --open 2>&1 | cat
error: client.html can't be opened: `false` failed (exit status: 1)
hint: name a program that opens files, as in TICKLER_OPENER=xdg-open
"#,
    );
    assert_eq!(ways_out, 7);
}

#[test]
fn a_page_is_not_shown_on_a_terminal() {
    let desk = Desk::after(&["tickler add 'Ivan Ivanov' --on today"]);
    let said = desk.at_terminal("tickler print 'ivan ivanov'", "");
    let said = said
        .replace("error: ", "! error: ")
        .replace("hint: ", "! hint: ");
    assert_eq!(
        said,
        r#"$ tickler print 'ivan ivanov'
! error: what is printed is a page for a browser, and this is a terminal
! hint: look at it in the browser: tickler print "ivan ivanov" --open; or keep it: tickler print "ivan ivanov" -o page.html
(4)
"#
    );
    let said = desk.at_terminal("tickler print day -o page.html", "");
    assert!(said.contains("Wrote the day sheet to page.html"), "{said}");
}

#[test]
fn marks_that_can_not_be_filed() {
    let desk = Desk::after(&[
        "tickler add 'Ivan Ivanov' --on today",
        "tickler add 'Regular Rita' --every 6w --on today",
        "tickler add Closed --on today",
        "tickler close closed --lost",
        "tickler add Gone --on today",
    ]);
    let page = desk.answer("tickler print day");
    desk.answer("tickler undo");
    let gone = code(&page, "Gone");
    // Five clients can't have all of them.
    let codes = ["AB", "CD", "EF", "GH", "JK", "MN", "PQ", "RS", "TU", "VW"];
    let nobody = codes.into_iter().find(|code| {
        let mark = desk.run(&format!(
            "echo '{code} note x' | tickler file --sheet --dry-run"
        ));
        mark.contains("has no line")
    });
    let nobody = nobody.expect("letters that nobody has");
    desk.refuses(&format!(
        r#"$ echo ivan | tickler file --sheet
! error: line 1, "ivan", Ivan Ivanov: "ivan" stands alone
! hint: r is reached, n no answer, m left a message; else won, lost or note: "ab r fri wants an offer"
(2)
$ printf '# evening\n\nivan fri wants an offer\n' | tickler file --sheet
! error: line 3, "ivan fri wants an offer", Ivan Ivanov: "fri" doesn't say how it ended
! hint: r is reached, n no answer, m left a message; else won, lost or note: "ab r fri wants an offer"
(2)
$ echo 'ivan note' | tickler file --sheet
! error: line 1, "ivan note", Ivan Ivanov: nothing is noted
! hint: say what to write down: "ab note likes tea"
(2)
$ echo 'ivan r frii wants an offer' | tickler file --sheet
! error: line 1, "ivan r frii wants an offer", Ivan Ivanov: "frii" is no date
! hint: behind how it ended stands a date, or - where the client's cadence says it: "ab r - all well"
(2)
$ echo 'ivan r 31 jun' | tickler file --sheet
! error: line 1, "ivan r 31 jun", Ivan Ivanov: there is no "31 jun": June has 30 days
! hint: check the day, or name a month alone, such as jul
(2)
$ echo 'ivan r 2024-06-12' | tickler file --sheet
! error: line 1, "ivan r 2024-06-12", Ivan Ivanov: "2024-06-12" is Wed 2024-06-12, and that has passed (today is Thu 2024-06-13)
! hint: say a day to come, such as 2024-07-05 or fri
(4)
$ echo 'ivan r' | tickler file --sheet
! error: line 1, "ivan r", Ivan Ivanov: no date for the next contact
! hint: say the day of the next contact: "ab r fri"
(2)
$ echo 'rita n' | tickler file --sheet
! error: line 1, "rita n", Regular Rita: no date for the next contact: the cadence of 6 weeks counts from a contact that reached the client
! hint: say when to try again: "ab n tomorrow"
(2)
$ echo 'closed won' | tickler file --sheet
! error: line 1, "closed won", Closed: closed is closed already
! hint: take it back among the dividers: tickler reopen closed --on fri
(4)
$ printf 'ivan r fri\nrita r fri\nivan note twice\n' | tickler file --sheet
! error: line 3, "ivan note twice", Ivan Ivanov: line 1 is of the same client
! hint: put both into one line
(4)
$ printf 'ivan r frii\nrita r fri\nivan note\n' | tickler file --sheet
! error: 2 lines can't be filed
!   line 1, "ivan r frii", Ivan Ivanov: "frii" is no date
!   line 3, "ivan note", Ivan Ivanov: nothing is noted
! hint: of the first: behind how it ended stands a date, or - where the client's cadence says it: "ab r - all well"
(2)
$ echo 'zzzed r fri' | tickler file --sheet
! error: line 1, "zzzed r fri": no client fits "zzzed"
! hint: see who there is: tickler list; or add a client: tickler add zzzed
(3)
$ echo '{nobody} r fri' | tickler file --sheet
! error: line 1, "{nobody} r fri": the sheet of Thu 2024-06-13 has no line {nobody}
! hint: look at the letters, and at the day of the sheet: tickler file --sheet yesterday; a client's name does as well
(3)
$ echo '{gone} r fri' | tickler file --sheet
! error: line 1, "{gone} r fri": that this client was added was taken back
! hint: leave the line out; to have the client again: tickler add NAME
(4)
$ printf 'ivan r fri\n\377' | tickler file --sheet
! error: the text from standard input is not UTF-8
! hint: convert it first, as with: iconv -f windows-1251 -t utf-8
(2)
$ tickler file --sheet tomorrow
! error: "tomorrow" is Fri 2024-06-14, and that is still to come (today is Thu 2024-06-13)
! hint: say a day that was: yesterday, or fri for the last Friday
(4)
$ tickler file --sheet --on fri
! error: the argument '--sheet [<DATE>]' cannot be used with '--on <WHEN>'
! hint: see how it is said: tickler file --help
(2)
$ tickler file ivan --on fri --dry-run
! error: the argument '[CLIENT]' cannot be used with '--dry-run'
! hint: see how it is said: tickler file --help
(2)
"#
    ));
}

#[test]
fn letters_that_may_be_those_of_two() {
    let desk = Desk::after(&["tickler add 'Ivan Ivanov' --company 'Romashka Ltd' --on today"]);
    let code = code(&desk.answer("tickler print day"), "Ivan Ivanov");
    // Somebody who comes later, and claims the same letters.
    let mut alike = (0_u128..).map(Uuid::from_u128).filter(|id| {
        let claimed = Codes::of([*id]).code(*id);
        claimed.is_some_and(|claimed| claimed.to_string() == code)
    });
    let id = alike.next().expect("an id").to_string();
    desk.answer("tickler add 'Late Comer' --on today");
    let path = "managers/anna/2024-06-13/late-comer.json";
    let mut dossier: serde_json::Value = serde_json::from_str(&desk.read(path)).expect("JSON");
    dossier["id"] = id.into();
    desk.write(path, format!("{dossier:#}\n"));
    desk.refuses(&format!(
        r#"$ printf 'late n fri\n{code} r fri\n' | tickler file --sheet
! error: line 2, "{code} r fri": {code} may be any of 2 clients, who came or went since the print
!   ivan-ivanov  Ivan Ivanov, Romashka Ltd
!   late-comer  Late Comer
! hint: write the client instead of the letters, as in "ivan-ivanov r fri"
(4)
"#
    ));
    desk.answer("echo 'ivan-ivanov note on paper' | tickler file --sheet");
    // On a sheet that is printed now each has letters of its own.
    let page = desk.answer("tickler print day");
    let both = ["Ivan Ivanov", "Late Comer"].map(|name| self::code(&page, name));
    assert!(both[0] != both[1] && !both.contains(&code), "{both:?}");
}

/// The letters of a client on a printed sheet.
fn code(page: &str, name: &str) -> String {
    let (before, _) = page.split_once(&format!(">{name}</bdi>")).expect(name);
    let (_, rest) = before.rsplit_once("class=\"code\">").expect("letters");
    rest.split_once('<').expect("their end").0.to_owned()
}
