//! The gallery of refusals, second part: a store that can't be used as it is. In each case what,
//! where, why and the way out, the exit status, and every byte as before.

mod desk;

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};

use desk::{Desk, skipped};

/// A binder of two clients, both due today.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.answer("tickler add Beta --on today --phone '+370 600 12345'");
    desk.answer("tickler add Ivan --on today");
    desk
}

/// Runs a command line and holds that nothing has changed by it.
fn refused(desk: &Desk, line: &str) -> String {
    let before = desk.snapshot();
    let said = desk.run(line);
    assert_eq!(desk.snapshot(), before, "{said}");
    said
}

const TODAY: &str = "\
$ tickler today
Thu 2024-06-13  anna  2 of 30: 2 new calls

Client          Last contact
Beta            never
+370 600 12345
Ivan            never
";

#[test]
fn a_store_that_is_a_file() {
    let desk = Desk::new();
    fs::write(desk.store(), "a letter").expect("a file");
    for line in [
        "tickler today",
        "tickler add Beta --on fri",
        "tickler config capacity 20",
        "tickler check",
    ] {
        let said = refused(&desk, line);
        let expected = format!(
            "$ {line}\n! error: binder can't be opened as a folder: Not a directory (os error 20)\n\
             ! hint: name a folder: --dir DIR, or TICKLER_DIR\n(1)\n"
        );
        assert_eq!(said, expected);
    }
    assert_eq!(fs::read(desk.store()).expect("the file"), b"a letter");
}

/// Whether modes hold for whoever runs the tests: root may do everything.
fn modes_hold(desk: &Desk) -> bool {
    let probe = desk.store().join("probe");
    fs::write(&probe, "").expect("a file");
    fs::set_permissions(&probe, Permissions::from_mode(0o000)).expect("a mode");
    let hold = fs::read(&probe).is_err();
    fs::remove_file(&probe).expect("the file is removed");
    hold
}

#[test]
fn a_store_that_can_not_be_written_is_read() {
    let desk = desk();
    if !modes_hold(&desk) {
        skipped("root writes where nobody may; run the tests as another user to see it refused");
        return;
    }
    desk.output("chmod -R a-w binder");
    assert_eq!(desk.run("tickler today"), TODAY);
    let said = refused(&desk, "tickler add Gamma --on fri");
    assert!(
        said.contains("can't be written: Permission denied"),
        "{said}"
    );
    assert!(said.ends_with("! hint: look at its owner and mode with ls -ld, or name another folder: --dir DIR\n(1)\n"), "{said}");
    desk.output("chmod -R u+w binder");
}

#[test]
fn settings_that_can_not_be_read() {
    let mend = "nothing was changed in it; mend it in an editor: `$EDITOR binder/binder.json`";
    let newer = "it was written by a newer tickler: install that one here too";
    let cases = [
        ("{", "line 1, column 1: the file ends too early", mend),
        (
            "{ \"capacity\": 30,\n}",
            "line 2, column 1: trailing comma",
            mend,
        ),
        (
            "{\n \"capacity\": \"30\"\n}",
            "line 2, column 17: `capacity` must be a number from 1 to 10000",
            mend,
        ),
        (
            "{ \"front_days\": -1 }",
            "line 1, column 18: `front_days` must be a number from 0 to 31",
            mend,
        ),
        (
            "{ \"layout\": null }",
            "line 1, column 16: `layout` must be numbered or dated",
            mend,
        ),
        (
            "{ \"managers\": [] }",
            "line 1, column 16: `managers` must be an object",
            mend,
        ),
        (
            "{ \"managers\": { \"..\": {} } }",
            "line 1, column 26: `..` is no name for a manager: it must do for a folder",
            mend,
        ),
        (
            "{ \"format\": 99 }",
            "line 1, column 14: format 99 is newer than this tickler reads (1)",
            newer,
        ),
    ];
    for (text, why, hint) in cases {
        let desk = desk();
        desk.write("binder.json", text);
        for line in [
            "tickler today",
            "tickler file beta --on fri",
            "tickler config capacity 20",
        ] {
            let said = refused(&desk, line);
            let expected =
                format!("$ {line}\n! error: binder/binder.json: {why}\n! hint: {hint}\n(1)\n");
            assert_eq!(said, expected);
        }
        let said = desk.run("tickler check");
        assert!(
            said.contains(&format!("  binder/binder.json: {why}\n")),
            "{said}"
        );
    }
}

/// What can stand where a dossier should, how it is made in the day's folder, and what is said.
const BAD_DOSSIERS: [(&str, &str, &str); 8] = [
    (
        "head -c 100 beta.json > zeta.json",
        "line 5, column 14: the file ends too early",
        "mend it in an editor",
    ),
    (
        "printf '{\\n\\377' > zeta.json",
        "line 2: is not UTF-8",
        "mend it in an editor",
    ),
    (
        "sed 's/\"format\": 1/\"format\": 99/' beta.json > zeta.json",
        "line 2, column 14: format 99 is newer than this tickler reads (1)",
        "install that one here too",
    ),
    (
        "sed '0,/\"name\"/{/\"name\"/d}' beta.json > zeta.json",
        "missing field `name`",
        "mend it in an editor",
    ),
    (
        "head -c 5242880 /dev/zero > zeta.json",
        "is larger than 4 MiB (5242880 bytes)",
        "look what it is",
    ),
    (
        "ln -s beta.json zeta.json",
        "is a symbolic link; none is followed inside the store",
        "remove the link: rm binder/managers/anna/2024-06-13/zeta.json",
    ),
    ("mkdir zeta.json", "is no file", "look what it is"),
    ("mkfifo zeta.json", "is no file", "look what it is"),
];

#[test]
fn a_dossier_that_can_not_be_read_is_named_and_the_others_go_on() {
    for (deed, why, hint) in BAD_DOSSIERS {
        let desk = desk();
        let made = desk.output(&format!("cd binder/managers/anna/2024-06-13 && {deed}"));
        assert!(made.status.success(), "{deed}");
        let path = "binder/managers/anna/2024-06-13/zeta.json";

        let today = refused(&desk, "tickler today");
        let shown = today
            .strip_prefix(TODAY)
            .unwrap_or_else(|| panic!("{deed}: {today}"));
        assert!(
            shown.starts_with(&format!("! warning: {path}: ")),
            "{shown}"
        );
        assert!(shown.contains(why) && shown.ends_with("\n(1)\n"), "{shown}");

        let itself = refused(&desk, "tickler file zeta --on fri");
        assert!(
            itself.contains(&format!("! error: {path}: ")) && itself.contains(why),
            "{itself}"
        );
        assert!(
            itself.contains(hint) && itself.ends_with("\n(1)\n"),
            "{itself}"
        );

        let nobody = refused(&desk, "tickler file 99999999 --on fri");
        assert!(nobody.contains(why), "{nobody}");
        assert!(
            nobody.contains("; in all that can be read: no client fits \"99999999\"\n"),
            "{nobody}"
        );
        assert!(nobody.ends_with("\n(3)\n"), "{nobody}");

        // Who is not met is not spoken of; who is met is warned of, and the deed is done.
        for (line, warns) in [
            ("tickler file beta --on fri", false),
            ("tickler file 60012345 --on mon", true),
            ("tickler add Gamma --on fri", true),
        ] {
            let output = desk.output(line);
            let errors = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{deed}: {line}: {errors}");
            assert_eq!(
                errors.contains(&format!("warning: {path}: ")),
                warns,
                "{deed}: {line}: {errors}"
            );
        }
    }
}

#[test]
fn a_link_where_a_day_would_be_is_not_followed() {
    let desk = desk();
    let outside = desk.store().join("../outside");
    fs::create_dir(&outside).expect("a folder");
    symlink(
        "../../../outside",
        desk.store().join("managers/anna/2024-06-14"),
    )
    .expect("a link");
    symlink("2024-06-13", desk.store().join("managers/anna/2024-06-12")).expect("a link");
    let link =
        "can't be opened as a folder: it is a symbolic link, and none is followed inside the store";
    let today = refused(&desk, "tickler today");
    assert_eq!(
        today,
        format!(
            "{TODAY}! warning: binder/managers/anna/2024-06-12: {link}; see: tickler check\n(1)\n"
        )
    );
    for line in ["tickler add Gamma --on fri", "tickler file beta --on fri"] {
        let said = refused(&desk, line);
        let path = "binder/managers/anna/2024-06-14";
        let expected = format!(
            "! error: {path}: {link}\n\
             ! hint: put what it points to in its place, or remove the link: rm {path}\n(1)\n"
        );
        assert!(said.ends_with(&expected), "{said}");
    }
    assert_eq!(fs::read_dir(&outside).expect("the folder").count(), 0);
    assert!(
        desk.run("tickler file beta --on mon")
            .contains("Filed Beta behind \"17\"")
    );
}

#[test]
fn a_link_where_a_folder_of_the_store_would_be_is_not_followed() {
    let way_out =
        "! hint: put in its place what belongs there; see what else is odd: tickler check\n(1)\n";
    for (folder, message) in [
        (
            "managers",
            "binder/managers can't be opened as a folder: it is a symbolic link",
        ),
        (
            "managers/anna",
            "binder/managers/anna can't be opened as a folder: it is a symbolic link",
        ),
        (
            ".tickler",
            "binder/.tickler/lock can't be written: it is a symbolic link",
        ),
    ] {
        let desk = desk();
        let (inside, outside) = (desk.store().join(folder), desk.store().join("../outside"));
        fs::rename(&inside, &outside).expect("the folder is moved");
        symlink(&outside, &inside).expect("a link");
        let files = desk.answer("find outside -type f | sort");
        let said = refused(&desk, "tickler add Gamma --on fri");
        assert!(said.contains(message) && said.ends_with(way_out), "{said}");
        assert_eq!(desk.answer("find outside -type f | sort"), files);
    }
}

#[test]
fn a_link_where_a_draft_would_be_is_not_written_through() {
    let desk = desk();
    let outside = desk.store().join("../outside");
    symlink(
        &outside,
        desk.store()
            .join("managers/anna/2024-06-13/.beta.json.draft"),
    )
    .expect("a link");
    desk.answer("tickler note beta 'wants a letter'");
    assert!(!outside.exists());
}

#[test]
fn a_renamed_manager_is_read_and_remarked_on() {
    let desk = desk();
    desk.answer("mv binder/managers/anna binder/managers/ann");
    assert_eq!(
        desk.transcript(&[
            "tickler today",
            "tickler --as ann today",
            "tickler --as ann file beta --on fri"
        ]),
        "\
$ tickler today
Thu 2024-06-13  anna  0 of 30

Nothing is due.
! anna has no binder here; there is that of ann: try --as ann
$ tickler --as ann today
Thu 2024-06-13  ann  2 of 30: 2 new calls

Client          Last contact
Beta            never
+370 600 12345
Ivan            never
! 2 dossiers in the folder of ann say to be anna's; see: tickler check
$ tickler --as ann file beta --on fri
Filed Beta behind \"14\": Fri 2024-06-14, tomorrow (1 of 30)
! Beta is in the binder of anna
"
    );
}

#[test]
fn an_unknown_managers_day_is_empty_and_says_whose_binders_there_are() {
    let desk = desk();
    assert_eq!(
        refused(&desk, "tickler --as bob today"),
        "\
$ tickler --as bob today
Thu 2024-06-13  bob  0 of 30

Nothing is due.
! bob has no binder here; there is that of anna: try --as anna
"
    );
}

/// It may hold the id under which a journal waits: no other may take its place.
#[test]
fn the_id_of_this_machine_that_cant_be_read() {
    let desk = desk();
    let kept = desk
        .store()
        .with_file_name("home/.local/state/tickler/machine");
    fs::remove_file(&kept).expect("removed");
    fs::create_dir(&kept).expect("a folder in its place");
    for line in [
        "tickler undo",
        "tickler log",
        "tickler note ivan hello",
        "tickler config capacity 20",
    ] {
        let said = refused(&desk, line);
        let expected = format!(
            "$ {line}\n! error: home/.local/state/tickler/machine can't be read, where the id of this machine is kept \
             (XDG_STATE_HOME names another folder): Is a directory (os error 21)\n(1)\n"
        );
        assert_eq!(said, expected);
    }
    assert_eq!(desk.run("tickler today"), TODAY);
}
