//! Rows for a spreadsheet, as CSV (RFC 4180).

use std::borrow::Cow;

use csv::Terminator;

/// With these a spreadsheet takes a cell for a formula, in the widths of East Asian letters too.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// The rows as CSV, each ended by a line break.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe before it, by which it is
/// a text: what stands in a binder came from anybody, and must do nothing where it is opened.
#[must_use]
pub fn text<'a, R: IntoIterator<Item = &'a str>>(rows: impl IntoIterator<Item = R>) -> String {
    let rows = rows.into_iter();
    rows.map(|cells| row(cells, b',', Terminator::Any(b'\n')))
        .collect()
}

/// One row of it, with what stands between cells and what ends the line.
pub(super) fn row<'a>(
    cells: impl IntoIterator<Item = &'a str>,
    delimiter: u8,
    end: Terminator,
) -> String {
    let mut writer = csv::WriterBuilder::new();
    let mut writer = writer
        .delimiter(delimiter)
        .terminator(end)
        .from_writer(Vec::new());
    let cells = cells.into_iter().map(|cell| defused(cell).into_owned());
    // Writing to memory can't fail.
    let _ = writer.write_record(cells.collect::<Vec<_>>());
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// A cell as it is written: with an apostrophe before what could be taken for a formula, and before
/// an apostrophe that would be taken for that one. [`restored`] undoes it exactly.
///
/// That holds for each part of it that would be a cell of its own to a spreadsheet that cuts the
/// table elsewhere: where commas stand in numbers, Excel cuts at semicolons whatever is quoted.
#[must_use]
pub fn defused(cell: &str) -> Cow<'_, str> {
    if parts(cell).any(is_dangerous) {
        let marked = |part| [if is_dangerous(part) { "'" } else { "" }, part];
        Cow::Owned(parts(cell).flat_map(marked).collect())
    } else {
        Cow::Borrowed(cell)
    }
}

/// A cell as it was before [`defused`] wrote it.
#[must_use]
pub fn restored(cell: &str) -> String {
    parts(cell).map(unmarked).collect()
}

/// A cell of another program, some of which put an apostrophe before a formula too.
#[must_use]
pub fn unmarked(cell: &str) -> &str {
    let text = cell.strip_prefix('\'');
    text.filter(|text| is_dangerous(text)).unwrap_or(cell)
}

/// The parts of a cell at which a table may be cut, each with what it is cut at behind it.
fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split_inclusive([',', ';', '\t', '\n', '\r'])
}

/// Whether a cell is taken for a formula, itself or without apostrophes before it.
fn is_dangerous(cell: &str) -> bool {
    // Blanks and controls before it are skipped by some, and quotation marks taken off.
    let is_skipped = |letter: char| {
        matches!(letter, '\'' | '"') || letter.is_whitespace() || letter.is_control()
    };
    cell.trim_start_matches(is_skipped).starts_with(FORMULA)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_cell_is_quoted_where_it_has_to_be() {
        let rows = [
            ["stage", "contacts"],
            ["offer, second", "3"],
            ["\"hot\"\nlead", ""],
        ];
        let expected = "stage,contacts\n\"offer, second\",3\n\"\"\"hot\"\"\nlead\",\n";
        assert_eq!(text(rows), expected);
    }

    #[test]
    fn what_a_spreadsheet_would_run_is_a_text() {
        let cases = [
            ("=1+1", "'=1+1"),
            ("+370 600", "'+370 600"),
            ("-2", "'-2"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("＝1", "'＝1"),
            (" =1", "' =1"),
            ("\t=1", "\t'=1"),
            ("x;=1", "x;'=1"),
            ("a=1", "a=1"),
            ("12.5", "12.5"),
            ("", ""),
            ("'=1", "''=1"),
            ("' '-1", "'' '-1"),
            ("'n Sync", "'n Sync"),
        ];
        for (cell, expected) in cases {
            assert_eq!(text([[cell, "x"]]), format!("{expected},x\n"), "{cell}");
            assert_eq!(restored(expected), cell);
        }
    }

    #[test]
    fn it_is_one_wherever_the_table_is_cut() {
        for (cell, expected) in [
            ("x;=1+1", "x;'=1+1"),
            ("a\n- b\n- c", "\"a\n'- b\n'- c\""),
            ("Vilnius, +370", "\"Vilnius,' +370\""),
            ("x;\"=1\"", "\"x;'\"\"=1\"\"\""),
            ("x; '=1;", "x;' '=1;"),
            ("x\r\n\t=1", "\"x\r\n\t'=1\""),
            ("a;b - c", "a;b - c"),
        ] {
            assert_eq!(text([["x", cell]]), format!("x,{expected}\n"), "{cell}");
            assert_eq!(restored(&defused(cell)), cell);
        }
        assert_eq!(
            (unmarked("'+1; '-2"), unmarked("x;'-2")),
            ("+1; '-2", "x;'-2")
        );
    }

    proptest! {
        #[test]
        fn what_is_read_back_is_what_was_written(cell in "(['=+@＝ \"\t\r\n\u{b},;-]{0,4}\\PC{0,2}){0,3}") {
            let written = defused(&cell);
            prop_assert_eq!(restored(&written), cell.as_str());
            for first in written.split([',', ';', '\t', '\n']).chain([&*written]) {
                let is_skipped = |c: char| c == '"' || c.is_whitespace() || c.is_control();
                let first = first.trim_start_matches(is_skipped);
                prop_assert!(!first.starts_with(FORMULA), "{}", written);
            }
        }
    }
}
