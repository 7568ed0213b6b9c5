//! The texts of the card that say something to the program, and so are not taken as they are typed.

use super::lookup::checked_name;
use super::{Cadence, Refusal};

/// The keys of these texts.
pub(super) const CHECKED: [&str; 2] = ["name", "every"];

/// A typed text, trimmed, as it is stored in the field `key`. One that is not [`CHECKED`] stays as
/// it is; an empty one takes the field out.
///
/// # Errors
/// [`Refusal::EmptyName`], [`Refusal::LongName`], [`Refusal::Card`].
pub(super) fn as_stored(key: &str, typed: &str) -> Result<String, Refusal> {
    Ok(match key {
        "name" => checked_name(typed)?.to_owned(),
        "every" if !typed.is_empty() => Cadence::parse(typed)?.to_string(),
        _ => typed.to_owned(),
    })
}

/// Whether the text that stands in the field `key` can be read: a hand may have written anything.
#[must_use]
pub fn is_understood(key: &str, text: &str) -> bool {
    as_stored(key, text).is_ok()
}
