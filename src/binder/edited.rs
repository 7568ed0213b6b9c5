//! What a person has changed in a dossier with an editor, and what may not be changed there.

use chrono::NaiveDate;

use super::card_text::CHECKED;
use super::entry::Changes;
use super::field::Shape;
use super::{Dossier, Place, Refusal, Revision};

/// What was changed from a dossier as it was opened in an editor to what was saved.
///
/// # Errors
/// [`Refusal::NotEdited`] for another id, manager or history, [`Refusal::WrongValue`] for the place
/// `gone`; as [`Revision::born_by`] and [`Revision::changes`], and of the card's texts as
/// [`Revision::set`].
pub fn between(opened: &Dossier, saved: &Dossier, today: NaiveDate) -> Result<Changes, Refusal> {
    let kept = [
        ("id", opened.id() == saved.id()),
        ("manager", opened.manager() == saved.manager()),
        ("history", opened.history() == saved.history()),
    ];
    if let Some((key, _)) = kept.into_iter().find(|(_, kept)| !kept) {
        let key = key.to_owned();
        return Err(Refusal::NotEdited { key });
    }
    let mut revision = Revision {
        before: opened.fields().clone(),
        after: saved.fields().clone(),
    };
    for key in CHECKED {
        // What an earlier hand has left there is not this one's mistake.
        if let Some(text) = saved.fields().text(key)
            && opened.fields().text(key) != Some(text)
        {
            revision.set(key, text)?;
        }
    }
    if saved.place() == Place::Gone && opened.place() != Place::Gone {
        return Err(Refusal::WrongValue {
            key: "place".to_owned(),
            value: "gone".to_owned(),
            expected: Shape::Place.expected().to_owned(),
        });
    }
    revision.born_by(today)?;
    revision.changes()
}
