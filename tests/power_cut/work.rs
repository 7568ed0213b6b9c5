//! What is being done when the power goes, and what must be there when it is back.

use std::path::Path;

use tickler::binder::Place;
use tickler::store::{Found, Store};

use crate::desk::Desk;

/// A row of commands, one after the other.
pub(crate) trait Work {
    /// Opens the store with what the commands need.
    fn begin(desk: &Desk) -> Self;

    /// The next command.
    fn next(&self) -> String;

    /// The next command has been acknowledged.
    fn acknowledged(&mut self);

    /// Holds the store against what was acknowledged, and takes in whether the command that was
    /// under way is done; says so.
    fn weigh(&mut self, found: &[Found], what: &str) -> bool;
}

/// All that can be read in the store, in whosever binder, as a command sees it.
pub(crate) fn all(top: &Path, what: &str) -> Vec<Found> {
    let store = Store::open(&top.join("binder"), &top.join("home/.local/state/tickler"));
    let look = store.expect("a store").look().expect("a look");
    let look = look.expect("a store");
    let mut all = Vec::new();
    for manager in look.binders().expect("binders") {
        let scan = look.scan(&manager, |_| true).expect("a scan");
        assert!(scan.unreadable.is_empty(), "{what}: {:?}", scan.unreadable);
        all.extend(scan.found);
    }
    for found in &all {
        assert_eq!(found.spots.len(), 1, "{what}: {:?}", found.spots);
        let (spot, dossier) = (&found.spots[0], &found.dossier);
        assert!(spot.folder <= dossier.place(), "{what}: {spot:?}");
        assert_eq!(spot.manager, dossier.manager(), "{what}: {spot:?}");
    }
    all
}

const DAYS: [&str; 7] = [
    "2024-06-20",
    "2024-06-27",
    "2024-06-14",
    "2024-06-17",
    "2024-08",
    "2024-06-28",
    "2024-07",
];

/// Talks with six clients, each filed to a later or an earlier day, or into a month.
pub(crate) struct Filings {
    next: usize,
    /// Of each client, what was said and where the dossier went.
    told: [Vec<(String, &'static str)>; 6],
}

impl Filings {
    fn one(&self) -> (usize, String, &'static str) {
        let place = DAYS[(self.next * 3 + self.next / 7) % DAYS.len()];
        (self.next % 6, format!("talk {}", self.next), place)
    }
}

impl Work for Filings {
    fn begin(desk: &Desk) -> Self {
        for client in 0..6 {
            desk.answer(&format!("tickler add 'Client {client}' --on 2024-06-20"));
        }
        Self {
            next: 0,
            told: Default::default(),
        }
    }

    fn next(&self) -> String {
        let (client, text, place) = self.one();
        format!("tickler file client-{client} --on {place} -n '{text}'")
    }

    fn acknowledged(&mut self) {
        let (client, text, place) = self.one();
        self.told[client].push((text, place));
        self.next += 1;
    }

    fn weigh(&mut self, found: &[Found], what: &str) -> bool {
        assert_eq!(found.len(), 6, "{what}: a client is missing, or new");
        let (under_way, text, _) = self.one();
        let said = |found: &Found| -> Vec<String> {
            let history = found.dossier.history().iter();
            history
                .skip(1)
                .filter_map(|entry| entry.text().map(str::to_owned))
                .collect()
        };
        let is_done = found
            .iter()
            .any(|found| said(found).last() == Some(&text) && found.slug() == client(under_way));
        if is_done {
            self.acknowledged();
        } else {
            // The same words would not tell the next attempt from this one.
            self.next += 7;
        }
        for (number, told) in self.told.iter().enumerate() {
            let found = found.iter().find(|found| found.slug() == client(number));
            let found = found.unwrap_or_else(|| panic!("{what}: client {number} is missing"));
            let texts: Vec<_> = told.iter().map(|(text, _)| text.clone()).collect();
            assert_eq!(said(found), texts, "{what}: client {number}");
            let place = told.last().map_or("2024-06-20", |(_, place)| place);
            assert_eq!(found.dossier.place().to_string(), place, "{what}");
        }
        is_done
    }
}

fn client(number: usize) -> String {
    format!("client-{number}")
}

/// How many dossiers go at once.
const MANY: usize = 24;

/// Many dossiers go from day to day together, and back by an undo.
pub(crate) struct Moves {
    next: usize,
    /// Where they stood after each command that stands.
    stood: Vec<Place>,
    /// How many entries each has.
    entries: usize,
}

impl Moves {
    fn here(&self) -> Place {
        *self.stood.last().expect("a place")
    }

    fn is_undo(&self) -> bool {
        self.next % 4 == 3 && self.stood.len() > 1
    }

    fn there(&self) -> Place {
        let mut days = DAYS
            .iter()
            .cycle()
            .skip(self.next)
            .map(|day| day.parse::<Place>().expect("a place"));
        let elsewhere = days.find(|day| *day != self.here() && matches!(day, Place::Day(_)));
        elsewhere.expect("another day")
    }
}

impl Work for Moves {
    fn begin(desk: &Desk) -> Self {
        for client in 0..MANY {
            desk.answer(&format!("tickler add 'Client {client}' --on 2024-06-20"));
        }
        Self {
            next: 0,
            stood: vec!["2024-06-20".parse().expect("a place")],
            entries: 1,
        }
    }

    fn next(&self) -> String {
        if self.is_undo() {
            return "tickler undo --yes".to_owned();
        }
        let (from, to) = (self.here(), self.there());
        format!("tickler move --from {from} --on {to} --yes")
    }

    fn acknowledged(&mut self) {
        if self.is_undo() {
            self.stood.pop();
        } else {
            self.stood.push(self.there());
        }
        self.next += 1;
        self.entries += 1;
    }

    fn weigh(&mut self, found: &[Found], what: &str) -> bool {
        assert_eq!(found.len(), MANY, "{what}: a client is missing, or new");
        let is_done = found[0].dossier.history().len() == self.entries + 1;
        if is_done {
            self.acknowledged();
        } else {
            self.next += 1;
        }
        for found in found {
            let history = found.dossier.history().len();
            assert_eq!(history, self.entries, "{what}: {}", found.slug());
            assert_eq!(
                found.dossier.place(),
                self.here(),
                "{what}: {}",
                found.slug()
            );
        }
        is_done
    }
}
