//! What comes to the store otherwise than by a command: an editor, a synchroniser, a colleague.

use std::path::{Path, PathBuf};

use chrono::Days;
use serde_json::Value;

use crate::binder::{Entry, Set};
use crate::deed::Deed;
use crate::papers;
use crate::world::World;

impl World {
    /// One who is shown, with nothing of an editor's that waits to be taken in.
    pub(crate) fn any_client(&mut self) -> Option<usize> {
        let mut those = self.binder.those(|place| place != "closed");
        those.retain(|client| self.binder.clients[*client].edited.is_empty());
        (!those.is_empty()).then(|| self.chance.one_of(&those))
    }

    /// The files of a client, by the name alone.
    fn files(&self, client: usize) -> Vec<PathBuf> {
        let name = format!("{}.json", self.binder.clients[client].slug);
        let files = self.desk.snapshot().into_iter().map(|(path, _)| path);
        files.filter(|path| path.ends_with(&name)).collect()
    }

    /// A field is changed with an editor: what is to be done next, or to a later place.
    pub(crate) fn a_file_is_edited(&mut self) {
        let Some(client) = self.any_client() else {
            return;
        };
        let files = self.files(client);
        let [path] = files.as_slice() else { return };
        let (key, value): Set = match self.chance.below(3) {
            0 => ("next", None),
            1 => ("next", Some(format!("by hand {}", self.number))),
            _ => ("place", Some("someday".to_owned())),
        };
        let text = std::fs::read_to_string(path).expect("the file");
        let mut dossier: Value = serde_json::from_str(&text).expect("JSON");
        match &value {
            Some(value) => dossier[key] = value.as_str().into(),
            None => drop(
                dossier
                    .as_object_mut()
                    .expect("an object")
                    .shift_remove(key),
            ),
        }
        std::fs::write(path, format!("{dossier:#}\n")).expect("it is written");
        self.told
            .push(format!("$EDITOR {}: {key} = {value:?}", path.display()));
        let is_changed = self.binder.field(client, key) != value;
        if is_changed {
            self.binder.clients[client].edited.insert(key, value);
        }
        self.counts.edits += 1;
    }

    /// Keeps the bytes of a dossier, as an older version of it for later.
    pub(crate) fn keep_a_version(&mut self) {
        let Some(client) = self.any_client() else {
            return;
        };
        if let [path] = self.files(client).as_slice() {
            self.versions
                .insert(client, std::fs::read(path).expect("the file"));
        }
    }

    /// A synchroniser brings an older version back, into some folder or beside the dossier.
    pub(crate) fn an_older_copy_comes(&mut self) {
        let Some(client) = self.any_client() else {
            return;
        };
        let files = self.files(client);
        let (Some(bytes), [path]) = (self.versions.get(&client), files.as_slice()) else {
            return;
        };
        let slug = &self.binder.clients[client].slug;
        let place: Value = serde_json::from_slice(bytes).expect("JSON");
        let old = place["place"].as_str().expect("a place").to_owned();
        let beside = path.parent().expect("a folder").to_owned();
        let copy = match self.chance.below(3) {
            0 => beside.join(format!(
                "{slug}.sync-conflict-20240613-{}.json",
                self.number
            )),
            1 => beside.join(format!("{slug} ({}).json", self.number)),
            _ => beside.with_file_name(old).join(format!("{slug}.json")),
        };
        if copy == *path {
            return;
        }
        let bytes = bytes.clone();
        self.put(client, &copy, &bytes);
    }

    fn put(&mut self, client: usize, copy: &Path, bytes: &[u8]) {
        self.copied.insert(self.binder.clients[client].slug.clone());
        std::fs::create_dir_all(copy.parent().expect("a folder")).expect("it is made");
        std::fs::write(copy, bytes).expect("the copy is written");
        self.told.push(format!("a copy comes: {}", copy.display()));
        self.counts.copies += 1;
        let wrong = self.difference(&self.binder);
        self.must(wrong.is_none(), &wrong.unwrap_or_default());
        // What a client is typed by is looked up by file names, so copies of other names are seen in
        // lists at once, and by everything when they are merged.
        let is_merged_by_the_next = copy.file_name().is_some_and(|name| {
            let name = name.to_string_lossy();
            !name.contains(['(', ' ']) && !name.contains("sync-conflict")
        });
        if !is_merged_by_the_next || self.chance.below(2) == 0 {
            self.repair();
        }
    }

    pub(crate) fn repair(&mut self) {
        self.run("tickler check --repair");
        Deed::Repair.apply(&mut self.binder);
        self.copied.clear();
    }

    /// A colleague has a copy of the store, and the synchroniser brings a dossier of it: one that was
    /// filed in its own folder, one that was only written into as a conflict beside ours.
    pub(crate) fn a_colleague_has_changed_a_copy(&mut self) {
        let Some(client) = self.any_client() else {
            return;
        };
        let files = self.files(client);
        let [path] = files.as_slice() else { return };
        let slug = self.binder.clients[client].slug.clone();
        let text = format!("colleague {}.", self.number);
        let folder = path.parent().expect("a folder");
        let on = self.binder.today + Days::new(self.chance.below(30) as u64);
        let files = self.chance.below(2) == 0;
        let another = papers::another(&mut self.chance, &self.binder, client);
        let paper = another.filter(|_| !files && self.chance.below(2) == 0);
        let (command, ours) = if files {
            let ours = folder.with_file_name(on.to_string());
            let ours = ours.join(format!("{slug}.json"));
            (format!("file {slug} --on {on} -n '{text}'"), ours)
        } else {
            let ours = format!("{slug}.sync-conflict-20240613-{}.json", self.number);
            let command = match paper {
                Some(paper) => format!("attach {slug} {paper} && cp -a other/papers binder"),
                None => format!("note {slug} '{text}'"),
            };
            (command, folder.join(ours))
        };
        self.run(&format!(
            "rm -rf other && cp -a binder other && rm -rf other/.tickler && \
             XDG_STATE_HOME=$PWD/theirs tickler --dir other {command}"
        ));
        let theirs = self.run(&format!("cat other/managers/*/*/{slug}.json"));
        let sets = vec![
            ("place", Some(on.to_string())),
            ("time", None),
            ("agreed", None),
        ];
        let sets = if files { sets } else { Vec::new() };
        let entry = Entry {
            is_contact: files,
            text: paper.is_none().then_some(text),
            put_in: paper.into_iter().map(str::to_owned).collect(),
            ..Entry::new(sets)
        };
        self.binder.write(client, entry);
        self.put(client, &ours, theirs.as_bytes());
    }
}
