//! Bad bytes where good ones are expected: no panic, nothing lost, nothing touched outside the store.
//! The fixed corpus of the fuzz targets (`tests/fuzz`), what is too large to be kept there, and what
//! the commands say about it.

#[path = "../desk/mod.rs"]
mod desk;
mod incoming;
mod targets;
mod yard;

use std::fs;
use std::path::Path;

use desk::Desk;

/// Runs a target on its corpus.
fn run(name: &str, target: fn(&[u8])) {
    let folder = Path::new("tests/fuzz/corpus").join(name);
    let names = yard::listing(&folder);
    assert!(names.len() >= 8, "{name}: {names:?}");
    let kept = names.iter().map(|file| {
        let bytes = fs::read(folder.join(file)).expect("a case");
        (file.clone(), bytes)
    });
    let large = large().into_iter();
    let cases = kept.chain(large.map(|(what, bytes)| (what.to_owned(), bytes)));
    let failed: Vec<_> = cases
        .filter(|(_, bytes)| std::panic::catch_unwind(|| target(bytes)).is_err())
        .map(|(what, _)| what)
        .collect();
    assert!(failed.is_empty(), "{name}: {failed:#?}");
    desk::tell(&format!(
        "bad bytes: {name}: {} cases",
        names.len() + self::large().len()
    ));
}

/// Cases too large for a file.
fn large() -> Vec<(&'static str, Vec<u8>)> {
    let dossier = |more: &str| {
        format!(
            "{{\"format\": 1, \"id\": \"01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11\", \"manager\": \"anna\", \
             \"place\": \"2024-06-13\", \"name\": \"Ivan\"{more}}}"
        )
        .into_bytes()
    };
    let nested = |deep: usize| {
        dossier(&format!(
            ", \"x\": {}{}",
            "[".repeat(deep),
            "]".repeat(deep)
        ))
    };
    let long = |length: usize| dossier(&format!(", \"next\": \"{}\"", "x".repeat(length)));
    vec![
        ("nested 100,000 deep", "[".repeat(100_000).into_bytes()),
        (
            "objects 100,000 deep",
            "{\"a\":".repeat(100_000).into_bytes(),
        ),
        ("a field nested 100,000 deep", nested(100_000)),
        ("a field nested 127 deep", nested(127)),
        ("a field nested 126 deep", nested(126)),
        ("a field nested 123 deep", nested(123)),
        ("4 MiB and a byte", vec![b' '; (4 << 20) + 1]),
        ("just under 4 MiB", long((4 << 20) - 200)),
        (
            "a number of 100,000 digits",
            dossier(&format!(", \"x\": {}", "9".repeat(100_000))),
        ),
        (
            "a million brackets closed",
            "]".repeat(1_000_000).into_bytes(),
        ),
        ("100,000 words", "in ".repeat(100_000).into_bytes()),
    ]
}

#[test]
fn a_dossier_file() {
    run("dossier", targets::dossier);
}

#[test]
fn two_copies_of_a_dossier() {
    run("merge", targets::merge);
}

#[test]
fn the_words_of_a_date() {
    run("date", targets::date);
}

#[test]
fn a_journal() {
    run("journal", targets::journal);
}

#[test]
fn the_settings() {
    run("settings", targets::settings);
}

#[test]
fn a_stream_of_vcards() {
    run("vcard", incoming::vcard);
}

#[test]
fn a_list_of_clients() {
    run("list", incoming::list);
}

#[test]
fn a_file_of_whole_dossiers() {
    run("archive", incoming::archive);
}

#[test]
fn the_lines_of_a_day_sheet() {
    run("mark", incoming::mark);
}

#[test]
fn a_template() {
    run("template", incoming::template);
}

#[test]
fn a_form() {
    run("form", incoming::form);
}

/// What is read is shown without harm, and no command panics over it.
#[test]
fn commands_over_all_bad_dossiers() {
    let desk = Desk::new();
    desk.answer("tickler add Beta --on today");
    let folder = Path::new("tests/fuzz/corpus/dossier");
    let files = yard::listing(folder);
    for (number, file) in files.iter().enumerate() {
        let bytes = fs::read(folder.join(file)).expect("a case");
        // Of an id of its own where it has the one that most have, so that they are no copies.
        let id = format!("01900f5e-6a3c-7cc2-9d6e-0f4e6ddc3{number:03}");
        let bytes = replaced(
            &bytes,
            b"01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11",
            id.as_bytes(),
        );
        desk.write(&format!("managers/anna/2024-06-13/h{number}.json"), bytes);
    }
    let before = desk.snapshot();
    let looks = [
        "tickler today --cards",
        "tickler list",
        "tickler list --json",
        "tickler find a",
        "tickler binder",
        "tickler week",
        "tickler check",
        "tickler check --json",
        "tickler log",
        "tickler show beta",
        "tickler file beta --on fri --dry-run",
    ];
    for line in looks {
        in_words(&desk, line);
    }
    for number in 0..files.len() {
        in_words(&desk, &format!("tickler show h{number} --all"));
        in_words(&desk, &format!("tickler show h{number} --json"));
    }
    assert!(before == desk.snapshot(), "a look has changed something");
    for line in [
        "tickler move --from 2024-06-13 --on 2024-06-20 --yes",
        "tickler undo --yes",
        "tickler check --repair",
        "tickler check",
        "tickler undo --yes",
    ] {
        in_words(&desk, line);
    }
    let names: Vec<_> = fs::read_dir(desk.store().with_file_name("."))
        .expect("the desk")
        .map(|item| item.expect("an item").file_name())
        .collect();
    assert_eq!(names.len(), 2, "the binder and the home: {names:?}");
}

/// The bytes with others of the same length in place of some.
fn replaced(bytes: &[u8], some: &[u8], others: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for at in 0..(bytes.len() + 1).saturating_sub(some.len()) {
        if bytes[at..].starts_with(some) {
            bytes[at..at + some.len()].copy_from_slice(others);
        }
    }
    bytes
}

/// A command ends with a status of its own and says nothing that a terminal would obey.
fn in_words(desk: &Desk, line: &str) {
    let output = desk.output(line);
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    assert!(
        matches!(output.status.code(), Some(0..=4)),
        "{line}: {:?}: {said}",
        output.status
    );
    assert!(!said.contains("panicked"), "{line}: {said}");
    let control = |letter: char| letter.is_control() && letter != '\n';
    assert!(!said.contains(control), "{line}: {said:?}");
}

/// Of two values one would be lost with the next change.
#[test]
fn a_setting_that_stands_twice_is_named() {
    let desk = Desk::new();
    desk.write(
        "binder.json",
        "{\n  \"capacity\": 20,\n  \"capacity\": 40\n}\n",
    );
    assert_eq!(
        desk.run("tickler config front_days 3"),
        "$ tickler config front_days 3\n\
         ! error: binder/binder.json: line 3, column 12: `capacity` stands twice\n\
         ! hint: nothing was changed in it; mend it in an editor: `$EDITOR binder/binder.json`\n(1)\n"
    );
}
