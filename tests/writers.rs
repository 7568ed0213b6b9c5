//! Many writers at once, and readers beside them: nothing that was acknowledged is lost, and nobody
//! ever sees fewer or more dossiers than there are.

mod desk;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, ScopedJoinHandle};

use desk::chance::{Chance, of_a_proof};
use desk::{Desk, tell};
use serde_json::Value;

/// How many dossiers there are.
const DOSSIERS: usize = 50;

/// The first of those that also go behind `someday`; all others always have a date.
const WANDERERS: usize = 40;

/// Where they go: days of this month and the next, months, days that have passed for the readers.
const DAYS: [&str; 8] = [
    "today",
    "tomorrow",
    "2024-06-20",
    "2024-06-28",
    "2024-07-05",
    "2024-07",
    "2024-08-01",
    "2024-09",
];

/// What a writer was told to be done.
#[derive(Default)]
struct Acknowledged {
    /// Texts, by the client in whose history each must be.
    texts: Vec<(String, String)>,
    /// Dossiers that were moved, one number for each command.
    moved: Vec<usize>,
}

fn client(number: usize) -> String {
    format!("client-{number:02}")
}

fn desk_with_dossiers() -> Desk {
    let desk = Desk::new();
    for number in 0..DOSSIERS {
        let day = DAYS[number % DAYS.len()];
        desk.answer(&format!("tickler add 'Client {number:02}' --on {day}"));
    }
    desk
}

/// One writer: so many commands, one after another.
fn write(desk: &Desk, writer: usize, commands: usize) -> Acknowledged {
    let mut chance = Chance::new(writer as u64 + 1);
    let mut done = Acknowledged::default();
    for number in 0..commands {
        let who = chance.below(DOSSIERS);
        let (on, client) = (destination(&mut chance, who), client(who));
        let text = format!("text {writer}-{number}.");
        match chance.below(4) {
            0 => {
                desk.answer(&format!("tickler note {client} '{text}'"));
                done.texts.push((client, text));
            }
            1 => {
                desk.answer(&format!("tickler file {client} --on {on} -n '{text}'"));
                done.texts.push((client, text));
            }
            2 => {
                desk.answer(&format!("tickler move {client} --on {on}"));
                done.moved.push(1);
            }
            _ => {
                let (clients, count) = several(&mut chance);
                let on = chance.one_of(&DAYS);
                desk.answer(&format!("tickler move {clients} --on {on} --yes"));
                done.moved.push(count);
            }
        }
    }
    done
}

fn destination(chance: &mut Chance, who: usize) -> &'static str {
    if who >= WANDERERS && chance.below(3) == 0 {
        return "someday";
    }
    chance.one_of(&DAYS)
}

/// Two to six clients, each once.
fn several(chance: &mut Chance) -> (String, usize) {
    let wanted = 2 + chance.below(5);
    let mut chosen = BTreeSet::new();
    while chosen.len() < wanted {
        chosen.insert(client(chance.below(DOSSIERS)));
    }
    let count = chosen.len();
    (chosen.into_iter().collect::<Vec<_>>().join(" "), count)
}

/// One reader: looks until the writers are done, and tells how often it has looked.
fn read(desk: &Desk, done: &AtomicBool, look: impl Fn(&Desk)) -> usize {
    let mut looks = 0;
    // Once more after the last change.
    loop {
        let is_last = done.load(Ordering::Acquire);
        look(desk);
        looks += 1;
        if is_last {
            return looks;
        }
    }
}

fn names(lines: &Value) -> Vec<&str> {
    let lines = lines.as_array().expect("a list of lines");
    let mut names: Vec<&str> = lines
        .iter()
        .map(|line| line["client"].as_str().expect("a name"))
        .collect();
    names.sort_unstable();
    names
}

fn list_has_all(desk: &Desk) {
    let list = desk.json("tickler list --json");
    let all: Vec<String> = (0..DOSSIERS).map(client).collect();
    assert_eq!(names(&list["dossiers"]), all);
}

/// From a day on which all that have a date are late.
fn today_has_all_with_a_date(desk: &Desk) {
    let day = desk.json("tickler today 2024-12-31 --json");
    let names = names(&day["dossiers"]);
    let with_a_date: Vec<String> = (0..WANDERERS).map(client).collect();
    assert_eq!(names[..WANDERERS], with_a_date);
    let once: BTreeSet<&&str> = names.iter().collect();
    assert_eq!(once.len(), names.len(), "{names:?}");
    assert_eq!(day["load"], names.len());
}

fn binder_counts_all(desk: &Desk) {
    let binder = desk.json("tickler binder --json");
    let loads = binder["dividers"].as_array().expect("a list").iter();
    let behind: u64 = loads
        .map(|tab| tab["load"].as_u64().expect("a number"))
        .sum();
    let someday = binder["someday"].as_u64().expect("a number");
    assert_eq!(behind + someday, DOSSIERS as u64, "{binder}");
}

#[test]
fn sixteen_writers_lose_nothing_and_readers_see_every_dossier_once() {
    let (writers, commands) = of_a_proof((16, 63), (8, 15));
    let desk = desk_with_dossiers();
    let logged_before = logged(&desk).len();
    let done = &AtomicBool::new(false);
    let (acknowledged, looks) = thread::scope(|scope| {
        let desk = &desk;
        let looks: [fn(&Desk); 3] = [list_has_all, today_has_all_with_a_date, binder_counts_all];
        let readers = looks.map(|look| scope.spawn(move || read(desk, done, look)));
        let writer = |writer| scope.spawn(move || write(desk, writer, commands));
        let writers: Vec<_> = (0..writers).map(writer).collect();
        let written: Vec<_> = writers.into_iter().map(ScopedJoinHandle::join).collect();
        done.store(true, Ordering::Release);
        let looks = readers.map(|reader| reader.join().expect("a reader saw all"));
        let written = written
            .into_iter()
            .map(|one| one.expect("a writer was answered"));
        (
            written.collect::<Vec<Acknowledged>>(),
            looks.iter().sum::<usize>(),
        )
    });
    let histories = histories(&desk);
    assert_eq!(histories.len(), DOSSIERS, "one file for each dossier");
    let records = logged(&desk).split_off(logged_before);
    every_text_is_where_it_was_written(&acknowledged, &histories);
    every_op_is_in_its_histories(&acknowledged, &records, &histories);
    desk.answer("tickler check");
    tell(&format!(
        "writers: {writers} at once, {} commands acknowledged and found, {looks} looks beside them",
        records.len()
    ));
}

/// The histories of all files, by the name of the file. No id stands twice.
fn histories(desk: &Desk) -> BTreeMap<String, Vec<Value>> {
    let mut histories = BTreeMap::new();
    let mut ids = BTreeSet::new();
    for (path, bytes) in desk.snapshot() {
        if !path.components().any(|part| part.as_os_str() == "managers") {
            continue;
        }
        let dossier: Value = serde_json::from_slice(&bytes).expect("a whole dossier");
        assert!(
            ids.insert(dossier["id"].to_string()),
            "{} is there twice",
            path.display()
        );
        let slug = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let history = dossier["history"].as_array().expect("a history").clone();
        assert!(
            histories.insert(slug, history).is_none(),
            "{}",
            path.display()
        );
    }
    histories
}

/// The lines of the machine's log.
fn logged(desk: &Desk) -> Vec<Value> {
    let machines = std::fs::read_dir(desk.store().join(".tickler")).expect("the machine's folder");
    let logs: Vec<PathBuf> = machines
        .map(|machine| machine.expect("an item").path().join("log"))
        .filter(|log| log.exists())
        .collect();
    assert_eq!(logs.len(), 1, "one machine, one log: {logs:?}");
    let text = std::fs::read_to_string(&logs[0]).expect("the log");
    let record = |line: &str| serde_json::from_str(line).expect("a whole line");
    text.lines().map(record).collect()
}

fn every_text_is_where_it_was_written(
    acknowledged: &[Acknowledged],
    histories: &BTreeMap<String, Vec<Value>>,
) {
    for (client, text) in acknowledged.iter().flat_map(|one| &one.texts) {
        let has = |history: &[Value]| {
            history
                .iter()
                .filter(|entry| entry["text"] == *text)
                .count()
        };
        assert_eq!(has(&histories[client]), 1, "{text} of {client}");
        let all: usize = histories.values().map(|history| has(history)).sum();
        assert_eq!(all, 1, "{text}");
    }
}

fn every_op_is_in_its_histories(
    acknowledged: &[Acknowledged],
    records: &[Value],
    histories: &BTreeMap<String, Vec<Value>>,
) {
    let count = |record: &Value| record["dossiers"].as_array().expect("a list").len();
    let mut moved: Vec<usize> = acknowledged
        .iter()
        .flat_map(|one| one.moved.clone())
        .collect();
    let is_move = |record: &&Value| record["title"] == "move";
    let mut logged: Vec<usize> = records.iter().filter(is_move).map(count).collect();
    moved.sort_unstable();
    logged.sort_unstable();
    assert_eq!(
        moved, logged,
        "every move that was acknowledged, and no other"
    );
    let texts: usize = acknowledged.iter().map(|one| one.texts.len()).sum();
    assert_eq!(moved.len() + texts, records.len());
    for record in records {
        for dossier in record["dossiers"].as_array().expect("a list") {
            let history = &histories[dossier["client"].as_str().expect("a name")];
            let with_op = history.iter().filter(|entry| entry["op"] == record["op"]);
            assert_eq!(with_op.count(), 1, "{record}");
        }
    }
    let entries: usize = histories.values().map(Vec::len).sum();
    let written: usize = records.iter().map(count).sum();
    assert_eq!(
        entries,
        DOSSIERS + written,
        "an entry for each, and no more"
    );
}

/// A writer that is killed between the renames of a bulk change leaves files in two places until
/// somebody finishes it: no reader may count them before that is done.
#[test]
fn a_writer_that_is_killed_halfway_is_finished_before_anybody_reads() {
    if !desk::can_inject() {
        return desk::skipped("strace can't inject faults here");
    }
    let kills = of_a_proof(100, 12);
    let desk = desk_with_dossiers();
    let done = &AtomicBool::new(false);
    let (killed, looks) = thread::scope(|scope| {
        let desk = &desk;
        let looks: [fn(&Desk); 3] = [list_has_all, today_has_all_with_a_date, binder_counts_all];
        let readers = looks.map(|look| scope.spawn(move || read(desk, done, look)));
        let killed = scope.spawn(move || {
            let (mut chance, mut fired) = (Chance::new(1), 0);
            for number in 0..kills {
                // The first rename is the journal's; from then on it is decided.
                let (clients, count) = several(&mut chance);
                let call = ["renameat", "unlinkat"][number % 2];
                let when = 2 + chance.below(count);
                let on = DAYS[number % DAYS.len()];
                let cut = desk.output(&format!(
                    "strace -qq -o /dev/null -e trace={call} -e inject={call}:signal=KILL:when={when} \
                     tickler move {clients} --on {on} --yes"
                ));
                fired += usize::from(!cut.status.success());
            }
            fired
        });
        let killed = killed.join();
        done.store(true, Ordering::Release);
        let looks = readers.map(|reader| reader.join().expect("a reader saw all"));
        (killed.expect("writers ran"), looks.iter().sum::<usize>())
    });
    assert!(killed > kills / 2, "{killed} of {kills} were killed");
    desk.answer("tickler check");
    tell(&format!(
        "writers: {killed} killed halfway, {looks} looks beside them"
    ));
}
