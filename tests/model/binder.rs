//! What a binder is, in memory: the rules of the design said once more, as simply as can be.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

/// A field that is set, or taken out.
pub(crate) type Set = (&'static str, Option<String>);

/// The capacity of a day where nothing is set.
const CAPACITY: u64 = 30;

/// One line of a history.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// The command that wrote it and can be taken back; none for what came otherwise.
    pub(crate) command: Option<usize>,
    pub(crate) sets: Vec<Set>,
    pub(crate) text: Option<String>,
    pub(crate) is_contact: bool,
    /// Papers that were put in, and taken out, by their names.
    pub(crate) put_in: Vec<String>,
    pub(crate) taken_out: Vec<String>,
    /// Who gave it away by this, and whether for a while.
    pub(crate) given: Option<(&'static str, bool)>,
}

impl Entry {
    pub(crate) fn new(sets: Vec<Set>) -> Self {
        Self {
            command: None,
            sets,
            text: None,
            is_contact: false,
            put_in: Vec::new(),
            taken_out: Vec::new(),
            given: None,
        }
    }

    pub(crate) fn saying(mut self, text: &str) -> Self {
        self.text = Some(text.to_owned());
        self
    }
}

/// One dossier.
#[derive(Clone, Debug)]
pub(crate) struct Client {
    pub(crate) slug: String,
    pub(crate) entries: Vec<Entry>,
    /// What was changed in the file with an editor, and no command has taken in yet.
    pub(crate) edited: BTreeMap<&'static str, Option<String>>,
    /// Whether the client was erased for good.
    pub(crate) is_erased: bool,
}

/// The binder, and what can be taken back in it.
#[derive(Clone, Debug)]
pub(crate) struct Binder {
    pub(crate) today: NaiveDate,
    pub(crate) clients: Vec<Client>,
    /// Of each command, whether it is taken back.
    pub(crate) taken_back: Vec<bool>,
    /// The commands that stand, and those that can be done again, the last one last.
    pub(crate) done: Vec<usize>,
    pub(crate) undone: Vec<usize>,
    /// The capacities that were set, with the command.
    pub(crate) capacities: Vec<(usize, u64)>,
}

/// What is seen of a dossier.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Seen {
    pub(crate) fields: BTreeMap<&'static str, String>,
    /// What was said in the last contact that counts.
    pub(crate) last: Option<String>,
}

/// What a place is from today on, and whether its day has come.
pub(crate) fn is_due(place: &str, today: NaiveDate) -> bool {
    if let Ok(day) = place.parse::<NaiveDate>() {
        return day <= today;
    }
    // A month is due as a whole once it is over.
    let first = format!("{place}-01").parse::<NaiveDate>();
    first.is_ok_and(|first| (first.year(), first.month()) < (today.year(), today.month()))
}

impl Binder {
    pub(crate) fn new(today: NaiveDate) -> Self {
        Self {
            today,
            clients: Vec::new(),
            taken_back: Vec::new(),
            done: Vec::new(),
            undone: Vec::new(),
            capacities: Vec::new(),
        }
    }

    /// A new command, which is the last one now.
    pub(crate) fn command(&mut self) -> usize {
        self.taken_back.push(false);
        let command = self.taken_back.len() - 1;
        self.done.push(command);
        self.undone.clear();
        command
    }

    /// Writes an entry into a dossier; what an editor has changed goes before it.
    pub(crate) fn write(&mut self, client: usize, entry: Entry) {
        self.take_in_edits(client);
        self.clients[client].entries.push(entry);
    }

    /// Takes what an editor has changed in as an entry.
    pub(crate) fn take_in_edits(&mut self, client: usize) {
        let folded = self.folded(&self.clients[client]);
        let edited = std::mem::take(&mut self.clients[client].edited);
        let is_changed = |(key, value): &Set| folded.get(key) != value.as_ref();
        let sets: Vec<Set> = edited.into_iter().filter(is_changed).collect();
        if !sets.is_empty() {
            self.clients[client].entries.push(Entry::new(sets));
        }
    }

    /// Takes the last command back, or does the last one that was taken back again.
    pub(crate) fn turn(&mut self, again: bool) {
        let (from, to) = if again {
            (&mut self.undone, &mut self.done)
        } else {
            (&mut self.done, &mut self.undone)
        };
        let command = from.pop().expect("there is one");
        to.push(command);
        let has_it = |client: &Client| {
            let mut entries = client.entries.iter();
            entries.any(|entry| entry.command == Some(command))
        };
        for client in 0..self.clients.len() {
            if has_it(&self.clients[client]) {
                // Edits are taken in while the command still stands as it did.
                self.write(client, Entry::new(Vec::new()));
            }
        }
        self.taken_back[command] = !again;
    }

    pub(crate) fn capacity(&self) -> u64 {
        let stands = |(command, _): &&(usize, u64)| !self.taken_back[*command];
        let last = self.capacities.iter().rev().find(stands);
        last.map_or(CAPACITY, |(_, capacity)| *capacity)
    }

    fn counts(&self, entry: &Entry) -> bool {
        entry
            .command
            .is_none_or(|command| !self.taken_back[command])
    }

    fn folded(&self, client: &Client) -> BTreeMap<&'static str, String> {
        let mut fields = BTreeMap::new();
        for (number, entry) in client.entries.iter().enumerate() {
            if number > 0 && !self.counts(entry) {
                continue;
            }
            for (key, value) in &entry.sets {
                put(&mut fields, key, value.clone());
            }
            if !self.counts(entry) {
                put(&mut fields, "place", Some("gone".to_owned()));
            }
        }
        if client.is_erased {
            put(&mut fields, "place", Some("gone".to_owned()));
        }
        fields
    }

    /// The names of a client's papers, as they are numbered.
    pub(crate) fn papers(&self, client: usize) -> Vec<String> {
        let mut papers: Vec<String> = Vec::new();
        let entries = self.clients[client].entries.iter();
        for entry in entries.filter(|entry| self.counts(entry)) {
            papers.retain(|paper| !entry.taken_out.contains(paper));
            papers.extend(entry.put_in.iter().cloned());
        }
        papers
    }

    /// Erases a client. What was done to others too can still be taken back, and nothing done again.
    pub(crate) fn erase(&mut self, client: usize) {
        self.clients[client].is_erased = true;
        self.clients[client].edited.clear();
        self.undone.clear();
        let (clients, capacities) = (&self.clients, &self.capacities);
        self.done.retain(|command| {
            let mut left = clients.iter().filter(|client| !client.is_erased);
            let has_it = |client: &Client| {
                let mut entries = client.entries.iter();
                entries.any(|entry| entry.command == Some(*command))
            };
            left.any(has_it) || capacities.iter().any(|(of, _)| of == command)
        });
    }

    pub(crate) fn seen(&self, client: usize) -> Seen {
        let client = &self.clients[client];
        let mut fields = self.folded(client);
        for (key, value) in &client.edited {
            put(&mut fields, key, value.clone());
        }
        let mut contacts = client.entries.iter().rev();
        let last = contacts.find(|entry| entry.is_contact && self.counts(entry));
        Seen {
            fields,
            last: last.and_then(|entry| entry.text.clone()),
        }
    }

    pub(crate) fn field(&self, client: usize, key: &str) -> Option<String> {
        self.seen(client).fields.get(key).cloned()
    }

    pub(crate) fn place(&self, client: usize) -> String {
        self.field(client, "place")
            .expect("every dossier has a place")
    }

    pub(crate) fn manager(&self, client: usize) -> String {
        self.field(client, "manager")
            .expect("every dossier has a manager")
    }

    /// Whether a dossier is lent by `owner`: until it is back with its owner, wherever it goes.
    pub(crate) fn is_lent_by(&self, client: usize, owner: &str) -> bool {
        let mut lenders: Vec<&str> = Vec::new();
        let entries = self.clients[client].entries.iter();
        for entry in entries.filter(|entry| self.counts(entry)) {
            let Some((giver, is_lent)) = entry.given else {
                continue;
            };
            let taker = entry.sets.iter().find(|(key, _)| *key == "manager");
            let taker = taker.and_then(|(_, taker)| taker.as_deref());
            let is_back = |lender: &&str| Some(*lender) == taker;
            let back = lenders.iter().position(is_back);
            lenders.truncate(back.unwrap_or(lenders.len()));
            lenders.extend(is_lent.then_some(giver));
        }
        lenders.contains(&owner)
    }

    /// Those that are shown, whose place is `wanted`.
    pub(crate) fn those(&self, wanted: impl Fn(&str) -> bool) -> Vec<usize> {
        let is_wanted = |client: &usize| {
            let place = self.place(*client);
            place != "gone" && wanted(&place)
        };
        (0..self.clients.len()).filter(is_wanted).collect()
    }
}

fn put(fields: &mut BTreeMap<&'static str, String>, key: &'static str, value: Option<String>) {
    match value {
        Some(value) => fields.insert(key, value),
        None => fields.remove(key),
    };
}
