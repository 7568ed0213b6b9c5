//! The own forms of a store: small files in a folder of their own, read and now and then made. They
//! are written by people, and never changed here.

use std::io::ErrorKind;
use std::path::PathBuf;

use anyhow::{Context, Result};
use rustix::fs::FileType;

use super::Store;
use super::bad_file::{BadFile, Fault};
use super::folder::Folder;
use crate::binder::Moment;
use crate::binder::form::Form;
use crate::binder::lookup::{is_reserved, is_slug};

/// The folder of the forms.
pub(super) const FORMS_FOLDER: &str = "forms";

/// The forms that can be read, by name, and the files that can't be.
pub type FormsFound = (Vec<Form>, Vec<BadFile>);

impl Store {
    /// Reads all forms. What can't be read is named, and is no reason to stop.
    #[must_use]
    pub fn forms(&self) -> FormsFound {
        match Folder::open_in(self.path(), FORMS_FOLDER) {
            Ok(None) => FormsFound::default(),
            Ok(Some(folder)) => forms_in(&folder),
            Err(error) => {
                let path = self.path().join(FORMS_FOLDER);
                let bad = BadFile::new(path, Fault::of_folder(&error), error.to_string());
                (Vec::new(), vec![bad])
            }
        }
    }

    /// Makes the file of a form; gives where it is, or nothing if there is one of this name.
    ///
    /// # Errors
    /// A store that can't be locked or written.
    pub fn make_form(
        &self,
        name: &str,
        text: &str,
        by: &str,
        at: Moment,
    ) -> Result<Option<PathBuf>> {
        // Under the lock, and in a store that is whole: made, if this is the first that is put in.
        let change = self.begin(by, at)?;
        let root = change.root();
        let file = format!("{name}.json");
        let path = root.path_of(FORMS_FOLDER).join(&file);
        let cant_write = || format!("{} can't be written", path.display());
        let folder = root.make_child(FORMS_FOLDER).with_context(cant_write)?;
        match folder.put_new(&file, text.as_bytes()) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => return Ok(None),
            put => put.with_context(cant_write)?,
        }
        Ok(Some(path))
    }
}

pub(super) fn forms_in(folder: &Folder) -> FormsFound {
    let (mut forms, mut bad) = FormsFound::default();
    let names = match folder.names() {
        Ok(names) => names,
        Err(error) => {
            let why = format!("can't be read: {error}");
            bad.push(BadFile::new(folder.path().to_owned(), Fault::Closed, why));
            return (forms, bad);
        }
    };
    let mut names: Vec<_> = names
        .into_iter()
        .filter(|(_, kind)| *kind != FileType::Directory)
        .collect();
    names.sort_by(|(one, _), (other, _)| one.cmp(other));
    for (file, _) in names {
        let is_hidden = file.as_encoded_bytes().starts_with(b".");
        let path = folder.path_of(&file);
        let lossy = file.to_string_lossy();
        let Some(name) = lossy.strip_suffix(".json").filter(|_| !is_hidden) else {
            continue;
        };
        match read(folder, name, &path) {
            Ok(form) => forms.extend(form),
            Err(one) => bad.push(one),
        }
    }
    // The ending would come between a name and a longer one.
    forms.sort_by(|one, other| one.name.cmp(&other.name));
    (forms, bad)
}

/// Reads one form; nothing if it has gone meanwhile.
fn read(folder: &Folder, name: &str, path: &std::path::Path) -> Result<Option<Form>, BadFile> {
    if !is_slug(name) || is_reserved(name) {
        let why = "is called as no form can be: small letters a to z, digits and - do";
        return Err(BadFile::new(path.to_owned(), Fault::Misnamed, why));
    }
    let Some(bytes) = folder.read(format!("{name}.json"))? else {
        return Ok(None);
    };
    // As Windows saves a text.
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    let form = Form::read(name, text);
    form.map(Some)
        .map_err(|error| BadFile::json(path.to_owned(), Fault::Content, &error))
}
