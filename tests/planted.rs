//! Symbolic links planted where a folder, a file or a draft of the store would be: nothing is read
//! or written through them, in changes of one dossier and of several.

mod desk;

use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use desk::Desk;
use desk::chance::of_a_proof;

/// Commands that change, in one dossier, in several, and beside them.
const CHANGES: [&str; 9] = [
    "tickler note ivan 'a secret'",
    "echo 'a secret' | tickler attach ivan - --name x.txt",
    "tickler file ivan --on 2024-07-01 -n 'a secret'",
    "tickler move ivan beta --on 2024-07-01 --agreed",
    "tickler add 'A Secret' --on 2024-07-01",
    "tickler config capacity 20",
    "tickler undo",
    "tickler forget beta --yes",
    "tickler check --repair",
];

/// What stands for what is outside: files and folders that nobody may touch.
const OUTSIDE: &str = "precious";

fn desk() -> Desk {
    let desk = Desk::new();
    for (name, on) in [
        ("Ivan", "fri"),
        ("Beta", "2024-06-20"),
        ("Gamma", "2024-07-02"),
    ] {
        desk.answer(&format!("tickler add {name} --on {on}"));
    }
    desk.answer("tickler move ivan beta --on 2024-06-20; mkdir -p forms");
    desk.answer(&format!(
        "mkdir -p {OUTSIDE}/folder && echo {OUTSIDE} > {OUTSIDE}/file && echo '{{}}' > {OUTSIDE}/folder/binder.json"
    ));
    desk
}

/// Everything outside, with its bytes, modes and times of change.
fn outside(desk: &Desk) -> String {
    desk.answer(&format!(
        "find {OUTSIDE} -printf '%p %m %C@ %s\\n' | sort; cat {OUTSIDE}/file"
    ))
}

/// The id of Ivan's dossier.
fn ivan(desk: &Desk) -> String {
    let shown = desk.json("tickler --json show ivan");
    shown["id"].as_str().expect("an id").to_owned()
}

/// The machine's folder in the store.
fn machine(desk: &Desk) -> String {
    let found = desk.answer("cd binder && echo .tickler/*-*");
    found.trim().to_owned()
}

/// Puts a link in the place of `path`, whatever is there.
fn plant(desk: &Desk, path: &str, target: &str) {
    let path: PathBuf = desk.store().join(path);
    if path.is_dir() && !path.is_symlink() {
        let aside = desk.store().with_file_name("aside");
        let _ = std::fs::remove_dir_all(&aside);
        std::fs::rename(&path, aside).expect("it is moved away");
    } else {
        let _ = std::fs::remove_file(&path);
    }
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
    let target = desk.store().with_file_name(OUTSIDE).join(target);
    symlink(target, path).expect("the link is planted");
}

/// Every command with a link at each of these paths, to each of these targets: nothing outside is
/// touched, and what fails says where.
fn nothing_goes_through(paths: &[&str], targets: &[&str]) {
    let furnished = desk();
    let template = furnished.store().parent().expect("the desk").to_owned();
    let pairs = paths.iter().enumerate().flat_map(|(number, path)| {
        // Of a part of the proof, each path with one of the targets.
        let (from, count) = of_a_proof((0, targets.len()), (number % targets.len(), 1));
        targets[from..from + count]
            .iter()
            .map(move |target| (*path, *target))
    });
    for (path, target) in pairs {
        for command in CHANGES {
            let desk = Desk::new();
            desk.answer(&format!("cp -a {}/. .", template.display()));
            nothing_goes_through_one(&desk, path, target, command);
        }
    }
}

fn nothing_goes_through_one(desk: &Desk, path: &str, target: &str, command: &str) {
    let path = path.replace("MACHINE", &machine(desk));
    let path = path.replace("IVAN", &ivan(desk));
    plant(desk, &path, target);
    let before = outside(desk);
    let output = desk.output(command);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let about = format!("{path} -> {target}: {command}: {said}");
    assert_eq!(outside(desk), before, "{about}");
    assert!(!said.contains("panicked"), "{about}");
    if !output.status.success() {
        assert!(matches!(output.status.code(), Some(1 | 3 | 4)), "{about}");
        assert!(
            command.contains("check") || said.contains("error: ") && said.contains("hint: "),
            "{about}"
        );
        // It says where: the link, or what is in the way of the client.
        let name = Path::new(&path)
            .file_name()
            .expect("a name")
            .to_string_lossy();
        assert!(
            command.contains("check") || said.contains(&*name) || output.status.code() != Some(1),
            "{about}"
        );
    }
    if command != CHANGES[0] {
        return;
    }
    let read = desk.output(
        "tickler list; tickler today; tickler show ivan; tickler log; tickler find e; tickler binder",
    );
    assert!(
        !String::from_utf8_lossy(&read.stdout).contains(OUTSIDE),
        "{about}"
    );
    assert_eq!(outside(desk), before, "{about}");
}

#[test]
fn nothing_is_written_through_a_link_for_a_folder() {
    let paths = [
        "managers",
        "managers/anna",
        "managers/anna/2024-07-01",
        "managers/anna/2024-06-20",
        ".tickler",
        "MACHINE",
        "MACHINE/stage",
        "forgotten",
        "papers",
        "papers/IVAN",
    ];
    nothing_goes_through(&paths, &["folder", "nowhere"]);
}

#[test]
fn nothing_is_written_through_a_link_for_a_file() {
    let paths = [
        "binder.json",
        ".gitignore",
        ".tickler/lock",
        "MACHINE/log",
        "MACHINE/journal",
        "managers/anna/2024-06-20/ivan.json",
        "managers/anna/2024-07-01/ivan.json",
        "managers/anna/2024-07-01/a-secret.json",
    ];
    nothing_goes_through(&paths, &["file", "nowhere"]);
}

#[test]
fn nothing_is_written_through_a_link_for_a_draft() {
    let paths = [
        ".binder.json.draft",
        "MACHINE/.journal.draft",
        "MACHINE/.log.draft",
        "managers/anna/2024-06-20/.ivan.json.draft",
        "managers/anna/2024-07-01/.ivan.json.draft",
        "managers/anna/2024-07-01/.a-secret.json.draft",
    ];
    nothing_goes_through(&paths, &["file", "nowhere", "folder"]);
}

/// A journal that somebody else has written may name what it likes: it comes to nothing outside.
#[test]
fn a_planted_journal_leads_nowhere() {
    for spot in [
        r#"["..", "2024-07-01", "x"]"#,
        r#"["anna", "2024-07-01", "../../../../precious/file"]"#,
        r#"["anna", "../../precious", "file"]"#,
        r#"["anna", "2024-07-01", "ivan"]"#,
        r#"["/", "2024-07-01", "ivan"]"#,
    ] {
        let desk = desk();
        let before = outside(&desk);
        let dossiers = desk.snapshot();
        let op = "01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11";
        let journal = format!(
            r#"{{ "op": "{op}", "settings": false, "files": [{{ "to": {spot}, "old": [["anna", "2024-06-20", "ivan"]] }}] }}"#
        );
        desk.write(&format!("{}/journal", machine(&desk)), journal);
        desk.output("tickler note beta x");
        assert_eq!(outside(&desk), before, "{spot}");
        for (path, bytes) in dossiers {
            let is_beta = path.ends_with("beta.json");
            assert!(
                is_beta || std::fs::read(&path).is_ok_and(|now| now == bytes),
                "{spot}: {}",
                path.display()
            );
        }
    }
}
