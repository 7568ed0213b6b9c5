//! `tickler reach`: opens the phone, a letter or a text message to a client in the system's program,
//! and offers to file the contact afterwards.

use anyhow::Result;
use clap::Args;

use super::answer::{Answer, Reply};
use super::desk::{Beside, Desk};
use super::typed;
use crate::binder::reach::{self, NoWay};
use crate::binder::{ContactKind, Outcome, ReachRefusal, Refusal};
use crate::store::Found;

/// A link to a client, opened or only shown.
#[derive(Clone, Debug)]
pub struct Reached {
    /// The name by which the client is typed.
    pub client: String,
    /// The client's name.
    pub name: String,
    /// `tel:`, `mailto:` or `sms:`, made of what was checked.
    pub link: String,
    /// It was given to a program.
    pub opened: bool,
}

/// Call a client, or write to one.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tickler reach ivanov             the phone, in the program that opens tel:
  tickler reach ivanov --mail      a letter, in the one that opens mailto:
  tickler reach ivanov --message   a text message, in the one that opens sms:
  tickler reach ivanov --print     only the link")]
pub struct Reach {
    /// The client: any beginning of the name, or a phone number
    client: String,
    /// Write a letter
    #[arg(long)]
    mail: bool,
    /// Write a text message
    #[arg(long, conflicts_with = "mail")]
    message: bool,
    /// Print the link instead of opening it
    #[arg(long)]
    print: bool,
}

impl Reach {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        let (found, beside) = desk.find(&self.client)?;
        let link = self.link(&found).map_err(|why| no_way(&found, why))?;
        if !self.print {
            desk.person.open(&link, desk.user.opener.as_deref())?;
        }
        let reached = Reached {
            client: found.slug().to_owned(),
            name: found.dossier.name().to_owned(),
            link,
            opened: !self.print,
        };
        if reached.opened && desk.person.is_there() {
            return self.offer_to_file(reached, beside, desk);
        }
        Ok(Reply::new(Answer::Reached(reached)).beside(beside))
    }

    fn link(&self, found: &Found) -> Result<String, NoWay> {
        let dossier = &found.dossier;
        match self.kind() {
            ContactKind::Email => reach::begun_letter(dossier),
            ContactKind::Message => reach::message(dossier, ""),
            _ => reach::dial(dossier),
        }
    }

    fn kind(&self) -> ContactKind {
        match (self.mail, self.message) {
            (true, _) => ContactKind::Email,
            (_, true) => ContactKind::Message,
            _ => ContactKind::Call,
        }
    }

    /// Asks how it ended, and files the contact as `file` does; nothing is filed without an answer.
    fn offer_to_file(&self, reached: Reached, beside: Beside, desk: &Desk<'_>) -> Result<Reply> {
        let Some(outcome) = asked_how_it_ended(desk)? else {
            return Ok(Reply::new(Answer::Reached(reached)).beside(beside));
        };
        let mut words = vec!["file".to_owned(), format!("--kind={}", self.kind().name())];
        words.push(format!("--outcome={outcome}"));
        if outcome != Outcome::NoAnswer {
            let note = desk.person.ask("What was said (Enter: nothing)")?;
            // A lone `-` would be read as the sign for standard input.
            words.extend((!matches!(note.as_str(), "" | "-")).then(|| format!("--note={note}")));
        }
        words.extend(["--".to_owned(), reached.client]);
        typed::command(words)?.run(desk)
    }
}

/// How the contact ended, as a person says it by its word or the beginning of it.
fn asked_how_it_ended(desk: &Desk<'_>) -> Result<Option<Outcome>> {
    loop {
        let question = "How did it end: reached, no-answer, left-message (Enter: don't file it)";
        let answer = desk.person.ask(question)?.to_lowercase();
        if answer.is_empty() {
            return Ok(None);
        }
        let mut outcomes = Outcome::ALL.into_iter();
        let outcome = outcomes.find(|outcome| outcome.name().starts_with(&answer));
        if outcome.is_some() {
            return Ok(outcome);
        }
        desk.person
            .tell(&format!("\"{answer}\" is none of these"))?;
    }
}

fn no_way(found: &Found, why: NoWay) -> Refusal {
    let (client, name) = (found.slug().to_owned(), found.dossier.name().to_owned());
    ReachRefusal::NoWay { client, name, why }.into()
}
