//! `tickler add`: a new client.

use anyhow::Result;
use clap::Args;
use clap::builder::PossibleValuesParser;

use super::alike::Alike;
use super::answer::{Deed, Remark, Reply};
use super::calling::Calling;
use super::dates::Due;
use super::desk::Desk;
use super::edit::key_and_value;
use crate::binder::duplicate::Newcomer;
use crate::binder::field::typed_for;
use crate::binder::lookup::checked_name;
use crate::binder::{
    CardList, Changes, DateRefusal, Fields, Kind, Refusal, Revision, WordRefusal, Work, parse_time,
};

/// A new client.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  tickler add \"Ivan Ivanov\" --phone \"+370 600 12345\" --on tomorrow
  tickler add \"Jonas Petraitis\" --on \"fri 14:30\" --next \"Ask about the estimate\"
  tickler add \"Ona Kazlauskienė\" --birthday \"15 apr\" --occasion \"name day=07-26\"
  tickler add \"สมชาย ใจดี\" --tag wholesale --set budget=12000")]
pub struct Add {
    /// The client's name
    name: String,
    /// The day of the first contact: 2024-07-05, fri, +3d, jul (without it: someday)
    #[arg(long, value_name = "WHEN")]
    on: Option<String>,
    #[command(flatten)]
    due: Due,
    #[command(flatten)]
    card: Card,
    /// Take the client in though somebody like that is in the binder already
    #[arg(long)]
    anyway: bool,
}

/// What is written on the info card.
#[derive(Args, Debug)]
struct Card {
    /// The client's company
    #[arg(long)]
    company: Option<String>,
    /// The client's position in it
    #[arg(long)]
    position: Option<String>,
    /// How the client is addressed: "Dear Ivan"
    #[arg(long, value_name = "TEXT")]
    salutation: Option<String>,
    /// A phone number, with a label if you like: "mobile: +370 600 12345" (may be repeated)
    #[arg(long, value_name = "NUMBER")]
    phone: Vec<String>,
    /// An e-mail address, with a label if you like (may be repeated)
    #[arg(long, value_name = "ADDRESS")]
    email: Vec<String>,
    /// The postal address
    #[arg(long, value_name = "TEXT")]
    address: Option<String>,
    /// Where the client came from: fair, referral, website
    #[arg(long, value_name = "TEXT")]
    source: Option<String>,
    /// A tag (may be repeated)
    #[arg(long)]
    tag: Vec<String>,
    /// The client's birthday: 1980-04-15, 04-15, "15 apr"
    #[arg(long, value_name = "DAY")]
    birthday: Option<String>,
    /// Another day of the year to keep in mind: "name day=26 jul" (may be repeated)
    #[arg(long, value_name = "WHAT=DATE")]
    occasion: Vec<String>,
    /// How far things are with the client: new, talks, offer
    #[arg(long)]
    stage: Option<String>,
    #[command(flatten)]
    calling: Calling,
    /// What is to be done next
    #[arg(long, value_name = "TEXT")]
    next: Option<String>,
    /// What kind of work that is
    #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(Work::all().map(Work::name)))]
    work: Option<String>,
    /// An own field, such as budget=12000, or one of the card by its name (may be repeated)
    #[arg(long, value_name = "KEY=VALUE", value_parser = key_and_value)]
    set: Vec<(String, String)>,
}

impl Add {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        let name = typed_for("name", &self.name);
        let name = checked_name(&name)?;
        desk.needs_binder()?;
        let on = match (&self.on, &self.due.at) {
            (Some(on), _) => on,
            (None, Some(time)) => {
                parse_time(time).map_err(Refusal::from)?;
                let text = time.clone();
                return Err(Refusal::from(DateRefusal::TimeWithoutDay { text }).into());
            }
            (None, None) => "someday",
        };
        let (landing, on_date) = self.due.landing(on, &desk.calendar(), desk)?;
        let mut changes = Changes::default();
        changes.set("manager", desk.manager.as_str());
        changes.refile(&landing, self.due.is_agreed(false));
        let card = self.card.revision(name, &changes)?;
        card.born_by(desk.today)?;
        let written_on_it = card.changes()?;
        changes.set.extend(written_on_it.set);
        changes.add = written_on_it.add;
        let newcomer = Newcomer::new(card.after());
        let (written, alike) = desk.change("add", |change| {
            let mut alike = Alike::to(&newcomer, change)?;
            if !self.anyway {
                alike = alike.unless_same(name)?;
            }
            let first = change.entry(Kind::Add).changing(None, changes);
            Ok((change.add(first)?, alike))
        })?;
        let own = self.card.set.iter();
        let own = own.filter_map(|(key, _)| CardList::of_members(key));
        let reply = desk.answer(Deed::Added, &[written]);
        let reply = reply.remarking(on_date).remarking(alike.remarks);
        let reply = reply.remarking(own.map(Remark::OwnField));
        Ok(reply.missing(alike.unreadable))
    }
}

impl Card {
    /// The card that the flags tell of, of a client who is filed as these changes say.
    fn revision(&self, name: &str, filed: &Changes) -> Result<Revision, Refusal> {
        let mut fields = Fields::default();
        for (key, value) in &filed.set {
            let set = fields.set(key, value);
            set.map_err(|wrong| Refusal::WrongValue {
                key: wrong.key,
                value: value.to_string(),
                expected: wrong.expected.to_owned(),
            })?;
        }
        let mut card = Revision::of(&fields);
        let texts = [
            ("name", Some(name)),
            ("salutation", self.salutation.as_deref()),
            ("position", self.position.as_deref()),
            ("company", self.company.as_deref()),
            ("address", self.address.as_deref()),
            ("source", self.source.as_deref()),
            ("stage", self.stage.as_deref()),
            ("next", self.next.as_deref()),
            ("work", self.work.as_deref()),
        ];
        for (key, text) in texts {
            text.map(|text| card.set(key, text)).transpose()?;
        }
        let birthday = self.birthday.iter().map(|date| format!("birthday={date}"));
        let occasions = birthday.chain(self.occasion.iter().cloned()).collect();
        let lists = [
            (CardList::Phones, &self.phone),
            (CardList::Emails, &self.email),
            (CardList::Tags, &self.tag),
            (CardList::Occasions, &occasions),
        ];
        for (list, members) in lists {
            for member in members {
                card.add(list, member)?;
            }
        }
        for (key, value) in &self.set {
            card.set(key, value).map_err(of_a_new_card)?;
        }
        self.calling.revise(&mut card)?;
        Ok(card)
    }
}

/// What `edit` would refuse, in the words of adding: there is no client yet to be edited or moved.
fn of_a_new_card(refusal: Refusal) -> Refusal {
    match refusal {
        Refusal::NotEdited { key } | Refusal::ListKey { key } => {
            WordRefusal::NotOnANewCard { key }.into()
        }
        other => other,
    }
}
