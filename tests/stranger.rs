//! Somebody without a binder here changes others' dossiers: the name may be mistyped, and it is
//! written down, so every command that does says so.

mod desk;

use desk::Desk;

#[test]
fn whatever_a_stranger_changes_it_is_said_that_the_name_is_nobodys() {
    let desk = Desk::after(&[
        "tickler add 'Ivan Ivanov' --on fri",
        "tickler add Olga --on fri",
        "tickler config --manager ben --new",
    ]);
    for line in [
        "tickler --as zoe note ivanov 'Called back'",
        "tickler --as zoe undo",
        "tickler --as zoe undo --redo",
        "tickler --as zoe handover anna --to ben",
        "tickler --as zoe forget olga --yes",
    ] {
        let said = desk.run(line);
        let remark = "! zoe has no binder here; there are those of anna and ben";
        assert_eq!(said.matches(remark).count(), 1, "{said}");
    }
    let own = desk.run("tickler --as ben handover ben --to anna --leaving");
    assert!(!own.contains("has no binder"), "{own}");
}
