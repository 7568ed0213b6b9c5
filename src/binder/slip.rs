//! Slips: a dossier stands behind one divider, and may have to be seen behind another's too. Which
//! slips a dossier needs is told here, from the dossier alone; where they lie is the store's.
//!
//! Word left for a colleague needs one, a promise that falls due, an offer that is about to end, and an
//! occasion (binder.md, *Words*).

use std::collections::BTreeSet;
use std::fmt;

use chrono::NaiveDate;

use super::lookup::is_manager_name;
use super::{Dossier, Word, YearDay, occasion, offer, promise};

/// Behind which day a slip stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Behind {
    /// One day.
    Day(NaiveDate),
    /// A day of every year.
    Yearly(YearDay),
}

impl fmt::Display for Behind {
    /// The folder in a binder: `2024-06-14`, or `yearly/06-17`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => day.fmt(f),
            Self::Yearly(day) => write!(f, "{YEARLY}/{day}"),
        }
    }
}

/// What the folder of the slips that come round every year is called.
pub const YEARLY: &str = "yearly";

/// A note behind a day's divider in somebody's binder that points to a dossier.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slip {
    /// Whose binder it stands in.
    pub manager: String,
    /// Behind which day.
    pub behind: Behind,
}

impl Dossier {
    /// The slips that point to this dossier, each once: for what was promised or offered and for occasions they
    /// stand in the binder of the manager who has the dossier now.
    #[must_use]
    pub fn slips(&self) -> Vec<Slip> {
        let word = self.unread_word();
        let open = promise::open(self).into_iter();
        let promised = open.filter_map(|promise| promise.due).map(Behind::Day);
        let yearly = self.occasions().map(|one| Behind::Yearly(one.day));
        let offered = offer::days(self).map(Behind::Day);
        let own = promised.chain(offered).chain(yearly).map(|behind| Slip {
            manager: self.manager().to_owned(),
            behind,
        });
        single(word.iter().map(Word::slip).chain(own))
    }

    /// The slips that may have pointed to this dossier once and don't any more, each once: they may
    /// still stand somewhere.
    #[must_use]
    pub fn stale_slips(&self) -> Vec<Slip> {
        let word = self.history().iter().filter_map(Word::of);
        let managers = self.managers_ever();
        let promised = promise::days_ever(self).into_iter().map(Behind::Day);
        let yearly = occasion::days_ever(self).into_iter().map(Behind::Yearly);
        let offered = offer::days_ever(self).into_iter().map(Behind::Day);
        let own = promised.chain(offered).chain(yearly).flat_map(|behind| {
            managers.iter().map(move |manager| Slip {
                manager: (*manager).to_owned(),
                behind,
            })
        });
        let mut ever = single(word.map(|word| word.slip()).chain(own));
        let standing = self.slips();
        ever.retain(|slip| !standing.contains(slip));
        ever
    }

    /// Those in whose binder it is or was.
    fn managers_ever(&self) -> BTreeSet<&str> {
        let set = self.history().iter().flat_map(|entry| entry.changes("set"));
        let managers = set.filter(|(key, _)| *key == "manager");
        let managers = managers.filter_map(|(_, manager)| manager.as_str());
        managers
            .chain([self.manager()])
            .filter(|manager| is_manager_name(manager))
            .collect()
    }
}

fn single(slips: impl Iterator<Item = Slip>) -> Vec<Slip> {
    let mut slips: Vec<Slip> = slips.collect();
    slips.sort();
    slips.dedup();
    slips
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::binder::sample::{entry, in_july, word};
    use crate::binder::{Changes, Entry, Kind, Place};

    fn told(slips: &[Slip]) -> Vec<String> {
        let told = |slip: &Slip| {
            let behind = slip.behind.to_string();
            format!("{} {}", slip.manager, behind.replace("2024-06-", ""))
        };
        slips.iter().map(told).collect()
    }

    #[test]
    fn word_needs_a_slip_until_it_is_read_or_taken_back() {
        let undo = |of: &str| entry("undo", 20, Kind::Undo).with("of", of);
        let read = |of: &str| entry("read", 14, Kind::Read).with("of", of);
        let cases: [(Vec<Entry>, &[&str], &[&str]); 8] = [
            (vec![], &[], &[]),
            (vec![entry("a", 13, Kind::Note)], &[], &[]),
            (vec![word("a", 13, "boris")], &["boris 13"], &[]),
            (
                vec![
                    word("a", 13, "boris"),
                    word("b", 13, "boris"),
                    word("c", 14, "chen"),
                ],
                &["boris 13", "chen 14"],
                &[],
            ),
            (vec![word("a", 13, "boris"), read("a")], &[], &["boris 13"]),
            (
                vec![word("a", 13, "boris"), read("a"), undo("read")],
                &["boris 13"],
                &[],
            ),
            (vec![word("a", 13, "boris"), undo("a")], &[], &["boris 13"]),
            (vec![word("a", 13, "../boris"), undo("add")], &[], &[]),
        ];
        for (entries, standing, stale) in cases {
            let dossier = in_july(entries.clone());
            assert_eq!(told(&dossier.slips()), standing, "{entries:?}");
            assert_eq!(told(&dossier.stale_slips()), stale, "{entries:?}");
        }
    }

    #[test]
    fn a_promise_needs_a_slip_in_the_binder_of_the_one_who_has_the_dossier() {
        let promise = |op: &str, day: u32, due: &str| {
            let promise = serde_json::json!([{ "text": op, "due": due }, { "text": "undated" }]);
            entry(op, day, Kind::Note).with("promises", promise)
        };
        let kept = |of: &str| entry("kept", 15, Kind::Kept).with("of", of).with("n", 1);
        let undo = |of: &str| entry("undo", 20, Kind::Undo).with("of", of);
        let given = |to: &str| {
            let mut changes = Changes::default();
            changes.set("manager", to);
            entry("given", 14, Kind::Assign).changing(None, changes)
        };
        let made = promise("a", 13, "2024-06-17");
        let cases: [(Vec<Entry>, &[&str], &[&str]); 8] = [
            (vec![made.clone()], &["anna 17"], &[]),
            (
                vec![made.clone(), promise("b", 13, "2024-06-17")],
                &["anna 17"],
                &[],
            ),
            (vec![made.clone(), kept("a")], &[], &["anna 17"]),
            (
                vec![made.clone(), kept("a"), undo("kept")],
                &["anna 17"],
                &[],
            ),
            (vec![made.clone(), undo("a")], &[], &["anna 17"]),
            (vec![made.clone(), given("ben")], &["ben 17"], &["anna 17"]),
            (
                vec![made.clone(), given("ben"), undo("given")],
                &["anna 17"],
                &["ben 17"],
            ),
            (vec![made.clone(), undo("add")], &[], &["anna 17"]),
        ];
        for (entries, standing, stale) in cases {
            let dossier = in_july(entries.clone());
            assert_eq!(told(&dossier.slips()), standing, "{entries:?}");
            assert_eq!(told(&dossier.stale_slips()), stale, "{entries:?}");
        }
    }

    #[test]
    fn an_occasion_needs_a_slip_behind_its_day_of_every_year() {
        let edit = |op: &str, change: fn(&mut Changes)| {
            let mut changes = Changes::default();
            change(&mut changes);
            entry(op, 14, Kind::Edit).changing(None, changes)
        };
        let born = edit("born", |changes| {
            changes.add("occasions", "birthday: 1980-04-15");
        });
        let named = edit("named", |changes| {
            changes.add("occasions", "name day: --02-29");
        });
        let odd = edit("odd", |changes| changes.add("occasions", "some day in May"));
        let out = edit("out", |changes| {
            changes.remove("occasions", "birthday: 1980-04-15");
        });
        let given = edit("given", |changes| changes.set("manager", "ben"));
        let undo = entry("undo", 20, Kind::Undo).with("of", "born");
        let cases: [(Vec<Entry>, &[&str], &[&str]); 5] = [
            (
                vec![born.clone(), named, odd],
                &["anna yearly/02-29", "anna yearly/04-15"],
                &[],
            ),
            (vec![born.clone(), out], &[], &["anna yearly/04-15"]),
            (vec![born.clone(), undo], &[], &["anna yearly/04-15"]),
            (
                vec![born.clone(), given],
                &["ben yearly/04-15"],
                &["anna yearly/04-15"],
            ),
            (
                vec![born, entry("undo", 20, Kind::Undo).with("of", "add")],
                &[],
                &["anna yearly/04-15"],
            ),
        ];
        for (entries, standing, stale) in cases {
            let dossier = in_july(entries.clone());
            assert_eq!(told(&dossier.slips()), standing, "{entries:?}");
            assert_eq!(told(&dossier.stale_slips()), stale, "{entries:?}");
        }
    }

    #[test]
    fn a_client_whose_adding_was_undone_has_no_word_for_anybody() {
        let undo = entry("undo", 20, Kind::Undo).with("of", "add");
        let gone = in_july(vec![word("a", 13, "boris"), undo]);
        assert_eq!(gone.place(), Place::Gone);
        assert!(gone.unread_word().is_empty());
        assert_eq!(told(&gone.stale_slips()), ["boris 13"]);
    }
}
