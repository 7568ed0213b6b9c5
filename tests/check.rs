//! What `check` finds, and what it says of it.

mod desk;

use desk::Desk;
use std::os::unix::fs::{PermissionsExt, symlink};

/// A store of five clients in which all is right.
fn desk() -> Desk {
    let desk = Desk::new();
    for (name, on) in [
        ("Ivan", "fri"),
        ("Beta", "fri"),
        ("Gamma", "jul"),
        ("Delta", "someday"),
        ("Eps", "today"),
    ] {
        desk.answer(&format!("tickler add {name} --on {on}"));
    }
    desk
}

/// What is found, without the headings: what it is, the file, the detail.
fn findings(desk: &Desk) -> Vec<String> {
    let output = desk.output("tickler --json check");
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = value["findings"].as_array().expect("a list");
    assert_eq!(output.status.code(), Some(i32::from(!findings.is_empty())));
    let text =
        |one: &serde_json::Value| one.as_str().expect("text").replace("binder/managers/", "");
    findings
        .iter()
        .map(|one| {
            format!(
                "{} {} {}",
                text(&one["what"]),
                text(&one["path"]),
                text(&one["detail"])
            )
        })
        .map(|line| line.trim_end().to_owned())
        .collect()
}

#[test]
fn a_store_in_which_all_is_right_says_so() {
    let desk = desk();
    assert_eq!(
        desk.run("tickler check"),
        "$ tickler check\nAll right: 5 dossiers of 1 manager, each behind one place.\n"
    );
    assert!(findings(&desk).is_empty());
}

#[test]
fn a_finding_says_what_it_means_and_what_to_do() {
    let desk = desk();
    desk.write(
        "managers/anna/2024-06-13/zeta.json",
        "{ \"format\": 1,\n \"id\" }",
    );
    desk.output("mkdir -p binder/managers/anna/2024-08; mv binder/managers/anna/2024-06-14/beta.json binder/managers/anna/2024-08");
    desk.write("managers/anna/2024-07/.gamma.json.draft", "");
    assert_eq!(
        desk.run("tickler check"),
        "\
$ tickler check
Dossiers that can't be read. They show in no list until they are mended in an
editor:
  binder/managers/anna/2024-06-13/zeta.json: line 2, column 7: expected `:`

Behind a later place than the dossier says, so it is missed on its day: move the
file, or the client with tickler file or move.
  binder/managers/anna/2024-08/beta.json: says 2024-06-14

Drafts of writes that were cut short. They are not read: remove them.
  binder/managers/anna/2024-07/.gamma.json.draft

3 findings in 5 dossiers of 1 manager.
! 3 files and folders can be read by others on this machine; to close them: chmod -R go-rwx binder
(1)
"
    );
}

#[test]
fn every_kind_of_trouble_is_found_once() {
    let cases = [
        (
            "cp ivan.json ivan.sync-conflict-1.json",
            "copy anna/2024-06-14/ivan.sync-conflict-1.json the same dossier as anna/2024-06-14/ivan.json",
        ),
        (
            "cp ivan.json 'ivan (1).json'",
            "copy anna/2024-06-14/ivan (1).json the same dossier as anna/2024-06-14/ivan.json",
        ),
        (
            "cp ivan.json ../someday",
            "copy anna/someday/ivan.json the same dossier as anna/2024-06-14/ivan.json",
        ),
        (
            "mv ivan.json ../someday",
            "behind-later anna/someday/ivan.json says 2024-06-14",
        ),
        (
            "mv ../someday/delta.json .",
            "misplaced anna/2024-06-14/delta.json says someday",
        ),
        (
            "mv ivan.json 'Ivan I.json'",
            "odd-name anna/2024-06-14/Ivan I.json",
        ),
        (
            "mkdir -p ../../ben; mv ../2024-07 ../../ben",
            "other-manager ben/2024-07/gamma.json says anna",
        ),
        (
            "mv ../someday ../Someday",
            "nearly-a-place anna/Someday rename it to someday",
        ),
        (
            "mv ../2024-07 ../2024-7",
            "nearly-a-place anna/2024-7 rename it to 2024-07",
        ),
        ("mkdir ../old", "unknown-folder anna/old"),
        ("touch ../notes.txt", "unknown-file anna/notes.txt"),
        ("touch ivan.json~", "leftover anna/2024-06-14/ivan.json~"),
        ("touch .DS_Store ../../.DS_Store", ""),
        ("touch ivan.slip", "stale-slip anna/2024-06-14/ivan.slip"),
        (
            "mkdir ivan.slip",
            "unknown-folder anna/2024-06-14/ivan.slip",
        ),
        (
            "touch ../../../binder.sync-conflict-1.json",
            "leftover binder/binder.sync-conflict-1.json",
        ),
        (
            "touch ../../../.binder.json.draft",
            "draft binder/.binder.json.draft",
        ),
        ("mkdir ../../'x y'", "manager-name x y"),
        (
            "mkfifo fifo.json",
            "unreadable anna/2024-06-14/fifo.json is no file",
        ),
        (
            "mkdir dir.json",
            "unreadable anna/2024-06-14/dir.json is no file",
        ),
        (
            "ln -s ivan.json link.json",
            "link anna/2024-06-14/link.json",
        ),
        ("ln -s 2024-06-14 ../2024-06-20", "link anna/2024-06-20"),
        (
            "mv ../../../managers ../../../m; ln -s m ../../../managers",
            "link binder/managers",
        ),
        (
            "echo '{ \"front_days\": 40 }' > ../../../binder.json",
            "settings binder/binder.json line 1, column 18: `front_days` must be a number from 0 to 31",
        ),
        (
            "sed -i '0,/\"name\": \"Ivan\"/s//\"name\": \"Ivan I\"/' ivan.json",
            "hand-edited anna/2024-06-14/ivan.json name",
        ),
        (
            "(cd \"$OLDPWD\"; tickler promise ivan 'Send it' --by fri); \
             sed -i 's/\"due\": \"2024-06-14\"/\"due\": \"2024-06-31\"/' ivan.json; rm ivan.slip",
            "promise anna/2024-06-14/ivan.json {\"text\":\"Send it\",\"due\":\"2024-06-31\"}",
        ),
    ];
    for (deed, expected) in cases {
        let desk = desk();
        let line = format!("cd binder/managers/anna/2024-06-14 && {deed}");
        assert!(desk.output(&line).status.success(), "{deed}");
        let expected: Vec<&str> = expected.split('\n').filter(|one| !one.is_empty()).collect();
        assert_eq!(findings(&desk), expected, "{deed}");
    }
}

#[test]
fn two_clients_with_one_name_are_found() {
    let desk = desk();
    desk.answer("tickler config --manager ben --new");
    let other = desk
        .read("managers/anna/someday/delta.json")
        .replace("\"anna\"", "\"ben\"");
    let id = other.split('"').nth(5).expect("an id").to_owned();
    let other = other.replace(&id, "01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11");
    desk.write("managers/ben/someday/delta.json", other);
    assert_eq!(
        findings(&desk),
        ["shared-name ben/someday/delta.json another client is anna/someday/delta.json"]
    );
}

#[test]
fn a_checkout_with_loose_modes_reads_and_is_remarked_on() {
    let desk = desk();
    desk.output("chmod -R a+rX binder");
    assert!(findings(&desk).is_empty());
    assert!(
        desk.run("tickler today")
            .starts_with("$ tickler today\nThu 2024-06-13  anna  1 of 30")
    );
    let said = desk.run("tickler check");
    assert!(said.contains("! 13 files and folders can be read by others on this machine; to close them: chmod -R go-rwx binder\n"), "{said}");
    assert!(!said.contains("(1)"), "{said}");
}

#[test]
fn names_in_a_store_do_not_paint_the_screen() {
    let desk = desk();
    desk.write("managers/anna/\u{1b}[31m.txt", "");
    symlink("/", desk.store().join("managers/\u{202e}x")).expect("a link");
    std::fs::set_permissions(desk.store(), std::fs::Permissions::from_mode(0o700)).expect("a mode");
    let said = desk.run("tickler check");
    assert!(
        said.contains("␛[31m.txt\n") && said.contains("<U+202E>x\n"),
        "{said}"
    );
    assert!(
        !said.contains('\u{1b}') && !said.contains('\u{202e}'),
        "{said}"
    );
}
