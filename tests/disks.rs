//! Disks that are full, have no inodes left, or can't be written, and a store that is somebody
//! else's. No change that was acknowledged is lost, one that can't be made says what and where and
//! the way out, and the store is as before.
//!
//! Needs root, to mount; without it these tests say that they are skipped.

mod desk;

use std::process::{Command, Stdio};

use desk::{Desk, skipped};

/// Commands that change, each in another way; with `yes`, several dossiers in one piece.
const CHANGES: [&str; 10] = [
    "tickler add Newcomer --on fri",
    "seq 2000 | tickler attach ivan - --name x.txt",
    "tickler note ivan 'a line'",
    "tickler file ivan --on 2024-08-01 -n later",
    "tickler file ivan --on today -n earlier",
    "tickler move ivan beta gamma --on 2024-08-02",
    "tickler edit ivan --set next=call",
    "tickler close ivan --won",
    "tickler config capacity 20",
    "tickler undo",
];

/// A file system in the place of the store, until it is dropped.
struct Mounted(std::path::PathBuf);

impl Mounted {
    /// `None` where it may not be mounted.
    fn tmpfs(desk: &Desk, options: &str) -> Option<Self> {
        std::fs::create_dir_all(desk.store()).expect("a folder for the store");
        let mounted = Self(desk.store());
        let done = mounted.mount(&["-t", "tmpfs", "-o", options, "tmpfs"]);
        done.then_some(mounted)
    }

    fn mount(&self, args: &[&str]) -> bool {
        let mut command = Command::new("mount");
        command.args(args).arg(&self.0).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

/// Three clients, with a command that can be taken back.
fn furnish(desk: &Desk) {
    for (name, on) in [("Ivan", "fri"), ("Beta", "jul"), ("Gamma", "someday")] {
        desk.answer(&format!("tickler add {name} --on {on}"));
    }
    desk.answer("tickler move ivan beta --on 2024-07-05");
}

/// Runs a command that can't be done now: it says so, with the way out, and nothing has changed.
/// Whether it was refused; one that had room is taken back.
fn is_refused(desk: &Desk, command: &str, why: &str) -> bool {
    let before = desk.snapshot();
    let output = desk.output(command);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.success() {
        return false;
    }
    assert_eq!(output.status.code(), Some(1), "{command}: {said}");
    assert!(said.starts_with("error: binder"), "{command}: {said}");
    assert!(
        said.contains(why) && said.contains("hint: "),
        "{command}: {said}"
    );
    assert!(!said.contains("panicked"), "{command}: {said}");
    assert!(
        desk.snapshot() == before,
        "{command} has changed the store: {said}"
    );
    true
}

/// Runs every change on a file system that `fill` leaves less and less room on.
fn with_less_and_less_room(options: &str, why: &str, fill: impl Fn(&Desk, usize)) {
    let mut refused = 0;
    for command in CHANGES {
        for room in 0.. {
            let desk = Desk::new();
            let Some(_mounted) = Mounted::tmpfs(&desk, options) else {
                return skipped("no file system may be mounted here");
            };
            furnish(&desk);
            fill(&desk, room);
            let is_refused = is_refused(&desk, command, why);
            refused += usize::from(is_refused);
            desk.output("rm -r binder/.tickler/filler*");
            if !is_refused {
                desk.answer("tickler check");
                break;
            }
            desk.answer(command);
            desk.answer("tickler check");
        }
    }
    assert!(refused >= CHANGES.len(), "only {refused} were refused");
    desk::tell(&format!("{why}: {refused} changes refused, none half done"));
}

#[test]
fn a_full_disk_is_named_and_nothing_is_half_done() {
    with_less_and_less_room(
        "size=1m,mode=700",
        "No space left on device",
        |desk, room| {
            let room = room * 4096;
            // To the last page, but for some of them.
            desk.output(&format!(
                "head -c {room} /dev/zero > binder/.tickler/filler-room
             cat /dev/zero > binder/.tickler/filler; rm binder/.tickler/filler-room"
            ));
        },
    );
}

#[test]
fn a_disk_without_inodes_is_named_and_nothing_is_half_done() {
    with_less_and_less_room(
        "nr_inodes=60,mode=700",
        "No space left on device",
        |desk, room| {
            desk.output(&format!(
                "mkdir binder/.tickler/filler && cd binder/.tickler/filler
             number=0; while true > $number; do number=$((number + 1)); done 2> /dev/null
             for number in $(seq {room}); do rm $((number - 1)); done"
            ));
        },
    );
}

#[test]
fn a_store_that_can_only_be_read_is_read_and_a_change_is_refused() {
    let desk = Desk::new();
    let Some(mounted) = Mounted::tmpfs(&desk, "size=4m,mode=700") else {
        return skipped("no file system may be mounted here");
    };
    furnish(&desk);
    assert!(mounted.mount(&["-o", "remount,ro"]));
    for command in CHANGES {
        assert!(
            is_refused(&desk, command, "Read-only file system"),
            "{command}"
        );
    }
    can_be_read(&desk, "tickler");
}

#[test]
fn a_change_that_was_cut_off_is_read_whole_where_it_cant_be_finished() {
    if !desk::can_inject() {
        return skipped("strace can't inject faults here");
    }
    for (call, when) in [
        ("renameat", 2),
        ("renameat", 3),
        ("unlinkat", 1),
        ("unlinkat", 2),
    ] {
        let desk = Desk::new();
        let Some(mounted) = Mounted::tmpfs(&desk, "size=4m,mode=700") else {
            return skipped("no file system may be mounted here");
        };
        furnish(&desk);
        let cut = desk.output(&format!(
            "strace -qq -o /dev/null -e trace={call} -e inject={call}:signal=KILL:when={when} \
             tickler move ivan beta gamma --on 2024-08-02"
        ));
        assert!(!cut.status.success(), "{call} {when}");
        assert!(mounted.mount(&["-o", "remount,ro"]));
        let list = desk.json("tickler list --json");
        assert_eq!(
            list["dossiers"].as_array().map(Vec::len),
            Some(3),
            "{call} {when}: {list}"
        );
    }
}

/// What only reads works.
fn can_be_read(desk: &Desk, tickler: &str) {
    let list = desk.answer(&format!("{tickler} list --json"));
    let list: serde_json::Value = serde_json::from_str(&list).expect("JSON");
    assert_eq!(list["dossiers"].as_array().map(Vec::len), Some(3));
    for command in [
        "today",
        "show ivan",
        "find ivan",
        "binder",
        "week",
        "config",
        "check",
    ] {
        desk.answer(&format!("{tickler} {command}"));
    }
}

/// The binary where everybody may run it, as somebody to whom the store does not belong.
fn as_nobody(desk: &Desk) -> Option<&'static str> {
    let setpriv = "setpriv --reuid=65534 --regid=65534 --clear-groups";
    let prepared = desk.output(&format!(
        "chmod 755 . && cp \"$(command -v tickler)\" ./tickler && chmod 755 tickler && \
         mkdir -p home && chown -R 65534 home && {setpriv} ./tickler --version"
    ));
    let tickler = "setpriv --reuid=65534 --regid=65534 --clear-groups ./tickler";
    prepared.status.success().then_some(tickler)
}

#[test]
fn a_store_of_somebody_elses_is_read_if_it_may_be_and_never_changed() {
    let desk = Desk::new();
    furnish(&desk);
    let Some(tickler) = as_nobody(&desk) else {
        return skipped("nobody else can run a program here");
    };
    for command in [
        "tickler today",
        "tickler list",
        "tickler note ivan x",
        "tickler add New",
    ] {
        let closed = command.replace("tickler", tickler);
        assert!(is_refused(&desk, &closed, "Permission denied"), "{command}");
    }
    desk.output("chmod -R a+rX binder");
    can_be_read(&desk, tickler);
    for command in CHANGES.map(|command| command.replace("tickler", tickler)) {
        assert!(
            is_refused(&desk, &command, "Permission denied"),
            "{command}"
        );
    }
}

#[test]
fn one_file_of_somebody_elses_leaves_the_others_to_go_on() {
    let desk = Desk::new();
    furnish(&desk);
    let Some(tickler) = as_nobody(&desk) else {
        return skipped("nobody else can run a program here");
    };
    desk.output("chown -R 65534 binder; chown 0 binder/managers/anna/2024-07-05/ivan.json");
    let before = desk.read("managers/anna/2024-07-05/ivan.json");
    let list = desk.run(&format!("{tickler} list"));
    assert!(
        list.contains("Beta") && list.contains("ivan.json: can't be opened"),
        "{list}"
    );
    assert!(is_refused(
        &desk,
        &format!("{tickler} note ivan x"),
        "Permission denied"
    ));
    assert!(is_refused(
        &desk,
        &format!("{tickler} move ivan beta --on 2024-08-02"),
        "Permission denied"
    ));
    desk.answer(&format!("{tickler} note beta x"));
    assert_eq!(desk.read("managers/anna/2024-07-05/ivan.json"), before);
}
