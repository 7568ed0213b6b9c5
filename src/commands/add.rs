//! `tickler add`: a new client.

use anyhow::Result;
use clap::Args;
use clap::builder::PossibleValuesParser;

use super::answer::{Answer, Changed, Deed, Remark, Reply};
use super::dates::{Due, refile};
use super::desk::Desk;
use crate::binder::Candidate;
use crate::binder::duplicate::{Likeness, Newcomer, WhoIs};
use crate::binder::history::difference;
use crate::binder::lookup::LONGEST_NAME;
use crate::binder::{Changes, Fields, Kind, Landing, Place, Refusal, Work, parse_time};
use crate::store::{BadFile, Change};

/// A new client.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  tickler add \"Ivan Ivanov\" --company Romashka --phone \"+370 600 12345\" --on tomorrow
  tickler add \"Jonas Petraitis\" --on \"fri 14:30\" --next \"Ask about the estimate\"
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
    /// How far things are with the client: new, talks, offer
    #[arg(long)]
    stage: Option<String>,
    /// What is to be done next
    #[arg(long, value_name = "TEXT")]
    next: Option<String>,
    /// What kind of work that is
    #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(Work::all().map(Work::name)))]
    work: Option<String>,
    /// An own field, such as budget=12000 (may be repeated)
    #[arg(long, value_name = "KEY=VALUE")]
    set: Vec<String>,
}

impl Add {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        let name = checked_name(&self.name)?;
        desk.needs_binder()?;
        let on = match (&self.on, &self.due.at) {
            (Some(on), _) => on,
            (None, Some(time)) => {
                parse_time(time)?;
                let text = time.clone();
                return Err(Refusal::TimeWithoutDay { text }.into());
            }
            (None, None) => "someday",
        };
        let (landing, on_date) = self.due.landing(on, desk)?;
        let fields = self.card.fields(name)?;
        let changes = first_changes(&fields, &landing, self.due.is_agreed(false), desk);
        let (written, alike) = desk.change("add", |change| {
            let alike = alike(change, name, &Newcomer::new(&fields), self.anyway)?;
            let first = change.entry(Kind::Add).changing(None, changes);
            Ok((change.add(first)?, alike))
        })?;
        let (line, over) = desk.after_change(&written)?;
        let report = Changed {
            deed: Deed::Added,
            lines: vec![line],
            dry_run: false,
        };
        let remarks = on_date.into_iter().chain(alike.remarks).chain(over);
        let reply = Reply::new(Answer::Changed(report)).remarking(remarks);
        Ok(reply.missing(alike.unreadable))
    }
}

impl Card {
    /// The fields that the flags name, each of its shape.
    fn fields(&self, name: &str) -> Result<Fields, Refusal> {
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
        let lists = [
            ("phones", &self.phone),
            ("emails", &self.email),
            ("tags", &self.tag),
        ];
        let mut all = Changes::default();
        for (key, text) in texts {
            all.set(key, text.map(str::trim));
        }
        for (key, members) in lists {
            all.set(key, members.as_slice());
        }
        for pair in &self.set {
            let (key, value) = own_field(pair)?;
            all.set_own(key, value);
        }
        let mut fields = Fields::default();
        for (key, value) in &all.set {
            fields
                .set(key, value)
                .map_err(|wrong| Refusal::WrongValue {
                    key: wrong.key,
                    value: value.to_string(),
                    expected: wrong.expected.to_owned(),
                })?;
        }
        Ok(fields)
    }
}

/// `KEY=VALUE` taken apart.
fn own_field(pair: &str) -> Result<(&str, &str), Refusal> {
    match pair.split_once('=') {
        Some((key, value)) if !key.trim().is_empty() => Ok((key.trim(), value.trim())),
        _ => Err(Refusal::WrongValue {
            key: "--set".to_owned(),
            value: pair.to_owned(),
            expected: "KEY=VALUE, such as budget=12000".to_owned(),
        }),
    }
}

/// The name, trimmed.
fn checked_name(name: &str) -> Result<&str, Refusal> {
    let name = name.trim();
    match name.chars().count() {
        0 => Err(Refusal::EmptyName),
        length if length > LONGEST_NAME => Err(Refusal::LongName { length }),
        _ => Ok(name),
    }
}

/// What the first entry of a dossier sets.
fn first_changes(fields: &Fields, landing: &Landing, agreed: bool, desk: &Desk<'_>) -> Changes {
    let mut changes = Changes::default();
    changes.set("manager", desk.manager.as_str());
    refile(&mut changes, landing, agreed);
    let card = difference(&Fields::default(), fields);
    changes.set.extend(card.set);
    changes.add = card.add;
    changes
}

/// Clients who are like a new one, and the files in which one might be.
struct Alike {
    remarks: Vec<Remark>,
    unreadable: Vec<BadFile>,
}

/// Looks through every binder for somebody like the new client.
fn alike(change: &Change, name: &str, newcomer: &Newcomer, anyway: bool) -> Result<Alike> {
    let may_fit = |bytes: &[u8]| {
        // What can't be taken apart here is read as a whole dossier, which says why it can't.
        serde_json::from_slice::<WhoIs<'_>>(bytes)
            .map_or(true, |known| newcomer.likeness(&known).is_some())
    };
    let mut same = Vec::new();
    let mut remarks = Vec::new();
    let mut unreadable = Vec::new();
    for manager in change.binders()? {
        let searched = change.search(
            &manager,
            |place| place != Place::Gone,
            may_fit,
            |found| {
                let likeness = newcomer.likeness(&WhoIs::of(&found.dossier))?;
                Some((likeness, Candidate::of(found.slug(), &found.dossier)))
            },
        )?;
        for (likeness, known) in searched.taken {
            match likeness {
                Likeness::Same => same.push(known),
                Likeness::SamePhone => remarks.push(Remark::SamePhone {
                    client: known.client,
                    name: known.name,
                }),
            }
        }
        unreadable.extend(searched.unreadable);
    }
    if !same.is_empty() && !anyway {
        return Err(Refusal::LikelyDuplicate {
            name: name.to_owned(),
            candidates: same,
        }
        .into());
    }
    Ok(Alike {
        remarks,
        unreadable,
    })
}
