//! Which dossiers are wanted of a binder: what they say, where they stand, and how one stands with
//! the clients.

use anyhow::Result;
use chrono::NaiveDate;
use clap::Args;
use clap::builder::PossibleValuesParser;

use super::dates;
use super::desk::Desk;
use crate::binder::lookup::{folded, text_fits, words};
use crate::binder::silence::{self, Patience};
use crate::binder::{Dossier, Group, Place, complaint};

/// The word for a client's own cadence, where no days are said.
const OWN: &str = "own";

// A doc comment would stand in the help of the command instead of its own: filters, of which a dossier
// has to pass all.
#[derive(Args, Debug)]
#[command(next_help_heading = "Only those")]
pub(super) struct Which {
    /// With this tag; with each of them, if given several times
    #[arg(long, value_name = "TAG")]
    tag: Vec<String>,
    /// At this stage; at one of them, if given several times
    #[arg(long, value_name = "STAGE")]
    stage: Vec<String>,
    /// Of this company, by the beginnings of its words
    #[arg(long, value_name = "WORDS")]
    company: Option<String>,
    /// Who came from there, by the beginnings of its words
    #[arg(long, value_name = "WORDS")]
    source: Option<String>,
    /// Behind a day or a month with its days: fri, 2024-07-05, jul, someday, closed
    #[arg(long, value_name = "PLACE")]
    place: Option<String>,
    /// Of one group: new (never reached yet), existing (was reached, is at the stage customer, or was
    /// closed as won), dissatisfied (has an open complaint, or was in a mood of 1 or 2 last)
    #[arg(long, value_name = "GROUP", value_parser = PossibleValuesParser::new(Group::ALL.map(Group::name)))]
    group: Option<String>,
    /// Short for --group dissatisfied
    #[arg(long, conflicts_with = "group")]
    dissatisfied: bool,
    /// Without a contact for longer than their own cadence, or 60 days without one; with =90 for
    /// more than 90 days. Of who was never contacted, since the dossier was made
    #[arg(
        long,
        value_name = "DAYS",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = OWN,
        value_parser = patience
    )]
    silent: Option<Patience>,
    /// From whom there was no complaint ever: ask the good ones among them how they are
    #[arg(long)]
    never_complained: bool,
    /// Closed ones too
    #[arg(long, help_heading = super::list::HEADING)]
    closed: bool,
}

/// How long without a contact, as it is typed.
fn patience(text: &str) -> Result<Patience, String> {
    if text == OWN {
        return Ok(Patience::TheirOwn);
    }
    let days = text.parse().ok().filter(|days| *days > 0);
    let days = days.ok_or_else(|| "that is no number from 1 on".to_owned())?;
    Ok(Patience::Days(days))
}

impl Which {
    /// The filter that was typed.
    ///
    /// # Errors
    /// A place that is none.
    pub(super) fn filter(&self, desk: &Desk<'_>) -> Result<Filter> {
        let all = |texts: &[String]| texts.iter().map(|text| folded(text.trim())).collect();
        let place = self.place.as_deref();
        let place = place.map(|text| dates::place(text, desk)).transpose()?;
        Ok(Filter {
            tags: all(&self.tag),
            stages: all(&self.stage),
            company: self.company.as_deref().map(words),
            source: self.source.as_deref().map(words),
            place,
            closed: self.closed || place == Some(Place::Closed),
            group: match &self.group {
                Some(name) => Group::named(name),
                None => self.dissatisfied.then_some(Group::Dissatisfied),
            },
            silent: self.silent,
            never_complained: self.never_complained,
            today: desk.today,
        })
    }
}

/// Which dossiers are wanted, in the form in which they are compared.
pub(super) struct Filter {
    tags: Vec<String>,
    stages: Vec<String>,
    company: Option<Vec<String>>,
    source: Option<Vec<String>>,
    place: Option<Place>,
    closed: bool,
    group: Option<Group>,
    silent: Option<Patience>,
    never_complained: bool,
    today: NaiveDate,
}

impl Filter {
    /// The day or the month behind which all of them stand, if only those are wanted.
    pub(super) fn place(&self) -> Option<Place> {
        self.place
    }

    /// The same with closed ones among them.
    pub(super) fn with_closed(self) -> Self {
        Self {
            closed: true,
            ..self
        }
    }

    /// Whether all that is not closed fits, and nothing else.
    pub(super) fn is_of_all_open_ones(&self) -> bool {
        let is_any = self.tags.is_empty() && self.stages.is_empty() && self.place.is_none();
        let is_whoever = self.company.is_none() && self.source.is_none() && self.group.is_none();
        is_any && is_whoever && self.silent.is_none() && !self.never_complained && !self.closed
    }

    /// Whether a folder may have dossiers that fit: it is never later than their own places.
    pub(super) fn may_be_behind(&self, folder: Place) -> bool {
        let last = match self.place {
            Some(Place::Month(month)) => Place::Day(month.last_day()),
            Some(place) => place,
            None if self.closed => Place::Closed,
            None => Place::Someday,
        };
        folder <= last
    }

    pub(super) fn fits(&self, dossier: &Dossier) -> bool {
        let fields = dossier.fields();
        let is_among = |wanted: &[String], has: Option<&str>| {
            wanted.is_empty() || has.is_some_and(|has| wanted.contains(&folded(has)))
        };
        let begins = |wanted: &Option<Vec<String>>, key| {
            let Some(wanted) = wanted else { return true };
            fields.text(key).is_some_and(|text| text_fits(text, wanted))
        };
        let tags: Vec<String> = fields.texts("tags").map(folded).collect();
        self.is_behind(dossier.place())
            && self.tags.iter().all(|tag| tags.contains(tag))
            && is_among(&self.stages, fields.text("stage"))
            && begins(&self.company, "company")
            && begins(&self.source, "source")
            && self
                .silent
                .is_none_or(|patience| silence::is_silent(dossier, patience, self.today))
            && self.group.is_none_or(|group| Group::of(dossier) == group)
            && (!self.never_complained || complaint::all(dossier).is_empty())
    }

    fn is_behind(&self, place: Place) -> bool {
        let shown = match place {
            Place::Gone => false,
            Place::Closed => self.closed,
            _ => true,
        };
        shown
            && match self.place {
                None => true,
                Some(Place::Month(month)) => place.month() == Some(month),
                Some(wanted) => place == wanted,
            }
    }
}
