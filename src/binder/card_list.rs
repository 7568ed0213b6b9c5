//! The lists of the info card, and which member of one is meant by what is typed.

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
}

impl CardList {
    /// The key of the list.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Phones => "phones",
            Self::Emails => "emails",
            Self::Tags => "tags",
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
        }
    }
}
