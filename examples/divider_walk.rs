//! A walk through a year: on which days does a client's divider change, while the date stays?
//!
//! ```sh
//! cargo run --example divider_walk
//! ```

#![expect(clippy::print_stdout, reason = "an example shows what it finds")]

use chrono::NaiveDate;
use tickler::binder::{Divider, Layout, Place};

fn main() {
    let numbered = Layout::Numbered { front_days: 7 };
    let dated = Layout::Dated { months: 1 };
    // The 8th goes to the front of the binder in the last week of the month before: by then April
    // has no need of that divider. Of the 31st that can't be said before April is over.
    walk("2025-05-08", numbered);
    walk("2025-05-31", numbered);
    walk("2025-05-08", dated);
}

/// Prints the days of a year on which the divider of a date becomes another.
fn walk(date: &str, layout: Layout) {
    let (Ok(place), Some(start)) = (date.parse(), NaiveDate::from_ymd_opt(2024, 6, 13)) else {
        return;
    };
    println!("{date}, {}", name(layout));
    let mut before = None;
    for today in start.iter_days().take(366) {
        let seen = tab(place, today, layout);
        if before.as_ref() != Some(&seen) {
            println!("  from {} behind {seen}", today.format("%a %Y-%m-%d"));
            before = Some(seen);
        }
    }
}

/// The divider, and whether the dossier behind it is late.
fn tab(place: Place, today: NaiveDate, layout: Layout) -> String {
    let divider = Divider::of(place, today, layout);
    if place.days_late(today) > 0 {
        format!("{divider}, overdue")
    } else {
        divider.to_string()
    }
}

fn name(layout: Layout) -> &'static str {
    match layout {
        Layout::Numbered { .. } => "numbered dividers",
        Layout::Dated { .. } => "dated dividers",
    }
}
