//! A binder changes hands: given for good, lent for an absence, or brought back. One piece, however
//! many dossiers it is.

use std::collections::{HashMap, HashSet};

use anyhow::{Context, Result};
use chrono::NaiveDate;
use uuid::Uuid;

use super::answer::{Answer, Remark, Reply};
use super::days::{Chosen, Days, FullDay};
use super::desk::Desk;
use super::form::FormRemark;
use super::hands;
use crate::binder::dealing::{self, Piece};
use crate::binder::form::Forms;
use crate::binder::{Divider, Entry, Head, Kind, Place, Seen};
use crate::store::{BadFile, Change, Shelves, Spot, dossier_text};

/// A binder that changed hands.
#[derive(Clone, Debug)]
pub struct HandedOver {
    /// How.
    pub way: Way,
    /// Whose binder it was; of what came back, whose it is again.
    pub manager: String,
    /// Who has it now.
    pub to: Vec<String>,
    /// The dossiers, in the order of places and names.
    pub dossiers: Vec<Given>,
    /// The days on which somebody has more now than can be done.
    pub over_capacity: Vec<FullDay>,
    /// Whether the giver is marked as having left.
    pub left: bool,
    /// Nothing was written: it was only asked what would be done.
    pub dry_run: bool,
    /// The own forms, if the answer is to have all of each dossier.
    pub forms: Forms,
}

/// How a binder changes hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// For good.
    Over,
    /// Until a day.
    Lent(NaiveDate),
    /// Back to the one who lent it.
    Back,
}

/// A dossier that changed hands.
#[derive(Clone, Debug)]
pub struct Given {
    /// The name by which the client is typed.
    pub client: String,
    /// The client's name.
    pub name: String,
    /// Who had it.
    pub from: String,
    /// Who has it now.
    pub to: String,
    /// Where it stood.
    pub was: Place,
    /// Where it stands.
    pub place: Place,
    /// The divider it stands behind.
    pub divider: Divider,
    /// By how many days it is late.
    pub days_late: i64,
    /// The bytes of its file as it is now, if the answer is to have all of it.
    pub bytes: Option<Box<[u8]>>,
}

impl Way {
    fn kind(self) -> Kind {
        match self {
            Way::Over => Kind::Handover,
            Way::Lent(_) => Kind::Lend,
            Way::Back => Kind::Return,
        }
    }

    /// The day of return, if one is agreed.
    #[must_use]
    pub fn until(self) -> Option<NaiveDate> {
        match self {
            Way::Lent(until) => Some(until),
            Way::Over | Way::Back => None,
        }
    }
}

/// The dossiers that are to change hands, and what is to be said beside.
#[derive(Debug, Default)]
pub(super) struct Selection {
    pub(super) chosen: Vec<Chosen>,
    pub(super) remarks: Vec<Remark>,
    pub(super) unreadable: Vec<BadFile>,
}

impl Selection {
    fn reply(self, mut handed: HandedOver, desk: &Desk<'_>) -> Reply {
        let (forms, broken) = if desk.in_full {
            desk.forms()
        } else {
            Default::default()
        };
        handed.forms = forms;
        let reply = Reply::new(Answer::HandedOver(handed));
        let reply = reply.remarking(self.remarks).missing(self.unreadable);
        reply.remarking(FormRemark::all_broken(broken))
    }
}

/// Who gets what.
pub(super) struct Plan<'a> {
    pub(super) way: Way,
    pub(super) manager: &'a str,
    pub(super) takers: &'a [String],
    /// Whether planned dossiers leave days that are too full.
    pub(super) spread: bool,
}

/// A plan, worked out for the dossiers of a selection.
struct Dealt {
    /// The taker of each.
    taker: Vec<usize>,
    /// The new day of those that get one.
    moved: HashMap<usize, NaiveDate>,
    over_capacity: Vec<FullDay>,
}

/// Whether a person is asked first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    /// If it is many.
    Yes,
    /// That is settled.
    No,
    /// Nothing is to be done at all.
    OnlyTry,
}

impl Plan<'_> {
    /// Does it, or only says what would be done, of the dossiers that `choose` takes. `also` changes
    /// the settings in the same piece; it is told whether all could be read.
    pub(super) fn settle(
        &self,
        desk: &Desk<'_>,
        ask: Ask,
        choose: impl Fn(&Shelves) -> Result<Selection>,
        question: impl Fn(usize) -> String,
        also: impl FnOnce(&mut Change, bool),
    ) -> Result<Reply> {
        let mut allowed = None;
        if ask != Ask::No {
            // Without the lock of a change: what comes up meanwhile is left where it is.
            let look = desk.store.look()?.context("there is no store yet")?;
            let selection = choose(&look)?;
            if ask == Ask::OnlyTry {
                let handed = self.try_out(&look, &selection.chosen, desk)?;
                let reply = selection.reply(handed, desk);
                return Ok(reply.remarking([Remark::DryRun]));
            }
            drop(look);
            let count = selection.chosen.len();
            desk.agree(&question(count), count, false)?;
            let ids = selection.chosen.iter().map(|one| one.id);
            allowed = Some(ids.collect::<HashSet<Uuid>>());
        }
        let title = self.way.kind().name();
        let (handed, selection) = desk.change(title, |change| {
            let mut selection = choose(change)?;
            if let Some(allowed) = &allowed {
                selection.chosen.retain(|one| allowed.contains(&one.id));
            }
            also(change, selection.unreadable.is_empty());
            let handed = self.carry_out(change, &selection.chosen, desk)?;
            Ok((handed, selection))
        })?;
        Ok(selection.reply(handed, desk))
    }

    /// Does it: every dossier goes to its taker.
    pub(super) fn carry_out(
        &self,
        change: &mut Change,
        chosen: &[Chosen],
        desk: &Desk<'_>,
    ) -> Result<HandedOver> {
        let dealt = self.deal(change, chosen, desk)?;
        let entry = change.entry(self.way.kind());
        let spots: Vec<Vec<Spot>> = chosen.iter().map(|one| one.spots.clone()).collect();
        let (seen, in_full) = (desk.seen(), desk.in_full);
        let dossiers = change.hand_each(
            &spots,
            |number, head| self.entry(entry.clone(), number, head, &dealt),
            |number, head, relay| Given {
                bytes: in_full.then(|| relay.bytes.into()),
                ..given(head, relay.client, relay.from, &chosen[number].from, seen)
            },
        )?;
        Ok(self.done(dossiers, dealt, false))
    }

    /// What would be said if it were done.
    pub(super) fn try_out(
        &self,
        shelves: &Shelves,
        chosen: &[Chosen],
        desk: &Desk<'_>,
    ) -> Result<HandedOver> {
        let dealt = self.deal(shelves, chosen, desk)?;
        let entry = Entry::new("", (desk.clock)(), &desk.manager, self.way.kind());
        let spots: Vec<Vec<Spot>> = chosen.iter().map(|one| one.spots.clone()).collect();
        let (seen, in_full) = (desk.seen(), desk.in_full);
        let dossiers = shelves.each(&spots, |number, found| {
            let head = Head::of(&found.dossier);
            let entry = self.entry(entry.clone(), number, &head, &dealt);
            let written = found.with(entry);
            let text = in_full
                .then(|| dossier_text(&written.dossier))
                .transpose()?;
            let from = &chosen[number].from;
            Ok(Given {
                bytes: text.map(|text| text.into_bytes().into()),
                ..given(
                    Head::of(&written.dossier),
                    written.client,
                    written.from,
                    from,
                    seen,
                )
            })
        })?;
        Ok(self.done(dossiers, dealt, true))
    }

    fn done(&self, dossiers: Vec<Given>, dealt: Dealt, dry_run: bool) -> HandedOver {
        HandedOver {
            way: self.way,
            manager: self.manager.to_owned(),
            to: self.takers.to_vec(),
            dossiers,
            over_capacity: dealt.over_capacity,
            left: false,
            dry_run,
            forms: Forms::default(),
        }
    }

    fn takers_of(&self, chosen: &[Chosen], today: NaiveDate) -> Vec<usize> {
        let pieces: Vec<Piece> = chosen.iter().map(|one| one.piece.clone()).collect();
        dealing::deal(&pieces, self.takers.len(), today)
    }

    fn deal(&self, shelves: &Shelves, chosen: &[Chosen], desk: &Desk<'_>) -> Result<Dealt> {
        let mut dealt = Dealt {
            taker: self.takers_of(chosen, desk.today),
            moved: HashMap::new(),
            over_capacity: Vec::new(),
        };
        for (taker, manager) in self.takers.iter().enumerate() {
            let own = |number: &usize| dealt.taker[*number] == taker;
            let own: Vec<usize> = (0..chosen.len()).filter(own).collect();
            let days = Days::of(shelves, manager, &own, chosen, desk)?;
            if self.spread {
                dealt.moved.extend(days.relieved(&own, chosen, desk));
            }
            let full = days.full(&dealt.moved, chosen, &own, desk);
            dealt.over_capacity.extend(full);
        }
        Ok(dealt)
    }

    /// The entry by which one dossier goes to its taker.
    fn entry(&self, entry: Entry, number: usize, before: &Head, dealt: &Dealt) -> Entry {
        let taker = &self.takers[dealt.taker[number]];
        let until = self.way.until().map(|until| until.to_string());
        let moved = dealt.moved.get(&number).copied();
        hands::given(entry.with("until", until), before, taker, moved)
    }
}

fn given(head: Head, client: String, was: Option<Place>, from: &str, seen: Seen) -> Given {
    let place = head.place;
    Given {
        name: head.name,
        from: from.to_owned(),
        to: head.manager,
        was: was.unwrap_or(place),
        place,
        divider: Divider::of(place, seen.today, seen.layout),
        days_late: place.days_late(seen.today),
        client,
        bytes: None,
    }
}
