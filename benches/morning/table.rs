//! The table that is printed: figures beside their floors and what is to be reached.

use std::time::Duration;

/// One line: a job at a size, what it takes and what that is measured by.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) job: String,
    /// What it takes, in words.
    pub(crate) ours: String,
    /// What it is measured by, in words.
    pub(crate) floor: String,
    /// How many times the floor it is, and how many it may be where that is asked.
    pub(crate) ratio: f64,
    pub(crate) target: Option<f64>,
}

impl Row {
    /// A job against a floor, both in time.
    pub(crate) fn new(
        job: String,
        ours: Duration,
        floor: (&str, Duration),
        target: Option<f64>,
    ) -> Self {
        Self {
            job,
            ours: in_words(ours),
            floor: format!("{} {}", in_words(floor.1), floor.0),
            ratio: ours.as_secs_f64() / floor.1.as_secs_f64(),
            target,
        }
    }
}

/// Prints the rows in columns below a heading.
#[expect(clippy::print_stdout, reason = "the table is what a bench is for")]
pub(crate) fn print(rows: &[Row]) {
    println!(
        "{:<43} {:>10}  {:<38} {:>6} {:>9}",
        "job", "tickler", "floor in the same run", "ratio", "to reach"
    );
    for row in rows {
        let (target, mark) = match row.target {
            Some(target) if row.ratio <= target => (format!("<= {target}"), "ok"),
            Some(target) => (format!("<= {target}"), "OVER"),
            None => (String::new(), ""),
        };
        let line = format!(
            "{:<43} {:>10}  {:<38} {:>6.2} {target:>9} {mark}",
            row.job, row.ours, row.floor, row.ratio
        );
        println!("{}", line.trim_end());
    }
    println!();
}

/// Prints a line of text.
#[expect(clippy::print_stdout, reason = "the table is what a bench is for")]
pub(crate) fn say(line: &str) {
    println!("{line}");
}

/// A time with the unit that suits it.
pub(crate) fn in_words(time: Duration) -> String {
    let millis = time.as_secs_f64() * 1000.0;
    if millis < 10.0 {
        format!("{millis:.2} ms")
    } else {
        format!("{millis:.0} ms")
    }
}

/// A number in groups of three digits: `100,000`.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
