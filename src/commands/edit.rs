//! `tickler edit`: the fields of a dossier are changed, by flags or in an editor.

use anyhow::Result;
use clap::Args;

use super::answer::{Answer, Changed, Deed, Remark, Reply};
use super::calling::Calling;
use super::desk::Desk;
use super::editor;
use crate::binder::{CardList, Changes, Kind, Refusal, Revision, WordRefusal};
use crate::store::{Change, Found, Written};

/// Change what a dossier says.
#[derive(Args, Debug)]
#[command(
    after_help = "Without a flag the dossier opens in $VISUAL or $EDITOR, and is checked before it \
is taken.

Examples:
  tickler edit ivanov
  tickler edit ivanov --set company=\"Romashka Ltd\" --set budget=12000
  tickler edit ivanov --add-phone \"mobile: +370 600 12345\" --unset source
  tickler edit ivanov --add-occasion birthday=1980-04-15
  tickler edit ivanov --every 6w --hours 9-12,14-18 --not fri --zone vilnius"
)]
pub struct Edit {
    /// The client: any beginning of the name, or a phone number
    client: String,
    /// Set a field of the card by its name, such as company, next or stage; any other KEY is an own
    /// field
    #[arg(long, value_name = "KEY=VALUE", value_parser = key_and_value)]
    set: Vec<(String, String)>,
    /// Take a field out
    #[arg(long, value_name = "KEY")]
    unset: Vec<String>,
    #[command(flatten)]
    calling: Calling,
    /// Add a phone number, perhaps with a label: "mobile: +370 600 12345"
    #[arg(long, value_name = "PHONE")]
    add_phone: Vec<String>,
    /// Take a phone number out
    #[arg(long, value_name = "PHONE")]
    remove_phone: Vec<String>,
    /// Add an e-mail address
    #[arg(long, value_name = "EMAIL")]
    add_email: Vec<String>,
    /// Take an e-mail address out
    #[arg(long, value_name = "EMAIL")]
    remove_email: Vec<String>,
    /// Add a tag
    #[arg(long, value_name = "TAG")]
    add_tag: Vec<String>,
    /// Take a tag out
    #[arg(long, value_name = "TAG")]
    remove_tag: Vec<String>,
    /// Keep a day of the year in mind: birthday=1980-04-15, "name day=26 jul"
    #[arg(long, value_name = "WHAT=DATE")]
    add_occasion: Vec<String>,
    /// Take an occasion out: "name day"
    #[arg(long, value_name = "WHAT")]
    remove_occasion: Vec<String>,
}

impl Edit {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        if self.has_no_flag() {
            return editor::edit(&self.client, desk);
        }
        self.check()?;
        let (written, beside) = desk.change_client("edit", &self.client, |change, found| {
            let mut revision = Revision::of(found.dossier.fields());
            let revised = self.revise(&mut revision);
            let revised = revised.and_then(|()| revision.born_by(desk.today));
            let changes = revised.and_then(|()| revision.changes());
            let changes = changes.map_err(|refusal| refusal.about(found.slug()))?;
            Ok(put(change, found, changes))
        })?;
        let own = self.set.iter().filter(|(_, value)| !value.is_empty());
        let own = own.filter_map(|(key, _)| CardList::of_members(key));
        let own = own.map(Remark::OwnField);
        Ok(answer(written, desk).beside(beside).remarking(own))
    }

    fn has_no_flag(&self) -> bool {
        let lists = self.lists();
        let flags = lists.iter().flat_map(|(_, add, remove)| [add, remove]);
        self.all_set().is_empty() && flags.chain([&&self.unset]).all(|flag| flag.is_empty())
    }

    /// All fields that are to be set, whatever flag says it.
    fn all_set(&self) -> Vec<(&str, &str)> {
        let set = self.set.iter();
        let set = set.map(|(key, value)| (key.as_str(), value.as_str()));
        set.chain(self.calling.said()).collect()
    }

    fn lists(&self) -> [(CardList, &Vec<String>, &Vec<String>); 4] {
        [
            (CardList::Phones, &self.add_phone, &self.remove_phone),
            (CardList::Emails, &self.add_email, &self.remove_email),
            (CardList::Tags, &self.add_tag, &self.remove_tag),
            (
                CardList::Occasions,
                &self.add_occasion,
                &self.remove_occasion,
            ),
        ]
    }

    /// Refuses two flags of which one would undo the other.
    fn check(&self) -> Result<(), Refusal> {
        let set = self.all_set();
        for (at, (key, value)) in set.iter().enumerate() {
            let key = || (*key).to_owned();
            if self.unset.contains(&key()) {
                return Err(WordRefusal::SetAndUnset { key: key() }.into());
            }
            let mut before = set[..at].iter();
            if before.any(|(known, other)| *known == key() && other != value) {
                return Err(WordRefusal::SetTwice { key: key() }.into());
            }
        }
        for (list, add, remove) in self.lists() {
            if let Some(value) = add.iter().find(|value| remove.contains(value)) {
                let (list, value) = (list.key(), value.clone());
                return Err(WordRefusal::AddedAndRemoved { list, value }.into());
            }
        }
        Ok(())
    }

    /// Takes out first, so that what is put in stays.
    fn revise(&self, revision: &mut Revision) -> Result<(), Refusal> {
        for key in &self.unset {
            revision.unset(key)?;
        }
        for (key, value) in &self.set {
            revision.set(key, value)?;
        }
        self.calling.revise(revision)?;
        for (list, add, remove) in self.lists() {
            for member in remove {
                revision.remove(list, member)?;
            }
            for member in add {
                revision.add(list, member)?;
            }
        }
        Ok(())
    }
}

/// `KEY=VALUE` taken apart.
pub(super) fn key_and_value(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) if !key.trim().is_empty() => {
            Ok((key.trim().to_owned(), value.to_owned()))
        }
        _ => Err("it is typed KEY=VALUE, such as company=\"Romashka Ltd\"".to_owned()),
    }
}

/// Writes what was changed into a dossier, unless it says that already.
pub(super) fn put(change: &mut Change, found: Found, changes: Changes) -> Option<Written> {
    let from = found.dossier.place();
    let moves = changes.set.contains_key("place");
    let entry = change.entry(Kind::Edit);
    let entry = entry.changing(moves.then_some(from), changes);
    let after = found.with(entry.clone());
    let differs = after.dossier.fields() != found.dossier.fields();
    differs.then(|| change.put(found, entry))
}

/// What is said after it.
pub(super) fn answer(written: Option<Written>, desk: &Desk<'_>) -> Reply {
    let Some(written) = written else {
        let nothing = Changed::nothing(Deed::Edited);
        return Reply::new(Answer::Changed(nothing)).remarking([Remark::NothingChanged]);
    };
    let was_closed = Remark::if_was_closed(&written);
    let on_stage = desk.remarks_on_stage(&written);
    let reply = desk.answer(Deed::Edited, &[written]);
    reply.remarking(was_closed).remarking(on_stage)
}
