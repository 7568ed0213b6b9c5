//! `tickler move`: dossiers are refiled without a contact, one or many in one act.

use anyhow::Result;
use clap::Args;

use super::answer::{Answer, Changed, Deed, Remark, Reply};
use super::dates::{self, Due};
use super::desk::Desk;
use super::several::{self, Consent, Pick, Several};
use crate::binder::{Changes, Entry, Kind, Landing, Place, Refusal};
use crate::store::{Found, Shelves};

/// Refile clients without a contact.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tickler move ivanov --on fri
  tickler move ivanov petrova --on 2024-07-05
  tickler move --from today --on tomorrow --dry-run")]
pub struct Move {
    /// The clients: any beginning of the name, or a phone number
    #[arg(required_unless_present = "from", conflicts_with = "from")]
    clients: Vec<String>,
    /// The day of the next contact: 2024-07-05, fri, +2w, jul, someday
    #[arg(long, value_name = "WHEN")]
    on: Option<String>,
    #[command(flatten)]
    due: Due,
    /// Take all who stand behind a day: today, 2024-06-13, fri for the last Friday
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Of several, take those along whose date is agreed
    #[arg(long)]
    agreed_too: bool,
    #[command(flatten)]
    consent: Consent,
}

/// What is refiled, and where to.
struct Refiling<'a> {
    clients: &'a [String],
    /// The day of which all are taken, if they are.
    behind: Option<Place>,
    landing: &'a Landing,
    agreed: bool,
    agreed_too: bool,
}

type Chosen = several::Chosen<()>;

impl Move {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        if let Some(client) = self.clients.first() {
            desk.needs_store(client)?;
        }
        let calendar = match self.clients.first() {
            Some(client) => dates::calendar_of(client, desk),
            None => desk.calendar(),
        };
        let Some((landing, on_date)) = self.due.asked(self.on.as_deref(), &calendar, desk)? else {
            return Ok(Desk::left_unchanged(Deed::Moved));
        };
        let behind = self.behind(desk)?;
        if !desk.store.is_there()? {
            let remarks = on_date.into_iter().chain([Remark::EmptyStore]);
            let nothing = Answer::Changed(Changed::nothing(Deed::Moved));
            return Ok(Reply::new(nothing).remarking(remarks));
        }
        let refiling = Refiling {
            clients: &self.clients,
            behind,
            landing: &landing,
            agreed: self.due.is_agreed(false),
            agreed_too: self.agreed_too,
        };
        let reply = self.consent.carry_out(&refiling, desk)?;
        Ok(reply.remarking(on_date))
    }

    /// The day whose dossiers are taken, if they are.
    fn behind(&self, desk: &Desk<'_>) -> Result<Option<Place>> {
        let Some(text) = &self.from else {
            return Ok(None);
        };
        let day = dates::back(text, desk)?.whole_day(text);
        let day = day.map_err(Refusal::from)?;
        Ok(Some(Place::Day(day)))
    }
}

impl Several for Refiling<'_> {
    type Each = ();
    const TITLE: &'static str = "move";
    const KIND: Kind = Kind::Move;
    const DEED: Deed = Deed::Moved;

    fn at_most(&self) -> usize {
        self.behind.map_or(self.clients.len(), |_| usize::MAX)
    }

    fn choose(&self, shelves: &Shelves, desk: &Desk<'_>) -> Result<Chosen> {
        let mut chosen = Chosen::default();
        match self.behind {
            Some(place) => chosen.take_behind(place, shelves, desk)?,
            None => chosen.take_clients(self.clients, shelves, desk)?,
        }
        let is_one = self.behind.is_none() && chosen.taken.len() == 1;
        chosen.regard_agreed(is_one, self.agreed_too);
        Ok(chosen)
    }

    fn entry(&self, entry: Entry, found: &Found, (): &()) -> Entry {
        let mut changes = Changes::default();
        changes.refile(self.landing, self.agreed);
        entry.changing(Some(found.dossier.place()), changes)
    }
}

impl Chosen {
    /// Takes all that stand behind a day, and nobody else.
    fn take_behind(&mut self, place: Place, shelves: &Shelves, desk: &Desk<'_>) -> Result<()> {
        // A dossier is never in a later folder than its place, but after a crash in an earlier one.
        let searched = shelves.search(
            &desk.manager,
            |folder| folder <= place,
            |_| true,
            |found| (found.dossier.place() == place).then(|| Pick::of(found, ())),
        )?;
        self.unreadable = searched.unreadable;
        self.taken = searched.taken;
        if let (true, Place::Day(date)) = (self.taken.is_empty(), place) {
            self.remarks.push(Remark::NobodyThere { date });
        }
        Ok(())
    }

    /// Takes the clients that were named, each once.
    fn take_clients(&mut self, typed: &[String], shelves: &Shelves, desk: &Desk<'_>) -> Result<()> {
        for typed in typed {
            let (found, beside) = desk.find_in(shelves, typed)?;
            self.unreadable.extend(beside.unreadable);
            if self.take(&found, ()) {
                self.remarks.extend(beside.owner);
            }
        }
        Ok(())
    }
}
