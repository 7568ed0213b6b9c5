//! What `add` and `edit` say on the card of how often a client is contacted.

use clap::Args;

/// How often a client is contacted.
#[derive(Args, Debug)]
pub(super) struct Calling {
    /// How often the client is contacted: 6w, 10d, "2 months"
    #[arg(long, value_name = "CADENCE")]
    every: Option<String>,
}

impl Calling {
    /// The fields of the card that are said, with what is to stand there.
    pub(super) fn said(&self) -> impl Iterator<Item = (&str, &str)> {
        let said = [("every", &self.every)].into_iter();
        said.filter_map(|(key, value)| Some((key, value.as_deref()?)))
    }
}
