//! Complaints and their answers, and how clients were: written down, seen, taken back.

mod desk;

use desk::Desk;
use serde_json::{Value, json};

/// Ivan, who complained in a call two days ago.
fn desk() -> Desk {
    Desk::after(&[
        "tickler --today 2024-06-11 add 'Ivan Ivanov' --on 2024-06-11",
        "tickler --today 2024-06-11 file ivan --on 2024-06-13 -n '6 of 20 are frayed' --complaint \
         --mood 2",
    ])
}

fn dossier(desk: &Desk) -> Value {
    desk.json("tickler --json show ivan")
}

#[test]
fn a_complaint_is_open_until_it_is_answered() {
    let desk = desk();
    let transcript = desk.transcript(&[
        "tickler show ivan",
        "tickler note ivan 'Sent 6 new ones' --answer",
        "tickler show ivan",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler show ivan
Ivan Ivanov  ivan-ivanov

Place   behind \"13\": Thu 2024-06-13, today, planned
Binder  anna
Mood    2 of 5

Open complaints
1  6 of 20 are frayed  Tue 2024-06-11, 2 days ago

Last contacts and notes
Tue 11 Jun  call, complaint, mood 2 of 5  6 of 20 are frayed
1 entry more: tickler show ivan-ivanov --all
$ tickler note ivan 'Sent 6 new ones' --answer
Noted for Ivan Ivanov, who stands behind \"13\": Thu 2024-06-13, today (1 of 30)
! it answers the complaint of Tue 2024-06-11, after 48 hours
$ tickler show ivan
Ivan Ivanov  ivan-ivanov

Place   behind \"13\": Thu 2024-06-13, today, planned
Binder  anna
Mood    2 of 5

Last contacts and notes
Thu 13 Jun  note, answer after 48 hours   Sent 6 new ones
Tue 11 Jun  call, complaint, mood 2 of 5  6 of 20 are frayed
1 entry more: tickler show ivan-ivanov --all
"
    );
}

#[test]
fn programs_and_a_colleague_see_it_too() {
    let desk = desk();
    let shown = dossier(&desk);
    assert_eq!(shown["mood"], 2);
    let complaint = &shown["complaints"][0];
    assert_eq!(
        shown["complaints"],
        json!([{ "n": 1, "text": "6 of 20 are frayed", "at": complaint["at"],
            "answered": null, "hours": null }])
    );
    assert_eq!(shown["history"][1]["complaint"], true);
    desk.answer("tickler note ivan 'Sent 6 new ones' --answer");
    let shown = dossier(&desk);
    assert_eq!(shown["history"][2]["answers"], shown["history"][1]["op"]);
    assert_eq!(shown["complaints"][0]["n"], Value::Null);
    assert_eq!(shown["complaints"][0]["hours"], 48);
    let packet = desk.json("tickler --json handover anna");
    assert_eq!(packet["dossiers"][0]["complaints"], shown["complaints"]);
    assert_eq!(packet["dossiers"][0]["mood"], 2);
    let packet = desk.run("tickler handover anna");
    assert!(packet.contains("answer after 48 hours"), "{packet}");
}

#[test]
fn of_several_the_one_that_is_named_is_answered_and_undo_opens_it_again() {
    let desk = desk();
    desk.answer("tickler note ivan 'Slow post' --kind complaint");
    desk.answer("tickler note ivan 'We changed the carrier' --answer=2");
    let open = |desk: &Desk| {
        let complaints = dossier(desk)["complaints"].clone();
        let complaints = complaints.as_array().expect("a list").iter();
        let open = complaints.filter(|one| one["answered"].is_null());
        open.map(|one| format!("{} {}", one["n"], one["text"]))
            .collect::<Vec<_>>()
    };
    assert_eq!(open(&desk), ["1 \"6 of 20 are frayed\""]);
    desk.answer("tickler undo");
    assert_eq!(open(&desk), ["1 \"6 of 20 are frayed\"", "2 \"Slow post\""]);
    // What the complaint is taken back with, it is no more.
    desk.answer("tickler undo");
    assert_eq!(open(&desk), ["1 \"6 of 20 are frayed\""]);
}

#[test]
fn an_offer_is_an_entry_of_its_own_kind_and_moves_nothing() {
    let desk = desk();
    desk.answer("tickler note ivan '60 towels for 900' --kind offer");
    let shown = dossier(&desk);
    let entry = &shown["history"][2];
    assert_eq!(
        (&entry["kind"], &entry["text"]),
        (&json!("offer"), &json!("60 towels for 900"))
    );
    assert_eq!(shown["place"], "2024-06-13");
}
