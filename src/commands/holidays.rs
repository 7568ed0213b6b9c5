//! The days off in the settings: `config holidays --add`, `--remove` and `--import`.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;

use super::answer::{Remark, Reply};
use super::config::{ConfigDeed, changed, line, refused, reply};
use super::desk::Desk;
use crate::binder::{Holiday, HolidayDate, Refusal, SettingRefusal};
use crate::exchange::days_off::{self, DaysOff};
use crate::store::Setting;

/// How long the name of a day off may be, in characters.
const LONGEST_NAME: usize = 200;

/// The largest file that is imported, in bytes: 4 MiB.
const LARGEST: u64 = 4 << 20;

/// What is done with the days off.
#[derive(Args, Debug, Default)]
pub(super) struct HolidayArgs {
    /// A day off and its name: "2024-06-24 Midsummer", for every year "--06-24 Midsummer"
    #[arg(
        long,
        value_name = "DAY NAME",
        requires = "key",
        conflicts_with = "value",
        allow_hyphen_values = true
    )]
    add: Vec<String>,
    /// A day off that is none any more: 2024-06-24, or --06-24
    #[arg(
        long,
        value_name = "DAY",
        requires = "key",
        conflicts_with = "value",
        allow_hyphen_values = true
    )]
    remove: Vec<String>,
    /// Days off from an iCalendar file, as countries publish them (- reads standard input)
    #[arg(
        long,
        value_name = "FILE.ics",
        requires = "key",
        conflicts_with = "value"
    )]
    import: Option<PathBuf>,
}

/// The days that are to be put into the list and taken out of it.
#[derive(Debug, Default)]
pub(super) struct Days {
    add: Vec<Holiday>,
    remove: Vec<HolidayDate>,
    left_out: Vec<String>,
}

impl HolidayArgs {
    /// Whether nothing is to be done.
    pub(super) fn is_empty(&self) -> bool {
        self.add.is_empty() && self.remove.is_empty() && self.import.is_none()
    }

    /// What is to be done, of what was typed.
    ///
    /// # Errors
    /// A day that is none; a setting that is no list of days; a file that is no calendar.
    pub(super) fn read(&self, setting: Setting, desk: &Desk<'_>) -> Result<Days> {
        if setting != Setting::Holidays {
            let key = setting.key().to_owned();
            return Err(refused(SettingRefusal::NotHolidays { key }));
        }
        let add = self.add.iter().map(|text| typed(text));
        let remove = self.remove.iter().map(|text| date(text, text));
        let imported = match &self.import {
            Some(file) => from_file(file, desk)?,
            None => DaysOff::default(),
        };
        let mut add = add.collect::<Result<Vec<_>, _>>()?;
        add.extend(imported.days);
        Ok(Days {
            add,
            remove: remove.collect::<Result<_, _>>()?,
            left_out: imported.left_out,
        })
    }
}

impl Days {
    /// Changes the list of one manager, or of all.
    ///
    /// # Errors
    /// A day to be removed that is not in the list; a store that can't be written.
    pub(super) fn change(self, manager: Option<String>, desk: &Desk<'_>) -> Result<Reply> {
        let of = manager.as_deref();
        let mut remarks = Vec::new();
        let line = desk.change("config", |change| {
            let settings = change.settings_mut();
            let before = line(settings, of, Setting::Holidays);
            for date in self.remove {
                if !settings.remove_holiday(of, date) {
                    let of_all = of.is_some() && settings.clone().remove_holiday(None, date);
                    let date = date.to_string();
                    return Err(refused(SettingRefusal::NoHoliday { date, of_all }));
                }
            }
            for day in &self.add {
                let was = settings.add_holiday(of, day);
                remarks.extend(
                    was.filter(|was| *was != day.name)
                        .map(|was| Remark::Renamed {
                            date: day.date,
                            was,
                            name: day.name.clone(),
                        }),
                );
            }
            Ok(changed(before, settings, of, Setting::Holidays))
        })?;
        if !self.left_out.is_empty() {
            let names = self.left_out;
            remarks.push(Remark::LeftOut { names });
        }
        Ok(reply(desk, ConfigDeed::Changed, vec![line], manager).remarking(remarks))
    }
}

/// The days off in an iCalendar file.
fn from_file(file: &Path, desk: &Desk<'_>) -> Result<DaysOff> {
    let refused = |why: String| {
        let file = file.display().to_string();
        refused(SettingRefusal::NotACalendar { file, why })
    };
    let bytes = if file.as_os_str() == "-" {
        desk.person.read_input()?
    } else {
        let read = File::open(file).and_then(|open| {
            let mut bytes = Vec::new();
            open.take(LARGEST + 1).read_to_end(&mut bytes)?;
            Ok(bytes)
        });
        read.map_err(|error| refused(format!("can't be read: {error}")))?
    };
    if bytes.len() as u64 > LARGEST {
        return Err(refused("is larger than 4 MiB".to_owned()));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = 1 + memchr::memchr_iter(b'\n', good).count();
        refused(format!("line {line}: is not UTF-8"))
    })?;
    days_off::read(&text).map_err(|fault| refused(fault.to_string()))
}

/// `2024-06-24 Midsummer`, or `--06-24 Midsummer` for every year.
fn typed(text: &str) -> Result<Holiday, Refusal> {
    let text = text.trim();
    let (day, name) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let date = date(day, text)?;
    let name = name.trim();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(not_a_holiday(text));
    }
    let name = name.to_owned();
    Ok(Holiday { date, name })
}

fn date(day: &str, text: &str) -> Result<HolidayDate, Refusal> {
    day.parse().map_err(|_| not_a_holiday(text))
}

fn not_a_holiday(text: &str) -> Refusal {
    let text = text.to_owned();
    SettingRefusal::NotAHoliday { text }.into()
}
