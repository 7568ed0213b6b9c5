//! What commands answer: values, with nothing of how they are shown.

use chrono::NaiveDate;

use super::binder::WholeBinder;
use super::check::Checked;
use super::config::Configured;
use super::desk::{Beside, Origin};
use super::find::Finding;
use super::list::Listing;
use super::today::Day;
use super::week::Days;
use crate::binder::{CardList, DayOff, Divider, Ending, HolidayDate, Place};
use crate::store::{BadFile, Written};

/// An answer, with what is to be said beside it.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The answer itself.
    pub answer: Answer,
    /// What the user should know besides.
    pub remarks: Vec<Remark>,
    /// Files that could not be read on the way.
    pub unreadable: Vec<BadFile>,
}

impl Reply {
    /// An answer with nothing beside it.
    #[must_use]
    pub fn new(answer: Answer) -> Self {
        Self {
            answer,
            remarks: Vec::new(),
            unreadable: Vec::new(),
        }
    }

    /// The same with these remarks too.
    #[must_use]
    pub fn remarking(mut self, remarks: impl IntoIterator<Item = Remark>) -> Self {
        self.remarks.extend(remarks);
        self
    }

    /// Whether something is wrong with the store that the exit status has to say: a list that
    /// lacks a file, a check that found something. A change that is stored is done, whatever its neighbours are like.
    #[must_use]
    pub fn is_troubled(&self) -> bool {
        match &self.answer {
            Answer::Changed(_)
            | Answer::HandedOver(_)
            | Answer::Undone(_)
            | Answer::Forgotten(_) => false,
            Answer::Checked(checked) => checked.is_open(),
            _ => !self.unreadable.is_empty(),
        }
    }

    /// Whether it tells of something that is stored now, and was not before.
    #[must_use]
    pub fn is_stored(&self) -> bool {
        match &self.answer {
            Answer::Changed(changed) => changed.is_stored(),
            Answer::HandedOver(handed) => !handed.dry_run,
            Answer::Undone(undone) => !undone.changed.dry_run,
            Answer::Forgotten(_) => true,
            Answer::Checked(checked) => checked.has_mended(),
            Answer::Configured(configured) => configured.is_changed(),
            _ => false,
        }
    }

    /// The same with what is to be said of the client who was looked for.
    #[must_use]
    pub fn beside(self, beside: Beside) -> Self {
        self.remarking(beside.owner).missing(beside.unreadable)
    }

    /// The same with files that could not be read.
    #[must_use]
    pub fn missing(mut self, unreadable: Vec<BadFile>) -> Self {
        for bad in unreadable {
            if !self.unreadable.contains(&bad) {
                self.unreadable.push(bad);
            }
        }
        self
    }
}

/// What a command found out or did.
#[derive(Clone, Debug)]
pub enum Answer {
    /// A day's work.
    Day(Day),
    /// One dossier.
    Dossier(Box<super::show::Shown>),
    /// Some days with who stands behind each.
    Week(Days),
    /// The whole binder.
    Binder(WholeBinder),
    /// Every manager's binder.
    Team(super::team::WholeTeam),
    /// Dossiers in a list.
    Listing(Listing),
    /// Dossiers in which words were found.
    Finding(Finding),
    /// A manager's binder, to be handed over.
    Packet(super::handover::ReadPacket),
    /// A binder changed hands.
    HandedOver(super::give::HandedOver),
    /// Dossiers were changed.
    Changed(Changed),
    /// A command was taken back, or done again.
    Undone(Box<super::undo::Undone>),
    /// What was done.
    Done(super::log::Done),
    /// A client was erased.
    Forgotten(super::forget::Forgotten),
    /// The store was checked.
    Checked(Checked),
    /// Settings were shown or changed.
    Configured(Configured),
}

/// What was done to dossiers.
#[derive(Clone, Debug)]
pub struct Changed {
    /// What was done.
    pub deed: Deed,
    /// To which, and where each stands now.
    pub lines: Vec<ChangedLine>,
    /// Nothing was written: it was only asked what would be done.
    pub dry_run: bool,
}

impl Changed {
    fn is_stored(&self) -> bool {
        !self.dry_run && !self.lines.is_empty()
    }

    /// Nothing was done.
    #[must_use]
    pub fn nothing(deed: Deed) -> Self {
        Self {
            deed,
            lines: Vec::new(),
            dry_run: false,
        }
    }
}

/// What a command does to a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// A new client.
    Added,
    /// A contact was written down and the dossier refiled.
    Filed,
    /// Refiled without a contact.
    Moved,
    /// Something was written down.
    Noted,
    /// Word was left for a colleague.
    LeftWord,
    /// Word was marked as read.
    ReadWord,
    /// Fields were changed.
    Edited,
    /// Taken out of the dividers.
    Closed(Ending),
    /// Taken back among them.
    Reopened,
    /// Given to another manager.
    Assigned,
    /// What a command did to it was taken back.
    TakenBack,
    /// What was taken back was done again.
    DoneAgain,
}

/// A dossier that was changed.
#[derive(Clone, Debug)]
pub struct ChangedLine {
    /// The name by which the client is typed.
    pub client: String,
    /// The client's name.
    pub name: String,
    /// Whose binder it is in.
    pub manager: String,
    /// Where it stood; nowhere, if it is new.
    pub from: Option<Place>,
    /// Where it stands.
    pub to: Place,
    /// The time of day that is due.
    pub time: Option<chrono::NaiveTime>,
    /// Whether the date is agreed with the client.
    pub agreed: bool,
    /// The divider it stands behind.
    pub divider: Divider,
    /// How many dossiers its day has now, if it is a day.
    pub load: Option<usize>,
    /// How many the manager can handle in a day.
    pub capacity: usize,
}

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
    /// What is to be said of binders that change hands.
    Handing(super::hands::HandingRemark),
    /// A key in the user's own config file that tickler doesn't know.
    UnknownUserKey {
        /// The key.
        key: String,
        /// The file.
        file: std::path::PathBuf,
    },
}

impl Remark {
    /// A remark on a client who was closed before a change, and is not after it.
    #[must_use]
    pub fn if_was_closed(written: &Written) -> Option<Self> {
        let reopened =
            written.from == Some(Place::Closed) && written.dossier.place() != Place::Closed;
        reopened.then(|| Self::WasClosed {
            name: written.dossier.name().to_owned(),
        })
    }
}
