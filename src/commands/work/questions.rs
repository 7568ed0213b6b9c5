//! What a session asks for: texts, and dates with what they mean.

use anyhow::Result;

use super::round::{Round, sight};
use super::{Preview, Question, Typed};
use crate::binder::{Place, Promised};
use crate::commands::dates::{Due, on_day_off};
use crate::commands::{Desk, Shown};

/// What is asked for when a dossier is refiled.
const NEXT_DATE: &str = "Next contact on";

/// The date that is taken if no other is typed.
#[derive(Debug, Default)]
pub(super) struct Offer {
    /// The date in words; empty, if there is none.
    pub(super) date: String,
    /// Behind the question: why this one.
    pub(super) why: String,
}

impl Offer {
    pub(super) fn of(date: String) -> Self {
        let why = String::new();
        Self { date, why }
    }

    /// What is typed, or what is offered in its place.
    fn unless<'t>(&'t self, typed: &'t str) -> &'t str {
        if typed.trim().is_empty() {
            &self.date
        } else {
            typed
        }
    }
}

impl Round<'_> {
    /// Asks until what is typed is understood.
    pub(super) fn ask(&mut self, shown: &Shown, mut question: Question<'_>) -> Result<Typed> {
        let sight = sight(
            self.desk,
            self.date,
            &self.session,
            &self.said,
            Some(shown),
            &[],
        );
        loop {
            let typed = self.screen.write(&sight, &question)?;
            let preview = question.preview;
            match typed {
                Typed::Text(text)
                    if preview.is_some_and(|preview| !preview(&text).is_understood()) =>
                {
                    question.start = text;
                }
                typed => return Ok(typed),
            }
        }
    }

    pub(super) fn ask_text(
        &mut self,
        shown: &Shown,
        label: &str,
        start: String,
        has_lines: bool,
    ) -> Result<Typed> {
        let preview = None;
        let question = Question {
            label,
            start,
            has_lines,
            preview,
        };
        self.ask(shown, question)
    }

    /// Asks for a date; without words it is the one that is offered.
    pub(super) fn ask_date(&mut self, shown: &Shown, offer: &Offer, agreed: bool) -> Result<Typed> {
        let desk = self.desk;
        let preview = move |text: &str| preview(offer.unless(text), shown, agreed, desk);
        let label = format!("{NEXT_DATE}{}", offer.why);
        let question = Question {
            label: &label,
            start: String::new(),
            has_lines: false,
            preview: Some(&preview),
        };
        Ok(match self.ask(shown, question)? {
            Typed::Text(text) => Typed::Text(offer.unless(&text).to_owned()),
            other => other,
        })
    }
}

/// By when a promise is due that is being typed.
pub(super) fn promised(text: &str, desk: &Desk<'_>) -> Preview {
    if text.trim().is_empty() {
        return Preview::Promised {
            due: None,
            off: None,
        };
    }
    match Promised::parse(text, None, desk.today, &desk.calendar()) {
        Ok(Promised { due, off, .. }) => Preview::Promised {
            due,
            off: due.and_then(|due| Some(on_day_off(due, off?))),
        },
        Err(refusal) => Preview::Refused(refusal.to_string()),
    }
}

/// What a date means that is being typed.
fn preview(text: &str, shown: &Shown, agreed: bool, desk: &Desk<'_>) -> Preview {
    if text.trim().is_empty() {
        return Preview::Nothing;
    }
    let (landing, remark) = match Due::default().landing(text, &desk.calendar(), desk) {
        Ok(landed) => landed,
        Err(error) => return Preview::Refused(error.to_string()),
    };
    let load = match landing.place {
        Place::Day(day) => desk.store.look().ok().flatten().and_then(|look| {
            let load = look.load(&desk.manager, day, desk.today).ok()?.known()?;
            let is_there = shown.line.place.counts_on(day, desk.today);
            Some(load + usize::from(!is_there))
        }),
        _ => None,
    };
    Preview::Lands {
        agreed: agreed && landing.time.is_some(),
        landing,
        load,
        capacity: desk.capacity(),
        remark,
    }
}
