//! What is said beside an answer, and what a person would misread without it.

mod desk;

use desk::Desk;

fn binder() -> Desk {
    let desk = Desk::new();
    desk.answer("tickler add 'Ona Kazlauskė' --company Romashka --on fri");
    desk.answer("tickler add 'Jonas Petrauskas' --on fri");
    desk
}

#[test]
fn a_binder_whose_folder_has_another_name_is_no_empty_day() {
    let desk = binder();
    desk.answer("tickler config --manager boris --new");
    desk.answer("tickler --as boris add 'Boris Berg' --on today");
    let managers = desk.store().join("managers");
    std::fs::rename(managers.join("boris"), managers.join("boriss")).expect("a rename");
    let remark = "! boris has no dossiers here, but those in the folder of boriss say that they \
                  are boris's; to put them in their place: tickler check --repair\n";
    for command in ["today", "list", "week", "binder"] {
        let seen = desk.run(&format!("tickler --as boris {command}"));
        assert!(seen.contains(remark), "{seen}");
    }
    desk.answer("tickler check --repair");
    assert!(
        desk.answer("tickler --as boris today")
            .contains("Boris Berg")
    );
}
