//! What is said beside an answer, as values; the words are in the render layer.

use chrono::NaiveDate;

use super::desk::Origin;
use super::sheet_remark::SheetRemark;
use crate::binder::{CardList, Complaint, DayOff, HolidayDate, Place, complaint};
use crate::store::Written;

/// What the user should know besides the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// The store is empty: how to begin.
    EmptyStore,
    /// The manager has no binder here.
    NoBinder {
        /// The manager.
        manager: String,
        /// Those who have one.
        known: Vec<String>,
    },
    /// A date is on a day off, taken as said.
    DayOff {
        /// The day.
        date: NaiveDate,
        /// Why nobody works then.
        why: DayOff,
        /// The first working day after it.
        next: NaiveDate,
    },
    /// Counted words landed on a day off and moved on.
    MovedOn {
        /// The day that was counted to.
        from: NaiveDate,
        /// Why nobody works then.
        why: DayOff,
        /// The working day instead.
        to: NaiveDate,
    },
    /// A day has more than can be handled.
    OverCapacity {
        /// Whose day.
        manager: String,
        /// The day.
        date: NaiveDate,
        /// How many dossiers it has now.
        load: usize,
        /// How many can be handled.
        capacity: usize,
        /// The nearest working day with room.
        room: Option<NaiveDate>,
    },
    /// Something about a printed day sheet.
    Sheet(SheetRemark),
    /// There is more that is late than what is shown.
    Overdue {
        /// How many dossiers are late.
        count: usize,
    },
    /// A list has more than was to be shown.
    Limited {
        /// How many are shown.
        shown: usize,
        /// How many there are.
        all: usize,
    },
    /// Who sees the word that was left.
    WordLeft {
        /// The manager.
        manager: String,
    },
    /// A complaint was answered.
    Answered {
        /// The day on which the client complained.
        date: NaiveDate,
        /// How many whole hours the client waited.
        hours: i64,
    },
    /// The client is in another manager's binder.
    OtherBinder {
        /// The client's name.
        name: String,
        /// Whose binder it is.
        manager: String,
    },
    /// Another client has the same phone.
    SamePhone {
        /// The other client, as typed.
        client: String,
        /// The other client's name.
        name: String,
    },
    /// The client was closed, and is not any more.
    WasClosed {
        /// The client's name.
        name: String,
    },
    /// Agreed dates were moved.
    AgreedMoved {
        /// The clients' names.
        names: Vec<String>,
    },
    /// Of several, those whose dates are agreed were left where they are.
    AgreedStay {
        /// The clients' names.
        names: Vec<String>,
    },
    /// Nobody stands behind the day whose dossiers were to be taken.
    NobodyThere {
        /// The day.
        date: NaiveDate,
    },
    /// Nothing was left untouched that was to be moved on.
    AllTouched,
    /// What a later command has set stays as it is, though an earlier one is taken back.
    LaterStands {
        /// The client's name.
        name: String,
        /// The fields.
        fields: Vec<String>,
    },
    /// Files and folders that others could read were closed to them.
    Tightened {
        /// How many.
        count: usize,
    },
    /// Where copies of an erased client may be that can't be reached from here.
    OutOfReach,
    /// It was only said what would be done.
    DryRun,
    /// Nothing was changed, since nothing was to be.
    NothingChanged,
    /// While a dossier was open in an editor, another command changed it.
    ChangedMeanwhile {
        /// The client's name.
        name: String,
    },
    /// Dossiers in this binder that say they are another's: a folder that was renamed by hand.
    Misfiled {
        /// The folder.
        folder: String,
        /// Whose they say they are.
        says: String,
        /// How many.
        count: usize,
    },
    /// A manager has no dossiers, but a folder of another name has some that are this manager's.
    RenamedFolder {
        /// The manager.
        manager: String,
        /// The folder.
        folder: String,
    },
    /// The day of a talk that was earlier, and its time if one was said.
    Dated(NaiveDate, Option<chrono::NaiveTime>),
    /// An entry is dated later than today, since the one before it is.
    DatedLater {
        /// The client's name.
        name: String,
        /// The day of the entry before it.
        date: NaiveDate,
    },
    /// An own field was set that is called like a member of a list on the card: `phone`.
    OwnField(CardList),
    /// A setting that was just set for all, but something else goes before it here.
    Outdone {
        /// The setting.
        key: &'static str,
        /// Whose binder is open.
        manager: String,
        /// What holds.
        value: serde_json::Value,
        /// Who says so.
        from: Origin,
    },
    /// Events of a calendar that no list of days can say.
    LeftOut {
        /// What they are called.
        names: Vec<String>,
    },
    /// A day off has another name now.
    Renamed {
        /// The day.
        date: HolidayDate,
        /// What it was called.
        was: String,
        /// What it is called.
        name: String,
    },
    /// Files and folders that others on this machine may read or write.
    LooseModes {
        /// How many.
        count: usize,
        /// The store.
        folder: std::path::PathBuf,
    },
    /// What is to be said of promises.
    Promise(super::promise::PromiseRemark),
    /// What is to be said of offers and letters.
    Draft(super::draft::DraftRemark),
    /// What is to be said of papers.
    Paper(super::attach::PaperRemark),
    /// What is to be said of binders that change hands.
    Handing(super::hands::HandingRemark),
    /// What is to be said of what was not exported.
    Export(super::export::ExportRemark),
    /// What is to be said of what stands on a client's card.
    Card(super::card_remark::CardRemark),
    /// What is to be said of own forms.
    Form(super::form::FormRemark),
    /// What is to be said of a list that is taken in.
    Import(super::import::ImportRemark),
    /// What is to be said of room in the days.
    Room(super::rooms::RoomRemark),
    /// A key in the user's own config file that tickler doesn't know.
    UnknownUserKey {
        /// The key.
        key: String,
        /// The file.
        file: std::path::PathBuf,
    },
}

impl Remark {
    /// A remark on how long the client waited for the answer that was just written down.
    #[must_use]
    pub fn if_answered(answered: &Complaint, written: &Written) -> Option<Self> {
        let complaints = complaint::all(&written.dossier).into_iter();
        let mut answered = complaints.filter(|complaint| complaint.op == answered.op);
        let complaint = answered.next()?;
        Some(Self::Answered {
            date: complaint.at.date_naive(),
            hours: complaint.hours_to_answer()?,
        })
    }

    /// A remark on a client who was closed before a change, and is not after it.
    #[must_use]
    pub fn if_was_closed(written: &Written) -> Option<Self> {
        let dossier = &written.dossier;
        Self::if_reopened(dossier.name(), written.from, dossier.place())
    }

    /// The same of a client called `name`, who went from one place to another.
    #[must_use]
    pub fn if_reopened(name: &str, from: Option<Place>, to: Place) -> Option<Self> {
        let name = name.to_owned();
        (from == Some(Place::Closed) && to != Place::Closed).then_some(Self::WasClosed { name })
    }
}
