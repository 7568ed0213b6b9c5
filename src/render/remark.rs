//! Remarks as sentences.

use std::path::Path;

use chrono::{NaiveDate, NaiveTime};
use serde_json::Value;

use super::harmless::harmless;
use super::{
    Paper, card_remark, draft, exported, form_remark, hands, import_remark, papers, promise, rooms,
    settings, sheet_remark, whereabouts, words,
};
use crate::binder::{CardList, DayOff, Place, nearest_manager};
use crate::commands::{Origin, Remark};

const OUT_OF_REACH: &str = "backups, the history of a git repository, copies on other machines and \
                            texts kept of a refused edit are out of reach: erase the client there \
                            too";

/// A remark in one line, with no capital and no full stop.
pub(super) fn text(remark: &Remark, paper: Paper) -> String {
    let day = |date| words::day_with_distance(date, paper.today);
    let text = match remark {
        Remark::EmptyStore => {
            "the binder is empty; begin with a client: tickler add \"Ivan Ivanov\" --on tomorrow"
                .to_owned()
        }
        Remark::NoBinder { manager, known } => no_binder(manager, known),
        Remark::DayOff { date, why, next } => taken_as_said(*date, why, *next),
        Remark::MovedOn { from, why, to } => moved_on(*from, why, *to),
        Remark::OverCapacity {
            date,
            load,
            capacity,
            room,
            ..
        } => format!(
            "{} has {load}, and {capacity} can be done; {}",
            words::day(*date),
            room_for(*room, paper)
        ),
        Remark::Overdue { count } => overdue(*count),
        Remark::Limited { shown, all } => format!("these are the first {shown} of {all}"),
        Remark::WordLeft { manager } => {
            format!("{manager} sees it in tickler today until it is marked as read")
        }
        Remark::Answered { date, hours } => answered(*date, *hours),
        Remark::OtherBinder { name, manager } => format!("{name} is in the binder of {manager}"),
        Remark::SamePhone { client, name } => format!("{name} ({client}) has the same phone"),
        Remark::WasClosed { name } => format!("{name} was closed, and is among the dividers again"),
        Remark::AgreedMoved { names } => format!(
            "the {} agreed with {}",
            either(names, "date before was", "dates before were"),
            words::and_list(names),
        ),
        Remark::AgreedStay { names } => agreed_stay(names),
        Remark::NobodyThere { date } => format!("nobody stands behind {}", day(*date)),
        Remark::AllTouched => "nothing is left untouched".to_owned(),
        Remark::LaterStands { name, fields } => later_stands(name, fields),
        Remark::Tightened { count } => tightened(*count),
        Remark::OutOfReach => OUT_OF_REACH.to_owned(),
        Remark::DryRun => "a dry run: nothing was changed".to_owned(),
        Remark::NothingChanged => "nothing was changed".to_owned(),
        Remark::ChangedMeanwhile { name } => format!(
            "{name} was changed by another command meanwhile; both changes are in the dossier"
        ),
        Remark::Misfiled {
            folder,
            says,
            count,
        } => misfiled(folder, says, *count),
        Remark::Dated(day, time) => dated(*day, *time, paper),
        Remark::DatedLater { name, date } => format!(
            "the last entry of {name} is of {}, so this one is dated there too",
            words::day(*date)
        ),
        Remark::OwnField(list) => own_field(*list),
        Remark::RenamedFolder { manager, folder } => renamed_folder(manager, folder),
        Remark::Outdone {
            key,
            manager,
            value,
            from,
        } => outdone(key, manager, value, *from),
        Remark::LeftOut { names } => left_out(names),
        Remark::Renamed { date, was, name } => {
            format!("{date} was called \"{was}\", and is \"{name}\" now")
        }
        Remark::LooseModes { count, folder } => loose_modes(*count, folder),
        Remark::Draft(remark) => draft::remark(remark, paper),
        Remark::Sheet(remark) => sheet_remark::text(remark),
        Remark::Promise(remark) => promise::remark(remark, paper),
        Remark::Export(remark) => exported::remark(*remark),
        Remark::Paper(remark) => papers::remark(remark),
        Remark::Handing(remark) => hands::remark(remark),
        Remark::Card(remark) => card_remark::text(remark, paper),
        Remark::Import(remark) => import_remark::text(remark),
        Remark::Room(remark) => rooms::remark(remark, paper),
        Remark::Form(remark) => form_remark::text(remark),
        Remark::UnknownUserKey { key, file } => {
            format!("\"{key}\" in {} means nothing to tickler", file.display())
        }
    };
    harmless(&text).into_owned()
}

/// `the talk is dated Mon 2024-06-10 at 10:30, 3 days ago`.
fn dated(day: NaiveDate, time: Option<NaiveTime>, paper: Paper) -> String {
    let place = whereabouts::place(Place::Day(day), time, paper);
    let distance = words::distance(day, paper.today);
    format!("the talk is dated {place}, {distance}")
}

fn renamed_folder(manager: &str, folder: &str) -> String {
    format!(
        "{manager} has no dossiers here, but those in the folder of {folder} say that they are \
         {manager}'s; to put them in their place: tickler check --repair"
    )
}

fn taken_as_said(date: NaiveDate, why: &DayOff, next: NaiveDate) -> String {
    format!(
        "{} is {}, taken as said; the next working day is {}",
        words::day(date),
        day_off(why),
        words::day(next),
    )
}

fn moved_on(from: NaiveDate, why: &DayOff, to: NaiveDate) -> String {
    format!(
        "{} is {}, so it is {}, the next working day",
        words::day(from),
        day_off(why),
        words::day(to),
    )
}

/// `it answers the complaint of Mon 2024-06-10, after 26 hours`.
fn answered(date: NaiveDate, hours: i64) -> String {
    let (day, waited) = (words::day(date), words::waited(hours));
    format!("it answers the complaint of {day}, {waited}")
}

fn tightened(count: usize) -> String {
    let were = words::Count(count, "file or folder was").or("files and folders were");
    format!("{were} closed to others on this machine")
}

fn loose_modes(count: usize, folder: &Path) -> String {
    format!(
        "{} can be read by others on this machine; to close them: chmod -R go-rwx {}",
        words::Count(count, "file or folder").or("files and folders"),
        folder.display(),
    )
}

fn overdue(count: usize) -> String {
    let are = words::Count(count, "dossier is").or("dossiers are");
    let them = if count == 1 { "it" } else { "them" };
    format!("{are} overdue; see {them}: tickler today")
}

fn no_binder(manager: &str, known: &[String]) -> String {
    let there = either(known, "is that", "are those");
    let names = words::and_list(known);
    let nearest = nearest_manager(manager, known);
    let way_out = nearest.map(|nearest| format!(": try --as {nearest}"));
    format!(
        "{manager} has no binder here; there {there} of {names}{}",
        way_out.unwrap_or_default()
    )
}

/// `"phone" is an own field; a phone number is added with --add-phone`.
fn own_field(list: CardList) -> String {
    let what = match list {
        CardList::Phones => "a phone number",
        CardList::Emails => "an e-mail address",
        CardList::Tags => "a tag",
        CardList::Occasions => "an occasion",
    };
    let member = list.member();
    format!("\"{member}\" is an own field; {what} is added with --add-{member}")
}

fn misfiled(folder: &str, says: &str, count: usize) -> String {
    let say = if count == 1 { "says" } else { "say" };
    format!(
        "{} in the folder of {folder} {say} to be {says}'s; see: tickler check",
        words::Count(count, "dossier")
    )
}

fn room_for(room: Option<NaiveDate>, paper: Paper) -> String {
    match room {
        Some(room) => {
            let day = words::day_with_distance(room, paper.today);
            format!("the nearest day with room is {day}")
        }
        None => "there is no day with room for a year".to_owned(),
    }
}

/// What goes before a value that was just set for all.
fn outdone(key: &str, manager: &str, value: &Value, from: Origin) -> String {
    let who = match from {
        Origin::Personal => format!("{manager}'s own {key}"),
        Origin::Environment => "TICKLER_MANAGER".to_owned(),
        _ => "your own config".to_owned(),
    };
    format!("{who} goes before it: {}", settings::value(key, value))
}

fn agreed_stay(names: &[String]) -> String {
    format!(
        "left where {} agreed: {}; --agreed-too moves {} too",
        either(
            names,
            "it is, since the date is",
            "they are, since the dates are"
        ),
        words::and_list(names),
        either(names, "it", "them"),
    )
}

fn later_stands(name: &str, fields: &[String]) -> String {
    format!(
        "{} of {name} {} changed again later, and {}",
        words::and_list(fields),
        either(fields, "was", "were"),
        either(fields, "stays", "stay"),
    )
}

/// The words for one, or for several.
fn either<'a, T>(things: &[T], one: &'a str, several: &'a str) -> &'a str {
    if things.len() == 1 { one } else { several }
}

fn left_out(names: &[String]) -> String {
    let (count, few) = (
        words::Count(names.len(), "event"),
        &names[..names.len().min(5)],
    );
    let more = if few.len() < names.len() { ", …" } else { "" };
    let few = few.join(", ");
    format!("left out {count} with a time of day or a rule that is no day of the year: {few}{more}")
}

pub(super) fn day_off(why: &DayOff) -> String {
    match why {
        DayOff::WeekEnd(_) => "no working day".to_owned(),
        DayOff::Holiday(name) => format!("a holiday ({name})"),
    }
}
