//! The least that looking into every dossier can cost: its file is read and parsed by `serde_json`
//! into nothing, on all cores. It runs as a process of its own, this bench called again.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde::de::IgnoredAny;

/// The word with which this bench is called to be the floor.
pub(crate) const PARSE: &str = "--parse";

/// The command that parses all dossiers below a folder.
pub(crate) fn command(folder: &Path) -> Command {
    let this = std::env::current_exe().expect("the bench knows where it is");
    let mut command = Command::new(this);
    command.arg(PARSE).arg(folder).env_clear();
    command
}

/// Reads and parses all dossiers below a folder. How many they are.
pub(crate) fn parse(folder: &Path) -> io::Result<usize> {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    let next = AtomicUsize::new(0);
    let one_hand = || -> io::Result<usize> {
        let mut parsed = 0;
        while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            let bytes = fs::read(file)?;
            let IgnoredAny = serde_json::from_slice(&bytes)?;
            parsed += 1;
        }
        Ok(parsed)
    };
    let hands = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    thread::scope(|scope| {
        let hands: Vec<_> = (0..hands).map(|_| scope.spawn(one_hand)).collect();
        let parsed = hands.into_iter().map(|hand| {
            let parsed = hand.join();
            parsed.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
        parsed.sum()
    })
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for item in fs::read_dir(folder)? {
        let item = item?;
        let path = item.path();
        if item.file_type()?.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "json") {
            files.push(path);
        }
    }
    Ok(())
}
