//! `tickler note`: something is written into a dossier, and it stays where it is; also word for a
//! colleague, and the mark that it was read; complaints, and their answers.

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::answer::{Deed, Remark, Reply};
use super::desk::Desk;
use crate::binder::lookup::{is_manager_name, nearest};
use crate::binder::word::mark_read;
use crate::binder::{Complaint, ComplaintRefusal, Kind, LeftWordRefusal, Refusal, complaint};
use crate::store::Found;

/// Write something into a dossier without moving it.
#[derive(Args, Debug)]
#[command(after_help = "\
With --for it is word for a colleague, who sees it in `tickler today` until it is marked as read.

Examples:
  tickler note ivanov \"Back from leave on the 20th\"
  tickler note \"+370 600 12345\" \"Asked for the price list\"
  tickler note ivanov - < minutes.txt
  tickler note ivanov \"6 of 20 are frayed\" --kind complaint
  tickler note ivanov \"Sent 6 new ones, with a cake\" --answer
  tickler note ivanov \"Call him before noon, he flies at two\" --for boris
  tickler note --read ivanov")]
pub struct Note {
    /// The client: any beginning of the name, or a phone number
    client: String,
    /// What is to be written down (- reads it from standard input)
    #[arg(required_unless_present = "read", conflicts_with = "read")]
    text: Option<String>,
    /// What is written down
    #[arg(long, value_enum, default_value_t, conflicts_with = "read")]
    kind: NoteKind,
    /// It is the answer to the client's open complaint; of several to number N, as `show` has them
    #[arg(long, value_name = "N", num_args = 0..=1, require_equals = true, conflicts_with_all = ["read", "kind"])]
    #[expect(
        clippy::option_option,
        reason = "so clap tells the flag alone from one with a number"
    )]
    answer: Option<Option<usize>>,
    /// Leave it as word for a colleague
    #[arg(long = "for", value_name = "MANAGER", conflicts_with_all = ["read", "kind", "answer"])]
    addressee: Option<String>,
    /// Mark the word that was left for you as read
    #[arg(long)]
    read: bool,
}

/// What is written down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum NoteKind {
    Complaint,
    Offer,
    #[default]
    Note,
}

impl Note {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        if self.read {
            return self.mark_read(desk);
        }
        let text = desk.text(self.text.as_deref())?;
        let text = text.filter(|text| !text.trim().is_empty());
        let text = text.ok_or_else(|| Refusal::EmptyText.about(&self.client))?;
        let addressee = self.addressee.as_deref();
        if let Some(manager) = addressee {
            desk.needs_store(&self.client)?;
            needs_addressee(desk, manager)?;
        }
        let kind = match self.kind {
            NoteKind::Offer => Kind::Offer,
            NoteKind::Complaint | NoteKind::Note => Kind::Note,
        };
        let ((written, answered), beside) =
            desk.change_client("note", &self.client, |change, found| {
                let answered = self
                    .answer
                    .map(|number| answered(&found, number))
                    .transpose()?;
                let entry = change
                    .entry(kind)
                    .with("text", text)
                    .with("for", addressee)
                    .with("complaint", self.kind == NoteKind::Complaint)
                    .with(
                        "answers",
                        answered.as_ref().map(|complaint| complaint.op.as_str()),
                    );
                Ok((change.put(found, entry), answered))
            })?;
        let deed = match addressee {
            Some(_) => Deed::LeftWord,
            None => Deed::Noted,
        };
        let answered = answered.and_then(|answered| Remark::if_answered(&answered, &written));
        let seen = self.addressee.map(|manager| Remark::WordLeft { manager });
        let reply = desk.answer(deed, &[written]);
        Ok(reply.beside(beside).remarking(answered).remarking(seen))
    }

    fn mark_read(self, desk: &Desk<'_>) -> Result<Reply> {
        let (written, beside) = desk.change_client("note", &self.client, |change, found| {
            let mut words = found.dossier.unread_word();
            words.retain(|word| word.to == desk.manager);
            if words.is_empty() {
                let (client, manager) = (found.slug().to_owned(), desk.manager.clone());
                return Err(Refusal::from(LeftWordRefusal::NoWord { client, manager }).into());
            }
            let entry = mark_read(change.entry(Kind::Read), &words);
            Ok(change.put(found, entry))
        })?;
        Ok(desk.answer(Deed::ReadWord, &[written]).beside(beside))
    }
}

/// The complaint that is answered: the only one that waits for it, or the one with that number.
fn answered(found: &Found, number: Option<usize>) -> Result<Complaint> {
    let client = found.slug().to_owned();
    let mut open = complaint::open(&found.dossier);
    let at = match (number, open.len()) {
        (_, 0) => return Err(Refusal::from(ComplaintRefusal::NoneOpen { client }).into()),
        (None, 1) => 0,
        (None, _) => {
            return Err(Refusal::from(ComplaintRefusal::SeveralOpen { client, open }).into());
        }
        (Some(number), waiting) if (1..=waiting).contains(&number) => number - 1,
        (Some(number), _) => {
            let refusal = ComplaintRefusal::NoSuchComplaint {
                client,
                number,
                open,
            };
            return Err(Refusal::from(refusal).into());
        }
    };
    Ok(open.swap_remove(at))
}

/// Refuses to leave word for somebody who would not see it.
fn needs_addressee(desk: &Desk<'_>, manager: &str) -> Result<()> {
    if !is_manager_name(manager) {
        let name = manager.to_owned();
        return Err(Refusal::ManagerName { name }.into());
    }
    let settings = desk.store.settings();
    let mut known = desk.managers()?;
    let manager = manager.to_owned();
    if settings.has_left(&manager) {
        return Err(Refusal::from(LeftWordRefusal::AddresseeLeft { manager }).into());
    }
    if known.contains(&manager) {
        return Ok(());
    }
    known.retain(|known| !settings.has_left(known));
    let nearest = nearest(known.iter().map(String::as_str), &manager);
    let refusal = LeftWordRefusal::NoAddressee {
        nearest: nearest.into_iter().map(str::to_owned).collect(),
        manager,
        known,
    };
    Err(Refusal::from(refusal).into())
}
