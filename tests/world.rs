//! The world outside: what a store meets on a machine that is not kind to it. In each case nothing
//! that was acknowledged is lost, the answer says what and where and the way out, and the store is
//! as before or as after.

mod desk;

use desk::Desk;

/// So many clients, each behind a day of its own.
fn desk_of_many_days(days: usize) -> (Desk, String) {
    let desk = Desk::new();
    desk.answer("tickler add Client --on 2024-06-14");
    let first = desk.read("managers/anna/2024-06-14/client.json");
    let id = first.split('"').nth(5).expect("an id").to_owned();
    let mut names = vec!["client".to_owned()];
    for number in 1..days {
        let day = format!("20{:02}-06-14", 24 + number);
        let other = format!("01900f5e-6a3c-7cc2-9d6e-0f4e6ddc{number:04x}");
        let text = first.replace(&id, &other).replace("2024-06-14", &day);
        desk.write(&format!("managers/anna/{day}/client-{number}.json"), text);
        names.push(format!("client-{number}"));
    }
    (desk, names.join(" "))
}

#[test]
fn a_change_of_more_folders_than_may_be_open_at_once_is_put_in_place() {
    let (desk, names) = desk_of_many_days(60);
    let before = desk.snapshot();
    let moved = desk.run(&format!(
        "ulimit -n 40; tickler move {names} --on someday --yes | tail -1"
    ));
    assert!(!moved.contains("error"), "{moved}");
    assert_eq!(
        desk.json("tickler list --place someday --json")["dossiers"]
            .as_array()
            .map(Vec::len),
        Some(60)
    );
    let undone = desk.run("ulimit -n 40; tickler undo --yes | tail -1");
    assert!(!undone.contains("error"), "{undone}");
    assert_eq!(before.len(), desk.snapshot().len());
    desk.answer("tickler check");
}

#[test]
fn what_is_stored_and_not_yet_in_its_place_says_so() {
    if !desk::can_inject() {
        return desk::skipped("strace can't inject faults here");
    }
    let (desk, _) = desk_of_many_days(3);
    let said = desk.run(
        "strace -qq -o /dev/null -e trace=renameat -e inject=renameat:error=ENOSPC:when=3 \
         tickler move client client-1 client-2 --on 2024-07-05",
    );
    let path = "binder/managers/anna/2024-07-05/client-1.json";
    assert!(
        said.ends_with(&format!(
            "\
! error: this is stored, and the next command puts the rest of it in place: {path} can't be put in place: No space left on device (os error 28)
! hint: once that is seen to, any command puts the rest in its place: tickler check
(1)
"
        )),
        "{said}"
    );
    desk.answer("tickler check");
    let list = desk.json("tickler list --place 2024-07-05 --json");
    assert_eq!(list["dossiers"].as_array().map(Vec::len), Some(3));
}
