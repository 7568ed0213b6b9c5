//! Changing what a dossier says: by flags, and in an editor.

mod desk;

use std::os::unix::fs::PermissionsExt;

use desk::Desk;
use serde_json::{Value, json};

fn with_ivan() -> Desk {
    let desk = Desk::new().with("TMPDIR", ".");
    desk.answer("tickler add 'Ivan Ivanov' --on 'fri 10:00'");
    desk
}

/// The last entry of Ivan's history.
fn last_entry(desk: &Desk) -> Value {
    let shown = desk.json("tickler show ivan-ivanov --json");
    let history = shown["history"].as_array().expect("a history");
    history.last().expect("an entry").clone()
}

/// The drafts that are left beside the store.
fn drafts(desk: &Desk) -> Vec<std::path::PathBuf> {
    let beside = desk.store().parent().expect("a folder").to_owned();
    let items = std::fs::read_dir(beside).expect("a folder").flatten();
    items
        .map(|item| item.path())
        .filter(|path| path.to_string_lossy().contains("/tickler-"))
        .collect()
}

#[test]
fn flags_change_fields_and_members() {
    let desk = with_ivan();
    let transcript = desk.transcript(&[
        "tickler edit ivanov --set company='Romashka Ltd' --set budget=12000 --set time=9am \
         --add-phone 'mobile: +370 600 12345' --add-tag vip --add-tag new",
        "tickler edit ivanov --remove-phone '+370 600 12345' --remove-tag new --unset budget",
        "tickler edit ivanov --set company='Romashka Ltd'",
        "tickler edit ivanov --set company='Romashka Ltd' --json",
        "tickler edit ivanov --set name='Иван Иванов'",
        "tickler show ivanov",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler edit ivanov --set company='Romashka Ltd' --set budget=12000 --set time=9am \
--add-phone 'mobile: +370 600 12345' --add-tag vip --add-tag new
Edited Ivan Ivanov, who stands behind \"14\": Fri 2024-06-14 at 09:00, tomorrow (1 of 30)
$ tickler edit ivanov --remove-phone '+370 600 12345' --remove-tag new --unset budget
Edited Ivan Ivanov, who stands behind \"14\": Fri 2024-06-14 at 09:00, tomorrow (1 of 30)
$ tickler edit ivanov --set company='Romashka Ltd'
! nothing was changed
$ tickler edit ivanov --set company='Romashka Ltd' --json
{
  \"changed\": [],
  \"remarks\": [
    \"nothing was changed\"
  ],
  \"unreadable\": []
}
$ tickler edit ivanov --set name='Иван Иванов'
Edited Иван Иванов, who stands behind \"14\": Fri 2024-06-14 at 09:00, tomorrow (1 of 30)
$ tickler show ivanov
Иван Иванов  ivan-ivanov
Romashka Ltd

Place   behind \"14\": Fri 2024-06-14 at 09:00, tomorrow, planned
Binder  anna

Tags  vip

Last contacts and notes
None yet.
4 entries more: tickler show ivan-ivanov --all
"
    );
}

#[test]
fn an_editor_changes_the_dossier_by_one_entry_of_what_was_changed() {
    let desk = with_ivan();
    assert_eq!(
        desk.run("EDITOR='sed -i -e 6s/10:00/11:15/ -e 7s/Ivanov/Petrov/' tickler edit ivanov"),
        "\
$ EDITOR='sed -i -e 6s/10:00/11:15/ -e 7s/Ivanov/Petrov/' tickler edit ivanov
Edited Ivan Petrov, who stands behind \"14\": Fri 2024-06-14 at 11:15, tomorrow (1 of 30)
"
    );
    let entry = last_entry(&desk);
    assert_eq!(entry["kind"], "edit");
    assert_eq!(
        entry["set"],
        json!({ "time": "11:15", "name": "Ivan Petrov" })
    );
    assert_eq!(drafts(&desk), Vec::<std::path::PathBuf>::new());
}

#[test]
fn a_place_that_is_changed_in_the_editor_moves_the_dossier() {
    let desk = with_ivan();
    assert_eq!(
        desk.run("EDITOR='sed -i 5s/2024-06-14/2024-06-12/' tickler edit ivanov"),
        "\
$ EDITOR='sed -i 5s/2024-06-14/2024-06-12/' tickler edit ivanov
Edited Ivan Ivanov, who now stands behind \"12\": Wed 2024-06-12 at 10:00, 1 day late (1 of 30)
"
    );
    assert_eq!(last_entry(&desk)["from"], "2024-06-14");
    desk.read("managers/anna/2024-06-12/ivan-ivanov.json");
}

#[test]
fn an_editor_that_changes_nothing_writes_nothing() {
    let desk = with_ivan();
    let before = desk.snapshot();
    for editor in ["true", "touch", "sed -i 's/^  /    /'"] {
        let line = format!("EDITOR=\"{editor}\" tickler edit ivanov");
        assert_eq!(
            desk.run(&line),
            format!("$ {line}\n! nothing was changed\n")
        );
    }
    assert_eq!(desk.snapshot(), before);
    assert_eq!(drafts(&desk), Vec::<std::path::PathBuf>::new());
}

#[test]
fn visual_goes_before_editor_and_may_have_arguments() {
    let desk = with_ivan();
    desk.answer(
        "VISUAL='sed --in-place --expression 7s/Ivanov/Visual/' EDITOR=false tickler edit ivanov",
    );
    assert_eq!(
        desk.json("tickler show ivanov --json")["name"],
        "Ivan Visual"
    );
}

#[test]
fn what_another_command_does_meanwhile_holds_too() {
    let desk = with_ivan();
    desk.answer("tickler edit ivanov --add-tag one");
    let line = "EDITOR='tickler edit ivanov --add-tag two --set company=Beta && \
                tickler move ivanov --on mon && sed -i s/one/uno/' tickler edit ivanov";
    // The first `one` is in the list, the others in the history.
    let line = line.replace("s/one/uno/", "8,10s/one/uno/");
    let output = desk.output(&line);
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "Edited Ivan Ivanov, who stands behind \"17\": Mon 2024-06-17, in 4 days (1 of 30)\n"
    );
    // What the editor prints is no answer.
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "Edited Ivan Ivanov, who stands behind \"14\": Fri 2024-06-14 at 10:00, tomorrow (1 of 30)\n\
         Moved Ivan Ivanov behind \"17\": Mon 2024-06-17, in 4 days (1 of 30)\n\
         Ivan Ivanov was changed by another command meanwhile; both changes are in the dossier\n"
    );
    let shown = desk.json("tickler show ivanov --json");
    assert_eq!(shown["tags"], json!(["two", "uno"]));
    assert_eq!(shown["company"], "Beta");
    assert_eq!(shown["place"], "2024-06-17");
}

#[test]
fn a_text_that_is_refused_is_kept_where_only_its_owner_reads_it() {
    let desk = with_ivan();
    let output = desk.output("EDITOR='sed -i 3d' tickler edit ivanov");
    assert_eq!(output.status.code(), Some(2));
    let kept = drafts(&desk);
    let [folder] = kept.as_slice() else {
        panic!("one folder is kept: {kept:?}");
    };
    let mode = |path: &std::path::Path| {
        let meta = std::fs::metadata(path).expect("it is there");
        meta.permissions().mode() & 0o777
    };
    assert_eq!(mode(folder), 0o700);
    assert_eq!(mode(&folder.join("ivan-ivanov.json")), 0o600);
}

#[test]
fn on_a_terminal_it_is_opened_again_if_that_is_wanted() {
    let desk = with_ivan();
    // The first time the name gets lost, the second time it is there again.
    let editor = "f() { if grep -q '^  .name' $1; then sed -i 7s/.name.*// $1; else \
                  sed -i '7s/^.*/\"name\":\"Ivan II\",/' $1; fi; }; f";
    let desk = desk.with("EDITOR", editor);
    let shown = desk.at_terminal("tickler edit ivanov", "y\n");
    assert_eq!(
        shown,
        "\
$ tickler edit ivanov
error: what was saved is no dossier: line 23, column 1: missing field `name`
Edit it again? [y/N] Edited Ivan II, who stands behind \"14\": Fri 2024-06-14 at 10:00, tomorrow (1 of 30)
"
    );
    assert_eq!(drafts(&desk), Vec::<std::path::PathBuf>::new());
}

/// A key that tickler doesn't know stands where it stood, whether it is set or taken out.
#[test]
fn a_key_of_somebody_elses_is_set_where_it_stands() {
    let desk = with_ivan();
    let path = "managers/anna/2024-06-14/ivan-ivanov.json";
    let text =
        desk.read(path)
            .replacen("  \"history\"", "  \"x-rating\": \"A\",\n  \"history\"", 1);
    desk.write(path, text);
    desk.answer("tickler edit ivanov --set x-rating=B");
    let shown = desk.json("tickler show ivanov --json");
    assert_eq!(shown["x-rating"], "B");
    assert_eq!(shown["fields"], json!({}));
    desk.answer("tickler edit ivanov --unset x-rating");
    assert_eq!(
        desk.json("tickler show ivanov --json").get("x-rating"),
        None
    );
}
