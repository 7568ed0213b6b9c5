//! A day's load as a bar, with the capacity marked in it.
//!
//! The bar is drawn to be read without colour: a load below capacity never touches the mark, a
//! load at capacity just does, and a load over it goes on behind the mark.

use anstyle::Style;

use super::style::{self, Span};

/// The share of a cell that is filled, in eighths.
const EIGHTHS: [&str; 9] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"];
/// From nothing to the greatest.
const SPARKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const CAPACITY: &str = "│";
/// The load goes on beyond the scale.
const BEYOND: &str = "▶";

/// A bar of at most `width` columns for `load` dossiers on a day that has room for `capacity`.
///
/// `scale_max` is the load that fills the whole width, the same for all bars that stand below each
/// other; it counts as at least the capacity. There is no trailing blank. Below a width of 3 there
/// is no room for a load on both sides of the mark, and a load over capacity takes its place.
///
/// The spans are safe to show and fit a [`super::cell::Cell`]; [`style::join`] makes them text.
#[must_use]
pub fn bar(load: usize, capacity: usize, scale_max: usize, width: usize) -> Vec<Span> {
    let Some(cells) = width.checked_sub(1) else {
        return Vec::new();
    };
    let scale = scale_max.max(capacity).max(1);
    let before = cells_before_mark(capacity, scale, cells);
    let behind = cells - before;
    let over = load.saturating_sub(capacity);
    let beyond = load > scale;

    if over > 0 && behind == 0 {
        let mark = Span::new(BEYOND, style::OVER_CAPACITY);
        return vec![filled(8 * before, before, style::PLAIN), mark];
    }
    let mut spans = vec![
        filled(eighths(load, capacity, before), before, style::PLAIN),
        Span::new(CAPACITY, style::MUTED),
    ];
    if over > 0 {
        // The arrow needs a cell of its own, and nothing beyond the scale is measured any more.
        let mut tail = if beyond {
            filled(8 * (behind - 1), 0, style::OVER_CAPACITY)
        } else {
            filled(
                eighths(over, scale - capacity, behind),
                0,
                style::OVER_CAPACITY,
            )
        };
        if beyond {
            tail.text.push_str(BEYOND);
        }
        spans.push(tail);
    }
    spans
}

/// A plain bar of at most `width` columns for `part` of `whole`, which fills it; at least a trace of
/// it for whatever isn't nothing.
#[must_use]
pub fn plain(part: usize, whole: usize, width: usize) -> Span {
    filled(eighths(part, whole.max(1), width), 0, style::PLAIN)
}

/// How many numbers are told as a line of columns at most: more would not stand in one line.
pub(super) const TREND: usize = 26;

/// A column for each of the last numbers.
pub(super) fn trend(numbers: &[usize]) -> String {
    sparkline(&numbers[numbers.len().saturating_sub(TREND)..])
}

/// A column for each number, the highest for the greatest; the lowest only for nothing.
#[must_use]
pub fn sparkline(numbers: &[usize]) -> String {
    let greatest = numbers.iter().copied().max().unwrap_or_default().max(1);
    let rises = SPARKS.len() - 1;
    let spark = |number: &usize| match number {
        0 => SPARKS[0],
        _ => SPARKS[proportion(*number, greatest, rises).max(1)],
    };
    numbers.iter().map(spark).collect()
}

/// How many of `cells` stand before the mark: in proportion, but with a cell for a load on each
/// side of it if there are any to give.
fn cells_before_mark(capacity: usize, scale: usize, cells: usize) -> usize {
    if capacity == 0 {
        return 0;
    }
    let share = proportion(capacity, scale, cells);
    share.min(cells.saturating_sub(1)).max(cells.min(1))
}

/// The eighths of `cells` that `load` of `full` fills: one at least for any load, all of them only
/// when it is full.
fn eighths(load: usize, full: usize, cells: usize) -> usize {
    let all = 8 * cells;
    if load >= full {
        return if load == 0 { 0 } else { all };
    }
    let share = proportion(load, full, all).min(all.saturating_sub(1));
    if load > 0 { share.max(all.min(1)) } else { 0 }
}

/// `part` of `whole` (which isn't 0) on a scale to `to`, rounded. In `u128`, where no product of
/// two loads overflows; what comes out is at most `to` again.
fn proportion(part: usize, whole: usize, to: usize) -> usize {
    let (part, whole, wide) = (part as u128, whole as u128, to as u128);
    usize::try_from((2 * part * wide + whole) / (2 * whole)).unwrap_or(to)
}

/// `eighths` as blocks, padded with blanks to at least `cells`.
fn filled(eighths: usize, cells: usize, style: Style) -> Span {
    let blocks = EIGHTHS[8].repeat(eighths / 8) + EIGHTHS[eighths % 8];
    Span::new(format!("{blocks:<cells$}"), style)
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    fn drawn(load: usize, capacity: usize, scale_max: usize, width: usize) -> String {
        let spans = bar(load, capacity, scale_max, width);
        spans.into_iter().map(|span| span.text).collect()
    }

    #[test]
    fn a_bar_shows_load_and_capacity() {
        let cases = [
            ((0, 30, 40, 9), "      │"),
            ((1, 30, 40, 9), "▎     │"),
            ((15, 30, 40, 9), "███   │"),
            ((29, 30, 40, 9), "█████▊│"),
            ((30, 30, 40, 9), "██████│"),
            ((31, 30, 40, 9), "██████│▎"),
            ((40, 30, 40, 9), "██████│██"),
            ((41, 30, 40, 9), "██████│█▶"),
            ((4000, 30, 40, 9), "██████│█▶"),
            ((1, 3000, 3000, 9), "▏      │"),
            ((2999, 3000, 3000, 9), "██████▉│"),
            ((3001, 3000, 9000, 9), "███│▏"),
            ((31, 30, 0, 9), "███████│▶"),
            ((0, 0, 10, 9), "│"),
            ((2, 0, 8, 9), "│██"),
            ((0, 0, 0, 9), "│"),
            ((1, 30, 40, 3), "▏│"),
            ((31, 30, 40, 3), "█│▏"),
            ((41, 30, 40, 3), "█│▶"),
            ((41, 30, 40, 2), "█▶"),
            ((30, 30, 40, 2), "█│"),
            ((30, 30, 40, 1), "│"),
            ((31, 30, 40, 1), "▶"),
            ((31, 30, 40, 0), ""),
        ];
        for ((load, capacity, scale_max, width), expected) in cases {
            let bar = drawn(load, capacity, scale_max, width);
            assert_eq!(
                bar, expected,
                "{load} of {capacity}, scale {scale_max}, width {width}"
            );
        }
    }

    #[test]
    fn no_bar_is_wider_than_asked_and_every_load_is_seen() {
        let loads = [0, 1, 2, 7, 29, 30, 31, 60, 61, usize::MAX];
        for (width, load, capacity) in (3..40).flat_map(|width| {
            let pairs = loads.map(|load| loads.map(|capacity| (width, load, capacity)));
            pairs.into_iter().flatten()
        }) {
            let bar = drawn(load, capacity, 60, width);
            assert!(bar.width() <= width, "{bar}");
            assert_eq!(bar.matches(CAPACITY).count(), 1, "{bar}");
            assert_eq!(
                bar.trim().chars().count() > 1,
                load > 0,
                "{load} of {capacity}: {bar}"
            );
            assert_eq!(
                bar.ends_with(CAPACITY),
                load <= capacity,
                "{load} of {capacity}: {bar}"
            );
        }
    }

    #[test]
    fn a_plain_bar_shows_a_share_and_never_hides_a_little() {
        let cases = [
            ((0, 10, 4), ""),
            ((1, 1000, 4), "▏"),
            ((5, 10, 4), "██"),
            ((999, 1000, 4), "███▉"),
            ((10, 10, 4), "████"),
            ((12, 10, 4), "████"),
            ((0, 0, 4), ""),
            ((1, 2, 0), ""),
        ];
        for ((part, whole, width), expected) in cases {
            assert_eq!(
                plain(part, whole, width).text,
                expected,
                "{part} of {whole}"
            );
        }
    }

    #[test]
    fn a_sparkline_has_a_column_for_each_number() {
        let cases: [(&[usize], &str); 5] = [
            (&[], ""),
            (&[0, 0], "▁▁"),
            (&[0, 1, 1000], "▁▂█"),
            (&[7, 6, 5, 4, 3, 2, 1, 0], "█▇▆▅▄▃▂▁"),
            (&[usize::MAX, 0], "█▁"),
        ];
        for (numbers, expected) in cases {
            assert_eq!(sparkline(numbers), expected, "{numbers:?}");
        }
    }

    #[test]
    fn what_is_over_capacity_has_its_own_style() {
        let styles: Vec<Style> = bar(35, 30, 40, 9).iter().map(|span| span.style).collect();
        assert_eq!(styles, [style::PLAIN, style::MUTED, style::OVER_CAPACITY]);
    }
}
