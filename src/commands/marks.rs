//! `tickler file --sheet`: the evening's pen marks, a line each, filed in one piece.
//!
//! A mark's letters are looked for among all who can have been on the sheet, whenever it was printed
//! ([`crate::binder::code`]); where two can be meant, it is refused. Whatever can't be understood,
//! nothing is filed.

use anyhow::Result;
use chrono::NaiveDate;

use super::answer::{Answer, Changed, Deed, Remark, Reply};
use super::close;
use super::dates::{self, Happened};
use super::desk::{Desk, UNASKED};
use super::file::Contact;
use super::mark_reading::Reading;
use super::several::{Chosen, Consent, Several};
use crate::binder::place::with_weekday;
use crate::binder::{
    Code, ContactKind, Did, Entry, Kind, Landing, Mark, MarkRefusal, Place, Refusal,
};
use crate::store::{Found, Shelves};

/// Marks that were filed, or are to be.
#[derive(Clone, Debug)]
pub struct Marked {
    /// The day of the sheet.
    pub date: NaiveDate,
    /// Each with what was understood; in the order of the changed dossiers.
    pub marks: Vec<MarkLine>,
    /// What it did to the dossiers.
    pub changed: Changed,
}

/// A mark as it was understood.
#[derive(Clone, Debug)]
pub struct MarkLine {
    /// Who was meant, as typed: letters, or a name.
    pub who: String,
    /// What was done.
    pub did: Did,
    /// What kind of contact it was, if it was one.
    pub kind: Option<ContactKind>,
    /// Whether the client's cadence says when it goes on.
    pub by_cadence: bool,
    /// What was said.
    pub text: Option<String>,
}

/// The marks of one sheet.
struct Marks {
    /// The day of the sheet.
    day: NaiveDate,
    /// When the talks were, if that is not today.
    when: Option<Happened>,
    /// Each line with its number.
    lines: Vec<(usize, String)>,
}

/// A mark that was understood.
#[derive(Default)]
pub(super) struct Step {
    pub(super) mark: Option<Mark>,
    /// The letters by which the client was meant, if it was not by name.
    pub(super) code: Option<Code>,
    pub(super) kind: Option<ContactKind>,
    /// Where a contact puts the dossier.
    pub(super) landing: Option<Landing>,
    /// Whether the client's cadence says so.
    pub(super) by_cadence: bool,
}

/// Takes the marks of the sheet of that day, typed in or from standard input, and files them.
pub(super) fn file(date: &str, consent: &Consent, desk: &Desk<'_>) -> Result<Reply> {
    let when = dates::happened(date, desk)?;
    let day = when.day;
    if !desk.store.is_there()? {
        let reply = Desk::left_unchanged(Deed::Marked);
        return Ok(reply.remarking([Remark::EmptyStore]));
    }
    let mut marks = Marks {
        day,
        when: Some(when).filter(|_| day != desk.today),
        lines: Vec::new(),
    };
    marks.lines = if desk.person.is_there() {
        marks.typed(desk)?
    } else {
        numbered(&desk.text(Some("-"))?.unwrap_or_default())
    };
    if marks.lines.is_empty() {
        return Ok(Desk::left_unchanged(Deed::Marked));
    }
    let reply = consent.carry_out(&marks, desk)?;
    Ok(reply.remarking(marks.when.as_ref().map(Happened::remark)))
}

/// The lines that say something, each with its number.
fn numbered(text: &str) -> Vec<(usize, String)> {
    let lines = text.lines().map(|line| line.trim().to_owned());
    let numbered = (1..).zip(lines);
    numbered.filter(|(_, line)| says_something(line)).collect()
}

fn says_something(line: &str) -> bool {
    !line.is_empty() && !line.starts_with('#')
}

impl Marks {
    /// Asks for a line after the other, until one is empty. Each is told as it was understood; one
    /// that can't be is not taken.
    fn typed(&self, desk: &Desk<'_>) -> Result<Vec<(usize, String)>> {
        let Some(look) = desk.store.look()? else {
            return Ok(Vec::new());
        };
        let mut reading = Reading::of(self.day, &look, desk)?;
        let mut lines: Vec<(usize, String)> = Vec::new();
        let day = with_weekday(self.day);
        desk.person.tell(&format!(
            "the marks of the sheet of {day}; an empty line ends"
        ))?;
        loop {
            let line = desk.person.ask("Mark")?;
            if line.is_empty() {
                return Ok(lines);
            }
            let number = lines.len() + 1;
            if !says_something(&line) {
                continue;
            }
            match reading.take(number, &line) {
                Ok(understood) => {
                    desk.person.tell(&understood)?;
                    lines.push((number, line));
                }
                Err(error) => dates::tell(&error.downcast::<Refusal>()?, desk)?,
            }
        }
    }
}

impl Step {
    /// `Ivan Ivanov: no answer, next Fri 2024-06-14 at 14:30`.
    pub(super) fn told(&self, name: &str) -> String {
        let how = match self.mark.as_ref().map(|mark| &mark.did) {
            Some(Did::Contact(outcome, _)) => outcome.name().replace('-', " "),
            Some(Did::Close(ending)) => ending.name().to_owned(),
            _ => "note".to_owned(),
        };
        let next = self.landing.as_ref().map(|landing| {
            let at = landing
                .time
                .map(|time| time.format(" at %H:%M").to_string());
            let at = at.unwrap_or_default();
            match landing.place {
                Place::Day(day) => format!(", next {}{at}", with_weekday(day)),
                place => format!(", next {place}"),
            }
        });
        format!("{name}: {how}{}", next.unwrap_or_default())
    }

    fn line(&self) -> Option<MarkLine> {
        let mark = self.mark.clone()?;
        Some(MarkLine {
            // Letters are shown as they are printed.
            who: self.code.map_or(mark.who, |code| code.to_string()),
            did: mark.did,
            kind: self.kind,
            by_cadence: self.by_cadence,
            text: mark.text,
        })
    }
}

impl Several for Marks {
    type Each = Step;
    const TITLE: &'static str = "file";
    const KIND: Kind = Kind::Note;
    const DEED: Deed = Deed::Marked;

    fn question(&self, count: usize) -> String {
        format!(
            "File {count} {}?",
            if count == 1 { "mark" } else { "marks" }
        )
    }

    fn at_most(&self) -> usize {
        self.lines.len()
    }

    /// Whoever can look at the names is asked however few they are: letters are easily mistyped.
    fn unasked(&self, desk: &Desk<'_>) -> usize {
        if desk.person.is_there() { 0 } else { UNASKED }
    }

    fn choose(&self, shelves: &Shelves, desk: &Desk<'_>) -> Result<Chosen<Step>> {
        let mut reading = Reading::of(self.day, shelves, desk)?;
        let mut refusals: Vec<Refusal> = Vec::new();
        for (number, line) in &self.lines {
            if let Err(error) = reading.take(*number, line) {
                refusals.push(error.downcast()?);
            }
        }
        MarkRefusal::of_lines(refusals).map_or_else(|| Ok(reading.chosen()), |no| Err(no.into()))
    }

    fn entry(&self, entry: Entry, found: &Found, step: &Step) -> Entry {
        let Some(mark) = &step.mark else {
            return entry;
        };
        let text = mark.text.clone();
        match (&mark.did, &step.landing) {
            (Did::Contact(outcome, _), Some(landing)) => {
                let talk = Contact::marked(*outcome).talk(text, self.when.clone(), landing);
                let kind = step.kind.unwrap_or(talk.kind);
                let from = Some(found.dossier.place());
                talk.write(entry.of_kind(Kind::Contact(kind)), from)
            }
            (Did::Close(ending), _) => {
                close::closed(entry.of_kind(Kind::Close), found, *ending, text)
            }
            _ => entry.with("text", text),
        }
    }

    fn answer(&self, mut reply: Reply, each: &[Step]) -> Reply {
        if let Answer::Changed(changed) = reply.answer {
            reply.answer = Answer::Marked(Marked {
                date: self.day,
                marks: each.iter().filter_map(Step::line).collect(),
                changed,
            });
        }
        reply
    }
}
