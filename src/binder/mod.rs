//! The rules of the binder, as a sales rep would explain them.
//!
//! Nothing here knows a disk, a clock or a terminal: today is an argument, a dossier is a value.
//! Read in this order: [`place`], [`divider`], [`calendar`], [`when`], [`cadence`], [`hours`] with
//! [`zone`] and [`call_times`]; [`dossier`] with [`field`], [`entry`] and [`history`]; then what is
//! told from dossiers: [`mod@line`], [`agenda`], [`week`], [`overview`], [`team`], [`given`],
//! [`load`], [`urgency`], [`room`], [`review`], [`complaint`], [`stats`] with [`measure`]; which
//! [`slip`]s point to them, what was [`promise`]d, what was [`offer`]ed and for how much [`money`], and on
//! which [`occasion`]s they come to mind; how
//! dossiers are found: [`lookup`], [`full_text`]; and how they are gone through: [`session`],
//! [`reach`]; what a house wants to know of each client: [`form`].

pub mod acquaintance;
pub mod addition;
pub mod agenda;
pub mod cadence;
pub mod calendar;
pub mod call_times;
mod candidate;
pub mod card_list;
mod card_refusal;
pub mod card_text;
mod change_refusal;
pub mod complaint;
mod complaint_refusal;
pub mod contact;
pub mod dealing;
pub mod divider;
pub mod dossier;
mod draft_refusal;
pub mod duplicate;
pub mod edited;
pub mod ending;
pub mod entry;
pub mod export_refusal;
pub mod field;
pub mod form;
mod form_refusal;
pub mod full_text;
pub mod given;
pub mod group;
mod handing_refusal;
pub mod handover;
pub mod history;
pub mod hours;
pub mod import_refusal;
mod landing;
mod left_word_refusal;
pub mod line;
pub mod load;
pub mod loan;
pub mod lookup;
pub mod measure;
mod moment;
pub mod money;
pub mod notice;
pub mod occasion;
mod occasion_refusal;
pub mod offer;
pub mod overview;
pub mod paper;
pub mod period;
mod phrase;
pub mod place;
mod printed;
pub mod promise;
pub mod promise_history;
mod promise_refusal;
pub mod promise_words;
pub mod reach;
mod reach_refusal;
pub mod refusal;
mod refusal_kind;
mod replay;
pub mod review;
pub mod revision;
pub mod room;
#[cfg(test)]
mod sample;
pub mod session;
mod setting_refusal;
pub mod sheet;
pub mod silence;
pub mod skim;
pub mod slip;
pub mod stats;
pub mod team;
mod time_of_day;
pub mod urgency;
mod vocabulary;
mod way_out;
pub mod week;
pub mod when;
pub mod word;
mod word_refusal;
pub mod year_day;
pub mod zone;

pub use agenda::Agenda;
pub use cadence::Cadence;
pub use calendar::{Calendar, DayOff, Holiday, HolidayDate};
pub use call_times::{CallTimes, Callable};
pub use candidate::Candidate;
pub use card_list::CardList;
pub use card_refusal::CardRefusal;
pub use change_refusal::ChangeRefusal;
pub use complaint::Complaint;
pub use complaint_refusal::ComplaintRefusal;
pub use contact::{ContactKind, Outcome, Work};
pub use divider::{Divider, Layout};
pub use dossier::Dossier;
pub use draft_refusal::DraftRefusal;
pub use ending::Ending;
pub use entry::{Changes, Entry, Kind, Moment};
pub use export_refusal::ExportRefusal;
pub use field::Fields;
pub use form_refusal::FormRefusal;
pub use full_text::{Match, Sought};
pub use group::Group;
pub use handing_refusal::HandingRefusal;
pub use import_refusal::ImportRefusal;
pub use left_word_refusal::LeftWordRefusal;
pub use line::{Line, Seen};
pub use loan::Lent;
pub use occasion::{Occasion, Upcoming};
pub use occasion_refusal::OccasionRefusal;
pub use offer::{Offer, OfferAnswer, Offered, OpenOffer};
pub use overview::Overview;
pub use paper::{KeptPaper, ListedPaper};
pub use place::{Month, Place};
pub use promise::{OpenPromise, Owed};
pub use promise_history::MadePromise;
pub use promise_refusal::PromiseRefusal;
pub use promise_words::Promised;
pub use reach_refusal::ReachRefusal;
pub use refusal::Refusal;
pub use review::Review;
pub use revision::Revision;
pub use setting_refusal::SettingRefusal;
pub use sheet::{Head, Sheet};
pub use urgency::Movable;
pub use way_out::nearest_manager;
pub use week::Week;
pub use when::{Landing, OffDay, When, parse_time};
pub use word::{Word, WordLeft};
pub use word_refusal::WordRefusal;
pub use year_day::YearDay;
