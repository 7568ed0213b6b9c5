//! From one store to another: `tickler export json` here, `tickler import` there.

mod desk;

use std::collections::BTreeMap;

use desk::Desk;
use serde_json::Value;

/// Two binders with all that a dossier can have in it, among it what no command of today writes.
fn team() -> Desk {
    let desk = Desk::of_two_managers();
    desk.answer("tickler file ivan --on jul -n 'Wants prices' --promise 'Send the list@fri'");
    desk.answer("tickler undo");
    desk.answer("tickler file ivan --on 2024-07-05 -n '=1+1 \"so\"' --mood 4");
    let path = "managers/anna/2024-07-05/ivan-ivanov.json";
    let stored = desk.read(path);
    let odd = stored
        .replace(
            "  \"history\": [",
            "  \"later\": { \"n\": 1.50, \"m\": 1e+400 },\n  \"history\": [",
        )
        .replacen(
            "\"kind\": \"add\",",
            "\"kind\": \"add\",\n      \"seal\": 10000000000000000000000.10,",
            1,
        );
    assert_ne!(odd, stored);
    desk.write(path, odd);
    desk
}

/// The dossiers below the folder of the binders, by path; without the ones that are gone.
fn dossiers(desk: &Desk) -> BTreeMap<String, String> {
    let paths = desk.dossiers().into_iter();
    paths
        .filter(|path| !path.contains(".slip"))
        .map(|path| {
            let text = desk.read(&format!("managers/{path}"));
            (path, text)
        })
        .collect()
}

/// A dossier without its last entry, which must be of the kind `import`.
fn without_import(text: &str) -> Value {
    let mut dossier: Value = serde_json::from_str(text).expect("a dossier");
    let history = dossier["history"].as_array_mut().expect("a history");
    let last = history.pop().expect("an entry");
    assert_eq!(last["kind"], "import", "{text}");
    dossier
}

#[test]
fn a_team_moves_with_everything_and_a_second_time_nothing_changes() {
    let (from, to) = (team(), Desk::new());
    // What was written by hand is an entry from the next command on, whichever that is.
    from.answer("tickler note ivan 'One thing more'");
    from.answer(&format!("tickler export json --all -o {}", file(&to)));
    let said = to.answer("tickler import all.json --yes");
    assert!(said.starts_with("Imported 7 new clients\n"), "{said}");
    let (here, there) = (dossiers(&from), dossiers(&to));
    assert!(
        here.keys().eq(there.keys()),
        "{:?} {:?}",
        here.keys(),
        there.keys()
    );
    for (path, text) in &here {
        let was: Value = serde_json::from_str(text).expect("a dossier");
        assert_eq!(without_import(&there[path]), was, "{path}");
    }
    let ivan = &there["anna/2024-07-05/ivan-ivanov.json"];
    for number in ["1.50", "1e+400", "10000000000000000000000.10"] {
        assert!(ivan.contains(number), "{number}: {ivan}");
    }
    assert_eq!(
        to.answer("tickler check"),
        "All right: 7 dossiers of 2 managers, each behind one place.\n"
    );
    let before = to.snapshot();
    let said = to.answer("tickler import all.json --update --yes");
    assert!(
        said.starts_with("Left 7 clients that are there already\n"),
        "{said}"
    );
    assert!(to.snapshot() == before, "the second time changed something");
    // And back again, where it is known but for the entries of the import.
    to.answer("tickler export json --all -o all.json");
    from.answer(&format!("cp {} all.json", file(&to)));
    let said = from.answer("tickler import all.json --update --yes");
    assert!(said.contains("history: 1 more entry"), "{said}");
    from.answer("tickler undo --yes");
    for (path, text) in dossiers(&from) {
        let was = here.get(&path).unwrap_or_else(|| panic!("{path}"));
        let (is, was): (Value, Value) = (json(&text), json(was));
        for key in ["place", "manager", "name", "later", "next"] {
            assert_eq!(is[key], was[key], "{path}");
        }
    }
}

#[test]
fn what_was_entered_on_both_sides_is_one_history_and_taken_back_whole() {
    let (from, to) = (team(), Desk::new());
    from.answer(&format!("tickler export json ivan -o {}", file(&to)));
    to.answer("tickler import all.json");
    to.answer("tickler note ivan 'Noted there'");
    from.answer("tickler file ivan --on 2024-08-01 -n 'Called from here'");
    from.answer("tickler edit ivan --add-phone '+370 600 1'");
    from.answer(&format!("tickler export json ivan -o {}", file(&to)));
    let said = to.answer("tickler import all.json --update");
    assert!(
        said.contains("Ivan Ivanov  history: 2 more entries"),
        "{said}"
    );
    let shown = to.json("tickler --json show ivan");
    assert_eq!(shown["place"], "2024-08-01");
    assert_eq!(shown["phones"][0], "+370 600 1");
    to.answer("tickler undo");
    let shown = to.json("tickler --json show ivan");
    assert_eq!(
        (&shown["place"], shown["phones"].as_array().map(Vec::len)),
        (&"2024-07-05".into(), Some(0))
    );
    let text = to.answer("tickler show ivan --all");
    assert!(text.contains("Noted there"), "{text}");
    to.answer("tickler undo --redo");
    assert_eq!(to.json("tickler --json show ivan")["place"], "2024-08-01");
    assert!(to.answer("tickler check").starts_with("All right"));
}

#[test]
fn what_is_of_a_manager_who_is_not_here_comes_into_the_open_binder() {
    let (from, to) = (team(), Desk::after(&["tickler add 'Ivan Ivanov' --on fri"]));
    from.answer(&format!("tickler export json ivan beta -o {}", file(&to)));
    assert_eq!(
        to.run("tickler import all.json"),
        "$ tickler import all.json\n\
         Imported 2 new clients\n\
         \n\
         New\n\
         Ivan Ivanov  behind \"July\": Fri 2024-07-05, in 22 days (1 of 30)\n\
         Beta         behind \"20\": Thu 2024-06-20, in 7 days (1 of 30)\n\
         ! 1 dossier is of ben, who has no binder here, in the binder of anna\n"
    );
    // A name that is taken gets a number.
    let expected = [
        "anna/2024-06-14/ivan-ivanov.json",
        "anna/2024-06-20/beta.json",
        "anna/2024-07-05/ivan-ivanov-2.json",
    ];
    assert!(
        dossiers(&to).keys().eq(expected),
        "{:?}",
        dossiers(&to).keys()
    );
    // Once ben has one, what is his comes to him.
    to.answer("tickler undo");
    to.answer("tickler config --manager ben --new");
    to.answer("tickler import all.json");
    assert!(
        dossiers(&to).contains_key("ben/2024-06-20/beta.json"),
        "{:?}",
        dossiers(&to).keys()
    );
}

#[test]
fn a_bad_dossier_is_named_and_the_rest_comes_on_wish() {
    let (from, to) = (team(), Desk::new());
    let all = from.answer("tickler export json --all");
    let bad = all.replacen("\"place\":\"2024-06-20\"", "\"place\":\"20 June\"", 1);
    std::fs::write(file(&to), bad).expect("a file");
    let said = to.run("tickler import all.json --yes");
    assert!(
        said.contains(
            "! error: all.json, line 3: the dossier can't be read: `place` must be a place: "
        ),
        "{said}"
    );
    assert!(dossiers(&to).is_empty());
    to.answer("tickler import all.json --yes --skip-bad");
    assert_eq!(dossiers(&to).len(), 6);
    let cut = &all[..all.len() / 2];
    std::fs::write(file(&to), cut).expect("a file");
    let said = to.run("tickler import all.json --yes --skip-bad");
    assert!(said.contains("the file ends too early"), "{said}");
}

fn file(desk: &Desk) -> String {
    desk.store()
        .with_file_name("all.json")
        .display()
        .to_string()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}
