//! Files of an older format are read, and written in the new one with a note in the log; files of a
//! newer one are refused by name and left as they are.

mod desk;

use desk::Desk;
use serde_json::Value;

const IVAN: &str = "managers/anna/2024-06-14/ivan.json";

/// A store of two clients behind one day; the first file is said to be of another format.
fn desk(format: &str) -> Desk {
    let desk = Desk::new();
    desk.answer("tickler add Ivan --on fri; tickler add Beta --on fri");
    set_format(&desk, IVAN, format);
    desk
}

fn set_format(desk: &Desk, path: &str, format: &str) {
    let text = desk.read(path);
    let other = text.replacen("\"format\": 1", &format!("\"format\": {format}"), 1);
    assert!(text.contains("\"format\": 1"));
    desk.write(path, other);
}

fn format_of(desk: &Desk, path: &str) -> u64 {
    let value: Value = serde_json::from_str(&desk.read(path)).expect("JSON");
    value["format"].as_u64().expect("a number")
}

/// The newest line of the log: what was done, and how many files were upgraded.
fn newest(desk: &Desk) -> (String, u64) {
    let log = desk.json("tickler log --json --limit 1");
    let upgraded = log["commands"][0]["upgraded"].as_u64().expect("a number");
    let said = desk.answer("tickler log --limit 1");
    let said = said.lines().last().unwrap_or_default();
    let said = said.split("anna  ").last().unwrap_or_default().trim();
    (said.to_owned(), upgraded)
}

#[test]
fn an_older_dossier_is_read_and_upgraded_when_it_is_written() {
    let desk = desk("0");
    let list = desk.json("tickler list --json");
    assert_eq!(list["dossiers"].as_array().map(Vec::len), Some(2));
    desk.answer("tickler show ivan; tickler today; tickler find ivan; tickler check");
    assert_eq!(format_of(&desk, IVAN), 0, "reading changes nothing");
    desk.answer("tickler note ivan 'first'");
    assert_eq!(format_of(&desk, IVAN), 1);
    let expected = "noted for ivan (1 file upgraded from format 0)";
    assert_eq!(newest(&desk), (expected.to_owned(), 1));
    desk.answer("tickler note ivan 'second'");
    assert_eq!(newest(&desk), ("noted for ivan".to_owned(), 0));
}

#[test]
fn older_ones_among_several_are_upgraded_in_one_piece() {
    let desk = desk("0");
    desk.answer("tickler --today 2024-06-14 move --from today --on jul");
    let moved = ["ivan", "beta"].map(|slug| format!("managers/anna/2024-07/{slug}.json"));
    assert_eq!(moved.map(|path| format_of(&desk, &path)), [1, 1]);
    let expected = "moved 2 dossiers (1 file upgraded from format 0)";
    assert_eq!(newest(&desk), (expected.to_owned(), 1));
}

#[test]
fn older_settings_are_read_and_upgraded_when_they_are_written() {
    let desk = desk("0");
    set_format(&desk, "binder.json", "0");
    desk.answer("tickler today; tickler note beta 'first'");
    assert_eq!(format_of(&desk, "binder.json"), 0, "no setting was changed");
    desk.answer("tickler config capacity 20");
    assert_eq!(format_of(&desk, "binder.json"), 1);
    let expected = "set the settings (1 file upgraded from format 0)";
    assert_eq!(newest(&desk), (expected.to_owned(), 1));
    desk.answer("tickler undo");
    assert_eq!(format_of(&desk, "binder.json"), 1);
}

#[test]
fn a_newer_dossier_is_refused_by_name_and_left_untouched() {
    let desk = desk("2");
    let newer = desk.read(IVAN);
    let refused = "\
! error: binder/managers/anna/2024-06-14/ivan.json: line 2, column 13: format 2 is newer than this tickler reads (1)
! hint: it was written by a newer tickler: install that one here too
(1)
";
    for command in [
        "tickler note ivan 'first'",
        "tickler file ivan --on jul",
        "tickler move ivan beta --on jul",
        "tickler close ivan --won",
        "tickler show ivan",
    ] {
        let before = desk.snapshot();
        assert_eq!(desk.run(command), format!("$ {command}\n{refused}"));
        assert_eq!(desk.snapshot(), before, "{command}");
    }
    let moved = desk.run("tickler --today 2024-06-14 move --from today --on jul");
    assert!(
        moved.contains("Moved Beta") && moved.contains("ivan.json: line 2, column 13: format 2"),
        "{moved}"
    );
    assert!(
        !moved.ends_with("\n(1)\n"),
        "what was moved is stored: {moved}"
    );
    desk.answer("tickler add Ivan --anyway --on fri");
    assert_eq!(desk.read(IVAN), newer);
}

#[test]
fn a_newer_dossier_in_the_way_is_not_written_over() {
    let desk = desk("1");
    let newer = desk.read(IVAN).replace("\"format\": 1", "\"format\": 2");
    desk.write("managers/anna/2024-07/ivan.json", &newer);
    let before = desk.snapshot();
    for command in [
        "tickler move ivan --on jul",
        "tickler move ivan beta --on jul",
    ] {
        let said = desk.run(command);
        assert!(
            said.contains("2024-07/ivan.json: line 2") && said.contains("(1)\n"),
            "{said}"
        );
        assert_eq!(desk.snapshot(), before, "{command}");
    }
}

#[test]
fn newer_settings_are_refused_by_name_and_left_untouched() {
    let desk = desk("1");
    set_format(&desk, "binder.json", "2");
    let before = desk.snapshot();
    for command in [
        "tickler note beta x",
        "tickler today",
        "tickler config capacity 20",
        "tickler undo",
    ] {
        let said = desk.run(command);
        assert!(
            said.contains("binder/binder.json: line 2, column 13: format 2 is newer")
                && said.contains("(1)\n"),
            "{said}"
        );
    }
    assert_eq!(desk.snapshot(), before);
}

/// A newer tickler on this machine was cut off in the middle of a change, and this one comes after.
#[test]
fn a_newer_journal_is_refused_by_name_and_left_untouched() {
    let desk = desk("1");
    let machine = desk.answer("cd binder/.tickler && echo *-*");
    let journal = format!(".tickler/{}/journal", machine.trim());
    let text = r#"{ "format": 2, "op": "01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11", "settings": false, "files": [] }"#;
    desk.write(&journal, text);
    let before = desk.snapshot();
    for command in [
        "tickler note beta x",
        "tickler move ivan beta --on jul",
        "tickler undo",
        "tickler check --repair",
    ] {
        let said = desk.run(command);
        assert!(
            said.contains("journal: format 2 is newer than this tickler reads (1)")
                && said.contains("(1)\n"),
            "{said}"
        );
    }
    assert_eq!(
        desk.json("tickler list --json")["dossiers"]
            .as_array()
            .map(Vec::len),
        Some(2)
    );
    assert_eq!(desk.snapshot(), before);
    assert_eq!(desk.read(&journal), text);
}

/// A calendar of some other program's may go further than any date of a binder.
#[test]
fn a_moment_beyond_the_calendar_is_refused_by_name() {
    for at in [
        "+262142-12-31T23:59:59.999999Z",
        "+10000-01-01T00:00:00Z",
        "0000-12-31T23:59:59Z",
        "-0001-06-13T09:00:00Z",
    ] {
        let desk = desk("1");
        let text = desk.read(IVAN);
        let start = text.find("\"at\": \"").expect("a moment") + 7;
        let end = start + text[start..].find('"').expect("its end");
        desk.write(IVAN, format!("{}{at}{}", &text[..start], &text[end..]));
        let before = desk.snapshot();
        let said = desk.run("tickler note ivan hi");
        assert!(
            said.contains("ivan.json: ") && said.contains("is no moment"),
            "{at}: {said}"
        );
        assert!(said.ends_with("(1)\n"), "{said}");
        assert_eq!(desk.snapshot(), before);
    }
}

#[test]
fn at_the_end_of_the_calendar_a_dossier_is_still_written() {
    let desk = desk("1");
    let text = desk.read(IVAN);
    let start = text.find("\"at\": \"").expect("a moment") + 7;
    let end = start + text[start..].find('"').expect("its end");
    let last = "9999-12-31T23:59:59.999999+00:00";
    desk.write(IVAN, format!("{}{last}{}", &text[..start], &text[end..]));
    desk.answer(
        "tickler note ivan one; tickler note ivan two; tickler edit ivan --set stage=offer",
    );
    let shown = desk.json("tickler show ivan --json");
    assert_eq!(shown["history"][2]["text"], "two");
    assert_eq!(shown["stage"], "offer");
}
