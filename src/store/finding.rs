//! What a check can find, as values; the words are in the render layer.

use std::path::PathBuf;

use uuid::Uuid;

use super::slip::Pointer;
use super::spot::Spot;
use crate::binder::Place;

/// What a walk through the store has found.
#[derive(Clone, Debug, Default)]
pub struct Checkup {
    /// How many dossiers can be read; copies count once.
    pub dossiers: usize,
    /// How many papers are there and whole.
    pub papers: usize,
    /// How many of them no dossier names, without that being a finding yet.
    pub unnamed_papers: usize,
    /// How many managers have a binder.
    pub managers: usize,
    /// What is not as it is to be: by what it is, then by path.
    pub findings: Vec<Finding>,
    /// How many files and folders others on this machine may read or write. No finding: a checkout
    /// is like that.
    pub loose: usize,
    /// How many of them a repair has closed.
    pub tightened: usize,
}

/// One thing that is not as it is to be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// What is wrong.
    pub trouble: Trouble,
    /// With which file or folder.
    pub path: PathBuf,
    /// It was wrong, and is not any more.
    pub mended: bool,
}

impl Finding {
    /// Whether there may be dossiers that name papers, and were not read.
    pub(super) fn hides_papers(&self) -> bool {
        self.hides_dossiers() || matches!(self.trouble, Trouble::Unreadable { .. })
    }

    /// Whether there may be dossiers in it that no walk comes to.
    pub(super) fn hides_dossiers(&self) -> bool {
        matches!(
            self.trouble,
            Trouble::ClosedFolder { .. }
                | Trouble::Link
                | Trouble::ManagerName
                | Trouble::NearlyAPlace { .. }
                | Trouble::UnknownFolder
                | Trouble::Journal { .. }
        )
    }
}

/// A paper as a dossier lists it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NamedPaper {
    /// What it is called.
    pub name: String,
    /// By what name the client is typed.
    pub client: String,
}

/// What can be wrong with a file or folder of the store; in the order in which it is told, the
/// worst first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trouble {
    /// The settings can't be read.
    Settings {
        /// Why not.
        why: String,
    },
    /// A dossier can't be read.
    Unreadable {
        /// Why not.
        why: String,
    },
    /// A dossier can't be written as a repair would have it, since it could not be read again.
    Unwritable {
        /// Why not.
        why: String,
    },
    /// A folder can't be listed.
    ClosedFolder {
        /// Why not.
        why: String,
    },
    /// A link, which is not followed: nothing behind it is seen.
    Link,
    /// A folder among the managers' whose name no manager can have: nothing in it is seen.
    ManagerName,
    /// A folder that is meant for a place, but isn't called so: nothing in it is seen.
    NearlyAPlace {
        /// The place that it seems to be meant for.
        place: Place,
    },
    /// The folder is later than the dossier's own place: on its day it is not seen.
    BehindLater {
        /// The dossier's place.
        place: Place,
    },
    /// A slip is missing: what it is to show is not seen on its day.
    MissingSlip {
        /// Where it is to stand.
        slip: Pointer,
        /// Where the dossier stands to which it is to point.
        dossier: Spot,
    },
    /// A paper that a dossier lists is not there.
    MissingPaper {
        /// Which.
        paper: NamedPaper,
    },
    /// The content of a paper is not the one by which its file is called.
    SpoiltPaper {
        /// Which; none if no dossier lists it.
        paper: Option<NamedPaper>,
        /// Why it can't be the one.
        why: String,
    },
    /// Two clients have one file name, by which neither can be typed.
    SharedSlug {
        /// The other client's file.
        with: PathBuf,
    },
    /// Another file has the same dossier.
    Copy {
        /// That file.
        of: PathBuf,
    },
    /// The dossier says that it is in another manager's binder.
    OtherManager {
        /// Whose it says it is.
        manager: String,
    },
    /// The folder is earlier than the dossier's own place.
    Misplaced {
        /// The dossier's place.
        place: Place,
    },
    /// The file name is none by which a client can be typed.
    NotASlug,
    /// Fields were changed with an editor, and no entry says so yet.
    HandEdited {
        /// Which.
        fields: Vec<String>,
    },
    /// What stands among the occasions of a dossier is none: it never comes up.
    Occasion {
        /// The text.
        text: String,
    },
    /// A template of letters has an error.
    Template {
        /// Which, with the line where there is one.
        why: String,
    },
    /// What stands among the promises of a dossier was broken by hand: it has no day, or is none.
    Promise {
        /// The promise, as it stands there.
        text: String,
    },
    /// How a client is to be called can't be read: nothing goes by it.
    Calling {
        /// The field: `hours`, `zone` or `every`.
        key: &'static str,
        /// The text.
        text: String,
    },
    /// A file among the own forms can't be read as one: nobody is asked it.
    Form {
        /// Why not, with the line.
        why: String,
    },
    /// A change of many dossiers that was decided, and can't be finished from its journal.
    Journal {
        /// Why not.
        why: String,
    },
    /// A copy of a client who was erased: it is not shown.
    Forgotten,
    /// A paper that nothing in its dossier names, or of a dossier that is not there.
    UnnamedPaper {
        /// The id of the dossier.
        of: Uuid,
    },
    /// A slip that nothing needs any more: it shows nothing.
    StaleSlip {
        /// Where it stands.
        slip: Pointer,
    },
    /// What is left of a write that was cut short.
    Draft,
    /// What a synchroniser, a merge or an editor has left beside a file.
    Leftover,
    /// A file that tickler doesn't know.
    UnknownFile,
    /// A folder that tickler doesn't know: nothing in it is seen.
    UnknownFolder,
}
