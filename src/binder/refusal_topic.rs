//! What a [`Refusal`] can be about. Each topic is an enum with a file of its own, which says its words,
//! its way out and its kind there; here it is one line of the list.

use std::fmt;

use super::refusal::RefusalKind;
use super::{
    Candidate, CardRefusal, ChangeRefusal, ComplaintRefusal, DateRefusal, DraftRefusal,
    ExportRefusal, FormRefusal, HandingRefusal, ImportRefusal, LeftWordRefusal, MarkRefusal,
    OccasionRefusal, PaperRefusal, PrintRefusal, PromiseRefusal, ReachRefusal, Refusal,
    SettingRefusal, WordRefusal,
};

/// What each refusal says of itself: its words, and these.
pub trait No: fmt::Display {
    /// Which sort of *no* this is.
    fn kind(&self) -> RefusalKind;

    /// The way out: what to type instead, in one line.
    fn hint(&self) -> String;

    /// The clients who could be meant; none but where several are.
    fn candidates(&self) -> &[Candidate] {
        &[]
    }

    /// What it says of all, and of each, where it is about several lines.
    fn lines(&self) -> Option<(String, Vec<String>)> {
        None
    }
}

/// The enum of the topics, and how each becomes a [`Refusal`].
macro_rules! topics {
    ($($(#[$about:meta])* $topic:ident($refusal:ident),)*) => {
        /// A refusal on one of the topics.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Topic {
            $($(#[$about])* $topic($refusal),)*
        }

        impl Topic {
            pub(super) fn no(&self) -> &dyn No {
                match self {
                    $(Topic::$topic(refusal) => refusal,)*
                }
            }
        }

        $(impl From<$refusal> for Refusal {
            fn from(refusal: $refusal) -> Self {
                Refusal::On(Topic::$topic(refusal))
            }
        })*
    };
}

topics! {
    /// A date, or a time of day, that can't be taken.
    Date(DateRefusal),
    /// A setting, or a manager's binder, that can't be so.
    Setting(SettingRefusal),
    /// A binder, or a dossier, that can't change hands.
    Handing(HandingRefusal),
    /// Word that can't be left, or marked as read.
    LeftWord(LeftWordRefusal),
    /// A complaint that can't be answered.
    Complaint(ComplaintRefusal),
    /// A list of clients that can't be taken in.
    Import(ImportRefusal),
    /// A promise that can't be made, or be marked as kept.
    Promise(PromiseRefusal),
    /// A paper that can't be put in, taken out or opened.
    Paper(PaperRefusal),
    /// Pen marks that can't be filed.
    Mark(MarkRefusal),
    /// Pages that can't be printed.
    Print(PrintRefusal),
    /// What can't be written from a template, or an offer that can't be answered.
    Draft(DraftRefusal),
    /// What can't be kept in mind for a client.
    Occasion(OccasionRefusal),
    /// A client who can't be reached.
    Reach(ReachRefusal),
    /// A change that can't be made, or be taken back, as a whole.
    Change(ChangeRefusal),
    /// What can't be written for other programs.
    Export(ExportRefusal),
    /// Words that don't go together, or mean nobody.
    Words(WordRefusal),
    /// What can't stand on the card, or says nothing there.
    Card(CardRefusal),
    /// What is wrong with filling in a form, or making one.
    Form(FormRefusal),
}
