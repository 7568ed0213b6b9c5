//! The texts of the card that say something to the program, and so are not taken as they are typed.

use super::hours::Hours;
use super::lookup::checked_name;
use super::zone::Zone;
use super::{Cadence, Fields, Refusal};

/// The keys of these texts.
pub(super) const CHECKED: [&str; 4] = ["name", "hours", "zone", "every"];

/// A typed text, trimmed, as it is stored in the field `key`. One that is not [`CHECKED`] stays as
/// it is; an empty one takes the field out.
///
/// # Errors
/// [`Refusal::EmptyName`], [`Refusal::LongName`], [`super::CardRefusal`].
pub(super) fn as_stored(key: &str, typed: &str) -> Result<String, Refusal> {
    Ok(match key {
        "name" => checked_name(typed)?.to_owned(),
        _ if typed.is_empty() => String::new(),
        "hours" => Hours::parse(typed)?.to_string(),
        "zone" => Zone::named(typed)?.to_string(),
        "every" => Cadence::parse(typed)?.to_string(),
        _ => typed.to_owned(),
    })
}

/// The texts on a card that say how to call and can't be read, each with its key.
pub fn not_understood(card: &Fields) -> impl Iterator<Item = (&'static str, &str)> {
    let texts = ["hours", "zone", "every"]
        .into_iter()
        .filter_map(|key| Some((key, card.text(key)?)));
    texts.filter(|(key, text)| !is_understood(key, text))
}

/// Whether the text that stands in the field `key` can be read: a hand may have written anything.
#[must_use]
pub fn is_understood(key: &str, text: &str) -> bool {
    as_stored(key, text).is_ok()
}
