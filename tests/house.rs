//! The house keeps itself: which layer may name which, how long a file may be, who may print.
//! The picture is in `src/lib.rs`; the rules are those of the design's architecture page.

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
    let text = text(path);
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    code.lines()
        .filter(is_code)
        .flat_map(|line| [line, "\n"])
        .collect()
}

#[test]
fn every_layer_names_only_those_below_it() {
    let mut wrong = Vec::new();
    for (depth, layer) in LAYERS.iter().enumerate() {
        for path in sources(&Path::new("src").join(layer)) {
            let deeds = deeds(&path);
            let above = LAYERS[..depth].iter();
            wrong.extend(
                above
                    .filter(|above| deeds.contains(&format!("crate::{above}")))
                    .map(|above| format!("{} names {above}", path.display())),
            );
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
fn only_the_edge_prints_reads_the_clock_and_the_environment() {
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
            "env::var",
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
