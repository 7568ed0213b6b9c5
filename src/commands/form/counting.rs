//! The answers to a form, counted over a binder: for `tickler stats --form`.

use anyhow::Result;

use super::FormRemark;
use crate::binder::Place;
use crate::binder::form::Form;
use crate::binder::form::count::Counts;
use crate::commands::answer::{Answer, Reply};
use crate::commands::desk::Desk;

/// What each figure means; a line each.
pub(in crate::commands) const DEFINITIONS: [(&str, &str); 9] = [
    ("clients", "those in the binder, closed ones too"),
    (
        "filled",
        "of these, who have filled the form in: all that is required of them is answered",
    ),
    (
        "partly",
        "who have answered something, and not filled it in",
    ),
    (
        "asked",
        "of whom a field is asked, by its only_if, as they are today",
    ),
    (
        "answered",
        "of those asked, who have answered it, as the dossier says today",
    ),
    (
        "answers",
        "of a choice or yes-no: how many answered so; none is left out",
    ),
    (
        "sum, mean, least, most",
        "of numbers; of money for each currency; the mean is in hundredths",
    ),
    (
        "first, last",
        "of dates: the first and the last that is answered",
    ),
    (
        "odd",
        "answers that are not such as the form asks for now; they are in answered, in no sum",
    ),
];

/// The answers to a form, counted.
#[derive(Clone, Debug)]
pub struct Counted {
    /// The form.
    pub form: Form,
    /// Whose binder; every one's, if nobody's.
    pub manager: Option<String>,
    /// The counts.
    pub counts: Counts,
    /// Whether they are wanted for a spreadsheet.
    pub as_csv: bool,
}

/// Counts the answers to a form as they are today.
pub(in crate::commands) fn count(
    typed: &str,
    all: bool,
    as_csv: bool,
    desk: &Desk<'_>,
) -> Result<Reply> {
    let (form, broken) = desk.form(typed)?;
    let searched = desk.search(
        &desk.binders(all)?,
        |place| place != Place::Gone,
        |_| true,
        |found| Some(form.told(&found.dossier)),
    )?;
    let counted = Counted {
        counts: Counts::of(&form, &searched.taken),
        manager: (!all).then(|| desk.manager.clone()),
        form,
        as_csv,
    };
    let reply = Reply::new(Answer::FormCounts(Box::new(counted)));
    let reply = reply.remarking(desk.remarks_on_binders(all)?);
    let reply = reply.remarking(FormRemark::all_broken(broken));
    Ok(reply.missing(searched.unreadable))
}
