//! The table that `tickler export csv` writes, known by its titles: what it says is taken back as it
//! was, and no own field for what other programs mean by its title.

use std::borrow::Cow;

use super::target::Target;
use crate::binder::CardList;

/// What its first titles are, and two that it has further on.
const FIRST: [&str; 3] = ["client", "manager", "name"];
const FURTHER: [&str; 2] = ["next contact", "outcome"];

/// What stands before the title of an own field that is called as another column is.
const OWN: &str = "field ";

/// Texts of the card.
const TEXTS: [&str; 13] = [
    "name",
    "salutation",
    "position",
    "company",
    "address",
    "source",
    "stage",
    "hours",
    "zone",
    "every",
    "agreed",
    "work",
    "next",
];

/// Whether a table is ours.
pub(super) fn is_ours(titles: &[String]) -> bool {
    let begins = titles.iter().take(FIRST.len()).eq(FIRST);
    begins
        && FURTHER
            .iter()
            .all(|title| titles.iter().any(|known| known == title))
}

/// What stands between the cells of a table of ours that begins so.
pub(super) fn delimiter(start: &str, delimiters: &[u8]) -> Option<u8> {
    let mut delimiters = delimiters.iter().copied();
    delimiters.find(|delimiter| {
        let first = FIRST.join(&char::from(*delimiter).to_string());
        start.starts_with(&first)
    })
}

/// What each of its columns is for.
pub(super) fn meant(titles: &[String]) -> Vec<Target> {
    let last = titles.iter().position(|title| title == "outcome");
    let own_from = last.map_or(titles.len(), |last| last + 1);
    let titles = titles.iter().enumerate();
    titles
        .map(|(number, title)| {
            if number < own_from {
                column(title)
            } else {
                let own = title.strip_prefix(OWN).unwrap_or(title);
                Target::Own(Cow::Owned(own.to_owned()))
            }
        })
        .collect()
}

fn column(title: &str) -> Target {
    // There is one for each member of a list: `phone`, `phone 2`.
    let kind = title
        .trim_end_matches(|letter: char| letter.is_ascii_digit())
        .trim_end();
    let text = TEXTS.into_iter().find(|key| *key == title);
    match kind {
        _ if text.is_some() => text.map_or(Target::Nowhere, Target::Text),
        "client" => Target::Slug,
        "phone" => Target::Member(CardList::Phones),
        "email" => Target::Member(CardList::Emails),
        "tags" => Target::OurTags,
        "birthday" => Target::Occasion(Cow::Borrowed("birthday")),
        "occasion" => Target::TypedOccasion,
        "next contact" => Target::NextContact,
        "last contact" => Target::LastContact,
        "outcome" => Target::Outcome,
        _ => Target::Nowhere,
    }
}
