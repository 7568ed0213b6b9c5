//! A clone of a store: the dossiers are all there, and none of the slips.

mod desk;

use desk::Desk;

const SLIPS: &str = "find . -name '*.slip' | sed 's|.*managers/||' | sort";

/// What a synchroniser leaves behind is not there.
fn clone() -> Desk {
    let desk = Desk::after(&[
        "tickler add Beta --on 2024-07-05 --birthday 1980-06-14",
        "tickler promise beta 'Send the estimate' --by 2024-06-13",
        "tickler note beta 'Call before noon' --for anna",
    ]);
    desk.answer("find . -name '*.slip' -delete; rm -r \"$(dirname \"$(find . -name lock)\")\"");
    desk
}

#[test]
fn a_day_of_a_clone_shows_what_stands_elsewhere_before_anything_is_written() {
    let desk = clone();
    let day = desk.json("tickler --json today");
    assert_eq!(day["promises"][0]["text"], "Send the estimate", "{day}");
    assert_eq!(day["occasions"][0]["on"], "2024-06-14", "{day}");
    assert_eq!(day["remarks"].as_array().map(Vec::len), Some(0));
    assert_eq!(desk.answer(SLIPS), "", "who reads makes nothing");
}

#[test]
fn the_first_change_of_a_clone_makes_its_slips() {
    let desk = clone();
    desk.answer("tickler add Gamma --on fri");
    let slips = desk.answer(SLIPS);
    assert!(slips.contains("anna/2024-06-13/beta.slip"), "{slips}");
    assert!(slips.contains("anna/yearly/06-14/beta.slip"), "{slips}");
    desk.answer("tickler check");
    // Once: a slip that is missing later is a finding.
    desk.answer("find . -name '*.slip' -delete; tickler add Delta --on fri");
    assert_eq!(desk.answer(SLIPS), "");
}

#[test]
fn a_large_clone_says_how_its_slips_are_made() {
    let desk = clone();
    desk.answer(
        "cd \"$(dirname \"$(find . -name beta.json)\")\"; \
         mkdir ../someday; for n in $(seq 2100); do echo '{}' >../someday/c$n.json; done",
    );
    let said = desk.run("tickler today");
    assert!(said.contains("tickler check --repair"), "{said}");
    assert!(!said.contains("estimate"), "{said}");
    desk.run("tickler check --repair");
    let said = desk.run("tickler today");
    assert!(said.contains("Send the estimate"), "{said}");
    assert!(!said.contains("tickler check --repair"), "{said}");
}

/// A dossier that comes in from elsewhere: taken out of the store with its slips, and put back after
/// others were written.
fn comes_in(file: &str) -> Desk {
    let desk = Desk::after(&[
        "tickler add Alpha --on fri",
        "tickler add Beta --on 2024-07-05 --birthday 1980-06-14",
        "tickler promise beta 'Send the estimate' --by 2024-06-13",
        "tickler note beta 'Call before noon' --for anna",
        "tickler config --manager ben --new",
    ]);
    desk.answer("mv \"$(find . -name beta.json)\" home; find . -name '*.slip' -delete");
    desk.answer("tickler move alpha --on mon");
    assert_eq!(desk.answer("tickler promise"), "No promise is open.\n");
    desk.answer(&format!(
        "mkdir -p binder/managers/{file}; sed 's/\"anna\"/\"'{}'\"/' home/beta.json \
         >binder/managers/{file}/beta.json",
        &file[..file.find('/').expect("a manager")]
    ));
    desk
}

#[test]
fn a_dossier_that_comes_in_later_is_seen_on_its_day_and_the_next_change_makes_its_slips() {
    let desk = comes_in("anna/2024-07-05");
    let day = desk.json("tickler --json today");
    assert_eq!(day["promises"][0]["text"], "Send the estimate", "{day}");
    assert_eq!(day["occasions"][0]["on"], "2024-06-14", "{day}");
    assert_eq!(desk.answer(SLIPS), "", "who reads makes nothing");
    desk.answer("tickler move alpha --on tue");
    let slips = desk.answer(SLIPS);
    assert!(slips.contains("anna/2024-06-13/beta.slip"), "{slips}");
    assert!(slips.contains("anna/yearly/06-14/beta.slip"), "{slips}");
    desk.answer("tickler check");
}

#[test]
fn what_comes_into_a_colleagues_binder_gets_its_slips_by_the_first_change_of_a_day() {
    let desk = comes_in("ben/2024-07-05");
    desk.answer("tickler move alpha --on tue");
    assert_eq!(desk.answer(SLIPS), "");
    let said = desk.run("tickler check");
    assert!(said.contains("Slips that are missing"), "{said}");
    desk.answer("tickler --today 2024-06-14 move alpha --on wed");
    let slips = desk.answer(SLIPS);
    assert!(slips.contains("ben/2024-06-13/beta.slip"), "{slips}");
    assert!(slips.contains("ben/yearly/06-14/beta.slip"), "{slips}");
    desk.answer("tickler check");
}
