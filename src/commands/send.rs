//! A letter that is sent at once: handed to the `sendmail` program of the system, and written into
//! the dossier once that has taken it. To send it may take its time, so the store isn't locked
//! meanwhile; but whatever could refuse the entry is tried before, since no letter comes back.

use std::fmt;

use anyhow::{Context, Result};

use super::answer::{Deed, Reply};
use super::dates::{self, Due};
use super::desk::Desk;
use super::letter::{self, Asked};
use super::person::{Post, WaysOut};
use crate::binder::reach::{self, is_address};
use crate::binder::{Changes, ContactKind, Entry, Kind, Outcome, ReachRefusal, Refusal};
use crate::exchange::letter::{Front, Letter};
use crate::exchange::mail::{Mail, Mailbox};
use crate::store::{Change, Found};

/// What the sender has said of oneself that a mail needs.
const NAME: &str = "name";
const EMAIL: &str = "email";

/// Of a letter that is sent and could not be written down.
#[derive(Clone, Debug)]
pub struct Unwritten {
    /// The name by which the client is typed.
    client: String,
}

impl Unwritten {
    /// The way out.
    #[must_use]
    pub fn hint(&self) -> String {
        format!(
            "once that is seen to, write it down: tickler file {} --kind email --outcome \
             left-message --on fri",
            self.client
        )
    }
}

impl fmt::Display for Unwritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the letter is sent, and could not be written down")
    }
}

/// Sends a letter to the client of a dossier. With `on` the dossier is refiled, else it stays where it
/// stands.
///
/// # Errors
/// A [`Refusal`] before anything is sent; a letter that could not be sent, after which the dossier is
/// as it was; a store that can't be written.
pub(super) fn send(
    found: &Found,
    asked: &Asked<'_>,
    on: Option<&str>,
    desk: &Desk<'_>,
) -> Result<Reply> {
    let client = found.slug();
    let to = reach::address(&found.dossier);
    let to = to.map_err(|why| super::reach::no_way(found, why))?;
    let from = sender(desk)?;
    // What could refuse it afterwards refuses it before.
    desk.refuse_one_who_left(&desk.manager)?;
    let calendar = dates::calendar_of(client, desk);
    let landing = on.map(|on| Due::default().landing(on, &calendar, desk));
    let mut changes = Changes::default();
    let remark = landing.transpose()?.and_then(|(landing, remark)| {
        changes.refile(&landing, false);
        remark
    });
    let letter = match asked.template {
        Some(_) => letter::filled(found, asked, desk)?.letter,
        None => begun(found),
    };
    let way = Way {
        found,
        from,
        to,
        changes,
    };
    let reply = if asked.editing {
        let ways = ways_out(client, asked.template);
        let without = ways.without.clone();
        let agreed = |edited: &Letter| -> Result<Reply> {
            if asked.template.is_none() && edited.text.trim() == letter.text.trim() {
                return Err(nothing_to_send());
            }
            // To leave an editor without saving is no yes, and what is sent can't be taken back.
            let question = format!("Send it to {} as it is?", way.to);
            if *edited == letter && !desk.person.confirm(&question)? {
                return Err(Refusal::from(ReachRefusal::NotAgreed { without }).into());
            }
            way.send(edited, desk)
        };
        letter::looked_over(&letter, client, ways, "sent", desk, agreed)?
    } else if asked.template.is_some() {
        way.send(&letter, desk)?
    } else {
        return Err(nothing_to_send());
    };
    Ok(reply.remarking(remark))
}

/// The way of a letter, and what it changes in the dossier.
struct Way<'a> {
    found: &'a Found,
    /// Name, which may be empty, and address.
    from: (String, String),
    to: String,
    changes: Changes,
}

impl Way<'_> {
    /// Sends a letter and writes it down.
    fn send(&self, letter: &Letter, desk: &Desk<'_>) -> Result<Reply> {
        let client = self.found.slug();
        let write = |change: &mut Change, found: Found| {
            let entry = entry(change, &found, letter, self.changes.clone());
            Ok(change.put(found, entry))
        };
        desk.rehearse_client(client, write)?;
        let (name, address) = (self.found.dossier.name(), &self.to);
        dispatch(letter, &self.from, Mailbox { name, address }, desk)?;
        let written = desk.change_client("reach", client, write);
        let (written, beside) = written.with_context(|| Unwritten {
            client: client.to_owned(),
        })?;
        Ok(desk.answer(Deed::Sent, &[written]).beside(beside))
    }
}

/// The contact that a letter is.
fn entry(change: &Change, found: &Found, letter: &Letter, changes: Changes) -> Entry {
    let (subject, text) = (letter.subject(), letter.to_plain());
    change
        .entry(Kind::Contact(ContactKind::Email))
        .with("outcome", Outcome::LeftMessage.name())
        .with("text", format!("{subject}\n\n{}", text.trim_end()))
        .changing(Some(found.dossier.place()), changes)
}

/// What else can be typed where an editor fails.
fn ways_out(client: &str, template: Option<&str>) -> WaysOut {
    let mail = format!("tickler reach {client} --mail");
    let again = match template {
        Some(template) => format!("{mail} {template} --send"),
        None => format!("{mail} --send"),
    };
    let without = format!("{mail} {} --send --no-edit", template.unwrap_or("TEMPLATE"));
    WaysOut { again, without }
}

/// Hands a letter to the program that sends it.
fn dispatch(
    letter: &Letter,
    from: &(String, String),
    to: Mailbox<'_>,
    desk: &Desk<'_>,
) -> Result<()> {
    let (text, page) = (letter.to_plain(), letter.to_page());
    let (name, address) = from;
    let mail = Mail {
        from: Mailbox { name, address },
        to,
        subject: letter.subject(),
        text: &text,
        page: &page,
        at: (desk.clock)(),
        id: uuid::Uuid::now_v7(),
    };
    let bytes = mail.to_bytes();
    desk.person.post(&Post {
        mail: &bytes,
        from: address,
        to: to.address,
        of_user: desk.user.sendmail.as_deref(),
    })
}

/// A letter in which nothing stands yet but how the client is addressed.
fn begun(found: &Found) -> Letter {
    Letter {
        front: Front {
            title: "Letter".to_owned(),
            subject: Some("Letter".to_owned()),
            kind: "letter".to_owned(),
            ..Front::default()
        },
        text: reach::greeting(&found.dossier),
    }
}

/// The sender's name, which may be empty, and address.
fn sender(desk: &Desk<'_>) -> Result<(String, String), Refusal> {
    let said = |key: &str| {
        let mut me = desk.user.me.iter();
        me.find_map(|(known, value)| (known == key).then(|| value.clone()))
    };
    let address = said(EMAIL).ok_or(ReachRefusal::NoSender)?;
    if !is_address(&address) {
        return Err(ReachRefusal::BadSender { address }.into());
    }
    Ok((said(NAME).unwrap_or_default(), address))
}

fn nothing_to_send() -> anyhow::Error {
    Refusal::from(ReachRefusal::NothingToSend).into()
}
