//! The papers in the store: proved by a check, mended by a repair, taken along and erased.

mod desk;

use std::fs::{self, File};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use desk::Desk;

const DOSSIER: &str = "managers/anna/2024-06-14/ivan-ivanov.json";

/// A desk with a client who has two papers.
fn desk() -> Desk {
    Desk::after(&[
        "tickler add 'Ivan Ivanov' --on fri",
        "printf hello > offer.pdf; printf other > other.txt",
        "tickler attach ivan offer.pdf other.txt",
    ])
}

/// The folder of the client's papers.
fn folder(desk: &Desk) -> PathBuf {
    let shown = desk.json("tickler --json show ivan");
    let id = shown["id"].as_str().expect("an id");
    desk.store().join("papers").join(id)
}

/// Where the paper of this number lies.
fn paper(desk: &Desk, n: usize) -> PathBuf {
    let shown = desk.json("tickler --json show ivan");
    let file = shown["papers"][n - 1]["file"].as_str().expect("a file");
    folder(desk).join(file)
}

/// Puts the clock of a file back behind the day of the tests.
fn age(path: &PathBuf) {
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_hours(24 * 365 * 50);
    let file = File::options().append(true).open(path).expect("opened");
    file.set_modified(long_ago).expect("set");
}

/// What a check says, with the client's id and the hashes of the two papers for what they are.
fn check(desk: &Desk, line: &str) -> String {
    let id = folder(desk);
    let id = id.file_name().expect("a name").to_string_lossy();
    let said = desk.run(line).replace(&*id, "ID");
    said.lines()
        .map(|line| {
            let words = line.split_inclusive(['/', ':', ' ', '.']);
            let words = words.map(|word| match word.len() {
                64.. => format!("HASH{}", &word[64..]),
                _ => word.to_owned(),
            });
            words.collect::<String>() + "\n"
        })
        .collect()
}

#[test]
fn a_check_proves_that_every_paper_is_there_and_whole() {
    let desk = desk();
    assert_eq!(
        check(&desk, "tickler check"),
        "$ tickler check\nAll right: 1 dossier of 1 manager, each behind one place; 2 papers, each whole.\n"
    );
    assert_eq!(desk.json("tickler --json check")["papers"], 2);
    fs::remove_file(paper(&desk, 1)).expect("removed");
    fs::write(paper(&desk, 2), "cut sho").expect("written");
    let expected = "\
Papers that are not where they are to lie: bring them back from a backup or a
colleague's copy, put them in anew with tickler attach, or take them out of the
list with tickler attach CLIENT --remove N.
  binder/papers/ID/HASH.pdf: offer.pdf of ivan-ivanov

Papers whose content was changed or damaged. Bring them back from a backup or a
colleague's copy, or put the right file in anew with tickler attach.
  binder/papers/ID/HASH.txt: other.txt of ivan-ivanov: its content is not the one by which it is called

2 findings in 1 dossier of 1 manager.
(1)
";
    for line in ["tickler check", "tickler check --repair", "tickler check"] {
        assert_eq!(check(&desk, line), format!("$ {line}\n{expected}"));
    }
    let said = desk.run("tickler show ivan --open 1");
    assert!(said.contains("! error: offer.pdf is not in the store: there is no binder/papers/"));
    // Put in anew, both are whole again.
    let said = desk.run("tickler attach ivan offer.pdf other.txt");
    assert_eq!(
        said,
        "$ tickler attach ivan offer.pdf other.txt\n\
         ! paper 1, offer.pdf, was missing or damaged, and is whole again\n\
         ! paper 2, other.txt, was missing or damaged, and is whole again\n"
    );
    desk.answer("tickler check");
    let said = desk.run("tickler attach ivan offer.pdf");
    assert!(said.contains("! nothing was changed\n"), "{said}");
}

#[test]
fn what_is_left_of_a_crash_is_named_and_removed_once_it_is_a_day_old() {
    let desk = desk();
    let hash = "486ea46224d1bb4fb680f34f7c9ad96a8f24ec88be73ea8e5a6c65260e9cb8a7";
    let left = folder(&desk).join(format!("{hash}.txt"));
    fs::write(&left, "world").expect("written");
    let draft = folder(&desk).join(".01900f5e.draft");
    fs::write(&draft, "ha").expect("written");
    let said = check(&desk, "tickler check --repair");
    assert!(
        said.contains("Removed:") && said.contains(".draft"),
        "{said}"
    );
    // A colleague's paper may come before the dossier that names it: for a day nothing is done.
    assert!(left.exists() && !draft.exists());
    let said = check(&desk, "tickler check");
    assert!(said.contains("! 1 paper is named by no dossier"), "{said}");
    assert!(!said.contains("(1)"), "{said}");
    age(&left);
    let said = check(&desk, "tickler check");
    assert!(
        said.contains("no entry of their dossier names") && said.contains("HASH.txt"),
        "{said}"
    );
    assert!(said.contains("(1)"), "{said}");
    // Not where a dossier can't be read: it may be the one that names it.
    let dossier = desk.read(DOSSIER);
    desk.write("managers/anna/2024-06-14/other.json", "{ \"name\": ");
    desk.output("tickler check --repair");
    assert!(left.exists());
    fs::remove_file(desk.store().join("managers/anna/2024-06-14/other.json")).expect("removed");
    let said = check(&desk, "tickler check --repair");
    assert!(
        said.contains("Removed:") && said.contains("1 finding in 1 dossier of 1 manager, mended."),
        "{said}"
    );
    assert!(!left.exists());
    assert_eq!(desk.read(DOSSIER), dossier);
    desk.answer("tickler check");
}

#[test]
fn a_repair_leaves_what_history_names_and_what_it_does_not_know() {
    let desk = desk();
    let papers = [paper(&desk, 1), paper(&desk, 2)];
    desk.answer("tickler attach ivan --remove 1");
    desk.answer("tickler undo; tickler undo");
    papers.iter().for_each(age);
    desk.answer("tickler check --repair");
    assert!(papers.iter().all(|paper| paper.exists()));
    desk.answer("tickler undo --redo");
    assert!(desk.answer("tickler show ivan").contains("2  other.txt"));
    // The papers of a dossier that is not here, and what is no paper.
    let hash = "486ea46224d1bb4fb680f34f7c9ad96a8f24ec88be73ea8e5a6c65260e9cb8a7";
    let strange = desk
        .store()
        .join("papers/01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11");
    fs::create_dir(&strange).expect("made");
    fs::write(strange.join(hash), "world").expect("written");
    age(&strange.join(hash));
    fs::write(folder(&desk).join("notes.txt"), "mine").expect("written");
    let said = check(&desk, "tickler check --repair");
    assert!(
        said.contains("2 findings in 1 dossier") && said.contains("(1)"),
        "{said}"
    );
    assert!(strange.join(hash).exists() && folder(&desk).join("notes.txt").exists());
}

#[test]
fn papers_that_others_can_read_are_closed_to_them() {
    let desk = desk();
    desk.answer("chmod -R go+r binder/papers");
    let said = desk.run("tickler check");
    assert!(said.contains("4 files and folders can be read"), "{said}");
    desk.answer("tickler check --repair");
    assert!(!desk.run("tickler check").contains("can be read"));
}

#[test]
fn two_copies_that_took_in_the_same_paper_have_it_once() {
    let desk = desk();
    let first = desk.read(DOSSIER);
    desk.answer("printf third > third.txt; tickler attach ivan third.txt");
    let mine = desk.read(DOSSIER);
    // A colleague's copy, in which the same was put in on another day under another name.
    desk.write(DOSSIER, first);
    desk.answer("printf third > drei.txt; printf fourth > vier.txt");
    desk.answer("tickler --today 2024-06-14 --as ben attach ivan drei.txt vier.txt");
    let theirs = desk.read(DOSSIER);
    desk.write(DOSSIER, mine);
    let copy = "ivan-ivanov.sync-conflict-20240614-090000-ABCDEFG.json";
    desk.write(&format!("managers/anna/2024-06-14/{copy}"), theirs);
    desk.answer("tickler note ivan merged");
    let listed = "tickler show ivan | sed -n '/Papers/,/^$/p'";
    let papers = "\
Papers
1  offer.pdf  5 bytes  Thu 13 Jun
2  other.txt  5 bytes  Thu 13 Jun
3  third.txt  5 bytes  Thu 13 Jun
4  vier.txt   6 bytes  Fri 14 Jun

";
    assert_eq!(desk.answer(listed), papers);
    desk.answer("tickler check");
    desk.answer("tickler attach ivan --remove 3");
    assert!(!desk.answer(listed).contains("third"));
    assert!(!desk.answer(listed).contains("drei"));
    desk.answer("tickler undo");
    assert_eq!(desk.answer(listed), papers);
}

#[test]
fn papers_stay_with_a_client_who_is_handed_over_or_closed() {
    let desk = desk();
    let shown = desk.json("tickler --json show ivan")["papers"].clone();
    let packet = desk.answer("tickler handover anna");
    assert!(packet.contains("1  offer.pdf"), "{packet}");
    let packet = desk.json("tickler --json handover anna");
    assert_eq!(packet["dossiers"][0]["papers"], shown);
    for line in [
        "tickler handover anna --to ben --new",
        "tickler --as ben assign ivan --to anna",
        "tickler close ivan --won",
        "tickler reopen ivan --on fri",
    ] {
        desk.answer(line);
        assert_eq!(
            desk.json("tickler --json show ivan")["papers"],
            shown,
            "{line}"
        );
        desk.answer("tickler check");
    }
    desk.with("TICKLER_OPENER", "true")
        .answer("tickler show ivan --open 2");
}

#[test]
fn an_erased_client_leaves_no_paper_whoever_put_it_there() {
    let desk = desk();
    let folder = folder(&desk);
    desk.answer("tickler attach ivan --remove 1");
    fs::create_dir_all(folder.join("scans/old")).expect("made");
    fs::write(folder.join("scans/old/page.jpg"), "for Ivan").expect("written");
    std::os::unix::fs::symlink("../../..", folder.join("link")).expect("linked");
    desk.answer(&format!("touch \"$(printf '{}/\\377')\"", folder.display()));
    let said = desk.answer("tickler forget ivan --yes");
    assert!(said.contains("5 papers"), "{said}");
    assert!(!folder.exists());
    assert!(desk.store().join("binder.json").exists());
    desk.answer("tickler check");
    // A synchroniser brings it back: it is found, and erased again.
    fs::create_dir(&folder).expect("made");
    fs::write(folder.join("offer.pdf"), "for Ivan").expect("written");
    let said = desk.run("tickler check");
    assert!(said.contains("(1)") && said.contains("erased"), "{said}");
    desk.answer("tickler check --repair");
    assert!(!folder.exists());
}
