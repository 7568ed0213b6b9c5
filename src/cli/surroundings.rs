//! What the surroundings say: the environment, the user's config, the clock, the terminal.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use chrono::{DateTime, FixedOffset, Local, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use directories::{BaseDirs, ProjectDirs};
use serde_json::{Value, json};

use super::user_config::{self, UserConfig};
use super::{Color, login, manual};
use crate::binder::lookup::is_manager_name;
use crate::binder::refusal::Topic;
use crate::binder::{Calendar, Place, Refusal, SettingRefusal, When};
use crate::commands::{Desk, Origin, PaperSize, Person, SettingLine, User, is_of_me};
use crate::render;
use crate::store::Store;

/// The countries that write on letter paper.
const LETTER: [&str; 14] = [
    "US", "CA", "MX", "CL", "CO", "CR", "DO", "GT", "NI", "PA", "PH", "PR", "SV", "VE",
];

/// What the flags say.
pub(super) struct Asked {
    pub(super) dir: Option<PathBuf>,
    pub(super) manager: Option<String>,
    pub(super) today: Option<String>,
    pub(super) color: Option<Color>,
    /// Whether the command works in somebody's binder.
    pub(super) needs_manager: bool,
    /// Whether the command needs the store's settings.
    pub(super) needs_settings: bool,
    /// Whether the answer is to have each dossier in full.
    pub(super) in_full: bool,
}

/// The desk, and when to use colour.
pub(super) struct Surroundings<'a> {
    pub(super) desk: Desk<'a>,
    pub(super) color: Color,
}

/// Opens the store at the desk that the flags and the surroundings say.
pub(super) fn look_around(asked: Asked, person: &dyn Person) -> Result<Surroundings<'_>> {
    let dirs = ProjectDirs::from("", "", "tickler");
    let file = dirs
        .as_ref()
        .map(|dirs| dirs.config_dir().join("config.json"));
    let config = file
        .as_deref()
        .map_or(Ok(UserConfig::default()), UserConfig::read)?;
    let data = dirs.as_ref().map(|dirs| dirs.data_dir().to_owned());
    let (dir, dir_from) = folder(asked.dir, config.dir, data.clone())?;
    let state = match &dirs {
        Some(dirs) => dirs.state_dir().unwrap_or(dirs.data_local_dir()).to_owned(),
        None => dir.clone(),
    };
    let open = if asked.needs_settings {
        Store::open
    } else {
        Store::open_to_check
    };
    let store = open(&dir, &state)?;
    let (manager, manager_from) = manager(asked.manager, config.manager, &store);
    let manager = match checked(manager, manager_from) {
        Err(refusal) if asked.needs_manager => return Err(said_in(refusal, manager_from)),
        checked => as_well_as_known(checked),
    };
    let (editor, editor_from) = program("TICKLER_EDITOR", config.editor, &["VISUAL", "EDITOR"]);
    let (pager, pager_from) = program("TICKLER_PAGER", config.pager, &["PAGER"]);
    let (opener, opener_from) = program("TICKLER_OPENER", config.opener, &[]);
    let (sendmail, sendmail_from) = program("TICKLER_SENDMAIL", config.sendmail, &[]);
    let (notifier, notifier_from) = program("TICKLER_NOTIFIER", config.notifier, &[]);
    let (color, color_from) = color(asked.color, config.color);
    let line = |key: &'static str, value: Value, default: Value, from| SettingLine {
        key: key.into(),
        value,
        default,
        from,
        was: None,
    };
    let path = |path: &Path| json!(path.display().to_string());
    let usual = data.as_deref().map_or(Value::Null, path);
    let (me, lines_of_me) = me(config.me);
    let said = vec![
        line("manager", json!(manager), Value::Null, manager_from),
        line("dir", path(&dir), usual, dir_from),
        line("editor", json!(editor), Value::Null, editor_from),
        line("pager", json!(pager), Value::Null, pager_from),
        line("opener", json!(opener), Value::Null, opener_from),
        line("notifier", json!(notifier), Value::Null, notifier_from),
        line("sendmail", json!(sendmail), Value::Null, sendmail_from),
        line(
            "color",
            json!(color.name()),
            json!(Color::Auto.name()),
            color_from,
        ),
    ];
    let (today, time) = today(asked.today)?;
    let user = User {
        editor,
        pager,
        opener: opener.filter(|line| !line.trim().is_empty()),
        notifier: notifier.filter(|line| !line.trim().is_empty()),
        sendmail: sendmail.filter(|line| !line.trim().is_empty()),
        file,
        said: said.into_iter().chain(lines_of_me).collect(),
        me,
        unknown: config.unknown,
        paper: usual_paper(),
        manual: BaseDirs::new().map(|dirs| dirs.data_dir().join("man/man1")),
    };
    let desk = Desk {
        store,
        press: render::press,
        may_be_own: user_config::may_be,
        manual: manual::pages,
        manager,
        manager_from,
        today,
        clock: Box::new(move || here(today.and_time(time.unwrap_or_else(|| Local::now().time())))),
        now: Box::new(move || match time {
            Some(time) => Some(here(today.and_time(time))),
            None => Some(Local::now().fixed_offset()).filter(|now| now.date_naive() == today),
        }),
        here,
        user,
        in_full: asked.in_full,
        person,
    };
    Ok(Surroundings { desk, color })
}

/// Where the store is: the flag, the environment, the user's config, the user's own data.
fn folder(
    asked: Option<PathBuf>,
    config: Option<PathBuf>,
    data: Option<PathBuf>,
) -> Result<(PathBuf, Origin)> {
    let environment = env::var_os("TICKLER_DIR").map(PathBuf::from);
    let named = [
        (asked, Origin::Flag),
        (environment, Origin::Environment),
        (config, Origin::User),
        (data, Origin::Default),
    ];
    let named = named.into_iter();
    let mut named = named.filter_map(|(dir, from)| Some((dir?, from)));
    named
        .find(|(dir, _)| !dir.as_os_str().is_empty())
        .context("there is no home folder to keep a binder in; name one: --dir DIR")
}

/// Whose binder it is to be: the flag, the environment, the user's config, the store, the login
/// name. Nobody, if none of them says.
fn manager(
    asked: Option<String>,
    config: Option<String>,
    store: &Store,
) -> (Option<String>, Origin) {
    let environment = || said("TICKLER_MANAGER").map(|name| (name, Origin::Environment));
    let settings = || {
        let name = store.settings().manager()?;
        Some((name.to_owned(), Origin::Store))
    };
    asked
        .map(|name| (name, Origin::Flag))
        .or_else(environment)
        .or_else(|| config.map(|name| (name, Origin::User)))
        .or_else(settings)
        .map_or_else(
            || (login::name(), Origin::Default),
            |(name, from)| (Some(name), from),
        )
}

/// The name, if a manager can have it.
fn checked(manager: Option<String>, from: Origin) -> Result<String, Refusal> {
    let name = manager.ok_or(SettingRefusal::NobodyNamed)?;
    match from {
        _ if is_manager_name(&name) => Ok(name),
        Origin::Default => Err(SettingRefusal::LoginName { name }.into()),
        _ => Err(Refusal::ManagerName { name }),
    }
}

/// For the log: who did it, as well as it is known.
fn as_well_as_known(manager: Result<String, Refusal>) -> String {
    manager.unwrap_or_else(|refusal| match refusal {
        Refusal::On(Topic::Setting(SettingRefusal::LoginName { name })) => name,
        _ => String::new(),
    })
}

/// The refusal of a manager's name, with where it was said.
fn said_in(refusal: Refusal, from: Origin) -> anyhow::Error {
    let error = anyhow::Error::from(refusal);
    match from {
        Origin::Flag => error.context("--as"),
        Origin::Environment => error.context("TICKLER_MANAGER"),
        Origin::User => error.context("`manager` in your config"),
        Origin::Store | Origin::Personal => error.context("`manager` in the store's settings"),
        // That one says it itself.
        Origin::Default => error,
    }
}

/// A program to run: `TICKLER_…`, the user's config, what the environment says for all programs.
/// The user's config goes before the latter, or it could not say anything that holds for tickler
/// alone.
fn program(own: &str, config: Option<String>, all: &[&str]) -> (Option<String>, Origin) {
    let environment = |variable: &str| Some((said(variable)?, Origin::Environment));
    // Our own variable, set to nothing, says that there is to be none.
    let own = env::var(own).ok().map(|line| (line, Origin::Environment));
    own.or_else(|| config.map(|line| (line, Origin::User)))
        .or_else(|| all.iter().find_map(|variable| environment(variable)))
        .map_or((None, Origin::Default), |(line, from)| (Some(line), from))
}

/// What the user says of oneself in letters: `TICKLER_ME_NAME` for `me.name`, else the config; and the
/// same as settings.
fn me(config: Vec<(String, String)>) -> (Vec<(String, String)>, Vec<SettingLine>) {
    let environment = env::vars_os().filter_map(|(variable, value)| {
        let key = variable
            .to_str()?
            .strip_prefix("TICKLER_ME_")?
            .to_lowercase();
        let value = value
            .into_string()
            .ok()
            .filter(|value| !value.trim().is_empty())?;
        is_of_me(&key).then_some((key, value, Origin::Environment))
    });
    let config = config
        .into_iter()
        .map(|(key, value)| (key, value, Origin::User));
    let mut all: Vec<_> = environment.chain(config).collect();
    // Of two that say the same thing the environment stands first, and stays.
    all.sort_by(|one, other| one.0.cmp(&other.0));
    all.dedup_by(|later, kept| later.0 == kept.0);
    let line = |(key, value, from): &(String, String, Origin)| SettingLine {
        key: format!("me.{key}").into(),
        value: json!(value),
        default: Value::Null,
        from: *from,
        was: None,
    };
    let lines = all.iter().map(line).collect();
    (
        all.into_iter()
            .map(|(key, value, _)| (key, value))
            .collect(),
        lines,
    )
}

/// When to use colour: the flag, `NO_COLOR`, the user's config, where there is a terminal.
fn color(asked: Option<Color>, config: Option<Color>) -> (Color, Origin) {
    match (asked, config) {
        (Some(color), _) => (color, Origin::Flag),
        (None, _) if said("NO_COLOR").is_some() => (Color::Never, Origin::Environment),
        (None, Some(color)) => (color, Origin::User),
        (None, None) => (Color::Auto, Origin::Default),
    }
}

/// A variable of the environment that says something.
pub(super) fn said(variable: &str) -> Option<String> {
    env::var(variable).ok().filter(|value| !value.is_empty())
}

/// What day it is, and the time of it if one is said: the flag, the environment, the clock. Words
/// count from what stands behind.
///
/// The clock is read only where a day has to be counted from it: reading it reads the database of
/// time zones.
fn today(asked: Option<String>) -> Result<(NaiveDate, Option<NaiveTime>)> {
    // As a place is read: chrono would take years that no folder can be called by.
    let full = |text: &str| match text.parse() {
        Ok(Place::Day(day)) => Some((day, None)),
        _ => None,
    };
    if let Some(day) = asked.as_deref().and_then(full) {
        return Ok(day);
    }
    let clock = || Local::now().date_naive();
    let environment = match said("TICKLER_TODAY") {
        Some(text) => {
            let day = full(&text).map_or_else(|| day_in_words(&text, clock()), Ok);
            Some(day.context("TICKLER_TODAY")?)
        }
        None => None,
    };
    let behind = environment.unwrap_or_else(|| (clock(), None));
    asked.map_or(Ok(behind), |text| {
        day_in_words(&text, behind.0).context("--today")
    })
}

fn day_in_words(text: &str, today: NaiveDate) -> Result<(NaiveDate, Option<NaiveTime>), Refusal> {
    let landing = When::parse(text)?.any(today, &Calendar::default())?;
    Ok((landing.day(text)?, landing.time))
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

/// The paper that is usual in the country that the environment names, as the C library has it.
fn usual_paper() -> PaperSize {
    let named = ["LC_ALL", "LC_PAPER", "LANG"].into_iter().find_map(said);
    let country = named
        .as_deref()
        .and_then(|name| name.split_once('_')?.1.get(..2));
    match country {
        Some(country) if LETTER.contains(&country) => PaperSize::Letter,
        _ => PaperSize::A4,
    }
}

/// The lines of the terminal that standard output is; `None` if it is none.
pub(super) fn rows() -> Option<usize> {
    let size = rustix::termios::tcgetwinsize(std::io::stdout()).ok()?;
    (size.ws_row > 0).then_some(usize::from(size.ws_row))
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

/// Refuses an answer of `size` bytes where it goes into a file that may not grow so large
/// (`ulimit -f`): to write it would not fail, but kill.
pub(super) fn room_for(size: u64) -> std::io::Result<()> {
    use rustix::fs::FileType;
    let out = std::io::stdout();
    let limit = rustix::process::getrlimit(rustix::process::Resource::Fsize).current;
    let (Some(limit), Ok(stat)) = (limit, rustix::fs::fstat(&out)) else {
        return Ok(());
    };
    let is_file = FileType::from_raw_mode(stat.st_mode) == FileType::RegularFile;
    let written = u64::try_from(stat.st_size).unwrap_or(u64::MAX);
    if is_file && written.saturating_add(size) > limit {
        return Err(rustix::io::Errno::FBIG.into());
    }
    Ok(())
}
