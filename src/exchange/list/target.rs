//! What a column of a list is for: where on the card its cells go.

use std::borrow::Cow;
use std::fmt;

use crate::binder::CardList;
use crate::binder::field::{is_taken, texts_of_the_card};
use crate::exchange::arrival::UID;

/// Where the cells of a column go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A text of the card, by its key.
    Text(&'static str),
    /// The first, the middle or the last part of the name.
    Name(Part),
    /// A phone number, with the label that its heading gives it.
    Phone(&'static str),
    /// An e-mail address.
    Email,
    /// Tags, several of them divided by `;`, by `:::` or by line breaks.
    Tags,
    /// A day of the year.
    Occasion(Cow<'static, str>),
    /// A part of the postal address, or of the one at home, which becomes an own field.
    Address(Home, Line),
    /// What was noted.
    Note,
    /// The day of the last contact.
    LastContact,
    /// The day of the next.
    NextContact,
    /// How the last contact ended, in our own words.
    Outcome,
    /// One member of a list, whatever it says.
    Member(CardList),
    /// Tags, as we write them.
    OurTags,
    /// A day of the year as it is typed, `name day=06-24`; or one that the heading tells of.
    TypedOccasion,
    /// The name by which the client was typed, to be kept if it is free.
    Slug,
    /// An own field.
    Own(Cow<'static, str>),
    /// The label of what stands in another column, as Google writes it.
    Label,
    /// Nowhere.
    Nowhere,
}

/// A part of a name, in the order in which they are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The given name.
    First,
    /// What stands between.
    Middle,
    /// The family name.
    Last,
}

/// Whether an address is that of the company, or where somebody lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// Where somebody works, or the only one.
    Work,
    /// Where somebody lives.
    Home,
}

/// A line of an address, in the order in which they are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    /// What is in one cell: all of it, or the street alone.
    Whole,
    /// Street and number.
    Street,
    /// The postal code, in one line with the city.
    Code,
    /// The city.
    City,
    /// The state or region.
    State,
    /// The country.
    Country,
}

/// The texts that a column can be for, by their keys: those of the card, and what is to be said next.
pub(super) fn texts() -> impl Iterator<Item = &'static str> {
    texts_of_the_card().chain(["next"])
}

/// The targets that are no text of the card, by the words by which they are said.
const OTHERS: [(&str, Target); 12] = [
    ("first-name", Target::Name(Part::First)),
    ("last-name", Target::Name(Part::Last)),
    ("phone", Target::Phone("")),
    ("email", Target::Email),
    ("tag", Target::Tags),
    ("note", Target::Note),
    ("last-contact", Target::LastContact),
    ("next-contact", Target::NextContact),
    ("birthday", Target::Occasion(Cow::Borrowed("birthday"))),
    ("occasion", Target::TypedOccasion),
    ("uid", Target::Own(Cow::Borrowed(UID))),
    ("", Target::Nowhere),
];

impl Target {
    /// The target that is said so; nothing for none at all.
    #[must_use]
    pub fn named(said: &str) -> Option<Self> {
        let said = said.trim().to_lowercase();
        let text = texts().find(|key| *key == said).map(Self::Text);
        let mut others = OTHERS.into_iter();
        text.or_else(|| Some(others.find(|(word, _)| *word == said)?.1))
    }

    /// The text of the card whose key this is, letter for letter.
    pub(super) fn text_of(key: &str) -> Option<Self> {
        texts().find(|text| *text == key).map(Self::Text)
    }

    /// All words by which targets are said.
    pub fn words() -> impl Iterator<Item = &'static str> {
        let others = OTHERS.iter().map(|(word, _)| *word);
        texts().chain(others).filter(|word| !word.is_empty())
    }

    /// Whether only one column can be for it.
    pub(super) fn is_single(&self) -> bool {
        !matches!(
            self,
            Target::Phone(_)
                | Target::Email
                | Target::Tags
                | Target::Member(_)
                | Target::TypedOccasion
                | Target::Note
                | Target::Label
                | Target::Nowhere
        )
    }

    /// Whether its cells are dates.
    pub(super) fn is_date(&self) -> bool {
        matches!(
            self,
            Target::Occasion(_) | Target::TypedOccasion | Target::LastContact | Target::NextContact
        )
    }
}

/// What an own field is called for which a list has this word: with a capital if it would be taken for
/// a field of the dossier, such as `id` or `manager`.
pub(super) fn own_key(called: &str) -> String {
    let mut letters = called.chars();
    match letters.next().filter(|_| is_taken(called)) {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => called.to_owned(),
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Target::Text(key) => f.write_str(key),
            Target::Name(Part::First) => f.write_str("first-name"),
            Target::Name(Part::Middle) => f.write_str("name (middle)"),
            Target::Name(Part::Last) => f.write_str("last-name"),
            Target::Phone("") => f.write_str("phone"),
            Target::Phone(label) => write!(f, "phone ({label})"),
            Target::Email => f.write_str("email"),
            Target::Tags | Target::OurTags => f.write_str("tag"),
            Target::Member(list) => f.write_str(list.member()),
            Target::Occasion(what) if what == "birthday" => f.write_str(what),
            Target::Occasion(what) => write!(f, "occasion \"{what}\""),
            Target::Address(Home::Work, _) => f.write_str("address"),
            Target::Address(Home::Home, _) => f.write_str("own field \"home address\""),
            Target::Note => f.write_str("note"),
            Target::LastContact => f.write_str("last-contact"),
            Target::NextContact => f.write_str("next-contact"),
            Target::Outcome => f.write_str("outcome of the last contact"),
            Target::TypedOccasion => f.write_str("occasion"),
            Target::Slug => f.write_str("the name to type"),
            Target::Own(key) if key == UID => f.write_str(UID),
            Target::Own(key) => write!(f, "own field \"{key}\""),
            Target::Label => f.write_str("a label"),
            Target::Nowhere => f.write_str("left out"),
        }
    }
}
