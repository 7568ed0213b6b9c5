//! `tickler config`: the settings, shown and set.

use std::borrow::Cow;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use serde_json::Value;

use super::answer::{Answer, Remark, Reply};
use super::desk::{Desk, Origin};
use super::holidays::HolidayArgs;
use super::me;
use crate::binder::lookup::is_manager_name;
use crate::binder::{Refusal, SettingRefusal, lookup};
use crate::store::{Setting, Settings};

/// The settings.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tickler config                            all, and where each comes from
  tickler config capacity 25                at most 25 dossiers a day
  tickler config work_week mon-thu --manager ben
  tickler config me.name \"Anna Sand\"        how your letters are signed
  tickler config holidays --add \"--06-24 Midsummer\"
  tickler config --manager ben --new        a binder for a new manager
  tickler config --manager ben left false   ben is back")]
pub struct Config {
    /// The setting to show or set, such as capacity, holidays or layout (without it: all)
    key: Option<String>,
    /// What to set it to
    #[arg(allow_negative_numbers = true)]
    value: Option<String>,
    /// For this manager alone: an own capacity, `quota_new`, `work_week` or holidays
    #[arg(long, value_name = "NAME")]
    manager: Option<String>,
    /// Open a binder for a new manager
    #[arg(long, requires = "manager", conflicts_with_all = ["key", "unset"])]
    new: bool,
    /// Take a setting back to its default
    #[arg(long, value_name = "KEY", conflicts_with = "key")]
    unset: Option<String>,
    #[command(flatten)]
    holidays: HolidayArgs,
}

/// Settings as they are now.
#[derive(Clone, Debug)]
pub struct Configured {
    /// What was done.
    pub deed: ConfigDeed,
    /// The settings that were asked for or changed.
    pub settings: Vec<SettingLine>,
    /// For which manager they hold; all, if none was named.
    pub manager: Option<String>,
    /// The store's file.
    pub file: PathBuf,
    /// The user's own file, which may not be there; `None` where there is no home.
    pub user_file: Option<PathBuf>,
}

impl Configured {
    /// Whether they were changed, not only shown.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        matches!(self.deed, ConfigDeed::Changed | ConfigDeed::Opened)
    }
}

/// What was done with settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfigDeed {
    /// All are shown.
    ShownAll,
    /// One is shown.
    Shown,
    /// One was changed.
    Changed,
    /// A binder was opened for a new manager.
    Opened,
}

/// A setting, and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct SettingLine {
    /// What it is called.
    pub key: Cow<'static, str>,
    /// What holds.
    pub value: Value,
    /// What would hold if nobody had said anything.
    pub default: Value,
    /// Who said so.
    pub from: Origin,
    /// What held before, and who had said so, if it was just changed.
    pub was: Option<(Value, Origin)>,
}

impl Config {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        if let Some(manager) = &self.manager
            && !is_manager_name(manager)
        {
            let name = manager.clone();
            return Err(Refusal::ManagerName { name }.into());
        }
        if self.new {
            return open_binder(self.manager.unwrap_or_default(), desk);
        }
        let Some(key) = self.unset.as_ref().or(self.key.as_ref()) else {
            return Ok(shown(desk, self.manager));
        };
        let Some(setting) = Setting::named(key) else {
            return self.own(key, desk);
        };
        let value = match &self.value {
            _ if self.unset.is_some() => Value::Null,
            Some(text) => typed(setting, text)?,
            None if !self.holidays.is_empty() => {
                let days = self.holidays.read(setting, desk)?;
                may_be_set(setting, self.manager.as_deref(), desk)?;
                return days.change(self.manager, desk);
            }
            None => {
                let mut lines = lines(desk, self.manager.as_deref());
                lines.retain(|line| line.key == setting.key());
                return Ok(reply(desk, ConfigDeed::Shown, lines, self.manager));
            }
        };
        may_be_set(setting, self.manager.as_deref(), desk)?;
        if let (Setting::Manager, Some(name)) = (setting, value.as_str()) {
            needs_binder_of(name, desk.managers()?)?;
        }
        let manager = self.manager;
        let line = desk.change("config", |change| {
            let settings = change.settings_mut();
            let before = line(settings, manager.as_deref(), setting);
            // Nobody has left unless it is said.
            let is_default = setting.is_only_personal() && value == setting.default_value();
            let value = if is_default { Value::Null } else { value };
            settings.set(manager.as_deref(), setting, value);
            Ok(changed(before, settings, manager.as_deref(), setting))
        })?;
        let remark = outdone(&line, manager.as_deref(), desk);
        Ok(reply(desk, ConfigDeed::Changed, vec![line], manager).remarking(remark))
    }

    /// A setting that is the user's own, for all stores, and never in one.
    fn own(&self, key: &str, desk: &Desk<'_>) -> Result<Reply> {
        let Some(line) = me::line(key, desk) else {
            return Err(unknown(key, desk).into());
        };
        if self.manager.is_some() || !self.holidays.is_empty() {
            let key = key.to_owned();
            return Err(refused(SettingRefusal::NotPersonal { key }));
        }
        let value = desk.text(self.value.as_deref())?;
        let value = value.filter(|_| self.unset.is_none());
        if value.is_none() && self.unset.is_none() {
            return Ok(reply(desk, ConfigDeed::Shown, vec![line], None));
        }
        let line = me::say(line, value.as_deref(), desk)?;
        Ok(reply(desk, ConfigDeed::Changed, vec![line], None))
    }
}

fn open_binder(manager: String, desk: &Desk<'_>) -> Result<Reply> {
    let fold = |name: &str| name.to_lowercase();
    let known = desk.managers_ever()?;
    // Two names that differ in case alone are one folder on many a disk.
    if let Some(there) = known
        .into_iter()
        .find(|there| fold(there) == fold(&manager))
    {
        desk.refuse_one_who_left(&there)?;
        return Err(refused(SettingRefusal::BinderExists { manager: there }));
    }
    let lines = desk.change("config", |change| {
        let settings = change.settings_mut();
        settings.add_manager(&manager);
        let personal = Setting::ALL.into_iter();
        let personal = personal.filter(|one| one.is_personal() && !one.is_only_personal());
        Ok(personal
            .map(|one| line(settings, Some(&manager), one))
            .collect())
    })?;
    Ok(reply(desk, ConfigDeed::Opened, lines, Some(manager)))
}

fn typed(setting: Setting, text: &str) -> Result<Value, Refusal> {
    setting.typed(text).ok_or_else(|| Refusal::WrongValue {
        key: setting.key().to_owned(),
        value: text.to_owned(),
        expected: match setting {
            Setting::Holidays => {
                "a list: --add \"2024-06-24 Midsummer\", --remove 2024-06-24, or --import FILE.ics"
                    .to_owned()
            }
            _ => setting.expected().to_owned(),
        },
    })
}

/// Refuses to set for one manager what is the same for all, or what is nobody's.
fn may_be_set(setting: Setting, manager: Option<&str>, desk: &Desk<'_>) -> Result<()> {
    let key = setting.key().to_owned();
    let Some(manager) = manager else {
        return if setting.is_only_personal() {
            Err(refused(SettingRefusal::OnlyPersonal { key }))
        } else {
            Ok(())
        };
    };
    if !setting.is_personal() {
        return Err(refused(SettingRefusal::NotPersonal { key }));
    }
    needs_binder_of(manager, desk.managers_ever()?)
}

/// Refuses a name that nobody's binder has, unless there is none at all.
fn needs_binder_of(manager: &str, known: Vec<String>) -> Result<()> {
    if known.is_empty() || known.iter().any(|known| known == manager) {
        return Ok(());
    }
    let manager = manager.to_owned();
    Err(Refusal::NoBinder { manager, known }.into())
}

/// The keys that there are, those first that are nearest to what was typed.
fn unknown(key: &str, desk: &Desk<'_>) -> Refusal {
    let own = desk.user.said.iter().map(|line| &*line.key);
    let mut all: Vec<&str> = Setting::ALL.map(Setting::key).to_vec();
    all.extend(own.filter(|key| Setting::named(key).is_none()));
    all.extend((!all.contains(&me::USUAL)).then_some(me::USUAL));
    Refusal::UnknownKey {
        key: key.to_owned(),
        known: lookup::nearest_first(all, key),
    }
}

fn shown(desk: &Desk<'_>, manager: Option<String>) -> Reply {
    let mut lines = lines(desk, manager.as_deref());
    if manager.is_some() {
        lines.retain(|line| Setting::named(&line.key).is_some_and(Setting::is_personal));
    } else {
        lines.retain(|line| !Setting::named(&line.key).is_some_and(Setting::is_only_personal));
        let own = desk.user.said.iter();
        lines.extend(
            own.filter(|line| line.key != Setting::Manager.key())
                .cloned(),
        );
    }
    let unknown = desk.user.unknown.iter().map(|key| Remark::UnknownUserKey {
        key: key.clone(),
        file: desk.user.file.clone().unwrap_or_default(),
    });
    reply(desk, ConfigDeed::ShownAll, lines, manager).remarking(unknown)
}

/// The store's settings as they hold for a manager: the one named, or whose binder is open.
fn lines(desk: &Desk<'_>, manager: Option<&str>) -> Vec<SettingLine> {
    let manager = manager.unwrap_or(&desk.manager);
    let settings = desk.store.settings();
    let line = |setting| match setting {
        Setting::Manager => {
            let said = desk.user.said.iter().find(|line| line.key == setting.key());
            said.map_or_else(|| line(settings, None, setting), SettingLine::clone)
        }
        _ => line(settings, Some(manager), setting),
    };
    Setting::ALL.into_iter().map(line).collect()
}

/// A setting of the store as it holds for one manager, or for all.
pub(super) fn line(settings: &Settings, manager: Option<&str>, setting: Setting) -> SettingLine {
    let personal = manager.and_then(|manager| settings.personal(manager, setting));
    SettingLine {
        key: setting.key().into(),
        value: settings.value(manager.unwrap_or_default(), setting),
        default: setting.default_value(),
        from: match (personal, settings.own(setting)) {
            (Some(_), _) => Origin::Personal,
            (None, Some(_)) => Origin::Store,
            (None, None) => Origin::Default,
        },
        was: None,
    }
}

/// The line of a setting that was changed, beside what it was `before`.
pub(super) fn changed(
    before: SettingLine,
    settings: &Settings,
    manager: Option<&str>,
    setting: Setting,
) -> SettingLine {
    SettingLine {
        was: Some((before.value, before.from)),
        ..line(settings, manager, setting)
    }
}

/// What goes before a value that was just set for all.
pub(super) fn outdone(
    line: &SettingLine,
    manager: Option<&str>,
    desk: &Desk<'_>,
) -> Option<Remark> {
    let setting = Setting::named(&line.key).filter(|_| manager.is_none())?;
    let (value, from) = match setting {
        Setting::Manager => match desk.manager_from {
            Origin::Environment | Origin::User => {
                (Value::from(desk.manager.as_str()), desk.manager_from)
            }
            _ => return None,
        },
        Setting::Holidays => return None,
        _ => {
            let own = desk.store.settings().personal(&desk.manager, setting)?;
            (own.clone(), Origin::Personal)
        }
    };
    let is_other = !line.value.is_null() && value != line.value;
    is_other.then(|| Remark::Outdone {
        key: setting.key(),
        manager: desk.manager.clone(),
        value,
        from,
    })
}

/// A refusal of this file's part as an error of the whole.
pub(super) fn refused(refusal: SettingRefusal) -> anyhow::Error {
    Refusal::from(refusal).into()
}

pub(super) fn reply(
    desk: &Desk<'_>,
    deed: ConfigDeed,
    settings: Vec<SettingLine>,
    manager: Option<String>,
) -> Reply {
    Reply::new(Answer::Configured(Configured {
        deed,
        settings,
        manager,
        file: desk.store.path().join(crate::store::SETTINGS_FILE),
        user_file: desk.user.file.clone(),
    }))
}
