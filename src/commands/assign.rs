//! `tickler assign`: single clients are given to a colleague, each behind the divider where it is.

use anyhow::Result;
use clap::Args;

use super::answer::{Deed, Remark, Reply};
use super::desk::Desk;
use super::hands::{self, HandingRemark};
use super::several::{Chosen, Consent, Several};
use crate::binder::{Entry, HandingRefusal, Head, Kind, Refusal};
use crate::store::{Change, Found, Shelves};

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
    #[command(flatten)]
    consent: Consent,
}

impl Assign {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        desk.needs_taker(&self.to, self.new)?;
        if let Some(client) = self.clients.first() {
            desk.needs_store(client)?;
        }
        self.consent.carry_out(&self, desk)
    }
}

impl Several for Assign {
    type Each = ();
    const TITLE: &'static str = "assign";
    const KIND: Kind = Kind::Assign;
    const DEED: Deed = Deed::Assigned;

    fn question(&self, count: usize) -> String {
        format!("Give {count} dossiers to {}?", self.to)
    }

    fn at_most(&self) -> usize {
        self.clients.len()
    }

    /// The clients that were named, each once, with a remark on those of other binders.
    fn choose(&self, shelves: &Shelves, desk: &Desk<'_>) -> Result<Chosen<()>> {
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
            if chosen.take(&found, ()) {
                let giver = found.dossier.manager();
                chosen.remarks.extend((giver != desk.manager).then(|| {
                    Remark::Handing(HandingRemark::WasIn {
                        name: found.dossier.name().to_owned(),
                        manager: giver.to_owned(),
                    })
                }));
            }
        }
        if self.new {
            let manager = self.to.clone();
            let opened = HandingRemark::Opened { manager };
            chosen.remarks.push(Remark::Handing(opened));
        }
        Ok(chosen)
    }

    fn entry(&self, entry: Entry, found: &Found, (): &()) -> Entry {
        hands::given(entry, &Head::of(&found.dossier), &self.to, None)
    }

    /// One who is new gets a binder.
    fn set(&self, change: &mut Change) {
        if self.new {
            change.settings_mut().add_manager(&self.to);
        }
    }
}
