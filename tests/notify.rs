//! What falls due in the next minutes: told once, printed or on the desktop.

mod desk;

use desk::Desk;

/// The day at half past nine, with something of each sort that falls due, and of each something that
/// does not.
fn desk() -> Desk {
    Desk::after(&[
        "tickler add 'Ivan Ivanov' --company Romashka --phone '+370 600 12345' --on 'today 09:40' \
         --next 'Ask about the estimate'",
        "tickler add 'Ona Kazlauskienė' --on 'today 11:00' --work meeting --birthday 1980-06-13",
        "tickler add 'สมชาย ใจดี' --on jul --birthday 06-14",
        "tickler promise ivan 'Send the estimate' --by today",
        "tickler promise ivan 'Send the samples' --by mon",
        "tickler config --manager boris --new",
        "tickler --as boris add Beta --on jul",
        "tickler --as boris note beta 'Back on Monday' --for anna",
    ])
    .with("TICKLER_TODAY", "2024-06-13 09:30")
}

#[test]
fn what_falls_due_is_told_once() {
    let transcript = desk().transcript(&[
        "tickler notify",
        "tickler notify",
        "tickler notify --within 90",
        "tickler notify",
        "tickler notify --within 90",
        "tickler --today '2024-06-13 11:05' notify --again",
        "tickler --as boris notify",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler notify
09:40 call Ivan Ivanov (Romashka), in 10 minutes: +370 600 12345, Ask about the estimate
Promised to Ivan Ivanov, for today: Send the estimate
Ona Kazlauskienė: birthday, turns 44
Word from boris about Beta: Back on Monday
$ tickler notify
$ tickler notify --within 90
11:00 meeting Ona Kazlauskienė, in 90 minutes
$ tickler notify
$ tickler notify --within 90
$ tickler --today '2024-06-13 11:05' notify --again
09:40 call Ivan Ivanov (Romashka), 85 minutes ago: +370 600 12345, Ask about the estimate
11:00 meeting Ona Kazlauskienė, 5 minutes ago
Promised to Ivan Ivanov, for today: Send the estimate
Ona Kazlauskienė: birthday, turns 44
Word from boris about Beta: Back on Monday
$ tickler --as boris notify
"
    );
}

#[test]
fn what_can_not_be_printed_is_said_to_count_as_told() {
    let desk = desk();
    let said = desk.run("tickler notify > /dev/full");
    let hint = "hint: all of it counts as told; to have it told again: tickler notify --again";
    assert!(said.contains(hint), "{said}");
    let again = desk.run("tickler notify > /dev/full");
    assert!(!again.contains("hint"), "{again}");
}

#[test]
fn what_was_done_is_not_told_and_what_is_put_off_is_told_again() {
    let desk = desk();
    desk.answer("tickler notify");
    desk.answer("tickler move ivan --on today --at 09:45");
    desk.answer("tickler promise ivan --kept 1");
    assert_eq!(
        desk.transcript(&[
            "tickler notify --within 20",
            "tickler file ona --on mon",
            "tickler notify --within 90"
        ]),
        "\
$ tickler notify --within 20
09:45 call Ivan Ivanov (Romashka), in 15 minutes: +370 600 12345, Ask about the estimate
$ tickler file ona --on mon
Filed Ona Kazlauskienė behind \"17\": Mon 2024-06-17, in 4 days (1 of 30)
$ tickler notify --within 90
"
    );
}

#[test]
fn what_is_lent_is_told_on_the_day_on_which_it_is_to_go_back() {
    let desk = desk();
    desk.answer("tickler handover anna --to boris --until fri --yes");
    assert_eq!(
        desk.run("tickler --today '2024-06-13 18:00' --as boris notify")
            .lines()
            .count(),
        5
    );
    for manager in ["anna", "boris"] {
        let told = desk.run(&format!(
            "tickler --today '2024-06-14 08:00' --as {manager} notify"
        ));
        let line = "3 dossiers lent by anna to boris until Fri 2024-06-14, today: to bring back: tickler handover anna --back";
        assert!(told.contains(line), "{told}");
    }
}

#[test]
fn the_desktop_shows_each_and_what_it_could_not_show_is_told_next_time() {
    let desk = desk();
    desk.answer("tickler edit ivan --set 'name=<b>Ivan & \u{202e}Co'");
    let desk = desk.with("TICKLER_NOTIFIER", "printf '%s|%s\\n' >>shown");
    assert_eq!(
        desk.run("tickler notify --desktop"),
        "$ tickler notify --desktop\n"
    );
    let shown = desk.run("cat shown");
    let expected = "09:40 call <b>Ivan & <U+202E>Co (Romashka), in 10 minutes|+370 600 12345\nAsk about the estimate\n";
    assert!(shown.contains(expected), "{shown}");
    assert_eq!(desk.run("wc -l <shown"), "$ wc -l <shown\n5\n");
    desk.answer("tickler move ona --on today --at 09:35");
    let desk = desk.with("TICKLER_NOTIFIER", "no-such-program");
    let failed = desk.run("tickler notify --desktop");
    assert!(
        failed.contains("! error: the desktop shows no notice: `no-such-program` failed"),
        "{failed}"
    );
    assert!(failed.ends_with("(1)\n"), "{failed}");
    let told = desk.run("tickler notify");
    assert_eq!(
        told,
        "$ tickler notify\n09:35 meeting Ona Kazlauskienė, in 5 minutes\n"
    );
}

#[test]
fn a_desktop_takes_nothing_of_a_client_for_markup() {
    let desk = desk();
    desk.answer("tickler edit ivan --set 'next=<a href=x>Ask & tell</a>'");
    desk.run("mkdir bin; printf '#!/bin/sh\\nprintf \"%%s\\\\n\" \"$@\" >>shown\\n' >bin/notify-send; chmod +x bin/notify-send");
    desk.run("PATH=$PWD/bin:$PATH tickler notify --desktop");
    let shown = desk.run("cat shown");
    assert!(shown.contains("--\n09:40 call Ivan"), "{shown}");
    assert!(
        shown.contains("&lt;a href=x&gt;Ask &amp; tell&lt;/a&gt;"),
        "{shown}"
    );
}

#[test]
fn programs_get_the_same_keys_for_each() {
    let desk = desk();
    let notices = desk.json("tickler notify --json");
    assert_eq!(notices["at"], "2024-06-13T09:30");
    assert_eq!(notices["until"], "2024-06-13T09:40");
    assert_eq!(notices["manager"], "anna");
    let kinds: Vec<_> = notices["notices"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| &one["kind"])
        .collect();
    assert_eq!(kinds, ["contact", "promise", "occasion", "word"]);
    let first = &notices["notices"][0];
    assert_eq!(first["client"], "ivan-ivanov");
    assert_eq!(first["time"], "09:40");
}

#[test]
fn an_empty_store_and_one_that_cannot_be_written_are_looked_at_all_the_same() {
    let empty = Desk::new().with("TICKLER_TODAY", "2024-06-13 09:30");
    assert_eq!(empty.run("tickler notify"), "$ tickler notify\n");
    assert!(!empty.store().exists());
    let desk = desk();
    let before = desk.snapshot();
    desk.answer("tickler notify");
    assert_eq!(desk.snapshot(), before);
}
