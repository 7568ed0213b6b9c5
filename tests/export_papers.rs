//! Dossiers and their papers in one file, out of a store and into another.

mod desk;

use std::fs;

use desk::Desk;

fn desk() -> Desk {
    Desk::after(&[
        "tickler add 'Ivan Ivanov' --on fri",
        "tickler add Beta --on fri",
        "tickler add Gamma --on fri",
        "printf hello > offer.pdf; head -c 700 /dev/zero > zeros; touch empty",
        "tickler attach ivan offer.pdf zeros; tickler attach ivan --remove 2",
        "tickler attach beta empty",
        "tickler close beta --won",
    ])
}

#[test]
fn a_tar_has_the_dossiers_and_behind_them_their_papers() {
    let desk = desk();
    let before = desk.snapshot();
    let said = desk.run("tickler export json --with-papers -o anna.tar");
    assert_eq!(
        said,
        "$ tickler export json --with-papers -o anna.tar\nWrote 3 dossiers and 3 papers to anna.tar\n"
    );
    assert_eq!(desk.snapshot(), before);
    desk.answer("mkdir out; tar -C out -xf anna.tar");
    assert_eq!(
        desk.answer("tickler export json"),
        desk.answer("cat out/dossiers.json"),
        "the same as without them"
    );
    // What was taken out goes along, since an undo may bring it back.
    desk.answer("diff -r binder/papers out/papers");
    let first = desk.answer("tar -tf anna.tar | head -1");
    assert_eq!(first, "dossiers.json\n");
    let mode = desk.answer("stat -c %a anna.tar; tar -tvf anna.tar | cut -c1-10 | sort -u");
    assert_eq!(mode, "600\n-rw-------\n");
    let json = desk.json("tickler --json export json ivan --with-papers -o ivan.tar");
    assert_eq!((&json["dossiers"], &json["papers"]), (&1.into(), &2.into()));
}

#[test]
fn a_paper_that_is_missing_is_said_and_a_link_not_followed() {
    let desk = desk();
    desk.answer("rm binder/papers/*/*.pdf");
    desk.answer("find binder/papers -type f -size +0 -exec sh -c 'echo x >> $0' {} ';'");
    let said = desk.run("tickler export json --with-papers -o anna.tar");
    assert!(said.contains("3 dossiers and 1 paper "), "{said}");
    assert!(
        said.contains("! 2 papers are missing or damaged, and so not in the file"),
        "{said}"
    );
    // What is left of it can be taken in.
    desk.answer("tickler --dir other import anna.tar --yes");
    let shown = desk.json("tickler --json show ivan");
    let file = shown["papers"][0]["file"].as_str().expect("a file");
    let path = desk
        .store()
        .join("papers")
        .join(shown["id"].as_str().expect("an id"));
    std::os::unix::fs::symlink("/etc/passwd", path.join(file)).expect("planted");
    let said = desk.run("tickler export json --with-papers -o more.tar");
    assert!(
        said.contains("error: ") && said.contains("symbolic link"),
        "{said}"
    );
    assert!(!desk.store().with_file_name("more.tar").exists());
    assert!(fs::metadata(desk.store().with_file_name("anna.tar")).is_ok());
}

#[test]
fn a_tar_that_is_imported_brings_the_papers_along() {
    let desk = desk();
    desk.answer("tickler export json --with-papers -o anna.tar");
    let shown = desk.json("tickler --json show ivan")["papers"].clone();
    desk.answer("mv binder old");
    let said = desk.run("tickler import anna.tar --yes");
    assert!(said.contains("! 3 papers came with them"), "{said}");
    desk.answer("diff -r binder/papers old/papers; diff -r old/papers binder/papers");
    assert_eq!(desk.json("tickler --json show ivan")["papers"], shown);
    assert!(
        desk.answer("tickler check")
            .contains("3 papers, each whole")
    );
    // Once more there is nothing to take in, and a second client's list goes on without papers.
    desk.answer("tickler import anna.tar --yes");
    desk.answer("tickler undo");
    assert!(
        desk.answer("tickler check")
            .contains("3 papers, each whole")
    );
}

#[test]
fn papers_come_to_dossiers_that_are_there_already() {
    let desk = desk();
    desk.answer("tickler add Delta --on fri");
    desk.answer("tickler export json -o anna.json; tickler export json --with-papers -o anna.tar");
    desk.answer("mv binder old; tickler import anna.json --yes");
    let before = desk.dossiers();
    let said = desk.run("tickler import anna.tar");
    assert!(
        said.contains("Left 4 clients that are there already"),
        "{said}"
    );
    assert!(said.contains("! 3 papers came with them"), "{said}");
    assert_eq!(desk.dossiers(), before);
    assert!(
        desk.answer("tickler check")
            .contains("3 papers, each whole")
    );
    // Those of another client, who is only called so too, stay where they are.
    desk.answer("rm -r binder; tickler add Beta --on fri; tickler import anna.tar --yes --update");
    let said = desk.answer("tickler check");
    assert!(said.contains("2 papers, each whole"), "{said}");
}

#[test]
fn a_tar_with_a_damaged_paper_changes_nothing() {
    let desk = desk();
    desk.answer("tickler export json --with-papers -o anna.tar; mv binder old");
    desk.answer("tickler add Delta --on fri");
    let before = desk.snapshot();
    // Planted: a paper of another content, links, and names that lead out of the store.
    desk.answer(
        "mkdir t; tar -C t -xf anna.tar; cd t; for paper in papers/*/*.pdf; do echo x > $paper; done
         ln -s /etc/passwd papers/link; tar -cf ../bad.tar dossiers.json papers
         tar -rPf ../bad.tar --transform 's,^,../../,' dossiers.json",
    );
    let said = desk.run("tickler import bad.tar --yes");
    assert!(
        said.contains("error: bad.tar holds the paper ")
            && said.contains(" damaged\n")
            && said.contains("! hint: write the file again: tickler export json --with-papers"),
        "{said}"
    );
    assert!(desk.snapshot() == before, "{said}");
    desk.answer("head -c 3000 anna.tar > cut.tar");
    let said = desk.run("tickler import cut.tar --yes");
    assert!(
        said.contains("error: cut.tar") && said.contains("hint: "),
        "{said}"
    );
    assert!(desk.snapshot() == before, "{said}");
}
