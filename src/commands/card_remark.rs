//! What is said beside an answer of what stands on a client's card.

use crate::binder::cadence::Turn;

/// What the user should know of a client's card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardRemark {
    /// No day was said, so the client was filed by the cadence.
    ByCadence(Turn),
}

impl From<CardRemark> for super::answer::Remark {
    fn from(remark: CardRemark) -> Self {
        Self::Card(remark)
    }
}
