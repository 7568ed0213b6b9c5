//! A form is asked on a terminal: one field after the other, and back.

use anyhow::Result;

use super::filling::fill;
use super::page::Page;
use crate::binder::form::{Answers, Field, Form, Reckoning};
use crate::binder::{Dossier, FormRefusal, Refusal};
use crate::commands::Desk;
use crate::commands::answer::Reply;
use crate::commands::work::{Screen, Typed};

/// What somebody answered.
pub(in crate::commands) struct Gathered {
    /// The keys of the fields, with the answers.
    pub(in crate::commands) said: Vec<(String, String)>,
    /// It was left before its end.
    pub(in crate::commands) partly: bool,
}

/// Asks a form of a client, and stores what is answered.
pub(super) fn at_the_terminal(client: &str, form: &Form, desk: &Desk<'_>) -> Result<Reply> {
    let (found, _) = desk.find(client)?;
    if !desk.person.is_there() {
        let form = form.name.clone();
        let nobody = Refusal::from(FormRefusal::NobodyToAsk { form });
        return Err(nobody.about(found.slug()).into());
    }
    let mut screen = desk.person.sit_down()?;
    let gathered = ask(form, &found.dossier, screen.as_mut(), desk)?;
    drop(screen);
    // The very one that was found, whoever came meanwhile.
    fill(found.slug(), form, &gathered.said, gathered.partly, desk)
}

/// Asks the fields of a form one after the other, those only that are asked of this client. Leaving
/// at any moment keeps what was answered so far.
pub(in crate::commands) fn ask(
    form: &Form,
    dossier: &Dossier,
    screen: &mut (dyn Screen + '_),
    desk: &Desk<'_>,
) -> Result<Gathered> {
    let calendar = desk.calendar();
    let reckoning = Reckoning {
        today: desk.today,
        calendar: &calendar,
    };
    let mut answers = Answers::of(form, dossier.fields());
    let (mut at, mut behind): (usize, Vec<usize>) = (0, Vec::new());
    loop {
        let ahead = form.fields.iter().enumerate().skip(at);
        let mut asked = ahead.filter(|(_, field)| answers.is_asked(field));
        let Some((number, field)) = asked.next() else {
            return Ok(gathered(&answers, false));
        };
        let meaning = |typed: &str| meaning(field, typed, reckoning);
        let page = page(field, form, dossier, &answers, &meaning);
        match screen.answer(&page)? {
            Typed::Text(text) => {
                answers.give(field, &text, reckoning)?;
                behind.push(number);
                at = number + 1;
            }
            Typed::Back => match behind.pop() {
                Some(before) => at = before,
                None => return Ok(gathered(&answers, true)),
            },
            Typed::Left(text) => {
                // What was only offered is no answer.
                if text != page.start && meaning(&text).is_ok() {
                    answers.give(field, &text, reckoning)?;
                }
                return Ok(gathered(&answers, true));
            }
        }
    }
}

fn gathered(answers: &Answers<'_, '_>, partly: bool) -> Gathered {
    let said = answers.given();
    let said = said.map(|(field, answer)| (field.key.clone(), answer.to_owned()));
    Gathered {
        said: said.collect(),
        partly,
    }
}

fn page<'a>(
    field: &'a Field,
    form: &'a Form,
    dossier: &'a Dossier,
    answers: &Answers<'_, '_>,
    meaning: &'a dyn Fn(&str) -> Result<String, String>,
) -> Page<'a> {
    let asked: Vec<&Field> = form
        .fields
        .iter()
        .filter(|one| answers.is_asked(one))
        .collect();
    let before = asked.iter().take_while(|one| one.key != field.key);
    let answered = before.filter_map(|one| Some((one.label.as_str(), answers.answer(one)?)));
    let answered: Vec<_> = answered.collect();
    let number = asked.iter().position(|one| one.key == field.key);
    // What was taken out on the way back stays out.
    let default = || field.default.clone().filter(|_| !answers.is_given(field));
    Page {
        title: &form.title,
        name: dossier.name(),
        number: (number.unwrap_or_default() + 1, asked.len()),
        answered,
        field,
        start: answers.answer(field).or_else(default).unwrap_or_default(),
        meaning,
    }
}

/// What is typed as it would be stored, or why it won't do.
fn meaning(field: &Field, typed: &str, reckoning: Reckoning<'_>) -> Result<String, String> {
    let read = field.read(typed, reckoning);
    let answer = read.map_err(|refusal| format!("{refusal}; {}", refusal.hint()))?;
    if answer.is_empty() && field.is_required {
        return Err("an answer is required".to_owned());
    }
    Ok(answer)
}
