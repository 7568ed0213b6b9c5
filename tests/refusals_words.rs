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
$ tickler --today fri notify
! error: the binder is open at Fri 2024-06-14, at no time of that day, so nothing falls due in minutes
! hint: say it: --today "2024-06-14 09:50"
(2)
$ tickler stats --since "5 jun" --until "3 jun"
! error: what is looked back on ends before it begins: Wed 2024-06-05 to Mon 2024-06-03
! hint: the earlier day comes first: --since 2024-06-03 --until 2024-06-05
(2)
$ tickler stats --since tomorrow
! error: "tomorrow" is Fri 2024-06-14, and that is still to come (today is Thu 2024-06-13)
! hint: say a day that was: yesterday, or fri for the last Friday
(4)
$ tickler stats --since someday
! error: "someday" names no day, and a day is needed
! hint: name the day, such as "5 jul" or fri
(2)
$ tickler stats --by day
! error: invalid value 'day' for '--by <WHAT>' [possible values: week, month, manager, stage, source, kind]
! hint: see how it is said: tickler stats --help
(2)
$ tickler show ''
! error: the name of the client who is meant is empty
! hint: type any beginning of the name, or a phone number; see who there is: tickler list
(2)
"#,
    );
    assert_eq!(ways_out, 2);
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

#[test]
fn it_is_said_where_a_wrong_word_was_said() {
    let ways_out = a_binder().refuses(
        r#"$ TICKLER_TODAY=xx tickler today
! error: TICKLER_TODAY: "xx" is no date
! hint: a date is typed like fri or "5 jul"; in full it is year-month-day
(2)
$ TICKLER_MANAGER=../x tickler today
! error: TICKLER_MANAGER: "../x" can't be a manager's name: the manager's folder is called so
! hint: letters, digits, - and _ do, at most 64 of them, but no name that Windows keeps for itself, such as con: --as anna
(2)
$ tickler --today jul today
! error: --today: "jul" names no day, and a day is needed
! hint: name the day, such as "5 jul" or fri
(2)
"#,
    );
    assert_eq!(ways_out, 0);
}

#[test]
fn a_hint_can_be_typed_on_any_day() {
    let ways_out = a_binder().refuses(
        r#"$ TICKLER_TODAY=2024-08-01 tickler file ona
! error: no date for the next contact
! hint: say the day of the next contact: --on fri, --on +2w, or --on someday
(2)
$ tickler move ona --on -1d
! error: unexpected argument '-1' found
! hint: see how it is said: tickler move --help
(2)
$ tickler list --nosuch
! error: unexpected argument '--nosuch' found
! hint: see how it is said: tickler list --help
(2)
$ tickler list --silent 90
! error: unexpected argument '90' found
! hint: what belongs to a flag that may stand alone follows an =: --silent=90; see how it is said: tickler list --help
(2)
$ tickler note ona Sorry --answer 2
! error: unexpected argument '2' found
! hint: what belongs to a flag that may stand alone follows an =: --answer=2; see how it is said: tickler note --help
(2)
$ tickler list --limit 0
! error: invalid value '0' for '--limit <NUMBER>': that is no number from 1 on
! hint: see how it is said: tickler list --help
(2)
$ tickler file ona --on fri --when 'today 23:59'
! error: "today 23:59" is Thu 2024-06-13 at 23:59, and that is still to come (today is Thu 2024-06-13)
! hint: say a day that was: yesterday, or fri for the last Friday
(4)
$ tickler show zzz
! error: no client fits "zzz"
! hint: see who there is: tickler list; or add a client: tickler add zzz
(3)
$ tickler edit ona --set place=fri
! error: `place` is not changed by edit
! hint: move it: tickler move ona-kazlauske --on fri
(2)
$ tickler edit ona --set phones=1
! error: `phones` holds several values, and can't be set as a whole
! hint: one at a time: tickler edit ona-kazlauske --add-phone TEXT, or --remove-phone TEXT
(2)
$ tickler note ona ''
! error: the text is empty
! hint: say what to write down: tickler note ona TEXT
(2)
$ tickler --as xxx add Beta
! error: xxx has no binder here; there is that of anna
! hint: open one: tickler config --manager xxx --new; or work in another: --as anna
(3)
"#,
    );
    assert!(ways_out > 5, "{ways_out}");
}

#[test]
fn an_editor_that_fails_changes_nothing_and_says_so() {
    let desk = a_binder();
    desk.refuses(
        r"$ EDITOR=false tickler edit ona
! error: nothing was changed: the editor `false` failed (exit status: 1)
! hint: name another, as in EDITOR=nano tickler edit ona-kazlauske; or do without one: tickler edit ona-kazlauske --set stage=offer
(1)
",
    );
    let gone = desk.run("EDITOR=rm tickler edit ona");
    assert!(gone.contains("! error: nothing was changed: "), "{gone}");
    assert!(gone.contains("\n! hint: name another, as in "), "{gone}");
    let nowhere = desk.run("tickler --dir /proc/x add Y");
    let hint = "\n! hint: name another folder: --dir DIR, or TICKLER_DIR\n(1)\n";
    assert!(nowhere.ends_with(hint), "{nowhere}");
}

#[test]
fn of_many_who_fit_ten_are_named() {
    let desk = a_binder();
    let card = desk.read("managers/anna/2024-06-14/ona-kazlauske.json");
    for number in 100..1300 {
        let id = format!("01900f5e-6a3c-7cc2-9d6e-00000000{number:04}");
        let start = card.find("\"id\": \"").expect("an id") + 7;
        let copy = format!("{}{id}{}", &card[..start], &card[start + 36..]);
        desk.write(&format!("managers/anna/someday/zed-{number:04}.json"), copy);
    }
    let said = desk.run("tickler show zed");
    assert!(
        said.contains("! error: \"zed\" fits 1200 clients\n"),
        "{said}"
    );
    assert!(said.contains("!   … and 1,190 more\n"), "{said}");
    assert_eq!(said.lines().count(), 1 + 1 + 10 + 1 + 1 + 1, "{said}");
}

#[test]
fn two_clients_of_one_file_name_are_told_apart_by_a_repair() {
    let desk = a_binder();
    let card = desk.read("managers/anna/2024-06-14/ona-kazlauske.json");
    let start = card.find("\"id\": \"").expect("an id") + 7;
    let id = "01900f5e-6a3c-7cc2-9d6e-000000000042";
    let copy = format!("{}{id}{}", &card[..start], &card[start + 36..]);
    desk.write("managers/anna/someday/ona-kazlauske.json", copy);
    let said = desk.run("tickler show ona-kazlauske");
    let hint = "! hint: give each a name of its own: tickler check --repair\n(4)\n";
    assert!(said.ends_with(hint), "{said}");
    desk.answer("tickler check --repair");
    desk.answer("tickler show ona-kazlauske-2");
}

#[test]
fn what_is_not_set_on_a_new_card_is_said_in_the_words_of_adding() {
    let desk = Desk::new();
    assert_eq!(
        desk.transcript(&[
            "tickler add Ivan --set place=2024-07-05",
            "tickler add Ivan --set manager=ben",
            "tickler add Ivan --set history=x",
            "tickler add Ivan --set id=5",
            "tickler add Ivan --set phones=5",
            "tickler add Ivan --set occasions=x",
        ]),
        "\
$ tickler add Ivan --set place=2024-07-05
! error: `place` is not set with --set on a new card
! hint: say the day: tickler add NAME --on fri
(2)
$ tickler add Ivan --set manager=ben
! error: `manager` is not set with --set on a new card
! hint: add the client to that binder: tickler --as MANAGER add NAME
(2)
$ tickler add Ivan --set history=x
! error: `history` is not set with --set on a new card
! hint: write into it once the client is there: tickler note CLIENT TEXT
(2)
$ tickler add Ivan --set id=5
! error: `id` is not set with --set on a new card
! hint: leave it out: it is given to each new dossier
(2)
$ tickler add Ivan --set phones=5
! error: `phones` is not set with --set on a new card
! hint: one at a time: tickler add NAME --phone TEXT
(2)
$ tickler add Ivan --set occasions=x
! error: `occasions` is not set with --set on a new card
! hint: see what is said with a flag of its own: tickler add --help
(2)
"
    );
    assert!(!desk.store().exists());
}

#[test]
fn a_session_needs_somebody_at_a_terminal() {
    a_binder().refuses(
        r#"$ tickler work
! error: work is a session at a terminal, and there is none
! hint: write a talk down without it: tickler file CLIENT --on fri; see the day: tickler today
(4)
$ tickler work xyz
! error: "xyz" is no date
! hint: a date is typed like fri or "5 jul"; in full it is year-month-day
(2)
"#,
    );
}
