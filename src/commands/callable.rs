//! Whom one can call now, and which dates are outside a client's call hours.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveTime};

use super::aftermath::Outline;
use super::answer::{Deed, Remark};
use super::card_remark::CardRemark;
use super::desk::Desk;
use crate::binder::{CallTimes, Callable, Fields, Line, Moment, Place};
use crate::store::Found;

impl Desk<'_> {
    /// The moment at which the binder is open on that day: the time of it that was said, or now.
    /// `None` where that is another day than the clock's.
    pub(super) fn moment(&self, day: NaiveDate, time: Option<NaiveTime>) -> Option<Moment> {
        match time {
            Some(time) => Some((self.here)(day.and_time(time))),
            None => (day == self.today).then(|| (self.now)()).flatten(),
        }
    }

    /// Whether the client on this card can be called now; `None` where that isn't known.
    pub(super) fn callable(&self, card: &Fields) -> Option<Callable> {
        let times = CallTimes::of(card)?.ok()?;
        Some(times.at((self.now)()?, self.here))
    }

    /// Says in each line whether its client can be called at that moment; it is asked for only if
    /// some card says when. What can't be read of them is remarked on.
    pub(super) fn mark_callable(
        &self,
        lines: &mut [Line],
        found: &[Found],
        moment: impl FnOnce() -> Option<Moment>,
    ) -> Vec<Remark> {
        let cards = found
            .iter()
            .map(|found| (found.slug(), found.dossier.fields()));
        let cards = cards.filter(|(_, card)| card.get("hours").is_some());
        let cards: HashMap<&str, &Fields> = cards.collect();
        if cards.is_empty() {
            return Vec::new();
        }
        let moment = moment();
        let mut remarks = Vec::new();
        for line in lines {
            match cards
                .get(line.client.as_str())
                .and_then(|card| CallTimes::of(card))
            {
                Some(Ok(times)) => {
                    line.callable = moment.map(|moment| times.at(moment, self.here));
                }
                Some(Err(refusal)) => remarks.push(Remark::from(CardRemark::Unread {
                    name: line.name.clone(),
                    refusal: refusal.about(&line.client),
                })),
                None => {}
            }
        }
        remarks
    }

    /// A remark if it can be said of none of the lines whether their clients can be called.
    pub(super) fn none_callable(
        &self,
        lines: &[Line],
        day: NaiveDate,
        time: Option<NaiveTime>,
    ) -> Option<Remark> {
        if lines.is_empty() || lines.iter().any(|line| line.callable.is_some()) {
            return None;
        }
        let remark = match self.moment(day, time) {
            Some(_) => CardRemark::NoHours,
            None => CardRemark::NoMoment { day },
        };
        Some(remark.into())
    }

    /// A remark if a date that was just set is outside the call hours of the client.
    pub(super) fn outside_hours(&self, outline: &Outline, deed: Deed) -> Option<Remark> {
        let sets_a_date = matches!(
            deed,
            Deed::Added | Deed::Filed | Deed::Marked | Deed::Moved | Deed::Reopened
        );
        let (Place::Day(day), true) = (outline.to, sets_a_date) else {
            return None;
        };
        let hours = outline.hours.as_deref()?;
        let times = CallTimes::read(hours, outline.zone.as_deref()).ok()?;
        let time = outline.time;
        let moment = time.map(|time| (self.here)(day.and_time(time)));
        let is_outside = match moment {
            Some(moment) => !times.at(moment, self.here).is_open,
            None => times.hours.is_off(day),
        };
        let there = moment.and_then(|moment| {
            let there = Some(times.there(moment)).filter(|there| *there != moment.naive_local());
            Some((times.zone.as_ref()?.name(), there?))
        });
        is_outside.then(|| {
            CardRemark::OutsideHours {
                name: outline.name.clone(),
                hours: times.hours.to_string(),
                day,
                time,
                there,
            }
            .into()
        })
    }
}
