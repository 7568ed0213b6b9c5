//! What a refusal is for a program.

use super::Refusal;

/// What a refusal is for a program: decides the exit status (commands.md, *exit status*).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusalKind {
    /// The words can't be understood.
    Misspoken,
    /// There is no such client or manager.
    Unknown,
    /// Understood, but ambiguous, in conflict, or no longer possible.
    Refused,
}

impl Refusal {
    /// Which sort of *no* this is.
    #[must_use]
    pub fn kind(&self) -> RefusalKind {
        match self {
            Refusal::On(topic) => topic.no().kind(),
            Refusal::About { refusal, .. } => refusal.kind(),
            Refusal::EmptyName
            | Refusal::LongName { .. }
            | Refusal::EmptyText
            | Refusal::NothingSought
            | Refusal::NotUtf8 { .. }
            | Refusal::ManagerName { .. }
            | Refusal::NotEdited { .. }
            | Refusal::ListKey { .. }
            | Refusal::NoSuchMember { .. }
            | Refusal::NoEditor
            | Refusal::BadDraft { .. }
            | Refusal::UnknownKey { .. }
            | Refusal::WrongValue { .. }
            | Refusal::NothingToDo { .. } => RefusalKind::Misspoken,
            Refusal::UnknownClient { .. } | Refusal::NoBinder { .. } => RefusalKind::Unknown,
            Refusal::AmbiguousClient { .. }
            | Refusal::LikelyDuplicate { .. }
            | Refusal::NotConfirmed { .. } => RefusalKind::Refused,
        }
    }
}
