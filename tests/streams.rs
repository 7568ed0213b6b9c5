//! What goes where: the answer on the standard output, all else on the error stream, and what
//! happens if one of them is full or closed. Keys for programs are always there.

mod desk;

use desk::Desk;
use serde_json::{Value, json};

#[test]
fn an_answer_that_can_not_be_printed_says_whether_the_deed_is_done() {
    let desk = Desk::new();
    if !std::path::Path::new("/dev/full").exists() {
        desk::skipped("there is no /dev/full");
        return;
    }
    let full = "No space left on device (os error 28)";
    let done = "! hint: what was to be done is done; see it: tickler log\n";
    for (line, hint) in [
        ("tickler add Beta --on fri > /dev/full", done),
        ("tickler note beta hello > /dev/full", done),
        ("tickler undo > /dev/full", done),
        ("tickler config capacity 20 > /dev/full", done),
        (
            "tickler move beta --on mon --dry-run 2>&1 > /dev/full | grep -v 'dry run' >&2; false",
            "",
        ),
        ("tickler today fri > /dev/full", ""),
        ("tickler --help > /dev/full", ""),
    ] {
        assert_eq!(
            desk.run(line),
            format!("$ {line}\n! error: the answer can't be printed: {full}\n{hint}(1)\n")
        );
    }
    assert_eq!(desk.json("tickler today fri --json")["load"], 1);
    let line = "tickler --json note beta hello > /dev/full";
    let output = desk.output(line);
    let error: Value = serde_json::from_slice(&output.stderr).expect("JSON");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        error,
        json!({
            "error": format!("the answer can't be printed: {full}"),
            "hint": "what was to be done is done; see it: tickler log",
            "candidates": [],
        })
    );
}

#[test]
fn a_repair_that_can_not_be_printed_is_done_too() {
    let desk = Desk::new();
    if !std::path::Path::new("/dev/full").exists() {
        desk::skipped("there is no /dev/full");
        return;
    }
    desk.answer("tickler add Beta --on fri; chmod 644 binder/binder.json");
    let said = desk.run("tickler check --repair > /dev/full");
    assert!(said.contains("what was to be done is done"), "{said}");
    assert!(said.contains("was closed to others"), "{said}");
}

#[test]
fn a_closed_pipe_is_no_error() {
    let desk = Desk::new();
    for number in 1..=300 {
        desk.write(
            &format!("managers/anna/2024-06-14/c{number}.json"),
            format!("{{ \"format\": 1, \"id\": \"01900f5e-6a3c-7cc2-9d6e-0f4e6ddc{number:04}\", \
                     \"manager\": \"anna\", \"place\": \"2024-06-14\", \"name\": \"Client {number}\" }}"),
        );
    }
    for line in ["list", "--json list", "binder", "today fri", "--help"] {
        let line = format!("{{ tickler {line}; echo $? >&2; }} | head -1 > /dev/null");
        assert_eq!(desk.run(&line).lines().last(), Some("! 0"), "{line}");
    }
    let line = "{ tickler add Beta --on fri; echo $? >&2; } | true";
    assert_eq!(desk.run(line).lines().last(), Some("! 0"));
    assert_eq!(desk.json("tickler today fri --json")["load"], 301);
}

#[test]
fn colour_is_for_terminals_unless_it_is_said_otherwise() {
    let desk = Desk::new();
    desk.answer("tickler add Beta --on fri");
    let terminal = |line: &str| format!("script -qec '{line}' /dev/null < /dev/null");
    let has_script = desk.output("script --version").status.success();
    if !has_script {
        desk::skipped("colour on a terminal: there is no script to make one");
    }
    let cases = [
        ("tickler list", false, true),
        ("tickler --color always list", true, true),
        ("tickler --color never list", false, false),
        ("NO_COLOR=1 tickler list", false, false),
        ("NO_COLOR=1 tickler --color always list", true, true),
        ("tickler --color always --json list", false, false),
        ("tickler --help", false, true),
        ("tickler --color never --help", false, false),
        ("tickler --color=always list --help", true, true),
        ("NO_COLOR=1 tickler --help", false, false),
    ];
    for (line, piped, shown) in cases {
        assert_eq!(desk.answer(line).contains('\u{1b}'), piped, "{line}");
        if has_script {
            let seen = desk.answer(&format!("TERM=xterm {}", terminal(line)));
            assert_eq!(seen.contains('\u{1b}'), shown, "{line} on a terminal");
        }
    }
}

/// The keys that commands.md promises, of the value and of what is in its lists.
const SHAPES: [(&str, &[&str], &str, &[&str]); 10] = [
    (
        "today",
        &[
            "date",
            "manager",
            "capacity",
            "load",
            "overdue",
            "repeat",
            "new",
            "other",
            "dossiers",
            "occasions",
            "promises",
            "to_deal",
            "remarks",
            "unreadable",
        ],
        "dossiers",
        LINE,
    ),
    (
        "list",
        &["manager", "dossiers", "remarks", "unreadable"],
        "dossiers",
        LINE,
    ),
    (
        "find e",
        &["manager", "dossiers", "remarks", "unreadable"],
        "dossiers",
        FOUND,
    ),
    (
        "binder",
        &[
            "date", "manager", "capacity", "overdue", "dividers", "someday", "closed", "remarks",
        ],
        "dividers",
        &["divider", "date", "month", "load", "working"],
    ),
    (
        "week",
        &["date", "manager", "days", "remarks", "unreadable"],
        "days",
        &["date", "load", "working", "dossiers"],
    ),
    (
        "log",
        &["commands", "remarks"],
        "commands",
        &["op", "at", "by", "title", "dossiers", "undone"],
    ),
    (
        "config",
        &["settings", "remarks"],
        "settings",
        &["key", "value", "default", "from"],
    ),
    (
        "check",
        &["dossiers", "findings", "remarks"],
        "findings",
        &["what", "path", "detail", "mended"],
    ),
    (
        "note beta hello",
        &["changed", "remarks"],
        "changed",
        CHANGED,
    ),
    ("undo", &["changed", "remarks"], "changed", CHANGED),
];

const LINE: &[&str] = &[
    "client",
    "manager",
    "name",
    "company",
    "position",
    "phone",
    "place",
    "time",
    "agreed",
    "work",
    "next",
    "divider",
    "days_late",
    "first",
    "stage",
    "tags",
    "last",
];

const FOUND: &[&str] = &["client", "manager", "name", "match"];

const CHANGED: &[&str] = &[
    "client", "manager", "from", "to", "divider", "load", "capacity",
];

#[test]
fn keys_for_programs_are_there_whether_or_not_there_is_anything() {
    let empty = Desk::new();
    let desk = Desk::new();
    desk.answer("tickler add Beta --on today");
    desk.write("managers/anna/someday/odd.txt", "");
    for (line, keys, list, of_each) in SHAPES {
        let line = format!("tickler --json {line}");
        if !line.contains("beta") && !line.contains("undo") {
            has(&line, &empty.json(&line), keys);
        }
        let output = desk.output(&line);
        assert_eq!(output.stderr, b"", "{line}");
        let value: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        has(&line, &value, keys);
        let each = value[list].as_array().expect(list);
        assert!(!each.is_empty(), "{line}");
        for one in each {
            has(&line, one, of_each);
        }
    }
    let shown = desk.json("tickler --json show beta");
    let card = [
        "format",
        "id",
        "manager",
        "place",
        "time",
        "agreed",
        "work",
        "next",
        "name",
        "salutation",
        "position",
        "company",
        "phones",
        "emails",
        "address",
        "source",
        "tags",
        "stage",
        "occasions",
        "hours",
        "zone",
        "every",
        "offers",
        "fields",
        "papers",
        "history",
        "client",
        "divider",
        "open_promises",
        "remarks",
    ];
    has("show", &shown, &card);
}

#[track_caller]
fn has(line: &str, value: &Value, keys: &[&str]) {
    for key in keys {
        assert!(value.get(key).is_some(), "{line}: no {key} in {value}");
    }
}
