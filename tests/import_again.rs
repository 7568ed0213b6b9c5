//! What one store exports, another takes in as it was: by table and card what these can hold, by
//! JSON everything.

mod desk;

use desk::Desk;
use serde_json::Value;

/// Anna's binder of the examples, and in it clients who are called what nobody should be.
fn filled() -> Desk {
    let desk = Desk::new();
    let examples = format!("{}/examples/june-2024", env!("CARGO_MANIFEST_DIR"));
    desk.answer(&format!("cp -r '{examples}' binder"));
    for line in [
        "tickler add 'Semi; \"Colon\", \\ & Sons' --company 'A;B,C\\n' --phone 'Büro; 1: +1 (2)' \
         --phone 'a ::: b' --phone 'mobile: +370 600 12345' --phone 'work: 8 600 12345' --email 'a;b@x.example' --email 'home: m@x.example' --tag 'a,b' --tag 'c;d' \
         --tag 'e\\' --birthday 1980-04-15 --occasion 'name day=26 jul' --occasion 'birthday=02-29' \
         --hours 9-12,14-18 --not fri --zone Asia/Bangkok --every 6w --work visit --next 'x;=1' \
         --source '=fair' --stage=-new --salutation @me --on fri --at 14:30",
        "tickler add '=cmd()|A1' --set '@x=+2' --set \"'y=z\" --set 'field f=1' --set phone=2 --set 'a;b=c' \
         --set Name=u --set outcome=v --set \"list=$(printf 'one\\n- two\\n=three')\" --set uid=abc --on jul",
        "tickler add \"$(printf 'Bell\\a and \\033[2J')\" --address \"$(printf 'one\\n+two; three')\"",
        "tickler add \"$(printf '\\342\\200\\256Right to left')\" --on someday",
        "tickler add 'สมชาย ใจดี 🦀👩‍👩‍👧' --company '../../etc/passwd' --on fri",
        "tickler add '<script>alert(1)</script>' --position '\"><img src=x>' --on fri",
        "tickler move semi --on fri --at 14:30 --agreed",
        "tickler file semi --on '2024-07-01 9:15' -n 'Called' --mood 2 --complaint --promise 'Send it@fri'",
        "tickler note semi 'Sorry' --answer",
        "tickler note semi 'For you' --for boris",
        "tickler promise semi 'Another' --by 2024-07-02",
        "tickler promise semi --kept 1",
        "printf hello > paper.pdf; tickler attach semi paper.pdf",
        "tickler config me.name Anna; tickler config me.address Vilnius; tickler config me.email a@b.example",
        "tickler draft --new offer; tickler draft semi offer --item 'Shelf; 2; 10.00' --no-edit",
        "tickler form --new needs; tickler form semi needs --set budget='1 200 EUR' --partly",
        "tickler note semi 'Never mind'",
        "tickler undo",
        "tickler close bell --lost",
    ] {
        desk.answer(line);
    }
    desk
}

/// What an export of this store says, and what the same says of the store that took it in, perhaps
/// with more in it than can be looked at.
fn there_and_back(export: &str, more: &str) -> (String, String) {
    let desk = filled();
    let line = format!("tickler export {export}");
    let was = desk.answer(&line);
    desk.answer(&format!(
        "{line} {more} -o list; mv binder old; tickler import list --yes"
    ));
    let is = desk.answer(&line);
    assert_eq!(desk.answer("tickler check | head -c 10"), "All right:");
    (was, is)
}

#[test]
fn a_table_is_the_same_table_again() {
    for delimiter in ["comma", "semicolon", "tab"] {
        let (was, is) = there_and_back(&format!("csv --closed --delimiter {delimiter}"), "");
        assert!(was.lines().count() > 30, "{was}");
        // Rows stand by place and name, and nothing of that has changed.
        assert_eq!(was, is);
    }
}

#[test]
fn cards_are_the_same_cards_again() {
    for version in ["3.0", "4.0"] {
        let (was, is) = there_and_back(&format!("vcard --closed --vcard {version}"), "");
        let cards = |text: &str| {
            // Each is given an id of its own, and is as new as its last entry.
            let lines = text.split("\r\n").filter(|line| !line.starts_with("REV:"));
            let text = lines
                .collect::<Vec<_>>()
                .join("\n")
                .replace("UID:urn:uuid:", "UID:");
            let mut cards: Vec<String> = text.split("END:VCARD\n").map(str::to_owned).collect();
            cards.sort();
            cards
        };
        let (was, is) = (cards(&was), cards(&is));
        assert!(was.len() > 30);
        for (was, is) in was.iter().zip(&is) {
            assert_eq!(was, is);
        }
        assert_eq!(was.len(), is.len());
    }
}

#[test]
fn whole_dossiers_are_the_same_but_for_the_entry_that_brought_them() {
    let (was, is) = there_and_back("json --all", "--with-papers");
    let dossiers = |text: &str| -> Vec<Value> {
        let told: Value = serde_json::from_str(text).expect("JSON");
        told["dossiers"].as_array().expect("dossiers").clone()
    };
    let (was, mut is) = (dossiers(&was), dossiers(&is));
    assert!(was.len() > 70);
    for one in &mut is {
        let history = one["dossier"]["history"].as_array_mut().expect("a history");
        let last = history.pop().expect("an entry");
        assert_eq!(last["kind"], "import");
        assert_eq!(last.get("set"), None, "nobody moved to another binder");
    }
    assert_eq!(was, is);
}
