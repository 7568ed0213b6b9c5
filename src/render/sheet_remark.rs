//! Remarks on a printed day sheet.

use super::words;
use crate::commands::SheetRemark;

/// A remark in one line.
pub(super) fn text(remark: &SheetRemark) -> String {
    match remark {
        SheetRemark::NoCodesYet { from } => format!(
            "its lines have no letters for tickler file --sheet; printed from {} on they have",
            words::day(*from)
        ),
        SheetRemark::ContactedAlready { names } => {
            let lines = if names.len() == 1 { "line" } else { "lines" };
            format!(
                "a contact of today is written down already for {}; if it is the same, leave the \
                 {lines} out",
                words::and_list(names)
            )
        }
    }
}
