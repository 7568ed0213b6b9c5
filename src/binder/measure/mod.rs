//! What can be counted of the work in a binder, and how each figure is defined.
//!
//! A dossier's live history is read once ([`course`]) and leaves [`mark`]s: small counts, each on a
//! day. Marks add up to a [`tally`], and a [`Measure`] is a number that a tally says. The report
//! itself is [`super::stats`].

mod by;
mod complaints;
mod contacts;
mod course;
mod cursor;
mod definition;
mod mark;
mod outlook;
mod promises;
mod reading;
mod stages;
mod tally;

pub(super) use by::Ranks;
pub use by::{By, Key};
pub use course::Course;
pub use definition::{MEASURES, Measure, Number, Topic, Unit};
pub use mark::{Mark, Part, Told, told};
pub use tally::{Figure, Tally};
