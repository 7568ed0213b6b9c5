//! Rows for a spreadsheet, as CSV (RFC 4180).

/// With these a spreadsheet takes a cell for a formula, in the widths of East Asian letters too.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// The rows as CSV, each ended by a line break.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe before it, by which it is
/// a text: what stands in a binder came from anybody, and must do nothing where it is opened.
#[must_use]
pub fn text<'a, R: IntoIterator<Item = &'a str>>(rows: impl IntoIterator<Item = R>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        let cells: Vec<String> = row.into_iter().map(defused).collect();
        // Writing to memory can't fail.
        let _ = writer.write_record(&cells);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

fn defused(cell: &str) -> String {
    // Blanks and controls before it are skipped by some.
    let begins =
        cell.trim_start_matches(|letter: char| letter.is_whitespace() || letter.is_control());
    if begins.starts_with(FORMULA) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
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
            ("\t=1", "'\t=1"),
            ("a=1", "a=1"),
            ("12.5", "12.5"),
            ("", ""),
        ];
        for (cell, expected) in cases {
            assert_eq!(text([[cell, "x"]]), format!("{expected},x\n"), "{cell}");
        }
    }
}
