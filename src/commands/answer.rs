//! What commands answer: values, with nothing of how they are shown.

use super::binder::WholeBinder;
use super::check::Checked;
use super::config::Configured;
use super::desk::Beside;
use super::find::Finding;
use super::list::Listing;
use super::marks::Marked;
use super::today::Day;
use super::week::Days;
use crate::binder::{Divider, Ending, OfferAnswer, Place};
use crate::store::BadFile;

pub use super::remark::Remark;

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
    /// lacks a file, a check that found something, a change of none where some can't be read. A
    /// change that is stored is done, whatever its neighbours are like.
    #[must_use]
    pub fn is_troubled(&self) -> bool {
        match &self.answer {
            Answer::Changed(changed) | Answer::Marked(Marked { changed, .. })
                if !changed.lines.is_empty() =>
            {
                false
            }
            Answer::HandedOver(handed) if !handed.dossiers.is_empty() => false,
            Answer::Imported(imported) if !imported.changed.lines.is_empty() => false,
            Answer::Undone(_) | Answer::Forgotten(_) => false,
            Answer::Checked(checked) => checked.is_open(),
            _ => !self.unreadable.is_empty(),
        }
    }

    /// Whether it tells of something that is stored now, and was not before.
    fn is_stored(&self) -> bool {
        match &self.answer {
            Answer::Changed(changed) | Answer::Marked(Marked { changed, .. }) => {
                changed.is_stored()
            }
            Answer::HandedOver(handed) => !handed.dry_run,
            Answer::Imported(imported) => imported.changed.is_stored(),
            Answer::Undone(undone) => !undone.changed.dry_run,
            Answer::Forgotten(_) | Answer::MadeForm(_) => true,
            Answer::Checked(checked) => checked.has_mended(),
            Answer::Configured(configured) => configured.is_changed(),
            Answer::Worked(worked) => worked.is_stored,
            Answer::Templates(list) => list.new && !list.templates.is_empty(),
            _ => false,
        }
    }

    /// Where what it tells of is to be seen, if it is done all the same where it can't be printed.
    #[must_use]
    pub fn elsewhere(&self) -> Option<&'static str> {
        match &self.answer {
            Answer::Noticed(noticed) if noticed.is_printed_alone() => {
                Some("all of it counts as told; to have it told again: tickler notify --again")
            }
            _ => {
                let is_stored = self.is_stored();
                is_stored.then_some("what was to be done is done; see it: tickler log")
            }
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
    /// A paper was opened.
    Opened(super::show::OpenedPaper),
    /// Some days with who stands behind each.
    Week(Days),
    /// The whole binder.
    Binder(WholeBinder),
    /// Every manager's binder.
    Team(super::team::WholeTeam),
    /// What became of what a manager gave to others.
    WhatBecame(super::given::WhatBecame),
    /// Dossiers in a list.
    Listing(Listing),
    /// What was planned, and what was done.
    LookedBack(Box<super::review::LookedBack>),
    /// Dossiers in which words were found.
    Finding(Finding),
    /// A time that was looked back on, in numbers.
    Stats(Box<super::stats::Counted>),
    /// A manager's binder, to be handed over.
    Packet(super::handover::ReadPacket),
    /// Pages for paper.
    Printed(super::print::Printed),
    /// The manual, written.
    Manual(super::man::Manual),
    /// Dossiers for other programs.
    Exported(super::export::Exported),
    /// A script for a shell.
    Script(super::completions::Script),
    /// A binder changed hands.
    HandedOver(super::give::HandedOver),
    /// What is owed to clients.
    Promises(super::promise::Promises),
    /// A letter that is only shown.
    Letter(Box<super::letter::ShownLetter>),
    /// The templates of letters.
    Templates(super::templates::TemplateList),
    /// Dossiers were changed.
    Changed(Changed),
    /// Pen marks were filed.
    Marked(super::marks::Marked),
    /// A list of clients was taken in.
    Imported(Box<super::import::Imported>),
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
    /// The own forms.
    Forms(super::form::ListedForms),
    /// How clients stand with them.
    FormStandings(super::form::FormStandings),
    /// The answers to one of them, counted.
    FormCounts(Box<super::form::FormCounted>),
    /// One of them was made.
    MadeForm(super::form::MadeForm),
    /// A client was reached, or can be.
    Reached(super::reach::Reached),
    /// What falls due was told.
    Noticed(super::notify::Noticed),
    /// A session is over.
    Worked(super::work::Worked),
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
    /// Taken in from a list, or something of a list added.
    Imported,
    /// A contact was written down and the dossier refiled.
    Filed,
    /// What a pen had marked was written down.
    Marked,
    /// Refiled without a contact.
    Moved,
    /// Something was written down.
    Noted,
    /// Word was left for a colleague.
    LeftWord,
    /// Word was marked as read.
    ReadWord,
    /// A letter was sent.
    Sent,
    /// Something was promised to the client.
    Promised,
    /// A promise was kept.
    Kept,
    /// An offer or a letter was written.
    Drafted,
    /// The client has answered an offer.
    Answered(OfferAnswer),
    /// A form was filled in.
    FilledIn,
    /// A form was filled in, but for some of it.
    FilledInPart,
    /// Papers were put in.
    PutIn,
    /// A paper was taken out.
    TakenOut,
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
    /// The op of the change.
    pub op: String,
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
