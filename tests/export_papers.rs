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
    let said = desk.run("tickler export json --with-papers -o anna.tar");
    assert!(said.contains("3 dossiers and 2 papers"), "{said}");
    assert!(
        said.contains("! 1 paper is not in the store, and so not in the file"),
        "{said}"
    );
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
