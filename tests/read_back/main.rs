//! Exports are read back by programs of others: Python's `vobject` and `icalendar`, in a venv that
//! `.ci/run` makes below the build's folder. Without it the test says so and skips.

#[path = "../desk/mod.rs"]
mod desk;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use desk::Desk;
use serde_json::Value;
use tickler::binder::lookup::unlabelled;
use tickler::binder::{Dossier, Kind, Occasion, Place};

/// The Python with these programs, if it is there.
fn python() -> Option<PathBuf> {
    let binary = Path::new(env!("CARGO_BIN_EXE_tickler"));
    let built = binary.parent()?.parent()?;
    let python = built.join("read-back/bin/python");
    let mut look = Command::new(&python);
    let is_there = look.args(["-c", "import icalendar, vobject"]).output();
    let is_there = is_there.is_ok_and(|output| output.status.success());
    if !is_there {
        desk::skipped(
            "what others read of an export: no icalendar and vobject in target/read-back (.ci/run)",
        );
    }
    is_there.then_some(python)
}

/// What they read of an export, by the `uid` of each.
fn read(python: &Path, desk: &Desk, kind: &str, line: &str) -> BTreeMap<String, Value> {
    let name = format!("export.{kind}");
    desk.answer(&format!("{line} -o {name}"));
    let file = desk.store().with_file_name(name);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/read_back/read.py");
    let output = Command::new(python)
        .arg(script)
        .arg(kind)
        .arg(file)
        .output();
    let output = output.expect("Python runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{line}: {said}");
    let all: Vec<Value> = serde_json::from_slice(&output.stdout).expect("JSON");
    let count = all.len();
    let by_uid = all
        .into_iter()
        .map(|one| (one["uid"].as_str().expect("a uid").to_owned(), one));
    let by_uid: BTreeMap<_, _> = by_uid.collect();
    assert_eq!(by_uid.len(), count, "two of one uid");
    by_uid
}

/// The dossiers as they lie on the disk, but those whose adding was undone.
fn dossiers(desk: &Desk) -> Vec<Dossier> {
    let files = desk.snapshot().into_iter();
    let files = files.filter(|(path, _)| path.to_string_lossy().contains("/managers/"));
    let files = files.filter(|(path, _)| path.extension().is_some_and(|ending| ending == "json"));
    let all = files.map(|(_, bytes)| serde_json::from_slice::<Dossier>(&bytes).expect("a dossier"));
    all.filter(|dossier| dossier.place() != Place::Gone)
        .collect()
}

/// The store of the examples.
fn examples() -> Desk {
    let desk = Desk::new();
    let mut folders = vec![PathBuf::from("examples/june-2024")];
    while let Some(folder) = folders.pop() {
        for item in std::fs::read_dir(folder).expect("a folder") {
            let path = item.expect("an item").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let inside = path.strip_prefix("examples/june-2024").expect("inside");
                desk.write(
                    &inside.to_string_lossy(),
                    std::fs::read(&path).expect("a file"),
                );
            }
        }
    }
    desk
}

/// Clients who are called what nobody should be.
fn nasty() -> Desk {
    Desk::after(&[
        "tickler add 'Semi; \"Colon\", \\ & Sons' --company 'A;B,C\\n' --phone 'Büro; 1: +1 (2)' --tag 'a,b' --tag 'c;d' \
         --birthday 1980-04-15 --on fri --at 14:30",
        "tickler add \"$(printf 'Line\\nEND:VCARD\\nBEGIN:VEVENT')\" --address \"$(printf 'one\\ntwo; three')\" --on 2024-06-20",
        "tickler add \"$(printf 'Bell\\a and \\033[2J')\" --birthday 02-29 --on 2024-06-20",
        "tickler add \"$(printf '\\342\\200\\256Right to left \\342\\200\\250 END:VEVENT')\" --on fri",
        "tickler add 'สมชาย ใจดี 🦀👩‍👩‍👧' --company 'นำเข้าส่งออก นำเข้าส่งออก นำเข้าส่งออก นำเข้าส่งออก' --on fri",
        "tickler add 'محمد; علي' --phone 'mobile: +20 10' --email 'home: m@x.example' --birthday 04-15 --on fri",
        "tickler add '=cmd()|A1' --on jul",
        "tickler add '<script>alert(1)</script>' --on someday",
        "tickler note bell \"$(printf 'x\\r\\nNOTE:y\\013z')\"",
        "tickler move semi --on fri --at 14:30 --agreed",
        "tickler edit semi --set next=\"$(printf 'Ask; about, the\\n\\\\estimate\nEND:VEVENT')\"",
    ])
}

/// What a calendar or a card can hold of a text of one line.
fn plain(text: &str) -> String {
    let breaks = ['\u{b}', '\u{c}', '\u{2028}', '\u{2029}', '\u{85}'];
    let text = text.replace("\r\n", "\n").replace(breaks, "\n");
    text.chars()
        .filter(|letter| !letter.is_control() || *letter == '\n')
        .collect()
}

/// The same as `icalendar` reads it, which takes a backslash and an n for a line break although the
/// backslash is escaped.
fn in_events(text: &str) -> String {
    plain(text).replace("\\n", "\n")
}

#[test]
fn another_program_reads_the_same_on_the_cards() {
    let Some(python) = python() else {
        return;
    };
    for (desk, least) in [(examples(), 60), (nasty(), 8)] {
        let dossiers = dossiers(&desk);
        assert!(dossiers.len() >= least);
        for version in ["3.0", "4.0"] {
            let line = format!("tickler export vcard --vcard {version} --all --closed");
            let cards = read(&python, &desk, "vcard", &line);
            assert_eq!(cards.len(), dossiers.len());
            for dossier in &dossiers {
                let card = &cards[&format!("urn:uuid:{}", dossier.id())];
                assert_eq!(card["version"], version);
                is_the_same(card, dossier, version);
            }
        }
    }
}

/// What was last written into the history about the client, and is no word for a colleague.
fn last_words(dossier: &Dossier) -> Option<&str> {
    let history = dossier.live_history().into_iter().rev();
    let about = history.filter(|entry| entry.text_of("for").is_none());
    let kinds = |kind| matches!(kind, Kind::Contact(_) | Kind::Note | Kind::Import);
    let mut about = about.filter(|entry| kinds(entry.kind()));
    about.find_map(|entry| entry.text())
}

fn is_the_same(card: &Value, dossier: &Dossier, version: &str) {
    let fields = dossier.fields();
    let text = |key: &str| fields.text(key).map(plain);
    let said = |key: &str| card[key].as_str().map(str::to_owned);
    assert_eq!(said("name"), text("name"));
    assert_eq!(said("given"), text("name"));
    for key in ["company", "position", "address"] {
        assert_eq!(said(key), text(key), "{card}");
    }
    assert_eq!(said("note"), last_words(dossier).map(plain), "{card}");
    for list in ["phones", "emails"] {
        let known: Vec<&str> = fields.texts(list).map(unlabelled).collect();
        assert_eq!(card[list], Value::from(known), "{card}");
    }
    for (phone, types) in fields
        .texts("phones")
        .zip(card["types"].as_array().expect("types"))
    {
        let is_mobile = phone.starts_with("mobile: ");
        assert_eq!(*types == Value::from(vec!["cell"]), is_mobile, "{card}");
    }
    let tags: Vec<&str> = fields.texts("tags").collect();
    assert_eq!(card["tags"], Value::from(tags), "{card}");
    let birthday = dossier
        .occasions()
        .find(|occasion| occasion.what == "birthday");
    let (day, omitted) = match birthday {
        None => (None, None),
        Some(Occasion { year, day, .. }) => match (version, year) {
            ("3.0", Some(year)) => (Some(format!("{year}-{day}")), None),
            ("3.0", None) => (Some(format!("1604-{day}")), Some("1604".to_owned())),
            (_, Some(year)) => (Some(format!("{year}-{day}").replace('-', "")), None),
            (_, None) => (
                Some(format!("--{}", day.to_string().replace('-', ""))),
                None,
            ),
        },
    };
    assert_eq!(
        (said("birthday"), said("omitted")),
        (day, omitted),
        "{card}"
    );
}

#[test]
fn another_program_reads_the_same_in_the_calendar() {
    let Some(python) = python() else {
        return;
    };
    for desk in [examples(), nasty()] {
        let today = desk::TODAY.parse().expect("a day");
        let events = read(&python, &desk, "ics", "tickler export ics --all");
        let due = dossiers(&desk)
            .into_iter()
            .filter_map(|dossier| match dossier.place() {
                Place::Day(day) => Some((day, dossier)),
                _ => None,
            });
        let due: Vec<_> = due.collect();
        assert_eq!(events.len(), due.len());
        for (day, dossier) in due {
            let event = &events[&format!("{}@tickler", dossier.id())];
            let fields = dossier.fields();
            let summary = event["summary"].as_str().expect("a text");
            let company = fields.text("company");
            let company = company.map_or_else(String::new, |company| format!(" ({company})"));
            let who = in_events(&format!("{}{company}", dossier.name()));
            let (before, behind) = summary
                .split_once(&who)
                .unwrap_or_else(|| panic!("{who:?}: {event}"));
            assert!(
                before
                    .chars()
                    .all(|letter| letter == ' ' || letter.is_alphabetic()),
                "{event}"
            );
            assert!(behind.is_empty() || behind.ends_with(" late"), "{event}");
            let told = event["description"].as_str().unwrap_or_default();
            for text in fields.texts("phones").chain(fields.text("next")) {
                assert!(told.contains(&in_events(text)), "{text}: {event}");
            }
            // Times are of this machine, which is in UTC here.
            let start = match dossier.time().filter(|_| day >= today) {
                Some(time) => format!("{day}T{time}+00:00"),
                None => day.max(today).to_string(),
            };
            assert_eq!(event["start"], start, "{event}");
            assert!(event["end"].as_str() > event["start"].as_str(), "{event}");
            let has_alarm = dossier.is_agreed() && start.contains('T');
            let alarms = event["alarms"].as_array().map(Vec::len);
            assert_eq!(alarms, Some(usize::from(has_alarm)), "{event}");
        }
    }
}

#[test]
fn a_calendar_that_is_read_again_after_a_refiling_moves_the_event() {
    let Some(python) = python() else {
        return;
    };
    let desk = Desk::after(&[
        "tickler add 'สมชาย; ใจดี, นำเข้า' --on fri --at 14:30",
        "tickler move 'สมชาย' --on fri --at 14:30 --agreed",
        "tickler add Beta --on fri",
    ]);
    let line = "tickler export ics";
    let before = read(&python, &desk, "ics", line);
    assert_eq!(read(&python, &desk, "ics", line), before, "the same twice");
    desk.answer(
        "tickler file 'สมชาย' --on 2024-07-02 -n 'Not now'; tickler edit beta --set name=Gamma",
    );
    let after = read(&python, &desk, "ics", line);
    assert!(after.keys().eq(before.keys()), "{after:?}");
    let starts = |events: &BTreeMap<String, Value>| -> Vec<String> {
        let starts = events
            .values()
            .map(|event| event["start"].as_str().expect("a day").to_owned());
        starts.collect()
    };
    assert_eq!(starts(&before), ["2024-06-14T14:30:00+00:00", "2024-06-14"]);
    assert_eq!(starts(&after), ["2024-07-02", "2024-06-14"]);
    let alarms = |events: &BTreeMap<String, Value>| -> Vec<usize> {
        let alarms = events
            .values()
            .map(|event| event["alarms"].as_array().map_or(0, Vec::len));
        alarms.collect()
    };
    assert_eq!((alarms(&before), alarms(&after)), (vec![1, 0], vec![0, 0]));
}
