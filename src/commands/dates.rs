//! What `--on`, `--at`, `--agreed` and `--planned` have in common.

use anyhow::Result;
use chrono::NaiveDate;
use clap::Args;

use super::answer::Remark;
use super::desk::Desk;
use crate::binder::{Changes, Landing, OffDay, Place, Refusal, When};

/// The time of the next contact, and whether the client has agreed to it.
#[derive(Args, Debug, Default)]
pub(super) struct Due {
    /// Time of day of the next contact: 14:30, 9am
    #[arg(long, value_name = "TIME")]
    pub(super) at: Option<String>,
    /// The date is agreed with the client
    #[arg(long, conflicts_with = "planned")]
    pub(super) agreed: bool,
    /// The date is only planned
    #[arg(long)]
    pub(super) planned: bool,
}

impl Due {
    /// The place and time that `on` says together with `--at`, with what is to be remarked.
    ///
    /// # Errors
    /// A [`crate::binder::Refusal`] of the date or the time.
    pub(super) fn landing(&self, on: &str, desk: &Desk<'_>) -> Result<(Landing, Option<Remark>)> {
        let mut when = When::parse(on)?;
        if let Some(at) = &self.at {
            when = when.at(at)?;
        }
        let landing = when.on(desk.today, &desk.calendar())?;
        let remark = remark_on(&landing);
        Ok((landing, remark))
    }

    /// Whether the date counts as agreed, where `by_default` is what holds if nothing is said.
    pub(super) fn is_agreed(&self, by_default: bool) -> bool {
        self.agreed || (by_default && !self.planned)
    }
}

fn remark_on(landing: &Landing) -> Option<Remark> {
    let Place::Day(date) = landing.place else {
        return None;
    };
    Some(match landing.off.clone()? {
        OffDay::TakenAsSaid { why, next } => Remark::DayOff { date, why, next },
        OffDay::Moved { from, why, to } => Remark::MovedOn { from, why, to },
    })
}

/// Refiles: place, time and agreed are set afresh, and what isn't said is cleared.
pub(super) fn refile(changes: &mut Changes, landing: &Landing, agreed: bool) {
    changes.set("place", landing.place.to_string());
    changes.set(
        "time",
        landing.time.map(|time| time.format("%H:%M").to_string()),
    );
    changes.set("agreed", agreed.then_some(true));
}

/// A place as it is typed, passed or to come.
///
/// # Errors
/// A [`Refusal`]: words that are no date.
pub(super) fn place(text: &str, desk: &Desk<'_>) -> Result<Place> {
    if text.trim().eq_ignore_ascii_case("closed") {
        return Ok(Place::Closed);
    }
    Ok(landing(text, desk)?.place)
}

/// Where a date lands, passed or to come: words mean the next such day.
fn landing(text: &str, desk: &Desk<'_>) -> Result<Landing, Refusal> {
    let when = When::parse(text)?;
    let calendar = desk.calendar();
    when.on(desk.today, &calendar)
        .or_else(|_| when.back(desk.today, &calendar))
}

/// A day to open the binder at: any date, passed or to come.
///
/// # Errors
/// A [`Refusal`]: words that are no date, or name no day.
pub(super) fn day(text: &str, desk: &Desk<'_>) -> Result<NaiveDate> {
    match landing(text, desk)?.place {
        Place::Day(day) => Ok(day),
        _ => Err(Refusal::NotADay {
            text: text.to_owned(),
        }
        .into()),
    }
}
