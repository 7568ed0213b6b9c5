//! What a program did to files, read from the log of `strace -f -y`.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// One thing that was done, and did not fail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Deed {
    /// A file was opened that is made if it is not there.
    Open(PathBuf),
    /// A file was written.
    Write(PathBuf),
    /// A file or a folder was flushed.
    Flush(PathBuf),
    /// The whole file system was flushed.
    FlushAll,
    /// A file was renamed.
    Rename(PathBuf, PathBuf),
    /// A folder was made.
    Make(PathBuf),
    /// A file was removed.
    Remove(PathBuf),
    /// The answer was given.
    Answer,
}

/// The calls that must be traced.
pub(crate) const CALLS: &str = "openat,open,creat,write,pwrite64,writev,pwritev,pwritev2,\
    copy_file_range,sendfile,ftruncate,truncate,fsync,fdatasync,sync,syncfs,sync_file_range,\
    rename,renameat,renameat2,link,linkat,symlink,symlinkat,mkdir,mkdirat,unlink,unlinkat";

/// Reads a log.
///
/// # Panics
/// At a call that is not known here: it might be a way to write past the eyes of the test.
pub(crate) fn deeds(log: &str) -> Vec<Deed> {
    let mut begun: HashMap<&str, String> = HashMap::new();
    let mut deeds = Vec::new();
    for line in log.lines() {
        let (pid, rest) = line.split_once(' ').expect("a process and what it did");
        let rest = rest.trim_start();
        if rest.starts_with("+++") || rest.starts_with("---") {
            continue;
        }
        if let Some(start) = rest.strip_suffix("<unfinished ...>") {
            begun.insert(pid, start.trim_end().to_owned());
            continue;
        }
        let whole = match rest.split_once(" resumed>") {
            Some((_, end)) if rest.starts_with("<...") => {
                begun.remove(pid).expect("the call's beginning") + end
            }
            _ => rest.to_owned(),
        };
        deeds.extend(deed(&whole));
    }
    deeds
}

fn deed(call: &str) -> Option<Deed> {
    let (before, result) = call.rsplit_once(" = ").expect("a call and its result");
    if result.starts_with('-') {
        return None;
    }
    let (name, arguments) = before.split_once('(').expect("a call and its arguments");
    let arguments = arguments.trim_end().strip_suffix(')').expect("a bracket");
    let arguments = split(arguments);
    let argument = |number: usize| arguments[number].as_str();
    let path_at = |number: usize| held(argument(number)).join(quoted(argument(number + 1)));
    match name {
        "openat" => argument(2)
            .contains("O_CREAT")
            .then(|| Deed::Open(path_at(0))),
        "open" if !argument(1).contains("O_CREAT") => None,
        "write" if argument(0).starts_with("1<") => Some(Deed::Answer),
        "write" if argument(0).starts_with("2<") => None,
        "write" => Some(Deed::Write(held(argument(0)))),
        "fsync" | "fdatasync" => Some(Deed::Flush(held(argument(0)))),
        "syncfs" => Some(Deed::FlushAll),
        "rename" => Some(Deed::Rename(
            quoted(argument(0)).into(),
            quoted(argument(1)).into(),
        )),
        "renameat" | "renameat2" => Some(Deed::Rename(path_at(0), path_at(2))),
        "mkdir" => Some(Deed::Make(quoted(argument(0)).into())),
        "mkdirat" => Some(Deed::Make(path_at(0))),
        "unlink" => Some(Deed::Remove(quoted(argument(0)).into())),
        "unlinkat" => Some(Deed::Remove(path_at(0))),
        _ => panic!("a call that this test doesn't know: {call}"),
    }
}

/// The arguments of a call; a comma in a text is none between them.
fn split(arguments: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let (mut in_text, mut escaped) = (false, false);
    for letter in arguments.chars() {
        match letter {
            ',' if !in_text => {
                all.push(String::new());
                continue;
            }
            '"' if !escaped => in_text = !in_text,
            _ => {}
        }
        escaped = letter == '\\' && !escaped;
        all.last_mut().expect("an argument").push(letter);
    }
    all.iter()
        .map(|argument| argument.trim().to_owned())
        .collect()
}

/// The path behind an open file: `3</tmp/binder>`.
fn held(argument: &str) -> PathBuf {
    let (_, path) = argument.split_once('<').expect("the path of an open file");
    Path::new(path.trim_end_matches('>')).to_owned()
}

/// A text without its quotes. The names of the test have nothing that strace would write otherwise.
fn quoted(argument: &str) -> &str {
    let text = argument.strip_prefix('"').expect("a text");
    text.strip_suffix('"').expect("a whole text")
}
