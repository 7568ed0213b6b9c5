//! The house keeps itself: which layer may name which, how long a file may be, who may print.
//! The picture is in `src/lib.rs`; the rules are those of the design's architecture page.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The layers from the top down; each names only those below it.
const LAYERS: [&str; 6] = ["cli", "render", "commands", "store", "exchange", "binder"];

/// Crates that a layer has no business with.
const FOREIGN: [(&str, &[&str]); 4] = [
    (
        "exchange",
        &[
            "anyhow",
            "std::fs",
            "std::env",
            "clap",
            "rustix",
            "Local::now",
            "Utc::now",
        ],
    ),
    (
        "binder",
        &[
            "anyhow",
            "std::fs",
            "std::io",
            "std::env",
            "std::path",
            "clap",
            "rustix",
            "Local::now",
            "Utc::now",
        ],
    ),
    (
        "store",
        &[
            "clap",
            "comfy_table",
            "anstyle",
            "Local::now",
            "Utc::now",
            "std::env",
        ],
    ),
    (
        "commands",
        &[
            "comfy_table",
            "anstyle",
            "Local::now",
            "Utc::now",
            "std::env",
            "serde_json::to_string",
        ],
    ),
];

const LONGEST_FILE: usize = 400;

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for item in std::fs::read_dir(folder).expect("a folder of sources") {
        let path = item.expect("an item of it").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).expect("a source file")
}

/// The text without its tests and comments, which may name what they like.
fn deeds(path: &Path) -> String {
    without_tests(&text(path))
}

/// Code without comments and without the items that are there for tests only, wherever they stand.
fn without_tests(code: &str) -> String {
    let mut kept = String::new();
    let mut lines = code.lines();
    while let Some(line) = lines.next() {
        if line.trim() == "#[cfg(test)]" {
            skip_item(&mut lines);
        } else if !line.trim_start().starts_with("//") {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// Skips an item as rustfmt writes it: one line, or up to the brace below its beginning.
fn skip_item<'a>(lines: &mut impl Iterator<Item = &'a str>) {
    let Some(first) = lines.find(|line| !line.trim_start().starts_with("#[")) else {
        return;
    };
    if !first.ends_with([';', '}']) {
        let indent = first.len() - first.trim_start().len();
        let end = format!("{:indent$}}}", "");
        lines.find(|line| line.trim_end_matches(';') == end);
    }
}

/// The modules of this crate that code in `module` names, each by its path from the root: by
/// `crate::…` and `super::…`, alone or several in braces.
fn named_in(code: &str, module: &[&str]) -> Vec<Vec<String>> {
    let mut spaced = String::new();
    for letter in code.replace("::", "\u{2237}").chars() {
        match letter {
            '\u{2237}' => spaced.push_str(" :: "),
            _ if letter.is_alphanumeric() || letter == '_' => spaced.push(letter),
            _ => spaced.extend([' ', letter, ' ']),
        }
    }
    let tokens: Vec<&str> = spaced.split_whitespace().collect();
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let goes_on = at > 0 && tokens[at - 1] == "::";
        if matches!(*token, "crate" | "super") && !goes_on {
            let here: Vec<String> = module.iter().map(|&name| name.to_owned()).collect();
            walk(&tokens, at, &here, &mut found);
        }
    }
    found
}

/// Follows one path, or all of them in braces, from the token `at`; gives the token behind it.
fn walk(tokens: &[&str], at: usize, here: &[String], found: &mut Vec<Vec<String>>) -> usize {
    let mut path = here.to_vec();
    match tokens.get(at).copied() {
        Some("{") => {
            let mut next = at + 1;
            while !matches!(tokens.get(next), None | Some(&"}")) {
                let behind = walk(tokens, next, here, found);
                next = behind.max(next + 1);
            }
            return next + 1;
        }
        Some("crate") => path.clear(),
        Some("super") => drop(path.pop()),
        Some("self") => {}
        Some(name) if name.starts_with(|first: char| first.is_alphabetic() || first == '_') => {
            path.push(name.to_owned());
        }
        _ => return at,
    }
    if tokens.get(at + 1) == Some(&"::") {
        return walk(tokens, at + 2, &path, found);
    }
    found.push(path);
    at + 1
}

/// The modules that a file of the sources is in, from the root.
fn module_of(path: &Path) -> Vec<String> {
    let inside = path.strip_prefix("src").unwrap_or(path).with_extension("");
    let names = inside
        .iter()
        .map(|name| name.to_string_lossy().into_owned());
    names.filter(|name| name != "mod").collect()
}

#[test]
fn a_layer_is_seen_however_it_is_named() {
    let cases = [
        ("use crate::store::Store;", true),
        ("use crate::{binder::Place, store};", true),
        (
            "use crate::{\n    binder::{Place, line::Line},\n    store as s,\n};",
            true,
        ),
        ("use super::super::store;", true),
        ("use super::{place::Place, super::store::Store};", true),
        ("fn f(at: &crate::store::Store) {}", true),
        ("fn f() { super::super::store::look(); }", true),
        ("#[cfg(test)]\nuse x::Y;\n\nuse crate::store;", true),
        (
            "#[cfg(test)]\nmod tests {\n    use crate::store;\n}\n",
            false,
        ),
        ("// use crate::store;", false),
        ("use super::store;", false),
        ("use crate::binder::{store, Place};", false),
        ("use crate::{binder::store};", false),
        ("use store::Store;", false),
    ];
    for (code, expected) in cases {
        let named = named_in(&without_tests(code), &["binder", "place"]);
        let first = |path: &Vec<String>| path.first().is_some_and(|name| name == "store");
        assert_eq!(named.iter().any(first), expected, "{code}: {named:?}");
    }
}

#[test]
fn every_layer_names_only_those_below_it() {
    let mut wrong = Vec::new();
    for (depth, layer) in LAYERS.iter().enumerate() {
        for path in sources(&Path::new("src").join(layer)) {
            let module = module_of(&path);
            let module: Vec<&str> = module.iter().map(String::as_str).collect();
            let named = named_in(&deeds(&path), &module);
            let named: BTreeSet<&String> = named.iter().filter_map(|path| path.first()).collect();
            let above = named
                .iter()
                .filter(|name| LAYERS[..depth].contains(&name.as_str()));
            wrong.extend(above.map(|above| format!("{} names {above}", path.display())));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_layer_keeps_to_its_own_business() {
    let mut wrong = Vec::new();
    for (layer, foreign) in FOREIGN {
        for path in sources(&Path::new("src").join(layer)) {
            let deeds = deeds(&path);
            let named = foreign.iter().filter(|name| deeds.contains(**name));
            wrong.extend(named.map(|name| format!("{} names {name}", path.display())));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn only_the_edge_prints_reads_the_clock_the_keys_and_the_environment() {
    let mut wrong = Vec::new();
    for path in sources(Path::new("src")) {
        if path.starts_with("src/cli") || path.ends_with("main.rs") {
            continue;
        }
        let deeds = deeds(&path);
        for call in [
            "println!",
            "eprintln!",
            "print!(",
            "stdout()",
            "stderr()",
            "process::exit",
            "Local::now",
            "Utc::now",
            "SystemTime",
            "Instant",
            "env::var",
            "crossterm",
            "signal_hook",
            "open::that",
            "Command::new",
        ] {
            if deeds.contains(call) {
                wrong.push(format!("{} has {call}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_file_is_too_long_and_no_drawer_is_called_util() {
    let mut wrong = Vec::new();
    let folders = ["src", "tests", "benches", "examples"].map(Path::new);
    for path in folders
        .into_iter()
        .filter(|folder| folder.is_dir())
        .flat_map(sources)
    {
        let lines = text(&path).lines().count();
        if lines > LONGEST_FILE {
            wrong.push(format!("{} has {lines} lines", path.display()));
        }
        let drawer = ["util", "helper", "common", "misc"];
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if drawer.iter().any(|drawer| name.contains(drawer)) {
            wrong.push(format!("{} is a drawer", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A lint is suppressed where it stands, with the reason.
#[test]
fn no_lint_is_allowed_without_a_reason() {
    let wrong: Vec<_> = sources(Path::new("src"))
        .into_iter()
        .filter(|path| text(path).contains("#[allow") || text(path).contains("#![allow"))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
