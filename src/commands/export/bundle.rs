//! Dossiers and their papers written into one file, each paper a piece at a time.

use std::io::{self, Read, Write};

use anyhow::{Context, Result, ensure};

use super::writing::Writing;
use super::{Chosen, ExportRemark, Remark, write};
use crate::commands::out_file::OutFile;
use crate::exchange::bundle::{BLOCK, DOSSIERS, END, head, name_of, padding};
use crate::store::Look;

/// Writes the dossiers, and behind them the papers that they name; how many of each. A paper that is
/// missing or damaged is said. `at` is the second since 1970 in which it is written.
///
/// # Errors
/// What can't be read, and what can't be written.
pub(super) fn write_all(
    writing: &Writing,
    look: Option<&Look>,
    chosen: &mut Chosen,
    at: u64,
    file: &mut OutFile,
) -> Result<(usize, usize)> {
    let cant_write = "the export can't be written";
    // How large the dossiers are is known once they are written.
    file.write_all(&head(DOSSIERS, 0, at)).context(cant_write)?;
    let dossiers = write(writing, look, chosen, file)?;
    let size = file.written() - BLOCK;
    file.write_all(padding(size)).context(cant_write)?;
    let (mut papers, mut missing) = (0, 0);
    for (of, files) in std::mem::take(&mut chosen.papers) {
        for name in files {
            let opened = look.map_or(Ok(None), |look| look.open_whole_paper(of, &name))?;
            let Some(paper) = opened else {
                missing += 1;
                continue;
            };
            let size = paper.metadata()?.len();
            file.write_all(&head(&name_of(of, &name), size, at))
                .context(cant_write)?;
            let copied = io::copy(&mut paper.take(size), file).context(cant_write)?;
            ensure!(copied == size, "{name} was cut off while it was read");
            file.write_all(padding(size)).context(cant_write)?;
            papers += 1;
        }
    }
    if missing > 0 {
        let count = missing;
        let remark = ExportRemark::MissingPapers { count };
        chosen.remarks.push(Remark::Export(remark));
    }
    file.write_all(&END).context(cant_write)?;
    file.begin_anew_with(&head(DOSSIERS, size, at))
        .context(cant_write)?;
    Ok((dossiers, papers))
}
