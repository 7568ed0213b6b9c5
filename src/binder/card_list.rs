//! The lists of the info card, and which member of one is meant by what is typed.

use super::Occasion;
use super::lookup::{email_key, phone_key, unlabelled};

/// A list of the card whose members are added and removed one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardList {
    /// Phone numbers, each perhaps behind a label: `mobile: +370 600 12345`.
    Phones,
    /// E-mail addresses.
    Emails,
    /// Tags.
    Tags,
    /// Days of the year that are kept in mind: `birthday: 1980-04-15`.
    Occasions,
}

impl CardList {
    /// All of them, in the order in which they stand on the card.
    pub const ALL: [Self; 4] = [Self::Phones, Self::Emails, Self::Tags, Self::Occasions];

    /// What one member of the list is called, as in `--add-phone`.
    #[must_use]
    pub fn member(self) -> &'static str {
        self.key().trim_end_matches('s')
    }

    /// The list whose members are called so.
    #[must_use]
    pub fn of_members(called: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.member() == called)
    }

    /// The key of the list.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Phones => "phones",
            Self::Emails => "emails",
            Self::Tags => "tags",
            Self::Occasions => "occasions",
        }
    }

    /// Whether `typed` means the member: as it stands, without its label, or written otherwise.
    pub(super) fn means(self, member: &str, typed: &str) -> bool {
        let same =
            |key: fn(&str) -> Option<String>| key(typed).is_some_and(|it| key(member) == Some(it));
        match self {
            _ if unlabelled(member) == typed => true,
            Self::Phones => same(phone_key),
            Self::Emails => email_key(member) == email_key(typed),
            Self::Tags => member == typed,
            Self::Occasions => means_occasion(member, typed),
        }
    }
}

/// An occasion is meant by what it is, without regard to case, or as it is typed to add it.
fn means_occasion(member: &str, typed: &str) -> bool {
    let stored = Occasion::stored(member);
    let what = stored.as_ref().map(|occasion| occasion.what.to_lowercase());
    what == Some(typed.to_lowercase())
        || (stored.is_some() && Occasion::typed(typed).ok() == stored)
}
