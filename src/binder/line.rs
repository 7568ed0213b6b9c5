//! A dossier in one line of a list: who, where, what was last, what is next.

use std::cmp::Ordering;

use chrono::{NaiveDate, NaiveTime};
use serde::{Serialize, Serializer};

use super::{
    Callable, ContactKind, Divider, Dossier, Entry, Group, Kind, Layout, Lent, Moment, Outcome,
    Place, Work, loan,
};

/// The day and the layout that a binder is seen from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Today.
    pub today: NaiveDate,
    /// How the binder is set up.
    pub layout: Layout,
}

/// One dossier in a list. Its serialised form is the *line* of commands.md.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    /// The name by which the client is typed.
    pub client: String,
    /// Whose binder it is in.
    pub manager: String,
    /// The client's name.
    pub name: String,
    /// The client's company.
    pub company: Option<String>,
    /// The client's position in it.
    pub position: Option<String>,
    /// The first phone number, without its label.
    pub phone: Option<String>,
    /// Where it belongs.
    pub place: Place,
    /// The time of day that is due.
    #[serde(serialize_with = "as_clock")]
    pub time: Option<NaiveTime>,
    /// Whether the date is agreed with the client.
    pub agreed: bool,
    /// What kind of work is due.
    pub work: Option<Work>,
    /// What is to be done next.
    pub next: Option<String>,
    /// The divider it stands behind.
    pub divider: Divider,
    /// By how many days it is late; 0 if it isn't.
    pub days_late: i64,
    /// Whether the client was never reached yet.
    pub first: bool,
    /// Whether the client is new, one that one has, or dissatisfied.
    pub group: Group,
    /// How far things are with the client.
    pub stage: Option<String>,
    /// The client's tags.
    pub tags: Vec<String>,
    /// The last contact, reached or not.
    pub last: Option<LastContact>,
    /// Whether the client can be called at the moment at which the list was asked for, and until
    /// when; `None` where that isn't known, or wasn't asked.
    #[serde(rename = "callable", serialize_with = "as_callable")]
    pub callable: Option<Callable>,
    /// Who lent it to this manager, and until when.
    pub lent: Option<Lent>,
}

/// What the last contact was and how it ended.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LastContact {
    /// When it was, as stored.
    pub at: String,
    /// The moment by which it is known which of several contacts was last.
    #[serde(skip)]
    pub moment: Moment,
    /// Who had it.
    pub by: String,
    /// What kind it was.
    #[serde(serialize_with = "as_kind")]
    pub kind: Kind,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// What was written down.
    pub text: Option<String>,
}

/// How the work that is due counts in a day's volume (binder.md, *new call*); in the order in which
/// it can wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A call to a client who was never reached yet.
    NewCall,
    /// Any other call.
    RepeatCall,
    /// A meeting, a visit, a letter, …
    Other,
}

impl Line {
    /// The line of a dossier whose client is typed as `client`.
    #[must_use]
    pub fn of(client: &str, dossier: &Dossier, seen: Seen) -> Self {
        let fields = dossier.fields();
        let text = |key| fields.text(key).map(str::to_owned);
        Self {
            client: client.to_owned(),
            manager: dossier.manager().to_owned(),
            name: dossier.name().to_owned(),
            company: text("company"),
            position: text("position"),
            phone: dossier.phone().map(str::to_owned),
            place: dossier.place(),
            time: dossier.time(),
            agreed: dossier.is_agreed(),
            work: dossier.work(),
            next: text("next"),
            divider: Divider::of(dossier.place(), seen.today, seen.layout),
            days_late: dossier.place().days_late(seen.today),
            first: !dossier.was_reached(),
            group: Group::of(dossier),
            stage: text("stage"),
            tags: fields.texts("tags").map(str::to_owned).collect(),
            last: dossier.last_contact().map(LastContact::of),
            callable: None,
            lent: loan::open(dossier).pop(),
        }
    }

    /// How it counts in the volume of a day.
    #[must_use]
    pub fn sort(&self) -> Sort {
        Sort::of(self.work, self.first)
    }
}

impl Sort {
    /// How due work counts; `first` says that the client was never reached yet.
    #[must_use]
    pub fn of(work: Option<Work>, first: bool) -> Self {
        match work {
            None | Some(Work::Contact(ContactKind::Call)) if first => Self::NewCall,
            None | Some(Work::Contact(ContactKind::Call)) => Self::RepeatCall,
            Some(_) => Self::Other,
        }
    }
}

/// What is due first, first: by place, then by time, then agreed before planned.
#[must_use]
pub fn by_due(a: &Line, b: &Line) -> Ordering {
    let key = |line: &Line| (line.place, line.time.is_none(), line.time, !line.agreed);
    key(a)
        .cmp(&key(b))
        .then_with(|| (&a.name, &a.client).cmp(&(&b.name, &b.client)))
}

impl LastContact {
    fn of(entry: &Entry) -> Self {
        Self {
            at: entry.happened(),
            moment: entry.moment(),
            by: entry.by().to_owned(),
            kind: entry.kind(),
            outcome: entry.outcome(),
            text: entry.text().map(str::to_owned),
        }
    }
}

#[expect(clippy::ref_option, reason = "serde passes a reference to the field")]
fn as_clock<S: Serializer>(time: &Option<NaiveTime>, serializer: S) -> Result<S::Ok, S::Error> {
    match time {
        Some(time) => serializer.collect_str(&time.format("%H:%M")),
        None => serializer.serialize_none(),
    }
}

#[expect(clippy::ref_option, reason = "serde passes a reference to the field")]
fn as_callable<S: Serializer>(
    callable: &Option<Callable>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    callable
        .map(|callable| callable.is_open)
        .serialize(serializer)
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn as_kind<S: Serializer>(kind: &Kind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(kind.name())
}
