//! `tickler export`: dossiers for other programs.

mod desk;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use desk::Desk;

/// Anna's binder with all that a card has in it, and ben's.
fn team() -> Desk {
    Desk::after(&[
        "tickler add 'Ivan Ivanov' --company 'Romashka Ltd' --phone '+370 600 12345' \
         --phone 'home: 370 5 1' --email i@r.example --tag wholesale --tag new --birthday 1980-04-15 \
         --set budget=12000 --on fri --at 14:30",
        "tickler move ivan --on fri --at 14:30 --agreed",
        "tickler add '=cmd()' --company=-1 --set '@x=+2' --on jul",
        "tickler add 'Žydrūnė Šimkutė' --address 'Street 1\nVilnius' --on 2024-06-20",
        "tickler note zydrune 'Likes \"blue\"'",
        "tickler add Gone",
        "tickler undo",
        "tickler add Closed",
        "tickler close closed --lost",
        "tickler config --manager ben --new",
        "tickler --as ben add Beta --on 2024-06-20",
    ])
}

#[test]
fn a_table_for_a_spreadsheet_has_a_row_for_each_client() {
    let desk = team();
    let csv = desk.answer("tickler export csv 2>/dev/null");
    assert_eq!(csv.matches("\r\n").count(), 4, "{csv}");
    let csv = csv.replace("\r\n", "|\n");
    assert_eq!(
        csv,
        "\u{feff}client,manager,name,salutation,position,company,phone,phone 2,email,address,source,\
         tags,stage,birthday,occasion,hours,zone,every,next contact,agreed,work,next,last contact,\
         outcome,'@x,budget|\n\
         ivan-ivanov,anna,Ivan Ivanov,,,Romashka Ltd,'+370 600 12345,home: 370 5 1,i@r.example,,,\
         wholesale; new,,1980-04-15,,,,,2024-06-14 14:30,yes,,,,,,12000|\n\
         zydrune-simkute,anna,Žydrūnė Šimkutė,,,,,,,\"Street 1\nVilnius\",,,,,,,,,2024-06-20,,,,,,,|\n\
         cmd,anna,'=cmd(),,,'-1,,,,,,,,,,,,,2024-07,,,,,,'+2,|\n"
    );
    assert_eq!(
        desk.run("tickler export csv --tag wholesale --delimiter semicolon | cut -d';' -f1-3"),
        "$ tickler export csv --tag wholesale --delimiter semicolon | cut -d';' -f1-3\n\
         \u{feff}client;manager;name\nivan-ivanov;anna;Ivan Ivanov\n"
    );
    let clients = |flags: &str| {
        let csv = desk.answer(&format!(
            "tickler export csv {flags} 2>/dev/null | cut -d, -f1"
        ));
        csv.lines()
            .skip(1)
            .collect::<Vec<_>>()
            .join(" ")
            .replace(" Vilnius\"", "")
    };
    assert_eq!(
        clients("--closed"),
        "ivan-ivanov zydrune-simkute cmd closed"
    );
    assert_eq!(clients("--all"), "ivan-ivanov zydrune-simkute cmd beta");
    assert_eq!(clients("--place jul"), "cmd");
    assert_eq!(clients("beta ivan beta"), "beta ivan-ivanov");
}

#[test]
fn what_is_left_out_is_said() {
    let desk = team();
    let said = |line: &str| desk.run(line).replace(&format!("$ {line}\n"), "");
    assert_eq!(
        said("tickler export csv > /dev/null"),
        "! 1 closed dossier is left out; --closed takes it along\n"
    );
    assert_eq!(
        said("tickler export ics > /dev/null"),
        "! 1 dossier stands behind no day, so that the next contact is in no calendar; a month is \
         dealt out by: tickler deal\n"
    );
    assert_eq!(said("tickler export json > /dev/null"), "");
    assert_eq!(
        said("tickler export vcard beta > /dev/null"),
        "! Beta is in the binder of ben\n"
    );
    assert_eq!(
        Desk::new().run("tickler export json"),
        "$ tickler export json\n{\"format\":1,\"dossiers\":[\n\n],\"unreadable\":[]}\n\
         ! the binder is empty; begin with a client: tickler add \"Ivan Ivanov\" --on tomorrow\n"
    );
}

#[test]
fn whole_dossiers_are_what_is_stored() {
    let desk = team();
    let file = desk.answer("tickler export json --all");
    let told: serde_json::Value = serde_json::from_str(&file).expect("JSON");
    let dossiers = told["dossiers"].as_array().expect("dossiers");
    let clients = dossiers
        .iter()
        .map(|one| one["client"].as_str().expect("a client"));
    let expected = ["ivan-ivanov", "zydrune-simkute", "cmd", "closed", "beta"];
    assert!(clients.eq(expected), "{file}");
    let stored = desk.read("managers/anna/2024-06-14/ivan-ivanov.json");
    let stored: serde_json::Value = serde_json::from_str(&stored).expect("JSON");
    assert_eq!(dossiers[0]["dossier"], stored);
    // A line each, so that two exports can be compared; and the same with and without --json.
    assert_eq!(file.lines().count(), 7);
    assert_eq!(desk.answer("tickler --json export json --all"), file);
}

#[test]
fn a_calendar_has_an_event_for_each_day_and_time() {
    let desk = team().with("TZ", "Europe/Vilnius");
    let ics = desk.answer("tickler export ics --all 2>/dev/null");
    assert!(
        ics.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"),
        "{ics}"
    );
    assert!(ics.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"), "{ics}");
    assert_eq!(ics.matches("BEGIN:VEVENT").count(), 3);
    assert_eq!(ics.matches("BEGIN:VALARM").count(), 1);
    for line in [
        "X-WR-CALNAME:tickler: all\r\n",
        "DTSTART:20240614T113000Z\r\n",
        "SUMMARY:Call Ivan Ivanov (Romashka Ltd)\r\n",
        "DTSTART;VALUE=DATE:20240620\r\n",
    ] {
        assert!(ics.contains(line), "{line}: {ics}");
    }
    assert_eq!(desk.answer("tickler export ics --all 2>/dev/null"), ics);
    let yearly = desk.answer("tickler export ics --occasions 2>/dev/null");
    assert_eq!(yearly.matches("RRULE:FREQ=YEARLY").count(), 1);
}

#[test]
fn cards_are_of_the_version_that_is_wanted() {
    let desk = team();
    let four = desk.answer("tickler export vcard ivan");
    assert!(four.contains("VERSION:4.0\r\n"), "{four}");
    let three = desk.answer("tickler export vcard --vcard 3.0 2>/dev/null");
    assert_eq!(three.matches("VERSION:3.0\r\n").count(), 3, "{three}");
}

#[test]
fn a_file_is_written_whole_and_is_ones_own() {
    let desk = team();
    let path = |name: &str| -> PathBuf { desk.store().with_file_name(name) };
    let mode = |name: &str| {
        fs::metadata(path(name))
            .expect("a file")
            .permissions()
            .mode()
            & 0o777
    };
    assert_eq!(
        desk.run("tickler export csv ivan -o c.csv"),
        "$ tickler export csv ivan -o c.csv\nWrote 1 dossier as csv to c.csv\n"
    );
    assert_eq!(mode("c.csv"), 0o600);
    assert_eq!(
        desk.run("tickler --json export json -o all.json"),
        "$ tickler --json export json -o all.json\n{\n  \"format\": \"json\",\n  \"dossiers\": 4,\n  \
         \"papers\": null,\n  \"path\": \"all.json\",\n  \"remarks\": [],\n  \"unreadable\": []\n}\n"
    );
    // What is there is replaced, and keeps its mode; a link stays one.
    desk.answer("chmod 644 c.csv; ln -s c.csv link.csv; tickler export csv --all -o link.csv");
    assert_eq!(mode("c.csv"), 0o644);
    assert!(path("link.csv").is_symlink());
    assert_eq!(fs::read(path("c.csv")).expect("a file"), {
        desk.output("tickler export csv --all").stdout
    });
    // A link into the store is none that is followed.
    desk.answer("ln -s binder/binder.json in.csv");
    let before = desk.snapshot();
    assert!(desk.run("tickler export csv -o in.csv").ends_with("(4)\n"));
    assert!(desk.snapshot() == before);
    // What is no file is written into, and nothing is left over.
    desk.answer("tickler export csv -o /dev/null");
    let left = fs::read_dir(desk.store().with_file_name("")).expect("a folder");
    let drafts = left.filter(|item| {
        let name = item.as_ref().expect("an item").file_name();
        name.to_string_lossy().ends_with(".draft")
    });
    assert_eq!(drafts.count(), 0);
}

#[test]
fn a_disk_that_is_full_leaves_the_file_that_was_there() {
    let desk = team();
    desk.answer("echo old > c.csv");
    let said = desk.run("ulimit -f 0; tickler export csv --all -o c.csv 2>&1");
    assert!(
        said.contains("error: the export can't be written: File too large"),
        "{said}"
    );
    assert!(said.ends_with("(1)\n"), "{said}");
    assert_eq!(
        desk.answer("cat c.csv; ls -A | grep -c draft || true"),
        "old\n0\n"
    );
}

#[test]
fn a_bad_file_is_named_and_the_rest_is_exported() {
    let desk = team();
    desk.write("managers/anna/2024-06-20/bad.json", "{\n  \"format\": 1,\n");
    let said = desk.run("tickler export csv --place 2024-06-20 | tail -n +2 | cut -d, -f1");
    assert!(said.contains("zydrune-simkute\n"), "{said}");
    assert!(
        said.contains("! warning: binder/managers/anna/2024-06-20/bad.json: "),
        "{said}"
    );
    let output = desk.output("tickler export json -o all.json");
    assert_eq!(output.status.code(), Some(1));
    let told = desk.json("cat all.json");
    assert_eq!(told["dossiers"].as_array().map(Vec::len), Some(4));
    assert_eq!(
        told["unreadable"][0]["path"],
        "binder/managers/anna/2024-06-20/bad.json"
    );
}

#[test]
fn a_closed_pipe_is_no_error() {
    let desk = team();
    let said = desk.run("(tickler export json; echo $? >&2) | head -c 10");
    assert!(said.ends_with("{\"format\":! 0\n"), "{said}");
}
