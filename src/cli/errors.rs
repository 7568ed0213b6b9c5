//! How an error is told, and which exit status it has.

use std::io::{self, Write};
use std::process::ExitCode;

use super::draft::EditorFailed;
use super::notifier::NotifierFailed;
use super::opener::OpenerFailed;
use super::sender::SenderFailed;
use crate::binder::Candidate;
use crate::binder::Refusal;
use crate::binder::refusal::RefusalKind;
use crate::commands::Unwritten;
use crate::render::error_as_json;
use crate::render::harmless::harmless;
use crate::store::{BadFile, PutOff};

/// How many clients who could be meant are named to a person.
const MOST_NAMED: usize = 10;

/// How many bad rows of a list are told to a person.
const MOST_LINES: usize = 20;

/// Tells an error with the way out.
pub(super) fn report(error: &anyhow::Error, json: bool) -> ExitCode {
    let refusal = error.downcast_ref::<Refusal>();
    if json {
        let candidates = refusal.map_or(&[][..], Refusal::candidates);
        let hint = hint(error);
        say(&error_as_json(
            &format!("{error:#}"),
            hint.as_deref(),
            candidates,
        ));
    } else {
        for line in lines(error) {
            say(&line);
        }
    }
    match refusal.map(Refusal::kind) {
        Some(RefusalKind::Misspoken) => ExitCode::from(2),
        Some(RefusalKind::Unknown) => ExitCode::from(3),
        Some(RefusalKind::Refused) => ExitCode::from(4),
        None => ExitCode::FAILURE,
    }
}

/// An error as it is told to a person: what it is, whom it may be about, and the way out.
pub(super) fn lines(error: &anyhow::Error) -> Vec<String> {
    let refusal = error.downcast_ref::<Refusal>();
    let candidates = refusal.map_or(&[][..], Refusal::candidates);
    let (of_all, each) = refusal
        .and_then(Refusal::lines)
        .unwrap_or_else(|| (format!("{error:#}"), Vec::new()));
    let mut lines = vec![format!("error: {of_all}")];
    lines.extend(each.iter().take(MOST_LINES).map(|line| format!("  {line}")));
    if each.len() > MOST_LINES {
        let more = with_thousands(each.len() - MOST_LINES);
        lines.push(format!("  … and {more} more"));
    }
    let mut lines: Vec<String> = lines
        .iter()
        .map(|line| harmless(line).into_owned())
        .collect();
    let named = candidates.iter().take(MOST_NAMED);
    lines.extend(named.map(|candidate| harmless(&described(candidate)).into_owned()));
    if candidates.len() > MOST_NAMED {
        let more = with_thousands(candidates.len() - MOST_NAMED);
        lines.push(format!("  … and {more} more"));
    }
    let hint = hint(error);
    lines.extend(hint.map(|hint| harmless(&format!("hint: {hint}")).into_owned()));
    lines
}

/// The way out.
fn hint(error: &anyhow::Error) -> Option<String> {
    let refusal = error.downcast_ref::<Refusal>();
    let bad_file = error.downcast_ref::<BadFile>();
    let unwritten = error.downcast_ref::<Unwritten>();
    unwritten
        .map(Unwritten::hint)
        .or_else(|| refusal.map(Refusal::hint))
        .or_else(|| bad_file.map(BadFile::hint))
        .or_else(|| error.downcast_ref().map(EditorFailed::hint))
        .or_else(|| error.downcast_ref().map(OpenerFailed::hint))
        .or_else(|| error.is::<NotifierFailed>().then(NotifierFailed::hint))
        .or_else(|| {
            error
                .downcast_ref::<SenderFailed>()
                .map(|_| SenderFailed::hint())
        })
        .or_else(|| machine_hint(error))
}

/// Tells that an answer can't be printed, and where what it is about is to be seen.
pub(super) fn not_printed(error: &io::Error, hint: Option<&str>, json: bool) -> ExitCode {
    let text = format!("the answer can't be printed: {error}");
    if json {
        say(&error_as_json(&text, hint, &[]));
    } else {
        say(&format!("error: {text}"));
        if let Some(hint) = hint {
            say(&format!("hint: {hint}"));
        }
    }
    ExitCode::FAILURE
}

/// `1,990`.
fn with_thousands(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .filter_map(|group| std::str::from_utf8(group).ok())
        .collect();
    groups.join(",")
}

/// `  ivanov-ivan  Ivan Ivanov, Romashka Ltd, +370 600 12345`.
fn described(candidate: &Candidate) -> String {
    let about = [
        Some(&candidate.name),
        candidate.company.as_ref(),
        candidate.phone.as_ref(),
    ];
    let about: Vec<&str> = about.into_iter().flatten().map(String::as_str).collect();
    format!("  {}  {}", candidate.client, about.join(", "))
}

/// The way out of what the machine says.
fn machine_hint(outer: &anyhow::Error) -> Option<String> {
    let error = outer.root_cause().downcast_ref::<io::Error>()?;
    if outer.downcast_ref::<PutOff>().is_some() {
        let hint = "once that is seen to, any command puts the rest in its place: tickler check";
        return Some(hint.to_owned());
    }
    let hint = match error.kind() {
        io::ErrorKind::NotFound => "name another folder: --dir DIR, or TICKLER_DIR",
        io::ErrorKind::NotADirectory => "name a folder: --dir DIR, or TICKLER_DIR",
        // What the store says itself of a link or a file where a folder belongs, and of what is no
        // file where one belongs.
        io::ErrorKind::InvalidData => {
            "put in its place what belongs there; see what else is odd: tickler check"
        }
        io::ErrorKind::InvalidInput => "look what it is, and move it out of the store: ls -l",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "look at its owner and mode with ls -ld, or name another folder: --dir DIR"
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "make room on the disk and say it again; nothing is half done"
        }
        io::ErrorKind::FileTooLarge => {
            "raise the limit on the size of files and say it again: ulimit -f unlimited"
        }
        _ => return None,
    };
    Some(hint.to_owned())
}

/// Prints a line on the error stream. One that can't be printed has nowhere else to go.
pub(super) fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}
