//! The real store beside the model: does the same to both, and compares.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::os::unix::process::ExitStatusExt;

use chrono::Days;
use serde_json::Value;

use crate::binder::{Binder, is_due};
use crate::deed::{ANNA, Deed, TEAM};
use crate::desk::chance::Chance;
use crate::desk::{self, Desk};
use crate::papers;

/// The calls at which a command is killed, with how often it makes them at the most.
const CALLS: [(&str, usize); 9] = [
    ("openat", 40),
    ("write", 6),
    ("fsync", 6),
    ("renameat", 6),
    ("renameat2", 2),
    ("unlinkat", 6),
    ("mkdirat", 3),
    ("flock", 3),
    ("syncfs", 2),
];

/// How often each thing was done.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    commands: usize,
    killed: usize,
    as_after: usize,
    handed: usize,
    papers: usize,
    days: usize,
    pub(crate) edits: usize,
    pub(crate) copies: usize,
}

impl Counts {
    pub(crate) fn add(&mut self, other: &Self) {
        self.commands += other.commands;
        self.killed += other.killed;
        self.as_after += other.as_after;
        self.handed += other.handed;
        self.papers += other.papers;
        self.days += other.days;
        self.edits += other.edits;
        self.copies += other.copies;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            commands,
            killed,
            as_after,
            handed,
            papers,
            days,
            edits,
            copies,
        } = self;
        write!(
            f,
            "{commands} commands, {killed} killed ({as_after} after the moment of truth), {handed} by which dossiers changed hands, {papers} with papers, {days} days passed, \
             {edits} hand edits, {copies} copies merged"
        )
    }
}

/// A store, and what it should be.
pub(crate) struct World {
    seed: u64,
    pub(crate) desk: Desk,
    pub(crate) chance: Chance,
    pub(crate) binder: Binder,
    /// What was done, for who has to find out what went wrong.
    pub(crate) told: Vec<String>,
    pub(crate) number: usize,
    can_inject: bool,
    /// Older versions of dossiers, by the client.
    pub(crate) versions: BTreeMap<usize, Vec<u8>>,
    /// Of whom there may be several files, since the last repair.
    pub(crate) copied: BTreeSet<String>,
    pub(crate) counts: Counts,
}

impl World {
    pub(crate) fn new(seed: u64) -> Self {
        let today = desk::TODAY.parse().expect("a day");
        let desk = Desk::new();
        for manager in TEAM {
            desk.answer(&format!("tickler config --manager {manager} --new"));
        }
        papers::lay_out(&desk);
        Self {
            seed,
            desk,
            chance: Chance::new(seed),
            binder: Binder::new(today),
            told: Vec::new(),
            number: 0,
            can_inject: desk::can_inject(),
            versions: BTreeMap::new(),
            copied: BTreeSet::new(),
            counts: Counts::default(),
        }
    }

    /// Does one thing, and compares.
    pub(crate) fn step(&mut self) {
        self.number += 1;
        match self.chance.below(20) {
            0 | 1 => self.a_day_passes(),
            2 | 3 => self.a_file_is_edited(),
            4 => self.an_older_copy_comes(),
            5 => self.a_colleague_has_changed_a_copy(),
            6..=10 if self.can_inject => self.a_command_is_killed(),
            _ => self.a_command(),
        }
        let wrong = self.difference(&self.binder);
        self.must(wrong.is_none(), &wrong.unwrap_or_default());
        self.keep_a_version();
    }

    /// In the end all that is odd can be mended, and it is still the same binder.
    pub(crate) fn end(&mut self) {
        self.repair();
        self.run("tickler check");
        let wrong = self.difference(&self.binder);
        self.must(wrong.is_none(), &wrong.unwrap_or_default());
        for client in 0..self.binder.clients.len() {
            self.compare_history(client);
        }
    }

    /// Fails with all that is needed to have it again.
    pub(crate) fn must(&self, is_so: bool, what: &str) {
        assert!(
            is_so,
            "{what}\n\nMODEL_SEED={}, step {}; what was done:\n{}",
            self.seed,
            self.number,
            self.told.join("\n")
        );
    }

    pub(crate) fn run(&mut self, line: &str) -> String {
        self.told.push(line.to_owned());
        let output = self.desk.output(line);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let answer = String::from_utf8_lossy(&output.stdout).into_owned();
        self.must(output.status.success(), &format!("{line}: {said}{answer}"));
        answer
    }

    fn a_command(&mut self) {
        let deed = Deed::any(&mut self.chance, &self.binder, self.number);
        self.counts.commands += 1;
        if matches!(deed, Deed::Repair) {
            return self.repair();
        }
        let line = deed.line(&self.binder);
        self.run(&line);
        deed.apply(&mut self.binder);
        self.counts.handed += usize::from(deed.changes_hands());
        self.counts.papers += usize::from(matches!(deed, Deed::Paper(_)));
    }

    fn a_command_is_killed(&mut self) {
        let deed = Deed::any(&mut self.chance, &self.binder, self.number);
        let (call, most) = self.chance.one_of(&CALLS);
        let when = 1 + self.chance.below(most);
        let line = format!(
            "exec strace -f -qq -o /dev/null -e trace={call} -e inject={call}:signal=KILL:when={when} {}",
            deed.line(&self.binder)
        );
        self.told.push(line.clone());
        let output = self.desk.output(&line);
        let was_killed = output.status.signal().is_some() || output.status.code() == Some(137);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        self.must(
            was_killed || output.status.success(),
            &format!("{line}: {said}"),
        );
        let mut after = self.binder.clone();
        deed.apply(&mut after);
        let differs = self
            .difference(&after)
            .or_else(|| self.history_differs(&after));
        if !was_killed {
            self.counts.commands += 1;
            self.must(differs.is_none(), &differs.unwrap_or_default());
            self.binder = after;
            return;
        }
        self.counts.killed += 1;
        if differs.is_none() {
            self.told.push("  (killed, and it is as after)".to_owned());
            self.counts.as_after += 1;
            self.binder = after;
        } else {
            self.told.push("  (killed, and it is as before)".to_owned());
            let before = self
                .difference(&self.binder)
                .or_else(|| self.history_differs(&self.binder));
            let both = format!("neither before nor after: {before:?}; {differs:?}");
            self.must(before.is_none(), &both);
        }
    }

    fn a_day_passes(&mut self) {
        let days = 1 + self.chance.below(9) as u64;
        self.binder.today = self.binder.today + Days::new(days);
        let today = self.binder.today.to_string();
        self.told.push(format!("export TICKLER_TODAY={today}"));
        self.desk.set("TICKLER_TODAY", &today);
        self.counts.days += usize::try_from(days).unwrap_or_default();
    }

    fn json(&self, line: &str) -> Value {
        let output = self.desk.output(line);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        self.must(output.status.success(), &format!("{line}: {said}"));
        serde_json::from_slice(&output.stdout).expect("the answer is JSON")
    }

    /// How what `list`, `today` and `config` say differs from a binder, if it does.
    pub(crate) fn difference(&self, binder: &Binder) -> Option<String> {
        let list = self.json("tickler list --all --closed --json");
        let expected: BTreeMap<String, Value> = binder
            .those(|_| true)
            .into_iter()
            .map(|client| line_of(binder, client))
            .collect();
        let told = told(&list);
        if told != expected {
            return Some(format!("list says {told:#?}\nand not {expected:#?}"));
        }
        let due = binder.those(|place| is_due(place, binder.today));
        let everybody = self.json("tickler today --all --json");
        let today = self.json("tickler today --json");
        let (mine, _): (Vec<usize>, Vec<usize>) = due
            .iter()
            .partition(|client| binder.manager(**client) == ANNA);
        for (which, today, due) in [("--all", &everybody, &due), ("of one", &today, &mine)] {
            let lines = due.iter().map(|client| line_of(binder, *client));
            let expected: BTreeMap<String, Value> = lines.collect();
            let mut told = crate::world::told(today);
            // An older copy in a day's folder shows until it is merged: `today` reads no later folder.
            told.retain(|client, _| expected.contains_key(client) || !self.copied.contains(client));
            if told != expected {
                return Some(format!(
                    "today {which} says {told:#?}\nand not {expected:#?}"
                ));
            }
        }
        let capacity = today["capacity"].as_u64();
        if capacity != Some(binder.capacity()) {
            let expected = binder.capacity();
            return Some(format!("the capacity is {capacity:?}, and not {expected}"));
        }
        self.papers_differ(binder)
    }

    /// How the histories differ from those of a binder, if they do.
    fn history_differs(&self, binder: &Binder) -> Option<String> {
        let shown = binder.those(|_| true);
        shown
            .into_iter()
            .find_map(|client| self.one_history_differs(binder, client))
    }

    fn one_history_differs(&self, binder: &Binder, client: usize) -> Option<String> {
        let client = &binder.clients[client];
        let shown = self.json(&format!("tickler show {} --all --json", client.slug));
        let history = shown["history"].as_array().expect("a history");
        let told: Vec<Option<&str>> = history.iter().map(|entry| entry["text"].as_str()).collect();
        let expected: Vec<Option<&str>> = client
            .entries
            .iter()
            .map(|entry| entry.text.as_deref())
            .collect();
        (told != expected).then(|| {
            format!(
                "the history of {} is {told:?}\nand not {expected:?}",
                client.slug
            )
        })
    }

    fn compare_history(&self, client: usize) {
        if self.binder.place(client) != "gone" {
            let wrong = self.one_history_differs(&self.binder, client);
            self.must(wrong.is_none(), &wrong.unwrap_or_default());
        }
    }
}

/// The lines of a list, by the client; a client who stands in it twice is one too many.
fn told(list: &Value) -> BTreeMap<String, Value> {
    let lines = list["dossiers"].as_array().expect("a list of lines");
    let mut told = BTreeMap::new();
    for line in lines {
        let client = line["client"].as_str().expect("a name").to_owned();
        let seen = serde_json::json!([
            line["manager"],
            line["place"],
            line["time"],
            line["agreed"],
            line["next"],
            line["last"]["text"]
        ]);
        let twice = told.insert(client.clone(), seen);
        if twice.is_some() {
            told.insert(format!("{client} twice"), Value::Null);
        }
    }
    told
}

/// The same of a binder.
fn line_of(binder: &Binder, client: usize) -> (String, Value) {
    let seen = binder.seen(client);
    let field = |key| seen.fields.get(key);
    let line = serde_json::json!([
        field("manager"),
        field("place"),
        field("time"),
        field("agreed").is_some(),
        field("next"),
        seen.last
    ]);
    (binder.clients[client].slug.clone(), line)
}
