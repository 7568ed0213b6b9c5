//! What the surroundings say: the environment, the user's config, the clock, the terminal.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};
use chrono::{DateTime, FixedOffset, Local, NaiveDate, NaiveDateTime, TimeZone};
use directories::ProjectDirs;

use crate::binder::{Calendar, Place, Refusal, When};
use crate::commands::{Desk, Origin, Person, User};
use crate::store::{Store, is_manager_name};

/// What the flags say.
pub(super) struct Asked {
    pub(super) dir: Option<PathBuf>,
    pub(super) manager: Option<String>,
    pub(super) today: Option<String>,
}

/// Opens the store at the desk that the flags and the surroundings say.
pub(super) fn desk(asked: Asked, person: &dyn Person) -> Result<Desk<'_>> {
    let dirs = ProjectDirs::from("", "", "tickler")
        .context("there is no home folder to keep a binder in; name one: --dir DIR");
    let dir = match asked.dir {
        Some(dir) => dir,
        None => dirs
            .as_ref()
            .map(|dirs| dirs.data_dir().to_owned())
            .map_err(|error| anyhow::anyhow!("{error}"))?,
    };
    let state = match dirs {
        Ok(dirs) => dirs.state_dir().unwrap_or(dirs.data_local_dir()).to_owned(),
        Err(_) => dir.clone(),
    };
    let store = Store::open(&dir, &state)?;
    let (manager, manager_from) = manager(asked.manager, &store);
    if !is_manager_name(&manager) {
        return Err(Refusal::ManagerName { name: manager }.into());
    }
    let today = today(asked.today)?;
    Ok(Desk {
        store,
        manager,
        manager_from,
        today,
        clock: Box::new(move || here(today.and_time(Local::now().time()))),
        here,
        user: User::default(),
        person,
    })
}

fn manager(asked: Option<String>, store: &Store) -> (String, Origin) {
    let environment = || said("TICKLER_MANAGER").map(|name| (name, Origin::Environment));
    let settings = || {
        store
            .settings()
            .manager()
            .map(|name| (name.to_owned(), Origin::Store))
    };
    let login = || said("USER").or_else(|| said("LOGNAME"));
    asked
        .map(|name| (name, Origin::Flag))
        .or_else(environment)
        .or_else(settings)
        .unwrap_or_else(|| (login().unwrap_or_else(|| "me".to_owned()), Origin::Default))
}

/// A variable of the environment that says something.
pub(super) fn said(variable: &str) -> Option<String> {
    env::var(variable).ok().filter(|value| !value.is_empty())
}

/// What day it is: the flag, the environment, the clock. Words count from what stands behind.
fn today(asked: Option<String>) -> Result<NaiveDate> {
    let mut today = None;
    for text in [said("TICKLER_TODAY"), asked].into_iter().flatten() {
        let full = text.parse::<NaiveDate>();
        today = Some(match full {
            Ok(date) => date,
            Err(_) => day_in_words(&text, today.unwrap_or_else(|| Local::now().date_naive()))?,
        });
    }
    Ok(today.unwrap_or_else(|| Local::now().date_naive()))
}

fn day_in_words(text: &str, today: NaiveDate) -> Result<NaiveDate> {
    let when = When::parse(text)?;
    let calendar = Calendar::default();
    let landing = when
        .on(today, &calendar)
        .or_else(|_| when.back(today, &calendar))?;
    match landing.place {
        Place::Day(day) => Ok(day),
        _ => Err(Refusal::NotADay {
            text: text.to_owned(),
        }
        .into()),
    }
}

/// A day and a time of day as the moment it was in the machine's time zone.
fn here(there: NaiveDateTime) -> DateTime<FixedOffset> {
    // A time that the clocks leave out on that day: the offset of now will do.
    let left_out = || {
        let now = *Local::now().offset();
        DateTime::from_naive_utc_and_offset(there - now, now)
    };
    let moment = Local.from_local_datetime(&there).earliest();
    moment.map_or_else(left_out, |moment| moment.fixed_offset())
}

/// The columns of the terminal: `COLUMNS`, what the terminal says, or 80.
pub(super) fn width() -> usize {
    let columns = said("COLUMNS").and_then(|columns| columns.parse().ok());
    let terminal = || {
        let size = rustix::termios::tcgetwinsize(std::io::stdout()).ok()?;
        (size.ws_col > 0).then_some(usize::from(size.ws_col))
    };
    columns.or_else(terminal).unwrap_or(80).clamp(20, 400)
}
