//! The labels of phones and addresses, `mobile: +370 600 12345`, and the types by which vCards say the
//! same.

/// Whose it is or where, and the type that says so.
const WHERE: [(&str, &str); 2] = [("work", "work"), ("home", "home")];

/// What sort of line it is, and the type that says so.
const SORT: [(&str, &str); 5] = [
    ("mobile", "cell"),
    ("fax", "fax"),
    ("pager", "pager"),
    ("main", "main"),
    ("car", "car"),
];

/// A phone or an address apart from its label. One that would not be put together again as it was has
/// none.
pub(super) fn apart(member: &str) -> (Option<&str>, &str) {
    match member.split_once(": ") {
        Some((label, rest)) if is_label(label) && rest.trim() == rest && !rest.is_empty() => {
            (Some(label), rest)
        }
        _ => (None, member),
    }
}

fn is_label(text: &str) -> bool {
    !text.is_empty() && text.trim() == text
}

/// The types that say what a label says; none if there are no such.
pub(super) fn types(label: &str) -> Vec<&'static str> {
    let found = |list: &[(&str, &'static str)], word: &str| {
        let found = list.iter().find(|(known, _)| *known == word);
        found.map(|(_, kind)| *kind)
    };
    let both = label.split_once(' ').unwrap_or(("", label));
    let types = match both {
        ("", one) => [found(&WHERE, one).or(found(&SORT, one)), None],
        (place, sort) => match (found(&WHERE, place), found(&SORT, sort)) {
            (Some(place), Some(sort)) => [Some(place), Some(sort)],
            _ => [None, None],
        },
    };
    types.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_and_its_types_say_the_same() {
        let cases: [(&str, &[&str]); 9] = [
            ("mobile", &["cell"]),
            ("work", &["work"]),
            ("home", &["home"]),
            ("fax", &["fax"]),
            ("work fax", &["work", "fax"]),
            ("home mobile", &["home", "cell"]),
            ("pager", &["pager"]),
            ("main", &["main"]),
            ("car", &["car"]),
        ];
        for (label, kinds) in cases {
            assert_eq!(types(label), kinds, "{label}");
        }
        for none in [
            "Mobile",
            "office",
            "fax work",
            "work fax old",
            "",
            " ",
            "work ",
            "mobile fax",
        ] {
            assert!(types(none).is_empty(), "{none}");
        }
    }

    #[test]
    fn a_label_is_what_stands_before_a_colon_and_a_blank() {
        let cases = [
            ("mobile: +370 600", (Some("mobile"), "+370 600")),
            ("+370 600", (None, "+370 600")),
            ("a: b: c", (Some("a"), "b: c")),
            ("tel:+370", (None, "tel:+370")),
            (": 1", (None, ": 1")),
            ("a:  1", (None, "a:  1")),
            ("a : 1", (None, "a : 1")),
        ];
        for (member, parts) in cases {
            assert_eq!(apart(member), parts, "{member}");
        }
    }
}
