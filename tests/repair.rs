//! `check --repair`: what can be mended without a decision is, and said; the rest is left as it is.

mod desk;

use desk::Desk;

/// A store of five clients in which all is right.
fn desk() -> Desk {
    let desk = Desk::new();
    let clients = [
        ("Ivan", "fri"),
        ("Beta", "fri"),
        ("Gamma", "jul"),
        ("Delta", "someday"),
        ("Eps", "today"),
    ];
    for (name, on) in clients {
        desk.answer(&format!("tickler add {name} --on {on}"));
    }
    desk
}

fn make(desk: &Desk, deed: &str) {
    let made = desk.output(&format!("cd binder/managers/anna/2024-06-14 && {deed}"));
    assert!(
        made.status.success(),
        "{deed}: {}",
        String::from_utf8_lossy(&made.stderr)
    );
}

#[test]
fn a_repair_says_each_thing_it_did_and_a_second_finds_nothing() {
    let desk = desk();
    make(
        &desk,
        "mkdir ../2024-08 && mv beta.json ../2024-08 && cp ivan.json 'ivan (1).json' && touch .x.json.draft",
    );
    make(
        &desk,
        "sed -i '0,/\"name\": \"Gamma\"/s//\"name\": \"Gamma GmbH\"/' ../2024-07/gamma.json && cp ../someday/delta.json ../someday/delta.json~",
    );
    assert_eq!(desk.run("tickler check --repair"), "\
$ tickler check --repair
Put where they belong:
  binder/managers/anna/2024-08/beta.json: says 2024-06-14

Made one with the dossier:
  binder/managers/anna/2024-06-14/ivan (1).json: the same dossier as binder/managers/anna/2024-06-14/ivan.json

Taken into the history, as changed by hand:
  binder/managers/anna/2024-07/gamma.json: name

Removed:
  binder/managers/anna/2024-06-14/.x.json.draft

Merged into the dossier, and removed:
  binder/managers/anna/someday/delta.json~

5 findings in 5 dossiers of 1 manager, mended.
! 2 files and folders were closed to others on this machine
");
    assert_eq!(
        desk.run("tickler check --repair"),
        "\
$ tickler check --repair
All right: 5 dossiers of 1 manager, each behind one place.
"
    );
    let gamma = desk.json("tickler show gamma --json");
    assert_eq!(gamma["history"][1]["by"], "hand");
    assert_eq!(gamma["name"], "Gamma GmbH");
}

#[test]
fn what_needs_a_decision_is_named_and_left_as_it_is() {
    let desk = desk();
    make(
        &desk,
        "echo '{' > bad.json && mkdir ../old && touch ../notes.txt && ln -s ivan.json link.json && echo x > who.json.orig",
    );
    desk.output("chmod -R go-rwx binder");
    let before = desk.snapshot();
    let said = desk.run("tickler check --repair");
    assert!(
        said.contains("\n5 findings in 5 dossiers of 1 manager.\n"),
        "{said}"
    );
    assert!(said.ends_with("(1)\n"), "{said}");
    assert_eq!(desk.snapshot(), before);
}

#[test]
fn two_clients_with_one_file_name_are_both_kept_and_one_is_renamed() {
    let desk = desk();
    let other = desk.read("managers/anna/2024-06-14/beta.json");
    make(&desk, "mv beta.json ../someday/ivan.json");
    desk.answer("tickler check --repair");
    let list = desk.json("tickler list --json");
    let mut clients: Vec<(&str, &str)> = list["dossiers"]
        .as_array()
        .expect("lines")
        .iter()
        .map(|line| {
            (
                line["client"].as_str().expect("it"),
                line["name"].as_str().expect("it"),
            )
        })
        .collect();
    clients.sort_unstable();
    assert_eq!(
        clients,
        [
            ("delta", "Delta"),
            ("eps", "Eps"),
            ("gamma", "Gamma"),
            ("ivan", "Ivan"),
            ("ivan-2", "Beta")
        ]
    );
    assert!(other.contains("Beta"));
    assert!(desk.answer("tickler check").starts_with("All right"));
}

#[test]
fn two_who_stand_in_each_others_place_under_one_name_both_come_home() {
    let desk = desk();
    make(
        &desk,
        "mv ivan.json x && mv ../2024-07/gamma.json ivan.json && mv x ../2024-07/ivan.json",
    );
    desk.answer("tickler check --repair");
    let names = |line: &str| {
        let list = desk.json(line);
        let lines = list["dossiers"].as_array().expect("lines").clone();
        lines
            .iter()
            .map(|line| line["name"].to_string() + &line["place"].to_string())
            .collect::<Vec<_>>()
    };
    let all = names("tickler list --json");
    assert!(
        all.contains(&"\"Ivan\"\"2024-06-14\"".to_owned())
            && all.contains(&"\"Gamma\"\"2024-07\"".to_owned()),
        "{all:?}"
    );
    assert!(desk.answer("tickler check").starts_with("All right"));
}

#[test]
fn copies_in_two_binders_become_one_where_the_later_decision_says() {
    let desk = desk();
    desk.answer("tickler config --manager boris --new");
    make(
        &desk,
        "mkdir -p ../../boris/2024-06-14 && cp ivan.json ../../boris/2024-06-14/",
    );
    desk.answer("tickler move ivan --on 2024-07-01");
    desk.answer("tickler check --repair");
    let found = desk.output("find binder/managers -name 'ivan*'");
    assert_eq!(
        String::from_utf8_lossy(&found.stdout),
        "binder/managers/anna/2024-07-01/ivan.json\n"
    );
}

#[test]
fn a_journal_that_cannot_be_read_is_set_aside_and_the_store_can_be_changed_again() {
    let desk = desk();
    let own = desk.output("ls -d binder/.tickler/*/");
    let machine = String::from_utf8_lossy(&own.stdout).trim().to_owned();
    desk.output(&format!("echo '{{\"op\":' > {machine}/journal; mkdir -p {machine}/stage/x; echo y > {machine}/stage/x/0; chmod -R go-rwx binder"));
    let refused = desk.run("tickler file ivan --on 2024-07-01");
    assert!(
        refused.contains("journal: line 2, column 0: the file ends too early")
            && refused.ends_with("(1)\n"),
        "{refused}"
    );
    assert!(
        desk.answer("tickler today fri").contains("Ivan"),
        "reading goes on"
    );
    let said = desk.answer("tickler check --repair");
    assert!(
        said.starts_with("Set aside beside it, so that the store can be changed again:\n"),
        "{said}"
    );
    let aside = desk.output(&format!("cat {machine}/aside-*/stage/x/0"));
    assert_eq!(
        String::from_utf8_lossy(&aside.stdout),
        "y\n",
        "nothing is deleted that isn't understood"
    );
    desk.answer("tickler file ivan --on 2024-07-01");
}

#[test]
fn a_dossier_can_lead_no_file_out_of_the_store() {
    let desk = desk();
    make(
        &desk,
        "sed -i 's/\"manager\": \"anna\"/\"manager\": \"..\\/..\\/x\"/' ivan.json",
    );
    let said = desk.run("tickler file ivan --on 2024-07-01");
    assert!(
        said.contains("`manager` must be the name of a manager") && said.ends_with("(1)\n"),
        "{said}"
    );
    let before = desk.snapshot();
    desk.run("tickler check --repair");
    assert_eq!(desk.snapshot().len(), before.len());
    let outside = desk.output("ls; ls binder");
    assert!(
        !String::from_utf8_lossy(&outside.stdout).contains('x'),
        "nothing outside"
    );
}

#[test]
fn what_an_editor_kept_of_a_mistake_is_not_taken_in() {
    let desk = desk();
    make(
        &desk,
        "sed '0,/\"place\": \"2024-06-14\"/s//\"place\": \"closed\"/' beta.json > beta.json~",
    );
    let said = desk.run("tickler check --repair");
    assert!(
        said.contains("beta.json~") && said.ends_with("(1)\n"),
        "{said}"
    );
    assert!(desk.answer("tickler today fri").contains("Beta"));
    make(&desk, "test -f beta.json~");
}

#[test]
fn copies_of_which_the_earliest_is_decided_by_a_leftover_become_one() {
    let desk = desk();
    make(&desk, "cp beta.json old && cp beta.json later");
    desk.answer("tickler move beta --on 2024-06-25");
    make(
        &desk,
        "mkdir ../2024-06-20 && mv later ../2024-06-20/beta.json && mv old ../2024-06-25/beta.json.orig",
    );
    desk.answer("tickler check --repair");
    assert!(
        desk.answer("tickler check")
            .starts_with("All right: 5 dossiers")
    );
    assert_eq!(desk.json("tickler show beta --json")["place"], "2024-06-25");
}

#[test]
fn a_folder_that_is_closed_keeps_nothing_else_from_being_mended() {
    let desk = desk();
    make(
        &desk,
        "mv beta.json ../someday && chmod -R a+rwX ../../../.. && chmod 000 ../2024-07",
    );
    let tried = desk.output("setpriv --reuid=65534 --regid=65534 --clear-groups true");
    if !tried.status.success() {
        desk::skipped("a repair beside a closed folder: it needs root, and setpriv");
        return;
    }
    desk.output("chown -R 65534:65534 . && chmod 000 binder/managers/anna/2024-07");
    desk.output("setpriv --reuid=65534 --regid=65534 --clear-groups tickler check --repair");
    make(&desk, "test -f beta.json");
    desk.output("chmod 700 binder/managers/anna/2024-07");
}

#[test]
fn a_repair_stands_in_the_log_and_undo_takes_back_what_was_before_it() {
    let desk = desk();
    make(&desk, "mv beta.json ../someday");
    desk.answer("tickler check --repair");
    assert!(desk.answer("tickler log").contains("repaired beta"));
    let said = desk.answer("tickler undo");
    assert!(said.starts_with("Taken back: added eps"), "{said}");
}

#[test]
fn a_client_whose_file_was_renamed_is_still_the_one_of_the_last_command() {
    let desk = desk();
    desk.answer("tickler file beta --on 2024-07-01");
    desk.output(
        "mv binder/managers/anna/2024-07-01/beta.json binder/managers/anna/2024-07-01/beta-2.json",
    );
    let said = desk.answer("tickler undo");
    assert!(said.contains("Beta stands behind \"14\""), "{said}");
}

#[test]
fn a_dossier_that_can_not_be_written_is_named_and_the_rest_is_mended() {
    let desk = desk();
    let path = |client: &str| format!("managers/anna/2024-06-14/{client}.json");
    // Each can still be read, but not with the entry that would take the edit in.
    let deep = "[".repeat(126) + &"]".repeat(126);
    let large = format!("\"{}\"", "a".repeat(2_500_000));
    for (client, value) in [("ivan", &deep), ("beta", &large)] {
        let edited = format!("\"plan\": {value},\n  \"history\"");
        let text = desk.read(&path(client)).replacen("\"history\"", &edited, 1);
        desk.write(&path(client), text);
    }
    make(&desk, "mv ../2024-07/gamma.json .");
    let before = [desk.read(&path("ivan")), desk.read(&path("beta"))];
    let said = desk.run("tickler check --repair");
    assert!(
        said.contains("Put where they belong:\n  binder/managers/anna/2024-06-14/gamma.json"),
        "{said}"
    );
    let heading = "\nDossiers that can't be written anew, since they could not be read again.";
    assert_eq!(said.matches(heading).count(), 1, "{said}");
    for why in ["beta would have 5", "ivan would have too many brackets"] {
        assert!(said.contains(why), "{said}");
    }
    assert!(said.ends_with("(1)\n"), "{said}");
    desk.read("managers/anna/2024-07/gamma.json");
    assert_eq!([desk.read(&path("ivan")), desk.read(&path("beta"))], before);
}

#[test]
fn a_leftover_that_would_make_a_dossier_too_large_stays() {
    let desk = desk();
    make(&desk, "cp ivan.json ivan.json~");
    let note = "head -c 2500000 /dev/zero | tr '\\0' a | tickler note ivan -";
    desk.answer(note);
    let other = desk.read("managers/anna/2024-06-14/ivan.json");
    make(&desk, "cp ivan.json ../other && mv ivan.json~ ivan.json");
    desk.answer(note);
    desk.write("managers/anna/2024-06-14/ivan.json~", &other);
    make(&desk, "rm ../other && mv ../2024-07/gamma.json .");
    let said = desk.run("tickler check --repair");
    assert!(said.ends_with("(1)\n"), "{said}");
    desk.read("managers/anna/2024-07/gamma.json");
    assert_eq!(desk.read("managers/anna/2024-06-14/ivan.json~"), other);
}
