//! `tickler file`: after a contact, the talk is written down and the dossier refiled, in one act.

use anyhow::Result;
use chrono::NaiveDate;
use clap::builder::PossibleValuesParser;
use clap::{Args, value_parser};

use super::answer::{Deed, Remark, Reply};
use super::dates::{self, Due, Happened};
use super::desk::Desk;
use super::marks;
use super::promise;
use super::several::Consent;
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
  tickler file ivanov --on +2w --promise \"Send the estimate@fri\"
  tickler file \"Olga Petrova\" --new --on mon -n \"Called us\"
  tickler file --sheet --yes < marks.txt

With --sheet the evening's pen marks come from standard input, or are typed in, \
a line each: the letters on the day sheet (or a client's name), r for reached, \
n for no answer, m for left a message, the next day, and what was said. A - \
instead of the day leaves it to the client's cadence; won, lost and note take no \
day:
  ab r fri 14:30 wants an offer
  cd n tomorrow
  ef r - all well
  gh lost too dear
The letters are good for a sheet that was printed on its day or the working day \
before. Should two clients be meant by the same since, they are refused.")]
pub struct File {
    /// The client: any beginning of the name, or a phone number; with --new the whole name
    #[arg(required_unless_present = "sheet")]
    client: Option<String>,
    #[command(flatten)]
    contact: Contact,
    /// File the pen marks from the printed day sheet of today, or of another day
    #[arg(long, value_name = "DATE", num_args = 0..=1, default_missing_value = "today",
        conflicts_with_all = ["client", "on", "at", "agreed", "planned", "note", "kind", "outcome",
            "no_answer", "mood", "complaint", "when", "next", "work", "promise", "stage", "new"])]
    sheet: Option<String>,
    /// Say what the marks would do, and do nothing
    #[arg(long, requires = "sheet", conflicts_with = "client")]
    dry_run: bool,
    /// Don't ask before the marks of more than three are filed
    #[arg(long, requires = "sheet", conflicts_with = "client")]
    yes: bool,
}

/// What is said of a contact.
#[derive(Args, Debug, Default)]
pub(super) struct Contact {
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
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        if let Some(date) = &self.sheet {
            let consent = Consent {
                dry_run: self.dry_run,
                yes: self.yes,
            };
            return marks::file(date, &consent, desk);
        }
        self.contact.file(&self.client.unwrap_or_default(), desk)
    }
}

impl Contact {
    /// What a mark of a pen says of one.
    pub(super) fn marked(outcome: Outcome) -> Self {
        Self {
            outcome: outcome.name().to_owned(),
            ..Self::default()
        }
    }

    fn file(self, client: &str, desk: &Desk<'_>) -> Result<Reply> {
        let name = typed_for("name", client);
        let client = if self.new { name.as_str() } else { client };
        if self.new {
            checked_name(client)?;
            desk.needs_binder()?;
        }
        let when = self.when.as_deref();
        let when = when.map(|when| dates::happened(when, desk)).transpose()?;
        let held = when.as_ref().map_or(desk.today, |when| when.day);
        let calendar = if self.new {
            desk.calendar()
        } else {
            dates::calendar_of(client, desk)
        };
        let promises = self.promises(&calendar, desk)?;
        let Some((landing, on_date)) = self.landing(client, held, &calendar, desk)? else {
            return Ok(Desk::left_unchanged(Deed::Filed));
        };
        let dated = when.as_ref().map(Happened::remark);
        let on_promises = promise::remarks(promises.clone());
        let talk = Talk {
            promises,
            ..self.talk(desk.text(self.note.as_deref())?, when, &landing)
        };
        let (written, beside) = if self.new {
            talk.file_new(client, desk)?
        } else {
            talk.file(client, desk)?
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
        client: &str,
        held: NaiveDate,
        calendar: &Calendar,
        desk: &Desk<'_>,
    ) -> Result<Option<(Landing, Option<Remark>)>> {
        if self.on.is_none() && !self.new {
            // Before a date is asked for: that there is somebody to file it for.
            let (found, _) = desk.find(client)?;
            match self.by_cadence(&found, held, calendar, desk) {
                Ok(None) => {}
                Ok(landed) => return Ok(landed),
                Err(refusal) if desk.person.is_there() => dates::tell(&refusal, desk)?,
                Err(refusal) => return Err(refusal.into()),
            }
        }
        self.due.asked(self.on.as_deref(), calendar, desk)
    }

    /// The same by the client's cadence, if there is one.
    ///
    /// # Errors
    /// A cadence that can't be read, or that doesn't count since the client was not reached.
    pub(super) fn by_cadence(
        &self,
        found: &Found,
        held: NaiveDate,
        calendar: &Calendar,
        desk: &Desk<'_>,
    ) -> Result<Option<(Landing, Option<Remark>)>, Refusal> {
        let turn = self.cadence(found)?;
        let turn = turn.map(|every| every.turn(held, desk.today, calendar));
        turn.map(|turn| self.due.by_cadence(turn)).transpose()
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

    /// The talk, with what was said in it.
    pub(super) fn talk(
        &self,
        note: Option<String>,
        when: Option<Happened>,
        landing: &Landing,
    ) -> Talk {
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
        Talk {
            kind: ContactKind::named(&self.kind).unwrap_or(ContactKind::Call),
            outcome,
            // The contact counts, whether or not there was anything to note.
            note: note.filter(|note| !note.trim().is_empty()),
            mood: self.mood,
            complaint: self.complaint,
            when,
            promises: Vec::new(),
            changes,
        }
    }

    fn outcome(&self) -> Outcome {
        if self.no_answer {
            return Outcome::NoAnswer;
        }
        Outcome::named(&self.outcome).unwrap_or(Outcome::Reached)
    }
}
