//! What is said beside an answer of what stands on a client's card.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::binder::Refusal;
use crate::binder::cadence::Turn;

/// What the user should know of a client's card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardRemark {
    /// No day was said, so the client was filed by the cadence.
    ByCadence(Turn),
    /// A date that was set is outside the client's call hours.
    OutsideHours {
        /// The client's name.
        name: String,
        /// The hours, as they stand on the card.
        hours: String,
        /// The day.
        day: NaiveDate,
        /// The time of day, if one was set.
        time: Option<NaiveTime>,
        /// The client's zone, and what the clocks show there then, if that is something else.
        there: Option<(&'static str, NaiveDateTime)>,
    },
    /// It is not said at what time of a day somebody is to be called.
    NoMoment {
        /// The day.
        day: NaiveDate,
    },
    /// Nobody on a list has call hours on the card.
    NoHours,
    /// The call hours of a client, or the zone, can't be read.
    Unread {
        /// The client's name.
        name: String,
        /// Why not.
        refusal: Refusal,
    },
}

impl From<CardRemark> for super::answer::Remark {
    fn from(remark: CardRemark) -> Self {
        Self::Card(remark)
    }
}
