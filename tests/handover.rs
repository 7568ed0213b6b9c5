//! A binder is read by the colleague who is to carry it on.

mod desk;

use desk::Desk;

/// Anna's binder: somebody late, somebody agreed, somebody nobody could call, a month, a closed one.
fn desk() -> Desk {
    let desk = Desk::new();
    for line in [
        "tickler --today 2024-06-10 add 'Late Lena' --on 2024-06-11 --phone 5550100 --next 'Say sorry'",
        "tickler add 'Ivan Ivanov' --company Romashka --on today --at 10:00 --phone '+370 600 12345' --next Ask --set budget=12000",
        "tickler file ivan --on 2024-06-20 --at 14:30 --agreed -n 'Wants the estimate split'",
        "tickler add 'Žydrūnė Šimkutė' --on jul",
        "tickler add Closed --on fri",
        "tickler close closed --lost",
        "tickler config --manager boris --new",
    ] {
        desk.answer(line);
    }
    desk
}

#[test]
fn the_packet_has_every_dossier_in_full_behind_its_divider() {
    let desk = desk();
    let transcript = desk.transcript(&["tickler --as boris handover anna"]);
    assert_eq!(
        transcript,
        "\
$ tickler --as boris handover anna
anna: 3 dossiers to carry on, 1 overdue

Due                        Dossiers
overdue                           1
Thu 2024-06-20, in 7 days         1
July                              1

To ask about before they leave
Client           Missing
Late Lena        what was talked about
Žydrūnė Šimkutė  a phone number, what was talked about, the next step

Behind \"11\": Tue 2024-06-11, 2 days late: 1 dossier

────────────────────────────────────────────────────────────
Late Lena  late-lena

Place   behind \"11\": Tue 2024-06-11, 2 days late, planned
Binder  anna
Next    Say sorry

Phones  5550100

Last contacts and notes
None yet.
1 entry more: tickler show late-lena --all

Behind \"20\": Thu 2024-06-20, in 7 days: 1 dossier

────────────────────────────────────────────────────────────
Ivan Ivanov  ivan-ivanov
Romashka

Place   behind \"20\": Thu 2024-06-20 at 14:30, in 7 days, agreed
Binder  anna
Next    Ask

Phones  +370 600 12345
budget  12000

Last contacts and notes
Thu 13 Jun  call  Wants the estimate split
1 entry more: tickler show ivan-ivanov --all

Behind \"July\": 1 dossier

────────────────────────────────────────────────────────────
Žydrūnė Šimkutė  zydrune-simkute

Place   behind \"July\"
Binder  anna

Last contacts and notes
None yet.
1 entry more: tickler show zydrune-simkute --all
"
    );
}

#[test]
fn the_packet_can_be_one_line_each_and_of_the_coming_days_alone() {
    let desk = desk();
    let transcript = desk.transcript(&[
        "tickler handover anna --brief --days 8",
        "tickler handover anna --brief --days 1",
        "tickler handover boris",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler handover anna --brief --days 8
anna: 2 dossiers to carry on for 8 days, 1 overdue

Due                        Dossiers
overdue                           1
Thu 2024-06-20, in 7 days         1

To ask about before they leave
Client     Missing
Late Lena  what was talked about

Due                Client       Phone           Next
Tue 11 Jun         Late Lena    5550100         Say sorry
2 days late
Thu 20 Jun 14:30   Ivan Ivanov  +370 600 12345  Ask
in 7 days, agreed  Romashka
$ tickler handover anna --brief --days 1
anna: 1 dossier to carry on for today, 1 overdue

Due      Dossiers
overdue         1

To ask about before they leave
Client     Missing
Late Lena  what was talked about

Due          Client     Phone    Next
Tue 11 Jun   Late Lena  5550100  Say sorry
2 days late
$ tickler handover boris
boris: 0 dossiers to carry on
"
    );
}

#[test]
fn a_program_reads_the_packet_with_whole_dossiers() {
    let desk = desk();
    let packet = desk.json("tickler handover anna --closed --json");
    assert_eq!(packet["manager"], "anna");
    assert_eq!(packet["to"], serde_json::json!([]));
    assert_eq!(packet["until"], serde_json::Value::Null);
    assert_eq!(packet["moved"], false);
    assert_eq!(packet["over_capacity"], serde_json::json!([]));
    let clients: Vec<&str> = packet["dossiers"]
        .as_array()
        .expect("dossiers")
        .iter()
        .filter_map(|dossier| dossier["client"].as_str())
        .collect();
    assert_eq!(
        clients,
        ["late-lena", "ivan-ivanov", "zydrune-simkute", "closed"]
    );
    let shown = desk.json("tickler show ivan --json");
    for (key, value) in packet["dossiers"][1].as_object().expect("a dossier") {
        assert_eq!(*value, shown[key], "{key}");
    }
    assert_eq!(
        packet["to_ask_about"][0],
        serde_json::json!({ "client": "late-lena", "missing": ["contact"] })
    );
}

#[test]
fn open_promises_and_offers_are_in_the_packet() {
    let desk = desk();
    let path = "managers/anna/2024-06-20/ivan-ivanov.json";
    let mut dossier: serde_json::Value = serde_json::from_str(&desk.read(path)).expect("JSON");
    let history = dossier["history"].as_array_mut().expect("a history");
    history.push(
        serde_json::json!({ "op": "01901a02-11f0-7b1e-8f5e-8a1c2ddc2b07",
        "at": "2024-06-14T09:00:00.000000+02:00", "by": "anna", "kind": "offer",
        "text": "30 towels", "amount": 870, "valid_until": "2024-07-31",
        "promises": [{ "text": "Send the estimate", "due": "2024-06-12" }] }),
    );
    desk.write(path, dossier.to_string());
    let packet = desk.answer("tickler handover anna");
    assert!(
        packet.contains(
            "Open promises\n1  Send the estimate  Wed 2024-06-12, yesterday\n\nLast contacts and notes\n\
             Fri 14 Jun  offer  30 towels, 870, valid until 2024-07-31\n"
        ),
        "{packet}"
    );
    let shown = desk.json("tickler show ivan --json");
    assert_eq!(
        shown["open_promises"],
        serde_json::json!([{ "n": 1, "text": "Send the estimate", "due": "2024-06-12", "made": "2024-06-14" }])
    );
}
