//! Reading the pen marks of a day sheet: whom the letters of each mean, and what it does.

use std::collections::HashMap;

use anyhow::Result;
use chrono::NaiveDate;
use uuid::Uuid;

use super::close;
use super::codes::{Standing, codes_of};
use super::dates::Due;
use super::desk::Desk;
use super::file::Contact;
use super::marks::Step;
use super::several::Chosen;
use super::sheet_remark::SheetRemark;
use crate::binder::{
    Candidate, Code, Codes, ContactKind, DateRefusal, Did, Landing, Mark, MarkRefusal, Outcome,
    Place, Refusal, Work,
};
use crate::store::{Found, Searched, Shelves};

/// Marks that are read one after the other.
pub(super) struct Reading<'a> {
    /// The day of the sheet.
    day: NaiveDate,
    /// Who can have been on it.
    standing: Vec<Standing>,
    codes: Codes,
    shelves: &'a Shelves,
    desk: &'a Desk<'a>,
    chosen: Chosen<Step>,
    /// In which line each client was.
    lines: HashMap<Uuid, usize>,
    /// Who was contacted today, as is written down already.
    contacted: Vec<String>,
}

impl<'a> Reading<'a> {
    /// Begins with the sheet of that day.
    ///
    /// # Errors
    /// A folder that can't be read.
    pub(super) fn of(day: NaiveDate, shelves: &'a Shelves, desk: &'a Desk<'_>) -> Result<Self> {
        let Searched { taken, unreadable } = desk.on_sheet(shelves, day)?.unwrap_or_default();
        Ok(Self {
            day,
            codes: codes_of(&taken),
            standing: taken,
            shelves,
            desk,
            chosen: Chosen {
                unreadable,
                ..Chosen::default()
            },
            lines: HashMap::new(),
            contacted: Vec::new(),
        })
    }

    /// The dossiers of the lines that were taken, in their order.
    pub(super) fn chosen(mut self) -> Chosen<Step> {
        if !self.contacted.is_empty() {
            let names = self.contacted;
            let remark = SheetRemark::ContactedAlready { names };
            self.chosen.remarks.push(remark.into());
        }
        self.chosen
    }

    /// Takes a line; tells what was understood.
    ///
    /// # Errors
    /// [`MarkRefusal::InLine`]; a file or folder that can't be read.
    pub(super) fn take(&mut self, number: usize, line: &str) -> Result<String> {
        let mut name = None;
        let taken = self.understand(number, line, &mut name);
        taken.map_err(|error| match error.downcast::<Refusal>() {
            Ok(refusal) => Refusal::from(MarkRefusal::InLine {
                number,
                line: line.to_owned(),
                name,
                refusal: Box::new(refusal),
            })
            .into(),
            Err(error) => error,
        })
    }

    /// The same; `known` is told who is meant as soon as that is known.
    fn understand(
        &mut self,
        number: usize,
        line: &str,
        known: &mut Option<String>,
    ) -> Result<String> {
        let found = self.meant(Mark::who(line))?;
        let name = found.dossier.name().to_owned();
        *known = Some(name.clone());
        let mark = Mark::parse(line)?;
        let id = found.dossier.id();
        if let Some(line) = self.lines.get(&id).copied() {
            return Err(Refusal::from(MarkRefusal::Twice { line }).into());
        }
        let step = self.step(mark, &found)?;
        let understood = step.told(&name);
        self.lines.insert(id, number);
        self.chosen.take(&found, step);
        Ok(understood)
    }

    /// The letters, if they are some.
    fn code(&self, who: &str) -> Option<Code> {
        let code = who.parse::<Code>().ok();
        code.filter(|code| code.is_short() || !self.codes.claimants(*code).is_empty())
    }

    /// The client who is meant by letters, or by a name.
    fn meant(&mut self, who: &str) -> Result<Found> {
        let found = if let Some(code) = self.code(who) {
            self.with_code(code)?
        } else {
            let (found, beside) = self.desk.find_in(self.shelves, who)?;
            self.chosen.unreadable.extend(beside.unreadable);
            found
        };
        let owner = self.desk.remark_on_owner(&found);
        self.chosen.remarks.extend(owner);
        Ok(found)
    }

    /// The client whose letters these are.
    fn with_code(&self, code: Code) -> Result<Found> {
        let claimants = self.codes.claimants(code);
        let standing = self.standing.iter();
        let standing = standing.filter(|one| claimants.contains(&one.id));
        let spots: Vec<_> = standing.map(|one| one.spots.clone()).collect();
        let mut found = self.shelves.each(&spots, |_, found| Ok(found))?;
        if found.len() > 1 {
            let candidates = found.iter();
            let candidates = candidates.map(|found| Candidate::of(found.slug(), &found.dossier));
            let candidates = candidates.collect();
            return Err(Refusal::from(MarkRefusal::SeveralClients { code, candidates }).into());
        }
        let unknown = MarkRefusal::UnknownCode {
            code,
            day: self.day,
        };
        let found = found.pop().ok_or(Refusal::from(unknown))?;
        if found.dossier.place() == Place::Gone {
            return Err(Refusal::from(MarkRefusal::Gone).into());
        }
        Ok(found)
    }

    /// What the mark does to the dossier.
    fn step(&mut self, mark: Mark, found: &Found) -> Result<Step> {
        let mut step = Step {
            code: self.code(&mark.who),
            ..Step::default()
        };
        match &mark.did {
            Did::Note => {}
            Did::Close(_) => close::refuse_if_closed(found)?,
            Did::Contact(outcome, on) => {
                let last = found.dossier.last_contact();
                if last.is_some_and(|last| last.at().date_naive() == self.desk.today) {
                    self.contacted.push(found.dossier.name().to_owned());
                }
                step.by_cadence = on.is_none();
                step.landing = Some(self.landing(*outcome, on.as_deref(), found)?);
                step.kind = Some(match found.dossier.work() {
                    Some(Work::Contact(kind)) => kind,
                    _ => ContactKind::Call,
                });
            }
        }
        step.mark = Some(mark);
        Ok(step)
    }

    /// Where a contact puts the dossier: as `file` does it.
    fn landing(&mut self, outcome: Outcome, on: Option<&str>, found: &Found) -> Result<Landing> {
        let desk = self.desk;
        let calendar = desk.store.settings().calendar(found.dossier.manager());
        let Some(on) = on else {
            let contact = Contact::marked(outcome);
            let turn = contact.by_cadence(found, self.day, &calendar, desk)?;
            let (landing, _) = turn.ok_or(Refusal::from(DateRefusal::NoDate))?;
            return Ok(landing);
        };
        let (landing, remark) = Due::default().landing(on, &calendar, desk)?;
        let known = &self.chosen.remarks;
        let remark = remark.filter(|remark| !known.contains(remark));
        self.chosen.remarks.extend(remark);
        Ok(landing)
    }
}
