//! What the jobs of a morning take: whole processes of the release binary, measured against floors
//! that are measured in the same run.
//!
//! ```text
//! cargo bench --bench morning                     at 1,000, 10,000 and 100,000 dossiers
//! cargo bench --bench morning -- 1000 10000       at other sizes
//! cargo bench --bench morning -- file search      only some of: today show file search review stats
//!                                                 costs handover team
//! ```
//!
//! Times are medians of runs that take turns, with warm caches. Stores are kept under `target/`.

mod clients;
mod desk;
mod floor;
mod jobs;
mod machine;
mod measure;
mod parse;
mod review;
mod store;
mod table;
mod team;

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use desk::Desk;
use table::say;

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.as_slice() {
        [word, home, round] if word == floor::REFILE => {
            floor::refile(Path::new(home), round).map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS)
        }
        [word, folder] if word == parse::PARSE => {
            parse::parse(Path::new(folder)).map_or(ExitCode::FAILURE, |_| ExitCode::SUCCESS)
        }
        [word, count] if word == floor::HAND_OVER => {
            floor::hand_over(count).map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS)
        }
        // `cargo test --benches` comes here: no test measures seconds.
        args if !args.iter().any(|arg| arg == "--bench") => {
            say("nothing is measured in a test: cargo bench --bench morning");
            ExitCode::SUCCESS
        }
        args => {
            let words = args.iter().filter(|arg| !arg.starts_with('-'));
            let (sizes, parts): (Vec<_>, Vec<_>) =
                words.partition(|word| word.parse::<usize>().is_ok());
            let sizes: Vec<usize> = sizes.iter().filter_map(|size| size.parse().ok()).collect();
            bench(if sizes.is_empty() { &SIZES } else { &sizes }, &parts);
            ExitCode::SUCCESS
        }
    }
}

/// Measures at these sizes: these parts, or if none is named, all.
fn bench(sizes: &[usize], parts: &[&String]) {
    let start = Instant::now();
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("morning");
    std::fs::create_dir_all(&home).expect("a folder for the stores");
    let desks: Vec<Desk> = sizes.iter().map(|size| Desk::new(&home, *size)).collect();
    let largest = sizes.iter().copied().max().unwrap_or_default();
    // What was just written is on its way to the disk, and would be in the way of what flushes.
    rustix::fs::sync();
    say(&format!("{}\n", machine::description(&home)));
    let all: [(&str, &dyn Fn()); 9] = [
        ("today", &|| jobs::opening(&desks)),
        ("show", &|| jobs::showing(&desks)),
        ("file", &|| jobs::filing(&desks, &home)),
        ("search", &|| jobs::searching(&desks)),
        ("review", &|| review::reviewing(&home)),
        ("stats", &|| review::counting(&home)),
        ("costs", &|| jobs::costs(&desks, &home)),
        ("handover", &|| team::handing_over(&home)),
        ("team", &|| team::looking_at_all(&home, largest)),
    ];
    for (part, measure) in all {
        if parts.is_empty() || parts.iter().any(|named| *named == part) {
            measure();
        }
    }
    for desk in &desks {
        desk.restore();
    }
    say(&format!("measured in {} s", start.elapsed().as_secs()));
}
