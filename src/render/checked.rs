//! What a check has found: by what it is, what that means and what to do, then which files.

use serde_json::{Value, json};

use super::cell::Cell;
use super::harmless::harmless;
use super::table::Table;
use super::words::{self, Count};
use super::{Paper, style};
use crate::commands::Checked;
use crate::store::{Finding, NamedPaper, Trouble};

pub(super) fn text(checked: &Checked, paper: Paper) -> String {
    let checkup = &checked.checkup;
    let findings = &checkup.findings;
    let dossiers = Count(checkup.dossiers, "dossier");
    let managers = Count(checkup.managers, "manager");
    if findings.is_empty() {
        let papers = match checkup.papers {
            0 => String::new(),
            papers => format!("; {}, each whole", Count(papers, "paper")),
        };
        return format!("All right: {dossiers} of {managers}, each behind one place{papers}.\n");
    }
    let (mended, open): (Vec<&Finding>, Vec<&Finding>) =
        findings.iter().partition(|finding| finding.mended);
    let mut parts = groups(&mended, done, paper);
    parts.extend(groups(&open, heading, paper));
    let found = Count(findings.len(), "finding");
    let mended = match mended.len() {
        0 => String::new(),
        all if all == findings.len() => ", mended".to_owned(),
        some => format!(", {some} of them mended"),
    };
    parts.push(format!("{found} in {dossiers} of {managers}{mended}.\n"));
    parts.join("\n")
}

/// The findings of one kind under what is to be said of them.
fn groups(findings: &[&Finding], says: fn(&Trouble) -> &'static str, paper: Paper) -> Vec<String> {
    let of_a_kind = |one: &&Finding, other: &&Finding| what(&one.trouble) == what(&other.trouble);
    let group = |group: &[&Finding]| {
        let mut heading = Table::new(&[""]);
        heading.row([Cell::new(says(&group[0].trouble)).styled(style::HEADING)]);
        let mut part = heading.to_string(paper.width);
        part.extend(group.iter().map(|finding| line(finding)));
        part
    };
    findings.chunk_by(of_a_kind).map(group).collect()
}

fn line(finding: &Finding) -> String {
    let path = finding.path.display().to_string();
    let detail = detail(&finding.trouble);
    let colon = if detail.is_empty() { "" } else { ": " };
    format!("  {}\n", harmless(&format!("{path}{colon}{detail}")))
}

/// What it is in one word, for programs.
fn what(trouble: &Trouble) -> &'static str {
    match trouble {
        Trouble::Settings { .. } => "settings",
        Trouble::Unreadable { .. } => "unreadable",
        Trouble::Unwritable { .. } => "unwritable",
        Trouble::ClosedFolder { .. } => "closed-folder",
        Trouble::Link => "link",
        Trouble::ManagerName => "manager-name",
        Trouble::NearlyAPlace { .. } => "nearly-a-place",
        Trouble::BehindLater { .. } => "behind-later",
        Trouble::MissingSlip { .. } => "missing-slip",
        Trouble::MissingPaper { .. } => "missing-paper",
        Trouble::SpoiltPaper { .. } => "spoilt-paper",
        Trouble::UnnamedPaper { .. } => "unnamed-paper",
        Trouble::SharedSlug { .. } => "shared-name",
        Trouble::Copy { .. } => "copy",
        Trouble::OtherManager { .. } => "other-manager",
        Trouble::Misplaced { .. } => "misplaced",
        Trouble::NotASlug => "odd-name",
        Trouble::HandEdited { .. } => "hand-edited",
        Trouble::Occasion { .. } => "occasion",
        Trouble::Template { .. } => "template",
        Trouble::Promise { .. } => "promise",
        Trouble::Calling { .. } => "calling",
        Trouble::Form { .. } => "form",
        Trouble::Journal { .. } => "journal",
        Trouble::Forgotten => "forgotten",
        Trouble::StaleSlip { .. } => "stale-slip",
        Trouble::Draft => "draft",
        Trouble::Leftover => "leftover",
        Trouble::UnknownFile => "unknown-file",
        Trouble::UnknownFolder => "unknown-folder",
    }
}

/// What a repair did about it.
fn done(trouble: &Trouble) -> &'static str {
    match trouble {
        Trouble::BehindLater { .. } | Trouble::Misplaced { .. } => "Put where they belong:",
        Trouble::OtherManager { .. } => "Put into the binder that they say:",
        Trouble::SharedSlug { .. } | Trouble::NotASlug => {
            "Given a file name of their own, by which they can be typed:"
        }
        Trouble::Copy { .. } => "Made one with the dossier:",
        Trouble::HandEdited { .. } => "Taken into the history, as changed by hand:",
        Trouble::Journal { .. } => "Set aside beside it, so that the store can be changed again:",
        Trouble::Forgotten => "Erased again:",
        Trouble::MissingSlip { .. } => "Made again:",
        Trouble::StaleSlip { .. } | Trouble::Draft | Trouble::UnnamedPaper { .. } => "Removed:",
        Trouble::Leftover => "Merged into the dossier, and removed:",
        // What needs a decision is not mended by a repair; it may have gone meanwhile.
        _ => "Gone meanwhile:",
    }
}

/// What it means, and what to do.
fn heading(trouble: &Trouble) -> &'static str {
    match trouble {
        Trouble::Settings { .. } => {
            "The settings can't be read, so no other command works: mend the file in an editor."
        }
        Trouble::Unreadable { .. } => {
            "Dossiers that can't be read. They show in no list until they are mended in an editor:"
        }
        Trouble::Unwritable { .. } => {
            "Dossiers that can't be written anew, since they could not be read again. They are left \
             as they are until something is taken out of them in an editor:"
        }
        Trouble::ClosedFolder { .. } => {
            "Folders that can't be opened. Nothing in them is seen: look at owner and mode (ls -ld)."
        }
        Trouble::Link => {
            "Symbolic links. None is followed, so nothing behind them is seen: put what they point \
             to in their place."
        }
        Trouble::ManagerName => {
            "Folders that can be no manager's. Nothing in them is seen: rename them."
        }
        Trouble::NearlyAPlace { .. } => {
            "Folders that are nearly a place. Nothing in them is seen: rename them."
        }
        Trouble::BehindLater { .. } => {
            "Behind a later place than the dossier says, so it is missed on its day: move the file, \
             or the client with tickler file or move."
        }
        Trouble::MissingSlip { .. } => {
            "Slips that are missing, so a promise, an offer, an occasion or word for a colleague is \
             not seen on its day: tickler check --repair makes them again."
        }
        Trouble::MissingPaper { .. }
        | Trouble::SpoiltPaper { .. }
        | Trouble::UnnamedPaper { .. } => heading_of_papers(trouble),
        Trouble::SharedSlug { .. } => {
            "Two clients with one file name, so neither can be typed: rename one of the files."
        }
        Trouble::Copy { .. } => {
            "Second files of one dossier. They are read as one, and the next change of the client \
             makes them one."
        }
        Trouble::OtherManager { .. } => {
            "In a binder that is not the one the dossier says. It shows where it stands, and the \
             next change of the client moves it; if a folder was renamed, rename it back."
        }
        Trouble::Misplaced { .. } => {
            "Behind an earlier place than the dossier says. It harms nothing, and the next change of \
             the client moves it, or tickler check --repair."
        }
        Trouble::NotASlug => {
            "File names by which no client can be typed: rename them to small letters, digits and -."
        }
        Trouble::HandEdited { .. } => {
            "Fields changed with an editor, with no entry in the history yet. They hold, and the \
             next change of the client takes them in."
        }
        Trouble::Occasion { .. } => {
            "Occasions that can't be read, so they never come up: in an editor write each like \
             \"birthday: 1980-04-15\" or \"birthday: --04-15\"."
        }
        Trouble::Template { .. } => {
            "Templates with an error. No letter is written from them until they are mended:"
        }
        Trouble::Promise { .. } => {
            "Promises that can't be read. Without a text they don't count, without a day they come up \
             on none: in an editor write each like { \"text\": \"Send the estimate\", \"due\": \
             \"2024-06-14\" }."
        }
        Trouble::Calling { .. } => {
            "Call hours, time zones and cadences that can't be read, so nothing goes by them: say \
             them anew, as in tickler edit CLIENT --hours 9-12 --zone Europe/Vilnius --every 6w."
        }
        Trouble::Form { .. } => {
            "Own forms that can't be read, so nobody is asked them: mend them in an editor."
        }
        Trouble::Journal { .. } => {
            "A change of many dossiers that can't be finished, so nothing can be changed here: \
             tickler check --repair sets it aside."
        }
        Trouble::Forgotten => {
            "Copies of a client who was erased. They are not shown: tickler check --repair erases \
             them."
        }
        Trouble::StaleSlip { .. } => {
            "Slips for what is not to be seen there any more. They show nothing, and the next change \
             of the client removes them, or tickler check --repair."
        }
        Trouble::Draft => "Drafts of writes that were cut short. They are not read: remove them.",
        Trouble::Leftover => {
            "Left by a synchroniser, a merge or an editor. They are not read: look what is in them, \
             then remove them."
        }
        Trouble::UnknownFile => {
            "Files that tickler doesn't know, and doesn't read: move them away."
        }
        Trouble::UnknownFolder => {
            "Folders that tickler doesn't know. Nothing in them is seen: move them away."
        }
    }
}

fn heading_of_papers(trouble: &Trouble) -> &'static str {
    match trouble {
        Trouble::MissingPaper { .. } => {
            "Papers that are not where they are to lie: bring them back from a backup or a \
             colleague's copy, put them in anew with tickler attach, or take them out of the list with \
             tickler attach CLIENT --remove N."
        }
        Trouble::SpoiltPaper { .. } => {
            "Papers whose content was changed or damaged. Bring them back from a backup or a \
             colleague's copy, or put the right file in anew with tickler attach."
        }
        _ => {
            "Papers for more than a day that no entry of their dossier names. Nobody sees them: \
             tickler check --repair removes those whose dossier is here."
        }
    }
}

fn detail(trouble: &Trouble) -> String {
    match trouble {
        Trouble::Settings { why }
        | Trouble::Unreadable { why }
        | Trouble::Unwritable { why }
        | Trouble::ClosedFolder { why }
        | Trouble::Template { why }
        | Trouble::Form { why }
        | Trouble::Journal { why } => why.clone(),
        Trouble::NearlyAPlace { place } => format!("rename it to {place}"),
        Trouble::BehindLater { place } | Trouble::Misplaced { place } => format!("says {place}"),
        Trouble::MissingPaper { paper } => named(paper),
        Trouble::SpoiltPaper { paper, why } => {
            let paper = paper.as_ref().map(|paper| named(paper) + ": ");
            paper.unwrap_or_default() + why
        }
        Trouble::SharedSlug { with } => format!("another client is {}", with.display()),
        Trouble::Copy { of } => format!("the same dossier as {}", of.display()),
        Trouble::OtherManager { manager } => format!("says {manager}"),
        Trouble::Occasion { text } | Trouble::Promise { text } => text.clone(),
        Trouble::Calling { key, text } => format!("{key}: {text}"),
        Trouble::HandEdited { fields } => words::and_list(fields).to_string(),
        Trouble::Link
        | Trouble::ManagerName
        | Trouble::UnnamedPaper { .. }
        | Trouble::MissingSlip { .. }
        | Trouble::StaleSlip { .. }
        | Trouble::NotASlug
        | Trouble::Forgotten
        | Trouble::Draft
        | Trouble::Leftover
        | Trouble::UnknownFile
        | Trouble::UnknownFolder => String::new(),
    }
}

/// `offer.pdf of ivan-ivanov`.
fn named(paper: &NamedPaper) -> String {
    format!("{} of {}", paper.name, paper.client)
}

pub(super) fn json(checked: &Checked) -> Value {
    let findings = checked.checkup.findings.iter().map(|finding| {
        json!({
            "what": what(&finding.trouble), "path": finding.path.display().to_string(),
            "detail": detail(&finding.trouble), "mended": finding.mended,
        })
    });
    json!({
        "folder": checked.folder.display().to_string(), "dossiers": checked.checkup.dossiers,
        "papers": checked.checkup.papers,
        "findings": findings.collect::<Vec<_>>(),
    })
}
