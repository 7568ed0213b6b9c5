//! A morning: opens the example store and prints the day's work, as `tickler today` does.
//!
//! ```sh
//! cargo run --example morning
//! ```

#![expect(clippy::print_stdout, reason = "an example shows what it finds")]

use std::path::Path;

use anyhow::{Context, Result};
use chrono::NaiveDate;
use tickler::binder::{Agenda, Line, Seen};
use tickler::store::Store;

fn main() -> Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/june-2024");
    // The second folder would hold this machine's id; who only reads never touches it.
    let store = Store::open(&folder, &folder)?;
    let manager = store
        .settings()
        .manager()
        .context("nobody's binder opens")?;

    // Nothing in the library asks the clock: today is an argument.
    let today = NaiveDate::from_ymd_opt(2024, 6, 13).context("no such day")?;
    let layout = store.settings().layout();

    // Only the folders up to today are read, however many clients there are behind later ones.
    let look = store.look()?.context("the store is not there")?;
    let scan = look.scan(manager, |place| place.is_open_on(today))?;
    let dossiers = scan
        .found
        .iter()
        .map(|found| (found.slug(), &found.dossier));
    let agenda = Agenda::of(dossiers, Seen { today, layout });

    let (load, capacity) = (agenda.load(), store.settings().capacity(manager));
    println!("{manager} has {load} of {capacity} on {today}.");
    for line in &agenda.lines {
        println!("{}  {}: {}", when(line), line.name, what(line));
    }
    for (month, count) in &agenda.to_deal {
        println!("{count} more stand behind {month} without a day.");
    }
    // A file that can't be read never keeps the others from the day, but it is told.
    for bad in &scan.unreadable {
        println!("{bad}");
    }
    Ok(())
}

fn when(line: &Line) -> String {
    match line.time {
        _ if line.days_late > 0 => "late ".to_owned(),
        Some(time) => time.format("%H:%M").to_string(),
        None => "     ".to_owned(),
    }
}

fn what(line: &Line) -> &str {
    line.next.as_deref().unwrap_or("nothing was noted")
}
