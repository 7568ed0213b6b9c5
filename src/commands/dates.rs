//! What `--on`, `--at`, `--agreed` and `--planned` have in common.

use anyhow::Result;
use chrono::{NaiveDate, NaiveTime};
use clap::Args;

use super::answer::Remark;
use super::card_remark::CardRemark;
use super::desk::Desk;
use crate::binder::cadence::Turn;
use crate::binder::entry::moment_text;
use crate::binder::measure::By;
use crate::binder::period::Period;
use crate::binder::{
    Calendar, DateRefusal, Landing, OffDay, Place, Refusal, When, WordRefusal, parse_time,
};

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
    /// The place and time that `on` says together with `--at`, by the working days of whoever keeps
    /// the dossier, with what is to be remarked.
    ///
    /// # Errors
    /// A [`Refusal`] of the date or the time.
    pub(super) fn landing(
        &self,
        on: &str,
        calendar: &Calendar,
        desk: &Desk<'_>,
    ) -> Result<(Landing, Option<Remark>), Refusal> {
        let mut when = When::parse(on)?;
        if let Some(at) = &self.at {
            when = when.at(at)?;
        }
        let landing = when.on(desk.today, calendar)?;
        if self.agreed && landing.place.month().is_none() {
            let place = landing.place;
            return Err(WordRefusal::AgreedOnNoDay { place }.into());
        }
        let remark = remark_on(&landing);
        Ok((landing, remark))
    }

    /// The same for a date that may have to be asked for: on a terminal, until it is one. `None` if
    /// the person leaves it at that.
    ///
    /// # Errors
    /// As [`Due::landing`]; [`DateRefusal::NoDate`] if there is none, and nobody to ask.
    pub(super) fn asked(
        &self,
        on: Option<&str>,
        calendar: &Calendar,
        desk: &Desk<'_>,
    ) -> Result<Option<(Landing, Option<Remark>)>> {
        if let Some(on) = on {
            return Ok(Some(self.landing(on, calendar, desk)?));
        }
        if !desk.person.is_there() {
            return Err(Refusal::from(DateRefusal::NoDate).into());
        }
        // No date that is typed would mend a wrong time beside it.
        self.time()?;
        loop {
            let on = desk.person.ask("Next contact on")?;
            if on.is_empty() {
                return Ok(None);
            }
            match self.landing(&on, calendar, desk) {
                Ok(landed) => return Ok(Some(landed)),
                Err(refusal) => tell(&refusal, desk)?,
            }
        }
    }

    /// The same by a client's cadence, with what is to be remarked.
    ///
    /// # Errors
    /// As [`parse_time`].
    pub(super) fn by_cadence(&self, turn: Turn) -> Result<(Landing, Option<Remark>), Refusal> {
        let landing = Landing {
            place: Place::Day(turn.day),
            time: self.time()?,
            off: None,
        };
        Ok((landing, Some(CardRemark::ByCadence(turn).into())))
    }

    fn time(&self) -> Result<Option<NaiveTime>, Refusal> {
        Ok(self.at.as_deref().map(parse_time).transpose()?)
    }

    /// Whether the date counts as agreed, where `by_default` is what holds if nothing is said.
    pub(super) fn is_agreed(&self, by_default: bool) -> bool {
        self.agreed || (by_default && !self.planned)
    }
}

/// The working days of the manager in whose binder a client is; of this manager, where nobody has
/// days of his own, or there is no such client.
pub(super) fn calendar_of(client: &str, desk: &Desk<'_>) -> Calendar {
    let settings = desk.store.settings();
    let differ = settings
        .managers()
        .any(|manager| settings.has_own_days(manager));
    // Not looked for in vain: to find a client may take reading.
    let found = differ.then(|| desk.find(client));
    match found {
        Some(Ok((found, _))) => settings.calendar(found.dossier.manager()),
        _ => desk.calendar(),
    }
}

/// Tells a person why something is refused, and the way out.
pub(super) fn tell(refusal: &Refusal, desk: &Desk<'_>) -> Result<()> {
    desk.person.tell(&refusal.to_string())?;
    desk.person.tell(&format!("hint: {}", refusal.hint()))
}

fn remark_on(landing: &Landing) -> Option<Remark> {
    let Place::Day(date) = landing.place else {
        return None;
    };
    Some(on_day_off(date, landing.off.clone()?))
}

/// What is to be said of a date that is a day off, or was moved on from one.
pub(super) fn on_day_off(date: NaiveDate, off: OffDay) -> Remark {
    match off {
        OffDay::TakenAsSaid { why, next } => Remark::DayOff { date, why, next },
        OffDay::Moved { from, why, to } => Remark::MovedOn { from, why, to },
    }
}

/// A place as it is typed, passed or to come.
///
/// # Errors
/// A [`Refusal`]: words that are no date.
pub(super) fn place(text: &str, desk: &Desk<'_>) -> Result<Place, Refusal> {
    if text.trim().eq_ignore_ascii_case("closed") {
        return Ok(Place::Closed);
    }
    Ok(landing(text, desk)?.place)
}

/// A day to come, as it is typed, without a time of day; with the day off that it met with. `passed`
/// says why one that has passed is refused, told how the day was understood.
pub(super) fn day_to_come(
    text: &str,
    today: NaiveDate,
    calendar: &Calendar,
    passed: impl FnOnce(String) -> Refusal,
) -> Result<(NaiveDate, Option<OffDay>), Refusal> {
    let landing = When::parse(text)?.on(today, calendar);
    let landing = landing.map_err(|refusal| match refusal {
        DateRefusal::PassedDate { .. } => passed(refusal.to_string()),
        other => other.into(),
    })?;
    Ok((landing.whole_day(text)?, landing.off))
}

/// Where a date lands, passed or to come: words mean the next such day.
fn landing(text: &str, desk: &Desk<'_>) -> Result<Landing, Refusal> {
    Ok(When::parse(text)?.any(desk.today, &desk.calendar())?)
}

/// Where a date that looks back lands.
///
/// # Errors
/// A [`Refusal`]: words that are no date.
pub(super) fn back(text: &str, desk: &Desk<'_>) -> Result<Landing, Refusal> {
    Ok(When::parse(text)?.back(desk.today, &desk.calendar())?)
}

/// A day to open the binder at, and the time of it if one is said: any date, passed or to come.
///
/// # Errors
/// A [`Refusal`]: words that are no date, or name no day.
pub(super) fn day(text: &str, desk: &Desk<'_>) -> Result<(NaiveDate, Option<NaiveTime>), Refusal> {
    let landing = landing(text, desk)?;
    Ok((landing.day(text)?, landing.time))
}

/// The days that are looked back on.
///
/// # Errors
/// A [`Refusal`]: words that are no date, a day that is still to come, an end before the beginning.
pub(super) fn period(
    since: Option<&str>,
    until: Option<&str>,
    by: Option<By>,
    desk: &Desk<'_>,
) -> Result<Period, Refusal> {
    let until = until.map(|text| looked_back(text, desk)).transpose()?;
    let until = until.map_or(desk.today, |(_, last)| last);
    let Some(since) = since else {
        return Ok(Period::up_to(until, by));
    };
    let (since, _) = looked_back(since, desk)?;
    if until < since {
        return Err(WordRefusal::BackwardPeriod { since, until }.into());
    }
    Ok(Period { since, until })
}

/// The first and the last day of a day or a month that was; of this month up to today.
fn looked_back(text: &str, desk: &Desk<'_>) -> Result<(NaiveDate, NaiveDate), Refusal> {
    let landing = back(text, desk)?;
    let (first, last) = if let Place::Month(month) = landing.place {
        (month.first_day(), month.last_day().min(desk.today))
    } else {
        let day = landing.day(text)?;
        (day, day)
    };
    if first > desk.today {
        return Err(ahead(text, &landing, desk));
    }
    Ok((first, last))
}

/// The refusal of a date that looks back, and is still to come.
pub(super) fn ahead(text: &str, landing: &Landing, desk: &Desk<'_>) -> Refusal {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let when = (landing.place, landing.time);
    let today = desk.today;
    DateRefusal::DateAhead { text, when, today }.into()
}

/// When something happened that was not now.
#[derive(Clone)]
pub(super) struct Happened {
    /// As it is stored: a date, or with a time of day the moment.
    pub(super) stored: String,
    pub(super) day: NaiveDate,
    time: Option<NaiveTime>,
}

impl Happened {
    /// The day that was understood, to be said.
    pub(super) fn remark(&self) -> Remark {
        Remark::Dated(self.day, self.time)
    }
}

/// When something happened that was not now, as it is stored: a date, or with a time of day the
/// moment. A time alone is one of today.
///
/// # Errors
/// A [`Refusal`]: words that are no date or name no day, or what is still to come.
pub(super) fn happened(text: &str, desk: &Desk<'_>) -> Result<Happened, Refusal> {
    // A time alone is one of today.
    let when = match parse_time(text) {
        Ok(_) => When::parse("today")?.at(text)?,
        Err(_) => When::parse(text)?,
    };
    let landing = when.back(desk.today, &desk.calendar())?;
    let day = landing.day(text)?;
    let moment = landing.time.map(|time| (desk.here)(day.and_time(time)));
    if day > desk.today || moment.is_some_and(|moment| moment > (desk.clock)()) {
        return Err(ahead(text, &landing, desk));
    }
    Ok(Happened {
        stored: moment.map_or_else(|| day.to_string(), moment_text),
        day,
        time: landing.time,
    })
}
