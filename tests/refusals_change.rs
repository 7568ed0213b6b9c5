//! A gallery of refusals: changes that can't be made, or be taken back, as a whole.

mod desk;

use desk::Desk;

#[test]
fn nothing_is_written_that_could_not_be_read_again() {
    let desk = Desk::after(&["tickler add 'Ivan Ivanov' --on fri"]);
    let before = desk.snapshot();
    let said = desk.run("head -c 4300000 /dev/zero | tr '\\0' a | tickler note ivanov -");
    assert_eq!(
        said,
        "\
$ head -c 4300000 /dev/zero | tr '\\0' a | tickler note ivanov -
! error: the dossier of ivan-ivanov would have 4300639 bytes, and one of more than 4 MiB is not read
! hint: keep the text in a file of its own, and note where it is
(4)
"
    );
    assert_eq!(desk.snapshot(), before);
    assert!(!desk.answer("tickler log").contains("noted"));
}

/// As an entry, what an editor has put there lies deeper still.
#[test]
fn nothing_is_taken_in_that_could_not_be_read_again() {
    let desk = Desk::after(&["tickler add Ivan --on fri"]);
    let path = "managers/anna/2024-06-14/ivan.json";
    let brackets = "[".repeat(126) + &"]".repeat(126);
    let edited = format!("\"plan\": {brackets},\n  \"history\"");
    desk.write(path, desk.read(path).replacen("\"history\"", &edited, 1));
    let before = desk.snapshot();
    assert_eq!(
        desk.run("tickler note ivan hello"),
        "\
$ tickler note ivan hello
! error: the dossier of ivan would have too many brackets in each other to be read again
! hint: take some of the brackets out in an editor: tickler edit ivan
(4)
"
    );
    assert_eq!(desk.snapshot(), before);
}

#[test]
fn an_adding_is_not_taken_back_over_what_somebody_wrote_since() {
    let desk = Desk::after(&[
        "tickler add 'Ivan Ivanov' --on fri",
        "tickler config --manager ben --new",
        "tickler --as ben note ivanov 'urgent, call back Friday'",
        "tickler undo",
    ]);
    let said = desk.run("tickler undo");
    assert_eq!(
        said,
        "\
$ tickler undo
! error: taking the adding of ivan-ivanov back would hide what was written there since: 1 entry
! hint: look first: tickler show ivan-ivanov --all; if it is meant: tickler undo --yes
(4)
"
    );
    assert!(desk.answer("tickler find urgent").contains("Ivan"));
    assert!(
        desk.answer("tickler undo --yes")
            .contains("is out of the binder")
    );
}
