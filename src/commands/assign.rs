//! `tickler assign`: single clients are given to a colleague, each behind the divider where it is.

use anyhow::Result;
use clap::Args;
use uuid::Uuid;

use super::aftermath::Outline;
use super::answer::{Deed, Remark, Reply};
use super::desk::{Desk, UNASKED};
use super::hands::{self, HandingRemark};
use crate::binder::{Entry, HandingRefusal, Kind, Refusal};
use crate::store::{BadFile, Found, Shelves};

/// Give single clients to a colleague.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tickler assign ivanov --to ben
  tickler assign ivanov petrova --to ben --dry-run
  tickler assign ivanov --to dora --new")]
pub struct Assign {
    /// The clients: any beginning of the name, or a phone number
    #[arg(required = true)]
    clients: Vec<String>,
    /// The colleague who takes them
    #[arg(long, value_name = "MANAGER")]
    to: String,
    /// Open a binder for a colleague who has none yet
    #[arg(long)]
    new: bool,
    /// Say what would be done, and do nothing
    #[arg(long)]
    dry_run: bool,
    /// Don't ask before giving more than three
    #[arg(long)]
    yes: bool,
}

/// The dossiers that are to be given.
#[derive(Default)]
struct Chosen {
    taken: Vec<Found>,
    remarks: Vec<Remark>,
    unreadable: Vec<BadFile>,
}

impl Assign {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        desk.needs_taker(&self.to, self.new)?;
        if let Some(client) = self.clients.first() {
            desk.needs_store(client)?;
        }
        if self.dry_run {
            return self.tried(desk);
        }
        let allowed = self.allowed(desk)?;
        let (written, remarks, unreadable) = desk.change("assign", |change| {
            let Chosen {
                mut taken,
                mut remarks,
                unreadable,
            } = self.choose(change, desk)?;
            if let Some(allowed) = &allowed {
                taken.retain(|found| allowed.contains(&found.dossier.id()));
            }
            let ids: Vec<Uuid> = taken.iter().map(|found| found.dossier.id()).collect();
            let settings = change.settings_mut();
            settings.end_loans(&self.to, |id| ids.contains(&id));
            let opened = self.new.then(|| hands::open_for(&self.to, change));
            remarks.extend(opened.map(Remark::Handing));
            let mut written = Vec::with_capacity(taken.len());
            for found in taken {
                let entry = change.entry(Kind::Assign);
                let entry = hands::given(entry, &found.dossier, &self.to, None);
                written.push(change.put(found, entry));
            }
            Ok((written, remarks, unreadable))
        })?;
        let reply = desk.answer(Deed::Assigned, &written);
        Ok(reply.remarking(remarks).missing(unreadable))
    }

    /// The clients that a person has agreed to give, if somebody had to be asked.
    fn allowed(&self, desk: &Desk<'_>) -> Result<Option<Vec<Uuid>>> {
        if self.yes || self.clients.len() <= UNASKED {
            return Ok(None);
        }
        let taken = self.look(desk)?.taken;
        let count = taken.len();
        desk.agree(
            &format!("Give {count} dossiers to {}?", self.to),
            count,
            false,
        )?;
        Ok(Some(taken.iter().map(|found| found.dossier.id()).collect()))
    }

    fn look(&self, desk: &Desk<'_>) -> Result<Chosen> {
        match desk.store.look()? {
            Some(look) => self.choose(&look, desk),
            None => Ok(Chosen::default()),
        }
    }

    /// The clients that were named, each once, with a remark on those of other binders.
    fn choose(&self, shelves: &Shelves, desk: &Desk<'_>) -> Result<Chosen> {
        let mut chosen = Chosen::default();
        for typed in &self.clients {
            let (found, unreadable) = shelves.client(desk.lookup(typed))?;
            chosen.unreadable.extend(unreadable);
            if found.dossier.manager() == self.to {
                let refusal = HandingRefusal::TheirsAlready {
                    client: found.slug().to_owned(),
                    manager: self.to.clone(),
                };
                return Err(Refusal::from(refusal).into());
            }
            let id = found.dossier.id();
            if chosen.taken.iter().all(|known| known.dossier.id() != id) {
                let giver = found.dossier.manager();
                chosen.remarks.extend((giver != desk.manager).then(|| {
                    Remark::Handing(HandingRemark::WasIn {
                        name: found.dossier.name().to_owned(),
                        manager: giver.to_owned(),
                    })
                }));
                chosen.taken.push(found);
            }
        }
        Ok(chosen)
    }

    /// What would be said if it were done.
    fn tried(&self, desk: &Desk<'_>) -> Result<Reply> {
        let Chosen {
            taken,
            remarks,
            unreadable,
        } = self.look(desk)?;
        let tried = taken.into_iter().map(|found| {
            let entry = Entry::new("", (desk.clock)(), &desk.manager, Kind::Assign);
            let written = found.with(hands::given(entry, &found.dossier, &self.to, None));
            (found.spots, Outline::from(&written))
        });
        let reply = desk.answer_dry(Deed::Assigned, tried.collect())?;
        let reply = reply.remarking(remarks).remarking([Remark::DryRun]);
        Ok(reply.missing(unreadable))
    }
}
