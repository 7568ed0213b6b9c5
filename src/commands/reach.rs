//! `tickler reach`: opens the phone, a letter or a text message to a client in the system's program,
//! and offers to file the contact afterwards.

use anyhow::Result;
use clap::Args;

use super::answer::{Answer, Reply};
use super::desk::{Beside, Desk};
use super::edit::key_and_value;
use super::letter::{self, Asked};
use super::{send, typed};
use crate::binder::reach::{self, NoWay};
use crate::binder::{ContactKind, Outcome, ReachRefusal, Refusal};
use crate::exchange::letter::Letter;
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
#[command(after_help = "\
Examples:
  tickler reach ivanov                       the phone, by what opens tel:
  tickler reach ivanov --mail                a letter, by what opens mailto:
  tickler reach ivanov --message             a text message, by what opens sms:
  tickler reach ivanov --mail thank-you      as a template says it
  tickler reach ivanov --mail thank-you --send --no-edit --on +2w
  tickler reach ivanov --print               only the link")]
pub struct Reach {
    /// The client: any beginning of the name, or a phone number
    client: String,
    /// Write a letter, from a template of the store if one is named
    #[arg(long, value_name = "TEMPLATE", num_args = 0..=1)]
    #[expect(
        clippy::option_option,
        reason = "so clap tells the flag alone from one with a name"
    )]
    mail: Option<Option<String>>,
    /// Write a text message, from a template of the store if one is named
    #[arg(long, value_name = "TEMPLATE", num_args = 0..=1, conflicts_with = "mail")]
    #[expect(
        clippy::option_option,
        reason = "so clap tells the flag alone from one with a name"
    )]
    message: Option<Option<String>>,
    /// Give a value to the template: --set text="As agreed"
    #[arg(long, value_name = "KEY=VALUE", value_parser = key_and_value)]
    set: Vec<(String, String)>,
    /// Print the link instead of opening it
    #[arg(long)]
    print: bool,
    /// Send the letter at once, by the system's sendmail program or that of your config
    #[arg(long, requires = "mail", conflicts_with_all = ["message", "print"])]
    send: bool,
    /// With --send: the day of the next contact; without it the dossier stays where it stands
    #[arg(long, value_name = "WHEN", requires = "send")]
    on: Option<String>,
    /// With --send: take the letter as the template has it, without an editor
    #[arg(long, requires = "send")]
    no_edit: bool,
}

impl Reach {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        let (found, beside) = desk.find(&self.client)?;
        let asked = Asked {
            template: self.template(),
            set: &self.set,
            items: &[],
            editing: self.send && !self.no_edit && desk.person.is_there(),
        };
        if self.send {
            let sent = send::send(&found, &asked, self.on.as_deref(), desk)?;
            return Ok(sent.beside(beside));
        }
        let link = self.link(&found, &asked, desk)?;
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

    fn template(&self) -> Option<&str> {
        let named = self.mail.as_ref().or(self.message.as_ref());
        named?.as_deref()
    }

    fn link(&self, found: &Found, asked: &Asked<'_>, desk: &Desk<'_>) -> Result<String> {
        let letter = asked.template.map(|_| letter::filled(found, asked, desk));
        let letter = letter.transpose()?.map(|shown| shown.letter);
        let dossier = &found.dossier;
        let link = match (self.kind(), &letter) {
            (ContactKind::Email, None) => reach::begun_letter(dossier),
            (ContactKind::Email, Some(letter)) => {
                reach::letter(dossier, Some(letter.subject()), &letter.to_plain())
            }
            (ContactKind::Message, letter) => {
                let text = letter.as_ref().map(Letter::to_plain).unwrap_or_default();
                reach::message(dossier, text.trim_end())
            }
            _ => reach::dial(dossier),
        };
        Ok(link.map_err(|why| no_way(found, why))?)
    }

    fn kind(&self) -> ContactKind {
        match (&self.mail, &self.message) {
            (Some(_), _) => ContactKind::Email,
            (_, Some(_)) => ContactKind::Message,
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

pub(super) fn no_way(found: &Found, why: NoWay) -> Refusal {
    let (client, name) = (found.slug().to_owned(), found.dossier.name().to_owned());
    ReachRefusal::NoWay { client, name, why }.into()
}
