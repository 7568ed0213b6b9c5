//! Regular clients: the cadence on the card says where they are filed when nobody else does.

mod desk;

use desk::Desk;

fn desk() -> Desk {
    Desk::after(&["tickler add 'Ivan Ivanov' --every '6 weeks' --on today"])
}

#[test]
fn without_a_day_a_client_is_filed_by_the_cadence() {
    let transcript = desk().transcript(&[
        "tickler file ivan -n 'All well'",
        "tickler file ivan --at 14:30 --when mon",
        "tickler file ivan --on fri",
        "tickler edit ivan --every 2d",
        "tickler file ivan",
        "tickler file ivan --when 2024-03-01",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler file ivan -n 'All well'
Filed Ivan Ivanov behind \"July\": Thu 2024-07-25, in 42 days (1 of 30)
! every 6 weeks, as the card says: from Thu 2024-06-13 that is Thu 2024-07-25
$ tickler file ivan --at 14:30 --when mon
Filed Ivan Ivanov behind \"July\": Mon 2024-07-22 at 14:30, in 39 days, agreed (1 of 30)
! every 6 weeks, as the card says: from Mon 2024-06-10 that is Mon 2024-07-22
! the talk is dated Mon 2024-06-10, 3 days ago
$ tickler file ivan --on fri
Filed Ivan Ivanov behind \"14\": Fri 2024-06-14, tomorrow (1 of 30)
$ tickler edit ivan --every 2d
Edited Ivan Ivanov, who stands behind \"14\": Fri 2024-06-14, tomorrow (1 of 30)
$ tickler file ivan
Filed Ivan Ivanov behind \"17\": Mon 2024-06-17, in 4 days (1 of 30)
! every 2 days, as the card says: from Thu 2024-06-13 that is Sat 2024-06-15, no working day, so it is Mon 2024-06-17, the next working day
$ tickler file ivan --when 2024-03-01
Filed Ivan Ivanov behind \"13\": Thu 2024-06-13, today (1 of 30)
! every 2 days, as the card says: from Fri 2024-03-01 that is Sun 2024-03-03, and that has passed, so it is Thu 2024-06-13, today
! the talk is dated Fri 2024-03-01, 104 days ago
"
    );
}

#[test]
fn it_is_set_and_taken_out_like_any_field_of_the_card() {
    let desk = desk();
    let every = |desk: &Desk| desk.json("tickler show ivan --json")["every"].clone();
    assert_eq!(every(&desk), "6w");
    for (line, stored) in [
        ("tickler edit ivan --every 'every 10 days'", "10d"),
        ("tickler edit ivan --set every='a month'", "1m"),
        ("EDITOR='sed -i 0,/1m/s//+3w/' tickler edit ivan", "3w"),
    ] {
        desk.answer(line);
        assert_eq!(every(&desk), stored, "{line}");
    }
    assert!(desk.answer("tickler show ivan").contains("\nEvery  3w\n"));
    desk.answer("tickler edit ivan --unset every");
    assert_eq!(every(&desk), serde_json::Value::Null);
}

#[test]
fn on_a_terminal_nobody_is_asked_but_for_those_who_were_not_reached() {
    let desk = desk();
    let shown = desk.at_terminal("tickler file ivan", "fri\n");
    assert!(shown.contains("Thu 2024-07-25, in 42 days"), "{shown}");
    let shown = desk.at_terminal("tickler file ivan --no-answer", "fri\n");
    assert!(shown.contains("hint: say when to try again"), "{shown}");
    assert!(shown.contains("Fri 2024-06-14, tomorrow"), "{shown}");
}

#[test]
fn one_that_a_hand_has_written_is_named_and_hinders_nothing() {
    let desk = desk();
    let path = "managers/anna/2024-06-13/ivan-ivanov.json";
    let card = desk.read(path).replace("\"6w\"", "\"quarterly\"");
    desk.write(path, card);
    let shown = desk.answer("tickler show ivan");
    assert!(
        shown.contains("Every  quarterly (not understood)\n"),
        "{shown}"
    );
    let shown = desk.at_terminal("tickler file ivan", "fri\n");
    assert!(
        shown.contains("\"quarterly\" does not say how often"),
        "{shown}"
    );
    assert!(shown.contains("Fri 2024-06-14, tomorrow"), "{shown}");
    for line in [
        "file ivan --on mon",
        "move ivan --on tue",
        "edit ivan --set stage=new",
    ] {
        let said = desk.run(&format!("tickler {line}"));
        assert!(!said.contains('!'), "{said}");
    }
    desk.answer("EDITOR='sed -i 0,/new/s//offer/' tickler edit ivan");
    assert_eq!(desk.json("tickler show ivan --json")["every"], "quarterly");
}
