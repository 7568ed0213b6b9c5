//! A dossier in an editor: opened, checked, and taken.
//!
//! The lock is not held while the editor is open. Another command may change the dossier meanwhile,
//! so what is written is not what was saved, but what was changed from what was opened.

use anyhow::{Context, Result};
use chrono::NaiveDate;

use super::answer::{Remark, Reply};
use super::desk::Desk;
use super::edit;
use super::person::{Draft, WaysOut};
use crate::binder::{Changes, Dossier, Refusal, edited};
use crate::store::{Found, PutOff, dossier_text, parse_dossier};

/// Opens the dossier of a client in the person's editor, and takes what is changed in it.
pub(super) fn edit(typed: &str, desk: &Desk<'_>) -> Result<Reply> {
    let (opened, beside) = desk.find(typed)?;
    let text = dossier_text(&opened.dossier)?;
    let name = format!("{}.json", opened.slug());
    let client = opened.slug();
    let ways = WaysOut {
        again: format!("tickler edit {client}"),
        without: format!("tickler edit {client} --set stage=offer"),
    };
    let mut draft = desk.person.draft(&name, text.as_bytes(), ways)?;
    let done = saved(draft.as_mut(), &opened.dossier, desk)
        .and_then(|changes| write(&opened, changes, desk));
    let done = done.map(|reply| reply.beside(beside));
    let done = done.map_err(|error| match error.downcast::<Refusal>() {
        Ok(refusal) => refusal.about(opened.slug()).into(),
        Err(error) => error,
    });
    done.map_err(|error| {
        if error.downcast_ref::<PutOff>().is_some() {
            return error;
        }
        match draft.keep() {
            Some(path) => error.context(format!(
                "nothing was changed, and your text is kept in {}",
                path.display()
            )),
            None => error.context("nothing was changed"),
        }
    })
}

/// What is changed in the editor, once that is a dossier. On a terminal it is opened again until it
/// is one, if the person wants that.
fn saved(draft: &mut dyn Draft, opened: &Dossier, desk: &Desk<'_>) -> Result<Changes> {
    loop {
        let bytes = draft.edit(desk.user.editor.as_deref())?;
        let refusal = match checked(&bytes, opened, desk.today) {
            Ok(changes) => return Ok(changes),
            Err(refusal) => refusal,
        };
        if !desk.person.is_there() {
            return Err(refusal.into());
        }
        desk.person.tell(&format!("error: {refusal}"))?;
        if !desk.person.confirm("Edit it again?")? {
            return Err(refusal.into());
        }
    }
}

/// What is changed in the bytes that were saved.
fn checked(bytes: &[u8], opened: &Dossier, today: NaiveDate) -> Result<Changes, Refusal> {
    let saved = parse_dossier(bytes).map_err(|why| Refusal::BadDraft { why })?;
    edited::between(opened, &saved, today)
}

/// Writes what is changed into the dossier as it stands now.
fn write(opened: &Found, changes: Changes, desk: &Desk<'_>) -> Result<Reply> {
    if changes.is_empty() {
        return Ok(edit::answer(None, desk));
    }
    let typed = opened.slug();
    let (written, meanwhile) = desk.change("edit", |change| {
        let (found, _) = change.client(desk.lookup(typed))?;
        if found.dossier.id() != opened.dossier.id() {
            let typed = typed.to_owned();
            let nearest = Vec::new();
            return Err(Refusal::UnknownClient { typed, nearest })
                .context("the dossier is not there any more");
        }
        let meanwhile = (found.dossier != opened.dossier).then(|| Remark::ChangedMeanwhile {
            name: found.dossier.name().to_owned(),
        });
        Ok((edit::put(change, found, changes), meanwhile))
    })?;
    Ok(edit::answer(written, desk).remarking(meanwhile))
}
