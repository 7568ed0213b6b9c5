//! The store's templates: `templates/offer.md`. Only what is called as a template can be is ever
//! opened, and never through a link.

use std::ffi::OsStr;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result};

use super::bad_file::{BadFile, Fault};
use super::change::Change;
use super::check::Walk;
use super::finding::Trouble;
use super::folder::Folder;
use super::shelves::{listed, opened};
use super::{Store, open_root};
use crate::binder::Calendar;
use crate::exchange::letter::{ENDING, Press, is_name};

/// The folder that they are in.
pub(super) const TEMPLATES: &str = "templates";

/// The largest template, in bytes: 256 KiB.
const LARGEST: usize = 256 << 10;

/// The templates of a store.
#[derive(Clone, Debug)]
pub struct Templates {
    /// None where there is no folder for them.
    folder: Option<Arc<Folder>>,
    path: PathBuf,
}

impl Store {
    /// The templates. Nothing is created.
    ///
    /// # Errors
    /// A folder that can't be opened; a link in its place.
    pub fn templates(&self) -> Result<Templates> {
        let path = self.path.join(TEMPLATES);
        let folder = match open_root(&self.path)? {
            Some(root) => opened(root.child(TEMPLATES), &path)?,
            None => None,
        };
        let folder = folder.map(Arc::new);
        Ok(Templates { folder, path })
    }
}

impl Templates {
    /// The names of all, without the ending of the files, in order.
    ///
    /// # Errors
    /// A folder that can't be listed.
    pub fn names(&self) -> Result<Vec<String>> {
        let Some(folder) = &self.folder else {
            return Ok(Vec::new());
        };
        let names = listed(folder.names(), folder)?.into_iter();
        let names = names.filter_map(|(name, _)| name.into_string().ok());
        let names = names.filter_map(|name| Some(name.strip_suffix(ENDING)?.to_owned()));
        let mut names: Vec<String> = names.filter(|name| is_name(name)).collect();
        names.sort();
        Ok(names)
    }

    /// The text of the template `name`; none if there is none.
    ///
    /// # Errors
    /// Why it can't be read: a link, no UTF-8, too large.
    pub fn read(&self, name: &str) -> Result<Option<String>, BadFile> {
        let Some(folder) = self.folder.as_ref().filter(|_| is_name(name)) else {
            return Ok(None);
        };
        let Some(bytes) = folder.read(format!("{name}{ENDING}"))? else {
            return Ok(None);
        };
        let bad = |why: String| BadFile::new(self.path_of(name), Fault::Content, why);
        if bytes.len() > LARGEST {
            return Err(bad("is larger than 256 KiB, as no letter is".to_owned()));
        }
        let text = String::from_utf8(bytes).map_err(|error| {
            let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = 1 + memchr::memchr_iter(b'\n', before).count();
            bad(format!("line {line}: is not UTF-8"))
        })?;
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        Ok(Some(text))
    }

    /// Where the file of the template `name` is, for messages.
    #[must_use]
    pub fn path_of(&self, name: &str) -> PathBuf {
        self.path.join(format!("{name}{ENDING}"))
    }

    /// The same below the store's folder.
    #[must_use]
    pub fn file_of(name: &str) -> String {
        format!("{TEMPLATES}/{name}{ENDING}")
    }
}

impl Walk<'_> {
    /// The templates, each looked at as far as that can be without a client.
    pub(super) fn templates(&mut self) {
        let root = self.shelves.root();
        let Some(folder) = self.open(root, OsStr::new(TEMPLATES)) else {
            return;
        };
        let path = root.path_of(TEMPLATES);
        let folder = Some(Arc::new(folder));
        let templates = Templates { folder, path };
        let of_store = templates.clone();
        let load = move |name: &str| of_store.read(name).map_err(|bad| bad.why().to_owned());
        let press = Press::new(load, &Calendar::default());
        // A folder that can't be listed is found where it is opened.
        for name in templates.names().unwrap_or_default() {
            if let Err(flaw) = press.look_at(&name) {
                let why = flaw.to_string();
                self.find(templates.path_of(&flaw.name), Trouble::Template { why });
            }
        }
    }
}

impl Change {
    /// Puts a template into the store, unless there is one of that name; whether it was put there.
    /// It is the user's file from then on, so no undo takes it away.
    ///
    /// # Errors
    /// A folder that can't be written.
    pub fn put_template(&self, name: &str, text: &str) -> Result<bool> {
        let root = self.shelves.root();
        let file = format!("{name}{ENDING}");
        let put = || {
            let folder = root.make_child(TEMPLATES)?;
            if folder.has(&file)? {
                return Ok(false);
            }
            match folder.put_new(&file, text.as_bytes()) {
                // An editor was faster.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
                put => put.map(|()| true),
            }
        };
        let path = root.path_of(TEMPLATES).join(&file);
        put().with_context(|| format!("{} can't be written", path.display()))
    }
}
