//! What README.md says is so: every console block is run, word for word, from the top to the bottom
//! in one shell, as a reader would do it in a fresh checkout.

mod desk;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use desk::Desk;

/// The commands that need cargo, which stand in `sh` blocks.
const CARGO: [&str; 3] = [
    "cargo run --release -- --dir examples/june-2024 --today 2024-06-13 today",
    "cargo test",
    "cargo install --path . --locked",
];

/// What stands between the answers of two commands.
const MARK: &str = "\u{1e}";

fn readme() -> String {
    fs::read_to_string("README.md").expect("the README")
}

/// The content of all fenced blocks in this language, in order.
fn blocks(language: &str) -> Vec<String> {
    let text = readme();
    let fence = format!("\n```{language}\n");
    let blocks = text.split(&fence).skip(1);
    blocks
        .map(|rest| rest.split("```").next().unwrap_or_default().to_owned())
        .collect()
}

/// The commands of the console blocks, each with the answer that the README shows.
fn shown() -> Vec<(String, String)> {
    let mut shown: Vec<(String, String)> = Vec::new();
    for line in blocks("console").concat().lines() {
        match (line.strip_prefix("$ "), shown.last_mut()) {
            (Some(command), _) => shown.push((command.to_owned(), String::new())),
            (None, Some((_, answer))) => answer.extend([line, "\n"]),
            (None, None) => panic!("an answer without a command: {line}"),
        }
    }
    shown
}

/// A checkout, as far as the README needs it: with a copy of the example store, so that whatever the
/// README does the one in the repository stays as it is.
fn checkout() -> Desk {
    let desk = Desk::new()
        .with("TICKLER_TODAY", "")
        .with("TICKLER_MANAGER", "")
        .with("TICKLER_DIR", "");
    desk.answer(&format!(
        "mkdir home examples && cp -r '{}/examples/june-2024' examples",
        env!("CARGO_MANIFEST_DIR")
    ));
    desk
}

#[test]
fn every_console_block_answers_word_for_word() {
    let shown = shown();
    assert!(shown.len() > 12, "{} commands", shown.len());
    let desk = checkout();
    let before = files(&example());
    let commands = shown.iter().map(|(command, _)| command.as_str());
    let marks = commands.map(|command| format!("{command}\nprintf '\\036'\n"));
    let script: String = marks.collect();
    let session = format!("exec 2>&1; unset TICKLER_DIR; HOME=$PWD/home\n{script}");
    let said = desk.answer(&session);
    let answers: Vec<&str> = said.split_terminator(MARK).collect();
    assert_eq!(answers.len(), shown.len(), "{said}");
    for ((command, answer), said) in shown.iter().zip(answers) {
        assert_eq!(said, answer, "$ {command}");
        let clock = said.split_whitespace().find(|word| is_moment(word));
        assert_eq!(clock, None, "$ {command} shows the clock");
    }
    assert!(before == files(&example()), "the example store was changed");
}

/// `2024-06-13T14:05:09.123456+02:00`.
fn is_moment(word: &str) -> bool {
    word.contains('T') && word.matches(':').count() > 2
}

#[test]
fn what_needs_cargo_is_what_the_binary_says() {
    let lines = blocks("sh").concat();
    assert_eq!(lines.lines().collect::<Vec<_>>(), CARGO);
    let ci = fs::read_to_string(".ci/run").expect("what decides whether a change may land");
    assert!(ci.contains(CARGO[1]));

    // `cargo run -- ARGS` is the binary with ARGS, which is what the README shows.
    let args = CARGO[0].split_once(" -- ").expect("arguments").1;
    let answer = shown()
        .into_iter()
        .find(|(command, _)| *command == format!("tickler {args}"));
    let (_, answer) = answer.expect("a picture of it");
    let before = files(&example());
    let output = here(args);
    assert_eq!(String::from_utf8_lossy(&output.stdout), answer);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert!(before == files(&example()), "the example store was changed");
}

/// The binary in the repository itself.
fn here(args: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tickler"))
        .args(args.split(' '))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_clear()
        .env("COLUMNS", "80")
        .env("HOME", "/nowhere")
        .output()
        .expect("the binary runs")
}

#[test]
fn the_form_that_is_shown_is_read() {
    let desk = Desk::new();
    desk.write("forms/needs.json", &blocks("json")[0]);
    let listed = desk.json("tickler --json form --list");
    assert_eq!(listed["forms"][0]["title"], "Needs");
    assert_eq!(listed["unreadable"], serde_json::json!([]));
}

#[test]
fn the_config_that_is_shown_is_understood() {
    let json = blocks("json");
    assert_eq!(json.len(), 2);
    let desk = checkout();
    desk.write("../home/.config/tickler/config.json", &json[1]);
    let own: serde_json::Value = serde_json::from_str(&json[1]).expect("JSON");
    let own = own.as_object().expect("an object");
    let config = desk.json("TICKLER_DIR= tickler --json config");
    assert_eq!(config["remarks"], serde_json::json!([]));
    let settings = config["settings"].as_array().expect("a list");
    let keys = own.iter().flat_map(|(key, value)| match value.as_object() {
        Some(members) => members
            .keys()
            .map(|member| format!("{key}.{member}"))
            .collect(),
        None => vec![key.clone()],
    });
    for key in keys {
        let line = settings
            .iter()
            .find(|line| line["key"] == *key)
            .expect(&key);
        assert_eq!(line["from"], "user", "{key}");
    }
}

#[test]
fn every_command_that_is_named_is_there() {
    let text = readme();
    let help = Desk::new().answer("tickler --help");
    let known = |name: &str| help.contains(&format!("\n  {name} "));
    let mentions = text.split("`tickler ").skip(1);
    let words = mentions.filter_map(|rest| rest.split([' ', '`']).next());
    let names: Vec<&str> = words
        .filter(|name| name.starts_with(char::is_lowercase))
        .collect();
    assert!(names.len() > 8, "{names:?}");
    for name in names {
        assert!(known(name), "there is no tickler {name}");
    }
}

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/june-2024")
}

/// Every file and folder below a folder, with its bytes.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let items = fs::read_dir(folder).expect("a folder is listed");
    let mut paths: Vec<PathBuf> = items.map(|item| item.expect("an item").path()).collect();
    paths.sort();
    let each = paths.into_iter().flat_map(|path| {
        if path.is_dir() {
            let mut below = files(&path);
            below.push((path, Vec::new()));
            below
        } else {
            let bytes = fs::read(&path).expect("a file is read");
            vec![(path, bytes)]
        }
    });
    each.collect()
}
