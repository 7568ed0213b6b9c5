//! What is lent for an absence: until when, and which dossiers are to come back.

use std::collections::HashSet;

use anyhow::Result;
use chrono::{Days, NaiveDate};
use uuid::Uuid;

use super::answer::Remark;
use super::dates::{day_to_come, on_day_off};
use super::days::Chosen;
use super::desk::Desk;
use super::give::Selection;
use crate::binder::{HandingRefusal, Place, Refusal, loan};
use crate::store::{Shelves, id_at_the_beginning};

/// What of a manager's binder is still lent, in whosever binder it stands now.
pub(super) fn choose_lent(owner: &str, shelves: &Shelves, desk: &Desk<'_>) -> Result<Selection> {
    let ids: HashSet<Uuid> = desk.store.settings().lent_by(owner).collect();
    if ids.is_empty() {
        let manager = owner.to_owned();
        return Err(Refusal::from(HandingRefusal::NothingLent { manager }).into());
    }
    let mut selection = Selection::default();
    for manager in shelves.binders()? {
        let mut searched = shelves.search(
            &manager,
            |place| place != Place::Gone,
            |bytes| id_at_the_beginning(bytes).is_none_or(|id| ids.contains(&id)),
            |found| {
                let is_lent = ids.contains(&found.dossier.id())
                    && loan::open(&found.dossier)
                        .iter()
                        .any(|lent| lent.by == owner);
                is_lent.then(|| Chosen::of(found))
            },
        )?;
        selection.chosen.append(&mut searched.taken);
        selection.unreadable.append(&mut searched.unreadable);
    }
    Ok(selection)
}

/// The day of return to `owner`, as it is typed, with a remark if it is a day off there.
pub(super) fn day_of_return(
    text: &str,
    owner: &str,
    desk: &Desk<'_>,
) -> Result<(NaiveDate, Option<Remark>), Refusal> {
    let calendar = desk.store.settings().calendar(owner);
    let passed = |understood| {
        let example = (desk.today + Days::new(14)).to_string();
        HandingRefusal::PassedUntil {
            understood,
            example,
        }
        .into()
    };
    let (day, off) = day_to_come(text, desk.today, &calendar, passed)?;
    Ok((day, off.map(|off| on_day_off(day, off))))
}
