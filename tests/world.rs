//! The world outside: what a store meets on a machine that is not kind to it. In each case nothing
//! that was acknowledged is lost, the answer says what and where and the way out, and the store is
//! as before or as after.

mod desk;

use desk::Desk;

/// So many clients, each behind a day of its own.
fn desk_of_many_days(days: usize) -> (Desk, String) {
    let desk = Desk::new();
    desk.answer("tickler add Client --on 2024-06-14");
    let first = desk.read("managers/anna/2024-06-14/client.json");
    let id = first.split('"').nth(5).expect("an id").to_owned();
    let mut names = vec!["client".to_owned()];
    for number in 1..days {
        let day = format!("20{:02}-06-14", 24 + number);
        let other = format!("01900f5e-6a3c-7cc2-9d6e-0f4e6ddc{number:04x}");
        let text = first.replace(&id, &other).replace("2024-06-14", &day);
        desk.write(&format!("managers/anna/{day}/client-{number}.json"), text);
        names.push(format!("client-{number}"));
    }
    (desk, names.join(" "))
}

#[test]
fn a_change_of_more_folders_than_may_be_open_at_once_is_put_in_place() {
    let (desk, names) = desk_of_many_days(60);
    let before = desk.snapshot();
    let moved = desk.run(&format!(
        "ulimit -n 40; tickler move {names} --on someday --yes | tail -1"
    ));
    assert!(!moved.contains("error"), "{moved}");
    assert_eq!(
        desk.json("tickler list --place someday --json")["dossiers"]
            .as_array()
            .map(Vec::len),
        Some(60)
    );
    let undone = desk.run("ulimit -n 40; tickler undo --yes | tail -1");
    assert!(!undone.contains("error"), "{undone}");
    assert_eq!(before.len(), desk.snapshot().len());
    desk.answer("tickler check");
}

#[test]
fn what_is_stored_and_not_yet_in_its_place_says_so() {
    if !desk::can_inject() {
        return desk::skipped("strace can't inject faults here");
    }
    let (desk, _) = desk_of_many_days(3);
    let said = desk.run(
        "strace -qq -o /dev/null -e trace=renameat -e inject=renameat:error=ENOSPC:when=3 \
         tickler move client client-1 client-2 --on 2024-07-05",
    );
    let path = "binder/managers/anna/2024-07-05/client-1.json";
    assert!(
        said.ends_with(&format!(
            "\
! error: this is stored, and the next command puts the rest of it in place: {path} can't be put in place: No space left on device (os error 28)
! hint: once that is seen to, any command puts the rest in its place: tickler check
(1)
"
        )),
        "{said}"
    );
    desk.answer("tickler check");
    let list = desk.json("tickler list --place 2024-07-05 --json");
    assert_eq!(list["dossiers"].as_array().map(Vec::len), Some(3));
}

/// The command's exit status and what it said on the error stream.
fn status_and_errors(desk: &Desk, line: &str) -> (Option<i32>, String) {
    let output = desk.output(line);
    let said = String::from_utf8(output.stderr).expect("text");
    assert!(!said.contains("panicked"), "{line}: {said}");
    (output.status.code(), said)
}

fn desk_of_two() -> Desk {
    let desk = Desk::new();
    desk.answer("tickler add Ivan --on fri; tickler add Beta --on fri");
    desk
}

#[test]
fn an_answer_that_cant_be_printed_does_not_undo_what_is_stored() {
    let desk = desk_of_two();
    let full = "No space left on device (os error 28)";
    let (status, said) = status_and_errors(&desk, "tickler list > /dev/full");
    assert_eq!(
        said,
        format!("error: the answer can't be printed: {full}\n")
    );
    assert_eq!(status, Some(1));
    let done = format!("the answer can't be printed: {full}");
    let way_out = "what was to be done is done; see it: tickler log";
    let as_json = format!(
        "{{
  \"error\": \"{done}\",
  \"hint\": \"{way_out}\",
  \"candidates\": []
}}"
    );
    let as_text = format!("error: {done}\nhint: {way_out}");
    for (number, (json, expected)) in [("", as_text), ("--json", as_json)].into_iter().enumerate() {
        let line = format!("tickler {json} note ivan 'text {number}' > /dev/full");
        let (status, said) = status_and_errors(&desk, &line);
        assert_eq!((status, said), (Some(1), expected + "\n"), "{line}");
        let history = desk.answer("tickler show ivan --all");
        assert!(history.contains(&format!("text {number}")), "{history}");
    }
    let refused = status_and_errors(&desk, "tickler show nobody 2> /dev/full");
    assert_eq!(refused, (Some(3), String::new()));
}

#[test]
fn a_stream_that_is_closed_is_no_error() {
    let desk = desk_of_two();
    for command in [
        "list",
        "today",
        "show ivan",
        "--json binder",
        "log",
        "check",
        "--help",
    ] {
        let line = format!("tickler {command} >&-");
        assert_eq!(
            status_and_errors(&desk, &line),
            (Some(0), String::new()),
            "{line}"
        );
        // Nobody reads at the other end of the pipe, from the first byte on.
        let line = format!(
            "rm -f gone; {{ until [ -e gone ]; do :; done; tickler {command}; echo $? > status; }} |
             {{ exec <&-; : > gone; }}"
        );
        let (_, said) = status_and_errors(&desk, &line);
        assert_eq!(said, "", "{line}");
        assert_eq!(desk.answer("cat status"), "0\n", "{line}");
    }
    for (number, closed) in [">&-", "2>&-", "<&-", "<&- >&- 2>&-", "| true"]
        .iter()
        .enumerate()
    {
        desk.answer(&format!("tickler note ivan 'text {number}' {closed}"));
        desk.answer(&format!(
            "tickler move ivan beta --on 2024-07-0{} {closed}",
            number + 1
        ));
        assert!(
            desk.answer("tickler show ivan --all")
                .contains(&format!("text {number}"))
        );
    }
    // What was opened in place of a closed stream was not written into.
    desk.answer("tickler check");
}

#[test]
fn a_limit_on_the_size_of_files_is_an_error_and_no_death() {
    let mut refused = 0;
    for blocks in 0..4 {
        let limit = format!("ulimit -f {blocks};");
        for command in [
            "note ivan x",
            "file ivan --on jul",
            "move ivan beta --on jul",
            "add New",
            "config capacity 20",
        ] {
            let desk = desk_of_two();
            let before = desk.snapshot();
            let (status, said) = status_and_errors(&desk, &format!("{limit} tickler {command}"));
            if status == Some(0) {
                continue;
            }
            assert_eq!(status, Some(1), "{limit} {command}: {said}");
            assert!(
                said.contains("File too large") && said.contains("hint: "),
                "{said}"
            );
            assert!(desk.snapshot() == before, "{limit} {command}");
            refused += 1;
            desk.answer(&format!("tickler {command}; tickler check"));
        }
        let desk = desk_of_two();
        let (status, said) =
            status_and_errors(&desk, &format!("{limit} tickler list --json > list"));
        assert!(
            status == Some(0) || said.contains("File too large"),
            "{blocks}: {status:?} {said}"
        );
    }
    assert!(refused >= 10, "only {refused} were refused");
    let new = Desk::new();
    let (status, said) = status_and_errors(&new, "ulimit -f 0; tickler add Ivan");
    assert!(
        status == Some(1) && said.contains("File too large"),
        "{said}"
    );
    new.answer("tickler add Ivan; tickler check");
}

#[test]
fn whatever_the_umask_files_are_the_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    for umask in ["000", "022", "077"] {
        let desk = Desk::new();
        desk.answer(&format!(
            "umask {umask}
             tickler add Ivan --on fri && tickler add Beta --on fri && tickler note ivan x &&
             tickler file ivan --on jul && tickler move ivan beta --on 2024-07-05 &&
             tickler config capacity 20 && tickler undo && tickler forget beta --yes"
        ));
        // In the middle of a change, too.
        if desk::can_inject() {
            desk.output(&format!(
                "umask {umask}; strace -qq -o /dev/null -e trace=renameat \
                 -e inject=renameat:signal=KILL:when=2 tickler move ivan --on 2024-08-01 --at 10:00
                 tickler add Gamma; strace -qq -o /dev/null -e trace=renameat \
                 -e inject=renameat:signal=KILL:when=2 tickler move ivan gamma --on 2024-08-02"
            ));
            assert!(
                desk.answer("find binder/.tickler -name journal")
                    .contains("journal")
            );
        }
        let found = desk.answer("find binder home");
        for path in found.lines() {
            let path = desk.store().parent().expect("the desk").join(path);
            let about = std::fs::symlink_metadata(&path).expect("what it is");
            let mode = about.permissions().mode() & 0o777;
            let is_above = path.ends_with("home") || path.ends_with(".local");
            let wanted = if about.is_dir() { 0o700 } else { 0o600 };
            assert!(
                mode == wanted || is_above,
                "{umask}: {mode:o} {}",
                path.display()
            );
        }
    }
}

/// A folder of somebody's papers is no store, and becomes none by a look for a client.
#[test]
fn a_folder_that_was_never_a_store_is_left_as_it_is() {
    let desk = Desk::new();
    desk.write("letter.txt", "Dear Ivan");
    let before = desk.snapshot();
    for line in [
        "tickler note ivanov hi",
        "tickler file ivanov --on fri",
        "tickler close ivanov --won",
        "tickler edit ivanov --set stage=offer",
        "tickler move ivanov --on fri",
    ] {
        let said = desk.run(line);
        assert!(said.contains("no client fits \"ivanov\""), "{said}");
        assert!(said.ends_with("(3)\n"), "{said}");
    }
    desk.output("tickler move --from today --on fri");
    desk.output("tickler check --repair");
    assert_eq!(desk.snapshot(), before);
    assert!(!desk.store().join(".tickler").exists());
}

/// A pipe is waited at for ever by whoever opens it as a file.
#[test]
fn a_pipe_in_the_place_of_a_file_is_not_waited_at() {
    let desk = Desk::new();
    desk.answer("tickler add Ivan --on today");
    for (pipe, line, status) in [
        ("lock", "tickler today", 0),
        ("lock", "tickler note ivan hi", 1),
        ("*/log", "tickler log", 1),
        ("*/log", "tickler note ivan hi", 1),
    ] {
        desk.answer(&format!(
            "cd binder/.tickler; f=$(echo {pipe}); mv $f ../../kept; mkfifo $f"
        ));
        let output = desk.output(&format!("timeout 10 {line}"));
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(status), "{line}, {pipe}: {said}");
        assert!(
            status == 0 || said.contains("is no file"),
            "{line}, {pipe}: {said}"
        );
        desk.answer(&format!("mv kept binder/.tickler/{pipe}"));
    }
}
