//! `today`, `list` and `find` over every binder, with the manager in the line.

mod desk;

use desk::Desk;

/// Three binders: what is late, due and to come in each.
fn three_binders() -> Desk {
    let desk = Desk::new();
    for (manager, name, on) in [
        ("anna", "Ivan Ivanov", "2024-06-14 10:00"),
        ("anna", "Žydrūnė", "2024-06-20"),
        ("boris", "Marta", "2024-06-14 9:00"),
        ("boris", "สมชาย", "jul"),
        ("chen", "王芳", "2024-06-10"),
    ] {
        desk.output(&format!("tickler config --manager {manager} --new"));
        desk.answer(&format!(
            "tickler --as {manager} --today 2024-06-10 add '{name}' --on '{on}' --next estimate"
        ));
    }
    desk.answer("tickler --as chen note marta 'She is on leave' --for boris");
    desk
}

#[test]
fn every_managers_day_is_one_list_with_the_manager_in_the_line() {
    let desk = three_binders();
    assert_eq!(
        desk.run("tickler --today 2024-06-14 today --all"),
        "\
$ tickler --today 2024-06-14 today --all
Fri 2024-06-14  all binders  3 dossiers: 1 overdue, 2 new calls

Due          Client       Manager  Last contact, next
4 days late  王芳         chen     never
                                   → estimate
09:00        Marta        boris    never
                                   → estimate
10:00        Ivan Ivanov  anna     never
                                   → estimate

Word from   Client
chen        Marta   She is on leave
for boris           mark it read: tickler --as boris note --read marta
Thu 13 Jun
"
    );
    let day = desk.json("tickler --today 2024-06-14 --json today --all");
    assert!(day["manager"].is_null() && day["capacity"].is_null());
    assert_eq!((&day["load"], &day["overdue"]), (&3.into(), &1.into()));
    let managers: Vec<_> = day["dossiers"].as_array().expect("a list").iter().collect();
    assert_eq!(managers[1]["manager"], "boris");
    assert_eq!(day["word"][0]["for"], "boris");
}

#[test]
fn a_list_and_a_search_go_over_every_binder() {
    let desk = three_binders();
    assert_eq!(
        desk.run("tickler list --all"),
        "\
$ tickler list --all
all binders: 5 dossiers (5 new)

Client       Manager  Due               Phone, last contact
王芳         chen     Mon 10 Jun        never
                      3 days late
Marta        boris    Fri 14 Jun 09:00  never
                      tomorrow
Ivan Ivanov  anna     Fri 14 Jun 10:00  never
                      tomorrow
Žydrūnė      anna     Thu 20 Jun        never
                      in 7 days
สมชาย        boris    July              never
                      no day yet
"
    );
    let count = |line: &str| {
        let value = desk.json(line);
        assert!(value["manager"].is_null(), "{line}");
        value["dossiers"].as_array().expect("a list").len()
    };
    assert_eq!(count("tickler --json list --all"), 5);
    assert_eq!(count("tickler --json find estimate --all"), 5);
    assert_eq!(count("tickler --json find leave --all"), 1);
    let own = desk.json("tickler --json find estimate");
    assert_eq!(own["manager"], "anna");
    assert_eq!(own["dossiers"].as_array().map(Vec::len), Some(2));
}

/// As after a synchroniser that has come halfway with a dossier that changed hands.
#[test]
fn a_dossier_that_stands_in_two_binders_is_one() {
    let desk = three_binders();
    desk.output(
        "mkdir -p binder/managers/chen/2024-06-14; \
         cp binder/managers/anna/2024-06-14/ivan-ivanov.json binder/managers/chen/2024-06-14",
    );
    let day = desk.json("tickler --today 2024-06-14 --json today --all");
    assert_eq!(day["load"], 3);
    let list = desk.json("tickler --json list --all");
    assert_eq!(list["dossiers"].as_array().map(Vec::len), Some(5));
}

#[test]
fn a_file_that_can_not_be_read_is_named_whosever_it_is() {
    let desk = three_binders();
    desk.write("managers/chen/2024-06-10/bad.json", "{");
    for line in [
        "tickler today --all",
        "tickler list --all",
        "tickler find x --all",
    ] {
        let said = desk.run(line);
        assert!(said.contains("chen/2024-06-10/bad.json"), "{said}");
        assert!(said.ends_with("(1)\n"), "{said}");
    }
}

#[test]
fn where_there_is_no_binder_at_all_it_is_said_how_to_begin() {
    let said = Desk::new().run("tickler today --all");
    assert!(said.contains("Nothing is due."), "{said}");
    assert!(said.contains("! the binder is empty; begin"), "{said}");
    // A head of sales needs no binder to look into the others'.
    let said = three_binders().run("tickler --as head today --all");
    assert!(!said.contains('!'), "{said}");
}
