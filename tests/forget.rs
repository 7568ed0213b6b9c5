//! Erasing a client: nothing of it stays in the store.

mod desk;

use desk::Desk;

#[test]
fn an_erased_client_is_nowhere_in_the_store_and_does_not_come_back() {
    let desk = Desk::after(&[
        "tickler add 'Ivan Ivanov' --on fri --company Romashka",
        "tickler add 'Beta' --on fri",
        "tickler move ivanov beta --on 2024-06-18 --yes",
    ]);
    let copy = desk.read("managers/anna/2024-06-18/ivan-ivanov.json");
    desk.write(
        "managers/anna/2024-06-18/.ivan-ivanov.json.draft",
        "half a dossier of Romashka",
    );
    let id = serde_json::from_str::<serde_json::Value>(&copy).expect("json")["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    desk.write(&format!("papers/{id}/offer.md"), "for Romashka");
    let said = desk.transcript(&[
        "tickler forget ivanov",
        "tickler forget ivanov --yes",
        "tickler show ivanov",
    ]);
    assert_eq!(said, "\
$ tickler forget ivanov
! error: ivan-ivanov was not erased: nobody has said yes
! hint: there is no undo for it; if it is meant: tickler forget ivan-ivanov --yes
(4)
$ tickler forget ivanov --yes
Erased Ivan Ivanov: 2 files, 1 paper and 2 lines of the log
! backups, the history of a git repository, copies on other machines and texts kept of a refused edit are out of reach: erase the client there too
$ tickler show ivanov
! error: no client fits \"ivanov\"
! hint: see who there is: tickler list; or add a client: tickler add ivanov
(3)
");
    let grep = desk.output("grep -rilE 'ivan|romashka' binder");
    assert_eq!(String::from_utf8_lossy(&grep.stdout), "", "nothing is left");
    desk.write("managers/anna/2024-06-18/ivan-ivanov.json", copy);
    let said = desk.run("tickler show ivanov");
    assert!(said.contains("no client fits"), "{said}");
    assert!(
        !desk
            .answer("tickler --today 2024-06-18 today")
            .contains("Ivan")
    );
    assert!(
        desk.answer("tickler --today 2024-06-18 today")
            .contains("Beta")
    );
    desk.answer("tickler undo");
    assert!(desk.answer("tickler list").contains("Beta"));
}

#[test]
fn whatever_is_left_of_an_erased_client_in_the_store_is_erased_too() {
    let desk = Desk::after(&[
        "tickler add 'Ivan Ivanov' --on fri --company Romashka",
        "tickler add Beta --on fri",
    ]);
    let folder = "binder/managers/anna/2024-06-14";
    for copy in [
        "ivan-ivanov.json~",
        "ivan-ivanov.json.orig",
        "ivan (1).json",
        "x.json.bak",
    ] {
        desk.output(&format!("cp {folder}/ivan-ivanov.json '{folder}/{copy}'"));
    }
    let log = desk.log();
    let machine = log.parent().expect("a folder");
    for waiting in ["stage/x", "aside-x/stage/y"] {
        let other = machine
            .with_file_name("01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11")
            .join(waiting);
        std::fs::create_dir_all(&other).expect("a folder");
        std::fs::copy(
            desk.store()
                .join("managers/anna/2024-06-14/ivan-ivanov.json"),
            other.join("0"),
        )
        .expect("copied");
    }
    let text = std::fs::read_to_string(&log).expect("a log");
    let torn = "{\"op\":\"x\",\"dossiers\":[{\"client\":\"ivan-ivanov\"";
    std::fs::write(&log, format!("{text}{{\"of a later tickler\":1}}\n{torn}")).expect("written");
    desk.answer("tickler forget ivanov --yes");
    let left = desk.output("grep -rliE 'ivan|romashka' binder");
    assert_eq!(String::from_utf8_lossy(&left.stdout), "");
    let text = std::fs::read_to_string(&log).expect("a log");
    assert!(
        text.contains("of a later tickler") && text.contains("\"beta\""),
        "{text}"
    );
}

#[test]
fn a_client_whose_adding_was_undone_can_be_erased() {
    let desk = Desk::after(&["tickler add 'Ivan Ivanov' --on fri", "tickler undo"]);
    assert!(
        desk.read("managers/anna/gone/ivan-ivanov.json")
            .contains("Ivan")
    );
    desk.answer("tickler forget ivan --yes");
    let left = desk.output("grep -rli ivan binder");
    assert_eq!(String::from_utf8_lossy(&left.stdout), "");
}
