//! `tickler file`: after a contact, the talk is written down and the dossier refiled, in one act.

use anyhow::Result;
use chrono::NaiveDate;
use clap::builder::PossibleValuesParser;
use clap::{Args, value_parser};

use super::answer::{Deed, Remark, Reply};
use super::dates::{self, Due, Happened};
use super::desk::Desk;
use super::promise;
use super::talk::Talk;
use crate::binder::field::typed_for;
use crate::binder::lookup::checked_name;
use crate::binder::{
    Cadence, Calendar, CardRefusal, Changes, ContactKind, Landing, Outcome, Promised, Refusal, Work,
};
use crate::store::Found;

/// After a contact.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tickler file ivanov --on 2024-07-05 -n \"Wants the estimate split by quarter\"
  tickler file ivanov --on \"fri 14:30\" --kind meeting --next \"Bring contract\"
  tickler file ivanov --on tomorrow --no-answer
  tickler file ivanov --on fri -n \"6 of 20 are frayed\" --complaint --mood 2
  tickler file ivanov -n \"All well\"
  tickler file ivanov --on +2w --promise \"Send the estimate@fri\"
  tickler file \"Olga Petrova\" --new --on mon -n \"Called us\"")]
pub struct File {
    /// The client: any beginning of the name, or a phone number; with --new the whole name
    client: String,
    /// The day of the next contact: 2024-07-05, fri, +2w, jul, someday; without it the cadence on
    /// the card says it (`edit --every 6w`), counted from this contact, if the client was reached
    #[arg(long, value_name = "WHEN")]
    on: Option<String>,
    #[command(flatten)]
    due: Due,
    /// What was said (- reads it from standard input)
    #[arg(short, long, value_name = "TEXT")]
    note: Option<String>,
    /// What kind of contact it was
    #[arg(long, default_value = "call", value_parser = PossibleValuesParser::new(ContactKind::ALL.map(ContactKind::name)))]
    kind: String,
    /// How it ended
    #[arg(long, default_value = "reached", value_parser = PossibleValuesParser::new(Outcome::ALL.map(Outcome::name)))]
    outcome: String,
    /// Short for --outcome no-answer
    #[arg(long, conflicts_with = "outcome")]
    no_answer: bool,
    /// How the client was: 1 angry, 3 as usual, 5 delighted
    #[arg(long, value_name = "1..5", value_parser = value_parser!(u8).range(1..=5))]
    mood: Option<u8>,
    /// The client complained; answer it with `tickler note CLIENT TEXT --answer`
    #[arg(long)]
    complaint: bool,
    /// When it was, if it was earlier: yesterday, "mon 10:30"
    #[arg(long, value_name = "DATETIME")]
    when: Option<String>,
    /// What is to be done next
    #[arg(long, value_name = "TEXT")]
    next: Option<String>,
    /// What kind of work that is
    #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(Work::all().map(Work::name)))]
    work: Option<String>,
    /// What was promised to the client, and by when; may be said several times
    #[arg(long, value_name = "TEXT[@DATE]")]
    promise: Vec<String>,
    /// How far things are with the client now
    #[arg(long)]
    stage: Option<String>,
    /// The client is not in the binder yet
    #[arg(long)]
    new: bool,
}

impl File {
    pub(super) fn run(mut self, desk: &Desk<'_>) -> Result<Reply> {
        if self.new {
            self.client = typed_for("name", &self.client);
            checked_name(&self.client)?;
            desk.needs_binder()?;
        }
        let when = self.when.as_deref();
        let when = when.map(|when| dates::happened(when, desk)).transpose()?;
        let held = when.as_ref().map_or(desk.today, |when| when.day);
        let calendar = if self.new {
            desk.calendar()
        } else {
            dates::calendar_of(&self.client, desk)
        };
        let promises = self.promises(&calendar, desk)?;
        let Some((landing, on_date)) = self.landing(held, &calendar, desk)? else {
            return Ok(Desk::left_unchanged(Deed::Filed));
        };
        let dated = when.as_ref().map(Happened::remark);
        let on_promises = promise::remarks(promises.clone());
        let talk = Talk {
            promises,
            ..self.talk(when, &landing, desk)?
        };
        let (written, beside) = if self.new {
            talk.file_new(&self.client, desk)?
        } else {
            talk.file(&self.client, desk)?
        };
        let was_closed = Remark::if_was_closed(&written);
        let on_stage = desk.remarks_on_stage(&written);
        let reply = desk.answer(Deed::Filed, &[written]).beside(beside);
        let reply = reply.remarking([was_closed, on_date, dated].into_iter().flatten());
        Ok(reply.remarking(on_promises).remarking(on_stage))
    }

    fn promises(&self, calendar: &Calendar, desk: &Desk<'_>) -> Result<Vec<Promised>> {
        let read = |typed: &String| Promised::parse(typed, None, desk.today, calendar);
        let promises: Result<Vec<Promised>, Refusal> = self.promise.iter().map(read).collect();
        Ok(promises?)
    }

    /// Where the dossier goes after a contact that was `held` on that day: where `--on` says, else
    /// by the client's cadence, else where the person says.
    fn landing(
        &self,
        held: NaiveDate,
        calendar: &Calendar,
        desk: &Desk<'_>,
    ) -> Result<Option<(Landing, Option<Remark>)>> {
        if self.on.is_none() && !self.new {
            // Before a date is asked for: that there is somebody to file it for.
            let (found, _) = desk.find(&self.client)?;
            match self.cadence(&found) {
                Ok(None) => {}
                Ok(Some(every)) => {
                    let turn = every.turn(held, desk.today, calendar);
                    return Ok(Some(self.due.by_cadence(turn)?));
                }
                Err(refusal) if desk.person.is_there() => dates::tell(&refusal, desk)?,
                Err(refusal) => return Err(refusal.into()),
            }
        }
        self.due.asked(self.on.as_deref(), calendar, desk)
    }

    /// The cadence by which the client is filed, if there is one.
    fn cadence(&self, found: &Found) -> Result<Option<Cadence>, Refusal> {
        let refused = |refusal: CardRefusal| refusal.about(found.slug());
        let every = found.dossier.fields().text("every");
        let every = every.map(Cadence::parse).transpose().map_err(refused)?;
        match every {
            // Whoever was not reached is to be tried again soon, and the card can't say when.
            Some(every) if self.outcome() != Outcome::Reached => {
                Err(refused(CardRefusal::NotReached { every }))
            }
            every => Ok(every),
        }
    }

    fn talk(&self, when: Option<Happened>, landing: &Landing, desk: &Desk<'_>) -> Result<Talk> {
        let outcome = self.outcome();
        let agreed_by_default = outcome == Outcome::Reached && landing.time.is_some();
        let mut changes = Changes::default();
        changes.refile(landing, self.due.is_agreed(agreed_by_default));
        for (key, value) in [
            ("next", &self.next),
            ("work", &self.work),
            ("stage", &self.stage),
        ] {
            if let Some(value) = value {
                changes.set(key, typed_for(key, value));
            }
        }
        let note = desk.text(self.note.as_deref())?;
        Ok(Talk {
            kind: ContactKind::named(&self.kind).unwrap_or(ContactKind::Call),
            outcome,
            // The contact counts, whether or not there was anything to note.
            note: note.filter(|note| !note.trim().is_empty()),
            mood: self.mood,
            complaint: self.complaint,
            when,
            promises: Vec::new(),
            changes,
        })
    }

    fn outcome(&self) -> Outcome {
        if self.no_answer {
            return Outcome::NoAnswer;
        }
        Outcome::named(&self.outcome).unwrap_or(Outcome::Reached)
    }
}
