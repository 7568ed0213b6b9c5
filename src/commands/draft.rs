//! `tickler draft`: an offer or a letter is written from a template of the store, and kept among the
//! dossier's papers; and what a client says to an offer.

use anyhow::Result;
use clap::{ArgGroup, Args};

use super::answer::{Deed, Remark, Reply};
use super::desk::Desk;
use super::edit::key_and_value;
use super::letter::Asked;
use super::{letter, templates};
use crate::binder::money::Item;
use crate::binder::{DraftRefusal, Kind, Offer, OfferAnswer, Refusal, offer};

/// An offer or a letter from a template, into a dossier's papers.
#[derive(Args, Debug)]
#[command(group(ArgGroup::new("answer").requires("client").conflicts_with_all(["template", "list", "new"])))]
#[command(after_help = "\
A template is a file templates/NAME.md of the store: Markdown below a head \
(title, subject, kind, amount, valid), with {{ name }}, {% if company %}, {% for \
item in items %}, {% include \"_sign.md\" %} in it. What it can say:

  the client    name salutation position company address phone email stage next
                due fields.KEY
  what was      contacts promises offers
  the sender    me.KEY, as set by tickler config me.name \"Anna Sand\"
  the letter    today number title valid; items total, by --item
  filters       date date(\"%d.%m.%Y\") add_days(30) add_working_days(5)
                money(\"EUR\") percent(21)

Examples:
  tickler draft --new
  tickler draft ivanov offer --item \"Oak shelf; 12; 85.00\" --no-edit
  tickler draft ivanov thank-you --print
  tickler draft ivanov --accepted 1")]
pub struct DraftLetter {
    /// The client: any beginning of the name, or a phone number
    #[arg(required_unless_present_any = ["list", "new"])]
    client: Option<String>,
    /// The template, by its name: offer, invoice, follow-up
    template: Option<String>,
    /// Give a value to the template, or set a line of its head: --set text="As agreed"
    #[arg(long, value_name = "KEY=VALUE", value_parser = key_and_value)]
    set: Vec<(String, String)>,
    /// What is offered or billed: what, how many (1, if it isn't said), for how much
    #[arg(long, value_name = "TEXT;COUNT;PRICE")]
    item: Vec<String>,
    /// Take the letter as the template has it, without an editor
    #[arg(long)]
    no_edit: bool,
    /// Only show the letter, and keep nothing
    #[arg(long, requires = "template")]
    print: bool,
    /// The client has accepted the open offer of this number
    #[arg(long, value_name = "N", group = "answer")]
    accepted: Option<usize>,
    /// The client has declined it
    #[arg(long, value_name = "N", group = "answer")]
    declined: Option<usize>,
    /// The templates of the store
    #[arg(long, conflicts_with_all = ["client", "new"])]
    list: bool,
    /// Write templates that come with tickler into the store: this one, or all that are not there yet
    #[arg(long, value_name = "NAME", num_args = 0..=1, conflicts_with = "client")]
    #[expect(
        clippy::option_option,
        reason = "so clap tells the flag alone from one with a name"
    )]
    new: Option<Option<String>>,
}

/// What is to be said of offers and letters beside an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftRemark {
    /// A letter was written, and is among the papers.
    Written {
        /// What it is called.
        title: String,
        /// By what name the client is typed.
        client: String,
        /// The number of the page among the papers; none if it can't be told.
        page: Option<usize>,
    },
    /// An offer was answered.
    Answered {
        /// What was offered.
        offer: Offer,
        /// How.
        answer: OfferAnswer,
        /// By what name the client is typed.
        client: String,
    },
}

impl DraftLetter {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        if let Some(name) = &self.new {
            return templates::write(name.as_deref(), desk);
        }
        if self.list {
            return templates::list(desk);
        }
        let client = self.client.as_deref().unwrap_or_default();
        match (self.accepted, self.declined) {
            (Some(n), _) => answered(client, n, OfferAnswer::Accepted, desk),
            (None, Some(n)) => answered(client, n, OfferAnswer::Declined, desk),
            (None, None) => self.write(client, desk),
        }
    }

    fn write(&self, client: &str, desk: &Desk<'_>) -> Result<Reply> {
        let no_item = |typed: String| Refusal::from(DraftRefusal::NoItem { typed });
        let items = self.item.iter();
        let items = items.map(|typed| Item::parse(typed).ok_or_else(|| no_item(typed.clone())));
        let items: Vec<Item> = items.collect::<Result<_, _>>()?;
        if Item::total(&items).is_none() {
            return Err(no_item(self.item.join(", ")).into());
        }
        let asked = Asked {
            template: self.template.as_deref(),
            set: &self.set,
            items: &items,
            editing: !self.no_edit && !self.print && desk.person.is_there(),
        };
        if self.print {
            letter::show(client, &asked, desk)
        } else {
            letter::keep(client, &asked, desk)
        }
    }
}

/// Writes down what a client says to an open offer.
fn answered(client: &str, n: usize, answer: OfferAnswer, desk: &Desk<'_>) -> Result<Reply> {
    let ((written, offer), beside) =
        desk.change_client(answer.name(), client, |change, found| {
            let mut open = offer::open(&found.dossier);
            let Some(at) = open.iter().position(|offer| offer.n == n) else {
                let client = found.slug().to_owned();
                let open = open.len();
                return Err(Refusal::from(DraftRefusal::NoSuchOffer { client, n, open }).into());
            };
            let offer = open.swap_remove(at);
            let entry = offer.answered(change.entry(Kind::Offer), answer);
            Ok((change.put(found, entry), offer.offer))
        })?;
    let remark = DraftRemark::Answered {
        offer,
        answer,
        client: written.client.clone(),
    };
    let reply = desk
        .answer(Deed::Answered(answer), &[written])
        .beside(beside);
    Ok(reply.remarking([Remark::Draft(remark)]))
}
