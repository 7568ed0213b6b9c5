//! `tickler team --given`: what became of the dossiers that a manager gave to others.

use anyhow::Result;
use chrono::NaiveDate;
use memchr::memmem;

use super::answer::{Answer, Reply};
use super::desk::Desk;
use crate::binder::Place;
use crate::binder::given::{GivenAway, Told};

/// What became of what a manager gave away.
#[derive(Clone, Debug)]
pub struct WhatBecame {
    /// Today.
    pub date: NaiveDate,
    /// What the manager gave away.
    pub given: GivenAway,
}

/// What the manager at the desk gave away, in whosever binder it is now.
pub(super) fn what_became(desk: &Desk<'_>) -> Result<Reply> {
    let (manager, seen) = (desk.manager.as_str(), desk.seen());
    let searched = desk.search(
        &desk.binders(true)?,
        |place| place != Place::Gone,
        may_tell,
        |found| Told::of(found.slug(), &found.dossier, manager, seen),
    )?;
    let given = GivenAway::of(manager, searched.taken);
    let date = desk.today;
    let reply = Reply::new(Answer::WhatBecame(WhatBecame { date, given }));
    let remark = desk.remarks_on_binders(false)?;
    Ok(reply.remarking(remark).missing(searched.unreadable))
}

/// Whether a dossier with these bytes may have been given to somebody, or have word for somebody: a
/// key says so, which an editor may have written with escapes.
fn may_tell(bytes: &[u8]) -> bool {
    let keys = ["\"from_manager\"", "\"for\"", "\\u"];
    let mut keys = keys.iter().map(|key| key.as_bytes());
    keys.any(|key| memmem::find(bytes, key).is_some())
}
