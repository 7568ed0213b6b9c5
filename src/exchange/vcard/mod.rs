//! vCards, as phones and address books keep them: one for a client, out and in.
//!
//! Written are version 4.0 (RFC 6350) and, for programs that read no other, 3.0 (RFC 2426); what the
//! format has no property for stands in `X-TICKLER-…`, so that our own cards come back whole.

mod arriving;
mod label;
mod lines;
mod narrow;
mod occasion;
mod own;
mod property;
mod reader;
mod writer;

pub use reader::Cards;
pub use writer::text;

/// A version of the format that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// 3.0, which everything reads.
    Three,
    /// 4.0, which has days without a year and texts on labels.
    Four,
}

#[cfg(test)]
mod round_trip;
