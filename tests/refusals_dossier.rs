//! The gallery of what the commands on one dossier, and `move`, refuse: each message, with the way
//! out, in the order in which a user meets them. In each case every byte of the store is as before.

mod desk;

use desk::Desk;

/// Three clients, one of them closed.
fn a_binder() -> Desk {
    let desk = Desk::new();
    desk.answer("tickler add 'Ivan Ivanov' --on fri");
    desk.answer("tickler add 'Ivana Petrova' --on fri");
    desk.answer("tickler add 'Olga Orlova'");
    desk.answer("tickler close orlova --lost");
    desk
}

/// The transcript of lines that all are refused, and leave the store as it is.
#[track_caller]
fn refused(desk: &Desk, transcript: &str) {
    let before = desk.snapshot();
    let lines: Vec<&str> = transcript
        .lines()
        .filter_map(|line| line.strip_prefix("$ "))
        .collect();
    assert_eq!(masked(&desk.transcript(&lines)), transcript);
    assert_eq!(desk.snapshot(), before);
}

/// The transcript with the random part of a temporary folder's name left out.
fn masked(transcript: &str) -> String {
    let mut parts = transcript.split("/tickler-01");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + "/tickler-…" + &part[34..])
}

#[test]
fn where_there_is_no_store_none_is_made() {
    refused(
        &Desk::new(),
        "\
$ tickler show ivanov
! error: no client fits \"ivanov\"
! hint: see who there is: tickler list; or add a client: tickler add ivanov
(3)
$ tickler note ivanov 'a text'
! error: no client fits \"ivanov\"
! hint: see who there is: tickler list; or add a client: tickler add ivanov
(3)
$ tickler move ivanov --on fri
! error: no client fits \"ivanov\"
! hint: see who there is: tickler list; or add a client: tickler add ivanov
(3)
$ tickler close ivanov --won
! error: no client fits \"ivanov\"
! hint: see who there is: tickler list; or add a client: tickler add ivanov
(3)
",
    );
}

#[test]
fn show_and_note() {
    refused(
        &a_binder(),
        "\
$ tickler show ivan
! error: \"ivan\" fits 2 clients
!   ivan-ivanov  Ivan Ivanov
!   ivana-petrova  Ivana Petrova
! hint: type more of the name, or one of these as it stands, such as ivan-ivanov
(4)
$ tickler show ivanof
! error: no client fits \"ivanof\"
! hint: did you mean ivan-ivanov or ivana-petrova?
(3)
$ tickler note ivanov ''
! error: the text is empty
! hint: say what to write down: tickler note ivanov TEXT
(2)
$ tickler note ivanov - < /dev/null
! error: the text is empty
! hint: say what to write down: tickler note ivanov TEXT
(2)
$ printf '\\317\\360\\350' | tickler note ivanov -
! error: the text from standard input is not UTF-8
! hint: convert it first, as with: iconv -f windows-1251 -t utf-8
(2)
",
    );
}

#[test]
fn moving() {
    let desk = a_binder();
    desk.answer("tickler add 'Lukas'");
    refused(
        &desk,
        "\
$ tickler move ivanov
! error: no date for the next contact
! hint: say the day of the next contact: --on fri, --on +2w, or --on someday
(2)
$ tickler move ivanov nobody --on fri
! error: no client fits \"nobody\"
! hint: see who there is: tickler list; or add a client: tickler add nobody
(3)
$ tickler move ivanov --on yesterday
! error: \"yesterday\" is Wed 2024-06-12, and that has passed (today is Thu 2024-06-13)
! hint: say a day to come, such as 2024-07-05 or fri
(4)
$ tickler move ivanov --on 'fri 9am' --at 14:30
! error: \"fri 9am\" has a time already, and --at \"14:30\" is another
! hint: say one time: leave out --at, or the time in the date
(4)
$ tickler move ivanov --on jul --at 14:30
! error: a time of day needs a day, and \"jul\" names none
! hint: name the day too: \"fri 14:30\", or leave the time out
(2)
$ tickler move --from jul --on fri
! error: \"jul\" names no day, and a day is needed
! hint: name the day, such as \"5 jul\" or fri
(2)
$ tickler move --from someday --on fri
! error: \"someday\" names no day, and a day is needed
! hint: name the day, such as \"5 jul\" or fri
(2)
$ tickler move ivanov petrova orlova lukas --on fri
! error: this changes 4 dossiers, and nobody has said yes
! hint: see them first with --dry-run, then say --yes
(4)
",
    );
}

#[test]
fn closing_and_reopening() {
    refused(
        &a_binder(),
        "\
$ tickler close orlova --won
! error: olga-orlova is closed already
! hint: take it back among the dividers: tickler reopen olga-orlova --on fri
(4)
$ tickler reopen orlova
! error: no date for the next contact
! hint: say the day of the next contact: --on fri, --on +2w, or --on someday
(2)
$ tickler reopen ivanov --on fri
! error: ivan-ivanov is not closed
! hint: refile it: tickler move ivan-ivanov --on fri
(4)
",
    );
}

#[test]
fn filing() {
    refused(
        &a_binder(),
        "\
$ tickler file ivanov
! error: no date for the next contact
! hint: say the day of the next contact: --on fri, --on +2w, or --on someday
(2)
$ tickler file ivanov --on 'fri fri'
! error: \"fri fri\" is no date
! hint: a date is typed like fri or \"5 jul\"; in full it is year-month-day
(2)
$ tickler file ivanov --on '31 jun'
! error: there is no \"31 jun\": June has 30 days
! hint: check the day, or name a month alone, such as jul
(2)
$ tickler file ivanov --on 'fri 25:00'
! error: no clock shows \"25:00\"
! hint: a time is typed like 14:30 (from 0:00 to 23:59), 9am or 9:15pm
(2)
$ tickler file ivanov --on fri --when tomorrow
! error: \"tomorrow\" is Fri 2024-06-14, and that is still to come (today is Thu 2024-06-13)
! hint: say a day that was: yesterday, or fri for the last Friday
(4)
$ tickler file ivanov --on fri --when jun
! error: \"jun\" names no day, and a day is needed
! hint: name the day, such as \"5 jul\" or fri
(2)
$ printf '\\317\\360\\350' | tickler file ivanov --on fri -n -
! error: the text from standard input is not UTF-8
! hint: convert it first, as with: iconv -f windows-1251 -t utf-8
(2)
$ tickler file 'IVAN Ivanov' --new --on fri
! error: \"IVAN Ivanov\" seems to be in the binder already
!   ivan-ivanov  Ivan Ivanov
! hint: look first: tickler show ivan-ivanov; if it is another client: tickler add \"IVAN Ivanov\" --anyway
(4)
$ tickler file ' ' --new --on fri
! error: the name is empty
! hint: say who it is: tickler add \"Ivan Ivanov\"
(2)
$ tickler --as zoe file Zara --new --on fri
! error: zoe has no binder here; there is that of anna
! hint: open one: tickler config --manager zoe --new; or work in another: --as anna
(3)
",
    );
}

#[test]
fn an_outcome_is_said_once() {
    let desk = a_binder();
    let before = desk.snapshot();
    let output = desk.output("tickler file ivanov --on fri --no-answer --outcome reached");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        said.contains("'--no-answer' cannot be used with '--outcome <OUTCOME>'"),
        "{said}"
    );
    assert_eq!(desk.snapshot(), before);
}

#[test]
fn editing_by_flags() {
    let desk = a_binder();
    desk.answer("tickler edit ivanov --set budget=100 --add-tag vip");
    refused(
        &desk,
        "\
$ tickler edit nobody --set company=Romashka
! error: no client fits \"nobody\"
! hint: see who there is: tickler list; or add a client: tickler add nobody
(3)
$ tickler edit ivanov --set company
! error: invalid value 'company' for '--set <KEY=VALUE>': it is typed KEY=VALUE, such as \
company=\"Romashka Ltd\"
! hint: see how it is said: tickler edit --help
(2)
$ tickler edit ivanov --set name=' '
! error: the name is empty
! hint: say who it is: tickler add \"Ivan Ivanov\"
(2)
$ tickler edit ivanov --set name=$(printf '%0201d' 0)
! error: the name has 201 characters, and a name has at most 200
! hint: put the name here, and the rest into a note: tickler note ivan-ivanov TEXT
(2)
$ tickler edit ivanov --set place=2024-07-05
! error: `place` is not changed by edit
! hint: move it: tickler move ivan-ivanov --on fri
(2)
$ tickler edit ivanov --set manager=ben
! error: `manager` is not changed by edit
! hint: give it to a colleague: tickler assign ivan-ivanov --to COLLEAGUE
(2)
$ tickler edit ivanov --unset history
! error: `history` is not changed by edit
! hint: write into it: tickler note ivan-ivanov TEXT
(2)
$ tickler edit ivanov --set id=1
! error: `id` is not changed by edit
! hint: it never changes; a field is set with: tickler edit ivan-ivanov --set stage=offer
(2)
$ tickler edit ivanov --set phones=5550100
! error: `phones` holds several values, and can't be set as a whole
! hint: one at a time: tickler edit ivan-ivanov --add-phone TEXT, or --remove-phone TEXT
(2)
$ tickler edit ivanov --set occasions=x
! error: `occasions` holds several values, and can't be set as a whole
! hint: one at a time: tickler edit ivan-ivanov --add-occasion WHAT=DATE, or --remove-occasion WHAT
(2)
$ tickler edit ivanov --set fields=x
! error: `fields` holds several values, and can't be set as a whole
! hint: set an own field by its own name: tickler edit ivan-ivanov --set budget=12000
(2)
$ tickler edit ivanov --set agreed=maybe
! error: `agreed` can't be \"maybe\"
! hint: agreed is true or false
(2)
$ tickler edit ivanov --set time=25:00
! error: `time` can't be \"25:00\"
! hint: time is a time such as \"14:30\"
(2)
$ tickler edit ivanov --set work=golf
! error: `work` can't be \"golf\"
! hint: work is a kind of work: call, meeting, email, message, visit, letter or other
(2)
$ tickler edit orlova --set time=9am
! error: a time of day needs a day, and \"closed\" names none
! hint: name the day too: \"fri 14:30\", or leave the time out
(2)
$ tickler edit ivanov --unset budgt
! error: there is no \"budgt\"
! hint: there are tags and budget
(2)
$ tickler edit petrova --unset budget
! error: there is no \"budget\"
! hint: see what there is: tickler show ivana-petrova
(2)
$ tickler edit ivanov --remove-tag wholesale
! error: \"wholesale\" is not among the tags
! hint: there are vip
(2)
$ tickler edit ivanov --remove-phone 5550100
! error: \"5550100\" is not among the phones
! hint: one at a time: tickler edit ivan-ivanov --add-phone TEXT, or --remove-phone TEXT
(2)
$ tickler edit ivanov --add-email ' '
! error: `emails` can't be \"\"
! hint: emails is a list of texts, of which none is empty
(2)
",
    );
}

#[test]
fn editing_in_an_editor() {
    let desk = a_binder().with("TMPDIR", ".");
    desk.answer("tickler edit ivanov --set company=Romashka");
    refused(
        &desk,
        "\
$ tickler edit ivanov
! error: nothing was changed: there is no editor to open the dossier in
! hint: name one, as in EDITOR=nano tickler edit ivan-ivanov; or do without: tickler edit ivan-ivanov --set \
stage=offer
(2)
$ EDITOR=false tickler edit ivanov
! error: nothing was changed: the editor `false` failed (exit status: 1)
! hint: name another, as in EDITOR=nano tickler edit ivan-ivanov; or do without one: tickler edit ivan-ivanov --set stage=offer
(1)
$ EDITOR='sed -i s/Romashka\\\",/Romashka,/' tickler edit ivanov
! error: nothing was changed, and your text is kept in ./tickler-…/ivan-ivanov.json: what was \
saved is no dossier: line 8, column 0: control character (\\u0000-\\u001F) found while parsing a string
! hint: begin again: tickler edit ivan-ivanov; or do without an editor: tickler edit ivan-ivanov --set \
stage=offer
(2)
$ EDITOR='sed -i s/.Romashka./3/' tickler edit ivanov
! error: nothing was changed, and your text is kept in ./tickler-…/ivan-ivanov.json: what was \
saved is no dossier: line 7, column 14: `company` must be a text
! hint: begin again: tickler edit ivan-ivanov; or do without an editor: tickler edit ivan-ivanov --set \
stage=offer
(2)
$ EDITOR=\"printf '\\317\\360\\350' > \" tickler edit ivanov
! error: nothing was changed, and your text is kept in ./tickler-…/ivan-ivanov.json: what was \
saved is no dossier: line 1: is not UTF-8
! hint: begin again: tickler edit ivan-ivanov; or do without an editor: tickler edit ivan-ivanov --set \
stage=offer
(2)
$ EDITOR='sed -i 4s/anna/ben/' tickler edit ivanov
! error: nothing was changed, and your text is kept in ./tickler-…/ivan-ivanov.json: `manager` is \
not changed by edit
! hint: give it to a colleague: tickler assign ivan-ivanov --to COLLEAGUE
(2)
$ EDITOR='sed -i 3s/0/1/' tickler edit ivanov
! error: nothing was changed, and your text is kept in ./tickler-…/ivan-ivanov.json: `id` is not \
changed by edit
! hint: it never changes; a field is set with: tickler edit ivan-ivanov --set stage=offer
(2)
$ EDITOR='sed -i s/Romashka/Beta/' tickler edit ivanov
! error: nothing was changed, and your text is kept in ./tickler-…/ivan-ivanov.json: `history` is \
not changed by edit
! hint: write into it: tickler note ivan-ivanov TEXT
(2)
$ EDITOR='sed -i 5s/2024-06-14/gone/' tickler edit ivanov
! error: nothing was changed, and your text is kept in ./tickler-…/ivan-ivanov.json: `place` can't \
be \"gone\"
! hint: place is a place: \"2024-07-05\", \"2024-07\", \"someday\" or \"closed\"
(2)
$ EDITOR='sed -i 6s/Ivan.Ivanov//' tickler edit ivanov
! error: nothing was changed, and your text is kept in ./tickler-…/ivan-ivanov.json: what was \
saved is no dossier: line 32, column 1: missing field `name`
! hint: begin again: tickler edit ivan-ivanov; or do without an editor: tickler edit ivan-ivanov --set \
stage=offer
(2)
",
    );
}
