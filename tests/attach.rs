//! Papers: put into a dossier, listed, opened, taken out and brought back.

mod desk;

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::PathBuf;

use desk::Desk;

/// The hash of `hello`, as sha256sum has it.
const HELLO: &str = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

/// A desk with two clients, and files that may become papers.
fn desk() -> Desk {
    Desk::after(&[
        "tickler add 'Ivan Ivanov' --on fri",
        "tickler add Beta --on fri",
        "printf hello > offer.pdf; printf hello > copy.txt; printf other > other.txt",
    ])
}

fn id(desk: &Desk, client: &str) -> String {
    let shown = desk.json(&format!("tickler --json show {client}"));
    shown["id"].as_str().expect("an id").to_owned()
}

/// The files among a client's papers.
fn files(desk: &Desk, client: &str) -> Vec<PathBuf> {
    let folder = desk.store().join("papers").join(id(desk, client));
    let items = fs::read_dir(folder).into_iter().flatten();
    let mut files: Vec<PathBuf> = items.map(|item| item.expect("an item").path()).collect();
    files.sort();
    files
}

#[test]
fn a_paper_is_copied_listed_taken_out_and_brought_back() {
    let desk = desk();
    let said = desk.transcript(&[
        "tickler attach ivan offer.pdf other.txt",
        "rm offer.pdf; tickler show ivan",
        "tickler attach ivan --remove 1",
        "tickler show ivan --all",
        "tickler undo | tail -1",
        "tickler show ivan",
    ]);
    assert_eq!(
        said,
        r#"$ tickler attach ivan offer.pdf other.txt
Attached to Ivan Ivanov, who stands behind "14": Fri 2024-06-14, tomorrow (2 of 30)
! paper 1: offer.pdf, 5 bytes
! paper 2: other.txt, 5 bytes
$ rm offer.pdf; tickler show ivan
Ivan Ivanov  ivan-ivanov

Place   behind "14": Fri 2024-06-14, tomorrow, planned
Binder  anna

Papers
1  offer.pdf  5 bytes  Thu 13 Jun
2  other.txt  5 bytes  Thu 13 Jun

Last contacts and notes
None yet.
2 entries more: tickler show ivan-ivanov --all
$ tickler attach ivan --remove 1
Took out a paper of Ivan Ivanov, who stands behind "14": Fri 2024-06-14, tomorrow (2 of 30)
! offer.pdf is out of the list; the file is kept for tickler undo, until the client is erased
$ tickler show ivan --all
Ivan Ivanov  ivan-ivanov

Place   behind "14": Fri 2024-06-14, tomorrow, planned
Binder  anna

Papers
1  other.txt  5 bytes  Thu 13 Jun

History
Thu 13 Jun  paper  papers: - offer.pdf
Thu 13 Jun  paper  papers: + offer.pdf
                   papers: + other.txt
Thu 13 Jun  add    to Fri 2024-06-14
                   manager: anna
                   name: Ivan Ivanov
$ tickler undo | tail -1
Ivan Ivanov stands behind "14": Fri 2024-06-14, tomorrow (2 of 30)
$ tickler show ivan
Ivan Ivanov  ivan-ivanov

Place   behind "14": Fri 2024-06-14, tomorrow, planned
Binder  anna

Papers
1  offer.pdf  5 bytes  Thu 13 Jun
2  other.txt  5 bytes  Thu 13 Jun

Last contacts and notes
None yet.
4 entries more: tickler show ivan-ivanov --all
"#
    );
}

#[test]
fn several_papers_are_one_undo_and_redo_finds_them_again() {
    let desk = desk();
    desk.answer("tickler attach ivan offer.pdf other.txt");
    desk.answer("tickler undo");
    assert!(!desk.answer("tickler show ivan").contains("Papers"));
    assert_eq!(files(&desk, "ivan").len(), 2, "they wait for a redo");
    desk.answer("tickler undo --redo");
    assert!(desk.answer("tickler show ivan").contains("2  other.txt"));
    desk.answer("tickler check");
    let log = desk.answer("tickler log");
    assert!(log.contains("attached to ivan-ivanov"), "{log}");
}

#[test]
fn a_paper_lies_under_its_hash_and_is_the_owners_alone() {
    let desk = desk();
    desk.answer("umask 000; tickler attach ivan offer.pdf");
    let files = files(&desk, "ivan");
    let [file] = files.as_slice() else {
        panic!("{files:?}")
    };
    assert_eq!(
        file.file_name().and_then(|name| name.to_str()),
        Some(&*format!("{HELLO}.pdf"))
    );
    assert_eq!(fs::read_to_string(file).expect("read"), "hello");
    let folders = file.ancestors().skip(1).take(2);
    for (path, mode) in folders.map(|path| (path, 0o700)).chain([(&**file, 0o600)]) {
        let found = path.metadata().expect("there").permissions().mode() & 0o777;
        assert_eq!(found, mode, "{}", path.display());
    }
}

#[test]
fn the_same_content_is_once_and_that_is_said() {
    let desk = desk();
    let said = desk.transcript(&[
        "tickler attach ivan offer.pdf copy.txt other.txt",
        "tickler attach ivan copy.txt",
        "tickler attach ivan offer.pdf",
        "tickler --json attach ivan offer.pdf",
    ]);
    assert_eq!(
        said,
        r#"$ tickler attach ivan offer.pdf copy.txt other.txt
Attached to Ivan Ivanov, who stands behind "14": Fri 2024-06-14, tomorrow (2 of 30)
! paper 1: offer.pdf, 5 bytes
! paper 2: other.txt, 5 bytes
! copy.txt is there already: paper 1, offer.pdf
$ tickler attach ivan copy.txt
! nothing was changed
! copy.txt is there already: paper 1, offer.pdf
$ tickler attach ivan offer.pdf
! nothing was changed
! offer.pdf is there already: paper 1
$ tickler --json attach ivan offer.pdf
{
  "changed": [],
  "remarks": [
    "nothing was changed",
    "offer.pdf is there already: paper 1"
  ],
  "unreadable": []
}
"#
    );
    assert_eq!(files(&desk, "ivan").len(), 2);
    let shown = desk.json("tickler --json show ivan");
    assert_eq!(shown["history"].as_array().map(Vec::len), Some(2));
    desk.answer("tickler attach beta copy.txt");
    assert_eq!(files(&desk, "beta").len(), 1, "another client has another");
    // What was taken out comes in again, over the file that waits for an undo.
    desk.answer("tickler attach ivan --remove 1; tickler attach ivan copy.txt");
    assert_eq!(files(&desk, "ivan").len(), 2);
    desk.answer("tickler check");
}

#[test]
fn names_from_outside_are_data_and_never_paths() {
    let desk = desk();
    let names = [
        "../../../../x",
        "/etc/passwd",
        "CON",
        "a\\nb",
        "fdp.\u{202e}gnp",
        "смета №1.xlsx",
        "{HELLO}.pdf",
        "-rf",
    ];
    for (number, name) in names.iter().enumerate() {
        let mut command = desk.command("tickler attach ivan - \"--name=$NAME\"");
        let name = name.replace("\\n", "\n");
        command
            .env("NAME", name)
            .write_stdin(format!("paper {number}"));
        command.assert().success();
    }
    let before = desk.snapshot();
    assert_eq!(files(&desk, "ivan").len(), names.len());
    let stray = before
        .iter()
        .filter(|(path, _)| !path.starts_with(desk.store()));
    assert_eq!(stray.count(), 0);
    let shown = desk.answer("tickler show ivan");
    let papers = shown.split("Papers\n").nth(1).expect("papers");
    let papers: Vec<&str> = papers.lines().take(names.len()).collect();
    assert_eq!(
        papers,
        [
            "1  ../../../../x    7 bytes  Thu 13 Jun",
            "2  /etc/passwd      7 bytes  Thu 13 Jun",
            "3  CON              7 bytes  Thu 13 Jun",
            "4  a b              7 bytes  Thu 13 Jun",
            "5  fdp.<U+202E>gnp  7 bytes  Thu 13 Jun",
            "6  смета №1.xlsx    7 bytes  Thu 13 Jun",
            "7  {HELLO}.pdf      7 bytes  Thu 13 Jun",
            "8  -rf              7 bytes  Thu 13 Jun",
        ]
    );
    assert_eq!(
        desk.json("tickler --json show ivan")["papers"][3]["name"],
        "a b"
    );
    assert!(desk.answer("tickler find СМЕТА").contains("Ivan"));
    // No hash is searched.
    let found = desk.json("tickler --json find 3e");
    assert_eq!(found["dossiers"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_link_of_the_users_is_followed_and_none_in_the_store() {
    let desk = desk();
    desk.answer("ln -s offer.pdf link.pdf; tickler attach ivan link.pdf");
    let kept = files(&desk, "ivan").remove(0);
    assert!(!kept.is_symlink());
    assert_eq!(fs::read_to_string(&kept).expect("read"), "hello");
    // A link in the place of the paper: not opened, and what is put in anew takes its place.
    fs::remove_file(&kept).expect("removed");
    std::os::unix::fs::symlink("/etc/passwd", &kept).expect("planted");
    let desk = desk.with("TICKLER_OPENER", "cat >opened");
    let output = desk.output("tickler show ivan --open 1");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        said.contains("symbolic link") && !output.status.success(),
        "{said}"
    );
    assert!(!desk.store().with_file_name("opened").exists());
    desk.answer("tickler attach ivan --remove 1; tickler attach ivan offer.pdf");
    assert!(!kept.is_symlink());
    assert_ne!(fs::metadata("/etc/passwd").expect("there").len(), 5);
}

#[test]
fn a_copy_is_opened_by_a_program_of_the_user_under_a_harmless_name() {
    let desk = desk();
    desk.write(
        "../home/.config/tickler/config.json",
        r#"{ "opener": "cp -t opened" }"#,
    );
    desk.answer("mkdir opened tmp");
    let desk = desk.with("TMPDIR", "tmp");
    for name in ["../../offer (july).pdf", "fdp.\u{202e}gnp.txt"] {
        let mut command = desk.command("tickler attach ivan - \"--name=$NAME\"");
        command.env("NAME", name).write_stdin(name);
        command.assert().success();
    }
    let before = desk.snapshot();
    let said = desk.run("tickler show ivan --open 1");
    assert!(
        said.contains(
            "\nOpened a copy of paper 1 of Ivan Ivanov, ../../offer (july).pdf: tmp/tickler-"
        ),
        "{said}"
    );
    let opened = desk.json("tickler --json show ivan --open 2");
    assert_eq!(opened["name"], "fdp.\u{202e}gnp.txt");
    let copy = desk
        .store()
        .with_file_name(opened["copy"].as_str().expect("a path"));
    let mode = copy.metadata().expect("a copy").mode() & 0o777;
    let folder = copy.parent().expect("a folder").metadata().expect("there");
    assert_eq!((mode, folder.mode() & 0o777), (0o400, 0o700));
    let names = desk.answer("ls opened");
    assert_eq!(names, "fdp.gnp.txt\noffer (july).pdf\n");
    assert_eq!(desk.snapshot(), before);
    // One that can't be opened leaves no copy.
    desk.answer("rm -r tmp/*");
    let desk = desk.with("TICKLER_OPENER", "false");
    let said = desk.run("tickler show ivan --open 1");
    assert!(
        said.contains("`false` failed") && said.contains("hint: name a program"),
        "{said}"
    );
    assert_eq!(desk.answer("ls tmp"), "");
}

#[test]
fn what_was_listed_by_hand_is_shown_and_can_be_taken_out() {
    let desk = desk();
    desk.answer("tickler attach ivan offer.pdf");
    let path = "managers/anna/2024-06-14/ivan-ivanov.json";
    let text = desk.read(path);
    let listed = r#""papers": ["on the shelf", { "name": "x", "file": "../../../etc/passwd" },"#;
    desk.write(path, text.replacen(r#""papers": ["#, listed, 1));
    let said = desk.transcript(&[
        "tickler show ivan | sed -n '/Papers/,/^$/p'",
        "tickler show ivan --open 2",
        "tickler attach ivan --remove 2",
        "tickler show ivan | sed -n '/Papers/,/^$/p'",
    ]);
    assert_eq!(
        said,
        r#"$ tickler show ivan | sed -n '/Papers/,/^$/p'
Papers
1  on the shelf  (not understood)
2  x             (not understood)
3  offer.pdf     5 bytes           Thu 13 Jun

$ tickler show ivan --open 2
! error: what is listed as paper 2 of ivan-ivanov names no file of the store
! hint: take it out of the list: tickler attach ivan-ivanov --remove 2
(4)
$ tickler attach ivan --remove 2
Took out a paper of Ivan Ivanov, who stands behind "14": Fri 2024-06-14, tomorrow (2 of 30)
! x is out of the list
$ tickler show ivan | sed -n '/Papers/,/^$/p'
Papers
1  on the shelf  (not understood)
2  offer.pdf     5 bytes           Thu 13 Jun

"#
    );
}
