//! The least that filing a dossier can cost, and handing a binder over: the writes, flushes and
//! renames that keep it safe (data.md, *One dossier*, *Several dossiers*), and nothing else. It runs
//! as a process of its own, this bench called again.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::store;

/// The word with which this bench is called to be the floor.
pub(crate) const REFILE: &str = "--refile";

/// The same, to be the floor of a handover.
pub(crate) const HAND_OVER: &str = "--hand-over";

/// How many folders the binder has that is handed over.
const FOLDERS: usize = 277;

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

/// Makes the binder that is to be handed over, and the folders it is to come into.
pub(crate) fn prepare_binder(home: &Path, count: usize) {
    let _ = fs::remove_dir_all(home);
    fs::create_dir_all(home.join("stage")).expect("the folder is made");
    for number in 0..count {
        store::write(&home.join(of_number("anna", number)), &DOSSIER);
        let taken = home.join(of_number("ben", number));
        fs::create_dir_all(taken.parent().expect("a folder")).expect("the folder is made");
    }
}

/// The command that hands over a binder of so many.
pub(crate) fn handing_over(home: &Path, count: usize) -> Command {
    let this = std::env::current_exe().expect("the bench knows where it is");
    let mut command = Command::new(this);
    command.arg(HAND_OVER).arg(count.to_string());
    command.current_dir(home).env_clear();
    command
}

/// Hands over, in the folder it is started in: all written into a stage, flushed once, each renamed
/// to its place, and what was there before removed.
pub(crate) fn hand_over(count: &str) -> std::io::Result<()> {
    let count = count.parse().map_err(std::io::Error::other)?;
    let staged = |number: usize| Path::new("stage").join(number.to_string());
    for number in 0..count {
        let mut file = File::options()
            .write(true)
            .create_new(true)
            .open(staged(number))?;
        file.write_all(&DOSSIER)?;
        file.write_all(&LOG_LINE)?;
    }
    rustix::fs::syncfs(File::open("stage")?)?;
    for number in 0..count {
        fs::rename(staged(number), of_number("ben", number))?;
        fs::remove_file(of_number("anna", number))?;
    }
    Ok(())
}

fn of_number(manager: &str, number: usize) -> PathBuf {
    let folder = (number % FOLDERS).to_string();
    Path::new(manager)
        .join(folder)
        .join(format!("client-{number}.json"))
}
