//! Answers to a form are put into a dossier.

use anyhow::Result;

use super::FormRemark;
use crate::binder::form::standing::{FORM, PARTLY};
use crate::binder::form::{Answers, Form, Reckoning, State};
use crate::binder::{Fields, FormRefusal, Kind, Refusal, WordRefusal};
use crate::commands::answer::{Answer, Changed, Deed, Remark, Reply};
use crate::commands::desk::Desk;

/// Puts what is `said` to the fields of a form into a client's dossier; `partly`, if that is not all
/// of it.
pub(super) fn fill(
    client: &str,
    form: &Form,
    said: &[(String, String)],
    partly: bool,
    desk: &Desk<'_>,
) -> Result<Reply> {
    let calendar = desk.calendar();
    let reckoning = Reckoning {
        today: desk.today,
        calendar: &calendar,
    };
    let deed = if partly {
        Deed::FilledInPart
    } else {
        Deed::FilledIn
    };
    refuse_two_answers(form, said)?;
    let (filled, beside) = desk.change_client("form", client, |change, found| {
        let fields = found.dossier.fields();
        let answers = answered(form, fields, said, partly, reckoning);
        let answers = answers.map_err(|refusal| refusal.about(found.slug()))?;
        let changes = answers.changes();
        if changes.is_empty() && (partly || form.state(&found.dossier) == State::Filled) {
            return Ok(None);
        }
        let given = answers.given();
        let mut remarks = vec![FormRemark::Answered {
            title: form.title.clone(),
            answers: given
                .map(|(field, answer)| (field.label.clone(), answer.to_owned()))
                .collect(),
        }];
        if partly {
            remarks.push(FormRemark::Unfinished {
                form: form.name.clone(),
                client: found.slug().to_owned(),
                missing: answers
                    .missing()
                    .iter()
                    .map(|field| field.label.clone())
                    .collect(),
            });
        }
        let entry = change.entry(Kind::Form).with("text", form.title.as_str());
        let entry = entry.with(FORM, form.name.as_str()).with(PARTLY, partly);
        let entry = entry.changing(None, changes);
        Ok(Some((change.put(found, entry), remarks)))
    })?;
    let Some((written, remarks)) = filled else {
        let nothing = Reply::new(Answer::Changed(Changed::nothing(deed)));
        return Ok(nothing.remarking([Remark::NothingChanged]).beside(beside));
    };
    let reply = desk.answer(deed, &[written]).beside(beside);
    Ok(reply.remarking(remarks.into_iter().map(Remark::from)))
}

/// The answers of a dossier with what is said besides, in the order of the form.
fn answered<'f, 'd>(
    form: &'f Form,
    fields: &'d Fields,
    said: &[(String, String)],
    partly: bool,
    reckoning: Reckoning<'_>,
) -> Result<Answers<'f, 'd>, Refusal> {
    let mut answers = Answers::of(form, fields);
    for field in &form.fields {
        if let Some((_, typed)) = said.iter().find(|(key, _)| *key == field.key) {
            answers.give(field, typed, reckoning)?;
        }
    }
    if partly {
        return Ok(answers);
    }
    answers.take_defaults(reckoning)?;
    let missing = answers.missing();
    if missing.is_empty() {
        return Ok(answers);
    }
    let form = form.name.clone();
    let keys = missing.iter().map(|field| field.key.clone()).collect();
    Err(FormRefusal::Missing { form, keys }.into())
}

/// Refuses what the form doesn't ask, and two answers to one field.
fn refuse_two_answers(form: &Form, said: &[(String, String)]) -> Result<(), Refusal> {
    for (at, (key, answer)) in said.iter().enumerate() {
        form.asked(key)?;
        let mut before = said[..at].iter();
        if before.any(|(other, different)| other == key && different != answer) {
            let key = key.clone();
            return Err(WordRefusal::SetTwice { key }.into());
        }
    }
    Ok(())
}
