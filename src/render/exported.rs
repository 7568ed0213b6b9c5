//! What was written for other programs.

use serde_json::{Value, json};

use super::cell::Cell;
use super::words::Count;
use super::{Paper, paragraph};
use crate::commands::{ExportRemark, Exported};

/// Where the export is; nothing if it is what stands on standard output already.
pub(super) fn text(exported: &Exported, paper: Paper) -> String {
    let Some(path) = &exported.path else {
        return String::new();
    };
    let count = Count(exported.dossiers, "dossier");
    let (format, path) = (exported.format, path.display());
    let text = match exported.papers {
        None => format!("Wrote {count} as {format} to {path}"),
        Some(papers) => format!("Wrote {count} and {} to {path}", Count(papers, "paper")),
    };
    paragraph(Cell::new(text), paper.width)
}

/// The same; nothing if the export itself was the value that was asked for.
pub(super) fn json(exported: &Exported) -> Option<Value> {
    let path = exported.path.as_ref()?.display().to_string();
    Some(
        json!({ "format": exported.format, "dossiers": exported.dossiers,
        "papers": exported.papers, "path": path }),
    )
}

/// A remark in one line.
pub(super) fn remark(remark: ExportRemark) -> String {
    match remark {
        ExportRemark::Closed { count } => format!(
            "{} left out; --closed takes {} along",
            Count(count, "closed dossier is").or("closed dossiers are"),
            if count == 1 { "it" } else { "them" },
        ),
        ExportRemark::MissingPapers { count } => format!(
            "{} missing or damaged, and so not in the file; see which: tickler check",
            Count(count, "paper is").or("papers are"),
        ),
        ExportRemark::NoDay { count } => format!(
            "{} behind no day, so that the next contact is in no calendar; a month is dealt out by: \
             tickler deal",
            Count(count, "dossier stands").or("dossiers stand"),
        ),
    }
}
