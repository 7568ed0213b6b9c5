//! Names that are no dossier's: what others leave in a store.

use std::ffi::OsStr;

use crate::binder::Place;

/// What a name says that a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stray {
    /// A slip, derived from a dossier.
    Slip,
    /// A draft of tickler's own.
    Draft,
    /// What a synchroniser, a merge or an editor leaves beside a file.
    Leftover,
    /// What desktops and repositories leave in every folder, and what harms nobody.
    Junk,
    /// None of these.
    Unknown,
}

const JUNK: [&str; 6] = [
    ".DS_Store",
    "Thumbs.db",
    "desktop.ini",
    ".gitkeep",
    ".stfolder",
    ".directory",
];

impl Stray {
    pub(super) fn named(name: &OsStr) -> Self {
        let name = name.to_string_lossy();
        let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
        if JUNK.contains(&&*name) {
            Self::Junk
        } else if name.starts_with('.') && name.ends_with(".draft") {
            Self::Draft
        } else if !name.starts_with('.') && name.ends_with(".slip") {
            Self::Slip
        } else if name.contains(".sync-conflict-")
            || name.contains("conflicted copy")
            || is_numbered_copy(&name)
            || ends(&["~", ".orig", ".rej", ".bak", ".swp", ".tmp"])
        {
            Self::Leftover
        } else {
            Self::Unknown
        }
    }
}

/// `beta (1).json`, as browsers and desktops number a second copy.
fn is_numbered_copy(name: &str) -> bool {
    let number = name
        .rsplit_once(").")
        .and_then(|(start, _)| start.rsplit_once(" ("));
    number.is_some_and(|(_, number)| {
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// The place that a folder seems to be meant for: `2024-7`, `2024_07_05`, `Someday`.
pub(super) fn nearly_a_place(name: &str) -> Option<Place> {
    let plain = name
        .trim()
        .to_lowercase()
        .replace(['_', '.', '/', ' '], "-");
    let parts: Vec<String> = plain.split('-').map(|part| format!("{part:0>2}")).collect();
    plain.parse().or_else(|_| parts.join("-").parse()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_leave_is_known_by_its_name() {
        let cases = [
            (
                "beta.sync-conflict-20240613-090000-ABCDEFG.json",
                Stray::Leftover,
            ),
            (
                "beta (anna's conflicted copy 2024-06-13).json",
                Stray::Leftover,
            ),
            ("beta (1).json", Stray::Leftover),
            ("beta.json~", Stray::Leftover),
            ("beta.json.orig", Stray::Leftover),
            (".beta.json.swp", Stray::Leftover),
            (".beta.json.draft", Stray::Draft),
            ("beta.slip", Stray::Slip),
            (".DS_Store", Stray::Junk),
            ("beta (1a).json", Stray::Unknown),
            ("notes.txt", Stray::Unknown),
        ];
        for (name, stray) in cases {
            assert_eq!(Stray::named(OsStr::new(name)), stray, "{name}");
        }
    }

    #[test]
    fn a_folder_that_is_nearly_a_place_is_known() {
        let cases = [
            ("2024-7", Some("2024-07")),
            ("2024-07-5", Some("2024-07-05")),
            ("2024_07_05", Some("2024-07-05")),
            ("2024-07-05 ", Some("2024-07-05")),
            ("Someday", Some("someday")),
            ("2024-13", None),
            ("2024", None),
            ("old", None),
            ("", None),
        ];
        for (name, place) in cases {
            let nearly = nearly_a_place(name).map(|place| place.to_string());
            assert_eq!(nearly.as_deref(), place, "{name}");
        }
    }
}
