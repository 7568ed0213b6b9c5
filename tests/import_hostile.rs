//! Files that mean harm, or are broken: each gets an error or is made harmless, in bounded memory.

mod desk;

use std::fmt::Write as _;

use desk::Desk;
use serde_json::json;

/// What an import of this file says; it writes nothing, and paints nothing on the screen.
fn refusal(desk: &Desk, file: &str) -> String {
    let before = desk.snapshot();
    let output = desk.output(&format!("ulimit -v 100000; tickler import {file} --yes"));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        matches!(output.status.code(), Some(2 | 4)),
        "{file}: {said}"
    );
    let is_control = |letter: char| letter.is_control() && letter != '\n';
    assert!(!said.contains(is_control), "{file}: {said:?}");
    assert!(desk.snapshot() == before, "{file}");
    said
}

#[test]
fn a_line_of_any_length_is_refused_in_little_memory() {
    // Five times as much as what is there for it in `refusal`, would it be held with what is made of it.
    let long = "x".repeat(64 << 20);
    let desk = Desk::after(&["tickler add Own --on fri"]);
    for (file, before, behind, why) in [
        (
            "line.csv",
            "Name,Phone\n",
            "\n",
            "line 2: the row is longer than 1048576 bytes",
        ),
        (
            "quoted.csv",
            "Name,Phone\n\"",
            "",
            "line 2: the row is longer than 1048576 bytes",
        ),
        (
            "cells.csv",
            "Name,",
            "",
            "has no heading: line 1: the row is longer",
        ),
        (
            "line.vcf",
            "BEGIN:VCARD\nVERSION:3.0\nFN:",
            "\nEND:VCARD\n",
            "line 1: line 3 has 67108867 bytes",
        ),
        (
            "line.json",
            "{\"format\":1,\"dossiers\":[{\"client\":\"",
            "\"}]}",
            "line 1: there is no \"dossier\" in it",
        ),
    ] {
        desk.write(&format!("../{file}"), format!("{before}{long}{behind}"));
        let said = refusal(&desk, file);
        assert!(said.contains(why), "{file}: {said}");
        std::fs::remove_file(desk.store().with_file_name(file)).expect("it was there");
    }
}

#[test]
fn what_is_broken_or_means_harm_is_named() {
    let desk = Desk::after(&["tickler add Own --on fri"]);
    let dossier = |key: &str, value: &str| {
        let mut dossier = json!({ "format": 1, "id": "01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11",
            "manager": "anna", "place": "someday", "name": "Eve", "history": [] });
        dossier[key] = json!("VALUE");
        let dossier = dossier.to_string().replace("\"VALUE\"", value);
        format!(
            "{{\"format\":1,\"dossiers\":[{{\"client\":\"../../eve\",\"dossier\":{dossier}}}]}}"
        )
    };
    let deep = "[".repeat(1_000_000);
    let escapes = "\"\\u001b[31m\\u202e\"";
    let lone: Vec<u8> = "Name\nA"
        .encode_utf16()
        .chain([0xD800])
        .flat_map(u16::to_le_bytes)
        .collect();
    let cases: [(&str, Vec<u8>, &str); 14] = [
        (
            "manager.json",
            dossier("manager", "\"../../boss\"").into(),
            "`manager` must be",
        ),
        (
            "escape.json",
            dossier("manager", escapes).into(),
            "`manager` must be",
        ),
        (
            "place.json",
            dossier("place", "\"../../x\"").into(),
            "`place` must be",
        ),
        (
            "id.json",
            dossier("id", "\"../x\"").into(),
            "UUID parsing failed",
        ),
        (
            "format.json",
            dossier("format", "2").into(),
            "format 2 is newer",
        ),
        (
            "lone.json",
            dossier("name", "\"\\ud800\"").into(),
            "can't be read: ",
        ),
        ("name.json", dossier("name", "[]").into(), "`name` must be"),
        ("deep.json", dossier("x", &deep).into(), "line 1: "),
        ("deeper.json", deep.into(), "{ is missing here"),
        (
            "cut.json",
            b"{\"format\":1,\"dossiers\":[{\"client\"".into(),
            "the file ends too early",
        ),
        (
            "nul.csv",
            b"Name,Phone\nA,1\0\n".into(),
            "line 2: there is a NUL in the column Phone",
        ),
        (
            "heading.csv",
            b"Na\0me\x1b[2J,B\nA,1\n".into(),
            "says the name: Na\u{2400}me\u{241b}[2J and B",
        ),
        (
            "lone.csv",
            lone,
            "line 2: something in it is written in other letters",
        ),
        (
            "nul.vcf",
            b"BEGIN:VCARD\nFN:\0\nEND:VCARD\n".into(),
            "line 1: ",
        ),
    ];
    for (file, bytes, why) in cases {
        desk.write(&format!("../{file}"), bytes);
        let said = refusal(&desk, file);
        assert!(said.contains(why), "{file}: {said}");
    }
}

#[test]
fn whole_dossiers_stay_in_the_store_whatever_they_are_called() {
    let desk = Desk::new();
    let mut dossiers = Vec::new();
    for (number, client) in ["../../eve", "con", "a/b", "", "\u{1b}[2J"]
        .into_iter()
        .enumerate()
    {
        let id = format!("01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a1{number}");
        let papers = json!([{ "name": "../x", "file": "../../../etc/passwd", "bytes": 1, "added": "2024-01-01" }]);
        let dossier = json!({ "format": 1, "id": id, "manager": "anna", "place": "2024-07-05",
            "name": format!("<script> {client}"), "papers": papers, "history": [] });
        dossiers.push(json!({ "client": client, "dossier": dossier }));
    }
    desk.write(
        "../all.json",
        json!({ "format": 1, "dossiers": dossiers }).to_string(),
    );
    let said = desk.run("tickler import all.json --yes");
    assert!(said.contains("Imported 5 new clients"), "{said}");
    assert!(!said.contains('\u{1b}'), "{said}");
    let mut expected = String::new();
    for name in [
        "script-2j",
        "script-a-b",
        "script-con",
        "script-eve",
        "script",
    ] {
        writeln!(expected, "anna/2024-07-05/{name}.json").expect("memory");
    }
    let mut stored = desk.dossiers();
    stored.sort();
    assert_eq!(stored.join("\n") + "\n", expected);
}
