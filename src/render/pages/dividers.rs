//! The dividers of a binder: 1 to 31 and the months, each in the middle of its page as large as fits.

use chrono::NaiveDate;
use serde::Serialize;

use crate::commands::PaperSize;

#[derive(Debug, Serialize)]
pub(super) struct Content {
    /// The room within the margins, in millimetres.
    width: f32,
    height: f32,
    tabs: Vec<Tab>,
}

/// What stands on one divider.
#[derive(Debug, Serialize)]
struct Tab {
    text: String,
    /// How large it is written, in millimetres.
    size: f32,
    /// How wide it comes out then, whatever the browser's font.
    wide: f32,
    /// Where its line stands.
    baseline: f32,
}

/// How high a digit and a capital are, in a part of the size.
const HEIGHT: f32 = 0.72;

/// How far a `g`, a `p` and a `y` go below the line.
const DEPTH: f32 = 0.21;

/// The days and the months of a leap year, which has all that there are.
pub(super) fn content(size: PaperSize) -> Content {
    // The margins of such pages are 10 mm.
    let (width, height) = match size {
        PaperSize::A4 => (190.0, 277.0),
        PaperSize::Letter => (195.9, 259.4),
    };
    let days = (1..=31).map(|day: u32| day.to_string());
    let months = (1..=12).filter_map(|month| NaiveDate::from_ymd_opt(2024, month, 1));
    let months = months.map(|first| first.format("%B").to_string());
    let tabs = days.chain(months).map(|text| tab(text, width, height));
    Content {
        width,
        height,
        tabs: tabs.collect(),
    }
}

fn tab(text: String, width: f32, height: f32) -> Tab {
    let ems: f32 = text.chars().map(breadth).sum();
    let depth = if text.contains(['g', 'p', 'y']) {
        DEPTH
    } else {
        0.0
    };
    let size = (width / ems).min(height / (HEIGHT + depth));
    Tab {
        wide: ems * size,
        size,
        baseline: height / 2.0 + size * (HEIGHT - depth) / 2.0,
        text,
    }
}

/// How broad a letter is in a bold sans serif, in a part of the size.
fn breadth(letter: char) -> f32 {
    match letter {
        'i' | 'l' => 0.278,
        't' => 0.333,
        'r' => 0.389,
        'F' | 'b' | 'g' | 'h' | 'n' | 'o' | 'p' | 'u' => 0.611,
        'S' => 0.667,
        'A' | 'D' | 'N' => 0.722,
        'O' => 0.778,
        'M' => 0.833,
        'm' => 0.889,
        _ => 0.556,
    }
}
