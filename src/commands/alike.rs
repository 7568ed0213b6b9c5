//! Who in the store is like a new client, however that one comes in: by `add`, or by `file --new`.

use anyhow::Result;

use super::answer::Remark;
use crate::binder::duplicate::{Likeness, Newcomer, WhoIs};
use crate::binder::{Candidate, Place, Refusal};
use crate::store::{BadFile, Change};

/// Clients who are like a new one, and the files in which one might be.
#[derive(Default)]
pub(super) struct Alike {
    same: Vec<Candidate>,
    pub(super) remarks: Vec<Remark>,
    pub(super) unreadable: Vec<BadFile>,
}

impl Alike {
    /// Looks through every binder for somebody like the new client.
    ///
    /// # Errors
    /// A folder that can't be read.
    pub(super) fn to(newcomer: &Newcomer, change: &Change) -> Result<Self> {
        let may_fit = |bytes: &[u8]| newcomer.may_be_in(bytes);
        let mut alike = Self::default();
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
                    Likeness::Same => alike.same.push(known),
                    Likeness::SamePhone => alike.remarks.push(Remark::SamePhone {
                        client: known.client,
                        name: known.name,
                    }),
                }
            }
            alike.unreadable.extend(searched.unreadable);
        }
        Ok(alike)
    }

    /// The same, unless somebody is most likely the new client, who is called `name`.
    ///
    /// # Errors
    /// [`Refusal::LikelyDuplicate`].
    pub(super) fn unless_same(self, name: &str) -> Result<Self, Refusal> {
        if self.same.is_empty() {
            return Ok(self);
        }
        Err(Refusal::LikelyDuplicate {
            name: name.to_owned(),
            candidates: self.same,
        })
    }
}
