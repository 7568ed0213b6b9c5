//! What there are rows for, and which row a mark belongs to.

use chrono::{Datelike, Days, NaiveDate};

use super::definition::Topic;
use crate::binder::period::monday;
use crate::binder::{ContactKind, Month, lookup};

/// What there is a row for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Each week, from Monday on.
    Week,
    /// Each month.
    Month,
    /// Each binder.
    Manager,
    /// Each stage at which clients were.
    Stage,
    /// Each source from which clients came.
    Source,
    /// Each kind of contact.
    Kind,
}

impl By {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 6] = [
        Self::Week,
        Self::Month,
        Self::Manager,
        Self::Stage,
        Self::Source,
        Self::Kind,
    ];

    /// The word that is typed.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
            Self::Manager => "manager",
            Self::Stage => "stage",
            Self::Source => "source",
            Self::Kind => "kind",
        }
    }

    /// What is called `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.name() == name)
    }

    /// Whether a row can tell of a topic: a week that has passed knows nothing of today, a stage has
    /// no capacity, and a promise is of no kind of contact.
    #[must_use]
    pub fn tells(self, topic: Topic) -> bool {
        match self {
            Self::Manager => true,
            Self::Week | Self::Month => !matches!(topic, Topic::Today | Topic::Ahead),
            Self::Stage | Self::Source => topic != Topic::Ahead,
            Self::Kind => matches!(topic, Topic::Contacts | Topic::Agreed | Topic::Moods),
        }
    }
}

/// What a row tells of. Keys are in the order in which rows are told.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// All of it.
    All,
    /// The week from this Monday on.
    Week(NaiveDate),
    /// This month.
    Month(Month),
    /// The stage, the source, the kind or the manager that has this name, by rank.
    Named(usize, String),
    /// Clients without one.
    None,
}

impl Key {
    /// How programs know it: `2024-W24`, `2024-06`, a name; nothing for clients without one.
    #[must_use]
    pub fn name(&self) -> Option<String> {
        match self {
            Self::All => Some("all".to_owned()),
            Self::Week(monday) => {
                let week = monday.iso_week();
                Some(format!("{:04}-W{:02}", week.year(), week.week()))
            }
            Self::Month(month) => Some(month.to_string()),
            Self::Named(_, name) => Some(name.clone()),
            Self::None => None,
        }
    }

    /// The week or the month after this one.
    pub(in crate::binder) fn next(&self) -> Option<Self> {
        match self {
            Self::Week(monday) => monday.checked_add_days(Days::new(7)).map(Self::Week),
            Self::Month(month) => Some(Self::Month(month.next())),
            _ => None,
        }
    }

    /// Whether the week or the month has begun by a day.
    pub(in crate::binder) fn begins_by(&self, day: NaiveDate) -> bool {
        match self {
            Self::Week(monday) => *monday <= day,
            Self::Month(month) => month.first_day() <= day,
            _ => false,
        }
    }
}

/// The order in which names are told.
pub(in crate::binder) struct Ranks {
    stages: Vec<String>,
}

impl Ranks {
    /// Stages are in this order.
    pub(in crate::binder) fn new(stages: &[String]) -> Self {
        let stages = stages.iter().map(|stage| lookup::folded(stage));
        Self {
            stages: stages.collect(),
        }
    }

    /// The row to which something belongs that was on that day, in that manager's binder.
    pub(in crate::binder) fn key(
        &self,
        by: Option<By>,
        day: NaiveDate,
        manager: &str,
        label: Option<&str>,
    ) -> Key {
        let by = match by {
            None => return Key::All,
            Some(By::Week) => return Key::Week(monday(day)),
            Some(By::Month) => return Key::Month(Month::of(day)),
            Some(By::Manager) => return Key::Named(0, manager.to_owned()),
            Some(by) => by,
        };
        let Some(name) = label else { return Key::None };
        let rank = match by {
            By::Stage => {
                let folded = lookup::folded(name.trim());
                let known = self.stages.iter().position(|stage| *stage == folded);
                known.unwrap_or(self.stages.len())
            }
            By::Kind => {
                let known = ContactKind::named(name);
                let rank = ContactKind::ALL
                    .iter()
                    .position(|kind| Some(*kind) == known);
                rank.unwrap_or_default()
            }
            _ => 0,
        };
        Key::Named(rank, name.to_owned())
    }
}
