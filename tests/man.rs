//! The manual pages, as `man` shows them.

mod desk;

use std::process::Command;

use desk::Desk;

#[test]
fn every_command_has_a_page_that_man_shows_without_a_warning() {
    let desk = Desk::new();
    let written = desk.json("tickler man pages/man1 --json");
    let files = written["files"].as_array().expect("a list");
    let help = desk.run("tickler --help");
    let commands = help.lines().filter_map(|line| line.strip_prefix("  "));
    let commands = commands.filter_map(|line| line.split_once("  ")?.0.trim().into());
    let commands: Vec<&str> = commands.filter(|name: &&str| !name.contains(' ')).collect();
    assert!(commands.len() > 20, "{help}");
    for command in commands {
        assert!(
            files.contains(&format!("tickler-{command}.1").into()),
            "{command}"
        );
    }
    if Command::new("man").arg("--version").output().is_err() {
        desk::skipped("how man shows the pages: it is not here");
        return;
    }
    for file in files {
        let file = file.as_str().expect("a name");
        let line =
            format!("LC_ALL=C.UTF-8 MANWIDTH=80 man --warnings -l pages/man1/{file} | col -b");
        let output = desk.output(&line);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success() && said.is_empty(), "{file}: {said}");
        let page = String::from_utf8(output.stdout).expect("text");
        // An example may be wider than the page, with the indent that man gives it.
        let widest = page.lines().max_by_key(|line| line.chars().count());
        let widest = widest.expect("lines");
        assert!(widest.chars().count() <= 90, "{file}: {widest}");
        let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = file.strip_suffix(".1").expect("a page");
        assert!(page.contains(&format!("{name} - ")), "{page}");
        for section in ["SYNOPSIS", "DESCRIPTION", "EVERYWHERE", "SEE ALSO"] {
            assert!(page.contains(section), "{section}: {page}");
        }
    }
}

#[test]
fn without_a_folder_the_pages_go_where_man_looks_for_ones_own() {
    let desk = Desk::new();
    let said = desk.run("tickler man");
    assert!(said.contains("home/.local/share/man/man1"), "{said}");
    let page = desk.run("cat home/.local/share/man/man1/tickler-file.1");
    assert!(page.contains("EXAMPLES"), "{page}");
    assert!(page.contains("tickler file ivanov"), "{page}");
    assert!(!desk.store().exists());
}
