//! Word for a colleague: left in a dossier, seen in the colleague's day through a slip, read, taken
//! back; and the slips mended.

mod desk;

use desk::Desk;

/// Two binders: acme is anna's, behind a later day; boris has one client of his own.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.answer("tickler add Acme --on 2024-07-05");
    desk.answer("tickler config --manager boris --new");
    desk.answer("tickler --as boris add Beta --on today");
    desk
}

/// Where slips stand.
fn slips(desk: &Desk) -> Vec<String> {
    let files = desk.snapshot().into_iter();
    let paths = files.map(|(path, _)| path.display().to_string());
    let managers = format!("{}/managers/", desk.store().display());
    let is_slip = |path: &String| path.strip_suffix(".slip").is_some();
    paths
        .filter(is_slip)
        .map(|path| path.replace(&managers, ""))
        .collect()
}

#[test]
fn word_for_a_colleague_shows_in_that_day_until_it_is_read() {
    let desk = desk();
    let transcript = desk.transcript(&[
        "tickler note acme 'He flies at two, call before noon' --for boris",
        "tickler today",
        "tickler --as boris today",
        "tickler --as boris --today 2024-06-12 today",
        "tickler --as boris --today 2024-06-20 note --read acme",
        "tickler --as boris today",
        "tickler show acme",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler note acme 'He flies at two, call before noon' --for boris
Left word on Acme, who stands behind \"July\": Fri 2024-07-05, in 22 days (1 of 30)
! boris sees it in tickler today until it is marked as read
$ tickler today
Thu 2024-06-13  anna  0 of 30

Nothing is due.
$ tickler --as boris today
Thu 2024-06-13  boris  1 of 30: 1 new call

Client  Last contact
Beta    never

Word from   Client
anna        Acme    He flies at two, call before noon
Thu 13 Jun          mark it read: tickler note --read acme
$ tickler --as boris --today 2024-06-12 today
Wed 2024-06-12  boris  0 of 30

Nothing is due.
$ tickler --as boris --today 2024-06-20 note --read acme
"
        .to_owned()
            + "Read the word on Acme, who stands behind \"July\": Fri 2024-07-05, in 15 days (1 of 30)
! Acme is in the binder of anna
$ tickler --as boris today
Thu 2024-06-13  boris  1 of 30: 1 new call

Client  Last contact
Beta    never
$ tickler show acme
Acme  acme

Place   behind \"July\": Fri 2024-07-05, in 22 days, planned
Binder  anna

Last contacts and notes
Thu 13 Jun  note, for boris  He flies at two, call before noon
2 entries more: tickler show acme --all
"
    );
    assert!(slips(&desk).is_empty());
}

#[test]
fn a_slip_stands_behind_the_day_the_word_was_left_wherever_the_dossier_is() {
    let desk = desk();
    desk.answer("tickler note acme one --for boris");
    desk.answer("tickler note acme two --for boris");
    assert_eq!(slips(&desk), ["boris/2024-06-13/acme.slip"]);
    // The dossier moves, is closed, and is still pointed to.
    desk.answer("tickler move acme --on 2024-09-02");
    desk.answer("tickler close acme --won");
    let day = desk.json("tickler --as boris --json today");
    assert_eq!(day["load"], 1);
    assert_eq!(
        day["word"],
        serde_json::json!([
            { "client": "acme", "name": "Acme", "for": "boris", "by": "anna",
              "at": day["word"][0]["at"], "text": "one" },
            { "client": "acme", "name": "Acme", "for": "boris", "by": "anna",
              "at": day["word"][1]["at"], "text": "two" },
        ])
    );
    let at = day["word"][0]["at"].as_str().expect("a moment");
    assert!(at.starts_with("2024-06-13T"), "{at}");
    // Both are read with one mark, and one undo brings both back.
    desk.answer("tickler --as boris note --read acme");
    assert!(slips(&desk).is_empty());
    desk.answer("tickler --as boris undo");
    assert_eq!(slips(&desk), ["boris/2024-06-13/acme.slip"]);
    assert_eq!(
        desk.json("tickler --as boris --json today")["word"]
            .as_array()
            .map(Vec::len),
        Some(2)
    );
}

#[test]
fn word_that_is_taken_back_shows_no_more() {
    let desk = desk();
    desk.answer("tickler note acme one --for boris");
    desk.answer("tickler undo");
    assert!(slips(&desk).is_empty());
    let day = |desk: &Desk| desk.json("tickler --as boris --json today");
    assert_eq!(day(&desk)["word"], serde_json::json!([]));
    desk.answer("tickler undo --redo");
    assert_eq!(slips(&desk), ["boris/2024-06-13/acme.slip"]);
    assert_eq!(day(&desk)["word"][0]["text"], "one");
    // A client whose adding is undone is nobody's, and neither is the word.
    desk.answer("tickler --as boris add Gamma");
    desk.answer("tickler --as boris note gamma two --for boris");
    desk.answer("tickler --as boris undo");
    desk.answer("tickler --as boris undo");
    assert_eq!(slips(&desk), ["boris/2024-06-13/acme.slip"]);
}

#[test]
fn a_slip_that_points_to_nothing_shows_nothing_and_harms_nothing() {
    let desk = desk();
    desk.write("managers/boris/2024-06-13/acme.slip", "");
    desk.write("managers/boris/2024-06-13/nobody.slip", "");
    desk.write("managers/boris/2024-06-13/No Body.slip", "");
    desk.write("managers/boris/2024-06-01/beta.slip", "");
    let day = desk.json("tickler --as boris --json today");
    assert_eq!(
        (&day["word"], &day["load"]),
        (&serde_json::json!([]), &1.into())
    );
    assert_eq!(day["unreadable"], serde_json::json!([]));
    // Word in a dossier that can't be read is missed, and that is said.
    desk.answer("tickler note acme one --for boris");
    desk.write("managers/anna/2024-07-05/acme.json", "{");
    let said = desk.run("tickler --as boris today");
    assert!(said.contains("acme.json: line 1, column 1"), "{said}");
}

#[test]
fn slips_are_checked_and_mended() {
    let desk = desk();
    desk.answer("tickler note acme one --for boris");
    desk.answer("tickler --as boris note beta two --for boris");
    desk.output("rm binder/managers/boris/2024-06-13/acme.slip; cd binder/managers/boris; mkdir -m 700 2024-06-12; umask 77; touch 2024-06-12/acme.slip 2024-06-12/nobody.slip");
    assert_eq!(
        desk.run("tickler check"),
        "\
$ tickler check
Slips that are missing, so a promise, an offer, an occasion or word for a
colleague is not seen on its day: tickler check --repair makes them again.
  binder/managers/boris/2024-06-13/acme.slip

Slips for what is not to be seen there any more. They show nothing, and the next
change of the client removes them, or tickler check --repair.
  binder/managers/boris/2024-06-12/acme.slip
  binder/managers/boris/2024-06-12/nobody.slip

3 findings in 2 dossiers of 2 managers.
(1)
"
    );
    let repaired = desk.run("tickler check --repair");
    assert!(
        repaired.contains("Made again:\n") && repaired.ends_with(", mended.\n"),
        "{repaired}"
    );
    assert!(desk.run("tickler check").contains("All right"));
    assert_eq!(
        slips(&desk),
        ["boris/2024-06-13/acme.slip", "boris/2024-06-13/beta.slip"]
    );
    assert!(!desk.store().join("managers/boris/2024-06-12").exists());
}

#[test]
fn what_can_not_be_read_keeps_its_slips() {
    let desk = desk();
    desk.answer("tickler note acme one --for boris");
    desk.write("managers/anna/2024-07-05/acme.json", "{");
    let said = desk.run("tickler check --repair");
    assert!(!said.contains("acme.slip"), "{said}");
    assert_eq!(slips(&desk), ["boris/2024-06-13/acme.slip"]);
}

#[test]
fn what_stands_in_a_dossier_does_not_paint_the_screen_below_the_day() {
    let desk = desk();
    desk.answer("tickler note acme \"$(printf 'a\\033[31m\\342\\200\\256b\\nc')\" --for boris");
    let path = "managers/anna/2024-07-05/acme.json";
    let evil = desk.read(path).replace("\"Acme\"", "\"Ac\\n\\u001bme\"");
    desk.write(
        path,
        evil.replace("\"by\": \"anna\"", "\"by\": \"an\\nna\u{202e}\""),
    );
    let said = desk.run("tickler --as boris today");
    assert!(said.contains("Ac␤␛me") || said.contains("Ac ␛me"), "{said}");
    assert!(said.contains("a␛[31m<U+202E>b c"), "{said}");
    assert!(
        said.contains("<U+202E>") && !said.contains('\u{202e}'),
        "{said}"
    );
}

#[test]
fn a_day_on_which_only_a_slip_stands_has_no_load() {
    let desk = desk();
    desk.answer("tickler --today 2024-06-15 note acme one --for boris");
    let binder = desk.json("tickler --as boris --json binder");
    let loads = binder["dividers"].as_array().expect("a list").iter();
    let loaded: Vec<_> = loads.filter(|one| one["load"] != 0).collect();
    assert_eq!(loaded.len(), 1);
    let forgotten = desk.run("tickler forget acme --yes");
    assert!(slips(&desk).is_empty(), "{forgotten}");
}
