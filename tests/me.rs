//! What the user says of oneself in letters: in the user's own config file, and never in a store.

mod desk;

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::PathBuf;

use desk::Desk;

/// The user's own config file of a desk.
fn file(desk: &Desk) -> PathBuf {
    let folder = desk
        .store()
        .parent()
        .expect("the folder of the desk")
        .to_owned();
    folder.join("home/.config/tickler/config.json")
}

#[test]
fn what_one_says_of_oneself_is_in_the_users_file_and_in_no_store() {
    let desk = Desk::new();
    let transcript = desk.transcript(&[
        "tickler config me.name",
        "tickler config me.name 'Anna Sand'",
        "tickler config me.name 'Anna Sandė'",
        "tickler config me.phone '+370 600 54321'",
        "tickler config me.name",
        "tickler config --unset me.phone",
        "printf 'Best regards,\\nAnna' | tickler config me.signature -",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler config me.name
not set  (default)
$ tickler config me.name 'Anna Sand'
me.name: Anna Sand; before: not set
$ tickler config me.name 'Anna Sandė'
me.name: Anna Sandė; before: Anna Sand (your config)
$ tickler config me.phone '+370 600 54321'
me.phone: +370 600 54321; before: not set
$ tickler config me.name
Anna Sandė  (your config)
$ tickler config --unset me.phone
me.phone: not set; before: +370 600 54321 (your config)
$ printf 'Best regards,\\nAnna' | tickler config me.signature -
me.signature: Best regards,
Anna; before: not set
"
    );
    assert!(!desk.store().exists(), "a store was made for it");
    let text = fs::read_to_string(file(&desk)).expect("the file");
    let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let me = serde_json::json!({ "name": "Anna Sandė", "signature": "Best regards,\nAnna" });
    assert_eq!(value["me"], me);
    let mode = fs::metadata(file(&desk)).expect("the file").permissions();
    assert_eq!(mode.mode() & 0o777, 0o600);
    let shown = desk.json("tickler config --json");
    let lines = shown["settings"].as_array().expect("a list");
    let name = lines.iter().find(|line| line["key"] == "me.name");
    assert_eq!(name.expect("a line")["from"], "user");
}

#[test]
fn which_programs_to_run_is_said_there_too() {
    let desk = Desk::new();
    let transcript = desk.transcript(&[
        "tickler config sendmail msmtp",
        "tickler config sendmail",
        "tickler config color never",
        "tickler config --unset color",
        "tickler config sendmail --manager ben",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler config sendmail msmtp
sendmail: msmtp; before: not set
$ tickler config sendmail
msmtp  (your config)
$ tickler config color never
color: never; before: auto (default)
$ tickler config --unset color
color: auto (default); before: never (your config)
$ tickler config sendmail --manager ben
! error: `sendmail` is the same for all managers
! hint: set it for all, without --manager: tickler config sendmail VALUE
(2)
"
    );
    assert!(!desk.store().exists(), "a store was made for it");
    let text = fs::read_to_string(file(&desk)).expect("the file");
    assert_eq!(text, "{\n  \"sendmail\": \"msmtp\"\n}\n");
}

#[test]
fn the_rest_of_the_file_stays_and_a_link_to_it_too() {
    let desk = Desk::new();
    let path = file(&desk);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    let kept = path.with_file_name("dotfile.json");
    fs::write(
        &kept,
        r#"{ "pager": "less", "x": 1.50, "me": { "bank": "LT12" } }"#,
    )
    .expect("written");
    symlink("dotfile.json", &path).expect("linked");
    desk.answer("tickler config me.name Anna");
    assert!(path.is_symlink());
    let text = fs::read_to_string(&kept).expect("the file");
    assert!(
        text.contains("\"pager\": \"less\"") && text.contains("\"x\": 1.50"),
        "{text}"
    );
    assert!(
        text.contains("\"bank\": \"LT12\"") && text.contains("\"name\": \"Anna\""),
        "{text}"
    );
}

#[test]
fn the_environment_goes_before_the_file_and_an_odd_name_is_none() {
    let desk = Desk::new().with("TICKLER_ME_NAME", "Anna of the environment");
    let transcript = desk.transcript(&[
        "tickler config me.name",
        "tickler config me.name --manager ben",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler config me.name
Anna of the environment  (environment)
$ tickler config me.name --manager ben
! error: `me.name` is the same for all managers
! hint: set it for all, without --manager: tickler config me.name VALUE
(2)
"
    );
    for odd in ["me.", "me.Name", "me.a-b", "me.1", "me"] {
        let said = desk.run(&format!("tickler config {odd} x"));
        assert!(said.contains(&format!("there is no \"{odd}\"")), "{said}");
    }
    assert!(!file(&desk).exists());
}
