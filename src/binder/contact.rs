//! Talks and exchanges with a client: their kinds, how they ended, and the work that is due.

use std::fmt;

/// A way of being in touch with a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ContactKind {
    /// A call by phone.
    Call,
    /// A meeting at a table or a screen.
    Meeting,
    /// An e-mail.
    Email,
    /// A short message.
    Message,
    /// A visit at the client's.
    Visit,
    /// A letter on paper.
    Letter,
}

impl ContactKind {
    /// All kinds, in the order in which they are listed.
    pub const ALL: [Self; 6] = [
        Self::Call,
        Self::Meeting,
        Self::Email,
        Self::Message,
        Self::Visit,
        Self::Letter,
    ];

    /// The word that is stored and typed.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Meeting => "meeting",
            Self::Email => "email",
            Self::Message => "message",
            Self::Visit => "visit",
            Self::Letter => "letter",
        }
    }

    /// The kind that is called `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// What sort of work is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Work {
    /// To be in touch with the client.
    Contact(ContactKind),
    /// Anything else.
    Other,
}

impl Work {
    /// All kinds of work, in the order in which they are listed.
    pub fn all() -> impl Iterator<Item = Self> {
        ContactKind::ALL
            .into_iter()
            .map(Self::Contact)
            .chain([Self::Other])
    }

    /// The word that is stored and typed.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Contact(kind) => kind.name(),
            Self::Other => "other",
        }
    }

    /// The work that is called `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|work| work.name() == name)
    }
}

/// How a contact ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The client was spoken to, or answered.
    Reached,
    /// Nobody answered.
    NoAnswer,
    /// Somebody else, or a machine, took a message.
    LeftMessage,
}

impl Outcome {
    /// All outcomes, in the order in which they are listed.
    pub const ALL: [Self; 3] = [Self::Reached, Self::NoAnswer, Self::LeftMessage];

    /// The word that is stored and typed.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::NoAnswer => "no-answer",
            Self::LeftMessage => "left-message",
        }
    }

    /// The outcome that is called `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.name() == name)
    }
}

macro_rules! shown_by_name {
    ($($noun:ty),+) => {$(
        impl fmt::Display for $noun {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.name())
            }
        }

        impl serde::Serialize for $noun {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }
    )+};
}

shown_by_name!(ContactKind, Work, Outcome);
