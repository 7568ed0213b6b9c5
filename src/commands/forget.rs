//! `tickler forget`: erases a client for good.

use anyhow::Result;
use clap::Args;
use uuid::Uuid;

use super::answer::{Answer, Remark, Reply};
use super::desk::Desk;
use crate::binder::{ChangeRefusal, Refusal};
use crate::store::Erased;

/// Erase a client for good.
#[derive(Args, Debug)]
#[command(after_help = "There is no undo for this.

Examples:
  tickler forget ivan-ivanov
  tickler forget ivan-ivanov --yes")]
pub struct Forget {
    /// The client: any beginning of the name, or a phone number
    client: String,
    /// Don't ask
    #[arg(long)]
    yes: bool,
}

/// A client who was erased.
#[derive(Clone, Debug)]
pub struct Forgotten {
    /// The name by which the client was typed.
    pub client: String,
    /// The client's name.
    pub name: String,
    /// The id, which is all that stays.
    pub id: Uuid,
    /// What was erased.
    pub erased: Erased,
}

impl Forget {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        let found = desk.find(&self.client).or_else(|unknown| {
            let look = desk.store.look()?;
            let gone = look.map_or(Ok(None), |look| look.gone_client(&self.client))?;
            gone.ok_or(unknown)
        })?;
        let owner = desk.remark_on_owner(&found);
        let (client, name) = (found.slug().to_owned(), found.dossier.name().to_owned());
        if !self.yes {
            let question = format!("Erase {name} ({client}) for good? There is no undo.");
            if !desk.person.is_there() || !desk.person.confirm(&question)? {
                return Err(Refusal::from(ChangeRefusal::NotErased { client }).into());
            }
        }
        let erased = desk.store.forget(&found, &desk.manager, (desk.clock)())?;
        let forgotten = Forgotten {
            client,
            name,
            id: found.dossier.id(),
            erased,
        };
        let remarks = owner.into_iter().chain([Remark::OutOfReach]);
        Ok(Reply::new(Answer::Forgotten(forgotten)).remarking(remarks))
    }
}
