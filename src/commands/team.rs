//! `tickler team`: every manager's binder at a glance.

use std::collections::HashMap;

use anyhow::Result;
use chrono::NaiveDate;
use clap::Args;

use super::answer::{Answer, Reply};
use super::desk::Desk;
use super::given;
use crate::binder::Place;
use crate::binder::skim::Skim;
use crate::binder::team::{Contacts, Member, Pulse};
use crate::store::{BadFile, Found, Glance, Look, Searched, Spot};

/// Every manager's binder.
#[derive(Clone, Debug)]
pub struct WholeTeam {
    /// Today.
    pub date: NaiveDate,
    /// The managers, by name. One who has left and whose binder is empty is not among them.
    pub members: Vec<Member>,
}

/// Every manager: dossiers, overdue, today, the next five working days as bars.
#[derive(Args, Debug)]
#[command(after_help = "\
The mark in a bar is what the manager can do in a day. What is overdue is carried over to today.

Examples:
  tickler team
  tickler team --contacts
  tickler team --given
  tickler --as boris team --given
  tickler --today mon team")]
pub struct Team {
    /// Also when each manager's clients were contacted last, and who was not for over 30 days
    #[arg(long)]
    contacts: bool,
    /// Instead what became of the dossiers that you gave to others, and of word you left
    #[arg(long, conflicts_with = "contacts")]
    given: bool,
}

impl Team {
    /// Whether it is about one manager: whoever sits at the desk.
    pub(super) fn needs_manager(&self) -> bool {
        self.given
    }

    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        if self.given {
            return given::what_became(desk);
        }
        let managers = desk.managers()?;
        let Some(look) = desk.store.look()? else {
            let remarks = desk.remarks_on_binders(true)?;
            return Ok(Reply::new(team(desk, Vec::new())).remarking(remarks));
        };
        let loads = look.loads_of_all(&managers)?;
        let settings = desk.store.settings();
        let members = managers.iter().zip(&loads);
        let mut members: Vec<Member> = members
            .map(|(manager, loads)| {
                let (capacity, calendar) = (settings.capacity(manager), settings.calendar(manager));
                Member::of(manager, capacity, &loads.places, desk.today, &calendar)
            })
            .collect();
        members.retain(|member| member.dossiers > 0 || !settings.has_left(&member.manager));
        let mut unreadable: Vec<BadFile> = loads
            .into_iter()
            .flat_map(|loads| loads.unreadable)
            .collect();
        if self.contacts {
            let searched = pulses(&look, &managers, desk.today)?;
            unreadable.extend(searched.unreadable);
            let mut pulses: HashMap<String, Vec<Pulse>> = HashMap::new();
            for (manager, pulse) in searched.taken {
                pulses.entry(manager).or_default().push(pulse);
            }
            for member in &mut members {
                let pulses = pulses.remove(&member.manager).unwrap_or_default();
                member.contacts = Some(Contacts::of(pulses));
            }
        }
        let remarks = desk.remarks_on_binders(true)?;
        let reply = Reply::new(team(desk, members)).remarking(remarks);
        Ok(reply.missing(unreadable))
    }
}

fn team(desk: &Desk<'_>, members: Vec<Member>) -> Answer {
    let date = desk.today;
    Answer::Team(WholeTeam { date, members })
}

/// What every dossier says of its contacts, with whose binder it is in.
fn pulses(look: &Look, managers: &[String], today: NaiveDate) -> Result<Searched<(String, Pulse)>> {
    let is_there = |place| place != Place::Gone;
    let glance = |spot: &Spot, bytes: &[u8]| match Skim::of(bytes) {
        Some(skim) => {
            let pulse = Pulse::skimmed(&spot.slug, &skim, today);
            Glance::Seen(skim.id, (spot.manager.clone(), pulse))
        }
        None => Glance::Open,
    };
    let take = |found: &Found| {
        let manager = found.spots.first()?.manager.clone();
        Some((manager, Pulse::of(found.slug(), &found.dossier, today)))
    };
    look.search_at_a_glance(managers, is_there, glance, take)
}
