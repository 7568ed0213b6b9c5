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
    !text.is_empty() && plain(text) == text
}

/// A phone or an address with its label before it.
pub(super) fn together(label: Option<&str>, value: &str) -> String {
    let label = label.map(|label| label.trim().replace(": ", " "));
    match label.filter(|label| !label.is_empty()) {
        Some(label) => format!("{label}: {value}"),
        None => value.to_owned(),
    }
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

/// The label that says what types say: where, and what sort of line. Written in small letters.
pub(super) fn of_types(types: &[String]) -> Option<String> {
    let first = |list: &[(&'static str, &str)]| {
        let found = list
            .iter()
            .find(|(_, kind)| types.iter().any(|one| one == kind));
        found.map(|(word, _)| *word)
    };
    let words: Vec<&str> = [first(&WHERE), first(&SORT)]
        .into_iter()
        .flatten()
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// How Apple's programs write a label of their own: `_$!<HomePage>!$_`.
const OF_APPLE: (&str, &str) = ("_$!<", ">!$_");

/// A label in plain letters: of Apple's own without what stands around them, of the one that says
/// nothing (`Other`) none.
pub(super) fn plain(label: &str) -> String {
    let (begin, end) = OF_APPLE;
    let mut plain = label.trim();
    while let Some(own) = plain
        .strip_prefix(begin)
        .and_then(|label| label.strip_suffix(end))
    {
        plain = own.trim();
    }
    match plain {
        _ if plain == label => label.to_owned(),
        "Other" => String::new(),
        own => own.to_lowercase(),
    }
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
            let kinds: Vec<String> = kinds.iter().map(|&kind| kind.to_owned()).collect();
            assert_eq!(of_types(&kinds).as_deref(), Some(label));
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
            assert_eq!(together(parts.0, parts.1), member);
        }
        assert_eq!(together(Some("a: b"), "1"), "a b: 1");
        let apple = [
            ("_$!<HomePage>!$_", "homepage"),
            ("_$!<Other>!$_", ""),
            ("Other", "Other"),
            (" a ", "a"),
        ];
        for (label, plainly) in apple {
            assert_eq!(plain(label), plainly);
            assert_eq!(apart(&format!("{label}: 1")).0.is_some(), label == plainly);
        }
    }
}
