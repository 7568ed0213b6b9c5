//! What `add` and `edit` say on the card of how often a client is contacted, and when.

use clap::Args;

use crate::binder::hours::Hours;
use crate::binder::{Refusal, Revision};

/// How often a client is contacted, and when that can be.
#[derive(Args, Debug)]
pub(super) struct Calling {
    /// How often the client is contacted: 6w, 10d, "2 months"
    #[arg(long, value_name = "CADENCE")]
    every: Option<String>,
    /// When the client can be called, by the clocks there: 9-12,14-18 ('' for none)
    #[arg(long, value_name = "HOURS")]
    hours: Option<String>,
    /// On which days of the week not: fri, sat-sun ('' for none)
    #[arg(long, value_name = "DAYS")]
    not: Vec<String>,
    /// The client's time zone, by its name or its city: Europe/Vilnius, "new york"
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
}

impl Calling {
    /// The fields of the card that are said, with what is to stand there.
    pub(super) fn said(&self) -> impl Iterator<Item = (&str, &str)> {
        // Days alone are said of the hours too.
        let hours = self.hours.as_ref().or(self.not.first());
        let said = [
            ("every", self.every.as_ref()),
            ("hours", hours),
            ("zone", self.zone.as_ref()),
        ];
        let said = said.into_iter();
        said.filter_map(|(key, value)| Some((key, value?.as_str())))
    }

    /// Puts it on the card.
    ///
    /// # Errors
    /// As [`Revision::set`].
    pub(super) fn revise(&self, card: &mut Revision) -> Result<(), Refusal> {
        let not = (!self.not.is_empty()).then(|| self.not.join(","));
        for (key, value) in self.said() {
            if key == "hours" {
                let stored = card.after().text(key);
                let hours = Hours::revised(stored, self.hours.as_deref(), not.as_deref())?;
                card.set(key, &hours)?;
            } else {
                card.set(key, value)?;
            }
        }
        Ok(())
    }
}
