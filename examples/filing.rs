//! Filing: a new client is added to a store and, after the first call, filed behind another day.
//!
//! ```sh
//! cargo run --example filing
//! ```

#![expect(clippy::print_stdout, reason = "an example shows what it finds")]

use anyhow::Result;
use chrono::{DateTime, NaiveDate};
use tickler::binder::{Changes, ContactKind, Kind, Landing, Outcome, Refusal, When};
use tickler::store::{Lookup, Spot, Store, Written};

fn main() -> Result<()> {
    let home = tempfile::tempdir()?;
    // The store is made at the first change. This machine's id is kept outside of it.
    let store = Store::open(&home.path().join("binder"), &home.path().join("state"))?;

    // Every change is an entry; the first one makes the dossier.
    let morning = DateTime::parse_from_rfc3339("2024-06-13T09:30:00+03:00")?;
    let tomorrow = on("tomorrow", morning.date_naive(), &store)?;
    let added = store.change("add", "anna", morning, |change| {
        let mut card = Changes::default();
        card.set("manager", "anna");
        card.refile(&tomorrow, false);
        card.set("name", "Ona Kazlauskienė");
        card.add("phones", "mobile: +370 600 00112");
        let first = change.entry(Kind::Add).changing(None, card);
        change.add(first)
    })?;
    show("Added", &added);

    // The call: what was said and the day that was agreed go into the dossier in one piece.
    let noon = DateTime::parse_from_rfc3339("2024-06-14T12:10:00+03:00")?;
    let agreed = on("5 jul 14:30", noon.date_naive(), &store)?;
    let filed = store.change("file", "anna", noon, |change| {
        let (found, _) = change.client(Lookup {
            manager: "anna",
            typed: "ona",
        })?;
        let mut changes = Changes::default();
        changes.refile(&agreed, true);
        changes.set("next", "Count towels for July");
        let entry = change
            .entry(Kind::Contact(ContactKind::Call))
            .with("outcome", Outcome::Reached.name())
            .with("text", "Thirty towels short, moths")
            .changing(Some(found.dossier.place()), changes);
        Ok(change.put(found, entry))
    })?;
    show("Filed", &filed);

    for entry in filed.dossier.history() {
        let text = entry.text().unwrap_or("(the info card)");
        println!(
            "{} {}: {text}",
            entry.at().date_naive(),
            entry.kind().name()
        );
    }
    Ok(())
}

/// The place and time that a phrase means, as typed by a rep on `today`.
fn on(phrase: &str, today: NaiveDate, store: &Store) -> Result<Landing, Refusal> {
    Ok(When::parse(phrase)?.on(today, &store.settings().calendar("anna"))?)
}

/// Where the dossier stands now. A dossier has one place, and its file is derived from that.
fn show(deed: &str, written: &Written) {
    let spot = Spot::of(&written.dossier, written.client.clone());
    println!("{deed}: {}", spot.path().display());
}
