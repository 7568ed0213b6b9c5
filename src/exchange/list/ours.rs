//! The table that `tickler export csv` writes, known by its titles: what it says is taken back as it
//! was, and no own field for what other programs mean by its title.

use std::borrow::Cow;

use super::target::{Target, texts};
use crate::binder::CardList;
use crate::exchange::rows::OWN;

/// What its first titles are, and two that it has further on.
const FIRST: [&str; 3] = ["client", "manager", "name"];
const FURTHER: [&str; 2] = ["next contact", "outcome"];

/// What else is planned, and taken as the texts are.
const PLANNED: [&str; 2] = ["agreed", "work"];

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
    let mut texts = texts().chain(PLANNED);
    if let Some(key) = texts.find(|key| *key == title) {
        return Target::Text(key);
    }
    // There is one for each member of a list: `phone`, `phone 2`.
    let kind = title
        .trim_end_matches(|letter: char| letter.is_ascii_digit())
        .trim_end();
    match kind {
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
