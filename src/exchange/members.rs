//! Several texts in one cell of a table, such as tags.

/// What ends one of them.
const MARK: char = ';';

/// What stands before a mark that is a part of a text, and before itself.
const ESCAPE: char = '\\';

/// The texts in one cell: `big; new`. [`parted`] undoes it exactly for texts that are trimmed and say
/// something.
#[must_use]
pub(super) fn joined<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut cell = String::new();
    for text in texts {
        if !cell.is_empty() {
            cell.extend([MARK, ' ']);
        }
        for letter in text.chars() {
            if matches!(letter, MARK | ESCAPE) {
                cell.push(ESCAPE);
            }
            cell.push(letter);
        }
    }
    cell
}

/// The texts that stand in one cell.
#[must_use]
pub(super) fn parted(cell: &str) -> Vec<String> {
    let mut texts = vec![String::new()];
    let mut letters = cell.chars().peekable();
    while let Some(letter) = letters.next() {
        let escaped = letters.next_if(|next| letter == ESCAPE && matches!(*next, MARK | ESCAPE));
        match (texts.last_mut(), escaped) {
            (Some(text), Some(escaped)) => text.push(escaped),
            (Some(text), None) if letter != MARK => text.push(letter),
            _ => texts.push(String::new()),
        }
    }
    let texts = texts.into_iter().map(|text| text.trim().to_owned());
    texts.filter(|text| !text.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn texts_stand_in_a_cell_as_one_would_write_them() {
        for (texts, cell) in [
            (&["big", "new"][..], "big; new"),
            (&["a;b", "c"], r"a\;b; c"),
            (&[r"C:\x", r"\"], r"C:\\x; \\"),
            (&[r"\;"], r"\\\;"),
            (&[], ""),
        ] {
            assert_eq!(joined(texts.iter().copied()), cell);
            assert_eq!(parted(cell), texts);
        }
        assert_eq!(parted(r" a ;;b;C:\x; "), ["a", "b", r"C:\x"]);
    }

    proptest! {
        #[test]
        fn what_was_joined_is_parted_as_it_was(texts in prop::collection::vec("[a;\\\\, ]{0,5}[a;\\\\]", 0..4)) {
            let texts: Vec<&str> = texts.iter().map(|text| text.trim()).collect();
            prop_assert_eq!(parted(&joined(texts.iter().copied())), texts);
        }
    }
}
