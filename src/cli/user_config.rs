//! The user's own config file: what a person has said for all stores, and nothing a store may say.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::ValueEnum;
use serde::de::{DeserializeSeed, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::Color;
use crate::binder::Refusal;
use crate::binder::lookup::is_manager_name;
use crate::commands::is_of_me;
use crate::store::{BadFile, Fault};

/// The largest such file that is read, in bytes: 1 MiB.
const LARGEST: u64 = 1 << 20;

/// What it can say.
const KEYS: [&str; 8] = [
    "dir", "manager", "editor", "pager", "opener", "notifier", "sendmail", "color",
];

/// The key under which stands what the user says of oneself in letters.
const ME: &str = "me";

/// What the file says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct UserConfig {
    pub(super) dir: Option<PathBuf>,
    pub(super) manager: Option<String>,
    pub(super) editor: Option<String>,
    pub(super) pager: Option<String>,
    pub(super) opener: Option<String>,
    pub(super) notifier: Option<String>,
    pub(super) sendmail: Option<String>,
    pub(super) color: Option<Color>,
    /// What the user says of oneself in letters: `name`, `phone`.
    pub(super) me: Vec<(String, String)>,
    /// Keys that mean nothing here.
    pub(super) unknown: Vec<String>,
}

impl UserConfig {
    /// Reads the file at `path`; one that isn't there says nothing.
    ///
    /// # Errors
    /// A file that can't be read, with line and column where it is its content.
    pub(super) fn read(path: &Path) -> Result<Self> {
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
                ) =>
            {
                return Ok(Self::default());
            }
            Err(error) => return Err(error).with_context(|| cant_read(path)),
        };
        let mut bytes = Vec::new();
        file.take(LARGEST + 1)
            .read_to_end(&mut bytes)
            .with_context(|| cant_read(path))?;
        if bytes.len() as u64 > LARGEST {
            return Err(
                BadFile::new(path.to_owned(), Fault::Misplaced, "is larger than 1 MiB").into(),
            );
        }
        serde_json::from_slice(&bytes)
            .map_err(|error| BadFile::json(path.to_owned(), Fault::Content, &error).into())
    }
}

fn cant_read(path: &Path) -> String {
    format!("your config file {} can't be read", path.display())
}

impl<'de> Deserialize<'de> for UserConfig {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ConfigVisitor)
    }
}

struct ConfigVisitor;

impl<'de> Visitor<'de> for ConfigVisitor {
    type Value = UserConfig;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object, such as { \"manager\": \"anna\" }")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<UserConfig, A::Error> {
        let mut config = UserConfig::default();
        while let Some(key) = map.next_key::<String>()? {
            if KEYS.contains(&key.as_str()) {
                let config = &mut config;
                map.next_value_seed(OneValue { key, config })?;
            } else if key == ME {
                map.next_value_seed(OfMe(&mut config.me))?;
            } else {
                map.next_value::<serde::de::IgnoredAny>()?;
                config.unknown.push(key);
            }
        }
        Ok(config)
    }
}

/// One value on its way into the config: refused while it is read, so that the error carries the
/// line and column where it stands.
struct OneValue<'a> {
    key: String,
    config: &'a mut UserConfig,
}

impl<'de> DeserializeSeed<'de> for OneValue<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for OneValue<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` to be {}", self.key, expected(&self.key))
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<(), E> {
        if !text.trim().is_empty() && self.config.take(&self.key, text) {
            return Ok(());
        }
        let (key, expected) = (&self.key, expected(&self.key));
        Err(E::custom(format!("`{key}` must be {expected}")))
    }
}

/// What the user says of oneself, a text under each name.
struct OfMe<'a>(&'a mut Vec<(String, String)>);

impl<'de> DeserializeSeed<'de> for OfMe<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for OfMe<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`me` to be an object of texts, such as { \"name\": \"Anna Sand\" }")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if !is_of_me(&key) {
                let wrong = format!("`me.{key}` can't be called so: small letters, digits and _");
                return Err(serde::de::Error::custom(wrong));
            }
            let value = map.next_value::<String>()?;
            self.0.retain(|(known, _)| *known != key);
            if !value.trim().is_empty() {
                self.0.push((key, value));
            }
        }
        Ok(())
    }
}

impl UserConfig {
    /// Takes one value; whether it can stand there.
    fn take(&mut self, key: &str, text: &str) -> bool {
        match key {
            "dir" => self.dir = whole_path(text),
            "manager" => self.manager = Some(text.to_owned()).filter(|name| is_manager_name(name)),
            "editor" => self.editor = Some(text.to_owned()),
            "pager" => self.pager = Some(text.to_owned()),
            "opener" => self.opener = Some(text.to_owned()),
            "notifier" => self.notifier = Some(text.to_owned()),
            "sendmail" => self.sendmail = Some(text.to_owned()),
            _ => self.color = Color::from_str(text, false).ok(),
        }
        match key {
            "dir" => self.dir.is_some(),
            "manager" => self.manager.is_some(),
            "color" => self.color.is_some(),
            _ => true,
        }
    }
}

/// Refuses a text that can't stand in the file under one of its keys.
///
/// # Errors
/// [`Refusal::WrongValue`].
pub(super) fn may_be(key: &str, text: &str) -> Result<(), Refusal> {
    if UserConfig::default().take(key, text) {
        return Ok(());
    }
    Err(Refusal::WrongValue {
        key: key.to_owned(),
        value: text.to_owned(),
        expected: expected(key).to_owned(),
    })
}

fn expected(key: &str) -> &'static str {
    match key {
        "dir" => "a whole path, from / or ~/ on",
        "manager" => "the name of a manager, which must do for a folder",
        "editor" => "a command line, such as \"vim\"",
        "pager" => "a command line, such as \"less -R\"",
        "opener" => "a command line, such as \"xdg-open\"",
        "notifier" => "a command line, such as \"notify-send\"",
        "sendmail" => "a command line, such as \"msmtp\"",
        _ => "\"auto\", \"always\" or \"never\"",
    }
}

/// A path that means the same wherever one stands; `~/` is the home folder.
fn whole_path(text: &str) -> Option<PathBuf> {
    match text.strip_prefix("~/") {
        Some(rest) => Some(directories::BaseDirs::new()?.home_dir().join(rest)),
        None => Some(PathBuf::from(text)).filter(|path| path.is_absolute()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<UserConfig, String> {
        serde_json::from_str(text).map_err(|error| error.to_string())
    }

    #[test]
    fn the_file_says_what_it_can_say() {
        let text = r#"{ "dir": "/b", "manager": "anna", "editor": "vim -f", "pager": "less",
                        "opener": "kde-open", "notifier": "dunstify", "sendmail": "msmtp", "color": "never",
                        "me": { "name": "Anna", "fax": "" }, "you": {} }"#;
        let config = UserConfig {
            dir: Some("/b".into()),
            manager: Some("anna".to_owned()),
            editor: Some("vim -f".to_owned()),
            pager: Some("less".to_owned()),
            opener: Some("kde-open".to_owned()),
            notifier: Some("dunstify".to_owned()),
            sendmail: Some("msmtp".to_owned()),
            color: Some(Color::Never),
            me: vec![("name".to_owned(), "Anna".to_owned())],
            unknown: vec!["you".to_owned()],
        };
        assert_eq!(read(text), Ok(config));
        assert_eq!(read("{}"), Ok(UserConfig::default()));
    }

    #[test]
    fn a_wrong_value_is_told_with_its_line() {
        let cases = [
            (
                "{\n\"dir\": \"binder\" }",
                "`dir` must be a whole path, from / or ~/ on at line 2",
            ),
            (
                "{ \"manager\": \"../x\" }",
                "`manager` must be the name of a manager",
            ),
            (
                "{ \"color\": true }",
                "expected `color` to be \"auto\", \"always\" or \"never\"",
            ),
            ("{ \"editor\": \"\" }", "`editor` must be a command line"),
            (
                "{ \"me\": \"Anna\" }",
                "expected `me` to be an object of texts",
            ),
            (
                "{ \"me\": {\n\"name\": 5 } }",
                "expected a string at line 2",
            ),
            (
                "{ \"me\": {\n\"First\": \"A\" } }",
                "`me.First` can't be called so",
            ),
            ("[]", "expected an object"),
            ("", "EOF"),
            ("{ \"editor\": \"vim\",\n }", "line 2"),
        ];
        for (text, why) in cases {
            let error = read(text).expect_err(text);
            assert!(error.contains(why), "{text}: {error}");
        }
    }
}
