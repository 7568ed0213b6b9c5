//! Whether a client can be called at a moment, and until or from when: the hours on the card, by the
//! clocks of the client's zone.

use chrono::{Days, NaiveDateTime, Utc};

use super::hours::Hours;
use super::zone::Zone;
use super::{CardRefusal, Fields, Moment};

/// How far it is looked ahead: over a week in which all days but one are off.
const DAYS_AHEAD: u64 = 9;

/// When a client can be called.
#[derive(Clone, Debug)]
pub struct CallTimes {
    /// By the clocks of the zone.
    pub hours: Hours,
    /// The client's zone; the rep's own, if the card says none.
    pub zone: Option<Zone>,
}

/// Whether a client can be called at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Callable {
    /// The client can.
    pub is_open: bool,
    /// When that changes, by the clocks of the rep; `None` if it doesn't for a week.
    pub until: Option<Moment>,
}

/// Whom to call first: those who can be called, then those of whom it isn't known.
#[must_use]
pub fn rank(callable: Option<Callable>) -> u8 {
    match callable {
        Some(Callable { is_open: true, .. }) => 0,
        None => 1,
        Some(_) => 2,
    }
}

/// The moment at which the rep's clocks show a day and a time of day.
pub type Here = fn(NaiveDateTime) -> Moment;

impl CallTimes {
    /// When the client on this card can be called; `None` where no hours are said.
    ///
    /// # Errors
    /// [`CardRefusal::NotHours`], [`CardRefusal::UnknownZone`]: a hand may have written anything.
    #[must_use]
    pub fn of(card: &Fields) -> Option<Result<Self, CardRefusal>> {
        Some(Self::read(card.text("hours")?, card.text("zone")))
    }

    /// The same of the texts of the card.
    ///
    /// # Errors
    /// As [`CallTimes::of`].
    pub fn read(hours: &str, zone: Option<&str>) -> Result<Self, CardRefusal> {
        Ok(Self {
            hours: Hours::parse(hours)?,
            zone: zone.map(Zone::named).transpose()?,
        })
    }

    /// Whether the client can be called at that moment, which is given by the clocks of the rep.
    #[must_use]
    pub fn at(&self, moment: Moment, here: Here) -> Callable {
        let stretches = self.stretches(moment, here);
        let (from, to) = stretches
            .into_iter()
            .find(|(_, to)| *to > moment)
            .unwrap_or((moment, moment));
        let is_open = from <= moment && moment < to;
        let change = if is_open { to } else { from };
        let ahead = moment.checked_add_days(Days::new(DAYS_AHEAD - 2));
        Callable {
            is_open,
            until: Some(change)
                .filter(|change| *change > moment && ahead.is_none_or(|ahead| *change < ahead))
                .map(|change| by_clocks_of(change, moment, here)),
        }
    }

    /// What the client's clocks show at that moment, which is given by the clocks of the rep.
    #[must_use]
    pub fn there(&self, moment: Moment) -> NaiveDateTime {
        match &self.zone {
            Some(zone) => zone.here(moment.with_timezone(&Utc)).naive_local(),
            None => moment.naive_local(),
        }
    }

    /// From when to when the client can be called around that moment, in order; what follows one
    /// upon the other is one.
    fn stretches(&self, moment: Moment, here: Here) -> Vec<(Moment, Moment)> {
        let today = self.there(moment).date();
        // What began yesterday may go on.
        let first = today.pred_opt().unwrap_or(today);
        let days = (0..=DAYS_AHEAD).filter_map(|days| first.checked_add_days(Days::new(days)));
        let spans = days.flat_map(|day| self.hours.on(day));
        let mut stretches: Vec<(Moment, Moment)> = Vec::new();
        for (from, to) in spans {
            let (from, to) = (self.moment(from, here), self.moment(to, here));
            match stretches.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(to),
                // The clocks may leave out the hour that it is.
                _ if from == to => {}
                _ => stretches.push((from, to)),
            }
        }
        stretches
    }

    fn moment(&self, there: NaiveDateTime, here: Here) -> Moment {
        match &self.zone {
            Some(zone) => zone.moment(there),
            None => here(there),
        }
    }
}

/// A moment by the clocks of the rep, which at the moment `now` are as given.
fn by_clocks_of(moment: Moment, now: Moment, here: Here) -> Moment {
    let nearly = moment.with_timezone(&now.timezone());
    moment.with_timezone(&here(nearly.naive_local()).timezone())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The rep is in Vilnius.
    fn here(there: NaiveDateTime) -> Moment {
        Zone::named("Europe/Vilnius").expect("a zone").moment(there)
    }

    fn at(hours: &str, zone: &str, now: &str) -> String {
        let mut card = Fields::default();
        card.set("hours", &json!(hours)).expect("a text");
        card.set("zone", &json!(zone)).expect("a text");
        let times = CallTimes::of(&card).expect("hours").expect("good ones");
        let Callable { is_open, until } = times.at(here(now.parse().expect("a time")), here);
        let until = until.map(|until| until.format("%Y-%m-%dT%H:%M%:z").to_string());
        format!("{is_open} {}", until.unwrap_or_default())
    }

    #[test]
    fn by_the_clocks_of_the_rep_where_no_zone_is_said() {
        // 2024-06-13 is a Thursday.
        let cases = [
            (
                "9-12,14-18",
                "2024-06-13T08:59:59",
                "false 2024-06-13T09:00+03:00",
            ),
            (
                "9-12,14-18",
                "2024-06-13T09:00:00",
                "true 2024-06-13T12:00+03:00",
            ),
            (
                "9-12,14-18",
                "2024-06-13T12:00:00",
                "false 2024-06-13T14:00+03:00",
            ),
            (
                "9-12,14-18",
                "2024-06-13T18:00:00",
                "false 2024-06-14T09:00+03:00",
            ),
            (
                "9-17 not fri",
                "2024-06-13T17:30:00",
                "false 2024-06-15T09:00+03:00",
            ),
            (
                "9-17 not fri",
                "2024-06-14T10:00:00",
                "false 2024-06-15T09:00+03:00",
            ),
            (
                "not fri",
                "2024-06-13T10:00:00",
                "true 2024-06-14T00:00+03:00",
            ),
            (
                "9-10 not tue-sun",
                "2024-06-17T10:00:00",
                "false 2024-06-24T09:00+03:00",
            ),
            ("0-24", "2024-06-13T10:00:00", "true "),
            (
                "9-13,12-17",
                "2024-06-13T10:00:00",
                "true 2024-06-13T17:00+03:00",
            ),
            // Over midnight: what begins on Thursday goes on into Friday.
            ("22-6", "2024-06-14T05:00:00", "true 2024-06-14T06:00+03:00"),
            (
                "22-6 not fri",
                "2024-06-14T05:00:00",
                "true 2024-06-14T06:00+03:00",
            ),
            (
                "22-6 not fri",
                "2024-06-15T05:00:00",
                "false 2024-06-15T22:00+03:00",
            ),
            (
                "22-6",
                "2024-06-13T12:00:00",
                "false 2024-06-13T22:00+03:00",
            ),
            (
                "22-24,0-6",
                "2024-06-13T23:00:00",
                "true 2024-06-14T06:00+03:00",
            ),
        ];
        for (hours, now, expected) in cases {
            assert_eq!(at(hours, "", now), expected, "{hours} at {now}");
        }
    }

    #[test]
    fn by_the_clocks_of_the_client_s_zone() {
        let cases = [
            // Tokyo is 6 hours ahead in summer.
            (
                "10-17",
                "Asia/Tokyo",
                "2024-06-13T10:00:00",
                "true 2024-06-13T11:00+03:00",
            ),
            (
                "10-17",
                "Asia/Tokyo",
                "2024-06-13T11:00:00",
                "false 2024-06-14T04:00+03:00",
            ),
            // There it is Friday already.
            (
                "10-17 not fri",
                "Asia/Tokyo",
                "2024-06-13T20:00:00",
                "false 2024-06-15T04:00+03:00",
            ),
            // New York is still on Wednesday.
            (
                "9-17 not thu",
                "America/New_York",
                "2024-06-13T00:30:00",
                "false 2024-06-14T16:00+03:00",
            ),
            (
                "9-20 not thu",
                "America/New_York",
                "2024-06-13T02:30:00",
                "true 2024-06-13T03:00+03:00",
            ),
            // Half an hour matters.
            (
                "9-17",
                "Asia/Kolkata",
                "2024-06-13T06:30:00",
                "true 2024-06-13T14:30+03:00",
            ),
        ];
        for (hours, zone, now, expected) in cases {
            assert_eq!(at(hours, zone, now), expected, "{hours} {zone} at {now}");
        }
    }

    #[test]
    fn where_clocks_change() {
        let cases = [
            // The rep's own go ahead on Sun 31 March at 3:00.
            (
                "3:15-5",
                "",
                "2024-03-31T02:30:00",
                "false 2024-03-31T04:15+03:00",
            ),
            (
                "9-17",
                "",
                "2024-03-30T18:00:00",
                "false 2024-03-31T09:00+03:00",
            ),
            // The hour that Berlin's leave out then is no hour to call.
            (
                "2-3",
                "Europe/Berlin",
                "2024-03-30T23:00:00",
                "false 2024-04-01T03:00+03:00",
            ),
            // And back on Sun 27 October at 4:00.
            (
                "9-17",
                "",
                "2024-10-26T18:00:00",
                "false 2024-10-27T09:00+02:00",
            ),
            // New York's go ahead three weeks before.
            (
                "9-17",
                "America/New_York",
                "2024-03-08T16:00:00",
                "true 2024-03-09T00:00+02:00",
            ),
            (
                "9-17",
                "America/New_York",
                "2024-03-11T15:00:00",
                "true 2024-03-11T23:00+02:00",
            ),
        ];
        for (hours, zone, now, expected) in cases {
            assert_eq!(at(hours, zone, now), expected, "{hours} {zone} at {now}");
        }
    }

    #[test]
    fn a_card_without_hours_says_nothing_and_a_wrong_one_is_an_error() {
        let mut card = Fields::default();
        assert!(CallTimes::of(&card).is_none());
        card.set("zone", &json!("Mars/Base")).expect("a text");
        assert!(CallTimes::of(&card).is_none());
        card.set("hours", &json!("9-17")).expect("a text");
        assert!(matches!(
            CallTimes::of(&card),
            Some(Err(CardRefusal::UnknownZone { .. }))
        ));
        card.set("hours", &json!("mornings")).expect("a text");
        assert!(matches!(
            CallTimes::of(&card),
            Some(Err(CardRefusal::NotHours { .. }))
        ));
    }
}
