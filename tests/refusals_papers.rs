//! The gallery of refusals: papers that can't be put in, taken out or opened.

mod desk;

use desk::Desk;

fn desk() -> Desk {
    Desk::after(&[
        "tickler add 'Ona Kazlauskė' --on fri",
        "tickler add Beta --on fri",
        "printf offer > offer.pdf; mkdir scans; mkfifo pipe",
        "tickler attach beta offer.pdf",
        "printf '#!/bin/sh' | tickler attach beta - --name run.sh",
    ])
}

#[test]
fn a_paper_that_can_not_be_put_in() {
    let hints = desk().refuses(
        r#"$ tickler attach ona
! error: <FILE>... is missing
! hint: see how it is said: tickler attach --help
(2)
$ tickler attach nobody offer.pdf
! error: no client fits "nobody"
! hint: see who there is: tickler list; or add a client: tickler add nobody
(3)
$ tickler attach ona scans
! error: scans is a folder, and a paper is a file
! hint: name the files that are in it
(2)
$ tickler attach ona offer.pdf pipe
! error: pipe is a pipe, and a paper is a file
! hint: hand over what it says as standard input: tickler attach CLIENT - --name NAME
(2)
$ tickler attach ona /dev/zero
! error: /dev/zero is a device, and a paper is a file
! hint: hand over what it says as standard input: tickler attach CLIENT - --name NAME
(2)
$ tickler attach ona offer.pfd
! error: offer.pfd can't be read: No such file or directory (os error 2)
! hint: name a file that can be read, or - for standard input
(2)
$ tickler attach ona "$(printf '\342\200\256fdp.\033[2J')"
! error: <U+202E>fdp.␛[2J can't be read: No such file or directory (os error 2)
! hint: name a file that can be read, or - for standard input
(2)
$ echo offer | tickler attach ona -
! error: nothing says what the paper is called
! hint: say what it is to be called: --name offer.pdf
(2)
$ tickler attach ona offer.pdf --name ' '
! error: nothing says what the paper is called
! hint: say what it is to be called: --name offer.pdf
(2)
$ tickler attach ona offer.pdf --name "$(printf %0300d 1)"
! error: the name of the paper has 300 characters, and it may have 255
! hint: say a shorter one: --name offer.pdf
(2)
$ tickler attach ona offer.pdf offer.pdf --name x
! error: one name is said for several papers
! hint: put that one in by itself: tickler attach CLIENT FILE --name NAME
(2)
$ echo offer | tickler attach ona - -
! error: standard input can be read only once
! hint: name - once
(2)
$ tickler attach ona offer.pdf --remove 1
! error: the argument '[FILE]...' cannot be used with '--remove <N>'
! hint: see how it is said: tickler attach --help
(2)
"#,
    );
    assert!(hints > 2, "{hints}");
}

#[test]
fn a_paper_that_can_not_be_taken_out_or_opened() {
    let desk = desk();
    let hints = desk.refuses(
        "\
$ tickler attach ona --remove 1
! error: ona-kazlauske has no paper with the number 1
! hint: put one in: tickler attach CLIENT FILE
(4)
$ tickler attach beta --remove 3
! error: beta has no paper with the number 3
! hint: see which there are: tickler show beta
(4)
$ tickler show beta --open 0
! error: beta has no paper with the number 0
! hint: see which there are: tickler show beta
(4)
$ tickler show beta --open 1 --all
! error: the argument '--open <N>' cannot be used with '--all'
! hint: see how it is said: tickler show --help
(2)
",
    );
    assert!(hints > 2, "{hints}");
    let papers = desk.json("tickler --json show beta");
    let id = papers["id"].as_str().expect("an id");
    let file = |n: usize| papers["papers"][n]["file"].as_str().expect("a file");
    let folder = format!("binder/papers/{id}");
    desk.refuses(&format!(
        "\
$ tickler show beta --open 2
! error: run.sh is a kind of program, and to open it may be to run it
! hint: look what it is first: less {folder}/{}
(4)
",
        file(1)
    ));
    desk.answer(&format!("rm {folder}/{}", file(0)));
    desk.refuses(&format!(
        "\
$ tickler show beta --open 1
! error: offer.pdf is not in the store: there is no {folder}/{}
! hint: bring it back from a backup or a colleague's copy, or put it in anew: tickler attach CLIENT FILE
(4)
",
        file(0)
    ));
    let path = "managers/anna/2024-06-14/beta.json";
    let text = desk.read(path).replacen(file(0), "../../../etc/passwd", 1);
    desk.write(path, text);
    let hints = desk.refuses(
        "\
$ tickler show beta --open 1
! error: what is listed as paper 1 of beta names no file of the store
! hint: take it out of the list: tickler attach beta --remove 1
(4)
",
    );
    assert_eq!(hints, 1);
}

#[test]
fn a_program_that_can_not_open_a_paper() {
    let desk = desk().with("TICKLER_OPENER", "no-such-program 2> log");
    desk.refuses(
        "\
$ tickler show beta --open 1
! error: offer.pdf can't be opened: `no-such-program 2> log` failed (exit status: 127)
! hint: name a program that opens files, as in TICKLER_OPENER=xdg-open
(1)
",
    );
}

#[test]
fn a_paper_that_changes_while_it_is_copied() {
    if !desk::can_inject() {
        return desk::skipped("strace can't run here");
    }
    // What is copied is the log of the copying itself, so it grows by each piece that is read.
    let desk = desk();
    desk.answer("echo > log");
    desk.refuses(
        "\
$ strace -qq -A -o log tickler attach ona log
! error: log was changed while it was copied
! hint: say it again once nobody writes into it
(4)
",
    );
}

#[test]
fn papers_that_can_not_be_exported() {
    desk().refuses(
        "\
$ tickler export json --with-papers
! error: papers can be written into a file alone
! hint: say which file: tickler export json --with-papers -o FILE
(2)
$ tickler export json --with-papers -o /dev/stdout | cat
! error: papers can be written into a file alone
! hint: say which file: tickler export json --with-papers -o FILE
$ tickler export csv --with-papers -o clients.csv
! error: --with-papers says nothing of csv
! hint: leave it out; it is for: tickler export json --with-papers -o FILE
(2)
",
    );
}
