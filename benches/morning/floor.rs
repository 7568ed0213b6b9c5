//! The least that filing a dossier can cost: the flushes and renames that keep it safe (data.md,
//! *One dossier*), and nothing else. It runs as a process of its own, this bench called again.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::Command;

use crate::store;

/// The word with which this bench is called to be the floor.
pub(crate) const REFILE: &str = "--refile";

/// As many bytes as a dossier has, and a line of the log.
const DOSSIER: [u8; 3000] = [b'x'; 3000];
const LOG_LINE: [u8; 240] = [b'x'; 240];

/// Makes the files that are to be refiled: one a round, as many folders as the program meets.
pub(crate) fn prepare(home: &Path, rounds: usize) {
    let _ = fs::remove_dir_all(home);
    store::write(&home.join("log"), b"");
    store::write(&home.join("later").join("another.json"), &DOSSIER);
    for round in 0..rounds {
        let file = home.join("earlier").join(format!("{round}.json"));
        store::write(&file, &DOSSIER);
    }
}

/// The command that refiles the file of this round.
pub(crate) fn command(home: &Path, round: usize) -> Command {
    let this = std::env::current_exe().expect("the bench knows where it is");
    let mut command = Command::new(this);
    command.arg(REFILE).arg(home).arg(round.to_string());
    command.env_clear();
    command
}

/// Refiles: logged and flushed; a draft, flushed, renamed over the dossier, the folder flushed;
/// then renamed to the later folder.
pub(crate) fn refile(home: &Path, round: &str) -> std::io::Result<()> {
    let mut log = File::options().append(true).open(home.join("log"))?;
    log.write_all(&LOG_LINE)?;
    log.sync_all()?;
    let earlier = home.join("earlier");
    let name = format!("{round}.json");
    let draft_path = earlier.join("draft");
    let mut draft = File::options()
        .write(true)
        .create_new(true)
        .open(&draft_path)?;
    draft.write_all(&DOSSIER)?;
    draft.sync_all()?;
    fs::rename(&draft_path, earlier.join(&name))?;
    File::open(&earlier)?.sync_all()?;
    fs::rename(earlier.join(&name), home.join("later").join(&name))
}
