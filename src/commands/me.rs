//! What is said in the user's own config file: of oneself in letters, as in `config me.name "Anna
//! Sand"`, and which programs to run, as in `config sendmail msmtp`. It is never in a store, or a
//! colleague's letters could be signed by somebody else, and sent by anything.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};

use super::config::SettingLine;
use super::desk::{Desk, Origin};

/// How such a key begins.
pub(super) const OF_ME: &str = "me.";

/// The one that every letter needs.
pub(super) const USUAL: &str = "me.name";

/// The longest name, in letters.
const LONGEST: usize = 32;

/// Whether something that is said of oneself can be called so: small letters, digits and `_`, as a
/// template can say it.
#[must_use]
pub fn is_of_me(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    name.len() <= LONGEST
        && name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.bytes().all(plain)
}

/// What a setting's key names of the user, if it does.
pub(super) fn named(key: &str) -> Option<&str> {
    key.strip_prefix(OF_ME).filter(|name| is_of_me(name))
}

/// What holds of a setting that is the user's own; none if there is no such setting.
pub(super) fn line(key: &str, desk: &Desk<'_>) -> Option<SettingLine> {
    let said = desk.user.said.iter().find(|line| line.key == key);
    let unsaid = |key: &str| SettingLine {
        key: key.to_owned().into(),
        value: Value::Null,
        default: Value::Null,
        from: Origin::Default,
        was: None,
    };
    said.cloned()
        .or_else(|| named(key).is_some().then(|| unsaid(key)))
}

/// Says it in the user's file, or no longer; whatever else stands there stays as it is.
///
/// # Errors
/// A value that can't stand there; a file that can't be read or written.
pub(super) fn say(
    before: SettingLine,
    value: Option<&str>,
    desk: &Desk<'_>,
) -> Result<SettingLine> {
    let key = &*before.key;
    let value = value.map(str::trim).filter(|value| !value.is_empty());
    if let (None, Some(value)) = (named(key), value) {
        (desk.may_be_own)(key, value)?;
    }
    let file = desk.user.file.as_deref();
    let file = file.context("there is no home folder to keep it in")?;
    // A link leads to where the user keeps the file: it stays.
    let file = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let cant_write = || format!("{} can't be written", file.display());
    let mut whole = match fs::read(&file) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Map::new(),
        read => {
            let bytes = read.with_context(|| format!("{} can't be read", file.display()))?;
            serde_json::from_slice(&bytes).with_context(|| file.display().to_string())?
        }
    };
    match named(key) {
        None => put(&mut whole, key, value),
        Some(name) => {
            let me = whole.entry("me").or_insert_with(|| json!({}));
            if let Value::Object(me) = me {
                put(me, name, value);
            }
        }
    }
    let text = format!("{:#}\n", Value::Object(whole));
    replace(&file, text.as_bytes()).with_context(cant_write)?;
    Ok(SettingLine {
        value: value.map_or(before.default.clone(), Value::from),
        from: value.map_or(Origin::Default, |_| Origin::User),
        was: Some((before.value.clone(), before.from)),
        ..before
    })
}

fn put(into: &mut Map<String, Value>, key: &str, value: Option<&str>) {
    match value {
        Some(value) => drop(into.insert(key.to_owned(), value.into())),
        None => drop(into.shift_remove(key)),
    }
}

/// Writes the file whole, for nobody else to read, with the folders above it.
fn replace(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)?;
    let draft = file.with_extension("json.draft");
    let _ = fs::remove_file(&draft);
    let mut options = OpenOptions::new();
    let written = options
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&draft)
        .and_then(|mut drafted| {
            drafted.write_all(bytes)?;
            drafted.sync_all()
        })
        .and_then(|()| fs::rename(&draft, file))
        .and_then(|()| File::open(folder)?.sync_all());
    if written.is_err() {
        let _ = fs::remove_file(&draft);
    }
    written
}
