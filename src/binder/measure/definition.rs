//! What each measure is called, how it is defined, and how it is worked out of the counts.

use std::fmt;

use serde::{Serialize, Serializer};
use serde_json::{Number as JsonNumber, Value};

use super::tally::{Figure, Tally};

/// What a measure tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Contacts by kind and by how they ended.
    Contacts,
    /// Dates agreed with clients.
    Agreed,
    /// Promises.
    Promises,
    /// Clients who came and went.
    Clients,
    /// How clients were.
    Moods,
    /// What they complained of.
    Complaints,
    /// How long clients are at a stage.
    Stages,
    /// The binder as it stands today.
    Today,
    /// The work ahead.
    Ahead,
}

/// What a measure is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// So many.
    Count,
    /// A share, from 0 to 1.
    Share,
    /// A mood, from 1 to 5.
    Mood,
    /// Hours.
    Hours,
    /// Days.
    Days,
}

/// One measure.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// Its key for programs.
    pub key: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// What it tells of.
    pub topic: Topic,
    /// What it is counted in.
    pub unit: Unit,
    /// How it is defined, in a sentence.
    pub definition: &'static str,
    of: Of,
}

/// How a measure is worked out.
#[derive(Clone, Copy, Debug)]
enum Of {
    /// It is a count.
    One(Figure),
    /// The first for each of the second; nothing, if there is none of the second.
    Each(Figure, Figure),
}

/// A number that a measure has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// A count.
    Whole(i64),
    /// What isn't whole, in thousandths.
    Thousandths(i64),
}

impl Number {
    /// So many of so many, rounded; `None` of nothing.
    fn ratio(part: i64, whole: i64) -> Option<Self> {
        let (part, whole) = (i128::from(part), i128::from(whole));
        let thousandths = (whole > 0).then(|| (2 * 1000 * part + whole) / (2 * whole))?;
        i64::try_from(thousandths).ok().map(Self::Thousandths)
    }

    /// Without what is behind the point.
    #[must_use]
    pub fn whole(self) -> usize {
        usize::try_from(self.thousandths() / 1000).unwrap_or_default()
    }

    /// The nearest whole number.
    #[must_use]
    pub fn rounded(self) -> Self {
        Self::Whole(self.thousandths().saturating_add(500) / 1000)
    }

    /// In thousandths, as a length.
    #[must_use]
    pub fn thousand(self) -> usize {
        usize::try_from(self.thousandths()).unwrap_or_default()
    }

    /// In thousandths.
    #[must_use]
    pub fn thousandths(self) -> i64 {
        match self {
            Self::Whole(whole) => whole.saturating_mul(1000),
            Self::Thousandths(thousandths) => thousandths,
        }
    }
}

impl fmt::Display for Number {
    /// `3`, `0.75`: with no more digits than are needed. None is negative.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(whole) => write!(f, "{whole}"),
            Self::Thousandths(all) if all % 1000 == 0 => write!(f, "{}", all / 1000),
            Self::Thousandths(all) => {
                let digits = format!("{:03}", all % 1000);
                write!(f, "{}.{}", all / 1000, digits.trim_end_matches('0'))
            }
        }
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // As it is shown: no binary fraction comes between.
        let number = self.to_string().parse::<JsonNumber>();
        number
            .map_or(Value::Null, Value::Number)
            .serialize(serializer)
    }
}

impl Measure {
    /// The measure with this key.
    #[must_use]
    pub fn named(key: &str) -> Option<&'static Self> {
        MEASURES.iter().find(|measure| measure.key == key)
    }

    /// What it comes to; nothing for a share or a mean of nothing.
    #[must_use]
    pub fn value(&self, tally: &Tally) -> Option<Number> {
        match self.of {
            Of::One(figure) => Some(Number::Whole(tally.of(figure))),
            Of::Each(part, whole) => Number::ratio(tally.of(part), tally.of(whole)),
        }
    }
}

const fn measure(
    key: &'static str,
    title: &'static str,
    (topic, unit): (Topic, Unit),
    of: Of,
    definition: &'static str,
) -> Measure {
    Measure {
        key,
        title,
        topic,
        unit,
        definition,
        of,
    }
}

const CONTACTS: (Topic, Unit) = (Topic::Contacts, Unit::Count);
const AGREED: (Topic, Unit) = (Topic::Agreed, Unit::Count);
const PROMISES: (Topic, Unit) = (Topic::Promises, Unit::Count);
const CLIENTS: (Topic, Unit) = (Topic::Clients, Unit::Count);
const COMPLAINTS: (Topic, Unit) = (Topic::Complaints, Unit::Count);
const TODAY: (Topic, Unit) = (Topic::Today, Unit::Count);
const AHEAD: (Topic, Unit) = (Topic::Ahead, Unit::Count);

/// All measures, in the order in which they are told.
#[rustfmt::skip]
pub const MEASURES: [Measure; 40] = [
    measure("contacts", "Contacts", CONTACTS, Of::One(Figure::Contacts),
        "calls, meetings, e-mails, messages, visits and letters, reached or not, each on the day on which it was"),
    measure("calls", "calls", CONTACTS, Of::One(Figure::Calls), "contacts by phone"),
    measure("meetings", "meetings", CONTACTS, Of::One(Figure::Meetings), "contacts that were meetings"),
    measure("emails", "e-mails", CONTACTS, Of::One(Figure::Emails), "contacts by e-mail"),
    measure("messages", "messages", CONTACTS, Of::One(Figure::Messages), "contacts by short message"),
    measure("visits", "visits", CONTACTS, Of::One(Figure::Visits), "contacts that were visits"),
    measure("letters", "letters", CONTACTS, Of::One(Figure::Letters), "contacts by letter"),
    measure("reached", "Reached", CONTACTS, Of::One(Figure::Reached), "contacts in which the client was reached"),
    measure("no_answer", "no answer", CONTACTS, Of::One(Figure::NoAnswer), "contacts that nobody answered"),
    measure("left_message", "left a message", CONTACTS, Of::One(Figure::LeftMessage),
        "contacts in which a message was left"),
    measure("reached_share", "Reached, of contacts", (Topic::Contacts, Unit::Share),
        Of::Each(Figure::Reached, Figure::Ended),
        "reached contacts among those of which it is known how they ended"),
    measure("on_agreed_day", "On the agreed day", AGREED, Of::One(Figure::OnAgreedDay),
        "contacts, reached or not, that were on the day agreed with the client"),
    measure("after_agreed_day", "later", AGREED, Of::One(Figure::AfterAgreedDay),
        "first contacts after an agreed day on which there was none; a date that was moved is not counted"),
    measure("agreed_share", "On the day, of agreed", (Topic::Agreed, Unit::Share),
        Of::Each(Figure::OnAgreedDay, Figure::Agreed),
        "contacts on the agreed day among those on it and later"),
    measure("promises_made", "Promises made", PROMISES, Of::One(Figure::PromisesMade),
        "promises that were made to clients"),
    measure("promises_kept", "kept", PROMISES, Of::One(Figure::PromisesKept),
        "promises kept by their day, or kept and without one, on the day on which they were kept"),
    measure("promises_missed", "missed", PROMISES, Of::One(Figure::PromisesMissed),
        "promises that were not kept by their day, on that day, once it has passed"),
    measure("promises_kept_share", "Kept, of promises", (Topic::Promises, Unit::Share),
        Of::Each(Figure::PromisesKept, Figure::PromisesDecided),
        "promises kept among those kept and missed"),
    measure("new_clients", "New clients", CLIENTS, Of::One(Figure::NewClients),
        "clients whose dossier was made, by whatever command"),
    measure("first_reached", "Reached the first time", CLIENTS, Of::One(Figure::FirstReached),
        "clients who were reached for the first time ever"),
    measure("won", "Won", CLIENTS, Of::One(Figure::Won), "times that a client was closed as won"),
    measure("lost", "lost", CLIENTS, Of::One(Figure::Lost), "times that a client was closed as lost"),
    measure("won_share", "Won, of closed", (Topic::Clients, Unit::Share), Of::Each(Figure::Won, Figure::Closed),
        "closings as won among those as won and as lost"),
    measure("moods", "Moods noted", (Topic::Moods, Unit::Count), Of::One(Figure::Moods),
        "contacts for which it was noted how the client was"),
    measure("mood", "Mood", (Topic::Moods, Unit::Mood), Of::Each(Figure::MoodSum, Figure::Moods),
        "mean of the moods noted, from 1, angry, to 5, delighted"),
    measure("complaints", "Complaints", COMPLAINTS, Of::One(Figure::Complaints), "complaints that were made"),
    measure("complaints_open", "not answered yet", COMPLAINTS, Of::One(Figure::Unanswered),
        "complaints made in that time that still wait for an answer"),
    measure("answer_hours", "Hours to the answer", (Topic::Complaints, Unit::Hours),
        Of::Each(Figure::AnswerHours, Figure::Answered),
        "mean of the whole hours from a complaint to its answer, of complaints made in that time and answered since"),
    measure("stages_left", "Stages left", (Topic::Stages, Unit::Count), Of::One(Figure::StagesLeft),
        "times that a client went from a stage to another, or was closed"),
    measure("stage_days", "Days in them", (Topic::Stages, Unit::Days),
        Of::Each(Figure::StageDays, Figure::StagesLeft),
        "mean of the days from coming to a stage to leaving it, of stages left in that time"),
    measure("clients", "Clients", TODAY, Of::One(Figure::Clients), "clients in the binder today, not closed"),
    measure("clients_new", "new", TODAY, Of::One(Figure::New), "of these, never reached yet, and no customers"),
    measure("clients_existing", "existing", TODAY, Of::One(Figure::Existing),
        "of these, reached before, at the stage customer, or closed as won before"),
    measure("clients_dissatisfied", "dissatisfied", TODAY, Of::One(Figure::Dissatisfied),
        "of these, with an open complaint, or in a mood of 1 or 2 when it was last noted; in no other group"),
    measure("days_at_stage", "Days at their stage", (Topic::Today, Unit::Days),
        Of::Each(Figure::DaysAtStage, Figure::AtStage),
        "mean of the days since clients who are at a stage today came to it"),
    measure("overdue", "Overdue", AHEAD, Of::One(Figure::Overdue), "dossiers that are late today"),
    measure("due_today", "Today", AHEAD, Of::One(Figure::Today), "dossiers to be done today, the late ones too"),
    measure("load_ahead", "Coming five days", AHEAD, Of::One(Figure::Ahead),
        "dossiers behind the coming five working days"),
    measure("capacity_ahead", "Can be done in them", AHEAD, Of::One(Figure::Room),
        "dossiers that the manager can manage on these days"),
    measure("load_share", "Load, of capacity", (Topic::Ahead, Unit::Share), Of::Each(Figure::Ahead, Figure::Room),
        "load of the coming five working days against the capacity of these"),
];
