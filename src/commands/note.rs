//! `tickler note`: something is written into a dossier, and it stays where it is.

use anyhow::Result;
use clap::Args;

use super::answer::{Deed, Reply};
use super::desk::Desk;
use crate::binder::{Kind, Refusal};

/// Write something into a dossier without moving it.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tickler note ivanov \"Back from leave on the 20th\"
  tickler note \"+370 600 12345\" \"Asked for the price list\"
  tickler note ivanov - < minutes.txt")]
pub struct Note {
    /// The client: any beginning of the name, or a phone number
    client: String,
    /// What is to be written down (- reads it from standard input)
    text: String,
}

impl Note {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        let text = desk.text(Some(&self.text))?;
        let text = text.filter(|text| !text.trim().is_empty());
        let text = text.ok_or_else(|| Refusal::EmptyText.about(&self.client))?;
        let (written, beside) = desk.change_client("note", &self.client, |change, found| {
            let entry = change.entry(Kind::Note).with("text", text);
            Ok(change.put(found, entry))
        })?;
        Ok(desk.answer(Deed::Noted, &[written]).beside(beside))
    }
}
