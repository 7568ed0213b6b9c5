//! What a session asks for: texts, and dates with what they mean.

use anyhow::Result;

use super::round::{Round, sight};
use super::{Preview, Question, Typed};
use crate::binder::Place;
use crate::commands::dates::Due;
use crate::commands::{Desk, Shown};

/// What is asked for when a dossier is refiled.
const NEXT_DATE: &str = "Next contact on";

impl Round<'_> {
    fn ask(&mut self, shown: &Shown, question: &Question<'_>) -> Result<Typed> {
        let sight = sight(
            self.desk,
            self.date,
            &self.session,
            &self.said,
            Some(shown),
            &[],
        );
        self.screen.write(&sight, question)
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
        self.ask(shown, &question)
    }

    /// Asks for a date until it is one; without words it is `unless_said`.
    pub(super) fn ask_date(
        &mut self,
        shown: &Shown,
        unless_said: &str,
        agreed: bool,
    ) -> Result<Typed> {
        let desk = self.desk;
        let preview = move |text: &str| {
            let text = if text.trim().is_empty() {
                unless_said
            } else {
                text
            };
            preview(text, shown, agreed, desk)
        };
        let mut start = String::new();
        loop {
            let question = Question {
                label: NEXT_DATE,
                start,
                has_lines: false,
                preview: Some(&preview),
            };
            match self.ask(shown, &question)? {
                Typed::Text(text) if matches!(preview(&text), Preview::Lands { .. }) => {
                    let text = if text.trim().is_empty() {
                        unless_said.to_owned()
                    } else {
                        text
                    };
                    return Ok(Typed::Text(text));
                }
                Typed::Text(text) => start = text,
                other => return Ok(other),
            }
        }
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
            let load = look.load(&desk.manager, day, desk.today).ok()?;
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
