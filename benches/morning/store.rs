//! Stores of a given size, written straight to disk in the form of data.md. The dossiers are made
//! by the library itself, entry by entry, so the files are such as the program writes.

use std::collections::HashMap;
use std::fs;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use chrono::{Days, FixedOffset, NaiveDate, NaiveDateTime, TimeZone};
use tickler::binder::lookup;
use tickler::binder::{
    Calendar, Changes, ContactKind, Dossier, Entry, Kind, Moment, Month, Outcome, Place,
};
use tickler::store::{Setting, Settings};
use uuid::{Builder, Uuid};

use crate::clients::{self, Dice};

/// How many managers a team has.
pub(crate) const TEAM: usize = 50;

/// The manager whose binder every store holds; in that of a team, the first of many.
pub(crate) const MANAGER: &str = "anna";

/// The day from which the stores are seen, a Thursday.
pub(crate) const TODAY: &str = "2024-06-13";

/// Counted up when what is generated changes, so that stores of an earlier run are made afresh.
const VERSION: u32 = 4;

/// By how many days the dossiers that are due are late; the same whatever the size of the store.
const LATE: [u64; 20] = [10, 9, 7, 3, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

/// How many clients said what only a few said.
const RARE_TALKS: usize = 7;

/// A generated store.
pub(crate) struct Generated {
    pub(crate) path: PathBuf,
    pub(crate) size: usize,
    managers: usize,
    marker: PathBuf,
}

impl Generated {
    /// The store of `size` dossiers below `home`; made if it isn't there whole.
    pub(crate) fn new(home: &Path, size: usize) -> Self {
        Self::called(&size.to_string(), home, size, 1)
    }

    /// The same as a store called `name`, of as many managers.
    pub(crate) fn called(name: &str, home: &Path, size: usize, managers: usize) -> Self {
        let store = Self {
            path: home.join(name),
            size,
            managers,
            marker: home.join(format!("{name}.whole")),
        };
        let version = fs::read_to_string(&store.marker).unwrap_or_default();
        if version != VERSION.to_string() {
            store.make();
        }
        store
    }

    /// The folder of all binders.
    pub(crate) fn binders(&self) -> PathBuf {
        self.path.join("managers")
    }

    /// The folder of the one binder.
    pub(crate) fn binder(&self) -> PathBuf {
        self.binders().join(MANAGER)
    }

    /// Marks the store as one that is being written to: if it isn't restored, it is made afresh.
    pub(crate) fn open_for_writing(&self) {
        let _ = fs::remove_file(&self.marker);
    }

    /// Marks the store as whole.
    pub(crate) fn is_whole(&self) {
        fs::write(&self.marker, VERSION.to_string()).expect("the marker is written");
    }

    /// Empties the machine's own folder, but for the lock and the mark that the slips are made.
    pub(crate) fn forget_log(&self) {
        let own = self.path.join(".tickler");
        let _ = fs::remove_dir_all(&own);
        write(&own.join("lock"), b"");
        // No dossier of the store needs a slip.
        for number in 0..self.managers {
            let mark = format!("slips.{}", manager(number));
            write(&own.join(mark), TODAY.as_bytes());
        }
    }

    fn make(&self) {
        let _ = fs::remove_file(&self.marker);
        if self.path.exists() {
            fs::remove_dir_all(&self.path).expect("the old store is removed");
        }
        let mut settings = Settings::default();
        settings.set(None, Setting::Manager, MANAGER.into());
        // Above the load of any day at any size, so that no job stops to look for another day.
        settings.set(None, Setting::Capacity, 1000.into());
        write(
            &self.path.join("binder.json"),
            settings.to_text().as_bytes(),
        );
        let mut slugs: HashMap<String, u32> = HashMap::new();
        for number in 0..self.size {
            // Of every twenty in turn, among which all kinds are.
            let manager = manager(number / 20 % self.managers);
            let dossier = dossier(number, self.size, &manager);
            let slug = lookup::slug(dossier.name());
            let taken = slugs.entry(slug.clone()).or_default();
            *taken += 1;
            let slug = lookup::numbered(&slug, *taken);
            let mut bytes = serde_json::to_vec_pretty(&dossier).expect("a dossier is JSON");
            bytes.push(b'\n');
            let folder = self.binders().join(&manager);
            let folder = folder.join(dossier.place().to_string());
            write(&folder.join(format!("{slug}.json")), &bytes);
        }
        self.forget_log();
        self.is_whole();
    }
}

/// Writes a file as the program does: 0600, in folders that are 0700.
pub(crate) fn write(path: &Path, bytes: &[u8]) {
    let folder = path.parent().expect("a folder");
    if !folder.is_dir() {
        let mut builder = fs::DirBuilder::new();
        let made = builder.recursive(true).mode(0o700).create(folder);
        made.expect("the folder is made");
    }
    let mut options = fs::OpenOptions::new();
    let opened = options.write(true).create(true).truncate(true).mode(0o600);
    let mut file = opened.open(path).expect("the file is opened");
    std::io::Write::write_all(&mut file, bytes).expect("the file is written");
}

pub(crate) fn today() -> NaiveDate {
    TODAY.parse().expect("a date")
}

fn manager(number: usize) -> String {
    match number {
        0 => MANAGER.to_owned(),
        _ => format!("manager-{number}"),
    }
}

/// The dossier of this number in a store of this size: the first ones are due, the others spread
/// over the year ahead.
fn dossier(number: usize, size: usize, manager: &str) -> Dossier {
    let mut dice = Dice(0x7469_636b_6c65_7221 ^ (number as u64).wrapping_mul(0x0100_0000_01b3));
    let place = place(number);
    let talks = 2 + dice.below(3);
    let weeks = 3 + dice.below(6);
    let mut at = today() - Days::new(7 * weeks * (talks + 1) + dice.below(7));
    let mut planned = Place::Day(at + Days::new(7));
    let id = uuid(moment(at, &mut dice), &mut dice);
    let mut dossier = Dossier::new(id, added(number, at, planned, manager, &mut dice));
    for talk in 1..=talks {
        at = at + Days::new(7 * weeks);
        let next = if talk == talks {
            place
        } else {
            Place::Day(at + Days::new(7 * weeks))
        };
        let rare = talk == talks && is_rare(number, size);
        dossier.apply(talked(at, planned, next, rare, manager, &mut dice));
        planned = next;
    }
    dossier
}

/// Where the dossier of this number belongs.
fn place(number: usize) -> Place {
    if let Some(late) = LATE.get(number) {
        return Place::Day(today() - Days::new(*late));
    }
    // Of every twenty dossiers so many of each kind, and the days one after the other: they are
    // spread evenly, and stores of all sizes have the same folders.
    let (score, rest) = (number / 20, number % 20);
    match rest {
        0..12 => {
            let days: Vec<NaiveDate> = working_days_ahead().collect();
            Place::Day(days[(12 * score + rest) % days.len()])
        }
        12..15 => {
            let ahead = u32::try_from((3 * score + rest) % 12).expect("a small number");
            Place::Month(Month::of(today()).plus(1 + ahead))
        }
        15..18 => Place::Someday,
        _ => Place::Closed,
    }
}

/// The working days of the year from tomorrow on.
fn working_days_ahead() -> impl Iterator<Item = NaiveDate> {
    let calendar = Calendar::default();
    let days = today().iter_days().skip(1).take(365);
    days.filter(move |day| calendar.is_working(*day))
}

/// Whether this is one of the few who said what only a few did: spread evenly, none of them due.
fn is_rare(number: usize, size: usize) -> bool {
    let step = size / RARE_TALKS;
    number % step == step / 2 && number / step < RARE_TALKS
}

fn moment(day: NaiveDate, dice: &mut Dice) -> Moment {
    let second = u32::try_from(dice.below(9 * 3600)).expect("a small number");
    let micro = u32::try_from(dice.below(1_000_000)).expect("a small number");
    let time: NaiveDateTime = day.and_hms_opt(8, 0, 0).expect("a time")
        + chrono::TimeDelta::seconds(i64::from(second))
        + chrono::TimeDelta::microseconds(i64::from(micro));
    let offset = FixedOffset::east_opt(3 * 3600).expect("an offset");
    offset
        .from_local_datetime(&time)
        .single()
        .expect("a moment")
}

fn uuid(at: Moment, dice: &mut Dice) -> Uuid {
    let millis = u64::try_from(at.timestamp_millis()).expect("after 1970");
    let mut random = [0; 10];
    random[..8].copy_from_slice(&dice.roll().to_le_bytes());
    Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

/// The entry that made the dossier.
fn added(number: usize, day: NaiveDate, place: Place, manager: &str, dice: &mut Dice) -> Entry {
    let name = if number == 0 {
        clients::RARE_NAME.to_owned()
    } else {
        dice.person()
    };
    let company = dice.company();
    let mail = format!("{}{number}@romashka.example", lookup::slug(&name));
    let phone = format!("mobile: +370 6{:02} {number:06}", dice.below(100));
    let desk = format!("office: +370 5 2{:06}", dice.below(1_000_000));
    let mut changes = Changes::default();
    changes.set("manager", manager);
    changes.set("place", place.to_string());
    changes.set("next", dice.one_of(&clients::NEXT));
    changes.set("name", name);
    changes.set("position", dice.one_of(&clients::POSITIONS));
    changes.set("company", company);
    changes.set("phones", vec![phone, desk]);
    changes.set("emails", vec![mail]);
    changes.set("address", dice.one_of(&clients::ADDRESSES));
    changes.set("source", dice.one_of(&clients::SOURCES));
    changes.set("tags", vec![dice.one_of(&clients::TAGS)]);
    changes.set("stage", "new");
    changes.set_own("budget", (1000 * (1 + dice.below(50))).to_string());
    let at = moment(day, dice);
    let op = uuid(at, dice).to_string();
    Entry::new(&op, at, manager, Kind::Add).changing(None, changes)
}

/// A talk, after which the dossier went from `from` to `to`.
fn talked(
    day: NaiveDate,
    from: Place,
    to: Place,
    rare: bool,
    manager: &str,
    dice: &mut Dice,
) -> Entry {
    let text = if rare {
        clients::RARE_TALK
    } else {
        dice.one_of(&clients::TALKS)
    };
    let outcome = if dice.below(4) == 0 {
        Outcome::NoAnswer
    } else {
        Outcome::Reached
    };
    let time = format!("{:02}:{:02}", 9 + dice.below(8), 15 * dice.below(4));
    let has_time = matches!(to, Place::Day(_)) && dice.below(3) == 0;
    let mut changes = Changes::default();
    changes.set("place", to.to_string());
    changes.set("time", has_time.then_some(time));
    changes.set("agreed", has_time.then_some(true));
    changes.set("next", dice.one_of(&clients::NEXT));
    changes.set("stage", dice.one_of(&clients::STAGES));
    let kind = match dice.below(6) {
        0 => ContactKind::Email,
        1 => ContactKind::Meeting,
        _ => ContactKind::Call,
    };
    let at = moment(day, dice);
    let op = uuid(at, dice).to_string();
    Entry::new(&op, at, manager, Kind::Contact(kind))
        .with("outcome", outcome.name())
        .with("text", text)
        .changing(Some(from), changes)
}
